"""Lemmas alone, by simplemma, for the languages without an analyser of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import simplemma
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

from geo.geoparse.morphology import Analysis

if TYPE_CHECKING:
    from collections.abc import Iterator


def supports(language: str) -> bool:
    """True for the languages that simplemma has a dictionary of."""
    return language in SUPPORTED_LANGUAGES


class Analyser:
    """One reading a form, with a lemma and nothing else."""

    def __init__(self, language: str) -> None:
        self._language = language

    def analyse(self, word: str) -> Iterator[Analysis]:
        """Yield the lemma; a word out of the dictionary is its own, and guessed."""
        known = simplemma.is_known(word, self._language)
        lemma = simplemma.lemmatize(word, self._language)
        yield Analysis(lemma, features=frozenset() if known else frozenset({"guessed"}))
