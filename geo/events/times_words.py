"""The words of time of a language, read from ``times.<language>.toml`` and compiled.

A rule's form is a row of items: words, ``(alternatives|of words)``, ``<slots>``, each optional with ``?``. A slot is
a table of the file (``<month>``), or one of the built-in ones (``<day>``, ``<year>``, ``<number>``, ``<time>`` …); a
digit after the name tells two of a kind apart. Text and forms are cut into the same tokens: runs of letters, runs of
digits, single signs, in lower case and without accents, each followed by one blank. ``a{b,c}`` in a table stands for
``ab`` and ``ac``, the way endings are listed. Besides its meaning a rule may ask for a ``capital`` first letter, to
stand ``alone`` (no word or part of a figure follows), to begin or end with a reading of one meaning (``begins``,
``ends``), to be ``preceded`` by one of some words, or only if a word follows that may be counted (``behind``: "2000
soldiers" is no year; ``round``: nor is "in 2000 houses"), or to stand ``apart`` from a figure before it ("12/2022");
its other keys are values, as if a slot had held them.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from geo.errors import CodebookError
from geo.events.times_forms import Compiler, Rule
from geo.events.times_tokens import in_tokens
from geo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FOLDER = ROOT / "data" / "codebook"
_TENS = ("20", "30", "40", "50", "60", "70", "80", "90")
_ONES = tuple("123456789")
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Words:
    """A language: its tables (phrase in tokens -> value), rules by first token, and words that tell the direction."""

    language: str
    tables: Mapping[str, Mapping[str, str]]
    atoms: Mapping[str, tuple[Rule, ...]]
    joins: Mapping[str, tuple[Rule, ...]]
    cues: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    published: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def known_languages(folder: Path = FOLDER) -> tuple[str, ...]:
    """The languages that have a file of words of time."""
    return tuple(sorted(path.suffixes[0][1:] for path in folder.glob("times.??.toml")))


@lru_cache(maxsize=16)
def load_words(language: str, folder: Path = FOLDER) -> Words | None:
    """Read and compile a language, None if there is no file for it; CodebookError names file, rule and remedy."""
    path = folder / f"times.{language}.toml"
    if not path.is_file():
        return None
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"is no TOML: {error}.", source=path.name, remedy="Correct that line.") from error
    tables = {name: _table(rows, name, path.name) for name, rows in raw.get("slots", {}).items()}
    joined = bool(raw.get("joined_numbers"))
    if joined:
        tables["number"] = _with_joined(tables.get("number", {}))
    compiler = Compiler(path.name, tables, joined=joined)
    cues = {name: _cue(words) for name, words in raw.get("cues", {}).items()}
    atoms, joins = (compiler.index(raw.get(layer, [])) for layer in ("atom", "join"))
    published = {name: tuple(map(in_tokens, phrases)) for name, phrases in raw.get("published", {}).items()}
    return Words(language, tables, atoms, joins, cues, published)


def _expand(phrase: str) -> Iterator[str]:
    pieces = _BRACES.split(phrase)
    choices = [piece.split(",") if position % 2 else [piece] for position, piece in enumerate(pieces)]
    for choice in product(*choices):
        yield "".join(choice)


def _table(rows: Mapping[str, list[str]], name: str, source: str) -> dict[str, str]:
    for value, phrases in rows.items():
        if not isinstance(phrases, list):
            remedy = 'Write "value" = ["phrase", …], the value in quotes if it has a point.'
            raise CodebookError("is no list of phrases.", source=source, where=f"[slots.{name}] {value}", remedy=remedy)
    return {in_tokens(form): value for value, phrases in rows.items() for phrase in phrases for form in _expand(phrase)}


def _with_joined(numbers: Mapping[str, str]) -> dict[str, str]:
    """Add einundzwanzig to neunundneunzig to the numbers of a language that writes them as one word."""
    ones = {word.strip(): float(value) for word, value in numbers.items() if value in _ONES}
    tens = {word.strip(): float(value) for word, value in numbers.items() if value in _TENS}
    joined = {f"{one}und{ten} ": f"{a + b:g}" for one, a in ones.items() for ten, b in tens.items()}
    return {**joined, **numbers}


def _cue(words: list[str]) -> re.Pattern[str]:
    forms = sorted({form for word in words for form in _expand(word)}, key=len, reverse=True)
    return re.compile("|".join(rf"(?:(?<= )|^){_stem(form)}" for form in forms))


def _stem(form: str) -> str:
    """A cue is whole words; ``*`` stands for any letters: ``plan*``, ``*ed``."""
    return "".join(re.escape(token) + " " for token in re.findall(r"[\w*]+|[^\w\s]", form)).replace(r"\*", r"[^\W\d_]*")
