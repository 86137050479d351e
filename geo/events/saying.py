"""Who says so: the speaker of a clause, from the verb of saying above or beside it, "according to", or the quotation.

In come a scene and a token; out comes a `Speaker`, or None if the article says it in its own voice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.events.clauses import clause_head, governors, is_verbal
from geo.events.grammar import Grammar, grammar_of
from geo.events.phrases import phrase_tokens
from geo.events.prepositions import obliques, preposition_of
from geo.events.valency import REFLEXIVE, agents, is_passive, seated, subjects
from geo.events.words import fold

if TYPE_CHECKING:
    from geo.events.actors import ActorMention
    from geo.events.scene import Scene
    from geo.geoparse.tree import Token


PRONOUN_LEFT_OUT = frozenset({"pl", "ru", "uk"})
"""Languages whose verbs need no pronoun for a subject named before."""


LONGEST_LEAD = 4
"""Words before the colon of a headline that name who says it."""
IMPERSONAL = ("но", "то")
"""Ends of Ukrainian verbs that nobody is the subject of."""
SPEAKER_REACH = 900
"""How many code points before "it is noted" the one who says so was named."""
ABOUT = frozenset({"о", "про", "o"})
"""Slavic prepositions of what is said: "заявили об атаке"."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it: the actor if it is one, ``name`` as written, and the verb or preposition that says so.

    ``loose`` if only the sentence before says so, with which this one goes on.
    """

    actor: ActorMention | None
    name: str
    verb: Token
    expert: bool
    loose: bool = False


def find_speaker(scene: Scene, token: Token) -> Speaker | None:
    """Return who says what the token is part of."""
    sayings = [*_above(scene, token), *_beside(scene, token)]
    for verb in sayings:
        speaker = read_speaker(scene, verb)
        if speaker is not None:
            return speaker
    return _according(scene, token) or _of_quote(scene, token) or _of_headline(scene, token)


def _of_headline(scene: Scene, token: Token) -> Speaker | None:
    """Return who stands before the colon of a headline ("Lukaschenko: Russische Raketen stationiert")."""
    line = scene.line_of(token)
    if not line.loose:
        return None
    colon = next((t for t in scene.doc.between(line.start, token.idx) if t.text == ":"), None)
    if colon is None:
        return None
    before = scene.doc.between(line.start, colon.idx)
    actor = next((scene.actor_at[t.i] for t in before if t.i in scene.actor_at), None)
    if actor is None or actor.kind != "official" or len(before) > LONGEST_LEAD or any(is_verbal(t) for t in before):
        return None
    return Speaker(actor, actor.name, colon, expert=False)


def is_saying(scene: Scene, verb: Token) -> bool:
    """Return True for a verb of saying."""
    return is_verbal(verb) and scene.cue("say").has(verb)


def _above(scene: Scene, token: Token) -> list[Token]:
    found = []
    below, held = token, False
    for verb in governors(token):
        held = held or (below.dep_ == "acl" and any(c.dep_ == "mark" for c in below.children))  # "a statement that …"
        told = held or below.dep_ in ("ccomp", "xcomp", "parataxis", "obj", "dobj", "conj", "advcl", "dep", "obl:arg")
        told = told or (below.dep_ == "obl" and preposition_of(below) in ABOUT) or _is_how(below, verb)
        told = told or (below.dep_ == "prep" and below.lower_ == "of")
        if told and is_saying(scene, verb) and (clause_head(token) != verb or not is_verbal(token)):
            found.append(verb)
        if below.dep_ in ("relcl", "acl:relcl") and not is_saying(scene, verb):
            break
        below = verb
    return found


def _is_how(noun: Token, verb: Token) -> bool:
    """Return True for the attack in "a annoncé la mort de deux soldats dans une attaque"."""
    held = any(c.dep_ == "obj" and c.pos_ == "NOUN" for c in verb.children)
    return held and noun.dep_.startswith("obl") and preposition_of(noun) in grammar_of(noun).amid


def _beside(scene: Scene, token: Token) -> list[Token]:
    heads = [h for h in (clause_head(token), *governors(token)) if is_verbal(h) or h.dep_ == "ROOT"]
    found: list[Token] = []
    for head in heads:
        found.extend(
            child
            for child in head.children
            if child.dep_ in ("parataxis", "advcl", "ccomp", "conj")
            and is_saying(scene, child)
            and not child.is_ancestor(token)
            and (child.dep_ == "parataxis" or (_marked_as(child) and not _says_its_own(child)))
        )
    return found


def _says_its_own(verb: Token) -> bool:
    """Return True for "as Minsk warned Warsaw against …", which says something else than the clause it hangs on."""
    told = [c for c in verb.children if c.i > verb.i]
    heard = any(c.dep_ in ("dobj", "obj") for c in told) and any(c.dep_ == "prep" and c.lower_ in OF_WHAT for c in told)
    return heard or any(c.dep_ in ("ccomp", "xcomp") for c in told)


OF_WHAT = frozenset({"against", "of", "about", "over", "that"})
"""English prepositions of what a person is told."""


def _marked_as(verb: Token) -> bool:
    return any(
        child.dep_ in ("mark", "advmod") and fold(child.text) in grammar_of(child).as_ for child in verb.children
    )


def read_speaker(scene: Scene, verb: Token) -> Speaker | None:
    """Return the subject of a verb of saying; French turns it round, so that the parser may call it an object."""
    heads = agents(verb) if _has_nobody(verb) else subjects(verb) or seated(verb)
    inverted = [
        c
        for c in verb.children
        if c.dep_ in ("obj", "obl:arg", "nsubj", "dobj") and c.i > verb.i and c.pos_ in ("NOUN", "PROPN")
    ]
    for head in [*heads, *(inverted if not heads or verb.dep_ == "parataxis" else [])]:
        speaker = _speaker(scene, head, verb)
        if speaker is not None:
            return speaker
    return None if (heads or inverted) and not verb.lemma_.endswith(REFLEXIVE) else _speaker_left_out(scene, verb)


def _speaker_left_out(scene: Scene, verb: Token) -> Speaker | None:
    """Return the last subject for "Poinformowało też, że …": Slavic verbs of saying need no pronoun."""
    finite = "Fin" in verb.morph.get("VerbForm", [])
    if scene.language.code in PRONOUN_LEFT_OUT and verb.lemma_.endswith(REFLEXIVE):
        return _last_speaker(scene, verb)
    if scene.language.code not in PRONOUN_LEFT_OUT or not finite or verb.dep_ == "parataxis":
        return None
    if is_passive(verb) or _has_nobody(verb):
        return None
    actor = _last_subject(scene, verb, _PERSONS | _THINGS)
    return Speaker(actor, actor.name, verb, expert=False) if actor else None


def _has_nobody(verb: Token) -> bool:
    """Return True for "було зафіксовано", which nobody is the subject of."""
    if verb.lang_ != "uk" or verb.lemma_.endswith(REFLEXIVE) or any(fold(c.text) == "не" for c in verb.children):
        return False
    return fold(verb.text).endswith(IMPERSONAL)


def _last_speaker(scene: Scene, verb: Token) -> Speaker | None:
    """Return who was last said to tell something, for "Отмечается, что …", "говорится в сообщении"."""
    before = (t for t in reversed(scene.doc[: verb.i]) if verb.idx - t.idx <= SPEAKER_REACH)
    for earlier in before:
        if is_saying(scene, earlier) and not earlier.lemma_.endswith(REFLEXIVE) and scene.quote_of(earlier) is None:
            speaker = read_speaker(scene, earlier)
            if speaker is not None and speaker.actor is not None:
                return replace(speaker, verb=verb)
    return None


def _speaker(scene: Scene, head: Token, verb: Token) -> Speaker | None:
    phrase = phrase_tokens(head)
    actors = [scene.actor_at[t.i] for t in phrase if t.i in scene.actor_at]
    expert = scene.cue("expert").has_any(phrase)
    if actors:
        best = next((a for a in actors if a.kind == "official"), actors[0])
        return Speaker(best, best.name, verb, expert)
    if head.pos_ == "PRON":
        actor = antecedent(scene, head)
        return Speaker(actor, actor.name, verb, expert=False) if actor else None
    names = [t for t in phrase if t.pos_ == "PROPN"]
    if names or expert:
        text = scene.doc[min(t.i for t in names or phrase) : max(t.i for t in names or phrase) + 1].text
        return Speaker(None, text, verb, expert=True)
    return None


def _according(scene: Scene, token: Token) -> Speaker | None:
    for head in (clause_head(token), *governors(token)):
        for oblique in obliques(head):
            first = oblique.preposition.split()[0] if oblique.preposition else ""
            if scene.cue("according").has_word(oblique.preposition) or scene.cue("according").has_word(first):
                return _speaker(scene, oblique.head, oblique.head) or _theirs(scene, oblique.head)
            if scene.cue("according").has_any(c for c in oblique.head.children if c.dep_ == "amod"):
                return _speaker(scene, oblique.head, oblique.head)
        for child in head.children:
            if fold(child.text) in grammar_of(child).as_ and child.dep_ in ("prep", "mark", "advmod"):
                claim = next((t for t in child.children if scene.cue("say").has(t) or scene.cue("claim").has(t)), None)
                who = next((t for t in claim.subtree if t.i in scene.actor_at), None) if claim is not None else None
                if who is not None:
                    return _speaker(scene, who, child)
            if scene.cue("according").has(child):
                inner = [t for t in child.subtree if t.pos_ in ("NOUN", "PROPN") and preposition_of(t)]
                if inner:
                    return _speaker(scene, inner[0], child)
    return None


def _theirs(scene: Scene, noun: Token) -> Speaker | None:
    """Return whose words they are where a pronoun says so: "по их данным", "за його словами"."""
    pronoun = next((c for c in noun.children if c.dep_ == "det" and fold(c.text) in grammar_of(c).ours), None)
    actor = antecedent(scene, pronoun) if pronoun is not None else None
    return Speaker(actor, actor.name, noun, expert=False) if actor is not None else None


def _of_quote(scene: Scene, token: Token) -> Speaker | None:
    quote = scene.quote_of(token)
    if quote is None:
        return None
    line = scene.line_of(token)
    inside = scene.doc.between(line.start, line.end)
    outside = [t for t in inside if is_saying(scene, t) and scene.quote_of(t) is None]
    for verb in sorted(outside, key=lambda t: min(abs(t.idx - quote.end), abs(quote.start - t.idx))):
        speaker = read_speaker(scene, verb)
        if speaker is not None:
            return speaker
    return None


def antecedent(scene: Scene, pronoun: Token) -> ActorMention | None:
    """Return the actor a pronoun stands for: the last fitting subject before it, else the last fitting actor."""
    wanted = _wanted(fold(pronoun.text), grammar_of(pronoun))
    return _last_subject(scene, pronoun, wanted) if wanted is not None else None


def _last_subject(scene: Scene, pronoun: Token, wanted: frozenset[str]) -> ActorMention | None:
    before = [a for a in scene.actors if a.end <= pronoun.idx and pronoun.idx - a.start <= 700 and _fits(a, wanted)]
    if not before:
        return None
    subject = [a for a in before if _carrier(scene.doc[a.root]).dep_.startswith("nsubj")]
    main = [a for a in subject if _carrier(scene.doc[a.root]).head.dep_ == "ROOT"]
    return (main or subject or before)[-1]


def _carrier(token: Token) -> Token:
    """Return the noun a name stands beside ("министр Арагчи"), else the token itself."""
    while token.dep_ in ("appos", "flat", "flat:name") and token.head != token:
        token = token.head
    return token


def _fits(actor: ActorMention, wanted: frozenset[str]) -> bool:
    if wanted == _PERSONS:
        body = len(actor.id) == len("POL") or actor.id.endswith(f"_{actor.institution}")
        return actor.kind in wanted and (not body or actor.institution in ("PRES", "PM"))
    body = actor.institution in _BODIES and (len(actor.id) == len("POL") or actor.id.endswith(f"_{actor.institution}"))
    return actor.kind in wanted or (body and "state" in wanted)


_BODIES = frozenset({"MFA", "MOD", "MOI", "PARL", "STATE", "EMB", "PM"})
_THINGS = frozenset({"state", "organisation", "force"})
_PERSONS = frozenset({"official"})


def _wanted(form: str, grammar: Grammar) -> frozenset[str] | None:
    """Return the kinds of actor a pronoun can stand for, None if it is no pronoun that stands for one."""
    kinds: frozenset[str] = frozenset()
    for words, stands_for in (
        (grammar.things_pronouns, _THINGS),
        (grammar.group_pronouns, _THINGS | {"people"}),
        (grammar.person_pronouns, _PERSONS),
        (grammar.person_or_state_pronouns, _PERSONS | {"state"}),
        (grammar.thing_or_person_pronouns, _PERSONS | _THINGS),
        (grammar.any_pronouns, _PERSONS | _THINGS | {"people"}),
    ):
        if form in words:
            kinds |= stands_for
    return kinds or None
