"""Say in people's words what an event is: its kind, state, time, place, actors; a title built from the facts.

In: records. Out: plain text, never markup. The words of kinds come from data/codebook/kinds.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache

from geo.errors import CodebookError
from geo.models import ActorRole, Article, Basis, Event, Group, Kind, Place, Precision, Status, TimePrecision, When
from geo.settings import ROOT

GROUP_WORDS: Mapping[Group, str] = {
    Group.BORDER: "border and airspace",
    Group.FORCES: "forces",
    Group.FIGHTING: "fighting",
    Group.DIPLOMACY: "diplomacy",
    Group.PEOPLE: "people",
}
STATUS_WORDS: Mapping[Status, str] = {
    Status.REPORTED: "reported",
    Status.CLAIMED: "claimed by a party to it",
    Status.PLANNED: "planned",
    Status.HYPOTHETICAL: "feared or possible",
    Status.DENIED: "denied",
}
PRECISION_WORDS: Mapping[Precision, str] = {
    Precision.SITE: "site",
    Precision.CROSSING: "border crossing",
    Precision.SETTLEMENT: "town or village",
    Precision.DISTRICT: "district",
    Precision.REGION: "region",
    Precision.BORDER_SEGMENT: "along the border",
    Precision.COUNTRY: "country as a whole",
    Precision.SUPRANATIONAL: "several countries",
}
BASIS_WORDS: Mapping[Basis, str] = {
    Basis.EXPLICIT: "named in the text",
    Basis.RELATIVE: "counted from a day in the text",
    Basis.INFERRED: "inferred",
}
ROLE_WORDS: Mapping[ActorRole, str] = {
    ActorRole.ACTS: "acts",
    ActorRole.ACTED_ON: "acted on",
    ActorRole.HOST: "host",
    ActorRole.WITH: "takes part",
}
# A title names this many actors; the popup lists all.
TITLE_ACTORS = 2
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


@cache
def kind_words() -> Mapping[Kind, str]:
    """Read what each kind is called from the codebook.

    Raises
    ------
    CodebookError
        If the file lacks the words of a kind.
    """
    path = ROOT / "data/codebook/kinds.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    missing = [kind.value for kind in Kind if not table.get(kind.value, {}).get("words")]
    if missing:
        raise CodebookError("words are missing.", source=path.name, where=", ".join(missing), remedy="Add words = …")
    return {kind: str(table[kind.value]["words"]) for kind in Kind}


def event_title(event: Event) -> str:
    """Return a title made of the facts alone: "Poland: border closed, Bobrowniki–Bierastavica"."""
    actors = _title_actors(event)
    what = kind_words()[event.kind]
    place = short_name(event.drawn_at.name) if event.drawn_at else ""
    if place and place not in actors:
        what = f"{what}, {place}"
    title = f"{' and '.join(actors)}: {what}" if actors else what
    return title[:1].upper() + title[1:]


def when_in_words(when: When) -> str:
    """Return the time cut to its precision: "10 Feb 2023", "Feb 2023", "2022", or the days from first to last."""
    if not when.is_known:
        return "day not known"
    first, last = when.start, when.last
    if when.precision is TimePrecision.YEAR and first.year == last.year:
        return f"{first:%Y}"
    if when.precision is TimePrecision.MONTH and (first.year, first.month) == (last.year, last.month):
        return f"{first:%b %Y}"
    if when.precision is TimePrecision.MONTH:
        return f"{first:%b %Y} – {last:%b %Y}"
    return days_in_words(first, last)


def days_in_words(first: date, last: date) -> str:
    """Return "10 Feb 2023", "1–28 Feb 2023", "24 Feb – 3 Mar 2023" or "24 Feb 2022 – 14 Feb 2023"; both days count."""
    end = f"{last.day} {last:%b %Y}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = f"{first.day} {first:%b}" if first.year == last.year else f"{first.day} {first:%b %Y}"
    return f"{start} – {end}"


def basis_in_words(when: When) -> str:
    """Return how exactly and how a time is known: "day, named in the text"."""
    return f"{when.precision.value}, {BASIS_WORDS[when.basis]}" if when.is_known else "not dated in the text"


def place_in_words(place: Place) -> str:
    """Return the place and how exact it is: "Bobrowniki–Bierastavica, border crossing"."""
    kind = place.kind or PRECISION_WORDS[place.precision]
    if place.precision in (Precision.COUNTRY, Precision.BORDER_SEGMENT, Precision.SUPRANATIONAL):
        kind = PRECISION_WORDS[place.precision]
    return f"{place.name}, {kind.replace('_', ' ')}"


def actors_in_words(event: Event) -> str:
    """Return each actor with what it is to the event: "Poland acts · Belarus acted on"."""
    return " · ".join(f"{actor.name} {ROLE_WORDS[actor.role]}" for actor in event.actors)


def article_day_in_words(article: Article) -> str:
    """Return the day of publication, "(inferred)" if no one wrote it, "" if it is not known."""
    if article.published is None:
        return ""
    day = when_in_words(article.published)
    return f"{day} (inferred)" if article.published.basis is Basis.INFERRED else day


def short_name(name: str) -> str:
    """Leave out what stands in brackets at the end: "Regional Grouping of Forces (Belarus-Russia)"."""
    return _BRACKETS.sub("", name).strip() or name


def _title_actors(event: Event) -> list[str]:
    """Name who acts, one of each country: a state's army is not named beside the state."""
    acting = [actor for actor in event.actors if actor.role is ActorRole.ACTS and actor.name]
    by_country = {actor.country or actor.id: actor for actor in reversed(acting)}
    first = [actor for actor in acting if by_country[actor.country or actor.id] is actor]
    return list(dict.fromkeys(short_name(actor.name) for actor in first))[:TITLE_ACTORS]
