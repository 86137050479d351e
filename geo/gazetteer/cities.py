"""Settlements of GeoNames cities500 as entries, with a strength for each of their names, and the capitals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from geo.gazetteer.entry import MAIN, OFFICIAL, OTHER_SCRIPT, SPELLING, UNTAGGED, Entry
from geo.gazetteer.names import normalise, romanise
from geo.models import Place, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

City = Mapping[str, Any]
# An alternate name is a spelling of the main name from this likeness on (0-100): Koersk, Курск are of Kursk,
# Islamabad is none of Chattogram; chosen on 200 alternates of the largest cities.
_SPELLING_FROM = 60.0


def to_cities(
    cities: Mapping[str, City], *, parents: Mapping[int, str], regions: Mapping[str, str],
    official: Mapping[int, tuple[str, ...]], capitals: Mapping[int, str],
) -> Iterator[Entry]:  # fmt: skip
    """Yield every settlement.

    ``parents`` are the ids of the smallest area around each city, ``regions`` ids by GeoNames admin-1 code (BY.01),
    ``official`` further names that CLDR vouches for, ``capitals`` the country codes of capitals.
    """
    for city in cities.values():
        geonameid = city["geonameid"]
        country = city["countrycode"]
        admin1 = regions.get(f"{country}.{city['admin1code']}", "")
        place = Place(
            id=f"gn:{geonameid}", name=city["name"], kind="capital" if geonameid in capitals else "settlement",
            precision=Precision.SETTLEMENT, lat=city["latitude"], lon=city["longitude"], countries=(country,),
            admin1=admin1, population=city["population"] or 0, geonameid=geonameid,
        )  # fmt: skip
        entry = Entry(place, parent=parents.get(geonameid) or admin1 or f"iso:{country}")
        _add_names(entry, city["alternatenames"])
        for name in official.get(geonameid, ()):
            entry.add(name, OFFICIAL)
        yield entry


def _add_names(entry: Entry, alternates: list[str]) -> None:
    main = entry.place.name
    sound = romanise(main)
    for name in alternates:
        if not _is_transliteration(name) and not _is_code(name):
            entry.add(name, _strength(name, sound))
    entry.add(main, MAIN)


def _strength(name: str, main_sound: str) -> float:
    sound = romanise(name)
    if not sound or not main_sound:
        return OTHER_SCRIPT
    return SPELLING if fuzz.ratio(sound, main_sound) >= _SPELLING_FROM else UNTAGGED


def _is_transliteration(name: str) -> bool:
    """Tell the machine-made spellings of GeoNames ("mosukuwa", "mo si ke"), all in small ASCII letters."""
    return name.isascii() and name.islower()


def _is_code(name: str) -> bool:
    """Tell airport and station codes (MOW, BQT), which are no names in running text."""
    return len(name) <= 3 and name.isascii() and name.isupper()


def find_capitals(cities: Mapping[str, City], countries: Mapping[str, City]) -> dict[int, str]:
    """Return the country code of each capital by its GeoNames id: the largest city that bears the capital's name."""
    wanted = {code: normalise(row["capital"]) for code, row in countries.items() if row["capital"]}
    best: dict[str, tuple[tuple[bool, int], int]] = {}
    for city in cities.values():
        code = city["countrycode"]
        name = wanted.get(code, "")
        if not name:
            continue
        is_main = normalise(city["name"]) == name
        if is_main or any(normalise(other) == name for other in city["alternatenames"] if len(other) == len(name)):
            rank = ((is_main, city["population"] or 0), city["geonameid"])
            best[code] = max(best.get(code, rank), rank)
    return {geonameid: code for code, (_, geonameid) in best.items()}


def find_zone_cities(
    cities: Mapping[str, City], english: Mapping[str, str], names: Mapping[str, set[str]]
) -> dict[int, tuple[str, ...]]:
    """Return the CLDR names of the cities that stand for time zones, by GeoNames id: Wien, Вена for Vienna."""
    best: dict[str, tuple[int, int]] = {}
    for city in cities.values():
        zone = city["timezone"]
        if city["name"] == english.get(zone, zone.rpartition("/")[2].replace("_", " ")):
            rank = (city["population"] or 0, city["geonameid"])
            best[zone] = max(best.get(zone, rank), rank)
    return {geonameid: tuple(sorted(names.get(zone, ()))) for zone, (_, geonameid) in best.items()}
