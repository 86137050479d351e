"""The files of a built gazetteer and of what was added to it, as one: rows and names go in, records come out.

The rows of the added places follow those of the base; names in the added files may point to rows of either. With
nothing added, every question goes to the base alone.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import marisa_trie

from geo.gazetteer import storage
from geo.gazetteer.alike import SoundIndex
from geo.gazetteer.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer.alike import Near
    from geo.models import Place

Record = tuple[int, int]
"""A row and the strength of the name there (0 to 200)."""


class Layer:
    """The memory-mapped files of one folder; ``first`` is the row of its first place."""

    def __init__(self, folder: Path, first: int = 0) -> None:
        self._folder = folder
        self.first = first
        self.table = storage.PlaceTable(folder)
        self.names = marisa_trie.RecordTrie(storage.NAME_RECORD).mmap(str(folder / storage.NAMES))
        self.ids = marisa_trie.RecordTrie("<I").mmap(str(folder / storage.IDS))
        self.sounds = SoundIndex(folder)

    @cached_property
    def grid(self) -> Grid:
        """Rows by position."""
        return Grid(self._folder)


class Layers:
    """One or two layers; a row below the count of the base is the base's."""

    def __init__(self, base: Path, added: Path | None = None) -> None:
        self.base = Layer(base)
        self.count = len(self.base.table)
        self.added = Layer(added, self.count) if added is not None else None

    def __len__(self) -> int:
        """Count the places."""
        return self.count + (len(self.added.table) if self.added else 0)

    def read(self, row: int) -> Place:
        """Return the place of a row."""
        if self.added is not None and row >= self.count:
            return self.added.table.read(row - self.count)
        return self.base.table.read(row)

    def parent_of(self, row: int) -> int | None:
        """Return the row of the smallest area a place lies in."""
        if self.added is not None and row >= self.count:
            return self.added.table.parent_of(row - self.count)
        return self.base.table.parent_of(row)

    def shape_of(self, row: int) -> BaseGeometry | None:
        """Return the stored geometry in (lon, lat), None if the place is but a point."""
        if self.added is not None and row >= self.count:
            return self.added.table.shape_of(row - self.count)
        return self.base.table.shape_of(row)

    def has_beginning(self, text: str) -> bool:
        """Tell whether any name begins so."""
        layers = (self.base, self.added) if self.added else (self.base,)
        return any(next(layer.names.iterkeys(text), None) is not None for layer in layers)

    def row_of(self, place_id: str) -> int | None:
        """Return the row of an id, None if no layer has it."""
        found = self.base.ids.get(place_id)
        if not found and self.added is not None:
            found = self.added.ids.get(place_id)
        return found[0][0] if found else None

    def has(self, name: str) -> bool:
        """Tell whether a normalised name stands in any layer."""
        return name in self.base.names or (self.added is not None and name in self.added.names)

    def records(self, name: str) -> list[Record]:
        """Return rows and strengths of a normalised name; of two for one place the stronger."""
        found: list[Record] = self.base.names.get(name) or []
        if self.added is None or not (more := self.added.names.get(name)):
            return found
        strongest = dict(found)
        for row, strength in more:
            strongest[row] = max(strength, strongest.get(row, 0))
        return list(strongest.items())

    def alike(self, name: str, *, limit: int) -> list[Near]:
        """Return the nearest names of all layers, each place once, best first."""
        found = self.base.sounds.find(name, limit=limit)
        if self.added is None:
            return found
        nearest: dict[int, Near] = {}
        for near in sorted([*found, *self.added.sounds.find(name, limit=limit)], key=_order):
            nearest.setdefault(near.row, near)
        return list(nearest.values())[:limit]

    def rows_near(self, *, lat: float, lon: float, within_km: float) -> Iterator[int]:
        """Yield the rows of the points in the cells that a circle touches."""
        yield from self.base.grid.rows_near(lat=lat, lon=lon, within_km=within_km)
        if self.added is not None:
            yield from self.added.grid.rows_near(lat=lat, lon=lon, within_km=within_km)

    def ids(self, prefix: str) -> list[str]:
        """Return the ids of the base that begin with a prefix."""
        keys: list[str] = self.base.ids.keys(prefix)
        return keys


def _order(near: Near) -> tuple[float, int, int]:
    return (-near.likeness, -near.strength, near.row)
