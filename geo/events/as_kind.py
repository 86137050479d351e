"""As whom an actor does or suffers a kind of event: a state strikes by its forces, but is sanctioned as a state.

In come a candidate's kind, an actor named in the text and its role; out comes the `EventActor`. Persons and armed
groups stay who they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.grammar import grammar_of
from geo.events.words import fold
from geo.models import ActorRole, EventActor, Kind, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.events.actors import ActorMention
    from geo.events.scene import Scene
    from geo.geoparse.tree import Token

BY_FORCES = frozenset({Kind.GROUND_COMBAT, Kind.DEPLOYMENT, Kind.EXERCISE, Kind.TERRITORY_CAPTURE, Kind.STRIKE})
"""Kinds that a state does by its armed forces."""
AS_STATES = frozenset(
    {(Kind.STATEMENT, ActorRole.ACTED_ON), (Kind.SANCTIONS, ActorRole.ACTS), (Kind.SANCTIONS, ActorRole.ACTED_ON),
     (Kind.WEAPONS_TRANSFER, ActorRole.ACTS), (Kind.WEAPONS_TRANSFER, ActorRole.ACTED_ON),
     (Kind.AIRSPACE_CLOSURE, ActorRole.ACTED_ON), (Kind.BORDER_CLOSURE, ActorRole.ACTED_ON),
     (Kind.TERRITORIAL_CLAIM, ActorRole.ACTED_ON), (Kind.AIRSPACE_VIOLATION, ActorRole.ACTED_ON)}
)  # fmt: skip
"""What is done to or by the state, whichever institution is named: "condemned the army's raid", "sold to the army"."""
OVERHEAD = frozenset({Kind.AIR_DEFENCE, Kind.AIRSPACE_VIOLATION})


def moves_police(kind: Kind, found: Iterable[tuple[ActorMention, ActorRole]]) -> bool:
    """Return True if it is police, and no other force, that is sent: a state does not do so by its armed forces."""
    sent = {mention.institution for mention, role in found if role is ActorRole.ACTS and mention.kind == "force"}
    return kind is Kind.DEPLOYMENT and sent == {"POLICE"}


def to_event_actor(
    scene: Scene, kind: Kind, mention: ActorMention, role: ActorRole, *, police: bool = False
) -> EventActor:
    """Return the record of an actor as this kind of event wants it; ``police``: they are what is sent."""
    span = None if mention.implied else Span(mention.start, mention.end)
    state = scene.codebook.states.get(mention.country, "")
    of_state = bool(state) and bool(mention.institution) and mention.id == f"{state}_{mention.institution}"
    uncrewed = kind in OVERHEAD and mention.institution == "MIL" and _is_uncrewed(scene.doc[mention.root])
    if of_state and (uncrewed or (kind, role) in AS_STATES):
        return EventActor(state, state, role, mention.country, span)
    forces = role in (ActorRole.ACTS, ActorRole.WITH) and kind in BY_FORCES and not police
    if forces and (mention.kind == "state" or (mention.institution == "STATE" and "_" not in mention.id)):
        return EventActor(f"{mention.id}_MIL", f"{mention.name} (armed forces)", role, mention.country, span)
    return EventActor(mention.id, mention.name, role, mention.country, span)


def _is_uncrewed(token: Token) -> bool:
    """Return True for drones and missiles, which are a state's and no force of it."""
    return fold(token.lemma_).endswith(tuple(grammar_of(token).uncrewed))
