"""One frozen record of what to show, the same in the page, the URL, the command line and the store.

In: fields, or the query part of a URL. Out: the same filter, its URL, and its words. Refuses values without meaning
(:class:`geo.errors.FilterError` names the key), or, read leniently, leaves them out and says so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Literal
from urllib.parse import parse_qs, urlencode

from geo.errors import FilterError
from geo.language import day as in_words
from geo.language import msg, number, tr
from geo.models import ActorRole, Kind, Problem, Status

Query = str | Mapping[str, str | Sequence[str]]
"""The query part of a URL ("from=2023-02-01&actors=POL"), or its keys with one or several values."""

_KEYS = {
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
    "weapons": "weapons",
    "min_confidence": "confidence",
    "words": "words",
    "reviewed": "reviewed",
    "machine_only": "machine",
}
NEAR_KM = 50.0
"""A point without a radius means this far around it, about a district; its words say so."""
_POINT = re.compile(r"[+-]?\d{1,2}(?:\.\d+)?\s*,\s*[+-]?\d{1,3}(?:\.\d+)?")
_LARGEST_RADIUS_KM = 20_040.0  # half the Earth's girth: farther is everywhere


class Dates(StrEnum):
    """Which days a filter and a count go by: when it happened, or when an article told it."""

    HAPPENED = "happened"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which events to show; an empty field leaves everything in.

    Lists are kept sorted and without repetition, so equal filters have equal URLs.

    Attributes
    ----------
    since, until
        First and last day (inclusive, as in the URL and in words); an event matches if its time overlaps them.
    dates
        Whether the days are those on which it happened, or those on which some article told it.
    actors
        Actor ids; a state ("POL") stands for its institutions ("POL_MIL") too, and, where the query is told the
        hierarchy of the codebook, for the persons in their offices.
    role
        What one of the actors is to the event: acts, acted_on, host, with; "" for any.
    countries
        ISO 3166-1 alpha-2 codes of the places where it happened.
    place, radius_km
        A place id, a place name or "lat,lon". An area (district, region, country, border) stands for all that lies in
        it, with a radius also for what lies so far around it; a point for itself, with a radius for the circle around
        it; "lat,lon" without a radius for `NEAR_KM` around.
    words
        Each must occur in excerpt, title, place or actor names as a whole word, whatever its case and diacritics;
        ``word*`` stands for all words that begin so.
    min_confidence
        0..1.
    reviewed
        True shows only what a person has confirmed, corrected or added.
    machine_only
        True shows what the machine alone made, without any review.
    """

    since: date | None = None
    until: date | None = None
    dates: Dates = Dates.HAPPENED
    actors: tuple[str, ...] = ()
    role: ActorRole | Literal[""] = ""
    kinds: tuple[Kind, ...] = ()
    statuses: tuple[Status, ...] = ()
    countries: tuple[str, ...] = ()
    place: str = ""
    radius_km: float = 0.0
    languages: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    min_confidence: float = 0.0
    words: str = ""
    reviewed: bool = False
    machine_only: bool = False

    def __post_init__(self) -> None:
        """Put every field in its one form; raises FilterError for a value without meaning."""
        for item in fields(self):
            tidy = _TIDY.get(item.name)
            if tidy is not None:
                object.__setattr__(self, item.name, tidy(getattr(self, item.name)))
        if self.since and self.until and self.since > self.until:
            raise FilterError(
                tr("the first day {first} is after the last day {last}.", first=self.since, last=self.until),
                where="from, to",
                remedy=tr("Exchange the two days."),
            )
        if self.role and not self.actors:
            raise FilterError(
                tr("a role without an actor."), where="role", remedy=tr("Name an actor too, or leave it out.")
            )
        if self.radius_km and not self.place:
            raise FilterError(
                tr("a radius without a place."), where="radius", remedy=tr("Name a place too, or leave it out.")
            )
        if self.reviewed and self.machine_only:
            raise FilterError(
                tr("the machine alone has nothing that is reviewed."),
                where="reviewed, machine",
                remedy=tr("Choose one of the two."),
            )

    @property
    def is_empty(self) -> bool:
        """True if it leaves every event in (the machine's view aside)."""
        return self == Filter(machine_only=self.machine_only)

    def to_query(self) -> str:
        """Return the query part of a URL; several values repeat their key, fields left empty are left out."""
        pairs = [(key, text) for name, key in _KEYS.items() for text in _to_texts(getattr(self, name))]
        return urlencode(pairs)

    @classmethod
    def from_query(cls, query: Query) -> Filter:
        """Read what :meth:`to_query` wrote; other keys are ignored, raises FilterError for a value without meaning."""
        values = _to_values(query)
        return cls(**{name: _READ[name](values[key], key) for name, key in _KEYS.items() if values.get(key)})

    @classmethod
    def from_query_leniently(cls, query: Query) -> tuple[Filter, tuple[Problem, ...]]:
        """Read the usable part of a query; what has no meaning is left out and told as a problem."""
        values = _to_values(query)
        good: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, key in _KEYS.items():
            for value in values.get(key, ()):
                try:
                    read = (
                        good.get(name, ()) + _READ[name]([value], key) if name in _LISTS else _READ[name]([value], key)
                    )
                    cls(**{**good, name: read})
                except FilterError as error:
                    problems.append(
                        Problem(tr("the link, {where}", where=error.where), error.message, tr("It was left out."))
                    )
                else:
                    good[name] = read
        return cls(**good), tuple(problems)

    def in_words(self, names: Mapping[str, str] | None = None) -> str:
        """Return the filter as one line for people, "all events" if empty.

        ``names`` gives the words for ids (actors, countries …); an id without a name stands for itself.
        """
        known = names or {}
        days = _days_in_words(self.since, self.until)
        told = tr("told {days}", days=days) if days and self.dates is Dates.PUBLISHED else days
        parts = [told, self._place_in_words(known)]
        parts += [
            f"{label}: {', '.join(known.get(value, value.replace('_', ' ') if enum else value) for value in values)}"
            for label, values, enum in self._lists()
            if values
        ]
        parts += [
            tr("words: {words}", words=self.words) if self.words else "",
            tr("confidence from {number}", number=number(self.min_confidence)) if self.min_confidence else "",
            tr("reviewed only") if self.reviewed else "",
            tr("machine alone") if self.machine_only else "",
        ]
        return " · ".join(part for part in parts if part) or tr("all events")

    def _lists(self) -> tuple[tuple[str, tuple[str, ...], bool], ...]:
        return (
            (tr(_ROLE_WORDS[self.role]), self.actors, False),
            (tr("kinds"), self.kinds, True),
            (tr("status"), self.statuses, True),
            (tr("countries"), self.countries, False),
            (tr("languages"), self.languages, False),
            (tr("publishers"), self.publishers, False),
            (tr("weapons"), self.weapons, False),
        )

    def _place_in_words(self, names: Mapping[str, str]) -> str:
        if not self.place:
            return ""
        name = names.get(self.place, self.place)
        radius_km = self.radius_km or (NEAR_KM if _POINT.fullmatch(self.place) else 0)
        if radius_km:
            return tr("within {distance} km of {place}", distance=number(radius_km), place=name)
        return tr("at {place}", place=name)


