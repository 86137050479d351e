"""Phrases of cause: what stands in one is where the cause is, not what it leads to, and the other way round.

In come words of a parse; out comes a yes or no. Only causes without a verb of their own count ("because of the drills",
"en raison des tensions"); a clause of cause is a clause of its own anyway.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.clauses import is_verbal
from geo.events.grammar import grammar_of
from geo.events.prepositions import preposition_of
from geo.events.words import fold

if TYPE_CHECKING:
    from geo.geoparse.tree import Token


def across_a_cause(trigger: Token, place: Token) -> bool:
    """Return True if one of the two stands in a phrase of cause and the other does not ("closed because of drills")."""
    return _cause_above(trigger) != (_cause_above(place.head) if place.head != place else -1)


def _cause_above(token: Token) -> int:
    """Return the index of the word that heads the phrase of cause a token stands in, -1 if in none."""
    for above in (token, *token.ancestors):
        if is_verbal(above):
            return -1
        causes = grammar_of(above).cause
        named = above.pos_ in ("NOUN", "ADP", "SCONJ") and fold(above.lemma_) in causes
        if named or preposition_of(above).replace(" ", "-") in causes:
            return above.i
    return -1
