"""What stands on a day, and what became of a place: closures, deployments, call-ups, captures, from the whole store.

In: a store, a filter, and a `Codebook`'s rules of states. Out: states as of any day, and the history of a place. The
filter chooses states by the events that open or tell them, whatever its days; what ended a state may lie outside of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from geo.commits import Commit
from geo.events.merge import share_place
from geo.events.spots import is_same_spot
from geo.events.states import Change, Part, Rule, State, part_of
from geo.events.states_find import Related, find_states
from geo.filter import Filter
from geo.gazetteer.names import normalise
from geo.models import Basis, Kind, Place, Precision, Status, TimePrecision, When
from geo.query import Locate, fill, to_store_condition
from geo.store import Store

Rules = Mapping[Kind, Rule]
EVERYTHING = Filter()
_KEPT = 8
"""Answers kept: all states of a filter, for the days a person steps through."""
_CHANGES = """SELECT id, kind, status, phase, start, "end", precision, basis, place_id, place_name, place_kind,
    place_precision, lat, lon, place_countries, actor_roles, actors, weapons, trigger, published_from, published_to
    FROM {VIEW} WHERE list_contains($state_kinds, kind) AND place_id <> '' AND start > DATE '0001-01-01'
    AND CONDITION ORDER BY start, id"""
_IDS = "SELECT id FROM {VIEW} WHERE CONDITION"


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a place's history: on which day what was told of it, and what that is to a state of it.

    ``announced`` is the day of the first article that told it before it was to come about, None if none did.
    """

    day: date
    part: Part
    change: Change
    announced: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Asker:
    """Where to ask for states: a store, the codebook's rules, which place lies in which, what a name stands for."""

    store: Store
    rules: Rules
    related: Related = share_place
    locate: Locate | None = None


def states_on(
    asker: Asker, day: date, chosen: Filter = EVERYTHING, *, kinds: Collection[Kind] = (), version: int | None = None
) -> tuple[State, ...]:
    """Return what stands on a day, the oldest first; ``kinds`` (else those of the filter) choose among the states."""
    wanted = {*kinds} or {*chosen.kinds} or {*Kind}
    found = find_all(asker, chosen, version=version)
    return tuple(state for state in found if state.stands_on(day) and state.kind in wanted)


def find_all(asker: Asker, chosen: Filter = EVERYTHING, *, version: int | None = None) -> tuple[State, ...]:
    """Return every state there ever was, in the order of their begin."""
    states = _find(asker, asker.store.ledger.commit(version), _undated(chosen))[1]
    return tuple(state for state in states if not chosen.statuses or state.status in chosen.statuses)


def history_of(
    asker: Asker, place: str, chosen: Filter = EVERYTHING, *, version: int | None = None
) -> tuple[tuple[Step, ...], tuple[State, ...]]:
    """Return what was told of a place, planned and denied too, oldest first, and the states that follow from it.

    ``place`` is an id or a name; what is told of a place that holds it is not of it.
    """
    changes, found = _find(asker, asker.store.ledger.commit(version), _undated(chosen))
    is_there = _where(asker, place)
    states = tuple(state for state in found if is_there(state.place))
    ids = {key for state in states for key in (*state.event_ids, *state.ended_by)}
    here = [change for change in changes if change.id in ids or is_there(change.place)]
    return tuple(_step(change, asker.rules) for change in here), states


def _undated(chosen: Filter) -> Filter:
    return replace(chosen, since=None, until=None, kinds=(), statuses=())


def _step(change: Change, rules: Rules) -> Step:
    parts = [part for rule in rules.values() if (part := part_of(change, rule))]
    told, day = change.published_from, change.when.start
    return Step(day, parts[0] if parts else Part.TELLS, change, told if told and told < day else None)


def _where(asker: Asker, wanted: str) -> Callable[[Place], bool]:
    """Return what says if a place is the one wanted: by id, by a name of either side of a crossing, or beside it."""
    found = asker.locate(wanted) if asker.locate else None
    name = normalise(wanted)

    def is_there(place: Place) -> bool:
        names = {normalise(part) for part in (place.name, *place.name.split("\N{EN DASH}"))}
        return wanted == place.id or name in names or (found is not None and is_same_spot(place, found))

    return is_there


@lru_cache(maxsize=_KEPT)
def _find(asker: Asker, commit: Commit, chosen: Filter) -> tuple[tuple[Change, ...], tuple[State, ...]]:
    """Return the changes of a filter with what ended its states, and the states that a change of it opens or tells.

    States come from everything told: what ended one, or puts it in question, may have another actor or publisher.
    """
    everything = Filter(machine_only=chosen.machine_only)
    if chosen == everything:
        return _find_everything(asker, commit, chosen)
    condition = to_store_condition(asker.store, chosen, commit, asker.locate)
    rows = asker.store.reader.rows(fill(_IDS, chosen, condition), commit, condition.parameters)
    matching = {row["id"] for row in rows}
    changes, found = _find_everything(asker, commit, everything)
    states = tuple(state for state in found if not matching.isdisjoint(state.event_ids))
    shown = matching.union(*((*state.event_ids, *state.ended_by) for state in states))
    return tuple(change for change in changes if change.id in shown), states


@lru_cache(maxsize=_KEPT)
def _find_everything(asker: Asker, commit: Commit, chosen: Filter) -> tuple[tuple[Change, ...], tuple[State, ...]]:
    condition = to_store_condition(asker.store, chosen, commit, asker.locate)
    kinds = {kind.value for rule in asker.rules.values() for kind in (rule.kind, *rule.ended_by)}
    given = {**condition.parameters, "state_kinds": sorted(kinds)}
    changes = tuple(_change(row) for row in asker.store.reader.rows(fill(_CHANGES, chosen, condition), commit, given))
    return changes, find_states(changes, asker.rules, asker.related)


def _change(row: Mapping[str, Any]) -> Change:
    acts = [key for role, _, key in (text.partition(" ") for text in row["actor_roles"] or ()) if role in _ACTING]
    return Change(
        id=row["id"],
        kind=Kind(row["kind"]),
        status=Status(row["status"]),
        when=When(row["start"], row["end"], TimePrecision(row["precision"]), Basis(row["basis"])),
        place=Place(
            id=row["place_id"],
            name=row["place_name"],
            kind=row["place_kind"],
            precision=Precision(row["place_precision"]),
            lat=row["lat"],
            lon=row["lon"],
            countries=tuple(row["place_countries"] or ()),
        ),
        phase=row["phase"],
        trigger=row["trigger"] or "",
        sides=tuple(acts),
        actors=tuple(row["actors"] or ()),
        weapons=tuple(row["weapons"] or ()),
        published_from=row["published_from"],
        published_to=row["published_to"],
    )


_ACTING = ("acts", "with")
