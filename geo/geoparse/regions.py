"""Parts of countries by compass point: "eastern Ukraine" becomes the place ``region:ua-east``, made by rule.

A part is what lies of the country's area beyond a third of its extent from the middle towards that point; where the
gazetteer knows the region by that id its own entry is taken.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from shapely import affinity, box
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from geo.geoparse.nominals import find_direction
from geo.models import Place, Precision

if TYPE_CHECKING:
    from geo.gazetteer.index import Gazetteer
    from geo.geoparse.lookups import Lookups
    from geo.geoparse.words import Words

_EAST = {"east": 1, "north-east": 1, "south-east": 1, "west": -1, "north-west": -1, "south-west": -1}
_NORTH = {"north": 1, "north-east": 1, "north-west": 1, "south": -1, "south-east": -1, "south-west": -1}
_ADJECTIVES = {
    "north": "Northern", "south": "Southern", "east": "Eastern", "west": "Western", "centre": "Central",
    "north-east": "North-eastern", "north-west": "North-western", "south-east": "South-eastern",
    "south-west": "South-western",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# The middle third of the extent belongs to no compass point.
MIDDLE = 1 / 6


def part_of(gazetteer: Gazetteer, country: Place, direction: str) -> Place | None:
    """Return the part of a country (or region) towards a compass point; None for an area without a shape.

    Its id is ``region:<code>-<direction>``; ``lat``/``lon`` is a point inside it.
    """
    code = country.id.rpartition(":")[2].lower()
    known = gazetteer.place(f"region:{code}-{direction}")
    if known:
        return known
    shape = clip_part(gazetteer, country.id, direction)
    if shape is None or shape.is_empty:
        return None
    point = shape.representative_point()
    return Place(
        id=f"region:{code}-{direction}",
        name=f"{_ADJECTIVES[direction]} {country.name}",
        kind="part",
        precision=Precision.REGION,
        lat=point.y,
        lon=point.x,
        countries=country.countries,
    )


def compose_part(name: str, words: Words, lookups: Lookups) -> Place | None:
    """Return the part of a country that a name of several words means ("Ukraine du Nord"); None if it means none."""
    direction = find_direction(name, words)
    if not direction:
        return None
    pieces = [piece for piece in _WORD.findall(name) if piece.lower() not in words.directions[direction]]
    rest = [
        piece for piece in pieces if not (words.has("inside", piece.lower()) or words.has("article", piece.lower()))
    ]
    country = next(
        (hit.place for hit in lookups.hits(" ".join(rest)) if hit.place.precision is Precision.COUNTRY), None
    )
    return part_of(lookups.gazetteer, country, direction) if country else None


def find_geometry(gazetteer: Gazetteer, place_id: str) -> BaseGeometry | None:
    """Geometry of any place id, parts of countries included, as (lon, lat) WGS 84; None if there is none."""
    known = gazetteer.geometry(place_id)
    if known is not None or not place_id.startswith("region:"):
        return known
    code, _, direction = place_id.removeprefix("region:").partition("-")
    return clip_part(gazetteer, f"iso:{code.upper()}", direction) if direction in _ADJECTIVES else None


@lru_cache(256)
def clip_part(gazetteer: Gazetteer, area_id: str, direction: str) -> BaseGeometry | None:
    """Area towards a compass point as (lon, lat) WGS 84; None if the gazetteer has no shape for the area."""
    whole = gazetteer.geometry(area_id)
    if whole is None or whole.geom_type not in ("Polygon", "MultiPolygon") or direction not in _ADJECTIVES:
        return None
    west, south, east, north = _mainland(whole).bounds
    width, height = east - west, north - south
    middle_lon, middle_lat = (west + east) / 2, (south + north) / 2
    if direction == "centre":
        window = affinity.translate(box(-width / 6, -height / 6, width / 6, height / 6), middle_lon, middle_lat)
    else:
        window = box(
            middle_lon + MIDDLE * width if _EAST.get(direction) == 1 else -180.0,
            middle_lat + MIDDLE * height if _NORTH.get(direction) == 1 else -90.0,
            middle_lon - MIDDLE * width if _EAST.get(direction) == -1 else 180.0,
            middle_lat - MIDDLE * height if _NORTH.get(direction) == -1 else 90.0,
        )
    return whole.intersection(window)


def _mainland(area: BaseGeometry) -> BaseGeometry:
    """Largest part of an area: French Guiana does not move the east of France."""
    return max(area.geoms, key=lambda part: part.area) if isinstance(area, MultiPolygon) else area
