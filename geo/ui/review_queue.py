"""The queue of a review: what is most doubtful first, with the reason; a row each, reachable by keyboard."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.filter import Filter
from geo.language import number, spoken, texts_of, tr, tr_count
from geo.models import Event
from geo.ui.doubt import Doubt, doubt_of
from geo.ui.event_list import to_row
from geo.ui.parts import draw_list
from geo.ui.resources import KEPT, PAGE, Library

Row = tuple[Event, Doubt]


def list_queue(library: Library, *, reviewed: bool) -> tuple[Row, ...]:
    """Return the events with their doubts, the most doubtful first; ``reviewed`` adds what a person has seen."""
    return _queue(library, library.settings.store, library.version, spoken(), reviewed=reviewed)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _queue(_library: Library, location: str, version: int, language: str, *, reviewed: bool) -> tuple[Row, ...]:
    del location, version, language  # they tell one answer from another
    against = _library.contradictions()
    events = (event for event in _library.select(Filter()).events if reviewed or not event.reviewed)
    rows = [(event, doubt_of(event, against.get(event.id, ()))) for event in events]
    return tuple(sorted(rows, key=lambda row: (-row[1].weight, row[0].id)))


def show_queue(rows: Sequence[Row], current: str) -> str:
    """Draw the queue; returns the id of the event that was pressed, "" if none was."""
    place = next((at for at, (event, _) in enumerate(rows) if event.id == current), 0)
    shown = rows[: max(int(st.session_state.setdefault("review_window", PAGE)), place + 1)]
    left = len(rows) - len(shown)
    data = {
        "heading": tr_count("{count} event", "{count} events", len(rows)),
        "words": texts_of("geo/ui/event_list.js"),
        "events": [{**to_row(event), "who": " · ".join(doubt.reasons)} for event, doubt in shown],
        "selected": current,
        "roving": True,  # one stop for the Tab key; the arrow keys go through the rows
        "popup": None,
        "detail": None,
        "more": tr("Show more ({count} left)", count=number(left)) if left else "",
    }
    pressed = draw_list(data)
    if "more" in pressed:
        st.session_state["review_window"] = pressed["more"] + PAGE
        st.rerun()
    return str(pressed.get("open", ""))


def neighbour(rows: Sequence[Row], current: str, step: int) -> str:
    """Return the id of the event so many rows on, "" beyond the ends; of one that is not listed, of the first."""
    ids = [event.id for event, _ in rows]
    if current not in ids:
        return ids[0] if ids else ""
    place = ids.index(current) + step
    return ids[place] if 0 <= place < len(ids) else ""
