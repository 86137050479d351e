"""Correct an event: confirm, reject, or say what is right; each word is a review in the store and can be taken back.

An event that several articles tell is reviewed in each of its tellings, so that it stays one event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import streamlit as st

from geo.maps.words import event_title, kind_in_words, status_in_words
from geo.models import Basis, Event, Kind, Review, ReviewAction, Status, Telling, TimePrecision, When
from geo.store import Store
from geo.ui.resources import Library
from geo.ui.words import capital


@dataclass(frozen=True, slots=True)
class Word:
    """What a reviewer says, who it is and why."""

    action: ReviewAction
    reviewer: str = ""
    note: str = ""


def make_reviews(store: Store, event: Event, word: Word, right: Iterable[Telling | None]) -> tuple[Review, ...]:
    """Return one review a telling; ``had`` is what the machine had, whatever was said since."""
    machine = {telling.id: telling for telling in store.tellings({telling.article_id for telling in event.tellings})}
    return tuple(
        Review(
            id=uuid4().hex,
            article_id=telling.article_id,
            telling_id=telling.id,
            action=word.action,
            had=machine.get(telling.id),
            right=better,
            reviewer=word.reviewer,
            at=_now(),
            note=word.note,
        )
        for telling, better in zip(event.tellings, right, strict=True)
    )


def show_correction(library: Library, event: Event) -> None:
    """Open the dialog in which a person says what is right of an event."""
    _show_correction(library, event)


@st.dialog("Correct this", width="medium")
def _show_correction(library: Library, event: Event) -> None:
    st.text(event_title(event))
    with st.container(border=True):
        st.text(event.tellings[0].excerpt)
    better = _ask(event)
    reviewer = st.text_input("Your name", key="reviewer", placeholder="shown to those who review with you")
    note = st.text_input("Note", placeholder="why, if it is not plain")
    save, confirm, reject = st.columns(3)
    changed = any(new != old for new, old in zip(better, event.tellings, strict=True))
    said: tuple[ReviewAction, tuple[Telling | None, ...]] | None = None
    if save.button("Save correction", type="primary", disabled=not changed, width="stretch"):
        said = (ReviewAction.CORRECT, better)
    if confirm.button("It is right as it is", width="stretch"):
        said = (ReviewAction.CONFIRM, event.tellings)
    if reject.button("It is no event", width="stretch"):
        said = (ReviewAction.REJECT, (None,) * len(event.tellings))
    if said:
        _store(library, make_reviews(library.store, event, Word(said[0], reviewer, note), said[1]))


def _ask(event: Event) -> tuple[Telling, ...]:
    left, right = st.columns(2)
    kind = left.selectbox(
        "Kind", [*Kind], [*Kind].index(event.kind), format_func=lambda one: capital(kind_in_words(one))
    )
    status = right.selectbox("Status", [*Status], [*Status].index(event.status), format_func=status_in_words)
    left, right = st.columns(2)
    first = left.date_input("First day", event.when.start, format="YYYY-MM-DD", min_value=date(1900, 1, 1))
    last = right.date_input("Last day", event.when.last, format="YYYY-MM-DD", min_value=date(1900, 1, 1))
    when = correct_when(event.when, first, last)
    return tuple(replace(telling, kind=kind, status=status, when=when or telling.when) for telling in event.tellings)


def correct_when(had: When, first: date, last: date) -> When | None:
    """Return the time from the first to the last day, as a person knows it; None if it is what it was."""
    start, end = min(first, last), max(first, last) + timedelta(days=1)
    if (start, end) == (had.start, had.end):
        return None
    precision = TimePrecision.DAY if (end - start).days == 1 else had.precision
    return replace(had, start=start, end=end, precision=precision, basis=Basis.EXPLICIT)


def _store(library: Library, reviews: tuple[Review, ...]) -> None:
    library.store.add_reviews(reviews)
    st.session_state["undo"] = reviews
    st.rerun()


def show_undo(library: Library) -> None:
    """Offer to take back the last review of this session."""
    reviews: tuple[Review, ...] | None = st.session_state.get("undo")
    if not reviews:
        return
    with st.container(key="undo_bar", horizontal=True, vertical_alignment="center"):
        st.text({"confirm": "Confirmed.", "correct": "Corrected.", "reject": "Rejected."}[reviews[0].action])
        if st.button("Undo", key="undo_button"):
            library.store.add_reviews(take_back(library.store, reviews))
            st.session_state["undo"] = None
            st.rerun()
        if st.button("Keep", key="undo_keep"):
            st.session_state["undo"] = None
            st.rerun()


def take_back(store: Store, reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Return reviews that make what was said before these stand again: an earlier word, or the machine's."""
    taken = {review.id: review for review in reviews}
    earlier = {review.telling_id: review for review in store.reviews() if review.id not in taken}
    standing = {review.telling_id: earlier.get(review.telling_id) for review in taken.values()}
    again = [replace(review, id=uuid4().hex, at=_now()) for review in standing.values() if review]
    return (*again, *withdraw(review for review in taken.values() if standing[review.telling_id] is None))


def withdraw(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Return reviews that leave the machine's word alone to stand."""
    return tuple(
        replace(review, id=uuid4().hex, at=_now(), action=ReviewAction.WITHDRAW, right=None, note="")
        for review in reviews
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
