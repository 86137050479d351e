"""Draw the base map into a picture: the same files, colours and names as in the browser.

In: axes whose limits are in Web Mercator pixels of a zoom. Out: land, water, lines and names on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import withStroke

from geo.maps import assets

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

WATER, LAND, COAST, BORDER, DIVISION, RIVER = "#dfe9f1", "#f3f1ea", "#9aa3ab", "#8d949c", "#d6d1c4", "#c6d8e6"
INK, QUIET, PAPER = "#3c434a", "#9aa0a6", "#faf9f5"
TILE = 256
# As in base.js: cells from zoom 6, coarse divisions at zoom 5.
DETAIL, DIVISIONS = 6, 5
# Pixels a name may come to the edge, so that none is cut.
EDGE = 6
# A view touches six cells at most; a few views in turn.
REMEMBERED = 24

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at: the world's pixel at the upper left corner, the size in pixels, the zoom (may be broken)."""

    left: float
    top: float
    width: float
    height: float
    zoom: float

    @property
    def scale(self) -> float:
        """Pixels around the world."""
        return float(TILE * 2**self.zoom)

    def pixel(self, lat: float, lon: float) -> tuple[float, float]:
        """Return x and y in the picture of a point in degrees."""
        x, y = project(np.array([lon]), np.array([lat]))
        return float(x[0]) * self.scale - self.left, float(y[0]) * self.scale - self.top

    @property
    def box(self) -> tuple[float, float, float, float]:
        """South, west, north, east in degrees."""
        west, east = (edge / self.scale * 360 - 180 for edge in (self.left, self.left + self.width))
        north, south = (_latitude(edge / self.scale) for edge in (self.top, self.top + self.height))
        return south, west, north, east


def look_at(lat: float, lon: float, zoom: float, width: float, height: float) -> View:
    """Return the view of this size with a point in its middle."""
    x, y = project(np.array([lon]), np.array([lat]))
    scale = TILE * 2**zoom
    return View(float(x[0]) * scale - width / 2, float(y[0]) * scale - height / 2, width, height, zoom)


