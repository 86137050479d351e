"""The noun phrase around its head: the tokens it is made of, what it is about, and the nouns coordinated with it.

In come heads; out come tokens, never those of a clause inside the phrase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.clauses import NOUNS, VERBAL, is_verbal, tokens_below
from geo.events.grammar import grammar_of
from geo.events.once import once_a_token
from geo.events.prepositions import OF, is_of, obliques, preposition_of
from geo.events.words import fold

if TYPE_CHECKING:
    from geo.geoparse.tree import Token

NOMINAL_CHILDREN = frozenset(
    {"compound", "amod", "nmod", "poss", "appos", "conj", "flat", "flat:name", "flat:foreign", "nummod", "fixed", "dep",
     "det", "case", "quantmod", "npadvmod", "punct", "cc"}
)  # fmt: skip


@once_a_token
def phrase_tokens(head: Token) -> tuple[Token, ...]:
    """Return the tokens of a noun phrase: modifiers, "of" complements and coordinated nouns, no clauses inside."""
    return tokens_below(head, _belongs)


def _belongs(child: Token) -> bool:
    if child.dep_ == "nmod" and child.pos_ in NOUNS:
        preposition = preposition_of(child)
        return preposition in ("", OF) or preposition in grammar_of(child).of
    if child.dep_ in NOMINAL_CHILDREN:
        return not (child.dep_ == "conj" and child.pos_ in VERBAL)
    if child.dep_ == "prep":
        return fold(child.text) == "of"
    return child.dep_ == "pobj" and fold(child.head.text) == "of"


def complements(noun: Token) -> list[Token]:
    """Return what a noun is about: "of X", "de X", compounds, possessives and adjectives."""
    found = [o.head for o in obliques(noun) if is_of(o, noun)]
    found.extend(
        child for child in noun.children if child.dep_ in ("compound", "nmod", "poss", "amod") and child not in found
    )
    return found


def expand(head: Token) -> list[Token]:
    """Return the head, or for "one of its crossings" the noun that is meant, and coordinated nouns."""
    found = [head]
    if fold(head.lemma_) in grammar_of(head).partitive or head.pos_ in ("NUM", "PRON"):
        found.extend(o.head for o in obliques(head) if is_of(o, head) or head.pos_ == "NUM")
    for token in tuple(found):
        found.extend(child for child in token.children if child.dep_ == "conj" and not is_verbal(child))
    return found
