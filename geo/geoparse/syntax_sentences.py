"""Sentences of a text that is cut into words: at full stops, question marks and line ends, never too long."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

LONGEST_SENTENCE = 150
"""Words; longer ones are lists and tables, and are cut so that the work stays linear."""
CLOSERS = frozenset({"»", "”", '"', ")", "“", "’", "]"})
_STOP = re.compile(r"[.!?…]+")

Chooser = Callable[[Sequence[str], int, int], bool]
"""Says of a sentence, by its words and its start and end in code points, whether it is worth parsing."""


def choose_all(_words: Sequence[str], _start: int, _end: int) -> bool:
    """Choose every sentence."""
    return True


def find_sentences(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield first and past-last word of each sentence."""
    start, index = 0, 0
    while index < len(words):
        index += 1
        if index - start >= LONGEST_SENTENCE or _ends(words, index - 1):
            while index < len(words) and words[index] in CLOSERS and "\n" not in words[index - 1]:
                index += 1
            yield start, index
            start = index
    if start < len(words):
        yield start, len(words)


def _ends(words: Sequence[str], index: int) -> bool:
    word = words[index]
    if "\n" in word:
        return True
    if not _STOP.fullmatch(word):
        return False
    after = next((w for w in words[index + 1 : index + 3] if w.strip() and w not in CLOSERS), "")
    before = words[index - 1] if index else ""
    if len(before) == 1 and before.isalpha() and before.isupper():
        return False
    return not after or not after[0].islower()


def choose_sentences(words: Sequence[str], spaces: Sequence[bool], chooser: Chooser) -> list[tuple[int, int, bool]]:
    """Return first word, past-last word and whether it is chosen for each sentence."""
    found, offset = [], 0
    for first, end in find_sentences(words):
        length = sum(map(len, words[first:end])) + sum(spaces[first:end])
        found.append((first, end, chooser(words[first:end], offset, offset + length)))
        offset += length
    return found
