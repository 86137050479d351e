"""Infers when an article was published from its text alone, for texts that come without metadata.

In the order in which they hold: a written line ("Published 14 February 2023", "MINSK, Feb. 14 (Reuters)"); a
footnote whose date the text calls "yesterday"; the time since a known war began ("almost ten months ago"), narrowed
by "this Monday"; the latest day the text dates, its year from its weekday or from that time; the latest date written
in full. What is found is a window with basis inferred and the words of the reason. A year that nothing tells is
never filled in: the answer is then None.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from geo.events.published_clues import Clues
from geo.events.published_latest import latest_full, since_war
from geo.events.published_line import footnote, written_line
from geo.events.times_words import load_words

if TYPE_CHECKING:
    from geo.models import When


def infer_published(text: str, language: str, *, today: date | None = None) -> tuple[When | None, str]:
    """Return the window of publication and, in words, how it is known; None and the reason if nothing tells it.

    ``today`` is the last day it can lie on, if given.
    """
    words = load_words(language)
    if words is None:
        return None, f"no words of time for the language {language!r}"
    clues = Clues(text, words, today or date.max)
    for find in (written_line, footnote, since_war, latest_full):
        window, how = find(clues)
        if window is not None and window.start <= clues.limit:
            return window, how
    return None, "nothing in the text tells it"
