"""Parts of speech, features and lemmas by the rules of a pipeline, each asked once for a word with its tag and label.

In goes a document that was tagged and parsed; out come rows of its attributes as the pipeline's attribute ruler and
lemmatizer would write them. Most of their rules look at one word alone, so that what they said of it holds wherever it
stands with the same tag and label; the few that look at several are tried on every document.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, MORPH, ORTH, POS, TAG
from spacy.matcher import Matcher

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

ATTRIBUTES = (LEMMA, POS, TAG, MORPH, DEP, HEAD)
RULED = ("attribute_ruler", "lemmatizer")
# Attributes of a word that follow from its form, its tag and its label.
OF_A_WORD = frozenset({"ORTH", "TEXT", "LOWER", "TAG", "POS", "DEP", "MORPH", "IS_SPACE", "SHAPE"})
# About 40 MB; news of one language has some 100,000 forms with a tag and a label.
MOST_ROWS = 200_000

Row = tuple[int, ...]


class WordRules:
    """The rules of one pipeline, with their answers so far."""

    def __init__(self, pipeline: Language) -> None:
        self._steps: list[Callable[[Doc], Doc]] = [pipeline.get_pipe(name) for name in RULED]
        self._known: dict[Row, Row] = {}
        self._together = Matcher(pipeline.vocab)
        ruler: Any = self._steps[0]
        for number, rule in enumerate(ruler.patterns):
            patterns = [pattern for pattern in rule["patterns"] if not _is_of_a_word(pattern)]
            if patterns:
                self._together.add(str(number), patterns)

    def read(self, doc: Doc) -> NDArray[np.uint64]:
        """Return a row of ATTRIBUTES for each word of a document that the rules have not seen yet."""
        table = _to_table(doc, [ORTH, *ATTRIBUTES])
        keys = [tuple(row) for row in table[:, :-1].tolist()]
        if len(self._together):
            for rule, first, end in self._together(doc, allow_missing=True):
                for index in range(first, end):  # what a rule of several words says depends on its place among them
                    keys[index] = (*keys[index], rule, index - first)
        rows = [self._known[key] for key in keys if key in self._known]
        if len(rows) < len(keys):
            return self._ask(doc, keys)
        table[:, 1:-1] = rows
        return table[:, 1:]

    def _ask(self, doc: Doc, keys: Sequence[Row]) -> NDArray[np.uint64]:
        for step in self._steps:
            doc = step(doc)
        table = _to_table(doc, ATTRIBUTES)
        if len(self._known) > MOST_ROWS:
            self._known.clear()
        self._known.update(zip(keys, map(tuple, table[:, :-1].tolist()), strict=True))
        return table


def _is_of_a_word(pattern: Sequence[Mapping[str, Any]]) -> bool:
    return len(pattern) == 1 and pattern[0].keys() <= OF_A_WORD


def _to_table(doc: Doc, attributes: Sequence[int]) -> NDArray[np.uint64]:
    return cast("NDArray[np.uint64]", doc.to_array(list(attributes)))
