"""The commands that show what is stored: list events, write them to files, make and open snapshots, score the machine.

Filters, gazetteer and store as in :mod:`geo.commands`; the makers of files are loaded only when they are asked for.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from geo.errors import GeoError, SettingsError
from geo.filter import Filter
from geo.gazetteer.index import Gazetteer
from geo.guide import Guide
from geo.models import Event
from geo.pipeline import open_store
from geo.query import Selection, facets, select
from geo.records import to_json
from geo.settings import Settings
from geo.store import Store

if TYPE_CHECKING:
    from geo.share.snapshot import Snapshot

FILTER_KEYS = (
    *(
        "from",
        "to",
        "dates",
        "actors",
        "role",
        "kinds",
        "status",
        "countries",
        "place",
        "radius",
        "languages",
        "publishers",
    ),
    *("weapons", "confidence", "words", "reviewed", "machine"),
)
_EVERYTHING = 10_000_000
_FORMATS = ("geojson", "csv", "html", "png")


def run_events(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """List the events that match."""
    store = open_store(settings)
    selection = _select(store, arguments, settings, arguments.limit)
    out.writelines(f"{to_json(event) if arguments.json else _event_in_words(event)}\n" for event in selection.events)
    if not arguments.json:
        out.write(_count_in_words(selection))
    return 0


def run_export(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Write the events that match to a file."""
    from geo.share.link import View  # noqa: PLC0415 # drawing libraries take a second to load
    from geo.share.snapshot import capture  # noqa: PLC0415

    suffix = _format(arguments)
    store = open_store(settings)
    selection = _select(store, arguments, settings, _EVERYTHING)
    view = View(read_filter(arguments))
    shown = capture(store, view, selection, title=arguments.title, names=_names(store, selection.version))
    _write(Path(arguments.output), _to_bytes(suffix, shown, settings))
    out.write(f"{arguments.output}: {_count_in_words(selection)}")
    return 0


def run_snapshot_create(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Freeze what a filter shows under an id."""
    from geo.share.link import View  # noqa: PLC0415
    from geo.share.snapshot import create  # noqa: PLC0415

    store = open_store(settings)
    names = _names(store, store.version)
    view = View(read_filter(arguments))
    snapshot = create(store, view, arguments.title, names=names, locate=open_guide(settings))
    out.write(f"{snapshot.id}\t{snapshot.title}\t{snapshot.matched} of {snapshot.total} events\n")
    return 0


def run_snapshot_list(_arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """List all snapshots."""
    from geo.share.snapshot import load  # noqa: PLC0415

    store = open_store(settings)
    for snapshot_id, _ in store.snapshots():
        snapshot = load(store, snapshot_id)
        out.write(f"{snapshot.id}\t{snapshot.made}\t{snapshot.matched} events\t{snapshot.title}\n")
    return 0


def run_snapshot_show(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """List the events of a snapshot."""
    from geo.share.snapshot import load  # noqa: PLC0415

    snapshot = load(open_store(settings), arguments.id)
    out.write(f"{snapshot.title}\n{snapshot.words}\n")
    out.writelines(f"{_event_in_words(event)}\n" for event in snapshot.events)
    return 0


def run_snapshot_export(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Write a snapshot to a file."""
    from geo.share.snapshot import load  # noqa: PLC0415

    suffix = _format(arguments)
    snapshot = load(open_store(settings), arguments.id)
    _write(Path(arguments.output), _to_bytes(suffix, snapshot, settings))
    out.write(f"{arguments.output}: snapshot {snapshot.id}\n")
    return 0


def _select(store: Store, arguments: Namespace, settings: Settings, limit: int) -> Selection:
    chosen = read_filter(arguments)
    locate = open_guide(settings) if chosen.place or chosen.actors else None
    return select(store, chosen, version=arguments.at, limit=limit, locate=locate)


def read_filter(arguments: Namespace) -> Filter:
    """Return the filter that the options say, or that of a link."""
    given: dict[str, list[str]] = {}
    for key in FILTER_KEYS:
        value = getattr(arguments, f"filter_{key}")
        if value:
            given[key] = ["yes"] if value is True else [value] if isinstance(value, str) else list(value)
    if arguments.query:
        if given:
            raise SettingsError("given with other filters.", source="--query", remedy="Give the link or the filters.")
        return Filter.from_query(arguments.query.partition("?")[2] or arguments.query)
    return Filter.from_query(given)


def open_guide(settings: Settings) -> Guide:
    """Open what filters need to know: the gazetteer and the hierarchy of actors."""
    return Guide.open(settings.gazetteer, settings.data / "codebook")


def _names(store: Store, version: int) -> Mapping[str, str]:
    found = facets(store, Filter(), version=version)
    return {facet.value: facet.name for values in found.values() for facet in values}


def _format(arguments: Namespace) -> str:
    suffix = str(arguments.format or Path(arguments.output).suffix.lstrip(".")).lower()
    if suffix in _FORMATS:
        return suffix
    known = ", ".join(f".{name}" for name in _FORMATS)
    raise SettingsError(f"cannot write {suffix!r}.", source=str(arguments.output), remedy=f"End it in one of {known}.")


def _to_bytes(suffix: str, snapshot: Snapshot, settings: Settings) -> bytes:
    from geo.share import export  # noqa: PLC0415

    if suffix == "csv":
        return export.to_csv(snapshot)
    gazetteer = Gazetteer.open(settings.gazetteer)
    if suffix == "geojson":
        return export.to_geojson(snapshot, gazetteer.geometry)
    return export.to_html(snapshot, gazetteer) if suffix == "html" else export.to_png(snapshot, gazetteer)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise GeoError(f"cannot be written: {error.strerror}.", source=str(path), remedy="Check the path.") from error


def _event_in_words(event: Event) -> str:
    place = event.drawn_at.name if event.drawn_at else "no place"
    actors = ", ".join(actor.name for actor in event.actors)
    excerpt = " ".join(event.tellings[0].excerpt.split())
    facts = (event.id, event.when.value or "undated", event.kind.value, event.status.value, place, actors, excerpt)
    return "\t".join(facts)


def _count_in_words(selection: Selection) -> str:
    days = f", {selection.first} to {selection.last}" if selection.first else ""
    return f"{selection.matched} of {selection.total} events, {selection.unplaced} without a place on the map{days}\n"
