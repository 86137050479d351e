"""Decide what may leave the house: a snapshot becomes the facts that an export carries, and nothing else.

Excerpts are cut to 300 characters, links lose what could be a secret, and what is not named here stays: reviewers,
notes, file names, the text of the articles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from geo.language import number, tr, tr_count
from geo.maps.markup import clean
from geo.maps.words import event_title
from geo.models import Article, Event, EventPlace, PlaceRole, Telling, When
from geo.share.snapshot import Snapshot

EXCERPT_LENGTH = 300  # characters: a quotation, not a copy
CREDIT = (
    "Place names: GeoNames (CC BY 4.0). Borders: Natural Earth (public domain), drawn as in UN General Assembly "
    "resolution 68/262."
)
_SECRETS = ("token", "key", "sig", "auth", "session", "sid", "password", "code", "utm_", "fbclid", "gclid")


def publish(snapshot: Snapshot) -> Snapshot:
    """Return the snapshot with excerpts cut and links cleaned; its id and digest stay those of what was frozen."""
    return replace(
        snapshot,
        events=tuple(
            replace(event, tellings=tuple(_cut(telling) for telling in event.tellings)) for event in snapshot.events
        ),
        articles=tuple(replace(article, url=clean_link(article.url)) for article in snapshot.articles),
    )


def clean_link(url: str) -> str:
    """Return an http or https link without user, fragment and keys that name a secret or a tracker; "" for another."""
    try:
        parts = urlsplit(url)
        host = f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].lower().startswith(_SECRETS)]
    return urlunsplit((parts.scheme, host, parts.path, urlencode(kept), ""))


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


def list_sources(snapshot: Snapshot) -> list[dict[str, str]]:
    """Return the articles that tell the events: title, publisher, link, language, day."""
    return [_to_source(article) for article in snapshot.articles]


def to_facts(event: Event, articles: Mapping[str, Article]) -> dict[str, Any]:
    """Return what may be told of one event, in the order of the columns; lists where there may be several."""
    return {
        "id": event.id,
        "title": event_title(event),
        "kind": event.kind.value,
        "group": event.kind.group.value,
        "status": event.status.value,
        "phase": event.phase,
        "first_day": event.when.start.isoformat(),
        "last_day": event.when.last.isoformat(),
        "time_precision": event.when.precision.value,
        "time_basis": event.when.basis.value,
        **_to_place_facts(event),
        "actors": [f"{actor.name} ({actor.role.value.replace('_', ' ')})" for actor in event.actors],
        "actor_ids": [actor.id for actor in event.actors],
        "weapons": [*event.weapons],
        "units": [*event.units],
        "quantity": event.quantity,
        "said_by": [*event.attribution],
        "confidence": round(event.confidence, 3),
        "reviewed": event.reviewed,
        "excerpt": event.tellings[0].excerpt if event.tellings else "",
        "sources": [_to_telling_facts(telling, articles) for telling in event.tellings],
    }


def _to_place_facts(event: Event) -> dict[str, Any]:
    place = event.drawn_at
    has_point = place is not None and place.precision.is_point
    others = [held for held in event.places if held.place is not place]
    return {
        "place": place.name if place else "",
        "place_id": place.id if place else "",
        "place_precision": place.precision.value if place else "",
        "as_written": next((held.as_written for held in event.places if held.place is place), ""),
        "countries": [*place.countries] if place else [],
        "lat": round(place.lat, 5) if place and has_point else None,
        "lon": round(place.lon, 5) if place and has_point else None,
        "other_places": [_name_other(held) for held in others],
    }


def _name_other(held: EventPlace) -> str:
    role = "said at" if held.role is PlaceRole.ANCHOR else held.role.value
    return f"{held.place.name} ({role})"


def _to_telling_facts(telling: Telling, articles: Mapping[str, Article]) -> dict[str, str]:
    article = articles.get(telling.article_id)
    source = _to_source(article) if article else {}
    return {**source, "excerpt": telling.excerpt}


def _to_source(article: Article) -> dict[str, str]:
    return {
        "title": article.title,
        "publisher": article.publisher,
        "link": article.url,
        "language": article.language,
        "published": _days(article.published) if article.published else "",
    }


def _cut(telling: Telling) -> Telling:
    bare = replace(telling, cues=())
    if len(telling.excerpt) <= EXCERPT_LENGTH:
        return bare
    excerpt = telling.excerpt[: EXCERPT_LENGTH - 1] + "…"
    return replace(bare, excerpt=excerpt, end=telling.start + len(excerpt))


def _days(when: When) -> str:
    """Return a day, or the days from first to last as ISO 8601 writes an interval."""
    last = when.last.isoformat()
    return last if when.start == when.last else f"{when.start.isoformat()}/{last}"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
