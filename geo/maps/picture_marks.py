"""Draw events into a picture, as honestly as the live map: marks, hatched areas, border lines, labels.

In: axes in pixels, y downwards, and a `Layer`. Out: what was drawn, as boxes that names keep clear of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.patches import Circle, FancyBboxPatch, PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import withStroke

from geo.language import tr
from geo.maps.markup import clean
from geo.maps.picture_base import View, to_points
from geo.maps.proper_names import place_name
from geo.maps.shapes import STEP, Form
from geo.models import Group, Precision, Status

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from geo.maps.layers import Layer, Spot
    from geo.models import Event

COLOURS = {
    Group.BORDER: "#0b63a8",
    Group.FORCES: "#b8660b",
    Group.FIGHTING: "#c1361d",
    Group.DIPLOMACY: "#0b7a5c",
    Group.PEOPLE: "#8a4f9e",
}
# The outlines of symbols.js, around the middle of their box of 22 pixels.
_OUTLINES = {
    Group.BORDER: "5.5,5.5 16.5,5.5 16.5,16.5 5.5,16.5",
    Group.FORCES: "11,3.8 17.5,16.2 4.5,16.2",
    Group.FIGHTING: "11,3.5 13.1,8.1 18.1,8.7 14.4,12.1 15.4,17 11,14.6 6.6,17 7.6,12.1 3.9,8.7 8.9,8.1",
    Group.PEOPLE: "11,3.8 17.8,8.8 15.2,16.8 6.8,16.8 4.2,8.8",
}
_HOLLOW = (Status.CLAIMED, Status.HYPOTHETICAL, Status.DENIED)
_DASHED = (Status.HYPOTHETICAL, Status.PLANNED)
INK = "#1b1f24"
# Where a label may stand beside its point, in pixels, in the order tried; as in symbols.js.
_SHIFTS = (-22, 22, 0, -48, 48)
_REGION_SHIFTS = (0, -22, 22, -48, 48)
_LETTER = 6.9
# More marks than this are joined by squares of this many pixels.
CROWD, SQUARE = 800, 64

Box = tuple[float, float, float, float]


def draw_symbol(axes: Axes, x: float, y: float, group: Group, status: Status, *, order: float = 6) -> None:
    """Draw the mark of a kind's group in the stroke of a status."""
    colour = COLOURS[group]
    fill = "#ffffff" if status in _HOLLOW else colour
    dash = (0, (1.7, 1.2)) if status is Status.HYPOTHETICAL else "solid"
    halo = [withStroke(linewidth=3.6, foreground="#ffffff")]
    style = {"facecolor": fill, "edgecolor": colour, "linewidth": 1.5, "linestyle": dash, "zorder": order}
    if group is Group.DIPLOMACY:
        axes.add_patch(Circle((x, y), 6.2, path_effects=halo if dash == "solid" else None, **style))
    else:
        outline = np.array([pair.split(",") for pair in _OUTLINES[group].split()], dtype=float)
        points = outline + np.array([x - 11, y - 11])
        closed = Path([*points, points[0]], closed=True)
        axes.add_patch(PathPatch(closed, path_effects=halo if dash == "solid" else None, joinstyle="round", **style))
    if status is Status.CLAIMED:
        axes.add_patch(Circle((x, y), 10.4, fill=False, edgecolor=colour, linewidth=1.1, zorder=order))
    if status is Status.PLANNED:
        axes.add_patch(Circle((x, y + (1 if group is Group.FORCES else 0)), 2.5, facecolor="#ffffff", zorder=order))
    if status is Status.DENIED:
        for slope in (-1, 1):
            axes.plot([x - 7, x + 7], [y - 7 * slope, y + 7 * slope], color=colour, linewidth=1.4, zorder=order)


def draw_events(axes: Axes, view: View, layer: Layer) -> tuple[list[Box], list[str]]:
    """Draw all places; returns the boxes taken and what could not be placed in this view, in words."""
    shapes = [spot for spot in layer.spots if spot.shape.form in (Form.AREA, Form.LINE)]
    for spot in shapes:
        _draw_lines(axes, view, spot, layer.events[spot.lead])
    boxes: list[Box] = []
    away: list[str] = []
    marks = [spot for spot in layer.spots if spot.shape.form in (Form.AREA, Form.LINE, Form.MARK)]
    for spot in _join(marks, view):
        boxes += _draw_mark(axes, view, spot, layer.events[spot.lead])
    for spot in layer.spots:
        if spot.shape.form in (Form.LABEL, Form.LIST):
            box = _draw_label(axes, view, spot, layer.events[spot.lead], boxes)
            boxes += box
            away += [] if box else [label_words(spot)]
    return boxes, away


