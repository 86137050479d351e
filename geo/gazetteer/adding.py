"""Adds places to a built gazetteer: files go in, checked tables and a layer of the index come out.

A row that is broken, or has the id of another row of its file, is a `Problem` with file, line and remedy; the others
are added. A place that is known already gets its further names and stays what it is.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec
import shapely
from filelock import FileLock

from geo.errors import GazetteerError
from geo.gazetteer import storage
from geo.gazetteer.added import added_folder, index_folder, table_files
from geo.gazetteer.dumps import read_dump
from geo.gazetteer.entry import Entry
from geo.gazetteer.grid import cell_of, save_grid
from geo.gazetteer.index import Gazetteer
from geo.gazetteer.layers import Layers
from geo.gazetteer.lists import read_csv, read_geojson, read_whos_on_first
from geo.gazetteer.name_lists import NameLists
from geo.models import Place, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.gazetteer.entry import Read

_DUMPS = (".zip", ".txt")
_GEOJSON = (".geojson", ".json")


@dataclass(frozen=True, slots=True)
class Added:
    """What a file brought: places that are new, known places that got names, and what was wrong."""

    source: str
    places: int
    named: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Stored:
    """An added place as a line of a table; ``wkt`` is its area in (lon, lat) or ""."""

    place: Place
    names: dict[str, float]
    parent: str
    wkt: str = ""


def add_files(files: Sequence[Path], folder: Path, *, progress: Callable[[str], None]) -> tuple[Added, ...]:
    """Check and add files to the gazetteer of a folder, and index them; a file of the same name is replaced.

    Raises GazetteerError for a file that cannot be read at all; what was added before it stays.
    """
    reports = []
    with FileLock(folder.parent / f".{folder.name}.lock"):
        base = Gazetteer.open(folder, added=False)
        for file in files:
            progress(f"Reading {file.name}")
            reports.append(_add(file, folder, base))
        progress("Writing the index")
        index_added(folder)
    return tuple(reports)


def remove_table(name: str, folder: Path) -> bool:
    """Take back what a file of this name added; False if nothing was."""
    with FileLock(folder.parent / f".{folder.name}.lock"):
        found = [path for path in table_files(folder) if path.stem == name]
        for path in found:
            path.unlink()
        index_added(folder)
    return bool(found)


def _add(file: Path, folder: Path, base: Gazetteer) -> Added:
    """Write the table of a file beside its place and rename it into it, if the file holds any place."""
    table = added_folder(folder) / "tables" / f"{file.name}.jsonl"
    table.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".table-", dir=table.parent) as scratch:
        fresh = Path(scratch) / table.name
        with fresh.open("wb") as out:
            added = _check_all(file, base, out)
        if not added.places + added.named:
            first = f" {added.problems[0].message}" if added.problems else ""
            remedy = "See docs/data.md for what can be added."
            raise GazetteerError(f"holds no place.{first}", source=str(file), remedy=remedy)
        fresh.replace(table)
    return added


def _check_all(file: Path, base: Gazetteer, out: BinaryIO) -> Added:
    locator = Locator(base)
    seen: dict[str, int] = {}
    problems: list[Problem] = []
    places = named = 0
    for number, read in _read(file, base):
        found = _check(file, number, read, seen)
        if isinstance(found, Entry) and base.row_of(found.place.id) is None:
            found = locator.place_in(found) or _problem(file, number, "lies in no country.", "Name its country.")
            places += isinstance(found, Entry)
        else:
            named += isinstance(found, Entry)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            out.write(_encode(found) + b"\n")
    return Added(file.name, places, named, tuple(problems))


def _read(file: Path, base: Gazetteer) -> Iterator[tuple[int, Read]]:
    """Yield what each line says, by the sort of file; raises GazetteerError for a file that is none of them."""
    try:
        if file.suffix in _DUMPS:
            yield from read_dump(file, knows=lambda key: base.row_of(key) is not None)
        elif file.suffix == ".tsv":
            yield from read_whos_on_first(file)
        elif file.suffix == ".csv":
            yield from read_csv(file)
        elif file.suffix in _GEOJSON:
            yield from read_geojson(file)
        else:
            raise GazetteerError(
                "is of no sort that can be added.", source=str(file),
                remedy="Give a GeoNames dump (.zip, .txt), a Who's On First table (.tsv), .csv or .geojson.",
            )  # fmt: skip
    except OSError as error:
        raise GazetteerError(
            f"cannot be read: {error.strerror}.", source=str(file), remedy="Check the path."
        ) from error
    except UnicodeDecodeError as error:
        raise GazetteerError(f"is no UTF-8: {error}.", source=str(file), remedy="Save it as UTF-8.") from error


def _check(file: Path, number: int, read: Read, seen: dict[str, int]) -> Entry | Problem:
    if isinstance(read, str):
        expected, _, remedy = read.partition("\n")
        return _problem(file, number, expected, remedy or "Correct the row.")
    first = seen.setdefault(read.place.id, number)
    if first != number:
        return _problem(
            file, number, f"has the id {read.place.id} of line {first}.", "Give each place an id of its own."
        )
    return read


def _problem(file: Path, number: int, message: str, remedy: str) -> Problem:
    return Problem(f"{file}, line {number}", message, remedy)


class Locator:
    """Says in which country and region a new place lies, where its row does not."""

    def __init__(self, base: Gazetteer) -> None:
        self._base = base
        self._regions = lru_cache(None)(self._read_regions)

    def place_in(self, entry: Entry) -> Entry | None:
        """Return the entry with country, region and parent, None if it lies in no country."""
        place = entry.place
        codes = place.countries or self._base.countries_at(lat=place.lat, lon=place.lon)[:1]
        if not codes:
            return None
        admin1 = place.admin1 or self._region_at(codes[0], place)
        return replace(
            entry,
            place=replace(place, countries=codes, admin1=admin1),
            parent=entry.parent or admin1 or f"iso:{codes[0]}",
        )

    def _region_at(self, code: str, place: Place) -> str:
        ids, tree = self._regions(code)
        found = tree.query(shapely.Point(place.lon, place.lat), predicate="intersects")
        return ids[found[0]] if len(found) else ""

    def _read_regions(self, code: str) -> tuple[list[str], shapely.STRtree]:
        areas = {key: self._base.geometry(key) for key in self._base.ids(f"iso:{code}-")}
        drawn = {key: area for key, area in areas.items() if area is not None and "Polygon" in area.geom_type}
        return list(drawn), shapely.STRtree(list(drawn.values()))


def _encode(entry: Entry) -> bytes:
    wkt = entry.geometry.wkt if entry.geometry is not None else ""
    return msgspec.json.encode(Stored(entry.place, entry.names, entry.parent, wkt))


def read_table(path: Path) -> Iterator[Entry]:
    """Yield the entries of an added table; raises GazetteerError for a line that is none."""
    decoder = msgspec.json.Decoder(Stored)
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                stored = decoder.decode(line)
            except msgspec.DecodeError as error:
                raise GazetteerError(
                    f"is broken: {error}.",
                    source=str(path),
                    where=f"line {number}",
                    remedy="Remove it, or add the file again.",
                ) from error
            area = shapely.from_wkt(stored.wkt) if stored.wkt else None
            yield Entry(stored.place, stored.names, parent=stored.parent, geometry=area)


def index_added(folder: Path) -> None:
    """Index the added tables on the gazetteer of a folder; without a table, take the index away."""
    target = index_folder(folder)
    if not table_files(folder):
        shutil.rmtree(target, ignore_errors=True)
        return
    digest = json.loads((folder / storage.MANIFEST).read_text(encoding="utf-8"))["digest"]
    with tempfile.TemporaryDirectory(prefix=".index-", dir=target.parent) as scratch:
        fresh = Path(scratch) / "fresh"
        fresh.mkdir()
        _write(folder, fresh)
        manifest = {"base": f"{storage.LAYOUT} {digest}"}
        (fresh / storage.MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
        if target.exists():
            target.rename(Path(scratch) / "old")
        fresh.rename(target)


def _write(folder: Path, fresh: Path) -> None:
    base = Layers(folder)
    lists = NameLists()
    cells: dict[int, list[int]] = {}
    with storage.PlaceWriter(fresh, first=len(base), known=base.row_of) as writer:
        for path in table_files(folder):
            for entry in read_table(path):
                place = entry.place
                row = base.row_of(place.id)
                if row is None:
                    row = writer.rows.get(place.id)
                if row is None:
                    row = writer.write(place, parent=entry.parent, shape=entry.geometry)
                    if place.precision.is_point:
                        cells.setdefault(cell_of(lat=place.lat, lon=place.lon), []).append(row)
                lists.add(row, entry)
        lists.save(fresh, writer.rows)
    save_grid(fresh / storage.GRID, cells)
