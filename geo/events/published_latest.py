"""The window of publication that the latest day a text names gives: news tells its latest event within some days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.events.published_war import war_window
from geo.events.times_calendar import Interval, day_of
from geo.events.times_reading import Reference
from geo.events.times_value import to_interval
from geo.models import TimePrecision

if TYPE_CHECKING:
    from geo.events.published_clues import Clues
    from geo.events.times_read import Found
    from geo.models import When

# News tells its latest dated event within about three days (in the gold: one to two).
FRESH_DAYS = 3
# The latest date written in full may lie a week behind.
STALE_DAYS = 7


def since_war(clues: Clues) -> tuple[When | None, str]:
    """Find the window by the time since a war, narrowed by "this Monday" or the latest day; or by that day alone."""
    counted = war_window(clues)
    latest = _latest_open(clues, counted[0] if counted else None)
    if counted is None:
        return latest or (None, "")
    window, how, one = counted
    weekday = _this_weekday(clues, window)
    if weekday is not None:
        return clues.to_window(weekday[0], weekday[1]), f"{how}; {clues.quote(weekday[1])}"
    if latest is not None and (window.end - window.start).days > STALE_DAYS:
        return latest[0], f"{latest[1]}; {how}"
    return clues.to_window(window, one), how


def _this_weekday(clues: Clues, window: Interval) -> tuple[Interval, Found] | None:
    """Find "this Monday" and the one Monday in the window; none if there are several or none."""
    for one in clues.found:
        if one.reading.means == "weekday" and one.reading.values.get("shift") == "0":
            number = one.reading.number("weekday")
            days = [window.start + timedelta(days=n) for n in range((window.end - window.start).days)]
            fitting = [day for day in days if day.weekday() == number]
            if len(fitting) == 1:
                return day_of(fitting[0]), one
    return None


def _latest_open(clues: Clues, counted: Interval | None) -> tuple[When, str] | None:
    """Take the latest day without year that is not ahead, its year from the count or from its weekday."""
    days: list[tuple[date, Found]] = []
    for one in clues.found:
        if one.reading.means not in ("date", "days") or {"year", "two_digits"} & set(one.reading.values):
            continue
        found = to_interval(one.reading, Reference(counted)) if counted else clues.by_weekday(one.reading)
        if found is not None and not clues.is_ahead(one):
            days.append((found.last, one))
    days += [(day, one) for day, one in clues.full_days if counted is None or counted.start <= day < counted.end]
    if not days or (counted is None and all("weekday" not in one.reading.values for _, one in days)):
        return None
    latest, one = max(days, key=lambda row: row[0])
    end = latest + timedelta(days=FRESH_DAYS + 1)
    if counted is not None:
        latest, end = max(latest, counted.start), max(min(end, counted.end), latest + timedelta(days=1))
        end = max(end, latest + timedelta(days=1))
    return clues.to_window(Interval(latest, end, TimePrecision.DAY), one), f"the latest day is {clues.quote(one)}"


def latest_full(clues: Clues) -> tuple[When | None, str]:
    """Take the latest date written in full that is not ahead, if the text speaks of its own day at all."""
    days = [(day, one) for day, one in clues.full_days if not clues.is_ahead(one)]
    if not days or not any(_is_of_now(clues, one) for one in clues.found):
        return None, ""  # a past day alone says when something was, not when it is told
    latest, one = max(days, key=lambda row: row[0])
    window = Interval(latest, latest + timedelta(days=STALE_DAYS + 1), TimePrecision.DAY)
    return clues.to_window(window, one), f"the latest date written is {clues.quote(one)}"


def _is_of_now(clues: Clues, one: Found) -> bool:
    """True for what counts from the day of writing: "on Tuesday", "yesterday", "this week"."""
    return one.reading.means == "weekday" or clues.day_step(one) is not None
