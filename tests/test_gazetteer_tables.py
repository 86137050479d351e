"""Our reviewed gazetteer tables: every rule that data/gazetteer/README.md states, and where the rows lie.

A crossing is believed when it lies within 3 km of the border line computed from the base map and near both places it
joins, as far as GeoNames cities500 or our own places.csv know them.
"""

import csv
import math
import re
from collections import defaultdict
from functools import cache
from itertools import product
from pathlib import Path

import pytest
import shapely
from babel import Locale
from geopy.distance import great_circle
from shapely.affinity import scale
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import nearest_points

from geo.gazetteer.countries import WIDE_REGIONS
from geo.gazetteer.names import normalise
from geo.gazetteer.packages import read_cities, read_countries
from geo.gazetteer.shapes import read_shapes, to_line

DATA = Path(__file__).parents[1] / "data"
COLUMNS = {
    "crossings": "id name kind line country_a country_b side_a side_b lat lon names_a names_b aliases status_note "
    "source",
    "places": "id name kind precision country admin1 lat lon geonameid government_of aliases source",
    "regions": "id name kind precision countries parts wkt aliases source",
    "demonyms": "word language country kind area",
}
CHOICES = {
    ("crossings", "kind"): "road rail foot ferry",
    ("crossings", "line"): "border administrative ceasefire",
    ("places", "kind"): "settlement government power_plant air_base naval_base base range dam bridge island hospital "
    "plant nuclear_site airport port camp site",
    ("places", "precision"): "site settlement",
    ("regions", "kind"): "region sea strait territory supranational",
    ("regions", "precision"): "region supranational",
    ("demonyms", "kind"): "adjective noun",
    ("demonyms", "language"): "en fr de pl ru uk be",
}
ORGANISATIONS = {"EU", "NATO"}
# Natural Earth 10m is good to 1 to 3 km; a list of crossings found elsewhere was 8 to 15 km off.
BORDER_KM = 3.0
# The nearest named settlement: road stations lie at the village, railway stations and lines of contact further off,
# and far_a, far_b mark crossings that are officially called by a town (Hremiach–Pogar).
NEAR_KM = {"road": 15, "foot": 15, "ferry": 15, "rail": 25}
LINE_OF_CONTACT_KM = 30
FAR_KM = 45
# A namesake further off than this is another place, so the side is not known to the gazetteer.
NAMESAKE_KM = 70
# How many crossings each border of the region has at least, a little under what the table held when it was reviewed.
COVERED = {
    "BY-PL": 12, "BY-LT": 8, "BY-LV": 5, "BY-UA": 15, "BY-RU": 10, "PL-UA": 12, "SK-UA": 4, "HU-UA": 6, "RO-UA": 5,
    "MD-UA": 12, "EE-RU": 5, "LV-RU": 5, "LT-RU": 5, "FI-RU": 9, "PL-RU": 5, "RU-UA": 20,
}  # fmt: skip
# Reefs and islets that the base map is too coarse to show, and what lies on foreign ground.
OFF_THE_MAP = {"place:snake-island", "place:second-thomas-shoal", "place:scarborough-shoal", "place:matsu-islands"}