def _join(spots: Sequence[Spot], view: View) -> Iterable[Spot]:
    """Join a crowd of places by squares of the view, each standing where most happened; as in symbols.js."""
    if len(spots) <= CROWD:
        return spots
    squares: dict[tuple[int, int], list[Spot]] = {}
    for spot in spots:
        x, y = view.pixel(spot.shape.lat, spot.shape.lon)
        squares.setdefault((int(x // SQUARE), int(y // SQUARE)), []).append(spot)
    return [_join_all(some) for some in squares.values()]


def _join_all(spots: Sequence[Spot]) -> Spot:
    most = max(spots, key=lambda spot: len(spot.events))
    return replace(most, events=tuple(number for spot in spots for number in spot.events))


def label_words(spot: Spot) -> str:
    """Say what a place without a point bears: "Belarus as a whole · 17"."""
    name = place_name(spot.place)
    whole = tr("{country} as a whole", country=name) if spot.place.precision is Precision.COUNTRY else name
    return f"{clean(whole)} · {len(spot.events)}"


def _draw_lines(axes: Axes, view: View, spot: Spot, lead: Event) -> None:
    colour = COLOURS[lead.kind.group]
    dash = (0, (4, 3)) if lead.status in _DASHED else "solid"
    lines = [to_points(line, STEP, view) for line in spot.shape.lines]
    if spot.shape.form is Form.LINE:
        for line in lines:
            axes.plot(line[:, 0], line[:, 1], color="#ffffff", linewidth=5.5, alpha=0.75, zorder=4)
            axes.plot(line[:, 0], line[:, 1], color=colour, linewidth=3.2, linestyle=dash, zorder=4.1)
        return
    if spot.shape.fades:
        _draw_fading(axes, view, spot, colour)
        for line in lines:
            axes.plot(line[:, 0], line[:, 1], color=colour, linewidth=1.2, linestyle=dash, zorder=4.1)
        return
    outline = Path.make_compound_path(*[Path(line, closed=True) for line in lines])
    axes.add_patch(PathPatch(outline, facecolor=colour, alpha=0.08, edgecolor="none", zorder=4))
    hatch = PathPatch(outline, fill=False, edgecolor=colour, linewidth=1.2, linestyle=dash, hatch="////", zorder=4)
    hatch.set_hatch_linewidth(0.7)
    axes.add_patch(hatch)


def _draw_fading(axes: Axes, view: View, spot: Spot, colour: str) -> None:
    """Fill a part of a country so that it fades out where its edge is not known."""
    for rings in spot.shape.fades:
        outline = Path.make_compound_path(*[Path(to_points(ring, STEP, view), closed=True) for ring in rings])
        alpha = 1 / len(spot.shape.fades)
        axes.add_patch(PathPatch(outline, facecolor=colour, alpha=0.08 * alpha, edgecolor="none", zorder=4))
        hatch = PathPatch(outline, fill=False, edgecolor=colour, linewidth=0, alpha=alpha, hatch="////", zorder=4)
        hatch.set_hatch_linewidth(0.7)
        axes.add_patch(hatch)


def _draw_mark(axes: Axes, view: View, spot: Spot, lead: Event) -> list[Box]:
    x, y = view.pixel(spot.shape.lat, spot.shape.lon)
    if not (-12 < x < view.width + 12 and -12 < y < view.height + 12):
        return []
    draw_symbol(axes, x, y, lead.kind.group, lead.status)
    if len(spot.events) > 1:
        badge = {"boxstyle": "round,pad=0.25,rounding_size=0.8", "facecolor": INK, "edgecolor": "none"}
        axes.text(
            x + 10, y - 9, str(len(spot.events)), color="#ffffff", fontsize=7, fontweight="bold", ha="center",
            va="center", bbox=badge, zorder=7,
        )  # fmt: skip
    return [(x - 13, y - 13, x + 15, y + 13)]


def _draw_label(axes: Axes, view: View, spot: Spot, lead: Event, taken: Iterable[Box]) -> list[Box]:
    if spot.shape.form is Form.LIST:
        return []
    text = label_words(spot)
    wide, others = len(text) * _LETTER + 34, list(taken)
    shifts = _SHIFTS if spot.place.precision is Precision.COUNTRY else _REGION_SHIFTS
    main = view.pixel(spot.shape.lat, spot.shape.lon)
    rest = sorted(
        (view.pixel(*point) for point in spot.shape.inside), key=lambda at: (np.hypot(*np.subtract(at, main)), at)
    )
    for x, y in (main, *rest):
        for shift in shifts:
            box = (x - wide / 2, y + shift - 13, x + wide / 2, y + shift + 13)
            inside = box[0] > 6 and box[1] > 6 and box[2] < view.width - 6 and box[3] < view.height - 6
            if inside and not any(_meet(box, other) for other in others):
                _write_label(axes, x, y + shift, text, wide, lead)
                return [box]
    return []


def _write_label(axes: Axes, x: float, y: float, text: str, wide: float, lead: Event) -> None:
    box = FancyBboxPatch(
        (x - wide / 2, y - 12), wide, 24, boxstyle="round,pad=0,rounding_size=12", facecolor="#ffffff",
        edgecolor="#c9ced3", linewidth=0.8, zorder=6,
    )  # fmt: skip
    axes.add_patch(box)
    draw_symbol(axes, x - wide / 2 + 15, y, lead.kind.group, lead.status, order=6.5)
    axes.text(x - wide / 2 + 28, y, text, ha="left", va="center", fontsize=9, color=INK, zorder=7, parse_math=False)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
