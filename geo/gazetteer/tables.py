"""Strict reading of our own CSV tables: a row comes out only if each of its cells means something.

Refuses, as :class:`GazetteerError` with file, line, column, what was expected and what was got: a missing file, other
columns than the documented ones, a row of another length, a number out of range, an unknown code, an id used twice.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from geo.errors import GazetteerError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

_COUNTRY = re.compile(r"[A-Z]{2}")
_TAGGED = re.compile(r"([a-z]{2,3}):(.+)")
_WHOLE = re.compile(r"[0-9]+")

# Longest name in capitals that is taken for an abbreviation: CLDR and our tables have none longer.
_LONGEST_CODE = 6


def is_code(name: str) -> bool:
    """Return True for an abbreviation in capitals, which counts as a name only when written so: US, U.S., РФ, NATO."""
    letters = name.replace(".", "")
    return letters.isupper() and 2 <= len(letters) <= _LONGEST_CODE and letters.isalpha()


@dataclass(frozen=True, slots=True)
class Row:
    """One row with where it stands; each method reads one column or raises GazetteerError."""

    file: str
    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        """Return a cell that must not be empty."""
        return self.cells[column] or self.refuse(column, "some text")

    def optional(self, column: str) -> str:
        """Return a cell that may be empty."""
        return self.cells[column]

    def choice(self, column: str, allowed: Collection[str]) -> str:
        """Return a cell that must be one of a few words."""
        value = self.cells[column]
        return value if value in allowed else self.refuse(column, " or ".join(sorted(allowed)))

    def degrees(self, column: str, bound: float) -> float:
        """Return a number from -bound to bound."""
        try:
            value = float(self.cells[column])
        except ValueError:
            self.refuse(column, "degrees as a decimal number")
        return value if -bound <= value <= bound else self.refuse(column, f"degrees from -{bound:g} to {bound:g}")

    def number(self, column: str) -> int | None:
        """Return a whole number, None for an empty cell."""
        value = self.cells[column]
        if not value:
            return None
        return int(value) if _WHOLE.fullmatch(value) else self.refuse(column, "a whole number or nothing")

    def country(self, column: str) -> str:
        """Return an ISO 3166-1 alpha-2 code."""
        value = self.cells[column]
        return value if _COUNTRY.fullmatch(value) else self.refuse(column, "an ISO 3166-1 alpha-2 code")

    def items(self, column: str) -> tuple[str, ...]:
        """Return the parts of a list with ``|`` between them; empty for an empty cell."""
        parts = tuple(self.cells[column].split("|")) if self.cells[column] else ()
        if any(part != part.strip() or not part for part in parts):
            self.refuse(column, "parts with | between them, none empty, no spaces around it")
        return parts

    def countries(self, column: str) -> tuple[str, ...]:
        """Return a list of ISO 3166-1 alpha-2 codes."""
        codes = self.items(column)
        if not all(_COUNTRY.fullmatch(code) for code in codes):
            self.refuse(column, "ISO 3166-1 alpha-2 codes with | between them")
        return codes

    def names(self, column: str) -> tuple[str, ...]:
        """Return the names of a language-tagged list, ``be:Брэст|pl:Brześć``, without their tags."""
        found = [_TAGGED.fullmatch(item) for item in self.items(column)]
        if not all(found):
            self.refuse(column, "names tagged with a language, be:Брэст|pl:Brześć")
        return tuple(match[2] for match in found if match)

    def refuse(self, column: str, expected: str) -> NoReturn:
        """Raise the error that says what stands in a column and what should."""
        raise GazetteerError(
            f"got {self.cells[column]!r}, expected {expected}.",
            source=self.file, where=f"line {self.line}, column {column}", remedy="Correct the row.",
        )  # fmt: skip


def read_table(path: Path, columns: tuple[str, ...], *, unique: str = "") -> Iterator[Row]:
    """Yield the rows of a CSV file with exactly these columns; the values of column ``unique`` must differ."""
    seen: set[str] = set()
    for row in _read_rows(path, columns):
        if unique and row.cells[unique] in seen:
            row.refuse(unique, "a value that no other row has")
        seen.add(row.cells.get(unique, ""))
        yield row


def _read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            _check_header(path, tuple(next(reader, [])), columns)
            for cells in reader:
                yield _to_row(path, reader.line_num, cells, columns)
    except FileNotFoundError:
        raise GazetteerError("is missing.", source=str(path), remedy="Restore the file from the repository.") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise GazetteerError(f"is no UTF-8 CSV file: {error}.", source=str(path), remedy="Save it as UTF-8.") from error


def _check_header(path: Path, header: tuple[str, ...], columns: tuple[str, ...]) -> None:
    if header != columns:
        raise GazetteerError(
            f"got columns {','.join(header)}, expected {','.join(columns)}.", source=str(path), where="line 1"
        )


def _to_row(path: Path, line: int, cells: list[str], columns: tuple[str, ...]) -> Row:
    if len(cells) != len(columns):
        raise GazetteerError(
            f"got {len(cells)} cells, expected {len(columns)}.", source=str(path), where=f"line {line}",
            remedy='Put "quotes" around a cell that holds a comma.',
        )  # fmt: skip
    return Row(str(path), line, dict(zip(columns, (cell.strip() for cell in cells), strict=True)))
