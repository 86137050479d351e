"""Who else has a part in an event without being named: whose land it is, whose drones, the other party, both armies.

In come a scene, a candidate, its actors and places; out come further `EventActor`s, each a state, its people or its
forces. What the kind and the place do not imply is not added.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geo.events.grammar import grammar_of
from geo.events.of_land import acting_countries, find_owners
from geo.events.parties import Neighbours, fighting_parties, is_mutual, other_parties
from geo.events.phrases import phrase_tokens
from geo.events.prepositions import obliques
from geo.events.where_order import countries_of
from geo.events.who import scan_institutions
from geo.events.words import fold
from geo.models import ActorRole, EventActor, EventPlace, Kind

if TYPE_CHECKING:
    from geo.events.scene import Scene
    from geo.events.what import Candidate

STATE = len("BLR")
HEADS = frozenset({"PRES", "PM"})
CLOSING = frozenset({Kind.BORDER_CLOSURE, Kind.BORDER_OPENING, Kind.AIRSPACE_CLOSURE})


def find_implied(
    scene: Scene,
    candidate: Candidate,
    actors: Sequence[EventActor],
    places: Sequence[EventPlace],
    neighbours: Neighbours,
) -> list[EventActor]:
    """Return the states that the kind and the places give a part, and their people where they rise or flee."""
    if candidate.kind is Kind.INTERNAL_UNREST:
        return _people_and_state(scene, actors, places)
    if candidate.kind is Kind.AIR_DEFENCE:
        return _shooter_and_owner(scene, candidate, actors, places)
    if candidate.kind is Kind.TRAVEL_ADVISORY:
        return _nationals(scene, actors)
    if candidate.kind is Kind.AIRSPACE_CLOSURE and not actors:
        return _owners(scene, places)
    if candidate.kind is Kind.STATEMENT and not any(a.role is ActorRole.ACTED_ON for a in actors):
        return _concerned(scene, candidate, acting_countries(scene, actors), neighbours)
    found = [*_deciding_states(scene, candidate, actors), *_senders(scene, candidate, actors)]
    found.extend(_hosts(scene, candidate, actors, places))
    return [*found, *find_owners(scene, candidate, actors, places, found)]


def _nationals(scene: Scene, actors: Sequence[EventActor]) -> list[EventActor]:
    """Return the citizens of who advises them."""
    codes = [a.country for a in actors if a.role is ActorRole.ACTS and a.country in scene.codebook.states]
    states = [(scene.codebook.states[code], code) for code in dict.fromkeys(codes)]
    return [EventActor(f"{state}_CIV", f"people ({code})", ActorRole.ACTED_ON, code) for state, code in states]


def _deciding_states(scene: Scene, candidate: Candidate, actors: Sequence[EventActor]) -> list[EventActor]:
    """Return the state that closes or opens its border or sky where a person of it orders so."""
    if candidate.kind not in CLOSING:
        return []
    states = {a.country: scene.codebook.states.get(a.country, "") for a in actors if a.role is ActorRole.ACTS}
    named = {a.id for a in actors}
    return [EventActor(s, s, ActorRole.ACTS, code) for code, s in states.items() if s and s not in named]


def _owners(scene: Scene, places: Sequence[EventPlace]) -> list[EventActor]:
    """Return the state whose airspace or airport is closed, where nobody is said to close it."""
    codes = [code for place in places[:1] for code in place.place.countries[:1] if code in scene.codebook.states]
    states = [(scene.codebook.states[code], code) for code in codes]
    return [EventActor(state, state, ActorRole.ACTS, code) for state, code in states]


def _senders(scene: Scene, candidate: Candidate, actors: Sequence[EventActor]) -> list[EventActor]:
    """Return who "In return, it received missiles" has them from: the one other state of the sentence before."""
    if candidate.kind is not Kind.WEAPONS_TRANSFER or any(a.role is ActorRole.ACTS for a in actors):
        return []
    if candidate.rule.acted_on != "subject" or candidate.trigger.sent.start == 0:
        return []
    before = scene.doc[candidate.trigger.sent.start - 1].sent
    receiving = {a.country for a in actors}
    acting = {a.country for t in before for a in scene.all_at.get(t.i, ()) if a.country and a.kind != "people"}
    others = acting - receiving
    code = next(iter(others)) if len(others) == 1 and acting & receiving else ""
    state = scene.codebook.states.get(code)
    return [EventActor(state, state, ActorRole.ACTS, code)] if state is not None else []


def _hosts(
    scene: Scene, candidate: Candidate, actors: Sequence[EventActor], places: Sequence[EventPlace]
) -> list[EventActor]:
    """Return the president who receives a president, if the article names him; else the state is the host."""
    if candidate.kind is not Kind.OFFICIAL_VISIT:
        return []
    heads = {a.id: a for a in scene.actors if a.kind == "official" and a.institution in HEADS}
    visiting = {a.country for a in actors if a.role is ActorRole.ACTS and a.id in heads}
    here = set(countries_of(places)[:1]) - {a.country for a in actors}
    said = {a.id for t in scene.sentence(candidate.trigger) for a in scene.all_at.get(t.i, ())}
    sure = any(p.as_written for p in places)
    hosts = [
        a
        for a in heads.values()
        if a.country in here and (sure or a.id in said) and len(a.id) > STATE and f"_{a.institution}" not in a.id
    ]
    return [EventActor(a.id, a.name, ActorRole.HOST, a.country) for a in hosts[:1]] if len(visiting) == 1 else []


def _shooter_and_owner(
    scene: Scene, candidate: Candidate, actors: Sequence[EventActor], places: Sequence[EventPlace]
) -> list[EventActor]:
    """Return the forces of the land it happens over, and the state whose drones or missiles they are."""
    found = []
    home = next((code for place in places for code in place.place.countries if len(place.place.countries) == 1), "")
    state = scene.codebook.states.get(home)
    if state is not None and not any(a.role is ActorRole.ACTS or a.country == home for a in actors):
        shooter = f"{state}_ADF" if _speaks_of_air_defence(scene, candidate, f"{state}_ADF") else f"{state}_MIL"
        found.append(EventActor(shooter, f"armed forces ({home})", ActorRole.ACTS, home))
    for code in described_countries(scene, candidate):
        owner = scene.codebook.states.get(code)
        known = any(a.country == code and a.role is ActorRole.ACTED_ON for a in actors)
        if owner is not None and code != home and not known:
            found.append(EventActor(owner, owner, ActorRole.ACTED_ON, code))
    return found


def _speaks_of_air_defence(scene: Scene, candidate: Candidate, own: str) -> bool:
    """Return True if the sentence names air defence, or the article that of the country."""
    words = (
        token
        for first, last, key in scan_institutions(scene.doc, scene.language)
        if key == "ADF"
        for token in (first, last)
    )
    sentence = scene.sentence(candidate.trigger)
    return any(a.id == own for a in scene.actors) or any(sentence.start <= i < sentence.end for i in words)


def _concerned(scene: Scene, candidate: Candidate, acting: frozenset[str], neighbours: Neighbours) -> list[EventActor]:
    """Return the first other state a statement's sentence speaks of."""
    return [
        EventActor(scene.codebook.states[code], scene.codebook.states[code], ActorRole.ACTED_ON, code)
        for code in concerned_by(scene, candidate, acting, neighbours)
    ]


