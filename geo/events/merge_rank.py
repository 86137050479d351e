"""Which telling tells best: an order of tellings that follows from what they say, never from when they came."""

from __future__ import annotations

from geo.events.merge_alike import state_key
from geo.events.merge_beside import BESIDE
from geo.models import ActorRole, Precision, Status, Telling, TimePrecision, When

_EXACT = tuple(Precision)
_UNITS = tuple(TimePrecision)

Rank = tuple[bool, bool, tuple[int, bool], int, int, str]


def rank(telling: Telling) -> Rank:
    """Order of leading: put together by a person, of no kind that stands beside another, dated most exactly, and on.

    Of those dated alike the one of the fewest sides comes first, then the one placed most exactly, then by id.
    A fear leads if it is the least exactly dated: told again and again, with a month here and without any there, it
    stays one. Who tells of several sides acting together follows those that tell of one.
    """
    exact = when_rank(telling.when)
    if telling.status is Status.HYPOTHETICAL:
        exact = -exact[0], not exact[1]
    sides = {state_key(actor) for actor in telling.actors if actor.role in (ActorRole.ACTS, ActorRole.WITH)}
    return not telling.joined, telling.kind in BESIDE, exact, len(sides), place_rank(telling), telling.id


def rank_told(telling: Telling) -> tuple[bool, tuple[int, bool], int, int, float, str]:
    """Order of showing: reviewed, dated most exactly, placed most exactly, with the most actors, the surest."""
    exact = when_rank(telling.when), place_rank(telling)
    return not telling.reviewed, *exact, -len(telling.actors), -telling.confidence, telling.id


def when_rank(when: When) -> tuple[int, bool]:
    """Order of times: the exact unit first, an inferred one a unit later."""
    return _UNITS.index(when.precision) + (when.basis.value == "inferred"), when.basis.value == "inferred"


def place_rank(telling: Telling) -> int:
    """Order of places: the most exact first, none last."""
    drawn = telling.drawn_at
    return _EXACT.index(drawn.precision) if drawn is not None else len(_EXACT)
