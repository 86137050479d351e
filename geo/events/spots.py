"""Which places are one spot: a crossing and the village that it is named after.

In come places; out comes for each a key that those of one spot share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from math import cos, hypot, radians

from geo.models import Place, Precision

NEAR_KM = 5.0
"""A crossing and the village that it is named after are one place: few lie farther apart in our table."""
_KM_PER_DEGREE = 111.2


class Spots:
    """Gives each place a key, the same for a crossing and a village beside it."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._crossings: defaultdict[tuple[int, int], dict[str, Place]] = defaultdict(dict)
        self._known: dict[tuple[str, float, float], str] = {}
        for place in places:
            if place.precision is Precision.CROSSING:
                self._crossings[self._square(place)][place.id] = place

    def key(self, place: Place) -> str:
        """Return the id of the crossing beside a place, else of the place itself."""
        if not self._crossings or place.precision is Precision.CROSSING:
            return place.id
        spot = place.id, place.lat, place.lon
        if spot not in self._known:
            self._known[spot] = self._find(place)
        return self._known[spot]

    def _find(self, place: Place) -> str:
        if not place.precision.is_point:
            return place.id
        row, column = self._square(place)
        squares = ((row + y, column + x) for y in (-1, 0, 1) for x in (-1, 0, 1))
        near = [
            (away, other.id)
            for square in squares
            for other in self._crossings.get(square, {}).values()
            if (away := _km(place, other)) <= NEAR_KM
        ]
        return min(near)[1] if near else place.id

    @staticmethod
    def _square(place: Place) -> tuple[int, int]:
        return int(place.lat * 10), int(place.lon * 10)


def is_same_spot(one: Place, other: Place) -> bool:
    """Say if two places are one, or a crossing and a village beside it."""
    if one.id == other.id:
        return True
    crossing = Precision.CROSSING in (one.precision, other.precision)
    return crossing and one.precision.is_point and other.precision.is_point and _km(one, other) <= NEAR_KM


def _km(one: Place, other: Place) -> float:
    """Return the distance of two near points; exact enough for a few kilometres."""
    east = (one.lon - other.lon) * cos(radians(one.lat))
    return _KM_PER_DEGREE * hypot(one.lat - other.lat, east)
