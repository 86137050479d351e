"""Which way the words beside an expression of time look: "will open in May", "opened in May".

In go the tokens of a text, the words of its language and the place of an expression; out comes "past", "future" or "".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.events.times_read import Found
    from geo.events.times_words import Words

# Tokens to each side in which a verb tells the direction of "in February"; a clause of news is about that long.
REACH = 14
# A cue after the expression is half as telling as one before it ("said on Monday that it will").
AFTER = 2
ENDS = frozenset(".!?;")


def direction_of(found: Found, tokens: Sequence[str], words: Words) -> tuple[str, int]:
    """Return the direction of the nearest cue in the sentence and how many tokens away it is."""
    before = tokens[max(found.first - REACH, 0) : found.first]
    cut = max((n + 1 for n, token in enumerate(before) if token in ENDS), default=0)
    after = tokens[found.last + 1 : found.last + 1 + REACH]
    end = next((n for n, token in enumerate(after) if token in ENDS), len(after))
    left, right = _line(before[cut:]), _line(after[:end])
    best, direction = REACH * AFTER + 1, ""
    for name, pattern in words.cues.items():
        for cue in pattern.finditer(left):
            distance = left.count(" ", cue.end())
            best, direction = min((best, direction), (distance, name))
        for cue in pattern.finditer(right):
            distance = right.count(" ", 0, cue.start()) * AFTER + AFTER
            best, direction = min((best, direction), (distance, name))
    return direction, best


def _line(tokens: Sequence[str]) -> str:
    return "".join(f"{token} " for token in tokens)
