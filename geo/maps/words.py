"""Say in people's words what an event is: its kind, state, time, place, actors; a title built from the facts.

In: records. Out: plain text in the language of the run (see `geo.language`), never markup. The words of kinds come from
data/codebook/kinds.toml.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from geo.errors import CodebookError
from geo.language import day, msg, tr
from geo.maps.proper_names import actor_name, name_actor, place_name
from geo.models import (
    ActorRole,
    Article,
    Basis,
    Event,
    Group,
    Kind,
    Place,
    PlaceRole,
    Precision,
    Status,
    Telling,
    TimePrecision,
    When,
)
from geo.settings import ROOT

_GROUPS: Mapping[Group, str] = {
    Group.BORDER: msg("border and airspace"),
    Group.FORCES: msg("forces"),
    Group.FIGHTING: msg("fighting"),
    Group.DIPLOMACY: msg("diplomacy"),
    Group.PEOPLE: msg("people"),
}
_STATUSES: Mapping[Status, str] = {
    Status.REPORTED: msg("reported"),
    Status.CLAIMED: msg("claimed by a party to it"),
    Status.PLANNED: msg("planned"),
    Status.HYPOTHETICAL: msg("feared or possible"),
    Status.DENIED: msg("denied"),
}
_PRECISIONS: Mapping[Precision, str] = {
    Precision.SITE: msg("site"),
    Precision.CROSSING: msg("border crossing"),
    Precision.SETTLEMENT: msg("town or village"),
    Precision.DISTRICT: msg("district"),
    Precision.REGION: msg("region"),
    Precision.BORDER_SEGMENT: msg("along the border"),
    Precision.COUNTRY: msg("country as a whole"),
    Precision.SUPRANATIONAL: msg("several countries"),
}
_BASES: Mapping[Basis, str] = {
    Basis.EXPLICIT: msg("named in the text"),
    Basis.RELATIVE: msg("counted from a day in the text"),
    Basis.INFERRED: msg("inferred"),
}
_UNITS: Mapping[TimePrecision, str] = {
    TimePrecision.DAY: msg("day"),
    TimePrecision.MONTH: msg("month"),
    TimePrecision.YEAR: msg("year"),
}
_ACTOR_ROLES: Mapping[ActorRole, str] = {
    ActorRole.ACTS: msg("acts"),
    ActorRole.ACTED_ON: msg("acted on"),
    ActorRole.HOST: msg("host"),
    ActorRole.WITH: msg("takes part"),
}
_PLACE_ROLES: Mapping[PlaceRole, str] = {
    PlaceRole.LOCATION: msg("where it happened"),
    PlaceRole.ORIGIN: msg("where from"),
    PlaceRole.TARGET: msg("where to"),
    PlaceRole.ANCHOR: msg("said there"),
}
# What the gazetteer calls its sorts of places, as far as they are words of ours; others stand as they are.
_PLACE_KINDS = {
    name: name
    for name in (
        msg("road crossing"), msg("rail crossing"), msg("foot crossing"), msg("ferry crossing"), msg("border crossing"),
        msg("capital"), msg("settlement"), msg("region"), msg("district"), msg("administrative region"), msg("part"),
        msg("oblast"), msg("province"), msg("state"), msg("county"), msg("municipality"), msg("airport"),
        msg("air base"), msg("military base"), msg("nuclear power plant"), msg("port"), msg("republic"), msg("site"),
    )
}  # fmt: skip
# A title names this many actors; the popup lists all.
TITLE_ACTORS = 2
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


def kind_words() -> Mapping[Kind, str]:
    """Return what each kind is called.

    Raises
    ------
    CodebookError
        If the codebook lacks the words of a kind.
    """
    return {kind: tr(words) for kind, words in _read_kinds().items()}


@cache
def _read_kinds() -> Mapping[Kind, str]:
    path = ROOT / "data/codebook/kinds.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    missing = [kind.value for kind in Kind if not table.get(kind.value, {}).get("words")]
    if missing:
        raise CodebookError("words are missing.", source=path.name, where=", ".join(missing), remedy="Add words = …")
    return {kind: str(table[kind.value]["words"]) for kind in Kind}


def kind_in_words(kind: Kind) -> str:
    """Return what a kind is called."""
    return tr(_read_kinds()[kind])


def group_in_words(group: Group) -> str:
    """Return what a group of kinds is called."""
    return tr(_GROUPS[group])


def status_in_words(status: Status) -> str:
    """Return what a status means."""
    return tr(_STATUSES[status])


def role_in_words(role: ActorRole | PlaceRole) -> str:
    """Return what an actor or a place is to an event."""
    return tr(_ACTOR_ROLES[role] if isinstance(role, ActorRole) else _PLACE_ROLES[role])


def event_title(event: Event) -> str:
    """Return a title made of the facts alone: "Poland: border closed, Bobrowniki–Bierastavica"."""
    actors = _title_actors(event)
    what = kind_in_words(event.kind)
    place = short_name(place_name(event.drawn_at)) if event.drawn_at else ""
    if place and place not in actors:
        what = f"{what}, {place}"
    who = tr("{one} and {other}", one=actors[0], other=actors[1]) if len(actors) > 1 else "".join(actors)
    return capital(tr("{who}: {what}", who=who, what=what) if who else what)


def when_in_words(when: When) -> str:
    """Return the time cut to its precision: "10 Feb 2023", "Feb 2023", "2022", or the days from first to last."""
    if not when.is_known:
        return tr("day not known")
    first, last = when.start, when.last
    if when.precision is TimePrecision.YEAR and first.year == last.year:
        return f"{first:%Y}"
    if when.precision is TimePrecision.MONTH and (first.year, first.month) == (last.year, last.month):
        return day(first, "MMM y")
    if when.precision is TimePrecision.MONTH:
        return f"{day(first, 'MMM y')} – {day(last, 'MMM y')}"
    return days_in_words(first, last)


def days_in_words(first: date, last: date) -> str:
    """Return "10 Feb 2023", "1–28 Feb 2023", "24 Feb – 3 Mar 2023" or "24 Feb 2022 – 14 Feb 2023"; both days count."""
    end = day(last)
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{day(first, 'd MMM' if first.year == last.year else 'd MMM y')} – {end}"


def basis_in_words(when: When) -> str:
    """Return how exactly and how a time is known: "day, named in the text"."""
    return f"{tr(_UNITS[when.precision])}, {tr(_BASES[when.basis])}" if when.is_known else tr("not dated in the text")


def place_in_words(place: Place) -> str:
    """Return the place and how exact it is: "Bobrowniki–Bierastavica, border crossing"."""
    precision = tr(_PRECISIONS[place.precision])
    kind = place.kind.replace("_", " ")
    if kind and place.precision not in (Precision.COUNTRY, Precision.BORDER_SEGMENT, Precision.SUPRANATIONAL):
        precision = tr(kind) if kind in _PLACE_KINDS else kind
    return f"{place_name(place)}, {precision}"


def actors_in_words(event: Event) -> str:
    """Return each actor with what it is to the event: "Poland acts · Belarus acted on"."""
    return " · ".join(f"{actor_name(actor)} {role_in_words(actor.role)}" for actor in event.actors)


def speakers_in_words(tellings: Iterable[Telling]) -> list[str]:
    """Return for each telling whom it quotes: "quoting Volodymyr Zelensky", "" if the article says it itself."""
    return [tr("quoting {names}", names=", ".join(told.attribution)) if told.attribution else "" for told in tellings]


def article_day_in_words(article: Article) -> str:
    """Return the day of publication, "(inferred)" if no one wrote it, "" if it is not known."""
    if article.published is None:
        return ""
    when = when_in_words(article.published)
    return tr("{day} (inferred)", day=when) if article.published.basis is Basis.INFERRED else when


def short_name(name: str) -> str:
    """Leave out what stands in brackets at the end: "Regional Grouping of Forces (Belarus-Russia)"."""
    return _BRACKETS.sub("", name).strip() or name


def capital(words: str) -> str:
    """Return the words with a capital first letter."""
    return words[:1].upper() + words[1:]


def _title_actors(event: Event) -> list[str]:
    """Name who acts, one of each country: a state's army is not named beside the state."""
    acting = [actor for actor in event.actors if actor.role is ActorRole.ACTS and actor.name]
    by_country = {actor.country or actor.id: actor for actor in reversed(acting)}
    first = [actor for actor in acting if by_country[actor.country or actor.id] is actor]
    return list(dict.fromkeys(name_actor(actor.id, short_name(actor.name)) for actor in first))[:TITLE_ACTORS]
