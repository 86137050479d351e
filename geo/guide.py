"""What a question to the store must know beyond it: which place a name means, what lies in it, who belongs to whom.

In: a gazetteer and the codebook's actors. Out: a callable that finds places, as queries ask for it, with the hierarchy
of the actors. Opening one costs a few milliseconds; nothing of the language models is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from shapely import Point
from shapely.ops import nearest_points

from geo.events.hierarchy import Hierarchy, read_hierarchy
from geo.gazetteer.index import Gazetteer
from geo.gazetteer.rank import distance_km
from geo.models import Place, Precision


@dataclass(frozen=True, slots=True, eq=False)
class Guide:
    """Finds the place of a filter by its id or name, and the actors that belong to one."""

    gazetteer: Gazetteer
    hierarchy: Hierarchy = field(default_factory=Hierarchy)

    @classmethod
    def open(cls, gazetteer: Path, codebook: Path) -> Guide:
        """Open both; raises GazetteerMissing, CodebookError."""
        return cls(Gazetteer.open(gazetteer), read_hierarchy(codebook))

    def __call__(self, place: str) -> Place | None:
        """Return the place of an id or a name, the likeliest of several; None if there is none."""
        found = self.gazetteer.place(place)
        matches = self.gazetteer.lookup(place, limit=1) if found is None else ()
        return matches[0].place if matches else found

    def related(self, one: Place, other: Place) -> bool:
        """Say if the second place lies in the first or is the same."""
        return self.gazetteer.related(one, other)

    def is_inside(self, place_id: str, area: Place, radius_km: float = 0.0) -> bool:
        """Say if a place of the gazetteer lies in an area, or at most so far from it."""
        place = self.gazetteer.place(place_id)
        if place is None or place.precision is Precision.SUPRANATIONAL:
            return False
        if self.gazetteer.contains(area.id, place):
            return True
        shape = self.gazetteer.geometry(area.id) if radius_km and place.precision.is_point else None
        if shape is None:
            return False
        nearest = nearest_points(shape, Point(place.lon, place.lat))[0]
        return distance_km(place, lat=nearest.y, lon=nearest.x) <= radius_km
