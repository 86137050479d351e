"""The words on the way up from a trigger that decide how certain it is: verbs above, mood, auxiliaries, negation.

In come a decision under way and its steps (:mod:`geo.events.climb`); what is found is noted in the decision, the first
word for each thing it decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.clauses import is_verbal
from geo.events.climb import is_if, is_purpose
from geo.events.grammar import SLAVIC, grammar_of
from geo.events.saying import is_saying
from geo.events.verdicts import is_no_truth
from geo.events.words import fold
from geo.models import Group, Kind

if TYPE_CHECKING:
    from geo.events.climb import Deciding, Step
    from geo.events.scene import Scene
    from geo.geoparse.tree import Token


MEANT = frozenset({Group.FIGHTING, Group.FORCES, Group.BORDER})
"""What is only meant where it is the purpose of something else; one protests by blocking a road "to protest"."""


def read_step(deciding: Deciding, step: Step) -> None:
    """Note what the word of a step, its mood and its modifiers decide."""
    scene, token = deciding.scene, step.token
    joined = step.below is not None and step.below.dep_ == "conj" and is_verbal(step.below)
    if not joined and (step.below is not None or not deciding.candidate.rule.slots):
        _read_governor(deciding, step)
    tensed = joined and _has_own_tense(step)
    for child in token.children:
        if not (tensed and child.dep_ in _OF_ONE_VERB):
            _read_beside(deciding, step, child)
    if step.below is not None and step.below.dep_ in ("xcomp", "ccomp") and scene.cue("nearly").has(token):
        deciding.note("nearly", token)
    _read_mood(deciding, step)
    if _goes_to(step) or _is_to_be_done(token):
        deciding.note("future", token)
    if scene.cue("background").has(token) and token.pos_ in ("NOUN", "ADP"):
        deciding.note("background", token)


def _read_beside(deciding: Deciding, step: Step, child: Token) -> None:
    if child.dep_ == "mark" and _opens_no_fact(step, child):
        deciding.note("background", child)
    if is_if(deciding.scene, child):
        deciding.note("if", child)
    elif _is_nearly(deciding.scene, step, child):
        deciding.note("nearly", child)
    else:
        _read_child(deciding, step, child)


BEGINS = frozenset({"begin", "start", "erupt", "break"})


def _opens_no_fact(step: Step, mark: Token) -> bool:
    """Return True for "until they leave", still to come, and "since the war began", which only dates the clause."""
    form = fold(mark.text)
    since = form == "since" and fold(step.token.lemma_) in BEGINS and step.below is not None
    return since or (form in grammar_of(mark).until and _is_present(step.token))


def _is_present(verb: Token) -> bool:
    """Return True for "until they leave", "until they have left"; not for "until they left"."""
    finite = [t for t in (verb, *verb.children) if "Fin" in t.morph.get("VerbForm", [])]
    return any("Pres" in t.morph.get("Tense", []) for t in finite) and not any(
        "Past" in t.morph.get("Tense", []) for t in finite
    )


_OF_ONE_VERB = frozenset({"aux", "auxpass", "neg"})


def _has_own_tense(step: Step) -> bool:
    """Return True for "will drill and began …": what helps the bare verb is not said of the past one joined to it."""
    below = step.below
    past = below is not None and "Past" in below.morph.get("Tense", []) and "Fin" in below.morph.get("VerbForm", [])
    return past and "Inf" in step.token.morph.get("VerbForm", [])


def _read_mood(deciding: Deciding, step: Step) -> None:
    scene, kind, token = deciding.scene, deciding.candidate.kind, step.token
    mood, tense = token.morph.get("Mood", []), token.morph.get("Tense", [])
    meant = step.below is None or is_verbal(step.below) or scene.cue("light").has(token)  # one flees what is a fact
    if meant and kind.group in MEANT and is_purpose(token) and not scene.cue("factive").has(token.head):
        deciding.note("plan", token)
    if "Cnd" in mood:
        deciding.note("plan" if fold(token.lemma_) == "devoir" else "conditional", token)
    if is_verbal(token) and ("Fut" in tense or _looks_future(scene, token)):
        deciding.note("future", token)


def _goes_to(step: Step) -> bool:
    """Return True for "va envoyer", "is going to send"."""
    token, below = step.token, step.below
    if below is None or below.dep_ != "xcomp" or fold(token.lemma_) not in grammar_of(token).going:
        return False
    return "Pres" in token.morph.get("Tense", []) or "Prog" in token.morph.get("Aspect", [])


def _is_to_be_done(verb: Token) -> bool:
    """Return True for "the crossings to be reopened", which hang on a noun."""
    helped = {fold(c.text) for c in verb.children if c.dep_ in ("aux", "auxpass") and c.i < verb.i}
    return verb.dep_ in ("acl", "relcl") and {"to", "be"} <= helped


def _looks_future(scene: Scene, token: Token) -> bool:
    """Return True for a French future the tagger missed: the ending stands on the whole infinitive ("mèneront")."""
    form = fold(token.text)
    return (
        scene.language.code == "fr"
        and form.endswith(("ra", "ront", "rons", "rez", "rai", "ras"))
        and len(form) > len(token.lemma_)
        and token.lemma_.endswith("r")
    )


def _read_governor(deciding: Deciding, step: Step) -> None:
    scene, token = deciding.scene, step.token
    if is_saying(scene, token) and step.below is not None and step.below.dep_ in ("ccomp", "parataxis"):
        names: tuple[str, ...] = ("fear", "deny", "allege", "announce", "claim")
    else:
        names = ("fear", "possible", "plan", "order", "deny", "refuse", "wish", "allege", "announce")
    for name in names:
        if (name == "plan" and _had_to(token)) or (name == "fear" and _is_about_a_fact(step)):
            continue
        if scene.cue(name).has(token) and token.pos_ not in ("ADP", "PROPN"):
            deciding.note(name if name != "announce" or _is_nominal(step) else "announced_that", token)
    if step.below is not None and step.below.dep_ == "xcomp" and fold(token.lemma_) in grammar_of(token).failing:
        _read_failure(deciding, token)
    fighting = deciding.candidate.kind.group is Group.FIGHTING
    if fighting and step.below is not None and step.below.dep_ != "conj" and fold(token.lemma_) in PERMITS:
        deciding.note("possible", token)
    if scene.cue("modal").has(token) and (is_verbal(token) or token.pos_ == "ADJ") and step.below is not None:
        deciding.note("modal", token)


def _is_about_a_fact(step: Step) -> bool:
    """Return True for "concern over the killing", "alarmed at": it has happened, while one is afraid "of"."""
    below = step.below
    return below is not None and below.dep_ == "prep" and below.lower_ in ("over", "at")


def _read_failure(deciding: Deciding, verb: Token) -> None:
    """Note that "failed to capture" took nothing; "failed to storm" was an attack that failed."""
    if deciding.candidate.kind not in (Kind.GROUND_COMBAT, Kind.STRIKE):
        deciding.note("refuse", verb)


def _had_to(token: Token) -> bool:
    """Return True for "a dû fermer": what had to be done was done."""
    helped = [c for c in token.children if c.dep_ == "aux:tense" and "Cnd" not in c.morph.get("Mood", [])]
    return bool(helped) and fold(token.lemma_) == "devoir" and "Part" in token.morph.get("VerbForm", [])


def _helps(child: Token) -> bool:
    return child.lang_ == "fr" and child.dep_ in ("aux:tense", "aux:pass")


def _is_nominal(step: Step) -> bool:
    """Return True for what is announced and not yet said to be done ("a annoncé avoir pris" is done)."""
    if step.below is not None and any("Inf" in c.morph.get("VerbForm", []) for c in step.below.children if _helps(c)):
        return False
    return step.below is not None and step.below.dep_ in (
        "dobj",
        "obj",
        "nsubjpass",
        "nsubj:pass",
        "pobj",
        "xcomp",
        "nmod",
        "obl:arg",
    )


def _read_child(deciding: Deciding, step: Step, child: Token) -> None:
    scene = deciding.scene
    form = fold(child.text)
    if child.dep_ in ("aux", "aux:tense", "auxpass", "aux:pass"):
        _read_auxiliary(deciding, child, form)
    elif (child.pos_ == "PART" or child.dep_ == "acl") and scene.cue("allege").has(child):
        deciding.note("allege", child)
    elif child.dep_ in ("neg", "advmod", "det", "cc:preconj") and scene.cue("negation").has(child) and not _only(child):
        _read_negation(deciding, step, child)
    elif child.dep_ == "advmod" and form in grammar_of(child).better:
        deciding.note("compare", child)
    elif child.dep_ in _QUALIFIES or (child.pos_ == "ADJ" and child.dep_ in PREDICATIVE):
        # The French tagger takes "dément" for an adverb.
        denies = ("deny",) if child.dep_ == "advmod" and is_verbal(step.token) else ()
        for name in ("allege", "possible", "soon", "habit", "fear", *denies):
            if name == "soon" and _is_over(step.token):
                continue
            if scene.cue(name).has(child) and (name != "possible" or child.pos_ in ("ADJ", "ADV", "VERB", "NOUN")):
                deciding.note(name, child)
    elif child.dep_ == "mark" and form == "than" and step.below is None:
        deciding.note("compare", child)


def _is_over(verb: Token) -> bool:
    """Return True for a finite verb in the past: "soon" tells of no future with it ("вскоре захватили")."""
    return "Past" in verb.morph.get("Tense", []) and "Fin" in verb.morph.get("VerbForm", [])


_QUALIFIES = frozenset({"advmod", "amod", "acomp", "nmod", "obl:mod", "compound", "npadvmod"})
PREDICATIVE = frozenset({"obj", "xcomp", "dep"})
"""What an adjective after "is" is taken for where the parser has no copula."""


def _is_nearly(scene: Scene, step: Step, child: Token) -> bool:
    """Return True for "nearly captured", not for "nearly all" or "nearly completed the withdrawal"."""
    token = step.token
    if not step.near or not is_verbal(token) or not scene.cue("nearly").has(child):
        return False
    if child.i >= token.i or (step.below is not None and scene.cue("ended").has(token)):
        return False
    between = token.doc[child.i + 1 : token.i]
    return child.pos_ in ("ADV", "PART") and all(t.pos_ in ("AUX", "PART") for t in between)


def _read_negation(deciding: Deciding, step: Step, child: Token) -> None:
    """Note what denies ("no plans to"); what is negated further off ("no sign of") says nothing of the event."""
    scene = deciding.scene
    if step.below is not None and is_no_truth(step.token):
        deciding.note("deny", step.token)
        return
    decides = any(scene.cue(name).has(step.token) for name in ("plan", "possible", "order", "allege", "refuse"))
    if step.token.pos_ in ("NOUN", "PROPN") and step.below is not None and not decides:
        return
    if step.below is not None and scene.cue("ended").has(step.token):
        deciding.note("background", child)  # "the operation is not over" tells of no new one
        return
    if not (step.near or decides):
        deciding.note("never", child)
        return
    deciding.note("negation", child)
    if scene.cue("never").has(child) and not decides:
        deciding.note("never", child)


def _only(child: Token) -> bool:
    """French "ne … que" and English "not only" deny nothing."""
    after = child.doc[child.i + 1 : min(child.i + 6, len(child.doc))]
    if fold(child.text) in ("ne", "n'"):
        return not any(
            fold(t.text) in ("pas", "plus", "jamais", "aucun", "aucune", "rien", "guere", "point") for t in after
        )
    return bool(len(after)) and fold(after[0].text) in grammar_of(child).only


PERMITS = frozenset({"разрешить", "разрешать", "позволить", "позволять", "дозволити", "дозволяти", "разрешение"})
"""What makes fighting possible and no fact: "разрешил бить по России"."""
INDIRECT = frozenset({"de"})
"""Languages whose subjunctive says that another tells it ("sei abgeschossen worden")."""


def _is_indirect(deciding: Deciding, auxiliary: Token) -> bool:
    """Return True for "gab an, sie würden die Stadt beschießen": told of what goes on, as fighting is not announced."""
    told = deciding.candidate.kind.group is Group.FIGHTING and auxiliary.lang_ in INDIRECT
    return told and "Cnd" in auxiliary.morph.get("Mood", [])


def _is_future(scene: Scene, auxiliary: Token) -> bool:
    """Return True for an auxiliary of the future; German "werden" is one of the passive too."""
    if auxiliary.dep_ in ("aux:pass", "auxpass") and scene.language.code == "de":
        return "Fut" in auxiliary.morph.get("Tense", [])
    if "Past" in auxiliary.morph.get("Tense", []) and scene.language.code in SLAVIC:
        return False  # one verb makes the future («буде закрито») and the past («було закрито»)
    return scene.cue("future").has(auxiliary) or "Fut" in auxiliary.morph.get("Tense", [])


def _read_auxiliary(deciding: Deciding, child: Token, form: str) -> None:
    scene = deciding.scene
    if form in ("would", "'d"):
        deciding.note("would", child)
    elif form in grammar_of(child).should and "Cnd" not in child.morph.get("Mood", []):
        deciding.note("should", child)
    elif scene.cue("modal").has(child):
        deciding.note("modal", child)
    elif _is_future(scene, child) and not _is_indirect(deciding, child):
        deciding.note("future", child)
    if "Cnd" in child.morph.get("Mood", []):
        deciding.note("conditional_perfect", child)
    if "Sub" in child.morph.get("Mood", []) and scene.language.code in INDIRECT:
        deciding.note("hearsay", child)