def read(table: str) -> list[dict[str, str]]:
    with (DATA / "gazetteer" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


CROSSINGS = read("crossings")


@cache
def countries() -> dict[str, BaseGeometry]:
    return read_shapes(DATA / "basemap" / "countries.topojson")


@cache
def areas() -> dict[str, BaseGeometry]:
    return countries() | read_shapes(DATA / "basemap" / "admin1.topojson")


@cache
def border(a: str, b: str) -> BaseGeometry:
    line = to_line(shapely.intersection(shapely.boundary(countries()[a]), shapely.boundary(countries()[b])))
    assert line is not None, f"{a} and {b} have no common border"
    return line


def km_to(shape: BaseGeometry, *, lat: float, lon: float) -> float:
    """Great-circle distance, with the nearest point found on a locally true plane."""
    if shape.intersects(Point(lon, lat)):
        return 0.0
    narrow = math.cos(math.radians(lat))
    near = nearest_points(scale(shape, narrow, 1, origin=(0, 0)), Point(lon * narrow, lat))[0]
    return float(great_circle((lat, lon), (near.y, near.x / narrow)).km)


def names_of(cell: str) -> list[str]:
    return [name.split(":", 1)[1] for name in cell.split("|") if name]


@cache
def settlements() -> dict[tuple[str, str], list[tuple[float, float]]]:
    """Where each name stands in each country, for the settlements of cities500 and of ours near a crossing."""
    found = defaultdict(list)
    crossings = defaultdict(list)
    for row, side in product(CROSSINGS, "ab"):
        crossings[row[f"country_{side}"]].append((float(row["lat"]), float(row["lon"])))
    for city in read_cities().values():
        lat, lon = city["latitude"], city["longitude"]
        if any(abs(lat - near[0]) < 1 and abs(lon - near[1]) < 2 for near in crossings[city["countrycode"]]):
            for name in {city["name"], *city["alternatenames"]}:
                found[city["countrycode"], normalise(name)].append((lat, lon))
    for row in read("places"):
        if row["kind"] == "settlement":
            for name in [row["name"], *names_of(row["aliases"])]:
                found[row["country"], normalise(name)].append((float(row["lat"]), float(row["lon"])))
    return found


def km_to_side(row: dict[str, str], side: str) -> float | None:
    here = (float(row["lat"]), float(row["lon"]))
    names = [row[f"side_{side}"], *names_of(row[f"names_{side}"])]
    places = [place for name in names for place in settlements().get((row[f"country_{side}"], normalise(name)), [])]
    distances = [float(great_circle(here, place).km) for place in places]
    return min((distance for distance in distances if distance < NAMESAKE_KM), default=None)


@pytest.mark.parametrize("table", COLUMNS)
def test_columns_and_cells_are_as_documented(table: str) -> None:
    rows = read(table)
    assert rows
    assert list(rows[0]) == COLUMNS[table].split()
    readme = (DATA / "gazetteer" / "README.md").read_text(encoding="utf-8")
    for row in rows:
        assert None not in (*row, *row.values()), f"cells too many or too few: {row}"
        assert all(cell == cell.strip() for cell in row.values()), row
    assert all(f"`{column}`" in readme for column in COLUMNS[table].split())


@pytest.mark.parametrize("table,column", CHOICES)
def test_words_of_closed_lists(table: str, column: str) -> None:
    assert {row[column] for row in read(table)} <= set(CHOICES[table, column].split())


@pytest.mark.parametrize("table,prefix", [("crossings", "crossing"), ("places", "place"), ("regions", "region")])
def test_ids_are_unique_slugs(table: str, prefix: str) -> None:
    ids = [row["id"] for row in read(table)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(rf"{prefix}:[a-z0-9]+(-[a-z0-9]+)*|gn:[0-9]+", place_id) for place_id in ids)
    assert not set(ids) & {f"region:{slug}" for slug in WIDE_REGIONS.values()}, "CLDR's regions are made elsewhere"


@pytest.mark.parametrize(
    "table,column",
    [*product(["crossings"], ["names_a", "names_b", "aliases"]), ("places", "aliases"), ("regions", "aliases")],
)
def test_names_carry_a_language_and_come_once(table: str, column: str) -> None:
    for row in read(table):
        names = row[column].split("|") if row[column] else []
        assert len(names) == len(set(names)), row
        assert all(re.fullmatch(r"[a-z]{2}:\S(.*\S)?|mul:\S(.*\S)?", name) for name in names), row
        assert f"en:{row['name']}" not in names, row


def test_countries_are_codes() -> None:
    known = set(read_countries()) | ORGANISATIONS
    used = {row[column] for row in CROSSINGS for column in ("country_a", "country_b")}
    used |= {row["country"] for row in read("places")} | {row["government_of"] for row in read("places")} - {""}
    used |= {row["country"] for row in read("demonyms")}
    used |= {code for row in read("regions") for code in row["countries"].split("|")}
    assert used <= known, used - known


@pytest.mark.parametrize("row", [row for row in CROSSINGS if row["line"] == "border"], ids=lambda row: row["id"])
def test_crossing_lies_on_the_border(row: dict[str, str]) -> None:
    line = border(row["country_a"], row["country_b"])
    assert km_to(line, lat=float(row["lat"]), lon=float(row["lon"])) <= BORDER_KM


@pytest.mark.parametrize("row", CROSSINGS, ids=lambda row: row["id"])
def test_crossing_is_near_both_sides(row: dict[str, str]) -> None:
    for side in "ab":
        limit = NEAR_KM[row["kind"]] if row["line"] == "border" else LINE_OF_CONTACT_KM
        limit = FAR_KM if f"far_{side}" in row["source"].split() else limit
        distance = km_to_side(row, side)
        assert distance is None or distance <= limit, f"{row[f'side_{side}']} is {distance:.1f} km away"


def test_most_sides_are_known() -> None:
    known = [km_to_side(row, side) is not None for row, side in product(CROSSINGS, "ab")]
    assert sum(known) >= 0.8 * len(known)


def test_lines_inside_a_country() -> None:
    inside = [row for row in CROSSINGS if row["country_a"] == row["country_b"]]
    assert inside
    assert all(row["line"] != "border" for row in inside)
    for row in inside:
        assert km_to(countries()[row["country_a"]], lat=float(row["lat"]), lon=float(row["lon"])) <= BORDER_KM, row[
            "id"
        ]


@pytest.mark.parametrize(
    "row", [row for row in CROSSINGS if row["line"] == "administrative"], ids=lambda row: row["id"]
)
def test_administrative_crossing_lies_between_its_areas(row: dict[str, str]) -> None:
    here = {"lat": float(row["lat"]), "lon": float(row["lon"])}
    crimea, kherson = areas()["UA-43"], areas()["UA-65"]
    # Admin-1 outlines at the Syvash lagoons are coarser than borders.
    assert km_to(crimea, **here) <= 8
    assert km_to(kherson, **here) <= 8


@pytest.mark.parametrize("pair,at_least", COVERED.items())
def test_region_is_covered(pair: str, at_least: int) -> None:
    assert sum("-".join(sorted((row["country_a"], row["country_b"]))) == pair for row in CROSSINGS) >= at_least


@pytest.mark.parametrize(
    "crossing_id,lat,lon",
    [("crossing:bobrowniki-bierastavica", 53.13, 23.87), ("crossing:terespol-brest", 52.083, 23.655)],
)
def test_anchors(crossing_id: str, lat: float, lon: float) -> None:
    row = next(row for row in CROSSINGS if row["id"] == crossing_id)
    assert great_circle((lat, lon), (float(row["lat"]), float(row["lon"]))).km <= 1


def test_places_lie_in_their_country() -> None:
    for row in read("places"):
        if row["id"] not in OFF_THE_MAP and row["country"] in countries():
            here = {"lat": float(row["lat"]), "lon": float(row["lon"])}
            # Villages on a border river may fall on the other side of a line that is 3 km coarse, piers into the sea.
            assert km_to(countries()[row["country"]], **here) <= 6, row["id"]
            if row["admin1"] in areas():
                assert km_to(areas()[row["admin1"]], **here) <= 12, row["id"]


def test_geonames_ids_are_in_the_id() -> None:
    assert all((row["id"] == f"gn:{row['geonameid']}") == bool(row["geonameid"]) for row in read("places"))


def test_places_are_not_in_cities500() -> None:
    ids = set(read_cities())
    assert not [row["id"] for row in read("places") if row["geonameid"] in ids]


@pytest.mark.parametrize("row", read("regions"), ids=lambda row: row["id"])
def test_region_has_an_area(row: dict[str, str]) -> None:
    assert row["wkt"] or row["parts"]
    assert all(part in areas() for part in row["parts"].split("|") if part)
    if row["wkt"]:
        shape = shapely.from_wkt(row["wkt"])
        assert shape.is_valid
        assert shape.geom_type == "Polygon"
        near = shapely.unary_union([countries()[code] for code in row["countries"].split("|") if code in countries()])
        assert shape.distance(near) < 1, "lies beside its countries"


def test_every_country_has_demonyms() -> None:
    # Without inhabitants, or no longer countries (Serbia and Montenegro, Netherlands Antilles).
    nobody = {"AQ", "BV", "GS", "HM", "TF", "UM", "CS", "AN"}
    for language, codes in (("en", set(read_countries()) - nobody), ("fr", set(read_countries()) - nobody)):
        assert codes <= {row["country"] for row in read("demonyms") if row["language"] == language}
    for language in ("de", "pl", "ru", "uk"):
        assert len({row["country"] for row in read("demonyms") if row["language"] == language}) >= 60


def test_demonyms_are_unique_and_no_names_of_countries() -> None:
    rows = read("demonyms")
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    names = {
        language: set(Locale(language).territories.values()) for language in ("en", "fr", "de", "pl", "ru", "uk", "be")
    }
    assert not [row for row in rows if row["kind"] == "noun" and row["word"] in names[row["language"]]]
    both = defaultdict(set)
    for row in rows:
        both[row["language"], row["word"].casefold()].add(row["country"])
    shared = {word for (language, word), codes in both.items() if len(codes) > 1 and language == "en"}
    assert shared == {"congolese", "dominican", "dominicans"}


def test_narrower_areas_of_demonyms_exist() -> None:
    known = {row["id"] for row in read("regions")} | {f"iso:{code}" for code in areas()}
    assert {row["area"] for row in read("demonyms")} - {""} <= known
