"""The candidates of one article as each of them asks about the others: by trigger, by place, by who strikes whom.

In come a scene and its candidates in text order; out come `Others`. What would be compared pair by pair is worked out
once here, so that the work grows with the article and not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from geo.events.phrases import phrase_tokens
from geo.events.where import find_places
from geo.events.where_order import countries_of
from geo.models import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.events.actors import ActorMention
    from geo.events.scene import Scene
    from geo.events.what import Candidate
    from geo.geoparse.tree import Token
    from geo.models import EventPlace

ASKED = frozenset(
    {Kind.STRIKE, Kind.GROUND_COMBAT, Kind.TERRITORY_CAPTURE, Kind.DEPLOYMENT, Kind.BORDER_CLOSURE, Kind.BORDER_OPENING,
     Kind.BORDER_INCIDENT, Kind.AIR_DEFENCE}
)  # fmt: skip
"""Kinds that give an army to a country at war or at a border: a wrong one is grave."""
DOERS = frozenset({"state", "force", "official", "organisation"})


class Others:
    """The candidates of an article, and what they tell together; each part is worked out when first asked for."""

    def __init__(self, scene: Scene, candidates: Sequence[Candidate]) -> None:
        self._scene = scene
        self.candidates = candidates
        self._triggers = frozenset(candidate.trigger.i for candidate in candidates)
        self._at: dict[int, list[Candidate]] = {}
        for candidate in candidates:
            self._at.setdefault(candidate.trigger.i, []).append(candidate)
        self._places: dict[tuple[int, str], list[EventPlace]] = {}

    def at(self, token: Token) -> Sequence[Candidate]:
        """Return the candidates whose trigger is this word."""
        return self._at.get(token.i, ())

    def places_of(self, candidate: Candidate) -> list[EventPlace]:
        """Return the places the clause of a candidate names, in the order they are drawn."""
        key = candidate.trigger.i, candidate.rule.id
        if key not in self._places:
            self._places[key] = find_places(self._scene, candidate, self._triggers)
        return list(self._places[key])

    def parties(self, candidate: Candidate, where: frozenset[str]) -> frozenset[str]:
        """Return the countries that other clauses name as fighting in one of these lands, in any if none is given."""
        own = {candidate.trigger.i}
        found: frozenset[str] = frozenset()
        for (countries, lands), triggers in self._fights.items():
            if triggers != own and (not where or where & lands):
                found |= countries
        return found

    def strikes_before(self, candidate: Candidate, reach: int) -> Iterator[tuple[Candidate, list[ActorMention]]]:
        """Yield the strikes told so many code points before, the last first, each with who strikes."""
        trigger = candidate.trigger
        for number in range(bisect_left(self._strikes, trigger.i, key=_place) - 1, -1, -1):
            if trigger.idx - self._strikes[number][0].trigger.idx > reach:
                return
            yield self._strikes[number]

    def sides_before(self, candidate: Candidate, home: frozenset[str]) -> set[str]:
        """Return who strikes before a candidate in the article, without those of these lands."""
        before = candidate.trigger.i
        return {side for (country, side), first in self._sides.items() if first < before and country not in home}

    @cached_property
    def _fights(self) -> dict[tuple[frozenset[str], frozenset[str]], set[int]]:
        """The triggers by the countries their clauses name and the lands they are in."""
        found: dict[tuple[frozenset[str], frozenset[str]], set[int]] = {}
        for other in self.candidates:
            countries = countries_at(self._scene, (*other.subjects, *other.objects)) if other.kind in ASKED else None
            if countries:
                lands = frozenset(countries_of(self.places_of(other)))
                found.setdefault((countries, lands), set()).add(other.trigger.i)
        return found

    @cached_property
    def _strikes(self) -> list[tuple[Candidate, list[ActorMention]]]:
        strikes = (one for one in self.candidates if one.kind is Kind.STRIKE)
        return [(one, actors_at(self._scene, one.subjects)) for one in strikes]

    @cached_property
    def _sides(self) -> dict[tuple[str, str], int]:
        """The first word that tells a strike of a side, by its country and by what it is called."""
        found: dict[tuple[str, str], int] = {}
        for strike, actors in self._strikes:
            for actor in actors:
                found.setdefault((actor.country, actor.country or actor.id), strike.trigger.i)
        return found


def _place(strike: tuple[Candidate, list[ActorMention]]) -> int:
    return strike[0].trigger.i


def countries_at(scene: Scene, heads: Iterable[Token]) -> frozenset[str]:
    """Return the countries that nouns name, by name or adjective; not those read into them."""
    tokens = [t for head in heads for t in (head, *phrase_tokens(head))]
    said = {scene.country_at[t.i] for t in tokens if t.i in scene.country_at}
    actors = (a for t in tokens for a in scene.all_at.get(t.i, ()))
    return frozenset(said | {a.country for a in actors if a.country and not a.implied})


def actors_at(scene: Scene, heads: Iterable[Token]) -> list[ActorMention]:
    """Return those that nouns name who can do something, in text order."""
    tokens = [t for head in heads for t in phrase_tokens(head)]
    found = dict.fromkeys(a for t in tokens for a in scene.all_at.get(t.i, ()) if a.kind in DOERS)
    return list(found)
