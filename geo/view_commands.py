"""The commands that show what is stored: list events, write them to files.

Filters, gazetteer and store as in :mod:`geo.commands`; the makers of files are loaded only when they are asked for.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

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
        "articles",
    ),
    *("weapons", "confidence", "words", "reviewed", "machine"),
)
_EVERYTHING = 10_000_000


def run_events(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """List the events that match."""
    store = open_store(settings)
    selection = _select(store, arguments, settings, arguments.limit)
    out.writelines(f"{to_json(event) if arguments.json else event_in_words(event)}\n" for event in selection.events)
    if not arguments.json:
        out.write(_count_in_words(selection))
    return 0


def run_export(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Write the events that match to a file."""
    from geo.share.files import ending_of, write_file  # noqa: PLC0415
    from geo.share.link import View  # noqa: PLC0415
    from geo.share.snapshot import capture  # noqa: PLC0415

    ending = ending_of(arguments.format or arguments.output)
    store = open_store(settings)
    selection = _select(store, arguments, settings, _EVERYTHING)
    view = View(read_filter(arguments))
    shown = capture(store, view, selection, title=arguments.title, names=names_of(store, selection.version))
    write_bytes(Path(arguments.output), write_file(shown, Gazetteer.open(settings.gazetteer), ending))
    out.write(f"{arguments.output}: {_count_in_words(selection)}")
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
    return Guide.open(settings.gazetteer, settings.codebook_folder)


def names_of(store: Store, version: int) -> Mapping[str, str]:
    """Return the words for the ids that filters hold."""
    found = facets(store, Filter(), version=version)
    return {facet.value: facet.name for values in found.values() for facet in values}


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file; raises GeoError if it cannot be."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise GeoError(f"cannot be written: {error.strerror}.", source=str(path), remedy="Check the path.") from error


def event_in_words(event: Event) -> str:
    """Return an event as one line of cells."""
    place = event.drawn_at.name if event.drawn_at else "no place"
    actors = ", ".join(actor.name for actor in event.actors)
    excerpt = " ".join(event.tellings[0].excerpt.split())
    facts = (event.id, event.when.value or "undated", event.kind.value, event.status.value, place, actors, excerpt)
    return "\t".join(facts)


def _count_in_words(selection: Selection) -> str:
    days = f", {selection.first} to {selection.last}" if selection.first else ""
    return f"{selection.matched} of {selection.total} events, {selection.unplaced} without a place on the map{days}\n"
