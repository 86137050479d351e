"""What recognition hands to resolution: a mention without its place, and what its words say about which place it is."""

from __future__ import annotations

from dataclasses import dataclass

from geo.models import MentionType, Use


@dataclass(frozen=True, slots=True)
class Finding:
    """A span that names a place.

    ``first`` and ``last`` are word indices of the reading. ``name`` is what to ask the gazetteer for. ``place_id`` is
    set where the writing itself says which place it is, ``code`` is the country of a demonym. For nominals ``meaning``
    says what kind of phrase it is and ``direction`` the compass point in it.
    """

    start: int
    end: int
    text: str
    type: MentionType
    use: Use
    score: float
    reasons: tuple[str, ...] = ()
    first: int = 0
    last: int = 0
    name: str = ""
    place_id: str = ""
    code: str = ""
    meaning: str = ""
    direction: str = ""
