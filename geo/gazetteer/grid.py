"""Settlements by position: a grid of one-degree cells over the world, memory-mapped, for "what is near this point"."""

from __future__ import annotations

import mmap
from array import array
from math import ceil, cos, radians
from typing import TYPE_CHECKING

from geo.gazetteer.storage import GRID

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ROWS, _COLUMNS = 180, 360
# One degree of latitude (WGS 84, mean), to know how many cells a distance spans.
_KM_A_DEGREE = 111.195


def cell_of(*, lat: float, lon: float) -> int:
    """Return the number of the cell of a point in degrees; the poles and the antimeridian belong to the last cells."""
    row = min(int(lat + 90), _ROWS - 1)
    return row * _COLUMNS + int(lon + 180) % _COLUMNS


def save_grid(path: Path, cells: dict[int, list[int]]) -> None:
    """Write the rows of places by cell: the start of each cell, then the rows."""
    starts, rows = array("I"), array("I")
    for cell in range(_ROWS * _COLUMNS):
        starts.append(len(rows))
        rows.extend(cells.get(cell, ()))
    starts.append(len(rows))
    path.write_bytes(starts.tobytes() + rows.tobytes())


class Grid:
    """Reads the rows of places near a point."""

    def __init__(self, folder: Path) -> None:
        with (folder / GRID).open("rb") as file:
            self._words = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)).cast("I")

    def rows_near(self, *, lat: float, lon: float, within_km: float) -> Iterator[int]:
        """Yield the rows of all places in the cells that a circle touches, so some lie outside the circle."""
        high = ceil(within_km / _KM_A_DEGREE)
        narrowest = cos(radians(min(abs(lat) + high, 89.0)))
        wide = min(ceil(within_km / (_KM_A_DEGREE * narrowest)), _COLUMNS // 2 - 1)
        for up in range(-high, high + 1):
            if not -90 <= lat + up <= 90:
                continue
            for along in range(-wide, wide + 1):
                yield from self._rows_of(cell_of(lat=lat + up, lon=(lon + along + 540) % 360 - 180))

    def _rows_of(self, cell: int) -> Iterator[int]:
        first = _ROWS * _COLUMNS + 1
        yield from self._words[first + self._words[cell] : first + self._words[cell + 1]]
