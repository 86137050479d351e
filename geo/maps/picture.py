"""A picture of the map with all that a reader needs: title, filter, N of M, legend, day, sources, credit.

In: a `Layer` and words about it. Out: the bytes of a PNG, the same for the same input; no browser, no network.
"""

from __future__ import annotations

import io
import textwrap
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from geo.language import tr
from geo.maps import assets, words
from geo.maps.markup import clean
from geo.maps.picture_base import View, draw_base, draw_names, look_at, to_points
from geo.maps.picture_marks import COLOURS, INK, draw_events, draw_symbol
from geo.maps.shapes import STEP, Form
from geo.models import Group, Status

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from geo.maps.layers import Layer

DPI = 100
HEAD, SIDE, FOOT = 84, 250, 46
MARGIN = 22
# Letters that fit the lines of head, side and foot at their sizes (measured with DejaVu Sans).
HEAD_LETTERS, SIDE_LETTERS, FOOT_LETTERS = 170, 34, 205
# The closest look that the base map bears.
CLOSEST, WIDEST = 8.0, 2.0
# Whole countries alone are looked at from farther away: their labels stand in their middle.
CLOSEST_OF_LABELS = 5.0
MOST_AWAY = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on, in pixels at 100 to the inch."""

    width: int
    height: int


SCREEN, A4, SLIDE = Sheet(1600, 1000), Sheet(1600, 1131), Sheet(1600, 900)


@dataclass(frozen=True, slots=True)
class Caption:
    """The words around a picture: ``lines`` such as the filter and "N of M", ``footer`` such as day and sources."""

    title: str
    lines: Sequence[str] = ()
    footer: Sequence[str] = ()


def to_png(layer: Layer, caption: Caption, *, view: tuple[float, float, float] | None = None) -> bytes:
    """Draw the layer; ``view`` is latitude, longitude, zoom, without it all marks, areas and lines are shown."""
    with style():
        target = io.BytesIO()
        draw_sheet(SCREEN, layer, caption, view).savefig(target, format="png", metadata={"Software": None})
        return target.getvalue()


@contextmanager
def style() -> Iterator[None]:
    """Draw with matplotlib's own defaults, whatever a person has set, and its own font, whatever the machine has."""
    with mpl.rc_context(mpl.rcParamsDefault), warnings.catch_warnings():
        mpl.rcParams.update({"font.family": "DejaVu Sans", "hatch.linewidth": 0.7, "pdf.fonttype": 42})
        # A letter that the font lacks is drawn as a box; that is no reason to fail.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        yield


def new_figure(sheet: Sheet) -> Figure:
    """Return an empty sheet."""
    figure = Figure(figsize=(sheet.width / DPI, sheet.height / DPI), dpi=DPI, facecolor="#ffffff")
    FigureCanvasAgg(figure)
    return figure


def draw_sheet(sheet: Sheet, layer: Layer, caption: Caption, view: tuple[float, float, float] | None = None) -> Figure:
    """Draw the map with head, legend and foot."""
    figure = new_figure(sheet)
    _draw_words(figure, sheet, caption)
    away = _draw_map(figure, sheet, layer, view)
    _draw_side(figure, sheet, layer, away)
    return figure


