"""Who held which office on a day, from the codebook's persons.

In come the actors and a day; out comes the person in office, or nobody where the codebook does not say since when.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

from geo.events.entries import ActorEntry

OF_ONE = frozenset({"PRES", "PM", "MFA", "MOD", "MOI"})
"""Offices that one person holds at a time; many speak for a government, an opposition or a group."""


def offices_of(actors: Iterable[ActorEntry]) -> Mapping[tuple[str, str], Sequence[ActorEntry]]:
    """Return the terms of each office by country and role."""
    found: dict[tuple[str, str], list[ActorEntry]] = {}
    for entry in actors:
        if entry.type == "person" and entry.role:
            found.setdefault((entry.country, entry.role), []).append(entry)
    return found


def holder_of(terms: Sequence[ActorEntry], day: date) -> ActorEntry | None:
    """Return who came last into an office held on a day; a term without days counts only if it is the only one."""
    held = [e for e in terms if _covers(e, day) and (e.since or e.until or len(terms) == 1)]
    return max(held, key=lambda e: e.since, default=None)


def overlapping(terms: Sequence[ActorEntry]) -> list[tuple[ActorEntry, ActorEntry]]:
    """Return each two terms of one office that share a day; one without days overlaps with every other."""
    return [
        pair for pair in combinations(terms, 2) if _begin(pair[0]) < _end(pair[1]) and _begin(pair[1]) < _end(pair[0])
    ]


def _covers(entry: ActorEntry, day: date) -> bool:
    return _begin(entry) <= day < _end(entry)


def _begin(entry: ActorEntry) -> date:
    return date.fromisoformat(entry.since) if entry.since else date.min


def _end(entry: ActorEntry) -> date:
    return date.fromisoformat(entry.until) if entry.until else date.max
