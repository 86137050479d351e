"""Freeze a view: exactly these events, with what was shown around them, under a short id.

In: a store, a view and what it selects. Out: a `Snapshot`, which every export is made from, stored in the store's
snapshots or not. A stored snapshot stays what it was whatever the store learns later.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from geo.articles.addresses import clean_link
from geo.errors import SnapshotMissing
from geo.language import day, tr
from geo.models import Article, Event, Place
from geo.query import Selection, select
from geo.records import from_plain, to_plain
from geo.share.labels import read_label, refuse_withdrawn
from geo.share.link import View
from geo.share.titles import suggest_title
from geo.store import Store

ID_LENGTH = 12  # hex digits: 48 bits, a chance of 1 in 500 million that any two of 1,000 snapshots meet
TITLE_LENGTH = 120
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a view showed on one day.

    Attributes
    ----------
    id
        Short id of the content, the same for the same content.
    title
        Given by a person, or the filter in words.
    made
        The UTC day on which it was frozen.
    query
        The view as a URL query, see `geo.share.link.View`.
    words
        The filter in words.
    events
        Exactly the events shown, in full.
    articles
        Those that tell them, without text and without where they were read from.
    matched, total, unplaced
        How many events matched, how many the store had, how many of the matched have no place to draw.
    version
        The version of the store.
    note, credits
        What people say of it, see `geo.share.labels`; no part of the content.
    digest
        SHA-256 of all the above but id and version, in hex: the same content at another version is the same snapshot.
    """

    id: str
    title: str
    made: date
    query: str
    words: str
    events: tuple[Event, ...]
    articles: tuple[Article, ...]
    matched: int
    total: int
    unplaced: int
    first: date | None
    last: date | None
    version: int
    digest: str = ""
    note: str = ""
    credits: str = ""

    @property
    def view(self) -> View:
        """The filter, map view and open event it was made of."""
        return View.from_query(self.query)

    @property
    def articles_by_id(self) -> dict[str, Article]:
        """The articles by id."""
        return {article.id: article for article in self.articles}


def capture(
    store: Store,
    view: View,
    selection: Selection,
    *,
    title: str = "",
    names: Mapping[str, str] | None = None,
) -> Snapshot:
    """Freeze a selection without storing it; ``names`` gives the words for ids in the filter's words."""
    told_by = {telling.article_id for event in selection.events for telling in event.tellings}
    articles = store.articles(told_by, version=selection.version)
    words = view.filter.in_words(names)
    if view.as_of:
        words = f"{tr('State on {day}', day=day(view.as_of))} · {words}"
    return seal(
        Snapshot(
            id="",
            title=" ".join(title.split())[:TITLE_LENGTH] or suggest_title(view, names),
            made=datetime.now(UTC).date(),
            query=view.to_query(),
            words=words,
            events=selection.events,
            articles=tuple(replace(article, text="", source="", url=clean_link(article.url)) for article in articles),
            matched=selection.matched,
            total=selection.total,
            unplaced=selection.unplaced,
            first=selection.first,
            last=selection.last,
            version=selection.version,
        )
    )


def create(
    store: Store,
    view: View,
    title: str = "",
    *,
    names: Mapping[str, str] | None = None,
    locate: Callable[[str], Place | None] | None = None,
    version: int | None = None,
) -> Snapshot:
    """Freeze what the view shows now, or showed at a version, and store it; the same content gives the same id."""
    selection = select(store, view.filter, version=version, locate=locate)
    snapshot = capture(store, view, selection, title=title, names=names)
    keep(store, snapshot)
    return snapshot


def keep(store: Store, snapshot: Snapshot) -> None:
    """Store a snapshot under its id; raises SnapshotMissing if the very same was withdrawn."""
    refuse_withdrawn(read_label(store, snapshot.id), snapshot.id)
    store.save_snapshot(snapshot.id, {"format": FORMAT, "snapshot": to_plain(snapshot)})


def load(store: Store, snapshot_id: str, *, withdrawn: bool = False) -> Snapshot:
    """Return a stored snapshot with its newest title, note and credits.

    Raises
    ------
    SnapshotMissing
        If no snapshot has this id, what is stored under it is not what was frozen, or it was withdrawn (unless
        ``withdrawn`` ones are asked for).
    """
    record = store.snapshot(snapshot_id)
    if record.get("format") != FORMAT:
        raise SnapshotMissing(
            f"written by another version of Dateline (format {record.get('format')}, expected {FORMAT}).",
            source=f"snapshot {snapshot_id}",
            remedy="Open it with a newer version.",
        )
    snapshot = from_plain(Snapshot, record["snapshot"], source=f"snapshot {snapshot_id}")
    if _digest(record["snapshot"]) != snapshot.digest:
        raise SnapshotMissing(
            "its content does not fit its hash, so it was changed after it was made.",
            source=f"snapshot {snapshot_id}",
            remedy="Make it again from the store.",
        )
    label = read_label(store, snapshot_id)
    if not withdrawn:
        refuse_withdrawn(label, snapshot_id)
    return replace(snapshot, title=label.title or snapshot.title, note=label.note, credits=label.credits)


def seal(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with the digest of its content, and the id that begins it."""
    digest = _digest(to_plain(snapshot))
    return replace(snapshot, id=digest[:ID_LENGTH], digest=digest)


def _digest(plain: Mapping[str, Any]) -> str:
    """Return the digest of a snapshot as it is written, so that fields which a record gets later change nothing."""
    content = {name: value for name, value in plain.items() if name not in ("note", "credits")}
    content |= {"id": "", "version": 0, "digest": ""}
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
