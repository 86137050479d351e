"""From a name as it is bent in the text to the names it may have in the gazetteer: "Нижнем Новгороде", "Warszawie".

Witnesses are the analyser of the language (lemmas), the adjective endings of the language, so that "Великой Британии"
finds "Великая Британия", and endings of place names for words that no dictionary holds. All three are data of the
language; the gazetteer says which of the forms is a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geo.gazetteer.names import normalise
from geo.geoparse.morphology import Analysis, Part, analyse
from geo.geoparse.own_names import own_countries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geo.geoparse.finding import Spot
    from geo.geoparse.lookups import Lookups
    from geo.geoparse.words import Words

# How far a form is trusted: as written, the dictionary's lemma, a guessed lemma, our own endings; and as written where
# the dictionary says that it cannot be a nominative, of a name or of a word for people. Compared with how well known
# the names are.
AS_WRITTEN, LEMMA, GUESSED, BY_ENDING, NO_NOMINATIVE, NO_NAME = 1.0, 0.95, 0.78, 0.8, 0.55, 0.85
# Forms of one word that are looked up; "Нижнем" has 5.
MOST_FORMS = 12
# How well known a name is at least that the words of the language list.
LISTED = 0.6
# From this on a name is that of a country, or nearly.
COUNTRY = 0.85
# Capitals of this length are abbreviations, which do not bend.
ABBREVIATION = 4
SHORTEST_STEM, SHORTEST_NAME = 2, 3
_KEPT = 50_000
PEOPLE = frozenset({"surname", "first_name", "patronymic"})
_NAMING = frozenset({Part.NOUN, Part.NAME, Part.ADJECTIVE, Part.OTHER})


@dataclass(frozen=True, slots=True)
class Base:
    """A name in the form of the dictionary; ``score`` is how well known it is, less the doubt about the form.

    ``place_id`` is set where the words of the language say which place the name means.
    """

    name: str
    score: float
    notability: float
    place_id: str = ""


class Bending:
    """The dictionary forms of the names of one language, remembered."""

    def __init__(self, words: Words, lookups: Lookups) -> None:
        self.words = words
        self._lookups = lookups
        self.forms = lru_cache(_KEPT)(self._find_forms)
        self.beginnings = lru_cache(_KEPT)(self._find_beginnings)
        self.best = lru_cache(_KEPT)(self._find_best)

    def readings(self, word: str) -> tuple[Analysis, ...]:
        """What the analyser of the language says of a form; () for a language that does not inflect."""
        if not self.words.inflects:
            return ()
        return analyse(word.replace("’", "'").replace("ʼ", "'"), self.words.language)

    def notability(self, word: str) -> float:
        """How well known the best place is that a word may be a form of, 0 if it is none."""
        if not self.words.bends:
            return self._lookups.notability(word)
        best = self.best((word,), ())
        return best.notability if best else 0.0

    def fame(self, spot: Spot) -> float:
        """How well known the place is that a span may name."""
        return self._lookups.notability_of(spot)

    def is_place(self, word: str) -> bool:
        """True if the dictionary of the language has the word as the name of a place."""
        return any("place" in r.features and "guessed" not in r.features for r in self.readings(word))

    def agrees(self, adjective: str, noun: str) -> bool:
        """True if the first word may be an adjective of the second, which is a noun or capitals that do not bend."""
        own = {(one.case, one.number) for one in self.readings(adjective) if one.part is Part.ADJECTIVE}
        if not own or (noun.isupper() and len(noun) > 1):
            return bool(own)
        nouns = ((one.case, one.number) for one in self.readings(noun) if one.part in (Part.NOUN, Part.NAME))
        return any(form in own for form in nouns)

    def is_word(self, word: str) -> bool:
        """True if the dictionary of the language has the word at all."""
        return any("guessed" not in reading.features for reading in self.readings(word))

    def is_person(self, word: str, *sorts: str) -> bool:
        """True if the dictionary has the word as a name of people of one of the sorts, and of no place."""
        known = [reading.features for reading in self.readings(word) if "guessed" not in reading.features]
        return any(not features.isdisjoint(sorts) for features in known) and not any("place" in f for f in known)

    def spellings(self, word: str) -> frozenset[str]:
        """Lower-case forms by which a name in one case is known again in another."""
        return frozenset({word.lower(), *(form.lower() for form, _ in self.forms(word))})

    def _find_best(self, pieces: tuple[str, ...], gaps: tuple[str, ...]) -> Base | None:
        """Return the best known name that words with these gaps between them may be a form of, None if none is."""
        best = None
        for text, trust in self.beginnings(pieces[:-1], gaps):
            for form, own in self.forms(pieces[-1]):
                name = text + form
                long = len(name) >= SHORTEST_NAME or (len(pieces) == 1 and self.is_place(pieces[0]))
                found = self._look_up(name, min(trust, own)) if long else None
                if found and (best is None or found.score > best.score):
                    best = found
        return best

    def _look_up(self, name: str, trust: float) -> Base | None:
        """Return a name in its dictionary form, None if neither the words of the language nor the gazetteer have it."""
        normalised = normalise(name)
        if self.words.lists and normalised.replace(" ", "_") in self.words.lists.get("no_names", ()):
            return None
        place_id = self.words.names.get(normalised) or own_countries(self.words.language).get(normalised, "")
        place = self._lookups.place(place_id) if place_id else None
        if place:
            return Base(name, trust, max(LISTED, self._lookups.fame(place)), place_id)
        if not self._lookups.knows(name):
            return None
        notability = self._lookups.notability(name)
        if " " not in normalised and notability >= COUNTRY and self._lookups.is_country(name):
            notability = self._lookups.notability_of_rest(name)
            if not notability:
                return None
        return Base(name, notability * trust, notability)

    def _find_beginnings(self, pieces: tuple[str, ...], gaps: tuple[str, ...]) -> tuple[tuple[str, float], ...]:
        """Forms of the words, gaps behind them, with which some longer name of the gazetteer begins."""
        if not pieces:
            return (("", AS_WRITTEN),)
        found = (
            (text + form, min(trust, own))
            for text, trust in self.beginnings(pieces[:-1], gaps[:-1])
            for form, own in self.forms(pieces[-1])
        )
        return tuple((text + gaps[-1], trust) for text, trust in found if self._begins(text))

    def _begins(self, text: str) -> bool:
        if self._lookups.gazetteer.begins(text):
            return True
        start = normalise(text) + " "
        return any(name.startswith(start) for name in self.words.names)

    def _find_forms(self, word: str) -> tuple[tuple[str, float], ...]:
        """Forms a word may have in the dictionary, with trust, the likeliest first."""
        if word.isupper() and len(word) <= ABBREVIATION:
            return ((word, AS_WRITTEN),)
        readings = [one for one in self.readings(word) if one.part in _NAMING and one.case != "voc"]
        known = [reading for reading in readings if "guessed" not in reading.features]
        nominative = not known or any(reading.case in ("nom", "") for reading in known)
        named = any(_is_name(reading) for reading in known)
        forms: dict[str, float] = {word: AS_WRITTEN if nominative else NO_NOMINATIVE if named else NO_NAME}
        for form, trust in self._find_bases(word, known or readings):
            cased = form[:1].upper() + form[1:] if word[:1].isupper() else form
            forms[cased] = max(trust, forms.get(cased, 0.0))
        return tuple(sorted(forms.items(), key=lambda item: -item[1])[:MOST_FORMS])

    def _find_bases(self, word: str, readings: Iterable[Analysis]) -> Iterator[tuple[str, float]]:
        placed = False
        for reading in readings:
            doubted = not _is_name(reading) or "guessed" in reading.features or not PEOPLE.isdisjoint(reading.features)
            trust = GUESSED if doubted else LEMMA
            placed = placed or ("place" in reading.features and trust == LEMMA)
            yield reading.lemma, trust
            if reading.part is Part.ADJECTIVE:
                for form in _bend(reading.lemma, self.words.adjectives):
                    yield form, trust
        if not placed:
            for form in _bend(word, self.words.endings):
                yield form, BY_ENDING


def _is_name(reading: Analysis) -> bool:
    """Decide if a reading may be of a name; "хама", of a boor, says nothing of the town of Hama."""
    person = reading.part is Part.NOUN and "animate" in reading.features
    return not person or "place" in reading.features or not PEOPLE.isdisjoint(reading.features)


def _bend(word: str, endings: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield the word with each ending that it has replaced."""
    for end, base in endings:
        if word.endswith(end) and len(word) - len(end) >= SHORTEST_STEM:
            yield word[: len(word) - len(end)] + base
