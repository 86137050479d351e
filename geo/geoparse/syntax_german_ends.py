"""What the end of a German clause says of the words before: relatives, lost participles, perfect infinitives.

In come the nodes of a sentence as the tagger reads them; the same nodes come out, some of them set right.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geo.geoparse.syntax_nodes import Node
    from geo.geoparse.syntax_tables import Table

CUTS = frozenset({",", ";", ":", "—", "–", "-"})


def settle_clause_ends(nodes: Sequence[Node], lemma_of: Callable[[str, str], str]) -> None:
    """Set right the verbs that end a clause."""
    _settle_perfect_infinitives(nodes)
    for start, end in _spans(nodes):
        _settle_lost_participle(nodes[start:end], lemma_of)


def settle_relatives(nodes: Sequence[Node], table: Table) -> None:
    """Make relative what follows a comma and a preposition if the verb ends its clause, and no relative without verb.

    "Petro, gegen den Washington Sanktionen verhängt hatte, …"; not "…, die Miliz mit Waffen zu versorgen".
    """
    for start, end in _spans(nodes):
        words = nodes[start:end]
        if not start or nodes[start - 1].text != "," or len(words) < len("abc"):
            continue
        finite = [node for node in words if node.verb == "Fin"]
        first, second = words[0], words[1]
        if first.pos == "ADP" and second.lower in table.relative and finite == [words[-1]]:
            second.pos, second.relative = "PRON", True
        elif first.relative and not finite and any(node.verb == "Inf" for node in words):
            first.pos, first.relative = "DET", False


def _spans(nodes: Sequence[Node]) -> list[tuple[int, int]]:
    """Return start and end of what stands between two marks."""
    marks = [-1, *(n.index for n in nodes if n.text in CUTS or n.text in ".!?()„“"), len(nodes)]
    return [(before + 1, after) for before, after in pairwise(marks) if after - before > 1]


def _settle_perfect_infinitives(nodes: Sequence[Node]) -> None:
    """Make "entsandt zu haben", "getötet worden zu sein" infinitives, so that their clause is one."""
    for node, particle, auxiliary in zip(nodes, nodes[1:], nodes[2:], strict=False):
        if particle.lower == "zu" and auxiliary.lower in ("haben", "sein", "werden") and node.verb == "Part":
            node.verb, auxiliary.verb = "Inf", "Inf"
            node.features |= {"IZU"}


def _settle_lost_participle(words: Sequence[Node], lemma_of: Callable[[str, str], str]) -> None:
    """Make a participle of what the tagger takes for an adverb at the end of "hat … überzogen"."""
    last = words[-1]
    helped = any(n.pos == "AUX" and n.verb == "Fin" and n.lemma in ("haben", "werden") for n in words)
    if last.pos != "ADV" or not helped or any("VV" in n.features for n in words) or last.text.istitle():
        return
    lemma = lemma_of(last.text, "VV(PP)")
    if last.lower.endswith(("en", "t")) and lemma.endswith("n") and lemma != last.lower:
        last.pos, last.verb, last.lemma, last.tense = "VERB", "Part", lemma, "Past"
        last.features = frozenset({"VV", "PP"})
        last.forms = frozenset()
