"""Infers when an article was published from its text alone, for texts that come without metadata.

In the order in which they hold: a written line ("Published 14 February 2023", "MINSK, Feb. 14 (Reuters)"); a
footnote whose date the text calls "yesterday"; the time since a known war began ("almost ten months ago"), narrowed
by "this Monday"; the latest day the text dates, its year from its weekday or from that time; the latest date written
in full. What is found is a window with basis inferred and the words of the reason. A year that nothing tells is
never filled in: the answer is then None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from geo.events.times_anchors import countries_named, war_meant
from geo.events.times_calendar import Interval, day_of, move
from geo.events.times_notes import find_notes
from geo.events.times_read import Found, read_language
from geo.events.times_reading import Reading, Reference
from geo.events.times_tokens import in_tokens
from geo.events.times_value import to_interval
from geo.events.times_words import Words, load_words
from geo.models import Basis, Span, TimePrecision, When

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

# A dateline or a line of publication stands in the first lines or the last one.
HEAD, FOOT = 400, 300
# News tells its latest dated event within about three days (in the gold: one to two).
FRESH_DAYS = 3
# The latest date written in full may lie a week behind.
STALE_DAYS = 7
# "Almost ten months": in the last quarter of the tenth; "ten months": give or take two fifths of one.
ALMOST, ABOUT, OVER = 0.25, 0.4, 0.5
# Code points in which "almost a year" stands near the word for the fighting that it counts from.
NEAR = 90
# Code points of a paragraph to each side of a word in which a country tells which war is meant.
PARAGRAPH = 1000
# Years in which a day and month is tried: a weekday comes round on it every five or six years.
YEARS_BACK = 12
UNIT_DAYS = {"day": 1, "week": 7, "month": 30.4, "quarter": 91, "half": 183, "year": 365}
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_AGENCY = re.compile(r"^\W{0,3}[A-ZÀ-ÞА-ЯЁЇІЄҐŁŚŻŹĆŃ][^\n.]{1,60}?[,\u2013\u2014-]\s*$")


def infer_published(text: str, language: str, *, today: date | None = None) -> tuple[When | None, str]:
    """Return the window of publication and, in words, how it is known; None and the reason if nothing tells it.

    ``today`` is the last day it can lie on, if given.
    """
    words = load_words(language)
    if words is None:
        return None, f"no words of time for the language {language!r}"
    clues = _Clues(text, words, today or date.max)
    for find in (clues.written_line, clues.footnote, clues.since_war, clues.latest_full):
        window, how = find()
        if window is not None and window.start <= clues.limit:
            return window, how
    return None, "nothing in the text tells it"


@dataclass(frozen=True)
class _Clues:
    """What one text says of its own day."""

    text: str
    words: Words
    limit: date

    @cached_property
    def found(self) -> list[Found]:
        return [replace(one, reading=_plain(one.reading)) for one in read_language(self.text, self.words.language)[0]]

    @cached_property
    def named(self) -> Counter[str]:
        return countries_named(self.text)

    # ---------------------------------------------------------------- a line that says it
    def written_line(self) -> tuple[When | None, str]:
        for one in self.found:
            if one.reading.means != "date" or not self._is_line(one):
                continue
            day = to_interval(one.reading, Reference(None)) or self._with_year(one.reading)
            if day is not None:
                return self._window(day, one), f"the text says so: {self._quote(one)}"
        return None, ""

    def _is_line(self, one: Found) -> bool:
        """Say if the date stands in a dateline or after "Published"."""
        line = self.text.rfind("\n", 0, one.start) + 1
        if one.start - line > FOOT or (line > HEAD and one.start < len(self.text) - FOOT):
            return False
        before = self.text[line : one.start]
        lead = in_tokens(before).removesuffix(": ")
        if any(lead.endswith(cue) for cue in self.words.published.get("before", ()) if len(cue) > len("le ")):
            return True
        after = self.text[one.end : one.end + 40].split("\n")[0]
        alone = not before.strip(" \t*_#|") and not after.strip(" \t*_#|.") and one.start < HEAD
        agency = re.match(r"\s*(?:\([A-ZА-ЯЁ][^()\n]{1,30}\)\s*)?[-–—:.]", after) is not None
        return alone or (one.start < HEAD and agency and _AGENCY.match(before) is not None)

    def _with_year(self, reading: Reading) -> Interval | None:
        """Give a day without year the year that the rest of the text tells, None if it tells none."""
        counted = self._war_window()
        if counted is not None:
            return to_interval(reading, Reference(counted[0]))
        return self._by_weekday(self._with_weekday(reading)) or self._after_full(reading)

    def _with_weekday(self, reading: Reading) -> Reading:
        """Add the first weekday of the text: agencies name the day of their dateline by its weekday."""
        first = next((one.reading for one in self.found if one.reading.means == "weekday"), None)
        if first is None or "weekday" in reading.values or first.values.get("shift", "0") != "0":
            return reading
        return Reading(reading.means, {**reading.values, "weekday": first.values["weekday"]}, reading.parts)

    # ---------------------------------------------------------------- footnotes
    def footnote(self) -> tuple[When | None, str]:
        notes = list(find_notes(self.text))
        for one in self.found:
            step = self._day_step(one)
            if step is None:
                continue
            end = one.start + len(_SENTENCE_END.split(self.text[one.start : one.start + HEAD])[0])
            for mark, note in notes:
                day = self._note_day(note) if one.start < mark.start <= end else None
                if day is not None:
                    how = f"{self._quote(one)} has a footnote of {day.isoformat()}"
                    return self._window(day_of(day + timedelta(days=step)), one), how
        return None, ""

    def _note_day(self, span: Span) -> date | None:
        days = [day for day, one in self._full_days if span.start <= one.start < span.end]
        return days[-1] if days else None

    def _day_step(self, one: Found) -> int | None:
        """How many days after it the text is published: 1 for "yesterday", 0 for "today"."""
        word = in_tokens(self.text[one.start : one.end])
        steps = {"yesterday": 1, "today": 0}
        return next((n for key, n in steps.items() if word in self.words.published.get(key, ())), None)

    # ---------------------------------------------------------------- the time since a war began
    def since_war(self) -> tuple[When | None, str]:
        counted = self._war_window()
        latest = self._latest_open(counted[0] if counted else None)
        if counted is None:
            return latest or (None, "")
        window, how, one = counted
        weekday = self._this_weekday(window)
        if weekday is not None:
            return self._window(weekday[0], weekday[1]), f"{how}; {self._quote(weekday[1])}"
        if latest is not None and latest[0] is not None and (window.end - window.start).days > STALE_DAYS:
            return latest[0], f"{latest[1]}; {how}"
        return self._window(window, one), how

    def _war_window(self) -> tuple[Interval, str, Found] | None:
        """Cut the windows of all counts to what they share, the narrowest first."""
        windows = sorted(self._counts(), key=lambda row: row[0].end - row[0].start)
        if not windows:
            return None
        window, how, one = windows[0]
        for other, _, _ in windows[1:]:
            start, end = max(window.start, other.start), min(window.end, other.end)
            window = window._replace(start=start, end=end) if start < end else window
        return window, how, one

    def _counts(self) -> Iterator[tuple[Interval, str, Found]]:
        for one in self.found:
            unit = one.reading.values.get("unit", "")
            if one.reading.means not in ("away", "lasting", "duration") or unit not in UNIT_DAYS:
                continue
            if one.reading.number("sign", -1) > 0 or "few" in one.reading.values or not self._near_fight(one):
                continue
            paragraph = self._paragraph(one)
            war = war_meant("", paragraph, self.named, self.limit)
            if war is None or (unit in ("day", "week") and not war.must_name):
                continue
            window = self._counted(one, war.start, unit)
            yield window, f"{self._quote(one)}, counted from {war.start.isoformat()}", one

    def _counted(self, one: Found, start: date, unit: str) -> Interval:
        count = float(one.reading.values.get("number", 1)) + float(one.reading.values.get("fraction", 0))
        length = UNIT_DAYS["half" if "fraction" in one.reading.values and unit == "year" else unit]
        middle = move(start, unit, count)
        if unit in ("day", "week"):
            return Interval(middle - timedelta(days=1), middle + timedelta(days=1), TimePrecision.DAY)
        before, after = {"almost": (ALMOST, 0.0), "over": (0.0, OVER)}.get(self._side(one), (ABOUT, ABOUT))
        first, last = middle - timedelta(days=round(before * length)), middle + timedelta(days=round(after * length))
        return Interval(first, last + timedelta(days=1), TimePrecision.DAY)

    def _side(self, one: Found) -> str:
        words = in_tokens(self.text[max(one.start - 20, 0) : one.end])
        sides = ("almost", "over")
        return next((side for side in sides if any(w in words for w in self.words.published.get(side, ()))), "")

    def _near_fight(self, one: Found) -> bool:
        near = " " + in_tokens(self.text[max(one.start - NEAR, 0) : one.end + NEAR])
        return any(f" {word}" in near for word in self.words.tables.get("fight", {}))

    def _paragraph(self, one: Found) -> str:
        """Return the line around an expression, cut where it runs on for longer than paragraphs do."""
        before = self.text[max(one.start - PARAGRAPH, 0) : one.start].rpartition("\n")[2]
        after = self.text[one.start : one.end + PARAGRAPH].partition("\n")[0]
        return before + after

    def _this_weekday(self, window: Interval) -> tuple[Interval, Found] | None:
        """Find "this Monday" and the one Monday in the window; none if there are several or none."""
        for one in self.found:
            if one.reading.means == "weekday" and one.reading.values.get("shift") == "0":
                number = one.reading.number("weekday")
                days = [window.start + timedelta(days=n) for n in range((window.end - window.start).days)]
                fitting = [day for day in days if day.weekday() == number]
                if len(fitting) == 1:
                    return day_of(fitting[0]), one
        return None

    # ---------------------------------------------------------------- the latest day that the text dates
    def _latest_open(self, counted: Interval | None) -> tuple[When, str] | None:
        """Take the latest day without year, its year from the count or from its weekday."""
        days: list[tuple[date, Found]] = []
        for one in self.found:
            if one.reading.means not in ("date", "days") or {"year", "two_digits"} & set(one.reading.values):
                continue
            reference = Reference(counted)
            found = to_interval(one.reading, reference) if counted else self._by_weekday(one.reading)
            if found is not None:
                days.append((found.last, one))
        days += [(day, one) for day, one in self._full_days if counted is None or day < counted.end]
        if not days or (counted is None and all("weekday" not in one.reading.values for _, one in days)):
            return None
        latest, one = max(days, key=lambda row: row[0])
        end = latest + timedelta(days=FRESH_DAYS + 1)
        if counted is not None:
            latest, end = max(latest, counted.start), max(min(end, counted.end), latest + timedelta(days=1))
            end = max(end, latest + timedelta(days=1))
        return self._window(Interval(latest, end, TimePrecision.DAY), one), f"the latest day is {self._quote(one)}"

    def _by_weekday(self, reading: Reading) -> Interval | None:
        """The latest year near the years the text names in which the day is that weekday."""
        floor = self._floor
        if "weekday" not in reading.values or floor is None:
            return None
        for year in range(floor.year, min(floor.year + YEARS_BACK, self.limit.year + 1)):
            day = to_interval(Reading("date", {**reading.values, "year": str(year)}), Reference(None))
            if day and day.start.weekday() == reading.number("weekday") and day.start >= floor:
                return day
        return None

    def _after_full(self, reading: Reading) -> Interval | None:
        """The first such day on or after the latest date written in full."""
        full = [day for day, _ in self._full_days]
        if not full:
            return None
        for year in (max(full).year, max(full).year + 1):
            day = to_interval(Reading("date", {**reading.values, "year": str(year)}), Reference(None))
            if day is not None and day.start >= max(full):
                return day
        return None

    @cached_property
    def _floor(self) -> date | None:
        """The latest time written with its year: the text is not older."""
        starts = [i.start for one in self.found for i in [to_interval(one.reading, Reference(None))] if i is not None]
        wars = [war.start for war in [war_meant("", self.text, self.named, self.limit)] if war and not war.must_name]
        past = [start for start in starts + wars if start <= self.limit]
        return max(past, default=None)

    @cached_property
    def _full_days(self) -> list[tuple[date, Found]]:
        dates = [one for one in self.found if one.reading.means in ("date", "days")]
        intervals = [(to_interval(one.reading, Reference(None)), one) for one in dates]
        return [(day.last, one) for day, one in intervals if day is not None and day.last <= self.limit]

    def latest_full(self) -> tuple[When | None, str]:
        days = self._full_days
        if not days or not any(self._is_of_now(one) for one in self.found):
            return None, ""  # a past day alone says when something was, not when it is told
        latest, one = max(days, key=lambda row: row[0])
        window = Interval(latest, latest + timedelta(days=STALE_DAYS + 1), TimePrecision.DAY)
        return self._window(window, one), f"the latest date written is {self._quote(one)}"

    def _is_of_now(self, one: Found) -> bool:
        """True for what counts from the day of writing: "on Tuesday", "yesterday", "this week"."""
        return one.reading.means == "weekday" or self._day_step(one) is not None

    # ---------------------------------------------------------------- how it is said
    def _window(self, interval: Interval, one: Found) -> When:
        words = self.text[one.start : one.end]
        return When(interval.start, interval.end, TimePrecision.DAY, Basis.INFERRED, words, Span(one.start, one.end))

    def _quote(self, one: Found) -> str:
        words = " ".join(self.text[one.start : one.end].split())
        return f"«{words}»"


def _plain(reading: Reading) -> Reading:
    """Take "on" and "since" off a date; "until" stays, it looks ahead."""
    while reading.means in ("same", "opens"):
        reading = reading.parts[0]
    return reading
