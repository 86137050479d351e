"""Sentences of a text that is cut into words: at full stops, question marks and line ends, never too long."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

LONGEST_SENTENCE = 150
"""Words; longer ones are lists and tables, and are cut so that the work stays linear."""
CLOSERS = frozenset({"»", "”", '"', ")", "“", "’", "]"})
_WORDS = (
    "ok tys mln mld gen płk ppłk mjr kpt por woj pow godz prof ub tzw św im ul art pkt ust par "
    "ca bzw Mio Mrd Nr Gen Prof Abs vgl тыс млн млрд тис ген"
)
SHORTENED = frozenset(_WORDS.split())
"""Shortened words, which a full stop follows in the middle of a sentence: never the last word of one."""
_STOP = re.compile(r"[.!?…]+")


class Chooser(Protocol):
    """Says which sentences are worth parsing."""

    def tells(self, words: Sequence[str]) -> bool:
        """Return True for a sentence, by its words, that is worth parsing."""
        ...

    def leans(self, words: Sequence[str]) -> bool:
        """Return True for a sentence that can only be understood with the one before."""
        ...


class ChooseAll:
    """Chooses every sentence."""

    def tells(self, words: Sequence[str]) -> bool:
        """Return True unless there is nothing to parse."""
        return bool(words)

    def leans(self, words: Sequence[str]) -> bool:
        """Return False, as the sentence before is chosen anyway."""
        return not words


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
    if (len(before) == 1 and before.isalpha() and before.isupper()) or (word == "." and before in SHORTENED):
        return False
    return not after or not after[0].islower()


def choose_sentences(words: Sequence[str], chooser: Chooser) -> list[tuple[int, int, bool]]:
    """Return first word, past-last word and whether it is to be parsed for each sentence."""
    found: list[tuple[int, int, bool]] = []
    for first, end in find_sentences(words):
        sentence = words[first:end]
        chosen = chooser.tells(sentence)
        if chosen and found and not found[-1][2] and chooser.leans(sentence):
            found[-1] = (*found[-1][:2], True)
        found.append((first, end, chosen))
    return found
