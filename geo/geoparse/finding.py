"""What recognition hands on: spans that may name a place, then mentions without their places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.models import MentionType, Use

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
PERSON_LABELS = frozenset({"PERSON", "PER"})


class Source(StrEnum):
    """Which witness brought a span up."""

    SHORT = "short"
    STREET = "street"
    NATURE = "nature"
    FEATURE = "feature"
    DESCRIBED = "described"
    LOCATED = "located"
    TAGGER = "tagger"
    GAZETTEER = "gazetteer"
    LOWER = "lower"


@dataclass(slots=True)
class Spot:
    """A span of words, first to last inclusive, and the name to ask the gazetteer for.

    ``place_id`` is set where the writing itself says which place it is ("W.Va."), ``end`` is the end in the text where
    it lies behind the last word ("Ky.").
    """

    first: int
    last: int
    name: str
    source: Source
    known: bool = False
    place_id: str = ""
    end: int = 0


@dataclass(frozen=True, slots=True)
class Untagged:
    """What needs no tagger: spans by their writing and by the words beside, and names of the gazetteer."""

    written: tuple[Spot, ...]
    known: tuple[Spot, ...]


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
