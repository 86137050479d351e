"""A title for a map that nobody gave one: who, what, where, how sure and when, in a few words.

In: a view. Out: "Russia: forces · Belarus · reported", in the language of the run; never longer than a headline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from geo.filter import Filter
from geo.language import country, day, tr
from geo.maps.proper_names import name_actor, name_place
from geo.maps.words import capital, days_in_words, group_in_words, kind_in_words, status_in_words
from geo.models import Group, Kind
from geo.share.link import View

LONGEST = 80  # letters that stand in one line of the picture at the size of its title
MOST_NAMED = 3  # of more only the first are named


def suggest_title(view: View, names: Mapping[str, str] | None = None) -> str:
    """Return a title; ``names`` gives the words for ids that no table of ours names."""
    known = names or {}
    words = ""
    for part in filter(None, _parts(view, known)):
        longer = f"{words} · {part}" if words else part
        if len(longer) > LONGEST and words:
            break
        words = longer
    return capital(words) or tr("All events")


def _parts(view: View, names: Mapping[str, str]) -> Iterator[str]:
    chosen = view.filter
    if view.as_of:
        yield tr("State on {day}", day=day(view.as_of))
    yield _who_and_what(chosen, names)
    yield name_place(chosen.place, names.get(chosen.place, chosen.place)) if chosen.place else ""
    yield _listed(country(code) for code in chosen.countries)
    yield _listed(status_in_words(status) for status in chosen.statuses)
    yield _days(chosen) if not view.as_of else ""
    yield _listed(chosen.weapons)
    yield _listed(f"“{names.get(one, one)}”" for one in chosen.articles)
    yield f"“{chosen.words}”" if chosen.words else ""


def _who_and_what(chosen: Filter, names: Mapping[str, str]) -> str:
    who = _listed(name_actor(actor, names.get(actor, actor)) for actor in chosen.actors)
    what = _listed(_kinds(chosen.kinds))
    return tr("{who}: {what}", who=who, what=what) if who and what else who or what


def _kinds(kinds: Iterable[Kind]) -> Iterator[str]:
    """Name a group once where all its kinds are chosen, else each kind."""
    left = set(kinds)
    for group in Group:
        members = {kind for kind in Kind if kind.group is group}
        if members <= left:
            yield group_in_words(group)
            left -= members
    yield from (kind_in_words(kind) for kind in Kind if kind in left)


def _days(chosen: Filter) -> str:
    if chosen.since and chosen.until:
        return days_in_words(chosen.since, chosen.until)
    if chosen.since:
        return tr("from {day}", day=day(chosen.since))
    return tr("until {day}", day=day(chosen.until)) if chosen.until else ""


def _listed(words: Iterable[str]) -> str:
    given = list(words)
    return ", ".join(given[:MOST_NAMED]) + (" …" if len(given) > MOST_NAMED else "")
