"""Events made anew where a write touches them, in two views: as the machine made them, and after review.

In: the state of a write and the articles that changed in it. Out: the rows of events that are no longer valid, and new
ones. Only events that the changed articles tell, or that their tellings could join (same kind and status, near in time,
of one side), are read; the others stay as they are. New articles only add to events; where an article that was there
before has changed or was reviewed, the events around it are merged anew in the order of arrival.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from geo.events.merge_alike import SLOW, SLOW_GAP_DAYS, SOFT_GAP_DAYS
from geo.events.merge_blocks import LATEST
from geo.ledger import Commit
from geo.models import Event, Review, Status, Telling, TimePrecision
from geo.reading import Reader
from geo.records import from_json
from geo.reviews import apply_reviews
from geo.tables import event_row, sides

Extend = Callable[[Iterable[Sequence[Telling]], Iterable[Telling]], tuple[Event, ...]]
"""Joins tellings to the events of earlier ones, as :func:`geo.events.merge.extend_events` does."""
VIEWS = ("machine", "reviewed")
"""An event that is the same in both is stored once, as of the view "both"."""

_BROKEN = "SELECT id FROM {events} WHERE list_has_any(articles, $changed)"
_NEAR = """
WITH told AS (
    SELECT number, kind, status, first, past, unnest(sides) AS side FROM (
        SELECT unnest($numbers) AS number, unnest($kinds) AS kind, unnest($statuses) AS status,
            unnest($firsts) AS first, unnest($pasts) AS past, unnest($sides) AS sides)),
known AS (
    SELECT id, row, kind, status, precision, told_from, told_to, unnest(sides) AS side FROM {events}
    WHERE told_to > $least AND told_from < $most AND list_contains($kinds, kind)),
near AS (
    SELECT id, row_number() OVER (PARTITION BY number, precision ORDER BY row DESC) AS rank FROM (
        SELECT DISTINCT number, id, row, precision FROM known JOIN told USING (kind, status, side)
        WHERE first < told_to AND told_from < past))
