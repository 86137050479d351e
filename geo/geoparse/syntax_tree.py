"""Words as the rules of a language parsed them in, the document out that the rules of events read.

What comes out looks as from a parser of Universal Dependencies: lemmas, parts of speech, morphology, heads and labels.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.geoparse.tree import Doc, Token

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geo.geoparse.syntax_nodes import Forms, Node

REMEMBERED = 16_384
_CASE = {"nom": "Nom", "gen": "Gen", "dat": "Dat", "acc": "Acc", "ins": "Ins", "loc": "Loc", "voc": "Voc"}
_NUMBER = {"sing": "Sing", "plur": "Plur"}


class Look(NamedTuple):
    """What a word is by its looks alone."""

    lower: str
    is_punct: bool
    is_space: bool
    is_title: bool
    like_num: bool


def to_doc(
    text: str, language: str, nodes: Sequence[Node], spaces: Sequence[bool], look_at: Callable[[str], Look]
) -> Doc:
    """Return the document of a text; ``nodes`` are all its words, their heads counted from the first of the text."""
    doc = Doc(text, language, tagged=bool(nodes))
    words = [Token() for _ in nodes]
    place = 0
    for index, (token, node, blank) in enumerate(zip(words, nodes, spaces, strict=True)):
        token.doc, token.i, token.idx, token.text = doc, index, place, node.text
        token.lower_, token.is_punct, token.is_space, token.is_title, token.like_num = look_at(node.text)
        token.lemma_, token.tag_, token.dep_ = node.lemma, "", node.dep
        token.pos_ = "ADP" if node.pos == "PRT" else node.pos
        token.morph = _features(
            node.forms, node.case, node.mood, node.tense, node.verb, _voice(node), relative=node.relative
        )
        token.whitespace_ = " " if blank else ""
        token.head, token.children = words[node.head], []
        place += len(node.text) + blank
    _open_sentences(words)
    doc.take(words)
    return doc


def _open_sentences(words: Sequence[Token]) -> None:
    """Let a sentence begin with the first word that hangs, over others, on a root."""
    roots: set[int] = set()
    for token in words:
        root = token
        while root.head is not root:
            root = root.head
        token.is_sent_start = root.i not in roots
        roots.add(root.i)


def _voice(node: Node) -> str:
    if node.verb not in ("Part", "Fin") or node.pos == "AUX":
        return ""
    return "Pass" if node.passive else "Act"


@lru_cache(REMEMBERED)
def _features(
    forms: Forms, case: str, mood: str, tense: str, verb: str, voice: str, *, relative: bool
) -> Mapping[str, list[str]]:
    """Return the features of a word as Universal Dependencies name them."""
    found: dict[str, list[str]] = {}
    cases = {form[0] for form in forms if form[0]}
    numbers = {form[1] for form in forms if form[1]}
    if case or len(cases) == 1:
        found["Case"] = [_CASE.get(case or next(iter(cases)), "Voc")]
    if len(numbers) == 1:
        found["Number"] = [_NUMBER[next(iter(numbers))]]
    if mood:
        found["Mood"] = [mood]
    if relative:
        found["PronType"] = ["Rel"]
    if tense:
        found["Tense"] = [tense]
    if verb and verb != "Pred":
        found["VerbForm"] = [verb]
    if voice:
        found["Voice"] = [voice]
    return found
