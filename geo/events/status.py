"""How certain it is: the status of a candidate, decided apart from its kind, with the words that decided.

In come a scene, a candidate, its speaker and its actors' countries; out comes a `Decision`, or None if the clause tells no event at
all (a question, a wish, a habit, a comparison, the ground for something else). The decision climbs from the trigger to the verbs
and nouns above it and stops where a clause only hangs beside ("allowing", "which …"): what stands there is taken for a fact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.events.clauses import clause_head, is_verbal
from geo.events.saying import Speaker, is_saying
from geo.events.scene import Scene
from geo.events.words import fold
from geo.models import Cue, Group, Kind, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

    from geo.events.what import Candidate

EXPECTED_IS_PLANNED = frozenset(
    {
        Kind.OFFICIAL_VISIT,
        Kind.EXERCISE,
        Kind.WEAPONS_TRANSFER,
        Kind.SANCTIONS,
        Kind.BORDER_OPENING,
        Kind.BORDER_CLOSURE,
    }
)
"""What is "expected" of those who decide themselves is planned; what is expected of an enemy is feared."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Status and phase of a candidate and the words that decided."""

    status: Status
    phase: str
    cues: tuple[Cue, ...]
    announced: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """A word on the way up from the trigger; ``near`` while it is the trigger's own verb group."""

    token: Token
    below: Token | None
    near: bool


class _Deciding:
    """The state of one decision: cues found by what they decide."""

    def __init__(self, scene: Scene, candidate: Candidate) -> None:
        self.scene = scene
        self.candidate = candidate
        self.found: dict[str, Token] = {}

    def note(self, name: str, token: Token) -> None:
        self.found.setdefault(name, token)

    def cues(self, *names: str) -> tuple[Cue, ...]:
        tokens = [self.found[name] for name in names if name in self.found]
        return tuple(Cue("status", t.text, t.idx, t.idx + len(t)) for t in tokens)


def decide_status(
    scene: Scene, candidate: Candidate, speaker: Speaker | None, *, acting: frozenset[str], involved: frozenset[str]
) -> Decision | None:
    """Decide status and phase; ``acting`` and ``involved`` are countries and ids of groups."""
    deciding = _Deciding(scene, candidate)
    for step in _way_up(scene, candidate.trigger):
        _read_step(deciding, step)
    if _tells_nothing(deciding):
        return None
    return _conclude(deciding, speaker, acting=acting, involved=involved)


def _way_up(scene: Scene, trigger: Token) -> Iterator[_Step]:
    below: Token | None = None
    token, near, nominal = trigger, True, not is_verbal(trigger)
    while True:
        yield _Step(token, below, near)
        if token.head == token or _is_barrier(scene, token, nominal=nominal, first=below is None):
            return
        below, token = token, token.head
        if (
            is_verbal(token)
            and below.dep_ in ("ccomp", "xcomp", "acl", "advcl")
            and not scene.cue("factive").has(token)
        ):
            near = False
        nominal = nominal and not is_verbal(token)


def _is_barrier(scene: Scene, token: Token, *, nominal: bool, first: bool) -> bool:
    if token.dep_ in ("relcl", "acl:relcl", "parataxis"):
        return True
    if token.dep_ == "advcl":
        return not (_mark(token, scene, "if") or _is_content(scene, token))
    if token.dep_ == "conj" and is_verbal(token):
        return any(c.dep_ in ("nsubj", "nsubjpass", "nsubj:pass") for c in token.children)
    if nominal and fold(token.lemma_) in _PRESUPPOSED:
        return True
    if nominal and first and any(c.dep_ in ("poss", "det") and fold(c.text) in _POSSESSIVE for c in token.children):
        return token.dep_ not in ("nsubj", "dobj", "obj", "nsubjpass", "nsubj:pass")
    return False


def _is_content(scene: Scene, token: Token) -> bool:
    """Return True for a bare "sending troops" that a verb of planning or refusing is about, though parsed as beside it."""
    bare = not any(
        c.dep_ in ("nsubj", "nsubjpass", "mark", "nsubj:pass", "prep") and c.i < token.i for c in token.children
    )
    return bare and any(scene.cue(name).has(token.head) for name in ("possible", "plan", "refuse", "deny", "fear"))


_PRESUPPOSED = frozenset(
    {"start", "beginning", "outbreak", "debut", "commencement", "poursuite", "continuation", "end", "fin"}
)
"""What has a beginning is a fact, whatever stands above it."""
_POSSESSIVE = frozenset({"his", "her", "its", "their", "son", "sa", "ses", "leur", "leurs"})


def _mark(token: Token, scene: Scene, name: str) -> bool:
    return any(c.dep_ in ("mark", "advmod") and scene.cue(name).has(c) for c in token.children)


