"""The gazetteer as everyone uses it: a folder of memory-mapped files goes in, places by name, id and point come out.

Opening maps the files and reads one small manifest; numpy, shapely and the packages of the build are not imported until
a geometry is asked for. Not found is None or (), never an error.
"""

from __future__ import annotations

import json
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from geo.errors import GazetteerError, GazetteerMissing
from geo.gazetteer import storage
from geo.gazetteer.added import find_added
from geo.gazetteer.forms import split_area
from geo.gazetteer.layers import Layers, Record
from geo.gazetteer.names import normalise
from geo.gazetteer.parts import clip_part, make_part
from geo.gazetteer.rank import Hints, NameHit, distance_km, rank
from geo.models import Match, Place, Precision

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer.outlines import Outlines

_REMEDY = "Run make gazetteer."
# A name that needed its type word taken off ("oblast de Koursk") counts as nearly as much as a written-out one.
_STRENGTH_WITH_TYPE = 0.9
# Answers kept: news repeats its names, and a recogniser asks for one several times.
_KEPT = 16_384
_CODE_SIGN = "="
_LONGEST_CODE = 12
_SORTS = {
    "state": (Precision.COUNTRY, Precision.REGION),
    "region": (Precision.REGION, Precision.DISTRICT),
    "settlement": (Precision.SETTLEMENT,),
    "district": (Precision.DISTRICT,),
}


