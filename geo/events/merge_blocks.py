"""Blocks: the few tellings that one may be one event with, found by keys that any such telling shares with it.

A telling is put under its days, months and years with the unit it is known to, each with the countries of its actors
and the town it is drawn at. A day meets days close by, months and years that hold it; a month meets what lies in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from geo.events.merge_alike import OPEN_GAP_DAYS, SLOW, SLOW_GAP_DAYS, SOFT_GAP_DAYS, is_hard, state_key
from geo.events.merge_beside import family
from geo.models import Status, Telling, TimePrecision, When

# Years that a window may touch and still be found by each of them.
MOST_YEARS = 4
# Days of a window that are each put down: "in the first week", "from the first to the eighth".
MOST_DAYS = 31


Key = tuple[int, str]
"""A day, a month or a year as a number, and a side."""
# What is added to the number of a month and of a year, by the unit that a telling under it is known to, so that no two
# periods have one number: days have up to seven digits, months six, years four.
MONTHS = {unit: 10_000_000 * place for place, unit in enumerate(TimePrecision, start=1)}
YEARS = {unit: 10_000_000 * place for place, unit in enumerate(TimePrecision, start=5)}


class Blocks:
    """Finds the tellings that a telling may be one event with, by keys that any such telling shares with it."""

    def __init__(self) -> None:
        self._tellings: defaultdict[tuple[str, str], dict[Key, dict[str, Telling]]] = defaultdict(dict)

    def add(self, telling: Telling) -> None:
        """Let others find this telling."""
        block = self._block(telling)
        for key in _keys(telling, _own_periods(telling)):
            block.setdefault(key, {})[telling.id] = telling

    def remove(self, telling: Telling) -> None:
        """Let others find this telling no more."""
        block = self._block(telling)
        for key in _keys(telling, _own_periods(telling)):
            block.get(key, {}).pop(telling.id, None)

    def near(self, telling: Telling, keys: Iterable[Key]) -> Iterable[Telling]:
        """Return the tellings that may tell the same event, by its `keys_to_try`, the telling itself left out."""
        found: dict[str, Telling] = {}
        block = self._block(telling)
        for key in keys:
            there = block.get(key)
            if there:
                found |= there
        found.pop(telling.id, None)
        return found.values()

    def _block(self, telling: Telling) -> dict[Key, dict[str, Telling]]:
        return self._tellings[family(telling.kind).value, telling.status.value]


def keys_to_try(telling: Telling) -> Sequence[Key]:
    """Return the keys under which tellings stand that may tell the same event."""
    return tuple(_keys(telling, _periods_to_try(telling)))


def _keys(telling: Telling, periods: Iterable[int]) -> Iterator[Key]:
    shared = sorted({state_key(actor) for actor in telling.actors})
    drawn = telling.drawn_at
    if drawn is not None and drawn.precision.is_point:
        shared.append(f"at {drawn.id}")
    if telling.joined:
        yield 0, telling.joined
    sides = shared or [""]
    for period in periods:
        for side in sides:
            yield period, side


def _own_periods(telling: Telling) -> Iterator[int]:
    """Where a telling is put: under its days, months and years, with the unit it is known to."""
    when = telling.when
    unit = when.precision
    if unit is TimePrecision.DAY:
        yield from _days(when, 0)
    for month in _months(when):
        yield MONTHS[unit] + month
    for year in _years(telling):
        yield YEARS[unit] + year


def _periods_to_try(telling: Telling) -> Iterator[int]:
    when = telling.when
    day, month, year = TimePrecision.DAY, TimePrecision.MONTH, TimePrecision.YEAR
    if when.precision is day:
        yield from _days(when, SOFT_GAP_DAYS)
    elif when.precision is month:
        yield from (MONTHS[day] + one for one in _months(when))
    else:
        yield from (YEARS[day] + one for one in _years(telling))
    if when.precision is year:
        yield from (YEARS[month] + one for one in _years(telling))
    else:
        yield from (MONTHS[month] + one for one in _months(_widened(telling)))
    yield from (YEARS[year] + one for one in _years(telling))


def _days(when: When, margin: int) -> Iterable[int]:
    """Every day of a window and so many before and after it, only those about its first one if it is long."""
    length = (when.end - when.start).days
    last = length if length <= MOST_DAYS else 1
    first = when.start.toordinal()
    return range(first - margin, first + max(last, 1) + margin)


def _widened(telling: Telling) -> When:
    if telling.when.precision is TimePrecision.DAY:
        return telling.when
    margin = SLOW_GAP_DAYS if telling.kind in SLOW else OPEN_GAP_DAYS
    return replace(telling.when, start=_shift(telling.when.start, -margin), end=_shift(telling.when.end, margin))


def _months(when: When) -> Iterable[int]:
    """The months a window touches, the first and last three if it is longer."""
    first, last = when.start.year * 12 + when.start.month - 1, when.last.year * 12 + when.last.month - 1
    return range(first, last + 1) if last - first < 6 else (*range(first, first + 3), *range(last - 2, last + 1))


def _years(telling: Telling) -> Iterable[int]:
    first, last = telling.when.start.year, telling.when.last.year
    if telling.status is Status.HYPOTHETICAL and telling.when.precision is TimePrecision.YEAR and not is_hard(telling):
        last = max(last, first + 1)  # a fear without a date is told on into the next year
    return range(first, min(last, first + MOST_YEARS) + 1)


def _shift(day: date, step: int) -> date:
    try:
        return day + timedelta(days=step)
    except OverflowError:
        return day
