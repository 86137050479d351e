"""The values of a filter: how each is written in a URL, read from one, and put in its one form.

In: texts of a query, or values as they come. Out: values that are equal if they mean the same. Refuses what has no
meaning with FilterError, which names the key.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import parse_qs

from geo.errors import FilterError
from geo.language import tr
from geo.models import ActorRole, Kind, Status

Query = str | Mapping[str, str | Sequence[str]]
"""The query part of a URL ("from=2023-02-01&actors=POL"), or its keys with one or several values."""

KEYS = {
    "since": "from",
    "until": "to",
    "dates": "dates",
    "actors": "actors",
    "role": "role",
    "kinds": "kinds",
    "statuses": "status",
    "countries": "countries",
    "place": "place",
    "radius_km": "radius",
    "languages": "languages",
    "publishers": "publishers",
    "articles": "articles",
    "weapons": "weapons",
    "min_confidence": "confidence",
    "words": "words",
    "reviewed": "reviewed",
    "machine_only": "machine",
}
"""The field of a filter → its key in a URL."""
_LARGEST_RADIUS_KM = 20_040.0  # half the Earth's girth: farther is everywhere


class Dates(StrEnum):
    """Which days a filter and a count go by: when it happened, or when an article told it."""

    HAPPENED = "happened"
    PUBLISHED = "published"


def to_texts(value: Any) -> tuple[str, ...]:
    """Return the texts that say a value in a URL; () for one that leaves everything in."""
    if isinstance(value, tuple):
        return tuple(str(item) for item in value)
    if isinstance(value, bool):
        return ("yes",) if value else ()
    if isinstance(value, float):
        return (repr(value),) if value else ()
    if isinstance(value, Dates):
        return (value.value,) if value is not Dates.HAPPENED else ()
    return (value.isoformat(),) if isinstance(value, date) else (str(value),) if value else ()


def to_values(query: Query) -> dict[str, list[str]]:
    """Return the values of each key of a query."""
    if isinstance(query, str):
        return parse_qs(query.removeprefix("?"), keep_blank_values=False)
    return {key: [value] if isinstance(value, str) else [*value] for key, value in query.items()}


def _tidy_words(text: str) -> str:
    return " ".join(text.split())


def _tidy_list(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({tidied for value in values if (tidied := _tidy_words(value))}))


def _tidy_codes(values: Iterable[str]) -> tuple[str, ...]:
    return _tidy_list(value.upper() for value in values)


def _tidy_enum(kind: type[StrEnum], key: str) -> Callable[[Iterable[str]], tuple[StrEnum, ...]]:
    def tidy(values: Iterable[str]) -> tuple[StrEnum, ...]:
        return tuple(sorted({_member(kind, value, key) for value in values}))

    return tidy


def _member(kind: type[StrEnum], value: str, key: str) -> StrEnum:
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(kind)
        raise FilterError(
            tr("got {value}, expected one of {known}.", value=repr(value), known=known),
            where=key,
            remedy=tr("Choose one of them."),
        ) from None


def _tidy_number(key: str, largest: float) -> Callable[[float], float]:
    def tidy(value: float) -> float:
        if not math.isfinite(value) or not 0 <= value <= largest:
            raise FilterError(
                tr("got {value}, expected 0 to {largest}.", value=repr(value), largest=f"{largest:g}"),
                where=key,
                remedy=tr("Choose a number in this range."),
            )
        return float(value) + 0.0  # turns -0.0 into 0.0, so equal filters are equal texts

    return tidy


TIDY: dict[str, Callable[[Any], Any]] = {
    "dates": lambda value: _member(Dates, value, "dates"),
    "actors": _tidy_codes,
    "role": lambda value: _member(ActorRole, value, "role") if value else "",
    "kinds": _tidy_enum(Kind, "kinds"),
    "statuses": _tidy_enum(Status, "status"),
    "countries": _tidy_codes,
    "place": _tidy_words,
    "radius_km": _tidy_number("radius", _LARGEST_RADIUS_KM),
    "languages": _tidy_list,
    "publishers": _tidy_list,
    "articles": _tidy_list,
    "weapons": _tidy_list,
    "min_confidence": _tidy_number("confidence", 1.0),
    "words": _tidy_words,
}


def _read_list(values: Sequence[str], _key: str) -> tuple[str, ...]:
    return tuple(values)


def _read_text(values: Sequence[str], _key: str) -> str:
    return values[-1]


def _read_day(values: Sequence[str], key: str) -> date:
    try:
        return date.fromisoformat(values[-1].strip())
    except ValueError:
        raise FilterError(
            tr("{value} is no day.", value=repr(values[-1])),
            where=key,
            remedy=tr("Write it as year-month-day, like 2023-02-14."),
        ) from None


def _read_number(values: Sequence[str], key: str) -> float:
    try:
        return float(values[-1])
    except ValueError:
        raise FilterError(
            tr("{value} is no number.", value=repr(values[-1])), where=key, remedy=tr("Write it like 0.5.")
        ) from None


def _read_switch(values: Sequence[str], key: str) -> bool:
    word = values[-1].strip().lower()
    if word in ("yes", "true", "1", "on", "no", "false", "0", "off"):
        return word in ("yes", "true", "1", "on")
    raise FilterError(
        tr("got {value}, expected yes or no.", value=repr(values[-1])),
        where=key,
        remedy=tr("Write yes, or leave it out."),
    )


READ: dict[str, Callable[[Sequence[str], str], Any]] = {
    **dict.fromkeys(KEYS, _read_list),
    **dict.fromkeys(("since", "until"), _read_day),
    **dict.fromkeys(("dates", "role", "place", "words"), _read_text),
    **dict.fromkeys(("radius_km", "min_confidence"), _read_number),
    **dict.fromkeys(("reviewed", "machine_only"), _read_switch),
}
LISTS = frozenset(name for name, read in READ.items() if read is _read_list)
