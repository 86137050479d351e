"""Whose land it is: the states that have a part in an event because it happens on their ground or at their border.

In come a scene, a candidate, its actors and places; out come further `EventActor`s. The one who acts is not acted on
by it, unless its forces bomb a place of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.where_order import countries_of
from geo.models import ActorRole, EventActor, Group, Kind, PlaceRole, Precision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.events.scene import Scene
    from geo.events.what import Candidate
    from geo.models import EventPlace

SEATS = {"UNO": ("US", "CH"), "EUR": ("BE",), "NATO": ("BE",)}
"""Where organisations meet at home: the state there is no host."""
HOSTED = frozenset({Kind.DEPLOYMENT, Kind.EXERCISE, Kind.OFFICIAL_VISIT, Kind.TERRITORY_USE})
HITS = frozenset(
    {Kind.GROUND_COMBAT, Kind.STRIKE, Kind.TERRITORY_CAPTURE, Kind.AIRSPACE_VIOLATION, Kind.SANCTIONS,
     Kind.TERRITORIAL_CLAIM, Kind.BORDER_CLOSURE, Kind.BORDER_INCIDENT, Kind.STATEMENT, Kind.WEAPONS_TRANSFER}
)  # fmt: skip


def acting_countries(scene: Scene, actors: Sequence[EventActor]) -> frozenset[str]:
    """Return the countries that act; an armed group does not act for the country it fights in."""
    groups = scene.codebook.groups
    acting = {a.country for a in actors if a.role in (ActorRole.ACTS, ActorRole.WITH)}
    rebelling = {a.country for a in actors if a.id in groups} - {a.country for a in actors if a.id not in groups}
    return frozenset(acting - rebelling)


def find_owners(
    scene: Scene,
    candidate: Candidate,
    actors: Sequence[EventActor],
    places: Sequence[EventPlace],
    found: Sequence[EventActor],
) -> list[EventActor]:
    """Return the states whose land the places are, with the role the kind gives them.

    ``found``: who else was implied before; no country comes twice.
    """
    groups = scene.codebook.groups
    known = {a.country for a in actors if a.id not in groups and not _is_of_land(candidate.kind, a)}
    known |= {a.country for a in found}
    own = _bombs_own_land(candidate.kind, actors, places)
    taken = (known | acting_countries(scene, actors)) - own
    seats = {code for a in actors if a.role is ActorRole.ACTS for code in SEATS.get(a.id, ())}
    owners: dict[str, EventActor] = {}
    for place in places:
        role = None if seats.intersection(place.place.countries) else _implied_role(candidate, place)
        role = ActorRole.ACTS if candidate.kind is Kind.MOBILISATION and not actors else role
        for code in place.place.countries if role is not None else ():
            state = scene.codebook.states.get(code)
            barred = taken if role is not ActorRole.HOST else known
            if state is not None and role is not None and code not in barred:
                name = place.place.name if place.place.precision is Precision.COUNTRY else state
                owners.setdefault(code, EventActor(state, name, role, code))
    return list(owners.values())


def _bombs_own_land(kind: Kind, actors: Sequence[EventActor], places: Sequence[EventPlace]) -> frozenset[str]:
    """Return the country whose forces strike its own land, if the clause names the place and nobody who is hit."""
    said = bool(places) and bool(places[0].as_written) and len(set(countries_of(places))) == 1
    if kind is not Kind.STRIKE or not said or any(a.role is ActorRole.ACTED_ON for a in actors):
        return frozenset()
    striking = (a.country for a in actors if a.role is ActorRole.ACTS and a.id.endswith("_MIL"))
    return frozenset(striking) & frozenset(places[0].place.countries)


def _is_of_land(kind: Kind, actor: EventActor) -> bool:
    """Return True for the people or the police of a land that is attacked: the state is, too."""
    hurt = actor.role is ActorRole.ACTED_ON and actor.id.endswith(("_CIV", "_POLICE"))
    return hurt and kind.group is Group.FIGHTING


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
