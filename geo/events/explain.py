"""Why a sentence gives this event or none: for people who edit the codebook.

In comes a sentence; out come one `Trial` for each rule whose trigger stands in it, with the slots that were filled, the
first that was not, and what became of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.events.what import Candidate, find_candidates, triggers_in, try_rule, veto_of
from geo.models import Article, Telling, When

if TYPE_CHECKING:
    from geo.events.entries import Rule
    from geo.events.extract import Extractor
    from geo.events.scene import Scene


@dataclass(frozen=True, slots=True)
class Trial:
    """One rule tried on a sentence.

    ``filled`` says in words which slot which word filled; ``failed`` why the rule did not fire ("" if it did);
    ``telling`` is the event it led to (None if a later step gave it up, as ``outcome`` says).
    """

    rule: str
    kind: str
    trigger: str
    filled: tuple[str, ...]
    failed: str
    telling: Telling | None
    outcome: str


def try_sentence(extractor: Extractor, text: str, language: str, *, published: When | None = None) -> tuple[Trial, ...]:
    """Try every rule of the codebook whose trigger stands in the text, in text order."""
    article = Article(id="try", text=text, language=language, published=published)
    doc = extractor.parse(article)
    scene = extractor.look_at(article, doc, extractor.geoparse(article, doc))
    chosen = find_candidates(scene)
    return tuple(
        _try(extractor, scene, rule.id, token.i, rule, chosen)
        for token in doc
        for rule, token in triggers_in(scene, token)
    )


def _try(extractor: Extractor, scene: Scene, rule_id: str, index: int, rule: Rule, chosen: list[Candidate]) -> Trial:
    trigger = scene.doc[index]
    veto = veto_of(scene, trigger, rule.kind)
    candidate, failed = try_rule(scene, rule, trigger)
    if veto is not None:
        failed = f"the sentence is about {veto.id}"
    if candidate is None or failed:
        return Trial(rule_id, rule.kind.value, trigger.text, (), failed, None, "does not fire")
    filled = tuple(f"{slot}: {token.text}" for slot, token in candidate.filled)
    same = next((c for c in chosen if c.rule.id == rule_id and c.trigger == trigger), None)
    if same is None:
        return Trial(rule_id, rule.kind.value, trigger.text, filled, "", None, "fires, but a surer rule tells the same")
    telling = extractor.tell(scene, same, chosen)
    outcome = (
        _in_words(telling)
        if telling is not None
        else "fires, but is a question, a wish, a denial by nobody, or has no place"
    )
    return Trial(rule_id, rule.kind.value, trigger.text, filled, "", telling, outcome)


def _in_words(telling: Telling) -> str:
    cues = ", ".join(f"“{cue.text}”" for cue in telling.cues if cue.decides == "status")
    why = f" because of {cues}" if cues else ""
    where = telling.places[0].place.name if telling.places else "nowhere"
    who = ", ".join(f"{actor.id} {actor.role.value}" for actor in telling.actors) or "nobody named"
    return f"{telling.kind.value}, {telling.status.value}{why}; {where}; {who}; “{telling.excerpt}”"
