"""How much speaks for a span being a place: each witness adds or takes weight, and says so.

The weights are log-odds set by hand on the first half of LGL and the five articles and checked on the other half; zero
is the border between place and no place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.geoparse.adjectives import LOWER_NOTABILITY
from geo.geoparse.around import Around, find_clues
from geo.geoparse.dictionary import weigh_readings
from geo.geoparse.finding import PERSON_LABELS, PLACE_LABELS, Source, Spot

if TYPE_CHECKING:
    from geo.geoparse.lookups import Lookups
    from geo.geoparse.reading import Reading
    from geo.geoparse.words import Words

START = -1.6
TAGGED = {"GPE": 3.2, "LOC": 2.6, "FAC": 1.4}
TAGGED_OTHER = {"PERSON": -1.2, "PER": -1.2, "ORG": -0.4, "NORP": -0.8, "MISC": -0.4, "": 0.0}
TAGGED_ELSE = -1.2
# Inside a longer name that is no place the tagger speaks against, except where the gazetteer is very sure.
INSIDE_PERSON, INSIDE_ORG, INSIDE_ELSE = -5.0, -0.6, -1.5
NOTABLE = 3.0
UNKNOWN = -1.9
CIVIC, NAMED = 1.2, -0.3
# A name of several words is hardly ever in the gazetteer by chance.
SEVERAL_WORDS = 1.2
SEAT = 1.5
# A city of some hundred thousand people that the tagger calls a person is as often right as wrong.
WELL_KNOWN, PERSON_KNOWN = 0.55, -0.6
# "SEC", "TBS": letters, not names.
SHORT_CAPITALS = 3
# "PiS", "GmbH"
LONGEST_MIXED = 4
# An age has two digits; three are a distance or a road.
OLDEST = 2
# Languages in whose texts a Latin word is a brand or an abbreviation.
CYRILLIC = frozenset({"ru", "uk", "be"})
# Longer "names" (in characters) are headlines that the tagger took for one.
LONGEST_TITLE = 40
# A capitalised neighbour that is no place makes a name part of a longer one; less so for a country.
LONGER, LONGER_FAMOUS = -1.1, -0.4
# From this notability on (countries, cities of ten millions) a name is a place even where the tagger is lost.
FAMOUS = 0.95
SOURCES = {
    Source.SHORT: 5.0,
    Source.STREET: 2.2,
    Source.FEATURE: 3.2,
    Source.NATURE: 2.0,
    Source.DESCRIBED: 3.2,
    Source.LOCATED: 2.6,
}


@dataclass(slots=True)
class Evidence:
    """Log-odds that a spot is a place, with reasons; ``head`` is the organisation word that the name belongs to."""

    spot: Spot
    score: float = START
    reasons: list[str] = field(default_factory=list)
    person: bool = False
    inside_name: bool = False

    def add(self, weight: float, reason: str) -> None:
        """Add a witness."""
        self.score += weight
        self.reasons.append(reason)


def weigh(spot: Spot, reading: Reading, words: Words, lookups: Lookups, persons: frozenset[str]) -> Evidence:
    """Weigh one span by itself; ``persons`` are the lower-case words of names of people in this text."""
    evidence = Evidence(spot)
    evidence.add(SOURCES.get(spot.source, 0.0), f"brought up by {spot.source}")
    _weigh_tagger(evidence, reading, lookups)
    _weigh_gazetteer(evidence, reading, words, lookups)
    for weight, reason in find_clues(Around(spot, reading, words, lookups)):
        evidence.add(weight, reason)
    if spot.source not in SOURCES and spot.first == spot.last and words.inflects:
        for weight, reason in weigh_readings(spot, reading, lookups.bending(words)):
            evidence.add(weight, reason)
    _weigh_neighbours(evidence, reading, words, lookups)
    _weigh_persons(evidence, reading, words, lookups, persons)
    return evidence


def _weigh_tagger(evidence: Evidence, reading: Reading, lookups: Lookups) -> None:
    spot = evidence.spot
    label = reading.label(spot.first)
    if label in PLACE_LABELS:
        evidence.add(TAGGED[label], f"tagged {label}")
        return
    if not label:
        return
    if label in PERSON_LABELS and lookups.notability_of(spot) >= FAMOUS:
        evidence.add(-1.2, f"tagged {label}")
        return
    entity = reading.entities[reading.entity_of[spot.first]]
    if spot.source in (Source.DESCRIBED, Source.LOCATED):
        return
    whole = entity.end - entity.start <= reading.ends[spot.last] - reading.starts[spot.first] + 2
    if whole:
        known = label != "ORG" and lookups.notability_of(spot) >= WELL_KNOWN
        evidence.add(PERSON_KNOWN if known else TAGGED_OTHER.get(label, TAGGED_ELSE), f"tagged {label}")
        return
    evidence.inside_name = entity.end - entity.start < LONGEST_TITLE
    inside = INSIDE_PERSON if label in PERSON_LABELS else INSIDE_ORG if label in ("ORG", "MISC") else INSIDE_ELSE
    evidence.person = label in PERSON_LABELS
    evidence.add(inside, f"inside a name tagged {label}")


def _weigh_gazetteer(evidence: Evidence, reading: Reading, words: Words, lookups: Lookups) -> None:
    spot = evidence.spot
    if spot.source in SOURCES:
        return
    if not spot.known:
        evidence.add(UNKNOWN, "not in the gazetteer")
        return
    evidence.add(NOTABLE * lookups.notability_of(spot), "in the gazetteer")
    if lookups.is_seat(spot.name):
        evidence.add(SEAT, "a seat of government")
    if spot.last > spot.first:
        evidence.add(SEVERAL_WORDS, "a name of several words")
    if spot.first == spot.last:
        _weigh_everyday(evidence, reading, words, lookups)
    if reading.shouted[spot.first]:
        evidence.add(-0.5, "in a line of capitals")


def _weigh_everyday(evidence: Evidence, reading: Reading, words: Words, lookups: Lookups) -> None:
    """A word that means something else more often needs more to be a place."""
    word = reading.words[evidence.spot.first]
    lower = reading.lower[evidence.spot.first]
    tagged = reading.label(evidence.spot.first) in PLACE_LABELS
    spot_name = evidence.spot.name
    if words.has("seldom", spot_name.lower()) or lower in words.lists.get("seldom", ()):
        evidence.add(-3.0, "an everyday word")
    elif words.has("surnames", lower) or words.has("first_names", lower):
        evidence.add(-1.0, "a common name of people")
    elif lower in reading.uncapitalised and lookups.notability(lower) < LOWER_NOTABILITY:
        evidence.add(-1.0 if tagged else -2.0, "stands here without a capital too")
    if words.language in CYRILLIC and word.isascii():
        evidence.add(-2.5, "in the letters of another language")
    if not (word.isupper() or word[1:].islower()) and len(word) <= LONGEST_MIXED:
        evidence.add(-2.0, "an abbreviation")
    short = len(word) <= SHORT_CAPITALS or (len(word) <= LONGEST_MIXED and reading.label(evidence.spot.first) == "ORG")
    if word.isupper() and short and not reading.shouted[evidence.spot.first]:
        evidence.add(-2.0, "an abbreviation")


def _weigh_neighbours(evidence: Evidence, reading: Reading, words: Words, lookups: Lookups) -> None:
    """A capitalised neighbour that is no place makes this a part of another name."""
    spot = evidence.spot
    if spot.source in SOURCES:
        return
    penalty = LONGER_FAMOUS if lookups.notability_of(spot) >= FAMOUS else LONGER
    following, previous = spot.last + 1, spot.first - 1
    if _is_capital_beside(reading, following, spot.last):
        lower = reading.lower[following]
        if words.has("civic_heads", lower) or words.has("name_heads", lower):
            civic = words.has("civic_heads", lower)
            evidence.inside_name = True
            evidence.add(CIVIC if civic else NAMED, f"part of a name with {lower!r}")
        elif words.bends and is_first_name(reading, words, lookups, following):
            pass
        elif not (_says_nothing(reading, words, following) or _stands_apart(lookups, words, reading.words[following])):
            evidence.add(penalty, "part of a longer name")
    if words.nouns_capital:
        return
    beside = _is_capital_beside(reading, previous, previous) and not _is_plain(reading, words, previous)
    if beside and not _stands_apart(lookups, words, reading.words[previous]):
        evidence.add(penalty, "the end of a longer name")


def _says_nothing(reading: Reading, words: Words, index: int) -> bool:
    """Decide if the capital of a word is that of a headline or of any German noun."""
    return reading.shouted[index] or words.nouns_capital


def _is_capital_beside(reading: Reading, index: int, gap: int) -> bool:
    return 0 <= index < len(reading) and reading.gaps[gap] in (" ", "-", "\xa0") and reading.capital[index]


def _is_plain(reading: Reading, words: Words, index: int) -> bool:
    """Decide if a capital in front tells nothing: it opens the sentence, or is a preposition or article."""
    lower = reading.lower[index]
    small = lower == "the" or len(lower) < 2 or words.has("in_front", lower) or words.has("article", lower)
    return reading.opens[index] or reading.shouted[index] or small


def _stands_apart(lookups: Lookups, words: Words, word: str) -> bool:
    """Decide if a capitalised neighbour is a demonym or a well-known place of its own, or opens a quotation."""
    known = lookups.bending(words).notability(word) if words.bends else lookups.notability(word)
    return known >= LOWER_NOTABILITY or lookups.demonym(word, words.language) is not None


def _weigh_persons(
    evidence: Evidence, reading: Reading, words: Words, lookups: Lookups, persons: frozenset[str]
) -> None:
    spot = evidence.spot
    if spot.source in SOURCES:
        return
    before = reading.before(spot.first) or _abbreviated_before(reading, spot.first)
    known = words.bends and lookups.notability_of(spot) >= LOWER_NOTABILITY
    if words.has("titles", before) and not evidence.inside_name and _is_title_of(spot, reading, words, lookups):
        evidence.person = True
        evidence.add(-3.5, f"after the title {before!r}")
    elif not known and is_first_name(reading, words, lookups, spot.first - 1):
        evidence.person = True
        evidence.add(-3.5, f"after the first name {before!r}")
    elif spot.first == spot.last and not persons.isdisjoint(spellings(reading.words[spot.first], words, lookups)):
        tagged = reading.label(spot.first) in PLACE_LABELS
        evidence.add(-1.0 if tagged else -3.0, "a person in this text bears the name")
    if _is_aged(spot, reading):
        evidence.person = True
        evidence.add(-3.5, "followed by an age")
    if words.has("person_after", reading.after(spot.last)):
        evidence.add(-3.0, "before 'Jr.'")
    if spot.first == spot.last and not known and is_first_name(reading, words, lookups, spot.first):
        following = spot.last + 1
        if following < len(reading) and reading.gaps[spot.last] == " " and reading.capital[following]:
            evidence.add(-2.0, "a first name before a surname")


def _is_aged(spot: Spot, reading: Reading) -> bool:
    """Decide for "Millan, 41, was shot": a number of years between two commas is that of a person."""
    age = spot.last + 1
    if age >= len(reading) or reading.gaps[spot.last].strip() != "," or reading.gaps[age].strip() != ",":
        return False
    return reading.words[age].isdigit() and len(reading.words[age]) <= OLDEST


def _is_title_of(spot: Spot, reading: Reading, words: Words, lookups: Lookups) -> bool:
    """Decide if a title in front is that of a person of this name: "Präsident Duda", not "prezydent Poznania"."""
    if not words.bends:
        return reading.capital[spot.first - 1] or words.language == "fr"
    if lookups.notability_of(spot) >= LOWER_NOTABILITY:
        return False
    if any(words.has(sort, reading.lower[spot.last]) for sort in ("region_after", "district_after")):
        return False
    bending, word = lookups.bending(words), reading.words[spot.first]
    if bending.is_place(word) or lookups.is_seat(spot.name):
        return False
    title = {one.case for one in bending.readings(reading.words[spot.first - 1])}
    own = {one.case for one in bending.readings(word)}
    return not title or not own or not title.isdisjoint(own)


def spellings(word: str, words: Words, lookups: Lookups) -> frozenset[str]:
    """Lower-case forms by which a word is known again."""
    return lookups.bending(words).spellings(word) if words.bends else frozenset({word.lower()})


def is_first_name(reading: Reading, words: Words, lookups: Lookups, index: int) -> bool:
    """Decide if a word is the first name of a person, with nothing but a blank behind it."""
    if index < 0 or not reading.capital[index] or not reading.joined(index):
        return False
    if words.has("first_names", reading.lower[index]):
        return True
    bending = lookups.bending(words)
    return words.inflects and bending.is_person(reading.words[index], "first_name", "patronymic")


def _abbreviated_before(reading: Reading, first: int) -> str:
    """Return "gov." for "Gov. Richmond"."""
    if first > 0 and reading.gaps[first - 1] == ". ":
        return reading.lower[first - 1] + "."
    return ""
