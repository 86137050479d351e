"""Dates by the calendar: days, months, years, weekdays, seasons, quarters and feasts, with a year or without one.

Without a year the last occurrence before publication is meant, or the first after it where the reference looks ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from geo.events.times_calendar import Interval, day_of, days_from, holiday_of, month_of, season_of, unit_of, year_of
from geo.events.times_reading import AHEAD, PAST, Reading, Reference
from geo.models import TimePrecision

# Years around publication that a weekday with a day and month is tried on; beyond them a wrong weekday is likelier.
WEEKDAY_YEARS = (0, -1, 1)
# Months in which "Tuesday the 14th" is looked for: it comes round within seven to eleven of them.
NEAR_MONTHS = 12


def _year(reading: Reading, reference: Reference) -> int | None:
    """Give the year written: 2023, '23, "last year" beside a month; None if none is."""
    if "year" in reading.values:
        return reading.number("year")
    if "two_digits" in reading.values:
        short = reading.number("two_digits")
        pivot = (reference.latest.year if reference.today else date.max.year) % 100 + 20
        return short + (2000 if short <= pivot else 1900)
    if reading.values.get("unit") == "year" and "shift" in reading.values:
        return reference.latest.year + reading.number("shift")
    return None


def _pick(make: Callable[[int], Interval], reference: Reference) -> Interval:
    """Choose the occurrence of something yearly: the last that has begun, or the first that is not over."""
    today = reference.window
    if reference.prefer == AHEAD:
        return next(i for i in (make(today.start.year + n) for n in (-1, 0, 1, 2, 3, 4, 8)) if i.end > today.start)
    return next(i for i in (make(today.last.year + n) for n in (0, -1, -2, -3, -4, -8)) if i.start <= today.last)


def _yearly(make: Callable[[int], Interval], reading: Reading, reference: Reference) -> Interval:
    year = _year(reading, reference)
    return make(year) if year is not None else _pick(make, reference)


def _month_number(reading: Reading, suffix: str = "") -> int:
    return reading.number("month" + suffix) or reading.number("month_number" + suffix)


def _date(reading: Reading, reference: Reference) -> Interval:
    month, day = _month_number(reading), reading.number("day")

    def make(year: int) -> Interval:
        return day_of(date(year, month, day))

    if "weekday" in reading.values and _year(reading, reference) is None:
        return _on_weekday(make, reading.number("weekday"), reference)
    if (month, day) == (2, 29) and _year(reading, reference) is None:
        return _pick(lambda year: make(year - year % 4), reference)
    return _yearly(make, reading, reference)


def _on_weekday(make: Callable[[int], Interval], weekday: int, reference: Reference) -> Interval:
    """Take the year in which the day is that weekday; the plain choice if none near is."""
    plain = _pick(make, reference)
    years = (plain.start.year + step for step in WEEKDAY_YEARS)
    return next((found for found in map(make, years) if found.start.weekday() == weekday), plain)


def _days(reading: Reading, reference: Reference) -> Interval:
    """From 3 to 5 March; 28 February to 3 March; du 3 au 5; 28 to 3 March; from March 28 to 3 (``month_first``)."""
    values = {**reading.values, "day": reading.values["day2"]}
    for name in ("month", "month_number"):
        if name + "2" in values:
            values[name] = values[name + "2"]
    alone = not {"month2", "month_number2"} & set(values)
    month, day = _month_number(reading), reading.number("day")
    if month and alone and day > reading.number("day2"):
        if "month_first" in values:
            values["month"] = str(month % 12 + 1)
        else:
            month = (month - 2) % 12 + 1
    end = (_date if _month_number(reading) else _day)(replace(reading, values=values), reference)
    month = month or end.start.month
    start = date(end.start.year - ((month, day) > (end.start.month, end.start.day)), month, day)
    return Interval(start, end.end, TimePrecision.DAY)


def _day(reading: Reading, reference: Reference) -> Interval:
    """Le 14, Tuesday 14th: the nearest month that has it and, if a weekday is named, on that weekday."""
    number, weekday = reading.number("day"), reading.values.get("weekday")
    if "shift" in reading.values:
        return day_of(unit_of(reference.latest, "month", reading.number("shift")).start.replace(day=number))
    ahead = reference.prefer == AHEAD
    for step in range(NEAR_MONTHS):
        month = unit_of(reference.latest, "month", step if ahead else -step)
        if number > (month.end - month.start).days:
            continue
        day = month.start.replace(day=number)
        right_side = day >= reference.latest if ahead else day <= reference.latest
        if right_side and (weekday is None or day.weekday() == int(weekday)):
            return day_of(day)
    raise ValueError


def _month(reading: Reading, reference: Reference) -> Interval:
    month = _month_number(reading)
    if "shift" in reading.values and reading.values.get("unit") != "year":
        return _shifted(lambda year: month_of(year, month), reading.number("shift"), reference)
    return _yearly(lambda year: month_of(year, month), reading, reference)


