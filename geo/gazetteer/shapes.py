"""Areas and lines: TopoJSON base maps go in, valid shapely geometries in (lon, lat) and border lines come out."""

from __future__ import annotations

import json
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon

from geo.errors import GazetteerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

# Two borders nearer than this (degrees, about 100 m) are one.
_TOUCH = 1e-3


def read_topology(path: Path) -> Iterator[tuple[str, BaseGeometry]]:
    """Yield id and valid geometry of every feature of the first object of a TopoJSON file."""
    try:
        topology = json.loads(path.read_text(encoding="utf-8"))
        arcs = _decode_arcs(topology)
        features = next(iter(topology["objects"].values()))["geometries"]
    except FileNotFoundError:
        raise GazetteerError(
            "is missing; expected the base map.", source=str(path), remedy="Run make basemap."
        ) from None
    except (ValueError, KeyError, StopIteration) as error:
        raise GazetteerError(f"is no TopoJSON base map: {error!r}.", source=str(path)) from error
    for feature in features:
        shape = _to_shape(feature, arcs)
        if shape is not None:
            yield str(feature.get("id", "")), shape


def _decode_arcs(topology: Mapping[str, Any]) -> list[NDArray[np.float64]]:
    arcs = [np.asarray(arc, dtype=np.float64)[:, :2] for arc in topology["arcs"]]
    if "transform" not in topology:
        return arcs
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    return [arc.cumsum(axis=0) * scale + shift for arc in arcs]


def _to_shape(feature: Mapping[str, Any], arcs: list[NDArray[np.float64]]) -> BaseGeometry | None:
    if feature.get("type") == "Polygon":
        polygons = [feature["arcs"]]
    elif feature.get("type") == "MultiPolygon":
        polygons = feature["arcs"]
    else:
        return None
    rings = [[_join(ring, arcs) for ring in polygon] for polygon in polygons]
    return _areas_of(shapely.make_valid(MultiPolygon([Polygon(r[0], r[1:]) for r in rings if len(r[0]) > 3])))


def _join(ring: list[int], arcs: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    pieces = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in ring]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def _areas_of(shape: BaseGeometry) -> BaseGeometry:
    """Drop the lines and points that make_valid leaves beside the areas."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    return shapely.unary_union([part for part in shapely.get_parts(shape) if "Polygon" in part.geom_type])


def read_shapes(path: Path) -> dict[str, BaseGeometry]:
    """Return the area of each feature by its id; features that share an id are one area."""
    parts: dict[str, list[BaseGeometry]] = {}
    for feature_id, shape in read_topology(path):
        parts.setdefault(feature_id, []).append(shape)
    return {code: shapes[0] if len(shapes) == 1 else shapely.unary_union(shapes) for code, shapes in parts.items()}


def find_borders(countries: Mapping[str, BaseGeometry]) -> dict[tuple[str, str], BaseGeometry]:
    """Return the common line of each pair of neighbours, keyed by their codes in alphabetical order."""
    codes = sorted(countries)
    areas = [countries[code] for code in codes]
    first, second = shapely.STRtree(areas).query(areas, predicate="intersects")
    rims = [shapely.boundary(area) for area in areas]
    borders = {}
    for a, b in sorted((int(i), int(j)) for i, j in zip(first, second, strict=True) if i < j):
        line = to_line(shapely.intersection(rims[a], rims[b]))
        if line is not None:
            borders[codes[a], codes[b]] = line
    return borders


def to_line(shape: BaseGeometry) -> BaseGeometry | None:
    """Return the lines of a geometry joined where they meet, None if there are none longer than a touch."""
    lines = [part for part in shapely.get_parts(shape) if isinstance(part, LineString)]
    merged = shapely.line_merge(MultiLineString(lines)) if lines else None
    return merged if merged is not None and merged.length > _TOUCH else None


def middle_of(line: BaseGeometry) -> tuple[float, float]:
    """Return lat and lon of the middle of the longest part of a line."""
    longest = max(shapely.get_parts(line), key=lambda part: part.length)
    point = longest.interpolate(0.5, normalized=True)
    return point.y, point.x


def middle_of_all(areas: Mapping[str, BaseGeometry], codes: Iterable[str]) -> tuple[float, float]:
    """Return the median lat and lon of some areas, which one huge member does not move; 0, 0 if none is known."""
    points = [point_of(areas[code]) for code in codes if code in areas]
    if not points:
        return 0.0, 0.0
    return median(lat for lat, _ in points), median(lon for _, lon in points)


def point_of(area: BaseGeometry) -> tuple[float, float]:
    """Return lat and lon of a point inside the largest part of an area: its centroid if that is inside."""
    largest = max(shapely.get_parts(area), key=lambda part: part.area)
    centre = largest.centroid
    point = centre if largest.contains(centre) else largest.representative_point()
    return point.y, point.x
