"""When something happened: from an article's time expressions to the ``When`` of one event.

The way of an article::

    window, how = infer_published(text, language)            # only where metadata does not say it
    expressions = find_times(text, language, published)      # once for each article, in text order
    when = event_when(expressions, clause, status, published,
                      trigger=..., sentence=..., aspect=Aspect.ONGOING, countries=("RU", "UA"))   # for each event

``clause`` and ``sentence`` are ``Span``s of the article's text, ``trigger`` the code point of the word that tells
the event: the expression nearest to it in the clause wins, then in the sentence. ``aspect`` says how the clause
tells it (see ``Aspect``), ``countries`` which countries the article speaks of (ISO 3166-1 alpha-2), from which the
war is chosen that a standing practice goes back to. ``published`` None leaves only what is written in full. Never
raises; always gives a ``When``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, timedelta

from geo.events.times_anchors import war_of
from geo.events.times_find import find_times
from geo.events.times_records import Aspect, TimeExpression, TimeSort
from geo.events.when_published import infer_published
from geo.models import Basis, Span, Status, TimePrecision, When

__all__ = ["Aspect", "TimeExpression", "TimeSort", "event_when", "find_times", "infer_published"]

# An undated future told in the last two weeks of a year is of the next year: most of what is awaited then lies in it.
# Of 20 such plans told from 20 November to 12 December in the annotated texts 18 are of the year that runs.
LATE_IN_YEAR = (12, 15)
# A publication window of up to this many days still lets "is under way" be dated to the day.
NARROW_DAYS = 7
# Code points to look back for the day that an undated sentence goes on from, and how old that day may be to be news.
BACK, NEWS_DAYS = 400, 3
# Code points behind a headline in which its report says the day.
LEAD, LEAD_DAYS = 300, 2
# So far back if the article has told of one day alone: a wire report of five paragraphs.
FAR_BACK = 1200
# "Since the war of 2008" says how long something has lasted, not that it is history.
LONG_AGO_DAYS = 366
FACTS, NOT_FACTS = (
    frozenset({Status.REPORTED, Status.CLAIMED}),
    frozenset({Status.PLANNED, Status.HYPOTHETICAL}),
)


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

    Order: the expression nearest to the trigger in the clause; in the sentence; a footnote's day or the day of the
    news just before it; "now" and "soon" in the clause; the aspect; for plans and fears from publication to the end of
    the year; for all else the month of publication, inferred.
    """
    here = trigger if trigger is not None else clause.start
    ahead = status in NOT_FACTS or aspect is Aspect.AHEAD
    every = list(expressions)
    wide = sentence or clause
    inside = [e for e in every if e.start < clause.end and clause.start < e.end]
    around = [e for e in every if e.start < wide.end and wide.start < e.end]
    for group in (inside, [] if aspect is Aspect.ONGOING else around):
        dated = [e for e in group if e.sort is TimeSort.DATE and _can_date(e, status, published, near=group is inside)]
        if aspect is Aspect.ONGOING:
            dated = [e for e in dated if _can_go_on(e, published)]
        chosen = _choose(dated, here)
        if chosen is not None:
            return _told(chosen, published, ahead=ahead, ongoing=aspect is Aspect.ONGOING)
    if not ahead and aspect in (Aspect.HAPPENED, Aspect.FRESH):
        second = _nearest([e for e in around if e.sort is TimeSort.NOTE], here)
        lead = _day_of_lead(every, clause, published) if second is None and aspect is Aspect.FRESH else None
        if lead is not None and lead.when is not None:
            return replace(lead.when, basis=Basis.INFERRED, text="", span=None)
        if second is None and TimeSort.PRESENT not in {e.sort for e in inside}:
            second = _fresh_before(every, clause, published)
        if second is not None and second.when is not None:
            return replace(second.when, basis=Basis.INFERRED)
    return _undated(inside, published, aspect=aspect, ahead=ahead, countries=countries)


