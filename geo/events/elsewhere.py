"""Where an event is if its clause does not say: from who acts, who is hit, who says it, or the words before.

The kind says in which order. In come a scene and a candidate; out comes one `EventPlace` with a low score and the
reason in words, or None if nothing fits. What is done at a place that nobody knows is not put where its doers are at
home.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from geo.events.countries import CAPITAL
from geo.events.spoken_of import SCORE, place_spoken_of, says_unknown
from geo.models import EventPlace, Kind

if TYPE_CHECKING:
    from geo.events.scene import Scene
    from geo.events.what import Candidate
    from geo.gazetteer.index import Gazetteer

SEVERAL = 2


def fall_back(
    scene: Scene, candidate: Candidate, gazetteer: Gazetteer, *, codes: Mapping[str, Sequence[str]]
) -> EventPlace | None:
    """Return where it is if the clause does not say: by the order of the kind; None if nothing fits."""
    kind = scene.codebook.kinds[candidate.kind]
    for source in kind.fallback:
        if source == "near":
            near = place_spoken_of(scene, candidate, gazetteer, codes)
            if near is not None and _can_be_theirs(scene, candidate, near, codes["actor"]):
                return near
            continue
        if source == "actor" and (says_unknown(scene, candidate) or _may_be_abroad(scene, candidate, codes[source])):
            continue
        for code in codes[source]:
            place = gazetteer.country(code) if len(code) == 2 else None
            if place is not None:
                return EventPlace(place, kind.place_role, score=SCORE, reasons=(_REASONS[source],))
    return None


def _may_be_abroad(scene: Scene, candidate: Candidate, acting: Sequence[str]) -> bool:
    """Return True for fighting in a text that speaks of another country too: an army need not fight at home."""
    if candidate.kind is not Kind.GROUND_COMBAT:
        return False
    return any(code not in acting for m in scene.mentions for place in m.places for code in place.countries)


def _can_be_theirs(scene: Scene, candidate: Candidate, near: EventPlace, acting: Sequence[str]) -> bool:
    """Return False for a border or an airspace of others than those who close it, a drill of two states elsewhere."""
    theirs = candidate.kind in (Kind.BORDER_CLOSURE, Kind.BORDER_OPENING, Kind.AIRSPACE_CLOSURE)
    joint = candidate.kind is Kind.EXERCISE and len(set(acting)) >= SEVERAL
    own = near.place.kind == CAPITAL and bool(set(near.place.countries) & set(acting))
    if own and candidate.kind is Kind.STRIKE and _is_of_state(scene, candidate):
        return False  # no state fires at its own capital
    return not (theirs or joint) or not acting or bool(set(near.place.countries) & set(acting))


def _is_of_state(scene: Scene, candidate: Candidate) -> bool:
    """Return True if who acts is a state's: "RUS_MIL" is composed of a state and its institution, "RSF" is not."""
    ids = [scene.actor_at[t.i].id for t in candidate.subjects if t.i in scene.actor_at]
    return bool(ids) and all("_" in one for one in ids)


_REASONS = {
    "actor": "the sentence names no place: the country of who acts",
    "object": "the sentence names no place: the country it is done to",
    "speaker": "the sentence names no place: the country of who says it",
}
