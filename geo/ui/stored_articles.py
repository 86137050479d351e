"""The articles of the store by id, read when they are asked for: a page cannot hold a hundred thousand texts.

In: a store at a version. Out: a mapping of all its articles. A small store is read at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from threading import Lock

from geo.models import Article
from geo.store import Store

MOST_HELD = 3_000  # articles: of 5 kB each, some 15 MB


class StoredArticles(Mapping[str, Article]):
    """All articles of one version of the store; safe to use from several threads."""

    def __init__(self, store: Store, version: int) -> None:
        """Read the ids, and of a small store all."""
        self._store = store
        self._version = version
        self._ids = store.article_ids(version=version)
        self._held: dict[str, Article] = {}
        self._lock = Lock()
        if len(self._ids) <= MOST_HELD:
            self.bring(self._ids)

    def bring(self, ids: Iterable[str]) -> Mapping[str, Article]:
        """Read those of these articles that are not held in one go, as many as are held at a time; returns them."""
        missing = [key for key in dict.fromkeys(ids) if key in self._ids and key not in self._held][:MOST_HELD]
        found = (
            {article.id: article for article in self._store.articles(missing, version=self._version)} if missing else {}
        )
        if found:
            with self._lock:
                kept = list(self._held.items())[max(0, len(self._held) + len(found) - MOST_HELD) :]
                self._held = dict(kept) | found
        return found

    def __getitem__(self, key: str) -> Article:
        """Return one article, read now if it is not held."""
        return self._held.get(key) or self.bring([key])[key]

    def __contains__(self, key: object) -> bool:
        """Return whether the store has the article; reads nothing."""
        return key in self._ids

    def __iter__(self) -> Iterator[str]:
        """Give the ids."""
        return iter(self._ids)

    def __len__(self) -> int:
        """Return how many articles the store has."""
        return len(self._ids)
