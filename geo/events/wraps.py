"""Lines that only the width of a page ends: a text copied from a mail, a bulletin or a PDF.

In comes a text; out comes a text of the same length, in which a blank stands for each end of line that is none. What is
a list, a headline or a line of its own stays.
"""

from __future__ import annotations

import re
from itertools import pairwise

_PARAGRAPH = re.compile(r"^[^\n]++(?:\n(?!\s*\n)[^\n]++)+", re.MULTILINE)
"""Taken whole or not at all, from the start of a line on: a long line by itself is walked through once."""
_ENDS = (".", "!", "?", "…", ":", ";", "»", "”", '"', "*", "|")
_OPENING = frozenset("«(0123456789")
LEAST_WIDTH = 45
"""A line that the page broke is at least so long (newspaper columns and mails are 60 to 80)."""
SPREAD = 30
"""By how much the lines of such a paragraph differ in length, its last line left out."""


def unwrap(text: str) -> str:
    """Return the text with the ends of lines inside sentences made blanks."""
    return _PARAGRAPH.sub(lambda match: _join(match.group()), text) if "\n" in text else text


def _join(paragraph: str) -> str:
    lines = paragraph.split("\n")
    widths = [len(line) for line in lines[:-1]]
    even = min(widths) >= LEAST_WIDTH and max(widths) - min(widths) <= SPREAD
    even = even and any(_goes_on(before, line) for before, line in pairwise(lines))
    joined = lines[0]
    for before, line in pairwise(lines):
        ended = before.rstrip().endswith(_ENDS) and line[:1].isupper()
        joined += (" " if _goes_on(before, line) or (even and not ended) else "\n") + line
    return joined


def _goes_on(before: str, line: str) -> bool:
    """Return True if a line begins in the middle of a sentence."""
    opens = line[:1].islower() or line[:1] in _OPENING
    return opens and len(before) >= LEAST_WIDTH and not before.rstrip().endswith(_ENDS)
