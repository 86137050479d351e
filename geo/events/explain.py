"""Why a sentence gives this event or none: for people who edit the codebook.

In comes a sentence; out come one `Trial` for each rule whose trigger stands in it, with the slots that were filled, the
first that was not, and what became of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.events.climb import Deciding, way_up
from geo.events.on_the_way import read_step
from geo.events.others import Others
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
    ``telling`` is the event it led to (None if a later step gave it up, as ``outcome`` says); ``why`` says in words for
    a reader why there is none ("" if there is one).
    """

    rule: str
    kind: str
    trigger: str
    filled: tuple[str, ...]
    failed: str
    telling: Telling | None
    outcome: str
    why: str = ""


def try_sentence(extractor: Extractor, text: str, language: str, *, published: When | None = None) -> tuple[Trial, ...]:
    """Try every rule of the codebook whose trigger stands in the text, in text order."""
    article = Article(id="try", text=text, language=language, published=published)
    doc = extractor.parse(article)
    scene = extractor.look_at(article, doc, extractor.geoparse(article))
    chosen = Others(scene, find_candidates(scene))
    return tuple(
        _try(extractor, scene, rule.id, token.i, rule, chosen)
        for token in doc
        for rule, token in triggers_in(scene, token)
    )


def _try(extractor: Extractor, scene: Scene, rule_id: str, index: int, rule: Rule, chosen: Others) -> Trial:
    trigger = scene.doc[index]
    veto = veto_of(scene, trigger, rule.kind)
    candidate, failed = try_rule(scene, rule, trigger)
    if veto is not None:
        failed = f"the sentence is about {veto.id}"
    if candidate is None or failed:
        why = f"the sentence is about {veto.id}" if veto is not None else _in_plain_words(rule, failed)
        return Trial(rule_id, rule.kind.value, trigger.text, (), failed, None, "does not fire", why)
    filled = tuple(f"{_SLOTS.get(slot, slot)}: “{token.text}”" for slot, token in candidate.filled)
    same = next((c for c in chosen.at(trigger) if c.rule.id == rule_id), None)
    if same is None:
        same_said = "another rule tells the same, and is surer"
        return Trial(rule_id, rule.kind.value, trigger.text, filled, "", None, "fires, but " + same_said, same_said)
    telling = extractor.tell(scene, same, chosen)
    if telling is not None:
        return Trial(rule_id, rule.kind.value, trigger.text, filled, "", telling, _in_words(scene, telling))
    why = _given_up(scene, same)
    return Trial(rule_id, rule.kind.value, trigger.text, filled, "", None, f"fires, but {why}", why)


_SLOTS = {
    "object": "what it is done to",
    "head": "what itself it is done to",
    "subject": "who does it",
    "any": "said in the same clause",
    "beside": "said in the same clause of someone else",
    "sentence": "said in the same sentence",
    "needs": "named in the same clause",
    "own": "said with the word itself",
}
"""The slots of a rule in plain words."""
SHOWN_WORDS = 4


def _in_plain_words(rule: Rule, failed: str) -> str:
    """Say which slot stayed empty and what would have filled it."""
    slot = next((name for name in _SLOTS if f"“{name}”" in failed), "")
    wanted = rule.slots.get(slot)
    if wanted is None:
        return failed.replace("not with", "it must not stand with")
    words = [*(f"any {name}" for name in sorted(wanted.classes)), *sorted(wanted.words)][:SHOWN_WORDS]
    return f"{_SLOTS[slot]} must be {', '.join(words)} or the like, and is not"


def _given_up(scene: Scene, candidate: Candidate) -> str:
    """Say why a rule that fired led to no event."""
    if scene.is_noise(candidate.trigger):
        return "the line is a menu, a caption or a notice of the page"
    deciding = Deciding(scene, candidate)
    for step in way_up(scene, candidate.trigger, candidate.kind.group):
        read_step(deciding, step)
    for name, words in _NO_EVENT.items():
        if name in deciding.found:
            return f"“{deciding.found[name].text}” makes it {words}"
    if scene.sentence(candidate.trigger).text.rstrip().endswith("?"):
        return "the sentence is a question"
    return "nothing says where, and nobody is named whose country could stand for it"


_NO_EVENT = {
    "background": "the background of something else",
    "habit": "a habit, not one event",
    "compare": "a comparison",
    "never": "something that never happened",
    "nearly": "something that almost happened",
    "wish": "a wish or a demand",
    "negation": "something that did not happen, denied by nobody",
}


def _in_words(scene: Scene, telling: Telling) -> str:
    cues = ", ".join(f"“{cue.text}”" for cue in telling.cues if cue.decides == "status")
    why = f" because of {cues}" if cues else ""
    kind = scene.codebook.kinds[telling.kind].words
    where = telling.places[0].place.name if telling.places else "nowhere"
    who = ", ".join(f"{actor.id} {actor.role.value.replace('_', ' ')}" for actor in telling.actors) or "nobody named"
    when = f"; when: {telling.when.value}" if scene.article.published is not None else ""
    return f"{kind}, {telling.status.value}{why}; where: {where}; who: {who}{when}; in the words “{telling.excerpt}”"