def _read_step(deciding: _Deciding, step: _Step) -> None:
    scene, token = deciding.scene, step.token
    if step.below is not None or not deciding.candidate.rule.slots:
        _read_governor(deciding, step)
    for child in token.children:
        _read_child(deciding, step, child)
    mood, tense = token.morph.get("Mood", []), token.morph.get("Tense", [])
    if "Cnd" in mood:
        deciding.note("plan" if fold(token.lemma_) == "devoir" else "conditional", token)
    if is_verbal(token) and ("Fut" in tense or _looks_future(scene, token)):
        deciding.note("future", token)
    if scene.cue("background").has(token) and token.pos_ in ("NOUN", "ADP"):
        deciding.note("background", token)


def _looks_future(scene: Scene, token: Token) -> bool:
    """Return True for a French future the tagger missed: the ending stands on the whole infinitive ("mèneront")."""
    form = fold(token.text)
    return (
        scene.language.code == "fr"
        and form.endswith(("ra", "ront", "rons", "rez", "rai", "ras"))
        and len(form) > len(token.lemma_)
        and token.lemma_.endswith("r")
    )


def _read_governor(deciding: _Deciding, step: _Step) -> None:
    scene, token = deciding.scene, step.token
    if is_saying(scene, token) and step.below is not None and step.below.dep_ in ("ccomp", "parataxis"):
        names: tuple[str, ...] = ("fear", "deny", "allege", "announce", "claim")
    else:
        names = ("fear", "possible", "plan", "order", "deny", "refuse", "wish", "allege", "announce")
    for name in names:
        if scene.cue(name).has(token) and token.pos_ not in ("ADP", "PROPN"):
            deciding.note(name if name != "announce" or _is_nominal(step) else "announced_that", token)
    if scene.cue("modal").has(token) and is_verbal(token) and step.below is not None:
        deciding.note("modal", token)


def _is_nominal(step: _Step) -> bool:
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


def _read_child(deciding: _Deciding, step: _Step, child: Token) -> None:
    scene = deciding.scene
    form = fold(child.text)
    if child.dep_ in ("aux", "aux:tense", "auxpass", "aux:pass"):
        _read_auxiliary(deciding, child, form)
    elif child.dep_ in ("neg", "advmod", "det", "cc:preconj") and scene.cue("negation").has(child) and not _only(child):
        _read_negation(deciding, step, child)
    elif child.dep_ == "advmod" and form in ("mieux", "better"):
        deciding.note("compare", child)
    elif child.dep_ in ("advmod", "amod", "acomp", "nmod", "obl:mod", "compound", "npadvmod"):
        for name in ("allege", "possible", "soon", "habit", "fear"):
            if scene.cue(name).has(child) and (name != "possible" or child.pos_ in ("ADJ", "ADV", "VERB", "NOUN")):
                deciding.note(name, child)
    elif child.dep_ == "mark" and scene.cue("if").has(child):
        deciding.note("if", child)
    elif child.dep_ == "mark" and form == "than" and step.below is None:
        deciding.note("compare", child)


def _read_negation(deciding: _Deciding, step: _Step, child: Token) -> None:
    """ "No plans to", "did not decide to" deny; what is negated further off ("no sign of") says nothing of the event."""
    scene = deciding.scene
    decides = any(scene.cue(name).has(step.token) for name in ("plan", "possible", "order", "allege"))
    if step.token.pos_ in ("NOUN", "PROPN") and step.below is not None and not decides:
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
    return bool(len(after)) and fold(after[0].text) in ("only", "seulement")


def _read_auxiliary(deciding: _Deciding, child: Token, form: str) -> None:
    scene = deciding.scene
    if form in ("would", "'d"):
        deciding.note("would", child)
    elif form in ("should", "ought", "must"):
        deciding.note("should", child)
    elif scene.cue("modal").has(child):
        deciding.note("modal", child)
    elif scene.cue("future").has(child) or "Fut" in child.morph.get("Tense", []):
        deciding.note("future", child)
    if "Cnd" in child.morph.get("Mood", []):
        deciding.note("conditional_perfect", child)


def _tells_nothing(deciding: _Deciding) -> bool:
    scene, trigger = deciding.scene, deciding.candidate.trigger
    sentence = scene.sentence(trigger)
    if sentence.text.rstrip(' \n”»"').endswith("?"):
        return True
    found = deciding.found
    return any(name in found for name in ("background", "habit", "compare", "never")) or (
        "wish" in found and "fear" not in found and "plan" not in found
    )


