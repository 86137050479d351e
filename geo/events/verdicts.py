"""What the text itself says of what it tells: "Claims that … are false", "It is untrue that …".

In come a decision under way and a step up from the trigger; what calls the telling untrue is noted as a denial. A
verdict on the deed ("It is wrong that …") is none on the telling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.prepositions import preposition_of
from geo.events.words import fold

if TYPE_CHECKING:
    from geo.events.climb import Deciding, Step
    from geo.geoparse.tree import Token

TRUTH = {
    fold(verb): frozenset(map(fold, objects))
    for verb, objects in (
        ("соответствовать", ("действительность", "реальность", "истина")),
        ("отвечать", ("действительность", "реальность")),
        ("иметь", ("основание", "почва")),
        ("відповідати", ("дійсність", "реальність")),
        ("мати", ("підстава", "підґрунтя")),
        ("odpowiadać", ("prawda", "rzeczywistość")),
    )
}
"""Verbs and their objects that say, negated, that a report is untrue."""
_VERDICTS = frozenset({"acomp", "oprd", "attr", "obj", "xcomp", "dep", "obl", "advcl", "ccomp"})
"""What a predicate beside its verb is taken for."""


def read_verdict(deciding: Deciding, step: Step) -> None:
    """Note "Claims that … are false" and "It is untrue that …" as denied."""
    scene, below = deciding.scene, step.below
    if below is None:
        return
    if below.dep_ in ("ccomp", "csubj"):
        words = scene.cue("deny")
    elif below.dep_.startswith("nsubj") and below.pos_ == "NOUN" and _holds_words(deciding, below):
        words = scene.cue("untrue")
    else:
        return
    said = [c for c in step.token.children if c.dep_ in _VERDICTS and c != below and not preposition_of(c)]
    for word in (step.token, *said):
        if word.pos_ in ("ADJ", "NOUN", "VERB", "ADV") and words.has(word):
            deciding.note("deny", word)


def is_no_truth(verb: Token) -> bool:
    """Return True for what, negated, "does not correspond to reality", "has no grounds" in Slavic news."""
    objects = TRUTH.get(fold(verb.lemma_), frozenset())
    return any(fold(child.lemma_) in objects for child in verb.children)


def _holds_words(deciding: Deciding, noun: Token) -> bool:
    """Return True for a noun of saying, or one whose clause says what it holds ("claims that …")."""
    scene, trigger = deciding.scene, deciding.candidate.trigger
    told = [c for c in noun.children if c.dep_ in ("acl", "ccomp")]
    if any(c == trigger or c.is_ancestor(trigger) for c in told):
        return True
    return scene.cue("say").has(noun) or scene.cue("claim").has(noun)
