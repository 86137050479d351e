"""What a trigger tells, as tokens: its clause, its phrase, and the bare clauses that belong to them.

In comes a token of a parsed article; out come tokens in text order. Nothing here knows kinds of events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.clauses import clause_head, clause_tokens, is_verbal
from geo.events.cut_off import cut_off_phrase
from geo.events.grammar import grammar_of
from geo.events.words import fold

if TYPE_CHECKING:
    from geo.geoparse.tree import Token

JOINED_BY_AND = 3
"""Two verbs so near with nothing but "and" and an adverb between them are said of the same."""


def around(trigger: Token) -> list[Token]:
    """Return the tokens of what a trigger tells: its clause, its phrase, and what a bare clause hangs on."""
    head = clause_head(trigger)
    found = {t.i: t for t in clause_tokens(head)}
    found.update((t.i, t) for t in clause_tokens(trigger))
    found.update((t.i, t) for t in cut_off_phrase(head))
    found.update((t.i, t) for t in _shared_before(head))
    while head.dep_ in ("xcomp", "acl", "acl:relcl", "relcl", "advcl", "pcomp") and head.head != head:
        bare = not any(child.dep_ in ("nsubj", "nsubjpass", "nsubj:pass") for child in head.children)
        if head.dep_ in ("acl", "relcl", "acl:relcl"):
            found.update((t.i, t) for t in clause_tokens(head.head))
            if not is_verbal(head.head):
                break
        elif bare and is_verbal(head.head):
            found.update((t.i, t) for t in clause_tokens(head.head))
        else:
            break
        head = head.head
    for inner in (*_bare_infinitives(trigger), *_means(clause_head(trigger))):
        found.update((t.i, t) for t in clause_tokens(inner))
    return [found[i] for i in sorted(found)]


def _shared_before(head: Token) -> list[Token]:
    """Return what stands before the first of two verbs that "and" joins: "over Voronezh were found and destroyed"."""
    above = head.head
    if head.dep_ != "conj" or not is_verbal(above) or not 1 < head.i - above.i <= JOINED_BY_AND:
        return []
    if any(t.pos_ not in ("CCONJ", "ADV", "PART") for t in head.doc[above.i + 1 : head.i]):
        return []
    return [t for t in clause_tokens(above) if t.i < above.i]


def _means(verb: Token) -> list[Token]:
    """Return the bare clauses that say what with: "attacked, using drones", "wykorzystując drony"."""
    using = grammar_of(verb).using
    bare = (c for c in verb.children if c.dep_ == "advcl" and "Fin" not in c.morph.get("VerbForm", []))
    return [c for c in bare if fold(c.lemma_) in using]


def _bare_infinitives(trigger: Token) -> list[Token]:
    """Return what is told or allowed ("ordered them to leave", "les appelle à quitter") and participles of a noun."""
    found = [c for c in trigger.children if c.dep_ == "xcomp" and is_verbal(c)]
    found.extend(c for c in trigger.children if c.dep_ == "ccomp" and any(x.lower_ == "to" for x in c.lefts))
    found.extend(c for c in trigger.children if c.dep_ == "acl" and is_verbal(c) and not is_verbal(trigger))
    for child in trigger.children:
        if child.dep_ in ("dobj", "obj", "iobj", "obl:arg") and is_verbal(trigger):
            found.extend(c for c in child.children if c.dep_ == "acl" and "Inf" in c.morph.get("VerbForm", []))
    return found
