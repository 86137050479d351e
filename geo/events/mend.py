"""What the parser is known to get wrong in news, set right before the rules look: heads and labels, nothing else.

In comes an English document; the same document comes out with a few arcs moved. What is not surely wrong stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.clauses import VERBAL

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FINITE_PAST = "VBD"
FINITE = frozenset({"VBZ", "VBD", "VBP"})
ADJECTIVAL = frozenset({"amod", "compound", "nmod"})
NOMINAL = frozenset({"NOUN", "PROPN"})
GERUND, NAMING = "VBG", frozenset({"det", "compound"})
THINGS, HELD = frozenset({"dobj", "pobj", "nsubj"}), frozenset({"nsubj", "nsubjpass", "dobj", "aux", "neg", "mark"})
BARE = frozenset({"VB", "VBG"})
TIMELY = frozenset({"as", "after", "before", "while", "since", "until"})
"""Prepositions that are conjunctions where a finite verb follows their noun ("as Iraq and Jordan closed …")."""


def mend_parse(doc: Doc, language: str) -> Doc:
    """Return the document with the arcs of verbs mended."""
    if language == "en":
        for token in doc:
            if token.tag_ == GERUND and token.dep_ == "pcomp" and any(c.dep_ in NAMING for c in token.lefts):
                _make_noun(token)
            if token.tag_ == "VBZ" and token.dep_ in THINGS and not any(c.dep_ in HELD for c in token.children):
                token.pos_, token.tag_ = "NOUN", "NNS"
            if token.pos_ == "ADJ" and token.dep_ in THINGS and any(c.dep_ == "det" for c in token.lefts):
                token.pos_, token.tag_ = "NOUN", "NN"  # "a ground offensive"
            if token.dep_ in ADJECTIVAL and token.head.tag_ in FINITE:
                _make_subject(token)
            if token.dep_ == "nsubj" and token.i > token.head.i and _has_subject_before(token.head):
                token.dep_ = "dobj"
            if token.dep_ == "conj" and token.tag_ == FINITE_PAST:
                _raise_past(token)
                _give_subject(token)
            if token.dep_ == "conj" and token.pos_ in NOMINAL and token.head.pos_ in VERBAL:
                _start_clause(token)
    return doc


def _make_noun(gerund: Token) -> None:
    """Let "at the Kerem Shalom crossing" be a thing, not a deed."""
    gerund.pos_, gerund.dep_, gerund.lemma_ = "NOUN", "pobj", gerund.lower_


def _start_clause(noun: Token) -> None:
    """Give "… was sent, and the crossing at Adre was shut" its second subject, which the parser joins to "sent"."""
    above = noun.head
    for verb in above.children:
        alone = verb.i > noun.i and verb.dep_ == "conj" and not any(c.dep_.startswith("nsubj") for c in verb.children)
        helped = [c for c in verb.lefts if c.dep_.startswith("aux") and c.i > noun.i]
        if alone and (helped or verb.tag_ in FINITE):
            noun.head, noun.dep_ = verb, "nsubjpass" if any(c.dep_ == "auxpass" for c in helped) else "nsubj"
            return


def _has_subject_before(verb: Token) -> bool:
    """Return True if a verb has a subject on its left: what follows it is its object ("the army recaptured Madani")."""
    return verb.pos_ == "VERB" and any(child.dep_ == "nsubj" for child in verb.lefts)


def _make_subject(name: Token) -> None:
    """Let "Kyiv fears …" have a subject: a capitalised word before a finite verb modifies no verb."""
    verb = name.head
    alone = not any(child.dep_.startswith("nsubj") for child in verb.children)
    if alone and name.i < verb.i and name.text[:1].isupper() and verb.pos_ == "VERB":
        name.dep_ = "nsubj"


def _raise_past(verb: Token) -> None:
    """Join "urged them to leave and sent soldiers": the past verb goes with "urged", not with the bare "leave"."""
    above = verb.head
    if above.tag_ in BARE and above.dep_ in ("xcomp", "advcl", "pcomp", "acl") and above.head.tag_ == FINITE_PAST:
        verb.head = above.head


def _give_subject(verb: Token) -> None:
    """Give "as Iraq, Jordan and Lebanon closed their airspace" its subject, which the parser hangs under "as"."""
    if verb.i == 0 or any(child.dep_.startswith("nsubj") for child in verb.children):
        return
    noun = verb.nbor(-1)
    while noun.dep_ in ("conj", "compound", "appos", "flat") and noun.head.i < verb.i:
        noun = noun.head
    linker = noun.head
    if noun.dep_ == "pobj" and linker.dep_ == "prep" and linker.lower_ in TIMELY and linker.head.i < linker.i:
        _subordinate(verb, noun, linker)


def _subordinate(verb: Token, noun: Token, linker: Token) -> None:
    verb.dep_ = "advcl"
    noun.head, noun.dep_ = verb, "nsubj"
    linker.head, linker.dep_ = verb, "mark"
