"""Words of Russian, Ukrainian or Polish in, nodes out: for each word one reading of its form, chosen by its neighbours.

The readings come from :mod:`geo.geoparse.morphology`, closed words from the language's table. A word nobody knows is
taken for a name that fits any case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.syntax_again import look_again
from geo.geoparse.syntax_hyphens import join_hyphens
from geo.geoparse.syntax_nodes import ANY_FORM, CASES, Node, agree
from geo.geoparse.syntax_readings import Reading, is_known, read_forms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.syntax_tables import Table

AFTER_PREPOSITION, AFTER_MODIFIER, CAPITAL, LATER = 3.0, 1.2, 1.5, 0.15
MANY_FORMS, FIRST_NAME, NOMINATIVE = 0.08, 0.8, 0.2
"""How much a preposition, an agreeing modifier and a capital before or on a word speak for a reading, and the place in
the list against it (set by hand on a page of news in each language)."""
HAVING = frozenset({"mieć"})
"""Verbs so common that no other reading of their forms is meant ("mieli" is not "mielić")."""
LASTING = frozenset({"перебувати"})
"""Verbs that the dictionary calls perfective too, though in the present they tell what is."""


def read_nodes(words: Sequence[str], language: str, table: Table) -> list[Node]:
    """Return one node a word; ``words`` are those of one sentence."""
    nodes: list[Node] = []
    for index, word in enumerate(words):
        node = Node(index, word, word.lower())
        if not _is_closed(node, table):
            after = read_forms(words[index + 1], language) if index + 1 < len(words) else ()
            _choose(node, nodes, read_forms(word, language), after, table)
            if node.is_capital and _is_foreign(node, nodes, read_forms(word, language)):
                node.pos, node.verb, node.features, node.lemma, node.forms = (
                    "PROPN",
                    "",
                    frozenset(),
                    node.lower,
                    ANY_FORM,
                )
            elif node.is_capital and _is_name(node, nodes, language):
                _take_for_name(node, read_forms(word, language))
        elif node.lower in table.conditional & table.complement and nodes and nodes[-1].text == ",":
            node.pos = "SCONJ"
        nodes.append(node)
    look_again(nodes, language, table)
    for node in nodes:
        _settle(node, nodes, table)
    join_hyphens(nodes, table)
    return nodes


def _is_name(node: Node, before: list[Node], language: str) -> bool:
    """Return True for a capitalised word no dictionary has; at the start of a sentence unless it can be a subject."""
    if is_known(node.text, language):
        return False
    first = not before or before[-1].text in _OPENERS
    return not first or node.pos not in ("NOUN", "PROPN") or "nom" not in node.cases()


def _is_foreign(node: Node, before: list[Node], readings: tuple[Reading, ...]) -> bool:
    """Return True for a name without cases ("Burkina"), its next word ("Tel Awiw"), a mere vocative ("Borno")."""
    if readings and all(reading.pos == "X" or {form[0] for form in reading.forms} == {"voc"} for reading in readings):
        return True
    last = before[-1] if before else None
    follows = last is not None and last.pos == "PROPN" and last.forms == ANY_FORM and last.text != last.text.upper()
    common = node.pos == "NOUN" and "place" not in node.features and not node.text.isupper()
    return follows and common


def _is_closed(node: Node, table: Table) -> bool:
    """Tag punctuation, numbers and closed words; False for the rest."""
    word = node.lower
    node.lemma = word
    if not any(letter.isalnum() for letter in word):
        node.pos = "PUNCT"
    elif word[0].isdigit():
        node.pos, node.forms = "NUM", ANY_FORM
    elif word in table.cases:
        node.pos = "ADP"
    elif word in table.negation or word in table.conditional or word in table.particles:
        node.pos = "PART"
    elif word in table.coordinating:
        node.pos = "CCONJ"
    elif table.is_subordinator(word) or word in table.comparing:
        node.pos = "SCONJ"
    else:
        return False
    return True


def _choose(
    node: Node, before: list[Node], readings: tuple[Reading, ...], after: tuple[Reading, ...], table: Table
) -> None:
    if not readings:
        node.pos, node.forms, node.lemma = "PROPN" if node.is_capital else "X", ANY_FORM, node.text
        return
    best = next((r for r in readings if r.verb == "Fin" and r.lemma in table.copula), readings[0])
    if len(readings) > 1 and best.lemma not in table.copula:
        best = max(readings, key=lambda reading: _weigh(reading, node, before, after, table))
    node.lemma, node.pos, node.verb, node.features, node.forms, _ = best
    if node.pos == "ADJ" and not node.verb:
        participle = next((r for r in readings if r.verb == "Part" and agree(r.forms, best.forms)), None)
        if participle is not None:
            _mix(node, participle)
        elif "passive" in node.features:
            node.verb = "Part"
    elif node.verb == "Part" and any(form[0] for form in best.forms):
        node.pos = "ADJ"


def _take_for_name(node: Node, readings: tuple[Reading, ...]) -> None:
    """Make a name of a capitalised word the dictionary lacks; one that ends in a vowel may have no cases."""
    nominal = [r for r in readings if r.pos in ("NOUN", "PROPN")]
    declined = bool(nominal) and not node.lower.endswith(_WITHOUT_CASES)
    node.pos, node.verb, node.other, node.features = "PROPN", "", "", frozenset()
    node.lemma = nominal[0].lemma if declined else node.lower
    node.forms = frozenset().union(*(r.forms for r in nominal)) if declined else ANY_FORM
    if declined and node.lower.endswith(("а", "я", "a")):
        node.forms |= {("nom", "sing", "fem")}
    elif declined:
        node.forms |= {("acc", number, gender) for case, number, gender in node.forms if case == "nom"}


_WITHOUT_CASES = ("и", "у", "о", "е", "ю", "э", "ы", "і", "i", "o", "u", "e")
_OPENERS = frozenset({".", "«", "„", '"', "“", ":", "—", "–", "-", "\n"})


def _mix(node: Node, participle: Reading) -> None:
    """Note that an adjective is a participle too: a short one is taken for it, a full one keeps its lemma."""
    node.verb, node.other = "Part", participle.lemma
    if not any(form[0] for form in node.forms):
        node.lemma, node.pos, node.forms = participle.lemma, participle.pos, participle.forms
    node.features = node.features - {"short"} | participle.features


def _weigh(reading: Reading, node: Node, before: list[Node], after: tuple[Reading, ...], table: Table) -> float:
    score = -LATER * reading.rank + MANY_FORMS * len(reading.forms) + (reading.lemma in HAVING)
    if "imperative" in reading.features:
        score -= AFTER_MODIFIER  # news commands nobody: "три" is a number, not "rub"
    if reading.pos == "NUM" and any(other.pos == "NUM" for other in after):
        score += AFTER_MODIFIER
    if reading.pos in ("NOUN", "ADJ") and any(_matches(reading, other) for other in after):
        score += AFTER_MODIFIER
        described = reading.pos == "ADJ" and "short" not in reading.features
        described = described and any(other.pos == "NOUN" and _matches(reading, other) for other in after)
        score += CAPITAL if node.is_capital and described else 0
    if not before:
        subject = NOMINATIVE if reading.pos == "NOUN" and any(form[0] == "nom" for form in reading.forms) else 0
        return score + subject + (FIRST_NAME if "place" in reading.features else 0)
    last = before[-1]
    if reading.verb == "Inf" and last.verb == "Fin":
        score += AFTER_MODIFIER
    nominal = reading.pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON") or reading.verb == "Part"
    preposition = _open_preposition(before)
    if preposition is not None:
        governed = table.cases.get(preposition.lower, CASES)
        fits = any(form[0] in governed or not form[0] for form in reading.forms)
        score += AFTER_PREPOSITION if nominal and fits else -AFTER_PREPOSITION if not nominal else 0
    if nominal and last.pos in ("ADJ", "DET") and agree(last.forms, reading.forms):
        score += AFTER_MODIFIER
    if reading.pos == "PROPN":
        score += CAPITAL if node.is_capital else -CAPITAL
    return score


def _matches(one: Reading, other: Reading) -> bool:
    """Return True for a noun and an adjective that agree."""
    return {one.pos, other.pos} in _PAIRS and bool(agree(one.forms, other.forms))


_PAIRS = (frozenset({"NOUN", "ADJ"}), frozenset({"PROPN", "ADJ"}), frozenset({"ADJ"}))


def _open_preposition(before: list[Node]) -> Node | None:
    """Return the preposition whose noun has not come yet."""
    for node in reversed(before[-4:]):
        if node.pos == "ADP":
            return node
        if node.pos not in ("ADJ", "DET", "NUM"):
            return None
    return None


def _settle(node: Node, nodes: list[Node], table: Table) -> None:
    """Mark relatives, passives, moods and tenses."""
    if node.lemma in table.relative and node.index > 0 and node.pos in ("DET", "PRON", "ADJ", "ADV", "SCONJ", "PART"):
        node.relative = node.lemma not in table.relative_plain
        if node.pos != "SCONJ" and not any(node.cases()):
            node.pos, node.forms = "ADV", frozenset()
        if node.relative and node.pos in ("DET", "ADJ"):
            node.pos = "PRON"
    if node.lower in table.predicative and node.pos != "VERB":
        node.pos, node.verb = "ADJ", "Pred"
    if node.pos == "ADJ" and "short" in node.features and node.verb != "Part":
        node.verb = node.verb or "Pred"
    if node.verb:
        _settle_verb(node, nodes, table)


def _is_conditional(node: Node, table: Table) -> bool:
    return node.pos == "PART" and node.lower in table.conditional


def _settle_verb(node: Node, nodes: list[Node], table: Table) -> None:
    node.passive = "passive" in node.features
    if node.verb == "Fin":
        perfective_present = "present" in node.features and "perfective" in node.features
        future = "future" in node.features or perfective_present
        future = future and node.lemma not in LASTING
        node.tense = "Fut" if future else "Past" if "past" in node.features else "Pres"
        if "impersonal" in node.features and not future:
            node.tense = "Past"
        node.mood = "Imp" if "imperative" in node.features else "Ind"
        near = nodes[max(0, node.index - 3) : node.index + 3]
        if node.lower.endswith(tuple(table.conditional_endings)) or any(_is_conditional(n, table) for n in near):
            node.mood = "Cnd"
    elif node.verb == "Part":
        node.tense = "Past" if node.passive or "past" in node.features else "Pres"
