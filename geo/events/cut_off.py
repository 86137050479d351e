"""Phrases that the French parser makes a sentence of their own: "Washington | a condamné", "À Erevan, | des gens …".

In come verbs and names; out come the names a finite verb lacks, the verb a name was cut off from, or the words that
say where. What is no lone phrase right before a finite verb stays apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.clauses import VERBAL

if TYPE_CHECKING:
    from geo.geoparse.tree import Span, Token

LONGEST_CUT_OFF = 10
"""So many words may a subject have that was taken for a sentence ("Jarinje et Brnjak, deux postes, | sont …")."""
STOPS = frozenset('.!?:;»”"')


def cut_off_subject(verb: Token) -> list[Token]:
    """Return the names before a finite verb that were taken for a sentence of its own ("Washington | a condamné")."""
    start = verb.sent.start
    begins = verb.dep_ == "ROOT" and start > 0 and verb.left_edge.i == start and _is_finite_group(verb)
    return _lone_name_before(verb, start) if begins else []


def cut_off_verb(noun: Token) -> Token | None:
    """Return the verb whose subject a name is, where the parser made it a sentence of its own; None if it did not."""
    end = noun.sent.end
    if noun.dep_ != "ROOT" or noun.pos_ != "PROPN" or end >= len(noun.doc):
        return None
    verb = noun.doc[end].sent.root
    return verb if noun in (*cut_off_subject(verb), *cut_off_before_and(verb)) else None


def cut_off_before_and(verb: Token) -> list[Token]:
    """Return "Pékin" where the parser begins a sentence in the middle: "Pékin | et Londres ont exhorté"."""
    start = verb.sent.start
    begins = verb.dep_ == "ROOT" and start > 0 and verb.left_edge.i == start
    return _lone_name_before(verb, start) if begins and verb.doc[start].pos_ == "CCONJ" else []


def cut_off_phrase(verb: Token) -> list[Token]:
    """Return the tokens of "À Erevan, | des milliers de manifestants ont …": where the clause behind it is."""
    start = verb.sent.start
    begins = verb.dep_ == "ROOT" and start > 0 and verb.left_edge.i == start
    before = verb.doc[start - 1].sent if begins else None
    return list(before) if before is not None and _is_fragment(before) and _has_preposition(before.root) else []


def _lone_name_before(verb: Token, start: int) -> list[Token]:
    before = verb.doc[start - 1].sent
    lone = _is_fragment(before) and before.root.pos_ == "PROPN" and not _has_preposition(before.root)
    return [before.root] if lone else []


def _is_fragment(sentence: Span) -> bool:
    """Return True for a few words without a verb and without a stop, in the same line as what follows."""
    short = len(sentence) <= LONGEST_CUT_OFF and sentence[-1].text not in STOPS
    return short and "\n" not in sentence.text_with_ws and not any(t.pos_ in VERBAL for t in sentence)


def _has_preposition(noun: Token) -> bool:
    return any(c.dep_ == "case" for c in noun.children)


def _is_finite_group(verb: Token) -> bool:
    return "Fin" in verb.morph.get("VerbForm", []) or any(c.dep_.startswith("aux") for c in verb.lefts)
