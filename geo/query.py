"""Answer a filter from the store: the events, how many of each actor, kind and place there are, and how many a day.

In: a :class:`geo.store.Store` and a :class:`geo.filter.Filter`. Out: records, columns for views of very many events.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

import pyarrow as pa
from babel import Locale

from geo.commits import Commit
from geo.conditions import NOWHERE, Centre, Condition, Spot, read_point, to_condition
from geo.errors import FilterError
from geo.filter import Filter
from geo.guide import Guide
from geo.models import Event, Place, Precision
from geo.records import from_json
from geo.store import Store

__all__ = ["Facet", "Filter", "Order", "Selection", "counts_by_day", "facets", "select", "select_columns"]

Locate = Callable[[str], Place | None]
"""Turns the place of a filter, an id or a name, into a place of the gazetteer; None if it has none."""
COLUMNS = ("id", "kind", "status", "start", "end", "lat", "lon", "place_precision", "place_id")
_KEPT_AREAS = 16
"""Areas whose places are kept in mind, for each version of the store."""
_KEPT_TOTALS = 8
"""Versions of the store, in either view, whose number of events is kept in mind."""
_KEPT_EVENTS = 50_000
"""Parsed events kept in memory, about 100 MB: a few filters of the most that is drawn one by one."""


class Order(StrEnum):
    """Which events come first; those alike in it stand in the order of time."""

    OLDEST = "oldest first"
    NEWEST = "newest first"
    MOST_TOLD = "most told"
    SUREST = "surest first"


_FIRST = {
    Order.OLDEST: "start, id",
    Order.NEWEST: "start DESC, id",
    Order.MOST_TOLD: "tellings DESC, start, id",
    Order.SUREST: "confidence DESC, start, id",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """What a filter shows.

    Attributes
    ----------
    events
        Oldest first; at most the limit that was asked for.
    matched
        How many events match, beyond the limit too ("N of M": ``matched`` of ``total``).
    total
        How many events the store has in this view.
    unplaced
        How many of the matched have no place, or only a whole country or union, so that no honest mark can be drawn.
    first, last
        First and last day of what matches, None if nothing does.
    version
        The version of the store that was read.
    """

    events: tuple[Event, ...]
    matched: int
    total: int
    unplaced: int
    first: date | None
    last: date | None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """One value that events have, in words, and how many of the matched have it."""

    value: str
    name: str
    count: int


def select(
    store: Store,
    chosen: Filter,
    *,
    version: int | None = None,
    limit: int = 10_000,
    order: Order = Order.OLDEST,
    skip: int = 0,
    locate: Locate | None = None,
) -> Selection:
    """Return what matches, at most ``limit`` events of it, the first in an order after ``skip`` others.

    Raises FilterError if the filter's place is not known.
    """
    commit = store.ledger.commit(version)
    condition = to_store_condition(store, chosen, commit, locate)
    given = {**condition.parameters, "most": limit, "skip": skip}
    matched = _MATCHED.replace("FIRST", _FIRST[order]).replace("SORTED", _SORTED.get(order, ""))
    counted = store.reader.rows(fill(matched, chosen, condition), commit, given)[0]
    rows = counted["rows"] or []
    return Selection(
        events=_events(store, commit, rows),
        matched=counted["matched"],
        total=_total(store, commit, machine=chosen.machine_only),
        unplaced=counted["unplaced"],
        first=counted["first"],
        last=counted["past"] - timedelta(days=1) if counted["past"] else None,
        version=commit.version,
    )


def select_columns(
    store: Store,
    chosen: Filter,
    columns: Iterable[str] = COLUMNS,
    *,
    version: int | None = None,
    locate: Locate | None = None,
) -> pa.Table:
    """Return chosen columns of everything that matches, oldest first, for views of very many events."""
    commit = store.ledger.commit(version)
    condition = to_store_condition(store, chosen, commit, locate)
    names = ", ".join('"' + name.replace('"', "").replace("{", "").replace("}", "") + '"' for name in columns)
    query = fill(_COLUMNS.replace("COLUMNS", names), chosen, condition)
    return store.reader.table(query, commit, condition.parameters)


def facets(
    store: Store, chosen: Filter, *, version: int | None = None, locate: Locate | None = None
) -> Mapping[str, tuple[Facet, ...]]:
    """Return the values to choose from under the filter, most frequent first.

    Keys: actors, kinds, statuses, countries, languages, publishers, weapons. Each list is counted under the filter
    without its own field, so that a choice can be widened.
    """
    commit = store.ledger.commit(version)
    names = _actor_names(store, commit)
    found: dict[str, list[Facet]] = {name: [] for name in _FACETS}
    for others, facet_names in _facets_by_filter(chosen).items():
        condition = to_store_condition(store, others, commit, locate)
        counts = " UNION ALL ".join(
            _FACET.replace("NAME", name).replace("VALUES", _FACETS[name]) for name in facet_names
        )
        # Without a condition each list is read for itself, which is faster than all together.
        faceted = _FACETED if condition.parameters else _FACETED.replace("MATERIALIZED", "NOT MATERIALIZED")
        query = fill(f"WITH {faceted} {counts} ORDER BY count DESC, value", chosen, condition)
        for row in store.reader.rows(query, commit, condition.parameters):
            name = _name(row["facet"], row["value"], names)
            found[row["facet"]].append(Facet(row["value"], name, row["count"]))
    return {name: tuple(values) for name, values in found.items()}


def _facets_by_filter(chosen: Filter) -> dict[Filter, list[str]]:
    """Return which lists can be counted together: all whose field is empty, and each other one by itself."""
    by_filter: dict[Filter, list[str]] = {}
    for name in _FACETS:
        without: dict[str, Any] = {name: (), "role": ""} if name == "actors" else {name: ()}
        by_filter.setdefault(replace(chosen, **without), []).append(name)
    return by_filter


def counts_by_day(
    store: Store, chosen: Filter, *, version: int | None = None, locate: Locate | None = None
) -> pa.Table:
    """Return columns ``day``, ``group``, ``precision``, ``count``: events by the first day of their time.

    Of an event known to the month or year the day is that period's first, which the precision tells apart.
    """
    commit = store.ledger.commit(version)
    condition = to_store_condition(store, chosen, commit, locate)
    return store.reader.table(fill(_DAYS, chosen, condition), commit, condition.parameters)


_TOTAL = "SELECT count(*) AS total FROM {VIEW}"
_MATCHED = """
WITH found AS MATERIALIZED (SELECT row, id, start, "end", place_precision SORTED FROM {VIEW} WHERE CONDITION)
SELECT count(*) AS matched, min(start) FILTER (start > DATE '0001-01-01') AS first,
    max("end") FILTER (start > DATE '0001-01-01') AS past,
    count(*) FILTER (place_precision IN ('', 'country', 'supranational')) AS unplaced,
    (SELECT list(row ORDER BY start, id) FROM (FROM found ORDER BY FIRST LIMIT $most OFFSET $skip)) AS rows
