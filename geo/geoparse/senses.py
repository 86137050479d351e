"""Which place each name means: candidates of the gazetteer weighed by hints, by what the other names say, and by fame.

One sense of a name for a text. All names are weighed at once, some rounds over, each round with the beliefs of the last
one as context; the last round has "none of them" among the candidates.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.geoparse.context import Context, measure_km
from geo.geoparse.hints import Sort
from geo.geoparse.lookups import CAPITAL_STRENGTH, fame
from geo.models import Match, Place, Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer.rank import NameHit

# Distance within which a town named with another ("Chesterton, Cambridge") is a part or neighbour of it.
BESIDE_KM = 40.0
ROUNDS = 3
SHOWN_CANDIDATES = 5
# A text that names several countries as such speaks of a place in another one only if a share of its names does.
SEVERAL_COUNTRIES, FAINT = 2, 0.05
# A town of so many people is not meant as the crossing that is called after it, unless "crossing" stands beside it.
TOWN_OF_ITS_OWN = 50_000
_SORTS_OF_PRECISION = {
    Precision.REGION: Sort.REGION,
    Precision.DISTRICT: Sort.DISTRICT,
    Precision.SETTLEMENT: Sort.SETTLEMENT,
    Precision.CROSSING: Sort.CROSSING,
}


@dataclass(frozen=True, slots=True)
class Weights:
    """Log-odds that each clue is worth; set by search on the first half of LGL, checked on the other."""

    fame: float = 8.5
    strength: float = 6.0
    inside_named_area: float = 8.0
    outside_named_area: float = -4.5
    sort_fits: float = 3.0
    sort_misfits: float = -3.0
    same_country: float = 4.5
    same_region: float = 5.0
    near: float = 4.0
    district: float = -0.5
    region: float = 2.0
    rail: float = -1.5
    uncalled_crossing: float = -1.5
    none: float = 2.0
    named_country: float = 1.0
    named_capital: float = 3.0
    stranger: float = -2.0
    abstain_below: float = 0.25


WEIGHTS = Weights()


@dataclass(slots=True)
class Sense:
    """A name of a text with its candidates; ``count`` is how often it stands there.

    ``sorts`` are the sorts of place the words around speak of, ``inside`` findings of areas it is said to lie in.

    ``beliefs`` are the shares of the candidates in the same order, ``places`` what was chosen: () if none fits.
    """

    name: str
    hits: tuple[NameHit, ...]
    sorts: set[Sort] = field(default_factory=set)
    inside: set[int] = field(default_factory=set)
    count: int = 0
    beliefs: list[float] = field(default_factory=list)
    places: tuple[Place, ...] = ()
    matches: tuple[Match, ...] = ()
    score: float = 0.0
    reasons: tuple[str, ...] = ()


def weigh_senses(
    senses: Sequence[Sense], areas: Sequence[tuple[Place, ...]], fixed: Sequence[tuple[Place, float]], weights: Weights
) -> None:
    """Decide all senses.

    ``areas`` are the places that each sense is said to lie in (one of them), ``fixed`` those the text writes plainly.
    """
    plain = [
        [_score_alone(hit, sense, named, weights) for hit in sense.hits]
        for sense, named in zip(senses, areas, strict=True)
    ]
    for sense, scores in zip(senses, plain, strict=True):
        sense.beliefs = _to_shares(scores)
    for _ in range(ROUNDS):
        context = _to_context(senses, fixed)
        named = _find_named_countries(senses, fixed)
        scored = [
            [
                score
                + _score_context(hit.place, i, context, weights)
                + _score_named(hit.place, i, named, context, weights)
                for hit, score in zip(sense.hits, scores, strict=True)
            ]
            for i, (sense, scores) in enumerate(zip(senses, plain, strict=True))
        ]
        for sense, scores in zip(senses, scored, strict=True):
            sense.beliefs = _to_shares(scores)
    for i, (sense, scores) in enumerate(zip(senses, scored, strict=True)):
        _choose(sense, i, scores, areas[i], context, weights)


def _find_named_countries(senses: Sequence[Sense], fixed: Sequence[tuple[Place, float]]) -> dict[str, float]:
    """How surely the text names each country as such, 0..1: by its own name, not by a town or a region in it."""
    named = {place.countries[0]: 1.0 for place, _ in fixed if place.precision is Precision.COUNTRY}
    for sense in senses:
        for hit, belief in zip(sense.hits, sense.beliefs, strict=True):
            if hit.place.precision is Precision.COUNTRY and belief > named.get(hit.place.countries[0], 0.0):
                named[hit.place.countries[0]] = belief
    return named


def _score_named(place: Place, voter: int, named: dict[str, float], context: Context, weights: Weights) -> float:
    """What a town or a region gains if the text names its country, and loses in a country that nothing speaks of."""
    if place.precision in (Precision.COUNTRY, Precision.SUPRANATIONAL) or not place.countries:
        return 0.0
    share = max(named.get(code, 0.0) for code in place.countries)
    if share < FAINT and len(named) >= SEVERAL_COUNTRIES and context.country_share(place, voter) < FAINT:
        return weights.stranger
    return share * (weights.named_capital if place.kind == "capital" else weights.named_country)


def _to_shares(scores: Sequence[float], none: float | None = None) -> list[float]:
    """Shares of exp(score), with "none of them" in the sum if it is given."""
    if not scores:
        return []
    top = max(scores)
    parts = [math.exp(score - top) for score in scores]
    total = sum(parts) + (math.exp(min(none - top, 50.0)) if none is not None else 0.0)
    return [part / total for part in parts]


def _to_context(senses: Sequence[Sense], fixed: Sequence[tuple[Place, float]]) -> Context:
    context = Context()
    for i, sense in enumerate(senses):
        votes = zip((hit.place for hit in sense.hits), sense.beliefs, strict=True)
        context.add(i, votes, 1 + math.log(max(1, sense.count)))
    for place, weight in fixed:
        context.everyone.add(place, weight)
    return context


def lies_in(place: Place, area: Place) -> bool:
    """Decide if a place lies in an area, or beside a town, by what the gazetteer says of both."""
    if place.id == area.id:
        return False
    if area.precision is Precision.COUNTRY:
        return area.countries[0] in place.countries
    if area.precision is Precision.REGION:
        return place.admin1 == area.id
    if place.precision in (Precision.COUNTRY, Precision.REGION):
        return False
    return measure_km(place.lat, place.lon, area.lat, area.lon) < BESIDE_KM


def _score_alone(hit: NameHit, sense: Sense, areas: tuple[Place, ...], weights: Weights) -> float:
    place = hit.place
    # A crossing is called by the town on its side, which is no weakness of the name where the text speaks of crossings.
    called = place.precision is Precision.CROSSING and Sort.CROSSING in sense.sorts and not _is_well_known_town(sense)
    # So do the languages with capitals: Kiev is no weaker a name than Kyiv.
    called = called or (place.kind == "capital" and hit.strength >= CAPITAL_STRENGTH)
    score = weights.fame * fame(place) + (0.0 if called else weights.strength * (hit.strength - 1))
    if place.precision is Precision.DISTRICT:
        score += weights.district
    elif place.precision is Precision.REGION:
        score += weights.region
    elif place.precision is Precision.CROSSING and not called:
        score += weights.uncalled_crossing
    elif place.kind == "rail crossing":
        score += weights.rail
    if areas:
        inside = any(lies_in(place, area) for area in areas)
        score += weights.inside_named_area if inside else weights.outside_named_area
    return score + _score_sort(place, sense, weights)


def _is_well_known_town(sense: Sense) -> bool:
    towns = (hit for hit in sense.hits if hit.place.precision is Precision.SETTLEMENT and hit.strength >= 1)
    return any(hit.place.population >= TOWN_OF_ITS_OWN for hit in towns)


def _score_sort(place: Place, sense: Sense, weights: Weights) -> float:
    if not sense.sorts:
        return 0.0
    if place.precision is Precision.CROSSING and _is_well_known_town(sense):
        return 0.0
    if _SORTS_OF_PRECISION.get(place.precision, Sort.ANY) in sense.sorts:
        return weights.sort_fits
    # "The region of" a town without any region of that name is the land around it.
    some_fit = any(_SORTS_OF_PRECISION.get(hit.place.precision, Sort.ANY) in sense.sorts for hit in sense.hits)
    return weights.sort_misfits if some_fit and sense.sorts != {Sort.CROSSING} else 0.0


def _score_context(place: Place, voter: int, context: Context, weights: Weights) -> float:
    score = weights.same_country * context.country_share(place, voter)
    score += weights.same_region * context.region_share(place, voter)
    if place.precision not in (Precision.COUNTRY, Precision.SUPRANATIONAL, Precision.REGION):
        score += weights.near * context.nearness(place, voter)[0]
    return score


def _choose(
    sense: Sense, voter: int, scores: Sequence[float], areas: tuple[Place, ...], context: Context, weights: Weights
) -> None:
    """Pick the best candidate, or none; the scores of the matches are shares with "none of them" in the sum."""
    shares = _to_shares(scores, weights.none)
    order = sorted(range(len(shares)), key=lambda i: (-shares[i], sense.hits[i].place.id))[:SHOWN_CANDIDATES]
    sense.matches = tuple(
        Match(sense.hits[i].place, round(shares[i], 4), _explain(sense.hits[i], sense, voter, areas, context))
        for i in order
    )
    best = sense.matches[0] if sense.matches else None
    if best and best.score >= weights.abstain_below:
        sense.places, sense.score, sense.reasons = (best.place,), best.score, best.reasons
    else:
        sense.reasons = ("no place of the gazetteer fits well enough",)


def _explain(hit: NameHit, sense: Sense, voter: int, areas: tuple[Place, ...], context: Context) -> tuple[str, ...]:
    """Say in words what speaks for a candidate."""
    place = hit.place
    reasons = ["bears exactly this name" if hit.strength >= 1 else f"also written so ({hit.name})"]
    if any(lies_in(place, area) for area in areas):
        reasons.append("lies in the area named beside it")
    sort = _SORTS_OF_PRECISION.get(place.precision, Sort.ANY)
    if sort in sense.sorts:
        reasons.append(f"the text speaks of a {sort}")
    if place.precision not in (Precision.COUNTRY, Precision.SUPRANATIONAL):
        if context.country_share(place, voter) > 0.3:
            reasons.append(f"in a country the text speaks of ({place.countries[0]})")
        if context.region_share(place, voter) > 0.3:
            reasons.append("in a region the text speaks of")
        near, distance = context.nearness(place, voter)
        if near > 0.2:
            reasons.append(f"{distance:.0f} km from another place of the text")
    if place.kind == "capital" or place.population > 100_000:
        reasons.append("a capital" if place.kind == "capital" else f"{place.population:,} people")
    return tuple(reasons)
