"""Which sentences can tell an event at all: those that hold the first word of a trigger, in any of its forms.

In come the words of a sentence; out comes yes or no, before anything is parsed. Every lemma a form can have counts, so
that nothing the rules could find is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from geo.events.grammar import load_grammar, pronouns_of
from geo.events.words import fold
from geo.geoparse.morphology import lemmas

if TYPE_CHECKING:
    from geo.events.entries import Language

PREFIXES = (
    "ab", "an", "auf", "aus", "bei", "durch", "ein", "entgegen", "fest", "fort", "frei", "her", "heran", "hin",
    "hinter", "los", "mit", "nach", "nieder", "um", "vor", "voran", "weg", "weiter", "wieder", "zu", "zuruck",
    "zusammen", "uber", "hoch", "heraus", "hinaus", "herein", "hinein", "vorwarts",
)  # fmt: skip
"""German prefixes (folded) that stand apart from their verb: "griffen … an"."""


ENDINGS = {"fr": ("er", "ir", "re", "oir"), "en": ("e", "y")}
"""Endings of infinitives in languages whose lemmas come without parts of speech."""
SHORTEST_STEM = 4


class Prefilter:
    """Asked for every sentence of a language; keeps its answers for words."""

    def __init__(self, language: Language) -> None:
        self._code = language.code
        first = {words[0] for rules in language.rules.values() for rule in rules for words in rule.words}
        beginnings = [word[:-1] for word in first if word.endswith("*")]
        if language.code in ENDINGS:
            beginnings += _stems(language, ENDINGS[language.code])
        self._beginnings = tuple(beginnings)
        self._endings = tuple(word[1:] for word in first if word.startswith("*"))
        self._first = first | (_bases(first) if language.code == "de" else set())
        self._known: dict[str, bool] = {}
        self._pronouns = pronouns_of(load_grammar(language.code))

    def leans(self, words: Sequence[str]) -> bool:
        """Return True if one of the words is a pronoun that may stand for an actor of the sentence before."""
        return any(word.lower() in self._pronouns for word in words)

    def tells(self, words: Sequence[str]) -> bool:
        """Return True if one of the words of a sentence can begin a trigger."""
        return any(map(self._is_trigger, words))

    def _is_trigger(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._look_up(word)
        return known

    def _look_up(self, word: str) -> bool:
        if not any(map(str.isalpha, word)):
            return False
        forms = {fold(word), *(fold(lemma) for lemma in lemmas(word, self._code))}
        return any(form in self._first or form.startswith(self._beginnings) for form in forms) or any(
            form.endswith(self._endings) for form in forms
        )


def _stems(language: Language, endings: tuple[str, ...]) -> list[str]:
    """Return what verbs keep in all regular forms; their lemmas alone miss participles taken for adjectives."""
    verbs = {w[0] for rules in language.rules.values() for rule in rules if rule.part == "verb" for w in rule.words}
    stems = [next((v.removesuffix(end) for end in endings if v.endswith(end)), v) for v in verbs if v.isalpha()]
    return [stem for stem in stems if len(stem) >= SHORTEST_STEM]


def _bases(words: Iterable[str]) -> set[str]:
    """Return German verbs without their separable prefixes."""
    verbs = [word for word in words if word.endswith("n")]
    return {word.removeprefix(prefix) for word in verbs for prefix in PREFIXES if word.startswith(prefix)}