SELECT DISTINCT id FROM near WHERE rank <= $deepest
"""
_FACTS = """SELECT id, title, language, publisher, published_start, published_end, row FROM {articles}
    WHERE id IN (SELECT unnest($ids))"""
_ROWS = "SELECT view, row, id, record FROM {events} WHERE id IN (SELECT unnest($ids))"
_STORED = "SELECT view, record FROM {events} WHERE row BETWEEN $first AND $last ORDER BY row"
_BATCH = 10_000
"""Events rewritten at a time, about 100 MB."""
_DEEPEST = LATEST * (2 * SOFT_GAP_DAYS + 1)
"""Events that one telling is compared with, of each precision: merging keeps so many for each of the days around it."""
_GAP = timedelta(days=SOFT_GAP_DAYS)
_SLOW_GAP = timedelta(days=SLOW_GAP_DAYS)
_FEARED = timedelta(days=366)
"""A fear without a date is told on into the next year, and so merged."""

_Known = dict[tuple[str, str], tuple[int, Event]]
_Wanted = dict[tuple[str, str], Event]


@dataclass(frozen=True, slots=True)
class Derived:
    """What a write does to the events: rows that are gone, and rows to add."""

    gone: tuple[int, ...]
    new: tuple[dict[str, Any], ...]


def derive_events(reader: Reader, state: Commit, changed: set[str], extend: Extend) -> Derived:
    """Return what becomes of the events when the articles with the ids ``changed`` are as ``state`` has them."""
    ids = sorted(changed)
    told = _tellings_of(reader, state, ids)
    broken = {row["id"] for row in reader.rows(_BROKEN, state, {"changed": ids})}
    near = _near(reader, state, {telling for view in VIEWS for telling in told[view]})
    known = _known(reader, state, broken | near)
    tellers = {telling.article_id for _, event in known.values() for telling in event.tellings}
    facts = _facts_of(reader, state, tellers | changed)

    def merged(view: str) -> dict[str, Event]:
        old = {key: event for (seen, key), (_, event) in known.items() if seen in (view, "both")}
        return _merged(old, told[view], changed, _Order(facts), extend)

    return _changes(known, _wanted(merged("machine"), merged("reviewed")), facts)


def rewritten_events(reader: Reader, state: Commit) -> Iterator[list[dict[str, Any]]]:
    """Give the rows of all events again, batch by batch, as this format has them."""
    ids = reader.table("SELECT row FROM {events} ORDER BY row", state).column("row").to_pylist()
    if not ids:
        yield []
    for first in range(0, len(ids), _BATCH):
        rows = reader.rows(_STORED, state, {"first": ids[first], "last": ids[min(first + _BATCH, len(ids)) - 1]})
        events = [(row["view"], from_json(Event, row["record"])) for row in rows]
        tellers = {telling.article_id for _, event in events for telling in event.tellings}
        facts = _facts_of(reader, state, tellers)
        yield [event_row(event, facts, view) for view, event in events]


@dataclass(frozen=True, slots=True)
class _Order:
    """The order of arrival: of articles as they were stored, of tellings in an article as they stand in the text."""

    facts: Mapping[str, Mapping[str, Any]]

    def __call__(self, telling: Telling) -> tuple[int, int, int, str]:
        return self.facts[telling.article_id]["row"], telling.start, telling.end, telling.id


def _merged(
    old: Mapping[str, Event], told: Iterable[Telling], changed: Collection[str], order: _Order, extend: Extend
) -> dict[str, Event]:
    """Return the events by id: the old ones with what is told added, or, where one is broken, all merged anew."""
    kept = [telling for event in old.values() for telling in event.tellings if telling.article_id not in changed]
    if len(kept) < sum(len(event.tellings) for event in old.values()):
        return {event.id: event for event in extend((), sorted([*kept, *told], key=order))}
    before = sorted((sorted(event.tellings, key=order) for event in old.values()), key=lambda one: order(one[0]))
    return {**old, **{event.id: event for event in extend(before, sorted(told, key=order))}}


def _tellings_of(reader: Reader, state: Commit, ids: Sequence[str]) -> dict[str, tuple[Telling, ...]]:
    given = {"ids": ids}
    by_article = "SELECT record FROM {%s} WHERE article_id IN (SELECT unnest($ids)) ORDER BY row"
    machine = [from_json(Telling, row["record"]) for row in reader.rows(by_article % "tellings", state, given)]
    reviews = [from_json(Review, row["record"]) for row in reader.rows(by_article % "reviews", state, given)]
    there = _facts_of(reader, state, ids)
    reviewed, _ = apply_reviews(machine, (review for review in reviews if review.article_id in there))
    return {"machine": tuple(machine), "reviewed": reviewed}


def _near(reader: Reader, state: Commit, tellings: Iterable[Telling]) -> set[str]:
    blocks = sorted({_block(telling) for telling in tellings})
    if not blocks:
        return set()
    given = {
        "numbers": list(range(len(blocks))),
        "kinds": [block[0] for block in blocks],
        "statuses": [block[1] for block in blocks],
        "firsts": [block[2] for block in blocks],
        "pasts": [block[3] for block in blocks],
        "sides": [list(block[4]) for block in blocks],
        "least": min(block[2] for block in blocks),
        "most": max(block[3] for block in blocks),
        "deepest": _DEEPEST,
    }
    return {row["id"] for row in reader.rows(_NEAR, state, given)}


def _block(telling: Telling) -> tuple[str, str, date, date, tuple[str, ...]]:
    """Return kind, status, the days around and the sides of what a telling can be merged with."""
    when = telling.when
    feared = telling.status is Status.HYPOTHETICAL and when.precision is TimePrecision.YEAR
    gap = _FEARED if feared else _SLOW_GAP if telling.kind in SLOW else _GAP
    first, past = _shift(when.start, -gap), _shift(when.end, gap)
    return telling.kind.value, telling.status.value, first, past, tuple(sides(telling))


def _shift(day: date, step: timedelta) -> date:
    try:
        return day + step
    except OverflowError:
        return day


def _known(reader: Reader, state: Commit, ids: Collection[str]) -> _Known:
    rows = reader.rows(_ROWS, state, {"ids": sorted(ids)}) if ids else []
    return {(row["view"], row["id"]): (row["row"], from_json(Event, row["record"])) for row in rows}


def _facts_of(reader: Reader, state: Commit, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in reader.rows(_FACTS, state, {"ids": sorted(ids)})}


def _wanted(machine: Mapping[str, Event], reviewed: Mapping[str, Event]) -> _Wanted:
    wanted: _Wanted = {}
    for key in dict.fromkeys([*reviewed, *machine]):
        one, other = machine.get(key), reviewed.get(key)
        if one is not None and one == other:
            wanted["both", key] = one
            continue
        if one is not None:
            wanted["machine", key] = one
        if other is not None:
            wanted["reviewed", key] = other
    return wanted


def _changes(known: _Known, wanted: _Wanted, facts: Mapping[str, Mapping[str, Any]]) -> Derived:
    """Leave rows alone that would only be written again as they are."""
    stays = {key for key, (_, event) in known.items() if wanted.get(key) == event}
    return Derived(
        gone=tuple(row for key, (row, _) in known.items() if key not in stays),
        new=tuple(event_row(event, facts, key[0]) for key, event in wanted.items() if key not in stays),
    )
