"""Runs sentences through the real extractor and holds what they tell against a row of a table.

In: a language, a sentence and when it was published; out: its tellings. A row names kind, status, an actor, what the
place's id or name holds and how the time begins; an empty cell asks for nothing.
"""

from __future__ import annotations

from functools import cache

from geo.events.codebook import Codebook
from geo.events.extract import Extractor
from geo.gazetteer.index import Gazetteer
from geo.geoparse import Geoparser
from geo.models import Article, Telling, When
from geo.settings import ROOT, Settings


@cache
def make_extractor() -> Extractor:
    """Return the extractor of the shipped codebook, made once for all files of sentences."""
    gazetteer = Gazetteer.open(Settings.from_environment().gazetteer)
    return Extractor(Geoparser(gazetteer), Codebook.load(ROOT / "data" / "codebook"))


def extract(language: str, text: str, published: When) -> tuple[Telling, ...]:
    """Return what a text tells."""
    return make_extractor().extract(Article("test", text, language, published=published)).tellings


def assert_tells(telling: Telling, status: str, actor: str, where: str, when: str) -> None:
    """Fail if a telling has another status, lacks the actor, or is drawn elsewhere ("-": at all) or at another time."""
    assert telling.status.value == status
    assert not actor or actor in {a.id for a in telling.actors}
    drawn = telling.drawn_at
    assert (drawn is None) == (where == "-")
    assert drawn is None or where.lower() in (drawn.id + drawn.name).lower()
    assert telling.when.value.startswith(when)
