"""The store: articles, what they tell, the events merged from it, what people say of it, and snapshots.

In: articles with their tellings, reviews, snapshots. Out: records, as any version of the store had them. Writes are all
or nothing; see :mod:`geo.ledger`. Events are kept in two views, as the machine made them and after review; a write
makes anew only those that it touches.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from geo.commits import FORMAT, Commit
from geo.derive import derive_events, rewritten_events
from geo.editions import known_rows, latest_editions, superseded
from geo.errors import SnapshotMissing
from geo.events.merge import share_place
from geo.events.merge_alike import Related
from geo.ledger import Draft, Ledger
from geo.models import Article, Event, Named, Review, Telling
from geo.reading import Reader
from geo.records import from_json
from geo.reviews import apply_reviews, refuse_conflicts
from geo.tables import article_of, article_row, mentions_row, review_row, telling_row

Found = tuple[Article, Sequence[Telling]] | tuple[Article, Sequence[Telling], Sequence[Named]]
"""An article with what it tells and, if they are kept, its mentions of places."""

# What people say of a snapshot stands in rows of its own, under its id and this.
_LABEL = "/label"


class Store:
    """Open with :meth:`open`. Reading an absent store finds nothing; the first write makes it.

    Every read takes a ``version`` (the newest if None) and sees the store as that commit left it. ``lock`` is the file
    by which writers of this machine wait for each other, beside the tables unless given.
    """

    def __init__(self, location: str | Path, related: Related = share_place, lock: Path | None = None) -> None:
        self.location = str(location)
        self.ledger = Ledger(self.location, lock)
        self.reader = Reader(self.ledger)
        self._related = related

    @classmethod
    def open(cls, location: str | Path, related: Related = share_place) -> Store:
        """Open a folder or URL; ``related`` says which place lies in which. Raises StoreTooNew, StoreError."""
        store = cls(location, related)
        store.ledger.commit()
        return store

    @property
    def version(self) -> int:
        """Number of the newest commit, 0 if nothing was written yet."""
        return self.ledger.commit().version

    def commits(self) -> tuple[Commit, ...]:
        """Return every finished write, oldest first."""
        return self.ledger.commits()

    def articles(self, ids: Collection[str] | None = None, *, version: int | None = None) -> tuple[Article, ...]:
        """Return articles in the order of their arrival, all or those of these ids."""
        return tuple(article_of(row) for row in self._rows(_ARTICLES + _of(ids, "id") + _ARRIVAL, version, ids))

    def article(self, article_id: str, *, version: int | None = None) -> Article | None:
        """Return one article, None if there is none of this id."""
        return next(iter(self.articles([article_id], version=version)), None)

    def article_ids(self, *, version: int | None = None) -> set[str]:
        """Return the ids of all articles."""
        return {row["id"] for row in self._rows("SELECT id FROM {articles}", version)}

    def count_events(self) -> int:
        """Return how many events there are after review."""
        return int(self._rows("SELECT count(*) AS count FROM {reviewed}", None)[0]["count"])

    def tellings(
        self, article_ids: Collection[str] | None = None, *, version: int | None = None
    ) -> tuple[Telling, ...]:
        """Return what the machine found, without reviews, all or in these articles."""
        query = _TELLINGS + _of(article_ids, "article_id") + _ARRIVAL
        return tuple(from_json(Telling, row["record"]) for row in self._rows(query, version, article_ids))

    def events(self, *, machine: bool = False, version: int | None = None) -> tuple[Event, ...]:
        """Return every event, oldest first, after review or (``machine``) as the machine alone made them."""
        return tuple(from_json(Event, row["record"]) for row in self._rows(_EVENTS % _view(machine=machine), version))

    def event(self, event_id: str, *, machine: bool = False, version: int | None = None) -> Event | None:
        """Return the event of this id, or that has a telling of this id; None if there is none."""
        rows = self._rows(_EVENT % _view(machine=machine), version, [event_id])
        return from_json(Event, rows[0]["record"]) if rows else None

    def events_with(
        self, ids: Collection[str], *, machine: bool = False, version: int | None = None
    ) -> dict[str, Event]:
        """Return the events of these ids, by id; what there is not is left out."""
        rows = self._rows(_EVENTS_WITH % _view(machine=machine), version, ids)
        return {event.id: event for event in (from_json(Event, row["record"]) for row in rows)}

    def events_of(self, article_id: str, *, machine: bool = False, version: int | None = None) -> tuple[Event, ...]:
        """Return the events that an article tells, alone or with others."""
        rows = self._rows(_TELLING % _view(machine=machine), version, [article_id])
        return tuple(from_json(Event, row["record"]) for row in rows)

    def mentions(self, article_id: str, *, version: int | None = None) -> tuple[Named, ...]:
        """Return the mentions of places in an article, in the order of the text; () if they were not kept."""
        rows = self._rows(_NAMED, version, [article_id])
        return from_json(tuple[Named, ...], rows[0]["record"]) if rows else ()

    def reviews(self, telling_ids: Collection[str] | None = None, *, version: int | None = None) -> tuple[Review, ...]:
        """Return the reviews, all or of these tellings, oldest first."""
        rows = self._rows(_REVIEWS + _of(telling_ids, "telling_id") + _ARRIVAL, version, telling_ids)
        return tuple(from_json(Review, row["record"]) for row in rows)

    def unfit_reviews(self) -> tuple[Review, ...]:
        """Return the reviews that fit no telling of the machine any more, or whose article was replaced."""
        reviews = self.reviews()
        tellings = self.tellings({review.article_id for review in reviews})
        articles = self.article_ids()
        orphans = tuple(review for review in reviews if review.article_id not in articles)
        unfit = apply_reviews(tellings, (one for one in reviews if one.article_id in articles), self._related)[1]
        return orphans + unfit

    def ingest(self, found: Iterable[Found], *, again: bool = False) -> Commit:
        """Store articles with their tellings, all of them or none.

        An article that is there already changes nothing, unless ``again`` says that its tellings are to be replaced. An
        article of the same address or file as another one, but with another text, takes its place, of several given at
        once the last.
        """
        given = list(found)

        def fill(draft: Draft) -> None:
            known = known_rows(self.reader, draft.base, (one[0] for one in given))
            new = latest_editions({one[0].id: one for one in given if again or one[0].id not in known})
            if new:
                replaced = set(superseded([one[0] for one in new.values()], known))
                self._put(new, replaced, known, draft)
                self._derive(draft, new.keys() | replaced, known.keys())

        return self._write("ingest", fill)

    def superseded_by(self, articles: Iterable[Article]) -> tuple[tuple[Article, Article], ...]:
        """Return each article, stored or given, that loses its place when these are ingested, with its new edition."""
        given = list(articles)
        known = known_rows(self.reader, self.ledger.commit(), given)
        new = {article.id: article for article in given if article.id not in known}
        last = latest_editions({key: (article,) for key, article in new.items()})
        places = superseded([new[key] for key in last], {**known, **{key: _row(new[key]) for key in new}})
        stored = {article.id: article for article in self.articles(sorted(places.keys() - new.keys()))}
        return tuple(((stored | new)[old], new[key]) for old, key in places.items())

    def remove(self, article_ids: Collection[str]) -> Commit:
        """Take articles out with what they tell; what people said of that stays, should they come again."""
        given = {"ids": list(article_ids)}

        def fill(draft: Draft) -> None:
            gone = [row["row"] for query in (_HELD, *_TOLD) for row in self.reader.rows(query, draft.base, given)]
            draft.retire(gone)
            if gone:
                self._derive(draft, set(article_ids))

        return self._write("remove", fill)

    def add_reviews(self, reviews: Iterable[Review]) -> Commit:
        """Add reviews to those before, all or none; a review whose id is there already changes nothing.

        Raises
        ------
        ReviewConflict
            If a review saw another word than the one that stands: somebody else was faster. Nothing is stored.
        """
        given = {review.id: review for review in reviews}

        def fill(draft: Draft) -> None:
            query = "SELECT record FROM {reviews} WHERE article_id IN (SELECT unnest($ids)) ORDER BY row"
            ids = sorted({review.article_id for review in given.values()})
            before = [from_json(Review, row["record"]) for row in self.reader.rows(query, draft.base, {"ids": ids})]
            known = {review.id for review in before}
            new = [review for key, review in given.items() if key not in known]
            refuse_conflicts(new, before)
            draft.append("reviews", [review_row(review) for review in new])
            if new:
                self._derive(draft, {review.article_id for review in new})

        return self._write("review", fill)

    def reviews_since(
        self, telling_ids: Collection[str], seen: int, *, version: int | None = None
    ) -> tuple[Review, ...]:
        """Return what was said of these tellings after a version of the store, oldest first."""
        before = {review.id for review in self.reviews(telling_ids, version=seen)}
        return tuple(review for review in self.reviews(telling_ids, version=version) if review.id not in before)

    def save_snapshot(self, snapshot_id: str, record: Mapping[str, Any]) -> None:
        """Keep any JSON object under an id; an id that is there already changes nothing."""
        row = {"id": snapshot_id, "at": datetime.now(UTC).isoformat(timespec="seconds"), "record": json.dumps(record)}

        def fill(draft: Draft) -> None:
            query = "SELECT id FROM {snapshots} WHERE id = $id"
            if not self.reader.rows(query, draft.base, {"id": snapshot_id}):
                draft.append("snapshots", [row])

        self._write("snapshot", fill)

    def snapshot(self, snapshot_id: str) -> dict[str, Any]:
        """Return what was kept under an id; raises SnapshotMissing."""
        query = "SELECT record FROM {snapshots} WHERE id = $id"
        rows = self.reader.rows(query, self.ledger.commit(), {"id": snapshot_id})
        if not rows:
            raise SnapshotMissing(
                f"there is no snapshot {snapshot_id!r}.", source=self.location, remedy="See the list of snapshots."
            )
        return dict(json.loads(rows[0]["record"]))

    def snapshots(self) -> tuple[tuple[str, dict[str, Any]], ...]:
        """Return every snapshot with its id, oldest first."""
        rows = self._rows("SELECT id, record FROM {snapshots} ORDER BY row", None)
        return tuple((row["id"], json.loads(row["record"])) for row in rows if not row["id"].endswith(_LABEL))

    def label_snapshot(self, snapshot_id: str, record: Mapping[str, Any]) -> None:
        """Keep what people say of a snapshot, beside what they said before."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        row = {"id": snapshot_id + _LABEL, "at": at, "record": json.dumps(record)}
        self._write("label", lambda draft: draft.append("snapshots", [row]))

    def snapshot_labels(self, snapshot_id: str) -> tuple[dict[str, Any], ...]:
        """Return what people said of a snapshot, oldest first."""
        query = "SELECT record FROM {snapshots} WHERE id = $id ORDER BY row"
        rows = self.reader.rows(query, self.ledger.commit(), {"id": snapshot_id + _LABEL})
        return tuple(json.loads(row["record"]) for row in rows)

    def _write(self, what: str, fill: Callable[[Draft], object]) -> Commit:
        """Write; a store of an older format is lifted to this one first, its events as they were."""

        def lift_and_fill(draft: Draft) -> None:
            if draft.base.version and draft.base.format < FORMAT:
                draft.rewrite("events", rewritten_events(self.reader, draft.state))
            fill(draft)

        return self.ledger.write(what, lift_and_fill)

    def _rows(self, query: str, version: int | None, ids: Collection[str] | None = None) -> list[dict[str, Any]]:
        given = {} if ids is None else {"ids": list(ids)}
        return self.reader.rows(query, self.ledger.commit(version), given)

    def _put(
        self, new: Mapping[str, Found], replaced: Collection[str], known: Mapping[str, Mapping[str, Any]], draft: Draft
    ) -> None:
        stale = [key for key in {*new, *replaced} if key in known]
        gone = [row["row"] for query in _TOLD for row in self.reader.rows(query, draft.base, {"ids": stale})]
        same = {article.id for article in self.articles(list(new)) if article == new[article.id][0]}
        draft.retire([*gone, *(known[key]["row"] for key in stale if key not in same)])
        draft.append("articles", [article_row(one[0]) for key, one in new.items() if key not in same])
        draft.append("tellings", [telling_row(telling) for one in new.values() for telling in one[1]])
        draft.append("mentions", [mentions_row(key, named) for key, one in new.items() for named in one[2:]])

    def _derive(self, draft: Draft, changed: set[str], known: Collection[str] | None = None) -> None:
        """Make events anew; ``known`` are the articles stored before among those that changed, all unless given."""
        before = changed if known is None else changed.intersection(known)
        derived = derive_events(self.reader, draft.state, changed, before, self._related)
        draft.retire(derived.gone)
        draft.append("events", derived.new)


