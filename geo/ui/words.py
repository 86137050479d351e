"""The words that only the page says; those of kinds, states, times and places are the map's."""

from __future__ import annotations

from geo.maps.markup import clean
from geo.maps.words import article_day_in_words, place_in_words
from geo.models import ActorRole, Article, Event


def where_in_words(event: Event) -> str:
    """Return the drawn place and how exact it is, or that there is none."""
    place = event.drawn_at
    return place_in_words(place) if place else "no place named"


def who_in_words(event: Event) -> str:
    """Return who acts on whom: "Poland → Belarus"."""
    acting = ", ".join(actor.name for actor in event.actors if actor.role is not ActorRole.ACTED_ON)
    acted_on = ", ".join(actor.name for actor in event.actors if actor.role is ActorRole.ACTED_ON)
    return " → ".join(part for part in (acting, acted_on) if part)


def source_in_words(article: Article) -> str:
    """Return publisher, title, day of publication and language of an article."""
    parts = (article.publisher, article.title, article_day_in_words(article), article.language)
    return " · ".join(clean(part) for part in parts if part)


def capital(words: str) -> str:
    """Return the words with a capital first letter."""
    return words[:1].upper() + words[1:]
