"""What the page keeps between runs: the open store and gazetteer, and the answers to filters, by version and filter.

Everything cached is frozen, so sessions share it without copies.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import streamlit as st

from geo.events.hierarchy import read_hierarchy
from geo.filter import Filter
from geo.gazetteer.index import Gazetteer
from geo.guide import Guide
from geo.models import Article, Event, Group
from geo.query import Facet, Selection, counts_by_day, facets, select
from geo.settings import Settings
from geo.store import Store

KEPT = 16  # answers to filters kept in memory: a person goes back a few steps, not hundreds


@dataclass(frozen=True, slots=True)
class Library:
    """The open store at the version of this run, and the gazetteer."""

    settings: Settings
    store: Store
    gazetteer: Gazetteer
    version: int

    @property
    def locate(self) -> Guide:
        """Find the place that a filter names, what lies in it, and who belongs to an actor."""
        return _open_guide(self.settings.data, self.gazetteer)

    def select(self, chosen: Filter) -> Selection:
        """Return what a filter shows."""
        return _select(self, self.settings.store, self.version, chosen.to_query())

    def facets(self, chosen: Filter) -> Mapping[str, tuple[Facet, ...]]:
        """Return the values to choose from under a filter."""
        return _facets(self, self.settings.store, self.version, chosen.to_query())

    def counts(self, chosen: Filter) -> tuple[tuple[date, Group, int], ...]:
        """Return how many events began on which day, by group, under a filter without its days."""
        query = replace(chosen, since=None, until=None).to_query()
        return _counts(self, self.settings.store, self.version, query)

    def events_of(self, article_id: str, *, machine: bool) -> tuple[Event, ...]:
        """Return the events that an article tells, whatever the filter."""
        return _events_of(self, self.settings.store, self.version, article_id, machine)

    def names(self) -> Mapping[str, str]:
        """Return the words for the ids that filters hold."""
        return {facet.value: facet.name for found in self.facets(Filter()).values() for facet in found}

    def articles(self) -> Mapping[str, Article]:
        """Return all articles by id."""
        return _articles(self, self.settings.store, self.version)


def open_library(settings: Settings) -> Library:
    """Open what the page reads; raises GeoError with the remedy if it cannot."""
    gazetteer = _open_gazetteer(settings.gazetteer)
    store = _open_store(settings.store, gazetteer)
    return Library(settings, store, gazetteer, store.version)


@st.cache_resource(show_spinner=False)
def _open_store(location: str, _gazetteer: Gazetteer) -> Store:
    return Store.open(location, related=_gazetteer.related)


@st.cache_resource(show_spinner=False)
def _open_guide(data: Path, _gazetteer: Gazetteer) -> Guide:
    return Guide(_gazetteer, read_hierarchy(data / "codebook"))


@st.cache_resource(show_spinner=False)
def _open_gazetteer(folder: Path) -> Gazetteer:
    return Gazetteer.open(folder)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _select(_library: Library, _location: str, version: int, query: str) -> Selection:
    return select(_library.store, Filter.from_query(query), version=version, locate=_library.locate)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _facets(_library: Library, _location: str, version: int, query: str) -> Mapping[str, tuple[Facet, ...]]:
    return facets(_library.store, Filter.from_query(query), version=version, locate=_library.locate)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _counts(_library: Library, _location: str, version: int, query: str) -> tuple[tuple[date, Group, int], ...]:
    chosen = Filter.from_query(query)
    table = counts_by_day(_library.store, chosen, version=version, locate=_library.locate)
    return tuple((row["day"], Group(row["group"]), row["count"]) for row in table.to_pylist())


@st.cache_resource(show_spinner=False, max_entries=2)
def _articles(_library: Library, _location: str, version: int) -> Mapping[str, Article]:
    return {article.id: article for article in _library.store.articles(version=version)}


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _events_of(_library: Library, _location: str, version: int, article_id: str, machine: bool) -> tuple[Event, ...]:
    return _library.store.events_of(article_id, machine=machine, version=version)
