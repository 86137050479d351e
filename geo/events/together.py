"""Clauses told together with one: "killed when …", "shot and killed", "a man riding through …": one time, one place.

In comes a trigger; out come the tokens of the clauses beside its own, in text order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.clauses import clause_head, clause_tokens, is_verbal
from geo.events.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.geoparse.tree import Token

AT_THE_TIME = frozenset(
    {"when", "as", "after", "while", "where", "quand", "lorsque", "lorsqu'", "alors", "apres", "ou", "tandis", "wenn",
     "als", "nachdem", "gdy", "kiedy", "когда", "коли"}
)  # fmt: skip
"""Words that open a clause of the same time and place."""
MODIFIERS = frozenset({"acl", "relcl", "acl:relcl"})


def together_with(trigger: Token) -> list[Token]:
    """Return the tokens of the clauses told together with the trigger's."""
    head = clause_head(trigger)
    found = {t.i: t for clause in _clauses(head) for t in clause_tokens(clause)}
    return [found[i] for i in sorted(found)]


def _clauses(head: Token) -> Iterator[Token]:
    for child in head.children:
        if _is_joined(child):
            yield child
        elif child.dep_.startswith("nsubj"):
            yield from (c for c in child.children if c.dep_ in MODIFIERS and is_verbal(c))
    if _is_joined(head):
        yield head.head


def _is_joined(clause: Token) -> bool:
    """Return True for a clause of the same time as the one above, and for "shot and killed"."""
    if clause.dep_ == "conj":
        return is_verbal(clause) and is_verbal(clause.head) and not _has_subject(clause)
    return clause.dep_ == "advcl" and _opens_at_the_time(clause)


def _opens_at_the_time(clause: Token) -> bool:
    return any(c.dep_ in ("mark", "advmod") and fold(c.text) in AT_THE_TIME for c in clause.children)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_.startswith(("nsubj", "csubj")) for child in verb.children)
