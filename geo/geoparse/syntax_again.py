"""A second look at the words of a Slavic sentence, once each has a reading: what the neighbours on both sides change.

In come nodes with one reading each; they are changed in place: rounded numbers, possessives, adjectives that stand for
nouns, participles that are the predicate, "there is none", and a verb found where there was none.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.geoparse.syntax_nodes import ANY_FORM, agree
from geo.geoparse.syntax_readings import is_known, read_forms

if TYPE_CHECKING:
    from geo.geoparse.syntax_nodes import Node
    from geo.geoparse.syntax_tables import Table

ROUND = frozenset(
    {"сто", "сотня", "тысяча", "тисяча", "миллион", "мільйон", "десяток", "sto", "setka", "tysiąc", "milion"}
)
"""Nouns that are numbers."""
POSSESSIVES = frozenset({"его", "её", "ее", "их", "його", "її", "їх", "jego", "jej", "ich"})
"""Pronouns that before a noun say whose it is."""
ABSENT = frozenset({"нет", "немає", "нема"})
"""What says that there is none of something, where it is the predicate."""
SENTENCE = 4
"""Words from which on a line without a verb is looked at again for one."""
FULL_PREDICATES = frozenset({"uk"})
"""Languages whose participles have no short form, so that the full one is the predicate ("місто захоплене")."""

REFLEXIVE = "się"
POSTPOSED = frozenset({"pl"})
"""Languages whose adjectives that say of which kind stand behind their noun."""


def look_again(nodes: list[Node], language: str, table: Table) -> None:
    """Change readings by what stands on both sides."""
    _read_numbers(nodes, table)
    _read_possessives(nodes)
    _read_adverbs(nodes, table)
    _read_times(nodes, language, table)
    _read_postposed(nodes, language)
    _read_nouns(nodes, language, table)
    for segment in _segments(nodes) if language in POSTPOSED else ():
        _read_passive(segment, language, table)
    _read_names(nodes, table)
    _read_meanwhile(nodes, table)
    for segment in _segments(nodes):
        if not any(_is_predicate(node) for node in segment):
            if language in FULL_PREDICATES:
                _read_participle(segment)
            _read_absence(segment)
    for piece in _pieces(nodes, table):
        if not any(_is_predicate(node) for node in piece):
            _find_verb(piece, language)


def _is_predicate(node: Node) -> bool:
    return node.verb in ("Fin", "Pred") or (node.verb == "Part" and node.pos == "VERB")


def _segments(nodes: list[Node]) -> list[list[Node]]:
    """Return what stands between marks."""
    segments: list[list[Node]] = [[]]
    for node in nodes:
        if node.pos == "PUNCT" and node.text not in "«»„“”\"'-":
            segments.append([])
        else:
            segments[-1].append(node)
    return [segment for segment in segments if segment]


def _pieces(nodes: list[Node], table: Table) -> list[list[Node]]:
    """Return the sentence up to its first conjunction after a mark, and each piece from such a conjunction on.

    A last relative begins a piece too ("spadły na budynek, w którym …").
    """
    pieces: list[list[Node]] = [[]]
    for node in nodes:
        after_mark = bool(pieces[-1]) and pieces[-1][-1].pos == "PUNCT"
        if after_mark and (node.pos in ("CCONJ", "SCONJ") or _opens_last_relative(node, nodes, table)):
            pieces.append([])
        pieces[-1].append(node)
    return pieces


def _opens_last_relative(node: Node, nodes: list[Node], table: Table) -> bool:
    words = nodes[node.index : node.index + 2]
    relative = any(other.lemma in table.relative for other in (words if node.pos == "ADP" else words[:1]))
    return relative and sum(other.verb == "Fin" for other in nodes[node.index :]) <= 1


def _read_numbers(nodes: list[Node], table: Table) -> None:
    """Take "около 600 ракет" for a number: what rounds it is no preposition, and "всего за ночь" no thing."""
    for node, after in pairwise(nodes):
        if node.lower not in table.adverbs:
            continue
        in_all = node.pos in ("ADJ", "DET", "PRON") and after.pos in ("ADP", "VERB")
        if after.pos == "NUM" or after.lemma in ROUND or in_all:
            node.pos, node.forms = "ADV", frozenset()


def _read_possessives(nodes: list[Node]) -> None:
    for node, after in pairwise(nodes):
        if node.lower in POSSESSIVES and after.pos in ("NOUN", "PROPN", "ADJ", "NUM"):
            node.pos, node.verb, node.forms = "DET", "", ANY_FORM


def _read_adverbs(nodes: list[Node], table: Table) -> None:
    """Take a preposition that governs nothing for the adverb it is ("подал в отставку накануне")."""
    for node, after in zip(nodes, [*nodes[1:], None], strict=True):
        if node.pos != "ADP" or node.lower not in table.adverbial_prepositions:
            continue
        governed = table.cases[node.lower]
        if after is None or not after.cases() & governed:
            node.pos, node.forms = "ADV", frozenset()


def _read_times(nodes: list[Node], language: str, table: Table) -> None:
    """Make the noun it is of an adverb that an adjective stands before ("той же ночью", "минувшей ночью")."""
    for index, node in enumerate(nodes):
        before = [n for n in nodes[max(0, index - 2) : index] if n.pos != "PART"][-1:]
        if node.pos != "ADV" or not before or before[0].pos not in ("ADJ", "DET"):
            continue
        noun = next((r for r in read_forms(node.text, language) if r.lemma in table.times), None)
        if noun is not None and agree(noun.forms, before[0].forms):
            node.lemma, node.pos, node.verb, node.features, node.forms, _ = noun


def _read_nouns(nodes: list[Node], language: str, table: Table) -> None:
    """Make a noun of an adjective that no noun follows ("11 тисяч військових"), if the dictionary knows it as one."""
    for index, node in enumerate(nodes):
        if node.pos != "ADJ" or node.verb in ("Fin", "Pred"):
            continue
        if node.lower not in table.nouns and (_describes(nodes, index) or _describes_before(nodes, index, language)):
            continue
        noun = next(
            (r for r in read_forms(node.text, language) if r.pos == "NOUN" and agree(r.forms, node.forms)), None
        )
        if noun is not None:
            node.lemma, node.pos, node.verb, node.features, node.forms, _ = noun
            node.other = ""
        elif _stands_for_people(nodes, index):
            node.lemma, node.pos, node.verb, node.other = node.lower, "NOUN", "", ""


def _read_postposed(nodes: list[Node], language: str) -> None:
    """Make an adjective of what can be one behind the noun it agrees with ("konwój wojskowy")."""
    for node in nodes if language in POSTPOSED else ():
        if node.pos != "NOUN" or node.is_capital or not _describes_before(nodes, node.index, language):
            continue
        adjective = next((r for r in read_forms(node.text, language) if r.pos == "ADJ" and not r.verb), None)
        if adjective is not None and adjective.lemma == node.lemma:
            node.lemma, node.pos, node.verb, node.features, node.forms, _ = adjective


def _read_passive(segment: list[Node], language: str, table: Table) -> None:
    """Make a participle of what the dictionary rather calls a noun, with "zostać" ("dziennikarz został skazany")."""
    helped = any(node.lemma in table.passive and node.lemma not in table.copula for node in segment)
    for place, node in enumerate(segment if helped else ()):
        lone = place == 0 or segment[place - 1].pos not in ("ADP", "ADJ", "DET", "NUM")
        if node.pos != "NOUN" or node.is_capital or not lone or "nom" not in node.cases():
            continue
        participle = next((r for r in read_forms(node.text, language) if "passive" in r.features), None)
        if participle is not None:
            node.lemma, node.pos, node.verb, node.features, node.forms, _ = participle
            node.pos = "ADJ"


def _describes_before(nodes: list[Node], index: int, language: str) -> bool:
    """Return True for "wojska rosyjskie": an adjective right behind the noun it agrees with."""
    before = nodes[index - 1] if index else None
    if language not in POSTPOSED or before is None or before.pos not in ("NOUN", "PROPN"):
        return False
    return before.forms != ANY_FORM and bool(agree(nodes[index].forms, before.forms))


def _stands_for_people(nodes: list[Node], index: int) -> bool:
    """Return True for "разогнала протестующих": what people do, behind a verb or a number, begins no clause."""
    node = nodes[index]
    before = next((n for n in reversed(nodes[:index]) if n.lower != REFLEXIVE), None)
    if node.verb != "Part" or "passive" in node.features or not any(node.cases()) or before is None:
        return False
    return before.pos in ("VERB", "NUM") or before.lemma in ROUND


def _describes(nodes: list[Node], index: int) -> bool:
    """Return True if a noun follows that an adjective can belong to, at once or after more adjectives."""
    node = nodes[index]
    for after in nodes[index + 1 : index + 5]:
        if after.text.isupper() and len(after.text) > 1:
            return False
        if after.pos in ("NOUN", "PROPN", "X"):
            return bool(agree(node.forms, after.forms)) or not after.forms
        if after.pos not in ("ADJ", "DET", "NUM", "CCONJ") and after.text not in ',«"„“-':
            return False
    return False


def _read_names(nodes: list[Node], table: Table) -> None:
    """Take a capital noun for the name that it is behind "ugrupowanie", "партия": no case binds it to the noun."""
    for before, node in pairwise(nodes):
        named = before.pos == "NOUN" and not before.is_capital and table.is_naming(before.lemma.lower())
        if named and node.pos == "NOUN" and node.is_capital and "nom" in node.cases():
            node.pos = "PROPN"


def _read_meanwhile(nodes: list[Node], table: Table) -> None:
    """Take "пока" in the middle of a clause for the adverb it is there ("грузовики пока не идут")."""
    for before, node in pairwise(nodes):
        if node.lower in table.meanwhile and before.pos not in ("PUNCT", "CCONJ", "PART", "SCONJ"):
            node.pos = "ADV"


def _read_participle(segment: list[Node]) -> None:
    """Make a predicate of "захоплене" in "місто захоплене": a noun that agrees stands before it, none behind."""
    for place, node in enumerate(segment):
        if node.pos != "ADJ" or node.verb != "Part" or not node.other or "nom" not in node.cases():
            continue
        before = [n for n in segment[:place] if n.is_nominal and "nom" in n.cases() and agree(n.forms, node.forms)]
        if before and not _describes(segment, place):
            node.pos, node.lemma, node.passive = "VERB", node.other, True
            node.forms = frozenset(("", number, gender) for case, number, gender in node.forms if case == "nom")
            return


def _read_absence(segment: list[Node]) -> None:
    """Make a predicate of "нет" in "жертв нет", which else would deny the clause beside it."""
    if any(node.verb for node in segment):
        return
    for node in segment[1:]:
        if node.lower in ABSENT and segment[0].pos not in ("SCONJ", "PRON"):
            node.pos, node.verb, node.forms = "ADJ", "Pred", frozenset()


def _find_verb(nodes: list[Node], language: str) -> None:
    """Make a verb of the first word that can be one ("Белоруссия начала учения"), in a sentence that has none."""
    for node in nodes[1:] if len(nodes) >= SENTENCE else ():
        if node.pos in ("NOUN", "ADJ", "ADV") and not node.is_capital and is_known(node.text, language):
            verb = next((r for r in read_forms(node.text, language) if r.verb == "Fin"), None)
            if verb is not None:
                node.lemma, node.pos, node.verb, node.features, node.forms, _ = verb
                return
