"""The wars that texts count from: which one "the war" is, told by the countries a text speaks of.

Read from ``times.anchors.toml``. "Since the beginning of the Russian offensive in Ukraine" becomes a day this way.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.errors import CodebookError
from geo.events.times_words import FOLDER

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

# A country written inside the expression ("the Russian offensive in Ukraine") outweighs any number of times elsewhere.
BESIDE = 1000


@dataclass(frozen=True, slots=True)
class War:
    """A war or campaign. ``end`` is its last day, None while it goes on; ``must_name``: only its own words mean it."""

    id: str
    start: date
    end: date | None
    countries: tuple[str, ...]
    also: tuple[str, ...]
    words: tuple[str, ...]
    must_name: bool

    def goes_on(self, day: date) -> bool:
        """Say if it was being fought on that day."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Anchors:
    """All wars, and one pattern that finds the countries they are told by."""

    wars: tuple[War, ...]
    names: re.Pattern[str]
    country_of: Mapping[str, str]


@lru_cache(maxsize=4)
def load_anchors(folder: Path = FOLDER) -> Anchors:
    """Read ``times.anchors.toml``; raises CodebookError that names the file and the remedy."""
    path = folder / "times.anchors.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        wars = tuple(_war(row) for row in raw["war"])
        country_of = {stem: code for code, stems in raw["names"].items() for stem in stems}
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        remedy = "Restore the file; each [[war]] needs id, start and countries."
        raise CodebookError(f"cannot be read: {error}.", source=path.name, remedy=remedy) from error
    stems = sorted(country_of, key=len, reverse=True)
    return Anchors(wars, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, stems)) + ")"), country_of)


def _war(row: Mapping[str, object]) -> War:
    def listed(key: str) -> tuple[str, ...]:
        values = row.get(key, [])
        return tuple(str(value) for value in values) if isinstance(values, list) else ()

    start, end = row["start"], row.get("end")
    if not isinstance(start, date) or not isinstance(end, date | None):
        raise TypeError(f"the days of {row['id']} are no dates")
    return War(
        str(row["id"]),
        start,
        end,
        listed("countries"),
        listed("also"),
        listed("words"),
        must_name=bool(row.get("must_name", False)),
    )


def countries_named(text: str, folder: Path = FOLDER) -> Counter[str]:
    """Count how often the countries that wars are told by are written in a text."""
    anchors = load_anchors(folder)
    return Counter(anchors.country_of[found] for found in anchors.names.findall(text.lower()))


def war_of(countries: Collection[str], day: date, folder: Path = FOLDER) -> War | None:
    """Return the war going on that day that these countries tell, the one with most of its parties among them."""
    fitting = [
        (sum(code in countries for code in war.countries) / len(war.countries), war.start, war)
        for war in load_anchors(folder).wars
        if war.goes_on(day) and not war.must_name and set(countries) & {*war.countries, *war.also}
    ]
    return max(fitting, key=lambda row: row[:2])[2] if fitting else None


def war_meant(words: str, beside: str, named: Counter[str], day: date | None, folder: Path = FOLDER) -> War | None:
    """Choose the war that an expression means.

    ``words`` is the expression, ``beside`` it with the words around, ``named`` the countries of the whole text, ``day``
    the publication (None if not known): a war still to come is never meant, one that has ended gives way.
    """
    anchors = load_anchors(folder)
    close = countries_named(words, folder) or countries_named(beside, folder)
    lowered = beside.lower()
    best: tuple[float, bool, date] | None = None
    meant: War | None = None
    for war in anchors.wars:
        own = any(word in lowered for word in war.words)
        if (day is not None and war.start > day) or (war.must_name and not own):
            continue
        score = sum(BESIDE * min(close[code], 1) + named[code] for code in war.countries) / len(war.countries)
        rank = (score + BESIDE * own * (war.must_name + 1), day is None or war.goes_on(day), war.start)
        if score and (best is None or rank > best):
            best, meant = rank, war
    return meant


def began_on(day: date, named: Counter[str], folder: Path = FOLDER) -> bool:
    """Say if a war of countries that a text names began on this day of the year: a day that is told again and again."""
    return any(
        (war.start.month, war.start.day) == (day.month, day.day) and all(named[code] for code in war.countries)
        for war in load_anchors(folder).wars
    )
