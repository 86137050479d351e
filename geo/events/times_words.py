"""The words of time of a language, read from ``times.<language>.toml`` and compiled.

A rule's form is a row of items: words, ``(alternatives|of words)``, ``<slots>``, each optional with ``?``. A slot is
a table of the file (``<month>``), or one of the built-in ones (``<day>``, ``<year>``, ``<number>``, ``<time>`` …); a
digit after the name tells two of a kind apart. Text and forms are cut into the same tokens: runs of letters, runs of
digits, single signs, in lower case and without accents, each followed by one blank. ``a{b,c}`` in a table stands for
``ab`` and ``ac``, the way endings are listed. A rule may ask for a ``capital`` first letter, to stand ``alone`` (no
word follows), or to begin with a reading of one meaning (``begins``), or to stand behind one of some words if a
word follows that may be counted (``behind``: "2000 soldiers" is no year); its other keys are values, as if a slot had
held them.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any
from unicodedata import combining, normalize

from geo.errors import CodebookError
from geo.events.times_value import MEANINGS
from geo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FOLDER = ROOT / "data" / "codebook"
TOKEN = re.compile(r"\d+|[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*|[^\w\s]")
SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-"})
DIGITS = "#"
NO_DATES = frozenset({"duration", "vague", "present", "future"})
COUNTED_IN_UNITS = frozenset({"unit", "away", "lasting", "span", "part_of_unit", "side_of_unit"})
PLACEHOLDER, NO_DATE = "§", "¤"  # a date, and a duration or the like, already read
_ITEM = re.compile(r"(<[a-z_]+\d?>|\([^()]*\)|[^\s()<>?]+)(\?)?")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_BRACES = re.compile(r"\{([^{}]*)\}")
_BUILT_IN = {
    "day": r"(?:0?[1-9]|[12]\d|3[01]) ",
    "month_number": r"(?:0?[1-9]|1[0-2]) ",
    "year": r"(?:1[89]|20)\d\d ",
    "decade": r"(?:1[89]|20)\d0 ",
    "two_digits": r"\d\d ",
    "digits": r"\d{1,3} ",
    "hour": r"(?:[01]?\d|2[0-4]) ",
    "minute": r"[0-5]\d ",
    "time": rf"{PLACEHOLDER}\d+ ",
    "span": rf"{NO_DATE}\d+ ",
    "gap": r"(?:(?!since|until)[^\W\d_]{2,} (?:- )?){0,3}?",
    "name": r"(?:[^\W\d_]+ (?:- )?){1,2}?",
}
_STARTS = {"time": {PLACEHOLDER}, "span": {NO_DATE}, "name": {"*"}, "gap": {"*"}}


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled form: what it means, the constants its table gives, and the pattern over tokens."""

    means: str
    constants: Mapping[str, str]
    pattern: re.Pattern[str]
    order: int


