"""Who does what in an event: actors of the clause with their roles, and those the place implies.

In come a scene and a candidate; out come `EventActor`s. The one who says it is no actor of it. A state that fights,
moves or trains does so by its armed forces; the state of the land that is hit is acted on, the state of the land that
is used is host.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from geo.events.actors import ActorMention
from geo.events.as_kind import moves_police, to_event_actor
from geo.events.clauses import governors, is_verbal
from geo.events.grammar import grammar_of
from geo.events.implied import fighting_actors, find_implied
from geo.events.of_land import HITS
from geo.events.parties import Neighbours
from geo.events.phrases import expand, phrase_tokens
from geo.events.prepositions import OF, obliques
from geo.events.saying import Speaker, antecedent
from geo.events.scene import Scene
from geo.events.valency import subjects
from geo.events.what import Candidate
from geo.events.words import fold
from geo.models import ActorRole, EventActor, EventPlace, Group, Kind, Mention

if TYPE_CHECKING:
    from geo.geoparse.tree import Token

LEADING = frozenset({"COMMAND", "MOD", "MOI", "MFA", "PRES", "PM"})
"""Institutions that are more than what they are "of"."""
SPEECH = frozenset({Kind.STATEMENT, Kind.TRAVEL_ADVISORY})
"""Kinds done by saying: who says it acts."""
MEETINGS = frozenset({Kind.OFFICIAL_VISIT, Kind.EXERCISE, Kind.FORCE_FORMATION})


def find_actors(scene: Scene, candidate: Candidate, speaker: Speaker | None) -> list[tuple[ActorMention, ActorRole]]:
    """Return the actors the clause names, who acts first."""
    rule = candidate.rule
    who = _actors_in(scene, candidate.subjects)
    if candidate.kind is Kind.OFFICIAL_CHANGE:
        who = [a for a in who if any(a in scene.all_at.get(t.i, ()) for t in scene.sentence(candidate.trigger))]
        who = [] if candidate.rule.part == "noun" else who
    whom = _done_to(scene, candidate, who)
    beside = _beside(scene, candidate, taken=[*who, *whom])
    found = [(a, ActorRole.ACTS) for a in (who if rule.acts == "subject" else whom if rule.acts == "object" else [])]
    if rule.acted_on == "host":
        found.extend((a, ActorRole.HOST) for a in who)
    elif rule.acted_on == "object" and rule.acts != "object":
        found.extend((a, _object_role(candidate, a)) for a in whom)
    elif rule.acted_on == "with":
        found.extend((a, ActorRole.WITH) for a in whom)
    elif rule.acted_on == "subject":
        found.extend((a, ActorRole.ACTED_ON) for a in who)
    if candidate.kind is Kind.INTERNAL_UNREST and rule.acts == "none":
        found.extend((a, ActorRole.ACTS) for a in who if a.institution == "POLICE")
    found.extend(beside)
    found.extend((a, ActorRole.ACTED_ON) for a in _threatened(scene, candidate, who))
    if rule.part == "noun" and rule.acts == "none":
        found.extend((a, ActorRole.ACTED_ON) for a in whom)
    if speaker is not None and candidate.kind not in SPEECH:
        lead = speaker.verb.is_punct
        found = [(a, role) for a, role in found if a != speaker.actor or not (lead or role is ActorRole.ACTED_ON)]
    said = speaker.actor if speaker is not None and candidate.kind in SPEECH else None
    if said is not None and not any(role is ActorRole.ACTS for _, role in found):
        found.insert(0, (said, ActorRole.ACTS))
    return _first_role(found)


def _done_to(scene: Scene, candidate: Candidate, who: Sequence[ActorMention]) -> list[ActorMention]:
    doing = {t.i for head in candidate.subjects for t in phrase_tokens(head)}
    whom = [a for a in _actors_in(scene, candidate.objects) if a not in who and a.root not in doing]
    if candidate.kind is Kind.FORCE_FORMATION:
        below = [a for t in candidate.trigger.subtree for a in scene.all_at.get(t.i, ())]
        return [a for a in dict.fromkeys((*whom, *below)) if not a.implied and a not in who]
    if candidate.kind is Kind.OFFICIAL_CHANGE:
        below = [a for t in candidate.trigger.subtree for a in scene.all_at.get(t.i, ())]
        return [a for a in dict.fromkeys(below) if a.kind == "official" and a not in who]
    if candidate.kind is Kind.OFFICIAL_VISIT:
        named = {a for h in candidate.objects for t in phrase_tokens(h) for a in scene.all_at.get(t.i, ())}
        return [a for a in whom if a in named]
    return whom


def _threatened(scene: Scene, candidate: Candidate, who: Sequence[ActorMention]) -> list[ActorMention]:
    """Return who fears it or prepares for it: the enemy's target."""
    if candidate.kind.group is not Group.FIGHTING or not who:
        return []
    acting = {a.country for a in who}
    for above in governors(candidate.trigger):
        if scene.cue("fear").has(above) or (is_verbal(above) and scene.cue("plan").has(above)):
            heads = subjects(above) if is_verbal(above) else [o.head for o in obliques(above)]
            found = [a for a in _actors_in(scene, heads) if a.country and a.country not in acting]
            if found:
                return found[:1]
        if is_verbal(above) and any(c.dep_ in ("dobj", "obj") and scene.cue("fear").has(c) for c in above.children):
            places = [scene.place_at[o.head.i] for o in obliques(above) if o.head.i in scene.place_at]
            return [a for a in map(partial(_people_of, scene), places) if a is not None and a.country not in acting][:1]
    return []


