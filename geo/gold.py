"""The gold: articles annotated by hand, read from JSON into records that the scorer and the reviews share.

In come files of ``data/gold``; out come `GoldArticle`s. Refuses a file whose excerpts do not stand at their offsets.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from geo.errors import GeoError
from geo.models import (
    ActorRole,
    Basis,
    EventActor,
    EventPlace,
    Kind,
    MentionType,
    Place,
    PlaceRole,
    Precision,
    Span,
    Status,
    Telling,
    TimePrecision,
    Use,
    When,
)


class GoldError(GeoError):
    """An annotated file contradicts itself."""


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A place mention; ``optional`` ones are neither rewarded nor punished."""

    span: Span
    text: str
    type: MentionType
    use: Use
    place_ids: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldTelling:
    """An annotated event.

    ``value`` is the day, month or year that is right; ``tolerance_km`` goes by place, in their order.
    """

    telling: Telling
    value: str
    tolerance_km: tuple[float, ...]
    cluster: str


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article.

    ``text`` is "" where it stands in data/articles, in the file whose name starts with ``name``.
    """

    name: str
    text: str
    language: str
    sha256: str
    published: When | None
    mentions: tuple[GoldMention, ...]
    demonyms: tuple[Span, ...]
    traps: tuple[Span, ...]
    tellings: tuple[GoldTelling, ...]


def read_gold(path: Path) -> tuple[GoldArticle, ...]:
    """Read one file of annotated articles.

    Raises
    ------
    GoldError
        If the file cannot be read, a key is missing or has no meaning, or an excerpt does not stand at its offsets
        (where the text is given).
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        articles = tuple(_article(record) for record in raw["articles"])
    except OSError as error:
        raise GoldError(
            f"cannot be read ({error.strerror}).", source=str(path), remedy="Name a file of annotated articles."
        ) from error
    except (KeyError, ValueError, TypeError) as error:
        raise GoldError(
            f"not in the gold format ({error!r}).", source=str(path), remedy="See data/gold/README.md."
        ) from error
    for article in articles:
        _check_excerpts(article, path)
    return articles


def _check_excerpts(article: GoldArticle, path: Path) -> None:
    for gold in article.tellings if article.text else ():
        found = article.text[gold.telling.start : gold.telling.end]
        if found != gold.telling.excerpt:
            raise GoldError(
                f"the text has {found!r} at {gold.telling.start}, expected {gold.telling.excerpt!r}.",
                source=str(path),
                where=f"article {article.name}, event {gold.telling.id}",
                remedy="Correct start and end.",
            )


def _article(record: Mapping[str, Any]) -> GoldArticle:
    window = record.get("published")
    name = str(record["article"])
    return GoldArticle(
        name=name,
        text=record.get("text", ""),
        language=record["language"],
        sha256=record.get("sha256", ""),
        published=_window(window) if window else None,
        mentions=tuple(_mention(m) for m in record.get("mentions", ())),
        demonyms=tuple(Span(d["start"], d["end"]) for d in record.get("demonyms", ())),
        traps=tuple(Span(t["start"], t["end"]) for t in record.get("traps", ())),
        tellings=tuple(_telling(t, name) for t in record.get("tellings", ())),
    )


def _window(record: Mapping[str, Any]) -> When:
    return When(
        date.fromisoformat(record["start"]), date.fromisoformat(record["end"]), TimePrecision.DAY, Basis.INFERRED
    )


def _mention(record: Mapping[str, Any]) -> GoldMention:
    return GoldMention(
        span=Span(record["start"], record["end"]),
        text=record["text"],
        type=MentionType(record["type"]),
        use=Use(record["use"]),
        place_ids=tuple(record["place_ids"]),
        optional=record["optional"],
    )


def _telling(record: Mapping[str, Any], article_id: str) -> GoldTelling:
    when = record["when"]
    telling = Telling(
        id=record["id"],
        article_id=article_id,
        start=record["start"],
        end=record["end"],
        excerpt=record["excerpt"],
        kind=Kind(record["kind"]),
        status=Status(record["status"]),
        when=When(
            date.fromisoformat(when["start"]),
            date.fromisoformat(when["end"]),
            TimePrecision(when["precision"]),
            Basis(when["basis"]),
            when.get("text", ""),
            Span(*when["at"]) if when.get("at") else None,
        ),
        phase=record.get("phase", ""),
        places=tuple(_place(p) for p in record["places"]),
        actors=tuple(
            EventActor(a["id"], a["name"], ActorRole(a["role"]), a.get("country", ""), _span(a))
            for a in record["actors"]
        ),
        weapons=tuple(record.get("weapons", ())),
        units=tuple(record.get("units", ())),
        quantity=record.get("quantity", ""),
        attribution=tuple(record.get("attribution", ())),
        confidence=record.get("confidence", 0.9),
        also_at=tuple(Span(start, end) for start, end in record.get("also_at", ())),
    )
    tolerance = tuple(float(p.get("tolerance_km", 25)) for p in record["places"])
    return GoldTelling(telling, when["value"], tolerance, record.get("cluster", ""))


def _place(record: Mapping[str, Any]) -> EventPlace:
    precision = Precision(record["precision"])
    place = Place(
        id=record["id"],
        name=record["name"],
        kind=record.get("kind", precision.value),
        precision=precision,
        lat=record["lat"],
        lon=record["lon"],
        countries=tuple(record.get("countries", ())),
    )
    return EventPlace(place, PlaceRole(record["role"]), record.get("as_written", ""), _span(record))


def _span(record: Mapping[str, Any]) -> Span | None:
    return Span(record["start"], record["end"]) if record.get("start") is not None else None
