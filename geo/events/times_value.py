"""What a reading means in the calendar.

A reading is what a rule understood: its meaning, the values in its slots, and the readings inside it. Together with
the day of publication it gives an interval; without it only what is written in full does. Nothing here looks at
text.
"""

from __future__ import annotations

from geo.events.times_calendar import Interval
from geo.events.times_counted import COUNTED
from geo.events.times_dates import DATES
from geo.events.times_joined import JOINED
from geo.events.times_reading import Reading, Reference
from geo.events.times_text import FROM_TEXT, counts_from_text

__all__ = ["MEANINGS", "to_interval"]

MEANINGS = frozenset({*DATES, *COUNTED, *FROM_TEXT, *JOINED})


def to_interval(reading: Reading, reference: Reference) -> Interval | None:
    """Give the interval of a reading, None if it has none or needs a publication day that is not known."""
    if reference.today is None and _needs_today(reading, reference):
        return None
    try:
        if reading.means in JOINED:
            return JOINED[reading.means](reading, reference, to_interval)
        find = DATES.get(reading.means) or COUNTED.get(reading.means) or FROM_TEXT.get(reading.means)
        return find(reading, reference) if find else None
    except (ValueError, OverflowError):
        return None  # 31 February, year 0: the words name no day


def _needs_today(reading: Reading, reference: Reference) -> bool:
    if reading.parts:
        return _needs_today(reading.parts[-1], reference)
    if reference.nearest is not None and counts_from_text(reading):
        return False
    return not {"year", "two_digits", "decade", "century"} & set(reading.values) and reading.means != "war"
