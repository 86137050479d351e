"""Whose land it is: places of an event that follow from its kind and from who acts, beyond what the clause names.

In come the places of a clause and its actors; out come the places to draw: the host's land first where land is used,
the common border of the two where a crossing is closed, each state's own airspace where several close theirs, and where
troops leave from if nothing says where they go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.models import ActorRole, EventPlace, Kind, PlaceRole, Precision

if TYPE_CHECKING:
    from geo.events.actors import ActorMention
    from geo.gazetteer.index import Gazetteer
    from geo.models import Place

SEVERAL = 2
GATES = frozenset({Precision.CROSSING, Precision.BORDER_SEGMENT})
AT_CROSSING_KM = 15.0
"""How far from its town a crossing may lie that bears its name (the tolerance of the annotation)."""


def settle_places(
    gazetteer: Gazetteer,
    kind: Kind,
    named: Sequence[tuple[ActorMention, ActorRole]],
    places: list[EventPlace],
    parties: Sequence[str] = (),
) -> list[EventPlace]:
    """Return the places as the kind has them; ``parties``: the two states that the article is about."""
    if kind is Kind.AIRSPACE_CLOSURE:
        return _each_its_own(gazetteer, named, places)
    if kind is Kind.TERRITORY_USE:
        return _on_host_land(gazetteer, named, places)
    if kind in (Kind.BORDER_CLOSURE, Kind.BORDER_OPENING):
        return _on_common_border(gazetteer, named, places, parties)
    return places


def leave_from(places: list[EventPlace]) -> list[EventPlace]:
    """Return where troops leave from ("withdrew its soldiers from Chad") as the place, if none says where they go."""
    if not all(place.role is PlaceRole.ORIGIN for place in places):
        return places
    return [replace(place, role=PlaceRole.LOCATION) for place in places]


def _each_its_own(
    gazetteer: Gazetteer, named: Sequence[tuple[ActorMention, ActorRole]], places: list[EventPlace]
) -> list[EventPlace]:
    """Add the airspace of each state that closes "their airspace"."""
    acting = list(dict.fromkeys(a.country for a, role in named if role is ActorRole.ACTS and a.country))
    if len(acting) < SEVERAL or not places or places[0].place.precision is not Precision.COUNTRY:
        return places
    lands = [gazetteer.country(code) for code in acting]
    known = {place.place.id for place in places}
    return [
        *places,
        *(replace(places[0], place=land) for land in lands if land is not None and land.id not in known),
    ]


def _on_host_land(
    gazetteer: Gazetteer, named: Sequence[tuple[ActorMention, ActorRole]], places: list[EventPlace]
) -> list[EventPlace]:
    """Put the land that is used first: the host's, whatever else the clause names."""
    host = next((a.country for a, role in named if role is ActorRole.HOST and a.country), "")
    if not host or any(host in p.place.countries for p in places):
        return places
    land = gazetteer.country(host)
    others = [replace(p, role=PlaceRole.TARGET) if p.role is PlaceRole.LOCATION else p for p in places]
    reason = "the land of the state that lets it be used"
    return others if land is None else [EventPlace(land, PlaceRole.LOCATION, score=0.6, reasons=(reason,)), *others]


def _at_its_crossing(gazetteer: Gazetteer, places: list[EventPlace]) -> list[EventPlace]:
    """Put "its checkpoint in Narva" on the crossing that bears the town's name, which lies on both sides."""
    town = places[0].place
    if not gazetteer.is_at_crossing(town):
        return places
    near = gazetteer.nearest(lat=town.lat, lon=town.lon, within_km=AT_CROSSING_KM)
    gate = next((place for place in near if place.precision is Precision.CROSSING), None)
    return places if gate is None else [replace(places[0], place=gate), *places[1:]]


def _beyond(gazetteer: Gazetteer, ours: str, parties: Sequence[str]) -> list[Place]:
    """Return the border to the other state that the article is about: "closed all crossings with its neighbour"."""
    if ours not in parties:
        return []
    lines = (gazetteer.border(ours, other) for other in parties if other != ours)
    return [line for line in lines if line is not None]


def _on_common_border(
    gazetteer: Gazetteer,
    named: Sequence[tuple[ActorMention, ActorRole]],
    places: list[EventPlace],
    parties: Sequence[str],
) -> list[EventPlace]:
    """Put "its crossings with Belarus" on the border of the two, where only the other state is named.

    A border that who closes it does not lie on was read wrongly: one of its states is meant, with the one that acts.
    """
    ours = next((a.country for a, role in named if role is ActorRole.ACTS and a.country), "")
    sorts = (Precision.COUNTRY, Precision.BORDER_SEGMENT)
    if places and not places[0].as_written and places[0].place.precision not in GATES:
        both = list(dict.fromkeys(a.country for a, role in named if role is ActorRole.ACTS and a.country))
        beyond = _beyond(gazetteer, ours, both if len(both) == SEVERAL else parties)
        places = [replace(places[0], place=border) for border in beyond] or places
    if places and places[0].place.precision is Precision.SETTLEMENT:
        return _at_its_crossing(gazetteer, places)
    if not ours or not places or places[0].place.precision not in sorts or ours in places[0].place.countries:
        return places
    lines = (gazetteer.border(ours, other) for other in places[0].place.countries)
    line = next((found for found in lines if found is not None), None)
    return places if line is None else [replace(places[0], place=line), *places[1:]]
