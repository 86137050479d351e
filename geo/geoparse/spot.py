"""Where a name of a place may stand: spans from the tagger, the gazetteer and the shape of the words, without overlaps.

Nothing is decided here but the borders of the spans; :mod:`geo.geoparse.evidence` weighs them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from geo.geoparse.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.geoparse.lookups import Lookups
    from geo.geoparse.reading import Reading
    from geo.geoparse.words import Words

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
PERSON_LABELS = frozenset({"PERSON", "PER"})
# "United Kingdom of Great Britain and" is as long as names in news get.
LONGEST_NAME = 6
LONGEST_STREET, LONGEST_AREA = 4, 3


class Source(StrEnum):
    """Which witness brought a span up."""

    SHORT = "short"
    STREET = "street"
    NATURE = "nature"
    FEATURE = "feature"
    TAGGER = "tagger"
    GAZETTEER = "gazetteer"
    LOWER = "lower"


@dataclass(slots=True)
class Spot:
    """A span of words, first to last inclusive, and the name to ask the gazetteer for.

    ``place_id`` is set where the writing itself says which place it is ("W.Va."), ``end`` is the end in the text where
    it lies behind the last word ("Ky.").
    """

    first: int
    last: int
    name: str
    source: Source
    known: bool = False
    place_id: str = ""
    end: int = 0


def find_spots(reading: Reading, words: Words, lookups: Lookups) -> list[Spot]:
    """All spans in text order; of two that overlap the more telling, then the longer one stays."""
    found = [
        *_find_listed(reading, words),
        *_find_streets(reading, words),
    ]
    known = list(_find_known(reading, words, lookups))
    tagged = list(_find_tagged(reading, words, lookups))
    found += known
    found += [spot for spot in tagged if spot.known or not _swallows(spot, known, reading, words)]
    # A listed writing beats all, a street the place it is named after; else the longer span, else the known one.
    strong = {Source.SHORT: 2, Source.STREET: 1}
    found.sort(
        key=lambda spot: (
            -strong.get(spot.source, 0),
            spot.first - spot.last,
            spot.source is not Source.FEATURE,
            not spot.known,
            spot.first,
        )
    )
    taken = [False] * len(reading)
    kept = []
    for spot in found:
        if not any(taken[spot.first : spot.last + 1]):
            taken[spot.first : spot.last + 1] = [True] * (spot.last - spot.first + 1)
            kept.append(spot)
    return sorted(kept, key=lambda spot: spot.first)


def _swallows(spot: Spot, known: Iterable[Spot], reading: Reading, words: Words) -> bool:
    """Decide if a tagged span is a body with the name of its place inside: "Guernsey County Sheriff's Office"."""
    inside = [other for other in known if spot.first <= other.first and other.last <= spot.last]
    if not inside:
        return False
    named = {i for other in inside for i in range(other.first, other.last + 1)}
    rest = [reading.lower[i] for i in range(spot.first, spot.last + 1) if i not in named]
    return any(words.has("civic_heads", word) or words.has("name_heads", word) for word in rest)


def _find_listed(reading: Reading, words: Words) -> Iterator[Spot]:
    """Short forms and unions, in exactly the capitals they are listed in."""
    by_first = _index_listed(words.short, words.unions)
    for i, word in enumerate(reading.words):
        for name, place_id in by_first.get(word, ()):
            end = reading.starts[i] + len(name)
            last = _word_ending_by(reading, i, end)
            written = reading.text[reading.starts[i] : end].replace("’", "'") == name
            if written and last is not None and not (name.isalpha() and len(name) < 4 and reading.shouted[i]):
                yield Spot(i, last, name, Source.SHORT, known=True, place_id=place_id, end=end)


def _index_listed(*tables: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Names with their place ids by their first word as the reader would cut it."""
    by_first: dict[str, list[tuple[str, str]]] = {}
    for table in tables:
        for name, place_id in table.items():
            by_first.setdefault(read(name).words[0], []).append((name, place_id))
    return by_first


