"""Clauses told together with one: "killed when …", "shot and killed", "a man riding through …": one time, one place.

In comes a trigger; out come the tokens of the clauses beside its own, in text order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.clauses import clause_head, clause_tokens, is_verbal
from geo.events.grammar import grammar_of
from geo.events.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.geoparse.tree import Token

AT_THE_TIME = frozenset(
    {"when", "as", "after", "while", "where", "quand", "lorsque", "lorsqu'", "alors", "apres", "ou", "tandis", "wenn",
     "als", "nachdem", "gdy", "kiedy", "когда", "коли"}
)  # fmt: skip
"""Words that open a clause of the same time and place."""
OBJECTS = frozenset({"dobj", "obj"})
MODIFIERS = frozenset({"acl", "relcl", "acl:relcl"})


def together_with(trigger: Token) -> list[Token]:
    """Return the tokens of the clauses told together with the trigger's."""
    head = clause_head(trigger)
    found = {t.i: t for clause in _clauses(head) for t in clause_tokens(clause)}
    return [found[i] for i in sorted(found)]


def joined_with(trigger: Token) -> list[Token]:
    """Return the tokens of the clauses of the same doing alone: "shot and killed", "…, killing ten"."""
    head = clause_head(trigger)
    clauses = [c for c in (head, *head.children) if (c.dep_ == "conj" and _is_joined(c)) or _goes_along(c)]
    beside = [c if c is not head else head.head for c in clauses]
    return sorted({t for clause in beside for t in clause_tokens(clause)}, key=lambda t: t.i)


def _clauses(head: Token) -> Iterator[Token]:
    for child in head.children:
        if _is_joined(child) or _goes_along(child):
            yield child
        elif child.dep_.startswith("nsubj"):
            yield from (c for c in child.children if c.dep_ in MODIFIERS and is_verbal(c))
        elif child.dep_ in OBJECTS:
            yield from (c for c in child.children if c.dep_ == "acl" and _is_present_participle(c))
    if _is_joined(head) or _goes_along(head):
        yield head.head


def _goes_along(clause: Token) -> bool:
    """Return True for "…, killing ten": a participle without subject or word that opens it is of the same doing."""
    if clause.dep_ != "advcl" or not _is_present_participle(clause) or _has_subject(clause):
        return False
    return is_verbal(clause.head) and not any(c.dep_ in ("mark", "prep") and c.i < clause.i for c in clause.children)


def _is_present_participle(verb: Token) -> bool:
    return "Part" in verb.morph.get("VerbForm", []) and "Pres" in verb.morph.get("Tense", [])


def _is_joined(clause: Token) -> bool:
    """Return True for a clause of the same time as the one above, and for "shot and killed"."""
    if clause.dep_ == "conj":
        return is_verbal(clause) and is_verbal(clause.head) and not _has_subject(clause)
    return clause.dep_ == "advcl" and _opens_at_the_time(clause)


def _opens_at_the_time(clause: Token) -> bool:
    return any(c.dep_ in ("mark", "advmod") and fold(c.text) in AT_THE_TIME for c in clause.children)


def _has_subject(verb: Token) -> bool:
    """Return True for a subject of its own; "and 67 wounded", "and dozens of others hurt" only count on."""
    return any(child.dep_.startswith(("nsubj", "csubj")) and not _counts_on(child) for child in verb.children)


def _counts_on(subject: Token) -> bool:
    grammar = grammar_of(subject)
    return subject.pos_ == "NUM" or fold(subject.lemma_) in grammar.other | grammar.vague
