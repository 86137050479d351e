"""Where an event is: the places of its clause with their roles, else what the words before it were speaking of.

In come a scene and a candidate; out come `EventPlace`s, the one to draw first. A place under a verb of saying is an
anchor and is never drawn; a country that only adds who it belongs to is left out; without any place the list is empty,
not a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from itertools import takewhile
from typing import TYPE_CHECKING

from geo.events.causes import across_a_cause
from geo.events.clauses import clause_head, governors, is_verbal
from geo.events.countries import CAPITAL
from geo.events.grammar import grammar_of
from geo.events.phrases import expand, phrase_tokens
from geo.events.prepositions import OF, governing, preposition_of
from geo.events.saying import is_saying
from geo.events.scene import Scene
from geo.events.together import joined_with, together_with
from geo.events.valency import is_passive
from geo.events.where_order import in_order, is_drawable
from geo.events.words import fold
from geo.models import EventPlace, Group, Kind, Mention, MentionType, Place, PlaceRole, Precision, Use

if TYPE_CHECKING:
    from geo.events.entries import KindEntry
    from geo.events.what import Candidate
    from geo.geoparse.tree import Token

TOLD_TOGETHER = frozenset({Group.FIGHTING, Group.BORDER, Group.PEOPLE})
"""Groups of kinds whose place a clause beside may say ("was killed when his car was stopped in Fallujah")."""
WATERS = frozenset({"sea", "strait"})
"""Unlike a union these are patrolled, crossed and closed."""
CASES_TELL = frozenset({"ru", "uk"})
"""Languages in which a genitive says whose something is, at any depth: "the units of the forces of Armenia"."""
TOGETHER = 0.8
"""What a place keeps of its score if it stands in the clause beside."""
MOVING = frozenset({Group.FORCES, Group.BORDER, Group.DIPLOMACY, Group.PEOPLE})


def find_places(scene: Scene, candidate: Candidate, rivals: AbstractSet[int]) -> list[EventPlace]:
    """Return the places the clause of a candidate names, in the order they are drawn; rivals: words of other events."""
    kind = scene.codebook.kinds[candidate.kind]
    found: dict[str, EventPlace] = {}
    region = (
        sorted(candidate.trigger.subtree, key=lambda t: t.i) if candidate.kind is Kind.STATEMENT else candidate.region
    )
    for mention, token in _mentions_in(scene, region):
        role = _role(scene, candidate, kind, mention, token, rivals)
        if role is None:
            continue
        for place in mention.places:
            found.setdefault(place.id, to_event_place(mention, place, role))
    if candidate.kind.group in TOLD_TOGETHER and not _is_exact(found.values()):
        coarse = is_drawable(found.values())
        clauses = joined_with(candidate.trigger) if coarse else together_with(candidate.trigger)
        beside = _beside_it(scene, candidate, kind, clauses)
        if coarse:
            beside = [p for p in beside if p.place.precision.is_point and _lies_in_one(p, found.values())]
        found.update((p.place.id, p) for p in beside if p.place.id not in found)
    thing = {t.i for slot, f in candidate.filled if slot in ("object", "any") for t in phrase_tokens(f)}
    return in_order(list(found.values()), scene, candidate.trigger, thing)


def _is_exact(places: Iterable[EventPlace]) -> bool:
    drawn = [p for p in places if is_drawable([p])]
    return any(p.place.precision not in (Precision.REGION, Precision.COUNTRY, Precision.SUPRANATIONAL) for p in drawn)


def _lies_in_one(part: EventPlace, places: Iterable[EventPlace]) -> bool:
    """Return True for Buinaksk in "In Dagestan, police shot and killed two men in Buinaksk"."""
    drawn = [p.place for p in places if is_drawable([p])]
    return any(part.place.admin1 == p.id or p.id in {f"iso:{c}" for c in part.place.countries} for p in drawn)


def _beside_it(scene: Scene, candidate: Candidate, kind: KindEntry, clauses: Sequence[Token]) -> list[EventPlace]:
    """Return where the clauses told together with this one are, by prepositions of place alone."""
    found: list[EventPlace] = []
    for mention, token in _mentions_in(scene, clauses):
        preposition, above = governing_place(scene, token)
        at = preposition not in ("", "mod", "poss") and scene.language.prepositions["location"].has_word(preposition)
        if at and not _is_no_place(scene, candidate, mention, token, preposition) and not is_saying(scene, above):
            role = _role_of_preposition(scene, kind, preposition)
            found.extend(to_event_place(mention, place, role, TOGETHER) for place in mention.places)
    return found


def to_event_place(mention: Mention, place: Place, role: PlaceRole, factor: float = 1.0) -> EventPlace:
    """Return a mention's place in a role."""
    return EventPlace(
        place=place,
        role=role,
        as_written=mention.text,
        span=mention.span,
        score=round(mention.score * factor, 3),
        reasons=mention.reasons,
        candidates=mention.candidates,
    )


