"""Cut a text into parts, each with its mark and the events told there, for places that only ever write text as text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from geo.models import Event, Named, Span, Telling


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a text: where it begins, its mark ("" for plain), and the numbers of the events told there.

    ``note`` says more of the mark: the place that a name was taken for.
    """

    start: int
    text: str
    mark: str = ""
    events: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a span of a text is: time, actor, place, or mention (a name of a place that no event took)."""

    span: Span
    name: str
    note: str = ""


def find_marks(tellings: Iterable[Telling], named: Iterable[Named] = ()) -> list[Mark]:
    """Return the marks of a text, those of its events before the mentions of places."""
    marks = []
    for telling in tellings:
        marks += [Mark(actor.span, "actor", actor.name) for actor in telling.actors if actor.span]
        marks += [Mark(held.span, "place", held.place.name) for held in telling.places if held.span]
        marks += [Mark(telling.when.span, "time")] if telling.when.span else []
    return marks + [Mark(Span(one.start, one.end), "mention", one.place_name) for one in named]


def cut(text: str, marks: Sequence[Mark], covers: Sequence[tuple[Span, int]] = ()) -> tuple[Part, ...]:
    """Return the text in parts; of marks that share a place the first in the list stands, of each whole or not at all.

    ``covers`` says where which event is told; several may be told in one place. The parts joined give the text again.
    """
    kept = _drop_overlapping(text, marks)
    told = [(span, number) for span, number in covers if 0 <= span.start < span.end <= len(text)]
    edges = {0, len(text)} | {edge for mark in kept for edge in (mark.span.start, mark.span.end)}
    edges |= {edge for span, _ in told for edge in (span.start, span.end)}
    return tuple(_to_parts(text, sorted(edges), kept, told))


def _to_parts(
    text: str, edges: Sequence[int], marks: Sequence[Mark], told: Sequence[tuple[Span, int]]
) -> Iterator[Part]:
    by_start = {mark.span.start: mark for mark in marks}
    held: Mark | None = None
    for start, end in pairwise(edges):
        held = by_start.get(start, held if held and start < held.span.end else None)
        events = tuple(dict.fromkeys(number for span, number in told if span.start <= start and end <= span.end))
        yield Part(start, text[start:end], held.name if held else "", events, held.note if held else "")


def _drop_overlapping(text: str, marks: Sequence[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in marks:
        span = mark.span
        if not 0 <= span.start < span.end <= len(text):
            continue
        place = bisect_left(kept, span.start, key=lambda one: one.span.start)
        if not any(one.span.overlaps(span) for one in kept[max(0, place - 1) : place + 1]):
            kept.insert(place, mark)
    return kept


def to_paragraphs(parts: Iterable[Part]) -> list[list[Part]]:
    """Return the parts line by line, without empty lines."""
    lines: list[list[Part]] = [[]]
    for part in parts:
        at = part.start
        for number, words in enumerate(part.text.split("\n")):
            if number:
                lines.append([])
            if words:
                lines[-1].append(Part(at, words, part.mark, part.events, part.note))
            at += len(words) + 1
    return [line for line in lines if any(part.text.strip() for part in line)]


def covers_of(events: Sequence[Event], article_id: str) -> list[tuple[Span, int]]:
    """Return where an article tells which of these events, by number."""
    return [
        (span, number)
        for number, event in enumerate(events)
        for telling in event.tellings
        if telling.article_id == article_id
        for span in (telling.span, *telling.also_at)
    ]
