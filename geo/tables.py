"""Records to rows of the store's tables: the columns that filters ask for, and the record itself as JSON.

Each table has a schema here and one function that makes its rows. Coordinates are WGS 84 degrees; geometry is WKB,
(lon, lat), and only where the text places the event to a point; the number of its H3 cell likewise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import h3
import pyarrow as pa
import shapely

from geo.events.merge_alike import state_key
from geo.gazetteer.names import normalise, normalise_text
from geo.models import Article, Event, EventActor, EventPlace, Named, PlaceRole, Review, Telling, When
from geo.records import from_json, to_json

CELL_RESOLUTION = 7
"""H3 cells of about 5 square kilometres: a town; coarser cells are parents of it."""

_Columns = list[tuple[str, pa.DataType]]


def _columns(kind: pa.DataType, names: str) -> _Columns:
    return [(name, kind) for name in names.split()]


def _texts(names: str) -> _Columns:
    return _columns(pa.string(), names)


SCHEMAS: Mapping[str, pa.Schema] = {
    "articles": pa.schema(
        _texts("id text language title publisher url published published_how source")
        + _columns(pa.date32(), "published_start published_end")
        + _columns(pa.int64(), "row")
    ),
    "tellings": pa.schema(
        _texts("id article_id kind status excerpt record")
        + _columns(pa.date32(), "start end")
        + _columns(pa.int64(), "row")
    ),
    "mentions": pa.schema(_texts("article_id record") + _columns(pa.int64(), "row")),
    "events": pa.schema(
        _texts("view id kind group status phase")
        + _columns(pa.date32(), "start end")
        + _texts("precision basis")
        + _columns(pa.float64(), "lat lon")
        + _columns(pa.binary(), "geometry")
        + _columns(pa.int64(), "h3")
        + _texts("place_id place_name place_kind place_precision")
        + _columns(pa.list_(pa.string()), "place_countries places place_keys countries weapons")
        + _columns(pa.list_(pa.string()), "actors actor_names actor_keys actor_roles")
        + _columns(pa.list_(pa.string()), "articles telling_ids languages publishers sides")
        + _columns(pa.date32(), "told_from told_to published_from published_to")
        + _columns(pa.list_(pa.date32()), "published_starts published_ends")
        + _columns(pa.int32(), "tellings")
        + _columns(pa.float64(), "confidence")
        + _texts("reviewed title excerpt words trigger record")
        + _columns(pa.int64(), "row")
    ),
    "reviews": pa.schema(
        _texts("id article_id telling_id action reviewer at note record") + _columns(pa.int64(), "row")
    ),
    "snapshots": pa.schema(_texts("id at record") + _columns(pa.int64(), "row")),
}


def article_row(article: Article) -> dict[str, Any]:
    """Return the row of an article."""
    published = article.published
    return {
        "id": article.id,
        "text": article.text,
        "language": article.language,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "published": to_json(published) if published else "",
        "published_how": article.published_how,
        "source": article.source,
        "published_start": published.start if published else None,
        "published_end": published.end if published else None,
    }


def article_of(row: Mapping[str, Any]) -> Article:
    """Return the article of a row that `article_row` made."""
    names = ("id", "text", "language", "title", "publisher", "url", "published_how", "source")
    published = from_json(When, row["published"]) if row["published"] else None
    return Article(**{name: row[name] for name in names}, published=published)


def telling_row(telling: Telling) -> dict[str, Any]:
    """Return the row of a telling as the machine made it."""
    return {
        "id": telling.id,
        "article_id": telling.article_id,
        "kind": telling.kind.value,
        "status": telling.status.value,
        "excerpt": telling.excerpt,
        "record": to_json(telling),
        "start": telling.when.start,
        "end": telling.when.end,
    }


def mentions_row(article_id: str, named: Sequence[Named]) -> dict[str, Any]:
    """Return the one row of an article's mentions of places."""
    return {"article_id": article_id, "record": to_json(tuple(named))}


def review_row(review: Review) -> dict[str, Any]:
    """Return the row of a review."""
    names = ("id", "article_id", "telling_id", "reviewer", "at", "note")
    return {
        **{name: getattr(review, name) for name in names},
        "action": review.action.value,
        "record": to_json(review),
    }


def actor_keys(actors: Iterable[EventActor]) -> list[str]:
    """Return the ids of actors and of the states whose institutions they are: POL_MIL is of POL."""
    return _unique(key for actor in actors for key in _keys_of(actor))


