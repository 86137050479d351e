"""The list of events beside the map: the same events, every fact of the open one, each reachable by keyboard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from geo.language import msg, retell, texts_of, tr, tr_count
from geo.maps.markup import clean
from geo.maps.popups import mark_excerpt, to_popup
from geo.maps.proper_names import actor_name, place_name
from geo.maps.words import (
    basis_in_words,
    event_title,
    kind_in_words,
    role_in_words,
    speakers_in_words,
    when_in_words,
)
from geo.models import Article, Event, EventPlace, PlaceRole, Status, Telling
from geo.query import Order
from geo.ui.paging import current_page, page_start, to_pager
from geo.ui.parts import draw_list
from geo.ui.resources import PAGE
from geo.ui.stored_articles import StoredArticles
from geo.ui.words import capital, shortened, source_in_words, teller_in_words, where_in_words, who_in_words

SORTS = (Order.NEWEST, Order.OLDEST, Order.MOST_TOLD, Order.SUREST)
_SORTS = (msg("newest first"), msg("oldest first"), msg("most told"), msg("surest first"))  # the same for the catalogue
_STATUSES = {
    Status.REPORTED: msg("reported"),
    Status.CLAIMED: msg("claimed"),
    Status.PLANNED: msg("planned"),
    Status.HYPOTHETICAL: msg("hypothetical"),
    Status.DENIED: msg("denied"),
}
_REVIEWED = {
    "confirmed": msg("confirmed by a person"),
    "corrected": msg("corrected by a person"),
    "added": msg("added by a person"),
}


def show_list(
    events: Sequence[Event],
    articles: Mapping[str, Article],
    *,
    editable: bool,
    states: Mapping[str, str] | None = None,
    lives: Mapping[str, str] | None = None,
    matched: int = 0,
) -> Mapping[str, Any]:
    """Draw the list; returns what was pressed, see `geo.ui.parts.draw_list`.

    ``lives`` says what became of the states of the events; ``matched`` is how many events there are, if these are only
    a page of them.
    """
    with st.container(key="list_head", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        heading = tr_count("{count} event", "{count} events", matched or len(events))
        if states:
            heading = tr_count("{count} state", "{count} states", len(events))
        st.markdown(f"**{heading}**", width="content")
        order = st.selectbox(tr("Sort"), SORTS, format_func=tr, key="sort", label_visibility="collapsed", width=140)
    rows = sort_events(events, order)
    open_id = st.session_state["event"]
    first = current_page() if matched else page_start(rows, open_id)
    shown = rows if matched else rows[first : first + PAGE]
    chosen = next((event for event in shown if event.id == open_id), None)
    if isinstance(articles, StoredArticles):
        articles.bring(telling.article_id for event in shown for telling in event.tellings)
    life = (lives or {}).get(chosen.id, "") if chosen else ""
    data = {
        "heading": heading,
        "words": texts_of("geo/ui/event_list.js"),
        "events": [to_row(event, articles) | {"state": (states or {}).get(event.id, "")} for event in shown],
        "selected": open_id if chosen else "",
        "popup": to_popup(chosen, articles, life) if chosen else None,
        "detail": to_detail(chosen, articles, life, editable=editable) if chosen else None,
        "pages": to_pager(first, len(shown), matched or len(rows)),
    }
    return draw_list(data)


def sort_events(events: Sequence[Event], order: str) -> list[Event]:
    """Return the events in the order named; those equal in it stay in the store's order."""
    keys = {
        "newest first": lambda event: -event.when.start.toordinal(),
        "oldest first": lambda event: event.when.start.toordinal(),
        "most told": lambda event: -len(event.tellings),
        "surest first": lambda event: -event.confidence,
    }
    return sorted(events, key=keys[order])


def to_row(event: Event, articles: Mapping[str, Article] | None = None) -> dict[str, Any]:
    """Return what one row of the list says, all plain text; with the articles that tell it, by id, also who says it."""
    told = event.tellings[0]
    return {
        "id": event.id,
        "group": event.kind.group.value,
        "title": clean(event_title(event)),
        "when": when_in_words(event.when),
        "status": event.status.value,
        "status_words": tr(_STATUSES[event.status]),
        "where": clean(where_in_words(event)),
        "who": clean(who_in_words(event)),
        "says": _say_teller(told, articles.get(told.article_id)) if articles else "",
        "tellings": len({telling.article_id for telling in event.tellings}),
        "reviewed": tr(_REVIEWED.get(event.reviewed, event.reviewed)),
    }


def _say_teller(telling: Telling, article: Article | None) -> str:
    """Say in one line who says it: the publisher or, without one, whom it quotes and the title of the article."""
    if article and article.title and not article.publisher:
        return clean(", ".join(part for part in (*speakers_in_words([telling]), shortened(article.title)) if part))
    return clean(teller_in_words(telling, article))


def to_detail(event: Event, articles: Mapping[str, Article], life: str = "", *, editable: bool) -> dict[str, Any]:
    """Return what the open row adds: the sentences with their marks, and every fact, all plain text.

    ``life`` says what became of the state that it began or ended.
    """
    return {
        "id": event.id,
        "correctable": editable,
        "on_map": event.drawn_at is not None,
        "tellings": [_to_quotation(telling, articles.get(telling.article_id)) for telling in event.tellings],
        "actors": [[actor.id, f"{actor_name(actor)} {role_in_words(actor.role)}"] for actor in event.actors],
        "actors_words": tr("Actors"),
        "facts": [[name, clean(words)] for name, words in _to_facts(event, life) if words],
    }


def _to_quotation(telling: Telling, article: Article | None) -> dict[str, Any]:
    return {
        "id": telling.id,
        "parts": [[clean(words), tint] for words, tint in mark_excerpt(telling)],
        "language": article.language if article else "",
        "says": clean(teller_in_words(telling, article)),
        "source": source_in_words(article) if article else tr("from an article that is gone"),
        "link": article.url if article else "",
        "readable": bool(article and article.text),
    }


def _to_facts(event: Event, life: str) -> Sequence[tuple[str, str]]:
    drawn = next((held for held in event.places if held.role is not PlaceRole.ANCHOR), None)
    others = [held for held in event.places if held is not drawn]
    return (
        (tr("Kind"), " · ".join(part for part in (capital(kind_in_words(event.kind)), event.phase) if part)),
        (tr("When"), f"{when_in_words(event.when)} ({basis_in_words(event.when)})"),
        (tr("State"), life),
        (tr("Place"), where_in_words(event)),
        (tr("Written"), f"“{drawn.as_written}”" if drawn and drawn.as_written not in ("", drawn.place.name) else ""),
        (tr("Why here"), "; ".join(map(retell, drawn.reasons)) if drawn else ""),
        (tr("Also"), "; ".join(_name_other(held) for held in others)),
        (tr("Weapons"), ", ".join(event.weapons)),
        (tr("Units"), ", ".join(event.units)),
        (tr("Quantity"), event.quantity),
        (tr("Sure"), f"{event.confidence:.0%}"),
    )


def _name_other(held: EventPlace) -> str:
    return f"{place_name(held.place)} ({role_in_words(held.role)})"
