"""What one text says of its own day: its expressions of time, its full dates, the wars it can be about.

In goes a text with the words of its language; out come readings and intervals for the modules that infer publication.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from geo.events.times_anchors import countries_named, war_meant
from geo.events.times_cues import direction_of
from geo.events.times_read import Found, read_language
from geo.events.times_reading import Reading, Reference
from geo.events.times_tokens import in_tokens
from geo.events.times_value import to_interval
from geo.models import Basis, Span, TimePrecision, When

if TYPE_CHECKING:
    from collections import Counter

    from geo.events.times_calendar import Interval
    from geo.events.times_words import Words

YEARS_BACK = 12
"""Years in which a day and month is tried: a weekday comes round on it every five or six years."""
NEAR_YEAR_DAYS = 366
"""A year found by a weekday holds only if the text names a time at most so long before: else a later one fits too."""


@dataclass(frozen=True)
class Clues:
    """What one text says of its own day. ``limit`` is the last day it can lie on."""

    text: str
    words: Words
    limit: date

    @cached_property
    def _read(self) -> tuple[tuple[Found, ...], tuple[str, ...]]:
        return read_language(self.text, self.words.language)

    @cached_property
    def found(self) -> list[Found]:
        """The readings of the text, without "on" and "since" around a date."""
        return [replace(one, reading=_plain(one.reading)) for one in self._read[0]]

    @cached_property
    def named(self) -> Counter[str]:
        """How often the countries of wars are named."""
        return countries_named(self.text)

    @cached_property
    def full_days(self) -> list[tuple[date, Found]]:
        """The days written with their year, up to the limit."""
        dates = [one for one in self.found if one.reading.means in ("date", "days")]
        intervals = [(to_interval(one.reading, Reference(None)), one) for one in dates]
        return [(day.last, one) for day, one in intervals if day is not None and day.last <= self.limit]

    @cached_property
    def floor(self) -> date | None:
        """The latest time written with its year: the text is not older."""
        starts = [i.start for one in self.found for i in [to_interval(one.reading, Reference(None))] if i is not None]
        wars = [war.start for war in [war_meant("", self.text, self.named, self.limit)] if war and not war.must_name]
        return max((start for start in starts + wars if start <= self.limit), default=None)

    def is_ahead(self, one: Found) -> bool:
        """Say if the words beside a day look forward: such a day is after publication."""
        return direction_of(one, self._read[1], self.words)[0] == "future"

    def by_weekday(self, reading: Reading) -> Interval | None:
        """Find the year in which the day is that weekday; None if the text names no time shortly before it."""
        if "weekday" not in reading.values or self.floor is None:
            return None
        for year in range(self.floor.year, min(self.floor.year + YEARS_BACK, self.limit.year + 1)):
            day = to_interval(Reading("date", {**reading.values, "year": str(year)}), Reference(None))
            if day and day.start.weekday() == reading.number("weekday") and day.start >= self.floor:
                return day if (day.start - self.floor).days <= NEAR_YEAR_DAYS else None
        return None

    def after_full(self, reading: Reading) -> Interval | None:
        """Find the first such day on or after the latest date written in full."""
        full = max((day for day, _ in self.full_days), default=None)
        for year in () if full is None else (full.year, full.year + 1):
            day = to_interval(Reading("date", {**reading.values, "year": str(year)}), Reference(None))
            if day is not None and full is not None and day.start >= full:
                return day
        return None

    def day_step(self, one: Found) -> int | None:
        """How many days after it the text is published: 1 for "yesterday", 0 for "today"."""
        word = in_tokens(self.text[one.start : one.end])
        steps = {"yesterday": 1, "today": 0}
        return next((n for key, n in steps.items() if word in self.words.published.get(key, ())), None)

    def to_window(self, interval: Interval, one: Found) -> When:
        """Give an interval as the window of publication, with the words it comes from."""
        words = self.text[one.start : one.end]
        return When(interval.start, interval.end, TimePrecision.DAY, Basis.INFERRED, words, Span(one.start, one.end))

    def quote(self, one: Found) -> str:
        """Quote an expression in one line."""
        words = " ".join(self.text[one.start : one.end].split())
        return f"«{words}»"


def _plain(reading: Reading) -> Reading:
    """Take "on" and "since" off a date; "until" stays, it looks ahead."""
    while reading.means in ("same", "opens"):
        reading = reading.parts[0]
    return reading
