"""The two states an article is about, for clauses that speak of them without a name: "both armies", "its neighbour".

In come a scene and a point in its text; out come country codes (ISO 3166-1 alpha-2), the one spoken of more first. An
article that speaks of one state, or of three alike, has no two parties.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from geo.events.grammar import grammar_of
from geo.events.phrases import phrase_tokens
from geo.events.words import fold
from geo.models import Group

if TYPE_CHECKING:
    from geo.events.scene import Scene
    from geo.events.what import Candidate

Neighbours = Callable[[str], Sequence[str]]
"""Gives the countries that have a border with one."""
LEAST_BEFORE, LEAST_IN_ALL = 2, 3
"""How often each must be spoken of, up to the clause or in the whole article."""
TWO = 2
MEASURED = frozenset({"en", "fr"})
"""Languages whose statements and fights were read with it: on the annotated texts about three in four
are right in English and French, fewer than one in two in the others."""


def parties_of(scene: Scene, before: int, neighbours: Neighbours) -> tuple[str, ...]:
    """Return the two states that the text is about up to a code point, else in all, else ()."""
    places = [(scene.doc[i].idx, code) for i, code in scene.country_at.items() if len(code) == TWO]
    known = {scene.doc[i].idx for i in scene.country_at}
    places += [
        (a.start, a.country)
        for a in scene.actors
        if a.country and a.kind in ("official", "force") and not a.implied and a.start not in known
    ]
    states = [(at, code) for at, code in places if code in scene.codebook.states]
    return _two_most([code for at, code in states if at < before], LEAST_BEFORE, neighbours) or _two_most(
        [code for _, code in states], LEAST_IN_ALL, neighbours
    )


def _two_most(codes: list[str], least: int, neighbours: Neighbours) -> tuple[str, ...]:
    """Return the two spoken of most among neighbours, else two that are spoken of twice as often as any third."""
    counted = [(code, count) for code, count in Counter(codes).most_common(TWO + 1) if count >= least]
    for (one, _), (other, _) in combinations(counted, TWO):
        if other in neighbours(one):
            return (one, other)
    if len(counted) < TWO or (len(counted) > TWO and counted[TWO][1] * TWO > counted[1][1]):
        return ()
    return (counted[0][0], counted[1][0])


def other_parties(
    scene: Scene, candidate: Candidate, acting: frozenset[str], neighbours: Neighbours
) -> tuple[str, ...]:
    """Return whom a clause without a name is about: the other party if one of the two acts, both if neither does."""
    if scene.language.code not in MEASURED:
        return ()
    parties = parties_of(scene, candidate.trigger.idx, neighbours)
    blames = fold(candidate.trigger.lemma_) in grammar_of(candidate.trigger).blaming
    if blames and parties and acting.isdisjoint(parties):
        return _last_to_act(scene, candidate, parties)
    return tuple(code for code in parties if code not in acting)


def _last_to_act(scene: Scene, candidate: Candidate, parties: tuple[str, ...]) -> tuple[str, ...]:
    """Return the one of two whose deed it is, or that was the subject last: who condemns takes one side."""
    below = (scene.place_at[t.i] for head in candidate.objects for t in phrase_tokens(head) if t.i in scene.place_at)
    for mention in below:
        if mention.place is not None and mention.place.countries[:1] and mention.place.countries[0] in parties:
            return (mention.place.countries[0],)
    before = [a for a in scene.actors if a.end <= candidate.trigger.idx and a.country in parties and not a.implied]
    acting = [a for a in before if scene.doc[a.root].dep_.startswith("nsubj")]
    return (max(acting, key=lambda a: a.start).country,) if acting else ()


def fighting_parties(scene: Scene, candidate: Candidate, neighbours: Neighbours) -> tuple[str, ...]:
    """Return the two parties if they have a common border and the text names armed forces of both."""
    if scene.language.code not in MEASURED:
        return ()
    parties = parties_of(scene, candidate.trigger.idx, neighbours)
    armed = {a.country for a in scene.actors if a.kind == "force" and not a.implied}
    beside = bool(parties) and parties[1] in neighbours(parties[0])
    return parties if beside and armed.issuperset(parties) else ()


def is_mutual(candidate: Candidate) -> bool:
    """Return True for what two sides do to each other: clashes, fighting, an exchange of fire."""
    if candidate.kind.group is not Group.FIGHTING:
        return False
    mutual = grammar_of(candidate.trigger).mutual
    words = [candidate.trigger, *candidate.subjects, *candidate.objects]
    return any(fold(word.lemma_) in mutual for word in words)