def pixel_axes(figure: Figure, sheet: Sheet, left: float, top: float, width: float, height: float) -> Axes:
    """Make axes at a place in pixels from the upper left, with pixels as their unit and y downwards."""
    axes = figure.add_axes(
        (left / sheet.width, 1 - (top + height) / sheet.height, width / sheet.width, height / sheet.height)
    )
    axes.set(xlim=(0, width), ylim=(height, 0), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes


def _draw_map(figure: Figure, sheet: Sheet, layer: Layer, wanted: tuple[float, float, float] | None) -> list[str]:
    width, height = sheet.width - SIDE, sheet.height - HEAD - FOOT
    axes = pixel_axes(figure, sheet, 0, HEAD, width, height)
    view = look_at(*wanted, width, height) if wanted else _fit(layer, width, height)
    draw_base(axes, view)
    taken, away = draw_events(axes, view, layer)
    draw_names(axes, view, taken)
    return away


def _fit(layer: Layer, width: float, height: float) -> View:
    """Look at all marks, areas and lines, or, if there are none, at the labels."""
    world = look_at(0, 0, 0, 0, 0)
    near = [spot.shape for spot in layer.spots if spot.shape.form in (Form.MARK, Form.AREA, Form.LINE)]
    closest = CLOSEST if near else CLOSEST_OF_LABELS
    near = near or [spot.shape for spot in layer.spots if spot.shape.form is Form.LABEL]
    if not near:
        return look_at(52, 25, 4, width, height)
    points = np.vstack(
        [np.array([world.pixel(shape.lat, shape.lon) for shape in near])]
        + [to_points(line, STEP, world) for shape in near for line in shape.lines]
    )
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    room = 0.8 * np.array([width, height]) / np.maximum(1e-9, [right - left, bottom - top])
    zoom = float(np.clip(np.log2(room.min()), WIDEST, closest))
    scale = 2**zoom
    middle_x, middle_y = (left + right) / 2 + world.left, (top + bottom) / 2 + world.top
    return View(middle_x * scale - width / 2, middle_y * scale - height / 2, width, height, zoom)


def _draw_words(figure: Figure, sheet: Sheet, caption: Caption) -> None:
    axes = pixel_axes(figure, sheet, 0, 0, sheet.width, sheet.height)
    given: dict[str, Any] = {"ha": "left", "va": "baseline", "parse_math": False}
    axes.text(MARGIN, 36, short(caption.title, 90), fontsize=16, fontweight="bold", color=INK, **given)
    head = short(" · ".join(filter(None, caption.lines)), HEAD_LETTERS)
    axes.text(MARGIN, 66, head, fontsize=10, color="#4b5157", **given)
    rows = textwrap.wrap(clean(" · ".join(filter(None, (*caption.footer, assets.credit())))), FOOT_LETTERS)
    shown = rows if len(rows) < 3 else [rows[0], short(rows[1], FOOT_LETTERS - 2) + " …"]
    for number, row in enumerate(shown):
        axes.text(MARGIN, sheet.height - FOOT + 19 + 16 * number, row, fontsize=8, color="#5d646b", **given)


def _draw_side(figure: Figure, sheet: Sheet, layer: Layer, away: Sequence[str]) -> None:
    axes = pixel_axes(figure, sheet, sheet.width - SIDE, HEAD, SIDE, sheet.height - HEAD - FOOT)
    groups = [group for group in Group if any(event.kind.group is group for event in layer.events)]
    statuses = [status for status in Status if any(event.status is status for event in layer.events)]
    y = 20.0
    for group in groups:
        draw_symbol(axes, 30, y, group, Status.REPORTED)
        count = sum(event.kind.group is group for event in layer.events)
        y = _row(axes, y, f"{words.capital(words.group_in_words(group))} · {count}")
    y += 12
    for status in statuses:
        draw_symbol(axes, 30, y, groups[0], status)
        count = sum(event.status is status for event in layer.events)
        y = _row(axes, y, f"{words.capital(words.status_in_words(status))} · {count}")
    y = _draw_forms(axes, y + 12, {spot.shape.form for spot in layer.spots})
    rest = [*away, *([f"{tr('without a place')} · {len(layer.unplaced)}"] if layer.unplaced else [])]
    if rest:
        y = _row(axes, y + 12, tr("Not in this view:"), left=20)
        more = [tr("and {count} more", count=len(rest) - MOST_AWAY)] if len(rest) > MOST_AWAY else []
        for line in (*rest[:MOST_AWAY], *more):
            y = _row(axes, y, line, left=20)


def _draw_forms(axes: Axes, y: float, forms: set[Form]) -> float:
    if Form.AREA in forms:
        box = Path([(20, y - 7), (42, y - 7), (42, y + 7), (20, y + 7), (20, y - 7)], closed=True)
        axes.add_patch(PathPatch(box, fill=False, edgecolor=COLOURS[Group.FIGHTING], hatch="////"))
        y = _row(axes, y, tr("Placed to an area"))
    if Form.LINE in forms:
        axes.plot([20, 42], [y, y], color=COLOURS[Group.FORCES], linewidth=3.2)
        y = _row(axes, y, tr("Placed to a border"))
    if Form.LABEL in forms:
        axes.add_patch(Rectangle((20, y - 7), 22, 14, facecolor="#ffffff", edgecolor="#c9ced3"))
        y = _row(axes, y, tr("Placed to a country or region"))
    return y


def _row(axes: Axes, y: float, text: str, *, left: float = 50) -> float:
    shown = short(text, SIDE_LETTERS)
    axes.text(left, y, shown, fontsize=8.5, color=INK, ha="left", va="center", parse_math=False)
    return y + 25


def short(text: str, letters: int) -> str:
    """Return a text without control characters, cut to a number of letters."""
    plain = clean(text)
    return plain if len(plain) <= letters else plain[: letters - 1].rstrip() + "…"
