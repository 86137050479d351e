"""What changed since a snapshot: its events against those that the same filter shows today, in words.

An event is the same if any of its tellings is; what was merged, split or corrected is told as a change, not as a loss.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from geo.language import msg, tr
from geo.maps import words
from geo.maps.proper_names import actor_name
from geo.models import Event, Place
from geo.query import select
from geo.share.snapshot import Snapshot
from geo.store import Store

MOST_EVENTS = 100_000


class Sort(StrEnum):
    """What became of an event."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that is another now: what it is of, what it was, what it is, all in words."""

    of: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Change:
    """One event that is not as it was; ``event`` is the one of today, of the snapshot if there is none today."""

    sort: Sort
    event: Event
    differences: tuple[Difference, ...] = ()


def changes_since(
    snapshot: Snapshot, store: Store, *, locate: Callable[[str], Place | None] | None = None
) -> tuple[Change, ...]:
    """Return what is new, gone or changed under the filter of the snapshot, in that order.

    What is gone since it was changed says how. A snapshot that holds but the first of its events, or only those that
    began what stood on a day, says nothing of what is new; nor is anything called gone if more match today than are
    looked at.
    """
    selection = select(store, snapshot.view.filter, limit=MOST_EVENTS, locate=locate)
    today = selection.events
    now = {key: event for event in today for key in _keys(event)}
    then = {key for event in snapshot.events for key in _keys(event)}
    whole = len(snapshot.events) >= snapshot.matched and not snapshot.view.as_of
    new = [Change(Sort.NEW, event) for event in today if whole and then.isdisjoint(_keys(event))]
    gone: list[Change] = []
    changed: list[Change] = []
    for event in snapshot.events:
        same = _find_same(event, now)
        if same is None:
            gone += [] if selection.matched > len(today) else [_tell_gone(event, store, selection.version)]
        elif differences := tuple(_compare(event, same)):
            changed.append(Change(Sort.CHANGED, same, differences))
    return (*new, *gone, *changed)


def _tell_gone(event: Event, store: Store, version: int) -> Change:
    """Say what became of an event that the filter does not show any more; nothing if the store has it no longer."""
    found = (store.event(key, version=version) for key in _keys(event))
    same = next((one for one in found if one is not None), None)
    return Change(Sort.GONE, event, tuple(_compare(event, same)) if same else ())


def _find_same(event: Event, now: Mapping[str, Event]) -> Event | None:
    return next((now[key] for key in _keys(event) if key in now), None)


def _keys(event: Event) -> tuple[str, ...]:
    """Return what an event is known by: its tellings, and its own id, which is all that an exported file keeps."""
    return (*(telling.id for telling in event.tellings), event.id)


def _compare(was: Event, now: Event) -> Iterator[Difference]:
    for name, tell in FACTS.items():
        before, after = tell(was), tell(now)
        if before != after:
            yield Difference(tr(name), before, after)


def _place(event: Event) -> str:
    return words.place_in_words(event.drawn_at) if event.drawn_at else tr("without a place")


def _actors(event: Event) -> str:
    return ", ".join(f"{actor_name(actor)} ({words.role_in_words(actor.role)})" for actor in event.actors)


FACTS: Mapping[str, Callable[[Event], str]] = {
    msg("Kind"): lambda event: words.kind_in_words(event.kind),
    msg("Status"): lambda event: words.status_in_words(event.status),
    msg("When"): lambda event: words.when_in_words(event.when),
    msg("Place"): _place,
    msg("Actors"): _actors,
    msg("Weapons"): lambda event: ", ".join(event.weapons),
    msg("Quantity"): lambda event: event.quantity,
    msg("Told by"): lambda event: str(len({telling.article_id for telling in event.tellings})),
    msg("Reviewed"): lambda event: tr("yes") if event.reviewed else tr("no"),
}
