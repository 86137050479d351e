"""The actors that a kind and its places imply: whose land is hit, who is host, whose airspace, whose people.

In come a scene, a candidate, its actors and its places; out come further `EventActor`s, none of whom the clause names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geo.events.clauses import phrase_tokens
from geo.models import ActorRole, EventActor, EventPlace, Kind, PlaceRole, Precision

if TYPE_CHECKING:
    from geo.events.scene import Scene
    from geo.events.what import Candidate

HOSTED = frozenset({Kind.DEPLOYMENT, Kind.EXERCISE, Kind.OFFICIAL_VISIT, Kind.TERRITORY_USE})
HITS = frozenset(
    {Kind.GROUND_COMBAT, Kind.STRIKE, Kind.TERRITORY_CAPTURE, Kind.AIRSPACE_VIOLATION, Kind.SANCTIONS,
     Kind.TERRITORIAL_CLAIM, Kind.BORDER_CLOSURE, Kind.BORDER_INCIDENT, Kind.STATEMENT, Kind.WEAPONS_TRANSFER}
)  # fmt: skip


def find_implied(
    scene: Scene, candidate: Candidate, actors: Sequence[EventActor], places: Sequence[EventPlace]
) -> list[EventActor]:
    """Return the actors that the kind and the places imply beside those named."""
    acting = {a.country for a in actors if a.role in (ActorRole.ACTS, ActorRole.WITH)}
    groups = {entry.id for entry in scene.codebook.actors if entry.type == "group" and not entry.id.endswith("_MIL")}
    acting -= {a.country for a in actors if a.id in groups} - {a.country for a in actors if a.id not in groups}
    known = {a.country for a in actors if a.id not in groups}
    found: list[EventActor] = []
    if candidate.kind is Kind.INTERNAL_UNREST:
        return _people_and_state(scene, actors, places)
    if candidate.kind is Kind.AIR_DEFENCE:
        return _shooter_and_owner(scene, candidate, actors, places)
    if candidate.kind is Kind.TRAVEL_ADVISORY:
        return _nationals(scene, actors)
    if candidate.kind is Kind.AIRSPACE_CLOSURE and not actors:
        return _owners(scene, places)
    if candidate.kind is Kind.STATEMENT and not any(a.role is ActorRole.ACTED_ON for a in actors):
        return _concerned(scene, candidate, acting)
    for place in places:
        role = _implied_role(candidate, place)
        for code in place.place.countries if role is not None else ():
            state = scene.codebook.states.get(code)
            if state is None or code in known or (code in acting and role is not ActorRole.HOST) or role is None:
                continue
            known.add(code)
            found.append(
                EventActor(state, place.place.name if place.place.precision is Precision.COUNTRY else state, role, code)
            )
    return found


def _shooter_and_owner(
    scene: Scene, candidate: Candidate, actors: Sequence[EventActor], places: Sequence[EventPlace]
) -> list[EventActor]:
    """Return the air defence of the land it happens over, and the state whose drones or missiles they are."""
    found = []
    home = next((code for place in places for code in place.place.countries if len(place.place.countries) == 1), "")
    state = scene.codebook.states.get(home)
    if state is not None and not any(a.role is ActorRole.ACTS for a in actors):
        found.append(EventActor(f"{state}_ADF", f"air defence ({home})", ActorRole.ACTS, home))
    for code in described_countries(scene, candidate):
        owner = scene.codebook.states.get(code)
        known = any(a.country == code and a.role is ActorRole.ACTED_ON for a in actors)
        if owner is not None and code != home and not known:
            found.append(EventActor(owner, owner, ActorRole.ACTED_ON, code))
    return found


def _nationals(scene: Scene, actors: Sequence[EventActor]) -> list[EventActor]:
    """Return the citizens of who advises them."""
    codes = [a.country for a in actors if a.role is ActorRole.ACTS and a.country in scene.codebook.states]
    states = [(scene.codebook.states[code], code) for code in dict.fromkeys(codes)]
    return [EventActor(f"{state}_CIV", f"people ({code})", ActorRole.ACTED_ON, code) for state, code in states]


def _owners(scene: Scene, places: Sequence[EventPlace]) -> list[EventActor]:
    """Return the state whose airspace or airport is closed, where nobody is said to close it."""
    codes = [code for place in places[:1] for code in place.place.countries[:1] if code in scene.codebook.states]
    states = [(scene.codebook.states[code], code) for code in codes]
    return [EventActor(state, state, ActorRole.ACTS, code) for state, code in states]


def _concerned(scene: Scene, candidate: Candidate, acting: set[str]) -> list[EventActor]:
    """Return the first other state a statement's sentence speaks of."""
    sentence = scene.sentence(candidate.trigger)
    codes = [scene.country_at[t.i] for t in sentence if t.i in scene.country_at]
    state = next(((scene.codebook.states[c], c) for c in codes if c not in acting and c in scene.codebook.states), None)
    return [EventActor(state[0], state[0], ActorRole.ACTED_ON, state[1])] if state is not None else []


def described_countries(scene: Scene, candidate: Candidate) -> list[str]:
    """Return the countries that describe what it is done to ("Cambodian targets")."""
    tokens = [t for head in candidate.objects for t in phrase_tokens(head)]
    return [scene.country_at[t.i] for t in tokens if t.i in scene.country_at]


def _people_and_state(scene: Scene, actors: Sequence[EventActor], places: Sequence[EventPlace]) -> list[EventActor]:
    """Return the people and the state of where there is unrest, if the clause names neither."""
    codes = [code for place in places[:1] for code in place.place.countries[:1]]
    found = []
    for state, code in ((scene.codebook.states.get(code), code) for code in codes):
        if state is not None and not any(a.id == f"{state}_CIV" for a in actors):
            found.append(EventActor(f"{state}_CIV", f"people ({code})", ActorRole.ACTS, code))
        if state is not None:
            found.append(EventActor(state, state, ActorRole.ACTED_ON, code))
    return found


def _implied_role(candidate: Candidate, place: EventPlace) -> ActorRole | None:
    if place.role is PlaceRole.ANCHOR:
        return None
    kind = candidate.kind
    if kind is Kind.BORDER_OPENING:
        return ActorRole.WITH
    if place.role is PlaceRole.ORIGIN:
        return ActorRole.HOST if kind in (Kind.STRIKE, Kind.GROUND_COMBAT, Kind.TERRITORY_USE) else None
    if place.place.precision is Precision.BORDER_SEGMENT:
        return ActorRole.ACTED_ON if kind in HITS | {Kind.DEPLOYMENT, Kind.EXERCISE, Kind.MOBILISATION} else None
    if kind in HOSTED:
        return ActorRole.HOST
    return ActorRole.ACTED_ON if kind in HITS else None
