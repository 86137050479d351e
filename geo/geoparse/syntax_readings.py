"""Forms of a Slavic language in, their readings out: analyses that differ by case, number and gender are one.

The analyses come from :mod:`geo.geoparse.morphology`; a form nobody knows has the readings its ending allows.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.geoparse.morphology import Part, analyse

if TYPE_CHECKING:
    from geo.geoparse.morphology import Analysis
    from geo.geoparse.syntax_nodes import Form, Forms

VERBAL = {"finite": "Fin", "imperative": "Fin", "infinitive": "Inf", "participle": "Part", "converb": "Conv"}
REMEMBERED = 50_000
_CONDITIONAL = re.compile(r"(?<=[łiaoy])by(?:m|ś|śmy|ście)?$|(?<=li)(?:śmy|ście)$|(?<=ły)(?:śmy|ście)$")
"""Polish endings that the dictionary cuts off: "zamknęła-by", "zamknęli-śmy"."""
_VERBAL_NOUN = re.compile(r"(ni|ci)(?:e|a|u|em|om|ami|ach)$")


class Reading(NamedTuple):
    """Analyses of one form that differ by case, number and gender alone."""

    lemma: str
    pos: str
    verb: str
    features: frozenset[str]
    forms: Forms
    rank: int


@lru_cache(REMEMBERED)
def read_forms(word: str, language: str) -> tuple[Reading, ...]:
    """Return the readings of a form, the likeliest first."""
    grouped: dict[tuple[str, str, str, frozenset[str]], tuple[int, set[Form]]] = {}
    analyses = analyse(word, language) or analyse(_CONDITIONAL.sub("", word), language)
    for analysis in [a for a in analyses if a.case != "voc"] or analyses:
        verb = next((VERBAL[f] for f in VERBAL if f in analysis.features), "")
        key = (_lemma(analysis, word), analysis.part.value, verb, _lasting(analysis))
        _, forms = grouped.setdefault(key, (len(grouped), set()))
        forms.add((analysis.case, analysis.number, "" if analysis.number == "plur" else analysis.gender))
    return tuple(Reading(*key, frozenset(forms), rank) for key, (rank, forms) in grouped.items())


def is_known(word: str, language: str) -> bool:
    """Return True if a dictionary has the form."""
    return any("guessed" not in analysis.features for analysis in analyse(word, language))


def _lemma(analysis: Analysis, word: str) -> str:
    """Return the lemma in lower case; of a Polish verbal noun its nominative, where the package says the infinitive."""
    lemma = analysis.lemma.lower()
    if analysis.part is Part.NOUN and lemma.endswith(("ć", "c")) and _VERBAL_NOUN.search(word.lower()):
        return _VERBAL_NOUN.sub(r"\1e", word.lower())
    return lemma


def _lasting(analysis: Analysis) -> frozenset[str]:
    return analysis.features - {"animate", "guessed"}
