"""The place that the words were speaking of last: where an event is if its own clause does not say.

In come a scene and a candidate; out comes one `EventPlace` with a low score, or None. It is no more exact than the
words allow: what is said or decided about a happening has the country of that happening, not its street. It refuses
where the clause itself names a place that nobody knows, where the passage wanders through many countries, and for
fights of which neither side is known.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.grammar import grammar_of
from geo.events.phrases import phrase_tokens
from geo.events.prepositions import preposition_of
from geo.events.saying import is_saying
from geo.events.where import governing_place, is_at, is_whole, to_event_place
from geo.events.words import fold
from geo.models import ActorRole, EventPlace, Group, Kind, Mention, MentionType, Precision, Use

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geo.events.actors import ActorMention
    from geo.events.scene import Scene
    from geo.events.what import Candidate
    from geo.gazetteer.index import Gazetteer
    from geo.geoparse.tree import Token

SCORE = 0.4
REACH = 600
"""How many code points back a place still counts as where the words are (two to three sentences of news)."""
SIDES = 2
WANDERING = 3
"""A passage that names so many countries is about none of its places: on the annotated texts one in two was wrong."""
ON_THE_SPOT = frozenset({Group.FIGHTING, Group.BORDER})
"""Groups of kinds that go on where the sentence before was, as unrest does; all others have only its country."""
GATED = frozenset({Kind.BORDER_CLOSURE, Kind.BORDER_OPENING})
"""Of these only a town with a crossing can be the place: an envoy called home from a capital shuts no gate there."""
AREAS = frozenset({Precision.COUNTRY, Precision.SUPRANATIONAL, Precision.BORDER_SEGMENT})


def place_spoken_of(
    scene: Scene, candidate: Candidate, gazetteer: Gazetteer, codes: Mapping[str, Sequence[str]]
) -> EventPlace | None:
    """Return the place the words before speak of, None if they name none that can be meant."""
    if candidate.kind is Kind.GROUND_COMBAT and not any(codes.values()):
        return None
    sentence = scene.sentence(candidate.trigger)
    heard = _heard(scene, candidate, sentence.end_char)
    goes_on = candidate.kind.group in ON_THE_SPOT or candidate.kind is Kind.INTERNAL_UNREST
    heard = [m for m in heard if not (_is_seat(scene, m) and (goes_on or m.start >= sentence.start_char))]
    inside = [m for m in heard if m.start >= sentence.start_char]
    if inside:
        return _to_place(scene, candidate, min(inside, key=lambda m: (not _is_at(scene, m), m.start)))
    lands = {code for m in heard for place in m.places for code in place.countries}
    if not heard or len(lands) >= WANDERING or says_unknown(scene, candidate):
        return None
    found = _to_place(scene, candidate, heard[-1])
    there = any(t.pos_ == "ADV" and fold(t.text) in grammar_of(t).there for t in candidate.region)
    at_gate = candidate.kind not in GATED or gazetteer.is_at_crossing(found.place)
    return found if there or (goes_on and at_gate) else _widened(found, gazetteer)


def is_somewhere(scene: Scene, candidate: Candidate, named: Sequence[tuple[ActorMention, ActorRole]]) -> bool:
    """Return True if a place is spoken of, though not surely its own, or someone acts at one that nobody knows.

    Such an event stands in the list and not on the map.
    """
    near = "near" in scene.codebook.kinds[candidate.kind].fallback
    end = scene.sentence(candidate.trigger).end_char
    acting = any(role is ActorRole.ACTS for _, role in named)
    return near and (bool(_heard(scene, candidate, end)) or (acting and says_unknown(scene, candidate)))


def _heard(scene: Scene, candidate: Candidate, end: int) -> list[Mention]:
    """Return the places named up to the end of the sentence, those of the paragraph if it has any."""
    reach = candidate.trigger.idx - REACH
    line = scene.line_of(candidate.trigger)
    before = [m for m in scene.mentions if reach <= m.start and m.end <= end and _says_where(scene, m)]
    return [m for m in before if m.start >= line.start] or before


def _to_place(scene: Scene, candidate: Candidate, mention: Mention) -> EventPlace:
    role = scene.codebook.kinds[candidate.kind].place_role
    place = to_event_place(mention, mention.places[0], role, SCORE)
    reason = "the sentence names no place: the place spoken of last"
    return EventPlace(place.place, place.role, "", None, SCORE, (reason, *place.reasons), place.candidates)


def _widened(found: EventPlace, gazetteer: Gazetteer) -> EventPlace:
    """Return the country of a town or region, the border that a crossing is on."""
    codes = found.place.countries
    if not codes or found.place.precision in AREAS:
        return found
    wider = gazetteer.border(*codes) if len(codes) == SIDES else gazetteer.country(codes[0])
    return found if wider is None else replace(found, place=wider)


def _says_where(scene: Scene, mention: Mention) -> bool:
    """Return True for a place that is meant itself, unless a country is only who acts or whose something is."""
    place = mention.place
    if mention.type is MentionType.DEMONYM or mention.use is not Use.LITERAL or place is None:
        return False
    if place.precision is Precision.SUPRANATIONAL:
        return False
    root = _root_of(scene, mention)
    if root is None:
        return not is_whole(mention)
    if is_whole(mention):
        return is_at(scene, governing_place(scene, root)[0])
    return root.i not in scene.classes["state"]


def _is_seat(scene: Scene, mention: Mention) -> bool:
    """Return True for where one speaks or sits: "told reporters in Kyiv", "the defence ministry in Yerevan"."""
    root = _root_of(scene, mention)
    if root is None:
        return False
    preposition, above = governing_place(scene, root)
    actor = scene.actor_at.get(above.i)
    if not is_at(scene, preposition):
        return False
    if is_saying(scene, above) or (actor is not None and actor.institution not in ("", "STATE")):
        return True
    return any(scene.cue("according").has(token) for token in root.ancestors)


def _is_at(scene: Scene, mention: Mention) -> bool:
    root = _root_of(scene, mention)
    return root is not None and is_at(scene, governing_place(scene, root)[0])


def _root_of(scene: Scene, mention: Mention) -> Token | None:
    span = scene.doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return span.root if span is not None else None


def says_unknown(scene: Scene, candidate: Candidate) -> bool:
    """Return True for what is "in Essen", "near the village of Janiatag", if nobody knows where that is."""
    names = [t for t in candidate.region if _is_unknown_name(scene, t) and not _is_its_name(candidate, t)]
    return any(is_at(scene, governing_place(scene, token)[0]) for token in names)


def _is_its_name(candidate: Candidate, token: Token) -> bool:
    """Return True for "the Balikatan drills": what the event itself is called."""
    return token.head == candidate.trigger and not preposition_of(token)


def _is_unknown_name(scene: Scene, token: Token) -> bool:
    name = token.pos_ == "PROPN" or (token.lang_ != "de" and token.pos_ == "NOUN" and token.is_title)
    known = any(t.i in scene.place_at or t.i in scene.actor_at for t in (token, *phrase_tokens(token)))
    return name and not known and not any(t.start <= token.idx < t.end for t in scene.times)
