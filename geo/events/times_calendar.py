"""Arithmetic of intervals: half-open runs of days with the unit they are known to."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from geo.models import TimePrecision

# First days of the seasons (northern, astronomical: the reading of almanacs). Winter runs over New Year.
SEASONS = {"spring": (3, 21), "summer": (6, 21), "autumn": (9, 23), "winter": (12, 21)}
# First day and number of days of what comes round each week.
_IN_WEEKS = {"week": (0, 7), "workweek": (0, 5), "weekend": (5, 2)}
_NEXT_SEASON = {"spring": "summer", "summer": "autumn", "autumn": "winter", "winter": "spring"}


class Interval(NamedTuple):
    """Half-open [start, end) of days and the unit it is known to."""

    start: date
    end: date
    precision: TimePrecision

    @property
    def last(self) -> date:
        """The last day inside."""
        return self.end - timedelta(days=1)


def day_of(day: date) -> Interval:
    """One day."""
    return Interval(day, day + timedelta(days=1), TimePrecision.DAY)


def days_from(start: date, count: int) -> Interval:
    """Some days on end, known to the day."""
    return Interval(start, start + timedelta(days=count), TimePrecision.DAY)


def add_months(day: date, months: int) -> date:
    """Move by months; the 31st becomes the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in range(day.day, 27, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def month_of(year: int, month: int, count: int = 1) -> Interval:
    """Whole months on end."""
    first = date(year, month, 1)
    return Interval(first, add_months(first, count), TimePrecision.MONTH)


def year_of(year: int, count: int = 1) -> Interval:
    """Whole years on end."""
    return Interval(date(year, 1, 1), date(year + count, 1, 1), TimePrecision.YEAR)


def season_of(year: int, season: str, *, by_months: bool = False) -> Interval:
    """Return the season that begins in that year; ``by_months`` from the first of the month, as in Ukraine."""
    if by_months:
        return month_of(year, SEASONS[season][0], 3)
    following = _NEXT_SEASON[season]
    end = date(year + (season == "winter"), *SEASONS[following])
    return Interval(date(year, *SEASONS[season]), end, TimePrecision.MONTH)


def unit_of(day: date, unit: str, shift: int = 0) -> Interval:
    """Return the whole unit that holds a day, moved by ``shift`` units: week (from Monday), weekend, month, year …."""
    if unit in _IN_WEEKS:
        after, length = _IN_WEEKS[unit]
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
        return days_from(monday + timedelta(days=after), length)
    if unit == "fortnight":
        return days_from(day + timedelta(days=-13 if shift < 0 else 1 if shift else -day.weekday()), 14)
    if unit in ("month", "quarter", "half"):
        months = {"month": 1, "quarter": 3, "half": 6}[unit]
        first = add_months(date(day.year, (day.month - 1) // months * months + 1, 1), shift * months)
        return month_of(first.year, first.month, months)
    if unit in ("year", "decade", "century"):
        years = {"year": 1, "decade": 10, "century": 100}[unit]
        return year_of((day.year // years + shift) * years, years)
    return day_of(day + timedelta(days=shift))


def move(day: date, unit: str, count: float) -> date:
    """Move a day by a number of units; halves of months and years are counted in days and months."""
    if unit in ("second", "minute", "hour"):
        return day
    if unit in ("month", "quarter", "half", "year", "decade", "century"):
        months = count * {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[unit]
        whole = int(months)
        return add_months(day, whole) + timedelta(days=round((months - whole) * 30))
    return day + timedelta(days=round(count * {"week": 7, "fortnight": 14, "weekend": 7}.get(unit, 1)))


def holiday_of(year: int, name: str) -> date:
    """Give the day of a holiday.

    ``name`` is "12-25" (month, day), "easter-2" or "orthodox+1" (days from Easter of the western or eastern churches),
    or "4.3.11" (the fourth Thursday of November; -1 is the last; Monday is 0).
    """
    if match := re.fullmatch(r"(easter|orthodox)([+-]\d+)?", name):
        sunday = easter(year, EASTER_WESTERN) if match[1] == "easter" else easter(year, EASTER_ORTHODOX)
        return sunday + timedelta(days=int(match[2] or 0))
    if "." in name:
        place, weekday, month = (int(part) for part in name.split("."))
        whole = month_of(year, month)
        if place < 0:
            return whole.last - timedelta(days=(whole.last.weekday() - weekday) % 7 + 7 * (-place - 1))
        return whole.start + timedelta(days=(weekday - whole.start.weekday()) % 7 + 7 * (place - 1))
    month, day = (int(part) for part in name.split("-"))
    return date(year, month, day)
