"""The words that only the page says; those of kinds, states, times and places are the map's."""

from __future__ import annotations

from geo.language import language_name, tr
from geo.maps.markup import clean
from geo.maps.proper_names import actor_name
from geo.maps.words import article_day_in_words, capital, place_in_words
from geo.models import ActorRole, Article, Event

__all__ = ["capital", "source_in_words", "where_in_words", "who_in_words"]


def where_in_words(event: Event) -> str:
    """Return the drawn place and how exact it is, or that there is none."""
    place = event.drawn_at
    return place_in_words(place) if place else tr("no place named")


def who_in_words(event: Event) -> str:
    """Return who acts on whom: "Poland → Belarus"."""
    acting = ", ".join(actor_name(actor) for actor in event.actors if actor.role is not ActorRole.ACTED_ON)
    acted_on = ", ".join(actor_name(actor) for actor in event.actors if actor.role is ActorRole.ACTED_ON)
    return " → ".join(part for part in (acting, acted_on) if part)


def source_in_words(article: Article) -> str:
    """Return publisher, title, day of publication and language of an article."""
    parts = (article.publisher, article.title, article_day_in_words(article), language_name(article.language))
    return " · ".join(clean(part) for part in parts if part)
