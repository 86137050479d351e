"""The files of a built gazetteer: how places are laid out, a writer for the build and a memory-mapped reader.

``places.dat`` holds one fixed record a place, ``texts.dat`` its texts, ``shapes.dat`` its WKB in (lon, lat).
Nothing is read at opening; a place is decoded when asked for and kept.
"""

from __future__ import annotations

import mmap
import struct
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO, Self

from geo.models import Place, Precision

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from shapely.geometry.base import BaseGeometry

# Raised when the layout of any file changes, so that an older index is refused and built again.
LAYOUT = 3
MANIFEST, PLACES, TEXTS, SHAPES = "manifest.json", "places.dat", "texts.dat", "shapes.dat"
NAMES, SOUNDS, KEYS, IDS = "names.marisa", "sounds.marisa", "keys.marisa", "ids.marisa"
GRID = "grid.dat"
# A row and a strength of 0 to 200 (0.5 % steps).
NAME_RECORD = "<IB"
STRENGTH_STEPS = 200
# lat, lon, population, GeoNames id, parent row + 1, text start, text length, shape start, shape length, precision.
_RECORD = struct.Struct("<ddIIIIHIIB")
_PRECISIONS = tuple(Precision)
# Decoded places kept in memory, about 400 bytes each; a news corpus of 10,000 articles names fewer.
_KEPT = 32_768
_LARGEST = 2**32 - 1


class PlaceWriter:
    """Writes the three files of places; parents must be written before what lies in them.

    ``first`` is the row of the first place; ``known`` gives the rows of places that another layer holds.
    """

    def __init__(self, folder: Path, *, first: int = 0, known: Callable[[str], int | None] = lambda _: None) -> None:
        self._places: BinaryIO = (folder / PLACES).open("wb")
        self._texts: BinaryIO = (folder / TEXTS).open("wb")
        self._shapes: BinaryIO = (folder / SHAPES).open("wb")
        self._text_end = self._shape_end = 0
        self._first = first
        self._known = known
        self.rows: dict[str, int] = {}

    def __enter__(self) -> Self:
        """Return itself; the files are open already."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the three files."""
        for file in (self._places, self._texts, self._shapes):
            file.close()

    def write(self, place: Place, *, parent: str, shape: BaseGeometry | None) -> int:
        """Write one place and return its row; an unknown parent is no parent."""
        row = self._first + len(self.rows)
        above = self.rows.get(parent, self._known(parent))
        text = "\t".join((place.id, place.name, place.kind, "|".join(place.countries), place.admin1)).encode()
        geometry: bytes = shape.wkb if shape is not None else b""
        self._places.write(
            _RECORD.pack(
                place.lat, place.lon, min(place.population, _LARGEST), place.geonameid or 0,
                0 if above is None else above + 1, self._text_end, len(text), self._shape_end, len(geometry),
                _PRECISIONS.index(place.precision),
            )
        )  # fmt: skip
        self._text_end += self._texts.write(text)
        self._shape_end += self._shapes.write(geometry)
        self.rows[place.id] = row
        return row


class PlaceTable:
    """Reads places by row from the memory-mapped files."""

    def __init__(self, folder: Path) -> None:
        self._places = _map(folder / PLACES)
        self._texts = _map(folder / TEXTS)
        self._shapes_path = folder / SHAPES
        self._shapes: mmap.mmap | bytes | None = None
        self.read = lru_cache(_KEPT)(self._decode)

    def __len__(self) -> int:
        """Count the places."""
        return len(self._places) // _RECORD.size

    def _decode(self, row: int) -> Place:
        lat, lon, population, geonameid, _, start, length, _, _, precision = self._record(row)
        place_id, name, kind, countries, admin1 = self._texts[start : start + length].decode().split("\t")
        codes = tuple(countries.split("|")) if countries else ()
        return Place(
            place_id, name, kind, _PRECISIONS[precision], lat, lon, codes, admin1, population, geonameid or None
        )

    def parent_of(self, row: int) -> int | None:
        """Return the row of the smallest area a place lies in."""
        parent: int = self._record(row)[4]
        return parent - 1 if parent else None

    def shape_of(self, row: int) -> BaseGeometry | None:
        """Return the stored geometry in (lon, lat), None if the place is but a point."""
        import shapely  # noqa: PLC0415 - opening an index must not wait for numpy

        *_, start, length, _ = self._record(row)
        if not length:
            return None
        if self._shapes is None:
            self._shapes = _map(self._shapes_path)
        geometry: BaseGeometry = shapely.from_wkb(self._shapes[start : start + length])
        return geometry

    def _record(self, row: int) -> tuple[float, float, int, int, int, int, int, int, int, int]:
        return _RECORD.unpack_from(self._places, row * _RECORD.size)


def _map(path: Path) -> mmap.mmap | bytes:
    with path.open("rb") as file:
        if not path.stat().st_size:  # cannot be mapped
            return b""
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
