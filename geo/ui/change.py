"""What a person changes of an event, field by field, so that what others changed meanwhile stays.

In: the event as it was shown and what a form says. Out: a `Change`, applied to each telling of the event as it is now;
and the change in words.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from geo.language import tr
from geo.maps.proper_names import actor_name
from geo.maps.words import kind_in_words, place_in_words, role_in_words, status_in_words, when_in_words
from geo.models import EventActor, EventPlace, Kind, Place, PlaceRole, Status, Telling, When


@dataclass(frozen=True, slots=True)
class Change:
    """The fields that are other than before; None leaves a field as it is. ``unplaced`` takes the place away."""

    kind: Kind | None = None
    status: Status | None = None
    when: When | None = None
    place: Place | None = None
    unplaced: bool = False
    actors: tuple[EventActor, ...] | None = None

    @property
    def is_empty(self) -> bool:
        """True if nothing is changed."""
        return self == Change()

    def apply(self, telling: Telling) -> Telling:
        """Return a telling with the changes."""
        return replace(
            telling,
            kind=self.kind or telling.kind,
            status=self.status or telling.status,
            when=self.when or telling.when,
            places=self._places(telling),
            actors=telling.actors if self.actors is None else self.actors,
        )

    def _places(self, telling: Telling) -> tuple[EventPlace, ...]:
        anchors = tuple(held for held in telling.places if held.role is PlaceRole.ANCHOR)
        if self.unplaced:
            return anchors
        if self.place is None:
            return telling.places
        drawn = [held for held in telling.places if held.role is not PlaceRole.ANCHOR]
        had = drawn[0] if drawn else EventPlace(self.place, PlaceRole.LOCATION)
        chosen = replace(had, place=self.place, score=1.0, reasons=(tr("chosen by a person"),))
        return (chosen, *(held for held in drawn[1:] if held.place.id != self.place.id), *anchors)


def differences(before: Telling, after: Telling) -> list[str]:
    """Return what differs, each as "Status: reported → denied"."""
    fields = (
        (tr("Kind"), kind_in_words(before.kind), kind_in_words(after.kind)),
        (tr("Status"), status_in_words(before.status), status_in_words(after.status)),
        (tr("When"), when_in_words(before.when), when_in_words(after.when)),
        (tr("Place"), _place(before), _place(after)),
        (tr("Actors"), _actors(before), _actors(after)),
    )
    return [f"{name}: {old} → {new}" for name, old, new in fields if old != new]


def _place(telling: Telling) -> str:
    return place_in_words(telling.drawn_at) if telling.drawn_at else tr("no place")


def _actors(telling: Telling) -> str:
    return "; ".join(f"{actor_name(actor)} {role_in_words(actor.role)}" for actor in telling.actors) or tr("nobody")
