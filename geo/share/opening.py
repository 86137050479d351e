"""Open a map that was exported: a GeoJSON, CSV, KML, GeoPackage or GeoParquet file goes in, a snapshot comes out.

A row that is none of ours is a `Problem` with file and row; the rest is opened. Files are hostile: sizes and rows are
capped, XML with entities is refused, nothing is fetched.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from geo.errors import MapFileError
from geo.models import Article, Event, Precision, Problem
from geo.share.facts import from_cell, from_row
from geo.share.link import View
from geo.share.rebuilding import Locate, from_facts
from geo.share.snapshot import Snapshot, seal

LARGEST = 200_000_000
MOST_EVENTS = 200_000
_LONGEST_CELL = 1_000_000
NOT_DRAWN = (Precision.COUNTRY, Precision.SUPRANATIONAL)
_BROKEN = (ValueError, KeyError, TypeError, AttributeError)
_SQLITE = b"SQLite format 3\x00"
_KML = "{http://www.opengis.net/kml/2.2}"


def open_map(name: str, content: bytes, locate: Locate) -> tuple[Snapshot, tuple[Problem, ...]]:
    """Return the snapshot that a file holds and what could not be read of it.

    Its digest is that of what is in the file: an export holds less than the snapshot it was made of. ``locate`` finds
    places by id. Raises MapFileError for a file that is no map that Dateline exported.
    """
    reader = _READERS.get(Path(name).suffix.lower().lstrip("."))
    if reader is None or len(content) > LARGEST:
        raise MapFileError(
            "is of no sort that can be opened again, or too large.", source=name,
            remedy=f"Give a file that ends in .{', .'.join(_READERS)}, of at most {LARGEST // 10**6} MB.",
        )  # fmt: skip
    try:
        said, rows = reader(content)
        return _collect(name, said, rows, locate)
    except (*_BROKEN, OSError, RecursionError, etree.XMLSyntaxError, csv.Error) as error:
        message = f"is no map that Dateline exported ({type(error).__name__})."
        raise MapFileError(message, source=name, remedy="Export it again.") from error


def _collect(
    name: str, said: Mapping[str, Any], rows: list[Callable[[], dict[str, Any]]], locate: Locate
) -> tuple[Snapshot, tuple[Problem, ...]]:
    events: list[Event] = []
    articles: dict[str, Article] = {}
    problems = []
    for number, read in enumerate(rows[:MOST_EVENTS], start=1):
        try:
            event, tellers = from_facts(read(), locate)
        except _BROKEN as error:
            problems.append(Problem(f"{name}, row {number}", f"is no event ({error}).", "The other rows are opened."))
            continue
        events.append(event)
        articles |= {article.id: article for article in tellers}
    if not events:
        raise MapFileError("holds no event.", source=name, remedy="Export it again from a map that shows some.")
    return _to_snapshot(said, tuple(events), tuple(articles.values())), tuple(problems)


def _to_snapshot(said: Mapping[str, Any], events: tuple[Event, ...], articles: tuple[Article, ...]) -> Snapshot:
    days = [day for event in events if event.when.is_known for day in (event.when.start, event.when.last)]
    unplaced = sum(event.drawn_at is None or event.drawn_at.precision in NOT_DRAWN for event in events)
    return seal(Snapshot(
        id="", title=str(said["title"]), made=date.fromisoformat(said["made"]), query=_query(said),
        words=str(said["filter"]), events=events, articles=articles, matched=len(events),
        total=max(int(said.get("total", 0)), len(events)), unplaced=unplaced,
        first=min(days, default=None), last=max(days, default=None), version=0,
    ))  # fmt: skip


def _query(said: Mapping[str, Any]) -> str:
    """Return the view of the file as far as it has a meaning."""
    return View.from_query_leniently(str(said.get("query", "")))[0].to_query()


Read = tuple[Mapping[str, Any], list[Callable[[], dict[str, Any]]]]


def _read_geojson(content: bytes) -> Read:
    document = json.loads(content)
    return document["dateline"], [_giver(feature["properties"]) for feature in document["features"]]


def _giver(facts: dict[str, Any]) -> Callable[[], dict[str, Any]]:
    return lambda: facts


def _from_rows(rows: list[dict[str, Any]]) -> Read:
    first = rows[0] if rows else {}
    said = {name.removeprefix("map_"): str(value) for name, value in first.items() if name.startswith("map_")}
    return said, [_row_giver(row) for row in rows]


def _row_giver(row: dict[str, Any]) -> Callable[[], dict[str, Any]]:
    return lambda: from_row(row)


def _read_csv(content: bytes) -> Read:
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    return _from_rows([{name: from_cell(cell) for name, cell in row.items()} for row in rows])


def _read_kml(content: bytes) -> Read:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError("document type")
    # A field without a value is left out of a placemark.
    fields = {one.get("name"): "" for one in root.iter(f"{_KML}SimpleField")}
    return _from_rows([fields | _to_kml_row(mark) for mark in root.iter(f"{_KML}Placemark")])


def _to_kml_row(mark: Any) -> dict[str, Any]:
    row = {one.get("name"): one.text or "" for one in mark.iter(f"{_KML}SimpleData")}
    row["id"] = row.pop("event_id", "")
    return row


def _read_gpkg(content: bytes) -> Read:
    import pyogrio  # noqa: PLC0415 - GDAL takes its time to load
    from pyogrio.errors import DataLayerError, DataSourceError  # noqa: PLC0415

    if not content.startswith(_SQLITE):  # GDAL goes by the content, and some of its formats read other files
        raise ValueError("no GeoPackage")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.gpkg"
        path.write_bytes(content)
        try:
            table = pyogrio.read_dataframe(path, layer="events", read_geometry=False, max_features=MOST_EVENTS)
        except (DataSourceError, DataLayerError) as error:
            raise ValueError("no GeoPackage") from error
    return _from_rows(list(_plain(table.to_dict("records"))))


def _read_parquet(content: bytes) -> Read:
    import pyarrow.parquet as pq  # noqa: PLC0415 - see above

    file = pq.ParquetFile(io.BytesIO(content))
    size = sum(file.metadata.row_group(number).total_byte_size for number in range(file.metadata.num_row_groups))
    if file.metadata.num_rows > MOST_EVENTS or size > LARGEST:
        raise ValueError("too large")
    table = file.read()
    return _from_rows(list(_plain(table.drop_columns(["geometry"]).to_pylist())))


def _plain(rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield rows without the tables' own signs for nothing, which are not equal to themselves."""
    for row in rows:
        yield {name: None if value != value else value for name, value in row.items()}  # noqa: PLR0124 - NaN


_READERS = {
    "geojson": _read_geojson, "csv": _read_csv, "kml": _read_kml, "gpkg": _read_gpkg, "parquet": _read_parquet,
}  # fmt: skip