def _word_ending_by(reading: Reading, first: int, end: int) -> int | None:
    """Index of the last word that ends at or just before ``end``; None if ``end`` cuts a word."""
    last = first
    while last + 1 < len(reading) and reading.starts[last + 1] < end:
        last += 1
    return last if reading.ends[last] <= end else None


def _find_streets(reading: Reading, words: Words) -> Iterator[Spot]:
    """Capitalised words up to "Street", "Rd.": a name for a reader, not the place the road is named after."""
    for i, lower in enumerate(reading.lower):
        if words.has("street_after", lower) and reading.capital[i] and not _goes_on(reading, i):
            first = i
            while (
                first > 0
                and i - first < LONGEST_STREET
                and reading.joined(first - 1)
                and _is_name_part(reading, words, first - 1)
            ):
                first -= 1
            if first < i:
                yield Spot(first, i, reading.span_text(first, i), Source.STREET)
        elif words.has("street_before", lower) and i + 1 < len(reading) and reading.joined(i):
            follower = reading.words[i + 1]
            numbered = follower.isdigit() and reading.capital[i]
            if numbered or (words.language == "fr" and reading.capital[i + 1]):
                yield Spot(i, i + 1, reading.span_text(i, i + 1), Source.STREET)


def _goes_on(reading: Reading, index: int) -> bool:
    """Decide if a name goes on: "Florida Highway Patrol" is no street."""
    return (
        index + 1 < len(reading)
        and reading.gaps[index] == " "
        and reading.capital[index + 1]
        and len(reading.words[index]) > 4
    )


def _is_name_part(reading: Reading, words: Words, index: int) -> bool:
    return (
        reading.capital[index]
        and not words.has("article", reading.lower[index])
        and not words.has("in_front", reading.lower[index])
        and not (reading.opens[index + 1] and reading.gaps[index] != ". ")
    )


def _find_tagged(reading: Reading, words: Words, lookups: Lookups) -> Iterator[Spot]:
    """Spans that the tagger calls places, trimmed of articles, possessives and direction words in front."""
    members: dict[int, list[int]] = {}
    for i, entity in enumerate(reading.entity_of):
        if entity >= 0 and reading.entities[entity].label in PLACE_LABELS:
            members.setdefault(entity, []).append(i)
    for indices in members.values():
        for group in _split_group(reading, indices):
            trimmed = _trim_group(reading, words, group)
            name = reading.span_text(trimmed[0], trimmed[-1]) if trimmed else ""
            if trimmed and not is_demonym(name, words, lookups):
                yield Spot(trimmed[0], trimmed[-1], name, Source.TAGGER, known=lookups.knows(name))


def is_demonym(name: str, words: Words, lookups: Lookups) -> bool:
    """Decide if a name is a word for people or things of a country, and no well-known place as well."""
    return lookups.demonym(name, words.language) is not None and lookups.notability(name) < LOWER_NOTABILITY


def _split_group(reading: Reading, indices: list[int]) -> Iterator[list[int]]:
    """Cut at commas and other punctuation: "Alexandria, Louisiana" is two names."""
    group = [indices[0]]
    for i in indices[1:]:
        if reading.joined(i - 1):
            group.append(i)
        else:
            yield group
            group = [i]
    yield group


def _trim_group(reading: Reading, words: Words, group: list[int]) -> list[int]:
    def loose(i: int) -> bool:
        lower = reading.lower[i]
        return (
            words.has("article", lower)
            or (lower == "of" and i == group[0])
            or words.has("possessive", lower)
            or lower in ("s", "l", "d")
            or (not reading.capital[i] and words.has("inside", lower))
            or (not reading.capital[i] and words.has("feature_of", lower))
            or (words.has("in_front", lower) and not reading.capital[i])
        )

    while group and loose(group[0]):
        group = group[1:]
    while group and (reading.lower[group[-1]] == "s" or reading.words[group[-1]].isdigit() or loose(group[-1])):
        group = group[:-1]
    cased = [i for i in group if reading.capital[i]]
    if not cased or reading.text[reading.starts[group[0]]].isdigit():
        return []
    return group


