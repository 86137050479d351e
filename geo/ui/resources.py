"""What the page keeps between runs: the open store and gazetteer, and the answers to filters, by version and filter.

Everything cached is frozen, so sessions share it without copies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

import streamlit as st

from geo.actors import ActorSummary, count_roles, summarise_actor
from geo.cells import Box, Cells, find_cells
from geo.errors import StoreError
from geo.events.contradictions import Contradiction
from geo.events.hierarchy import read_hierarchy
from geo.events.opposed import find_contradictions
from geo.events.states import State, read_rules
from geo.filter import Filter
from geo.gazetteer.index import Gazetteer
from geo.guide import Guide
from geo.history import Asker, Step, find_all, history_of, states_on
from geo.language import country, language_name
from geo.maps.markup import clean
from geo.maps.proper_names import name_actor
from geo.maps.words import kind_in_words, status_in_words
from geo.models import ActorRole, Article, Event, Kind, Status
from geo.query import Facet, Order, Selection, facets, select
from geo.settings import Settings
from geo.store import Store
from geo.timeline import Timeline, Unit, count_over_time
from geo.ui.stored_articles import StoredArticles

MOST_DRAWN = 10_000  # events drawn one by one; of more the map shows groups and the list a page
PAGE = 200  # rows of the list sent at once
SEEN_STORE_KEY = "store_seen"  # location, version and moment of the newest commit that this session has seen
KEPT = 16  # answers to filters kept in memory: a person goes back a few steps, not hundreds

_SAY: Mapping[str, Callable[[str], str]] = {
    "kinds": lambda value: kind_in_words(Kind(value)),
    "statuses": lambda value: status_in_words(Status(value)),
    "countries": country,
    "languages": language_name,
    "publishers": str,
    "weapons": str,
}


@dataclass(frozen=True, slots=True)
class Library:
    """The open store at the version of this run, and the gazetteer."""

    settings: Settings
    store: Store
    guide: Guide
    version: int

    @property
    def gazetteer(self) -> Gazetteer:
        """The gazetteer, for names and outlines."""
        return self.guide.gazetteer

    @property
    def locate(self) -> Guide:
        """Find the place that a filter names, what lies in it, and who belongs to an actor."""
        return self.guide

    def select(self, chosen: Filter, order: Order = Order.NEWEST, skip: int = 0) -> Selection:
        """Return what a filter shows: all of up to `MOST_DRAWN` events, else one page of them in an order."""
        found = _select(self, self.settings.store, self.version, chosen.to_query(), PAGE, order, skip)
        if found.matched > MOST_DRAWN or found.matched <= PAGE:
            return found
        return _select(self, self.settings.store, self.version, chosen.to_query(), MOST_DRAWN, Order.OLDEST, 0)

    def cells(self, chosen: Filter, box: Box, zoom: float) -> Cells:
        """Return the groups of very many events in a part of the map."""
        return find_cells(self.store, chosen, box, zoom, version=self.version, locate=self.guide)

    def roles(self, chosen: Filter) -> Mapping[ActorRole | Literal[""], int]:
        """Return how many events each role of the chosen actors would let through."""
        return _roles(self, self.settings.store, self.version, replace(chosen, role="").to_query())

    def facets(self, chosen: Filter) -> Mapping[str, tuple[Facet, ...]]:
        """Return the values to choose from under a filter."""
        return _facets(self, self.settings.store, self.version, chosen.to_query())

    def counts(self, chosen: Filter, unit: Unit) -> Timeline:
        """Return how many events began when, by group and status, under a filter without its days."""
        query = replace(chosen, since=None, until=None).to_query()
        return _counts(self, self.settings.store, self.version, query, unit)

    def standing(self, day: date, chosen: Filter) -> tuple[tuple[State, Event], ...]:
        """Return what stands on a day, each with the event that began it, under a filter without its days."""
        query = replace(chosen, since=None, until=None).to_query()
        return _standing(self, self.settings.store, self.version, query, day)

    def history(self, place: str, chosen: Filter) -> tuple[tuple[Step, ...], tuple[State, ...]]:
        """Return what was told of a place, announced, begun and ended, and the states that follow from it."""
        asker = _asker(self, self.settings.store)
        return history_of(asker, place, chosen, version=self.version)

    def contradictions(self) -> Mapping[str, tuple[Contradiction, ...]]:
        """Return what contradicts what, by event: in its own tellings, and other events that should agree with it."""
        return _contradictions(self, self.settings.store, self.version)

    def states(self, chosen: Filter) -> tuple[State, ...]:
        """Return every state there ever was under a filter without its days."""
        return find_all(_asker(self, self.settings.store), chosen, version=self.version)

    def actor(self, actor_id: str, chosen: Filter) -> ActorSummary:
        """Return what the store knows of an actor under the rest of a filter."""
        return summarise_actor(self.store, actor_id, chosen, version=self.version, locate=self.guide)

    def events_of(self, article_id: str, *, machine: bool) -> tuple[Event, ...]:
        """Return the events that an article tells, whatever the filter."""
        return _events_of(self, self.settings.store, self.version, article_id, machine)

    def names(self, articles: Iterable[str] = ()) -> Mapping[str, str]:
        """Return the words for the ids that filters hold, those of these articles too, in the language of the run."""
        known = self.articles()
        titles = {key: clean(known[key].title) for key in articles if key in known}
        return titles | {
            facet.value: _SAY[sort](facet.value) if sort in _SAY else name_actor(facet.value, facet.name)
            for sort, found in self.facets(Filter()).items()
            for facet in found
        }

    def articles(self, told: Iterable[Event] = ()) -> Mapping[str, Article]:
        """Return all articles by id; those that tell ``told`` are read at once, others when they are asked for."""
        found = _articles(self, self.settings.store, self.version)
        found.bring(telling.article_id for event in told for telling in event.tellings)
        return found


def open_library(settings: Settings) -> Library:
    """Open what the page reads; raises GeoError with the remedy if it cannot."""
    gazetteer = _open_gazetteer(settings.gazetteer)
    store = _open_store(settings.store, gazetteer)
    version = check_store(store)
    return Library(settings, store, _open_guide(settings.codebook_folder, gazetteer), version)


def check_store(store: Store) -> int:
    """Return the version of the store now; raises StoreError if it is not the one that this session had open before.

    An absent store reads as an empty one, and the first write would make it: what a person says would go astray.
    """
    commits = store.commits()
    location, seen = st.session_state.get(SEEN_STORE_KEY, ("", None))
    if seen and location == store.location and all((one.version, one.at) != seen for one in commits):
        raise StoreError(
            "what this page had open is gone, or another store is in its place.",
            source=store.location,
            remedy="Put it back and try again; or load the page anew, to go on with what is there now.",
        )
    if commits:
        st.session_state[SEEN_STORE_KEY] = store.location, (commits[-1].version, commits[-1].at)
    return commits[-1].version if commits else 0


@st.cache_resource(show_spinner=False)
def _open_store(location: str, _gazetteer: Gazetteer) -> Store:
    return Store.open(location, related=_gazetteer.related)


@st.cache_resource(show_spinner=False)
def _open_guide(codebook: Path, _gazetteer: Gazetteer) -> Guide:
    return Guide(_gazetteer, read_hierarchy(codebook))


@st.cache_resource(show_spinner=False)
def _open_gazetteer(folder: Path) -> Gazetteer:
    return Gazetteer.open(folder)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _select(
    _library: Library, location: str, version: int, query: str, limit: int, order: Order, skip: int
) -> Selection:
    del location  # one of what tells the answers apart
    chosen = Filter.from_query(query)
    return select(_library.store, chosen, version=version, limit=limit, order=order, skip=skip, locate=_library.guide)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _facets(_library: Library, location: str, version: int, query: str) -> Mapping[str, tuple[Facet, ...]]:
    del location  # one of what tells the answers apart
    return facets(_library.store, Filter.from_query(query), version=version, locate=_library.guide)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _roles(_library: Library, location: str, version: int, query: str) -> Mapping[ActorRole | Literal[""], int]:
    del location  # one of what tells the answers apart
    return count_roles(_library.store, Filter.from_query(query), version=version, locate=_library.guide)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _counts(_library: Library, location: str, version: int, query: str, unit: Unit) -> Timeline:
    del location  # one of what tells the answers apart
    chosen = Filter.from_query(query)
    return count_over_time(_library.store, chosen, unit, version=version, locate=_library.guide)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _standing(_library: Library, location: str, version: int, query: str, day: date) -> tuple[tuple[State, Event], ...]:
    asker = _asker(_library, location)
    chosen = Filter.from_query(query)
    found = states_on(asker, day, chosen, version=version)
    ids = [state.event_ids[0] for state in found]
    events = _library.store.events_with(ids, machine=chosen.machine_only, version=version)
    return tuple((state, events[state.event_ids[0]]) for state in found if state.event_ids[0] in events)


@st.cache_resource(show_spinner=False, max_entries=2)
def _contradictions(_library: Library, location: str, version: int) -> Mapping[str, tuple[Contradiction, ...]]:
    del version  # one of what tells the answers apart
    rules = _asker(_library, location).rules
    return find_contradictions(_library.select(Filter()).events, rules, _library.guide.related)


@st.cache_resource(show_spinner=False)
def _asker(_library: Library, location: str) -> Asker:
    del location  # one of what tells the answers apart
    rules = read_rules(_library.settings.codebook_folder)
    return Asker(_library.store, rules, _library.guide.related, _library.guide)


@st.cache_resource(show_spinner=False, max_entries=2)
def _articles(_library: Library, location: str, version: int) -> StoredArticles:
    del location  # one of what tells the answers apart
    return StoredArticles(_library.store, version)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _events_of(_library: Library, location: str, version: int, article_id: str, machine: bool) -> tuple[Event, ...]:
    del location  # one of what tells the answers apart
    return _library.store.events_of(article_id, machine=machine, version=version)