FROM found"""
_SORTED = {Order.MOST_TOLD: ", tellings", Order.SUREST: ", confidence"}
_RECORDS = "SELECT row, record FROM {events} WHERE row BETWEEN $first AND $last AND row IN (SELECT unnest($rows))"
_COLUMNS = "SELECT COLUMNS FROM {VIEW} WHERE CONDITION ORDER BY start, id"
_FACETED = """found AS MATERIALIZED (
    SELECT actor_keys, kind, status, countries, languages, publishers, weapons FROM {VIEW} WHERE CONDITION)"""
_FACET = "SELECT 'NAME' AS facet, value, count(*) AS count FROM (SELECT VALUES AS value FROM found) GROUP BY value"
_DAYS = """SELECT start AS day, "group", precision, count(*) AS count FROM {VIEW}
    WHERE CONDITION AND start > DATE '0001-01-01' GROUP BY ALL ORDER BY ALL"""
_NAMES = """SELECT id, first(name ORDER BY name = id, name) AS name FROM (
    SELECT unnest(actors) AS id, unnest(actor_names) AS name FROM {events}) GROUP BY id"""
_FACETS = {
    "actors": "unnest(actor_keys)",
    "kinds": "kind",
    "statuses": "status",
    "countries": "unnest(countries)",
    "languages": "unnest(languages)",
    "publishers": "unnest(publishers)",
    "weapons": "unnest(weapons)",
}


def fill(query: str, chosen: Filter, condition: Condition) -> str:
    """Return a query with the view and the condition of a filter in the place of VIEW and CONDITION."""
    view = "machine" if chosen.machine_only else "reviewed"
    return query.replace("VIEW", view).replace("CONDITION", condition.text)


def to_store_condition(store: Store, chosen: Filter, commit: Commit, locate: Locate | None) -> Condition:
    """Return the condition of a filter, its place looked up and its actors with all that belong to them."""
    if isinstance(locate, Guide) and chosen.actors:
        chosen = replace(chosen, actors=locate.hierarchy.within(chosen.actors))
    return to_condition(chosen, _spot(store, chosen, commit, locate) if chosen.place else NOWHERE)


def _spot(store: Store, chosen: Filter, commit: Commit, locate: Locate | None) -> Spot:
    """Return what the place of a filter comes to: its area, its circle, or only its id."""
    if centre := read_point(chosen.place):
        return Spot(centre)
    place = locate(chosen.place) if locate is not None else None
    if place is not None and isinstance(locate, Guide) and not place.precision.is_point:
        if place.precision is Precision.COUNTRY and not chosen.radius_km:
            return Spot(place_id=place.id, countries=place.countries)
        return Spot(place_id=place.id, inside=_inside(store, commit, locate, place, chosen.radius_km))
    if place is not None:
        return Spot(Centre(place.lat, place.lon) if chosen.radius_km else None, place.id)
    return Spot(_stored_centre(store, chosen, commit) if chosen.radius_km else None)


@lru_cache(maxsize=_KEPT_AREAS)
def _inside(store: Store, commit: Commit, guide: Guide, area: Place, radius_km: float) -> tuple[str, ...]:
    """Return the ids of the store's places that lie in an area, or within a distance of it."""
    rows = store.reader.rows(_PLACES, commit)
    return tuple(row["id"] for row in rows if guide.is_inside(row["id"], area, radius_km))