_ROLE_WORDS = {
    "": msg("actors"),
    ActorRole.ACTS: msg("who acts"),
    ActorRole.ACTED_ON: msg("acted on"),
    ActorRole.HOST: msg("host"),
    ActorRole.WITH: msg("together with"),
}


def _days_in_words(since: date | None, until: date | None) -> str:
    if since and until:
        return _day(since) if since == until else f"{_day(since)} \N{EN DASH} {_day(until)}"
    if since:
        return tr("from {day}", day=_day(since))
    return tr("until {day}", day=_day(until)) if until else ""


def _day(day: date) -> str:
    return in_words(day, "d MMMM y")


def _to_texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, tuple):
        return tuple(str(item) for item in value)
    if isinstance(value, bool):
        return ("yes",) if value else ()
    if isinstance(value, float):
        return (repr(value),) if value else ()
    if isinstance(value, Dates):
        return (value.value,) if value is not Dates.HAPPENED else ()
    return (value.isoformat(),) if isinstance(value, date) else (str(value),) if value else ()


def _to_values(query: Query) -> dict[str, list[str]]:
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


_TIDY: dict[str, Callable[[Any], Any]] = {
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


_READ: dict[str, Callable[[Sequence[str], str], Any]] = {
    **dict.fromkeys(_KEYS, _read_list),
    **dict.fromkeys(("since", "until"), _read_day),
    **dict.fromkeys(("dates", "role", "place", "words"), _read_text),
    **dict.fromkeys(("radius_km", "min_confidence"), _read_number),
    **dict.fromkeys(("reviewed", "machine_only"), _read_switch),
}
_LISTS = frozenset(name for name, read in _READ.items() if read is _read_list)
