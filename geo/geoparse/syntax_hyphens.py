"""Words cut at hyphens put together again: "контрольно-пропускной", "премьер-министр", "Буркина-Фасо", "10-го".

In come the nodes of a sentence; the part that is none of its own hangs on the other, the hyphen too. A hyphen between
blanks, which stands for a dash, joins nothing as far as the words tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.syntax_nodes import Node
    from geo.geoparse.syntax_tables import Table

PREFIXES = frozenset(
    {"вице", "экс", "пресс", "спец", "контр", "генерал", "премьер", "віце", "екс", "прес", "прем'єр", "северо", "юго",
     "північно", "південно", "wice", "eks", "топ", "бизнес", "бізнес", "онлайн", "теле"}
)  # fmt: skip
LINKS = frozenset({"е", "и", "аль", "эль", "ель", "уль", "ан", "дю", "ла", "ле", "на", "ор"})
"""Small words inside a name ("Техрик-е-Талибан", "Хан-эль-Халили")."""
SUFFIX = 3
"""Letters of an ending behind a number ("10-го", "92-й")."""
LINKING = ("о", "е", "o")
"""What the first part of a compound adjective ends in ("военно-морской", "polsko-białoruski")."""


def join_hyphens(nodes: Sequence[Node], table: Table) -> None:
    """Hang the parts of hyphenated words on one another."""
    for left, hyphen, right in zip(nodes, nodes[1:], nodes[2:], strict=False):
        if hyphen.text != "-" or not left.text[-1:].isalnum() or not right.text[:1].isalnum():
            continue
        if left.is_capital and right.lower in LINKS:
            _join(right, left, hyphen, "flat")
        elif left.lower in LINKS and left.head >= 0 and right.is_capital:
            _join(nodes[left.head], right, hyphen, "compound")
        elif right.text[0].isdigit() and not left.text[0].isdigit():
            _join(right, left, hyphen, "flat")
        elif left.text[0].isdigit():
            if len(right.text) <= SUFFIX and right.text.islower():
                _join(right, left, hyphen, "flat")
        elif left.pos == right.pos == "ADP":
            _join(left, right, hyphen, "fixed")
            right.lower = f"{left.lower}-{right.lower}"
        elif _is_prefix(left, right, table):
            _join(left, right, hyphen, "compound")


def _is_prefix(left: Node, right: Node, table: Table) -> bool:
    if left.is_capital and right.is_capital:
        return True
    if right.is_capital:
        return left.lower in PREFIXES
    if left.lower in PREFIXES or left.lower in table.titles:
        return True
    return left.lower.endswith(LINKING) or (not left.is_capital and right.is_nominal)


def _join(part: Node, whole: Node, hyphen: Node, dep: str) -> None:
    part.hang(whole, dep)
    hyphen.hang(whole, "punct")
    if dep == "compound":
        part.lemma, part.verb = part.lower, ""
        if part.is_capital and whole.is_capital:
            part.pos = whole.pos = "PROPN"
            whole.verb, whole.forms = "", whole.forms or part.forms
