"""A snapshot as a table of a geographic information system: KML, GeoPackage, GeoParquet.

Each row holds the facts of an event and the map it is from, each geometry what may be drawn of its place, in WGS 84
(lon, lat); a whole country has none.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio

from geo.share.export import Geometry, rows_of, shapes_of
from geo.share.publish import clean_deeply, describe, publish
from geo.share.snapshot import Snapshot

WGS84 = "EPSG:4326"
LAYER = "events"
KML_ID = "event_id"  # "id" would become the id of an XML element, which bears fewer letters
_DRIVERS = {"kml": "LIBKML", "gpkg": "GPKG"}


def to_kml(snapshot: Snapshot, geometry: Geometry) -> bytes:
    """Write KML 2.2: title and sentence in the balloon, all facts as extended data."""
    table = _to_table(snapshot, geometry)
    named = table.rename(columns={"id": KML_ID}).assign(Name=table["title"], Description=table["excerpt"])
    return _write(named, "kml", snapshot)


def to_gpkg(snapshot: Snapshot, geometry: Geometry) -> bytes:
    """Write a GeoPackage with one layer, ``events``, and the map it is from in its metadata."""
    return _write(_to_table(snapshot, geometry), "gpkg", snapshot)


def to_parquet(snapshot: Snapshot, geometry: Geometry) -> bytes:
    """Write GeoParquet 1.1."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.parquet"
        _to_table(snapshot, geometry).to_parquet(path, index=False)
        return path.read_bytes()


def _to_table(snapshot: Snapshot, geometry: Geometry) -> gpd.GeoDataFrame:
    shown = publish(snapshot)
    rows = rows_of(shown) or [{"id": ""}]
    shapes: list[Any] = shapes_of(shown, geometry) or [None]
    table = gpd.GeoDataFrame(rows, geometry=shapes, crs=WGS84)
    return table if shown.events else table.iloc[:0]


def _write(table: gpd.GeoDataFrame, ending: str, snapshot: Snapshot) -> bytes:
    said = json.dumps(clean_deeply(describe(publish(snapshot))), ensure_ascii=False)
    metadata = {"metadata": {"dateline": said}} if ending == "gpkg" else {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"events.{ending}"
        pyogrio.write_dataframe(table, path, layer=LAYER, driver=_DRIVERS[ending], **metadata)
        return path.read_bytes()
