"""The event again from the facts that an export holds of it, so that what was exported can be opened.

In: facts as `geo.share.facts` writes them, and a finder of places. Out: the event with its tellings, and the articles
that tell it, as far as facts say what they were. What is no fact of ours is refused with ValueError or KeyError.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

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
from geo.share.facts import ARTICLE_KEYS, LISTS, SAID_AT, TOLD_KEYS

Locate = Callable[[str], Place | None]
"""A place id → the place, None if the gazetteer has none."""

_TEXTS = (
    "id", "kind", "status", "phase", "first_day", "last_day", "time_precision", "time_basis", "place", "place_id",
    "place_role", "place_precision", "as_written", "quantity", "reviewed",
)  # fmt: skip
_NAMED = re.compile(r"(?P<name>.*) \((?P<role>[a-z ]+)\)", re.DOTALL)


def from_facts(facts: Mapping[str, Any], locate: Locate) -> tuple[Event, tuple[Article, ...]]:
    """Return an event of these facts, and the articles that tell it, as far as facts say what they were.

    Places come from the gazetteer where it knows them. Raises KeyError or ValueError for facts that are not of
    `to_facts`, or that name a place without a point that ``locate`` does not know.
    """
    _check(facts)
    articles = tuple(_to_article(source) for source in facts["sources"])
    common: dict[str, Any] = {
        "kind": Kind(facts["kind"]), "status": Status(facts["status"]), "when": _to_when(facts),
        "phase": facts["phase"], "places": tuple(_to_places(facts, locate)),
        "actors": tuple(_to_actors(facts)), "weapons": tuple(facts["weapons"]), "units": tuple(facts["units"]),
        "quantity": facts["quantity"],
        "attribution": tuple(facts["said_by"]), "confidence": float(facts["confidence"]), "reviewed": facts["reviewed"],
    }  # fmt: skip
    event = Event(id=facts["id"], tellings=(), **common)
    tellers = enumerate(zip(facts["sources"], articles, strict=True))
    told = (_to_telling(event, number, source, article.id, common, locate) for number, (source, article) in tellers)
    return replace(event, tellings=tuple(told)), articles


def _to_telling(
    event: Event, number: int, source: Mapping[str, str], article_id: str, common: Mapping[str, Any], locate: Locate
) -> Telling:
    """Return a telling with what it says for itself; of an older file, which does not know, with what the event has."""
    excerpt = source["excerpt"]
    telling = Telling(f"{event.id}-{number}", article_id, 0, len(excerpt), excerpt, **common)
    if not all(key in source for key in TOLD_KEYS):
        return telling
    place_id = source["place_id"]
    if place_id != (event.drawn_at.id if event.drawn_at else ""):
        place = next((held.place for held in event.places if held.place.id == place_id), locate(place_id))
        telling = replace(telling, places=(EventPlace(place, PlaceRole.LOCATION),) if place else ())
    return replace(telling, when=_to_when(source), quantity=source["quantity"])


def _check(facts: Mapping[str, Any]) -> None:
    """Raise ValueError for facts of another type than `to_facts` writes."""
    texts = [facts[name] for name in _TEXTS] + [text for source in facts["sources"] for text in source.values()]
    texts += [item for name in LISTS for item in facts.get(name, ())]
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("a fact that is no text")
    if not 0 <= float(facts["confidence"]) <= 1:  # also true of what is no number
        raise ValueError(f"confidence {facts['confidence']!r}")


def _to_when(facts: Mapping[str, Any]) -> When:
    if facts["last_day"] < facts["first_day"]:
        raise ValueError(f"last_day {facts['last_day']!r}")
    precision, basis = TimePrecision(facts["time_precision"]), Basis(facts["time_basis"])
    return When(date.fromisoformat(facts["first_day"]), _after(facts["last_day"]), precision, basis)


def _after(last: str) -> date:
    day = date.fromisoformat(last)
    return day + timedelta(days=1) if day < date.max else day


def _to_article(source: Mapping[str, str]) -> Article:
    key = sha256("\n".join(source[name] for name in ARTICLE_KEYS).encode()).hexdigest()[:16]
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
            yield EventPlace(replace(known, name=name), PlaceRole.ANCHOR if role == SAID_AT else PlaceRole(role))


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
    countries = facts.get("actor_countries") or [""] * len(facts["actors"])
    for named, actor_id, country in zip(facts["actors"], facts["actor_ids"], countries, strict=True):
        name, role = _parts(named)
        yield EventActor(actor_id, name, ActorRole(role.replace(" ", "_")), country)


def _parts(named: str) -> tuple[str, str]:
    found = _NAMED.fullmatch(named)
    if found is None:
        raise ValueError(repr(named))
    return found["name"], found["role"]
