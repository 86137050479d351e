"""Near names: a misspelt or otherwise transliterated name goes in, stored names that sound alike come out.

First the block of the same sound-alike key, then the blocks one letter away from it; within a block the likeness of the
romanised names decides (Indel distance as a share, rapidfuzz).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import marisa_trie
from rapidfuzz import fuzz, process

from geo.gazetteer.names import romanise, to_key
from geo.gazetteer.storage import KEYS, NAME_RECORD, SOUNDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Between key and romanised name in the trie; the names hold no such sign.
DIVIDER = "|"
# The letters a sound-alike key is made of.
_LETTERS = "abdgklmnprstvx"
# Keys shorter than this stand for too many names to say anything: 2 consonants share 1 % of all names.
SHORTEST_KEY = 3
# Likeness (0-100) under which two names are not alike; Brobrowniki and Bobrowniki have 95, Kursk and Korsk 80.
ALIKE_FROM = 78.0
# A name this like (0-100) in its own block makes the search of neighbour blocks needless.
_SURE = 95.0
# Names of neighbour blocks that are compared at most: 3,000 found 88 % of names with one letter spoilt in 5 ms at the
# 99th percentile, 1,000 find 86 % in 2 ms.
_MOST_NEIGHBOURS = 1000


@dataclass(frozen=True, slots=True)
class Near:
    """A stored name near the one asked for: its row, stored strength (0-200), romanised form and likeness 0..1."""

    row: int
    strength: int
    name: str
    likeness: float


class SoundIndex:
    """The memory-mapped tries of sound-alike keys."""

    def __init__(self, folder: Path) -> None:
        self._sounds = marisa_trie.RecordTrie(NAME_RECORD).mmap(str(folder / SOUNDS))
        self._keys = marisa_trie.Trie().mmap(str(folder / KEYS))

    def find(self, name: str, *, limit: int) -> list[Near]:
        """Return the nearest names, each place once, best first; [] for scripts and keys that have no sound."""
        sound = romanise(name)
        key = to_key(sound)
        if len(key) < SHORTEST_KEY:
            return []
        found = self._compare(sound, self._sounds.items(key + DIVIDER))
        if not found or max(near.likeness for near in found.values()) * 100 < _SURE:
            self._merge(found, self._compare(sound, self._neighbours(key)))
        return sorted(found.values(), key=lambda near: (-near.likeness, -near.strength, near.row))[:limit]

    def _neighbours(self, key: str) -> list[tuple[str, tuple[int, int]]]:
        blocks: list[tuple[str, tuple[int, int]]] = []
        for other in one_letter_away(key):
            if other in self._keys and len(blocks) < _MOST_NEIGHBOURS:
                blocks += self._sounds.items(other + DIVIDER)
        return blocks

    @staticmethod
    def _compare(sound: str, block: list[tuple[str, tuple[int, int]]]) -> dict[int, Near]:
        names = [key.rpartition(DIVIDER)[2] for key, _ in block]
        found: dict[int, Near] = {}
        for name, likeness, i in process.extract(
            sound, names, scorer=fuzz.ratio, processor=None, score_cutoff=ALIKE_FROM, limit=None
        ):
            row, strength = block[i][1]
            SoundIndex._merge(found, {row: Near(row, strength, name, likeness / 100)})
        return found

    @staticmethod
    def _merge(found: dict[int, Near], more: dict[int, Near]) -> None:
        for row, near in more.items():
            known = found.get(row)
            if known is None or (near.likeness, near.strength) > (known.likeness, known.strength):
                found[row] = near


def one_letter_away(key: str) -> Iterator[str]:
    """Yield every key with one letter less, two neighbours swapped, one letter changed or more; some come twice."""
    splits = [(key[:i], key[i:]) for i in range(len(key) + 1)]
    for head, tail in splits[:-1]:
        yield head + tail[1:]
        yield head + tail[1:2] + tail[:1] + tail[2:]
    for head, tail in splits[:-1]:
        for letter in _LETTERS:
            if letter != tail[0]:
                yield head + letter + tail[1:]
    for head, tail in splits:
        for letter in _LETTERS:
            yield head + letter + tail