def _mentions_in(scene: Scene, tokens: Sequence[Token]) -> list[tuple[Mention, Token]]:
    seen: set[int] = set()
    found = []
    for token in tokens:
        mention = scene.place_at.get(token.i)
        if mention is None or mention.start in seen or not mention.places:
            continue
        seen.add(mention.start)
        span = scene.doc.char_span(mention.start, mention.end, alignment_mode="expand")
        found.append((mention, span.root if span is not None else token))
    return found


def _role(
    scene: Scene, candidate: Candidate, kind: KindEntry, mention: Mention, token: Token, rivals: AbstractSet[int]
) -> PlaceRole | None:
    preposition, above = governing_place(scene, token)
    if preposition == "" and fold(above.lemma_) in grammar_of(above).use and candidate.kind.group is Group.FIGHTING:
        return PlaceRole.ORIGIN
    bare = is_whole(mention) and preposition in ("", "mod", "poss") and not _is_thing_done_to(candidate, token, kind)
    bare = bare or (preposition == "" and _is_attacker(candidate, token))
    if bare or _is_no_place(scene, candidate, mention, token, preposition):
        return None
    if above != candidate.trigger and _belongs_elsewhere(candidate, token, rivals):
        return None
    if mention.type is MentionType.TOPONYM and _says_whose(candidate, token, preposition, above):
        return None
    if _is_speakers(scene, candidate, token, above):
        return PlaceRole.ANCHOR
    return _role_of_preposition(scene, kind, preposition)


def _is_attacker(candidate: Candidate, token: Token) -> bool:
    """Return True for "Tel Aviv began an offensive": who does it, whatever the capital is."""
    light = candidate.kind is Kind.GROUND_COMBAT and candidate.rule.part == "noun"
    return light and token.dep_ == "nsubj" and token in candidate.subjects


def _is_hit(candidate: Candidate, token: Token) -> bool:
    """Return True for "attacked Syria": what is fought over is no government, but a land."""
    return candidate.kind.group is Group.FIGHTING and candidate.rule.part == "verb" and token in candidate.objects


def _says_whose(candidate: Candidate, token: Token, preposition: str, above: Token) -> bool:
    """Return True for "Houston's brother", "the attention of Hollywood": no place of what is done nor of its object."""
    if preposition not in grammar_of(above).of | {OF, "mod", "poss"}:
        return False
    if above == candidate.trigger:
        deed = fold(above.lemma_) in grammar_of(above).done_by and candidate.kind.group is Group.FIGHTING
        return deed and above.lang_ in CASES_TELL and token in candidate.subjects
    things = {t.i for head in candidate.objects for noun in expand(head) for t in phrase_tokens(noun)}
    return (above.i not in things and not candidate.trigger.is_ancestor(above)) or _is_who(candidate, above)


def _is_who(candidate: Candidate, noun: Token) -> bool:
    heads = [t for head in candidate.subjects for t in (head, *head.conjuncts)]
    return noun in heads or (noun.lang_ in CASES_TELL and any(head.is_ancestor(noun) for head in heads))


def _is_no_place(scene: Scene, candidate: Candidate, mention: Mention, token: Token, preposition: str) -> bool:
    """Return True for a name that says who, whose or since when, not where."""
    beside = preposition in ("mod", "poss")
    at_gate = token.head.i in scene.classes["border"] and mention.place is not None and mention.place.precision.is_point
    if mention.type is not MentionType.NOMINAL and mention.use is Use.ATTRIBUTIVE and beside and not at_gate:
        return True
    acting = token.dep_ == "nsubj" and mention.place is not None and mention.place.kind == CAPITAL
    if (mention.use is Use.GOVERNMENT and (beside or preposition == "")) or (acting and preposition == ""):
        return not _is_hit(candidate, token)
    if preposition in grammar_of(token).by or _is_background(scene, candidate, token):
        return True
    place = mention.place
    union = place is not None and place.precision is Precision.SUPRANATIONAL and place.kind not in WATERS
    if union and not is_at(scene, preposition):
        return True
    if candidate.kind is not Kind.STATEMENT:
        return False
    speaks = any(h == token or h.is_ancestor(token) for h in candidate.subjects)
    return speaks or (preposition == "" and token.i in scene.classes["state"])


def is_at(scene: Scene, preposition: str) -> bool:
    """Return True for a preposition of being or going somewhere."""
    return any(scene.language.prepositions[name].has_word(preposition) for name in ("location", "target"))


