"""From a document of spaCy to the plain objects of :mod:`geo.geoparse.tree`, which say the same.

In comes a document with heads, labels and lemmas; out comes a `Doc`. Offsets are code points of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from spacy.attrs import (
    DEP,
    HEAD,
    IS_PUNCT,
    IS_SPACE,
    IS_TITLE,
    LEMMA,
    LIKE_NUM,
    LOWER,
    MORPH,
    ORTH,
    POS,
    SENT_START,
    SPACY,
    TAG,
)

from geo.geoparse.tree import Doc, Token

if TYPE_CHECKING:
    from spacy import tokens

_NAMES = (ORTH, LOWER, LEMMA, POS, TAG, DEP, MORPH)
_FLAGS = (IS_PUNCT, IS_SPACE, IS_TITLE, LIKE_NUM, SPACY, SENT_START)
_PAST_SIGNED = 1 << 63


def to_tree(doc: tokens.Doc) -> Doc:
    """Return a document of spaCy in plain objects."""
    strings = doc.vocab.strings
    rows = doc.to_array([*_NAMES, *_FLAGS, HEAD]).tolist()
    names = {number: strings[number] for row in rows for number in row[: len(_NAMES)]}
    words = [Token() for _ in rows]
    tree = Doc(doc.text, doc.lang_, tagged=doc.has_annotation("POS"))
    place = 0
    for index, (token, row) in enumerate(zip(words, rows, strict=True)):
        orth, lower, lemma, pos, tag, dep, morph, punct, space, title, number, blank, start, head = row
        token.doc, token.i, token.idx = tree, index, place
        token.text, token.lower_, token.lemma_ = names[orth], names[lower], names[lemma]
        token.pos_, token.tag_, token.dep_ = names[pos], names[tag], names[dep]
        token.morph = read_morph(names[morph])
        token.is_punct, token.is_space, token.is_title = bool(punct), bool(space), bool(title)
        token.like_num, token.is_sent_start = bool(number), start == 1 or index == 0
        token.whitespace_ = " " if blank else ""
        token.head = words[index + (head - (1 << 64) if head >= _PAST_SIGNED else head)]
        token.children = []
        place += len(token.text) + blank
    tree.take(words)
    return tree


@lru_cache(maxsize=4096)
def read_morph(features: str) -> Mapping[str, list[str]]:
    """Return the values of each feature, written as in Universal Dependencies: ``Case=Nom|Number=Sing``."""
    pairs = (feature.partition("=") for feature in features.split("|") if "=" in feature)
    return {name: values.split(",") for name, _, values in pairs}
