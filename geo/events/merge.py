"""Joins the tellings of one event into one, within and across articles and languages.

In go tellings in any order, out come events that keep every telling. The tellings that tell most exactly lead: each
telling, the most exact first, follows the leader it is most alike to, or leads an event of its own. So the result
depends on the tellings alone, never on the order or the batches in which they came. Never joined: different status,
kinds of which none stands beside the other, days too far apart, tellings without a shared actor or a compatible place.
A telling is compared with leaders near in time and of one side only, however often an event is retold, so that the
whole is linear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from geo.events.merge_alike import Related
from geo.events.merge_groups import Grouping
from geo.events.merge_rank import place_rank, rank_told, when_rank
from geo.models import Event, EventActor, EventPlace, Place, PlaceRole, Precision, Telling


def share_place(one: Place, other: Place) -> bool:
    """Say if the second place lies in the first, as far as the records alone tell: a country and what lies in it."""
    if one.precision is Precision.SUPRANATIONAL or other.precision is Precision.SUPRANATIONAL:
        return False
    if one.precision is Precision.COUNTRY:
        return bool(set(one.countries) & set(other.countries))
    if one.precision is Precision.BORDER_SEGMENT:
        return set(one.countries) == set(other.countries)
    if one.precision is Precision.REGION:
        return bool(one.admin1) and one.admin1 == other.admin1 and one.countries == other.countries
    return False


def merge_tellings(tellings: Iterable[Telling], related: Related = share_place) -> tuple[Event, ...]:
    """Join tellings of one event; ``related(a, b)`` says if place b lies in place a or is the same.

    The events come in the order of their ids; an event bears the id of the telling that leads it.
    """
    grouping = Grouping(related)
    grouping.change(new=tellings)
    return tuple(to_event(told) for _, told in sorted(grouping.groups().items()))


def to_event(tellings: Iterable[Telling]) -> Event:
    """Join the fields: each from the telling that knows it best, nothing averaged, every telling kept."""
    told = tuple(tellings)
    leader = Grouping.leader_of(told)
    ranked = sorted(told, key=lambda telling: (telling.kind is not leader.kind, rank_told(telling)))
    return Event(
        id=leader.id,
        kind=leader.kind,
        status=leader.status,
        when=min((t.when for t in ranked if t.kind is leader.kind), key=when_rank),
        tellings=tuple(ranked),
        phase=_first(ranked, lambda t: t.phase),
        places=_join_places(ranked),
        actors=_join_actors(ranked),
        weapons=_union(ranked, lambda t: t.weapons),
        units=_union(ranked, lambda t: t.units),
        quantity=_first(ranked, lambda t: t.quantity),
        attribution=_union(ranked, lambda t: t.attribution),
        confidence=max(t.confidence for t in told),
        reviewed=_first(ranked, lambda t: t.reviewed),
    )


def _first(tellings: list[Telling], get: Callable[[Telling], str]) -> str:
    return next((get(telling) for telling in tellings if get(telling)), "")


def _union(tellings: list[Telling], get: Callable[[Telling], tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for telling in tellings for value in get(telling)))


def _join_places(tellings: list[Telling]) -> tuple[EventPlace, ...]:
    """The places of the telling that places it most exactly, then those the others add."""
    exact = min(tellings, key=place_rank)
    rows = {(p.place.id, p.role): p for t in [exact, *tellings] for p in reversed(t.places)}
    first = [p for p in exact.places if p.role is not PlaceRole.ANCHOR]
    ordered = dict.fromkeys(
        [(p.place.id, p.role) for t in [exact, *tellings] for p in (first if t is exact else t.places)]
    )
    ordered |= dict.fromkeys(rows)
    return tuple(rows[key] for key in ordered)


def _join_actors(tellings: list[Telling]) -> tuple[EventActor, ...]:
    rows: dict[tuple[str, str], EventActor] = {}
    for telling in tellings:
        for actor in telling.actors:
            rows.setdefault((actor.id, actor.role), actor)
    return tuple(rows.values())
