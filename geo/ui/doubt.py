"""How much an event wants a person's eye, and why: what is least sure comes first.

In: an event as the store has it. Out: a number from 0, and the reasons in words. Chosen so that each reason alone
outweighs a middling confidence; what a person has seen has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.events.contradictions import Contradiction
from geo.language import tr
from geo.models import Basis, Event, EventPlace, PlaceRole, Telling
from geo.ui.against import matters_in_words

UNSURE_PLACE = 0.75
"""Scores of places are calibrated: below this about one in three is another place."""
UNSURE = 0.6


@dataclass(frozen=True, slots=True)
class Doubt:
    """A number to sort by, and the reasons, the weightiest first."""

    weight: float
    reasons: tuple[str, ...] = ()


def doubt_of(event: Event, against: Sequence[Contradiction] = ()) -> Doubt:
    """Return how doubtful an event is; ``against`` is what contradicts it, in its own tellings and in other events."""
    if event.reviewed:
        return Doubt(0.0)
    found = [(1 - event.confidence, tr("sure {share}", share=f"{event.confidence:.0%}"))]
    own = [one for one in against if len(one.event_ids) == 1]
    if own:
        found.append((0.6, tr("tellings contradict each other: {what}", what=matters_in_words(own))))
    if len(own) < len(against):
        others = matters_in_words(one for one in against if one not in own)
        found.append((0.6, tr("another event contradicts it: {what}", what=others)))
    found += _place_doubts(event)
    if not event.when.is_known:
        found.append((0.4, tr("day not known")))
    elif event.when.basis is Basis.INFERRED:
        found.append((0.2, tr("day inferred")))
    found.sort(key=lambda one: -one[0])
    return Doubt(sum(weight for weight, _ in found), tuple(words for _, words in found))


def _place_doubts(event: Event) -> list[tuple[float, str]]:
    held = drawn_place(event.tellings[0])
    if held is None:
        return [(0.4, tr("no place"))]
    if held.score < UNSURE_PLACE:
        return [(1 - held.score, tr("place {share}", share=f"{held.score:.0%}"))]
    return []


def drawn_place(telling: Telling) -> EventPlace | None:
    """Return the place of a telling that is drawn: the first that is not an anchor."""
    return next((held for held in telling.places if held.role is not PlaceRole.ANCHOR), None)