def _people_of(scene: Scene, mention: Mention) -> ActorMention | None:
    """Return the state that fears it where the text says "fear in Kyiv"."""
    code = mention.place.countries[0] if mention.place is not None and mention.place.countries else ""
    state = scene.codebook.states.get(code)
    if state is None:
        return None
    span = scene.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    root = span.root.i if span is not None else 0
    return ActorMention(mention.start, mention.end, state, state, "state", code, "", root, implied=True)


def _object_role(candidate: Candidate, actor: ActorMention) -> ActorRole:
    if candidate.rule.part == "noun" and actor.kind == "force" and candidate.kind in (Kind.DEPLOYMENT, Kind.EXERCISE):
        return ActorRole.ACTS
    if candidate.kind in (Kind.DEPLOYMENT, Kind.MOBILISATION) and actor.kind == "force" and actor.institution != "RES":
        return ActorRole.ACTS
    hosting = candidate.kind is Kind.DEPLOYMENT and actor.kind == "state"
    if candidate.kind is Kind.TERRITORY_USE or hosting:
        return ActorRole.HOST
    if candidate.kind is Kind.OFFICIAL_CHANGE:
        return ActorRole.ACTS
    return ActorRole.WITH if candidate.kind in MEETINGS else ActorRole.ACTED_ON


def _first_role(found: list[tuple[ActorMention, ActorRole]]) -> list[tuple[ActorMention, ActorRole]]:
    kept: dict[str, tuple[ActorMention, ActorRole]] = {}
    for actor, role in found:
        kept.setdefault(actor.id, (actor, role))
    return list(kept.values())


def _actors_in(scene: Scene, heads: Iterable[Token]) -> list[ActorMention]:
    found: list[ActorMention] = []
    for head in heads:
        for noun in expand(head):
            for token in [noun, *phrase_tokens(noun)]:
                found.extend(a for a in _actors_at(scene, token) if a not in found)
    return [a for a in found if not any(_is_of(scene, a, other) for other in found)]


def _is_of(scene: Scene, actor: ActorMention, other: ActorMention) -> bool:
    """Return True for the forces in "the commanders of the Ukrainian forces", the mission in "UN-Mission Minusma"."""
    if actor.kind == other.kind == "organisation" and scene.doc[actor.root].dep_ in ("appos", "flat", "flat:name"):
        return actor.id != other.id and scene.doc[other.root].is_ancestor(scene.doc[actor.root])
    leads = other.institution in LEADING and other.country == actor.country and actor.id != other.id
    return leads and scene.doc[other.root].is_ancestor(scene.doc[actor.root])


def _actors_at(scene: Scene, token: Token) -> tuple[ActorMention, ...]:
    named = scene.all_at.get(token.i, ())
    if named or token.pos_ not in ("PRON", "DET"):
        return named
    actor = antecedent(scene, token)
    return (actor,) if actor is not None else ()


def _beside(scene: Scene, candidate: Candidate, taken: Sequence[ActorMention]) -> list[tuple[ActorMention, ActorRole]]:
    found: list[tuple[ActorMention, ActorRole]] = []
    sources = [candidate.trigger, *candidate.objects]
    if candidate.rule.part == "noun" and is_verbal(candidate.trigger.head):
        sources.append(candidate.trigger.head)
    for source in sources:
        for oblique in obliques(source):
            for actor in _actors_in(scene, [oblique.head]):
                if candidate.kind is Kind.FORCE_FORMATION and actor.implied:
                    continue  # "the formation of a joint force": the force is what is formed
                role = _role_of(candidate, fold(oblique.preposition), actor)
                if actor not in taken and role is not None:
                    found.append((actor, role))
    return found


def _role_of(candidate: Candidate, preposition: str, actor: ActorMention) -> ActorRole | None:
    grammar = grammar_of(candidate.trigger)
    if preposition in grammar.with_:
        return ActorRole.WITH
    if preposition in grammar.by:
        return ActorRole.ACTS
    if preposition in grammar.against:
        return ActorRole.ACTED_ON if actor.kind != "state" or candidate.kind in HITS else None
    return ActorRole.ACTED_ON if preposition == OF or preposition in grammar.of else None


def to_event_actors(
    scene: Scene,
    candidate: Candidate,
    found: Sequence[tuple[ActorMention, ActorRole]],
    places: Sequence[EventPlace],
    *,
    neighbours: Neighbours,
    feared: bool = False,
) -> tuple[EventActor, ...]:
    """Return the actors as records, with the forces a state acts by and the states the places imply.

    ``feared``: it is only feared, so that the enemy may be named as who would do it.
    """
    actors: dict[str, EventActor] = {}
    police = moves_police(candidate.kind, found)
    for mention, role in found:
        actor = to_event_actor(scene, candidate.kind, mention, role, police=police)
        actors.setdefault(actor.id, actor)
    if not any(a.role in (ActorRole.ACTS, ActorRole.WITH) for a in actors.values()):
        both = fighting_actors(scene, candidate, places, neighbours, feared=feared)
        actors.update((a.id, a) for a in both if a.id not in actors)
    for implied in find_implied(scene, candidate, tuple(actors.values()), places, neighbours):
        actors.setdefault(implied.id, implied)
    return tuple(actors.values())
