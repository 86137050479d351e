"""A PDF of the map: one page with the picture, then the events in words; letters stay text that can be searched.

In: a `Layer`, a `Caption`, events and the articles that tell them. Out: the bytes of a PDF.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from matplotlib.backends.backend_pdf import PdfPages
from pypdf import PdfWriter

from geo.language import tr, tr_count
from geo.maps import words
from geo.maps.markup import clean
from geo.maps.picture import A4, MARGIN, Caption, Sheet, draw_sheet, new_figure, pixel_axes, style
from geo.maps.picture_marks import INK
from geo.maps.picture_side import short
from geo.maps.popups import to_source

if TYPE_CHECKING:
    from geo.maps.layers import Layer
    from geo.models import Article, Event

# Points (1/72 inch) of A4's longer side, and of a slide 13.33 inches wide.
A4_WIDTH, SLIDE_WIDTH = 841.89, 960.0
# Letters of a line at the size of the text (measured with DejaVu Sans), and pixels from line to line.
LETTERS, STEP = 190, 19
TOP, BOTTOM = 70, 40
MOST_EVENTS = 400
QUIET = "#5d646b"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: its text, colour and weight; ``keep`` is how many lines it must not be parted from."""

    text: str
    colour: str = INK
    weight: str = "normal"
    keep: int = 0


def to_pdf(
    layer: Layer,
    caption: Caption,
    events: Sequence[Event] = (),
    articles: Mapping[str, Article] | None = None,
    *,
    sheet: Sheet = A4,
    view: tuple[float, float, float] | None = None,
) -> bytes:
    """Draw the layer on a page, then the events in words on as many as they need."""
    drawn = io.BytesIO()
    with style(), PdfPages(drawn) as pdf:
        pdf.savefig(draw_sheet(sheet, layer, caption, view))
        for lines in _to_pages(_to_lines(events, articles or {}), sheet):
            pdf.savefig(_draw_lines(sheet, caption, lines))
    return _finish(drawn, caption, A4_WIDTH if sheet == A4 else SLIDE_WIDTH)


def _finish(drawn: io.BytesIO, caption: Caption, width: float) -> bytes:
    """Bring the pages to their size on paper and write a head without the time of day."""
    writer = PdfWriter(clone_from=drawn)
    for page in writer.pages:
        page.scale_by(width / float(page.mediabox.width))
    writer.metadata = {"/Title": clean(caption.title), "/Creator": "Dateline"}
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _to_lines(events: Sequence[Event], articles: Mapping[str, Article]) -> Iterator[Line]:
    for event in events[:MOST_EVENTS]:
        telling = event.tellings[0] if event.tellings else None
        quoted = textwrap.wrap(clean(telling.excerpt), LETTERS) if telling else []
        place = words.place_in_words(event.drawn_at) if event.drawn_at else tr("without a place")
        kind, status = words.kind_in_words(event.kind), words.status_in_words(event.status)
        meta = " · ".join((words.capital(kind), status, words.when_in_words(event.when), place))
        yield Line(short(words.event_title(event), LETTERS - 30), weight="bold", keep=3 + len(quoted))
        yield Line(short(meta, LETTERS), QUIET)
        yield from (Line(row) for row in quoted)
        if telling:
            yield Line(short(_to_teller(event, articles.get(telling.article_id)), LETTERS), QUIET)
        yield Line("")
    if len(events) > MOST_EVENTS:
        more = len(events) - MOST_EVENTS
        yield Line(tr_count("and {count} more event", "and {count} more events", more))


def _to_teller(event: Event, article: Article | None) -> str:
    source = to_source(article, event.tellings[0])
    name = ", ".join(part for part in (source["publisher"], source["title"], source["day"]) if part)
    others = len(event.tellings) - 1
    more = [tr_count("and {count} more article", "and {count} more articles", others)] if others else []
    return " · ".join((name, *more))


def _to_pages(lines: Iterator[Line], sheet: Sheet) -> Iterator[list[Line]]:
    room = (sheet.height - TOP - BOTTOM) // STEP
    page: list[Line] = []
    for line in lines:
        if len(page) + max(1, min(line.keep, room)) > room:
            yield page
            page = []
        page.append(line)
    if page:
        yield page


def _draw_lines(sheet: Sheet, caption: Caption, lines: Sequence[Line]) -> Any:
    figure = new_figure(sheet)
    axes = pixel_axes(figure, sheet, 0, 0, sheet.width, sheet.height)
    given: dict[str, Any] = {"ha": "left", "va": "baseline", "parse_math": False}
    axes.text(MARGIN, 36, short(caption.title, 90), fontsize=13, fontweight="bold", color=INK, **given)
    for number, line in enumerate(lines):
        axes.text(
            MARGIN, TOP + STEP * number, line.text, fontsize=9.5, color=line.colour, fontweight=line.weight, **given
        )
    return figure
