"""Dates made of dates: the end of March, the first days of May, from Monday to Friday, two weeks before Christmas.

``resolve`` gives the interval of a reading inside; None where it has none, and then the whole has none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from geo.events.times_calendar import Interval, day_of, move, unit_of
from geo.events.times_counted import count_of, cut_part, move_by
from geo.events.times_reading import AHEAD, PAST, Reading, Reference, has_open_direction
from geo.models import TimePrecision

Resolve = Callable[[Reading, Reference], Interval | None]
LENGTHS = ("duration", "stretch")


def _part(reading: Reading, reference: Reference, resolve: Resolve) -> Interval | None:
    whole = resolve(reading.parts[0], reference)
    return whole and cut_part(whole, reading.values["part"])


def _nth_weekday(reading: Reading, reference: Reference, resolve: Resolve) -> Interval | None:
    """The first Monday of October, the last Friday of next month, or of the month that runs."""
    month = len(reading.parts) == 1
    whole = unit_of(reference.latest, reading.values["unit"]) if month else resolve(reading.parts[1], reference)
    if whole is None or "weekday" not in reading.parts[0].values:
        return None
    number, place = reading.parts[0].number("weekday"), reading.number("ordinal")
    if place < 0:
        back = (whole.last.weekday() - number) % 7 + 7 * (-place - 1)
        return day_of(whole.last - timedelta(days=back))
    return day_of(whole.start + timedelta(days=(number - whole.start.weekday()) % 7 + 7 * (place - 1)))


def _week_of(reading: Reading, reference: Reference, resolve: Resolve) -> Interval | None:
    """The week, or the weekend, of a day."""
    inner = resolve(reading.parts[-1], reference)
    return inner and unit_of(inner.start, reading.values.get("unit", "week"))


def _run(reading: Reading, reference: Reference, resolve: Resolve) -> Interval | None:
    """For three days from Monday: as long as is said, from the first day of what is named."""
    length, first = sorted(reading.parts, key=lambda part: part.means not in LENGTHS)
    start = resolve(first, reference)
    if start is None or "unit" not in length.values:
        return start
    return Interval(start.start, max(move_by(start.start, length), start.end), start.precision)


def _beside(reading: Reading, reference: Reference, resolve: Resolve) -> Interval | None:
    """The day after 13 February, la veille du scrutin du 3 mars, three weeks before Christmas."""
    base = resolve(reading.parts[-1], reference)
    if base is None:
        return None
    if "sign" in reading.values:
        edge = base.start if reading.number("sign") < 0 else base.last
        length = reading.parts[0]
        if "few" in length.values or "unit" not in length.values:
            return None
        return _known_to(move_by(edge, length, reading.number("sign")), base.precision)
    return resolve(reading.parts[0], replace(reference, nearest=base))


def _known_to(day: date, precision: TimePrecision) -> Interval:
    """Give the day, or the month or year around it where what it is counted from is known no better."""
    return day_of(day) if precision is TimePrecision.DAY else unit_of(day, precision.value)


def _first_units(reading: Reading, reference: Reference, resolve: Resolve) -> Interval | None:
    """The first months of 2023, the last three days of May, the second week of March."""
    whole = resolve(reading.parts[-1], reference)
    if whole is None:
        return None
    length = reading.parts[0] if len(reading.parts) > 1 else reading
    unit = length.values.get("unit")
    if unit is None:
        return None
    precision = {"month": TimePrecision.MONTH, "quarter": TimePrecision.MONTH}.get(unit, TimePrecision.DAY)
    if "ordinal" in reading.values:
        place = reading.number("ordinal")
        start = move(whole.start, unit, place - 1) if place > 0 else move(whole.end, unit, place)
        return Interval(start, move(start, unit, 1), precision)
    count = 3.0 if "number" not in length.values and "few" not in length.values else count_of(length)
    if reading.values.get("part") == "late":
        return Interval(move(whole.end, unit, -count), whole.end, precision)
    return Interval(whole.start, move(whole.start, unit, count), precision)


def _range(reading: Reading, reference: Reference, resolve: Resolve) -> Interval | None:
    first, last = reading.parts
    end = resolve(last, replace(reference, prefer=AHEAD) if first.means == "present" else reference)
    if end is None:
        return None
    start = resolve(first, replace(reference, today=end, prefer=PAST) if has_open_direction(first) else reference)
    if start is None or start.start >= end.end:
        return end
    finest = min(start.precision, end.precision, key=list(TimePrecision).index)
    return Interval(start.start, end.end, finest)


def _same(reading: Reading, reference: Reference, resolve: Resolve) -> Interval | None:
    return resolve(reading.parts[0], reference)


def _within(reading: Reading, reference: Reference, resolve: Resolve) -> Interval | None:
    """Something inside a longer time: "in March of last year", "Tuesday of last week", "last year in March"."""
    inner, around = reading.parts
    outer, other = resolve(around, reference), resolve(inner, reference)
    if outer is None or other is None:
        return None
    if other.end - other.start > outer.end - outer.start:
        inner, outer = around, other
    if inner.means == "weekday" and inner.values.get("shift", "0") != "0":
        nth = Reading("nth_weekday", {"ordinal": inner.values["shift"]}, (inner, around))
        return _nth_weekday(nth, reference, resolve)
    if inner.means == "span" and "unit" in inner.values and inner.number("shift", -1) < 0:
        return Interval(
            move(outer.end, inner.values["unit"], -max(round(count_of(inner)), 1)), outer.end, other.precision
        )
    if inner.means == "unit" and inner.values["unit"] in ("day", "week", "month", "weekend"):
        values = {"unit": inner.values["unit"], "ordinal": "-1" if inner.number("shift") < 0 else "1"}
        return _first_units(Reading("first_units", values, (around,)), reference, resolve)
    return resolve(inner, replace(reference, today=outer, prefer=PAST))


JOINED: Mapping[str, Callable[[Reading, Reference, Resolve], Interval | None]] = {
    "part": _part,
    "first_units": _first_units,
    "nth_weekday": _nth_weekday,
    "week_of": _week_of,
    "run": _run,
    "beside": _beside,
    "range": _range,
    "within": _within,
    "opens": _same,
    "closes": _same,
    "same": _same,
}
