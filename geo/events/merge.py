"""Joins the tellings of one event into one, within and across articles and languages.

In go tellings in the order in which they were stored, out come events that keep every telling. Each telling joins
the event it is most alike to, or opens a new one, looking only at what was stored before it: later articles never
change how earlier ones were joined, so ids stay and the result does not depend on how a store is filled. Never
joined: different kinds, different status, days too far apart, tellings without a shared actor or a compatible place.
Blocks by kind, status, time and country of the actors bound the work for each telling, so that the whole is linear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from geo.events.merge_alike import Related, compare_actors, compare_places, compare_times, is_hard
from geo.events.merge_blocks import Blocks, Growing
from geo.models import Event, EventActor, EventPlace, Place, PlaceRole, Precision, Telling, TimePrecision, When

# Least likeness (mean of time, place and twice actors) to join; set on the annotated articles.
JOINS = 0.58
# An article that tells an event twice was already joined by extraction: two tellings of it must be more alike.
JOINS_WITHIN = 0.66
LEAST_ACTORS = 0.34
# Tellings of an event that a new one is compared with: the first ones, which the later ones were joined to.
COMPARED = 6
_EXACT = tuple(Precision)


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

    The events come in the order of their first telling, whose id they bear.
    """
    return extend_events((), tellings, related)


def extend_events(
    before: Iterable[Sequence[Telling]], tellings: Iterable[Telling], related: Related = share_place
) -> tuple[Event, ...]:
    """Join later tellings to events that were joined before, and return the events that are new or have grown.

    ``before`` has the tellings of each event in the order in which they were stored; they are not compared again.
    """
    growing: list[Growing] = []
    blocks = Blocks()
    for told in before:
        event = Growing(len(growing), list(told))
        growing.append(event)
        for telling in told:
            blocks.add(event, telling)
    grown: dict[int, Growing] = {}
    for telling in tellings:
        event = _best(telling, blocks.near(telling), related) or Growing(len(growing))
        if event.number == len(growing):
            growing.append(event)
        event.tellings.append(telling)
        blocks.add(event, telling)
        grown[event.number] = event
    return tuple(_to_event(grown[number].tellings) for number in sorted(grown))


def _best(telling: Telling, events: list[Growing], related: Related) -> Growing | None:
    """Choose the event most alike; of equals the one stored first."""
    best, chosen = 0.0, None
    for event in events:
        likeness = _likeness(telling, event.tellings, related)
        if likeness > best:
            best, chosen = likeness, event
    return chosen


def _likeness(telling: Telling, members: list[Telling], related: Related) -> float:
    """Mean likeness to the first tellings of an event; 0 if a dated one contradicts or none is alike enough."""
    scores = []
    for member in members[:COMPARED]:
        time = compare_times(telling, member)
        if not time and is_hard(telling) and is_hard(member):
            return 0.0
        scores.append(_score(telling, member, time, related) if time else 0.0)
    if any(_other_day(telling, member) for member in members[COMPARED:]):
        return 0.0
    within = all(member.article_id == telling.article_id for member in members)
    return sum(scores) / len(scores) if max(scores) >= (JOINS_WITHIN if within else JOINS) else 0.0


def _other_day(telling: Telling, member: Telling) -> bool:
    return is_hard(telling) and is_hard(member) and not compare_times(telling, member)


def _score(telling: Telling, member: Telling, time: float, related: Related) -> float:
    """Score two tellings; of one article, different weapons ("troops", "missiles") are two events."""
    actors = compare_actors(telling, member)
    place = compare_places(telling, member, related) if actors >= LEAST_ACTORS else 0.0
    if not place or (not (telling.actors and member.actors) and min(time, place) < 1):
        return 0.0
    if telling.article_id == member.article_id and set(telling.weapons) != set(member.weapons):
        return 0.0
    return (time + place + 2 * actors) / 4


# ---------------------------------------------------------------- one event of many tellings
def _to_event(tellings: list[Telling]) -> Event:
    """Join the fields: each from the telling that knows it best, nothing averaged, every telling kept."""
    ranked = sorted(tellings, key=_rank)
    best = ranked[0]
    return Event(
        id=tellings[0].id,
        kind=best.kind,
        status=best.status,
        when=min((t.when for t in ranked), key=_when_rank),
        tellings=tuple(ranked),
        phase=_first(ranked, lambda t: t.phase),
        places=_join_places(ranked),
        actors=_join_actors(ranked),
        weapons=_union(ranked, lambda t: t.weapons),
        units=_union(ranked, lambda t: t.units),
        quantity=_first(ranked, lambda t: t.quantity),
        attribution=_union(ranked, lambda t: t.attribution),
        confidence=max(t.confidence for t in tellings),
        reviewed=_first(ranked, lambda t: t.reviewed),
    )


def _rank(telling: Telling) -> tuple[bool, tuple[int, bool], int, int, float]:
    """Best told first: reviewed, dated most exactly, placed most exactly, with the most actors."""
    return (
        not telling.reviewed,
        _when_rank(telling.when),
        _place_rank(telling),
        -len(telling.actors),
        -telling.confidence,
    )


def _when_rank(when: When) -> tuple[int, bool]:
    return list(TimePrecision).index(when.precision) + (when.basis.value == "inferred"), when.basis.value == "inferred"


def _place_rank(telling: Telling) -> int:
    drawn = telling.drawn_at
    return _EXACT.index(drawn.precision) if drawn is not None else len(_EXACT)


def _first(tellings: list[Telling], get: Callable[[Telling], str]) -> str:
    return next((get(telling) for telling in tellings if get(telling)), "")


def _union(tellings: list[Telling], get: Callable[[Telling], tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for telling in tellings for value in get(telling)))


def _join_places(tellings: list[Telling]) -> tuple[EventPlace, ...]:
    """The places of the telling that places it most exactly, then those the others add."""
    exact = min(tellings, key=_place_rank)
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
