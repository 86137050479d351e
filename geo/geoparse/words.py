"""What a language says around places, read from ``data/geoparse/<language>.toml``.

A language without a file gets empty lists: its names are then found by the gazetteer and the tagger alone.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from geo.errors import GeoError
from geo.gazetteer.names import normalise
from geo.geoparse.morphology import lemmas
from geo.geoparse.reading import read
from geo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_EMPTY: frozenset[str] = frozenset()
_REMEMBERED = 100_000
# Languages whose news writes English first names as they are.
BORROWS_NAMES = frozenset({"de", "pl"})
# Languages that give every noun a capital.
CAPITAL_NOUNS = frozenset({"de", "lb"})


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists and patterns of one language.

    ``lists`` maps the name of a list to its lower-case words, ``nominals`` a meaning to its pattern templates,
    ``directions`` a compass point to its words, ``sorts`` a word to the sort of place it speaks of, ``listed`` a first
    word to the names as written that begin with it and their place ids, ``short`` a name as written to its place id;
    ``crossings`` are phrases for border crossings, ``endings`` pairs of an ending of a place's name as written and in
    the dictionary, ``adjectives`` pairs of the ending of an adjective in the dictionary and in another gender,
    ``towns`` pairs of the ending of an adjective and of the name of the town it is made of.
    ``names`` maps normalised names that the gazetteer has in another form to place ids.
    A language that ``inflects`` gives in its lists the dictionary forms; with ``nouns_capital`` a capital says nothing.
    """

    language: str
    lists: Mapping[str, frozenset[str]]
    nominals: Mapping[str, tuple[str, ...]]
    directions: Mapping[str, tuple[str, ...]]
    sorts: Mapping[str, str]
    crossings: tuple[str, ...]
    listed: Mapping[str, tuple[tuple[str, str], ...]]
    short: Mapping[str, str]
    endings: tuple[tuple[str, str], ...]
    adjectives: tuple[tuple[str, str], ...]
    towns: tuple[tuple[str, str], ...]
    names: Mapping[str, str]
    inflects: bool
    nouns_capital: bool
    lists_of: Callable[[str], frozenset[str]] = field(init=False, repr=False, compare=False)
    """Names of the lists that hold a lower-case word, or one of its lemmas; remembered."""

    def __post_init__(self) -> None:
        """Begin to remember words."""
        object.__setattr__(self, "lists_of", lru_cache(_REMEMBERED)(self._find_lists))

    def _find_lists(self, word: str) -> frozenset[str]:
        forms = {word, *find_lemmas(word, self.language)} if self.inflects else {word}
        return frozenset(name for name, listed in self.lists.items() if not listed.isdisjoint(forms))

    def has(self, name: str, word: str) -> bool:
        """True if the list of this name holds the lower-case word; in a language that inflects, also by its lemma."""
        return name in self.lists_of(word)

    @property
    def bends(self) -> bool:
        """True if names of places are bent in running text."""
        return self.inflects or bool(self.endings)


@lru_cache(_REMEMBERED)
def find_lemmas(word: str, language: str) -> frozenset[str]:
    """Lower-case dictionary forms of a lower-case word, nouns with and without the capital that German gives them."""
    found = {lemma.lower() for lemma in lemmas(word, language)}
    if language in CAPITAL_NOUNS and word:
        found |= {lemma.lower() for lemma in lemmas(word.capitalize(), language)}
    return frozenset(found)


def load_words(language: str, folder: Path | None = None) -> Words:
    """Words of a language; empty lists if there is no file for it. Raises GeoError for a file that is no TOML."""
    return _load_words(language, folder or ROOT / "data" / "geoparse")


@cache
def _load_words(language: str, folder: Path) -> Words:
    path = folder / f"{language}.toml"
    raw: dict[str, Any] = {}
    if language.isalpha() and path.is_file():
        try:
            raw = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise GeoError(f"is no readable TOML: {error}.", source=str(path), remedy="Correct the file.") from error
    lists = raw.get("words", {})
    if language in BORROWS_NAMES and "first_names" in lists:
        english = _load_words("en", folder).lists.get("first_names", _EMPTY)
        lists = lists | {"first_names": f"{lists['first_names']} {' '.join(english)}"}
    return Words(
        language=language,
        lists=MappingProxyType({name: frozenset(value.split()) for name, value in lists.items()}),
        nominals=MappingProxyType({name: tuple(patterns) for name, patterns in raw.get("nominals", {}).items()}),
        directions=MappingProxyType({name: tuple(words.split()) for name, words in raw.get("directions", {}).items()}),
        sorts=MappingProxyType(
            {word: sort for sort, listed in raw.get("sorts", {}).items() for word in listed.split()}
        ),
        crossings=tuple(raw.get("crossings", ())),
        listed=_index_listed({**raw.get("short", {}), **raw.get("unions", {})}),
        endings=_read_pairs(raw.get("endings", "")),
        adjectives=_read_pairs(raw.get("adjectives", "")),
        towns=_read_pairs(raw.get("towns", "")),
        names=MappingProxyType({normalise(name): place_id for name, place_id in raw.get("names", {}).items()}),
        inflects=bool(raw.get("inflects", False)),
        nouns_capital=language in CAPITAL_NOUNS,
        short=MappingProxyType(raw.get("short", {})),
    )


def _read_pairs(pairs: str) -> tuple[tuple[str, str], ...]:
    """Pairs of endings as written in the file: "nie>na ski>ska"."""
    return tuple((end, base) for end, _, base in (pair.partition(">") for pair in pairs.split()))


def _index_listed(table: Mapping[str, str]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Names with their place ids by their first word as the reader would cut it."""
    by_first: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, place_id in table.items():
        first = read(name).words[0]
        by_first[first] = (*by_first.get(first, ()), (name, place_id))
    return MappingProxyType(by_first)
