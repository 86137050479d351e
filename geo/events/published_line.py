"""Lines that say when a text was published: "Published 14 February 2023", datelines, footnotes of "yesterday"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.events.published_war import war_window
from geo.events.times_calendar import Interval, day_of
from geo.events.times_dateline import HEAD, line_start, opens_line, stands_in_dateline
from geo.events.times_notes import find_notes
from geo.events.times_reading import Reading, Reference
from geo.events.times_tokens import in_tokens
from geo.events.times_value import to_interval

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geo.events.published_clues import Clues
    from geo.events.times_read import Found
    from geo.models import Span, When

FOOT = 300
"""A line of publication stands in the first lines or the last one."""
LINE = 60
"""A line that begins with a full date and goes on with a time or a name is that of the page, if no longer than this."""
BYLINE = 3
"""Words of the longest name in such a line: given name, middle name, surname; or a town and its country."""
_SIGN = re.compile(r"[,|:·•/()\[\]–—]|\s-\s")
_CLOCK = re.compile(
    r"(?:\b[^\W\d_]{1,5}\.?\s+)?\b\d{1,2}(?:[:.h]\d{2}){1,2}(?:\s?[ap]\.?m\.?)?(?:\s*(?:Uhr|h)\b)?"
    r"(?:\s+[A-Z]{2,5}\b)?(?:\s*[+−-]\d{1,2}(?::?\d{2})?\b)?"
)
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


def written_line(clues: Clues) -> tuple[When | None, str]:
    """Find the date in a dateline or behind "Published"."""
    for one in clues.found:
        if one.reading.means != "date" or not _is_line(clues, one):
            continue
        day = to_interval(one.reading, Reference(None)) or _with_year(clues, one.reading)
        if day is not None:
            return clues.to_window(day, one), f"the text says so: {clues.quote(one)}"
    return None, ""


def _is_line(clues: Clues, one: Found) -> bool:
    """Say if the date stands in a dateline, after "Published", or alone at the beginning of a short line."""
    text, line = clues.text, line_start(clues.text, one.start)
    if one.start - line > HEAD or (line > HEAD and one.start < len(text) - FOOT):
        return False
    before = text[line : one.start]
    if _is_said(in_tokens(before).removesuffix(": "), clues.words.published.get("before", ())):
        return True
    after = text[one.end :].split("\n", maxsplit=1)[0]
    alone = not before.strip(" \t*_#|") and one.start < HEAD
    whole = not after.strip(" \t*_#|.")
    if "year" in one.reading.values and len(before + after) <= LINE:
        whole = whole or _is_byline(after, clues.words.published)
    placed = "year" in one.reading.values and not after.strip(" .") and opens_line(text, one.start)
    return (alone and whole) or placed or stands_in_dateline(text, one.start, one.end)


def _is_byline(after: str, words: Mapping[str, tuple[str, ...]]) -> bool:
    """Say if what stands behind a date is a time of day or names behind a sign: no sentence goes on there."""
    first, *parts = _SIGN.split(_CLOCK.sub("|", after, count=1))
    return bool(parts) and not first.strip(" \t*_#.") and all(_is_name(part, words) for part in parts)


def _is_name(part: str, words: Mapping[str, tuple[str, ...]]) -> bool:
    """Say if a piece of a line is empty, a cue ("updated") or a name: words that all begin with a capital."""
    if in_tokens(part) in words.get("before", ()):
        return True
    name = part.strip(" \t*_#.").split()
    by = name[1:] if name and in_tokens(name[0]) in words.get("by", ()) else name
    return len(by) <= BYLINE and all(word[:1].isupper() for word in by)


def _is_said(lead: str, cues: tuple[str, ...]) -> bool:
    """Say if "published" or the like ends what stands before a date: alone, or behind a sign ("Reuters | posted")."""
    for cue in cues:
        if len(cue) > len("le ") and lead.endswith(cue):
            rest = lead.removesuffix(cue)
            if not rest or not rest.rstrip()[-1:].isalpha():
                return True
    return False


def _with_year(clues: Clues, reading: Reading) -> Interval | None:
    """Give a day without year the year that the rest of the text tells, None if it tells none."""
    counted = war_window(clues)
    if counted is not None:
        return to_interval(reading, Reference(counted[0]))
    return clues.by_weekday(_with_weekday(clues, reading)) or clues.after_full(reading)


def _with_weekday(clues: Clues, reading: Reading) -> Reading:
    """Add the first weekday of the text: agencies name the day of their dateline by its weekday."""
    first = next((one.reading for one in clues.found if one.reading.means == "weekday"), None)
    if first is None or "weekday" in reading.values or first.values.get("shift", "0") != "0":
        return reading
    return Reading(reading.means, {**reading.values, "weekday": first.values["weekday"]}, reading.parts)


def footnote(clues: Clues) -> tuple[When | None, str]:
    """Find "yesterday" with a dated footnote."""
    notes = list(find_notes(clues.text))
    for one in clues.found:
        step = clues.day_step(one)
        if step is None:
            continue
        end = one.start + len(_SENTENCE_END.split(clues.text[one.start : one.start + HEAD])[0])
        for mark, note in notes:
            day = _note_day(clues, note) if one.start < mark.start <= end else None
            if day is not None:
                how = f"{clues.quote(one)} has a footnote of {day.isoformat()}"
                return clues.to_window(day_of(day + timedelta(days=step)), one), how
    return None, ""


def _note_day(clues: Clues, span: Span) -> date | None:
    days = [day for day, one in clues.full_days if span.start <= one.start < span.end]
    return days[-1] if days else None