def _conclude(
    deciding: _Deciding, speaker: Speaker | None, *, acting: frozenset[str], involved: frozenset[str]
) -> Decision | None:
    found, rule = deciding.found, deciding.candidate.rule
    kind = deciding.scene.codebook.kinds[rule.kind]
    if "if" in found and "negation" in found:
        return None
    if (
        "deny" in found
        or (("negation" in found) and ("refuse" not in found))
        or ("refuse" in found and "negation" not in found)
    ):
        return _negated(deciding, speaker)
    if rule.status is not None:
        return Decision(rule.status, rule.phase, ())
    own = speaker is None or speaker.actor is None or not acting or speaker_ids(speaker) & acting
    for name in ("fear", "if", "modal", "possible", "conditional"):
        if name in found and not (name == "conditional" and "announce" in found):
            planned = name == "possible" and rule.kind in EXPECTED_IS_PLANNED and _expected(found[name])
            return Decision(Status.PLANNED if planned else Status.HYPOTHETICAL, rule.phase, deciding.cues(name))
    if "would" in found:
        return _would(deciding, speaker)
    if "order" in found:
        return Decision(Status.REPORTED, rule.phase or "ordered", deciding.cues("order"))
    if "announce" in found or ("announced_that" in found and "future" in found):
        done = kind.announcing_is_doing
        return Decision(
            Status.REPORTED if done else Status.PLANNED,
            rule.phase or "announced",
            deciding.cues("announce", "announced_that"),
            True,
        )
    for name in ("future", "plan", "should", "soon"):
        if name in found:
            hostile = not own and rule.kind.group is Group.FIGHTING
            return Decision(Status.HYPOTHETICAL if hostile else Status.PLANNED, rule.phase, deciding.cues(name))
    return _told(deciding, speaker, acting=acting, involved=involved)


def _expected(token: Token) -> bool:
    return fold(token.lemma_) in ("expect", "expected", "attendre", "prevoir")


def _negated(deciding: _Deciding, speaker: Speaker | None) -> Decision | None:
    """Denied if someone denies, refuses or rules it out; a mere "did not" tells nothing."""
    found = deciding.found
    aimed = any(name in found for name in ("deny", "refuse", "plan", "future", "possible", "would", "order"))
    if aimed or speaker is not None:
        return Decision(Status.DENIED, "", deciding.cues("deny", "refuse", "negation", "plan", "future", "possible"))
    return None


def _would(deciding: _Deciding, speaker: Speaker | None) -> Decision | None:
    kind = deciding.scene.codebook.kinds[deciding.candidate.kind]
    verb = deciding.found["would"].head
    cues = deciding.cues("would", "announced_that")
    if "announced_that" in deciding.found or "plan" in deciding.found:
        status = Status.REPORTED if kind.announcing_is_doing else Status.PLANNED
        return Decision(status, deciding.candidate.rule.phase or "announced", cues, announced=True)
    if fold(verb.lemma_) == "have" or any(fold(c.text) == "have" for c in verb.children if c.dep_ == "aux"):
        return Decision(Status.CLAIMED, deciding.candidate.rule.phase, cues)
    if speaker is not None and "Past" in speaker.verb.morph.get("Tense", []):
        return Decision(Status.PLANNED, deciding.candidate.rule.phase, cues)
    return Decision(Status.HYPOTHETICAL, deciding.candidate.rule.phase, cues)


def _told(
    deciding: _Deciding, speaker: Speaker | None, *, acting: frozenset[str], involved: frozenset[str]
) -> Decision:
    phase = deciding.candidate.rule.phase
    for name in ("allege", "conditional_perfect"):
        if name in deciding.found:
            return Decision(Status.CLAIMED, phase, deciding.cues(name))
    if speaker is not None and speaker.actor is not None and _is_claim(deciding, speaker, acting, involved):
        verb = speaker.verb
        return Decision(Status.CLAIMED, phase, (Cue("status", verb.text, verb.idx, verb.idx + len(verb)),))
    return Decision(Status.REPORTED, phase, ())


def _is_claim(deciding: _Deciding, speaker: Speaker, acting: frozenset[str], involved: frozenset[str]) -> bool:
    kind = deciding.scene.codebook.kinds[deciding.candidate.kind]
    ids = speaker_ids(speaker)
    if speaker.actor is None or speaker.actor.kind not in ("official", "force", "state", "organisation"):
        return False
    if deciding.candidate.rule.phase == "alert" or deciding.candidate.kind is Kind.STATEMENT:
        return False
    if kind.party_claims:
        return bool(ids & (acting | involved))
    return bool(acting) and not ids & acting and bool(ids & involved)


def speaker_ids(speaker: Speaker) -> frozenset[str]:
    """Return what a speaker speaks for: country and id."""
    actor = speaker.actor
    return frozenset(part for part in (actor.country, actor.id) if part) if actor is not None else frozenset()


def find_trigger_clause(candidate: Candidate) -> Token:
    """Return the head of the trigger's clause."""
    return clause_head(candidate.trigger)
