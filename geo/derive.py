"""Events made anew where a write touches them, in two views: as the machine made them, and after review.

In: the state of a write and the articles that changed in it. Out: the rows of events that are no longer valid, and new
ones. Only events that the changed articles tell, or that their tellings could join (same kind and status, near
in time, of one side), are read and merged again; the others stay as they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from geo.events.merge import LATEST
from geo.events.merge_alike import SOFT_GAP_DAYS
from geo.ledger import Commit
from geo.models import Event, Review, Status, Telling, TimePrecision
from geo.reading import Reader
from geo.records import from_json
from geo.reviews import apply_reviews
from geo.tables import event_row, sides

Merge = Callable[[Iterable[Telling]], tuple[Event, ...]]
VIEWS = ("machine", "reviewed")
"""An event that is the same in both is stored once, as of the view "both"."""

_TOUCHED = """
WITH told AS (
    SELECT row_number() OVER () AS number, * FROM (
        SELECT unnest($kinds) AS kind, unnest($statuses) AS status, unnest($firsts) AS first, unnest($pasts) AS past,
            unnest($sides) AS sides)),
near AS (
    SELECT e.id, row_number() OVER (PARTITION BY told.number, e.precision ORDER BY e.row DESC) AS rank
    FROM {events} e JOIN told ON told.kind = e.kind AND told.status = e.status
        AND told.first < e.told_to AND e.told_from < told.past AND list_has_any(e.sides, told.sides))
SELECT view, row, id, record FROM {events} WHERE id IN (
    SELECT id FROM near WHERE rank <= $most UNION ALL
    SELECT id FROM {events} WHERE list_has_any(articles, $changed))
"""
_MOST = LATEST * (2 * SOFT_GAP_DAYS + 1)
"""Events that one telling is compared with, of each precision: merging keeps so many for each of the days around it."""
_GAP = timedelta(days=SOFT_GAP_DAYS)
_FEARED = timedelta(days=366)
"""A fear without a date is told on into the next year, and so merged."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What a write does to the events: rows that are gone, and rows to add."""

    gone: tuple[int, ...]
    new: tuple[dict[str, Any], ...]


def derive_events(reader: Reader, state: Commit, changed: Collection[str], merge: Merge) -> Derived:
    """Return what becomes of the events when the articles with the ids ``changed`` are as ``state`` has them."""
    ids = sorted(changed)
    told = _tellings_of(reader, state, ids)
    old = _touched(reader, state, ids, told)
    pools = {view: [*_kept(old, view, changed), *told[view]] for view in VIEWS}
    facts = _facts_of(reader, state, {telling.article_id for pool in pools.values() for telling in pool})
    merged = {view: merge(sorted(pools[view], key=lambda telling: _arrival(telling, facts))) for view in VIEWS}
    return _changes(old, _rows(merged, facts))


def _tellings_of(reader: Reader, state: Commit, ids: Sequence[str]) -> dict[str, tuple[Telling, ...]]:
    given = {"ids": ids}
    by_article = "SELECT record FROM {%s} WHERE article_id IN (SELECT unnest($ids)) ORDER BY row"
    machine = [from_json(Telling, row["record"]) for row in reader.rows(by_article % "tellings", state, given)]
    reviews = [from_json(Review, row["record"]) for row in reader.rows(by_article % "reviews", state, given)]
    there = _facts_of(reader, state, ids)
    reviewed, _ = apply_reviews(machine, (review for review in reviews if review.article_id in there))
    return {"machine": tuple(machine), "reviewed": reviewed}


def _touched(
    reader: Reader, state: Commit, ids: Sequence[str], told: Mapping[str, Sequence[Telling]]
) -> list[dict[str, Any]]:
    looked_for = sorted({_block(telling) for view in VIEWS for telling in told[view]})
    given = {
        "changed": ids,
        "most": _MOST,
        "kinds": [block[0] for block in looked_for],
        "statuses": [block[1] for block in looked_for],
        "firsts": [block[2] for block in looked_for],
        "pasts": [block[3] for block in looked_for],
        "sides": [list(block[4]) for block in looked_for],
    }
    return reader.rows(_TOUCHED, state, given)


def _block(telling: Telling) -> tuple[str, str, date, date, tuple[str, ...]]:
    """Return kind, status, the days around and the sides of what a telling can be merged with."""
    when = telling.when
    feared = telling.status is Status.HYPOTHETICAL and when.precision is TimePrecision.YEAR
    past = _shift(when.end, _FEARED if feared else _GAP)
    return telling.kind.value, telling.status.value, _shift(when.start, -_GAP), past, tuple(sides(telling.actors))


def _shift(day: date, step: timedelta) -> date:
    try:
        return day + step
    except OverflowError:
        return day


def _kept(old: Iterable[Mapping[str, Any]], view: str, changed: Collection[str]) -> list[Telling]:
    events = (from_json(Event, row["record"]) for row in old if row["view"] in (view, "both"))
    return [telling for event in events for telling in event.tellings if telling.article_id not in changed]


def _facts_of(reader: Reader, state: Commit, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    query = "SELECT id, title, language, publisher, row FROM {articles} WHERE id IN (SELECT unnest($ids))"
    return {row["id"]: row for row in reader.rows(query, state, {"ids": sorted(ids)})}


def _arrival(telling: Telling, facts: Mapping[str, Mapping[str, Any]]) -> tuple[int, int, int, str]:
    """Order tellings as their articles arrived, then as they stand in the text, however they are read."""
    return facts[telling.article_id]["row"], telling.start, telling.end, telling.id


def _rows(merged: Mapping[str, Iterable[Event]], facts: Mapping[str, Mapping[str, Any]]) -> list[dict[str, Any]]:
    views: dict[Event, list[str]] = defaultdict(list)
    for view, events in merged.items():
        for event in events:
            views[event].append(view)
    return [event_row(event, facts, "both" if len(seen) > 1 else seen[0]) for event, seen in views.items()]


def _changes(old: Sequence[Mapping[str, Any]], new: Sequence[dict[str, Any]]) -> Derived:
    """Leave rows alone that would only be written again as they are."""
    before = {(row["view"], row["record"]): row["row"] for row in old}
    after = {(row["view"], row["record"]) for row in new}
    return Derived(
        gone=tuple(row for key, row in before.items() if key not in after),
        new=tuple(row for row in new if (row["view"], row["record"]) not in before),
    )
