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

from geo.maps import assets
from geo.maps.markup import clean
from geo.maps.picture_base import View, draw_base, draw_names, look_at, to_points
from geo.maps.picture_marks import INK, draw_events
from geo.maps.picture_side import draw_side, short
from geo.maps.shapes import STEP, Form

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray

    from geo.maps.layers import Layer
    from geo.maps.shapes import Shape

DPI = 100
HEAD, SIDE, FOOT = 84, 250, 46
MARGIN = 22
# Letters that fit the lines of head and foot at their sizes (measured with DejaVu Sans).
TITLE_LETTERS, LONGEST_TITLE = 90, 120
HEAD_LETTERS, FOOT_LETTERS = 170, 205
# The closest look: a place is shown with the country around it.
CLOSEST, WIDEST = 6.5, 2.0
# Labels widen the view no farther than this: half of Europe.
WIDEST_FOR_LABELS = 4.3
# How much of the picture's width and height what is shown may fill.
ROOM = 0.72
# Whole countries alone are looked at from farther away: their labels stand in their middle.
CLOSEST_OF_LABELS = 5.4


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
    draw_side(pixel_axes(figure, sheet, sheet.width - SIDE, HEAD, SIDE, sheet.height - HEAD - FOOT), layer, away)
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
    """Look at all marks, areas and lines, and at the labels that stand near enough; without any of them at labels."""
    world = look_at(0, 0, 0, 0, 0)
    near = [spot.shape for spot in layer.spots if spot.shape.form in (Form.MARK, Form.AREA, Form.LINE)]
    labels = [spot.shape for spot in layer.spots if spot.shape.form is Form.LABEL]
    closest = CLOSEST if near else CLOSEST_OF_LABELS
    if not near:
        near, labels = labels, []
    if not near:
        return look_at(52, 25, 4, width, height)
    points = np.vstack(
        [np.array([world.pixel(shape.lat, shape.lon) for shape in near])]
        + [to_points(line, STEP, world) for shape in near for line in shape.lines]
    )
    points = _with_labels(points, labels, world, (width, height))
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    zoom = float(np.clip(_zoom_of(points, (width, height)), WIDEST, closest))
    scale = 2**zoom
    middle_x, middle_y = (left + right) / 2 + world.left, (top + bottom) / 2 + world.top
    return View(middle_x * scale - width / 2, middle_y * scale - height / 2, width, height, zoom)


def _zoom_of(points: NDArray[np.float64], size: tuple[float, float]) -> float:
    """Return the zoom at which points of the world's pixels at zoom 0 fill the room that is left by a margin."""
    room = ROOM * np.array(size) / np.maximum(1e-9, points.max(axis=0) - points.min(axis=0))
    return float(np.log2(room.min()))


def _with_labels(
    points: NDArray[np.float64], labels: Sequence[Shape], world: View, size: tuple[float, float]
) -> NDArray[np.float64]:
    """Add where the labels of countries may stand, the nearest first, as long as all is seen from near enough."""
    middle = (points.min(axis=0) + points.max(axis=0)) / 2
    spots = [
        min(
            (np.array(world.pixel(*at)) for at in ((shape.lat, shape.lon), *shape.inside)),
            key=lambda at: float(np.hypot(*(at - middle))),
        )
        for shape in labels
    ]
    for spot in sorted(spots, key=lambda at: float(np.hypot(*(at - middle)))):
        more = np.vstack([points, spot])
        if _zoom_of(more, size) >= WIDEST_FOR_LABELS:
            points = more
    return points


def _draw_words(figure: Figure, sheet: Sheet, caption: Caption) -> None:
    axes = pixel_axes(figure, sheet, 0, 0, sheet.width, sheet.height)
    given: dict[str, Any] = {"ha": "left", "va": "baseline", "parse_math": False}
    size = 16 if len(caption.title) <= TITLE_LETTERS else 12.5
    axes.text(MARGIN, 36, short(caption.title, LONGEST_TITLE), fontsize=size, fontweight="bold", color=INK, **given)
    head = short(" · ".join(filter(None, caption.lines)), HEAD_LETTERS)
    axes.text(MARGIN, 66, head, fontsize=10, color="#4b5157", **given)
    rows = textwrap.wrap(clean(" · ".join(filter(None, (*caption.footer, assets.credit())))), FOOT_LETTERS)
    shown = rows if len(rows) < 3 else [rows[0], short(rows[1], FOOT_LETTERS - 2) + " …"]
    for number, row in enumerate(shown):
        axes.text(MARGIN, sheet.height - FOOT + 19 + 16 * number, row, fontsize=8, color="#5d646b", **given)
