"""German forms: lemmas by simplemma, parts of speech by capitals and the endings of the lemma."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.geoparse.analysers import plain
from geo.geoparse.morphology import Analysis, Part

if TYPE_CHECKING:
    from collections.abc import Iterator

# Endings that make an adjective, and those of infinitives, which are the lemmas of verbs.
_ADJECTIVE = ("isch", "lich", "ig", "bar", "sam", "los", "haft", "iv", "ell", "är", "al", "nah", "frei", "reich")
_INFINITIVE = ("en", "ern", "eln")
_CLOSED = {
    word: part
    for part, words in {
        Part.PREPOSITION: "in im an am auf aus bei beim mit nach seit von vom zu zum zur durch für gegen ohne um bis "
        "über unter vor hinter neben zwischen während wegen trotz laut gegenüber entlang binnen nahe",
        Part.DETERMINER: "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner "
        "dieser diese dieses diesen diesem jener jene jenes jenen jenem jeder jede jedes jeden jedem",
        Part.PRONOUN: "ich du er sie es wir ihr mich dich ihn uns euch ihnen ihm sich man wer was",
        Part.CONJUNCTION: "und oder aber sondern denn sowie",
        Part.SUBORDINATOR: "dass ob weil wenn als nachdem bevor obwohl damit falls während sobald",
        Part.ADVERB: "nicht auch nur noch schon sehr bereits gestern heute morgen dort hier derzeit zuletzt erneut",
    }.items()
    for word in words.split()
}


# "kirgisischen": adjectives of countries, many of which no dictionary holds.
_ISH = re.compile(r"(\w{3,}isch)e[nrsm]?", re.IGNORECASE)


def supports(language: str) -> bool:
    """True for German."""
    return language == "de"


class Analyser(plain.Analyser):
    """One reading a form, with a lemma and a part of speech."""

    def analyse(self, word: str) -> Iterator[Analysis]:
        """Yield the lemma with the part it looks like; a capital makes a noun, an ``s`` behind a noun a genitive."""
        stem = _ISH.fullmatch(word)
        if stem:
            yield Analysis(stem[1].lower(), Part.ADJECTIVE)
        for analysis in super().analyse(word):
            part = _CLOSED.get(word.lower()) or _guess_part(word, analysis.lemma)
            yield Analysis(analysis.lemma, part, features=analysis.features)
        if word[:1].isupper() and word.endswith("s") and not word.endswith("ss") and len(word) > 3:
            yield Analysis(word[:-1], Part.NOUN, case="gen", features=frozenset({"guessed"}))


def _guess_part(word: str, lemma: str) -> Part:
    if word[:1].isupper():
        return Part.NOUN
    if lemma.endswith(_ADJECTIVE):
        return Part.ADJECTIVE
    return Part.VERB if lemma.endswith(_INFINITIVE) and len(lemma) > 3 else Part.OTHER
