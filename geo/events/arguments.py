"""Who does it and whom it is done to: the heads of a trigger's arguments, verb, noun or adjective.

In come a scene and a trigger; out come tokens that head noun phrases. A noun takes its subject from what it belongs to
("the Russian advance"), from "by …", and from a light verb above it ("carried out an attack").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.clauses import is_verbal
from geo.events.grammar import Grammar, grammar_of
from geo.events.phrases import complements, expand, phrase_tokens
from geo.events.prepositions import OF, obliques, preposition_of
from geo.events.valency import agents, objects, seated, subjects
from geo.events.words import fold

if TYPE_CHECKING:
    from geo.events.scene import Scene
    from geo.geoparse.tree import Token


def arguments(scene: Scene, trigger: Token, part: str) -> tuple[list[Token], list[Token]]:
    """Return the heads of who does it and of whom or what it is done to."""
    if part == "verb":
        who = subjects(trigger)
        return who or (seated(trigger) if scene.cue("say").has(trigger) else []), objects(trigger)
    if part == "adjective":
        return _predicate_subjects(trigger), []
    return _noun_subjects(scene, trigger), complements(trigger)


def _predicate_subjects(adjective: Token) -> list[Token]:
    own = [child for child in adjective.children if child.dep_ in ("nsubj", "nsubjpass", "nsubj:pass")]
    if own:
        return own
    if adjective.dep_ in ("acomp", "xcomp", "attr", "oprd", "advcl", "ccomp") and is_verbal(adjective.head):
        held = [c for c in adjective.head.children if c.dep_ in ("dobj", "obj")]
        return held or subjects(adjective.head)
    if is_verbal(adjective) and adjective.dep_ != "amod":
        return subjects(adjective) or objects(adjective)
    return []


def _is_amount_of(noun: Token) -> bool:
    """Return True inside "two days of exercises", "une série de frappes", also for the "of"."""
    above, grammar = noun.head, grammar_of(noun)
    if noun.dep_ == "pobj" and above.lower_ == "of":
        return _is_amount(above.head, grammar)
    if noun.dep_ == "prep" and noun.lower_ == "of":
        return True
    return noun.dep_ == "nmod" and _is_amount(above, grammar)


def _is_amount(noun: Token, grammar: Grammar) -> bool:
    return fold(noun.lemma_) in grammar.partitive or fold(noun.lemma_) in grammar.amounts


def _noun_subjects(scene: Scene, noun: Token) -> list[Token]:
    grammar = grammar_of(noun)
    found = agents(noun)
    if any(not actor.implied for actor in scene.all_at.get(noun.i, ())) and noun.i in scene.classes["force"]:
        found.append(noun)
    found.extend(c for c in noun.children if c.dep_ in ("poss", "compound", "amod", "nmod") and not preposition_of(c))
    whose = grammar.between if fold(noun.lemma_) in grammar.done_to else grammar.between | grammar.of | {OF}
    found.extend(o.head for o in obliques(noun) if o.preposition in whose and o.head not in found)
    base = noun
    while base.head != base and (
        base.dep_ == "conj" or base.head.lemma_.lower() in grammar.weekdays or _is_amount_of(base)
    ):
        base = base.head
    verb = base.head.head if base.dep_ == "pobj" else base.head
    if fold(verb.lemma_) == "responsibility" and verb.dep_ == "dobj":
        found.extend(subjects(verb.head))
    if not is_verbal(verb):
        return found
    named = any(t.i in scene.all_at for head in found for t in phrase_tokens(head))
    if preposition_of(base) in grammar.at_meetings and not named:
        found.extend(subjects(verb))
    if base.dep_ in ("nsubj", "nsubjpass", "nsubj:pass"):
        found.extend(o.head for o in obliques(verb) if o.preposition in grammar.between)
    if scene.cue("light").has(verb) or (scene.cue("plan").has(verb) and not named):
        if base.dep_ in ("dobj", "obj", "xcomp", "obl:arg", "attr", "pobj", "obl:mod", "nmod"):
            found.extend(subjects(verb))
        elif base.dep_ in ("nsubjpass", "nsubj:pass"):
            found.extend(agents(verb))
    return found


AIMING = frozenset({"on", "against", "upon"})


def aims_of(trigger: Token) -> list[Token]:
    """Return the common nouns a deed is directed at: "the attack on prices", not "the attack on Kidal"."""
    return [o.head for o in obliques(trigger) if o.preposition in AIMING and o.head.pos_ == "NOUN"]


def heads_of(nouns: list[Token]) -> list[Token]:
    """Return the nouns themselves and what they are an amount of, with those joined to them."""
    found = [token for noun in nouns for token in expand(noun)]
    found.extend(o.head for noun in tuple(found) if _is_amount(noun, grammar_of(noun)) for o in obliques(noun))
    return [token for head in found for token in (head, *(c for c in head.children if c.dep_ in ("conj", "appos")))]
