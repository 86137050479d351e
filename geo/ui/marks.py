"""Cut a text into parts, each plain or of one mark, for places that only ever write text as text."""

from __future__ import annotations

from collections.abc import Iterable

from geo.models import Span, Telling

Part = tuple[str, str]
"""A piece of text and its mark: "" for plain, else time, actor, place or excerpt."""


def cut(text: str, marks: Iterable[tuple[Span, str]]) -> tuple[Part, ...]:
    """Return the text in parts; spans are offsets into ``text``, of overlapping ones the first in the text stands.

    The parts joined give the text again.
    """
    parts: list[Part] = []
    at = 0
    for span, mark in sorted(marks, key=lambda held: (held[0].start, -held[0].end)):
        if at <= span.start < span.end <= len(text):
            parts += [(text[at : span.start], ""), (text[span.start : span.end], mark)]
            at = span.end
    return tuple(part for part in (*parts, (text[at:], "")) if part[0])


def mark_article(text: str, telling: Telling) -> tuple[tuple[Part, ...], ...]:
    """Return the paragraphs of an article, the telling's excerpt marked."""
    parts = cut(text, [(telling.span, "excerpt")])
    paragraphs: list[list[Part]] = [[]]
    for words, mark in parts:
        first, *others = words.split("\n")
        paragraphs[-1].append((first, mark))
        paragraphs += [[(line, mark)] for line in others]
    return tuple(
        tuple(part for part in line if part[0]) for line in paragraphs if any(part[0].strip() for part in line)
    )
