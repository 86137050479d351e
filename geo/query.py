"""Answer a filter from the store: the events, how many of each actor, kind and place there are, and how many a day.

In: a :class:`geo.store.Store` and a :class:`geo.filter.Filter`. Out: records, and columns for views of very many events.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from geo.filter import Filter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pyarrow as pa

    from geo.models import Event, Place
    from geo.store import Store

__all__ = ["Facet", "Filter", "Selection", "counts_by_day", "facets", "select", "select_columns"]


@dataclass(frozen=True, slots=True)
class Selection:
    """What a filter shows.

    Attributes
    ----------
    events
        Oldest first; at most the limit that was asked for.
    matched
        How many events match, beyond the limit too ("N of M": ``matched`` of ``total``).
    total
        How many events the store has in this view.
    unplaced
        How many of the matched have no place to draw.
    first, last
        First and last day of what matches, None if nothing does.
    version
        The version of the store that was read.
    """

    events: tuple[Event, ...]
    matched: int
    total: int
    unplaced: int
    first: date | None
    last: date | None
    version: int = 0


@dataclass(frozen=True, slots=True)
class Facet:
    """One value that events have, in words, and how many of the matched have it."""

    value: str
    name: str
    count: int


def select(
    store: Store,
    filter: Filter,
    *,
    version: int | None = None,
    limit: int = 10_000,
    locate: Callable[[str], Place | None] | None = None,
) -> Selection:
    """Return what matches; ``locate`` turns the filter's place into a gazetteer place (needed for a radius)."""
    raise NotImplementedError


def select_columns(
    store: Store,
    filter: Filter,
    columns: tuple[str, ...] = ("id", "kind", "status", "start", "end", "lat", "lon", "precision", "place_id"),
    *,
    version: int | None = None,
    locate: Callable[[str], Place | None] | None = None,
) -> pa.Table:
    """Return chosen columns of everything that matches, for views of very many events."""
    raise NotImplementedError


def facets(
    store: Store, filter: Filter, *, version: int | None = None, locate: Callable[[str], Place | None] | None = None
) -> Mapping[str, tuple[Facet, ...]]:
    """Return the values to choose from under the filter, most frequent first.

    Keys: actors, kinds, statuses, countries, languages, publishers, weapons. Each list is counted under the filter
    without its own field, so that a choice can be widened.
    """
    raise NotImplementedError


def counts_by_day(
    store: Store, filter: Filter, *, version: int | None = None, locate: Callable[[str], Place | None] | None = None
) -> pa.Table:
    """Return columns ``day``, ``group``, ``count``: events by the first day of their time and group of kinds."""
    raise NotImplementedError
