"""Repeated tellings in one article are one event: the best told stays, the others become its ``also_at``.

In come the tellings of one article; out come fewer, in text order. Different kinds or statuses that contradict are
never joined.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from geo.events.hark_back import FACTS, find_before, find_in_full
from geo.events.telling import telling_id
from geo.models import ActorRole, EventActor, EventPlace, Group, Kind, PlaceRole, Precision, Status, Telling

BORROWED_SCORE = 0.4
BESIDE = 3
"""Two clauses with no more than a comma between them tell one event."""
MOVES = frozenset({Kind.DEPLOYMENT, Kind.EXERCISE})
"""Kinds whose place, if the words give none, was only guessed to be that of who acts."""
MANY_A_DAY = frozenset({Kind.STRIKE, Kind.AIR_DEFENCE, Kind.TERRITORY_CAPTURE, Kind.BORDER_INCIDENT, Kind.STATEMENT})
"""Kinds of which one article often tells several: joined only at the same place."""

IN_PERSON = frozenset({Kind.STATEMENT, Kind.OFFICIAL_VISIT})
"""Kinds done by one person or body: what another of the same country does is another event."""
STATE_LENGTH = 3
"""Ids of states are of three letters; those of their bodies and persons are longer."""


def join_tellings(
    tellings: Iterable[Telling],
    referring: AbstractSet[str] = frozenset(),
    headlines: AbstractSet[str] = frozenset(),
) -> list[Telling]:
    """Join what tells the same event.

    ``referring`` are the ids of tellings that only hark back to one before, ``headlines`` of those told in full later.
    """
    joined: list[Telling] = []
    later = referring | headlines
    for telling in sorted(tellings, key=lambda t: (t.id in later, _is_weighed(t), -t.confidence, t.start)):
        index = next((i for i, held in enumerate(joined) if is_same(held, telling)), None)
        if index is None and telling.id in later:
            find = find_before if telling.id in referring else find_in_full
            index = find(telling, joined)
            index = index if index is not None and _may_refer(joined[index], telling) else None
        if index is None:
            joined.append(telling)
        else:
            joined[index] = _join(joined[index], telling)
    return sorted((_placed_with(t, joined) for t in joined), key=lambda t: (t.start, t.kind.value))


def _is_weighed(telling: Telling) -> bool:
    """Return True for "the capture of the town would be a gain": its worth is weighed, not whether it happened."""
    would = any(cue.decides == "status" and cue.text.lower() == "would" for cue in telling.cues)
    return telling.status is Status.HYPOTHETICAL and would


def _may_refer(held: Telling, telling: Telling) -> bool:
    return _times_agree(held, telling) and _actors_agree(held, telling)


def _placed_with(telling: Telling, others: list[Telling]) -> Telling:
    """Return what was shot down where it came in, if only the intrusion says where."""
    if telling.kind is not Kind.AIR_DEFENCE or telling.phase or not _any_vague(_drawn(telling), _drawn(telling)):
        return telling
    known = {code for place in _drawn(telling) for code in place.place.countries}
    for other in others:
        shared = known & {code for place in _drawn(other)[:1] for code in place.place.countries}
        if other.kind is Kind.AIRSPACE_VIOLATION and shared and not _any_vague(_drawn(other), _drawn(other)):
            borrowed = [replace(p, as_written="", span=None, score=BORROWED_SCORE) for p in _drawn(other)]
            when = other.when if other.when.text and not telling.when.text else telling.when
            return replace(telling, places=tuple(borrowed), when=when)
    return telling


def is_same(one: Telling, other: Telling) -> bool:
    """Return True if two tellings of one article tell the same event."""
    if {one.phase, other.phase} == {"", "alert"} and one.kind is Kind.AIR_DEFENCE:
        return False
    if one.kind is not other.kind or not _statuses_agree(one, other):
        return False
    if one.kind is Kind.STATEMENT and not _actors_agree(one, other):
        return False
    beside = max(other.start - one.end, one.start - other.end) <= BESIDE and one.status is other.status
    beside = beside and (one.kind.group is not Group.FIGHTING or _times_agree(one, other))
    if (one.span.overlaps(other.span) or beside) and not _far_apart(one, other):
        return True
    return _times_agree(one, other) and _places_agree(one, other) and _actors_agree(one, other)


def _far_apart(one: Telling, other: Telling) -> bool:
    """Return True if both name a place of their own and it is another."""
    first, second = ({p.place.id for p in _drawn(t) if p.as_written} for t in (one, other))
    return bool(first) and bool(second) and not first & second


def _statuses_agree(one: Telling, other: Telling) -> bool:
    statuses = {one.status, other.status}
    if len(statuses) == 1 or statuses <= FACTS:
        return True
    if _is_weighed(other) and one.status in FACTS:
        return one.start < other.start and _shares_place(one, other)
    arranged = one.kind is Kind.OFFICIAL_VISIT and statuses <= {*FACTS, Status.PLANNED}
    return arranged and bool(_parties(one) & _parties(other)) and _times_agree(one, other)


def _shares_place(one: Telling, other: Telling) -> bool:
    return bool({p.place.id for p in _drawn(one) if p.as_written} & {p.place.id for p in _drawn(other) if p.as_written})


def _times_agree(one: Telling, other: Telling) -> bool:
    if not (one.when.text and other.when.text):
        return True
    return one.when.start < other.when.end and other.when.start < one.when.end


def _places_agree(one: Telling, other: Telling) -> bool:
    first, second = _drawn(one), _drawn(other)
    if not first or not second:
        return one.kind not in MANY_A_DAY and bool(_parties(one) & _parties(other))
    if {p.place.id for p in first} & {p.place.id for p in second}:
        return True
    if one.kind in MANY_A_DAY and not _any_vague(first, second):
        return _is_summed_up(one, other) or _is_summed_up(other, one)
    if not _any_told(first) and not _any_told(second) and one.kind is Kind.GROUND_COMBAT:
        return True
    if one.kind in MOVES and _any_vague(first, second) and _parties(one) & _parties(other):
        return True
    return any(_contains(a, b) or _contains(b, a) for a in first for b in second)


def _is_summed_up(whole: Telling, part: Telling) -> bool:
    """Return True for "India strikes Pakistan" before the day and the towns are told: the same who, no other day."""
    one_day = (whole.when.start, whole.when.end, whole.status) == (part.when.start, part.when.end, part.status)
    if whole.kind is Kind.STATEMENT or (whole.when.text and not one_day) or whole.start > part.start:
        return False
    shared = _parties(whole) & _parties(part)
    return bool(shared) and any(_contains(a, b) for a in _drawn(whole) for b in _drawn(part))


def _drawn(telling: Telling) -> list[EventPlace]:
    return [p for p in telling.places if p.role in (PlaceRole.LOCATION, PlaceRole.TARGET)]


def _any_vague(first: list[EventPlace], second: list[EventPlace]) -> bool:
    return not _any_told(first) or not _any_told(second)


def _any_told(places: list[EventPlace]) -> bool:
    return any(p.as_written for p in places)


def _contains(whole: EventPlace, part: EventPlace) -> bool:
    if (whole.place.precision, part.place.precision) == (Precision.BORDER_SEGMENT, Precision.CROSSING):
        return set(whole.place.countries) == set(part.place.countries)
    if whole.place.precision is not Precision.COUNTRY:
        return False
    return bool(set(whole.place.countries) & set(part.place.countries))


def _actors_agree(one: Telling, other: Telling) -> bool:
    first, second = _parties(one), _parties(other)
    if not first or not second:
        return True
    if one.kind.group is Group.FIGHTING and _of_state(one) is not _of_state(other):
        return False
    return bool(first & second) and (one.kind not in IN_PERSON or _same_persons(one, other))


def _of_state(telling: Telling) -> bool:
    """Return True if a state's own forces act: rebels of the same country are another party."""
    acting = [a for a in telling.actors if a.role is ActorRole.ACTS and a.span is not None]
    return any(len(a.id.split("_")[0]) == STATE_LENGTH and not a.id.endswith("_REBELS") for a in acting)


