"""What stands on a day: which crossings are closed, which troops deployed, each since when, instead of the events.

A state is drawn at its place with the event that began it; one whose begin or end is open says so. What the filters and
the time bar count is then what stands, and what ever stood.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from geo.events.states import State
from geo.filter import Filter
from geo.language import day as day_in_words
from geo.language import msg, tr, tr_count
from geo.maps.words import kind_in_words
from geo.models import Article, Event, Kind, Precision, Status, TimePrecision
from geo.query import Facet, Selection
from geo.tables import actor_keys
from geo.timeline import Count, Timeline
from geo.ui.resources import Library

_STANDS = {
    Kind.BORDER_CLOSURE: msg("closed since {day}"),
    Kind.AIRSPACE_CLOSURE: msg("airspace closed since {day}"),
    Kind.DEPLOYMENT: msg("deployed since {day}"),
    Kind.MOBILISATION: msg("called up since {day}"),
    Kind.TERRITORY_CAPTURE: msg("held since {day}"),
}
_FORMS = {TimePrecision.DAY: "d MMM y", TimePrecision.MONTH: "MMM y", TimePrecision.YEAR: "y"}
_VAGUE = (Precision.COUNTRY, Precision.SUPRANATIONAL)
MOST_STORED = 10_000  # of more events, what became of each is told in the view of a day alone: finding it takes seconds


def standing(library: Library, day: date, chosen: Filter) -> tuple[tuple[Event, ...], Mapping[str, str]]:
    """Return the events that began what stands on a day, and what stands since each, in words, by the event's id."""
    found = {event.id: (state, event) for state, event in library.standing(day, chosen)}
    events = _same(tuple(event for _, event in found.values()))
    return events, {key: state_in_words(state, day) for key, (state, _) in found.items()}


def only(selection: Selection, events: tuple[Event, ...]) -> Selection:
    """Return the selection of these events alone: what is shared is what is shown."""
    known = [event.when for event in events if event.when.is_known]
    exact = sum(1 for event in events if event.drawn_at and event.drawn_at.precision not in _VAGUE)
    return replace(
        selection,
        events=events,
        matched=len(events),
        unplaced=len(events) - exact,
        first=min((when.start for when in known), default=None),
        last=max((when.last for when in known), default=None),
    )


@st.cache_resource(show_spinner=False, max_entries=8)
def _same(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the very tuple given for equal events before, so that the map knows them again."""
    return events


def state_in_words(state: State, day: date) -> str:
    """Return "closed since 10 Feb 2023", with what is open about it on that day."""
    doubts = (
        tr("claimed") if state.status is Status.CLAIMED else "",
        tr("only announced") if state.announced_only else "",
        "" if state.is_sure_on(day) or state.announced_only else tr("not sure on this day"),
    )
    return ", ".join(part for part in (_since(state), *doubts) if part)


def lives_of(library: Library, events: Iterable[Event], *, everywhere: bool) -> Mapping[str, str]:
    """Return what became of the states that these events announce, open, tell or end, in words, by the event's id.

    Without ``everywhere`` a store of very many events gives none.
    """
    if not everywhere and library.store.count_events() > MOST_STORED:
        return {}
    known: dict[str, list[State]] = {}
    for state in library.states(Filter()):
        for key in (*state.event_ids, *state.ended_by):
            known.setdefault(key, []).append(state)
    told = {event.id: " · ".join(map(life_in_words, known[event.id])) for event in events if event.id in known}
    return {key: words for key, words in told.items() if words}


def life_in_words(state: State) -> str:
    """Return "announced 10 Feb 2023, closed since 10 Feb 2023, not told to have ended, last told 14 Feb 2023"."""
    announced = tr("announced {day}", day=day_in_words(state.announced)) if state.announced else ""
    told = tr("last told {day}", day=day_in_words(state.last_told)) if state.last_told and not state.until else ""
    if state.until:
        until = day_in_words(state.until, _FORMS[state.until_precision or TimePrecision.DAY])
        ended = tr("ended {day}", day=until)
    else:
        ended = tr("not told to have ended")
    parts = (
        announced,
        _since(state),
        tr("claimed") if state.status is Status.CLAIMED else "",
        tr("only announced, not told to have come about") if state.announced_only else "",
        ended,
        told,
        tr("in question by what was told later of a larger place") if state.questioned_by else "",
    )
    return ", ".join(part for part in parts if part)


def _since(state: State) -> str:
    since = day_in_words(state.since, _FORMS[state.since_precision])
    if state.kind in _STANDS:
        return tr(_STANDS[state.kind], day=since)
    return tr("{kind} since {day}", kind=kind_in_words(state.kind), day=since)


def standing_facets(library: Library, day: date, chosen: Filter) -> Mapping[str, tuple[Facet, ...]]:
    """Return the values to choose from among what stands on a day, as `geo.query.facets` does among events."""
    articles = library.articles(event for _, event in library.standing(day, chosen))
    names = {facet.value: facet.name for facet in library.facets(Filter()).get("actors", ())}
    found: dict[str, tuple[Facet, ...]] = {}
    for name, read in _VALUES.items():
        empty: dict[str, object] = {name: (), "role": ""} if name == "actors" else {name: ()}
        others = replace(chosen, **empty)  # type: ignore[arg-type] # a list is emptied, whatever it lists
        counts = Counter(value for _, event in library.standing(day, others) for value in {*read(event, articles)})
        rows = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        found[name] = tuple(Facet(value, names.get(value, value), count) for value, count in rows)
    return found


def _told_by(event: Event, articles: Mapping[str, Article]) -> list[Article]:
    return [articles[telling.article_id] for telling in event.tellings if telling.article_id in articles]


_VALUES: Mapping[str, Callable[[Event, Mapping[str, Article]], Iterable[str]]] = {
    "actors": lambda event, _: actor_keys(event.actors),
    "kinds": lambda event, _: (event.kind.value,),
    "statuses": lambda event, _: (event.status.value,),
    "countries": lambda event, _: event.drawn_at.countries if event.drawn_at else (),
    "languages": lambda event, articles: (article.language for article in _told_by(event, articles)),
    "publishers": lambda event, articles: (one.publisher for one in _told_by(event, articles) if one.publisher),
    "weapons": lambda event, _: event.weapons,
}


def count_begins(library: Library, chosen: Filter) -> Timeline:
    """Count every state there ever was under a filter by its begin, for the bars of the time."""
    states = (state for state in library.states(chosen) if not chosen.kinds or state.kind in chosen.kinds)
    total = Counter((state.since, state.kind.group, state.status) for state in states)
    rows = (Count(*key, TimePrecision.DAY, count) for key, count in total.items())
    return Timeline(tuple(sorted(rows, key=lambda row: row.first)), 0)


def standing_in_words(count: int, day: date) -> str:
    """Return how many states stand on a day, as Markdown."""
    when = day_in_words(day)
    return tr_count("**{count}** state stands on {day}", "**{count}** states stand on {day}", count, day=when)


def show_nothing_standing() -> None:
    """Say that nothing is known to stand on the day, with the way back to the events."""
    with st.container(key="nothing"):
        st.markdown(tr("**Nothing is told to stand on this day** under these filters."))
        st.button(tr("Show events again"), on_click=_show_events, type="primary")


def _show_events() -> None:
    st.session_state["as_of"] = None
