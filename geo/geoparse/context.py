"""What the names of a text say together: each votes for the countries, regions and points of the places it may mean.

Votes are shares of belief, so that a name with one bearer ("Lore City") speaks louder than one with thirty.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.models import Place, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable

EARTH_RADIUS_KM = 6371.0
# Distance at which nearness has fallen to 1/e; local news tells of places about this far apart.
NEAR_KM = 60.0
# One degree of latitude is 111 km: what is further apart than this is not near.
FAR_DEGREES = 2.5
DEGREE_KM = math.radians(EARTH_RADIUS_KM)
# Beliefs below this do not vote: thirty Springfields do not make a context.
LEAST_VOTE = 0.02
# One other name is no context yet: shares are of the votes and this much doubt.
DOUBT = 0.5
WIDE = (Precision.COUNTRY, Precision.SUPRANATIONAL, Precision.REGION)


@dataclass(slots=True)
class Votes:
    """Weight of each country and region, and points (lat, lon, weight), of one name or of all names of a text."""

    countries: dict[str, float] = field(default_factory=dict)
    regions: dict[str, float] = field(default_factory=dict)
    points: list[tuple[float, float, float]] = field(default_factory=list)
    country_total: float = 0.0
    region_total: float = 0.0

    def add(self, place: Place, weight: float) -> None:
        """Add a vote for a place; a border or crossing votes for both its countries."""
        for code in place.countries[:2]:
            self.countries[code] = self.countries.get(code, 0.0) + weight
            self.country_total += weight
        region = place.id if place.precision is Precision.REGION else place.admin1
        if region:
            self.regions[region] = self.regions.get(region, 0.0) + weight
            self.region_total += weight
        if place.precision not in WIDE:
            self.points.append((place.lat, place.lon, weight))


@dataclass(slots=True)
class Context:
    """All votes, and those of each name, so that no name listens to itself."""

    everyone: Votes = field(default_factory=Votes)
    own: dict[int, Votes] = field(default_factory=dict)

    def add(self, voter: int, beliefs: Iterable[tuple[Place, float]], weight: float) -> None:
        """Add the votes of one name; ``weight`` grows with how often the text names it."""
        own = self.own.setdefault(voter, Votes())
        for place, belief in beliefs:
            if belief >= LEAST_VOTE:
                own.add(place, belief * weight)
                self.everyone.add(place, belief * weight)

    def country_share(self, place: Place, voter: int) -> float:
        """Share of the others' votes for the place's country, of a border for both its countries, 0..1."""
        own = self.own.get(voter) or Votes()
        total = self.everyone.country_total - own.country_total
        votes = (self.everyone.countries.get(code, 0.0) - own.countries.get(code, 0.0) for code in place.countries)
        return sum(votes) / (total + DOUBT)

    def region_share(self, place: Place, voter: int) -> float:
        """Share of the others' votes for the place's region, 0..1; a region does not vote for itself."""
        region = place.id if place.precision is Precision.REGION else place.admin1
        own = self.own.get(voter) or Votes()
        total = self.everyone.region_total - own.region_total
        votes = self.everyone.regions.get(region, 0.0) - own.regions.get(region, 0.0)
        return votes / (total + DOUBT) if region else 0.0

    def nearness(self, place: Place, voter: int) -> tuple[float, float]:
        """How near the place is to another place of the text, 0..1, and that distance in kilometres."""
        own = self.own.get(voter)
        skipped = own.points if own else ()
        best, distance = 0.0, math.inf
        for point in self.everyone.points:
            lat, lon, weight = point
            north = abs(lat - place.lat)
            if north > FAR_DEGREES:
                continue
            share = math.sqrt(min(weight, 1.0))
            if share * math.exp(-north * DEGREE_KM / NEAR_KM) <= best or point in skipped:
                continue  # not even if it lay straight to the north
            away = measure_km(place.lat, place.lon, lat, lon)
            near = share * math.exp(-away / NEAR_KM)
            if near > best:
                best, distance = near, away
        return best, distance


def measure_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres (haversine)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))
