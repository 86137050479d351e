"""Events made anew where a write touches them, in two views: as the machine made them, and after review.

In: the state of a write and the articles that changed in it. Out: the rows of events that are no longer valid, and new
ones. Only events that the changed articles tell, or that their tellings could join (same kind and status, near in time,
of one side), are read, and those that these change in turn; the result is that of merging everything at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from geo.commits import Commit
from geo.events.merge import to_event
from geo.events.merge_alike import OPEN_GAP_DAYS, SLOW, SLOW_GAP_DAYS, SOFT_GAP_DAYS, Related
from geo.events.merge_beside import kinds_with
from geo.events.merge_groups import Grouping
from geo.models import Event, Review, Status, Telling, TimePrecision
from geo.reading import Reader
from geo.records import from_json
from geo.reviews import apply_reviews
from geo.tables import event_row, joined_side, sides

VIEWS = ("machine", "reviewed")
"""An event that is the same in both is stored once, as of the view "both"."""

_BROKEN = "SELECT id, view, row FROM {%s} WHERE list_has_any(articles, $changed)"
_NEAR = """
WITH told AS (
    SELECT number, kind, status, first, past, unnest(sides) AS side FROM (
        SELECT unnest($numbers) AS number, unnest($kinds) AS kind, unnest($statuses) AS status,
            unnest($firsts) AS first, unnest($pasts) AS past, unnest($sides) AS sides)),
known AS (
    SELECT id, view, row, kind, status, told_from, told_to, unnest(sides) AS side FROM {%s}
    WHERE told_to > $least AND told_from < $most AND list_contains($kinds, kind))
SELECT DISTINCT id, view, row FROM known JOIN told USING (kind, status, side) WHERE first < told_to AND told_from < past
"""
_FACTS = """SELECT id, title, language, publisher, published_start, published_end, row FROM {articles}
    WHERE id IN (SELECT unnest($ids))"""
_BY_ID = "SELECT id, view, row FROM {%s} WHERE id IN (SELECT unnest($ids))"
_RECORDS = "SELECT row, record FROM {events} WHERE row BETWEEN $least AND $most AND row IN (SELECT unnest($rows))"
_Block = tuple[str, str, date, date, tuple[str, ...]]
_STORED = "SELECT view, record FROM {events} WHERE row BETWEEN $first AND $last ORDER BY row"
_BATCH = 10_000
"""Events rewritten at a time, about 100 MB."""
_GAP = timedelta(days=max(SOFT_GAP_DAYS, OPEN_GAP_DAYS))
_SLOW_GAP = timedelta(days=SLOW_GAP_DAYS)
_FEARED = timedelta(days=732)
"""A fear without a date is told on until the end of the next year, and so merged."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What a write does to the events: rows that are gone, and rows to add."""

    gone: tuple[int, ...]
    new: tuple[dict[str, Any], ...]


def derive_events(
    reader: Reader, state: Commit, changed: set[str], before: Collection[str], related: Related
) -> Derived:
    """Return what becomes of the events when the articles with the ids ``changed`` are as ``state`` has them.

    Only the articles ``before`` of them were stored already and may have told events.
    """
    told = _tellings_of(reader, state, sorted(changed), related)
    read: dict[int, Event] = {}
    views = {name: _View(reader, state, name, read) for name in VIEWS}
    for name, view in views.items():
        view.change(told[name], before, related)
    return _changes(reader, state, views)


class _View:
    """The events of one view around a change: as they were stored (``rows`` by id), and as they are after it.

    ``read`` keeps the events by their rows, as a row may be of both views.
    """

    def __init__(self, reader: Reader, state: Commit, name: str, read: dict[int, Event]) -> None:
        self.name = name
        self.rows: dict[str, tuple[str, int]] = {}
        self.old: dict[str, Event] = {}
        self.new: dict[str, Event] = {}
        self._read = read
        self._reader = reader
        self._state = state

    def change(self, told: Sequence[Telling], before: Collection[str], related: Related) -> None:
        """Put what is told now in the place of what the articles ``before`` told."""
        given = {"changed": sorted(before)}
        broken = self._reader.rows(_BROKEN % self.name, self._state, given) if before else []
        stored = self._load(broken)
        gone = [telling.id for group in stored for telling in group if telling.article_id in before]
        grouping = Grouping(related, self._near)
        grouping.change(new=told, gone=gone, stored=stored)
        for key, group in grouping.groups().items():
            old = self.old.get(key)
            same = old is not None and {t.id: t for t in old.tellings} == {t.id: t for t in group}
            self.new[key] = old if old is not None and same else to_event(group)

    def look(self, ids: Collection[str]) -> None:
        """Load events that the change does not touch in this view."""
        self._load(self._reader.rows(_BY_ID % self.name, self._state, {"ids": sorted(ids)}) if ids else [])
        self.new |= {key: self.old[key] for key in ids if key in self.old}

    def _near(self, tellings: Sequence[Telling]) -> list[tuple[Telling, ...]]:
        found = _near(self._reader, self._state, self.name, tellings)
        return self._load([row for row in found if row["id"] not in self.old])

    def _load(self, found: Sequence[Mapping[str, Any]]) -> list[tuple[Telling, ...]]:
        """Load the events of these rows, and return the tellings of each."""
        self._read_records([row["row"] for row in found if row["row"] not in self._read])
        self.rows |= {row["id"]: (row["view"], row["row"]) for row in found}
        loaded = {row["id"]: self._read[row["row"]] for row in found}
        self.old |= loaded
        return [event.tellings for event in loaded.values()]

    def _read_records(self, rows: Sequence[int]) -> None:
        if rows:
            given = {"rows": rows, "least": min(rows), "most": max(rows)}
            found = self._reader.rows(_RECORDS, self._state, given)
            self._read |= {row["row"]: from_json(Event, row["record"]) for row in found}


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


