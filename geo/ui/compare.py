"""The tellings of one event side by side: who says what, and where they differ."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from geo.events.contradictions import Contradiction, Matter
from geo.language import msg, texts_of, tr
from geo.maps.markup import clean
from geo.maps.popups import mark_excerpt
from geo.maps.proper_names import actor_name
from geo.maps.words import (
    event_title,
    kind_in_words,
    place_in_words,
    role_in_words,
    status_in_words,
    when_in_words,
)
from geo.models import Article, Event, Telling
from geo.ui.parts import draw_tellings
from geo.ui.runs import open_dialog
from geo.ui.words import source_in_words, teller_in_words

Say = Callable[[Telling], str]
MOST_COLUMNS = 24
"""More do not fit side by side, however wide the screen."""


def show_tellings(events: Sequence[Event], found: Sequence[Contradiction], articles: Mapping[str, Article]) -> None:
    """Open the tellings of an event, and of those that contradict it, in a dialog."""
    open_dialog(tr("Told by several"), _draw, "large", events, found, articles)


def _draw(events: Sequence[Event], found: Sequence[Contradiction], articles: Mapping[str, Article]) -> None:
    draw_tellings(to_comparison(events, found, articles))


def to_comparison(
    events: Sequence[Event], found: Sequence[Contradiction], articles: Mapping[str, Article]
) -> dict[str, Any]:
    """Return one column a telling and one row a fact, all plain text; a row says whether the tellings differ in it.

    Of ``events`` the first is meant, the others contradict it; ``found`` is in what.
    """
    against = {one.of for one in found}
    tellings = [telling for event in events for telling in event.tellings][:MOST_COLUMNS]
    return {
        "words": texts_of("geo/ui/compare.js"),
        "title": clean(event_title(events[0])),
        "columns": [_to_column(telling, articles.get(telling.article_id)) for telling in tellings],
        "rows": [row for row in (_to_row(*fact, tellings, against) for fact in _FACTS) if any(row["cells"])],
    }


def _to_column(telling: Telling, article: Article | None) -> dict[str, Any]:
    return {
        "source": f"{teller_in_words(telling, article)} · {source_in_words(article)}"
        if article
        else tr("from an article that is gone"),
        "language": article.language if article else "",
        "parts": [[clean(words), tint] for words, tint in mark_excerpt(telling)],
    }


def _to_row(
    name: str, of: Collection[Matter], say: Say, tellings: Sequence[Telling], against: Collection[Matter]
) -> dict[str, Any]:
    cells = [clean(say(telling)) for telling in tellings]
    return {
        "name": tr(name),
        "cells": cells,
        "differs": len({cell for cell in cells if cell}) > 1,
        "against": any(one in against for one in of),
    }


def _say_actors(telling: Telling) -> str:
    return "; ".join(sorted(f"{actor_name(actor)} {role_in_words(actor.role)}" for actor in telling.actors))


def _say_place(telling: Telling) -> str:
    return place_in_words(telling.drawn_at) if telling.drawn_at else ""


_FACTS: tuple[tuple[str, Collection[Matter], Say], ...] = (
    (msg("Kind"), {Matter.STATE}, lambda telling: kind_in_words(telling.kind)),
    (msg("Status"), {Matter.STATUS}, lambda telling: status_in_words(telling.status)),
    (msg("When"), {Matter.DAY}, lambda telling: when_in_words(telling.when)),
    (msg("Place"), {Matter.PLACE}, _say_place),
    (msg("Actors"), {Matter.SIDE}, _say_actors),
    (msg("Weapons"), (), lambda telling: ", ".join(sorted(telling.weapons))),
    (msg("Units"), (), lambda telling: ", ".join(sorted(telling.units))),
    (msg("Quantity"), {Matter.NUMBER}, lambda telling: telling.quantity),
    (msg("Said by"), (), lambda telling: ", ".join(telling.attribution)),
)
