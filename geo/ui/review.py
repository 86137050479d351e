"""Reviews as a session of the page stores them, and takes them back; `geo.reviewing` makes them.

Nobody's word is lost: what others said since a person looked is found before it would be written over.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.errors import ReviewConflict
from geo.language import msg, tr
from geo.models import Review, ReviewAction
from geo.reviewing import Reviewer, undo
from geo.store import Store
from geo.ui.resources import Library

NAME_KEY = "reviewer_name"
UNDO_KEY = "undo"
_SAID = {
    ReviewAction.CONFIRM: msg("Confirmed."),
    ReviewAction.CORRECT: msg("Corrected."),
    ReviewAction.REJECT: msg("Rejected."),
    ReviewAction.ADD: msg("Added."),
    ReviewAction.SPLIT: msg("Split."),
    ReviewAction.MERGE: msg("Merged."),
}


def reviewer_here(note: str = "") -> Reviewer:
    """Return who reviews in this session, and why."""
    return Reviewer(st.session_state.get(NAME_KEY, ""), note)


def say(library: Library, reviews: Sequence[Review]) -> bool:
    """Store reviews and remember them, to be taken back; returns False if others were first, and stores nothing."""
    try:
        library.store.add_reviews(reviews)
    except ReviewConflict:
        return False
    st.session_state[UNDO_KEY] = tuple(reviews)
    return True


def last_said(library: Library) -> str:
    """Return the id of the event that this session reviewed last and can still take back, "" if there is none."""
    reviews: tuple[Review, ...] | None = st.session_state.get(UNDO_KEY)
    event = library.store.event(reviews[0].telling_id) if reviews else None
    return event.id if event else ""


def has_undo() -> bool:
    """Return whether this session has reviewed something that can be taken back."""
    return bool(st.session_state.get(UNDO_KEY))


def show_undo(library: Library) -> None:
    """Offer to take back the last review of this session."""
    reviews: tuple[Review, ...] | None = st.session_state.get(UNDO_KEY)
    if not reviews:
        return
    with st.container(key="undo_bar", horizontal=True, vertical_alignment="center"):
        st.text(tr(_SAID[reviews[0].action]))
        if st.button(tr("Undo"), key="undo_button", shortcut="U"):
            st.session_state[UNDO_KEY] = None
            take_back(library.store, reviews)
        if st.button(tr("Keep"), key="undo_keep"):
            st.session_state[UNDO_KEY] = None
            st.rerun()


def take_back(store: Store, reviews: Sequence[Review]) -> None:
    """Take back what was said in one act, and draw the page again; says so if somebody has spoken since."""
    try:
        store.add_reviews(undo(reviews, reviewer_here()))
    except ReviewConflict:
        st.toast(tr("Somebody has reviewed this since; nothing was taken back. See the history."))
        return
    st.rerun()
