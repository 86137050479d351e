"""What the dictionary of a language says of a single word: a place, a person, a word of every day.

Witnesses in log-odds, as in :mod:`geo.geoparse.evidence`; set by hand on the first half of SlavicNER.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.bending import PEOPLE
from geo.geoparse.morphology import Part

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.geoparse.bending import Bending
    from geo.geoparse.finding import Spot
    from geo.geoparse.morphology import Analysis
    from geo.geoparse.reading import Reading

PLACE, PLACE_OR_WORD = 1.2, 0.6
PERSON, GUESSED_PERSON = -1.8, -0.8
# A word of every day: behind a full stop its capital says nothing; German capitals never do.
EVERYDAY, EVERYDAY_FIRST, EVERYDAY_NOUN = -0.8, -2.2, -1.8
ADJECTIVE = -3.0
# "Там", "Jak", "Чому": small words, which are hardly ever a name.
SMALL_WORD, SMALL_WORD_FIRST = -2.0, -4.0
# Of a place that everyone knows the dictionary can say nothing new.
WELL_KNOWN = 0.75
_SMALL = frozenset(
    {
        Part.CONJUNCTION, Part.SUBORDINATOR, Part.PREPOSITION, Part.PRONOUN, Part.PARTICLE, Part.DETERMINER,
        Part.ADVERB, Part.INTERJECTION,
    }
)  # fmt: skip
# The Ukrainian dictionary holds names without marking them; what it has as a noun may be one.
UNMARKED = frozenset({"uk"})
# A German noun that is a town of some size as well: Essen, Halle, Bergen.
EVERYDAY_TOWN, TOWN = -0.6, 0.5


def weigh_readings(spot: Spot, reading: Reading, bending: Bending) -> Iterator[tuple[float, str]]:
    """Yield weight and reason of what the readings of a word speak for."""
    first = reading.opens[spot.first]
    readings = bending.readings(reading.words[spot.first])
    known = [one for one in readings if "guessed" not in one.features]
    small = any(one.part in _SMALL for one in known)
    if small and not bending.words.nouns_capital:
        yield (SMALL_WORD_FIRST if first else SMALL_WORD), "a small word"
        return
    if _is_adjective(spot, reading, bending):
        yield ADJECTIVE, "an adjective"
        return
    yield from _weigh_known(spot, known or readings, bending, first=first)


def _is_adjective(spot: Spot, reading: Reading, bending: Bending) -> bool:
    """Decide for "Бородинскому сражению": an adjective of the noun behind it, and no area."""
    following = spot.last + 1
    if following >= len(reading) or reading.gaps[spot.last] != " " or reading.capital[following]:
        return False
    return bending.agrees(reading.words[spot.first], reading.words[following]) and bending.fame(spot) < WELL_KNOWN


def _weigh_known(
    spot: Spot, readings: Sequence[Analysis], bending: Bending, *, first: bool
) -> Iterator[tuple[float, str]]:
    named = [one for one in readings if one.lemma.lower() == spot.name.lower()]
    people = [one for one in readings if not PEOPLE.isdisjoint(one.features) and one.number != "plur"]
    common = [one for one in readings if PEOPLE.isdisjoint(one.features) and "place" not in one.features]
    guessed = any("guessed" in one.features for one in readings)
    well_known = bending.fame(spot) >= WELL_KNOWN
    if any("place" in one.features for one in named):
        if well_known or not common:
            yield PLACE, "a place in the dictionary"
        else:
            yield (EVERYDAY if first else PLACE_OR_WORD), "a place in the dictionary, and a word"
    elif well_known or (bending.words.language in UNMARKED and any(one in common for one in named)):
        return
    elif people:
        yield (GUESSED_PERSON if guessed else PERSON), "a name of people in the dictionary"
    elif common and not guessed:
        if bending.words.nouns_capital:
            yield (EVERYDAY_TOWN if bending.fame(spot) >= TOWN else EVERYDAY_NOUN), "a word of every day"
        else:
            yield (EVERYDAY_FIRST if first else EVERYDAY), "a word of every day"
