"""Where tellings contradict each other: what each says, never averaged, never decided.

In: an event. Out: for each thing on which its tellings differ, what they say and which says what. Tellings contradict
each other if they cannot both be right: days that do not overlap, places of which none lies in any of the other's,
other numbers of the same thing. One that is only less exact contradicts nothing. Tellings of one event never differ in
status, and what only stands beside it, of another kind, is not compared; events that should agree and do not are found
by `geo.events.opposed`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, product

from geo.events.merge import share_place
from geo.events.merge_alike import SLOW, Related, is_hard, unit_known
from geo.models import Event, Place, PlaceRole, Telling, TimePrecision

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*")
_COUNTED = re.compile(r"[^\W\d_]{3,}")
_STEM = 4
"""Letters that say if two words count the same thing: soldier, soldiers; soldat, soldaten."""


class Matter(StrEnum):
    """What tellings can contradict each other in."""

    DAY = "day"
    PLACE = "place"
    NUMBER = "number"
    STATUS = "status"  # one tells it, another denies it
    STATE = "state"  # one tells it open, another closed
    SIDE = "side"  # one tells it taken by one side, another by the other


@dataclass(frozen=True, slots=True)
class Version:
    """What some tellings of an event say, in words or as written."""

    says: str
    event_id: str
    telling_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A thing on which tellings of one event, or events that should agree, differ; the most told version first."""

    of: Matter
    versions: tuple[Version, ...]

    @property
    def event_ids(self) -> tuple[str, ...]:
        """The events whose tellings differ: one that is told differently, or several."""
        return tuple(dict.fromkeys(version.event_id for version in self.versions))


def contradictions(event: Event, related: Related = share_place) -> tuple[Contradiction, ...]:
    """Return every contradiction between the tellings of an event; none if all can be right at once."""
    if len(event.tellings) < 2:  # two make a difference
        return ()

    def lies_apart(one: Telling, other: Telling) -> bool:
        pairs = product(_places(one), _places(other))
        return not any(here.id == there.id or related(here, there) or related(there, here) for here, there in pairs)

    found = (
        _compare(Matter.DAY, event, _days, _other_days),
        _compare(Matter.PLACE, event, _place, lies_apart),
        _compare(Matter.NUMBER, event, _quantity, lambda one, other: is_other_number(one.quantity, other.quantity)),
    )
    return tuple(one for one in found if one is not None)


def _compare(
    of: Matter, event: Event, says: Callable[[Telling], str], differ: Callable[[Telling, Telling], bool]
) -> Contradiction | None:
    """Compare one telling of each version, so that an event told a thousand times costs no more than its versions."""
    versions: dict[str, list[Telling]] = {}
    for telling in event.tellings:
        if telling.kind is event.kind and (said := says(telling)):
            versions.setdefault(said, []).append(telling)
    against = {
        said
        for one, other in combinations(versions, 2)
        if differ(versions[one][0], versions[other][0])
        for said in (one, other)
    }
    if not against:
        return None
    ordered = sorted(against, key=lambda said: (-len(versions[said]), said))
    return Contradiction(of, tuple(Version(said, event.id, _ids(versions[said])) for said in ordered))


def _ids(tellings: Iterable[Telling]) -> tuple[str, ...]:
    return tuple(telling.id for telling in tellings)


def _days(telling: Telling) -> str:
    """The days as the text gives them; "" if inferred, known no better than to the year, or of what takes months."""
    if telling.kind in SLOW or not is_hard(telling) or unit_known(telling.when) is TimePrecision.YEAR:
        return ""
    first, last = telling.when.start.isoformat(), telling.when.last.isoformat()
    return first if first == last else f"{first}..{last}"


def _other_days(one: Telling, other: Telling) -> bool:
    return one.when.end <= other.when.start or other.when.end <= one.when.start


def _place(telling: Telling) -> str:
    return telling.drawn_at.name if telling.drawn_at is not None else ""


def _places(telling: Telling) -> list[Place]:
    return [held.place for held in telling.places if held.role is not PlaceRole.ANCHOR]


def _quantity(telling: Telling) -> str:
    return telling.quantity


def is_other_number(one: str, other: str) -> bool:
    """True if both give numbers of the same thing and share none: "30 tanks" and "40 tanks", not "40 men"."""
    here, there = _numbers(one), _numbers(other)
    return bool(here and there) and not here & there and _count_alike(one, other)


def _numbers(text: str) -> set[int]:
    return {int(re.sub(r"\D", "", number)) for number in _NUMBER.findall(text)}


def _count_alike(one: str, other: str) -> bool:
    here, there = ({word[:_STEM].casefold() for word in _COUNTED.findall(text)} for text in (one, other))
    return not here or not there or bool(here & there)
