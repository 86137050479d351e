"""Reading one TOML file of the codebook, part by part, with errors that name file, place and remedy.

In comes a path; out comes a `Section` that hands out texts, lists, numbers and parts, and refuses what it did not
expect.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import CodebookError
from geo.events.words import WordSet, to_word_set


@dataclass(frozen=True, slots=True)
class Section:
    """A table of a TOML file that remembers where it stands."""

    values: Mapping[str, Any]
    source: str
    where: str = ""

    def error(self, key: str, message: str, remedy: str) -> CodebookError:
        """Return the error for one key of this table."""
        place = ".".join(part for part in (self.where, key) if part)
        return CodebookError(f"{message}.", source=self.source, where=place, remedy=remedy)

    def names(self) -> tuple[str, ...]:
        """Return the keys in the order of the file."""
        return tuple(self.values)

    def expect_names(self, known: set[str], *, all_needed: bool = False) -> None:
        """Raise CodebookError for a key that is not known or, if all are needed, for one that is missing."""
        for name in self.values:
            if name not in known:
                raise self.error(name, f"unknown name {name!r}", f"Use one of: {', '.join(sorted(known))}.")
        missing = sorted(known - set(self.values)) if all_needed else []
        if missing:
            raise self.error(missing[0], f"{missing[0]!r} is missing", "Add it; an empty entry is allowed.")

    def part(self, name: str) -> Section:
        """Return the table of this name."""
        return self._section(self._get(name, dict, "a table"), name)

    def parts(self, name: str) -> tuple[Section, ...]:
        """Return the tables of an array of tables; none if the name is not there."""
        entries = self._get(name, list, "an array of tables ([[…]])", ())
        for number, entry in enumerate(entries, 1):
            if not isinstance(entry, dict):
                raise self.error(f"{name} {number}", "is no table", f"Write it as [[{name}]].")
        return tuple(self._section(entry, f"{name} {number}") for number, entry in enumerate(entries, 1))

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text."""
        return str(self._get(name, str, "a text in quotes", default))

    def texts(self, name: str, default: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return a list of texts."""
        found = self._get(name, list, "a list of texts", default)
        for entry in found:
            if not isinstance(entry, str) or not entry.strip():
                raise self.error(name, f"got {entry!r} in the list, expected texts in quotes", "Correct the list.")
        return tuple(found)

    def flag(self, name: str) -> bool:
        """Return true or false; false if it is not there."""
        return bool(self._get(name, bool, "true or false", default=False))

    def number(self, name: str, default: float) -> float:
        """Return a number."""
        found = self.values.get(name, default)
        if isinstance(found, bool) or not isinstance(found, (int, float)):
            raise self.error(name, f"got {found!r}, expected a number", "Correct it.")
        return float(found)

    def choice(self, name: str, allowed: set[str], default: str | None = None) -> str:
        """Return a text that must be one of the allowed ones (or the default)."""
        found = self.text(name, default)
        if found not in allowed and found != default:
            raise self.error(name, f"got {found!r}", f"Use one of: {', '.join(sorted(allowed))}.")
        return found

    def word_set(self, name: str, sets: Mapping[str, Iterable[str]], classes: frozenset[str]) -> WordSet:
        """Return a list as a set of words."""
        try:
            return to_word_set(self.texts(name), sets, classes)
        except KeyError as error:
            raise self.error(
                name, f"no set is called {error.args[0]!r}", f"Define it under [sets], or use {sorted(classes)}."
            ) from error

    def _section(self, values: Mapping[str, Any], name: str) -> Section:
        return Section(values, self.source, ".".join(part for part in (self.where, name) if part))

    def _get(self, name: str, type_: type, expected: str, default: Any = None) -> Any:
        found = self.values.get(name, default)
        if found is None:
            raise self.error(name, f"{name!r} is missing", f"Add it: {expected}.")
        if name in self.values and not isinstance(found, type_):
            raise self.error(name, f"got {found!r}, expected {expected}", "Correct it.")
        return found


def read_section(path: Path) -> Section:
    """Read a TOML file.

    Raises
    ------
    CodebookError
        If the file cannot be read or is no TOML; the message holds line and column.
    """
    try:
        return Section(tomllib.loads(path.read_text(encoding="utf-8")), str(path))
    except FileNotFoundError as error:
        raise CodebookError("does not exist.", source=str(path), remedy="Restore it.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CodebookError(
            f"is no TOML ({error}).", source=str(path), remedy="Correct the line; texts stand in double quotes."
        ) from error
