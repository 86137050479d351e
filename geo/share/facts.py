"""What may be told of one event, as facts with names; and the event again from such facts.

In: a published event and the articles that tell it. Out: a dict of texts, numbers and lists, or a flat row of them for
a table; and back, so that what was exported can be opened again. `from_facts(to_facts(event))` has the same facts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from geo.maps.words import event_title
from geo.models import (
    ActorRole,
    Article,
    Basis,
    Event,
    EventActor,
    EventPlace,
    Kind,
    Place,
    PlaceRole,
    Precision,
    Status,
    Telling,
    TimePrecision,
    When,
)

Locate = Callable[[str], Place | None]
"""A place id → the place, None if the gazetteer has none."""

_LISTS = ("countries", "other_places", "other_place_ids", "actors", "actor_ids", "weapons", "units", "said_by")
_SOURCE_KEYS = ("title", "publisher", "link", "language", "published", "excerpt")
_NUMBERS = ("lat", "lon", "confidence")
_TEXTS = (
    "id", "kind", "status", "phase", "first_day", "last_day", "time_precision", "time_basis", "place", "place_id",
    "place_role", "place_precision", "as_written", "quantity", "reviewed",
)  # fmt: skip
FORMULA = tuple("=+-@|%")  # a spreadsheet may run a cell that begins so
_SAID_AT = "said at"
_NAMED = re.compile(r"(?P<name>.*) \((?P<role>[a-z ]+)\)", re.DOTALL)
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
        "place_role": next((held.role.value for held in event.places if held.place is place), ""),
        "place_precision": place.precision.value if place else "",
        "as_written": next((held.as_written for held in event.places if held.place is place), ""),
        "countries": [*place.countries] if place else [],
        "lat": round(place.lat, 5) if place and has_point else None,
        "lon": round(place.lon, 5) if place and has_point else None,
        "other_places": [_name_other(held) for held in others],
        "other_place_ids": [held.place.id for held in others],
    }


def _name_other(held: EventPlace) -> str:
    role = _SAID_AT if held.role is PlaceRole.ANCHOR else held.role.value
    return f"{held.place.name} ({role})"


def _to_telling_facts(telling: Telling, articles: Mapping[str, Article]) -> dict[str, str]:
    article = articles.get(telling.article_id)
    return {**(to_source(article) if article else dict.fromkeys(_SOURCE_KEYS[:-1], "")), "excerpt": telling.excerpt}


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
    row |= {f"source_{key}s": [source[key] for source in sources] for key in _SOURCE_KEYS}
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
    columns = {key: _split(str(row[f"source_{key}s"] or "")) for key in _SOURCE_KEYS}
    facts["sources"] = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)][
        :count
    ]
    for name in _LISTS:
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


def from_facts(facts: Mapping[str, Any], locate: Locate) -> tuple[Event, tuple[Article, ...]]:
    """Return an event of these facts, and the articles that tell it, as far as facts say what they were.

    Places come from the gazetteer where it knows them. Raises KeyError or ValueError for facts that are not of
    `to_facts`, or that name a place without a point that ``locate`` does not know.
    """
    _check(facts)
    when = When(
        date.fromisoformat(facts["first_day"]),
        _after(facts["last_day"]),
        TimePrecision(facts["time_precision"]),
        Basis(facts["time_basis"]),
    )
    articles = tuple(_to_article(source) for source in facts["sources"])
    common: dict[str, Any] = {
        "kind": Kind(facts["kind"]), "status": Status(facts["status"]), "when": when, "phase": facts["phase"],
        "places": tuple(_to_places(facts, locate)), "actors": tuple(_to_actors(facts)),
        "weapons": tuple(facts["weapons"]), "units": tuple(facts["units"]), "quantity": facts["quantity"],
        "attribution": tuple(facts["said_by"]), "confidence": float(facts["confidence"]), "reviewed": facts["reviewed"],
    }  # fmt: skip
    tellings = tuple(
        Telling(
            id=f"{facts['id']}-{number}", article_id=article.id, start=0, end=len(source["excerpt"]),
            excerpt=source["excerpt"], **common,
        )
        for number, (source, article) in enumerate(zip(facts["sources"], articles, strict=True))
    )  # fmt: skip
    return Event(id=facts["id"], tellings=tellings, **common), articles


def _check(facts: Mapping[str, Any]) -> None:
    """Raise ValueError for facts of another type than `to_facts` writes, or a time that ends before it begins."""
    texts = [facts[name] for name in _TEXTS] + [text for source in facts["sources"] for text in source.values()]
    texts += [item for name in _LISTS for item in facts[name]]
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("a fact that is no text")
    if facts["last_day"] < facts["first_day"]:
        raise ValueError(f"last_day {facts['last_day']!r}")
    if not 0 <= float(facts["confidence"]) <= 1:  # also true of what is no number
        raise ValueError(f"confidence {facts['confidence']!r}")


def _after(last: str) -> date:
    day = date.fromisoformat(last)
    return day + timedelta(days=1) if day < date.max else day


def _to_article(source: Mapping[str, str]) -> Article:
    key = sha256("\n".join(source[name] for name in _SOURCE_KEYS[:-1]).encode()).hexdigest()[:16]
    first, _, last = source["published"].partition("/")
    published = (
        When(date.fromisoformat(first), _after(last or first), TimePrecision.DAY, Basis.EXPLICIT) if first else None
    )
    return Article(
        id=key, text="", language=source["language"], title=source["title"], publisher=source["publisher"],
        url=source["link"], published=published,
    )  # fmt: skip


def _to_places(facts: Mapping[str, Any], locate: Locate) -> Iterator[EventPlace]:
    if facts["place_id"]:
        place = _to_place(facts, locate)
        yield EventPlace(place, PlaceRole(facts["place_role"]), as_written=facts["as_written"])
    for named, place_id in zip(facts["other_places"], facts["other_place_ids"], strict=True):
        name, role = _parts(named)
        known = locate(place_id)
        if known is not None:
            yield EventPlace(replace(known, name=name), PlaceRole.ANCHOR if role == _SAID_AT else PlaceRole(role))


def _to_place(facts: Mapping[str, Any], locate: Locate) -> Place:
    known = locate(facts["place_id"])
    precision = Precision(facts["place_precision"])
    countries = tuple(facts["countries"])
    if facts["lat"] is not None and facts["lon"] is not None:
        lat, lon = float(facts["lat"]), float(facts["lon"])
        if not (abs(lat) <= 90 and abs(lon) <= 180):
            raise ValueError(f"lat {lat}, lon {lon}")
    elif known is not None:
        lat, lon = known.lat, known.lon
    else:
        raise ValueError(f"place_id {facts['place_id']!r}")
    kind = known.kind if known is not None else precision.value
    return Place(facts["place_id"], facts["place"], kind, precision, lat, lon, countries)


def _to_actors(facts: Mapping[str, Any]) -> Iterator[EventActor]:
    for named, actor_id in zip(facts["actors"], facts["actor_ids"], strict=True):
        name, role = _parts(named)
        yield EventActor(actor_id, name, ActorRole(role.replace(" ", "_")))


def _parts(named: str) -> tuple[str, str]:
    found = _NAMED.fullmatch(named)
    if found is None:
        raise ValueError(repr(named))
    return found["name"], found["role"]