def role_keys(actors: Iterable[EventActor]) -> list[str]:
    """Return role and id of actors and of the states whose institutions they are: "acts POL_MIL", "acts POL"."""
    return _unique(f"{actor.role.value} {key}" for actor in actors for key in _keys_of(actor))


def _keys_of(actor: EventActor) -> tuple[str, str]:
    return actor.id, actor.id.partition("_")[0]


def sides(telling: Telling) -> list[str]:
    """Return what two tellings of one event share at least one of, as merging looks for them: sides, or the spot."""
    drawn = telling.drawn_at
    spot = [f"at {drawn.id}"] if drawn is not None and drawn.precision.is_point else []
    joined = [joined_side(telling)] if telling.joined else []
    return ([*_unique(state_key(actor) for actor in telling.actors), *spot] or [""]) + joined


def joined_side(telling: Telling) -> str:
    """Return what the tellings share that a person put together."""
    return f"joined {telling.joined}"


def event_row(event: Event, articles: Mapping[str, Mapping[str, Any]], view: str) -> dict[str, Any]:
    """Return the row of an event; ``articles`` has title, language, publisher and day of those that tell it."""
    ids = _unique(telling.article_id for telling in event.tellings)
    told_by = [articles[key] for key in ids]
    names = {actor.id: actor.name for actor in reversed(event.actors)}
    placed = [told for told in event.places if told.role is not PlaceRole.ANCHOR]
    return {
        "view": view,
        "id": event.id,
        "kind": event.kind.value,
        "group": event.kind.group.value,
        "status": event.status.value,
        "phase": event.phase,
        "start": event.when.start,
        "end": event.when.end,
        "precision": event.when.precision.value,
        "basis": event.when.basis.value,
        **_drawn(event),
        "places": _unique(told.place.id for told in placed),
        "place_keys": _unique(key for told in placed for key in (told.place.id, normalise(told.place.name))),
        "countries": _unique(code for told in placed for code in told.place.countries),
        "actors": [*names],
        "actor_names": [*names.values()],
        "actor_keys": actor_keys(event.actors),
        "actor_roles": role_keys(event.actors),
        "weapons": _unique(event.weapons),
        "articles": ids,
        "telling_ids": [telling.id for telling in event.tellings],
        "sides": _unique(side for telling in event.tellings for side in sides(telling)),
        "told_from": min(telling.when.start for telling in event.tellings),
        "told_to": max(telling.when.end for telling in event.tellings),
        **_published(told_by),
        "languages": _unique(article["language"] for article in told_by),
        "publishers": _unique(article["publisher"] for article in told_by if article["publisher"]),
        "tellings": len(event.tellings),
        "confidence": event.confidence,
        "reviewed": event.reviewed,
        "title": told_by[0]["title"],
        "excerpt": event.tellings[0].excerpt,
        "words": _words(event, told_by, placed),
        "trigger": normalise(next((cue.text for cue in event.tellings[0].cues if cue.decides == "kind"), "")),
        "record": to_json(event),
    }


def _drawn(event: Event) -> dict[str, Any]:
    place = event.drawn_at
    if place is None:
        return dict.fromkeys(("place_id", "place_name", "place_kind", "place_precision"), "")
    row: dict[str, Any] = {
        "lat": place.lat,
        "lon": place.lon,
        "place_id": place.id,
        "place_name": place.name,
        "place_kind": place.kind,
        "place_precision": place.precision.value,
        "place_countries": list(place.countries),
    }
    if place.precision.is_point:
        row["geometry"] = shapely.to_wkb(shapely.Point(place.lon, place.lat))
        row["h3"] = h3.str_to_int(h3.latlng_to_cell(place.lat, place.lon, CELL_RESOLUTION))
    return row


def _published(told_by: list[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the windows in which it was told, as far as they are known: each, and the first and last day of all."""
    windows = [(a["published_start"], a["published_end"]) for a in told_by if a["published_start"] is not None]
    starts, ends = [start for start, _ in windows], [end for _, end in windows]
    return {
        "published_from": min(starts, default=None),
        "published_to": max(ends, default=None),
        "published_starts": starts,
        "published_ends": ends,
    }


def _words(event: Event, told_by: list[Mapping[str, Any]], placed: list[EventPlace]) -> str:
    texts = [telling.excerpt for telling in event.tellings]
    texts += [article["title"] for article in told_by]
    texts += [text for told in placed for text in (told.place.name, told.as_written)]
    texts += [actor.name for actor in event.actors]
    return f" {normalise_text(' | '.join(_unique(texts)))} "


def _unique(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
