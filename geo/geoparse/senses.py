"""Which place each name means: candidates of the gazetteer scored by hints, by what is placed already, and by fame.

One sense of a name for a text. Names of countries and regions are decided first, then the rest with those as context, and
each decision is context for the next.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.geoparse.hints import Hint, Sort
from geo.geoparse.lookups import fame
from geo.models import Match, Place, Precision

if TYPE_CHECKING:
    from geo.gazetteer.rank import NameHit

# Weights in units of log-odds, set by hand on the first half of LGL and checked on the other.
FAME, STRENGTH = 7.0, 4.0
INSIDE_NAMED_AREA, OUTSIDE_NAMED_AREA = 9.0, -4.0
SORT_FITS, SORT_MISFITS = 3.0, -3.0
SAME_REGION, SAME_COUNTRY, NEAR = 3.0, 2.5, 2.5
# What "none of them" scores: a village without any context stays below it.
NONE = 3.2
# Distance at which nearness has fallen to 1/e; local news tells of places about this far apart.
NEAR_KM = 80.0
EARTH_RADIUS_KM = 6371.0
_SORTS_OF_PRECISION = {
    Precision.REGION: Sort.REGION,
    Precision.DISTRICT: Sort.DISTRICT,
    Precision.SETTLEMENT: Sort.SETTLEMENT,
    Precision.CROSSING: Sort.CROSSING,
}


@dataclass(slots=True)
class Context:
    """What is placed so far: how much weight each country, region and point has."""

    countries: dict[str, float] = field(default_factory=dict)
    regions: dict[str, float] = field(default_factory=dict)
    points: list[tuple[float, float, float]] = field(default_factory=list)
    country_total: float = 0.0
    region_total: float = 0.0

    def add(self, place: Place, weight: float) -> None:
        """Add a placed mention."""
        for code in place.countries[:2]:
            self.countries[code] = self.countries.get(code, 0.0) + weight
            self.country_total += weight
        region = place.id if place.precision is Precision.REGION else place.admin1
        if region:
            self.regions[region] = self.regions.get(region, 0.0) + weight
            self.region_total += weight
        if place.precision not in (Precision.COUNTRY, Precision.SUPRANATIONAL, Precision.REGION):
            self.points.append((place.lat, place.lon, weight))


@dataclass(slots=True)
class Sense:
    """A name of a text with its candidates; ``count`` is how often it stands there."""

    name: str
    hits: tuple[NameHit, ...]
    hints: list[Hint]
    count: int = 1
    places: tuple[Place, ...] = ()
    matches: tuple[Match, ...] = ()
    score: float = 0.0
    reasons: tuple[str, ...] = ()


def measure_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in kilometres (haversine)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def lies_in(place: Place, area: Place) -> bool:
    """Decide if a place lies in an area by what the gazetteer says of both; an area does not lie in itself."""
    if place.id == area.id:
        return False
    if area.precision is Precision.COUNTRY:
        return area.countries[0] in place.countries
    if area.precision is Precision.REGION:
        return place.admin1 == area.id
    same_region = bool(place.admin1) and place.admin1 == area.admin1
    return same_region and measure_km(place.lat, place.lon, area.lat, area.lon) < NEAR_KM


def score_hit(hit: NameHit, sense: Sense, context: Context, areas: tuple[Place, ...]) -> tuple[float, tuple[str, ...]]:
    """Log-odds of one candidate with its reasons; ``areas`` are the places it is said to lie in, one of them."""
    place = hit.place
    reasons = [f"bears the name {hit.name!r}" if hit.strength < 1 else "bears exactly this name"]
    score = FAME * fame(place) + STRENGTH * (hit.strength - 1)
    if areas:
        inside = any(lies_in(place, area) for area in areas)
        score += INSIDE_NAMED_AREA if inside else OUTSIDE_NAMED_AREA
        if inside:
            reasons.append("lies in the area named beside it")
    score += _score_sort(place, sense, reasons)
    score += _score_context(place, context, reasons)
    return score, tuple(reasons)


def _score_sort(place: Place, sense: Sense, reasons: list[str]) -> float:
    sorts = {hint.sort for hint in sense.hints} - {Sort.ANY}
    own = _SORTS_OF_PRECISION.get(place.precision, Sort.ANY)
    if not sorts:
        return 0.0
    if own in sorts:
        reasons.append(f"the text calls it a {own}")
        return SORT_FITS
    return 0.0 if sorts == {Sort.CROSSING} else SORT_MISFITS


def _score_context(place: Place, context: Context, reasons: list[str]) -> float:
    score = 0.0
    if context.country_total and place.countries:
        share = max(context.countries.get(code, 0.0) for code in place.countries) / context.country_total
        score += SAME_COUNTRY * share
        if share > 0.3:
            reasons.append(f"in a country the text speaks of ({place.countries[0]})")
    if context.region_total and place.admin1:
        share = context.regions.get(place.admin1, 0.0) / context.region_total
        score += SAME_REGION * share
        if share > 0.3:
            reasons.append("in a region the text speaks of")
    if context.points and place.precision not in (Precision.COUNTRY, Precision.SUPRANATIONAL):
        distance = min(measure_km(place.lat, place.lon, lat, lon) for lat, lon, _ in context.points)
        score += NEAR * math.exp(-distance / NEAR_KM)
        if distance < NEAR_KM:
            reasons.append(f"{distance:.0f} km from another place of the text")
    return score
