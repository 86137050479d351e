"""What a question to the store must know beyond it: which place a name means, what lies in it, who belongs to whom.

In: a gazetteer and the codebook's actors. Out: a callable that finds places, as queries ask for it, with the hierarchy
of the actors. Opening one costs a few milliseconds; nothing of the language models is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from geo.events.hierarchy import Hierarchy, read_hierarchy
from geo.gazetteer.index import Gazetteer
from geo.models import Place


@dataclass(frozen=True, slots=True, eq=False)
class Guide:
    """Finds the place of a filter by its id or name, and the actors that belong to one."""

    gazetteer: Gazetteer
    hierarchy: Hierarchy = field(default_factory=Hierarchy)

    @classmethod
    def open(cls, gazetteer: Path, codebook: Path) -> Guide:
        """Open both; raises GazetteerMissing, CodebookError."""
        return cls(Gazetteer.open(gazetteer), read_hierarchy(codebook))

    def __call__(self, place: str) -> Place | None:
        """Return the place of an id or a name, the likeliest of several; None if there is none."""
        found = self.gazetteer.place(place)
        matches = self.gazetteer.lookup(place, limit=1) if found is None else ()
        return matches[0].place if matches else found

    def related(self, one: Place, other: Place) -> bool:
        """Say if the second place lies in the first or is the same."""
        return self.gazetteer.related(one, other)
