"""From text to readings: which words are an expression of time, and what they mean before anyone knows the day.

Two passes over the tokens. Atoms first ("10 February", "last week"), each replaced by one placeholder; then joins
around the placeholders ("since …", "early …", "from … to …"), repeated so that they nest. The longest match at a
place wins.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.events.times_forms import DIGITS, NO_DATE, NOW, PLACEHOLDER, Rule
from geo.events.times_numbers import YEARS, spelled
from geo.events.times_reading import Reading
from geo.events.times_records import TimeSort
from geo.events.times_tokens import cut_tokens, fold
from geo.events.times_words import Words, load_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# "Since early March", "from the beginning of March to the end of April": three layers, and one to spare.
PASSES = 4
# Words of a join before its first date: "within the first few weeks of the" is among the longest.
LONGEST_LEAD = 8
_MARKS = (PLACEHOLDER, NO_DATE, NOW)
CONDITIONS = frozenset({"capital", "alone", "begins", "behind", "preceded", "round", "apart", "ends"})
# "2000 soldiers": a word this long behind a bare number of four figures may be what is counted.
COUNTED = re.compile(r"[^\W\d_]{4,}")
# Nothing follows that the figure before may count, nor a figure that it is only a part of.
# "Zapad-2025", "Expo-2020": the year is a part of the name.
_IN_NAME = re.compile(r"[^\W\d_][-\u2010\u2011\u2013]$")
_ALONE = re.compile(r"(?![^\W_])(?![.,:/-] \d|[%€$£°])")
# A figure that is the second part of a number: "law 12/2022", "the 5-2020 unit".
_PART = re.compile(r"\d [/-] $")
SORTS = {
    "duration": TimeSort.DURATION,
    "stretch": TimeSort.DURATION,
    "vague": TimeSort.PAST,
    "present": TimeSort.PRESENT,
    "future": TimeSort.FUTURE,
}
# A table <plain_month> holds some of the months, <day_name> the days in words: they mean the same as <month>, <day>.
_VARIANT = re.compile(r"^(?:plain|big|span|plural|late|padded)_|_(?:name|alone|adjective|near|count|ordinal)(?=\d?$)")


@dataclass(frozen=True, slots=True)
class Found:
    """A reading with its half-open span in the text and in the tokens."""

    start: int
    end: int
    reading: Reading
    first: int
    last: int

    @property
    def sort(self) -> TimeSort:
        """What sort of expression it is."""
        return SORTS.get(self.reading.means, TimeSort.DATE)


class _Token(NamedTuple):
    word: str
    start: int
    end: int
    first: int
    last: int
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class _Source:
    """The text that is read, and the rules of one pass over it."""

    text: str
    words: Words
    rules: Mapping[str, tuple[Rule, ...]]
    tokens: tuple[_Token, ...] = ()


@lru_cache(maxsize=2)
def read_language(text: str, language: str) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """Return what `read_times` does; kept, as a text is read for its day of publication and for its events."""
    words = load_words(language)
    return read_times(text, words) if words is not None else ((), ())


def read_times(text: str, words: Words) -> tuple[tuple[Found, ...], tuple[str, ...]]:
    """Return the readings in text order, and the tokens, which ``first`` and ``last`` of a reading count."""
    cut = list(cut_tokens(text))
    written = tuple(word for word, _, _ in cut)
    tokens = [_Token(fold(word), start, end, n, n) for n, (word, start, end) in enumerate(cut)]
    tokens = _rewrite(tokens, _Source(text, words, words.atoms))
    joins = _Source(text, words, words.joins)
    for _ in range(PASSES):
        count = sum(token.reading is not None for token in tokens)
        if not count:
            break
        before = len(tokens)
        tokens = _rewrite(tokens, joins)
        if len(tokens) == before:
            break
    return tuple(_found(token, token.reading, text) for token in tokens if token.reading is not None), written


def _found(token: _Token, reading: Reading, text: str) -> Found:
    """Leave the comma after "On 10 February," out of the span."""
    end = token.end - (text[token.end - 1] in ",-\u2013(")
    return Found(token.start, end, reading, token.first, token.last)


def _rewrite(tokens: list[_Token], source: _Source) -> list[_Token]:
    """Replace every match of a rule by one token that holds its reading."""
    source = replace(source, tokens=tuple(tokens))
    marked = [_mark(n, token) for n, token in enumerate(tokens)]
    line, offsets = _join(marked)
    worth = _worth_trying(tokens, marked, source)
    result: list[_Token] = []
    position = 0
    for start in sorted(worth):
        if start < position:
            continue
        best = _longest(line, offsets[start], _keys(marked[start]), source, tokens[start])
        if best is None:
            continue
        result += tokens[position:start]
        position = start
        rule, match = best
        after = position + line.count(" ", match.start(), match.end())
        reading = _reading(rule, _groups(match), tokens, source.words)
        last = tokens[after - 1]
        result.append(
            _Token("", tokens[position].start, last.end, tokens[position].first, last.last, reading),
        )
        position = after
    return result + tokens[position:]


def _worth_trying(tokens: list[_Token], marked: list[str], source: _Source) -> set[int]:
    """Return the tokens that a rule can begin with; of a join only where a reading follows soon enough."""
    near: Iterable[int] = range(len(tokens))
    if source.rules is not source.words.atoms:
        readings = (n for n, token in enumerate(tokens) if token.reading is not None)
        near = {m for n in readings for m in range(max(n - LONGEST_LEAD, 0), n + 1)}
    return {n for n in near if (mark := marked[n]) in source.rules or mark.isdigit() or mark[0] in _MARKS}


def _mark(number: int, token: _Token) -> str:
    if token.reading is None:
        return token.word
    means = token.reading.means
    return f"{NOW if means == 'present' else NO_DATE if means in SORTS else PLACEHOLDER}{number}"


def _join(marked: list[str]) -> tuple[str, list[int]]:
    offsets, place = [], 0
    for word in marked:
        offsets.append(place)
        place += len(word) + 1
    return " ".join(marked) + " ", offsets


def _keys(word: str) -> Iterator[str]:
    if word != ",":  # an optional comma never begins an expression
        yield word
    if word.isdigit():
        yield DIGITS
    elif word[0] in _MARKS:
        yield word[0]


_Match = tuple[Rule, "re.Match[str]"]


def _longest(line: str, place: int, keys: Iterator[str], source: _Source, token: _Token) -> _Match | None:
    """Return the rule that takes the most tokens from here; of equals the one that stands first in the file."""
    best: _Match | None = None
    for key in keys:
        for rule in source.rules.get(key, ()):
            match = rule.pattern.match(line, place)
            longer = match is not None and (best is None or match.end() > best[1].end())
            if match is not None and longer and _allowed(rule, match, token, source):
                best = rule, match
    return best


def _allowed(rule: Rule, match: re.Match[str], token: _Token, source: _Source) -> bool:
    """Check the conditions of a rule: a capital, the words before and after it, a reading of one kind first."""
    asked, groups = rule.constants, _groups(match)
    counted = COUNTED.match(match.string, match.end()) is not None
    means = token.reading.means if token.reading is not None else ""
    refused = (
        ("capital" in asked and not source.text[token.start].isupper())
        or ("alone" in asked and not _ALONE.match(match.string, match.end()))
        or ("behind" in asked and counted and not _follows(match, asked["behind"]))
        or ("behind" in asked and _IN_NAME.search(source.text, max(token.start - 2, 0), token.start) is not None)
        or ("preceded" in asked and match.start() > 0 and not _follows(match, asked["preceded"]))
        or ("apart" in asked and _PART.search(match.string, 0, match.start()) is not None)
        or ("round" in asked and counted and groups["year"].endswith("00 "))
        or ("begins" in asked and means not in asked["begins"].split())
        or ("ends" in asked and _means(groups["time2"], source) not in asked["ends"].split())
    )
    return not refused and all(_is_number(name, written, source.words) for name, written in groups.items())


def _means(written: str, source: _Source) -> str:
    """Return the meaning of the reading that a placeholder stands for."""
    reading = source.tokens[int(written.strip()[1:])].reading
    return reading.means if reading is not None else ""


def _follows(match: re.Match[str], words: str) -> bool:
    """Say if one of the words stands right before a match."""
    before = match.string[: match.start()].rsplit(maxsplit=1)[-1:]
    return bool(before) and before[0] in fold(words).split()


def _is_number(name: str, written: str, words: Words) -> bool:
    if name.startswith("year_name"):
        return _year_in_words(written, words) is not None
    return not name.startswith("number") or spelled(written, words.tables.get("number", {})) is not None


def _year_in_words(written: str, words: Words) -> int | None:
    tables = words.tables
    year = spelled(written, {**tables.get("day_name", {}), **tables.get("number", {}), **tables.get("spelled", {})})
    return int(year) if year is not None and year in YEARS else None


def _groups(match: re.Match[str]) -> dict[str, str]:
    """Return what stands in the slots; one written twice in a form has two groups, of which one matched."""
    return {name.split("__")[0]: written for name, written in match.groupdict().items() if written is not None}


def _reading(rule: Rule, groups: Mapping[str, str], tokens: list[_Token], words: Words) -> Reading:
    values = {key: value for key, value in rule.constants.items() if key not in CONDITIONS}
    parts = []
    for name, written in groups.items():
        table = name.rstrip("0123456789")
        if table in ("time", "span", "now"):
            inner = tokens[int(written.strip()[1:])].reading
            assert inner is not None  # noqa: S101  (placeholders stand for readings)
            parts.append(inner)
        elif table == "number":
            values[name] = f"{spelled(written, words.tables.get('number', {})):g}"
        elif table == "year_name":
            values["year"] = str(_year_in_words(written, words))
        elif table in words.tables:
            values[_VARIANT.sub("", name)] = words.tables[table][written]
        elif table not in ("gap", "name"):
            values[_VARIANT.sub("", name)] = written.strip()
    return Reading(rule.means, values, tuple(parts))
