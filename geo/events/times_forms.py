"""Compiles the forms of a file of words of time into patterns over tokens.

``times_words`` explains the notation. A form that names no table, or has no unit where its meaning counts in units, is
refused with the file, the place and the remedy.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.errors import CodebookError
from geo.events.times_tokens import in_tokens
from geo.events.times_value import MEANINGS

if TYPE_CHECKING:
    from collections.abc import Mapping

DIGITS = "#"
NO_DATES = frozenset({"duration", "stretch", "vague", "present", "future"})
COUNTED_IN_UNITS = frozenset({"unit", "away", "over", "lasting", "span", "text_unit", "part_of_unit", "side_of_unit"})
PLACEHOLDER, NO_DATE, NOW = "§", "¤", "¶"  # a date, a duration or the like, "now": already read
_GROUP = re.compile(r"\(\?P<(\w+)>")
_BUILT_IN = {
    "day": r"(?:0?[1-9]|[12]\d|3[01]) ",
    "month_number": r"(?:0?[1-9]|1[0-2]) ",
    "padded_month_number": r"(?:0[1-9]|1[0-2]) ",
    "year": r"(?:1[89]|20)\d\d ",
    "decade": r"(?:1[89]|20)\d0 ",
    "two_digits": r"\d\d ",
    "late_two_digits": r"(?:3[2-9]|[4-9]\d) ",
    "big_day": r"(?:1[3-9]|2\d|3[01]) ",
    "week_number": r"(?:0?[1-9]|[1-4]\d|5[0-3]) ",
    "digits": r"\d{1,3} ",
    "hour": r"(?:[01]?\d|2[0-4]) ",
    "minute": r"[0-5]\d ",
    "time": rf"{PLACEHOLDER}\d+ ",
    "span": rf"{NO_DATE}\d+ ",
    "now": rf"{NOW}\d+ ",
    "gap": r"(?:(?!since|until)[^\W\d_]{2,} (?:- )?){0,3}?",
    "name": r"(?:[^\W\d_]+ (?:- )?){1,2}?",
}
_STARTS = {"time": {PLACEHOLDER}, "span": {NO_DATE}, "now": {NOW}, "name": {"*"}, "gap": {"*"}}


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled form: what it means, the constants its table gives, and the pattern over tokens."""

    means: str
    constants: Mapping[str, str]
    pattern: re.Pattern[str]
    order: int


def _split(row: str, sign: str) -> list[str]:
    """Cut a form at a sign, but not inside of parentheses."""
    depth, pieces = 0, [""]
    for letter in row:
        depth += (letter == "(") - (letter == ")")
        if letter == sign and not depth:
            pieces.append("")
        else:
            pieces[-1] += letter
    return [piece for piece in pieces if piece]


@dataclass(frozen=True, slots=True)
class Compiler:
    """Turns the forms of one file into patterns."""

    source: str
    tables: Mapping[str, Mapping[str, str]]
    joined: bool = False

    def index(self, rules: list[dict[str, Any]]) -> dict[str, tuple[Rule, ...]]:
        """Return the compiled rules by the first token that each can begin with."""
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
        """Return the pattern of a form and the tokens that it can begin with."""
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
        for written in _split(row, " "):
            item = written.removesuffix("?")
            optional = item != written
            part, starts, nothing = self._item(item, form)
            pattern += f"(?:{part})?" if optional else part
            if empty:
                firsts |= starts
            empty = empty and (optional or nothing)
        return pattern, firsts, empty

    def _item(self, item: str, form: str) -> tuple[str, set[str], bool]:
        if item.startswith("<"):
            return self._slot(item[1:-1], form)
        if item.startswith("("):
            rows = [self._row(row, form) for row in _split(item[1:-1], "|")]
            choice = "|".join(pattern for pattern, _, _ in rows)
            return f"(?:{choice})", set().union(*(starts for _, starts, _ in rows)), any(empty for _, _, empty in rows)
        tokens = in_tokens(item)
        return re.escape(tokens), {tokens.split(" ")[0]}, False

    def _slot(self, name: str, form: str) -> tuple[str, set[str], bool]:
        table = name.rstrip("0123456789")
        if table in ("number", "year_name"):
            return self._number(name) if table == "number" else self._year_name(name)
        if table in _BUILT_IN:
            return f"(?P<{name}>{_BUILT_IN[table]})", _STARTS.get(table, {DIGITS}), table == "gap"
        if table not in self.tables:
            remedy = f"Add [slots.{table}] or correct the form."
            raise CodebookError(f"has no table {table!r}.", source=self.source, where=f"form {form!r}", remedy=remedy)
        return f"(?P<{name}>{self._choice(table)})", {phrase.split(" ")[0] for phrase in self.tables[table]}, False

    def _number(self, name: str) -> tuple[str, set[str], bool]:
        """Digits, or up to three number words: "twenty-two", "vingt et un", "einundzwanzig"."""
        firsts = {DIGITS, *self._first_words("number")}
        words = self._choice("number") if self.joined else self._spelled(("number",), 1, 3)
        return rf"(?P<{name}>\d{{1,3}} |{words})", firsts, False

    def _year_name(self, name: str) -> tuple[str, set[str], bool]:
        """A year in words; the reader checks that it is one."""
        tables = ("number", "spelled", "day_name")
        return rf"(?P<{name}>{self._spelled(tables, 2, 8)})", set().union(*map(self._first_words, tables)), False

    def _spelled(self, tables: tuple[str, ...], least: int, most: int) -> str:
        words = {phrase for table in tables for phrase in self.tables.get(table, {})} or {"\0"}
        choice = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        if not self.joined:
            return rf"(?:{choice})(?:(?:- |, |et |and |und )?(?:{choice})){{{least - 1},{most - 1}}}"
        joined = "|".join(re.escape(word.strip()) for word in sorted(words, key=len, reverse=True))
        return rf"(?:(?:{choice}){{{least}}}|(?:(?:{joined})(?:und)?){{{max(least, 2)},{most}}} )"

    def _first_words(self, table: str) -> set[str]:
        return {phrase.split(" ")[0] for phrase in self.tables.get(table, {})}

    def _choice(self, table: str) -> str:
        phrases = sorted(self.tables.get(table, {}), key=len, reverse=True)
        return "(?:" + "|".join(map(re.escape, phrases)) + ")"
