"""How many events when: bars by day, week or month, in the colours of the groups; a range of them is the filter.

The bars are of everything the other filters let through, so that one sees what lies before and after the chosen days.
What is only planned, feared or denied is drawn paler than what is told as a fact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import streamlit as st

from geo.filter import Filter
from geo.filter_values import Dates
from geo.language import number, spoken, texts_of, tr, tr_count
from geo.maps.words import capital, group_in_words, status_in_words
from geo.models import Event, Group, Status, TimePrecision
from geo.timeline import Count, Unit
from geo.timeline import Timeline as Counts
from geo.ui.parts import draw_timeline
from geo.ui.resources import Library
from geo.ui.standing import count_begins
from geo.ui.symbols import COLOURS

OUTLIERS = 2  # percent of the events at either end
UNITS = ("day", "week", "month", "year")
DAYS_OF = {"day": 1, "week": 7, "month": 31, "year": 366}
MOST_STEPS = 220  # as many bars as stay wider than a hair under the map at 1400 pixels
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Bars:
    """What is drawn: counts by step, group and status, and how many events lie far before and after, or have no day."""

    unit: str
    rows: tuple[tuple[date, Group, Status, int], ...]
    earlier: int = 0
    later: int = 0
    undated: int = 0
    units: Mapping[str, bool] = field(default_factory=dict)


def show_timeline(library: Library, chosen: Filter, as_of: date | None = None) -> None:
    """Draw the bars of a filter without its days, and what chooses days, steps, and the day of a state.

    While states are shown as of a day, the bars are of the days on which states began.
    """
    plain = replace(chosen, since=None, until=None)
    wanted = st.session_state.setdefault("unit", "")
    begins = to_bars(count_begins(library, plain), wanted) if as_of else None
    if begins and begins.rows:
        count = sum(row[3] for row in begins.rows)
        _draw(begins, plain, pick=True, heading=tr_count("{count} state began", "{count} states began", count))
        return
    bars = to_bars(library.counts(plain, Unit.MONTH), wanted)
    if bars.unit in (Unit.DAY, Unit.WEEK):  # counted anew, so that years of days are never sent over
        bars = to_bars(library.counts(plain, Unit(bars.unit)), bars.unit)
    _draw(bars, chosen, pick=True)


def show_fixed_timeline(events: Iterable[Event], chosen: Filter) -> None:
    """Draw the bars of a snapshot's events, for reading only."""
    _draw(to_bars(count_events(events), ""), chosen, pick=False)


def count_events(events: Iterable[Event]) -> Counts:
    """Count events by first day, group and status, as the store does."""
    total: Counter[tuple[date, Group, Status]] = Counter()
    undated = 0
    for event in events:
        if event.when.is_known:
            total[event.when.start, event.kind.group, event.status] += 1
        else:
            undated += 1
    found = (Count(*key, TimePrecision.DAY, count) for key, count in total.items())
    return Counts(tuple(sorted(found, key=lambda count: count.first)), undated)


def to_bars(counts: Counts, wanted: str) -> Bars:
    """Add up counts by day to bars: in the unit wanted if its bars stay apart, else in the finest that do."""
    known, earlier, later = trim_days(counts.counts)
    if not known:
        return Bars(wanted or "month", (), undated=counts.undated)
    days = (known[-1].first - known[0].first).days + 1
    fits = {unit: days / DAYS_OF[unit] <= MOST_STEPS for unit in UNITS}
    coarser = UNITS[UNITS.index(wanted) :] if wanted in UNITS else ()
    unit = next((unit for unit in coarser if fits[unit]), choose_unit(days))
    total: Counter[tuple[date, Group, Status]] = Counter()
    for count in known:
        total[floor_day(count.first, unit), count.group, count.status] += count.count
    order, states = list(Group), list(Status)
    rows = sorted(total.items(), key=lambda item: (item[0][0], order.index(item[0][1]), states.index(item[0][2])))
    return Bars(unit, tuple((*key, count) for key, count in rows), earlier, later, counts.undated, fits)


