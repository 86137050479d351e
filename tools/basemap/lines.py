"""Sort the world's lines by what they part: coast, borders, disputed lines, divisions; at one level of detail.

In: the faces of the world. Out: the areas of countries and four sets of lines that share their points with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tools.basemap.faces import GRID, Face
from tools.basemap.topology import Feature, encode, to_features, to_lines

# Land borders not agreed between the two sides, with the latitude from which on this is so: Kosovo, Western Sahara,
# Palestine, the Golan, Kashmir, and the line between China and India.
UNSETTLED = {
    "RS-XK": -90.0,
    "EH-MA": -90.0,
    "IL-PS": -90.0,
    "IL-SY": -90.0,
    "IN-PK": 32.5,
    "CN-IN": -90.0,
    "CN-PK": -90.0,
}
# Divisions outside the control of the state they belong to for the United Nations: Abkhazia and Transnistria.
BREAKAWAY = frozenset({"GE-AB", "MD-SN"})
LAYERS = ("coast", "border", "disputed", "division")


@dataclass(frozen=True, slots=True)
class World:
    """Areas of countries (id: ISO alpha-2) and lines by layer, all in (lon, lat)."""

    areas: list[BaseGeometry]
    lines: Mapping[str, list[BaseGeometry]]


class Net:
    """All arcs of the world, each with the faces on its two sides."""

    def __init__(self, faces: Sequence[Face]) -> None:
        features = [Feature(str(i), face.geometry) for i, face in enumerate(faces)]
        self._topology = encode({"faces": features}, grid=GRID)
        self._arcs = to_lines(self._topology)
        self._sorted = self._sort(faces)

    def draw(self, tolerance: float) -> World:
        """Simplify every arc once, so that areas and lines stay on each other; tolerance in degrees."""
        arcs = [_simplify(arc, tolerance) for arc in self._arcs]
        areas = [feature.geometry for feature in to_features(self._topology, "faces", arcs)]
        return World(areas, {layer: _merge(arcs[i] for i in self._sorted[layer]) for layer in LAYERS})

    def _sort(self, faces: Sequence[Face]) -> dict[str, list[int]]:
        sides: dict[int, list[Face]] = {}
        for item in self._topology["objects"]["faces"]["geometries"]:
            for number in _numbers(item["arcs"]):
                sides.setdefault(number if number >= 0 else ~number, []).append(faces[int(item["id"])])
        found: dict[str, list[int]] = {layer: [] for layer in LAYERS}
        for number, beside in sides.items():
            layer = _layer(beside, float(self._arcs[number][0][1]))
            if layer:
                found[layer].append(number)
        return found


def _layer(beside: Sequence[Face], lat: float) -> str:
    """Say what an arc parts, "" if nothing that is to be drawn."""
    if len(beside) < 2:
        return "coast"
    one, other = beside[:2]
    if one.country != other.country:
        pair = "-".join(sorted((one.country, other.country)))
        return "disputed" if lat >= UNSETTLED.get(pair, 91.0) else "border"
    if one.entity != other.entity or (one.division in BREAKAWAY) != (other.division in BREAKAWAY):
        return "disputed"
    return "division" if one.division != other.division else ""


def _numbers(nested: Any) -> Iterator[int]:
    for item in nested:
        if isinstance(item, int):
            yield item
        else:
            yield from _numbers(item)


def _simplify(arc: np.ndarray[Any, Any], tolerance: float) -> np.ndarray[Any, Any]:
    return shapely.get_coordinates(shapely.simplify(shapely.LineString(arc), tolerance, preserve_topology=False))


def _merge(arcs: Iterable[np.ndarray[Any, Any]]) -> list[BaseGeometry]:
    lines = [shapely.LineString(arc) for arc in arcs if len(arc) >= 2]
    return list(shapely.get_parts(shapely.line_merge(shapely.MultiLineString(lines))))
