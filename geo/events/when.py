"""When something happened: from an article's time expressions to the ``When`` of one event.

The way of an article::

    window, how = infer_published(text, language)            # only where metadata does not say it
    expressions = find_times(text, language, published)      # once for each article, in text order
    when = event_when(expressions, clause, status, published,
                      trigger=..., sentence=..., aspect=Aspect.ONGOING, countries=("RU", "UA"))   # for each event

``clause`` and ``sentence`` are ``Span``s of the article's text, ``trigger`` the code point of the word that tells the event:
the expression nearest to it in the clause wins, then in the sentence. ``aspect`` says how the clause tells it (see ``Aspect``),
``countries`` which countries the article speaks of (ISO 3166-1 alpha-2), from which the war is chosen that a standing practice
goes back to. ``published`` None leaves only what is written in full. Never raises; always gives a ``When``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from geo.events.times_anchors import war_of
from geo.events.times_find import find_times
from geo.events.times_records import Aspect, TimeExpression, TimeSort
from geo.events.when_published import infer_published
from geo.models import Basis, Span, Status, TimePrecision, When

__all__ = ["Aspect", "TimeExpression", "TimeSort", "event_when", "find_times", "infer_published"]

# An undated future told in the last six weeks of a year is of the next year: most of what is awaited then lies in it.
LATE_IN_YEAR = (11, 20)
# A publication window of up to this many days still lets "is under way" be dated to the day.
NARROW_DAYS = 7
NOT_FACTS = frozenset({Status.PLANNED, Status.HYPOTHETICAL})


def event_when(
    expressions: Iterable[TimeExpression],
    clause: Span,
    status: Status,
    published: When | None,
    *,
    trigger: int | None = None,
    sentence: Span | None = None,
    aspect: Aspect = Aspect.HAPPENED,
    countries: Collection[str] = (),
) -> When:
    """Choose or derive the When of one event.

    Order: the expression nearest to the trigger in the clause; in the sentence; "now" and "soon" in the clause; the aspect;
    for plans and fears from publication to the end of the year; for all else the month of publication, inferred.
    """
    here = trigger if trigger is not None else clause.start
    ahead = status in NOT_FACTS or aspect is Aspect.AHEAD
    found = [e for e in expressions if e.span.overlaps(sentence or clause) or e.span.overlaps(clause)]
    inside = [e for e in found if e.span.overlaps(clause)]
    for group in (inside, found):
        chosen = _nearest([e for e in group if e.sort is TimeSort.DATE and e.when is not None], here)
        if chosen is not None:
            return _told(chosen, published, ahead=ahead, ongoing=aspect is Aspect.ONGOING)
    return _undated(inside, published, aspect=aspect, ahead=ahead, countries=countries)


def _nearest(expressions: list[TimeExpression], here: int) -> TimeExpression | None:
    return min(expressions, key=lambda e: (max(e.start - here, here - e.end, 0), e.start), default=None)


def _told(chosen: TimeExpression, published: When | None, *, ahead: bool, ongoing: bool) -> When:
    when = chosen.when
    if ahead and chosen.ahead is not None and chosen.told != "past":
        when = chosen.ahead
    assert when is not None  # noqa: S101  (the caller filtered)
    if published is None:
        return when
    if chosen.closes and ahead and published.start < when.end:
        return _with(when, published.start, when.end) if when.start < published.start else when
    if chosen.opens and ongoing and when.start < published.end:
        return _with(when, when.start, published.end)
    return when


def _with(when: When, start: date, end: date) -> When:
    return When(start, end, when.precision, when.basis, when.text, when.span)


def _undated(
    inside: list[TimeExpression], published: When | None, *, aspect: Aspect, ahead: bool, countries: Collection[str]
) -> When:
    sorts = {e.sort: e for e in inside}
    if published is None:
        return _unknown()
    if ahead or (TimeSort.FUTURE in sorts and aspect is not Aspect.STANDING):
        return _worded(_future(published), sorts.get(TimeSort.FUTURE))
    if aspect is Aspect.STANDING:
        return _standing(published, countries)
    if TimeSort.PRESENT in sorts or aspect in (Aspect.ONGOING, Aspect.FRESH):
        return _worded(_now(published), sorts.get(TimeSort.PRESENT))
    return _month(published)


def _worded(when: When, expression: TimeExpression | None) -> When:
    if expression is None:
        return when
    return When(when.start, when.end, when.precision, when.basis, expression.text, expression.span)


def _unknown() -> When:
    """Nothing is known: the whole calendar, so that no filter hides the event and no chart draws it on a day."""
    return When(date.min, date.max, TimePrecision.YEAR, Basis.INFERRED)


def _now(published: When) -> When:
    if (published.end - published.start).days <= NARROW_DAYS:
        return When(published.start, published.end, TimePrecision.DAY, Basis.INFERRED)
    return _month(published)


def _month(published: When) -> When:
    if published.precision is TimePrecision.YEAR:
        return When(published.start, published.end, TimePrecision.YEAR, Basis.INFERRED)
    return When(published.last.replace(day=1), published.end, TimePrecision.MONTH, Basis.INFERRED)


def _future(published: When) -> When:
    first = published.start
    if (first.month, first.day) >= LATE_IN_YEAR:
        return When(date(first.year + 1, 1, 1), date(first.year + 2, 1, 1), TimePrecision.YEAR, Basis.INFERRED)
    return When(first, date(first.year + 1, 1, 1), TimePrecision.YEAR, Basis.INFERRED)


def _standing(published: When, countries: Collection[str]) -> When:
    war = war_of(countries, published.start)
    start = war.start if war is not None else date(published.last.year, 1, 1)
    return When(start, max(published.end, start + timedelta(days=1)), TimePrecision.YEAR, Basis.INFERRED)
