"""Where a name of a place may stand: spans from the tagger, the gazetteer and the shape of the words, without overlaps.

Nothing is decided here but the borders of the spans; :mod:`geo.geoparse.evidence` weighs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.adjectives import is_demonym
from geo.geoparse.described import find_described, find_located, find_sites
from geo.geoparse.finding import PLACE_LABELS, Source, Spot, Untagged
from geo.geoparse.known import find_known
from geo.geoparse.patterns import find_streets
from geo.geoparse.sectors import find_sectors
from geo.models import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.geoparse.lookups import Lookups
    from geo.geoparse.reading import Reading
    from geo.geoparse.words import Words

DASHES = frozenset({"-", "–", "—", "‑"})


def find_untagged(reading: Reading, words: Words, lookups: Lookups) -> Untagged:
    """Spans in the order of their sources, whatever overlaps; entities of the reading are not looked at."""
    written = (
        *_find_listed(reading, words),
        *find_streets(reading, words),
        *find_described(reading, words, lookups),
        *find_located(reading, words, lookups),
        *find_sites(reading, words, lookups),
        *find_sectors(reading, words, lookups),
    )
    return Untagged(written, tuple(find_known(reading, words, lookups)))


def find_spots(reading: Reading, words: Words, lookups: Lookups, untagged: Untagged) -> list[Spot]:
    """All spans in text order; of two that overlap the more telling, then the longer one stays."""
    known = untagged.known
    found = [*untagged.written, *known]
    tagged = list(_find_tagged(reading, words, lookups))
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
    return _join_pairs(sorted(kept, key=lambda spot: spot.first), reading, lookups)


def _join_pairs(spots: list[Spot], reading: Reading, lookups: Lookups) -> list[Spot]:
    """Make one name of the two sides of a crossing with a dash between them: "Тересполь — Брест"."""
    joined: list[Spot] = []
    for spot in spots:
        before = joined[-1] if joined else None
        if before and before.last + 1 == spot.first and reading.gaps[before.last].strip(" \xa0") in DASHES:
            name = f"{before.name}–{spot.name}"
            if any(hit.place.precision is Precision.CROSSING for hit in lookups.hits(name)):
                joined[-1] = Spot(before.first, spot.last, name, Source.GAZETTEER, known=True)
                continue
        joined.append(spot)
    return joined


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
    for i, word in enumerate(reading.words):
        for name, place_id in words.listed.get(word, ()):
            end = reading.starts[i] + len(name)
            last = _word_ending_by(reading, i, end)
            written = reading.text[reading.starts[i] : end].replace("’", "'") == name
            if written and last is not None and not (name.isalpha() and len(name) < 4 and reading.shouted[i]):
                yield Spot(i, last, name, Source.SHORT, known=True, place_id=place_id, end=end)


def _word_ending_by(reading: Reading, first: int, end: int) -> int | None:
    """Index of the last word that ends at or just before ``end``; None if ``end`` cuts a word."""
    last = first
    while last + 1 < len(reading) and reading.starts[last + 1] < end:
        last += 1
    return last if reading.ends[last] <= end else None


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
