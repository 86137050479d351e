"""Tellings of two kinds that tell of one happening: what is said on a visit, the land that is lent for an attack.

In go two tellings; out comes how alike they are, 0 unless everything that both name is the same: who takes part, the
place, the day. A statement belongs to a visit only if it is made by a party to it and speaks of nobody but the other
party; the use of a territory to an attack only if host, attacker and attacked are the same. The telling that stands
beside never leads: a visit is not what is said on it.
"""

from __future__ import annotations

from types import MappingProxyType

from geo.models import ActorRole, Kind, Place, PlaceRole, Telling, TimePrecision

BESIDE = MappingProxyType(
    {
        Kind.STATEMENT: frozenset({Kind.OFFICIAL_VISIT}),
        Kind.TERRITORY_USE: frozenset({Kind.GROUND_COMBAT, Kind.STRIKE}),
    }
)
"""Which kinds a telling of a kind may stand beside."""
_FAMILY = MappingProxyType({other: kind for kind, others in BESIDE.items() for other in others})
# Just enough to join, and less than any telling of the same kind that joins.
ALIKE = 0.58


def family(kind: Kind) -> Kind:
    """Return what a kind and those that may tell of one happening with it are filed under."""
    return _FAMILY.get(kind, kind)


def kinds_with(kind: Kind) -> frozenset[Kind]:
    """Return the kinds of a family, the kind itself among them."""
    head = family(kind)
    return BESIDE.get(head, frozenset()) | {head}


def likeness_beside(one: Telling, other: Telling) -> float:
    """Say how alike two tellings of different kinds are, 0 if they tell two events or have another status."""
    if one.kind not in BESIDE:
        one, other = other, one
    if one.status is not other.status or other.kind not in BESIDE.get(one.kind, ()) or one.joined or other.joined:
        return 0.0
    same = _is_said_on(one, other) if one.kind is Kind.STATEMENT else _is_lent_for(one, other)
    return ALIKE if same else 0.0


def _is_said_on(statement: Telling, visit: Telling) -> bool:
    days = statement.when, visit.when
    if any(when.precision is not TimePrecision.DAY or (when.end - when.start).days != 1 for when in days):
        return False
    if statement.when.start != visit.when.start or not _share_country(statement.drawn_at, visit.drawn_at):
        return False
    speaking, named, parties = _sides(statement, ActorRole.ACTS), _sides(statement), _sides(visit)
    return bool(speaking) and named <= parties and bool(named - speaking)


def _is_lent_for(use: Telling, attack: Telling) -> bool:
    if TimePrecision.YEAR in (use.when.precision, attack.when.precision):
        return False  # a practice of months is none of its attacks
    if not (use.when.start <= attack.when.start and attack.when.end <= use.when.end):
        return False
    roles = (ActorRole.HOST, ActorRole.ACTS, ActorRole.ACTED_ON)
    if any(not _sides(use, role) or _sides(use, role) != _sides(attack, role) for role in roles):
        return False
    origins = (told.place for told in attack.places if told.role is PlaceRole.ORIGIN)
    return any(_share_country(place, told.place) for place in origins for told in use.places)


def _sides(telling: Telling, role: ActorRole | None = None) -> frozenset[str]:
    return frozenset(actor.country or actor.id for actor in telling.actors if role in (None, actor.role))


def _share_country(one: Place | None, other: Place | None) -> bool:
    return one is not None and other is not None and bool(set(one.countries) & set(other.countries))
