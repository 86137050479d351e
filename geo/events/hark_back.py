"""Nouns that hark back: "the attack", "this incident" tell of what the article told before, not of another event.

In come a scene, a candidate and its telling; out comes whether it only refers. Joining tellings then adds it to the
one before. What names a place, an actor or "another" of its own tells its own event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.clauses import clause_tokens
from geo.events.grammar import grammar_of
from geo.events.words import fold, forms
from geo.models import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.events.scene import Scene
    from geo.events.what import Candidate
    from geo.models import Telling

HOSTILE = frozenset({Kind.STRIKE, Kind.GROUND_COMBAT, Kind.BORDER_INCIDENT, Kind.AIRSPACE_VIOLATION})
"""Kinds that one word stands for: "the attack" may be a strike, an ambush or shots at a border."""


def refers_back(scene: Scene, candidate: Candidate) -> bool:
    """Return True for a noun with "the" or "this" and nothing that says which."""
    noun = candidate.trigger
    if candidate.rule.part != "noun":
        return False
    grammar = grammar_of(noun)
    if not any(fold(c.text) in grammar.pointing for c in noun.children if c.dep_ == "det"):
        return False
    own = [t for t in clause_tokens(noun) if t == noun or noun.is_ancestor(t)]
    if any(not grammar.other.isdisjoint(forms(t)) for t in own):
        return False
    return not any(t.i in scene.classes["place"] or t.i in scene.all_at for t in own)


def find_before(telling: Telling, told: Sequence[Telling]) -> int | None:
    """Return the index of the last event told before that a telling can refer to, None if there is none."""
    before = [
        i
        for i, other in enumerate(told)
        if other.start < telling.start
        and (other.kind is telling.kind or {other.kind, telling.kind} <= HOSTILE)
        and other.status is telling.status
    ]
    return max(before, key=lambda i: _last_told(told[i], telling.start), default=None)


def _last_told(told: Telling, before: int) -> int:
    return max(start for start in (told.start, *(span.start for span in told.also_at)) if start < before)
