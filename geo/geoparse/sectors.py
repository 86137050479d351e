"""Sectors of a front, named by the adjective of a town: "на Покровском направлении", "на Лиманському напрямку".

In comes a reading; out come spots on the adjective with the name of its town. A sector is an area near the town, never
the town itself: the nominal around the spot says so. Only languages with the list ``sectors`` have them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.finding import Source, Spot
from geo.geoparse.morphology import Part
from geo.models import Precision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.geoparse.lookups import Lookups
    from geo.geoparse.reading import Reading
    from geo.geoparse.words import Words

# A front is named after a town people know.
SMALLEST_TOWN = 1_000
SHORTEST = 4


def find_sectors(reading: Reading, words: Words, lookups: Lookups) -> Iterator[Spot]:
    """Yield the adjectives of towns in front of "направление" and its like.

    Where the noun is left out ("а на Лиманському – дев'ять") the adjective is no name of a place, however it looks.
    """
    if not words.lists.get("sectors"):
        return
    spoken_of = False
    for i, lower in enumerate(reading.lower):
        spoken_of = spoken_of and not reading.opens[i]
        if i > 0 and words.has("sectors", lower) and reading.joined(i - 1):
            spoken_of = True
            name = _town_of(reading.words[i - 1], words, lookups)
            if name:
                yield Spot(i - 1, i - 1, name, Source.DESCRIBED, known=True)
        elif spoken_of and _stands_alone(reading, words, i) and _town_of(reading.words[i], words, lookups):
            yield Spot(i, i, reading.words[i], Source.STREET)


def _stands_alone(reading: Reading, words: Words, index: int) -> bool:
    """Decide for a word behind a preposition and before no other: its noun is left out."""
    return reading.capital[index] and words.has("in_front", reading.before(index)) and not reading.joined(index)


def _town_of(adjective: str, words: Words, lookups: Lookups) -> str:
    """Return the best known town an adjective may be made of, "" if none or if it is one of a country."""
    if lookups.demonym(adjective, words.language) or words.has("no_sectors", adjective.lower()):
        return ""
    lemmas = {r.lemma for r in lookups.bending(words).readings(adjective) if r.part is Part.ADJECTIVE}
    names = {
        (lemma[: len(lemma) - len(end)] + base).capitalize()
        for lemma in lemmas
        for end, base in words.towns
        if lemma.endswith(end)
    }
    towns = [name for name in sorted(names) if len(name) >= SHORTEST and _is_town(name, lookups)]
    return max(towns, key=lookups.notability, default="")


def _is_town(name: str, lookups: Lookups) -> bool:
    hits = lookups.hits(name)
    return any(h.place.precision is Precision.SETTLEMENT and h.place.population >= SMALLEST_TOWN for h in hits)
