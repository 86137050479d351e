"""A text and a chooser in, a Doc out of which only the chosen sentences are parsed by a statistical pipeline.

The others are flat: every word hangs on the first, with its lower-case form as lemma and no part of speech. Parsing a
sentence costs about as much as all the rest of the work on it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import numpy as np
from spacy.attrs import LOWER
from spacy.tokens import Doc

from geo.geoparse.syntax_sentences import choose_sentences
from geo.geoparse.word_rules import ATTRIBUTES, RULED, WordRules

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.language import Language

    from geo.geoparse.syntax_sentences import Chooser

BATCH_SIZE = 64


class PartialParser:
    """Parses by one statistical pipeline."""

    def __init__(self, pipeline: Language) -> None:
        self._pipeline = pipeline
        self._rules = WordRules(pipeline)

    def parse(self, text: str, chooser: Chooser) -> Doc:
        """Return the document of a text; its text is the text."""
        doc = self._pipeline.make_doc(text)
        if not len(doc):
            return doc
        words, spaces = [token.text for token in doc], [bool(token.whitespace_) for token in doc]
        sentences = choose_sentences(words, chooser)
        table = _flat(doc, words, sentences)
        runs = [(_skip_blanks(words, first, end), end) for first, end in _find_runs(sentences, words)]
        pieces = (Doc(doc.vocab, words=words[first:end], spaces=spaces[first:end]) for first, end in runs)
        parsed = self._pipeline.pipe(pieces, batch_size=BATCH_SIZE, disable=RULED)
        for (first, end), piece in zip(runs, parsed, strict=True):
            table[first:end] = self._rules.read(piece)
        return doc.from_array(list(ATTRIBUTES), cast("Any", table))


def _flat(doc: Doc, words: Sequence[str], sentences: Sequence[tuple[int, int, bool]]) -> NDArray[np.uint64]:
    """Return rows of the attributes in which each sentence hangs on its first word."""
    table = np.zeros((len(doc), len(ATTRIBUTES)), dtype=np.uint64)
    table[:, 0] = doc.to_array([LOWER]).reshape(-1)
    table[:, 4] = doc.vocab.strings.add("dep")
    heads = np.zeros(len(doc), dtype=np.int64)
    for first, end, chosen in sentences:
        heads[first:end] = -np.arange(end - first)
        table[first, 4] = doc.vocab.strings.add("ROOT")
        word = _skip_blanks(words, first, end)
        if chosen and word > first:
            heads[first:word] = np.arange(word - first, 0, -1)
            table[first, 4] = doc.vocab.strings.add("dep")
    table[:, 5] = heads.astype(np.uint64)
    return table


def _skip_blanks(words: Sequence[str], first: int, end: int) -> int:
    """Return where the words begin: behind a blank the tagger takes "Gunmen" for a name."""
    return next((i for i in range(first, end) if not words[i].isspace()), first)


def _find_runs(sentences: Sequence[tuple[int, int, bool]], words: Sequence[str]) -> list[tuple[int, int]]:
    """Return the chosen sentences, neighbours of one line together, as the pipeline splits sentences better itself."""
    runs: list[tuple[int, int]] = []
    for first, end, chosen in sentences:
        if not chosen:
            continue
        if runs and runs[-1][1] == first and "\n" not in words[first - 1]:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((first, end))
    return runs
