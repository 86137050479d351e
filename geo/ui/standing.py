"""What stands on a day: which crossings are closed, which troops deployed, each since when, instead of the events.

A state is drawn at its place with the event that began it; one whose begin or end is open says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from geo.events.states import State
from geo.filter import Filter
from geo.language import day as day_in_words
from geo.language import msg, tr, tr_count
from geo.maps.words import kind_in_words
from geo.models import Event, Kind, Status, TimePrecision
from geo.ui.resources import Library

_STANDS = {
    Kind.BORDER_CLOSURE: msg("closed since {day}"),
    Kind.AIRSPACE_CLOSURE: msg("airspace closed since {day}"),
    Kind.DEPLOYMENT: msg("deployed since {day}"),
    Kind.MOBILISATION: msg("called up since {day}"),
    Kind.TERRITORY_CAPTURE: msg("held since {day}"),
}


def standing(library: Library, day: date, chosen: Filter) -> tuple[tuple[Event, ...], Mapping[str, str]]:
    """Return the events that began what stands on a day, and what stands since each, in words, by the event's id."""
    found = {event.id: (state, event) for state, event in library.standing(day, chosen)}
    events = _same(tuple(event for _, event in found.values()))
    return events, {key: state_in_words(state, day) for key, (state, _) in found.items()}


@st.cache_resource(show_spinner=False, max_entries=8)
def _same(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the very tuple given for equal events before, so that the map knows them again."""
    return events


def state_in_words(state: State, day: date) -> str:
    """Return "closed since 10 Feb 2023", with what is open about it on that day."""
    form = {TimePrecision.DAY: "d MMM y", TimePrecision.MONTH: "MMM y", TimePrecision.YEAR: "y"}[state.since_precision]
    since = day_in_words(state.since, form)
    fallback = tr("{kind} since {day}", kind=kind_in_words(state.kind), day=since)
    words = tr(_STANDS[state.kind], day=since) if state.kind in _STANDS else fallback
    doubts = (
        tr("claimed") if state.status is Status.CLAIMED else "",
        tr("only announced") if state.announced_only else "",
        "" if state.is_sure_on(day) or state.announced_only else tr("not sure on this day"),
    )
    return ", ".join(part for part in (words, *doubts) if part)


def standing_in_words(count: int, day: date) -> str:
    """Return how many states stand on a day, as Markdown."""
    when = day_in_words(day)
    return tr_count("**{count}** state stands on {day}", "**{count}** states stand on {day}", count, day=when)


def show_nothing_standing() -> None:
    """Say that nothing is known to stand on the day, with the way back to the events."""
    with st.container(key="nothing"):
        st.markdown(tr("**Nothing is told to stand on this day** under these filters."))
        st.button(tr("Show events again"), on_click=_show_events, type="primary")


def _show_events() -> None:
    st.session_state["as_of"] = None
