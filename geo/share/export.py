"""A snapshot as a file to hand on: GeoJSON, CSV, a page that needs no network, a picture.

Each carries the title, the filter in words, N of M, the sources and the day; the same snapshot gives the same bytes.
What may be in it is decided in `geo.share.publish`.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

from shapely import orient_polygons, set_precision
from shapely.geometry import Point, mapping
from shapely.geometry.base import BaseGeometry

from geo.gazetteer.index import Gazetteer
from geo.language import tr
from geo.maps import document, picture
from geo.maps.layers import to_layer
from geo.maps.markup import clean
from geo.maps.page import standalone_page
from geo.maps.words import days_in_words
from geo.models import Event, Precision
from geo.share.facts import to_cell, to_row
from geo.share.publish import CREDIT, clean_deeply, count_in_words, describe, facts_of, list_sources, publish
from geo.share.snapshot import Snapshot

Geometry = Callable[[str], BaseGeometry | None]
"""A place id → its shape in (lon, lat), None if there is none: `Gazetteer.geometry`."""

GRID_DEGREES = 1e-5  # about 1 m: finer than any place here is known
NO_SHAPE = (Precision.COUNTRY, Precision.SUPRANATIONAL)


def to_geojson(snapshot: Snapshot, geometry: Geometry) -> bytes:
    """Write RFC 7946 GeoJSON, one feature an event.

    An event of a whole country, or of no place, has null geometry and its country codes; an area its polygon, a border
    its line. Coordinates are (lon, lat), rounded to 0.00001 degrees.
    """
    shown = publish(snapshot)
    features = [
        {"type": "Feature", "id": event.id, "geometry": mapping(shape) if shape else None, "properties": facts}
        for event, facts, shape in zip(shown.events, facts_of(shown), shapes_of(shown, geometry), strict=True)
    ]
    document = {"type": "FeatureCollection", "dateline": clean_deeply(describe(shown)), "features": features}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def to_csv(snapshot: Snapshot) -> bytes:
    """Write RFC 4180 CSV, one row an event, in UTF-8 with the mark by which spreadsheets know it.

    Several values in a cell stand apart by "; ". A cell of text that a spreadsheet would take for a formula begins with
    an apostrophe. The last columns say which map the row is from.
    """
    rows = rows_of(publish(snapshot))
    text = io.StringIO()
    writer = csv.DictWriter(text, [*(rows[0] if rows else provenance_of(publish(snapshot)))], lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: to_cell(value) for name, value in row.items()} for row in rows)
    return text.getvalue().encode("utf-8-sig")


def rows_of(shown: Snapshot) -> list[dict[str, Any]]:
    """Return the flat rows of a published snapshot, each with the map it is from."""
    provenance = provenance_of(shown)
    return [to_row(facts) | provenance for facts in facts_of(shown)]


def provenance_of(shown: Snapshot) -> dict[str, str]:
    """Return the columns that say which map a row is from."""
    said = {
        "map_title": shown.title, "map_filter": shown.words, "map_query": shown.query,
        "map_shows": count_in_words(shown), "map_made": shown.made.isoformat(), "map_snapshot": shown.id,
        "map_sha256": shown.digest, "map_credit": CREDIT,
    }  # fmt: skip
    return {name: clean(value) for name, value in said.items()}


def shapes_of(shown: Snapshot, geometry: Geometry) -> list[BaseGeometry | None]:
    """Return what each event is drawn as, in (lon, lat); None for a whole country, a wider place, or none."""
    return [_to_shape(event, geometry) for event in shown.events]


def _to_shape(event: Event, geometry: Geometry) -> BaseGeometry | None:
    place = event.drawn_at
    shape = geometry(place.id) if place and place.precision not in NO_SHAPE else None
    if place and place.precision.is_point:
        shape = Point(place.lon, place.lat)
    return orient_polygons(set_precision(shape, GRID_DEGREES)) if shape is not None else None


def to_html(snapshot: Snapshot, gazetteer: Gazetteer) -> bytes:
    """Write a page with map, list and popups that opens from a file and asks no network for anything."""
    shown = publish(snapshot)
    articles = shown.articles_by_id
    page = standalone_page(
        to_layer(shown.events, gazetteer, articles, view=shown.view.position, full=len(shown.events)),
        title=shown.title,
        lines=_to_lines(shown),
        footer=_to_footer(shown),
        articles=articles,
    )
    return page.encode()


def to_png(snapshot: Snapshot, gazetteer: Gazetteer) -> bytes:
    """Draw a picture with title, counts, legend and sources."""
    shown = publish(snapshot)
    layer = to_layer(shown.events, gazetteer, shown.articles_by_id)
    return picture.to_png(layer, to_caption(shown), view=shown.view.position)


def to_pdf(snapshot: Snapshot, gazetteer: Gazetteer, *, sheet: picture.Sheet = picture.A4) -> bytes:
    """Draw the picture on a page of A4 or on a slide; A4 goes on with the events in words."""
    shown = publish(snapshot)
    articles = shown.articles_by_id
    layer = to_layer(shown.events, gazetteer, articles)
    told = shown.events if sheet is picture.A4 else ()
    return document.to_pdf(layer, to_caption(shown), told, articles, sheet=sheet, view=shown.view.position)


def to_slide(snapshot: Snapshot, gazetteer: Gazetteer) -> bytes:
    """Draw the picture on a slide, 16 to 9."""
    return to_pdf(snapshot, gazetteer, sheet=picture.SLIDE)


def to_caption(shown: Snapshot) -> picture.Caption:
    """Return the words around a picture of a published snapshot."""
    return picture.Caption(shown.title, _to_lines(shown), _to_footer(shown))


def _to_lines(snapshot: Snapshot) -> tuple[str, ...]:
    lines = (
        count_in_words(snapshot),
        "" if snapshot.title == snapshot.words else tr("Filter: {words}", words=snapshot.words),
        " ".join(snapshot.note.split()),
    )
    return tuple(line for line in lines if line)


def _to_footer(snapshot: Snapshot) -> tuple[str, ...]:
    names = dict.fromkeys(source["publisher"] or source["title"] for source in list_sources(snapshot))
    sources = "; ".join(name for name in names if name)
    made = tr("Made with Dateline on {day}", day=days_in_words(snapshot.made, snapshot.made))
    told = (snapshot.credits, tr("Sources: {names}", names=sources) if sources else "")
    return (made, tr("snapshot {id}", id=snapshot.id), *filter(None, told))
