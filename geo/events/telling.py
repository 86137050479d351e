"""The fields of a telling that follow from what was decided: its time, confidence, cues and id.

In come a scene, a candidate and a decision; out come values of `Telling`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from geo.events.clauses import clause_head
from geo.events.grammar import SLAVIC
from geo.events.times_records import TimeSort
from geo.events.when import Aspect, TimeExpression, event_when
from geo.events.words import fold
from geo.models import ActorRole, Cue, EventActor, EventPlace, Kind, Precision, Span, Status, Telling, When

if TYPE_CHECKING:
    from geo.events.scene import Line, Scene
    from geo.events.status import Decision
    from geo.events.what import Candidate
    from geo.geoparse.tree import Token

AFTER = frozenset({"after", "before", "since", "apres", "avant", "depuis"})
SHOTS = frozenset({Kind.STRIKE, Kind.BORDER_INCIDENT})
"""Kinds that shots may be told as."""
DAYS_AND_MORE = frozenset({"day", "week", "month", "year", "jour", "semaine", "mois", "an", "annee"})
PRESENT_FOR_FUTURE = frozenset({"de", "pl"})
FIXED_AHEAD = frozenset({Kind.OFFICIAL_VISIT, Kind.EXERCISE, Kind.BORDER_OPENING, Kind.BORDER_CLOSURE})
"""What is arranged beforehand, so that a weekday in the present tense is one to come."""
HEADLINE, CAPTION = 0.9, 0.7
"""What a headline and a caption take off: the body tells the same better, with its day and its place."""
DATELINE = 80
"""Place and day before the first sentence take at most this many code points."""
HISTORY_DAYS = 8 * 365
"""What ended so long before publication is told as background, not as news (wars in the news are told back to their
start)."""


def settle(told: Iterable[tuple[Candidate, Telling | None]]) -> list[Telling]:
    """Choose between kinds that one word tells: moving weapons or handing them over, marching in or being sent.

    What flies and is destroyed was shot down, not struck; shots at a border are an incident there, elsewhere a strike.
    """
    found: list[Telling] = []
    kept = [(candidate, telling) for candidate, telling in told if telling is not None]
    at: dict[int, list[Telling]] = {}
    for candidate, telling in kept:
        at.setdefault(candidate.trigger.i, []).append(telling)
    fires = _fires(kept)
    both = {Kind.DEPLOYMENT, Kind.WEAPONS_TRANSFER}
    for candidate, telling in kept:
        beside = at[candidate.trigger.i]
        rivals = {t.kind for t in beside}
        if candidate.kind in SHOTS:
            rivals |= fires.get(candidate.trigger.i, set())
        if both <= rivals and candidate.kind in both:
            moved = next(t for t in beside if t.kind is Kind.DEPLOYMENT)
            if candidate.kind is not _move_or_gift(moved):
                continue
        if _is_other_kind(telling, rivals):
            continue
        found.append(telling)
    return found


def _fires(told: Iterable[tuple[Candidate, Telling]]) -> dict[int, set[Kind]]:
    """Return the kinds that the other of the two words of "opened fire" tells, by word: they tell one deed."""
    shots = [(o.trigger, t.kind) for o, t in told if o.kind in SHOTS]
    kinds: dict[int, set[Kind]] = {}
    for word, kind in shots:
        kinds.setdefault(word.i, set()).add(kind)
    found: dict[int, set[Kind]] = {}
    for word, _ in shots:
        if word.dep_ == "obj" and word.head.i in kinds:
            found.setdefault(word.i, set()).update(kinds[word.head.i])
            found.setdefault(word.head.i, set()).update(kinds[word.i])
    return found


def _is_other_kind(telling: Telling, rivals: set[Kind]) -> bool:
    if telling.kind is Kind.STRIKE and Kind.AIR_DEFENCE in rivals:
        return True
    if telling.kind is Kind.GROUND_COMBAT and rivals & {
        Kind.BORDER_INCIDENT,
        Kind.AIRSPACE_VIOLATION,
        Kind.TERRITORY_CAPTURE,
        Kind.AIR_DEFENCE,
    }:
        return True
    if {Kind.STRIKE, Kind.GROUND_COMBAT} <= rivals and telling.kind in (Kind.STRIKE, Kind.GROUND_COMBAT):
        return (telling.kind is Kind.STRIKE) is not bool(telling.weapons)
    if {Kind.STRIKE, Kind.BORDER_INCIDENT} <= rivals and telling.kind in (Kind.STRIKE, Kind.BORDER_INCIDENT):
        drawn = telling.drawn_at
        in_town = drawn is not None and drawn.precision in (Precision.SETTLEMENT, Precision.SITE, Precision.DISTRICT)
        return telling.kind is (Kind.BORDER_INCIDENT if in_town else Kind.STRIKE)
    if {Kind.DEPLOYMENT, Kind.GROUND_COMBAT} <= rivals and telling.kind in (Kind.DEPLOYMENT, Kind.GROUND_COMBAT):
        acting = {a.country for a in telling.actors if a.role is ActorRole.ACTS}
        drawn = telling.drawn_at
        abroad = drawn is not None and bool(acting) and not acting & set(drawn.countries)
        return telling.kind is (Kind.DEPLOYMENT if abroad else Kind.GROUND_COMBAT)
    return False


def _move_or_gift(telling: Telling) -> Kind:
    acting = {a.country for a in telling.actors if a.role is ActorRole.ACTS}
    drawn = telling.drawn_at
    own = drawn is None or bool(set(drawn.countries) & acting) or not drawn.countries
    return (
        Kind.DEPLOYMENT if own or drawn is None or drawn.precision is not Precision.COUNTRY else Kind.WEAPONS_TRANSFER
    )


def is_history(when: When, published: When | None) -> bool:
    """Return True for what ended long before publication."""
    return published is not None and (published.start - when.end).days > HISTORY_DAYS


def is_old(scene: Scene, candidate: Candidate, when: When, status: Status) -> bool:
    """Return True for history: by its own date, or by every date of the sentence ("the offensive of May 1916")."""
    published = scene.article.published
    if status not in (Status.REPORTED, Status.CLAIMED):
        return is_history(when, published)  # "they fear an invasion like that of 1982"
    sentence = scene.sentence(candidate.trigger)
    inside = (e for e in scene.times if sentence.start_char <= e.start < sentence.end_char)
    dates = [e.when for e in inside if e.sort is TimeSort.DATE and e.when is not None and not e.opens]
    return is_history(when, published) or (bool(dates) and all(is_history(date, published) for date in dates))


def find_when(scene: Scene, candidate: Candidate, decision: Decision, span: Span, line: Line) -> When:
    """Return when it happened, from the expressions of time in its passage and its sentence."""
    sentence = scene.sentence(candidate.trigger)
    return event_when(
        _times_of(scene, candidate.trigger),
        span,
        decision.status,
        scene.article.published,
        trigger=candidate.trigger.idx,
        sentence=Span(sentence.start_char, sentence.end_char),
        aspect=Aspect.AHEAD
        if _looks_forward(scene, candidate, decision, span)
        else _aspect(scene, candidate, decision, line),
        countries=scene.countries,
    )


def _times_of(scene: Scene, trigger: Token) -> list[TimeExpression]:
    """Return the expressions of time without those of the trigger's sentence that date another clause."""
    sentence = trigger.sent
    first, past = sentence.start_char, sentence.end_char
    return [
        e
        for e in scene.times
        if e.end <= first or e.start >= past or not _is_of_another_clause(scene, trigger, e.start, e.end)
    ]


