"""A word and its language in, all that its form can be out: lemma, part of speech, case, number, gender, features.

One protocol, one small module a language in :mod:`geo.geoparse.analysers`, loaded when the language is first asked for.
The tags are those of Universal Dependencies, whatever the package behind uses. Nothing is decided by context here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

# Forms kept: 200,000 of the running text of a language cover some 98 % of the next article; about 100 MB if all full.
REMEMBERED = 100_000
# The module that knows a language; every other one gets its lemmas from simplemma, if that has the language.
MODULES = {"pl": "polish", "ru": "east_slavic", "uk": "east_slavic", "de": "german", "be": "belarusian"}
PLAIN = "plain"
# Languages whose dictionary has no capitals, so that a word is looked up once however it is written.
CASELESS = frozenset({"ru", "uk"})


class Part(StrEnum):
    """Part of speech, a tag of Universal Dependencies."""

    NOUN = "NOUN"
    NAME = "PROPN"
    ADJECTIVE = "ADJ"
    DETERMINER = "DET"
    PRONOUN = "PRON"
    NUMERAL = "NUM"
    VERB = "VERB"
    ADVERB = "ADV"
    PREPOSITION = "ADP"
    CONJUNCTION = "CCONJ"
    SUBORDINATOR = "SCONJ"
    PARTICLE = "PART"
    INTERJECTION = "INTJ"
    OTHER = "X"


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a form; "" where the language or the package does not say.

    ``lemma`` is written as the dictionary writes it: lower case in Russian and Ukrainian, with its capital in Polish.
    ``case`` is nom gen dat acc ins loc voc, ``number`` sing or plur, ``gender`` masc fem neut. ``features`` holds any
    of: finite infinitive imperative participle converb past present future passive perfective imperfective short
    impersonal first second third (the person), animate, place surname first_name patronymic organisation abbreviation,
    and guessed where the dictionary does not hold the word.
    """

    lemma: str
    part: Part = Part.OTHER
    case: str = ""
    number: str = ""
    gender: str = ""
    features: frozenset[str] = frozenset()


class Analyser(Protocol):
    """What a module of :mod:`geo.geoparse.analysers` offers: ``Analyser(language)``."""

    def analyse(self, word: str) -> Iterable[Analysis]:
        """Return the readings of a form, the likeliest first where the package knows; empty if it knows nothing."""
        ...


def analyse(word: str, language: str) -> tuple[Analysis, ...]:
    """All readings of a word form, as written in the text; () where nothing is known of it or of the language."""
    return _analyse(word.lower() if language in CASELESS else word, language)


@lru_cache(REMEMBERED)
def _analyse(word: str, language: str) -> tuple[Analysis, ...]:
    analyser = _load(language)
    return tuple(dict.fromkeys(analyser.analyse(word))) if analyser and word else ()


@lru_cache(REMEMBERED)
def lemmas(word: str, language: str) -> tuple[str, ...]:
    """Return the dictionary forms of a word, each once, in the order of the readings."""
    return tuple(dict.fromkeys(analysis.lemma for analysis in analyse(word, language)))


@cache
def _load(language: str) -> Analyser | None:
    name = MODULES.get(language, PLAIN)
    module = import_module(f"geo.geoparse.analysers.{name}")
    if not module.supports(language):
        return None
    analyser: Analyser = module.Analyser(language)
    return analyser
