"""Where the tellings of one event contradict each other: what each says, never averaged, never decided.

In: an event. Out: for each thing on which its tellings differ, what they say and which says what. Tellings contradict
each other if they cannot both be right: days that do not overlap, places of which none lies in the other, numbers that
differ. One that is only less exact contradicts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

from geo.events.merge import share_place
from geo.events.merge_alike import Related, is_hard, unit_known
from geo.models import Event, Telling, TimePrecision

_NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*")


@dataclass(frozen=True, slots=True)
class Version:
    """What some tellings say: in words or as written, and their ids."""

    says: str
    telling_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A thing on which tellings differ: ``day``, ``place``, ``number``, ``status`` or ``kind``; the most told first."""

    of: str
    versions: tuple[Version, ...]


def contradictions(event: Event, related: Related = share_place) -> tuple[Contradiction, ...]:
    """Return every contradiction between the tellings of an event; none if all can be right at once."""
    told = event.tellings

    def lies_apart(one: Telling, other: Telling) -> bool:
        here, there = one.drawn_at, other.drawn_at
        if here is None or there is None or here.id == there.id:
            return False
        return not (related(here, there) or related(there, here))

    found = (
        _compare("day", told, _days, _other_days),
        _compare("place", told, _place, lies_apart),
        _compare("number", told, lambda one: one.quantity, _other_number),
        _compare("status", told, lambda one: one.status.value, lambda one, other: one.status is not other.status),
        _compare("kind", told, lambda one: one.kind.value, lambda one, other: one.kind is not other.kind),
    )
    return tuple(one for one in found if one is not None)


def _compare(
    of: str, told: Iterable[Telling], says: Callable[[Telling], str], differ: Callable[[Telling, Telling], bool]
) -> Contradiction | None:
    """Compare one telling of each version, so that an event told a thousand times costs no more than its versions."""
    versions: dict[str, list[Telling]] = {}
    for telling in told:
        if said := says(telling):
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
    return Contradiction(of, tuple(Version(said, tuple(t.id for t in versions[said])) for said in ordered))


def _days(telling: Telling) -> str:
    """The days as the text gives them; "" if they are only inferred, or known no better than to the year."""
    if not is_hard(telling) or unit_known(telling.when) is TimePrecision.YEAR:
        return ""
    first, last = telling.when.start.isoformat(), telling.when.last.isoformat()
    return first if first == last else f"{first}..{last}"


def _other_days(one: Telling, other: Telling) -> bool:
    return one.when.end <= other.when.start or other.when.end <= one.when.start


def _place(telling: Telling) -> str:
    return telling.drawn_at.name if telling.drawn_at is not None else ""


def _other_number(one: Telling, other: Telling) -> bool:
    """True if both have numbers and share none: "30 tanks" and "about thirty tanks" do not contradict each other."""
    here, there = _numbers(one.quantity), _numbers(other.quantity)
    return bool(here and there) and not here & there


def _numbers(text: str) -> set[int]:
    return {int(re.sub(r"\D", "", number)) for number in _NUMBER.findall(text)}
