"""The store: Delta tables in one folder, read at a version, written all or nothing.

API being built; signatures are settled.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from geo.models import Article, Event, Problem, Review, Telling


@dataclass(frozen=True, slots=True)
class Commit:
    """One finished write: its number (the store's version), when (ISO text), what, and what it changed."""

    version: int
    at: str
    what: str
    articles: int = 0
    tellings: int = 0
    events: int = 0


class Store:
    """Open with :meth:`open`; reading an absent store finds nothing, the first write makes it."""

    @classmethod
    def open(cls, location: str | Path) -> Store:
        """Raises StoreTooNew, StoreError."""
        raise NotImplementedError

    @property
    def version(self) -> int:
        """Number of the newest commit, 0 if nothing was written yet."""
        raise NotImplementedError

    def commits(self) -> tuple[Commit, ...]:
        raise NotImplementedError

    def articles(self, *, version: int | None = None) -> tuple[Article, ...]:
        raise NotImplementedError

    def article(self, article_id: str, *, version: int | None = None) -> Article | None:
        raise NotImplementedError

    def tellings(self, *, version: int | None = None) -> tuple[Telling, ...]:
        raise NotImplementedError

    def events(self, *, machine: bool = False, version: int | None = None) -> tuple[Event, ...]:
        raise NotImplementedError

    def event(self, event_id: str, *, machine: bool = False, version: int | None = None) -> Event | None:
        """By event id or the id of any of its tellings."""
        raise NotImplementedError

    def reviews(self, *, version: int | None = None) -> tuple[Review, ...]:
        raise NotImplementedError

    def unfit_reviews(self) -> tuple[Review, ...]:
        raise NotImplementedError

    def ingest(self, found: Iterable[tuple[Article, Sequence[Telling]]], *, again: bool = False) -> Commit:
        raise NotImplementedError

    def add_reviews(self, reviews: Iterable[Review]) -> Commit:
        raise NotImplementedError

    def save_snapshot(self, snapshot_id: str, record: Mapping[str, Any]) -> None:
        """``record`` is any JSON object; the same id twice changes nothing."""
        raise NotImplementedError

    def snapshot(self, snapshot_id: str) -> dict[str, Any]:
        """Raises SnapshotMissing."""
        raise NotImplementedError

    def snapshots(self) -> tuple[tuple[str, dict[str, Any]], ...]:
        """(id, record), oldest first."""
        raise NotImplementedError
