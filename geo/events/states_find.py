"""Finds the states that events open and end, one after the other in time.

In: changes in any order, the rules of the codebook, and which place lies in which. Out: states, oldest first. Two
events open one state if they tell it of one place and, where the rule says so, of one side.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from geo.events.spots import Spots
from geo.events.states import FACTS, Change, Part, Rule, State, part_of
from geo.models import Basis, Group, Kind, Place, Status, TimePrecision, When

Related = Callable[[Place, Place], bool]
"""Says if the second place lies in the first or is the same."""
ANNOUNCED = timedelta(days=366)
"""An announcement older than a year is not of this closure."""
MOST_QUESTIONS = 5
"""Events named that put a state in question: one is enough to look it up."""


def find_states(changes: Iterable[Change], rules: Mapping[Kind, Rule], related: Related) -> tuple[State, ...]:
    """Return every state that these events open, in the order of their begin."""
    given = [change for change in changes if change.when.is_known]
    found = [state for rule in rules.values() for state in _states_of(rule, given, related)]
    return tuple(sorted(found, key=lambda state: (state.since, state.kind, state.place.id, state.event_ids)))


@dataclass(slots=True)
class _Standing:
    """A state while events tell of it; ``plans`` are those that announced it."""

    told: list[Change]
    ended: list[Change] = field(default_factory=list)
    plans: list[Change] = field(default_factory=list)

    @property
    def term(self) -> date | None:
        """Its last day if the text gave one from the start: closed from the first to the fifth."""
        when = self.told[0].when
        bounded = when.precision is TimePrecision.DAY and when.basis is Basis.EXPLICIT and when.end - when.start > _DAY
        return when.end if bounded else None

    def is_open_on(self, day: date) -> bool:
        return not self.ended and (self.term is None or day < self.term)


_DAY = timedelta(days=1)


def _states_of(rule: Rule, changes: Sequence[Change], related: Related) -> Iterator[State]:
    rows = [(change, part) for change in changes if (part := part_of(change, rule))]
    rows.sort(key=lambda row: (row[0].when.start, row[1] is Part.ENDS, row[0].id))
    spots = Spots(change.place for change, _ in rows) if rule.kind.group is Group.BORDER else Spots(())
    standing: defaultdict[str, list[_Standing]] = defaultdict(list)
    plans: defaultdict[str, list[Change]] = defaultdict(list)
    for change, part in rows:
        spot = spots.key(change.place)
        if part is Part.ANNOUNCES:
            plans[spot].append(change)
        elif part in (Part.OPENS, Part.ENDS):
            _take(standing[spot], change, part, rule)
    may_end = (Part.ENDS, Part.OPENS) if rule.new_side else (Part.ENDS,)
    ends = _Ends((row for row in rows if row[1] in may_end), rule, spots, related)
    for spot, found in standing.items():
        for one in found:
            one.plans = plans[spot]
            yield _to_state(one, ends.near(one))


def _take(here: list[_Standing], change: Change, part: Part, rule: Rule) -> None:
    """Let an event open a state, tell again of one that stands, or end some."""
    open_ones = [one for one in here if one.is_open_on(change.when.start)]
    for one in open_ones:
        if _ends(change, part, one, rule):
            one.ended.append(change)
    if part is not Part.OPENS:
        return
    again = next((one for one in open_ones if not one.ended and _is_same(change, one.told[0], rule)), None)
    if again is None:
        here.append(_Standing([change]))
    else:
        again.told.append(change)


def _ends(change: Change, part: Part, one: _Standing, rule: Rule) -> bool:
    opened = one.told[0]
    if part is Part.OPENS:
        return _is_other_side(change, opened, rule) and change.when.start >= _exactest(one.told).when.end
    return not rule.same_side or (_share(change.sides, opened.sides) and _alike(change.weapons, opened.weapons))


def _is_other_side(change: Change, opened: Change, rule: Rule) -> bool:
    """True if another side is told to hold what changes hands: which held it first, days that overlap do not tell."""
    return rule.new_side and bool(change.sides and opened.sides) and not _share(change.sides, opened.sides)


def _is_same(change: Change, opened: Change, rule: Rule) -> bool:
    if not rule.same_side:
        return not _is_other_side(change, opened, rule)
    return _share(change.sides, opened.sides) and _alike(change.weapons, opened.weapons)


def _share(one: Sequence[str], other: Sequence[str]) -> bool:
    return bool(set(one) & set(other))


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    return not one or not other or _share(one, other)


def _to_state(one: _Standing, questions: Sequence[Change]) -> State:
    first = _exactest(one.told)
    end = one.ended[0].when if one.ended else None
    before = [c.published_from for c in (*one.plans, *one.told) if c.published_from is not None]
    told = [c.published_to for c in one.told if c.published_to is not None]
    announced = [day for day in before if first.when.start - ANNOUNCED <= day < first.when.start]
    return State(
        kind=first.kind,
        place=first.place,
        status=Status.REPORTED if any(c.status is Status.REPORTED for c in one.told) else Status.CLAIMED,
        since=first.when.start,
        since_last=first.when.last if one.term is None else first.when.start,
        since_precision=first.when.precision,
        event_ids=tuple(c.id for c in one.told),
        announced=min(announced, default=None),
        until=_past(end, first.when) if end else one.term,
        until_first=end.start if end else one.term,
        until_precision=end.precision if end else TimePrecision.DAY if one.term else None,
        ended_by=tuple(c.id for c in one.ended),
        questioned_by=tuple(c.id for c in questions),
        sides=_joined(c.sides for c in one.told),
        actors=_joined(c.actors for c in one.told),
        weapons=_joined(c.weapons for c in one.told),
        announced_only=len(told) == len(one.told) and all(day <= first.when.start for day in told),
        last_told=max(told) - _DAY if told else None,
    )


def _past(end: When, begin: When) -> date:
    """Return the first day on which a state stands no more; one that begins and ends on one day stands on it."""
    return end.start if end.precision is TimePrecision.DAY and end.start > begin.start else end.end


def _exactest(told: Sequence[Change]) -> Change:
    """Return the event that dates the begin most exactly, of those that overlap with the first one told."""
    first = told[0].when
    overlapping = [change for change in told if change.when.start < first.end]
    return min(overlapping, key=lambda change: (change.when.end - change.when.start, change.when.start))


def _joined(lists: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for texts in lists for text in texts))


class _Ends:
    """Finds what may have ended a state: at a place that holds it or lies in it, or there, on a day not known well.

    An end dated to the month or year may lie before the begin of the state or after it, if its window holds that day;
    so may what another side is told to have taken meanwhile. Of ends in areas and at points of a country, and at one
    spot, each in order of time, the first few are enough.
    """

    def __init__(self, ends: Iterable[tuple[Change, Part]], rule: Rule, spots: Spots, related: Related) -> None:
        self._rule = rule
        self._spots = spots
        self._related = related
        rows = sorted(ends, key=lambda row: (row[0].when.start, row[0].id))
        self._rows: defaultdict[tuple[str, str], _InTime] = defaultdict(_InTime)
        for change, part in rows:
            for country in change.place.countries:
                self._rows[country, _POINTS if change.place.precision.is_point else _AREAS].add(change, part)
                self._rows[country, spots.key(change.place)].add(change, part)
        self._known: dict[tuple[str, str], bool] = {}

    def near(self, one: _Standing) -> list[Change]:
        """Return the first of the events that may have ended a state, oldest first."""
        opened = _exactest(one.told) if self._rule.new_side else one.told[0]
        past = one.ended[0].when.start if one.ended else one.term or date.max
        sorts = (_AREAS, self._spots.key(opened.place)) if opened.place.precision.is_point else (_AREAS, _POINTS)
        found: dict[str, Change] = {}
        for key in ((country, sort) for country in opened.place.countries for sort in sorts):
            if key in self._rows:
                rows = self._rows[key].between(opened.when.start, past)
                may = (change for change, part in rows if self._may_have_ended(change, part, opened))
                found |= {change.id: change for change in islice(may, MOST_QUESTIONS)}
        return sorted(found.values(), key=lambda change: (change.when.start, change.id))[:MOST_QUESTIONS]

    def _may_have_ended(self, change: Change, part: Part, opened: Change) -> bool:
        if not self._may_end(change, part, opened):
            return False
        if self._spots.key(opened.place) == self._spots.key(change.place):
            return self._is_doubtful(change, part, opened)
        return self._touches(opened.place, change.place)

    def _may_end(self, change: Change, part: Part, opened: Change) -> bool:
        if change.status not in FACTS:
            return False
        if part is Part.OPENS:
            return _is_other_side(change, opened, self._rule)
        return not self._rule.same_side or _share(change.sides, opened.sides)

    @staticmethod
    def _is_doubtful(change: Change, part: Part, opened: Change) -> bool:
        """True if the days do not tell which came first, at one spot; what is surely later has ended the state."""
        return change.when.start < (opened.when.end if part is Part.OPENS else opened.when.start)

    def _touches(self, place: Place, other: Place) -> bool:
        if place.precision.is_point and other.precision.is_point:
            return False
        key = place.id, other.id
        if key not in self._known:
            self._known[key] = self._related(place, other) or self._related(other, place)
        return self._known[key]


_POINTS, _AREAS = "points", "areas"
"""Under which ends are put by country, beside their spots, whose keys are ids of places."""


class _InTime:
    """Events that were added in the order of their begin; finds those that overlap with some days."""

    def __init__(self) -> None:
        self._rows: list[tuple[Change, Part]] = []
        self._latest: list[date] = []

    def add(self, change: Change, part: Part) -> None:
        """Add an event that begins no earlier than those before."""
        self._rows.append((change, part))
        self._latest.append(max(change.when.end, self._latest[-1]) if self._latest else change.when.end)

    def between(self, after: date, past: date) -> Iterator[tuple[Change, Part]]:
        """Yield what ends after one day and begins before another, in order."""
        first = bisect_right(self._latest, after)  # all before it have ended by then
        for place in range(first, len(self._rows)):
            change, part = self._rows[place]
            if change.when.start >= past:
                return
            if change.when.end > after:
                yield change, part