_PLACES = "SELECT DISTINCT unnest(places) AS id FROM {events} ORDER BY id"
_CENTRE = "SELECT lat, lon FROM {events} WHERE place_id = $place OR lower(place_name) = lower($place) LIMIT 1"


def _stored_centre(store: Store, chosen: Filter, commit: Commit) -> Centre:
    rows = store.reader.rows(_CENTRE, commit, {"place": chosen.place})
    if not rows:
        raise FilterError(
            f"no place is known as {chosen.place!r}.", where="place", remedy="Correct it, or write lat,lon in degrees."
        )
    return Centre(rows[0]["lat"], rows[0]["lon"])


@lru_cache(maxsize=_KEPT_TOTALS)
def _total(store: Store, commit: Commit, *, machine: bool) -> int:
    query = fill(_TOTAL, Filter(machine_only=machine), Condition())
    return int(store.reader.rows(query, commit)[0]["total"])


def _events(store: Store, commit: Commit, rows: list[int]) -> tuple[Event, ...]:
    if not rows:
        return ()
    given = {"rows": rows, "first": min(rows), "last": max(rows)}
    records = {row["row"]: row["record"] for row in store.reader.rows(_RECORDS, commit, given)}
    return tuple(_event(records[row]) for row in rows)


@lru_cache(maxsize=_KEPT_EVENTS)
def _event(record: str) -> Event:
    return from_json(Event, record)


@lru_cache(maxsize=4)
def _actor_names(store: Store, commit: Commit) -> dict[str, str]:
    return {row["id"]: row["name"] for row in store.reader.rows(_NAMES, commit)}


def _name(facet: str, value: str, actors: Mapping[str, str]) -> str:
    known: Mapping[str, Any] = {
        "actors": actors,
        "countries": Locale("en").territories,
        "languages": Locale("en").languages,
    }.get(facet, {})
    fallback = value.replace("_", " ") if facet in ("kinds", "statuses") else value
    return str(known.get(value, fallback))
