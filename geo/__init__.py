"""Dateline reads news articles and shows on a map what happened, where and when.

The verbs of a program that uses it; each is loaded when it is first asked for.

>>> import geo
>>> article = geo.parse_article(b"Poland closed a border crossing on 10 February 2023.", "note.txt")
>>> article.language
'en'
>>> geo.Filter(actors=("POL",), words="border").to_query()
'actors=POL&words=border'

With a gazetteer (``python -m geo gazetteer build``) and a store (``python -m geo ingest …``) go on with
``geo.find_places(article)``, ``geo.find_events(article)`` and ``geo.load_events(geo.Filter(actors=("POL",)))``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geo.articles import parse_article, read_article
    from geo.filter import Filter
    from geo.pipeline import ingest
    from geo.settings import Settings
    from geo.verbs import find_events, find_places, load_events

__all__ = [
    "Filter",
    "Settings",
    "find_events",
    "find_places",
    "ingest",
    "load_events",
    "parse_article",
    "read_article",
]

_HOMES = {
    "Filter": "geo.filter",
    "Settings": "geo.settings",
    "find_events": "geo.verbs",
    "find_places": "geo.verbs",
    "ingest": "geo.pipeline",
    "load_events": "geo.verbs",
    "parse_article": "geo.articles",
    "read_article": "geo.articles",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'geo' has no attribute {name!r}")
