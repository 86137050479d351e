"""Split an event whose tellings tell of two, or merge two events that are one."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.filter import Filter
from geo.language import tr
from geo.maps.markup import clean
from geo.maps.words import event_title, when_in_words
from geo.models import Event, Review
from geo.reviewing import Reviewer, merge_events, split_event
from geo.ui.resources import Library

MOST_OTHERS = 30
LONGEST_WORDS = 90


def ask_joined(library: Library, event: Event, reviewer: Reviewer, key: str) -> tuple[Review, ...]:
    """Draw the choice; returns the reviews that say it once a button is pressed, () otherwise."""
    with st.popover(tr("Split or merge")):
        said = _ask_split(library, event, reviewer, key) if len(event.tellings) > 1 else ()
        return said or _ask_merge(library, event, reviewer, key)


def _ask_split(library: Library, event: Event, reviewer: Reviewer, key: str) -> tuple[Review, ...]:
    told = {telling.id: clean(telling.excerpt)[:LONGEST_WORDS] for telling in event.tellings}
    apart = st.multiselect(
        tr("Which of these tell another event?"), [*told], format_func=told.__getitem__, key=f"review_apart_{key}"
    )
    pressed = st.button(
        tr("Split them off"), disabled=not apart or len(apart) == len(told), key="review_split", type="primary"
    )
    return split_event(library.store, event, apart, reviewer) if pressed else ()


def _ask_merge(library: Library, event: Event, reviewer: Reviewer, key: str) -> tuple[Review, ...]:
    others = {other.id: other for other in _others(library.select(Filter()).events, event)}
    if not others:
        st.text(tr("There is no other event of this kind and status."))
        return ()
    chosen = st.selectbox(
        tr("The same as"),
        [*others],
        None,
        format_func=lambda one: f"{clean(event_title(others[one]))} · {when_in_words(others[one].when)}",
        key=f"review_same_{key}",
    )
    if st.button(tr("Merge them"), disabled=chosen is None, key="review_merge", type="primary") and chosen:
        return merge_events(library.store, [event, others[chosen]], reviewer)
    return ()


def _others(events: Sequence[Event], event: Event) -> list[Event]:
    """Return the events that it could be one with, the nearest in time first."""
    ids = {telling.id for telling in event.tellings}
    alike = [
        other
        for other in events
        if (other.kind, other.status) == (event.kind, event.status)
        and not any(telling.id in ids for telling in other.tellings)
    ]
    return sorted(alike, key=lambda other: abs((other.when.start - event.when.start).days))[:MOST_OTHERS]