def _is_background(scene: Scene, candidate: Candidate, token: Token) -> bool:
    """Return True for a place inside "since the beginning of the offensive in …"."""
    if across_a_cause(candidate.trigger, token):
        return True
    for above in token.ancestors:
        if above == candidate.trigger:
            return False
        if (
            scene.cue("background").has(above)
            and above.pos_ in ("ADP", "NOUN", "SCONJ")
            and not above.is_ancestor(candidate.trigger)
        ):
            return True
        if any(c.dep_ == "case" and scene.cue("background").has(c) for c in above.children) and not above.is_ancestor(
            candidate.trigger
        ):
            return True
    return False


def is_whole(mention: Mention) -> bool:
    """Return True if a mention names a whole country or union."""
    place = mention.place
    return place is not None and place.precision in (Precision.COUNTRY, Precision.SUPRANATIONAL)


def _is_thing_done_to(candidate: Candidate, token: Token, kind: KindEntry) -> bool:
    """Return True for "bombed Ukraine", "left Belarus", where a country is the object and so the place."""
    preposition, _ = governing(token)
    if preposition == "mod" or kind.kind in (Kind.STATEMENT, Kind.WEAPONS_TRANSFER):
        return False
    if kind.kind is Kind.TRAVEL_ADVISORY and token.dep_ in ("dobj", "obj") and token.head in candidate.region:
        return True
    if candidate.rule.part == "noun":
        return preposition == "poss" and kind.kind is Kind.AIRSPACE_CLOSURE
    return any(token == head or head.is_ancestor(token) for head in candidate.objects) and token.dep_ != "poss"


def governing_place(scene: Scene, token: Token) -> tuple[str, Token]:
    """Climb "in the region of Kursk" to the preposition "in"."""
    nouns = scene.language.prepositions["place_noun"]
    preposition, above = governing(token)
    grammar = grammar_of(token)
    inside = grammar.of | {OF, "mod", "poss", ""}
    for _ in range(4):
        if (preposition in inside and nouns.has(above) and not is_verbal(above)) or (
            preposition in grammar.beside and nouns.has(above)
        ):
            preposition, above = governing(above)
        else:
            break
    return preposition, above


def _belongs_elsewhere(candidate: Candidate, token: Token, rivals: AbstractSet[int]) -> bool:
    """Return True if the place hangs below another event's trigger before it reaches this one."""
    for above in token.ancestors:
        if above == candidate.trigger:
            return False
        if above.i in rivals:
            of_same = not is_verbal(above) and clause_head(above) == clause_head(candidate.trigger)
            return not of_same and not above.is_ancestor(candidate.trigger)
    return False


def _is_speakers(scene: Scene, candidate: Candidate, token: Token, above: Token) -> bool:
    """Return True for where the one who tells it is: "told us in Kyiv", "according to a source in Damascus"."""
    if is_saying(scene, above) and above != candidate.trigger and above.is_ancestor(candidate.trigger) is False:
        return True
    if is_passive(above) and above == candidate.trigger.head:
        return False
    if is_saying(scene, above) and above != candidate.trigger and candidate.kind is not Kind.STATEMENT:
        return candidate.trigger.dep_ not in ("dobj", "obj", "nsubjpass", "nsubj:pass")
    if any(scene.cue("according").has(g) for g in takewhile(lambda g: g != candidate.trigger, governors(token))):
        return True
    actor = scene.actor_at.get(above.i)
    house = actor is not None and actor.institution in ("EMB", "MFA", "MOD")
    return house and not _is_where_it_stands(scene, candidate, above)


def _is_where_it_stands(scene: Scene, candidate: Candidate, house: Token) -> bool:
    """Return True for "a bomb near the embassy in Nairobi", "the embassy was bombed": the house, not who speaks."""
    if candidate.kind.group not in TOLD_TOGETHER:
        return False
    return house in candidate.objects or is_at(scene, preposition_of(house))


def _role_of_preposition(scene: Scene, kind: KindEntry, preposition: str) -> PlaceRole:
    sets = scene.language.prepositions
    first = preposition.split(maxsplit=1)[0] if preposition else ""
    if sets["origin"].has_word(preposition) or (
        sets["origin"].has_word(first) and preposition not in ("", "mod", "poss")
    ):
        return PlaceRole.ORIGIN
    if sets["anchor"].has_word(preposition):
        return PlaceRole.ANCHOR
    targets = sets["target"].has_word(preposition)
    if targets and (kind.kind.group not in MOVING or not sets["location"].has_word(preposition)):
        return PlaceRole.TARGET if kind.kind.group not in MOVING else PlaceRole.LOCATION
    if sets["location"].has_word(preposition) and kind.kind is not Kind.STRIKE:
        return PlaceRole.LOCATION
    return kind.place_role