def _same_persons(one: Telling, other: Telling) -> bool:
    """Return False for what two persons of one country say or do apart ("Putin met …", "Lavrov met …")."""
    first, second = ({a.id for a in t.actors if a.role is ActorRole.ACTS and a.span is not None} for t in (one, other))
    if not first or not second or first & second:
        return True
    vague = {a.country for t in (one, other) for a in t.actors if len(a.id) == STATE_LENGTH}
    return one.kind is not Kind.STATEMENT and bool(vague & _parties(one) & _parties(other))


def _parties(telling: Telling) -> set[str]:
    return {a.country or a.id for a in telling.actors if a.role.value in ("acts", "with") and a.span is not None}


def _is_better_placed(other: Telling, held: Telling) -> bool:
    """Return True if the other names a place where this one had to guess, or a part of the country this one names."""
    ours, theirs = _drawn(held), _drawn(other)
    if not theirs or not theirs[0].as_written:
        return False
    if not ours or not ours[0].as_written:
        return True
    return ours[0].place.precision is not theirs[0].place.precision and _contains(ours[0], theirs[0])


def _is_told(actor: EventActor, held: Telling) -> bool:
    """Return False for one that the other telling only implied, where this one names who acts."""
    return actor.span is not None or not any(a.role is ActorRole.ACTS and a.span is not None for a in held.actors)


def _join(held: Telling, other: Telling) -> Telling:
    places = other.places if _is_better_placed(other, held) else held.places
    known = {a.id for a in held.actors}
    when = other.when if not held.when.text and other.when.text else held.when
    if (held.kind, other.kind) == (Kind.GROUND_COMBAT, Kind.BORDER_INCIDENT):
        held = replace(held, kind=other.kind, id=telling_id(held.article_id, held.span, other.kind, places))
    return replace(
        held,
        places=places,
        when=when,
        actors=(*held.actors, *(a for a in other.actors if a.id not in known and _is_told(a, held))),
        weapons=tuple(dict.fromkeys((*held.weapons, *other.weapons))),
        attribution=tuple(dict.fromkeys((*held.attribution, *other.attribution))),
        also_at=tuple(sorted({*held.also_at, other.span, *other.also_at} - {held.span}, key=lambda s: s.start)),
    )
