"""How many events began when: bars by day, month or year in the colours of the groups; a click on a bar is the filter.

The bars are of everything the other filters let through, so that one sees what lies before and after the chosen days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from geo.filter import Filter
from geo.language import number, tr, tr_count
from geo.maps.words import days_in_words, group_in_words
from geo.models import Event, Group
from geo.ui.symbols import COLOURS

HEIGHT = 100
LINE = "#b9bec4"
OUTLIERS = 2  # percent of the events at either end
FEWEST_BARS = 36  # of room: two events must not become two walls
TICKS = {"day": "%-d %b %Y", "month": "%b %Y", "year": "%Y"}
MOST_BARS = 75  # as many as stay wider than a hair under the map at 1400 pixels


@dataclass(frozen=True, slots=True)
class Bar:
    """Events of one group that began in [start, end)."""

    start: date
    end: date
    group: Group
    count: int


def to_bars(counts: Iterable[Count], step: str) -> tuple[Bar, ...]:
    """Add up counts by day to bars of one step: day, month or year."""
    total: Counter[tuple[date, Group]] = Counter()
    for day, group, count in counts:
        total[floor_day(day, step), group] += count
    order = list(Group)
    return tuple(
        Bar(start, next_start(start, step), group, count)
        for (start, group), count in sorted(total.items(), key=lambda item: (item[0][0], order.index(item[0][1])))
    )


def trim_days(counts: Iterable[Count]) -> tuple[list[Count], int, int]:
    """Return the counts in order without the few that would squeeze all others, and how many are earlier and later.

    Left out are days beyond the middle 96 percent of the events, if those alone would need less than half of the axis.
    """
    known = sorted(counts, key=lambda count: count[0])
    days = [day for day, _, number in known for _ in range(number)]
    if not days:
        return [], 0, 0
    cut = len(days) * OUTLIERS // 100
    first, last = days[cut], days[-1 - cut]
    if 2 * (last - first) >= days[-1] - days[0]:
        return known, 0, 0
    inside = [count for count in known if first <= count[0] <= last]
    return inside, sum(day < first for day in days), sum(day > last for day in days)


def choose_step(first: date, last: date) -> str:
    """Return the finest step that keeps the bars apart."""
    days = (last - first).days + 1
    return "day" if days <= MOST_BARS else "month" if days <= MOST_BARS * 30 else "year"


def floor_day(day: date, step: str) -> date:
    """Return the first day of the day's month or year."""
    if step == "day":
        return day
    return day.replace(day=1) if step == "month" else day.replace(month=1, day=1)


def next_start(start: date, step: str) -> date:
    """Return the day after the step that begins at ``start``."""
    if step == "day":
        return start + timedelta(days=1)
    return floor_day(start + timedelta(days=32), "month") if step == "month" else date(start.year + 1, 1, 1)


Count = tuple[date, Group, int]
"""A day, a group of kinds, and how many events of it began on that day."""


def count_days(events: Iterable[Event]) -> tuple[Count, ...]:
    """Count events by their first day and group."""
    total = Counter((event.when.start, event.kind.group) for event in events)
    return tuple((day, group, count) for (day, group), count in total.items())


def show_timeline(counts: Iterable[Count], chosen: Filter, *, pick: bool = True) -> None:
    """Draw the bars with their heading; ``counts`` are of the filter without its days."""
    known, earlier, later = trim_days(counts)
    if not known:
        return
    step = choose_step(known[0][0], known[-1][0])
    bars = to_bars(known, step)
    heading = _heading(sum(bar.count for bar in bars), step)
    words = [f"**{heading}**"]
    words += [f":gray[{tr('a click on a bar shows it alone')}]"] if pick else []
    words += [f":gray[{tr('{count} long before', count=number(earlier))}]"] if earlier else []
    words += [f":gray[{tr('{count} long after', count=number(later))}]"] if later else []
    st.markdown(" :gray[·] ".join(words))
    st.altair_chart(
        _to_chart(bars, chosen, step),
        key="timeline",
        on_select=_choose_bar if pick else "ignore",
        selection_mode="bar" if pick else None,
        height=HEIGHT,
        theme=None,
        alt=heading,
    )


