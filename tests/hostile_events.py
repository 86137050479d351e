"""Events whose every text is hostile, as an article could make them."""

from __future__ import annotations

from typing import Any

from geo.models import Article, Event, EventActor, EventPlace, Match, Place, PlaceRole, Precision, Span
from tests.factories import make_actor, make_article, make_event, make_place, make_telling, make_when
from tests.hostile import TEXTS


class NoShapes:
    """A gazetteer without outlines."""

    def geometry(self, place_id: str) -> Any:
        """Know none."""
        del place_id


def make_hostile_event(number: int, text: str, place: Place | None = None) -> Event:
    """Give an event all of whose texts are the given one."""
    where = place or make_place(id="site:1", name=text, kind=text, precision=Precision.SITE)
    held = EventPlace(where, PlaceRole.LOCATION, text, Span(0, 1), 0.9, (text,), (Match(where, 0.9), Match(where, 0.1)))
    actor: EventActor = make_actor(text, name=text, span=Span(1, max(2, len(text))))
    telling = make_telling(
        id=f"e{number}",
        article_id=f"a{number}",
        excerpt=text,
        start=0,
        end=len(text),
        when=make_when(text=text, span=Span(0, len(text))),
        places=(held,),
        actors=(actor,),
        weapons=(text,),
        units=(text,),
        quantity=text,
        attribution=(text,),
    )
    return make_event(telling)


def make_hostile_article(number: int, text: str) -> Article:
    """Give an article whose every text is the given one."""
    values = {"id": f"a{number}", "title": text, "publisher": text, "url": text, "text": text, "language": text}
    article: Article = make_article(**values, published_how=text, source=text)
    return article


def hostile_events() -> tuple[Event, ...]:
    """Give one event for each string, all at one place."""
    return tuple(make_hostile_event(number, text) for number, text in enumerate(TEXTS))


def hostile_articles() -> dict[str, Article]:
    """Give the articles of these events, by id."""
    articles = (make_hostile_article(number, text) for number, text in enumerate(TEXTS))
    return {article.id: article for article in articles}
