"""The way up from a trigger to the verbs and nouns above it.

In come a scene and a candidate; out come the steps of the way and a `Deciding` that holds, by what they decide, the
first words found (:mod:`geo.events.on_the_way`). The way ends where a clause only hangs beside ("allowing", "which …"):
what stands there is taken for a fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.events.clauses import is_verbal
from geo.events.grammar import grammar_of
from geo.events.prepositions import preposition_of
from geo.events.words import fold
from geo.models import Cue, Group

if TYPE_CHECKING:
    from geo.events.scene import Scene
    from geo.events.what import Candidate
    from geo.geoparse.tree import Token


TOLD_BY_THE_WAY = frozenset({Group.FIGHTING, Group.PEOPLE})
"""What is a fact where it is only mentioned: fights and unrest, not visits and deliveries, which may be to come."""


@dataclass(frozen=True, slots=True)
class Step:
    """A word on the way up from the trigger; ``near`` while it is the trigger's own verb group."""

    token: Token
    below: Token | None
    near: bool


class Deciding:
    """The state of one decision: cues found by what they decide."""

    def __init__(self, scene: Scene, candidate: Candidate) -> None:
        self.scene = scene
        self.candidate = candidate
        self.found: dict[str, Token] = {}

    def note(self, name: str, token: Token) -> None:
        """Keep the first word that decides this."""
        self.found.setdefault(name, token)

    def cues(self, *names: str) -> tuple[Cue, ...]:
        """Return the words kept under these names as cues of the status."""
        tokens = [self.found[name] for name in names if name in self.found]
        return tuple(Cue("status", t.text, t.idx, t.idx + len(t)) for t in tokens)


def way_up(scene: Scene, trigger: Token, group: Group) -> Iterator[Step]:
    """Yield the trigger and what stands above it, until a clause only hangs beside."""
    below: Token | None = None
    token, near, nominal = trigger, True, not is_verbal(trigger)
    while True:
        yield Step(token, below, near)
        if token.head == token or _is_barrier(scene, token, nominal=nominal, first=below is None):
            return
        if below is None and nominal and group in TOLD_BY_THE_WAY and _is_told_by_the_way(token):
            return
        below, token = token, token.head
        if (
            is_verbal(token)
            and below.dep_ in ("ccomp", "xcomp", "acl", "advcl")
            and not scene.cue("factive").has(token)
        ):
            near = False
        nominal = nominal and not is_verbal(token)


def _is_told_by_the_way(noun: Token) -> bool:
    """Return True for "tués dans une attaque", "cette attaque": what is said above is not said of the attack itself."""
    grammar = grammar_of(noun)
    if any(c.dep_ == "det" and fold(c.text) in grammar.these for c in noun.children):
        return True
    preposition = preposition_of(noun).split(" ")[0] or fold(noun.head.text)
    if preposition not in grammar.amid or noun.dep_.startswith("nsubj"):
        return False
    verb = next((t for t in noun.ancestors if is_verbal(t)), None)
    if verb is None:
        return True
    return "Part" in verb.morph.get("VerbForm", []) and not any(
        "Fut" in c.morph.get("Tense", []) for c in verb.children
    )


def is_purpose(verb: Token) -> bool:
    """Return True for the infinitive of "pour attaquer": meant, and not yet done."""
    if "Inf" not in verb.morph.get("VerbForm", []) or verb.dep_ not in ("advcl", "acl", "xcomp"):
        return False
    return any(c.dep_ == "mark" and fold(c.text) in grammar_of(c).purpose for c in verb.children)


def _is_barrier(scene: Scene, token: Token, *, nominal: bool, first: bool) -> bool:
    if token.dep_ in ("relcl", "acl:relcl", "parataxis"):
        return not _is_told(token)
    if token.dep_ == "advcl":
        return not (_is_meant(scene, token) or _is_content(scene, token) or _is_told(token))
    if token.dep_ == "conj" and is_verbal(token):
        return any(c.dep_ in ("nsubj", "nsubjpass", "nsubj:pass") for c in token.children)
    if nominal and (fold(token.lemma_) in grammar_of(token).presupposed or _is_cause(token)):
        return True
    if (
        nominal
        and first
        and any(c.dep_ in ("poss", "det") and fold(c.text) in grammar_of(c).ours for c in token.children)
    ):
        return token.dep_ not in ("nsubj", "dobj", "obj", "nsubjpass", "nsubj:pass")
    return False


def _is_meant(scene: Scene, verb: Token) -> bool:
    """Return True for a clause of condition, and for one of purpose that nothing brings about."""
    if is_purpose(verb) and not scene.cue("factive").has(verb.head):
        return True
    return any(is_if(scene, child) for child in verb.children)


def _is_cause(token: Token) -> bool:
    """Return True for "из-за забастовки": a cause is a fact, whatever it leads to."""
    return preposition_of(token).replace(" ", "-") in grammar_of(token).cause


def _is_content(scene: Scene, token: Token) -> bool:
    """Return True for a bare "sending troops" that a verb of planning or refusing is about."""
    bare = not any(
        c.dep_ in ("nsubj", "nsubjpass", "mark", "nsubj:pass", "prep") and c.i < token.i for c in token.children
    )
    first = token.left_edge
    apart = first.i > token.head.i and first.i > 0 and first.nbor(-1).text == ","
    return (
        bare
        and not apart
        and any(scene.cue(name).has(token.head) for name in ("possible", "plan", "refuse", "deny", "fear"))
    )


def _is_told(token: Token) -> bool:
    """Return True for "Berichte, wonach …": the clause is what is reported, not a fact beside."""
    opening = [t for t in token.doc[token.left_edge.i : token.i] if not t.is_punct][:1]
    return any(fold(t.text) in grammar_of(t).content for t in opening)


def is_if(scene: Scene, child: Token) -> bool:
    """Return True for what makes its clause a condition: "if", whatever it is taken for, or "Had Russia captured …"."""
    if not scene.cue("if").has(child) or _so_that(child):
        return False
    if child.dep_ in ("mark", "advmod"):
        return child.pos_ != "AUX"
    if child.left_edge.i != child.i or child.head.left_edge.i != child.i:
        return False
    if child.pos_ == "AUX":
        return any(c.dep_.startswith("nsubj") and c.i > child.i for c in child.head.children)
    return child.pos_ in ("SCONJ", "CCONJ", "ADV", "PART")


def _so_that(child: Token) -> bool:
    """Return True for French "si bien que", which opens a consequence."""
    return child.lang_ == "fr" and child.i + 1 < len(child.doc) and fold(child.nbor().text) == "bien"


def has_condition(scene: Scene, verb: Token) -> bool:
    """Return True for "Without weapons … would have" and "would have … if": what did not come about."""
    return any(
        (t.dep_ == "mark" and scene.cue("if").has(t))
        or (t.pos_ == "ADP" and t.i < verb.i and scene.cue("negation").has(t))
        for t in verb.subtree
    )
