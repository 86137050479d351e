"""Candidates that tell nothing: a statement about nobody else, weapons that nobody is handed.

In come a scene, a candidate, its actors and places; out comes whether it is empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.rivals import PLAIN_SAYING
from geo.models import ActorRole, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.events.actors import ActorMention
    from geo.events.scene import Scene
    from geo.events.what import Candidate
    from geo.models import EventPlace

CONTEXT = 300
"""How many code points before a statement about war and peace the other country may have been named."""


def is_empty(
    scene: Scene,
    candidate: Candidate,
    named: Sequence[tuple[ActorMention, ActorRole]],
    places: Sequence[EventPlace],
) -> bool:
    """Return True for a statement about nobody else and for weapons that nobody is handed."""
    if candidate.kind is Kind.STATEMENT:
        return not _is_about(scene, candidate, named)
    return candidate.kind is Kind.WEAPONS_TRANSFER and _has_no_receiver(candidate, named, places)


def _has_no_receiver(
    candidate: Candidate, named: Sequence[tuple[ActorMention, ActorRole]], places: Sequence[EventPlace]
) -> bool:
    """Return True for "sent six jets to bomb …": nobody is handed the weapons."""
    handed = any(role is ActorRole.ACTED_ON for _, role in named) or any(p.as_written for p in places)
    return candidate.rule.part == "verb" and not handed


def _is_about(scene: Scene, candidate: Candidate, named: Sequence[tuple[ActorMention, ActorRole]]) -> bool:
    """Return True if a statement's sentence speaks of a country or a place besides the speaker's own."""
    sentence = scene.sentence(candidate.trigger)
    start = sentence.start_char - (
        CONTEXT if "any" in candidate.rule.slots or candidate.rule.confidence >= PLAIN_SAYING else 0
    )
    speaking = {a.country for a, role in named if role is ActorRole.ACTS}
    if not speaking:
        return False
    spoken = {a.country for a in scene.actors if start <= a.start < sentence.end_char and a.country}
    for mention in scene.mentions:
        if start <= mention.start < sentence.end_char:
            spoken.update(code for place in mention.places for code in place.countries)
    return bool(spoken - speaking)
