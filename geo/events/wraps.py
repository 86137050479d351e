"""Lines that only the width of a page ends: a text copied from a mail, a bulletin or a PDF.

In comes a text; out comes a text of the same length, in which a blank stands for each end of line that is none. What is
a list, a headline or a line of its own stays.
"""

from __future__ import annotations

import re
from itertools import pairwise

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)+")
_ENDS = (".", "!", "?", "…", ":", ";", "»", "”", '"', "*", "|")
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
    if min(widths) < LEAST_WIDTH or max(widths) - min(widths) > SPREAD or not _is_broken(lines):
        return paragraph
    joined = lines[0]
    for before, line in pairwise(lines):
        joined += ("\n" if before.rstrip().endswith(_ENDS) and line[:1].isupper() else " ") + line
    return joined


def _is_broken(lines: list[str]) -> bool:
    """Return True if at least one line begins in the middle of a sentence."""
    return any(line[:1].islower() and not before.rstrip().endswith(_ENDS) for before, line in pairwise(lines))
