"""The sorts of files a map can be handed on as, by their ending; the makers are loaded when one is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from geo.errors import SettingsError
from geo.gazetteer.index import Gazetteer
from geo.language import msg
from geo.share.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of file: its ending, media type, name and what it is for, to be said with `geo.language.tr`."""

    ending: str
    media_type: str
    name: str
    words: str


SORTS = {
    sort.ending: sort
    for sort in (
        Sort("html", "text/html", msg("Page (HTML)"), msg("opens from a file, without a network")),
        Sort("png", "image/png", msg("Picture (PNG)"), msg("1,600 pixels wide")),
        Sort("pdf", "application/pdf", msg("Document (PDF, A4)"), msg("the map, then the events in words")),
        Sort("slide.pdf", "application/pdf", msg("Slide (PDF)"), msg("the map on one page, 16 to 9")),
        Sort("geojson", "application/geo+json", msg("Data (GeoJSON)"), msg("points, areas, border lines")),
        Sort("csv", "text/csv", msg("Table (CSV)"), msg("one row an event")),
        Sort("kml", "application/vnd.google-earth.kml+xml", msg("KML"), msg("for Google Earth and others")),
        Sort("gpkg", "application/geopackage+sqlite3", msg("GeoPackage"), msg("for QGIS and ArcGIS")),
        Sort("parquet", "application/vnd.apache.parquet", msg("GeoParquet"), msg("for analysis of many events")),
    )
}
OPENED_AGAIN = ("geojson", "csv", "kml", "gpkg", "parquet")
"""Endings of the files that `geo.share.opening` opens again."""


def ending_of(name: str) -> str:
    """Return the ending of a file's name that says its sort; raises SettingsError if none does."""
    found = [ending for ending in SORTS if name.lower().endswith(f".{ending}") or name.lower() == ending]
    if not found:
        known = ", ".join(f".{ending}" for ending in SORTS)
        raise SettingsError("cannot be written.", source=name, remedy=f"End it in one of {known}.")
    return max(found, key=len)


def write_file(snapshot: Snapshot, gazetteer: Gazetteer, ending: str) -> bytes:
    """Make the file of a snapshot that has this ending."""
    from geo.share import export  # noqa: PLC0415 - drawing takes 2 s to import, and most visits make no file

    shape = gazetteer.geometry
    if ending == "geojson":
        return export.to_geojson(snapshot, shape)
    if ending == "csv":
        return export.to_csv(snapshot)
    if ending in ("kml", "gpkg", "parquet"):
        from geo.share import tables  # noqa: PLC0415 - GDAL takes its time to load

        makers = {"kml": tables.to_kml, "gpkg": tables.to_gpkg, "parquet": tables.to_parquet}
        return makers[ending](snapshot, shape)
    if ending == "html":
        return export.to_html(snapshot, gazetteer)
    if ending == "png":
        return export.to_png(snapshot, gazetteer)
    return export.to_slide(snapshot, gazetteer) if ending == "slide.pdf" else export.to_pdf(snapshot, gazetteer)