def _is_of_another_clause(scene: Scene, trigger: Token, start: int, end: int) -> bool:
    """Return True for a time in the trigger's sentence that dates another clause with a subject of its own.

    What stands above the trigger dates it too, except from above a clause of time: in "bombed on Tuesday, two weeks
    after gunmen had killed 26" Tuesday is not the day of the killing.
    """
    span = scene.doc.char_span(start, end, alignment_mode="expand")
    if span is None or span.root.sent.start != trigger.sent.start:
        return False
    dated, told = clause_head(span.root), clause_head(trigger)
    if dated == told:
        return False
    if dated.is_ancestor(told):
        below = next(t for t in (told, *told.ancestors) if t.head == dated)
        return below.dep_ == "advcl" and _is_of_time(below)
    return has_subject(dated) and dated.dep_ in ("advcl", "relcl", "acl:relcl")


def _is_of_time(clause: Token) -> bool:
    """Return True for "two weeks after …", not for "hours after …", which is of the same day."""
    after = any(c.dep_ in ("mark", "advmod") and fold(c.text) in AFTER for c in clause.children)
    return after and any(fold(t.lemma_) in DAYS_AND_MORE for left in clause.lefts for t in left.subtree)


def has_subject(verb: Token) -> bool:
    """Return True if a verb has a subject of its own that is no relative pronoun."""
    return any(c.dep_.startswith("nsubj") and c.pos_ != "PRON" for c in verb.children)