_HELD = "SELECT row FROM {articles} WHERE id IN (SELECT unnest($ids))"
_TOLD = (
    "SELECT row FROM {tellings} WHERE article_id IN (SELECT unnest($ids))",
    "SELECT row FROM {mentions} WHERE article_id IN (SELECT unnest($ids))",
)
_NAMED = "SELECT record FROM {mentions} WHERE list_contains($ids, article_id)"
_TELLING = "SELECT record FROM {%s} WHERE list_has_any(articles, $ids) ORDER BY start, id"
_ARTICLES = "SELECT * FROM {articles}"
_TELLINGS = "SELECT record FROM {tellings}"
_REVIEWS = "SELECT record FROM {reviews}"
_ARRIVAL = " ORDER BY row"
_EVENTS = "SELECT record FROM {%s} ORDER BY start, id"
_EVENTS_WITH = "SELECT record FROM {%s} WHERE id IN (SELECT unnest($ids))"
_EVENT = """SELECT record FROM {%s} WHERE list_contains($ids, id) OR list_has_any(telling_ids, $ids)
    ORDER BY list_contains($ids, id) DESC"""


def _row(article: Article) -> dict[str, Any]:
    return {"url": article.url, "source": article.source}


def _view(*, machine: bool) -> str:
    return "machine" if machine else "reviewed"


def _of(ids: Collection[str] | None, column: str) -> str:
    return "" if ids is None else f" WHERE {column} IN (SELECT unnest($ids))"
