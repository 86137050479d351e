"""Finds the expressions of time in a text and gives them their place in the calendar.

In goes a text, its language and its publication window; out come expressions with their spans, in text order.
Languages without a file of words give none. Words that only look like time ("T-80", "sa", "An") match no rule and
give nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from geo.events.times_anchors import War, began_on, countries_named, war_meant
from geo.events.times_calendar import Interval
from geo.events.times_cues import ENDS, direction_of
from geo.events.times_dateline import is_dateline
from geo.events.times_notes import find_notes
from geo.events.times_read import Found, read_language
from geo.events.times_reading import AHEAD, PAST, Reading, Reference, has_open_direction
from geo.events.times_records import TimeExpression, TimeSort
from geo.events.times_value import to_interval
from geo.events.times_words import Words, load_words
from geo.models import Basis, Span, TimePrecision, When

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

# A past verb this close to a day ("fell on 2 January") is its own; farther off it may be of another clause.
BESIDE_VERB = 1
# "En février, au mieux en mars et au pire en janvier": this close, the second looks the way of the first.
COORDINATED = 24
# "The day before" counts from a date at most this many code points back, in the same paragraph.
BACK = 300
# "The same day" means a date at most this far back, wherever a paragraph ends.
FAR_BACK = 600
# Code points around an expression in which a country tells which war it means.
BESIDE = 60
# A day this long ago that comes round again this soon is the coming one: of the last one the year would be written.
LONG_AGO_DAYS, SOON_DAYS = 270, 45
# "From 18 August" a week before it begins what is decided; "since 1 October" in September may be a year old.
OPENS_SOON_DAYS = 14
# "In the night" goes on from a day told before that is at most this old; words that say a night was told of.
NEWS_DAYS = 3
NIGHT = re.compile("nacht|noc|night|nuit|ноч|ніч|świt|morgen|rano|ранк")
_COUNTED = frozenset({"offset", "text_day", "text_unit", "daytime", "unit", "away", "over", "lasting", "span", "war"})
_FROM_EVENT = frozenset({("до",), ("після",), ("после",)})


def find_times(text: str, language: str, published: When | None) -> tuple[TimeExpression, ...]:
    """Find the expressions of time of a text, in text order, none overlapping.

    ``published`` None (not known) leaves ``when`` empty for all that is counted from publication.
    """
    words = load_words(language)
    if words is None:
        return ()
    found, tokens = read_language(text, language)
    today = None if published is None else Interval(published.start, published.end, published.precision)
    resolver = _Resolver(text, words, tokens, today)
    expressions: list[TimeExpression] = []
    for one in found:
        expressions.append(resolver.resolve(one, expressions))
    return tuple(sorted([*expressions, *_notes(text, expressions)], key=lambda e: e.start))


def _notes(text: str, expressions: list[TimeExpression]) -> Iterator[TimeExpression]:
    """Give each footnote mark the day of its footnote: what a sentence tells is not younger than its source."""
    days: dict[Span, When | None] = {}
    for mark, note in find_notes(text):
        if note not in days:
            days[note] = _day_in(note, expressions)
        when = days[note]
        if when is not None:
            written = text[mark.start : mark.end]
            yield TimeExpression(mark.start, mark.end, written, TimeSort.NOTE, when, meaning="footnote")


def _day_in(note: Span, expressions: list[TimeExpression]) -> When | None:
    dates = [e.when for e in expressions if e.sort is TimeSort.DATE and note.overlaps(e.span) and e.when is not None]
    full = [when for when in dates if when.precision is TimePrecision.DAY and when.basis is Basis.EXPLICIT]
    return replace(full[-1], basis=Basis.INFERRED) if full else None


@dataclass(frozen=True)
class _Resolver:
    """Gives readings of one text their intervals."""

    text: str
    words: Words
    tokens: tuple[str, ...]
    today: Interval | None

    @cached_property
    def named(self) -> Counter[str]:
        """How often the countries of wars are named in the text."""
        return countries_named(self.text)

    def resolve(self, found: Found, earlier: list[TimeExpression]) -> TimeExpression:
        reading, sort = found.reading, found.sort
        expression = TimeExpression(
            found.start,
            found.end,
            self.text[found.start : found.end],
            sort,
            opens=_has(reading, "opens") or reading.means == "lasting",
            closes=_has(reading, "closes"),
            meaning=reading.means,
        )
        if sort is not TimeSort.DATE or self.counts_from_event(found):
            return replace(expression, sort=TimeSort.DURATION) if sort is TimeSort.DATE else expression
        war = self.war(found) if _has(reading, "war") else None
        near = self.day_told(found, earlier) if reading.means == "daytime" else self.nearest(found, earlier)
        reference = Reference(self.today, PAST, near, war.start if war else None)
        past = to_interval(reading, reference)
        ahead = to_interval(reading, replace(reference, prefer=AHEAD)) if has_open_direction(reading) else None
        told, distance = self.told(found, earlier) if past != ahead and ahead is not None else ("", 0)
        told = told or ("future" if expression.closes and ahead is not None else "")  # "closed until Friday"
        if past is not None and ahead is not None and (told != "past" or distance > BESIDE_VERB):
            told = "future" if self.comes_round(past, ahead, expression) else told
        if reading.means == "date" and is_dateline(self.text, found.start, found.end):
            expression = replace(expression, sort=TimeSort.NOTE)
        later = reading.values.get("from") == "text"  # "two weeks later" of a day that is not named is no day to come
        guess = past is None and told != "past" and not later
        chosen = ahead if ahead is not None and (told == "future" or guess) else past
        return replace(
            expression,
            when=_to_when(chosen, expression, reading),
            ahead=_to_when(ahead, expression, reading) if ahead != past else None,
            told=told,
            anchor=war.id if war else "",
        )

    def counts_from_event(self, found: Found) -> bool:
        """Say if «через два дня» or «за тиждень» counts from what follows, which is no date: «до виборів»."""
        counted = found.reading.means == "over" or found.reading.values.get("from") == "either"
        return counted and self.tokens[found.last + 1 : found.last + 2] in _FROM_EVENT

    def comes_round(self, past: Interval, ahead: Interval, expression: TimeExpression) -> bool:
        """Say if a day without year is the coming one although no word says so: the last one would bear its year."""
        if self.today is None or ahead.precision is not TimePrecision.DAY or expression.meaning in _COUNTED:
            return False
        long_ago = (self.today.start - past.end).days > LONG_AGO_DAYS
        soon = (ahead.start - self.today.end).days < (OPENS_SOON_DAYS if expression.opens else SOON_DAYS)
        return long_ago and soon and not began_on(past.start, self.named)

    def told(self, found: Found, earlier: list[TimeExpression]) -> tuple[str, int]:
        """Return the direction of the nearest cue in the sentence and how many tokens away it is.

        An expression coordinated with the one before takes its direction: "in February, at worst in January".
        """
        if earlier and earlier[-1].ahead is not None and earlier[-1].told:
            between = self.text[earlier[-1].end : found.start]
            if len(between) <= COORDINATED and not ENDS & set(between):
                return earlier[-1].told, 0
        return direction_of(found, self.tokens, self.words)

    def nearest(self, found: Found, earlier: list[TimeExpression]) -> Interval | None:
        """Find the date named before; of "that same day" also in the paragraph above."""
        same = found.reading.values.get("text_day") == "0" or found.reading.values.get("text_shift") == "0"
        for expression in reversed(earlier):
            between = self.text[expression.end : found.start]
            if len(between) > (FAR_BACK if same else BACK) or (not same and "\n\n" in between):
                return None
            when = None if expression.sort is TimeSort.NOTE else expression.when
            if when is not None and (when.precision is TimePrecision.DAY or not _has(found.reading, "text_day")):
                return Interval(when.start, when.end, when.precision)
        return None

    def day_told(self, found: Found, earlier: list[TimeExpression]) -> Interval | None:
        """Return the day of the news that "in the night" goes on from; None for the night before publication.

        Behind "on Friday" it is the night to Saturday, behind "in the night to Friday" the same one.
        """
        days = (e for e in reversed(earlier) if e.when is not None and e.when.precision is TimePrecision.DAY)
        last = next((e for e in days if not e.opens and e.meaning != "text_day"), None)
        if last is None or last.when is None or self.today is None:
            return None
        old = (self.today.start - last.when.start).days
        if not 0 <= old <= NEWS_DAYS:
            return self.nearest(found, earlier)
        if old <= 1 and found.reading.values["part"] == "night" and not NIGHT.search(last.text.lower()):
            return None
        return Interval(last.when.start, last.when.end, TimePrecision.DAY)

    def war(self, found: Found) -> War | None:
        words = self.text[found.start : found.end]
        beside = self.text[max(found.start - BESIDE, 0) : found.end + BESIDE]
        day: date | None = self.today.last if self.today else None
        return war_meant(words, beside, self.named, day)


def _has(reading: Reading, means: str) -> bool:
    return reading.means == means or any(_has(part, means) for part in reading.parts)


def _counted(reading: Reading) -> bool:
    if reading.parts:
        return any(_counted(part) for part in reading.parts)
    return reading.means in _COUNTED or "shift" in reading.values


def _to_when(interval: Interval | None, expression: TimeExpression, reading: Reading) -> When | None:
    if interval is None or interval.start >= interval.end:
        return None
    basis = Basis.RELATIVE if _counted(reading) else Basis.EXPLICIT
    span = Span(expression.start, expression.end)
    return When(interval.start, interval.end, interval.precision, basis, expression.text, span)