def trim_days(counts: Iterable[Count]) -> tuple[list[Count], int, int]:
    """Return the counts in order without the few that would squeeze all others, and how many are earlier and later.

    Left out are days beyond the middle 96 percent of the events, if those alone would need less than half of the axis.
    """
    known = sorted(counts, key=lambda count: count.first)
    total = sum(count.count for count in known)
    if not known:
        return [], 0, 0
    cut, seen, first, last = total * OUTLIERS // 100, 0, known[0].first, known[-1].first
    for count in known:
        if seen <= cut:
            first = count.first
        if seen < total - cut:
            last = count.first
        seen += count.count
    if 2 * (last - first) >= known[-1].first - known[0].first:
        return known, 0, 0
    earlier = sum(count.count for count in known if count.first < first)
    later = sum(count.count for count in known if count.first > last)
    return [count for count in known if first <= count.first <= last], earlier, later


def choose_unit(days: int) -> str:
    """Return the finest unit that keeps the bars well apart."""
    return next((unit for unit in UNITS if unit != "week" and days / DAYS_OF[unit] <= MOST_STEPS / 3), "year")


def floor_day(day: date, unit: str) -> date:
    """Return the first day of the day's week (a Monday), month or year."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    return {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}[unit]


def _draw(bars: Bars, chosen: Filter, *, pick: bool, heading: str = "") -> None:
    if not bars.rows:
        return
    state = st.session_state
    draw_timeline(
        {
            "unit": bars.unit,
            "units": _units(bars),
            "by": chosen.dates.value,
            "dates": [[Dates.HAPPENED.value, tr("happened")], [Dates.PUBLISHED.value, tr("published")]],
            "rows": _to_rows(bars.rows),
            "first": bars.rows[0][0].isoformat(),
            "last": bars.rows[-1][0].isoformat(),
            "since": chosen.since.isoformat() if chosen.since else None,
            "until": chosen.until.isoformat() if chosen.until else None,
            "as_of": day.isoformat() if (day := state.get("as_of")) else None,
            "heading": heading or tr_count("{count} event", "{count} events", sum(row[3] for row in bars.rows)),
            **{name: number(value) if value else "" for name, value in _left_out(bars).items()},
            "colours": {group.value: colour for group, colour in COLOURS.items()},
            "groups": {group.value: capital(group_in_words(group)) for group in Group},
            "statuses": {status.value: status_in_words(status) for status in Status},
            "language": spoken(),
            "words": texts_of("geo/ui/timeline.js"),
            "pick": pick,
        },
        {"range": _choose_range, "unit": _choose_unit, "dates": _choose_dates, "as_of": _choose_state},
    )


def _left_out(bars: Bars) -> Mapping[str, int]:
    return {"earlier": bars.earlier, "later": bars.later, "undated": bars.undated}


def _units(bars: Bars) -> Sequence[Sequence[object]]:
    words = {"day": tr("day"), "week": tr("week"), "month": tr("month"), "year": tr("year")}
    shown = UNITS if bars.unit == "year" else UNITS[:3]
    return [[unit, words[unit], not bars.units.get(unit, True)] for unit in shown]


def _to_rows(rows: Iterable[tuple[date, Group, Status, int]]) -> list[list[object]]:
    """Return rows with their day as days since 1970, as the script counts them."""
    return [[start.toordinal() - EPOCH, group.value, status.value, count] for start, group, status, count in rows]


def _chosen(name: str) -> str:
    chosen: Any = st.session_state["timeline"].get(name)
    return str(chosen or "")


def _choose_range() -> None:
    first, _, last = _chosen("range").partition(" ")
    st.session_state["since"] = date.fromisoformat(first) if first else None
    st.session_state["until"] = date.fromisoformat(last) if last else None


def _choose_unit() -> None:
    st.session_state["unit"] = _chosen("unit")


def _choose_dates() -> None:
    st.session_state["dates"] = Dates(_chosen("dates"))


def _choose_state() -> None:
    day = _chosen("as_of")
    st.session_state["as_of"] = date.fromisoformat(day) if day else None
