"""GeoNames dumps: ``XX.zip``, ``allCountries.zip``, ``alternateNamesV2.zip`` or their text go in, entries come out.

Lines are read one by one, so that the size of the dump does not matter. Layout: the readme.txt of the dumps.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from geo.errors import GazetteerError
from geo.gazetteer.cities import spelling_strength
from geo.gazetteer.entry import MAIN, TAGGED, UNTAGGED, Entry, Read
from geo.gazetteer.names import romanise
from geo.gazetteer.packages import read_areas
from geo.models import Place, Precision

if TYPE_CHECKING:
    from pathlib import Path

_PLACE_COLUMNS, _NAME_COLUMNS = 19, (8, 10)
# Members of a dump that hold no places.
_NOTES = ("readme.txt", "iso-languagecodes.txt")
# A country of GeoNames unpacks to at most 0.4 GB, the world to 1.7.
_LARGEST = 4_000_000_000
# "Languages" of alternate names that are codes and links.
_NO_LANGUAGE = frozenset({"link", "wkdt", "post", "iata", "icao", "faac", "unlc", "tcid", "abbr", "phon", "piny"})
# Feature codes beside populated places (class P) that news of borders and wars names; districts by what they are.
_KINDS = {
    "ADM2": "district", "ADM3": "district", "ADM4": "district", "AIRB": "air_base", "AIRP": "airport",
    "AIRF": "airport", "MILB": "base", "INSM": "base", "NVB": "naval_base", "PRT": "port", "HBR": "port",
    "PS": "power_plant", "PSN": "power_plant", "PSH": "power_plant", "PSE": "power_plant", "DAM": "dam",
    "BDG": "bridge", "CMPRF": "camp", "RNGA": "range", "ISL": "island", "CUST": "crossing", "PSTB": "crossing",
    "NUCL": "nuclear_site",
}  # fmt: skip
# Populated places that are no settlement of today: historical ones; parts of a city are kept.
_NO_SETTLEMENT = frozenset({"PPLH", "PPLCH"})


def read_dump(file: Path, *, knows: Callable[[str], bool]) -> Iterator[tuple[int, Read]]:
    """Yield line numbers and what they say; ``knows`` tells which place ids the gazetteer has, for names alone.

    Raises GazetteerError for a file that is neither a dump of places nor of names.
    """
    with _open(file) as lines:
        first = next(lines, "")
        width = first.count("\t") + 1
        if width == _PLACE_COLUMNS:
            yield from _read_places(first, lines)
        elif width in _NAME_COLUMNS:
            yield from _read_names(first, lines, knows)
        else:
            raise GazetteerError(
                f"got {width} columns, expected {_PLACE_COLUMNS} of a GeoNames dump or 10 of alternateNamesV2.",
                source=str(file), where="line 1", remedy="Take the file from download.geonames.org/export/dump.",
            )  # fmt: skip


@contextmanager
def _open(file: Path) -> Iterator[Iterator[str]]:
    if file.suffix != ".zip":
        with file.open(encoding="utf-8") as lines:
            yield iter(lines)
        return
    try:
        with zipfile.ZipFile(file) as archive:
            names = [i for i in archive.infolist() if i.filename.endswith(".txt") and i.filename.lower() not in _NOTES]
            if len(names) != 1 or names[0].file_size > _LARGEST:
                raise GazetteerError(
                    f"holds {len(names)} tables, expected one of at most 4 GB.", source=str(file),
                    remedy="Take the file from download.geonames.org/export/dump.",
                )  # fmt: skip
            with archive.open(names[0]) as raw:
                yield iter(io.TextIOWrapper(raw, encoding="utf-8"))
    except zipfile.BadZipFile as error:
        raise GazetteerError(f"is no zip file: {error}.", source=str(file), remedy="Download it again.") from error


def _read_places(first: str, lines: Iterator[str]) -> Iterator[tuple[int, Read]]:
    regions = {area.geonames_code: f"iso:{area.iso}" for area in read_areas() if area.geonames_code and area.iso}
    for number, line in enumerate(_with(first, lines), start=1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != _PLACE_COLUMNS:
            yield number, f"got {len(cells)} columns, expected {_PLACE_COLUMNS}."
            continue
        kind = _kind_of(cells[6], cells[7])
        if kind:
            yield number, _to_entry(cells, kind, regions)


def _with(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _kind_of(feature_class: str, code: str) -> str:
    """Return what sort of place a feature is to us, "" for one that news does not place events at."""
    if feature_class == "P":
        return "" if code in _NO_SETTLEMENT else "settlement"
    return _KINDS.get(code, "")


def _to_entry(cells: list[str], kind: str, regions: dict[str, str]) -> Read:
    number, name, _, alternates, latitude, longitude, _, _, country, _, admin1 = cells[:11]
    try:
        geonameid, lat, lon, population = int(number), float(latitude), float(longitude), int(cells[14] or 0)
    except ValueError:
        return f"got {number!r}, {latitude!r}, {longitude!r}, expected an id and degrees."
    if not (name and abs(lat) <= 90 and abs(lon) <= 180):
        return f"got {name!r} at {lat:g},{lon:g}, expected a name and degrees."
    precision = {"settlement": Precision.SETTLEMENT, "district": Precision.DISTRICT, "crossing": Precision.CROSSING}
    place = Place(
        id=f"gn:{geonameid}", name=name, kind=kind, precision=precision.get(kind, Precision.SITE), lat=lat, lon=lon,
        countries=(country,) if country else (), admin1=regions.get(f"{country}.{admin1}", ""),
        population=max(population, 0), geonameid=geonameid,
    )  # fmt: skip
    entry = Entry(place, parent=place.admin1)
    sound = romanise(name)
    for alternate in filter(None, alternates.split(",")):
        if not (alternate.isascii() and (alternate.islower() or len(alternate) <= 3)):
            entry.add(alternate, spelling_strength(alternate, sound))
    entry.add(name, MAIN)
    return entry


def _read_names(first: str, lines: Iterator[str], knows: Callable[[str], bool]) -> Iterator[tuple[int, Read]]:
    """Yield the names of places that are known; lines of one place follow each other, others are merged at the end."""
    found: dict[str, tuple[int, Entry]] = {}
    for number, line in enumerate(_with(first, lines), start=1):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) not in _NAME_COLUMNS or not cells[1].isdigit():
            yield number, f"got {len(cells)} columns, expected 10 with a GeoNames id in the second."
            continue
        key, language, name = f"gn:{cells[1]}", cells[2], cells[3]
        if language in _NO_LANGUAGE or not name or not knows(key):
            continue
        historic = len(cells) > 7 and cells[7] == "1"
        place = Place(key, name, "", Precision.SETTLEMENT, 0.0, 0.0)
        entry = found.setdefault(key, (number, Entry(place)))[1]
        entry.add(name, TAGGED if language and not historic else UNTAGGED)
    yield from found.values()
