"""Numbers in words: "twenty-two", "deux mille vingt-trois", "neunzehnhundertneunzig", "две тысячи третьего".

In goes what a pattern matched and the number words of a language; out comes the number, None if the words are none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

YEARS = range(1100, 2200)
"""Numbers in words that name a year."""
_JOINT = re.compile(r"^(?: |- |, |et |and |und ?)+")
_SCORES = (60, 80)
"""French counts on from these by teens: soixante-douze, quatre-vingt-treize."""


def spelled(written: str, words: Mapping[str, str]) -> float | None:
    """Return the number that words (tokens with a blank after each, or one German word) make."""
    if written.strip().isdigit():
        return float(written)
    if written in words:
        return float(words[written])
    total, group = 0.0, 0.0
    for value in _values(written, words):
        if value is None:
            return None
        if value >= 1000:
            total, group = total + value * (group or 1), 0.0
        elif (joined := _join(group, value, first=not total)) is not None:
            group = joined
        else:
            return None
    return total + group


def _values(written: str, words: Mapping[str, str]) -> Iterator[float | None]:
    """Yield what each word is worth, the longest word first; None for what is no number."""
    rest = written.strip()
    while rest:
        word = max((w for w in map(str.strip, words) if rest.startswith(w)), key=len, default="")
        yield float(words[f"{word} "]) if word else None
        if not word:
            return
        rest = _JOINT.sub("", rest[len(word) :])


def _join(group: float, value: float, *, first: bool) -> float | None:
    """Add a word to those before it: hundreds, tens and ones; a pair of tens is a year ("nineteen eighty")."""
    if value == 100 and group < 100:
        return (group or 1) * 100
    ones_first = group % 100 < 10 and 20 <= value < 100 and group < 10  # drei-und-zwanzig
    tens_first = group % 10 == 0 and group % 100 >= 20 and value < 10
    scores = group % 100 in _SCORES and 10 < value < 20
    if group % 100 == 0 or ones_first or tens_first or scores:
        return group + value
    if group % 100 < 10 and group >= 100 and 20 <= value < 100:
        return group + value  # zweihundert-drei-und-zwanzig
    return group * 100 + value if first and 10 <= group < 100 and 10 <= value < 100 else None
