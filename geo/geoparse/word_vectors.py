"""The first layer of a pipeline, asked once for each word: what it says of a word does not depend on its neighbours.

In goes the layer that turns the words of documents into vectors; out comes one that gives the same vectors and
remembers them. The layer takes a third of the work of reading a text, and news repeats its words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import NORM, ORTH, SPACY
from spacy.tokens import Doc
from thinc.api import Model

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Key = tuple[int, int, int]

# About 25 MB for each layer; news of one language has some 100,000 different words.
MOST_WORDS = 50_000


def remember_words(model: Model[Any, Any]) -> None:
    """Let the layers for words that a model holds remember their answers."""
    for node in list(model.walk()):
        for index, layer in enumerate(node.layers):
            if layer.layers and layer.layers[-1].name == "ragged2list" and "hashembed" in layer.name:
                node.layers[index] = Model("remembered_words", _Remembered(layer).forward)


class _Remembered:
    def __init__(self, layer: Model[Any, Any]) -> None:
        self._layer = layer
        self._rows: dict[Key, int] = {}
        self._vectors: Vectors = np.zeros((0, layer.get_dim("nO")), dtype=np.float32)

    def forward(
        self,
        _model: Model[Any, Any],
        docs: Sequence[Doc],
        is_train: bool,  # noqa: ARG002  # thinc calls it by this name
    ) -> tuple[list[Vectors], Callable[[Any], Any]]:
        """Return the vectors of the words of each document; the layer does not learn any more."""
        keys = [
            [(orth, norm, blank) for orth, norm, blank in doc.to_array([ORTH, NORM, SPACY]).tolist()] for doc in docs
        ]
        if len(self._rows) > MOST_WORDS:
            self._rows.clear()
            self._vectors = self._vectors[:0]
        new = {key for row in keys for key in row if key not in self._rows}
        if new:
            self._learn(docs[0].vocab, sorted(new))
        places = (np.array([self._rows[key] for key in row], dtype=np.intp) for row in keys)
        return [self._vectors[place] for place in places], _refuse

    def _learn(self, vocab: Any, new: Sequence[Key]) -> None:
        words = Doc(vocab, [vocab.strings[orth] for orth, _, _ in new], [bool(blank) for _, _, blank in new])
        for token, (_, norm, _) in zip(words, new, strict=True):
            if token.norm != norm:
                token.norm_ = vocab.strings[norm]
        found = self._layer.predict([words])[0]
        self._rows.update((key, len(self._vectors) + place) for place, key in enumerate(new))
        self._vectors = np.concatenate([self._vectors, found])


def _refuse(_gradient: Any) -> Any:
    raise NotImplementedError("The vectors of words are remembered and cannot be trained.")
