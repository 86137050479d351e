"""The head of the page: its name, the search, what is shown of how much, and room for buttons."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.language import number, tr, tr_count
from geo.maps.words import days_in_words
from geo.query import Selection


def show_head(counts: str) -> DeltaGenerator:
    """Draw the head with the counts, as Markdown; returns the place for its buttons."""
    with st.container(key="head", horizontal=True, vertical_alignment="center", gap="medium"):
        st.markdown("# Dateline", width="content")
        st.text_input(
            tr("Search words, places, actors"),
            key="words",
            placeholder=tr("Search words, places, actors"),
            label_visibility="collapsed",
            width=270,
        )
        st.markdown(counts, width="content")
        return st.container(key="buttons", horizontal=True, horizontal_alignment="right", gap="small")


def count_in_words(selection: Selection) -> str:
    """Return "19 of 46 events, 12 of only a country or no place · 10 Feb 2023", as Markdown."""
    words = tr_count(
        "**{matched}** of {count} event, **{unplaced}** of only a country or no place",
        "**{matched}** of {count} events, **{unplaced}** of only a country or no place",
        selection.total,
        matched=number(selection.matched),
        unplaced=number(selection.unplaced),
    )
    if selection.first and selection.last:
        words += f" · {days_in_words(selection.first, selection.last)}"
    return words
