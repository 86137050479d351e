"""Dates that are counted from the day of publication or from the beginning of a war."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from geo.events.times_calendar import Interval, day_of, month_of, move, unit_of, year_of
from geo.events.times_reading import AHEAD, Reading, Reference
from geo.events.times_text import base_of, move_base, text_unit
from geo.models import TimePrecision

# "A few", "several" of a unit: between two and six of them.
FEW = (2, 6)
LONGEST_YEAR = 366
# "W pierwszej dekadzie marca": ten days of a month, in Polish, Russian and Ukrainian.
THIRDS = {"first_third": "early", "second_third": "mid", "last_third": "late"}
HALVES = ("first_half", "second_half")
MONTH_UNITS = ("month", "quarter", "half")
_SPAN_PRECISION = {
    **dict.fromkeys(MONTH_UNITS, TimePrecision.MONTH),
    **dict.fromkeys(("year", "decade", "century"), TimePrecision.YEAR),
}


def _offset(reading: Reading, reference: Reference) -> Interval:
    """Yesterday, today, tomorrow: the publication window moved by days."""
    step = timedelta(days=reading.number("day_word"))
    return reference.window._replace(start=reference.window.start + step, end=reference.window.end + step)


def _daytime(reading: Reading, reference: Reference) -> Interval | None:
    """In the night, am Morgen: of the day told of, else of publication; an evening without a day stays open."""
    near = reference.nearest
    return near or reference.window if reading.values["part"] == "night" else near


def _unit(reading: Reading, reference: Reference) -> Interval:
    """Last week, this month, next year; "the last weekend" is over."""
    unit, shift = reading.values["unit"], reading.number("shift")
    if unit in ("day", "night"):
        return day_of(reference.latest + timedelta(days=shift))
    return unit_of(reference.latest, unit, shift)


def count_of(reading: Reading) -> float:
    """Give the number written, "and a half" added; one if none is."""
    few = reading.values.get("few")
    written = float(few) if few is not None else float(reading.values.get("number", 1))
    return written + float(reading.values.get("fraction", 0))


def move_by(day: date, reading: Reading, sign: int = 1) -> date:
    """Move a day by the length a reading names: five days, two years and three months."""
    moved = move(day, reading.values.get("unit", ""), sign * count_of(reading))
    return (
        move(moved, reading.values["unit2"], sign * reading.number("number2", 1))
        if "unit2" in reading.values
        else moved
    )


def _away(reading: Reading, reference: Reference) -> Interval:
    """Five days ago, in two weeks, a year later: known to the unit it is counted in."""
    base, sign = base_of(reading, reference), reading.number("sign", -1)
    unit = reading.values.get("unit2", reading.values["unit"])
    if "few" in reading.values:
        return _few(unit, sign, base.last)
    count = count_of(reading)
    whole = move_base(base, unit, sign * count) if "from" in reading.values and "unit2" not in reading.values else None
    if whole is not None:
        return whole
    day = move_by(base.last, reading, sign)
    if unit == "year" and count >= 2 and count == int(count):
        return year_of(day.year)
    if unit in ("decade", "century"):
        return unit_of(day, "year")
    if unit in (*MONTH_UNITS, "year"):
        return month_of(day.year, day.month)
    return _smeared(day, base)


def _smeared(day: date, base: Interval) -> Interval:
    """Let a day counted from publication be as wide as the window of publication, and end on that day."""
    return Interval(day - (base.last - base.start), day + timedelta(days=1), TimePrecision.DAY)


def _few(unit: str, sign: int, latest: date) -> Interval:
    near, far = (move(latest, unit, sign * count) for count in FEW)
    precision = TimePrecision.YEAR if unit in ("year", "decade", "century") else TimePrecision.MONTH
    if unit in ("day", "week", "hour", "minute", "second"):
        precision = TimePrecision.DAY
    return Interval(min(near, far), max(near, far) + timedelta(days=1), precision)


def _lasting(reading: Reading, reference: Reference) -> Interval:
    """For five days now, depuis cinq jours: its first day, today counted among the days."""
    unit = reading.values["unit"]
    if unit in ("day", "night") and "few" not in reading.values:
        return _smeared(reference.latest - timedelta(days=max(round(count_of(reading)) - 1, 0)), reference.window)
    return _away(reading, reference)


def _span(reading: Reading, reference: Reference) -> Interval:
    """The last two weeks, the next three days: rolling, up to or from the day of publication."""
    unit, shift = reading.values["unit"], reading.number("shift", -1)
    today, far = reference.latest, move(reference.latest, unit, shift * max(round(count_of(reading)), 1))
    precision = _SPAN_PRECISION.get(unit, TimePrecision.DAY)
    if shift < 0:
        return Interval(far, max(today, far + timedelta(days=1)), precision)
    return Interval(today + timedelta(days=1), max(far, today) + timedelta(days=1), precision)


def _over(reading: Reading, reference: Reference) -> Interval:
    """За тиждень, of which only the clause tells whether it is over the past week or in a week."""
    if reference.prefer == AHEAD:
        return _away(replace(reading, values={**reading.values, "sign": "1"}), reference)
    return _span(replace(reading, values={**reading.values, "shift": "-1"}), reference)


def _present(reading: Reading, reference: Reference) -> Interval:
    """Now, as the end of "from March until now"."""
    del reading
    return reference.window


def _weekend(reading: Reading, reference: Reference) -> Interval:
    """Over the weekend: the last one that has begun, or the coming one."""
    del reading
    here = unit_of(reference.latest, "weekend")
    if reference.prefer == AHEAD:
        return here
    return here if here.start <= reference.latest else unit_of(reference.latest, "weekend", -1)


def _side_of_unit(reading: Reading, reference: Reference) -> Interval:
    """Earlier this week, later this month: the unit up to, or from, the day of publication."""
    whole = unit_of(reference.latest, reading.values["unit"], reading.number("shift"))
    today = reference.latest
    if reading.values["side"] == "later":
        return whole._replace(start=min(today, whole.last))
    return whole._replace(end=max(today, whole.start + timedelta(days=1)))


def _war(reading: Reading, reference: Reference) -> Interval | None:
    if reference.war is None:
        return None
    spread = {"day": 5, "week": 21, "month": 92}.get(reading.values.get("unit", ""))
    if spread is None:
        return day_of(reference.war)
    precision = TimePrecision.DAY if spread == 21 else TimePrecision.MONTH
    return Interval(reference.war, reference.war + timedelta(days=spread), precision)


def _part_of_unit(reading: Reading, reference: Reference) -> Interval:
    """The end of the month, en début d'année, fin de l'année dernière: of the one that runs, is written or named."""
    if "text_shift" in reading.values:
        whole = text_unit(reading, reference)
    elif "year" in reading.values:
        whole = year_of(reading.number("year"))
    else:
        whole = unit_of(reference.latest, reading.values["unit"], reading.number("shift"))
    return cut_part(whole, reading.values["part"])


def cut_part(whole: Interval, part: str) -> Interval:
    """Early, middle and late third, a half; of a season or longer the first or last month or quarter."""
    days = (whole.end - whole.start).days
    part = THIRDS.get(part, part)
    if days == 1:
        return whole
    if part in HALVES:
        return _half_of(whole, part)
    if whole.precision is TimePrecision.YEAR:
        return _part_of_years(whole, part)
    if days > 31 and part != "mid":
        edge = whole.start if part == "early" else whole.last
        month = unit_of(edge, "month")
        return Interval(max(month.start, whole.start), min(month.end, whole.end), TimePrecision.MONTH)
    third = max(days // 3, 1)
    start = {"early": 0, "mid": third, "late": 2 * third}[part]
    end = days if part == "late" else start + third
    precision = whole.precision if days > 7 else TimePrecision.DAY
    return Interval(whole.start + timedelta(days=start), whole.start + timedelta(days=end), precision)


def _half_of(whole: Interval, part: str) -> Interval:
    days, first = (whole.end - whole.start).days, part == HALVES[0]
    if whole.precision is TimePrecision.YEAR and days <= LONGEST_YEAR:
        return month_of(whole.start.year, 1 if first else 7, 6)
    middle = whole.start + timedelta(days=days // 2)
    return whole._replace(end=middle) if first else whole._replace(start=middle)


def _part_of_years(whole: Interval, part: str) -> Interval:
    """Early 2022: its first quarter; the late 1990s: the last years of the decade."""
    years = whole.end.year - whole.start.year
    if years > 1:
        third = round(years / 3)
        start = {"early": 0, "mid": third, "late": 2 * third}[part]
        return year_of(whole.start.year + start, years - start if part == "late" else third)
    first, count = {"early": (1, 3), "mid": (5, 4), "late": (10, 3)}[part]
    return month_of(whole.start.year, first, count)


COUNTED: Mapping[str, Callable[[Reading, Reference], Interval | None]] = {
    "offset": _offset,
    "daytime": _daytime,
    "unit": _unit,
    "away": _away,
    "lasting": _lasting,
    "span": _span,
    "over": _over,
    "present": _present,
    "weekend": _weekend,
    "side_of_unit": _side_of_unit,
    "part_of_unit": _part_of_unit,
    "war": _war,
}
