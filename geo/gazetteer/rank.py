"""Ranking of candidate places: name hits and hints go in, matches with a score and reasons in words come out."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, log10, radians, sin, sqrt
from typing import TYPE_CHECKING

from geo.models import Match, Place, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable

# Mean radius of the earth (IUGG).
_EARTH_KM = 6371.0088
# Nearness halves every 100 km: the size of an oblast, within which news names villages without saying where.
_HALVING_KM = 100.0
# Shares of name, prominence and hints in the score. Strength of the name leads, so that Islamabad (main name) beats
# Chattogram (untagged alternate, six times the people); Wien (untagged, 1.7 M) still beats a village of that main name.
_NAME_SHARE, _PROMINENCE_SHARE, _NEAR_SHARE = 0.55, 0.45, 0.6
# What a place outside the country asked for keeps of its score.
_OTHER_COUNTRY = 0.4
# An alike name never scores as an exact one.
_ALIKE_SHARE = 0.8
# Prominence of what has no population of its own that says anything.
_PROMINENCE = {
    Precision.COUNTRY: 1.0, Precision.SUPRANATIONAL: 0.9, Precision.REGION: 0.65, Precision.DISTRICT: 0.3,
    Precision.BORDER_SEGMENT: 0.6, Precision.CROSSING: 0.6, Precision.SITE: 0.6,
}  # fmt: skip
_LEAST_CAPITAL = 0.85
# A village at a crossing of its name is in the news as a town of 10,000 is: Bobrowniki (235 people) over its namesakes.
_LEAST_AT_CROSSING = 0.38
_LARGEST_CITY = 2.5e7
_SMALLEST_TOWN = 100


@dataclass(frozen=True, slots=True)
class NameHit:
    """A place that bears a name: how strong the evidence of the name is (0..1) and the name as stored."""

    place: Place
    strength: float
    name: str


@dataclass(frozen=True, slots=True)
class Hints:
    """What is known besides the name: ISO code of a country, a point (lat, lon), ids of settlements at crossings."""

    country: str = ""
    near: tuple[float, float] | None = None
    at_crossings: frozenset[str] = frozenset()


def rank(hits: Iterable[NameHit], hints: Hints, *, exact: bool, limit: int = 10) -> tuple[Match, ...]:
    """Return the best matches; ``exact`` is False if the names only sound alike."""
    matches = [_to_match(hit, hints, exact=exact) for hit in hits]
    matches.sort(key=lambda match: (-match.score, -match.place.population, match.place.id))
    return tuple(matches[:limit])


def _to_match(hit: NameHit, hints: Hints, *, exact: bool) -> Match:
    place = hit.place
    importance = prominence(place)
    reasons = [_name_reason(hit, exact=exact), _prominence_reason(place)]
    if place.id in hints.at_crossings:
        importance = max(importance, _LEAST_AT_CROSSING)
        reasons.append("a border crossing bears its name")
    score = _NAME_SHARE * hit.strength + _PROMINENCE_SHARE * importance
    if hints.near is not None:
        away = distance_km(place, lat=hints.near[0], lon=hints.near[1])
        score = (1 - _NEAR_SHARE) * score + _NEAR_SHARE * 0.5 ** (away / _HALVING_KM)
        reasons.append(f"{away:.0f} km from the given point")
    if hints.country:
        inside = hints.country in place.countries
        score *= 1.0 if inside else _OTHER_COUNTRY
        reasons.append(f"{'in' if inside else 'not in'} {hints.country}")
    return Match(place, round(score * (1.0 if exact else _ALIKE_SHARE), 4), tuple(reasons))


def _name_reason(hit: NameHit, *, exact: bool) -> str:
    if not exact:
        return f"sounds like {hit.name} ({hit.strength:.0%})"
    if hit.strength >= 0.95:
        return "bears this name"
    return "bears this name among others" if hit.strength >= 0.6 else "bears this name as a rare or shared one"


def _prominence_reason(place: Place) -> str:
    if place.kind == "capital":
        return "a capital"
    if place.precision is Precision.SETTLEMENT:
        return f"{place.population} people" if place.population else "a small place"
    return f"{'an' if place.kind[:1] in 'aeiou' else 'a'} {place.kind}"


def prominence(place: Place) -> float:
    """Return how likely news means this place among equals, 0..1: kind, or the logarithm of the population."""
    if place.precision is not Precision.SETTLEMENT:
        return _PROMINENCE[place.precision]
    share = log10(max(place.population, _SMALLEST_TOWN) / _SMALLEST_TOWN) / log10(_LARGEST_CITY / _SMALLEST_TOWN)
    return max(share, _LEAST_CAPITAL) if place.kind == "capital" else min(share, 1.0)


def distance_km(place: Place, *, lat: float, lon: float) -> float:
    """Return the great-circle distance of a place from a point in degrees (haversine)."""
    lat_a, lat_b = radians(place.lat), radians(lat)
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(lon - place.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(1.0, half)))
