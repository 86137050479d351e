"""The record of an actor named in a text; nothing here finds or decides."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActorMention:
    """An actor named in the text.

    ``kind`` is state, force, official, organisation or people (the classes a slot of the codebook can ask for),
    ``country`` the alpha-2 code, ``root`` the index of the token that carries it in the parse, ``start``/``end`` code
    points.
    """

    start: int
    end: int
    id: str
    name: str
    kind: str
    country: str
    institution: str
    root: int
    implied: bool = False
