"""Who did it where the clause does not say: who is accused of it, who denies it, who struck there in the lines before.

In come a scene, a candidate without an acting actor, the other candidates and its places; out come actors that act, or
none. The one whose own land is hit is never taken, nor anybody if several could be meant.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.clauses import governors, is_verbal
from geo.events.grammar import grammar_of
from geo.events.others import actors_at
from geo.events.prepositions import obliques
from geo.events.valency import is_passive, objects, subjects
from geo.events.where_order import countries_of
from geo.events.words import fold
from geo.models import ActorRole, Group, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.events.actors import ActorMention
    from geo.events.others import Others
    from geo.events.scene import Scene
    from geo.events.what import Candidate
    from geo.geoparse.tree import Token
    from geo.models import EventPlace

REACH = 700
"""How many code points back a strike still goes on (two to three sentences of news)."""
DONE_SECRETLY = frozenset(
    {
        Kind.STRIKE,
        Kind.GROUND_COMBAT,
        Kind.AIRSPACE_VIOLATION,
        Kind.BORDER_INCIDENT,
        Kind.DEPLOYMENT,
        Kind.WEAPONS_TRANSFER,
    }
)
"""Kinds that who did them denies; a lost town is denied by who lost it."""


def with_left_out(
    scene: Scene,
    candidate: Candidate,
    others: Others,
    named: Sequence[tuple[ActorMention, ActorRole]],
    places: Sequence[EventPlace],
) -> list[tuple[ActorMention, ActorRole]]:
    """Return the actors, and who acts although the clause names nobody who does."""
    acting = any(role in (ActorRole.ACTS, ActorRole.WITH) for _, role in named)
    if acting or candidate.kind.group not in (Group.FIGHTING, Group.BORDER, Group.FORCES):
        return list(named)
    home = frozenset(countries_of(places))
    found = _accused(scene, candidate) or _denying(scene, candidate, home) or _striking(scene, candidate, others, home)
    if len({a.id for a in found}) != 1:
        return list(named)
    return [(found[0], ActorRole.ACTS), *(one for one in named if one[0].id != found[0].id)]


def _accused(scene: Scene, candidate: Candidate) -> list[ActorMention]:
    """Return the army in "accused the army of shelling", where what it is accused of is a noun."""
    noun = candidate.trigger
    if candidate.rule.part != "noun" or candidate.kind in (Kind.STATEMENT, Kind.OFFICIAL_VISIT):
        return []
    for above in governors(noun):
        if is_verbal(above):
            if fold(above.lemma_) not in grammar_of(above).accuse or not _is_charge(noun, above):
                return []
            return actors_at(scene, objects(above))
    return []


def _is_charge(noun: Token, verb: Token) -> bool:
    return any(noun == o.head or o.head.is_ancestor(noun) for o in obliques(verb))


def _denying(scene: Scene, candidate: Candidate, home: frozenset[str]) -> list[ActorMention]:
    """Return who denies it: nobody denies what another did, unless it hit him."""
    if candidate.kind not in DONE_SECRETLY:
        return []
    for above in governors(candidate.trigger):
        if is_verbal(above) and scene.cue("deny").has(above):
            return [
                _as_state(scene, a) for a in actors_at(scene, subjects(above)) if a.country and a.country not in home
            ]
    return []


def _as_state(scene: Scene, actor: ActorMention) -> ActorMention:
    """Return the state of an official: "the president denied having sent troops"."""
    state = scene.codebook.states.get(actor.country)
    if state is None or actor.kind != "official":
        return actor
    return replace(actor, id=state, name=state, kind="state", institution="")


def _striking(scene: Scene, candidate: Candidate, others: Others, home: frozenset[str]) -> list[ActorMention]:
    """Return whose strikes on the same land the lines before tell of, if they tell of one side only."""
    if candidate.kind is not Kind.STRIKE or len(home) != 1 or _names_other_side(scene, candidate, home):
        return []
    if not _is_left_out(candidate):
        return []
    before = others.strikes_before(candidate, REACH)
    from_abroad = ((strike, [a for a in actors if a.country not in home]) for strike, actors in before)
    last, striking = next(((strike, actors) for strike, actors in from_abroad if actors), (None, []))
    if last is None or len(others.sides_before(candidate, home)) != 1:
        return []
    hit = frozenset(countries_of(others.places_of(last)))
    return [replace(striking[-1], implied=True)] if hit == home else []


def _is_left_out(candidate: Candidate) -> bool:
    """Return True for a noun, a passive, or a missile as subject: who did it is not what the clause is about."""
    if candidate.rule.part == "noun":
        return candidate.trigger.dep_ not in ("obj", "dobj", "obl:arg")
    if is_passive(candidate.trigger):
        return True
    uncrewed = tuple(grammar_of(candidate.trigger).uncrewed)
    return bool(candidate.subjects) and all(fold(s.lemma_).endswith(uncrewed) for s in candidate.subjects)


def _names_other_side(scene: Scene, candidate: Candidate, home: frozenset[str]) -> bool:
    """Return True if the sentence speaks of somebody else who could have done it."""
    named = (a for t in scene.sentence(candidate.trigger) for a in scene.all_at.get(t.i, ()))
    return any(a.kind == "force" and a.country not in home for a in named)
