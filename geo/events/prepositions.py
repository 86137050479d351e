"""Prepositions of a parse: what governs a noun, and which nouns a word has with a preposition.

In come tokens, English (ClearNLP labels) or another language (Universal Dependencies); out come folded prepositions
and the nouns they govern. A genitive without preposition counts as "of"; "not found" is an empty text or list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.events.clauses import is_verbal
from geo.events.grammar import grammar_of
from geo.events.once import once_a_token
from geo.events.words import fold

if TYPE_CHECKING:
    from geo.geoparse.tree import Token

OF = "of"


@dataclass(frozen=True, slots=True)
class Oblique:
    """An argument with a preposition: ``preposition`` folded, ``head`` the noun it governs."""

    preposition: str
    head: Token


@once_a_token
def preposition_of(token: Token) -> str:
    """Return the folded preposition right above (English) or on (French) a noun, "" if none."""
    if token.dep_ in ("pobj", "pcomp") and token.head.pos_ in ("ADP", "SCONJ", "ADV", "VERB"):
        return joined(token.head)
    cases = [child for child in token.children if child.dep_ == "case" and not _holds_digit(child)]
    if cases:
        return joined(cases[-1])
    return OF if token.dep_ == "nmod" and "Gen" in token.morph.get("Case", []) else ""


def _holds_digit(token: Token) -> bool:
    """Return True for "BM-21" in "Cambodian BM-21 rockets", which the parser takes for a case mark."""
    return any(letter.isdigit() for letter in token.text)


def joined(preposition: Token) -> str:
    """Return a preposition with its fixed parts, folded, without its article ("du" → "de")."""
    parts = [
        preposition,
        *(c for c in preposition.children if c.dep_ in ("fixed", "pcomp", "advmod") and c.pos_ == "ADP"),
    ]
    words = [fold(part.text) for part in sorted(parts, key=lambda t: t.i)]
    contracted = grammar_of(preposition).contracted
    return " ".join(contracted.get(word, word) for word in words)


def governing(token: Token) -> tuple[str, Token]:
    """Return the preposition that governs the phrase a token stands in, and the word that phrase hangs on.

    The preposition is "" for subjects and objects, "poss" for possessives, "mod" for adjectives and compounds.
    """
    while True:
        preposition = preposition_of(token)
        if preposition:
            above = token.head
            return preposition, above.head if token.dep_ in ("pobj", "pcomp") else above
        if token.dep_ == "poss":
            return "poss", token.head
        if token.dep_ in ("amod", "compound"):
            return "mod", token.head
        if token.dep_ in (
            "appos",
            "conj",
            "flat",
            "flat:name",
            "flat:foreign",
            "nmod",
            "npadvmod",
            "dep",
        ) and not is_verbal(token.head):
            token = token.head
            continue
        return "", token.head


@once_a_token
def obliques(token: Token) -> tuple[Oblique, ...]:
    """Return the arguments of a token that have a preposition (without the passive agent)."""
    found: list[Oblique] = []
    for child in token.children:
        if child.dep_ in ("prep", "dative") and child.pos_ in ("ADP", "SCONJ"):
            found.extend(Oblique(joined(child), noun) for noun in nouns_under(child))
        elif child.dep_.startswith(("obl", "nmod")) and child.dep_ != "obl:agent" and preposition_of(child):
            found.append(Oblique(preposition_of(child), child))
    return tuple(found)


def nouns_under(preposition: Token) -> Iterator[Token]:
    """Yield what a preposition governs, through another one ("from under the bridge")."""
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            yield child
        elif child.dep_ == "prep":
            yield from nouns_under(child)


def is_of(oblique: Oblique, noun: Token) -> bool:
    """Return True for "of X" after a noun."""
    return oblique.preposition == OF or oblique.preposition in grammar_of(noun).of
