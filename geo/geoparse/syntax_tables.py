"""The closed words of a language that the shallow syntax works by, read from ``data/syntax/<language>.toml``.

A file that is no TOML or lacks a list raises GeoError with file, place and remedy.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo.errors import GeoError
from geo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = ROOT / "data" / "syntax"
SHORTEST_END = 3
"""Letters; a word that ends in a longer noun of the list is a compound of it."""


@dataclass(frozen=True, slots=True)
class Table:
    """Closed words of one language, lower case; ``cases`` maps a preposition to the cases it governs.

    ``complement`` and ``adverbial`` are subordinators, ``relative`` the lemmas of relative pronouns and adverbs
    (``relative_plain`` those that are subordinators too), ``naming`` nouns that a name follows, ``titles`` those a
    person's name follows, ``eventive`` nouns of deeds that take what follows them as complement, ``adnominal``
    prepositions that rather hang on a noun than on the verb, ``nouns`` forms of nouns that look like adjectives,
    ``meanwhile`` subordinators that are adverbs in the middle of a clause, ``takes_infinitive`` nouns an infinitive
    belongs to (where the list is empty, every noun), ``adverbial_prepositions`` those that are adverbs too,
    ``sources`` nouns of an account ("according to the data"), with which nothing behind a comma goes on.
    """

    complement: frozenset[str]
    adverbial: frozenset[str]
    comparing: frozenset[str]
    relative: frozenset[str]
    relative_plain: frozenset[str]
    coordinating: frozenset[str]
    negation: frozenset[str]
    conditional: frozenset[str]
    conditional_endings: frozenset[str]
    copula: frozenset[str]
    passive: frozenset[str]
    future: frozenset[str]
    particles: frozenset[str]
    predicative: frozenset[str]
    adverbs: frozenset[str]
    titles: frozenset[str]
    naming: frozenset[str]
    times: frozenset[str]
    agent: frozenset[str]
    reflexive: frozenset[str]
    eventive: frozenset[str]
    eventive_endings: frozenset[str]
    adnominal: frozenset[str]
    nouns: frozenset[str]
    meanwhile: frozenset[str]
    takes_infinitive: frozenset[str]
    adverbial_prepositions: frozenset[str]
    sources: frozenset[str]
    cases: Mapping[str, frozenset[str]]

    def is_eventive(self, lemma: str) -> bool:
        """Return True for a noun of a deed: "attack", "closing"."""
        word = lemma.lower()
        if word in self.naming or word in self.times:
            return False
        return word in self.eventive or word.endswith(_ends(self.eventive_endings, 1))

    def is_title(self, lemma: str) -> bool:
        """Return True for what a person's name follows, also at the end of a compound (Armeesprecher, US-Präsident)."""
        return lemma in self.titles or lemma.endswith(_ends(self.titles))

    def is_naming(self, lemma: str) -> bool:
        """Return True for what a name follows, also at the end of a compound (Hafenstadt)."""
        return lemma in self.naming or lemma.endswith(_ends(self.naming))

    def is_subordinator(self, word: str) -> bool:
        """Return True for a word that opens a subordinate clause."""
        return word in self.complement or word in self.adverbial


@cache
def _ends(words: frozenset[str], shortest: int = SHORTEST_END + 1) -> tuple[str, ...]:
    """Return the words of a list that a longer word may end in."""
    return tuple(word for word in words if len(word) >= shortest)


def has_table(language: str) -> bool:
    """Return True if there is a table of this language."""
    return language.isalpha() and (FOLDER / f"{language}.toml").is_file()


@cache
def load_table(language: str, folder: Path = FOLDER) -> Table:
    """Read the table of a language.

    Raises
    ------
    GeoError
        If the file is missing, is no TOML or lacks a list.
    """
    path = folder / f"{language}.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        lists = {field.name: frozenset(raw[field.name].split()) for field in fields(Table) if field.name != "cases"}
        governed: dict[str, frozenset[str]] = {}
        for cases, words in raw["cases"].items():
            governed.update({word: governed.get(word, frozenset()) | set(cases.split()) for word in words.split()})
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GeoError(f"cannot be read: {error}.", source=str(path), remedy="Restore the file.") from error
    except KeyError as error:
        raise GeoError(f"lacks the list {error}.", source=str(path), remedy="Add it; it may be empty.") from error
    return Table(cases=MappingProxyType(governed), **lists)