def _heading(count: int, step: str) -> str:
    if step == "day":
        return tr_count("{count} event by day", "{count} events by day", count)
    if step == "month":
        return tr_count("{count} event by month", "{count} events by month", count)
    return tr_count("{count} event by year", "{count} events by year", count)


def _choose_bar() -> None:
    state = st.session_state
    picked = state["timeline"]["selection"].get("bar") or []
    if picked:
        state["since"] = date.fromisoformat(picked[0]["first"])
        state["until"] = date.fromisoformat(picked[0]["last"])
    else:
        state["since"], state["until"] = None, None


def _to_chart(bars: Sequence[Bar], chosen: Filter, step: str) -> alt.Chart:
    frame = pd.DataFrame([_to_row(bar, chosen) for bar in _stack(bars)])
    picked = alt.selection_point(name="bar", fields=["first", "last"], toggle=False)
    axis: dict[str, Any] = {
        "title": None,
        "domainColor": "#b9bec4",
        "tickColor": "#b9bec4",
        "labelColor": "#4b5157",
        "grid": False,
    }
    chart = alt.Chart(frame).mark_bar(stroke="#ffffff", strokeWidth=1, cursor="pointer")
    encoded = chart.encode(
        x=alt.X(
            "start:T",
            scale=alt.Scale(domain=[day.isoformat() for day in _room(bars, step)]),
            axis=alt.Axis(format=TICKS[step], labelOverlap=True, tickCount=10, **axis),
        ),
        x2="end:T",
        y=alt.Y("low:Q", axis=alt.Axis(tickMinStep=1, tickCount=3, **axis)),
        y2="high:Q",
        color=alt.Color(
            "group:N",
            scale=alt.Scale(domain=[group_in_words(group) for group in COLOURS], range=[*COLOURS.values()]),
            legend=None,
        ),
        opacity=alt.condition("datum.inside", alt.value(1), alt.value(0.3)),
        tooltip=[
            alt.Tooltip("words:N", title=tr("When")),
            alt.Tooltip("group:N", title=tr("Kind")),
            alt.Tooltip("count:Q", title=tr("Events")),
        ],
    )
    finished: alt.Chart = (
        encoded.add_params(picked)
        .properties(height=HEIGHT, background="transparent")
        .configure(font="Source Sans")
        .configure_view(stroke=None)
    )
    return finished


def _room(bars: Sequence[Bar], step: str) -> tuple[date, date]:
    """Return the days from which to which the axis runs: around few bars there is room."""
    first, past = min(bar.start for bar in bars), max(bar.end for bar in bars)
    days = {"day": 1, "month": 31, "year": 366}[step]
    missing = max(0, FEWEST_BARS - (past - first).days // days) * days // 2
    return first - timedelta(days=missing), past + timedelta(days=missing)


def _stack(bars: Iterable[Bar]) -> Iterable[tuple[Bar, int]]:
    height: Counter[date] = Counter()
    for bar in bars:
        yield bar, height[bar.start]
        height[bar.start] += bar.count


def _to_row(stacked: tuple[Bar, int], chosen: Filter) -> Mapping[str, object]:
    bar, low = stacked
    last = bar.end - timedelta(days=1)
    inside = (chosen.until is None or bar.start <= chosen.until) and (chosen.since is None or last >= chosen.since)
    return {
        "start": bar.start.isoformat(),
        "end": bar.end.isoformat(),
        "first": bar.start.isoformat(),
        "last": last.isoformat(),
        "low": low,
        "high": low + bar.count,
        "count": bar.count,
        "group": group_in_words(bar.group),
        "inside": inside,
        "words": days_in_words(bar.start, last),
    }
