"""Records to JSON and back without loss, and the answers of the command line.

In: the frozen records of :mod:`geo.models`. Out: JSON text (or plain dicts), and the same records again. Refuses JSON
that is not of the record's shape, naming the key.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from geo.errors import StoreError
from geo.models import EventPlace, Mention, Place, Span, Telling

T = TypeVar("T")
_REMEDY = "Correct it, or leave it out."


def to_json(record: Any) -> str:
    """Return the JSON text of a record or a tuple of records; every field is there, days are ISO text."""
    return msgspec.json.encode(record).decode()


def from_json(kind: type[T], text: str | bytes, *, source: str = "", where: str = "") -> T:
    """Return the record that `to_json` wrote; fields left out take their default.

    Raises
    ------
    StoreError
        If the text is no JSON or not of this shape; ``source`` and ``where`` go into the message.
    """
    try:
        return msgspec.json.decode(text, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError(
            f"not the JSON of {_name(kind)} ({error}).",
            source=source,
            where=where,
            remedy=_REMEDY,
        ) from error


def to_plain(record: Any) -> Any:
    """Return the JSON value of a record as dicts, lists, text and numbers."""
    return msgspec.to_builtins(record)


def from_plain(kind: type[T], value: Any, *, source: str = "", where: str = "") -> T:
    """Return the record of a JSON value, as `from_json` does of JSON text."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise StoreError(
            f"not the JSON of {_name(kind)} ({error}).",
            source=source,
            where=where,
            remedy=_REMEDY,
        ) from error


def _name(kind: Any) -> str:
    return f"a {kind.__name__}" if isinstance(kind, type) else str(kind)


def describe_mention(mention: Mention) -> dict[str, Any]:
    """Return a mention as ``geoparse`` answers it; offsets are code points, end exclusive, of the text given."""
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "type": mention.type.value,
        "use": mention.use.value,
        "score": round(mention.score, 4),
        "place": _place(mention.place) if mention.place else None,
        "places": [place.id for place in mention.places],
        "candidates": [
            {"id": match.place.id, "name": match.place.name, "score": round(match.score, 4)}
            for match in mention.candidates
        ],
        "reasons": list(mention.reasons),
    }


def describe_telling(telling: Telling) -> dict[str, Any]:
    """Return a telling as ``extract`` answers it; offsets are code points, end exclusive, of the text given."""
    when = telling.when
    return {
        "id": telling.id,
        "start": telling.start,
        "end": telling.end,
        "excerpt": telling.excerpt,
        "kind": telling.kind.value,
        "phase": telling.phase,
        "status": telling.status.value,
        "when": {
            "start": when.start.isoformat(),
            "end": when.end.isoformat(),
            "precision": when.precision.value,
            "basis": when.basis.value,
            "text": when.text,
        },
        "places": [_event_place(place) for place in telling.places],
        "actors": [{"id": actor.id, "name": actor.name, "role": actor.role.value} for actor in telling.actors],
        "weapons": list(telling.weapons),
        "units": list(telling.units),
        "quantity": telling.quantity,
        "attribution": list(telling.attribution),
        "confidence": round(telling.confidence, 4),
        "also_at": [[span.start, span.end] for span in telling.also_at],
    }


def _place(place: Place) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": place.id,
        "name": place.name,
        "country": place.countries[0] if place.countries else "",
        "kind": place.kind,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision.value,
    }
    return found if place.geonameid is None else {**found, "geonameid": place.geonameid}


def _event_place(told: EventPlace) -> dict[str, Any]:
    span = told.span or Span(-1, -1)
    return {
        "id": told.place.id,
        "name": told.place.name,
        "role": told.role.value,
        "lat": told.place.lat,
        "lon": told.place.lon,
        "precision": told.place.precision.value,
        "as_written": told.as_written,
        "start": span.start if told.span else None,
        "end": span.end if told.span else None,
    }
