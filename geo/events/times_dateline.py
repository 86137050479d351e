"""Datelines: "MINSK, Feb. 14 (Reuters) —", "Ереван, 14 сентября." before the first sentence of a report.

In goes a text and the span of a date; out comes whether the date is that of the report. Such a date is the day of
writing, not of what is told.
"""

from __future__ import annotations

import re

HEAD = 400
"""A dateline stands in the first lines."""
_AGENCY = re.compile(r"^\W{0,3}[A-ZÀ-ÞА-ЯЁЇІЄҐŁŚŻŹĆŃ][^\n.]{1,60}?[,\u2013\u2014-]\s*$")
_AFTER = re.compile(r"\s*(?:\([A-ZА-ЯЁ][^()\n]{1,30}\)\s*)?[-–—:.]")
_WIRE = re.compile(r"\s*(?:\([^()\n]{1,30}\)\s*[-–—:.]?|[-–—]|\.\s+\S)")


def line_start(text: str, start: int) -> int:
    """Return where the line of a code point begins."""
    return text.rfind("\n", 0, start) + 1


def stands_in_dateline(text: str, start: int, end: int) -> bool:
    """Say if a date stands between a place and the sign after which a report begins."""
    after = text[end : end + 40].split("\n", maxsplit=1)[0]
    return _AFTER.match(after) is not None and opens_line(text, start)


def is_dateline(text: str, start: int, end: int) -> bool:
    """Say the same more strictly: an agency or a dash follows, or a sentence in the same line."""
    after = text[end : end + 40].split("\n", maxsplit=1)[0]
    return _WIRE.match(after) is not None and opens_line(text, start)


def opens_line(text: str, start: int) -> bool:
    """Say if nothing but a place stands before it in its line, near the beginning of the text."""
    return start < HEAD and _AGENCY.match(text[line_start(text, start) : start]) is not None
