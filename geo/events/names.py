"""Names of the codebook in a text: actors and weapons by any of their spellings, a misspelt surname too.

In comes a text; out come the code points where an alias stands. Words are compared folded; hyphens and spaces are one;
Cyrillic names are found in every case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import Generic, NamedTuple, TypeVar

from rapidfuzz.distance import OSA

from geo.events.inflected import CYRILLIC, is_form, names_of, stem_of, stems_in
from geo.events.words import fold

Entry = TypeVar("Entry")

WORD = re.compile(r"[^\W_]+")
GLUED = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")
MISSPELT_LENGTH = 7
"""A surname this long may have one wrong letter or two swapped; shorter ones meet other words (measured on the word
lists)."""


@dataclass(frozen=True, slots=True)
class Found(Generic[Entry]):
    """An entry and where in the text one of its aliases stands, in code points."""

    start: int
    end: int
    entry: Entry
    exact: bool = True


_Alias = tuple[tuple[str, ...], Entry, bool]
"""The folded words of a spelling, what it names, and whether it is written with a capital."""
REMEMBERED = 65_536


class _Word(NamedTuple):
    text: str
    folded: str
    start: int
    end: int


class NameFinder(Generic[Entry]):
    """Finds aliases word by word, the longest first."""

    def __init__(self, entries: Iterable[tuple[str, Entry]], *, capital: Callable[[Entry, str], bool]) -> None:
        self._by_first: dict[str, list[_Alias[Entry]]] = {}
        self._long: dict[str, list[tuple[str, Entry]]] = {}
        for alias, entry in entries:
            words = tuple(word.folded for word in split_name(alias))
            if not words:
                continue
            self._by_first.setdefault(stem_of(words[0]), []).append((words, entry, capital(entry, alias)))
            if len(words) == 1 and len(words[0]) >= MISSPELT_LENGTH and not CYRILLIC.match(words[0]):
                self._long.setdefault(words[0][0], []).append((words[0], entry))
        for found in self._by_first.values():
            found.sort(key=lambda item: -len(item[0]))
        self._beginning = lru_cache(REMEMBERED)(self._find_beginning)
        self._alike = lru_cache(REMEMBERED)(self._find_alike)

    def find(self, text: str, language: str = "", *, misspelt: bool = False) -> Iterator[Found[Entry]]:
        """Yield what stands in the text, in order, never overlapping; names bent as the language bends them.

        ``misspelt`` says whether a word unknown here may be a misspelling.
        """
        words = split_name(text)
        index = 0
        while index < len(words):
            word = words[index]
            aliases = self._beginning(word.text, word.folded, language)
            found, used = self._at(words, index, aliases, language) if aliases else (None, 1)
            if found is None and misspelt:
                found, used = self._near(word), 1
            if found is not None:
                yield found
            index += used if found is not None else 1

    def _at(
        self, words: Sequence[_Word], index: int, aliases: Iterable[_Alias[Entry]], language: str
    ) -> tuple[Found[Entry] | None, int]:
        """Return the first of these aliases that stands from a word on, and its number of words."""
        for alias, entry, capital in aliases:
            span = words[index : index + len(alias)]
            if len(span) < len(alias) or (capital and not span[0].text[0].isupper()):
                continue
            if not all(_is_bent(word, part, language) for word, part in zip(span, alias, strict=True)):
                continue
            if (
                capital
                and len(alias) == 1
                and len(alias[0]) <= 3
                and not span[0].text.isupper()
                and alias[0] not in _SHORT
            ):
                continue
            return Found(span[0].start, span[-1].end, entry), len(alias)
        return None, 1

    def _find_beginning(self, text: str, folded: str, language: str) -> tuple[_Alias[Entry], ...]:
        """Return the aliases that may begin with a word, by what it may be filed under if it is written so."""
        stems = dict.fromkeys((*stems_in(folded), *sorted(names_of(text, language))))
        return tuple(alias for stem in stems for alias in self._by_first.get(stem, ()))

    def _near(self, word: _Word) -> Found[Entry] | None:
        if len(word.folded) < MISSPELT_LENGTH or not word.text[0].isupper():
            return None
        alike = self._alike(word.folded)
        return Found(word.start, word.end, alike[0], exact=False) if alike else None

    def _find_alike(self, folded: str) -> tuple[Entry, ...]:
        """Return the first entry whose surname is one slip away, in a tuple of one, or nothing."""
        alike = (e for alias, e in self._long.get(folded[0], ()) if OSA.distance(alias, folded, score_cutoff=1) <= 1)
        return tuple(islice(alike, 1))


_SHORT = frozenset({"xi", "lai", "jem", "let", "ali"})
"""Names of three letters and fewer that are written with one capital; the rest are acronyms and must be capitals
throughout."""


def _is_bent(word: _Word, name: str, language: str) -> bool:
    return is_form(word.folded, name) or name in names_of(word.text, language)


@lru_cache(maxsize=8)
def split_name(text: str) -> tuple[_Word, ...]:
    """Return the words of a text; letters and digits are apart, so that S400 and S-400 are the same words."""
    found: list[_Word] = []
    for match in WORD.finditer(text):
        start, written = match.start(), match.group()
        if written.isalpha():
            found.append(_Word(written, fold(written), start, match.end()))
            continue
        cuts = [0, *(cut.start() for cut in GLUED.finditer(written)), len(written)]
        for left, right in pairwise(cuts):
            part = written[left:right]
            found.append(_Word(part, fold(part), start + left, start + right))
    return tuple(found)
