"""Make the files a browser draws: the world coarsely, and each cell of the globe in detail.

In: faces, lakes, rivers, labels. Out: static/basemap/world.json.gz (zooms 0 to 5), divisions.json.gz (zoom 5) and one
cell_COLUMN_ROW.json.gz for every cell with land (from zoom 6), in whole steps of ``g`` degrees; each line is
[x, y, dx, dy, …]. The world lists the cells there are, so a browser asks for no file that does not exist.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from tools.basemap.faces import Face
from tools.basemap.labels import Label
from tools.basemap.lines import Net

# Degrees. At zoom 5 a pixel is 0.044 degrees of longitude, at zoom 8 0.0055: about a pixel is left out.
COARSE, FINE = 0.05, 0.003
# A laptop shows some 30 by 13 degrees at zoom 6, so at most six cells at once.
CELL_WIDTH, CELL_HEIGHT = 20, 10
# From this zoom on the cells are drawn.
DETAIL = 6
# Cells overlap by this many degrees, so that no seam shows between two fills.
OVERLAP = 0.02
# Islands and lakes under this many square degrees (about 200 km²), and division lines shorter than this many degrees,
# are left out of the coarse files.
SPECK, STUB = 0.02, 0.4


def write_browser_files(
    faces: Sequence[Face],
    lakes: Sequence[BaseGeometry],
    rivers: Sequence[BaseGeometry],
    labels: Sequence[Label],
    folder: Path,
) -> None:
    """Write the world and the cells into an empty folder."""
    net = Net(faces)
    for old in folder.glob("*.json.gz"):
        old.unlink()
    detail = _layers(net, FINE, lakes, rivers)
    cells = _write_cells(detail, labels, folder)
    coarse = _layers(net, COARSE, [lake for lake in lakes if lake.area > SPECK], rivers)
    coarse["land"] = [area for area in coarse["land"] if area.area > SPECK]
    # In the coarse file the coast is the outline of the land, so it is not written twice.
    del coarse["coast"]
    divisions = [line for line in coarse.pop("division") if line.length > STUB]
    _write({"g": COARSE / 4, "layers": {"division": _steps(divisions, COARSE / 4)}}, folder / "divisions.json.gz")
    first = [label for label in labels if label.zoom < DETAIL]
    world: dict[str, Any] = {"g": COARSE / 4, "cell": [CELL_WIDTH, CELL_HEIGHT], "cells": cells}
    world["labels"] = [label.row() for label in first]
    world["layers"] = {name: _steps(shapes, COARSE / 4) for name, shapes in coarse.items()}
    _write(world, folder / "world.json.gz")


def _layers(
    net: Net, tolerance: float, lakes: Sequence[BaseGeometry], rivers: Sequence[BaseGeometry]
) -> dict[str, list[BaseGeometry]]:
    world = net.draw(tolerance)
    layers: dict[str, list[BaseGeometry]] = {"land": _polygons([shapely.union_all(world.areas)])}
    layers["lake"] = _polygons(shapely.simplify(list(lakes), tolerance))
    layers["river"] = list(shapely.simplify(list(rivers), tolerance))
    return layers | dict(world.lines)


def _write_cells(
    layers: Mapping[str, Sequence[BaseGeometry]], labels: Sequence[Label], folder: Path
) -> list[list[int]]:
    names: dict[tuple[int, int], list[list[object]]] = {}
    for label in labels:
        if label.zoom >= DETAIL:
            key = (math.floor(label.lon / CELL_WIDTH), math.floor(label.lat / CELL_HEIGHT))
            names.setdefault(key, []).append(label.row())
    trees = {name: shapely.STRtree(shapes) for name, shapes in layers.items()}
    cells = []
    for column in range(-180 // CELL_WIDTH, 180 // CELL_WIDTH):
        for row in range(-90 // CELL_HEIGHT, 90 // CELL_HEIGHT):
            clipped = {name: _clip(trees[name], shapes, column, row) for name, shapes in layers.items()}
            if clipped["land"]:
                written = {name: _steps(shapes, FINE / 3) for name, shapes in clipped.items()}
                content = {"g": FINE / 3, "layers": written, "labels": names.get((column, row), [])}
                _write(content, folder / f"cell_{column}_{row}.json.gz")
                cells.append([column, row])
    return cells


def _clip(tree: shapely.STRtree, shapes: Sequence[BaseGeometry], column: int, row: int) -> list[BaseGeometry]:
    west, south = column * CELL_WIDTH - OVERLAP, row * CELL_HEIGHT - OVERLAP
    box = (west, south, west + CELL_WIDTH + 2 * OVERLAP, south + CELL_HEIGHT + 2 * OVERLAP)
    near = [shapes[i] for i in sorted(tree.query(shapely.box(*box)))]
    return [part for part in shapely.get_parts(shapely.clip_by_rect(near, *box)) if not part.is_empty]


def _polygons(shapes: Iterable[BaseGeometry]) -> list[BaseGeometry]:
    return [part for part in shapely.get_parts(list(shapes)) if part.geom_type == "Polygon" and not part.is_empty]


def _steps(shapes: Iterable[BaseGeometry], grid: float) -> list[list[list[int]]]:
    """Write each shape as its rings or its one line; what falls to a point is left out."""
    found = []
    for shape in shapes:
        rings = [shape.exterior, *shape.interiors] if isinstance(shape, shapely.Polygon) else [shape]
        least = 4 if shape.geom_type == "Polygon" else 2
        steps = [_line(ring, grid, least) for ring in rings]
        if steps[0]:
            found.append([step for step in steps if step])
    return found


def _line(line: BaseGeometry, grid: float, least: int) -> list[int]:
    points = np.rint(shapely.get_coordinates(line) / grid).astype(int)
    kept = points[np.r_[True, np.any(np.diff(points, axis=0) != 0, axis=1)]]
    if len(kept) < least:
        return []
    return [int(n) for n in np.vstack([kept[:1], np.diff(kept, axis=0)]).ravel()]


def _write(content: Mapping[str, Any], path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
    path.write_bytes(gzip.compress(text.encode(), mtime=0))  # packed once, not for each visitor
