"""Which border a phrase speaks of: the countries it names, with the neighbour that the text around speaks of."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from geo.models import Place, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geo.gazetteer.index import Gazetteer
    from geo.geoparse.finding import Finding

# What stands behind the phrase explains it less often than what stands before, a town less often than its country.
AHEAD, TOWN = 2.0, 2.0
# "The border" alone: how near a name counts as said beside it, in characters, and how many mentions that is worth.
BESIDE, SAID_HERE = 90, 1.5


def find_borders(
    gazetteer: Gazetteer,
    finding: Finding,
    named: Sequence[Place],
    owner: Place | None,
    others: Sequence[tuple[int, Place]],
    last: tuple[Place, ...],
    *,
    outward: bool = False,
) -> tuple[tuple[Place, ...], str]:
    """Border segments of a phrase and the reason; ``outward`` if the named are all on the other side ("with A and B").

    ``named`` are the places in the phrase, ``owner`` the country that "its" may mean, ``others`` offsets and places of
    all names of the text, ``last`` the border spoken of before.
    """
    crossing = next((place for place in named if place.precision is Precision.CROSSING), None)
    if crossing:
        return (crossing,), "a crossing named in it"
    codes = list(dict.fromkeys(place.countries[0] for place in named if place.countries))
    if finding.meaning == "border" and not codes:
        return _refer_back(gazetteer, finding, owner, others, last)
    if finding.meaning == "border_is" and owner and owner.countries[0] not in codes:
        codes.insert(0, owner.countries[0])
    pairs = [] if outward and len(codes) > 1 else _pair_named(gazetteer, codes, finding)
    region = next((place for place in named if place.precision is Precision.REGION), None)
    if region and not pairs:
        return (region,), f"the border parts of {region.name}"
    pairs = pairs or _pair_with_others(gazetteer, codes, finding, others)
    return _to_segments(gazetteer, pairs)


def _pair_named(gazetteer: Gazetteer, codes: Sequence[str], finding: Finding) -> list[tuple[str, str]]:
    """Pair the first with each of the rest: "Ukraine's border with Russia and Belarus"; () if they are no neighbours.

    A list with "or" ("the Lithuanian, Polish or Latvian border crossings") has its partner outside.
    """
    first, *rest = codes or [""]
    listed = any(word in finding.text.lower() for word in (" or ", " ou ", ","))
    if listed or not rest:
        return []
    return [(first, code) for code in rest if code in gazetteer.neighbours(first)]


def _pair_with_others(
    gazetteer: Gazetteer, codes: Sequence[str], finding: Finding, others: Sequence[tuple[int, Place]]
) -> list[tuple[str, str]]:
    """Pair each named country with the nearest country around that borders all of them."""
    shared = [set(gazetteer.neighbours(code)) for code in codes]
    fitting = set.intersection(*shared) - set(codes) if shared else set()
    partner = _nearest(fitting, finding, others)
    if not partner and len(codes) > 1:
        return [(a, b) for a, b in pairwise(codes) if b in gazetteer.neighbours(a)]
    return [(code, partner) for code in codes] if partner else []


def _nearest(codes: Iterable[str], finding: Finding, others: Sequence[tuple[int, Place]]) -> str:
    """Code among ``codes`` that is named nearest to the phrase; "" if none is named at all."""
    wanted = set(codes)
    best = min(
        (
            (_measure(finding, start, place), place.countries[0])
            for start, place in others
            if place.countries and place.countries[0] in wanted and not finding.start <= start < finding.end
        ),
        default=(0.0, ""),
    )
    return best[1]


def _measure(finding: Finding, start: int, place: Place) -> float:
    """How far from the phrase a name at ``start`` counts, in characters."""
    away = finding.start - start if start < finding.start else AHEAD * (start - finding.end)
    return away if place.precision is Precision.COUNTRY else TOWN * away


def _refer_back(
    gazetteer: Gazetteer,
    finding: Finding,
    owner: Place | None,
    others: Sequence[tuple[int, Place]],
    last: tuple[Place, ...],
) -> tuple[tuple[Place, ...], str]:
    """Take the border spoken of before, unless "its" names an owner; then the owner's with the nearest neighbour."""
    possessed = finding.text.lower().split()[0] in ("its", "their", "his", "her", "sa", "ses", "leur", "leurs")
    if last and not possessed:
        return last, "the border spoken of before"
    pair = () if possessed else _spoken_of_most(gazetteer, owner, finding, others)
    if pair:
        return _to_segments(gazetteer, [pair])
    if owner is None:
        return (), "no country around whose border it could be"
    return _to_segments(gazetteer, _pair_with_others(gazetteer, [owner.countries[0]], finding, others))


def _spoken_of_most(
    gazetteer: Gazetteer, owner: Place | None, finding: Finding, others: Sequence[tuple[int, Place]]
) -> tuple[str, str] | tuple[()]:
    """Two neighbours of which the text speaks most, the owner and those beside the phrase counting more; () if none."""
    counted = Counter(place.countries[0] for _, place in others if place.countries)
    beside = {place.countries[0] for at, place in others if place.countries and abs(at - finding.start) <= BESIDE}
    preferred = beside | ({owner.countries[0]} if owner else set())
    pairs = [
        (min(counted[a], counted[b]) + SAID_HERE * len(preferred & {a, b}), a, b)
        for a, b in combinations(sorted(counted), 2)
        if b in gazetteer.neighbours(a) and preferred & {a, b}
    ]
    best = max(pairs, key=lambda pair: (pair[0], counted[pair[1]] + counted[pair[2]]), default=None)
    return (best[1], best[2]) if best else ()


def _to_segments(gazetteer: Gazetteer, pairs: Sequence[tuple[str, str]]) -> tuple[tuple[Place, ...], str]:
    found = {place.id: place for a, b in pairs if (place := gazetteer.border(a, b))}
    if not found:
        return (), "no border that the gazetteer knows"
    return tuple(found.values()), " and ".join(place.name for place in found.values())
