"""What a language says around places, read from ``data/geoparse/<language>.toml``.

A language without a file gets empty lists: its names are then found by the gazetteer and the tagger alone.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from geo.errors import GeoError
from geo.geoparse.reading import read
from geo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_EMPTY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists and patterns of one language.

    ``lists`` maps the name of a list to its lower-case words, ``nominals`` a meaning to its pattern templates,
    ``directions`` a compass point to its words, ``sorts`` a word to the sort of place it speaks of, ``listed`` a first
    word to the names as written that begin with it and their place ids, ``short`` a name as written to its place id;
    ``crossings`` are phrases for border crossings, ``endings`` pairs of an ending as
    written and in the dictionary.
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

    def has(self, name: str, word: str) -> bool:
        """True if the list of this name holds the lower-case word."""
        return word in self.lists.get(name, _EMPTY)


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
        endings=tuple((end, base) for end, _, base in (pair.partition(">") for pair in raw.get("endings", "").split())),
        short=MappingProxyType(raw.get("short", {})),
    )


def _index_listed(table: Mapping[str, str]) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Names with their place ids by their first word as the reader would cut it."""
    by_first: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, place_id in table.items():
        first = read(name).words[0]
        by_first[first] = (*by_first.get(first, ()), (name, place_id))
    return MappingProxyType(by_first)
