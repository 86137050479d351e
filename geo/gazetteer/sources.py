"""All entries of the gazetteer, in the order in which they are stored: what contains comes before what is contained."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from geo.gazetteer import areas as administrative
from geo.gazetteer import cities as settlements
from geo.gazetteer import packages, reviewed
from geo.gazetteer.countries import read_cldr, to_countries, to_wide_regions
from geo.gazetteer.entry import OFFICIAL, TAGGED, Entry
from geo.gazetteer.shapes import find_borders, middle_of, read_shapes
from geo.gazetteer.tables import is_code
from geo.gazetteer.translations import read_area_names, read_state_names
from geo.models import Place, Precision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer.countries import Cldr

# Our tables and the base maps that the build reads, besides the packages.
TABLES = ("crossings.csv", "places.csv", "regions.csv", "demonyms.csv", "organisations.csv", "country_names.csv")
MAPS = ("countries.topojson", "admin1.topojson")


def read_sources(data: Path, progress: Callable[[str], None]) -> Iterator[Entry]:
    """Yield every entry; the base map is needed, each file is named in the error if it is missing or broken."""
    tables = data / "gazetteer"
    progress("Reading the base map")
    shapes = read_shapes(data / "basemap" / MAPS[0])
    regions = read_shapes(data / "basemap" / MAPS[1])
    progress("Reading country names")
    cldr = read_cldr()
    countries = _read_countries(tables, cldr, shapes)
    yield from countries.values()
    yield from to_borders(shapes, countries)
    yield from _read_world(cldr, progress, shapes | regions, tables)


def _read_countries(tables: Path, cldr: Cldr, shapes: Mapping[str, BaseGeometry]) -> dict[str, Entry]:
    rows = packages.read_countries()
    countries = {entry.place.countries[0]: entry for entry in to_countries(rows, cldr, shapes)}
    for state in packages.read_states():
        entry = countries.get(state[1])
        if entry is None or not state[3]:
            continue
        for name in (state[4], state[5]):
            entry.add(name, OFFICIAL)
        for alias in state[6].split("|"):
            if is_code(alias):
                entry.codes += (alias,)
            else:
                entry.add(alias, TAGGED)
    for code, names in read_state_names().items():
        for name in names if code in countries else ():
            countries[code].add(name, OFFICIAL)
    reviewed.add_country_names(tables / "country_names.csv", countries)
    return countries


def to_borders(shapes: Mapping[str, BaseGeometry], countries: Mapping[str, Entry]) -> Iterator[Entry]:
    """Yield the common border of each two neighbours, standing at the middle of its longest part."""
    for (a, b), line in find_borders(shapes).items():
        if a not in countries or b not in countries:
            continue
        lat, lon = middle_of(line)
        name = f"{countries[a].place.name}–{countries[b].place.name} border"
        place = Place(f"border:{a}-{b}", name, "border", Precision.BORDER_SEGMENT, lat, lon, (a, b))
        yield Entry(place, names={name: 1.0}, geometry=line)


def _read_world(
    cldr: Cldr, progress: Callable[[str], None], shapes: Mapping[str, BaseGeometry], tables: Path
) -> Iterator[Entry]:
    progress("Reading places")
    cities = packages.read_cities()
    areas = packages.read_areas()
    smallest = packages.read_areas_of_cities()
    capitals = settlements.find_capitals(cities, packages.read_countries())
    region_of: dict[str, str] = {}
    points: dict[str, tuple[float, float]] = {}
    groups = administrative.group_cities(areas, cities, smallest)
    for entry in administrative.to_areas(areas, groups, shapes, read_area_names()):
        place = entry.place
        region_of[place.id] = place.id if place.precision is Precision.REGION else place.admin1
        points[place.id] = place.lat, place.lon
        yield entry
    ids = {area.number: administrative.area_id(area) for area in areas}
    own = {entry.place.id: entry for entry in reviewed.read_places(tables / "places.csv", region_of)}
    entries = settlements.to_cities(
        cities, capitals=capitals,
        parents={city: ids[number] for city, number in smallest.items() if ids[number] in region_of},
        regions={area.geonames_code: ids[area.number] for area in areas if area.geonames_code},
        official=settlements.find_zone_cities(cities, cldr.english_cities, cldr.cities),
    )  # fmt: skip
    yield from reviewed.read_crossings(tables / "crossings.csv")
    progress("Storing names")
    yield from _without(entries, own)
    yield from chain(
        own.values(),
        reviewed.read_regions(tables / "regions.csv", shapes, points),
        reviewed.read_organisations(tables / "organisations.csv", shapes),
        to_wide_regions(cldr, _find_members(), shapes),
    )


def _without(entries: Iterator[Entry], own: Mapping[str, Entry]) -> Iterator[Entry]:
    """Yield the entries that no row of ours replaces; a row of ours takes over the names it lacks."""
    for entry in entries:
        mine = own.get(entry.place.id)
        if mine is None:
            yield entry
            continue
        for name, strength in entry.names.items():
            mine.add(name, strength)


def _find_members() -> dict[str, tuple[str, ...]]:
    """Return the ids of the countries in each wide region, by its UN M49 code; a continent has those of its parts."""
    wide = packages.read_wide_regions()
    members: dict[str, list[str]] = {}
    for state in packages.read_states():
        for number in f"{state[10]}|{state[11]}".split("|"):
            above = number
            while above:
                _, code, _, above = wide[int(above) - 1]
                members.setdefault(code, []).append(f"iso:{state[1]}")
    return {code: tuple(dict.fromkeys(ids)) for code, ids in members.items()}
