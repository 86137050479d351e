"""What happens: the triggers of the codebook in a parsed article, each with the clause that fills its slots.

In comes a `Scene`; out come `Candidate`s in text order, at most one of a kind in a clause. A rule fires only if its
slots are filled inside the clause of its trigger, and not in a sentence about sport, prices or history.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.events.arguments import aims_of, arguments, heads_of
from geo.events.clauses import clause_tokens
from geo.events.entries import Rule, Veto
from geo.events.grammar import grammar_of
from geo.events.phrases import expand, phrase_tokens
from geo.events.region import around
from geo.events.rivals import choose_candidates
from geo.events.saying import antecedent
from geo.events.scene import Scene
from geo.events.words import WordSet, fold, forms, is_like, keys_at, matches_at, positions_of
from geo.models import Kind

if TYPE_CHECKING:
    from geo.geoparse.tree import Token

THEM = frozenset({"them", "l'", "le", "la", "les"})
"""Pronouns that stand for a thing named before where they are an object."""
THING_REACH = 25
"""Within how many words "it" stands for a thing named before."""
PARTICLE_REACH = 5
"""A particle or second word of a verb follows within so many words ("shot three of the drones down")."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger whose rule is satisfied: heads of who acts and whom it is done to, and the tokens that belong to it."""

    rule: Rule
    trigger: Token
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    region: tuple[Token, ...]
    filled: tuple[tuple[str, Token], ...] = ()

    @property
    def kind(self) -> Kind:
        """The kind of the rule."""
        return self.rule.kind

    @property
    def weight(self) -> float:
        """How much the rule asks for: the more slots, the surer."""
        return self.rule.confidence + 0.05 * len(self.rule.slots.keys() - {"aim"})


def find_candidates(scene: Scene) -> list[Candidate]:
    """Return the candidates of an article in text order."""
    banned = _banned_kinds(scene)
    found: list[Candidate] = []
    for token in (scene.doc[i] for i in positions_of(scene.doc, scene.language.rules.keys())):
        if token.is_punct or token.is_space:
            continue
        for rule, trigger in triggers_in(scene, token):
            if rule.kind in banned:
                continue
            if _is_made_for(scene, trigger):
                continue
            candidate, _ = try_rule(scene, rule, trigger)
            if candidate is not None and veto_of(scene, trigger, rule.kind) is None:
                found.append(candidate)
    return choose_candidates(scene, found)


def _is_made_for(scene: Scene, noun: Token) -> bool:
    """Return True for "un char de combat", "des drones d'attaque": a sort of thing, and no fight."""
    if noun.pos_ != "NOUN" or noun.i < 2 or fold(noun.nbor(-1).text) not in ("de", "d'"):
        return False
    thing = noun.nbor(-2)
    sets = (scene.language.sets.get(name) for name in ("weapon", "force", "flying"))
    return "Sing" in noun.morph.get("Number", []) and any(words.has(thing) for words in sets if words)


def triggers_in(scene: Scene, token: Token) -> Iterator[tuple[Rule, Token]]:
    """Yield the rules whose words begin at a token, each with the token that carries it."""
    seen: set[str] = set()
    for key in keys_at(token):
        for rule in scene.language.rules.get(key, ()):
            if rule.id not in seen:
                trigger = _trigger(rule, token)
                if trigger is not None:
                    seen.add(rule.id)
                    yield rule, trigger


def _trigger(rule: Rule, token: Token) -> Token | None:
    lemma_and_form = forms(token)
    for words in rule.words:
        if not is_like(words[0], lemma_and_form):
            continue
        if len(words) == 1:
            if _is_part(token, rule.part):
                return token
        elif matches_at(token, words):
            span = token.doc[token.i : token.i + len(words)]
            return span.root if _is_part(span.root, rule.part) else None
        elif rule.part == "verb" and _is_part(token, "verb") and _follows(token, words[1:]):
            return token
    return None


def _follows(token: Token, rest: tuple[str, ...]) -> bool:
    after = token.doc[token.i + 1 : min(token.i + 1 + PARTICLE_REACH, len(token.doc))]
    if len(rest) == 1 and rest[0] in ("down", "up", "out", "off", "back", "over", "in"):
        return any(rest[0] in forms(t) and (t.head == token or t.dep_ == "prt") for t in after)
    return any(matches_at(t, rest) for t in after)


def _is_part(token: Token, part: str) -> bool:
    participle = "Part" in token.morph.get("VerbForm", [])
    if token.dep_ == "amod" and token.i > 0 and token.nbor(-1).text == "-":
        return False  # "the Gori-based brigade" says which, not what happens
    if part == "verb":
        return token.pos_ in ("VERB", "AUX") or (token.pos_ == "ADJ" and participle)
    if part == "noun":
        gerund = token.pos_ == "VERB" and token.lower_.endswith("ing") and token.dep_ in _NOMINAL
        return (token.pos_ in ("NOUN", "PROPN") and token.dep_ != "compound") or gerund
    return token.pos_ == "ADJ" or participle


_NOMINAL = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "dobj", "pobj", "pcomp", "ROOT", "conj"})
"""Where an English gerund stands as a noun ("Fighting intensified", "after days of shelling")."""


def _banned_kinds(scene: Scene) -> frozenset[Kind]:
    banned: set[Kind] = set()
    for veto in scene.language.vetoes:
        hits = {forms(token)[0] for token in veto.words.find_in(scene.doc)}
        if len(hits) >= veto.article:
            banned |= veto.kinds
    return frozenset(banned)


def veto_of(scene: Scene, trigger: Token, kind: Kind) -> Veto | None:
    """Return the other subject (sport, prices, history) a trigger's sentence is about, None if it is about none."""
    return next((v for v in scene.language.vetoes if kind in v.kinds and _speaks_of(scene, trigger, v)), None)


