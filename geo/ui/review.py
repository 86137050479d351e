"""Reviews as the page makes them: a person's word on each telling of an event, and taking it back.

An event that several articles tell is reviewed in each of its tellings, so that it stays one event. Nobody's word is
lost: what others said since a person began to look is found before it would be written over.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4

import streamlit as st

from geo.errors import ReviewConflict
from geo.language import msg, tr
from geo.models import Event, Review, ReviewAction, Telling
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


def make_addition(telling: Telling, reviewer: str, note: str = "") -> Review:
    """Return the review that adds what the machine missed."""
    return Review(uuid4().hex, telling.article_id, telling.id, ReviewAction.ADD, None, telling, reviewer, _now(), note)


def say(library: Library, reviews: Sequence[Review], *, seen: int | None = None) -> bool:
    """Store reviews and remember them, to be taken back; returns False if others were first, and stores nothing.

    ``seen`` is the version of the store that they were made from.
    """
    try:
        library.store.add_reviews(reviews, seen=seen)
    except ReviewConflict:
        return False
    st.session_state[UNDO_KEY] = tuple(reviews)
    return True


def last_said(library: Library) -> str:
    """Return the id of the event that this session reviewed last and can still take back, "" if there is none."""
    reviews: tuple[Review, ...] | None = st.session_state.get(UNDO_KEY)
    event = library.store.event(reviews[0].telling_id) if reviews else None
    return event.id if event else ""


def show_undo(library: Library) -> None:
    """Offer to take back the last review of this session."""
    reviews: tuple[Review, ...] | None = st.session_state.get(UNDO_KEY)
    if not reviews:
        return
    with st.container(key="undo_bar", horizontal=True, vertical_alignment="center"):
        st.text(tr(_SAID[reviews[0].action]))
        if st.button(tr("Undo"), key="undo_button", shortcut="U"):
            _undo(library.store, reviews)
        if st.button(tr("Keep"), key="undo_keep"):
            st.session_state[UNDO_KEY] = None
            st.rerun()


def _undo(store: Store, reviews: Sequence[Review]) -> None:
    st.session_state[UNDO_KEY] = None
    standing = {review.telling_id: review.id for review in store.reviews()}
    if any(standing[review.telling_id] != review.id for review in reviews):
        st.toast(tr("Somebody has reviewed this since; nothing was taken back. See the history."))
        return
    store.add_reviews(take_back(store, reviews))
    st.rerun()


def take_back(store: Store, reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Return reviews that make stand again what stood before these."""
    taken = {review.id: review for review in reviews}
    earlier = {review.telling_id: review for review in store.reviews() if review.id not in taken}
    standing = {review.telling_id: earlier.get(review.telling_id) for review in taken.values()}
    again = [replace(review, id=uuid4().hex, at=_now(), saw=None, act="") for review in standing.values() if review]
    return (*again, *withdraw(review for review in taken.values() if standing[review.telling_id] is None))


def withdraw(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Return reviews that leave the machine's word alone to stand."""
    return tuple(
        replace(
            review, id=uuid4().hex, at=_now(), action=ReviewAction.WITHDRAW, right=None, note="", saw=review.id, act=""
        )
        for review in reviews
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
