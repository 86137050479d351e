"""Decide what may leave the house: a snapshot becomes the facts that an export carries, and nothing else.

Excerpts are cut to 300 characters, links lose what could be a secret, and what is not named here stays: reviewers,
notes, file names, the text of the articles.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from geo.articles.addresses import clean_link
from geo.language import number, tr, tr_count
from geo.maps.markup import clean
from geo.models import Telling
from geo.share.facts import to_facts, to_source
from geo.share.snapshot import Snapshot

EXCERPT_LENGTH = 300  # characters: a quotation, not a copy
CREDIT = (
    "Place names: GeoNames (CC BY 4.0). Borders: Natural Earth (public domain), drawn as in UN General Assembly "
    "resolution 68/262."
)


def publish(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with excerpts cut and links cleaned; its id and digest stay those of what was frozen."""
    return replace(
        snapshot,
        events=tuple(
            replace(event, tellings=tuple(_cut(telling) for telling in event.tellings)) for event in snapshot.events
        ),
        articles=tuple(replace(article, url=clean_link(article.url)) for article in snapshot.articles),
    )


def describe(snapshot: Snapshot) -> dict[str, Any]:
    """Return the provenance that every export carries, as a JSON object."""
    return {
        "title": snapshot.title,
        "filter": snapshot.words,
        "query": snapshot.query,
        "shows": count_in_words(snapshot),
        "shown": len(snapshot.events),
        "matched": snapshot.matched,
        "total": snapshot.total,
        "without_a_point": snapshot.unplaced,
        "first_day": _iso(snapshot.first),
        "last_day": _iso(snapshot.last),
        "made": snapshot.made.isoformat(),
        "snapshot": snapshot.id,
        "sha256": snapshot.digest,
        "note": snapshot.note,
        "credits": snapshot.credits,
        "sources": list_sources(snapshot),
        "credit": CREDIT,
    }


def count_in_words(snapshot: Snapshot) -> str:
    """Return "N of M events, K without a point"."""
    shown = len(snapshot.events)
    words = tr_count(
        "{matched} of {count} event, {unplaced} without a point",
        "{matched} of {count} events, {unplaced} without a point",
        snapshot.total,
        matched=number(snapshot.matched),
        unplaced=number(snapshot.unplaced),
    )
    return f"{words}, {tr('the first {count} given', count=number(shown))}" if shown < snapshot.matched else words


def clean_deeply(value: Any) -> Any:
    """Return a JSON value whose texts have no control characters and nothing that makes them read otherwise."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: clean_deeply(item) for key, item in value.items()}
    return [clean_deeply(item) for item in value] if isinstance(value, list) else value


def facts_of(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Return the facts of every event of a published snapshot, as exports write them."""
    articles = snapshot.articles_by_id
    facts: list[dict[str, Any]] = clean_deeply([to_facts(event, articles) for event in snapshot.events])
    return facts


def list_sources(snapshot: Snapshot) -> list[dict[str, str]]:
    """Return the articles that tell the events: title, publisher, link, language, day."""
    return [to_source(article) for article in snapshot.articles]


def _cut(telling: Telling) -> Telling:
    bare = replace(telling, cues=())
    if len(telling.excerpt) <= EXCERPT_LENGTH:
        return bare
    excerpt = telling.excerpt[: EXCERPT_LENGTH - 1] + "…"
    return replace(bare, excerpt=excerpt, end=telling.start + len(excerpt))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
