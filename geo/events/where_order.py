"""Which of the places of an event is drawn: the one the clause itself is at, then the most exact.

In come the places of one event with their roles; out come the same in order, without the whole of which a part is
named.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.events.scene import Scene
from geo.events.words import fold
from geo.geoparse.words import load_words
from geo.models import EventPlace, PlaceRole, Precision

if TYPE_CHECKING:
    from geo.geoparse.tree import Token

REMEMBERED = 4_096
"""Names whose sides are kept."""
RANK = {PlaceRole.LOCATION: 0, PlaceRole.TARGET: 0, PlaceRole.ORIGIN: 1, PlaceRole.ANCHOR: 2}
ORDER = (
    Precision.SITE,
    Precision.CROSSING,
    Precision.SETTLEMENT,
    Precision.DISTRICT,
    Precision.REGION,
    Precision.BORDER_SEGMENT,
    Precision.COUNTRY,
    Precision.SUPRANATIONAL,
)
"""From the most exact: of several places of an event, the most exact is drawn."""


def in_order(places: list[EventPlace], scene: Scene, trigger: Token, thing: set[int]) -> list[EventPlace]:
    """Sort by what is drawn, and leave out the whole of which a part is named in the same role.

    ``thing`` are the tokens of what it is done to. What only says where someone is from comes after where it happens,
    an owner after what lies in it ("Miami's Little Havana"), a side of a town ("north of Baghdad") after a town.
    """
    drawn = [p for p in places if p.role in (PlaceRole.LOCATION, PlaceRole.TARGET)]
    exact = {
        code
        for p in drawn
        if p.place.precision not in (Precision.COUNTRY, Precision.SUPRANATIONAL)
        for code in p.place.countries
    }
    kept = [
        p
        for p in places
        if p not in drawn or p.place.precision is not Precision.COUNTRY or not (set(p.place.countries) & exact)
    ]
    roots = {id(p): _root_of(scene, p) for p in kept}

    def key(place: EventPlace) -> tuple[int, ...]:
        root = roots[id(place)]
        if root is None:
            return RANK[place.role], 0, 1, ORDER.index(place.place.precision)
        side = _is_side(place.as_written, scene.article.language)
        exactness = _exactness(place, side=side)
        return (
            RANK[place.role],
            _is_of_subject(root, trigger),
            0 if root.i in thing or (place.place.precision.is_point and not side) else 1,
            exactness,
            any(_owns(root, other) for other in roots.values() if other is not None and other != root),
            not trigger.is_ancestor(root),
            _is_fronted(root, trigger),
            root.i,
        )

    return sorted(kept, key=key)


def _root_of(scene: Scene, place: EventPlace) -> Token | None:
    if place.span is None:
        return None
    span = scene.doc.char_span(place.span.start, place.span.end, alignment_mode="expand")
    return span.root if span is not None else None


@lru_cache(REMEMBERED)
def _is_side(written: str, language: str) -> bool:
    """Return True for "north of Baghdad", "Baghdad's northern", which are not the town itself."""
    words = {fold(word) for word in written.split()}
    return any(not words.isdisjoint(named) for named in load_words(language).directions.values())


def _exactness(place: EventPlace, *, side: bool) -> int:
    """Return the rank of a precision; a side of a town is no more exact than a province, of a country less."""
    rank = ORDER.index(place.place.precision)
    return max(rank + 1, ORDER.index(Precision.REGION)) if side else rank


def _is_fronted(root: Token, trigger: Token) -> bool:
    """Return True for Kandahar in "In Kandahar, six were killed in Maiwand"."""
    return any(token.text == "," for token in root.doc[root.i : trigger.i])


def _is_of_subject(root: Token, trigger: Token) -> bool:
    """Return True for "a man from a village near Jenin detonated …": a place inside the subject, not the subject."""
    below = root
    while below.head not in (below, trigger):
        below = below.head
    if below.head != trigger or not below.dep_.startswith("nsubj") or below == root:
        return False
    return not (root.dep_ == "pobj" and root.head.head == below and root.head.lower_ == "of") and below.pos_ != "PROPN"


def _owns(root: Token, other: Token) -> bool:
    """Return True if another place is the phrase that this one stands at, or lies between this one and its noun."""
    noun = root
    while noun.dep_ in ("poss", "compound", "amod", "nmod") and noun.head != noun and noun.pos_ != "VERB":
        noun = noun.head
    between = (other.i > root.i) == (noun.i > root.i)
    return noun != root and (noun == other or (between and noun.is_ancestor(other)))


def is_drawable(places: Iterable[EventPlace]) -> bool:
    """Return True if one of the places is where it is or whom it hits."""
    return any(p.role in (PlaceRole.LOCATION, PlaceRole.TARGET) for p in places)


def countries_of(places: Iterable[EventPlace]) -> list[str]:
    """Return the countries of the places that are drawn, in order."""
    codes = [c for p in places if p.role in (PlaceRole.LOCATION, PlaceRole.TARGET) for c in p.place.countries]
    return list(dict.fromkeys(codes))
