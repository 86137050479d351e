"""The verbatim words that tell an event: one clause or one noun phrase, without the full stop.

In come a scene and a candidate; out comes a span in code points that starts and ends at words.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from geo.events.clauses import clause_head, clause_tokens, is_verbal
from geo.events.grammar import grammar_of
from geo.events.region import around
from geo.events.saying import is_saying
from geo.events.scene import Scene
from geo.events.valency import subjects
from geo.events.words import fold
from geo.models import Cue, Span

if TYPE_CHECKING:
    from geo.events.what import Candidate
    from geo.geoparse.tree import Token

LONGEST = 300
"""Longer clauses are cut to the words the rule needed (nine of ten excerpts of the five articles are shorter than
200)."""
LEAST_WORDS = 3
"""A noun phrase of fewer words says nothing by itself ("do strzelanin"): what it hangs on is quoted too."""
EDGES = " \n\t.,;:!–—-…"


def find_excerpt(scene: Scene, candidate: Candidate, *, announced: bool) -> Span:
    """Return the span of the clause, or of the noun phrase if the noun stands deep in another clause."""
    trigger = candidate.trigger
    head = clause_head(trigger)
    if candidate.rule.part == "noun" and is_verbal(head) and not _carries(trigger, head):
        tokens = list(clause_tokens(trigger))
        if sum(not t.is_punct for t in tokens) < LEAST_WORDS:
            tokens = [*tokens, *_up_to(trigger)]
    else:
        tokens = _clause(scene, trigger, head) if not announced else _with_announcement(head)
    start, end = _bounds(scene, tokens, candidate)
    if end - start > LONGEST:
        start, end = _bounds(scene, [trigger, *(t for _, t in candidate.filled)], candidate)
    return trim(scene.article.text, start, end)


def with_denial(scene: Scene, trigger: Token, span: Span, cues: Iterable[Cue]) -> Span:
    """Widen the span to the words of its sentence that deny it: without them it says the opposite."""
    sentence = trigger.sent
    first, last = sentence[0].idx, sentence[-1].idx + len(sentence[-1])
    start, end = span.start, span.end
    for cue in cues:
        if cue.decides == "status" and first <= cue.start and cue.end <= last:
            verb = scene.doc.char_span(cue.start, cue.end, alignment_mode="expand")
            doers = subjects(verb.root) if verb is not None else []
            start = min(start, cue.start, *(t.left_edge.idx for t in doers if t.left_edge.idx >= first))
            end = max(end, cue.end)
    wide = trim(scene.article.text, start, end)
    return wide if wide.end - wide.start <= LONGEST else span


def _clause(scene: Scene, trigger: Token, head: Token) -> list[Token]:
    return [t for t in around(trigger) if not _is_speech(scene, t, head)]


def _up_to(noun: Token) -> list[Token]:
    """Return the phrase of the noun above ("the start of the invasion"), else the way to the verb."""
    above = noun.head
    while above.pos_ == "ADP" and above.head != above:
        above = above.head
    if not is_verbal(above):
        return list(clause_tokens(above))
    return list(noun.doc[min(noun.i, above.i) : max(noun.i, above.i) + 1])


def _carries(trigger: Token, head: Token) -> bool:
    return trigger.head == head and trigger.dep_ in (
        "nsubj", "nsubjpass", "nsubj:pass", "dobj", "obj", "attr", "obl:arg", "xcomp", "ROOT"
    )  # fmt: skip


def _with_announcement(head: Token) -> list[Token]:
    above = head.head if head.head != head else head
    return [*clause_tokens(above), *clause_tokens(head)]


def _is_speech(scene: Scene, token: Token, head: Token) -> bool:
    above = clause_head(token)
    return above != head and is_saying(scene, above)


def _bounds(scene: Scene, tokens: list[Token], candidate: Candidate) -> tuple[int, int]:
    line = scene.line_of(candidate.trigger)
    inside = [t for t in tokens if line.start <= t.idx < line.end and not t.is_space] or [candidate.trigger]
    first, last = min(inside, key=lambda t: t.i), max(inside, key=lambda t: t.i)
    grammar = grammar_of(candidate.trigger)
    openers, closers = grammar.openers, grammar.openers | grammar.relatives
    while first.i < last.i and fold(first.text) in openers and first != candidate.trigger:
        first = first.nbor()
    while last.i > first.i and (fold(last.text) in closers or last.is_punct) and last != candidate.trigger:
        last = last.nbor(-1)
    return first.idx, last.idx + len(last)


def trim(text: str, start: int, end: int) -> Span:
    """Cut blanks, stops and dashes at both ends, and quotation marks that have no partner."""
    while True:
        before = (start, end)
        while end > start and text[end - 1] in EDGES:
            end -= 1
        while start < end and text[start] in EDGES:
            start += 1
        for opening, closing in (("“", "”"), ("«", "»"), ('"', '"'), ("(", ")"), ("[", "]")):
            inside = text[start:end]
            lone = (
                inside.count(opening) != inside.count(closing) if opening != closing else inside.count(opening) % 2 == 1
            )
            if lone and inside[:1] in (opening, closing):
                start += 1
            elif lone and inside[-1:] in (opening, closing):
                end -= 1
        if (start, end) == before:
            return Span(start, end)
