"""What a program does with Dateline in one call each; settings come from the environment unless they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.filter import Filter
from geo.pipeline import date_article, load_extractor, load_geoparser, open_store
from geo.query import select
from geo.settings import Settings

if TYPE_CHECKING:
    from geo.models import Article, Event, Mention, Telling

_MOST = 10_000_000


def find_places(article: Article, settings: Settings | None = None) -> tuple[Mention, ...]:
    """Return the mentions of places in an article, resolved where that is possible; needs the gazetteer."""
    return load_geoparser(settings or Settings.from_environment()).geoparse(article)


def find_events(article: Article, settings: Settings | None = None) -> tuple[Telling, ...]:
    """Return what an article tells, in the order of its text; needs the gazetteer."""
    return load_extractor(settings or Settings.from_environment()).extract(date_article(article)).tellings


def load_events(chosen: Filter | None = None, settings: Settings | None = None) -> tuple[Event, ...]:
    """Return the stored events that match, oldest first."""
    store = open_store(settings or Settings.from_environment())
    return select(store, chosen or Filter(), limit=_MOST).events
