"""The nodes of a clause in, its noun phrases out: modifiers hung on their nouns, nouns on the nouns they belong to.

What is left over, phrases that hang on no other, is for the verb (:mod:`geo.geoparse.syntax_attach`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.geoparse.syntax_nodes import ANY_FORM, CASES, Forms, Node, agree, restrict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.syntax_tables import Table

MODIFIERS = frozenset({"ADJ", "DET", "NUM"})
DIRECT = frozenset({"nom", "acc"})
QUOTES = frozenset({"«", "»", "„", "“", "”", '"', "'", "‚", "‘", "’"})
JOINTS = frozenset({",", ";"})
NO_NAME_TAKES = frozenset({"gegen", "über", "zu"})
"""German prepositions that hang on a noun before, but on no name ("in Tiflis gegen das Gesetz")."""


@dataclass(slots=True)
class Phrase:
    """A noun with what belongs to it: ``start`` and ``end`` are indices of its first and last word in the sentence."""

    head: Node
    forms: Forms
    start: int
    end: int
    preposition: Node | None = None
    counted: bool = False
    parts: list[Node] = field(default_factory=list)

    def cases(self) -> set[str]:
        """Return the cases it can be in."""
        return {form[0] for form in self.forms}


def find_phrases(nodes: Sequence[Node], table: Table) -> list[Phrase]:
    """Hang modifiers and prepositions on nouns and return the phrases, in text order, none inside another yet."""
    phrases: list[Phrase] = []
    pending: list[Node] = []
    preposition: Node | None = None
    for node in nodes:
        if node.head >= 0:
            continue
        if node.lower in table.reflexive:
            node.pos = "PRON"
        elif node.pos == "ADP":
            _release(pending, preposition, phrases, table)
            pending, preposition = [], node
        elif (node.pos in MODIFIERS and node.verb not in ("Pred", "Fin")) or node.genitive:
            pending.append(node)
        elif node.is_nominal or (node.pos == "X" and node.forms):
            pending = _give_back(pending, node, phrases)
            phrases.append(_build(node, pending, preposition, table))
            pending, preposition = [], None
        elif node.pos in ("ADV", "PUNCT", "PART", "CCONJ") and pending and node.text not in (";", ":"):
            continue
        elif node.pos not in ("ADV", "PART") and node.text not in QUOTES:
            _release(pending, preposition, phrases, table)
            pending, preposition = [], None
    _release(pending, preposition, phrases, table)
    return sorted(phrases, key=lambda phrase: phrase.start)


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


def _release(pending: list[Node], preposition: Node | None, phrases: list[Phrase], table: Table) -> None:
    """Make a phrase of modifiers whose noun never came: what agrees with the noun before, or stands for a noun."""
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
        if node.pos == "NUM" and (not fitting or node.forms == ANY_FORM) and any(f[0] in ("gen", "") for f in forms):
            counted, start = True, node.index
            node.hang(head, "nummod")
        elif fitting:
            forms = forms if node.forms == ANY_FORM else fitting
            node.hang(head, "nummod" if node.pos == "NUM" else "det" if node.pos == "DET" else "amod")
            start = node.index
        elif node.pos in ("DET", "NUM"):
            node.hang(head, "det" if node.pos == "DET" else "nummod")
            start = node.index
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


def join_phrases(phrases: list[Phrase], nodes: Sequence[Node], table: Table, *, verb_at: int) -> list[Phrase]:
    """Hang genitives, names, coordinated nouns and complements of deeds on the phrases before; return the rest.

    ``verb_at`` is the index of the clause's verb (a large number if it has none): what stands before it with a
    preposition hangs on the noun before.
    """
    free: list[Phrase] = []
    chain: list[Phrase] = []
    for phrase in phrases:
        between = [n for n in nodes if chain and chain[-1].end < n.index < phrase.start]
        whole = bool(chain) and phrase.start - chain[-1].end - 1 == len(between)
        between = [n for n in between if n.dep not in ("compound", "punct", "flat")]
        link = _link(phrase, chain, between, table, verb_at) if whole else None
        if link is None:
            free.append(phrase)
            chain = [phrase]
            continue
        owner, dep = link
        phrase.head.hang(owner.head, dep)
        if dep == "conj":
            named = owner.head.dep in ("appos", "flat:name")
            for member in chain[: chain.index(owner) + 1] if named else (owner,):
                member.parts.append(phrase.head)
        if dep == "nmod" and phrase.preposition is None:
            phrase.head.case = "gen"
        chain = [*chain[: chain.index(owner) + 1], phrase]
        for member in chain:
            member.end = max(member.end, phrase.end)
    return free


def _link(
    phrase: Phrase, chain: list[Phrase], between: list[Node], table: Table, verb_at: int
) -> tuple[Phrase, str] | None:
    marks = [node for node in between if node.text not in QUOTES]
    if not marks:
        return _beside(phrase, chain, table, verb_at, quoted=bool(between))
    joined = any(node.pos == "CCONJ" for node in marks)
    listed = joined or any(node.text in JOINTS for node in marks)
    if listed and all(node.pos in ("CCONJ", "ADV") or node.text in JOINTS for node in marks):
        return _coordinated(phrase, chain, joined=joined)
    return None


def _beside(
    phrase: Phrase, chain: list[Phrase], table: Table, verb_at: int, *, quoted: bool
) -> tuple[Phrase, str] | None:
    last = chain[-1]
    if phrase.preposition is not None:
        return _with_preposition(phrase, chain, table, verb_at)
    if last.head.pos == "PRON" and last.preposition is None:
        return None
    named = _named(phrase, chain, table, quoted=quoted)
    if named is not None:
        return named
    if "gen" in phrase.cases() and not phrase.counted and phrase.head.pos != "PRON" and _can_own(last, phrase, table):
        phrase.forms = frozenset(f for f in phrase.forms if f[0] == "gen") or phrase.forms
        return last, "nmod"
    return _of_deed(phrase, chain, table)


def _of_deed(phrase: Phrase, chain: list[Phrase], table: Table) -> tuple[Phrase, str] | None:
    """Return the deed before that a bare noun belongs to: who does it, or after a place whom it sends there."""
    deed = next((p for p in reversed(chain) if table.is_eventive(p.head.lemma)), None)
    if deed is None:
        return None
    apart = deed is not chain[-1] and deed.head.pos == "NOUN" and chain[-1].preposition is not None
    if apart and phrase.head.pos == "NOUN" and "gen" in phrase.cases() and not phrase.counted:
        return deed, "nmod"
    if phrase.cases() <= {"ins", "dat"}:
        return deed, "obl:agent" if "ins" in phrase.cases() else "nmod"
    return None


def _can_own(last: Phrase, phrase: Phrase, table: Table) -> bool:
    """Return False where a genitive after a noun is rather something else: a date, an unclear name after a name."""
    if phrase.head.lemma in table.times or last.head.lemma in table.times:
        return False
    if phrase.forms == ANY_FORM:
        return phrase.head.text.isupper() and len(phrase.head.text) > 1 and last.head.pos == "NOUN"
    if last.head.pos == "PROPN" and last.preposition is not None and phrase.head.pos == "NOUN":
        return False
    if last.head.pos == "PROPN" and phrase.head.pos == "PROPN":
        if "place" in phrase.head.features and (last.head.text.isupper() or "organisation" in last.head.features):
            return True
        return phrase.cases() == {"gen"} and "place" not in last.head.features
    return True


def _named(phrase: Phrase, chain: list[Phrase], table: Table, *, quoted: bool) -> tuple[Phrase, str] | None:
    """Return what a name belongs to: "президент Путин", "село Роботино", "Владимир Путин"."""
    if phrase.head.pos not in ("PROPN", "X") and not (quoted and phrase.head.is_capital):
        return None
    owners = [p for p in chain if table.is_naming(p.head.lemma.lower())] if quoted else []
    titled = [p for p in reversed(chain) if p.head.pos == "NOUN" and table.is_title(p.head.lemma.lower())]
    if titled and chain[-1].head.pos == "NOUN" and "place" not in phrase.head.features and not quoted:
        owners = [*titled, *reversed(chain)] if agree(titled[0].forms, phrase.forms) else owners
    for owner in owners or reversed(chain):
        if owner.head.pos == "PROPN" and owner is chain[-1] and not quoted:
            people = not {"place"} & (owner.head.features | phrase.head.features)
            if people and agree(owner.forms, phrase.forms):
                return owner, "flat:name"
        elif owner.head.pos == "NOUN" and _takes_name(owner, phrase, table, quoted=quoted):
            return owner, "appos"
        elif owner.head.pos == "NOUN" and "animate" not in phrase.head.features and agree(owner.forms, phrase.forms):
            person = phrase.head.features & {"surname", "first_name", "patronymic"}
            if person and owner.cases() & phrase.cases():
                return owner, "appos"
    return None


def _takes_name(owner: Phrase, phrase: Phrase, table: Table, *, quoted: bool) -> bool:
    lemma = owner.head.lemma.lower()
    word = owner.head.lower if owner.head.lower.startswith(lemma) else lemma
    if table.is_title(lemma) or table.is_title(word):
        return "place" not in phrase.head.features and bool(agree(owner.forms, phrase.forms))
    return ((table.is_naming(lemma) or table.is_naming(word)) and phrase.cases() != {"gen"}) or quoted


def _with_preposition(phrase: Phrase, chain: list[Phrase], table: Table, verb_at: int) -> tuple[Phrase, str] | None:
    last = chain[-1]
    deed = next((p for p in reversed(chain) if table.is_eventive(p.head.lemma)), None)
    if deed is not None:
        return deed, "nmod"
    if last.head.lemma in table.times or phrase.head.lemma.lower() in table.times:
        return None
    word = phrase.preposition.lower if phrase.preposition is not None else ""
    if last.head.pos == "PROPN" and (word in table.agent or word in NO_NAME_TAKES):
        return None
    if last.head.pos != "PRON" and (word in table.adnominal or (phrase.start < verb_at and last.start < verb_at)):
        return last, "nmod"
    return None


def _coordinated(phrase: Phrase, chain: list[Phrase], *, joined: bool) -> tuple[Phrase, str] | None:
    alike = [one for one in reversed(chain) if one.head.pos == phrase.head.pos]
    for owner in (*alike, *(one for one in reversed(chain) if one not in alike)):
        if phrase.preposition is None and agree_case(owner, phrase):
            return owner, "conj" if joined or owner.head.pos == phrase.head.pos else "appos"
        ours, theirs = phrase.preposition, owner.preposition
        if ours is not None and theirs is not None and (joined or ours.lower == theirs.lower):
            return owner, "conj"
    return None


def agree_case(one: Phrase, other: Phrase) -> bool:
    """Return True if two phrases can stand in the same case; narrows both to it."""
    shared = one.cases() & other.cases()
    if "" in one.cases() or "" in other.cases():
        shared = one.cases() | other.cases()
    if not shared:
        return False
    other.forms = frozenset(form for form in other.forms if form[0] in shared) or other.forms
    return True
