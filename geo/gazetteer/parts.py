"""Parts of countries by compass point: ``region:ua-east`` is eastern Ukraine, made by rule from the country's area.

In: a gazetteer, the id of a country and a compass point. Out: a place, or its area. A part is what lies of the
country's area beyond a third of its extent from the middle towards that point. Nothing for a country without a shape.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geo.models import Place, Precision

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer.index import Gazetteer

_EAST = {"east": 1, "north-east": 1, "south-east": 1, "west": -1, "north-west": -1, "south-west": -1}
_NORTH = {"north": 1, "north-east": 1, "north-west": 1, "south": -1, "south-east": -1, "south-west": -1}
ADJECTIVES = {
    "north": "Northern",
    "south": "Southern",
    "east": "Eastern",
    "west": "Western",
    "centre": "Central",
    "north-east": "North-eastern",
    "north-west": "North-western",
    "south-east": "South-eastern",
    "south-west": "South-western",
}
# The middle third of the extent belongs to no compass point.
MIDDLE = 1 / 6


def part_of(gazetteer: Gazetteer, country: Place, direction: str) -> Place | None:
    """Return the part of a country towards a compass point; None for an area without a shape.

    Its id is ``region:<code>-<direction>``; ``lat``/``lon`` is a point inside it.
    """
    return gazetteer.place(f"region:{country.id.rpartition(':')[2].lower()}-{direction}")


def make_part(gazetteer: Gazetteer, place_id: str) -> Place | None:
    """Return the place of an id like ``region:ua-east``; None if it is not of this form or has no area."""
    code, direction = split_id(place_id)
    country = gazetteer.country(code) if code else None
    shape = clip_part(gazetteer, place_id) if country else None
    if country is None or shape is None or shape.is_empty:
        return None
    point = shape.representative_point()
    name = f"{ADJECTIVES[direction]} {country.name}"
    return Place(place_id, name, "part", Precision.REGION, point.y, point.x, country.countries)


def split_id(place_id: str) -> tuple[str, str]:
    """Return country code and compass point of a part's id, two empty texts for any other id."""
    code, _, direction = place_id.removeprefix("region:").partition("-")
    is_part = place_id.startswith("region:") and len(code) == 2 and direction in ADJECTIVES
    return (code.upper(), direction) if is_part else ("", "")


@lru_cache(256)
def clip_part(gazetteer: Gazetteer, place_id: str) -> BaseGeometry | None:
    """Return the area of a part as (lon, lat) WGS 84; None if it is no part or its country has no shape."""
    from shapely import affinity, box  # noqa: PLC0415 - opening an index must not wait for numpy

    code, direction = split_id(place_id)
    whole = gazetteer.geometry(f"iso:{code}") if code else None
    if whole is None or whole.geom_type not in ("Polygon", "MultiPolygon"):
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
    part: BaseGeometry = whole.intersection(window)
    return part


def _mainland(area: BaseGeometry) -> BaseGeometry:
    """Largest part of an area: French Guiana does not move the east of France."""
    largest: BaseGeometry = max(getattr(area, "geoms", [area]), key=lambda part: part.area)
    return largest
