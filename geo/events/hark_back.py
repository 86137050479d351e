"""What only refers to an event told elsewhere: "the attack", "this incident", and the headline.

In come a scene, a candidate and its telling; out comes whether it only refers. Joining tellings then adds it to the
one before, or a headline to the one that the article tells in full. What names a place, an actor or "another" of its
own tells its own event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.clauses import clause_tokens
from geo.events.grammar import grammar_of
from geo.events.words import fold, forms
from geo.models import Kind, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.events.others import Others
    from geo.events.scene import Scene
    from geo.events.what import Candidate
    from geo.models import Telling

HOSTILE = frozenset({Kind.STRIKE, Kind.GROUND_COMBAT, Kind.BORDER_INCIDENT, Kind.AIRSPACE_VIOLATION})
"""Kinds that one word stands for: "the attack" may be a strike, an ambush or shots at a border."""

LANGUAGES = frozenset({"en", "fr"})
"""Languages whose articles say that a thing was spoken of before; in the others too much was joined (measured)."""
FACTS = frozenset({Status.REPORTED, Status.CLAIMED})


def refers_back(scene: Scene, candidate: Candidate, others: Others) -> bool:
    """Return True for a noun with "the" or "this" and nothing that says which, and for what an attack did."""
    if _is_outcome(candidate, others):
        return True
    noun = candidate.trigger
    if candidate.rule.part != "noun" or noun.lang_ not in LANGUAGES:
        return False
    grammar = grammar_of(noun)
    if not grammar.lasting.isdisjoint(forms(noun)):
        return False
    if not any(fold(c.text) in grammar.pointing for c in noun.children if c.dep_ == "det"):
        return False
    own = [t for t in clause_tokens(noun) if t == noun or noun.is_ancestor(t)]
    if any(not grammar.other.isdisjoint(forms(t)) for t in own):
        return False
    return not any(t.i in scene.classes["place"] or t.i in scene.all_at for t in own)


def _is_outcome(candidate: Candidate, others: Others) -> bool:
    """Return True for "attacked the post, killing eleven" and "the attack killed eleven"."""
    verb = candidate.trigger
    if candidate.kind not in HOSTILE or fold(verb.lemma_) not in grammar_of(verb).outcome:
        return False
    above = verb.head if verb.dep_ in ("advcl", "acl", "xcomp") else None
    adds = above is not None and "Fin" not in verb.morph.get("VerbForm", [])
    if above is not None and adds and any(other.kind in HOSTILE for other in others.at(above)):
        return True
    deeds = (other for noun in candidate.subjects if noun is not above for other in others.at(noun))
    return any(deed.rule.part == "noun" and deed.kind in HOSTILE for deed in deeds)


def is_headline(scene: Scene, telling: Telling) -> bool:
    """Return True for what stands in a first line that ends like a headline."""
    first = scene.lines[0]
    return first.loose and telling.end <= first.end and scene.language.code in LANGUAGES


def find_in_full(telling: Telling, told: Sequence[Telling]) -> int | None:
    """Return the index of the event that tells in full what a headline announces, None if there is none."""
    lands = {code for place in telling.places for code in place.place.countries}
    after = [
        i
        for i, other in enumerate(told)
        if other.start > telling.start
        and (other.kind is telling.kind or {other.kind, telling.kind} <= HOSTILE)
        and (other.status is telling.status or {other.status, telling.status} <= FACTS)
        and other.phase == telling.phase
        and (not lands or any(lands & set(place.place.countries) for place in other.places))
    ]
    return min(after, key=lambda i: (told[i].kind is not telling.kind, told[i].start), default=None)


def find_before(telling: Telling, told: Sequence[Telling]) -> int | None:
    """Return the index of the last event told before that a telling can refer to, None if there is none."""
    before = [
        i
        for i, other in enumerate(told)
        if other.start <= telling.start
        and (other.kind is telling.kind or {other.kind, telling.kind} <= HOSTILE)
        and (other.status is telling.status or {other.status, telling.status} <= FACTS)
    ]
    return max(before, key=lambda i: _last_told(told[i], telling.start), default=None)


def _last_told(told: Telling, before: int) -> int:
    return max(start for start in (told.start, *(span.start for span in told.also_at)) if start <= before)
