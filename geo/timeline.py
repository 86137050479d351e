"""How many events over time: by day, week or month, by group of kinds and status, as they happened or were told.

In: a store, a filter, a step. Out: counts. An event counts once, by the first day of its time or of its first telling.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from geo.filter import Filter
from geo.filter_values import Dates
from geo.models import Group, Status, TimePrecision
from geo.query import Locate, fill, to_store_condition
from geo.store import Store

_COUNTS = """SELECT date_trunc('STEP', DAY)::DATE AS first, "group", status, PRECISION AS precision, count(*) AS count
    FROM {VIEW} WHERE CONDITION AND DAY > DATE '0001-01-01' GROUP BY ALL ORDER BY ALL"""
_UNDATED = """SELECT count(*) AS count FROM {VIEW} WHERE CONDITION AND (DAY IS NULL OR DAY <= DATE '0001-01-01')"""
_DAY = {Dates.HAPPENED: "start", Dates.PUBLISHED: "published_from"}
_PRECISION = {Dates.HAPPENED: "precision", Dates.PUBLISHED: "'day'"}


class Unit(StrEnum):
    """The length of a step; a week begins on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Count:
    """Events of one group and status whose time begins in the step that begins on ``first``.

    ``precision`` tells apart those known to the month or year only, which stand at that period's first day.
    """

    first: date
    group: Group
    status: Status
    precision: TimePrecision
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The counts in the order of time, and how many events have no known day."""

    counts: tuple[Count, ...]
    undated: int


def count_over_time(
    store: Store,
    chosen: Filter,
    unit: Unit = Unit.DAY,
    *,
    by: Dates | None = None,
    version: int | None = None,
    locate: Locate | None = None,
) -> Timeline:
    """Return the counts of what matches; ``by`` says which days, those of the filter unless given."""
    commit = store.ledger.commit(version)
    condition = to_store_condition(store, chosen, commit, locate)
    dates = by or chosen.dates

    def rows(query: str) -> list[dict[str, Any]]:
        told = query.replace("STEP", unit.value).replace("DAY", _DAY[dates]).replace("PRECISION", _PRECISION[dates])
        return store.reader.rows(fill(told, chosen, condition), commit, condition.parameters)

    counts = tuple(
        Count(row["first"], Group(row["group"]), Status(row["status"]), TimePrecision(row["precision"]), row["count"])
        for row in rows(_COUNTS)
    )
    return Timeline(counts, rows(_UNDATED)[0]["count"])
