"""Where events that should agree do not: told and denied, open and closed on one day, other numbers, other days.

In: events, and the codebook's rules of states. Out: contradictions between two of them. They tell of one spot and,
where a side acts, of one side; what is known no better than to a week and a half is compared with nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, combinations, pairwise, product

from geo.events.contradictions import Contradiction, Matter, Version, contradictions, is_other_number
from geo.events.merge_alike import Related, state_key, unit_known
from geo.events.spots import Spots
from geo.events.states import FACTS, Change, Part, Rule, part_of
from geo.gazetteer.names import normalise
from geo.models import ActorRole, Basis, Event, Kind, Place, Precision, Status, TimePrecision

Rules = Mapping[Kind, Rule]
ONE_CLOSURE = timedelta(days=7)
"""A place closed twice within a week, and not opened in between, was closed once: two days of it contradict."""
_OPEN = (Part.ENDS, Part.KEEPS)
_ACTING = (ActorRole.ACTS, ActorRole.WITH)


def find_contradictions(
    events: Iterable[Event], rules: Rules, related: Related
) -> Mapping[str, tuple[Contradiction, ...]]:
    """Return what contradicts what, by event: first in its own tellings, then what other events say otherwise."""
    given = tuple(events)
    found: defaultdict[str, dict[Contradiction, None]] = defaultdict(dict)
    inside = (one for event in given for one in contradictions(event, related))
    for one in chain(inside, find_opposed(given, rules)):
        for key in one.event_ids:
            found[key][one] = None
    return {key: tuple(ones) for key, ones in found.items()}


def find_opposed(events: Sequence[Event], rules: Rules) -> Iterator[Contradiction]:
    """Yield each contradiction between two events; one that lasts several days may come for each of them."""
    told = _read(events)
    yield from _find_denied(told)
    yield from _find_other_numbers(told)
    for rule in rules.values():
        parts = [(one, part_of(one.change, rule)) for one in told if _is_exact(one.place, rule)]
        facts = [(one, part) for one, part in parts if part in (Part.OPENS, *_OPEN)]
        yield from _find_open_and_closed(facts, rule)
        yield from _find_other_days(facts, rule)


@dataclass(frozen=True, slots=True)
class _Told:
    """An event with a day and a place, as far as it is compared."""

    event: Event
    change: Change
    spot: str
    sides: frozenset[str]

    @property
    def place(self) -> Place:
        return self.change.place

    def says(self, words: str) -> Version:
        return Version(words, self.event.id, tuple(telling.id for telling in self.event.tellings))

    def days(self) -> Iterator[date]:
        when = self.event.when
        return (when.start + timedelta(days=number) for number in range((when.end - when.start).days))

    @property
    def acting(self) -> str:
        """The names of those who act."""
        return ", ".join(actor.name for actor in self.event.actors if actor.role in _ACTING)

    @property
    def is_written(self) -> bool:
        """True if the text itself dates it."""
        return self.event.when.basis is not Basis.INFERRED

    @property
    def day(self) -> date | None:
        """Its day, None if it is not known to one."""
        when = self.event.when
        return when.start if (when.end - when.start).days == 1 else None


def _read(events: Sequence[Event]) -> list[_Told]:
    placed = [(event, place) for event in events if _is_dated(event) and (place := event.drawn_at)]
    spots = Spots(place for _, place in placed)
    return [_Told(event, _to_change(event, place), spots.key(place), _sides(event)) for event, place in placed]


def _is_dated(event: Event) -> bool:
    return event.when.is_known and unit_known(event.when) is TimePrecision.DAY


def _to_change(event: Event, place: Place) -> Change:
    trigger = next((cue.text for cue in event.tellings[0].cues if cue.decides == "kind"), "")
    return Change(event.id, event.kind, event.status, event.when, place, event.phase, normalise(trigger))


def _sides(event: Event) -> frozenset[str]:
    return frozenset(state_key(actor) for actor in event.actors if actor.role in _ACTING)


def _is_one_side(one: _Told, other: _Told) -> bool:
    """True if a side acts in both; where nobody is said to act in one, only an exact place makes sure."""
    if one.sides and other.sides:
        return bool(one.sides & other.sides)
    return one.place.precision.is_point


def _find_denied(told: Iterable[_Told]) -> Iterator[Contradiction]:
    """Find what one denies and another tells as a fact: of one kind, place and side, on days that overlap."""
    for facts, denials in _by_day(told, Status.DENIED):
        for fact, denial in product(facts, denials):
            if _is_one_side(fact, denial):
                yield Contradiction(Matter.STATUS, tuple(one.says(one.event.status.value) for one in (fact, denial)))


def _find_other_numbers(told: Iterable[_Told]) -> Iterator[Contradiction]:
    """Find other numbers in what is reported and what a party claims of it; of one status they would be one event."""
    counted = (one for one in told if one.event.quantity)
    for reported, claimed in _by_day(counted, Status.CLAIMED):
        for one, other in product(reported, claimed):
            if is_other_number(one.event.quantity, other.event.quantity) and _is_one_side(one, other):
                yield Contradiction(Matter.NUMBER, (one.says(one.event.quantity), other.says(other.event.quantity)))


def _by_day(told: Iterable[_Told], apart: Status) -> Iterator[tuple[list[_Told], list[_Told]]]:
    """Yield facts of one kind, spot and day in two lists: those of a status, second, and the others."""
    found: defaultdict[tuple[str, Kind, date], tuple[list[_Told], list[_Told]]] = defaultdict(lambda: ([], []))
    for one in told:
        if one.event.status in (*FACTS, apart):
            for day in one.days():
                found[one.spot, one.event.kind, day][one.event.status is apart].append(one)
    return (pair for pair in found.values() if all(pair))


def _is_exact(place: Place, rule: Rule) -> bool:
    """True for a place that is open or closed as a whole; a country's airspace is, its ground is not."""
    whole = place.precision.is_point or place.precision is Precision.BORDER_SEGMENT
    return whole or rule.kind is Kind.AIRSPACE_CLOSURE


