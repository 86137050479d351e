"""Our reviewed tables as entries: crossings, places, regions, organisations, and more names of countries."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import shapely

from geo.gazetteer.entry import MAIN, OFFICIAL, SHARED, TAGGED, Entry
from geo.gazetteer.shapes import middle_of_all, point_of
from geo.gazetteer.tables import Row, is_code, read_table
from geo.models import Place, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

CROSSING_COLUMNS = (
    "id", "name", "kind", "line", "country_a", "country_b", "side_a", "side_b", "lat", "lon", "names_a", "names_b",
    "aliases", "status_note", "source",
)  # fmt: skip
PLACE_COLUMNS = (
    "id", "name", "kind", "precision", "country", "admin1", "lat", "lon", "geonameid", "government_of", "aliases",
    "source",
)  # fmt: skip
REGION_COLUMNS = ("id", "name", "kind", "precision", "countries", "parts", "wkt", "aliases", "source")
ORGANISATION_COLUMNS = ("id", "kind", "members", "name", "aliases")
NAME_COLUMNS = ("code", "language", "status", "name")
DEMONYM_COLUMNS = ("word", "language", "country", "kind", "area")
_NAME_STRENGTH = {"short": MAIN, "official": OFFICIAL, "former": TAGGED, "abbreviation": MAIN}


def read_crossings(path: Path) -> Iterator[Entry]:
    """Yield border crossings; each name of one side, a hyphen, and each name of the other name the crossing.

    The name of one side alone is a weak name of the crossing, for "the Kuźnica crossing".
    """
    for row in read_table(path, CROSSING_COLUMNS, unique="id"):
        countries = tuple(dict.fromkeys((row.country("country_a"), row.country("country_b"))))
        place = Place(
            id=row.text("id"), name=row.text("name"), kind=f"{row.text('kind')} crossing", precision=Precision.CROSSING,
            lat=row.degrees("lat", 90), lon=row.degrees("lon", 180), countries=countries,
        )  # fmt: skip
        entry = Entry(place)
        entry.add(place.name, MAIN)
        for alias in row.names("aliases"):
            entry.add(alias, TAGGED)
        sides_a = (row.text("side_a"), *row.names("names_a"))
        sides_b = (row.text("side_b"), *row.names("names_b"))
        for side in (*sides_a, *sides_b):
            entry.add(side, SHARED)
        for a, b in product(sides_a, sides_b):
            entry.add(f"{a}-{b}", OFFICIAL)
            entry.add(f"{b}-{a}", OFFICIAL)
        yield entry


def read_places(path: Path, region_of: Mapping[str, str]) -> Iterator[Entry]:
    """Yield settlements and sites; ``stands_for`` is the government that news means by the name (Kremlin → RU).

    ``region_of`` is the id of the admin-1 area around each known area; a row may name a smaller one.
    """
    for row in read_table(path, PLACE_COLUMNS, unique="id"):
        area = f"iso:{row.optional('admin1')}" if row.optional("admin1") else ""
        if area and area not in region_of:
            row.refuse("admin1", "an ISO 3166-2 code of a known area, or nothing")
        place = Place(
            id=row.text("id"), name=row.text("name"), kind=row.text("kind"),
            precision=Precision(row.choice("precision", ("site", "settlement"))),
            lat=row.degrees("lat", 90), lon=row.degrees("lon", 180), countries=(row.country("country"),),
            admin1=region_of.get(area, ""), geonameid=row.number("geonameid"),
        )  # fmt: skip
        parent = area or f"iso:{place.countries[0]}"
        entry = Entry(place, parent=parent, stands_for=row.optional("government_of"))
        _name(entry, row)
        yield entry


def read_regions(
    path: Path, areas: Mapping[str, BaseGeometry], points: Mapping[str, tuple[float, float]]
) -> Iterator[Entry]:
    """Yield named regions.

    ``areas`` are the geometries of countries and admin-1 areas by ISO code, ``points`` the lat and lon of admin areas
    by place id, for a region of parts that the base map does not draw.
    """
    for row in read_table(path, REGION_COLUMNS, unique="id"):
        area = _area_of(row, areas)
        lat, lon = point_of(area) if area is not None else _point_of_parts(row, points)
        countries = row.countries("countries")
        precision = Precision(row.choice("precision", ("region", "supranational")))
        place = Place(
            id=row.text("id"), name=row.text("name"), kind=row.text("kind"), precision=precision, lat=lat, lon=lon,
            countries=countries if precision is Precision.REGION else (),
        )  # fmt: skip
        parent = f"iso:{countries[0]}" if len(countries) == 1 and precision is Precision.REGION else ""
        members = () if row.optional("wkt") else tuple(f"iso:{code}" for code in row.items("parts"))
        entry = Entry(place, geometry=area, parent=parent, members=members)
        _name(entry, row)
        yield entry


def read_organisations(path: Path, areas: Mapping[str, BaseGeometry]) -> Iterator[Entry]:
    """Yield the EU, NATO and former states, which stand in the middle of their members and are never drawn."""
    for row in read_table(path, ORGANISATION_COLUMNS, unique="id"):
        members = row.countries("members")
        lat, lon = middle_of_all(areas, members)
        place = Place(row.text("id"), row.text("name"), row.text("kind"), Precision.SUPRANATIONAL, lat, lon)
        entry = Entry(place, members=tuple(f"iso:{code}" for code in members))
        _name(entry, row)
        yield entry


def add_country_names(path: Path, countries: Mapping[str, Entry]) -> None:
    """Add our own names to the countries: short, official and former ones, and abbreviations."""
    for row in read_table(path, NAME_COLUMNS):
        entry = countries.get(row.country("code")) or row.refuse("code", "the code of a country")
        status = row.choice("status", _NAME_STRENGTH)
        if status == "abbreviation":
            entry.codes += (row.text("name"),)
        else:
            entry.add(row.text("name"), _NAME_STRENGTH[status])


def read_demonyms(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Yield word, language, country and narrower area ("" for the whole country) of each demonym."""
    for row in read_table(path, DEMONYM_COLUMNS):
        country = row.text("country")
        if country != "NATO":
            row.country("country")
        yield row.text("word"), row.text("language"), country, row.optional("area")


def _name(entry: Entry, row: Row) -> None:
    for name, strength in [(entry.place.name, MAIN), *((alias, TAGGED) for alias in row.names("aliases"))]:
        if is_code(name):
            entry.codes += (name,)
        else:
            entry.add(name, strength)


def _point_of_parts(row: Row, points: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    known = [points[f"iso:{code}"] for code in row.items("parts") if f"iso:{code}" in points]
    return known[0] if known else row.refuse("parts", "codes of known areas, or an area in column wkt")


def _area_of(row: Row, areas: Mapping[str, BaseGeometry]) -> BaseGeometry | None:
    if row.optional("wkt"):
        try:
            return shapely.make_valid(shapely.from_wkt(row.text("wkt")))
        except shapely.errors.GEOSException:
            row.refuse("wkt", "a polygon in well-known text")
    parts = row.items("parts") or row.countries("countries")
    known = [areas[code] for code in parts if code in areas]
    return shapely.unary_union(known) if known else None
