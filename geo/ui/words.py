"""The words that only the page says; those of kinds, states, times and places are the map's."""

from __future__ import annotations

from geo.language import language_name, tr
from geo.maps.markup import clean
from geo.maps.proper_names import actor_name
from geo.maps.words import article_day_in_words, capital, place_in_words, speakers_in_words
from geo.models import ActorRole, Article, Event, Telling

__all__ = ["capital", "shortened", "source_in_words", "teller_in_words", "where_in_words", "who_in_words"]

LONGEST_TITLE = 90  # letters


def where_in_words(event: Event) -> str:
    """Return the drawn place and how exact it is, or that there is none."""
    place = event.drawn_at
    return place_in_words(place) if place else tr("no place found")


def shortened(title: str) -> str:
    """Return a title in quotation marks, cut where a row of the list would break a second time."""
    return f"“{title}”" if len(title) <= LONGEST_TITLE else f"“{title[:LONGEST_TITLE].rsplit(' ', 1)[0]} …”"


def who_in_words(event: Event) -> str:
    """Return who acts on whom: "Poland → Belarus"."""
    acting = ", ".join(actor_name(actor) for actor in event.actors if actor.role is not ActorRole.ACTED_ON)
    acted_on = ", ".join(actor_name(actor) for actor in event.actors if actor.role is ActorRole.ACTED_ON)
    return " → ".join(part for part in (acting, acted_on) if part)


def teller_in_words(telling: Telling, article: Article | None) -> str:
    """Return who says it: "BFM TV, quoting Alexander Lukashenko", or that the article has no publisher."""
    publisher = (article.publisher if article else "") or tr("publisher not given")
    return ", ".join(part for part in (publisher, *speakers_in_words([telling])) if part)


def source_in_words(article: Article) -> str:
    """Return title, day of publication and language of an article."""
    parts = (f"“{article.title}”", article_day_in_words(article), language_name(article.language))
    return " · ".join(clean(part) for part in parts if part)