def _find_open_and_closed(facts: Iterable[tuple[_Told, Part | None]], rule: Rule) -> Iterator[Contradiction]:
    """Find what is told to begin and to end, or to be of two sides, at one place on one and the same day."""
    found: defaultdict[tuple[str, date], tuple[list[_Told], list[_Told]]] = defaultdict(lambda: ([], []))
    for one, part in facts:
        if one.day is not None:
            found[one.spot, one.day][part in _OPEN].append(one)
    for begun, ended in found.values():
        for one, other in product(begun, ended):
            if not rule.same_side or one.sides & other.sides:
                yield Contradiction(Matter.STATE, (one.says(one.event.kind.value), other.says(other.event.kind.value)))
        for one, other in combinations(begun, 2) if rule.new_side else ():
            if one.sides and other.sides and not one.sides & other.sides:
                yield Contradiction(Matter.SIDE, (one.says(one.acting), other.says(other.acting)))


def _find_other_days(facts: Iterable[tuple[_Told, Part | None]], rule: Rule) -> Iterator[Contradiction]:
    """Find two written days on which one place was closed, with nothing in between that opened it."""
    by_spot: defaultdict[str, list[tuple[date, _Told, Part | None]]] = defaultdict(list)
    for one, part in facts:
        if one.day is not None:
            by_spot[one.spot].append((one.day, one, part))
    for here in by_spot.values():
        here.sort(key=lambda row: (row[0], row[1].event.id))
        for (day, one, part), (later, other, next_part) in pairwise(here):
            twice = part is next_part is Part.OPENS and day < later <= day + ONE_CLOSURE
            if twice and one.is_written and other.is_written and (not rule.same_side or one.sides & other.sides):
                yield Contradiction(Matter.DAY, (one.says(day.isoformat()), other.says(later.isoformat())))