def _months(reading: Reading, reference: Reference) -> Interval:
    last = replace(reading, values={**reading.values, "month": reading.values["month2"]})
    end = _month(last, reference)
    start = month_of(end.start.year - (_month_number(reading) > end.start.month), _month_number(reading))
    return Interval(start.start, end.end, TimePrecision.MONTH)


def _shifted(make: Callable[[int], Interval], shift: int, reference: Reference) -> Interval:
    """Last December, this winter, next March: the nearest of its kind in that direction, not the one that runs now."""
    day = reference.latest
    near = [make(day.year + step) for step in (-2, -1, 0, 1, 2)]
    if shift < 0:
        return [i for i in near if i.end <= day][shift]
    if shift > 0:
        return [i for i in near if i.start > day][shift - 1]
    running = [i for i in near if i.start <= day < i.end]
    return (running or [i for i in near if i.start.year == day.year] or [_pick(make, reference)])[0]


def _year_alone(reading: Reading, reference: Reference) -> Interval:
    first = _year(reading, reference)
    if first is None:
        raise ValueError
    if "two_digits2" in reading.values or "year2" in reading.values:
        last = reading.number("year2") or first // 100 * 100 + reading.number("two_digits2")
        return year_of(first, last - first + 1)
    return year_of(first)


def _decade(reading: Reading, reference: Reference) -> Interval:
    """The 1990s, les années 90, the nineties."""
    if "two_digits" in reading.values:
        short = reading.number("two_digits")
        past = reference.today is not None and short <= reference.latest.year % 100
        return year_of((short + (2000 if past else 1900)) // 10 * 10, 10)
    return year_of(reading.number("decade") // 10 * 10, 10)


def _century(reading: Reading, reference: Reference) -> Interval:
    """The 19th century: 1800 to 1899, as it is mostly counted in texts."""
    del reference
    return year_of((reading.number("century") - 1) * 100, 100)


def _week_number(reading: Reading, reference: Reference) -> Interval:
    """Calendar week 31, counted as ISO 8601 does."""
    number = reading.number("week_number")

    def make(year: int) -> Interval:
        return days_from(date.fromisocalendar(year, number, 1), 7)

    return _yearly(make, reading, reference)


def _weekday(reading: Reading, reference: Reference) -> Interval:
    """Today if it is that weekday, else the last one; "last Monday" never is today; "this Friday" may lie ahead."""
    today, number = reference.latest, reading.number("weekday")
    back = (today.weekday() - number) % 7
    if "shift" not in reading.values:
        return day_of(today + timedelta(days=-back if reference.prefer == PAST else (7 - back) % 7))
    shift = reading.number("shift")
    if reading.values.get("unit") == "week":
        return day_of(today - timedelta(days=today.weekday() - number - 7 * shift))
    if shift == 0:
        return day_of(today + timedelta(days=-back if reference.prefer == PAST else -back % 7))
    step = 7 if back == 0 else back
    return day_of(today + timedelta(days=-step - 7 * (-shift - 1) if shift < 0 else 7 - back + 7 * (shift - 1)))


def _weekdays(reading: Reading, reference: Reference) -> Interval:
    """Two Fridays ago, three Sundays from now: today is not counted."""
    today, sign = reference.latest, reading.number("sign", -1)
    near = (reading.number("weekday") - today.weekday()) * sign % 7 or 7
    return day_of(today + timedelta(days=sign * (near + 7 * (reading.number("number", 1) - 1))))


def _season(reading: Reading, reference: Reference) -> Interval:
    season = reading.values["season"]

    def make(year: int) -> Interval:
        return season_of(year, season, by_months=reading.values.get("starts") == "month")

    if "year" not in reading.values and "shift" in reading.values and reading.values.get("unit") != "year":
        return _shifted(make, reading.number("shift"), reference)
    return _yearly(make, reading, reference)


def _quarter(reading: Reading, reference: Reference) -> Interval:
    return _piece(reading, reference, "quarter", 3)


def _half(reading: Reading, reference: Reference) -> Interval:
    return _piece(reading, reference, "half", 6)


def _piece(reading: Reading, reference: Reference, unit: str, months: int) -> Interval:
    """The third quarter of a year; "the last quarter" without a year is the one before."""
    number = reading.number("ordinal") or reading.number("digits")
    if number < 0 and _year(reading, reference) is None:
        return unit_of(reference.latest, unit, number)
    number += (number < 0) * (12 // months + 1)
    return _yearly(lambda year: month_of(year, (number - 1) * months + 1, months), reading, reference)


def _holiday(reading: Reading, reference: Reference) -> Interval:
    name = reading.values["holiday"]
    if "shift" in reading.values and reading.values.get("unit") != "year":
        return _shifted(lambda year: day_of(holiday_of(year, name)), reading.number("shift"), reference)
    return _yearly(lambda year: day_of(holiday_of(year, name)), reading, reference)


DATES: Mapping[str, Callable[[Reading, Reference], Interval | None]] = {
    "date": _date,
    "days": _days,
    "day": _day,
    "month": _month,
    "months": _months,
    "year": _year_alone,
    "decade": _decade,
    "century": _century,
    "week_number": _week_number,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "season": _season,
    "quarter": _quarter,
    "half": _half,
    "holiday": _holiday,
}
