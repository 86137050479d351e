"""Which page of the list is shown: the first of a new question, the one a person turned to, or that of an opened event.

In: the question, the events, the one that is open. Out: where the page begins, and the words of its two buttons.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from geo.language import number, tr
from geo.models import Event
from geo.ui.resources import PAGE

_QUESTION, _FROM, _OPEN = "list_question", "list_from", "list_open"


def follow_question(query: str, order: str) -> int:
    """Return how many events come before the page; a new filter or order begins at the first."""
    state = st.session_state
    if state.get(_QUESTION) != (query, order):
        state[_QUESTION] = (query, order)
        state[_FROM] = 0
    return int(state[_FROM])


def current_page() -> int:
    """Return how many events come before the page."""
    return int(st.session_state.setdefault(_FROM, 0))


def turn_to(first: int) -> None:
    """Show the page that begins after so many events."""
    st.session_state[_FROM] = max(0, first)


def page_start(rows: Sequence[Event], open_id: str) -> int:
    """Return where the page begins among all rows: where it was, or where the event just opened is."""
    state = st.session_state
    if open_id != state.get(_OPEN):
        state[_OPEN] = open_id
        place = next((at for at, event in enumerate(rows) if event.id == open_id), None)
        if place is not None:
            state[_FROM] = place - place % PAGE
    first = int(state.setdefault(_FROM, 0))
    return first if first < len(rows) else 0


def to_pager(first: int, shown: int, total: int) -> dict[str, Any] | None:
    """Return what the script draws to turn pages; None if there is one page."""
    if total <= PAGE:
        return None
    words = tr("{first}–{last} of {count}", first=number(first + 1), last=number(first + shown), count=number(total))
    return {
        "words": words,
        "back": tr("Previous") if first else "",
        "on": tr("Next") if first + shown < total else "",
        "from": first,
        "step": PAGE,
    }
