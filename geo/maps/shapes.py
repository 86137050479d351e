"""Make geometries small enough to send: simplified, in whole steps, as the map and the picture draw them.

In: a place and its geometry from the gazetteer, (lon, lat). Out: a `Shape`: how it is drawn, where its mark or label
stands, and its lines. A country is never a point: it is a label inside its largest part.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

import numpy as np
import shapely

from geo.gazetteer.parts import split_id
from geo.models import Place, Precision

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# Steps of 0.001 degrees are 110 m: under a pixel up to zoom 9, beyond which the outlines are no longer exact anyway.
STEP = 0.001
# Outlines lose at most this many degrees; 0.004 is 3 pixels at zoom 8.
TOLERANCE = 0.004
# The circle that finds a country's middle is sought to this many degrees; a label need not stand more exactly.
LABEL_TOLERANCE = 0.1
# A large country offers some forty more places for its label, so that one of them is in nearly every view of it.
LABEL_PLACES = 40
# As many outlines as a session of work touches; each is some 10 kB.
REMEMBERED = 1024


# A part of a country fades out in this many steps over this share of its extent, from the edge nobody has drawn.
FADES, FADING = 7, 0.55
# What lies this near to a country's outline, in degrees, is on it.
EDGE = 1e-4


class Form(StrEnum):
    """How a place is drawn."""

    MARK = "mark"
    AREA = "area"
    LINE = "line"
    LABEL = "label"
    LIST = "list"


class Shapes(Protocol):
    """What gives geometries by place id; the gazetteer does."""

    def geometry(self, place_id: str) -> BaseGeometry | None:
        """Return the geometry in (lon, lat), None if there is none."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How to draw a place: its form, where its mark or label stands, and its lines as [x, y, dx, dy, …] in steps.

    ``inside`` holds more (lat, lon) inside a country, where its label may stand when the middle is out of view.
    ``fades`` holds rings that lie in each other, of an area whose edge inside the country nobody has drawn: filled one
    over the other they fade out towards it, and ``lines`` is only the outline that is known.
    """

    form: Form
    lat: float
    lon: float
    lines: tuple[tuple[int, ...], ...] = ()
    inside: tuple[tuple[float, float], ...] = ()
    fades: tuple[tuple[tuple[int, ...], ...], ...] = ()


def to_shape(place: Place, shapes: Shapes) -> Shape:
    """Decide how a place may honestly be drawn.

    A site, crossing or settlement is a mark; a region or district with an outline is an area; a border is a line; a
    country and an area without an outline are labels; what holds several countries is only listed.
    """
    if place.precision.is_point:
        return Shape(Form.MARK, place.lat, place.lon)
    if place.precision is Precision.SUPRANATIONAL:
        return Shape(Form.LIST, place.lat, place.lon)
    return _outline(place, _Remembered(shapes))


class _Remembered:
    """The source of geometries, alike to any other of its class, so that the cache below is shared."""

    def __init__(self, shapes: Shapes) -> None:
        self.shapes = shapes

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Remembered) and self.shapes is other.shapes

    def __hash__(self) -> int:
        return id(self.shapes)


@lru_cache(maxsize=REMEMBERED)
def _outline(place: Place, source: _Remembered) -> Shape:
    geometry = source.shapes.geometry(place.id)
    if geometry is None or geometry.is_empty or geometry.geom_type in ("Point", "MultiPoint"):
        return Shape(Form.LABEL, place.lat, place.lon)
    if geometry.geom_type in ("LineString", "MultiLineString", "GeometryCollection"):
        return _to_line(place, geometry)
    lat, lon = _middle_of_area(geometry)
    if place.precision is Precision.COUNTRY:
        return Shape(Form.LABEL, lat, lon, inside=_points_inside(geometry))
    country, direction = split_id(place.id)
    whole = source.shapes.geometry(f"iso:{country}") if country else None
    if whole is None:
        return Shape(Form.AREA, lat, lon, to_lines(geometry))
    edge = shapely.intersection(whole.boundary, geometry.buffer(EDGE))
    steps = tuple(to_lines(area) for area in fade(geometry, direction))
    (lat, lon) = _middle_of_area(fade(geometry, direction)[-1])
    return Shape(Form.AREA, lat, lon, to_lines(edge), fades=steps)


def fade(area: BaseGeometry, direction: str) -> tuple[BaseGeometry, ...]:
    """Return areas that lie in each other, from the whole part to its core away from where it was cut."""
    west, south, east, north = area.bounds
    across, up = (east - west) * FADING / FADES, (north - south) * FADING / FADES
    found = []
    for step in range(FADES):
        x, y = across * step, up * step
        window = shapely.box(
            west + (x if "east" in direction or direction == "centre" else 0),
            south + (y if "north" in direction or direction == "centre" else 0),
            east - (x if "west" in direction or direction == "centre" else 0),
            north - (y if "south" in direction or direction == "centre" else 0),
        )
        found.append(shapely.intersection(area, window))
    return tuple(one for one in found if one.area)


def _to_line(place: Place, geometry: BaseGeometry) -> Shape:
    lines = [part for part in shapely.get_parts(geometry) if part.geom_type == "LineString"]
    if not lines:
        return Shape(Form.LABEL, place.lat, place.lon)
    longest = max(lines, key=lambda line: line.length)
    middle = longest.interpolate(0.5, normalized=True)
    return Shape(Form.LINE, middle.y, middle.x, to_lines(shapely.MultiLineString(lines)))


def to_lines(geometry: BaseGeometry) -> tuple[tuple[int, ...], ...]:
    """Simplify rings or lines and write them in steps; what falls under two points is left out."""
    simple = shapely.simplify(geometry, TOLERANCE, preserve_topology=False)
    simple = geometry if simple.is_empty else simple
    parts = shapely.get_parts(simple)
    rings = [ring for part in parts for ring in _rings(part)]
    written = (_to_steps(ring) for ring in rings)
    return tuple(line for line in written if len(line) >= 4)


def _rings(part: BaseGeometry) -> list[BaseGeometry]:
    return [part.exterior, *part.interiors] if isinstance(part, shapely.Polygon) else [part]


def _to_steps(line: BaseGeometry) -> tuple[int, ...]:
    points = np.rint(shapely.get_coordinates(line) / STEP).astype(int)
    kept = points[np.r_[True, np.any(np.diff(points, axis=0) != 0, axis=1)]]
    return tuple(int(step) for step in np.vstack([kept[:1], np.diff(kept, axis=0)]).ravel())


def _middle_of_area(geometry: BaseGeometry) -> tuple[float, float]:
    """Give (lat, lon) of the middle of the widest circle inside the largest part."""
    largest = max(shapely.get_parts(geometry), key=lambda part: part.area)
    simple = shapely.simplify(largest, LABEL_TOLERANCE / 2)
    tolerance = min(LABEL_TOLERANCE, largest.length / 200)
    middle = shapely.get_point(shapely.maximum_inscribed_circle(simple if simple.is_valid else largest, tolerance), 0)
    return middle.y, middle.x


def _points_inside(geometry: BaseGeometry) -> tuple[tuple[float, float], ...]:
    """Give points of an even net inside the largest part, well away from its outline, as (lat, lon)."""
    largest = max(shapely.get_parts(geometry), key=lambda part: part.area)
    spacing = max(0.5, (largest.area / LABEL_PLACES) ** 0.5)
    room = shapely.simplify(largest, spacing / 10).buffer(-spacing / 5)
    if room.is_empty:
        return ()
    west, south, east, north = room.bounds
    lons, lats = np.meshgrid(np.arange(west, east, spacing), np.arange(south, north, spacing))
    kept = shapely.contains_xy(room, lons, lats)
    return tuple((round(float(lat), 2), round(float(lon), 2)) for lat, lon in zip(lats[kept], lons[kept], strict=True))
