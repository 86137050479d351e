"""One frozen record of what to show, the same in the page, the URL, the command line and the store.

In: fields, or the query part of a URL. Out: the same filter, its URL, and its words. Refuses values without meaning
(:class:`geo.errors.FilterError` names the key), or, read leniently, leaves them out and says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Literal
from urllib.parse import urlencode

from geo.errors import FilterError
from geo.filter_values import KEYS, LISTS, READ, TIDY, Dates, Query, to_texts, to_values
from geo.language import day as in_words
from geo.language import msg, number, tr
from geo.models import ActorRole, Kind, Problem, Status

NEAR_KM = 50.0
"""A point without a radius means this far around it, about a district; its words say so."""
_POINT = re.compile(r"[+-]?\d{1,2}(?:\.\d+)?\s*,\s*[+-]?\d{1,3}(?:\.\d+)?")


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
    articles
        Ids of articles that tell it.
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
    articles: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    min_confidence: float = 0.0
    words: str = ""
    reviewed: bool = False
    machine_only: bool = False

    def __post_init__(self) -> None:
        """Put every field in its one form; raises FilterError for a value without meaning."""
        for item in fields(self):
            tidy = TIDY.get(item.name)
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
        pairs = [(key, text) for name, key in KEYS.items() for text in to_texts(getattr(self, name))]
        return urlencode(pairs)

    @classmethod
    def from_query(cls, query: Query) -> Filter:
        """Read what :meth:`to_query` wrote; other keys are ignored, raises FilterError for a value without meaning."""
        values = to_values(query)
        return cls(**{name: READ[name](values[key], key) for name, key in KEYS.items() if values.get(key)})

    @classmethod
    def from_query_leniently(cls, query: Query) -> tuple[Filter, tuple[Problem, ...]]:
        """Read the usable part of a query; what has no meaning is left out and told as a problem."""
        values = to_values(query)
        good: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, key in KEYS.items():
            for value in values.get(key, ()):
                try:
                    read = good.get(name, ()) + READ[name]([value], key) if name in LISTS else READ[name]([value], key)
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
            (tr("articles"), self.articles, False),
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
