"""Tables of places that people bring: Who's On First, CSV and GeoJSON go in, entries come out.

CSV and GeoJSON need ``name``, ``lat`` and ``lon`` (GeoJSON: a geometry in lon, lat order); ``id``, ``country``,
``kind``, ``population``, ``geonameid`` and ``names`` (``be:Брэст|pl:Brześć`` or plain, ``|`` between) are optional.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import shapely
from shapely.errors import GEOSException, ShapelyError
from shapely.geometry import shape

from geo.errors import GazetteerError
from geo.gazetteer.cities import spelling_strength
from geo.gazetteer.entry import MAIN, TAGGED, Entry, Read
from geo.gazetteer.names import normalise, romanise
from geo.models import Place, Precision

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

_PRECISIONS = {"settlement": Precision.SETTLEMENT, "district": Precision.DISTRICT, "region": Precision.REGION}
_WOF_KINDS = {
    "locality": "settlement", "neighbourhood": "settlement", "borough": "settlement", "county": "district",
    "localadmin": "district", "campus": "site",
}  # fmt: skip
# Districts bear the name of their region too ("Brest" for Baranavichy), so that a tag does not make a name strong.
_TAGGED_MORE = 0.05
_COUNTRY = re.compile(r"[A-Z]{2}")
_TAG = re.compile(r"^[a-z]{2,3}:")
# More code points in a cell than any list of names has; Moscow in GeoNames has 3,000.
_LONGEST_CELL = 131_072


def read_whos_on_first(file: Path) -> Iterator[tuple[int, Read]]:
    """Yield settlements and districts of a table with columns wof_id, name, placetype, lat, lon, name_eng and so on.

    Countries and regions are left out: the gazetteer has them.
    """
    for number, row in _rows(file, "\t", ("wof_id", "name", "placetype", "lat", "lon")):
        if isinstance(row, str):
            yield number, row
        elif kind := _WOF_KINDS.get(row["placetype"], ""):
            row_id = f"gn:{row['geonameid']}" if row.get("geonameid") else f"wof:{row['wof_id']}"
            yield number, _from_wof(row, row_id, kind)


def _from_wof(row: Mapping[str, str], row_id: str, kind: str) -> Read:
    entry = _to_entry({**row, "id": row_id, "kind": kind, "country": "", "names": ""}, None)
    if isinstance(entry, str):
        return entry
    sound = romanise(entry.place.name)
    for column, cell in row.items():
        if column.startswith("name_"):
            more = 0.0 if column == "name_und" else _TAGGED_MORE
            for name in filter(None, cell.split("|")):
                entry.add(name, spelling_strength(name, sound) + more)
    return entry


def read_csv(file: Path) -> Iterator[tuple[int, Read]]:
    """Yield the places of a CSV with a header line."""
    for number, row in _rows(file, ",", ("name", "lat", "lon")):
        yield number, row if isinstance(row, str) else _to_entry(row, None)


def read_geojson(file: Path) -> Iterator[tuple[int, Read]]:
    """Yield the places of a FeatureCollection; the number is that of the feature."""
    try:
        features = json.loads(file.read_text(encoding="utf-8"))["features"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise GazetteerError(
            "is no GeoJSON FeatureCollection.", source=str(file), remedy="Export it as GeoJSON in WGS 84."
        ) from error
    for number, feature in enumerate(features, start=1):
        yield number, _from_feature(feature)


def _from_feature(feature: Any) -> Read:
    try:
        area = shape(feature["geometry"])
        properties = dict(feature["properties"])
    except (KeyError, TypeError, ValueError, AttributeError, GEOSException, ShapelyError):
        return "is no feature with a geometry and properties."
    if area.is_empty or not area.is_valid:
        return "has an empty or crossing geometry."
    point = shapely.get_coordinates(area.representative_point())[0]
    cells = {key: "" if value is None else str(value) for key, value in properties.items()}
    cells |= {"lat": str(point[1]), "lon": str(point[0]), "id": cells.get("id") or str(feature.get("id") or "")}
    return _to_entry(cells, None if area.geom_type == "Point" else area)


def _rows(file: Path, delimiter: str, needed: tuple[str, ...]) -> Iterator[tuple[int, Mapping[str, str] | str]]:
    csv.field_size_limit(_LONGEST_CELL)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = (
            csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restkey="")
            if delimiter == "\t"
            else csv.DictReader(lines, restkey="", strict=True)
        )
        missing = [column for column in needed if column not in (reader.fieldnames or ())]
        if missing:
            raise GazetteerError(
                f"lacks the columns {', '.join(missing)}.", source=str(file), where="line 1",
                remedy="Write a header line with their names.",
            )  # fmt: skip
        width = len(reader.fieldnames or ())
        try:
            for row in reader:
                whole = "" not in row and None not in row.values()
                yield (
                    reader.line_num,
                    row if whole else f"has other than {width} cells.\nQuote a cell that holds a comma.",
                )
        except csv.Error as error:
            raise GazetteerError(
                f"cannot be read on: {error}.", source=str(file), where=f"line {reader.line_num}", remedy="Correct it."
            ) from error


def _to_entry(row: Mapping[str, str], area: BaseGeometry | None) -> Read:
    name, country = row["name"].strip(), row.get("country", "").strip()
    try:
        lat, lon = float(row["lat"]), float(row["lon"])
        population, geonameid = int(row.get("population") or 0), int(row.get("geonameid") or 0)
    except ValueError:
        return f"got lat {row['lat']!r}, lon {row['lon']!r}, expected degrees; population and geonameid whole numbers."
    if not normalise(name) or not (abs(lat) <= 90 and abs(lon) <= 180):
        return f"got {name!r} at {lat:g},{lon:g}, expected a name and degrees."
    if country and not _COUNTRY.fullmatch(country):
        return f"got country {country!r}, expected an ISO 3166-1 alpha-2 code."
    kind = row.get("kind", "").strip() or ("settlement" if area is None else "region")
    precision = _PRECISIONS.get(kind, Precision.SITE if area is None else Precision.REGION)
    row_id = row.get("id", "").strip() or (f"gn:{geonameid}" if geonameid else _make_id(name, lat, lon))
    place = Place(
        id=row_id if ":" in row_id else f"place:{row_id}", name=name, kind=kind, precision=precision, lat=lat, lon=lon,
        countries=(country,) if country else (), population=max(population, 0), geonameid=geonameid or None,
    )  # fmt: skip
    entry = Entry(place, geometry=shapely.force_2d(area) if area is not None else None)
    for alias in filter(None, (part.strip() for part in row.get("names", "").split("|"))):
        entry.add(_TAG.sub("", alias), TAGGED)
    entry.add(name, MAIN)
    return entry


def _make_id(name: str, lat: float, lon: float) -> str:
    """Return an id that the same row has again: the name and a digest of the point."""
    slug = re.sub(r"\W+", "-", normalise(name)).strip("-")
    return f"place:{slug}-{sha256(f'{name} {lat:.4f} {lon:.4f}'.encode()).hexdigest()[:6]}"
