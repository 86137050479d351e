"""How alike two tellings are: in time, place and actors, each from 0 (they contradict) to 1 (the same).

Tellings of another status are never alike, of another kind only where one stands beside the other. The scale is ours;
it was set on the annotated articles and on made-up tellings, and only its order matters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from geo.events.merge_beside import likeness_beside
from geo.models import (
    ActorRole,
    Basis,
    EventActor,
    EventPlace,
    Kind,
    Place,
    PlaceRole,
    Precision,
    Status,
    Telling,
    TimePrecision,
    When,
)

Related = Callable[[Place, Place], bool]
# Least likeness (mean of time, place and twice actors) to join; set on the annotated articles.
JOINS = 0.58
# An article that tells an event twice was already joined by extraction: two tellings of it must be more alike.
JOINS_WITHIN = 0.66
LEAST_ACTORS = 0.34
# More than any likeness.
JOINED = 2.0
# Decides between two events that are else equally alike.
SAME_PRINCIPAL = 0.02
# Days between two dates that may still be one event: reports of a night's strike differ by one, inferred days by more.
HARD_GAP_DAYS, SOFT_GAP_DAYS = 1, 3
# An undated event is put into the month of publication: told again early next month, its window just misses that.
OPEN_GAP_DAYS = 7
# A formation takes months and is told by its announcement here, by its readiness there.
SLOW, SLOW_GAP_DAYS = frozenset({Kind.FORCE_FORMATION}), 62
# Longest window, in days, that still is known to the day (a week and the days around it), to the month (a season).
LONGEST_DAYS, LONGEST_MONTHS = 10, 100
# A fear without a date is told again and again; that our window ends with the year is our own cut.
OPEN_END = date.max
# Actors of one country: its state and its forces act alike, its president mostly, its civilians never.
SAME_STATE, PERSON_AND_STATE = 0.8, 0.5
APART = ("CIV", "RES", "OPP", "REB")
COUNTRY_OF_ACTOR = 0.5
# "Explosions in Kharkiv": who did it is not said on one side; then time and place must be the same exactly.
NOT_SAID = 0.4
# One of those who act must be shared; the same one as actor here and as acted on there is just enough.
LEAST_ACTING = 0.5


def likeness(one: Telling, other: Telling, related: Related) -> float:
    """Say how alike two tellings are, 0 if they tell two events; of one article, other weapons are another event."""
    if one.status is not other.status or one.kind is not other.kind:
        return likeness_beside(one, other)
    if one.joined and other.joined:  # a person has said which of them are one
        return JOINED if one.joined == other.joined else 0.0
    time = compare_times(one, other)
    actors = compare_actors(one, other) if time else 0.0
    place = compare_places(one, other, related) if actors >= LEAST_ACTORS else 0.0
    if not place or (not (one.actors and other.actors) and min(time, place) < 1):
        return 0.0
    within = one.article_id == other.article_id
    if within and set(one.weapons) != set(other.weapons):
        return 0.0
    score = (time + place + 2 * actors) / 4
    if score < (JOINS_WITHIN if within else JOINS):
        return 0.0
    return score + (SAME_PRINCIPAL if _principal(one) == _principal(other) else 0.0)


def _principal(telling: Telling) -> str:
    """The side named first of those that act: of several that do it together, whose act it is."""
    return next((state_key(actor) for actor in telling.actors if actor.role is ActorRole.ACTS), "")


def is_hard(telling: Telling) -> bool:
    """Say if the text itself dates it, so that another date contradicts it."""
    return telling.when.basis is not Basis.INFERRED


def compare_times(one: Telling, other: Telling) -> float:
    """Compare when: the same day 1, a day inside a month or year less, apart 0."""
    units = unit_known(one.when), unit_known(other.when)
    if units == (TimePrecision.DAY, TimePrecision.DAY):
        gap = _gap(one.when.start, one.when.end, other.when.start, other.when.end)
        allowed = HARD_GAP_DAYS if is_hard(one) and is_hard(other) else SOFT_GAP_DAYS
        return 1.0 - 0.15 * gap if gap <= allowed else 0.0
    if units[0] is not units[1] and (_is_practice(one) or _is_practice(other)):
        return 0.0
    gap = _gap(one.when.start, _end(one), other.when.start, _end(other))
    if gap > _allowed_gap(one, other, units):
        return 0.0
    if gap > OPEN_GAP_DAYS:
        return 0.5
    if units[0] is units[1]:
        return 0.9 if one.when.value == other.when.value else 0.6
    return 0.7 if TimePrecision.YEAR not in units else 0.55


def _allowed_gap(one: Telling, other: Telling, units: tuple[TimePrecision, TimePrecision]) -> int:
    if one.kind in SLOW and other.kind in SLOW and TimePrecision.DAY not in units:
        return SLOW_GAP_DAYS
    return 0 if is_hard(one) or is_hard(other) else OPEN_GAP_DAYS


def unit_known(when: When) -> TimePrecision:
    """Give the unit a window is really known to: a "day" of three weeks is a month."""
    days = (when.end - when.start).days
    if when.precision is TimePrecision.YEAR or days > LONGEST_MONTHS:
        return TimePrecision.YEAR
    return TimePrecision.MONTH if when.precision is TimePrecision.MONTH or days > LONGEST_DAYS else TimePrecision.DAY


def _is_practice(telling: Telling) -> bool:
    """A window of a year that is only inferred tells a practice or a state: it is no telling of any dated event."""
    fact = telling.status not in (Status.HYPOTHETICAL, Status.PLANNED)
    return fact and unit_known(telling.when) is TimePrecision.YEAR and not is_hard(telling)


def _gap(start: date, end: date, other_start: date, other_end: date) -> int:
    """Whole days that lie between two half-open intervals, 0 if they overlap or touch by a day."""
    return max((max(start, other_start) - min(end, other_end)).days + 1, 0)


def _end(telling: Telling) -> date:
    when = telling.when
    undated = when.precision is TimePrecision.YEAR and not is_hard(telling)
    return OPEN_END if undated and telling.status is Status.HYPOTHETICAL else when.end


def compare_places(one: Telling, other: Telling, related: Related) -> float:
    """Compare where: the place drawn first, then any place in a role, then the countries that take part."""
    here, there = _placed(one), _placed(other)
    if not here or not there:
        return COUNTRY_OF_ACTOR if bool(here) == bool(there) else 0.4
    main = _compare_two(here[0], there[0], related)
    if main:
        return main
    best = max(_compare_two(a, b, related) for a in here for b in there)
    if best:
        return 0.7 * best
    return max(_takes_part(here[0], other), _takes_part(there[0], one))


def _placed(telling: Telling) -> list[EventPlace]:
    return [place for place in telling.places if place.role is not PlaceRole.ANCHOR]


def _compare_two(one: EventPlace, other: EventPlace, related: Related) -> float:
    if one.place.id == other.place.id:
        return 1.0
    return 0.8 if related(one.place, other.place) or related(other.place, one.place) else 0.0


def _takes_part(place: EventPlace, telling: Telling) -> float:
    """A whole country here, one of its actors there: "Belarus enters the war", "an attack on Ukraine"."""
    if place.place.precision is not Precision.COUNTRY:
        return 0.0
    drawn = telling.drawn_at
    coarse = drawn is not None and drawn.precision is Precision.COUNTRY
    return COUNTRY_OF_ACTOR * (coarse and any(a.country in place.place.countries for a in telling.actors if a.country))


def compare_actors(one: Telling, other: Telling) -> float:
    """Compare who: what share of the actors of both is the same or of one side; 0 if no one who acts is shared."""
    if not one.actors or not other.actors:
        return NOT_SAID
    pairs = [[_compare_actor(actor, other) for other in other.actors] for actor in one.actors]
    best: list[float] = [max(row) for row in pairs]
    best_of_other: list[float] = [max(column) for column in zip(*pairs, strict=True)]
    if max(_acting(one, best), _acting(other, best_of_other)) < LEAST_ACTING:
        return 0.0
    return (sum(best) + sum(best_of_other)) / (len(best) + len(best_of_other))


def _acting(telling: Telling, best: Sequence[float]) -> float:
    """How well the best of those who act is found in the other telling; those acted on, if nobody is said to act.

    ``best`` says how well each actor is found.
    """
    acting = [well for actor, well in zip(telling.actors, best, strict=True) if _side(actor) is ActorRole.ACTS]
    return max(acting or best)


def _compare_actor(one: EventActor, other: EventActor) -> float:
    return _alike(one, other) * (1.0 if _side(one) == _side(other) else 0.5)


def _side(actor: EventActor) -> ActorRole:
    return ActorRole.ACTS if actor.role is ActorRole.WITH else actor.role


def _alike(one: EventActor, other: EventActor) -> float:
    if one.id == other.id:
        return 1.0
    if not one.country or one.country != other.country or _is_apart(one) or _is_apart(other):
        return 0.0
    return SAME_STATE if is_state(one) and is_state(other) else PERSON_AND_STATE


def _is_apart(actor: EventActor) -> bool:
    return actor.id.rpartition("_")[2] in APART


def is_state(actor: EventActor) -> bool:
    """Say if an id means a state or one of its institutions (BLR, BLR_MIL), not a person or a group."""
    code = actor.id.partition("_")[0]
    return len(code) == 3 and code.isupper()


def state_key(actor: EventActor) -> str:
    """What actors that can be alike have in common: the country, else the id."""
    return actor.country or actor.id
