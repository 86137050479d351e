"""Case forms of names: "Искандеров" is Искандер, "Лукашенка" is Лукашенко, "Zełenskiego" is Zełenski.

In come folded words (`fold`: no diacritics, so that "й" is "и" and "ї" is "і"); out come yes or no and the keys a name
is filed under. Rules of endings, since dictionaries hold few surnames and weapons; Polish and German common nouns by
their dictionaries too. Other languages in Latin letters are compared as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache

from geo.events.words import fold
from geo.geoparse.morphology import lemmas

CYRILLIC = re.compile("[а-яєіґў]+")
LEAST_STEM = 4
"""A shorter stem meets too many other words ("Моди", "Моды"); such names count only as written."""
LONGEST_ENDING = 4
NOMINATIVE = ("ое", "ее", "ая", "яя", "ые", "ие", "ыи", "ии", "ои", "а", "я", "о", "е", "ь", "ы", "и", "і")
"""What a name ends in besides a consonant, the longest first: adjectives, then nouns."""
ENDINGS = frozenset(
    {"а", "я", "у", "ю", "е", "є", "і", "и", "ы", "о", "ь", "ью", "ом", "ем", "єм", "ым", "им", "ім", "ою", "ею", "єю",
     "ои", "еи", "еі", "ові", "еві", "єві", "ого", "его", "ому", "ему", "ую", "юю", "ая", "яя", "оі", "ое", "ее", "ыи",
     "ии", "іи", "ые", "ие", "ых", "их", "іх", "ыми", "ими", "ов", "ев", "ів", "ам", "ям", "ами", "ями", "ах",
     "ях", "ия", "ию", "ием", "ія", "ію", "ієм", "іі"}
)  # fmt: skip
"""What stands after the stem in Russian and Ukrainian, all cases of both numbers."""


def stem_of(name: str) -> str:
    """Return what stays of a folded name in every case; the name itself if it has no cases.

    >>> stem_of("зеленскии"), stem_of("лукашенко"), stem_of("искандер"), stem_of("putin"), stem_of("си")
    ('зеленск', 'лукашенк', 'искандер', 'putin', 'си')
    """
    if not CYRILLIC.fullmatch(name):
        return name
    ending = next((e for e in NOMINATIVE if name.endswith(e)), "")
    stem = name.removesuffix(ending) if ending else name
    return stem if len(stem) >= LEAST_STEM else name


def stems_in(word: str) -> tuple[str, ...]:
    """Return the stems a folded word of a text may be a form of, the longest first."""
    if not CYRILLIC.fullmatch(word):
        return (word,)
    shortest = max(LEAST_STEM, len(word) - LONGEST_ENDING)
    return (word, *(word[:length] for length in range(len(word) - 1, shortest - 1, -1)))


def is_form(word: str, name: str) -> bool:
    """Return True if a folded word is the name in some case.

    >>> is_form("захаровои", "захарова"), is_form("захаров", "захарова"), is_form("хуситов", "хуситы")
    (True, False, True)
    """
    if word == name:
        return True
    stem = stem_of(name)
    if len(stem) < LEAST_STEM or not CYRILLIC.fullmatch(name) or not word.startswith(stem):
        return False
    ending = word[len(stem) :]
    return ending in ENDINGS or (ending == "" and name[-1] in "ыиі")


BENT = {
    "pl": (
        ("owie", ""), ("owie", "a"), ("owi", ""), ("iem", ""), ("em", ""), ("em", "o"), ("a", ""), ("a", "o"),
        ("u", ""), ("ie", ""), ("ie", "a"), ("e", ""), ("e", "a"), ("y", ""), ("y", "a"), ("i", ""), ("i", "a"),
        ("ow", ""), ("ow", "a"), ("om", ""), ("om", "a"), ("ami", ""), ("ami", "a"), ("ach", ""), ("o", "a"),
        ("ego", ""), ("ego", "y"), ("emu", ""), ("emu", "y"), ("im", "i"), ("ym", "y"), ("ej", "a"), ("ce", "ka"),
        ("dze", "ga"), ("dzie", "da"), ("cie", "t"), ("rze", "r"), ("rze", "ra"), ("le", "l"), ("owcy", "owiec"),
        ("owcow", "owiec"),
    ),
    "de": (("s", ""), ("es", ""), ("en", ""), ("n", ""), ("e", "")),
}  # fmt: skip
"""Ending in a text and ending of the name, both folded."""


@lru_cache(maxsize=65536)
def names_of(text: str, language: str) -> frozenset[str]:
    """Return the folded names a word as written may be a form of, where the language bends names in Latin letters.

    >>> "zełenski" in names_of("Zełenskiego", "pl"), "drohne" in names_of("Drohnen", "de")
    (True, True)
    """
    if language not in BENT or CYRILLIC.match(fold(text)):
        return frozenset()
    word = fold(text)
    bent = {word.removesuffix(end) + base for end, base in BENT[language] if word.endswith(end)}
    known = {fold(lemma) for lemma in lemmas(text, language)}
    return frozenset(name for name in bent | known if len(name) >= LEAST_STEM)
