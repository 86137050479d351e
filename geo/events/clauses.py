"""The clause around a token in a dependency parse: the verb that heads it and the tokens it is made of.

In come tokens, English (ClearNLP labels) or another language (Universal Dependencies); out come tokens. Nothing here
knows events.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from geo.events.once import once_a_token

if TYPE_CHECKING:
    from geo.geoparse.tree import Token

CLAUSAL = frozenset(
    {"advcl", "ccomp", "xcomp", "relcl", "acl", "acl:relcl", "csubj", "csubjpass", "parataxis", "pcomp", "advcl:cleft"}
)
VERBAL = frozenset({"VERB", "AUX"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})


def is_verbal(token: Token) -> bool:
    """Return True for a verb, an auxiliary, or a participle that heads a clause."""
    return token.pos_ in VERBAL or (token.dep_ in CLAUSAL and "Part" in token.morph.get("VerbForm", []))


def clause_head(token: Token) -> Token:
    """Return the verb (or the root) of the smallest clause the token stands in."""
    while token.head != token and not (is_verbal(token) and token.dep_ not in ("aux", "auxpass", "aux:tense", "amod")):
        token = token.head
    return token


def governors(token: Token) -> Iterator[Token]:
    """Yield the heads above a token, nearest first."""
    while token.head != token:
        token = token.head
        yield token


@once_a_token
def clause_tokens(head: Token) -> tuple[Token, ...]:
    """Return the tokens of a clause in text order, without the clauses inside it."""
    return tokens_below(head, lambda child: not _starts_clause(child))


def tokens_below(head: Token, belongs: Callable[[Token], bool]) -> tuple[Token, ...]:
    """Return a token and all below it in text order, down to the first ones that do not belong."""
    found: list[Token] = []
    waiting = [head]
    while waiting:
        token = waiting.pop()
        found.append(token)
        waiting += filter(belongs, token.children)
    return tuple(sorted(found, key=attrgetter("i")))


def _starts_clause(token: Token) -> bool:
    if token.dep_ not in CLAUSAL:
        return token.dep_ == "conj" and token.pos_ in VERBAL
    if token.pos_ in NOUNS and not any(c.dep_ in ("cop", "nsubj", "mark") for c in token.children):
        return False
    return token.dep_ != "acl" or is_verbal(token)
