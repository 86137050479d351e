"""What the page says when something is missing or wrong: what, where, and what to do about it."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import streamlit as st

from geo.errors import GeoError
from geo.language import retell, tr
from geo.maps.markup import clean
from geo.models import Problem
from geo.ui.address import clear_filter, to_address
from geo.ui.words import capital

log = logging.getLogger(__name__)


def show_error(error: GeoError) -> None:
    """Say an error in words: message, file and place, remedy; the log keeps where it was raised."""
    log.warning("%s", error, exc_info=error)
    place = ", ".join(part for part in (error.source, error.where) if part)
    with st.container(key="error"):
        st.subheader(tr("The map cannot be shown"))
        st.text(capital(retell(error.message)))
        if place:
            st.text(tr("Where: {place}", place=place))
        if error.remedy:
            st.text(tr("What to do: {remedy}", remedy=retell(error.remedy)))
        with st.container(horizontal=True):
            st.button(tr("Try again"), type="primary")
            if "snapshot" in st.query_params:
                st.link_button(tr("The map of today"), to_address(""))


def show_refusal(error: GeoError, key: str = "here") -> None:
    """Say an error in the place where it happened, beside what stays as it is; ``key`` names the place on the page."""
    log.warning("%s", error, exc_info=error)
    with st.container(key=f"refusal_{key}"):
        st.text(error_in_words(error))


def error_in_words(error: GeoError) -> str:
    """Return place, message and remedy of an error as one line."""
    place = ", ".join(part for part in (error.source, error.where) if part)
    return describe(Problem(place, error.message, error.remedy))


def show_problems(problems: Iterable[Problem], key: str) -> None:
    """List what went wrong beside what went well; ``key`` names the place on the page."""
    lines = [describe(problem) for problem in problems]
    if lines:
        with st.container(key=f"problems_{key}", gap=None):
            for line in lines:
                st.text(line)


def describe(problem: Problem) -> str:
    """Return where, what and the remedy as one line."""
    said = retell(problem.message)
    message = f"{retell(problem.source)}: {said}" if problem.source else capital(said)
    return clean(f"{message} {retell(problem.remedy)}".strip())


def show_nothing_found() -> None:
    """Say that no event passes the filters, with the way out."""
    with st.container(key="nothing"):
        st.markdown(tr("**No event passes these filters.**"))
        st.button(tr("Clear all filters"), key="clear_when_empty", on_click=clear_filter, type="primary")


def show_empty_store() -> None:
    """Say that nothing was read yet, with the way on."""
    with st.container(key="nothing"):
        st.markdown(tr("**There are no articles yet.** Add one, and what it tells appears on the map."))
