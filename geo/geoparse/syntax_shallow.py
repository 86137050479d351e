"""Text in, a document out for languages without a statistical parser: a dependency tree by rules.

Words are cut by spaCy's tokeniser of the language, sentences at full stops and line ends. What comes out looks as from
a parser of Universal Dependencies (:mod:`geo.geoparse.syntax_tree`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

import spacy

from geo.geoparse import syntax_slavic
from geo.geoparse.syntax_attach import attach
from geo.geoparse.syntax_clauses import find_clauses
from geo.geoparse.syntax_nodes import Node
from geo.geoparse.syntax_sentences import ChooseAll, choose_sentences
from geo.geoparse.syntax_tables import has_table, load_table
from geo.geoparse.syntax_tree import Look, to_doc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy import tokens

    from geo.geoparse.syntax_sentences import Chooser
    from geo.geoparse.tree import Doc

OWN_MODULES = {"de": "syntax_german"}
_HIDDEN_STOP = re.compile(r"\d[^\W\d_]{1,2}\.$")
"""A full stop behind a type of weapon, which the tokeniser takes for an abbreviation ("два МиГ-31К.")."""
REMEMBERED = 65_536
"""Words whose looks are kept."""


class ShallowParser:
    """The tokeniser and the tables of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._table = load_table(language)
        self._tokenizer = spacy.blank(language)
        self._look_at = lru_cache(REMEMBERED)(self._look)

    @staticmethod
    def supports(language: str) -> bool:
        """Return True if there are tables of the language."""
        return has_table(language)

    def parse(self, parts: Iterable[str], chooser: Chooser | None = None) -> Doc:
        """Return the document of a text that comes in parts; sentences that are not chosen stay flat."""
        nodes: list[Node] = []
        spaces: list[bool] = []
        parts = tuple(parts)
        for part in parts:
            offset = len(nodes)
            words, blanks = _words(self._tokenizer.make_doc(part))
            spaces += blanks
            for start, end, chosen in choose_sentences(words, chooser or ChooseAll()):
                read = self._parse_sentence if chosen else _flat
                nodes += read(words[start:end], offset + start)
        return to_doc("".join(parts), self.language, nodes, spaces, self._look_at)

    def _look(self, word: str) -> Look:
        seen = self._tokenizer.vocab[word]
        return Look(seen.lower_, seen.is_punct, seen.is_space, seen.is_title, seen.like_num)

    def _parse_sentence(self, words: list[str], offset: int) -> list[Node]:
        nodes = read_nodes(words, self.language)
        attach(find_clauses(nodes, self._table), nodes, self._table)
        for node in nodes:
            node.head += offset
        return nodes


def _words(plain: tokens.Doc) -> tuple[list[str], list[bool]]:
    words: list[str] = []
    spaces: list[bool] = []
    for token in plain:
        word, blank = token.text, bool(token.whitespace_)
        if word[-1] == "." and _HIDDEN_STOP.search(word):
            words += [word[:-1], "."]
            spaces += [False, blank]
        else:
            words.append(word)
            spaces.append(blank)
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
