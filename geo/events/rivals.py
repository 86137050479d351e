"""Which of the rules that fire at one place of a text tells what happens: the others give way.

In come candidates; out come fewer, at most one of a kind in a clause, without statements of what is told itself and
without deeds that a statement, a permission or a plan only refers to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.attributed import only_says_who
from geo.events.clauses import clause_head
from geo.models import Group, Kind

if TYPE_CHECKING:
    from geo.events.scene import Scene
    from geo.events.what import Candidate
    from geo.geoparse.tree import Token

PLAIN_SAYING = 0.5
"""Rules of statements below this confidence are verbs of mere saying: what is said counts, not that it is said."""


def choose_candidates(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """Return the surest of each kind in a clause, in text order, without what another tells already."""
    best: dict[tuple[Kind, int], Candidate] = {}
    for candidate in found:
        if candidate.kind is Kind.STATEMENT and only_says_who(scene, candidate.trigger):
            continue
        key = (candidate.kind, clause_head(candidate.trigger).i)
        held = best.get(key)
        if held is None or candidate.weight > held.weight:
            best[key] = candidate
    chosen = sorted(best.values(), key=lambda c: (c.trigger.i, c.kind.value))
    sentences: dict[int, list[Candidate]] = {}
    for candidate in chosen:
        sentences.setdefault(candidate.trigger.sent.start, []).append(candidate)
    return [c for c in chosen if not _told_twice(scene, c, sentences[c.trigger.sent.start])]


def _told_twice(scene: Scene, candidate: Candidate, beside: list[Candidate]) -> bool:
    """A plain statement gives way to what is said; a strong one takes with it what it only refers to."""
    return any(_gives_way(scene, candidate, other) for other in beside if other is not candidate)


def _gives_way(scene: Scene, candidate: Candidate, other: Candidate) -> bool:
    plain = candidate.kind is Kind.STATEMENT and candidate.rule.confidence < PLAIN_SAYING
    return (
        (other.kind is Kind.STATEMENT and _is_referred_to(scene, candidate, other))
        or (candidate.kind is Kind.STATEMENT and _denies(scene, candidate, other))
        or _is_aim(candidate, other)
        or (other.kind is Kind.TERRITORY_USE and _is_let(other.trigger, candidate))
        or (plain and other.kind is not Kind.STATEMENT)
    )


def _is_aim(candidate: Candidate, other: Candidate) -> bool:
    """Return True for "an offensive to take the town", and for the second of two words for one deed."""
    head = clause_head(candidate.trigger)
    begun = other.trigger.dep_ == "dobj" and other.trigger.head == head.head and head.dep_ in ("xcomp", "advcl")
    if (
        begun
        and {candidate.kind.group, other.kind.group} == {Group.FIGHTING}
        and "Inf" in head.morph.get("VerbForm", [])
    ):
        return True
    if not _is_straight_above(other.trigger, candidate.trigger):
        return False
    purpose = head.dep_ in ("advcl", "acl") and "Inf" in head.morph.get("VerbForm", [])
    if purpose and {candidate.kind.group, other.kind.group} == {Group.FIGHTING}:
        return True
    same = other.kind is candidate.kind and (purpose or head.dep_ in ("xcomp", "acl", "pcomp", "ccomp"))
    return same and _is_bare(candidate.trigger)


def _denies(scene: Scene, statement: Candidate, other: Candidate) -> bool:
    """Return True for "a démenti l'envoi de troupes": what is denied is told, as denied.

    English "dismissed as baseless" is told as a statement, until one rule holds for both.
    """
    denied = scene.language.code == "fr" and scene.cue("deny").has(statement.trigger)
    return denied and statement.trigger.is_ancestor(other.trigger)


def _is_let(letting: Token, candidate: Candidate) -> bool:
    """Return True for "allow troops to cross its territory": what is let is no attack, nor a move of its own."""
    moves = candidate.kind in (Kind.GROUND_COMBAT, Kind.DEPLOYMENT) and candidate.rule.part == "verb"
    return moves and clause_head(candidate.trigger).head == letting and _is_bare(candidate.trigger)


def _is_straight_above(above: Token, trigger: Token) -> bool:
    """Return True if one stands above the other without a coordination between ("sold … and is to deliver")."""
    token = trigger
    while token not in (above, token.head) and token.dep_ != "conj":
        token = token.head
    return token == above


def _is_bare(trigger: Token) -> bool:
    head = clause_head(trigger)
    return "Fin" not in head.morph.get("VerbForm", []) and not any(
        "Fin" in c.morph.get("VerbForm", []) for c in head.children
    )


def _is_referred_to(scene: Scene, candidate: Candidate, statement: Candidate) -> bool:
    """Return True for "condemned the offensive": a noun under a strong statement, with no place of its own."""
    if candidate.rule.part != "noun" or not statement.trigger.is_ancestor(candidate.trigger):
        return False
    if scene.cue("deny").has(statement.trigger):
        return False
    if statement.rule.confidence < PLAIN_SAYING or clause_head(candidate.trigger) != statement.trigger:
        return False
    whose = {t.i for c in candidate.trigger.children if c.dep_ == "poss" for t in c.subtree}
    return not any(t.i in scene.classes["place"] and t.i not in whose for t in candidate.trigger.subtree)
