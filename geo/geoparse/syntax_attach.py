"""Clauses of a sentence in, a dependency tree out: subjects, objects and obliques of each verb, clause under clause.

Nominative and accusative that look alike are told apart by agreement with the verb, by what else is there, by order.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.geoparse.syntax_clauses import Clause, Sort
from geo.geoparse.syntax_joints import join_phrases
from geo.geoparse.syntax_nodes import ANY_FORM, Node, agree
from geo.geoparse.syntax_phrases import Phrase, find_phrases
from geo.geoparse.syntax_predicates import find_predicate
from geo.geoparse.syntax_subjects import choose_subject, is_time, is_transitive, take_back

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.syntax_tables import Table

NOT_THIS = frozenset({"не", "ни", "ні"})
"""East Slavic negations, which before a noun deny the noun alone ("но не в США")."""
NO_VERB = 1_000_000


def attach(clauses: Sequence[Clause], nodes: Sequence[Node], table: Table) -> None:
    """Hang every node of a sentence, the root on itself."""
    for clause in clauses:
        _mark_negated(clause, table)
        find_predicate(clause, table)
        _inherit(clause)
        _fill_clause(clause, table)
    for clause in clauses:
        _hang_clause(clause, nodes, table)
    _hang_rest(clauses, nodes, table)


def _mark_negated(clause: Clause, table: Table) -> None:
    for before, node in pairwise(clause.nodes):
        if node.verb and before.lower in table.negation:
            node.features |= {"negated"}


def _inherit(clause: Clause) -> None:
    """Make "und zwei Dörfer eingenommen" passive or not as the clause it is joined to, and without subject.

    "und beschränkte die Einreise" shares its subject, as the verb comes first.
    """
    head, above = clause.head, clause.parent.head if clause.parent is not None else None
    words = [node for node in clause.nodes if node.pos not in ("PUNCT", "CCONJ", "ADV", "PART")]
    if clause.joined and head is not None and head.verb == "Fin" and words[:1] == [head]:
        head.features |= {"shared"}
    if head is None or above is None or "PP" not in head.features or above.verb != "Part":
        return
    if clause.joined and not any(node.pos == "AUX" for node in clause.nodes):
        head.passive = above.passive
        head.features |= {"joined"}


def _fill_clause(clause: Clause, table: Table) -> None:
    phrases = find_phrases(clause.nodes, table)
    verb_at = _verb_at(clause)
    free = join_phrases(phrases, clause.nodes, table, verb_at=verb_at)
    if clause.head is None:
        _head_without_verb(clause, free)
    free = [phrase for phrase in free if phrase.head is not clause.head]
    if clause.sort is Sort.PARTICIPLE and clause.head is not None:
        clause.head.features |= {"attributive"}
    for place, (verb, own) in enumerate(_share(free, clause)):
        if (place or clause.joined) and "VV" not in verb.features:
            verb.features |= {"shared"}
        _fill_verb(verb, own, clause.nodes, table)


def _verb_at(clause: Clause) -> int:
    """Return the index of the first verb; -1 where a German subordinate clause has its verb at the end."""
    verbs = [n.index for n in clause.nodes if n is clause.head or n.pos == "AUX" or n in clause.predicates]
    bracket = any(node.pos == "AUX" or "VV" in node.features for node in clause.nodes)
    if bracket and clause.sort is not Sort.MAIN:
        return -1
    return min(verbs, default=NO_VERB)


def _head_without_verb(clause: Clause, free: list[Phrase]) -> None:
    plain = [phrase for phrase in free if phrase.preposition is None]
    first = next(iter(plain or free), None)
    if first is not None:
        clause.head = first.head
    else:
        words = [n for n in clause.nodes if n.pos not in ("PUNCT", "CCONJ", "SCONJ", "ADP")]
        clause.head = words[0] if words else clause.nodes[0]


def _share(free: list[Phrase], clause: Clause) -> list[tuple[Node, list[Phrase]]]:
    """Return each verb of a clause with its phrases: those behind it up to the next; the first has those before."""
    verbs = sorted(clause.predicates, key=lambda verb: verb.index)
    if not verbs:
        return [(clause.head, free)] if clause.head is not None and free else []
    shared: dict[int, list[Phrase]] = {verb.index: [] for verb in verbs}
    for phrase in free:
        before = [verb for verb in verbs if verb.index < phrase.start]
        owner = before[-1] if before else verbs[0]
        if owner.verb == "Inf" and clause.head is not None and _is_subject_of(phrase, clause.head):
            owner = clause.head
        if not before and verbs[0].verb in ("Inf", "Conv") and clause.head is not None:
            owner = clause.head
        shared[owner.index].append(phrase)
    return [(verb, shared[verb.index]) for verb in verbs]


def _is_subject_of(phrase: Phrase, verb: Node) -> bool:
    return phrase.preposition is None and phrase.cases() == {"nom"} and verb.verb in ("Fin", "Pred")


def _fill_verb(verb: Node, phrases: list[Phrase], nodes: Sequence[Node], table: Table) -> None:
    bare = [phrase for phrase in phrases if phrase.preposition is None]
    for phrase in phrases:
        if phrase.preposition is not None:
            agent = verb.passive and phrase.preposition.lower in table.agent
            phrase.head.hang(verb, "obl:agent" if agent else "obl")
    things = [phrase for phrase in bare if phrase.head.lemma.lower() not in table.times]
    subject = choose_subject(verb, [phrase for phrase in things or bare if not is_time(phrase, table)])
    taken_back = take_back(verb, subject, nodes, table)
    subject = None if taken_back else subject
    rest = [phrase for phrase in bare if phrase is not subject]
    if subject is not None:
        subject.head.hang(verb, "nsubj:pass" if verb.passive else "nsubj")
        subject.head.case = "nom"
    taken, sure = False, any("acc" in p.cases() and p.forms != ANY_FORM and not is_time(p, table) for p in rest)
    for phrase in rest:
        dep = _dep_of(phrase, verb, table, taken=taken, has_subject=subject is not None or taken_back)
        if dep == "obj" and sure and phrase.forms == ANY_FORM and is_transitive(verb):
            dep = "iobj"
        phrase.head.hang(verb, dep)
        taken = taken or dep == "obj"


def _dep_of(phrase: Phrase, verb: Node, table: Table, *, taken: bool, has_subject: bool) -> str:
    cases = phrase.cases()
    if phrase.head.lemma.lower() in table.times or is_time(phrase, table):
        return "obl"
    if cases & {"acc", ""} and not taken and (is_transitive(verb) or not has_subject):
        return "obj"
    if "nom" in cases and not has_subject and verb.verb != "Inf":
        return "nsubj:pass" if verb.passive else "nsubj"
    if "ins" in cases:
        return "obl:agent" if verb.passive else "obl"
    return _dative_or_genitive(phrase, verb, taken=taken)


def _dative_or_genitive(phrase: Phrase, verb: Node, *, taken: bool) -> str:
    cases = phrase.cases()
    genitive = "gen" in cases and not taken
    if genitive and "negated" in verb.features:
        return "obj"
    if "dat" in cases:
        return "iobj"
    return "obj" if genitive and phrase.head.index > verb.index and is_transitive(verb) else "obl"


def _hang_clause(clause: Clause, nodes: Sequence[Node], table: Table) -> None:
    head, parent = clause.head, clause.parent
    if head is None or head.head >= 0:
        return
    if parent is None or parent.head is None:
        head.head, head.dep = head.index, "ROOT"
        return
    above = parent.head
    if clause.sort is Sort.MARKED and _is_relative(clause, table):
        _turn_relative(clause, nodes)
    if clause.sort is Sort.RELATIVE or clause.sort is Sort.PARTICIPLE:
        noun = _antecedent(clause, nodes)
        if noun is not None:
            head.hang(noun, "acl:relcl" if clause.sort is Sort.RELATIVE else "acl")
            return
    head.hang(above, _clause_dep(clause, table))


def _clause_dep(clause: Clause, table: Table) -> str:
    if clause.sort is Sort.MAIN:
        return "conj" if clause.joined else "parataxis"
    if clause.sort is Sort.MARKED:
        mark = next((n.lower for n in clause.nodes if n.pos == "SCONJ"), "")
        bare = clause.head is not None and clause.head.verb == "Inf"
        if bare and mark in table.conditional:
            return "xcomp"
        return "ccomp" if mark in table.complement else "advcl"
    return {Sort.INFINITIVE: "xcomp", Sort.BRACKET: "parataxis"}.get(clause.sort, "advcl")


def _is_relative(clause: Clause, table: Table) -> bool:
    """Return True for "війська, що стояли": a subordinator right after a noun, in a clause without subject."""
    mark = next((n for n in clause.nodes if n.pos == "SCONJ"), None)
    if mark is None or mark.lower not in table.relative_plain or "impersonal" in (clause.head or mark).features:
        return False
    return not any(n.dep.startswith("nsubj") and n.head == (clause.head or mark).index for n in clause.nodes)


def _turn_relative(clause: Clause, nodes: Sequence[Node]) -> None:
    mark = next(n for n in clause.nodes if n.pos == "SCONJ")
    before = nodes[mark.index - 2] if mark.index > 1 else None
    noun = before is not None and before.pos in ("NOUN", "PROPN") and before.dep != "iobj" and clause.head is not None
    if not noun or before is None or clause.head is None:
        return
    shapes = frozenset(("", number, gender) for _, number, gender in clause.head.forms)
    if agree(frozenset(("", n, g) for _, n, g in before.forms), shapes):
        clause.sort = Sort.RELATIVE
        mark.pos, mark.relative, mark.forms = "PRON", True, shapes
        mark.hang(clause.head, "nsubj:pass" if clause.head.passive else "nsubj")


def _antecedent(clause: Clause, nodes: Sequence[Node]) -> Node | None:
    """Return the noun before a relative or participle that agrees with it in number and gender, the nearest first."""
    lead = next((n for n in clause.nodes if n.relative or (n.verb == "Part" and n.forms)), None)
    first = clause.nodes[0].index
    shapes = frozenset(("", number, gender) for _, number, gender in lead.forms) if lead is not None else frozenset()
    nouns = [n for n in reversed(nodes[max(0, first - 12) : first]) if n.pos in ("NOUN", "PROPN")]
    while nouns and nouns[0].dep in ("appos", "flat:name") and nodes[nouns[0].head].pos in ("NOUN", "PROPN"):
        nouns.insert(0, nodes[nouns[0].head])
    for noun in nouns:
        if not shapes or agree(frozenset(("", n, g) for _, n, g in noun.forms), shapes):
            return noun
    return nouns[0] if nouns else None


def _hang_rest(clauses: Sequence[Clause], nodes: Sequence[Node], table: Table) -> None:
    root = next(n for n in nodes if n.dep == "ROOT")
    for clause in clauses:
        for node in clause.nodes:
            if node.head < 0:
                _hang_function_word(node, clause, nodes, root, table)
    for node in nodes:
        if node.head < 0:
            node.hang(root, "dep")
    _break_circles(nodes, root)


def _hang_function_word(node: Node, clause: Clause, nodes: Sequence[Node], root: Node, table: Table) -> None:
    head = clause.head or root
    if head is node:
        return
    if node.pos == "ADJ" and "ins" in node.cases() and head.verb:
        node.hang(head, "xcomp")
    elif node.pos == "PUNCT":
        node.hang(head, "punct")
    elif node.lower in table.reflexive:
        before = [p for p in clause.predicates if p.index < node.index]
        node.hang(before[-1] if before else head, "expl:pv")
    elif node.pos == "SCONJ":
        node.hang(head, "mark")
    elif node.pos == "CCONJ":
        after = next((n for n in nodes[node.index + 1 :] if n.dep == "conj"), None)
        node.hang(after if after is not None and after.index - node.index < 8 else head, "cc")
    elif node.pos == "PART":
        after = next((p for p in clause.predicates if p.index > node.index), head)
        near = nodes[node.index + 1] if node.index + 1 < len(nodes) else head
        if node.lower in NOT_THIS and near.pos in ("ADP", "NOUN", "PROPN", "NUM"):
            node.hang(near, "advmod")
            return
        node.hang(after if after.index - node.index <= 3 or near.pos == "PUNCT" else near, "advmod")
    else:
        before = [p for p in clause.predicates if p.index < node.index]
        dep = "advmod" if node.pos in ("ADV", "ADJ") else "case" if node.pos == "ADP" else "dep"
        node.hang(before[-1] if before and dep == "advmod" else head, dep)


def _break_circles(nodes: Sequence[Node], root: Node) -> None:
    for node in nodes:
        seen, current = set(), node
        while current is not root and current.index not in seen:
            seen.add(current.index)
            current = nodes[current.head]
        if current is not root:
            node.hang(root, "dep")
