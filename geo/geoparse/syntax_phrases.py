"""The nodes of a clause in, its noun phrases out: modifiers hung on their nouns, nouns on the nouns they belong to.

What is left over, phrases that hang on no other, is for the verb (:mod:`geo.geoparse.syntax_attach`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.geoparse.syntax_nodes import ANY_FORM, CASES, Bent, Forms, Node, agree, restrict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.syntax_tables import Table

MODIFIERS = frozenset({"ADJ", "DET", "NUM"})
NO_JOINTS = frozenset({";", ":", "(", ")"})
ATTRIBUTE_REACH = 7
"""Words between an article and its noun."""
QUOTES = frozenset({"«", "»", "„", "“", "”", '"', "'", "‚", "‘", "’"})


Held = dict[int, tuple[list[Node], Node | None]]
"""Articles and a preposition that wait for their noun, by its index."""


@dataclass(slots=True)
class Phrase(Bent):
    """A noun with what belongs to it: ``start`` and ``end`` are indices of its first and last word in the sentence."""

    head: Node
    forms: Forms
    start: int
    end: int
    preposition: Node | None = None
    counted: bool = False
    parts: list[Node] = field(default_factory=list)


def find_phrases(nodes: Sequence[Node], table: Table) -> list[Phrase]:
    """Hang modifiers and prepositions on nouns and return the phrases, in text order, none inside another yet."""
    phrases: list[Phrase] = []
    pending: list[Node] = []
    preposition: Node | None = None
    held: Held = {}
    for node in nodes:
        if node.head >= 0:
            continue
        if node.lower in table.reflexive:
            node.pos = "PRON"
        elif node.pos == "ADP":
            if not _hold(node, pending, preposition, nodes, held):
                _release(pending, preposition, phrases, table)
            pending, preposition = [], node
        elif (node.pos in MODIFIERS and node.verb not in ("Pred", "Fin")) or node.genitive:
            pending.append(node)
        elif node.is_nominal or (node.pos == "X" and node.forms):
            if _is_cut_off(node, pending, preposition, table):
                _release(pending, preposition, phrases, table)
                pending, preposition = [], None
            pending = _give_back(pending, node, phrases)
            phrases.append(_build(node, pending, preposition, table))
            _take_held(phrases, held, table)
            pending, preposition = [], None
        elif _is_over(node, pending, phrases, nodes):
            _release(pending, preposition, phrases, table)
            pending, preposition = [], None
    _release(pending, preposition, phrases, table)
    return sorted(phrases, key=lambda phrase: phrase.start)


def _noun_of_attribute(preposition: Node, pending: list[Node], nodes: Sequence[Node]) -> Node | None:
    """Return the noun of an article that a phrase parts from it ("seine seit Dezember geschlossenen Übergänge")."""
    if not pending or any(n.pos != "DET" for n in pending) or pending[-1].index != preposition.index - 1:
        return None
    after = [n for n in nodes if preposition.index < n.index <= preposition.index + ATTRIBUTE_REACH]
    for place, node in enumerate(after[:-1]):
        if node.verb == "Fin" or node.pos in ("PUNCT", "SCONJ", "CCONJ"):
            return None
        full = place and after[place - 1].pos in ("NOUN", "PROPN", "NUM", "ADV")
        if full and node.pos == "ADJ" and after[place + 1].pos == "NOUN":
            return after[place + 1] if agree(pending[-1].forms, after[place + 1].forms) else None
    return None


def _hold(preposition: Node, pending: list[Node], before: Node | None, nodes: Sequence[Node], held: Held) -> bool:
    """Keep an article, and the preposition before it, for the noun that comes after a phrase and a participle."""
    noun = _noun_of_attribute(preposition, pending, nodes)
    if noun is not None:
        held[noun.index] = (pending, before)
    return noun is not None


def _take_held(phrases: list[Phrase], held: Held, table: Table) -> None:
    """Hang the article on the noun it was parted from, and what parts them too."""
    phrase = phrases[-1]
    articles, preposition = held.get(phrase.head.index, ((), None))
    for article in articles:
        article.hang(phrase.head, "det")
        phrase.forms = agree(article.forms, phrase.head.forms) or phrase.forms
    for inner in [p for p in phrases[:-1] if articles and p.start > articles[0].index]:
        inner.head.hang(phrase.head, "nmod")
        phrases.remove(inner)
    if preposition is not None:
        preposition.hang(phrase.head, "case")
        phrase.preposition = preposition
        phrase.forms = restrict(phrase.forms, table.cases.get(preposition.lower, frozenset(CASES)))


def _give_back(pending: list[Node], noun: Node, phrases: list[Phrase]) -> list[Node]:
    """Hang adjectives on the noun before if they agree with it alone ("Minister spraw zagranicznych Iranu")."""
    last = phrases[-1] if phrases else None
    while pending and last is not None and pending[0].pos == "ADJ" and not pending[0].verb:
        node = pending[0]
        if noun.forms == ANY_FORM or agree(node.forms, noun.forms) or not _follows(last, node):
            break
        last.forms = agree(node.forms, last.forms)
        node.hang(last.head, "amod")
        last.end = node.index
        pending = pending[1:]
    return pending


def _is_cut_off(node: Node, pending: list[Node], preposition: Node | None, table: Table) -> bool:
    """Return True for "он" in "до этого он побывал": the preposition has its noun already."""
    if node.pos != "PRON" or not pending or preposition is None:
        return False
    return not node.cases() & table.cases.get(preposition.lower, frozenset(CASES))


def _is_over(node: Node, pending: list[Node], phrases: list[Phrase], nodes: Sequence[Node]) -> bool:
    """Return True for a word that cannot stand before the noun for which modifiers and a preposition wait."""
    if not pending:
        return node.pos not in ("ADV", "PART") and node.text not in QUOTES
    if node.pos == "CCONJ" and phrases and _follows(phrases[-1], pending[0]):
        return not _is_modifier_next(node, nodes)
    return not _goes_on(node, nodes)


def _goes_on(node: Node, nodes: Sequence[Node]) -> bool:
    """Return True for what may stand between a modifier and its noun."""
    if node.text == ",":
        return _is_modifier_next(node, nodes)
    return node.pos in ("ADV", "PUNCT", "PART", "CCONJ") and node.text not in NO_JOINTS


def _is_modifier_next(joint: Node, nodes: Sequence[Node]) -> bool:
    """Return True for "крупный, хорошо укреплённый город": the adjectives go on behind the mark, the "and"."""
    after = [n for n in nodes if n.index > joint.index and n.pos != "ADV"][:1]
    wanted = MODIFIERS if joint.pos == "PUNCT" else ("ADJ",)
    return bool(after) and after[0].pos in wanted


def _release(pending: list[Node], preposition: Node | None, phrases: list[Phrase], table: Table) -> None:
    """Make a phrase of modifiers whose noun never came: what agrees with the noun before, or stands for a noun."""
    if preposition is None and phrases and _hang_behind(pending, phrases[-1]):
        return
    if len(pending) > 1 and all(n.pos == "ADJ" and not n.verb and agree(n.forms, pending[-1].forms) for n in pending):
        pending[-1].pos = "NOUN"
        phrases.append(_build(pending[-1], pending[:-1], preposition, table))
        return
    for node in pending:
        last = phrases[-1] if phrases else None
        if last is not None and preposition is None and node.pos == "ADJ" and _follows(last, node):
            last.forms = agree(node.forms, last.forms)
            node.hang(last.head, "amod")
            last.end = node.index
            continue
        if node.pos == "NUM" or preposition is not None or (node.pos in ("DET", "ADJ") and not node.verb):
            phrases.append(_build(node, [], preposition, table))
            preposition = None
    if preposition is not None and preposition.head < 0:
        preposition.dep = ""


def _hang_behind(pending: list[Node], last: Phrase) -> bool:
    """Hang "rosyjskie i białoruskie" on the noun right before, if they agree with it."""
    plain = all(n.pos == "ADJ" and not n.verb and agree(n.forms, last.forms) for n in pending)
    if not pending or not plain or not _follows(last, pending[0]):
        return False
    for node in pending:
        last.forms = agree(node.forms, last.forms) or last.forms
        node.hang(last.head, "amod")
    last.end = pending[-1].index
    return True


def _follows(last: Phrase, node: Node) -> bool:
    return node.index - last.end == 1 and last.head.pos != "PRON" and bool(agree(node.forms, last.forms))


def _build(head: Node, pending: list[Node], preposition: Node | None, table: Table) -> Phrase:
    forms = head.forms
    if preposition is not None:
        forms = restrict(forms, table.cases.get(preposition.lower, frozenset(CASES)))
    start, counted = head.index, False
    for node in reversed(pending):
        if node.genitive:
            node.hang(head, "nmod")
            node.case, start = "gen", node.index
            continue
        fitting = agree(node.forms, forms)
        vague = ANY_FORM in (node.forms, head.forms)
        if node.pos == "NUM" and (not fitting or vague) and any(f[0] in ("gen", "") for f in forms):
            counted, start = True, node.index
            node.hang(head, "nummod")
        elif fitting:
            forms = forms if node.forms == ANY_FORM else fitting
            node.hang(head, "nummod" if node.pos == "NUM" else "det" if node.pos == "DET" else "amod")
            start = node.index
        elif node.pos in ("DET", "NUM"):
            node.hang(head, "det" if node.pos == "DET" else "nummod")
            start = node.index
        elif "ins" in node.cases() and node.pos == "ADJ" and preposition is None:
            continue
        else:
            paucal = "gen" in node.cases() and any(other.pos == "NUM" for other in pending)
            node.hang(head, "amod" if preposition is not None or paucal else "dep")
            start = node.index if paucal else start
    if preposition is not None:
        preposition.hang(head, "case")
        start = min(start, preposition.index)
    elif counted:
        forms = frozenset({("nom", "", ""), ("acc", "", ""), ("gen", "plur", "")})
    return Phrase(head, forms, start, head.index, preposition, counted)