def _can_date(expression: TimeExpression, status: Status, published: When | None, *, near: bool) -> bool:
    """Say if an expression may date the event: what is only feared did not happen before it was feared."""
    if expression.when is None or (expression.opens and _days(expression.when) > LONG_AGO_DAYS):
        return False  # "since the 19th century" says how long, not when
    if published is not None and status in FACTS and expression.closes:
        return expression.when.start < published.end  # what is shut until Friday was shut before
    if published is None or status not in NOT_FACTS or expression.ahead is not None:
        return True
    if expression.when.end > published.start:
        return True
    return near and status is Status.PLANNED


def _days(when: When) -> int:
    return (when.end - when.start).days


def _can_go_on(expression: TimeExpression, published: When | None) -> bool:
    """Say if a date fits what is under way: "since Monday", today or later; "on Sunday" is of another clause."""
    if expression.opens or published is None or expression.when is None:
        return True
    return expression.when.end > published.start


def _choose(expressions: list[TimeExpression], here: int) -> TimeExpression | None:
    """Choose the nearest; an "until", a bare season ("winter offensive"), the day of the saying for want of more."""
    counted = {e.meaning for e in expressions}
    strong = [
        e
        for e in expressions
        if not e.closes
        and not (e.meaning == "season" and " " not in e.text)
        and not (e.meaning == "offset" and "text_day" in counted)
    ]
    return _nearest(strong or expressions, here)


def _nearest(expressions: list[TimeExpression], here: int) -> TimeExpression | None:
    return min(expressions, key=lambda e: (max(e.start - here, here - e.end, 0), e.start), default=None)


def _fresh_before(expressions: list[TimeExpression], clause: Span, published: When | None) -> TimeExpression | None:
    """Find the day that the sentences just before date, if it is news: what follows undated is told of the same day."""
    if published is None:
        return None
    fresh = [
        e
        for e in expressions
        if e.end <= clause.start
        and e.sort is TimeSort.DATE
        and e.meaning != "text_day"  # "the day before" is what the news looks back on
        and not e.opens
        and e.when is not None
        and _is_news(e.when, published)
    ]
    if not fresh:
        return None
    days = {e.when.start for e in fresh if e.when is not None}
    away = clause.start - fresh[-1].end
    return fresh[-1] if away <= (BACK if len(days) > 1 else FAR_BACK) else None


def _is_news(when: When, published: When) -> bool:
    """Say if a day is at most a few days before publication."""
    age, window = (published.last - when.start).days, (published.last - published.start).days
    return when.precision is TimePrecision.DAY and 0 <= age <= NEWS_DAYS + window


def _day_of_lead(expressions: list[TimeExpression], clause: Span, published: When | None) -> TimeExpression | None:
    """Find the first day that the report below a headline names, if it is news: the headline tells the same."""
    for expression in expressions:
        near = clause.end <= expression.start < clause.end + LEAD
        if published is None or not near or expression.when is None or expression.sort is not TimeSort.DATE:
            continue
        bare = not expression.opens and not expression.closes and expression.meaning not in ("text_day", "lasting")
        if bare and _days(expression.when) <= LEAD_DAYS and _is_news(expression.when, published):
            return expression
    return None


def _told(chosen: TimeExpression, published: When | None, *, ahead: bool, ongoing: bool) -> When:
    when = chosen.when
    if ahead and chosen.ahead is not None and chosen.told != "past":
        when = chosen.ahead
    assert when is not None  # noqa: S101  (the caller filtered)
    if published is None:
        return when
    if chosen.closes and ahead and when.start < published.start < when.end:
        return replace(when, start=published.start)
    lasting = ongoing or (published.start - when.end).days > LONG_AGO_DAYS
    if chosen.opens and lasting and when.start < published.end:
        return replace(when, end=max(published.end, when.end))
    return when


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
    return when if expression is None else replace(when, text=expression.text, span=expression.span)


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
