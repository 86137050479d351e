"""Belarusian forms by their endings: no package holds a dictionary of the language, so that all of it is a guess.

Adjectives, which name oblasts and peoples, get their case; of other words the lemmas are what the ending may come from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.morphology import Analysis, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

_GUESSED = frozenset({"guessed"})
# Ending behind "ск" or "цк", case, number, gender.
_ADJECTIVES = (
    ("і", "nom", "sing", "masc"), ("ага", "gen", "sing", "masc"), ("аму", "dat", "sing", "masc"),
    ("ім", "loc", "sing", "masc"), ("ая", "nom", "sing", "fem"), ("ай", "gen", "sing", "fem"),
    ("ую", "acc", "sing", "fem"), ("ае", "nom", "sing", "neut"), ("ія", "nom", "plur", ""), ("іх", "gen", "plur", ""),
    ("імі", "ins", "plur", ""),
)  # fmt: skip
# Nouns: an ending as written, the ending of the lemma, case, number.
_NOUNS = (
    ("цы", "ец", "nom", "plur"), ("цаў", "ец", "gen", "plur"), ("цам", "ец", "dat", "plur"),
    ("цамі", "ец", "ins", "plur"), ("не", "нін", "nom", "plur"), ("н", "нін", "gen", "plur"),
    ("нам", "нін", "dat", "plur"), ("аў", "", "gen", "plur"), ("ы", "", "nom", "plur"), ("і", "", "nom", "plur"),
    ("ам", "", "ins", "sing"), ("ом", "", "ins", "sing"), ("а", "", "gen", "sing"), ("у", "", "dat", "sing"),
    ("е", "", "loc", "sing"), ("ы", "а", "gen", "sing"), ("і", "а", "gen", "sing"), ("у", "а", "acc", "sing"),
    ("ай", "а", "ins", "sing"), ("аў", "а", "gen", "plur"),
)  # fmt: skip
_SHORTEST = 4


def supports(language: str) -> bool:
    """True for Belarusian."""
    return language == "be"


class Analyser:
    """Guessed readings of Belarusian forms."""

    def __init__(self, language: str) -> None:
        self._language = language

    def analyse(self, word: str) -> Iterator[Analysis]:
        """Yield an adjective for "расійскіх", else the nouns that a form may belong to, the form itself first."""
        lower = word.lower()
        for ending, case, number, gender in _ADJECTIVES:
            stem = lower.removesuffix(ending)
            if stem != lower and stem.endswith(("ск", "цк")):
                yield Analysis(stem + "і", Part.ADJECTIVE, case, number, gender, _GUESSED)
                return
        if len(lower) < _SHORTEST or not lower.isalpha():
            return
        yield Analysis(lower, Part.NOUN, "nom", "sing", "", _GUESSED)
        for ending, base, case, number in _NOUNS:
            if lower.endswith(ending) and len(lower) - len(ending) >= _SHORTEST - 1:
                yield Analysis(lower.removesuffix(ending) + base, Part.NOUN, case, number, "", _GUESSED)
