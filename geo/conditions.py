"""A filter as SQL conditions over the events of the store; all values travel as parameters, never in the text.

In: a filter, and where its place is. Out: the condition and its parameters. Distances are great-circle, in km.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from geo.errors import FilterError
from geo.filter import NEAR_KM, Filter
from geo.filter_values import Dates
from geo.gazetteer.names import normalise, normalise_text

_KM_PER_DEGREE = 111.2
_EARTH_KM = 6371.0
_POINT = re.compile(r"([+-]?\d{1,2}(?:\.\d+)?)\s*,\s*([+-]?\d{1,3}(?:\.\d+)?)")
_NEAR = """(geometry IS NOT NULL AND lat BETWEEN $south AND $north AND $radius >= 2 * $earth * asin(least(1, sqrt(
    sin(radians(lat - $lat) / 2) ** 2
    + cos(radians(lat)) * cos(radians($lat)) * sin(radians(lon - $lon) / 2) ** 2))))"""
_DATED = "start > DATE '0001-01-01'"  # an event without a known day lies in no range of days
_TOLD = """list_bool_or(list_transform(list_zip(published_starts, published_ends),
    lambda told: told[1] <= $until AND told[2] > $since))"""
_LISTS = (
    ("kinds", "list_contains($kinds, kind)"),
    ("statuses", "list_contains($statuses, status)"),
    ("countries", "list_has_any(countries, $countries)"),
    ("languages", "list_has_any(languages, $languages)"),
    ("publishers", "list_has_any(publishers, $publishers)"),
    ("articles", "list_has_any(articles, $articles)"),
    ("weapons", "list_has_any(weapons, $weapons)"),
)


@dataclass(frozen=True, slots=True)
class Centre:
    """The middle of a circle, WGS 84 degrees."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Condition:
    """An SQL condition ("true" if it leaves everything in) with its parameters."""

    text: str = "true"
    parameters: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spot:
    """What the place of a filter comes to.

    ``centre`` is the middle of its circle; ``inside`` the ids of the places that lie in its area, or ``countries`` if
    it is one; ``place_id`` its id. All empty: only the name is known.
    """

    centre: Centre | None = None
    place_id: str = ""
    inside: tuple[str, ...] | None = None
    countries: tuple[str, ...] = ()


NOWHERE = Spot()


def to_condition(chosen: Filter, spot: Spot = NOWHERE) -> Condition:
    """Return the condition of a filter; ``spot`` is what its place comes to."""
    parts: list[str] = []
    given: dict[str, Any] = {}
    for text, parameters in (*_plain(chosen), *_where(chosen, spot), *_words(chosen.words)):
        parts.append(text)
        given |= parameters
    return Condition(" AND ".join(parts) or "true", given)


def read_point(text: str) -> Centre | None:
    """Return the point of "lat,lon", None if the text is no point; raises FilterError if it is not on Earth."""
    found = _POINT.fullmatch(text)
    if found is None:
        return None
    centre = Centre(float(found.group(1)), float(found.group(2)))
    if abs(centre.lat) > 90 or abs(centre.lon) > 180:
        raise FilterError(f"{text!r} is no point.", where="place", remedy="Write lat,lon in degrees, like 53.12,23.89.")
    return centre


def _plain(chosen: Filter) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from _days(chosen)
    if chosen.actors:
        text = "list_has_any(actor_roles, $actors)" if chosen.role else "list_has_any(actor_keys, $actors)"
        yield text, {"actors": [f"{chosen.role} {key}" if chosen.role else key for key in chosen.actors]}
    for name, text in _LISTS:
        if values := getattr(chosen, name):
            yield text, {name: [str(value) for value in values]}
    if chosen.min_confidence:
        yield "confidence >= $confidence", {"confidence": chosen.min_confidence}
    if chosen.reviewed:
        yield "reviewed <> ''", {}


def _days(chosen: Filter) -> Iterator[tuple[str, dict[str, Any]]]:
    if not chosen.since and not chosen.until:
        return
    if chosen.dates is Dates.HAPPENED:
        yield _DATED, {}
        if chosen.since:
            yield '"end" > $since', {"since": chosen.since}
        if chosen.until:
            yield "start <= $until", {"until": chosen.until}
    else:  # the first two leave little for the third, which is exact
        given = {"since": chosen.since or date.min, "until": chosen.until or date.max}
        yield f"published_to > $since AND published_from <= $until AND {_TOLD}", given


def _where(chosen: Filter, spot: Spot) -> Iterator[tuple[str, dict[str, Any]]]:
    """Inside an area; else in the circle; else at the place itself. An area with a radius is the area and around."""
    if spot.countries:
        yield "list_has_any(countries, $inside)", {"inside": list(spot.countries)}
    elif spot.inside is not None:
        yield "list_has_any(places, $inside)", {"inside": list(spot.inside)}
    elif spot.centre is not None:
        yield _NEAR, _circle(spot.centre, chosen.radius_km or NEAR_KM)
    elif chosen.place:
        keys = [key for key in (spot.place_id or chosen.place, normalise(chosen.place)) if key]
        yield "list_has_any(place_keys, $places)", {"places": keys}


def _circle(centre: Centre, radius_km: float) -> dict[str, float]:
    degrees = math.ceil(radius_km / _KM_PER_DEGREE * 100) / 100
    given = {"lat": centre.lat, "lon": centre.lon, "radius": radius_km, "earth": _EARTH_KM}
    return given | {"south": centre.lat - degrees, "north": centre.lat + degrees}


def _words(words: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Whole words; one that ends in * stands for all that begin so. Words of other signs alone match nothing."""
    for number, word in enumerate(dict.fromkeys(words.split())):
        plain = normalise_text(word)
        name = f"word{number}"
        yield f"contains(words, ${name})", {name: f" {plain}" if word.endswith("*") and plain else f" {plain} "}
