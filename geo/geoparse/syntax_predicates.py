"""A clause in, its predicate out: the word that heads it, with auxiliaries, copulas, infinitives and particles hung on.

What is set: head, dep and, for auxiliaries, the passive, tense and mood of the verb they stand with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.syntax_clauses import Sort, is_predicate

if TYPE_CHECKING:
    from geo.geoparse.syntax_clauses import Clause
    from geo.geoparse.syntax_nodes import Node
    from geo.geoparse.syntax_tables import Table


COPULA_REACH = 8
"""Words between a copula and its participle."""
STATES = ("schließen", "sperren", "öffnen", "stationieren", "zerstören", "besetzen", "blockieren")


def find_predicate(clause: Clause, table: Table) -> None:
    """Set ``head`` and ``predicates`` of a clause; both stay empty if it has no verb."""
    verbs = [node for node in clause.nodes if node.head < 0 and (is_predicate(node) or node.verb in ("Inf", "Conv"))]
    if any(node.pos == "AUX" or "VV" in node.features for node in verbs):
        _find_bracket(clause, table)
        return
    auxiliaries = [node for node in verbs if _is_auxiliary(node, table)]
    full = [node for node in verbs if node not in auxiliaries]
    if clause.sort is Sort.PARTICIPLE:
        full = [node for node in clause.nodes if node.verb == "Part"][:1] + full
        full[0].pos, full[0].lemma = "VERB", full[0].other or full[0].lemma
    head = _choose_head(full) or _nominal_head(clause, auxiliaries) or next(iter(auxiliaries), None)
    if head is None:
        return
    clause.head = head
    for auxiliary in auxiliaries:
        if auxiliary is not head:
            _hang_auxiliary(auxiliary, head, table)
    clause.predicates = [head]
    for verb in full:
        if verb is not head:
            _hang_verb(verb, clause, head, table)


def _is_auxiliary(node: Node, table: Table) -> bool:
    return node.verb == "Fin" and (node.lemma in table.copula or node.lemma in table.passive)


def _choose_head(full: list[Node]) -> Node | None:
    for wanted in ("Fin", "Part", "Pred", "Conv", "Inf"):
        for node in full:
            if node.verb == wanted:
                return node
    return None


def _nominal_head(clause: Clause, auxiliaries: list[Node]) -> Node | None:
    """Return the participle or adjective a copula stands with ("została zamknięta", "остаётся закрытой")."""
    if not auxiliaries:
        return None
    first = auxiliaries[0]
    for node in clause.nodes:
        near = abs(node.index - first.index) <= COPULA_REACH
        if near and node.verb == "Part" and node.pos == "ADJ" and _predicative(node, clause):
            node.pos, node.lemma = "VERB", node.other or node.lemma
            return node
    return None


def _predicative(node: Node, clause: Clause) -> bool:
    """Return True unless a noun that agrees follows at once."""
    place = clause.nodes.index(node)
    after = clause.nodes[place + 1] if place + 1 < len(clause.nodes) else None
    return after is None or not (after.is_nominal and bool(after.cases() & node.cases() - {"gen", "ins"}))


def _hang_auxiliary(auxiliary: Node, head: Node, table: Table) -> None:
    auxiliary.pos = "AUX"
    if head.verb == "Part" and head.passive and auxiliary.lemma in (table.passive or table.copula):
        auxiliary.hang(head, "aux:pass")
    elif head.verb in ("Inf", "Part", "Fin"):
        auxiliary.hang(head, "aux")
        if auxiliary.verb == "Fin" and head.verb == "Inf":
            head.features |= {"finite"}
            head.forms = auxiliary.forms
    else:
        auxiliary.hang(head, "cop")
    if auxiliary.mood == "Cnd":
        head.mood = "Cnd"


def _hang_verb(verb: Node, clause: Clause, head: Node, table: Table) -> None:
    """Hang an infinitive on the verb or noun before it, another verb beside the head."""
    place = clause.nodes.index(verb)
    before = clause.nodes[place - 1] if place else None
    if verb.verb == "Inf" and before is not None and _takes_infinitive(before, head, table):
        verb.hang(before, "acl")
    elif verb.verb == "Inf":
        above = [p for p in clause.predicates if p.index < verb.index] or [head]
        verb.hang(above[-1], "xcomp")
    elif verb.verb == "Conv":
        verb.hang(head, "advcl")
    else:
        verb.hang(head, "conj" if verb.verb == "Fin" else "xcomp")
    clause.predicates.append(verb)


def _takes_infinitive(noun: Node, head: Node, table: Table) -> bool:
    if noun.pos != "NOUN" or noun.index < head.index or noun.lemma in table.times:
        return False
    return not table.takes_infinitive or noun.lemma in table.takes_infinitive


def _find_bracket(clause: Clause, table: Table) -> None:
    """Set the predicate of a German clause: the full verb of "hat … geschlossen", "wird … geschlossen werden"."""
    verbs = [n for n in clause.nodes if n.head < 0 and n.verb and not (n.verb == "Part" and n.pos == "ADJ")]
    finite = next((n for n in verbs if n.verb == "Fin"), None)
    full = [n for n in verbs if "VV" in n.features]
    helped = finite is not None and finite.pos == "AUX"
    chosen = [n for n in full if n.verb != "Fin"] if helped else [n for n in full if n.verb == "Fin"] or full
    head = (chosen[-1] if helped else chosen[0]) if chosen else finite or verbs[0]
    clause.head = head
    clause.predicates = [head]
    auxiliaries = [n for n in verbs if n.pos == "AUX" and n is not head]
    _read_group(head, auxiliaries, table)
    for verb in full:
        if verb is not head:
            verb.hang(head, "xcomp" if verb.verb == "Inf" else "conj")
            clause.predicates.append(verb)
    _join_particle(clause)
    if finite is not None:
        head.forms = finite.forms
        head.features |= {"finite"}


def _read_group(head: Node, auxiliaries: list[Node], table: Table) -> None:
    becoming = [n for n in auxiliaries if n.lemma in table.passive]
    head.passive = bool(becoming) and head.verb == "Part"
    for auxiliary in auxiliaries:
        passive = head.passive and (auxiliary in becoming[-1:] or auxiliary.verb == "Part")
        auxiliary.hang(head, "aux:pass" if passive else "aux")
        if auxiliary.verb == "Fin":
            future = auxiliary.lemma in table.future and (head.verb == "Inf" or len(becoming) > 1)
            auxiliary.tense = "Fut" if future else auxiliary.tense
            head.mood = "Cnd" if auxiliary.mood == "Cnd" and auxiliary.lemma in table.future else head.mood
            last = [a for a in auxiliaries if a is not auxiliary and a.index > head.index]
            perfect = head.verb == "Part" and any(a.lemma in ("haben", "sein") for a in last)
            hearsay = perfect and auxiliary.lemma == "sollen" and auxiliary.lower in ("soll", "sollen")
            auxiliary.mood = "Cnd" if hearsay else auxiliary.mood
            if auxiliary.lemma in table.copula and head.verb == "Part" and _is_state(head):
                head.passive = True


def _is_state(head: Node) -> bool:
    """Return True for "ist geschlossen": a participle of a verb that takes an object, with "sein"."""
    return head.lemma.endswith(STATES)


def _join_particle(clause: Clause) -> None:
    """Hang "an" on "griffen" and make the lemma "angreifen"."""
    for node in clause.nodes:
        if node.pos == "PRT":
            before = [p for p in clause.predicates if p.index < node.index and p.verb == "Fin"]
            node.pos = "ADP"
            if before:
                before[-1].lemma = node.lower + before[-1].lemma
                node.hang(before[-1], "compound:prt")