def _tellings_of(reader: Reader, state: Commit, ids: Sequence[str], related: Related) -> dict[str, tuple[Telling, ...]]:
    given = {"ids": ids}
    by_article = "SELECT record FROM {%s} WHERE article_id IN (SELECT unnest($ids)) ORDER BY row"
    machine = [from_json(Telling, row["record"]) for row in reader.rows(by_article % "tellings", state, given)]
    reviews = [from_json(Review, row["record"]) for row in reader.rows(by_article % "reviews", state, given)]
    there = _facts_of(reader, state, ids)
    reviewed, _ = apply_reviews(machine, (review for review in reviews if review.article_id in there), related)
    return {"machine": tuple(machine), "reviewed": reviewed}


def _near(reader: Reader, state: Commit, view: str, tellings: Iterable[Telling]) -> list[dict[str, Any]]:
    """Return id, view and row of the events that tellings may be merged with."""
    blocks = sorted({block for telling in tellings for block in _blocks(telling)})
    if not blocks:
        return []
    given = {
        "numbers": list(range(len(blocks))),
        "kinds": [block[0] for block in blocks],
        "statuses": [block[1] for block in blocks],
        "firsts": [block[2] for block in blocks],
        "pasts": [block[3] for block in blocks],
        "sides": [list(block[4]) for block in blocks],
        "least": min(block[2] for block in blocks),
        "most": max(block[3] for block in blocks),
    }
    return reader.rows(_NEAR % view, state, given)


def _blocks(telling: Telling) -> Iterator[_Block]:
    """Give kind, status, the days around and the sides of what a telling can be merged with.

    What a person put together is found whenever it was.
    """
    when = telling.when
    feared = telling.status is Status.HYPOTHETICAL and when.precision is TimePrecision.YEAR
    gap = _FEARED if feared else _SLOW_GAP if telling.kind in SLOW else _GAP
    first, past = _shift(when.start, -gap), _shift(when.end, gap)
    for kind in kinds_with(telling.kind):
        yield kind.value, telling.status.value, first, past, tuple(sides(telling))
    if telling.joined:
        yield telling.kind.value, telling.status.value, date.min, date.max, (joined_side(telling),)


def _shift(day: date, step: timedelta) -> date:
    try:
        return day + step
    except OverflowError:
        return day


def _facts_of(reader: Reader, state: Commit, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in reader.rows(_FACTS, state, {"ids": sorted(ids)})}


def _changes(reader: Reader, state: Commit, views: Mapping[str, _View]) -> Derived:
    """Leave rows alone that would only be written again; an event that is the same in both views is one row."""
    machine, reviewed = views["machine"], views["reviewed"]
    touched = {key for view in views.values() for key in (*view.old, *view.new) if _differs(view, key)}
    for view in views.values():  # what one view has not looked at stands in it as it was
        view.look(touched - view.old.keys() - view.new.keys())
    rows = {row for view in views.values() for key, (_, row) in view.rows.items() if key in touched}
    wanted: dict[tuple[str, str], Event] = {}
    for key in touched:
        one, other = machine.new.get(key), reviewed.new.get(key)
        if one is not None and one == other:
            wanted["both", key] = one
        else:
            wanted |= {(view, key): event for view, event in (("machine", one), ("reviewed", other)) if event}
    facts = _facts_of(reader, state, {t.article_id for event in wanted.values() for t in event.tellings})
    return Derived(
        gone=tuple(sorted(rows)),
        new=tuple(event_row(event, facts, view) for (view, _), event in sorted(wanted.items())),
    )


def _differs(view: _View, key: str) -> bool:
    return view.old.get(key) != view.new.get(key)
