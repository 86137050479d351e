"""Settlements of GeoNames cities500 as entries, with a strength for each of their names, and the capitals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz

from geo.gazetteer.entry import MAIN, OFFICIAL, OTHER_SCRIPT, SPELLING, UNTAGGED, Entry
from geo.gazetteer.names import normalise, romanise
from geo.gazetteer.press import COUNTRIES, press_spellings
from geo.models import Place, Precision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

City = Mapping[str, Any]
# An alternate name is a spelling of the main name from this likeness on (0-100): Koersk, Курск are of Kursk,
# Islamabad is none of Chattogram; chosen on 200 alternates of the largest cities.
_SPELLING_FROM = 60.0


def to_cities(
    cities: dict[str, dict[str, Any]], *, parents: Mapping[int, str], regions: Mapping[str, str],
    official: Mapping[int, tuple[str, ...]], capitals: Mapping[int, str],
) -> Iterator[Entry]:  # fmt: skip
    """Yield every settlement and take it out of ``cities``, so that the rows and the index are not in memory together.

    ``parents`` are the ids of the smallest area around each city, ``regions`` ids by GeoNames admin-1 code (BY.01),
    ``official`` further names that CLDR vouches for, ``capitals`` the country codes of capitals.
    """
    while cities:
        _, city = cities.popitem()
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
            entry.add(name, spelling_strength(name, sound))
    country = entry.place.countries[0]
    for name in alternates if country in COUNTRIES else (main,):
        for spelling in press_spellings(name, country):
            entry.add(spelling, SPELLING)
    entry.add(main, MAIN)


def spelling_strength(name: str, main_sound: str) -> float:
    """Return how strong an untagged alternate name is, by whether it is a spelling of the main name (romanised)."""
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
    """Return the country code of each capital by its GeoNames id.

    It is the largest city whose main name is the capital's, else the largest with it among its alternate names.
    """
    wanted = {code: normalise(row["capital"]) for code, row in countries.items() if row["capital"]}
    found = _largest_named(cities, wanted, lambda city: [city["name"]])
    rest = {code: name for code, name in wanted.items() if code not in found}
    found |= _largest_named(cities, rest, lambda city: city["alternatenames"])
    return {city["geonameid"]: code for code, city in found.items()}


def _largest_named(
    cities: Mapping[str, City], wanted: Mapping[str, str], names_of: Callable[[City], list[str]]
) -> dict[str, City]:
    found: dict[str, City] = {}
    for city in cities.values():
        name = wanted.get(city["countrycode"])
        if name and name in map(normalise, names_of(city)):
            best = found.setdefault(city["countrycode"], city)
            if (city["population"] or 0) > (best["population"] or 0):
                found[city["countrycode"]] = city
    return found


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
