"""Draw what stands beside the map of a picture: the legend with its counts, what has no place here, events in words.

In: axes in pixels, y downwards, and a `Layer`. Out: the words and signs on them.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from geo.language import tr
from geo.maps import words
from geo.maps.markup import clean
from geo.maps.picture_marks import COLOURS, INK, draw_symbol
from geo.maps.shapes import Form
from geo.models import Group, Status

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from geo.maps.layers import Layer
    from geo.models import Event

SIDE_LETTERS = 34  # letters that fit a line beside the map (measured with DejaVu Sans)
MOST_AWAY = 12
MOST_TOLD = 12  # events said in words; more would be a list, which the document has
LINE = 15  # pixels from line to line of the events
QUIET = "#5d646b"


def draw_side(axes: Axes, layer: Layer, away: Sequence[str]) -> None:
    """Draw the legend, ``away``, which has no place in this view, and the events in words if all of them find room."""
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
    _draw_told(axes, y + 16, layer.events)


def _draw_told(axes: Axes, y: float, events: Sequence[Event]) -> None:
    """Say each event in words: a picture of whole countries alone shows no more than a count."""
    told = [line for event in events[:MOST_TOLD] for line in _to_lines(event)]
    if len(events) > MOST_TOLD or y + LINE * len(told) > axes.get_ylim()[0]:
        return
    for text, colour, weight in told:
        axes.text(20, y, text, fontsize=8, color=colour, fontweight=weight, ha="left", va="center", parse_math=False)
        y += LINE


def _to_lines(event: Event) -> Iterator[tuple[str, str, str]]:
    title = textwrap.wrap(clean(words.event_title(event)), SIDE_LETTERS - 3)
    facts = (words.when_in_words(event.when), event.quantity, ", ".join((*event.weapons, *event.units)))
    meta = textwrap.wrap(clean(" · ".join(filter(None, facts))), SIDE_LETTERS + 2)
    yield from ((line, INK, "bold") for line in title)
    yield from ((line, QUIET, "normal") for line in meta)
    yield "", INK, "normal"


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
