"""What lies in what: places go in, containment comes out, by parents and country codes first and by geometry last."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from geo.models import Place, Precision

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shapely import STRtree
    from shapely.geometry.base import BaseGeometry

    from geo.gazetteer.index import Gazetteer
    from geo.gazetteer.layers import Layers

# Pairs of area and place whose answer is kept.
_KEPT = 65_536


class Outlines:
    """Containment over one opened gazetteer; areas are read and prepared when first needed."""

    def __init__(self, gazetteer: Gazetteer, layers: Layers, members: Mapping[str, list[str]]) -> None:
        self._gazetteer = gazetteer
        self._layers = layers
        self._members = members
        self.contains = lru_cache(_KEPT)(self._contains)
        self._area = lru_cache(256)(self._read_area)

    def related(self, a: Place, b: Place) -> bool:
        """Tell whether one is the other or lies in it; unions of countries are related to themselves only."""
        if a.id == b.id:
            return True
        if Precision.SUPRANATIONAL in (a.precision, b.precision):
            return False
        return bool(self.contains(a.id, b) or self.contains(b.id, a))

    def _contains(self, area_id: str, place: Place) -> bool:
        if area_id == place.id or area_id in self._ancestors(place):
            return True
        if area_id.startswith("iso:") and area_id[4:] in place.countries:
            return True
        members = self._members.get(area_id)
        if members:
            return any(self.contains(member, place) for member in members)
        return self._may_ask_geometry(area_id, place) and self._covers(area_id, place)

    def _ancestors(self, place: Place) -> set[str]:
        found = {place.admin1} if place.admin1 else set()
        row = self._gazetteer.row_of(place.id)
        while row is not None and (row := self._layers.parent_of(row)) is not None:
            found.add(self._layers.read(row).id)
        return found

    @staticmethod
    def _may_ask_geometry(area_id: str, place: Place) -> bool:
        """Codes are the last word between administrative areas; geometry speaks for named regions and for points."""
        return not area_id.startswith(("gn:", "border:", "crossing:", "org:")) and (
            area_id.startswith("region:") or place.precision.is_point
        )

    def _covers(self, area_id: str, place: Place) -> bool:
        import shapely  # noqa: PLC0415 - most answers need no geometry

        area = self._area(area_id)
        return area is not None and bool(shapely.covers(area, shapely.Point(place.lon, place.lat)))

    def _read_area(self, area_id: str) -> BaseGeometry | None:
        import shapely  # noqa: PLC0415 - most answers need no geometry

        area = self._gazetteer.geometry(area_id)
        if area is None or "Polygon" not in area.geom_type:
            return None
        shapely.prepare(area)
        return area

    def countries_at(self, *, lat: float, lon: float) -> tuple[str, ...]:
        """Return the ISO codes of the countries whose area covers a point, () at sea."""
        import shapely  # noqa: PLC0415 - opening an index must not wait for numpy

        codes, tree = self._countries
        found = tree.query(shapely.Point(lon, lat), predicate="intersects")
        return tuple(sorted(codes[i] for i in found))

    @cached_property
    def _countries(self) -> tuple[list[str], STRtree]:
        import shapely  # noqa: PLC0415 - opening an index must not wait for numpy

        areas = {code: self._area(f"iso:{code}") for code in self._gazetteer.country_codes()}
        known = {code: area for code, area in areas.items() if area is not None}
        return list(known), shapely.STRtree(list(known.values()))
