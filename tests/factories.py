"""Make records with sensible defaults; a test names only what it is about."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
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
    Review,
    ReviewAction,
    Status,
    Telling,
    TimePrecision,
    When,
)

EXCERPT = "Poland closed the Bobrowniki crossing on 10 February 2023."


def make_article(**changes: Any) -> Article:
    values: dict[str, Any] = {
        "id": "a1",
        "text": EXCERPT,
        "language": "en",
        "title": "A crossing closes",
        "publisher": "The Border Post",
        "url": "https://example.org/a1",
        "published": make_when("2023-02-14"),
        "published_how": "written in the page",
        "source": "a1.md",
    }
    return Article(**values | changes)


def make_when(first: str = "2023-02-10", last: str = "", **changes: Any) -> When:
    start = date.fromisoformat(first)
    end = date.fromisoformat(last or first) + timedelta(days=1)
    values: dict[str, Any] = {"precision": TimePrecision.DAY, "basis": Basis.EXPLICIT, "text": "10 February 2023"}
    return When(start, end, **values | changes)


def make_place(**changes: Any) -> Place:
    values: dict[str, Any] = {
        "id": "crossing:bobrowniki-bierastavica",
        "name": "Bobrowniki–Bierastavica",
        "kind": "border crossing",
        "precision": Precision.CROSSING,
        "lat": 53.124,
        "lon": 23.889,
        "countries": ("PL", "BY"),
        "admin1": "PL-20",
        "geonameid": 775774,
    }
    return Place(**values | changes)


def make_country(code: str = "BY", name: str = "Belarus", **changes: Any) -> Place:
    values: dict[str, Any] = {"kind": "country", "precision": Precision.COUNTRY, "lat": 53.7, "lon": 27.9}
    return Place(id=f"iso:{code}", name=name, countries=(code,), **values | changes)


def make_event_place(place: Place | None = None, role: PlaceRole = PlaceRole.LOCATION, **changes: Any) -> EventPlace:
    chosen = place or make_place()
    return EventPlace(**{"place": chosen, "role": role, "as_written": chosen.name} | changes)


def make_actor(actor_id: str = "POL", role: ActorRole = ActorRole.ACTS, **changes: Any) -> EventActor:
    names = {"POL": ("Poland", "PL"), "BLR": ("Belarus", "BY"), "RUS": ("Russia", "RU"), "UKR": ("Ukraine", "UA")}
    name, country = names.get(actor_id, (actor_id.title(), ""))
    return EventActor(**{"id": actor_id, "name": name, "role": role, "country": country} | changes)


def make_telling(**changes: Any) -> Telling:
    """Give a telling whose id follows from article, span and kind, as extraction's ids do."""
    values: dict[str, Any] = {
        "article_id": "a1",
        "start": 0,
        "end": len(EXCERPT),
        "excerpt": EXCERPT,
        "kind": Kind.BORDER_CLOSURE,
        "status": Status.REPORTED,
        "when": make_when(),
        "places": (make_event_place(),),
        "actors": (make_actor(),),
        "confidence": 0.8,
    } | changes
    facts = f"{values['article_id']} {values['start']} {values['end']} {values['kind']}"
    return Telling(**{"id": hashlib.sha256(facts.encode()).hexdigest()[:16]} | values)


def make_event(*tellings: Telling, **changes: Any) -> Event:
    """Give an event told by these tellings (one by default), its fields those of the first."""
    told = tellings or (make_telling(),)
    names = [
        "id",
        "kind",
        "status",
        "when",
        "phase",
        "places",
        "actors",
        "weapons",
        "units",
        "quantity",
        "attribution",
        "confidence",
        "reviewed",
    ]
    values = {name: getattr(told[0], name) for name in names}
    return Event(**values | {"tellings": told} | changes)


def make_review(action: ReviewAction = ReviewAction.CORRECT, **changes: Any) -> Review:
    had = make_telling()
    values: dict[str, Any] = {
        "id": "r1",
        "article_id": had.article_id,
        "telling_id": had.id,
        "action": action,
        "had": None if action is ReviewAction.ADD else had,
        "right": None if action is ReviewAction.REJECT else make_telling(status=Status.CLAIMED),
        "reviewer": "Ada",
        "at": "2023-03-01T12:00:00Z",
    }
    return Review(**values | changes)
