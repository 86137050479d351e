"""What the sources hand to the build: a place with its names, its parent and its geometry.

Only the build uses this; the index hands out :class:`geo.models.Place`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geo.models import Place

# How much a name says, best first. Measured need: "Islamabad" is an untagged alternate name of Chittagong, so that
# alternates of the packages count by whether they are a spelling of the main name.
MAIN = 1.0
OFFICIAL = 0.95
TAGGED = 0.9
SPELLING = 0.85
OTHER_SCRIPT = 0.7
UNTAGGED = 0.55
SHARED = 0.5  # "Kursk" for Kursk oblast, which is a city's name first


@dataclass(slots=True)
class Entry:
    """A place before it is stored.

    ``names`` maps each name as written to its strength, ``codes`` are names that count in capitals only.
    ``parent`` is the id of the smallest area it lies in, ``members`` the ids that a supranational area consists of,
    ``stands_for`` the country whose government the name means in news.
    """

    place: Place
    names: dict[str, float] = field(default_factory=dict)
    codes: tuple[str, ...] = ()
    parent: str = ""
    geometry: BaseGeometry | None = None
    members: tuple[str, ...] = ()
    stands_for: str = ""

    def add(self, name: str, strength: float) -> None:
        """Add a name, keeping the greater strength if it is there already."""
        if name and strength > self.names.get(name, 0.0):
            self.names[name] = strength


Read = Entry | str
"""What a line of a file that is added says: a place, or what is wrong with it and, on a second line, the remedy."""
