"""Do what was pressed in the list or on the map: open an event, show more, read, correct."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from geo.filter import Filter
from geo.language import tr
from geo.models import Event, Telling
from geo.ui.actors import open_actor
from geo.ui.paging import turn_to
from geo.ui.reader import KEY as READING
from geo.ui.reader import open_article
from geo.ui.resources import Library
from geo.ui.rooms import REVIEW, enter


def answer(
    library: Library, events: Sequence[Event], pressed: Mapping[str, Any], chosen: Filter, *, editable: bool
) -> None:
    """Do what was pressed; opening and showing more draw the page anew."""
    state = st.session_state
    if "open" in pressed and pressed["open"] != state["event"]:
        state["event"] = pressed["open"]
        st.rerun()
    if "actor" in pressed:
        open_actor(library, pressed["actor"], chosen)
    if "more" in pressed:
        turn_to(int(pressed["more"]))
        st.rerun()
    if "read" in pressed and (telling := find_telling(events, pressed["read"])):
        state["event"] = event_of(events, telling).id
        open_article(library, telling.article_id)
    if "miss" in pressed and editable:
        state["missed"] = (state[READING], *pressed["miss"])
        enter(REVIEW)
    event = find_event(events, pressed.get("correct", ""))
    if event and editable:
        enter(REVIEW, event=event.id)
    elif event:
        st.toast(tr("This view is for reading only."))


def find_event(events: Sequence[Event], event_id: str) -> Event | None:
    """Return the event of this id, None if it is not shown."""
    return next((event for event in events if event.id == event_id), None)


def find_telling(events: Sequence[Event], told_id: str) -> Telling | None:
    """Return the telling of this id, or the first of the event of this id; None if neither is shown."""
    event = find_event(events, told_id)
    if event:
        return event.tellings[0]
    return next((telling for event in events for telling in event.tellings if telling.id == told_id), None)


def event_of(events: Sequence[Event], telling: Telling) -> Event:
    """Return the event that has this telling; it is one of them."""
    return next(event for event in events if telling in event.tellings)
