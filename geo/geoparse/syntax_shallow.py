"""Text in, a spaCy Doc out for languages without a statistical parser: a dependency tree by rules.

Words are cut by spaCy's tokeniser of the language, sentences at full stops and line ends. What comes out looks as from
a parser of Universal Dependencies: lemmas, parts of speech, morphology, heads and labels.
"""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc

from geo.geoparse import syntax_slavic
from geo.geoparse.syntax_attach import attach
from geo.geoparse.syntax_clauses import find_clauses
from geo.geoparse.syntax_nodes import Node
from geo.geoparse.syntax_sentences import ChooseAll, choose_sentences
from geo.geoparse.syntax_tables import has_table, load_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.syntax_sentences import Chooser

OWN_MODULES = {"de": "syntax_german"}
_HIDDEN_STOP = re.compile(r"\d[^\W\d_]{1,2}\.$")
"""A full stop behind a type of weapon, which the tokeniser takes for an abbreviation ("два МиГ-31К.")."""
_CASE = {"nom": "Nom", "gen": "Gen", "dat": "Dat", "acc": "Acc", "ins": "Ins", "loc": "Loc", "voc": "Voc"}
_NUMBER = {"sing": "Sing", "plur": "Plur"}


class ShallowParser:
    """The tokeniser and the tables of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._table = load_table(language)
        self._tokenizer = spacy.blank(language)

    @staticmethod
    def supports(language: str) -> bool:
        """Return True if there are tables of the language."""
        return has_table(language)

    def parse(self, text: str, chooser: Chooser | None = None) -> Doc:
        """Return the document of a text, whose text is the text; sentences that are not chosen stay flat."""
        plain = self._tokenizer.make_doc(text)
        words, spaces = _words(plain)
        nodes: list[Node] = []
        for start, end, chosen in choose_sentences(words, chooser or ChooseAll()):
            nodes.extend(self._parse_sentence(words[start:end], start) if chosen else _flat(words[start:end], start))
        return Doc(
            plain.vocab,
            words=words,
            spaces=spaces,
            lemmas=[node.lemma for node in nodes],
            pos=["ADP" if node.pos == "PRT" else node.pos for node in nodes],
            morphs=[to_morph(node) for node in nodes],
            heads=[node.head for node in nodes],
            deps=[node.dep for node in nodes],
        )

    def _parse_sentence(self, words: list[str], offset: int) -> list[Node]:
        nodes = read_nodes(words, self.language)
        attach(find_clauses(nodes, self._table), nodes, self._table)
        for node in nodes:
            node.head += offset
        return nodes


def _words(plain: Doc) -> tuple[list[str], list[bool]]:
    words: list[str] = []
    spaces: list[bool] = []
    for token in plain:
        if _HIDDEN_STOP.search(token.text):
            words += [token.text[:-1], "."]
            spaces += [False, bool(token.whitespace_)]
        else:
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
    return words, spaces


def _flat(words: Sequence[str], offset: int) -> list[Node]:
    return [
        Node(index, word, word.lower(), lemma=word.lower(), head=offset, dep="dep" if index else "ROOT")
        for index, word in enumerate(words)
    ]


def read_nodes(words: list[str], language: str) -> list[Node]:
    """Return the nodes of a sentence by the module of its language, loaded when first needed."""
    table = load_table(language)
    if language in OWN_MODULES:
        nodes: list[Node] = import_module(f"geo.geoparse.{OWN_MODULES[language]}").read_nodes(words, table)
        return nodes
    return syntax_slavic.read_nodes(words, language, table)


def to_morph(node: Node) -> str:
    """Return the features of a node as Universal Dependencies write them."""
    found: dict[str, str] = {}
    cases = sorted({form[0] for form in node.forms if form[0]})
    case = node.case or (cases[0] if len(cases) == 1 else "")
    numbers = {form[1] for form in node.forms if form[1]}
    if case:
        found["Case"] = _CASE.get(case, "Voc")
    if len(numbers) == 1:
        found["Number"] = _NUMBER[next(iter(numbers))]
    if node.mood:
        found["Mood"] = node.mood
    if node.relative:
        found["PronType"] = "Rel"
    if node.tense:
        found["Tense"] = node.tense
    if node.verb and node.verb != "Pred":
        found["VerbForm"] = node.verb
    if node.verb in ("Part", "Fin") and node.pos != "AUX":
        found["Voice"] = "Pass" if node.passive else "Act"
    return "|".join(f"{key}={value}" for key, value in sorted(found.items()))
