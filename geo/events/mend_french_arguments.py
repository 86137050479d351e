"""What the French parser hangs on the wrong noun: participles that do not agree, perfect infinitives, counted objects.

In come words of a parsed French document and the verbs of the codebook; the words are hung or named as they must be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.words import fold
from geo.geoparse.tree_moves import hang

if TYPE_CHECKING:
    from geo.geoparse.tree import Token

NOMINAL = frozenset({"NOUN", "PROPN"})
CALLS = frozenset(
    map(fold, ("devenir", "rester", "demeurer", "sembler", "paraître", "être", "appeler", "nommer", "élire", "désigner",
               "déclarer", "proclamer", "redevenir", "représenter", "constituer", "former"))
)  # fmt: skip
"""Verbs beside which a noun says what the subject or the object is."""


def mend_arguments(token: Token, verbs: frozenset[str]) -> None:
    """Mend what one word hangs on, or what verb it is of; ``verbs`` are the infinitives that matter, folded."""
    if token.pos_ == "VERB" and fold(token.lemma_) == fold(token.text):
        _name_verb(token, verbs)
    if token.dep_ == "obj" and token.head.pos_ == "ADJ" and token.head.head.pos_ == "VERB":
        hang(token, token.head.head, "obj")  # "a maintenu fermée sa frontière"
    if token.dep_ == "acl":
        if _is_perfect_infinitive(token):
            _give_to_verb(token)
        elif not _agrees(token, token.head):
            _give_to_noun(token)
    elif token.head.pos_ == "VERB" and token.i > token.head.i and _may_be_object(token):
        _make_object(token)


def _may_be_object(token: Token) -> bool:
    named = token.dep_ == "xcomp" and fold(token.head.lemma_) not in CALLS
    return named or (token.dep_ in ("obl:mod", "obl:arg") and token.like_num)


def infinitives(form: str) -> list[str]:
    """Return what a third person of the present can be the form of, among the verbs in -er."""
    if form.endswith("ent"):
        return [f"{form.removesuffix('ent')}er"]
    return [f"{form}r"] if form.endswith("e") else []


def _name_verb(verb: Token, verbs: frozenset[str]) -> None:
    """Let "la population demande" be of "demander", where the form is taken for the infinitive."""
    for infinitive in infinitives(verb.lower_):
        if fold(infinitive) in verbs:
            verb.lemma_ = infinitive


def _is_perfect_infinitive(token: Token) -> bool:
    return any(c.pos_ == "AUX" and c.lower_ in ("avoir", "être") and c.i < token.i for c in token.children)


def _give_to_verb(verb: Token) -> None:
    """Let "ont annoncé à la télévision avoir pris …" say what was announced."""
    noun, above = verb.head, verb.head.head
    if above.pos_ == "VERB" and above is not noun and any(c.dep_ == "case" for c in noun.children):
        hang(verb, above, "xcomp")


def _agrees(participle: Token, noun: Token) -> bool:
    if "Part" not in participle.morph.get("VerbForm", []) or noun.pos_ not in NOMINAL:
        return True
    pairs = [(participle.morph.get(name), noun.morph.get(name)) for name in ("Gender", "Number")]
    return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)


def _give_to_noun(participle: Token) -> None:
    """Hang "lancés" of "des missiles de courte portée lancés …" on the missiles: it agrees with them."""
    noun = participle.head
    while noun.dep_ in ("nmod", "appos") and noun.head.pos_ in NOMINAL:
        noun = noun.head
        if _agrees(participle, noun):
            hang(participle, noun, "acl")
            return


def _make_object(noun: Token) -> None:
    """Let "a détecté trente avions" and "a abattu 19 des 20 drones" have their object."""
    taken = any(c.dep_ == "obj" for c in noun.head.children)
    if taken or any(c.dep_ in ("case", "mark", "cop", "nsubj") for c in noun.children):
        return
    after = [c for c in noun.children if c.dep_ == "nmod" and c.pos_ in NOMINAL and c.i > noun.i]
    counted = [c for c in after if any(x.dep_ == "case" for x in c.children)]
    if noun.like_num and counted and hang(counted[0], noun.head, "obj"):
        hang(noun, counted[0], "nummod")
    elif noun.pos_ in NOMINAL and any(c.dep_ in ("det", "nummod") and c.i < noun.i for c in noun.children):
        noun.dep_ = "obj"