@dataclass(frozen=True, slots=True)
class Words:
    """A language: its tables (phrase in tokens -> value), rules by first token, and words that tell the direction."""

    language: str
    tables: Mapping[str, Mapping[str, str]]
    atoms: Mapping[str, tuple[Rule, ...]]
    joins: Mapping[str, tuple[Rule, ...]]
    cues: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    published: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def cut_tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each token in lower case with its half-open span."""
    for found in TOKEN.finditer(text):
        yield found.group().lower().translate(SIGNS), found.start(), found.end()


@lru_cache(maxsize=65536)
def fold(token: str) -> str:
    """Leave out accents, which texts drop or add: février, fevrier."""
    if token.isascii():
        return token
    return "".join(sign for sign in normalize("NFD", token) if not combining(sign)) or token


def in_tokens(phrase: str) -> str:
    """Write a phrase the way patterns see it: tokens without accents, each followed by one blank."""
    return "".join(f"{fold(token)} " for token, _, _ in cut_tokens(phrase))


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
    compiler = _Compiler(path.name, tables)
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


def _cue(words: list[str]) -> re.Pattern[str]:
    forms = sorted({form for word in words for form in _expand(word)}, key=len, reverse=True)
    return re.compile("|".join(rf"(?:(?<= )|^){_stem(form)}" for form in forms))


def _stem(form: str) -> str:
    """A cue is whole words; ``*`` stands for any letters: ``plan*``, ``*ed``."""
    return "".join(re.escape(token) + " " for token in re.findall(r"[\w*]+|[^\w\s]", form)).replace(r"\*", r"[^\W\d_]*")


@dataclass(frozen=True, slots=True)
class _Compiler:
    """Turns the forms of one file into patterns."""

    source: str
    tables: Mapping[str, Mapping[str, str]]

    def index(self, rules: list[dict[str, Any]]) -> dict[str, tuple[Rule, ...]]:
        by_first: dict[str, list[Rule]] = {}
        for order, raw in enumerate(rules):
            constants = {key: str(value) for key, value in raw.items() if key not in ("means", "forms")}
            self._check(raw, order)
            for form in raw["forms"]:
                pattern, firsts = self.compile(form)
                rule = Rule(raw["means"], constants, pattern, order)
                for first in firsts:
                    by_first.setdefault(first, []).append(rule)
        return {first: tuple(rules) for first, rules in by_first.items()}

    def _check(self, raw: Mapping[str, Any], order: int) -> None:
        """Refuse a rule without forms or with a meaning that the calendar does not know."""
        where, meaning = f"rule {order + 1}", raw.get("means")
        if meaning not in MEANINGS | NO_DATES:
            known = ", ".join(sorted(MEANINGS | NO_DATES))
            raise CodebookError(
                f"got means = {meaning!r}.", source=self.source, where=where, remedy=f"It must be one of {known}."
            )
        if not raw.get("forms"):
            raise CodebookError("has no forms.", source=self.source, where=where, remedy='Add forms = ["…"].')
        for form in raw["forms"] if meaning in COUNTED_IN_UNITS and "unit" not in raw else ():
            if "unit>" not in form:
                remedy = 'Write <unit> or <span_unit> into it, or add unit = "day".'
                raise CodebookError(f"form {form!r} has no unit.", source=self.source, where=where, remedy=remedy)

    def compile(self, form: str) -> tuple[re.Pattern[str], set[str]]:
        pattern, firsts, _ = self._row(form, form)
        counts = Counter[str]()

        def rename(found: re.Match[str]) -> str:
            """A slot written twice in a form gets a second group: only one of the two can match."""
            name = found[1]
            counts[name] += 1
            return f"(?P<{name}__{counts[name]}>"

        return re.compile(_GROUP.sub(rename, pattern)), firsts

    def _row(self, row: str, form: str) -> tuple[str, set[str], bool]:
        """Return the pattern, the first tokens, and whether it may match nothing."""
        pattern, firsts, empty = "", set[str](), True
        for item, optional in _ITEM.findall(row):
            part, starts, nothing = self._item(item, form)
            pattern += f"(?:{part})?" if optional else part
            if empty:
                firsts |= starts
            empty = empty and (bool(optional) or nothing)
        return pattern, firsts, empty

    def _item(self, item: str, form: str) -> tuple[str, set[str], bool]:
        if item.startswith("<"):
            return self._slot(item[1:-1], form)
        if item.startswith("("):
            rows = [self._row(row, form) for row in item[1:-1].split("|")]
            choice = "|".join(pattern for pattern, _, _ in rows)
            return f"(?:{choice})", set().union(*(starts for _, starts, _ in rows)), any(empty for _, _, empty in rows)
        tokens = in_tokens(item)
        return re.escape(tokens), {tokens.split(" ")[0]}, False

    def _slot(self, name: str, form: str) -> tuple[str, set[str], bool]:
        table = name.rstrip("0123456789")
        if table == "number":
            return self._number(name)
        if table in _BUILT_IN:
            return f"(?P<{name}>{_BUILT_IN[table]})", _STARTS.get(table, {DIGITS}), table == "gap"
        if table not in self.tables:
            remedy = f"Add [slots.{table}] or correct the form."
            raise CodebookError(f"has no table {table!r}.", source=self.source, where=f"form {form!r}", remedy=remedy)
        return f"(?P<{name}>{self._choice(table)})", {phrase.split(" ")[0] for phrase in self.tables[table]}, False

    def _number(self, name: str) -> tuple[str, set[str], bool]:
        """Digits, a number word, or two of them: "twenty-two", "vingt et un"."""
        word = self._choice("number")
        firsts = {DIGITS} | {phrase.split(" ")[0] for phrase in self.tables.get("number", {})}
        return rf"(?P<{name}>\d{{1,3}} |(?:{word})(?:(?:- |et |and |und )?(?:{word}))?)", firsts, False

    def _choice(self, table: str) -> str:
        phrases = sorted(self.tables.get(table, {}), key=len, reverse=True)
        return "(?:" + "|".join(map(re.escape, phrases)) + ")"
