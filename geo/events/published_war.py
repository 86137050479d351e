"""The window of publication that the time since a known war gives: "almost ten months ago", "a year into the war"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.events.times_anchors import war_meant
from geo.events.times_calendar import Interval, move
from geo.events.times_tokens import in_tokens
from geo.models import TimePrecision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.events.published_clues import Clues
    from geo.events.times_read import Found

# "Almost ten months": in the last quarter of the tenth; "ten months": give or take two fifths of one.
ALMOST, ABOUT, OVER = 0.25, 0.4, 0.5
# Code points in which "almost a year" stands near the word for the fighting that it counts from.
NEAR = 90
# Code points of a paragraph to each side of a word in which a country tells which war is meant.
PARAGRAPH = 1000
UNIT_DAYS = {"day": 1, "week": 7, "month": 30.4, "quarter": 91, "half": 183, "year": 365}


def war_window(clues: Clues) -> tuple[Interval, str, Found] | None:
    """Cut the windows of all counts to what they share, the narrowest first."""
    windows = sorted(_counts(clues), key=lambda row: row[0].end - row[0].start)
    if not windows:
        return None
    window, how, one = windows[0]
    for other, _, _ in windows[1:]:
        start, end = max(window.start, other.start), min(window.end, other.end)
        window = window._replace(start=start, end=end) if start < end else window
    return window, how, one


def _counts(clues: Clues) -> Iterator[tuple[Interval, str, Found]]:
    for one in clues.found:
        unit = one.reading.values.get("unit", "")
        if one.reading.means not in ("away", "lasting", "duration", "stretch") or unit not in UNIT_DAYS:
            continue
        if (
            one.reading.number("sign", -1) > 0
            or {"few", "rare"} & set(one.reading.values)
            or not _counts_from_fight(clues, one)
        ):
            continue
        war = war_meant("", _paragraph(clues, one), clues.named, clues.limit)
        if war is None or (unit in ("day", "week") and not war.must_name):
            continue
        yield _counted(clues, one, war.start), f"{clues.quote(one)}, counted from {war.start.isoformat()}", one


def _counted(clues: Clues, one: Found, start: date) -> Interval:
    unit = one.reading.values["unit"]
    count = float(one.reading.values.get("number", 1)) + float(one.reading.values.get("fraction", 0))
    length = UNIT_DAYS["half" if "fraction" in one.reading.values and unit == "year" else unit]
    middle = move(start, unit, count)
    if unit in ("day", "week"):
        return Interval(middle - timedelta(days=1), middle + timedelta(days=1), TimePrecision.DAY)
    before, after = {"almost": (ALMOST, 0.0), "over": (0.0, OVER)}.get(_side(clues, one), (ABOUT, ABOUT))
    first, last = middle - timedelta(days=round(before * length)), middle + timedelta(days=round(after * length))
    return Interval(first, last + timedelta(days=1), TimePrecision.DAY)


def _side(clues: Clues, one: Found) -> str:
    words = in_tokens(clues.text[max(one.start - 20, 0) : one.end])
    return next((s for s in ("almost", "over") if any(w in words for w in clues.words.published.get(s, ()))), "")


def _counts_from_fight(clues: Clues, one: Found) -> bool:
    """Say if a word for the fighting stands near and, for "ten months ago", one for its beginning.

    "For a year", "after ten months of" count from a war; days and weeks also from an operation of its own name.
    """
    near = " " + in_tokens(clues.text[max(one.start - NEAR, 0) : one.end + NEAR])
    ago, tables, published = one.reading.means == "away", clues.words.tables, clues.words.published
    named = ago or one.reading.values["unit"] in ("day", "week")
    fights = tables.get("fight", {}) if named else published.get("long_fight", ())
    begun = (*tables.get("begin", {}), *published.get("begun", ()))
    return any(f" {word}" in near for word in fights) and (not ago or any(f" {word}" in near for word in begun))


def _paragraph(clues: Clues, one: Found) -> str:
    """Return the line around an expression, cut where it runs on for longer than paragraphs do."""
    before = clues.text[max(one.start - PARAGRAPH, 0) : one.start].rpartition("\n")[2]
    after = clues.text[one.start : one.end + PARAGRAPH].partition("\n")[0]
    return before + after