def _speaks_of(scene: Scene, trigger: Token, veto: Veto) -> bool:
    return scene.holds(scene.sentence(trigger), veto.words)


@dataclass(frozen=True, slots=True)
class Frame:
    """The clause of a trigger as the slots of every rule look at it."""

    who: list[Token]
    whom: list[Token]
    region: list[Token]
    own: set[Token]
    clause: list[Token]
    below: list[Token]
    acting: list[Token]
    slots: dict[str, list[Token]]


def _frame(scene: Scene, trigger: Token, part: str) -> Frame:
    """Return the frame of a trigger, kept with the scene, as many rules ask for it."""
    known = scene.frames.get((trigger.i, part))
    if isinstance(known, Frame):
        return known
    who, whom = arguments(scene, trigger, part)
    region, below = around(trigger), list(trigger.subtree)
    own = set(region) | set(below) if part == "noun" else set(region)
    clause = sorted(own, key=lambda t: t.i)
    hanging = [t for t in clause_tokens(trigger) if t == trigger or trigger.is_ancestor(t)]
    acting = _spread(who)
    slots = {"subject": acting, "object": _spread(whom), "any": clause, "needs": region, "own": hanging}
    slots["beside"] = [t for t in clause if t not in acting]
    slots["head"] = heads_of(whom)
    slots["sentence"] = list(scene.sentence(trigger))
    frame = Frame(who, whom, region, own, clause, below, acting, slots)
    scene.frames[trigger.i, part] = frame
    return frame


def try_rule(scene: Scene, rule: Rule, trigger: Token) -> tuple[Candidate | None, str]:
    """Return the candidate if the trigger's clause fills every slot, else None and which it does not, in words."""
    frame = _frame(scene, trigger, rule.part)
    states = rule.kind is Kind.STATEMENT
    filled: list[tuple[str, Token]] = []
    for slot, wanted in rule.slots.items():
        if slot == "unless":
            bad = next(
                (
                    t
                    for t in frame.clause
                    if t.pos_ != "AUX" and t is not trigger and wanted.has(t) and not _is_modal(scene, t)
                ),
                trigger if wanted.has_phrase(trigger) else None,
            )
            if bad is not None:
                return None, f"not with “{bad.text}” in the clause"
            continue
        if slot == "aim":
            aim = next((t for t in aims_of(trigger) if not _fills_any(scene, t, wanted)), None)
            if aim is not None:
                return None, f"not at “{aim.text}”"
            continue
        tokens = frame.below if states and slot == "any" else frame.slots[slot]
        hit = next((t for t in tokens if t is not trigger and _fills(scene, t, wanted, whose=slot != "object")), None)
        if hit is None and slot == "subject" and _is_own_force(scene, trigger, wanted):
            hit = trigger
        own = {*frame.own, *frame.acting} if states else frame.own
        if hit is None and not (slot == "needs" and scene.has_class(own, wanted.classes)):
            return None, f"nothing fills its slot “{slot}”"
        if hit is not None:
            filled.append((slot, hit))
    return Candidate(rule, trigger, tuple(frame.who), tuple(frame.whom), tuple(frame.region), tuple(filled)), ""


def _fills_any(scene: Scene, noun: Token, wanted: WordSet) -> bool:
    return any(_fills(scene, token, wanted) for token in phrase_tokens(noun))


def _is_modal(scene: Scene, token: Token) -> bool:
    """Return True for "pourrait", which is not the noun "pouvoir" that a rule may bar."""
    return token.pos_ == "VERB" and scene.cue("modal").has(token)


def _fills(scene: Scene, token: Token, wanted: WordSet, *, whose: bool = True) -> bool:
    """Return True if a word fills a slot; ``whose``: a possessive too, which an object ("their hold") is not."""
    if scene.fills(token, wanted):
        return True
    if forms(token)[1] in grammar_of(token).those and wanted.has_any(_nouns_before(scene, token)):
        return True
    if not wanted.classes or token.pos_ not in ("PRON", "DET") or token.dep_ in ("poss", "det"):
        return whose and _is_poss(scene, token, wanted)
    if wanted.has_any(_nouns_before(scene, token)):
        return True
    actor = antecedent(scene, token)
    return actor is not None and bool({actor.kind, "actor"} & wanted.classes)


def _is_poss(scene: Scene, token: Token, wanted: WordSet) -> bool:
    """Return True for "its advance", where "its" stands for a force the slot asks for."""
    if not wanted.classes or token.pos_ not in ("PRON", "DET"):
        return False
    actor = antecedent(scene, token)
    return actor is not None and bool({actor.kind, "actor"} & wanted.classes)


def _nouns_before(scene: Scene, pronoun: Token) -> list[Token]:
    """Return the last subject and object noun before "it", "elle": the thing it may stand for."""
    grammar = grammar_of(pronoun)
    if fold(pronoun.text) not in grammar.it | grammar.those | THEM:
        return []
    before = scene.doc[max(0, pronoun.i - THING_REACH) : pronoun.i]
    nouns = [t for t in before if t.pos_ == "NOUN" and t.dep_ in ("nsubj", "dobj", "obj", "nsubjpass", "nsubj:pass")]
    return nouns[-1:]


def _is_own_force(scene: Scene, trigger: Token, wanted: WordSet) -> bool:
    """Return True for "the Russian advance", where the trigger with its adjective is the actor."""
    return trigger.i in scene.classes["force"] and "force" in wanted.classes


def _spread(heads: list[Token]) -> list[Token]:
    return [token for head in heads for noun in expand(head) for token in phrase_tokens(noun)]