def project(lons: NDArray[np.float64], lats: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return Web Mercator in parts of the world: x to the east, y to the south, both 0 to 1."""
    sine = np.sin(np.radians(np.clip(lats, -85.05, 85.05)))
    return (lons + 180) / 360, 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)


def to_points(steps: Sequence[int], step: float, view: View) -> NDArray[np.float64]:
    """Turn [x, y, dx, dy, …] in steps into pixels of a view, one row a point."""
    return _to_world(steps, step) * view.scale - (view.left, view.top)


def draw_base(axes: Axes, view: View) -> None:
    """Draw everything under the events."""
    axes.set_facecolor(WATER)
    for name in _files(view):
        file = _read(name)
        _fill(axes, file.get("land", ()), view, LAND)
        _fill(axes, file.get("lake", ()), view, WATER)
        if view.zoom > 3:
            _stroke(axes, file.get("river", ()), view, RIVER, 0.8)
        if view.zoom >= DIVISIONS:
            _stroke(axes, file.get("division", ()), view, DIVISION, 0.8)
        _stroke(axes, file.get("coast", file.get("land", ())), view, COAST, 0.6)
        _stroke(axes, file.get("border", ()), view, BORDER, 1.0)
        _stroke(axes, file.get("disputed", ()), view, BORDER, 1.0, dashes=(4, 3))


def draw_names(axes: Axes, view: View, taken: Iterable[Box]) -> None:
    """Write the names that fit the zoom and clear of the boxes (left, top, right, bottom) already taken."""
    boxes = list(taken)
    south, west, north, east = view.box
    for file in ("world", *(_files(view) if view.zoom >= DETAIL else ())):
        for name, lat, lon, zoom, sort in assets.basemap(file).get("labels", ()):
            fits = zoom <= int(view.zoom) and (sort != "country" or view.zoom <= zoom + 4)
            if fits and south < lat < north and west < lon < east:
                _write(axes, view, (name, lat, lon, sort), boxes)


@dataclass(frozen=True, slots=True)
class _Shape:
    """Rings or a line in parts of the world, and their box: left, top, right, bottom."""

    rings: tuple[NDArray[np.float64], ...]
    box: Box

    def pixels(self, view: View) -> list[NDArray[np.float64]]:
        return [ring * view.scale - (view.left, view.top) for ring in self.rings]

    def is_seen(self, view: View) -> bool:
        left, top, right, bottom = (edge * view.scale for edge in self.box)
        within = left < view.left + view.width and right > view.left
        return within and top < view.top + view.height and bottom > view.top


@lru_cache(maxsize=REMEMBERED)
def _read(name: str) -> Mapping[str, Sequence[_Shape]]:
    file = assets.basemap(name)
    return {layer: [_to_shape(rings, file["g"]) for rings in shapes] for layer, shapes in file["layers"].items()}


def _to_shape(rings: Iterable[Sequence[int]], step: float) -> _Shape:
    projected = tuple(_to_world(ring, step) for ring in rings)
    (left, top), (right, bottom) = projected[0].min(axis=0), projected[0].max(axis=0)
    return _Shape(projected, (float(left), float(top), float(right), float(bottom)))


def _to_world(steps: Sequence[int], step: float) -> NDArray[np.float64]:
    degrees = np.cumsum(np.array(steps, dtype=float).reshape(-1, 2), axis=0) * step
    return np.column_stack(project(degrees[:, 0], degrees[:, 1]))


def _files(view: View) -> list[str]:
    if view.zoom < DETAIL:
        return ["world", *(["divisions"] if view.zoom >= DIVISIONS else [])]
    return [f"cell_{column}_{row}" for column, row in assets.cells_at(*view.box)]


def _fill(axes: Axes, shapes: Iterable[_Shape], view: View, colour: str) -> None:
    paths = [
        Path(_turned(ring, outer=number == 0), closed=True)
        for shape in shapes
        if shape.is_seen(view)
        for number, ring in enumerate(shape.pixels(view))
    ]
    if paths:
        axes.add_patch(PathPatch(Path.make_compound_path(*paths), facecolor=colour, edgecolor="none"))


def _turned(ring: NDArray[np.float64], *, outer: bool) -> NDArray[np.float64]:
    """Turn outer rings one way and holes the other, so that holes stay open."""
    x, y = ring[:, 0], ring[:, 1]
    clockwise = float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) > 0
    return ring if clockwise == outer else ring[::-1]


def _stroke(
    axes: Axes, shapes: Iterable[_Shape], view: View, colour: str, width: float, dashes: tuple[int, int] | None = None
) -> None:
    seen = [line for shape in shapes if shape.is_seen(view) for line in shape.pixels(view)]
    style = (0, dashes) if dashes else "solid"
    axes.add_collection(LineCollection(seen, colors=colour, linewidths=width, linestyles=[style]), autolim=False)


def _write(axes: Axes, view: View, label: tuple[str, float, float, str], boxes: list[Box]) -> None:
    """Write a name if there is room; a town that bears a mark has its name beside the mark."""
    name, lat, lon, sort = label
    x, y = view.pixel(lat, lon)
    if sort == "country":
        shown = " ".join(name.upper())
        wide = len(shown) * 5.2
        if _take((x - wide / 2, y - 8, x + wide / 2, y + 8), view, boxes):
            _put(axes, x, y, shown, {"ha": "center", "color": QUIET, "fontsize": 7.5})
        return
    for start in (5, 19):
        wide = len(name) * 6.6
        if _take((x + start - 8 * (start == 5), y - 8, x + start + wide, y + 8), view, boxes):
            _put(axes, x + start, y, name, {"ha": "left", "color": INK, "fontsize": 8})
            if start == 5:
                axes.plot([x], [y], "o", color=INK, markersize=2.6 if sort == "capital" else 2.0, zorder=3)
            return


def _take(box: Box, view: View, boxes: list[Box]) -> bool:
    left, top, right, bottom = box
    if left < EDGE or top < EDGE or right > view.width - EDGE or bottom > view.height - EDGE:
        return False
    if any(left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in boxes):
        return False
    boxes.append(box)
    return True


def _put(axes: Axes, x: float, y: float, text: str, style: dict[str, Any]) -> None:
    halo = [withStroke(linewidth=2.5, foreground=PAPER)]
    axes.text(x, y, text, va="center", path_effects=halo, zorder=3, parse_math=False, **style)


def _latitude(y: float) -> float:
    return float(np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y)))))
