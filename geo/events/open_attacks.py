"""Attacks whose word leaves open how: "Russia attacked Kyiv" is a strike where drones on Kyiv are told beside it.

In come the candidates of an article with their tellings; out come the same, some of them of the kind told beside them.
What an armed group does stays fighting on the ground, unless its own words say more; so does what infantry does, or
what is done to a position, and what is told of another place than the strike.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from operator import attrgetter
from typing import TYPE_CHECKING

from geo.events.grammar import grammar_of
from geo.events.phrases import phrase_tokens
from geo.events.prepositions import obliques
from geo.events.telling import telling_id
from geo.events.valency import objects
from geo.events.words import fold
from geo.models import ActorRole, Kind, PlaceRole, Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.events.scene import Scene
    from geo.events.what import Candidate
    from geo.models import Telling

REACH = 600
"""Code points between an attack and what says how it was made: two to four sentences of news."""
Told = tuple["Candidate", "Telling | None"]


def settle_attacks(scene: Scene, told: Sequence[Told]) -> list[Told]:
    """Give each open attack the kind of the nearest strike or fighting of the same side on the same land."""
    groups = frozenset(a.id for a in scene.codebook.actors if a.type == "group" and not a.id.endswith("_MIL"))
    strikes = _Along(t for c, t in told if t and t.kind is Kind.STRIKE and (not _is_open(c) or t.weapons))
    ground = _Along(t for c, t in told if t and t.kind is Kind.GROUND_COMBAT and not _is_open(c))
    found: list[Told] = []
    for candidate, telling in told:
        if telling is not None and telling.kind is Kind.GROUND_COMBAT and _may_be_strike(candidate):
            struck, fought = _nearest(telling, strikes, groups), _nearest(telling, ground, frozenset())
            if struck is not None and (fought is None or struck < fought):
                found.append((candidate, _to_strike(telling)))
                continue
        found.append((candidate, telling))
    return found


def _to_strike(telling: Telling) -> Telling:
    new = telling_id(telling.article_id, telling.span, Kind.STRIKE, telling.places)
    return replace(telling, id=new, kind=Kind.STRIKE)


def _is_open(candidate: Candidate) -> bool:
    return fold(candidate.trigger.lemma_) in grammar_of(candidate.trigger).attacks


def _may_be_strike(candidate: Candidate) -> bool:
    """Return True for an open word with nobody on foot beside it: infantry attacks, positions are attacked by it."""
    trigger = candidate.trigger
    heads = [*candidate.subjects, *candidate.objects, *objects(trigger), *(o.head for o in obliques(trigger))]
    on_foot = grammar_of(trigger).on_foot
    return _is_open(candidate) and not any(fold(t.lemma_) in on_foot for head in heads for t in phrase_tokens(head))


class _Along:
    """Tellings along the text, so that only those in reach are compared."""

    def __init__(self, tellings: Iterable[Telling]) -> None:
        self._all = sorted(tellings, key=attrgetter("start"))
        self._longest = max((t.end - t.start for t in self._all), default=0)

    def near(self, telling: Telling) -> Iterator[tuple[int, Telling]]:
        """Yield the tellings in reach, each with how far away it is."""
        first = bisect_left(self._all, telling.start - REACH - self._longest, key=attrgetter("start"))
        for other in self._all[first:]:
            if other.start > telling.end + REACH:
                return
            gap = max(other.start - telling.end, telling.start - other.end, 0)
            if gap <= REACH:
                yield gap, other


def _nearest(telling: Telling, others: _Along, groups: frozenset[str]) -> int | None:
    """Return how far away the nearest telling of the same side and land is, None if none is in reach."""
    return min((gap for gap, other in others.near(telling) if _is_alike(telling, other, groups)), default=None)


def _is_alike(one: Telling, other: Telling, groups: frozenset[str]) -> bool:
    """Return True for the same side at the same place or somewhere in the land; of a group the same must do both.

    Where nobody is named who struck, it was who attacks from abroad.
    """
    first, second = one.drawn_at, other.drawn_at
    if first is None or second is None or not set(first.countries) & set(second.countries):
        return False
    if first.precision is not Precision.COUNTRY and not _places(one) & _places(other):
        return False
    ours, theirs = _acting(one), _acting(other)
    if set(ours) & groups:
        return bool(set(ours) & set(theirs))
    if not ours or not theirs:
        abroad = bool(ours) and not set(ours.values()) & set(first.countries)
        return first.id == second.id or abroad
    return bool(set(ours.values()) & set(theirs.values()))


def _places(telling: Telling) -> set[str]:
    return {p.place.id for p in telling.places if p.role is not PlaceRole.ANCHOR}


def _acting(telling: Telling) -> dict[str, str]:
    return {a.id: a.country for a in telling.actors if a.role is ActorRole.ACTS and a.country}
