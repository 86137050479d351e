"""Footnotes: which mark in the running text belongs to which numbered line of sources.

"announced yesterday2." with "2. Reuters, 19 December 2022." below. In goes a text, out come pairs of spans: the
mark, and the line it points to. Numbers that no line at the end explains are no marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo.models import Span

_LINE = re.compile(r"^[ \t]*[\[(]?(\d{1,2})[\])]?[.:)]?[ \t]+(\S.*)$", re.MULTILINE)
_MARK = re.compile(r"(?:(?<=[^\W\d_])|(?<=[»”\"]))[\[(]?(\d{1,2})[\])]?(?=[\s.,;:]|$)|\[(\d{1,2})\]")
# A list of sources counts from one and has at least this many lines.
FEWEST = 2


def find_notes(text: str) -> Iterator[tuple[Span, Span]]:
    """Yield each mark with the span of its footnote, in text order."""
    lines = {found[1]: Span(found.start(2), found.end(2)) for found in _LINE.finditer(text)}
    if len(lines) < FEWEST or "1" not in lines:
        return
    first = min(span.start for span in lines.values())
    for mark in _MARK.finditer(text, 0, first):
        number = mark[1] or mark[2]
        if number in lines:
            yield Span(mark.start(), mark.end()), lines[number]
