"""Write and read TopoJSON: areas and lines that share their common points exactly once.

In: shapely geometries on one grid, neighbours sharing vertices. Out: a TopoJSON topology whose arcs are each stored
once, delta-coded in whole grid steps. Refuses nothing; rings that fall under four points on the grid are left out.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

Point = tuple[int, int]
Line = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Feature:
    """A geometry in (lon, lat) with its id and properties."""

    id: str
    geometry: BaseGeometry
    properties: Mapping[str, Any] = field(default_factory=dict)


def encode(layers: Mapping[str, Sequence[Feature]], *, grid: float) -> dict[str, Any]:
    """Make a topology of the layers; ``grid`` is the step in degrees, arcs are shared between all layers."""
    drawn = {
        name: [(feature, list(_parts(feature.geometry, grid))) for feature in layer] for name, layer in layers.items()
    }
    lines = [line for layer in drawn.values() for _, parts in layer for part in parts for line in part]
    arcs = _Arcs(_junctions(lines))
    objects = {
        name: {
            "type": "GeometryCollection",
            "geometries": [_geometry(feature, parts, arcs) for feature, parts in layer],
        }
        for name, layer in drawn.items()
    }
    transform = {"scale": [grid, grid], "translate": [0, 0]}
    return {
        "type": "Topology",
        "transform": transform,
        "objects": objects,
        "arcs": [_deltas(arc) for arc in arcs.stored],
    }


def write(topology: Mapping[str, Any], path: Path) -> None:
    """Write a topology as compact JSON; the same topology gives the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(topology, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def decode(path: Path, layer: str) -> Iterator[Feature]:
    """Read the areas of one layer of a TopoJSON file, made valid, in (lon, lat)."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    yield from to_features(topology, layer, to_lines(topology))


def to_lines(topology: Mapping[str, Any]) -> list[np.ndarray[Any, Any]]:
    """Give the arcs of a topology as arrays of (lon, lat)."""
    scale, translate = (np.array(topology["transform"][key], dtype=float) for key in ("scale", "translate"))
    return [np.cumsum(np.array(arc, dtype=float), axis=0)[:, :2] * scale + translate for arc in topology["arcs"]]


def to_features(topology: Mapping[str, Any], layer: str, arcs: Sequence[np.ndarray[Any, Any]]) -> Iterator[Feature]:
    """Build the features of a layer from arcs, the topology's own or simplified ones; empty ones are left out."""
    for item in topology["objects"][layer]["geometries"]:
        geometry = _to_geometry(item, arcs)
        if geometry is not None and not geometry.is_empty:
            yield Feature(str(item.get("id") or ""), geometry, item.get("properties") or {})


class _Arcs:
    """The arcs met so far, each stored once whichever way round it is met."""

    def __init__(self, junctions: set[Point]) -> None:
        self.stored: list[Line] = []
        self._junctions = junctions
        self._known: dict[Line, int] = {}

    def cut(self, line: Line) -> list[int]:
        """Cut a line at the junctions; give arc numbers, ~number for an arc run backwards."""
        if line[0] == line[-1]:
            line = self._turn(line)
        cuts = [i for i in range(1, len(line) - 1) if line[i] in self._junctions]
        stops = [0, *cuts, len(line) - 1]
        return [self._number(line[a : b + 1]) for a, b in pairwise(stops)]

    def _turn(self, ring: Line) -> Line:
        """Start a ring at a junction, or, if it has none, at its smallest point."""
        start = next((i for i, point in enumerate(ring) if point in self._junctions), None)
        if start is None:
            start = ring.index(min(ring))
        return ring[start:-1] + ring[: start + 1]

    def _number(self, arc: Line) -> int:
        if arc in self._known:
            return self._known[arc]
        back = arc[::-1]
        if back in self._known:
            return ~self._known[back]
        self._known[arc] = len(self.stored)
        self.stored.append(arc)
        return self._known[arc]


def _parts(geometry: BaseGeometry, grid: float) -> Iterator[list[Line]]:
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            rings = [_on_grid(ring, grid) for ring in (part.exterior, *part.interiors)]
            if len(rings[0]) >= 4:
                yield [ring for ring in rings if len(ring) >= 4]
        elif part.geom_type in ("LineString", "LinearRing"):
            line = _on_grid(part, grid)
            if len(line) >= 2:
                yield [line]


def _on_grid(line: BaseGeometry, grid: float) -> Line:
    points = np.rint(shapely.get_coordinates(line) / grid).astype(int)
    kept = points[np.r_[True, np.any(np.diff(points, axis=0) != 0, axis=1)]]
    return tuple(map(tuple, kept.tolist()))


def _junctions(lines: Iterable[Line]) -> set[Point]:
    """Give the points where lines meet: all ends of open lines, and points with more than two neighbours."""
    around: dict[Point, set[Point]] = {}
    found: set[Point] = set()
    for line in lines:
        closed = line[0] == line[-1]
        if not closed:
            found.update((line[0], line[-1]))
        for i in range(len(line) - 1):
            around.setdefault(line[i], set()).add(line[i + 1])
            around.setdefault(line[i + 1], set()).add(line[i])
    found.update(point for point, neighbours in around.items() if len(neighbours) > 2)
    return found


def _geometry(feature: Feature, parts: Sequence[Sequence[Line]], arcs: _Arcs) -> dict[str, Any]:
    cut = [[arcs.cut(line) for line in part] for part in parts]
    area = feature.geometry.geom_type in ("Polygon", "MultiPolygon")
    item: dict[str, Any] = {"type": "MultiPolygon" if area else "MultiLineString"}
    item["arcs"] = cut if area else [part[0] for part in cut]
    if feature.id:
        item["id"] = feature.id
    if feature.properties:
        item["properties"] = dict(feature.properties)
    return item


def _deltas(arc: Line) -> list[list[int]]:
    points = np.array(arc, dtype=int)
    steps = np.vstack([points[:1], np.diff(points, axis=0)])
    return [[int(x), int(y)] for x, y in steps]


def _to_geometry(item: Mapping[str, Any], arcs: Sequence[np.ndarray[Any, Any]]) -> BaseGeometry | None:
    kind = item.get("type")
    if kind in ("Polygon", "MultiPolygon"):
        polygons = [item["arcs"]] if kind == "Polygon" else item["arcs"]
        rings = [[_stitch(ring, arcs) for ring in polygon] for polygon in polygons]
        kept = [polygon for polygon in rings if polygon and len(polygon[0]) >= 4]
        areas = [_to_area(shell, [h for h in holes if len(h) >= 4]) for shell, *holes in kept]
        whole = shapely.MultiPolygon([part for area in areas for part in shapely.get_parts(area)])
        return shapely.make_valid(whole, method="structure", keep_collapsed=False)
    if kind in ("LineString", "MultiLineString"):
        lines = [item["arcs"]] if kind == "LineString" else item["arcs"]
        return shapely.MultiLineString([shapely.LineString(_stitch(line, arcs)) for line in lines])
    return None


def _to_area(shell: np.ndarray[Any, Any], holes: Sequence[np.ndarray[Any, Any]]) -> BaseGeometry:
    """Make an area of rings; one that crosses the 180th meridian (Russia, Fiji, Antarctica) is cut there."""
    if not _crosses(shell):
        return shapely.Polygon(shell, holes)
    return shapely.difference(_unroll(shell), shapely.union_all([_unroll(hole) for hole in holes]))


def _crosses(ring: np.ndarray[Any, Any]) -> bool:
    """True if two neighbours in a ring are half the world apart, which is the shorter way over the 180th meridian."""
    return bool(np.any(np.abs(np.diff(ring[:, 0])) > 180))


def _unroll(ring: np.ndarray[Any, Any]) -> BaseGeometry:
    """Draw a ring without leaps in longitude, close it over the pole if it runs round that, and fold it into ±180."""
    turns = np.rint(np.diff(ring[:, 0], prepend=ring[0, 0]) / 360).cumsum() * -360
    drawn = np.column_stack([ring[:, 0] + turns, ring[:, 1]])
    if turns[-1]:
        pole = math.copysign(90, ring[:, 1].mean())
        drawn = np.vstack([drawn, [drawn[-1, 0], pole], [drawn[0, 0], pole], drawn[:1]])
    area = shapely.make_valid(shapely.Polygon(drawn), method="structure", keep_collapsed=False)
    worlds = [(shift, shapely.box(shift - 180, -90, shift + 180, 90)) for shift in (-360, 0, 360)]
    folded = [shapely.transform(area.intersection(box), _shifted(-shift)) for shift, box in worlds]
    return shapely.union_all([part for part in shapely.get_parts(folded) if "Polygon" in part.geom_type])


def _shifted(shift: float) -> Callable[[np.ndarray[Any, Any]], np.ndarray[Any, Any]]:
    return lambda points: points + np.array([shift, 0.0])


def _stitch(numbers: Sequence[int], arcs: Sequence[np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    pieces = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])