def _find_known(reading: Reading, words: Words, lookups: Lookups) -> Iterator[Spot]:
    """Longest names of the gazetteer, from each capitalised word on, with what belongs to them ("Licking County")."""
    i = 0
    while i < len(reading):
        last = _longest_known(reading, words, lookups, i) if reading.capital[i] else None
        if last is None:
            spot = _find_lower(reading, words, lookups, i) or _find_featured(reading, words, lookups, i)
            if spot:
                yield spot
            i += 1
            continue
        name = reading.span_text(i, last)
        if not is_demonym(name, words, lookups):
            yield Spot(i, last, name, Source.GAZETTEER, known=True)
        featured = _find_featured(reading, words, lookups, i)
        if featured and featured.last > last:
            yield featured
        i += 1


def _longest_known(reading: Reading, words: Words, lookups: Lookups, first: int) -> int | None:
    """Last word of the longest name that begins here; None if no name does."""
    best = None
    last = first
    articled = words.has("article", reading.lower[first])
    if words.has("titled", reading.lower[first]) and reading.after(first) in ("of", "de"):
        return None
    while last < len(reading) and last - first < LONGEST_NAME:
        if reading.capital[last]:
            name = reading.span_text(first, last)
            if (
                len(name) > 2
                and lookups.knows(name)
                and not (articled and _is_loose_article(reading, lookups, first, last))
            ):
                best = last
        elif not words.has("inside", reading.lower[last]):
            break
        if not reading.joined(last):
            break
        last += 1
    return best


def _find_featured(reading: Reading, words: Words, lookups: Lookups, first: int) -> Spot | None:
    """Capitalised words with "County", "oblast", "River" behind: "Licking County", "Sumy oblast"; None if not."""
    lower = reading.lower[first]
    if words.has("article", lower) or words.has("in_front", lower) or words.has("civic_heads", lower):
        return None
    last = first
    while last + 1 < len(reading) and reading.capital[last] and reading.joined(last) and last - first < LONGEST_AREA:
        last += 1
        lower = reading.lower[last]
        area = words.has("district_after", lower) or words.has("region_after", lower)
        if area or words.has("nature_after", lower):
            written = reading.capital[last] or words.has("small_after", lower)
            if (
                not written
                or words.has("civic_heads", reading.lower[last - 1])
                or _has_known_end(reading, lookups, first, last)
            ):
                return None
            return Spot(first, last, reading.span_text(first, last), Source.FEATURE if area else Source.NATURE)
    return None


def _is_loose_article(reading: Reading, lookups: Lookups, first: int, last: int) -> bool:
    """Decide if the article is no part of the name: "The Kremlin", "The City", but not "The Hague"."""
    whole = lookups.notability(reading.span_text(first, last))
    bare = lookups.notability(reading.span_text(first + 1, last)) if last > first else 1.0
    return whole < ARTICLED or bare >= whole * ABOUT


def _has_known_end(reading: Reading, lookups: Lookups, first: int, last: int) -> bool:
    """Decide if "Three Eastland County" is no name but "Eastland County" is."""
    if lookups.knows(reading.span_text(first, last)):
        return False
    return any(lookups.knows(reading.span_text(start, last)) for start in range(first + 1, last))


def _find_lower(reading: Reading, words: Words, lookups: Lookups, index: int) -> Spot | None:
    """A well-known name written without its capital; None if the word is an ordinary one."""
    word = reading.words[index]
    if reading.capital[index] or len(word) < 4 or words.has("common", word) or words.has("seldom", word):
        return None
    if lookups.demonym(word, words.language) or lookups.notability(word) < LOWER_NOTABILITY:
        return None
    if words.language == "en" and lookups.hits(word)[0].place.name.lower() != word:
        return None
    return Spot(index, index, word, Source.LOWER, known=True)


# "The Hague", "Le Havre", not "The City", a village of some hundred people.
ARTICLED, ABOUT = 0.4, 0.9
# Countries, capitals and cities of millions: below it too many ordinary words are the name of some town.
LOWER_NOTABILITY = 0.75
