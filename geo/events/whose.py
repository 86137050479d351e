"""Whether "the army" of a clause is that of the country spoken of: only if the text gives it a part there.

In come a scene, a candidate with its actors and places, and the other candidates; out come the actors without those
whose country was only spoken of before. The country must be a subject in the sentence, that of the place, or one that
the text names as a party to fighting there; "its army" says whose it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.grammar import grammar_of
from geo.events.others import ASKED, countries_at
from geo.events.where_order import countries_of
from geo.models import ActorRole, EventPlace, Kind

if TYPE_CHECKING:
    from geo.events.actors import ActorMention
    from geo.events.others import Others
    from geo.events.saying import Speaker
    from geo.events.scene import Scene
    from geo.events.what import Candidate
    from geo.geoparse.tree import Token

Named = Sequence[tuple["ActorMention", ActorRole]]
NEVER_ABROAD = frozenset({"POLICE", "CIV", "PARL", "MOI"})
"""Institutions that act in their own land: the police of a town are those of its country."""
KEPT_AT_HOME = NEVER_ABROAD | {"MIL", "BORDER", "STATE", "PRES", "PM", "MOD"}
ON_THE_SPOT = ASKED - {Kind.DEPLOYMENT} | {Kind.INTERNAL_UNREST}
"""Kinds that happen where those are who do them."""
TWICE = 2
"""How much more a text must speak of the land than of the country spoken of last."""


def keep_theirs(
    scene: Scene, candidate: Candidate, others: Others, named: Named, places: Sequence[EventPlace]
) -> list[tuple[ActorMention, ActorRole]]:
    """Return the actors whose country the text gives a part in the event."""
    named = [(_at_home(scene, candidate, actor, places), role) for actor, role in named]
    here = countries_of(p for p in places if p.as_written)
    if candidate.kind is Kind.INTERNAL_UNREST:
        named = [(actor, role) for actor, role in named if is_somewhere_known(actor) or actor.country in here]
    unsure = [a for a, _ in named if _is_unsure(scene, a)] if candidate.kind in ASKED else []
    if not unsure:
        return list(named)
    theirs = frozenset(countries_of(places)) | _subjects_of(scene, candidate.trigger)
    if any(actor.country not in theirs for actor in unsure):
        theirs |= others.parties(candidate, frozenset(countries_of(places)))
    return [(actor, role) for actor, role in named if actor not in unsure or actor.country in theirs]


def _at_home(scene: Scene, candidate: Candidate, actor: ActorMention, places: Sequence[EventPlace]) -> ActorMention:
    """Return "police", "the army" as those of the land where it happens, if the text is rather about that land."""
    lands = countries_of(p for p in places if p.as_written)
    land = lands[0] if len(lands) == 1 and candidate.kind in ON_THE_SPOT else ""
    state = scene.codebook.states.get(land)
    if not _is_unsure(scene, actor) or state is None or land == actor.country or actor.institution not in KEPT_AT_HOME:
        return actor
    if actor.institution not in NEVER_ABROAD:
        told = Counter(a.country for a in scene.actors if not a.implied and a.start <= candidate.trigger.idx)
        if told[land] < TWICE * max(1, told[actor.country]) or actor.country in _subjects_of(scene, candidate.trigger):
            return actor
    name = f"{scene.doc.text[actor.start : actor.end]} ({land})"
    actor_id = state if actor.institution == "STATE" else f"{state}_{actor.institution}"
    return replace(actor, id=actor_id, name=name, country=land)


def is_somewhere_known(actor: ActorMention) -> bool:
    """Return True unless it is a police of which nobody says whose: where it acts does not follow from it."""
    return bool(actor.country) and not (actor.implied and actor.institution == "POLICE")


def as_said(
    scene: Scene,
    candidate: Candidate,
    others: Others,
    speaker: Speaker | None,
    places: Sequence[EventPlace],
) -> Speaker | None:
    """Return the speaker, by the word alone ("army") if the text does not say whose it is."""
    if speaker is None or speaker.actor is None:
        return speaker
    if keep_theirs(scene, candidate, others, [(speaker.actor, ActorRole.ACTS)], places):
        return speaker
    return replace(speaker, actor=None, name=scene.doc[speaker.actor.root].text)


def _is_unsure(scene: Scene, actor: ActorMention) -> bool:
    """Return True for an institution without a country or a possessive beside it."""
    if not actor.implied or not actor.institution:
        return False
    root = scene.doc[actor.root]
    return not any(t.text.casefold() in grammar_of(t).ours for t in root.children)


def _subjects_of(scene: Scene, trigger: Token) -> frozenset[str]:
    heads = [t for t in scene.sentence(trigger) if t.dep_.startswith("nsubj")]
    return countries_at(scene, heads)
