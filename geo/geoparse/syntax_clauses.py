"""Nodes of a sentence in, its clauses out: cut at marks and conjunctions, one predicate a clause, each with its parent.

A clause that another interrupts ("the troops, who …, entered") is taken up again; a piece without a verb belongs to the
clause before it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geo.geoparse.syntax_nodes import Node
    from geo.geoparse.syntax_tables import Table

DASHES = frozenset({"—", "–", "-"})
CUTS = frozenset({",", ";", ":", *DASHES, "…"})
OPENING, CLOSING = frozenset({"(", "["}), frozenset({")", "]"})


class Sort(Enum):
    """What sort of clause: a main one, one with a subordinator, a relative, a participle, a converb, an infinitive."""

    MAIN = "main"
    MARKED = "marked"
    RELATIVE = "relative"
    PARTICIPLE = "participle"
    CONVERB = "converb"
    INFINITIVE = "infinitive"
    BRACKET = "bracket"


DEPENDENT = frozenset({Sort.RELATIVE, Sort.PARTICIPLE, Sort.CONVERB, Sort.INFINITIVE, Sort.BRACKET})


@dataclass(slots=True)
class Clause:
    """Nodes of one clause in text order, without those of the clauses inside it; ``joined`` by a conjunction."""

    sort: Sort
    parent: Clause | None = None
    nodes: list[Node] = field(default_factory=list)
    joined: bool = False
    head: Node | None = None
    predicates: list[Node] = field(default_factory=list)

    @property
    def has_predicate(self) -> bool:
        """True once a word of it can be a predicate."""
        bare = self.sort is not Sort.MAIN
        return any(is_predicate(node) or (bare and node.verb == "Inf") for node in self.nodes)

    @property
    def is_unfinished(self) -> bool:
        """True for "hat die Grenze": an auxiliary whose participle has not come yet."""
        verbs = [node for node in self.nodes if node.verb]
        return bool(verbs) and all(node.pos == "AUX" for node in verbs)


@dataclass(slots=True)
class _Piece:
    nodes: list[Node]
    before: str
    joined: bool

    @property
    def words(self) -> list[Node]:
        return [node for node in self.nodes if node.pos not in ("PUNCT", "CCONJ")]


def is_predicate(node: Node) -> bool:
    """Return True for a finite verb, an impersonal form, a short participle or a predicative."""
    if node.verb in ("Fin", "Pred"):
        return True
    return node.verb == "Part" and node.pos == "VERB" and not any(form[0] for form in node.forms)


def find_clauses(nodes: Sequence[Node], table: Table) -> list[Clause]:
    """Return the clauses of a sentence in the order they begin; the first is a main clause."""
    root = Clause(Sort.MAIN)
    clauses, stack = [root], [root]
    for piece in _cut(nodes):
        clause = _place(piece, stack, table)
        if clause not in stack:
            clauses.append(clause)
            stack.append(clause)
        clause.nodes.extend(piece.nodes)
    return [clause for clause in clauses if clause.nodes]


def _cut(nodes: Sequence[Node]) -> Iterator[_Piece]:
    """Yield the pieces between marks, conjunctions and subordinators; the marks stay at the start of a piece."""
    current: list[Node] = []
    before, joined = "", False
    for node in nodes:
        opens = node.head < 0 and (node.text in CUTS or node.text in OPENING or node.text in CLOSING)
        conjunction = node.pos == "CCONJ"
        subordinate = node.pos == "SCONJ" and not node.comparing
        listing = conjunction and current and current[0].text in CUTS and not any(other.verb for other in current)
        if current and (opens or ((conjunction or subordinate) and _has_words(current) and not listing)):
            yield _Piece(current, before, joined)
            current, before, joined = [], "", False
        if opens:
            before = node.text
        joined = joined or (conjunction and not _has_words(current))
        current.append(node)
    if current:
        yield _Piece(current, before, joined)


def _has_words(nodes: list[Node]) -> bool:
    return any(node.pos not in ("PUNCT", "CCONJ") for node in nodes)


def _place(piece: _Piece, stack: list[Clause], table: Table) -> Clause:
    """Return the clause a piece belongs to, a new one if it begins one; ends the clauses on the stack that are over."""
    if piece.before in CLOSING:
        _end_bracket(stack)
    words = piece.words
    if piece.before in OPENING:
        return Clause(Sort.BRACKET, stack[-1])
    verbal = any(is_predicate(node) for node in words)
    sort = _sort(words, table, verbal=verbal)
    if sort is not Sort.MAIN:
        return _open(piece, sort, stack)
    if not words or not verbal:
        return _continue_fragment(stack)
    return _continue_main(piece, stack)


def _end_bracket(stack: list[Clause]) -> None:
    brackets = [i for i, clause in enumerate(stack) if clause.sort is Sort.BRACKET]
    if brackets:
        del stack[brackets[-1] :]


def _sort(words: list[Node], table: Table, *, verbal: bool) -> Sort:
    leads = [node for node in words[:3] if node.pos not in ("ADV", "PART")] or words[:1]
    if not leads:
        return Sort.MAIN
    lead, infinitive = leads[0], any(node.verb == "Inf" for node in words)
    if lead.pos == "SCONJ" and (verbal or lead.lower in table.complement or infinitive):
        return Sort.MARKED
    if any(node.relative for node in words[:2]) and words[0].index > 0:
        return Sort.RELATIVE
    return Sort.MAIN if verbal and lead.verb != "Conv" else _sort_of_bare(words, lead, infinitive=infinitive)


def _sort_of_bare(words: list[Node], lead: Node, *, infinitive: bool) -> Sort:
    """Return the sort of a piece without finite verb."""
    if any(node.verb == "Conv" for node in words):
        return Sort.CONVERB
    if lead.index > 0 and lead.verb == "Part" and lead.pos == "ADJ":
        return Sort.PARTICIPLE
    if infinitive and any(n.lower == "zu" or "IZU" in n.features for n in words):
        return Sort.INFINITIVE
    return Sort.MAIN


def _open(piece: _Piece, sort: Sort, stack: list[Clause]) -> Clause:
    """Begin a clause under the one that is open; "and that …" begins one beside the last that was marked."""
    if piece.joined and sort is Sort.MARKED:
        marked = [i for i, clause in enumerate(stack) if clause.sort is Sort.MARKED]
        if marked:
            del stack[marked[-1] :]
    if sort in (Sort.PARTICIPLE, Sort.CONVERB) or (sort is Sort.RELATIVE and piece.joined):
        while len(stack) > 1 and stack[-1].sort in DEPENDENT and piece.before == "," and stack[-1].sort is sort:
            stack.pop()
    return Clause(sort, stack[-1], joined=piece.joined)


def _continue_fragment(stack: list[Clause]) -> Clause:
    open_ = [clause for clause in stack if not clause.has_predicate and clause.sort in (Sort.MAIN, Sort.MARKED)]
    top = stack[-1]
    if open_ and top.sort in (Sort.PARTICIPLE, Sort.CONVERB):
        del stack[stack.index(open_[-1]) + 1 :]
        return stack[-1]
    return top


def _continue_main(piece: _Piece, stack: list[Clause]) -> Clause:
    finite = any(node.verb == "Fin" for node in piece.words)
    if not finite and stack[-1].is_unfinished:
        return stack[-1]
    waiting = [clause for clause in stack if not clause.has_predicate and clause.sort is not Sort.BRACKET]
    waiting = [clause for clause in waiting if clause.sort not in (Sort.PARTICIPLE, Sort.CONVERB, Sort.INFINITIVE)]
    if waiting:
        del stack[stack.index(waiting[-1]) + 1 :]
        return stack[-1]
    if piece.joined and not piece.before:
        above = stack[-1]
        if above.sort is Sort.MAIN:
            stack.pop()
        return Clause(Sort.MAIN, above, joined=True)
    while len(stack) > 1 and stack[-1].sort in DEPENDENT:
        stack.pop()
    above = stack[-1]
    if above.sort is Sort.MARKED and not (piece.joined and _has_own_subject(piece)):
        del stack[1:]
        above = stack[0]
    return Clause(Sort.MAIN, above, joined=piece.joined)


def _has_own_subject(piece: _Piece) -> bool:
    for node in piece.words:
        if is_predicate(node):
            return False
        if node.is_nominal and "nom" in node.cases():
            return True
    return False
