"""The form that says what is right of an event: kind, state, days, place, actors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import streamlit as st

from geo.filter import Filter
from geo.language import tr
from geo.maps.proper_names import actor_name, name_actor, state_codes
from geo.maps.words import kind_in_words, role_in_words, status_in_words
from geo.models import ActorRole, Basis, EventActor, Kind, Status, Telling, TimePrecision, When
from geo.ui.change import Change
from geo.ui.resources import Library
from geo.ui.review_place import ask_place
from geo.ui.words import capital

EARLIEST = date(1900, 1, 1)
_WRITTEN = (str, date, list, tuple)
"""Types of what a person writes or chooses in the form: no presses, no answers of a map."""


def keep_written() -> None:
    """Keep what is written in the form of a review through a run that cannot draw it; it would be forgotten else."""
    for key, value in st.session_state.items():
        if str(key).startswith("review_") and isinstance(value, _WRITTEN):
            st.session_state[key] = value


def ask_change(library: Library, telling: Telling, key: str) -> Change:
    """Draw the form for what a telling says; returns what a person changed in it. ``key`` is new for each event."""
    left, right = st.columns(2)
    kind = left.selectbox(
        tr("Kind"), [*Kind], [*Kind].index(telling.kind), format_func=_say_kind, key=f"review_kind_{key}"
    )
    status = right.selectbox(
        tr("Status"), [*Status], [*Status].index(telling.status), format_func=_say_status, key=f"review_status_{key}"
    )
    when = _ask_days(telling.when, key)
    place, unplaced = ask_place(library, telling, key)
    actors = _ask_actors(library, telling, key)
    return Change(
        kind=kind if kind is not telling.kind else None,
        status=status if status is not telling.status else None,
        when=when,
        place=place,
        unplaced=unplaced,
        actors=actors,
    )


def _say_kind(kind: Kind) -> str:
    return capital(kind_in_words(kind))


def _say_status(status: Status) -> str:
    return capital(status_in_words(status))


def _ask_days(had: When, key: str) -> When | None:
    known = had.is_known
    left, right = st.columns(2)
    first = left.date_input(
        tr("First day"),
        had.start if known else None,
        format="YYYY-MM-DD",
        min_value=EARLIEST,
        key=f"review_first_{key}",
    )
    last = right.date_input(
        tr("Last day"), had.last if known else None, format="YYYY-MM-DD", min_value=EARLIEST, key=f"review_last_{key}"
    )
    if first is None and last is None:
        return None
    return correct_when(had, first or last or EARLIEST, last or first or EARLIEST)


def correct_when(had: When, first: date, last: date) -> When | None:
    """Return the time from the first to the last day, as a person knows it; None if it is what it was."""
    start, end = min(first, last), max(first, last) + timedelta(days=1)
    if (start, end) == (had.start, had.end):
        return None
    precision = TimePrecision.DAY if (end - start).days == 1 or not had.is_known else had.precision
    return replace(had, start=start, end=end, precision=precision, basis=Basis.EXPLICIT)


def _ask_actors(library: Library, telling: Telling, key: str) -> tuple[EventActor, ...] | None:
    """Draw one choice a role; returns the actors if they are others than before."""
    known = _known_actors(library) | {actor.id: actor_name(actor) for actor in telling.actors}
    ids = sorted(known, key=known.__getitem__)
    chosen: dict[ActorRole, Sequence[str]] = {}
    columns = st.columns(2)
    for number, role in enumerate(ActorRole):
        had = [actor.id for actor in telling.actors if actor.role is role]
        chosen[role] = columns[number % 2].multiselect(
            tr("Who: {role}", role=role_in_words(role)),
            ids,
            had,
            format_func=known.__getitem__,
            placeholder=tr("nobody"),
            key=f"review_actors_{role}_{key}",
        )
    before = {(actor.id, actor.role) for actor in telling.actors}
    if {(actor_id, role) for role, ids_of_role in chosen.items() for actor_id in ids_of_role} == before:
        return None
    return tuple(_to_actor(actor_id, role, telling, known) for role, found in chosen.items() for actor_id in found)


def _to_actor(actor_id: str, role: ActorRole, telling: Telling, known: Mapping[str, str]) -> EventActor:
    had = next((actor for actor in telling.actors if actor.id == actor_id), None)
    if had:
        return replace(had, role=role)
    return EventActor(actor_id, known[actor_id], role, state_codes().get(actor_id.partition("_")[0], ""))


def _known_actors(library: Library) -> dict[str, str]:
    """Return the actors to choose from: every state, and all that occur in the store."""
    states = {code: name_actor(code, code) for code in state_codes()}
    return states | {facet.value: name_actor(facet.value, facet.name) for facet in library.facets(Filter())["actors"]}
