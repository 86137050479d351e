"""How certain it is: the status of a candidate, decided apart from its kind, with the words that decided.

In come a scene, a candidate, its speaker and its actors' countries; out comes a `Decision`, or None if the clause tells
no event at all (a question, a wish, a habit, a comparison, the ground for something else).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.events.climb import Deciding, has_condition, way_up
from geo.events.denial import find_denial
from geo.events.grammar import SLAVIC, grammar_of
from geo.events.on_the_way import read_step
from geo.events.verdicts import read_verdict
from geo.events.words import fold
from geo.models import Cue, Group, Kind, Status

if TYPE_CHECKING:
    from geo.events.saying import Speaker
    from geo.events.scene import Scene
    from geo.events.what import Candidate
    from geo.geoparse.tree import Token

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
HOSTILE = frozenset({Kind.BORDER_INCIDENT, Kind.AIRSPACE_VIOLATION})
"""What another is said to plan is feared, as fighting is."""
TOLD_WHEN_DONE = frozenset({Kind.STRIKE, Kind.AIR_DEFENCE, Kind.TERRITORY_CAPTURE})
"""What an army announces after it did it: "announced air strikes" is its claim, not its plan."""
OWN = frozenset({"eigen", "eigener", "eigene", "eigenen"})
TRIED = frozenset(
    {
        "try",
        "attempt",
        "tenter",
        "essayer",
        "пытаться",
        "попытаться",
        "попытка",
        "намагатися",
        "спробувати",
        "спроба",
        "probowac",
        "usilowac",
        "proba",
        "versuchen",
        "versuch",
    }
)


@dataclass(frozen=True, slots=True)
class Decision:
    """Status and phase of a candidate and the words that decided."""

    status: Status
    phase: str
    cues: tuple[Cue, ...]
    announced: bool = False


def decide_status(
    scene: Scene, candidate: Candidate, speaker: Speaker | None, *, acting: frozenset[str], involved: frozenset[str]
) -> Decision | None:
    """Decide status and phase; ``acting`` and ``involved`` are countries and ids of groups."""
    deciding = Deciding(scene, candidate)
    for step in way_up(scene, candidate.trigger, candidate.kind.group):
        read_step(deciding, step)
        read_verdict(deciding, step)
    if _tells_nothing(deciding):
        return None
    if "modal" in deciding.found and fold(deciding.found["modal"].text) == "can" and not acting:
        return None  # "exercises can be held in one state": what they are, not that there are any
    decision = _conclude(deciding, speaker, acting=acting, involved=involved)
    denial = find_denial(scene, candidate) if decision is not None and decision.status is Status.REPORTED else None
    if denial is not None:
        return Decision(Status.DENIED, "", (Cue("status", denial.text, denial.idx, denial.idx + len(denial)),))
    return decision


def _tells_nothing(deciding: Deciding) -> bool:
    scene, trigger = deciding.scene, deciding.candidate.trigger
    sentence = scene.sentence(trigger)
    if sentence.text.rstrip(' \n”»"').endswith("?") or (_is_any(trigger) and "deny" not in deciding.found):
        return True
    if _is_bare_infinitive(trigger):
        return True
    found = deciding.found
    if deciding.candidate.kind is Kind.MOBILISATION and _is_description(trigger):
        return True
    if deciding.candidate.kind is Kind.STATEMENT and "should" in found:
        return True  # what someone ought to say is not said
    return any(name in found for name in ("background", "habit", "compare", "never", "nearly")) or (
        "wish" in found and "fear" not in found and "plan" not in found and not _was_tried(deciding)
    )


def _is_description(verb: Token) -> bool:
    """Return True for "the force that guards the border": what it is for, not what it did."""
    return verb.dep_ == "relcl" and "Pres" in verb.morph.get("Tense", []) and "Fin" in verb.morph.get("VerbForm", [])


def _is_any(noun: Token) -> bool:
    """Return True for "any attack will be answered", "toute agression": no attack is told of."""
    return any(c.dep_ == "det" and fold(c.text) in grammar_of(c).any_at_all for c in noun.children)


def _is_bare_infinitive(verb: Token) -> bool:
    """Return True for "Принимать санкции — неправильный путь": an infinitive that nothing governs tells no fact."""
    if "Inf" not in verb.morph.get("VerbForm", []) or verb.dep_ != "ROOT" or verb.lang_ not in SLAVIC:
        return False
    return not any(child.dep_.startswith(("aux", "cop", "nsubj")) for child in verb.children)


def _was_tried(deciding: Deciding) -> bool:
    """Return True for "tried to storm the palace": an attack that failed was an attack."""
    kind = deciding.candidate.kind
    conditional = kind is Kind.TERRITORY_CAPTURE and "if" in deciding.found
    return (kind in (Kind.GROUND_COMBAT, Kind.STRIKE, Kind.BORDER_INCIDENT) or conditional) and fold(
        deciding.found["wish"].lemma_
    ) in TRIED


def _conclude(
    deciding: Deciding, speaker: Speaker | None, *, acting: frozenset[str], involved: frozenset[str]
) -> Decision | None:
    found, rule = deciding.found, deciding.candidate.rule
    if ("if" in found and "negation" in found) or _is_counterfactual(deciding, speaker):
        return None
    if "deny" in found or ("negation" in found) is not ("refuse" in found):
        return _negated(deciding, speaker)
    if "negation" in found and "refuse" in found:
        return Decision(Status.HYPOTHETICAL, rule.phase, deciding.cues("refuse", "negation"))
    if rule.status is not None:
        return Decision(rule.status, rule.phase, ())
    return (
        _feared(deciding, speaker)
        or (None if _is_alleged(deciding) else _arranged(deciding, speaker, acting, involved))
        or _told(deciding, speaker, acting=acting, involved=involved)
    )


def _is_counterfactual(deciding: Deciding, speaker: Speaker | None) -> bool:
    """Return True for "would have captured": told of a past that was not, unless someone reports it."""
    found = deciding.found
    verb = next((found[name].head for name in ("would", "conditional_perfect") if name in found), None)
    if verb is None or "announced_that" in found or "plan" in found or "deny" in found:
        return False
    if "would" in found and not _is_perfect(verb):
        return False
    return has_condition(deciding.scene, verb) or ("would" in found and speaker is None)


def _is_perfect(verb: Token) -> bool:
    return fold(verb.lemma_) == "have" or any(fold(c.text) == "have" for c in verb.children if c.dep_ == "aux")


def _is_alleged(deciding: Deciding) -> bool:
    """Return True for an adverb of hearsay, which says more than the verb it stands at ("miały rzekomo wkroczyć")."""
    adverb = "allege" in deciding.found and deciding.found["allege"].pos_ in ("ADV", "PART")
    return adverb or _is_said_of_past(deciding)


def _is_said_of_past(deciding: Deciding) -> bool:
    """Return True for "miało przesunąć": told by others of a past; "ma przesunąć" is a plan."""
    verb = deciding.found.get("plan")
    if verb is None or verb.lang_ != "pl" or deciding.candidate.kind in EXPECTED_IS_PLANNED:
        return False
    return fold(verb.lemma_) == "miec" and "Past" in verb.morph.get("Tense", [])


def _is_own_account(deciding: Deciding) -> bool:
    """Return True for "nach eigenen Angaben": who did it says so."""
    said = (t for t in deciding.candidate.region if deciding.scene.cue("according").has(t))
    return any(fold(c.lemma_) in OWN for t in said for c in t.children)


def _feared(deciding: Deciding, speaker: Speaker | None) -> Decision | None:
    """Return "hypothetical" for what is feared, possible or conditional; what is expected of oneself is planned."""
    found, rule = deciding.found, deciding.candidate.rule
    for name in ("fear", "if", "modal", "possible", "conditional"):
        if name == "conditional" and ("announce" in found or _is_indirect(deciding, speaker)):
            continue
        if name in found:
            planned = name == "possible" and rule.kind in EXPECTED_IS_PLANNED and _expected(found[name])
            return Decision(Status.PLANNED if planned else Status.HYPOTHETICAL, rule.phase, deciding.cues(name))
    return None


def _is_indirect(deciding: Deciding, speaker: Speaker | None) -> bool:
    """Return True for German "gab an, sie würden schießen": the subjunctive of what one says, not a condition."""
    verb = deciding.found.get("conditional")
    if verb is None or speaker is None or verb.lang_ != "de":
        return False
    return "if" not in deciding.found and not has_condition(deciding.scene, verb)


def _arranged(
    deciding: Deciding, speaker: Speaker | None, acting: frozenset[str], involved: frozenset[str]
) -> Decision | None:
    """Return the decision on what is ordered, announced or still to come; what those it would hit say is feared."""
    found, rule = deciding.found, deciding.candidate.rule
    if "would" in found:
        return _would(deciding, speaker)
    if "order" in found:
        return Decision(Status.REPORTED, rule.phase or "ordered", deciding.cues("order"))
    if rule.kind in TOLD_WHEN_DONE and "future" not in found and "plan" not in found:
        return None
    if "announce" in found or ("announced_that" in found and "future" in found):
        done = deciding.scene.codebook.kinds[rule.kind].announcing_is_doing
        status, cues = Status.REPORTED if done else Status.PLANNED, deciding.cues("announce", "announced_that")
        return Decision(status, rule.phase or "announced", cues, announced=True)
    own = speaker is None or speaker.actor is None or not acting or bool(speaker_ids(speaker) & acting)
    if not acting and speaker is not None and speaker_ids(speaker) & involved:
        own = False
    for name in ("future", "plan", "should", "soon"):
        if name in found:
            hostile = not own and (rule.kind.group is Group.FIGHTING or rule.kind in HOSTILE)
            return Decision(Status.HYPOTHETICAL if hostile else Status.PLANNED, rule.phase, deciding.cues(name))
    return None


def _expected(token: Token) -> bool:
    return fold(token.lemma_) in grammar_of(token).expected


def _negated(deciding: Deciding, speaker: Speaker | None) -> Decision | None:
    """Denied if someone denies, refuses or rules it out; a mere "did not" tells nothing."""
    found = deciding.found
    aimed = any(name in found for name in ("deny", "refuse", "plan", "future", "possible", "would", "order"))
    if aimed or speaker is not None:
        return Decision(Status.DENIED, "", deciding.cues("deny", "refuse", "negation", "plan", "future", "possible"))
    return None


def _would(deciding: Deciding, speaker: Speaker | None) -> Decision | None:
    kind = deciding.scene.codebook.kinds[deciding.candidate.kind]
    verb = deciding.found["would"].head
    cues = deciding.cues("would", "announced_that")
    if "announced_that" in deciding.found or "plan" in deciding.found:
        status = Status.REPORTED if kind.announcing_is_doing else Status.PLANNED
        return Decision(status, deciding.candidate.rule.phase or "announced", cues, announced=True)
    if _is_perfect(verb):
        return Decision(Status.CLAIMED, deciding.candidate.rule.phase, cues)
    if speaker is not None and "Past" in speaker.verb.morph.get("Tense", []):
        return Decision(Status.PLANNED, deciding.candidate.rule.phase, cues)
    return Decision(Status.HYPOTHETICAL, deciding.candidate.rule.phase, cues)


def _told(deciding: Deciding, speaker: Speaker | None, *, acting: frozenset[str], involved: frozenset[str]) -> Decision:
    phase = deciding.candidate.rule.phase
    spoken = deciding.candidate.kind is Kind.STATEMENT
    said = ("plan",) if _is_said_of_past(deciding) else ()
    for name in ("allege", "conditional_perfect", *said, *(() if spoken else ("claim",))):
        if name in deciding.found:
            return Decision(Status.CLAIMED, phase, deciding.cues(name))
    unnamed = speaker is None and "hearsay" in deciding.found
    if deciding.scene.codebook.kinds[deciding.candidate.kind].party_claims and (unnamed or _is_own_account(deciding)):
        return Decision(Status.CLAIMED, phase, deciding.cues("hearsay"))
    if speaker is not None and speaker.actor is not None and _is_claim(deciding, speaker, acting, involved):
        verb = speaker.verb
        return Decision(Status.CLAIMED, phase, (Cue("status", verb.text, verb.idx, verb.idx + len(verb)),))
    return Decision(Status.REPORTED, phase, ())


def _is_claim(deciding: Deciding, speaker: Speaker, acting: frozenset[str], involved: frozenset[str]) -> bool:
    kind = deciding.scene.codebook.kinds[deciding.candidate.kind]
    ids = speaker_ids(speaker)
    if speaker.actor is None or speaker.actor.kind not in ("official", "force", "state", "organisation"):
        return False
    if deciding.candidate.rule.phase == "alert" or deciding.candidate.kind is Kind.STATEMENT:
        return False
    if speaker.loose:
        return kind.party_claims and bool(ids & acting)
    if kind.party_claims:
        armed = speaker.actor.kind == "force" or (speaker.actor.institution == "MOD" and speaker.verb.lang_ in SLAVIC)
        own = not acting and armed
        return own or bool(ids & (acting | involved))
    return bool(acting) and not ids & acting and bool(ids & involved)


def speaker_ids(speaker: Speaker) -> frozenset[str]:
    """Return what a speaker speaks for: country and id."""
    actor = speaker.actor
    return frozenset(part for part in (actor.country, actor.id) if part) if actor is not None else frozenset()
