"""Polish forms by Morfeusz 2 and its packaged dictionary (SGJP)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import morfeusz2

from geo.geoparse.morphology import Analysis, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARTS = {
    "subst": Part.NOUN, "depr": Part.NOUN, "ger": Part.NOUN, "brev": Part.NOUN, "adj": Part.ADJECTIVE,
    "adja": Part.ADJECTIVE, "adjp": Part.ADJECTIVE, "adjc": Part.ADJECTIVE, "num": Part.NUMERAL, "dig": Part.NUMERAL,
    "adv": Part.ADVERB, "ppron12": Part.PRONOUN, "ppron3": Part.PRONOUN, "siebie": Part.PRONOUN,
    "prep": Part.PREPOSITION, "conj": Part.CONJUNCTION, "comp": Part.SUBORDINATOR, "part": Part.PARTICLE,
    "qub": Part.PARTICLE, "interj": Part.INTERJECTION, "pred": Part.VERB,
}  # fmt: skip
_VERBS = {
    "fin": ("finite", "present"), "bedzie": ("finite", "future"), "praet": ("finite", "past"), "aglt": ("finite",),
    "winien": ("finite",), "impt": ("imperative",), "imps": ("finite", "past", "impersonal"), "inf": ("infinitive",),
    "pcon": ("converb",), "pant": ("converb", "past"), "pact": ("participle",), "ppas": ("participle", "passive"),
    "cond": ("finite",),
}  # fmt: skip
_CASES = {"nom": "nom", "gen": "gen", "dat": "dat", "acc": "acc", "inst": "ins", "loc": "loc", "voc": "voc"}
_NUMBERS = {"sg": "sing", "pl": "plur"}
_GENDERS = {"m1": "masc", "m2": "masc", "m3": "masc", "f": "fem", "n": "neut", "n1": "neut", "n2": "neut"}
_FEATURES = {"perf": "perfective", "imperf": "imperfective", "m1": "animate", "m2": "animate", "pri": "first",
             "sec": "second", "ter": "third"}  # fmt: skip
_NAMES = {
    "nazwa_geograficzna": "place", "nazwisko": "surname", "imię": "first_name", "nazwa_organizacji": "organisation",
    "patronimicum": "patronymic",
}  # fmt: skip

# "polsko-białoruski": an adjective as the first part of another.
_COMPOUNDS = ("sko", "cko", "dzko")
DATED = frozenset({"daw.", "przest.", "arch.", "gwar."})
"""Marks of the dictionary at words nobody writes any more; they count only where a form has no other reading."""
RARE = frozenset(
    {"maić", "bojownica", "drona", "walc", "wieczor", "porta", "miał", "krajać", "amerykan", "może", "rozmówić"}
)
"""Lemmas that hardly a newspaper means, where the form has another ("mają" is of mieć, "drony" of dron)."""


NAMES = frozenset(_NAMES)
"""Sorts of names: a word without a capital is none where it can be another word ("września" is the month)."""


def supports(language: str) -> bool:
    """True for Polish."""
    return language == "pl"


class Analyser:
    """Readings of Polish forms."""

    def __init__(self, language: str) -> None:
        self._morfeusz = morfeusz2.Morfeusz(expand_tags=False, whitespace=morfeusz2.KEEP_WHITESPACES)
        self._language = language

    def analyse(self, word: str) -> Iterator[Analysis]:
        """Yield the readings in the dictionary's order; nothing for a word that it does not hold.

        Of what it cuts in two only past and conditional forms are read ("zamknęła|by").
        """
        found = self._morfeusz.analyse(word)
        cut = any(last > 1 for _, last, _ in found)
        readings = [
            (lemma.partition(":")[0], tag, sorts, DATED & set(qualifiers))
            for first, _, (_, lemma, tag, sorts, qualifiers) in found
            if first == 0 and tag.startswith("praet" if cut else "") and not tag.startswith(("ign", "xxx"))
        ]
        lasting = {lemma for lemma, tag, *_ in readings if tag.startswith("fin:") and tag.endswith(":imperf")}
        infinitive = any(tag.startswith("inf") for _, tag, *_ in readings)
        usual = [
            (lemma, tag, sorts)
            for lemma, tag, sorts, dated in readings
            if not dated
            and lemma not in RARE
            and not (lemma in lasting and tag.endswith(":perf"))
            and not (infinitive and tag.startswith("ger"))
            and not (word.islower() and NAMES & set(sorts))
        ]
        for lemma, tag, sorts in usual or [reading[:3] for reading in readings]:
            yield from _to_analyses(lemma, tag, sorts)
        if word.endswith(_COMPOUNDS):
            yield Analysis(word[:-1] + "i", Part.ADJECTIVE)


def _to_analyses(lemma: str, tag: str, sorts: list[str]) -> Iterator[Analysis]:
    """One reading for each case of a tag like ``subst:sg:dat.loc:f``."""
    sign, *rest = tag.split(":")
    values = [value.split(".") for value in rest]
    flat = [value for group in values for value in group]
    features = {_FEATURES[value] for value in flat if value in _FEATURES}
    features.update(_VERBS.get(sign, ()))
    names = {_NAMES[sort] for sort in sorts if sort in _NAMES}
    part = Part.VERB if sign in _VERBS else Part.NAME if names else _PARTS.get(sign, Part.OTHER)
    if sign == "fin" and "perfective" in features and "imperfective" not in features:
        features = (features - {"present"}) | {"future"}
    genders = {_GENDERS[value] for value in flat if value in _GENDERS}
    gender = min(genders) if len(genders) == 1 else ""
    for case in [value for value in flat if value in _CASES] or [""]:
        yield Analysis(
            lemma=lemma,
            part=part,
            case=_CASES.get(case, ""),
            number=next((_NUMBERS[value] for value in flat if value in _NUMBERS), ""),
            gender=gender,
            features=frozenset(features | names | ({"abbreviation"} if sign == "brev" else set())),
        )
