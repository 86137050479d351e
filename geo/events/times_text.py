"""Dates that a text counts from a date it named before: the day before, that week, the following month, a year later.

Without such a date "the day before" and "two weeks earlier" count from publication; "later" has no day then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from geo.events.times_calendar import Interval, move, unit_of
from geo.events.times_reading import AHEAD, Reading, Reference


def base_of(reading: Reading, reference: Reference) -> Interval:
    """Give what a counted reading counts from; ValueError if its date is not named.

    ``from`` is "text" ("two years later") or "either": «через неделю» of a plan counts from publication, of what is
    past from the date before.
    """
    source = reading.values.get("from")
    if source is None or (source == "either" and reference.prefer == AHEAD):
        return reference.window
    if reference.nearest is not None:
        return reference.nearest
    if reference.prefer == AHEAD or (source == "text" and reading.number("sign", 1) < 0):
        return reference.window
    raise ValueError


def move_base(base: Interval, unit: str, count: float) -> Interval | None:
    """Move a base that is longer than the unit counted in as a whole; None if it is not longer."""
    length = {"day": 1, "night": 1, "week": 7, "month": 31, "quarter": 92, "half": 184}.get(unit, 366)
    if (base.end - base.start).days <= length:
        return None
    return base._replace(start=move(base.start, unit, count), end=move(base.end, unit, count))


def _text_day(reading: Reading, reference: Reference) -> Interval:
    """The day before: counted from the nearest dated clause, else, but for "the same day", from publication."""
    step = timedelta(days=reading.number("text_day"))
    if reference.nearest is None and not step:
        raise ValueError
    base = reference.nearest or reference.window
    return base._replace(start=base.start + step, end=base.end + step)


def text_unit(reading: Reading, reference: Reference) -> Interval:
    """That week, the following month, l'année suivante: of the date named before."""
    base = reference.nearest
    unit, step = reading.values["unit"], reading.number("text_shift")
    if base is None:
        if step == 0:
            raise ValueError
        base = reference.window
    whole = unit_of(base.start, unit, step)
    return move_base(base, unit, step) or whole


FROM_TEXT: Mapping[str, Callable[[Reading, Reference], Interval | None]] = {
    "text_day": _text_day,
    "text_unit": text_unit,
}


def counts_from_text(reading: Reading) -> bool:
    """Say if a reading may count from a date named before it."""
    return reading.means in FROM_TEXT or bool({"from", "text_shift"} & set(reading.values))
