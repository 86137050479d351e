"""Who did it where the clause does not say: who is accused of it, who denies it, who struck there in the lines before.

In come a scene, a candidate without an acting actor, the other candidates and its places; out come actors that act, or
none. The one whose own land is hit is never taken, nor anybody if several could be meant.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.clauses import governors, is_verbal
from geo.events.grammar import grammar_of
from geo.events.offices import holder_of
from geo.events.others import actors_at
from geo.events.phrases import phrase_tokens
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
SENT = frozenset({Kind.DEPLOYMENT, Kind.WEAPONS_TRANSFER})
"""Kinds whose noun is a deed of who denies it ("denied the dispatch of troops"); an attack can be anybody's."""
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
    """Return who denies having done it: "denied sending troops"; not "denied an attack", which can be anybody's."""
    if candidate.kind not in DONE_SECRETLY:
        return []
    above = next((g for g in governors(candidate.trigger) if is_verbal(g) and scene.cue("deny").has(g)), None)
    if above is None:
        return []
    denying = [a for a in actors_at(scene, subjects(above)) if a.country and a.country not in home]
    if not _is_own_deed(candidate, above) and not _is_of_theirs(scene, candidate, above, denying):
        return []
    return [_as_state(scene, a) for a in denying]


def _is_own_deed(candidate: Candidate, denial: Token) -> bool:
    """Return True if a deed of who denies is denied: a verb of the same subject, or troops and arms sent."""
    deed = candidate.trigger
    if candidate.rule.part == "noun":
        return candidate.kind in SENT and deed in objects(denial)
    return deed.head == denial and {*subjects(deed)} == {*subjects(denial)}


def _is_of_theirs(scene: Scene, candidate: Candidate, denial: Token, denying: Sequence[ActorMention]) -> bool:
    """Return True for what the own forces of who denies it did: "denied that its troops took part in the fighting"."""
    steps = (candidate.trigger, *governors(candidate.trigger))
    clause = next((t for t in steps if t.head == denial and is_verbal(t)), None)
    doers = [t for head in (subjects(clause) if clause is not None else ()) for t in phrase_tokens(head)]
    if any(fold(t.text) in grammar_of(t).ours for t in doers):
        return True
    own = {a.country for a in denying}
    return any(a.kind == "force" and a.country in own for t in doers for a in scene.all_at.get(t.i, ()))


def _as_state(scene: Scene, actor: ActorMention) -> ActorMention:
    """Return the state of who is in office: "the president denied having sent troops"."""
    state = scene.codebook.states.get(actor.country)
    if state is None or actor.kind != "official" or not _is_in_office(scene, actor):
        return actor
    return replace(actor, id=state, name=state, kind="state", institution="")


def _is_in_office(scene: Scene, actor: ActorMention) -> bool:
    """Return False for a person known by name whose office does not hold on the day of the article."""
    terms = [a for a in scene.codebook.actors if a.id == actor.id and a.type == "person"]
    published = scene.article.published
    return not terms or (published is not None and holder_of(terms, published.start) is not None)


def _striking(scene: Scene, candidate: Candidate, others: Others, home: frozenset[str]) -> list[ActorMention]:
    """Return whose strikes on the same land the lines before tell of, if they tell of one side only."""
    if candidate.kind is not Kind.STRIKE or len(home) != 1 or _names_other_side(scene, candidate, home):
        return []
    if not _is_left_out(candidate):
        return []
    before = others.strikes_before(candidate, REACH)
    from_abroad = ((strike, [a for a in actors if a.country not in home]) for strike, actors in before)
    last, striking = next(((strike, actors) for strike, actors in from_abroad if actors), (None, []))
    if last is None or _is_denied(scene, last) or len(others.sides_before(candidate, home)) != 1:
        return []
    hit = frozenset(countries_of(others.places_of(last)))
    return [replace(striking[-1], implied=True)] if hit == home else []


def _is_denied(scene: Scene, strike: Candidate) -> bool:
    """Return True for a strike that somebody denies in the same sentence: it says nothing of who struck after it."""
    return any(is_verbal(above) and scene.cue("deny").has(above) for above in governors(strike.trigger))


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
