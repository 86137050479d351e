"""Russian and Ukrainian forms by pymorphy3 and its packaged dictionaries (OpenCorpora, dict_uk)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pymorphy3

from geo.geoparse.morphology import Analysis, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pymorphy3.analyzer import Parse

_PARTS = {
    "NOUN": Part.NOUN, "ADJF": Part.ADJECTIVE, "ADJS": Part.ADJECTIVE, "COMP": Part.ADJECTIVE, "VERB": Part.VERB,
    "INFN": Part.VERB, "PRTF": Part.VERB, "PRTS": Part.VERB, "GRND": Part.VERB, "NUMR": Part.NUMERAL,
    "NUMB": Part.NUMERAL, "ADVB": Part.ADVERB, "NPRO": Part.PRONOUN, "PRED": Part.ADVERB, "PREP": Part.PREPOSITION,
    "CONJ": Part.CONJUNCTION, "PRCL": Part.PARTICLE, "INTJ": Part.INTERJECTION,
}  # fmt: skip
_CASES = {
    "nomn": "nom", "gent": "gen", "datv": "dat", "accs": "acc", "ablt": "ins", "loct": "loc", "voct": "voc",
    "gen2": "gen", "acc2": "acc", "loc2": "loc", "gen1": "gen", "loc1": "loc",
}  # fmt: skip
_GENDERS = {"masc": "masc", "femn": "fem", "neut": "neut"}
_FEATURES = {
    "INFN": "infinitive", "infn": "infinitive", "PRTF": "participle", "PRTS": "participle", "GRND": "converb",
    "impr": "imperative",
    "past": "past", "pres": "present", "futr": "future", "pssv": "passive", "perf": "perfective",
    "intr": "intransitive",
    "impf": "imperfective", "ADJS": "short", "Impe": "impersonal", "impers": "impersonal", "1per": "first",
    "2per": "second", "3per": "third", "anim": "animate", "Geox": "place", "Surn": "surname", "Name": "first_name",
    "Patr": "patronymic", "Orgn": "organisation", "Abbr": "abbreviation",
}  # fmt: skip
# The Ukrainian dictionary has the infinitive in "-ть" of folk songs too; in news "направить" is "will send".
_SHORT_INFINITIVE = "ть"
_FINITE = frozenset({"past", "pres", "futr", "impr", "impers", "Impe", "1per", "2per", "3per"})
_NAMES = frozenset({"Geox", "Surn", "Name", "Patr", "Orgn"})


def supports(language: str) -> bool:
    """True for the languages with a dictionary."""
    return language in ("ru", "uk")


class Analyser:
    """Readings of Russian or Ukrainian forms."""

    def __init__(self, language: str) -> None:
        self._analyzer = pymorphy3.MorphAnalyzer(lang=language)

    def analyse(self, word: str) -> Iterator[Analysis]:
        """Yield the readings, the likeliest first; words out of the dictionary are guessed by their endings."""
        for parse in self._analyzer.parse(word):
            if _is_infinitive(parse) and word.endswith(_SHORT_INFINITIVE):
                continue
            if parse.tag.POS is not None or parse.is_known:
                yield _to_analysis(parse)


def _is_infinitive(parse: Parse) -> bool:
    """Return True for a Ukrainian infinitive; the dictionary leaves out its sign in many ("заборонити")."""
    grammemes = parse.tag.grammemes
    return "infn" in grammemes or ("VERB" in grammemes and _FINITE.isdisjoint(grammemes))


def _to_analysis(parse: Parse) -> Analysis:
    tag = parse.tag
    grammemes = tag.grammemes
    pos = tag._POS or ""  # noqa: SLF001 - the checked property compares more slowly, this is the hot path
    features = {_FEATURES[sign] for sign in grammemes if sign in _FEATURES}
    if _is_infinitive(parse):
        features.add("infinitive")
    if pos == "VERB" and features.isdisjoint(("imperative", "infinitive")):
        features.add("finite")
    if not parse.is_known:
        features.add("guessed")
    part = Part.NAME if pos == "NOUN" and not _NAMES.isdisjoint(grammemes) else _PARTS.get(pos, Part.OTHER)
    return Analysis(
        lemma=parse.normal_form,
        part=part,
        case=next((_CASES[sign] for sign in grammemes if sign in _CASES), ""),
        number="plur" if "plur" in grammemes else "sing" if part in _NUMBERED else "",
        gender=next((_GENDERS[sign] for sign in grammemes if sign in _GENDERS), ""),
        features=frozenset(features),
    )


# The Ukrainian dictionary writes the plural only; a form without it is singular.
_NUMBERED = frozenset({Part.NOUN, Part.NAME, Part.ADJECTIVE, Part.VERB})
