"""Where an event is if its clause does not say: from who acts, who is hit, who says it, or the words before.

The kind says in which order. In come a scene and a candidate; out comes one `EventPlace` with a low score and the
reason in words, or None if nothing
fits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from geo.events.phrases import phrase_tokens
from geo.events.where import governing_place, is_at, is_whole, to_event_place
from geo.models import EventPlace, Group, Kind, Mention, MentionType, Precision, Use

if TYPE_CHECKING:
    from geo.events.scene import Scene
    from geo.events.what import Candidate
    from geo.gazetteer.index import Gazetteer
    from geo.geoparse.tree import Token

FALLBACK_SCORE = 0.4
NEAR_REACH = 600
"""How many code points back a place still counts as where the words are (two to three sentences of news)."""


def fall_back(
    scene: Scene, candidate: Candidate, gazetteer: Gazetteer, *, codes: Mapping[str, Sequence[str]]
) -> EventPlace | None:
    """Return where it is if the clause does not say: by the order of the kind; None if nothing fits."""
    kind = scene.codebook.kinds[candidate.kind]
    for source in kind.fallback:
        if source == "near":
            near = _place_before(scene, candidate)
            if near is not None and _can_be_theirs(candidate, near, codes["actor"]):
                return near
            continue
        for code in codes[source]:
            place = gazetteer.country(code) if len(code) == 2 else None
            if place is not None:
                return EventPlace(place, kind.place_role, score=FALLBACK_SCORE, reasons=(_REASONS[source],))
    return None


def _can_be_theirs(candidate: Candidate, near: EventPlace, acting: Sequence[str]) -> bool:
    """Return False for a border or an airspace of others than those who close or open it."""
    if candidate.kind not in (Kind.BORDER_CLOSURE, Kind.BORDER_OPENING, Kind.AIRSPACE_CLOSURE):
        return True
    return not acting or bool(set(near.place.countries) & set(acting))


_REASONS = {
    "actor": "the sentence names no place: the country of who acts",
    "object": "the sentence names no place: the country it is done to",
    "speaker": "the sentence names no place: the country of who says it",
}


def _place_before(scene: Scene, candidate: Candidate) -> EventPlace | None:
    kind = scene.codebook.kinds[candidate.kind]
    line, trigger = scene.line_of(candidate.trigger), candidate.trigger
    sentence = scene.sentence(trigger)
    before = [
        m
        for m in scene.mentions
        if m.type is not MentionType.DEMONYM
        and m.use is Use.LITERAL
        and m.places
        and trigger.idx - NEAR_REACH <= m.start
        and m.end <= sentence.end_char
        and _says_where(scene, m)
    ]
    here = [m for m in before if m.start >= line.start] or before
    inside = [m for m in here if m.start >= sentence.start_char]
    for mention in inside if _says_unknown(scene, candidate) else [*inside, *reversed(here)]:
        if mention.place is not None and mention.place.precision is not Precision.SUPRANATIONAL:
            reason = "the sentence names no place: the place spoken of last"
            place = to_event_place(mention, mention.places[0], kind.place_role, FALLBACK_SCORE)
            return EventPlace(
                place.place, place.role, "", None, FALLBACK_SCORE, (reason, *place.reasons), place.candidates
            )
    return None


def _says_unknown(scene: Scene, candidate: Candidate) -> bool:
    """Return True for fighting "in Essen" if nobody knows where that is: it is not where the words were."""
    if candidate.kind.group is not Group.FIGHTING:
        return False
    names = [token for token in candidate.region if _is_unknown_name(scene, token)]
    return any(is_at(scene, governing_place(scene, token)[0]) for token in names)


def _is_unknown_name(scene: Scene, token: Token) -> bool:
    name = token.pos_ == "PROPN" or (token.lang_ != "de" and token.pos_ == "NOUN" and token.is_title)
    known = any(t.i in scene.place_at or t.i in scene.actor_at for t in (token, *phrase_tokens(token)))
    return name and not known and not any(t.start <= token.idx < t.end for t in scene.times)


def _says_where(scene: Scene, mention: Mention) -> bool:
    """Return True unless a country is only who acts or whose something is."""
    span = scene.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if not is_whole(mention):
        return span is None or span.root.i not in scene.classes["state"]
    preposition = governing_place(scene, span.root)[0] if span is not None else ""
    return is_at(scene, preposition)