def concerned_by(scene: Scene, candidate: Candidate, acting: frozenset[str], neighbours: Neighbours) -> tuple[str, ...]:
    """Return the first other state a statement's sentence speaks of, else those the article is about."""
    sentence = scene.sentence(candidate.trigger)
    codes = [scene.country_at[t.i] for t in sentence if t.i in scene.country_at]
    first = next((c for c in codes if c not in acting and c in scene.codebook.states), "")
    return (first,) if first else other_parties(scene, candidate, acting, neighbours)


def described_countries(scene: Scene, candidate: Candidate) -> list[str]:
    """Return the countries that describe what it is done to ("Cambodian targets")."""
    whole = candidate.kind is Kind.SANCTIONS  # "sanctions on three Sudanese commanders"
    tokens = [t for head in candidate.objects for t in (head.subtree if whole else phrase_tokens(head))]
    return [scene.country_at[t.i] for t in tokens if t.i in scene.country_at]


def _people_and_state(scene: Scene, actors: Sequence[EventActor], places: Sequence[EventPlace]) -> list[EventActor]:
    """Return the people and the state of where there is unrest, if the clause names neither."""
    codes = [code for place in places[:1] for code in place.place.countries[:1]]
    found = []
    for state, code in ((scene.codebook.states.get(code), code) for code in codes):
        if state is not None and not any(a.id == f"{state}_CIV" for a in actors):
            role = ActorRole.ACTED_ON if any(a.role is ActorRole.ACTS for a in actors) else ActorRole.ACTS
            found.append(EventActor(f"{state}_CIV", f"people ({code})", role, code))
        if state is not None:
            found.append(EventActor(state, state, ActorRole.ACTED_ON, code))
    return found


def fighting_actors(
    scene: Scene, candidate: Candidate, places: Sequence[EventPlace], neighbours: Neighbours, *, feared: bool
) -> list[EventActor]:
    """Return both armies of "the clashes broke out", and the enemy's of "fear an invasion"; nobody for a blast."""
    here = frozenset(countries_of(places))
    parties = fighting_parties(scene, candidate, neighbours)
    if (
        not here & frozenset(parties)
        or candidate.kind is not Kind.GROUND_COMBAT
        or _is_between_groups(scene, candidate)
    ):
        return []
    codes = parties if is_mutual(candidate) else tuple(c for c in parties if c not in here) if feared else ()
    states = ((scene.codebook.states[code], code) for code in codes)
    return [EventActor(f"{s}_MIL", f"armed forces ({code})", ActorRole.ACTS, code) for s, code in states]


def _is_between_groups(scene: Scene, candidate: Candidate) -> bool:
    """Return True for clashes of rebels, gangs or "armed groups" that nobody names: they are no state's army."""
    grammar = grammar_of(candidate.trigger)
    heads = [*candidate.subjects, *(o.head for o in obliques(candidate.trigger) if o.preposition in grammar.beside)]
    rebels = {
        i
        for first, last, key in scan_institutions(scene.doc, scene.language)
        if key == "REBELS"
        for i in range(first, last + 1)
    }
    return any(h.i in rebels or fold(h.lemma_) in grammar.groups for h in heads)
