"""The gazetteer as the geoparser asks it: remembered answers, abbreviations spelled out, how well known a name is."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from geo.gazetteer.names import normalise
from geo.geoparse.bending import Bending
from geo.geoparse.morphology import MODULES, Part, analyse
from geo.models import Place, Precision

if TYPE_CHECKING:
    from geo.gazetteer.index import Gazetteer
    from geo.gazetteer.rank import NameHit
    from geo.geoparse.finding import Spot
    from geo.geoparse.words import Words

# Names asked again in the same or the next articles; 20,000 answers stay below 40 MB.
REMEMBERED = 20_000
# Six places in Poland are called Bobrowniki, and a crossing; all must be among the candidates of a misspelling.
MOST_ALIKE = 30
# Names of countries in the languages of CLDR have this strength.
COUNTRY_STRENGTH = 0.9
WIDE = (Precision.COUNTRY, Precision.SUPRANATIONAL)
SPELLED_OUT = {"st.": "Saint", "ste.": "Sainte", "ft.": "Fort", "mt.": "Mount", "pt.": "Point"}
# Population at which a place counts as known to everyone, and the least the gazetteer holds.
LARGEST, SMALLEST = 20_000_000, 500
# What a demonym can be in a language that inflects, where it is asked for by its lemma too.
DEMONYMS = frozenset({Part.ADJECTIVE, Part.NOUN, Part.NAME, Part.OTHER})
# Letters that no case changes: Włoch and Włosi, немец and немцы. Only what begins so is analysed.
DEMONYM_BEGINNING = 3
# Capitals stand in the news for their countries, however small they are.
LEAST_CAPITAL = 0.8
CAPITAL_STRENGTH = 0.8
# Areas and sites have no population in the gazetteer; who names them means them.
LEAST = {
    Precision.REGION: 0.55, Precision.SITE: 0.5, Precision.CROSSING: 0.4, Precision.BORDER_SEGMENT: 0.4,
    Precision.DISTRICT: 0.2,
}  # fmt: skip


class Lookups:
    """Answers of a gazetteer, remembered."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.knows = lru_cache(REMEMBERED)(self._knows)
        self.hits = lru_cache(REMEMBERED)(self._find_hits)
        self.alike = lru_cache(REMEMBERED)(self._find_alike)
        self.notability = lru_cache(REMEMBERED)(self._measure)
        self.demonym = lru_cache(REMEMBERED)(self._find_demonym)
        self.place = lru_cache(REMEMBERED)(gazetteer.place)
        self.fame = fame
        self._demonym_beginnings = cache(self._find_demonym_beginnings)
        self._bendings: dict[str, Bending] = {}

    def bending(self, words: Words) -> Bending:
        """Return the dictionary forms of names in a language."""
        found = self._bendings.get(words.language)
        if found is None:
            found = self._bendings[words.language] = Bending(words, self)
        return found

    def _knows(self, name: str) -> bool:
        return self.gazetteer.knows(name) or (name != spell_out(name) and self.gazetteer.knows(spell_out(name)))

    def _find_hits(self, name: str) -> tuple[NameHit, ...]:
        hits = self.gazetteer.exact(name)
        full = spell_out(name)
        if full == name:
            return hits
        seen = {hit.place.id for hit in hits}
        return hits + tuple(hit for hit in self.gazetteer.exact(full) if hit.place.id not in seen)

    def _find_alike(self, name: str) -> tuple[NameHit, ...]:
        """Places that sound like the name, and all that bear the name of the likest, crossings included."""
        hits = self.gazetteer.alike(name, limit=MOST_ALIKE)
        seen = {hit.place.id for hit in hits}
        namesakes = (
            (replace(hit, strength=hit.strength * hits[0].strength) for hit in self.hits(hits[0].place.name))
            if hits
            else ()
        )
        return (*hits, *(hit for hit in namesakes if hit.place.id not in seen))

    def _measure(self, name: str) -> float:
        """How well known the best bearer of a name is, 0..1; 0 for an unknown name."""
        return max((fame(hit.place) * _trust(hit) for hit in self.hits(name)), default=0.0)

    def notability_of_rest(self, name: str) -> float:
        """How well known the best bearer of a name is that is no country, 0 if there is none."""
        rest = (hit for hit in self.hits(name) if hit.place.precision is not Precision.COUNTRY)
        return max((fame(hit.place) * _trust(hit) for hit in rest), default=0.0)

    def notability_of(self, spot: Spot) -> float:
        """How well known the place is that a span may name."""
        place = self.place(spot.place_id) if spot.place_id else None
        return fame(place) if place else self.notability(spot.name)

    def is_country(self, name: str) -> bool:
        """Decide if a name is, before all, that of a country or union of countries."""
        return any(hit.place.precision in WIDE and hit.strength >= COUNTRY_STRENGTH for hit in self.hits(name))

    def is_seat(self, name: str) -> bool:
        """Decide if a name is that of a seat of government: Kremlin, Quai d'Orsay."""
        return any(hit.place.kind == "government" for hit in self.hits(name)[:1])

    def is_region(self, name: str) -> bool:
        """Decide if a name is that of a first-level division, and of no country."""
        best = self.hits(name)
        return any(hit.place.precision is Precision.REGION for hit in best) and not self.is_country(name)

    def _find_demonym(self, word: str, language: str) -> str | None:
        found = self.gazetteer.demonym(word, language)
        if found or language == "en":
            return found
        if (
            language in MODULES
            and " " not in word
            and normalise(word)[:DEMONYM_BEGINNING] in self._demonym_beginnings(language)
        ):
            naming = (reading.lemma for reading in analyse(word, language) if reading.part in DEMONYMS)
            found = next((code for lemma in naming if (code := self.gazetteer.demonym(lemma, language))), None)
        return found or self.gazetteer.demonym(word, "en")

    def _find_demonym_beginnings(self, language: str) -> frozenset[str]:
        return frozenset(demonym[:DEMONYM_BEGINNING] for demonym in self.gazetteer.demonyms(language))


def _trust(hit: NameHit) -> float:
    """How far a name is the place's own; to the languages with capitals Kiev is as much a name as Kyiv."""
    return 1.0 if hit.place.kind == "capital" and hit.strength >= CAPITAL_STRENGTH else hit.strength


def spell_out(name: str) -> str:
    """Saint for St., Fort for Ft., Mount for Mt."""
    first, blank, rest = name.partition(" ")
    return f"{SPELLED_OUT[first.lower()]}{blank}{rest}" if first.lower() in SPELLED_OUT and rest else name


@lru_cache(REMEMBERED)
def fame(place: Place) -> float:
    """How well known a place is to a reader of news, 0..1: countries 1, a village near 0.1."""
    if place.precision in (Precision.COUNTRY, Precision.SUPRANATIONAL):
        return 1.0
    people = min(max(place.population, SMALLEST), LARGEST)
    share = math.log(people / SMALLEST) / math.log(LARGEST / SMALLEST)
    named = LEAST_CAPITAL if place.kind in ("capital", "government") or place.id.startswith("region:") else 0.1
    return max(LEAST.get(place.precision, 0.1), named, 0.1 + 0.8 * share)