def settle_status(scene: Scene, candidate: Candidate, decision: Decision, when: When) -> Status:
    """Return planned for what is told as a fact but lies ahead: "the exercise begins next week"."""
    published = scene.article.published
    ahead = published is not None and bool(when.text) and when.start >= published.end
    arranged = candidate.rule.part == "noun" and candidate.kind in FIXED_AHEAD and scene.language.code in SLAVIC
    told = decision.status is Status.REPORTED and not decision.announced and (arranged or _is_present(candidate))
    return Status.PLANNED if ahead and told else decision.status


def _looks_forward(scene: Scene, candidate: Candidate, decision: Decision, span: Span) -> bool:
    """Return True for "reist am Mittwoch nach Kairo": German and Polish tell so of a weekday to come."""
    if decision.status is not Status.REPORTED or candidate.kind not in FIXED_AHEAD or not _is_present(candidate):
        return False
    days = [e for e in scene.times if e.span.overlaps(span) and e.when is not None]
    weekday = [e for e in days if e.ahead is not None and e.when != e.ahead and not e.opens and not e.closes]
    return scene.language.code in PRESENT_FOR_FUTURE and bool(weekday) and len(weekday) == len(days)


def _is_present(candidate: Candidate) -> bool:
    head = clause_head(candidate.trigger)
    finite = [t for t in (head, *head.children) if "Fin" in t.morph.get("VerbForm", [])]
    return any("Pres" in t.morph.get("Tense", []) for t in finite) and "Part" not in head.morph.get("VerbForm", [])


def _aspect(scene: Scene, candidate: Candidate, decision: Decision, line: Line) -> Aspect:
    if decision.status in (Status.PLANNED, Status.HYPOTHETICAL):
        return Aspect.AHEAD
    if candidate.kind is Kind.TERRITORY_USE:
        return Aspect.STANDING
    if line.first and line.loose:
        return Aspect.FRESH
    trigger = candidate.trigger
    progressive = "Prog" in trigger.morph.get("Aspect", []) and any(c.dep_ == "aux" for c in trigger.children)
    if progressive or candidate.rule.phase == "remains open":
        return Aspect.ONGOING
    return Aspect.FRESH if _opens_report(scene, trigger) else Aspect.HAPPENED


def _opens_report(scene: Scene, trigger: Token) -> bool:
    """Return True for what the first sentence of a report tells: it is the news of the day."""
    lead = next((line for line in scene.lines if not line.loose and not line.noise), None)
    return lead is not None and trigger.idx < lead.end and 0 <= trigger.sent.start_char - lead.start <= DATELINE


def confidence_of(
    candidate: Candidate, places: Sequence[EventPlace], actors: Sequence[EventActor], line: Line
) -> float:
    """Return how sure the machine is: by its rule; less without a place or an actor in the words, or in a caption."""
    score = candidate.weight
    score *= 1.0 if places and places[0].as_written else 0.75
    score *= 1.0 if any(a.role is ActorRole.ACTS and a.span is not None for a in actors) else 0.85
    score *= HEADLINE if line.first and line.loose else CAPTION if line.loose else 1.0
    return round(min(score, 0.95), 2)


def cues_of(candidate: Candidate, decision: Decision) -> tuple[Cue, ...]:
    """Return the words that decided kind and status."""
    trigger = candidate.trigger
    kind = [Cue("kind", trigger.text, trigger.idx, trigger.idx + len(trigger))]
    kind.extend(Cue(slot, t.text, t.idx, t.idx + len(t)) for slot, t in candidate.filled)
    return (*kind, *decision.cues)


def telling_id(article_id: str, span: Span, kind: Kind, places: Sequence[EventPlace]) -> str:
    """Return the id of a telling: the same text, kind and first place give the same id for ever."""
    first = places[0].place.id if places else ""
    key = "\0".join((article_id, str(span.start), str(span.end), kind.value, first))
    return hashlib.blake2b(key.encode(), digest_size=8).hexdigest()