class Gazetteer:
    """Places of the world by name, id and point. Make one with :meth:`open`; it may be shared between threads."""

    def __init__(self, folder: Path, manifest: dict[str, Any], added: Path | None = None) -> None:
        self.folder = folder
        self._manifest = manifest
        self._layers = Layers(folder, added)
        self._exact = lru_cache(_KEPT)(self._find_exact)
        self._at_crossings: frozenset[str] = frozenset(manifest["at_crossings"])

    @classmethod
    def open(cls, folder: Path, *, added: bool = True) -> Gazetteer:
        """Open a built index, with or without the places that were ``added`` to it.

        Raises GazetteerMissing if there is none, GazetteerError if it is of another layout.
        """
        try:
            manifest = json.loads((folder / storage.MANIFEST).read_text(encoding="utf-8"))
            if manifest.get("layout") != storage.LAYOUT:
                raise GazetteerError("was built by another version.", source=str(folder), remedy=_REMEDY)
            return cls(folder, manifest, find_added(folder, manifest["digest"]) if added else None)
        except FileNotFoundError:
            raise GazetteerMissing("there is no gazetteer here.", source=str(folder), remedy=_REMEDY) from None
        except (ValueError, OSError) as error:
            raise GazetteerError(f"is broken: {error}.", source=str(folder), remedy=_REMEDY) from error

    def __len__(self) -> int:
        """Count the places."""
        return len(self._layers)

    def place(self, place_id: str) -> Place | None:
        """Return the place with this id."""
        row = self.row_of(place_id)
        return make_part(self, place_id) if row is None else self._layers.read(row)

    def row_of(self, place_id: str) -> int | None:
        """Return the row in which a place is stored."""
        return self._layers.row_of(place_id)

    def knows(self, name: str) -> bool:
        """Tell whether any place bears this very name; fast, for scanning word groups."""
        return self._layers.has(normalise(name)) or self._is_code(name)

    def begins(self, text: str) -> bool:
        """Tell whether any name of several words begins with these words."""
        return self._layers.has_beginning(normalise(text) + " ")

    def _is_code(self, name: str) -> bool:
        return len(name) <= _LONGEST_CODE and name.isupper() and self._layers.has(_CODE_SIGN + name.replace(".", ""))

    def exact(self, name: str) -> tuple[NameHit, ...]:
        """Return every place that bears this name, the strongest first, then the most populous.

        Abbreviations are found in capitals only. A name with a type word ("Kursk oblast") that is not stored so finds
        the areas of that sort among the places of the bare name.
        """
        return self._exact(name)

    def _find_exact(self, name: str) -> tuple[NameHit, ...]:
        normalised = normalise(name)
        records = self._layers.records(normalised)
        if self._is_code(name):
            records = self._layers.records(_CODE_SIGN + name.replace(".", "")) + records
        hits = self._to_hits(records, normalised)
        return hits or self._exact_area(normalised)

    def _exact_area(self, normalised: str) -> tuple[NameHit, ...]:
        stem, sort = split_area(normalised)
        if not sort:
            return ()
        hits = self._to_hits(self._layers.records(stem), stem)
        return tuple(
            NameHit(hit.place, _STRENGTH_WITH_TYPE, normalised) for hit in hits if hit.place.precision in _SORTS[sort]
        )

    def _to_hits(self, records: list[Record], name: str) -> tuple[NameHit, ...]:
        read = self._layers.read
        hits = [NameHit(read(row), strength / storage.STRENGTH_STEPS, name) for row, strength in records]
        if len(hits) > 1:
            hits.sort(key=lambda hit: (-hit.strength, -hit.place.population, hit.place.id))
        return tuple(hits)

    def alike(self, name: str, *, limit: int = 10) -> tuple[NameHit, ...]:
        """Return places with a name that sounds like this one, in any spelling convention.

        Strength is the likeness times that of the stored name. () for scripts other than Latin and Cyrillic.
        """
        return tuple(
            NameHit(self._layers.read(near.row), near.likeness * near.strength / storage.STRENGTH_STEPS, near.name)
            for near in self._layers.alike(name, limit=limit)
        )

    def lookup(
        self, name: str, *, country: str = "", near_lat: float | None = None, near_lon: float | None = None,
        limit: int = 10,
    ) -> tuple[Match, ...]:  # fmt: skip
        """Return candidate places ranked: an exact name before one that is alike, then nearness, country, prominence.

        ``country`` is an ISO 3166-1 alpha-2 code; ``near_lat``, ``near_lon`` WGS 84 degrees. Each match says why.
        """
        near = (near_lat, near_lon) if near_lat is not None and near_lon is not None else None
        hits = self.exact(name)
        spelt_so = bool(hits)
        if not hits:
            hits = self.alike(name, limit=max(limit, 50))
        hints = Hints(country=country, near=near, at_crossings=self._at_crossings)
        return rank(hits, hints, exact=spelt_so, limit=limit)

    def geometry(self, place_id: str) -> BaseGeometry | None:
        """Return the geometry in (lon, lat): an area, a border line, else the point; None for an unknown id."""
        row = self.row_of(place_id)
        if row is None:
            return clip_part(self, place_id)
        shape = self._layers.shape_of(row)
        if shape is not None:
            return shape
        from shapely.geometry import Point  # noqa: PLC0415 - opening an index must not wait for numpy

        place = self._layers.read(row)
        return Point(place.lon, place.lat)

    def border(self, country_a: str, country_b: str) -> Place | None:
        """Return the common land border of two countries, given by ISO codes in either order."""
        first, second = sorted((country_a, country_b))
        return self.place(f"border:{first}-{second}")

    def country(self, code: str) -> Place | None:
        """Return a country by its ISO 3166-1 alpha-2 code."""
        return self.place(f"iso:{code}")

    def ids(self, prefix: str) -> list[str]:
        """Return the ids of the base that begin with a prefix: ``iso:BY-`` for the regions of Belarus."""
        return self._layers.ids(prefix)

    def country_codes(self) -> tuple[str, ...]:
        """Return the ISO codes of all countries."""
        return tuple(sorted(key[4:] for key in self._layers.ids("iso:") if len(key) == len("iso:BY")))

    def neighbours(self, code: str) -> tuple[str, ...]:
        """Return the ISO codes of the countries with a common land border, in alphabetical order."""
        return tuple(sorted(self._manifest["neighbours"].get(code, ())))

    def demonym(self, word: str, language: str) -> str | None:
        """Return the ISO code of the country whose people or things a word names in a language."""
        found: str | None = self._manifest["demonyms"].get(f"{language}:{normalise(word)}")
        return found

    def demonyms(self, language: str) -> Iterator[str]:
        """Yield the normalised words for people and things of countries in a language."""
        start = f"{language}:"
        return (key[len(start) :] for key in self._manifest["demonyms"] if key.startswith(start))

    def capital(self, code: str) -> Place | None:
        """Return the capital of a country by its ISO code."""
        return self.place(self._manifest["capitals"].get(code, ""))

    def is_capital(self, place: Place) -> bool:
        """Tell whether a place is the capital of its country."""
        return place.kind == "capital"

    def is_at_crossing(self, place: Place) -> bool:
        """Tell whether a border crossing nearby is called after this settlement."""
        return place.id in self._at_crossings

    def government(self, place: Place) -> str | None:
        """Return the country (or EU, NATO) whose government a place stands for in news: capitals, Kremlin → RU."""
        if place.kind == "capital":
            return place.countries[0]
        found: str | None = self._manifest["governments"].get(place.id)
        return found

    def contains(self, area_id: str, place: Place) -> bool:
        """Tell whether a place is this area or lies in it: by codes and parents first, by geometry last."""
        return self._outlines.contains(area_id, place)

    def related(self, a: Place, b: Place) -> bool:
        """Tell whether one place is the other or lies in it; unions of countries are related to themselves only."""
        return self._outlines.related(a, b)

    def countries_at(self, *, lat: float, lon: float) -> tuple[str, ...]:
        """Return the ISO codes of the countries at a point, () at sea."""
        return self._outlines.countries_at(lat=lat, lon=lon)

    def nearest(self, *, lat: float, lon: float, limit: int = 10, within_km: float = 25.0) -> tuple[Place, ...]:
        """Return the settlements, crossings and sites within a distance of a point in degrees, the nearest first."""
        places = map(self._layers.read, self._layers.rows_near(lat=lat, lon=lon, within_km=within_km))
        away = [(distance_km(place, lat=lat, lon=lon), place.id, place) for place in places]
        return tuple(place for km, _, place in sorted(away, key=itemgetter(0, 1))[:limit] if km <= within_km)

    @cached_property
    def _outlines(self) -> Outlines:
        from geo.gazetteer.outlines import Outlines  # noqa: PLC0415 - opening an index must not wait for it

        return Outlines(self, self._layers, self._manifest["members"])
