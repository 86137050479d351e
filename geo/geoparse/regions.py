"""Names of parts of countries: "Ukraine du Nord" becomes the place ``region:ua-north``, made by rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.gazetteer.parts import part_of
from geo.geoparse.nominals import find_direction
from geo.models import Place, Precision

if TYPE_CHECKING:
    from geo.geoparse.lookups import Lookups
    from geo.geoparse.words import Words

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def compose_part(name: str, words: Words, lookups: Lookups) -> Place | None:
    """Return the part of a country that a name of several words means ("Ukraine du Nord"); None if it means none."""
    direction = find_direction(name, words)
    if not direction:
        return None
    pieces = [piece for piece in _WORD.findall(name) if piece.lower() not in words.directions[direction]]
    rest = [
        piece for piece in pieces if not (words.has("inside", piece.lower()) or words.has("article", piece.lower()))
    ]
    country = next(
        (hit.place for hit in lookups.hits(" ".join(rest)) if hit.place.precision is Precision.COUNTRY), None
    )
    return part_of(lookups.gazetteer, country, direction) if country else None
