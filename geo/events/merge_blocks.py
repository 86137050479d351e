"""Blocks: the few tellings that one may be one event with, found by keys that any such telling shares with it.

A telling is put under its days, months and years with the unit it is known to, each with the countries of its actors
and the town it is drawn at. A day meets days close by, months and years that hold it; a month meets what lies in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from geo.events.merge_alike import OPEN_GAP_DAYS, SLOW, SLOW_GAP_DAYS, SOFT_GAP_DAYS, is_hard, state_key
from geo.models import Status, Telling, TimePrecision, When

# Years that a window may touch and still be found by each of them.
MOST_YEARS = 4
# Days of a window that are each put down: "in the first week", "from the first to the eighth".
MOST_DAYS = 31


class Blocks:
    """Finds the tellings that a telling may be one event with, by keys that any such telling shares with it."""

    def __init__(self) -> None:
        self._tellings: defaultdict[tuple[str, ...], dict[str, Telling]] = defaultdict(dict)

    def add(self, telling: Telling) -> None:
        """Let others find this telling."""
        for key in _keys(telling, _own_periods(telling)):
            self._tellings[key][telling.id] = telling

    def remove(self, telling: Telling) -> None:
        """Let others find this telling no more."""
        for key in _keys(telling, _own_periods(telling)):
            self._tellings[key].pop(telling.id, None)

    def near(self, telling: Telling) -> Iterable[Telling]:
        """Return the tellings that may tell the same event, the telling itself left out."""
        found: dict[str, Telling] = {}
        for key in _keys(telling, _periods_to_try(telling)):
            if key in self._tellings:
                found |= self._tellings[key]
        found.pop(telling.id, None)
        return found.values()


def _keys(telling: Telling, periods: Iterable[str]) -> Iterator[tuple[str, ...]]:
    shared = sorted({state_key(actor) for actor in telling.actors})
    drawn = telling.drawn_at
    if drawn is not None and drawn.precision.is_point:
        shared.append(f"at {drawn.id}")
    if telling.joined:
        yield telling.kind, telling.status, "joined", telling.joined
    for period in periods:
        for key in shared or [""]:
            yield telling.kind, telling.status, period, key


def _own_periods(telling: Telling) -> Iterator[str]:
    """Where a telling is put: under its days, months and years, with the unit it is known to."""
    when = telling.when
    unit = when.precision.value
    if when.precision is TimePrecision.DAY:
        yield from (f"day {day}" for day in _days(when, 0))
    for month in _months(when):
        yield f"{unit} in {month}"
    for year in _years(telling):
        yield f"{unit} in {year}"


def _periods_to_try(telling: Telling) -> Iterator[str]:
    when = telling.when
    if when.precision is TimePrecision.DAY:
        yield from (f"day {day}" for day in _days(when, SOFT_GAP_DAYS))
    else:
        yield from (f"day in {period}" for period in _coarse(telling))
    if when.precision is TimePrecision.YEAR:
        yield from (f"month in {year}" for year in _years(telling))
    else:
        yield from (f"month in {month}" for month in _months(_widened(telling)))
    yield from (f"year in {year}" for year in _years(telling))


def _days(when: When, margin: int) -> Iterator[date]:
    """Every day of a window and so many before and after it, only those about its first one if it is long."""
    length = (when.end - when.start).days
    last = length if length <= MOST_DAYS else 1
    yield from (_shift(when.start, step) for step in range(-margin, max(last, 1) + margin))


def _widened(telling: Telling) -> When:
    if telling.when.precision is TimePrecision.DAY:
        return telling.when
    margin = SLOW_GAP_DAYS if telling.kind in SLOW else OPEN_GAP_DAYS
    return replace(telling.when, start=_shift(telling.when.start, -margin), end=_shift(telling.when.end, margin))


def _coarse(telling: Telling) -> Iterable[str]:
    return _months(telling.when) if telling.when.precision is TimePrecision.MONTH else _years(telling)


def _months(when: When) -> list[str]:
    """The months a window touches, the first and last three if it is longer."""
    first, last = when.start.year * 12 + when.start.month - 1, when.last.year * 12 + when.last.month - 1
    numbers = range(first, last + 1) if last - first < 6 else [*range(first, first + 3), *range(last - 2, last + 1)]
    return [f"{number // 12}-{number % 12 + 1:02}" for number in numbers]


def _years(telling: Telling) -> list[str]:
    first, last = telling.when.start.year, telling.when.last.year
    if telling.status is Status.HYPOTHETICAL and telling.when.precision is TimePrecision.YEAR and not is_hard(telling):
        last = max(last, first + 1)  # a fear without a date is told on into the next year
    return [str(year) for year in range(first, min(last, first + MOST_YEARS) + 1)]


def _shift(day: date, step: int) -> date:
    try:
        return day + timedelta(days=step)
    except OverflowError:
        return day
