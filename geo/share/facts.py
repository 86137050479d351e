"""What may be told of one event, as facts with names: the allow-list of every export.

In: a published event and the articles that tell it. Out: a dict of texts, numbers and lists, or a flat row of them for
a table, and the dict of a row again. `geo.share.rebuilding` makes the event of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from geo.maps.words import event_title
from geo.models import (
    Article,
    Event,
    EventPlace,
    PlaceRole,
    Telling,
    When,
)

LISTS = (
    "countries", "other_places", "other_place_ids", "actors", "actor_ids", "actor_countries", "weapons", "units",
    "said_by",
)  # fmt: skip
ARTICLE_KEYS = ("title", "publisher", "link", "language", "published")
TOLD_KEYS = ("first_day", "last_day", "time_precision", "time_basis", "place_id", "quantity")
"""What each telling says for itself; files from before 25 November 2026 lack it, and the countries of actors."""
_SOURCE_KEYS = (*ARTICLE_KEYS, "excerpt", *TOLD_KEYS)
_COLUMNS = {key: f"source_{key}s" for key in _SOURCE_KEYS} | {
    "quantity": "source_quantities",
    "time_basis": "source_time_bases",
}
_NUMBERS = ("lat", "lon", "confidence")
FORMULA = tuple("=+-@|%")  # a spreadsheet may run a cell that begins so
SAID_AT = "said at"
_ITEM = re.compile(r"((?:[^;\\]|\\.)*)(; |$)", re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def to_facts(event: Event, articles: Mapping[str, Article]) -> dict[str, Any]:
    """Return what may be told of one event, in the order of the columns; lists where there may be several."""
    return {
        "id": event.id,
        "title": event_title(event),
        "kind": event.kind.value,
        "group": event.kind.group.value,
        "status": event.status.value,
        "phase": event.phase,
        **_to_time_facts(event.when),
        **_to_place_facts(event),
        "actors": [f"{actor.name} ({actor.role.value.replace('_', ' ')})" for actor in event.actors],
        "actor_ids": [actor.id for actor in event.actors],
        "actor_countries": [actor.country for actor in event.actors],
        "weapons": [*event.weapons],
        "units": [*event.units],
        "quantity": event.quantity,
        "said_by": [*event.attribution],
        "confidence": round(event.confidence, 3),
        "reviewed": event.reviewed,
        "excerpt": event.tellings[0].excerpt if event.tellings else "",
        "sources": [_to_telling_facts(telling, articles) for telling in event.tellings],
    }


def _to_time_facts(when: When) -> dict[str, str]:
    return {
        "first_day": when.start.isoformat(),
        "last_day": when.last.isoformat(),
        "time_precision": when.precision.value,
        "time_basis": when.basis.value,
    }


def _to_place_facts(event: Event) -> dict[str, Any]:
    drawn = next((held for held in event.places if held.role is not PlaceRole.ANCHOR), None)
    place = drawn.place if drawn else None
    has_point = place is not None and place.precision.is_point
    others = [held for held in event.places if held is not drawn]
    return {
        "place": place.name if place else "",
        "place_id": place.id if place else "",
        "place_role": drawn.role.value if drawn else "",
        "place_precision": place.precision.value if place else "",
        "as_written": drawn.as_written if drawn else "",
        "countries": [*place.countries] if place else [],
        "lat": round(place.lat, 5) if place and has_point else None,
        "lon": round(place.lon, 5) if place and has_point else None,
        "other_places": [_name_other(held) for held in others],
        "other_place_ids": [held.place.id for held in others],
    }


def _name_other(held: EventPlace) -> str:
    role = SAID_AT if held.role is PlaceRole.ANCHOR else held.role.value
    return f"{held.place.name} ({role})"


def _to_telling_facts(telling: Telling, articles: Mapping[str, Article]) -> dict[str, str]:
    article = articles.get(telling.article_id)
    place = telling.drawn_at
    return {
        **(to_source(article) if article else dict.fromkeys(ARTICLE_KEYS, "")),
        "excerpt": telling.excerpt,
        **_to_time_facts(telling.when),
        "place_id": place.id if place else "",
        "quantity": telling.quantity,
    }


def to_source(article: Article) -> dict[str, str]:
    """Return what may be told of an article."""
    return {
        "title": article.title,
        "publisher": article.publisher,
        "link": article.url,
        "language": article.language,
        "published": _days(article.published) if article.published else "",
    }


def _days(when: When) -> str:
    """Return a day, or the days from first to last as ISO 8601 writes an interval."""
    last = when.last.isoformat()
    return last if when.start == when.last else f"{when.start.isoformat()}/{last}"


def to_row(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts as one flat row: lists joined by "; ", a backslash before a ";" of an item; sources by column."""
    row = {name: value for name, value in facts.items() if name != "sources"}
    sources = facts["sources"]
    row["tellings"] = len(sources)
    row |= {column: [source[key] for source in sources] for key, column in _COLUMNS.items()}
    return {name: _join(value) if isinstance(value, list) else value for name, value in row.items()}


def _join(items: list[str]) -> str:
    return "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def _split(text: str) -> list[str]:
    """Return the items that `_join` joined; at least one."""
    items = []
    for item, more in _ITEM.findall(text):
        items.append(_ESCAPED.sub(r"\1", item))
        if not more:
            break
    return items


def from_row(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of a flat row; columns that tell of the map are left out. Raises ValueError for a broken row."""
    facts = {name: value for name, value in row.items() if not name.startswith(("source_", "map_"))}
    count = int(facts.pop("tellings"))
    columns = {key: _split(str(row[name] or "")) for key, name in _COLUMNS.items() if name in row}
    rows = zip(*columns.values(), strict=True)
    facts["sources"] = [dict(zip(columns, values, strict=True)) for values in rows][:count]
    for name in LISTS if "actor_countries" in facts else set(LISTS) - {"actor_countries"}:
        facts[name] = _split(str(facts[name])) if facts[name] else []
    for name in _NUMBERS:
        facts[name] = float(facts[name]) if facts[name] not in ("", None) else None
    return {name: "" if value is None and name not in _NUMBERS else value for name, value in facts.items()}


def to_cell(value: Any) -> Any:
    """Return a cell of a table that no spreadsheet takes for a formula; `from_cell` gives the value again."""
    if isinstance(value, str):
        return f"'{value}" if value.lstrip().startswith((*FORMULA, "'")) else value
    return "" if value is None else value


def from_cell(cell: str) -> str:
    """Return the value of a cell that `to_cell` wrote."""
    return cell.removeprefix("'")
