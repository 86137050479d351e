"""Words of a sentence while it is being parsed: what they can be, and what they were found to hang on.

A `Form` is (case, number, gender) as in :mod:`geo.geoparse.morphology`, "" where it does not matter. Two words agree
if a form of the one fits a form of the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

Form = tuple[str, str, str]
Forms = frozenset[Form]

CASES = ("nom", "gen", "dat", "acc", "ins", "loc")
ANY_FORM: Forms = frozenset((case, "", "") for case in CASES)
"""Of names and words nobody knows: any case, any number."""
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
REMEMBERED = 16_384
"""Pairs of forms whose agreement is kept: a language has some hundred sets of forms, few of which meet."""


class Bent:
    """What can stand in several forms: a word, or a phrase by its noun."""

    __slots__ = ()
    forms: Forms

    def cases(self) -> set[str]:
        """Return the cases it can be in."""
        return {form[0] for form in self.forms}


@dataclass(slots=True)
class Node(Bent):
    """A word: ``pos`` and ``dep`` are tags of Universal Dependencies, ``verb`` Fin, Inf, Part, Conv or "".

    ``head`` is the index of the word it hangs on, -1 as long as it hangs on none.
    """

    index: int
    text: str
    lower: str
    lemma: str = ""
    pos: str = "X"
    forms: Forms = frozenset()
    verb: str = ""
    passive: bool = False
    features: frozenset[str] = frozenset()
    relative: bool = False
    mood: str = ""
    tense: str = ""
    head: int = -1
    dep: str = ""
    case: str = ""
    other: str = ""
    comparing: bool = False
    genitive: bool = False

    @property
    def is_nominal(self) -> bool:
        """True for nouns, names and pronouns."""
        return self.pos in NOMINAL

    @property
    def is_capital(self) -> bool:
        """True if the word is written with a capital."""
        return self.text[:1].isupper()

    def hang(self, head: Node, dep: str) -> None:
        """Hang this word on another, unless that hangs on this one already or both are one."""
        if head is not self:
            self.head, self.dep = head.index, dep


def _fits(one: Form, other: Form) -> bool:
    return all(not a or not b or a == b for a, b in zip(one, other, strict=True))


@lru_cache(REMEMBERED)
def agree(one: Forms, other: Forms) -> Forms:
    """Return the forms both can have, the more exact of each pair; none if they do not agree."""
    if not one or not other:
        return frozenset()
    return frozenset((a[0] or b[0], a[1] or b[1], a[2] or b[2]) for a in one for b in other if _fits(a, b))


def restrict(forms: Forms, cases: frozenset[str]) -> Forms:
    """Return the forms in one of the cases; all of them if none is."""
    return frozenset(form for form in forms if not form[0] or form[0] in cases) or forms
