"""Who belongs to whom: a person to the office held, an institution to its state; from the codebook's actors.

In: the codebook's folder. Out: a `Hierarchy` that gives the parents and the children of an actor's id. Armed groups and
organisations of states have no parent: where a group is based does not make it a state's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale

from geo.events.codebook import read_actors

_STATE_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """The office of each person by the person's id, the alpha-3 ids of states, and the names of those that have one."""

    offices: Mapping[str, str] = field(default_factory=dict)
    states: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)

    def parents(self, actor: str) -> tuple[str, ...]:
        """Return what an actor belongs to, the nearest first: LUKASHENKO → BLR_PRES, BLR; BLR_MIL → BLR."""
        office = self.offices.get(actor, "")
        state = (office or actor).partition("_")[0]
        if state == actor or (len(state) != _STATE_LENGTH) or (self.states and state not in self.states):
            return ()
        return (office, state) if office else (state,)

    def within(self, actors: Iterable[str]) -> tuple[str, ...]:
        """Return these actors and the persons that belong to them; institutions are found by their state's id."""
        wanted = tuple(dict.fromkeys(actors))
        persons = (person for person in self.offices if set(self.parents(person)) & set(wanted))
        return tuple(dict.fromkeys((*wanted, *persons)))


def read_hierarchy(codebook: Path) -> Hierarchy:
    """Read the hierarchy of a codebook; raises CodebookError."""
    actors, states = read_actors(codebook)
    offices = {
        entry.id: f"{states[entry.country]}_{entry.role}"
        for entry in actors
        if entry.type == "person" and entry.role and entry.country in states
    }
    words = Locale("en").territories
    names = {state: words.get(code, state) for code, state in states.items()}
    return Hierarchy(offices, frozenset(states.values()), names | {entry.id: entry.name for entry in actors})
