"""A parsed text as the rules of events read it: words with their heads and children, all in plain objects.

Each question to a token of spaCy makes new objects and reads a table of strings; the rules ask about a hundred
questions a word, and ask these objects, which answer to the same names, several times faster. They are made by
:mod:`geo.geoparse.to_tree`. Offsets are code points of the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from typing import Any, Literal, overload


class Token:
    """One word; two are equal only if they are the same one."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_sent_start",
        "is_space",
        "is_title",
        "lemma_",
        "like_num",
        "lower_",
        "morph",
        "pos_",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    morph: Mapping[str, list[str]]
    head: Token
    children: list[Token]
    is_punct: bool
    is_space: bool
    is_title: bool
    is_sent_start: bool
    like_num: bool
    whitespace_: str

    def __len__(self) -> int:
        """Count the code points."""
        return len(self.text)

    def __bool__(self) -> bool:
        """Return True, as there is a token."""
        return True

    def __repr__(self) -> str:
        """Return the word and its place in the document."""
        return f"{self.text}/{self.i}"

    @property
    def lang_(self) -> str:
        """The language of the document."""
        return self.doc.lang_

    @property
    def lefts(self) -> list[Token]:
        """The children before the word."""
        return [child for child in self.children if child.i < self.i]

    @property
    def subtree(self) -> Iterator[Token]:
        """The word and all below it, each with what hangs on it before and behind."""
        found: list[Token] = []
        _gather(self, found)
        return iter(found)

    @property
    def left_edge(self) -> Token:
        """The first word of what hangs together with this one."""
        first, waiting = self, [self]
        while waiting:
            token = waiting.pop()
            if token.i < first.i:
                first = token
            waiting += token.children
        return first

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words above, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def is_ancestor(self, below: Token) -> bool:
        """Return True if the word stands above the other."""
        token = below
        while token.head is not token:
            token = token.head
            if token is self:
                return True
        return False

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The words coordinated with this one, without it."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:
            found.extend(child for child in token.children if child.dep_ == "conj" and child.i > token.i)
        return tuple(token for token in found if token is not self)

    @property
    def sent(self) -> Span:
        """The sentence of the word."""
        return self.doc.sentence_at(self.i)

    def nbor(self, step: int = 1) -> Token:
        """Return the word so many words further on; raises IndexError beyond the ends."""
        place = self.i + step
        if not 0 <= place < len(self.doc):
            raise IndexError(place)
        return self.doc.words[place]


class Span:
    """Words from ``start`` to ``end``, exclusive, of a document."""

    __slots__ = ("_root", "doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end
        self._root: Token | None = None

    def __len__(self) -> int:
        """Count the words."""
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        """Yield the words."""
        return iter(self.doc.words[self.start : self.end])

    def __getitem__(self, index: int) -> Token:
        """Return a word of the span, from its end if negative."""
        return self.doc.words[self.start : self.end][index]

    @property
    def start_char(self) -> int:
        """Where the first word begins."""
        return self.doc.words[self.start].idx if self.start < len(self.doc) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """Where the last word ends."""
        last = self.doc.words[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """The words as they are written."""
        return self.doc.text[self.start_char : self.end_char] if len(self) else ""

    @property
    def text_with_ws(self) -> str:
        """The words as they are written, with the blank behind."""
        return self.text + (self[-1].whitespace_ if len(self) else "")

    @property
    def root(self) -> Token:
        """The word that stands highest, the first of several; kept."""
        if self._root is None:
            self._root = self._find_root()
        return self._root

    def _find_root(self) -> Token:
        words = self.doc.words[self.start : self.end]
        top = next((token for token in words if token.head is token), None)
        if top is not None:
            return top
        outside = [token for token in words if not self.start <= token.head.i < self.end]
        if not outside:
            return self.doc.words[self.start]
        return outside[0] if len(outside) == 1 else min(outside, key=_depth)


class Doc:
    """A parsed text. ``user_data`` keeps what was worked out of it once."""

    __slots__ = ("_opens", "_spans", "_starts", "lang_", "tagged", "text", "user_data", "words")

    def __init__(self, text: str, language: str, *, tagged: bool) -> None:
        self.text, self.lang_, self.tagged = text, language, tagged
        self.words: list[Token] = []
        self.user_data: dict[str, Any] = {}
        self._starts: list[int] = []
        self._opens: list[int] = []
        self._spans: dict[tuple[int, int], Span | None] = {}

    def take(self, words: list[Token]) -> None:
        """Take the words of the text, which know their heads."""
        self.words = words
        self._starts = [token.idx for token in words]
        self.reopen()
        for token in words:
            if token.head is not token:
                token.head.children.append(token)

    def reopen(self) -> None:
        """Find the beginnings of sentences anew."""
        self._opens = [token.i for token in self.words if token.is_sent_start]

    def __len__(self) -> int:
        """Count the words."""
        return len(self.words)

    def __iter__(self) -> Iterator[Token]:
        """Yield the words."""
        return iter(self.words)

    @overload
    def __getitem__(self, index: int) -> Token: ...
    @overload
    def __getitem__(self, index: slice) -> Span: ...
    def __getitem__(self, index: int | slice) -> Token | Span:
        """Return a word, or a stretch of words."""
        if isinstance(index, int):
            return self.words[index]
        start, end, _ = index.indices(len(self.words))
        return Span(self, start, max(start, end))

    @property
    def sents(self) -> Iterator[Span]:
        """The sentences, in text order."""
        return (self.sentence_at(index) for index in self._opens)

    def sentence_at(self, index: int) -> Span:
        """Return the sentence that holds the word of this index."""
        after = bisect_right(self._opens, index)
        start = self._opens[after - 1] if after else 0
        return Span(self, start, self._opens[after] if after < len(self._opens) else len(self.words))

    def between(self, start: int, end: int) -> list[Token]:
        """Return the words that begin at a code point of this stretch, its end excluded."""
        return self.words[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def char_span(self, start: int, end: int, alignment_mode: Literal["expand"]) -> Span | None:  # noqa: ARG002
        """Return the words that a stretch of the text touches, None if it begins or ends outside the text; kept."""
        if (start, end) not in self._spans:
            self._spans[start, end] = self._find_span(start, end)
        return self._spans[start, end]

    def _find_span(self, start: int, end: int) -> Span | None:
        first, last = self._word_at(start), self._word_at(end - 1)
        if first < 0 or last < 0:
            return None
        word = self.words[first]
        return Span(self, first + (start == word.idx + len(word.text)), last + 1)

    def _word_at(self, place: int) -> int:
        index = bisect_right(self._starts, place) - 1
        if index < 0:
            return -1
        word = self.words[index]
        return index if place < word.idx + len(word.text) + len(word.whitespace_) else -1


def _gather(token: Token, found: list[Token]) -> None:
    """Add a word and all below it to what was found, each with what hangs on it before and behind."""
    own = False
    for child in token.children:
        if not own and child.i > token.i:
            own = True
            found.append(token)
        _gather(child, found)
    if not own:
        found.append(token)


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)
