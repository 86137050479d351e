"""Beside the map: the list of events, or the article that is being read, or why there is nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from geo.language import tr
from geo.models import Article, Event
from geo.ui.event_list import show_list
from geo.ui.messages import show_empty_store, show_nothing_found
from geo.ui.reader import follow_event, show_reader
from geo.ui.resources import Library
from geo.ui.standing import show_nothing_standing


def show_side(
    library: Library,
    events: Sequence[Event],
    told: Mapping[str, Article],
    *,
    editable: bool,
    states: Mapping[str, str] | None = None,
    lives: Mapping[str, str] | None = None,
    matched: int = 0,
) -> Mapping[str, Any]:
    """Draw the side; returns what was pressed, by name: open, read, correct, more, miss.

    ``told`` are the articles of the events; the rest is as in `geo.ui.event_list.show_list`.
    """
    article = library.articles().get(follow_event(events, st.session_state["event"]))
    if article and article.text:
        return _show_article(library, events, article, editable=editable)
    if events:
        return show_list(events, told, editable=editable, states=states, lives=lives, matched=matched)
    if st.session_state.get("as_of"):
        show_nothing_standing()
    elif not library.store.count_events():
        show_empty_store()
    else:
        show_nothing_found()
    return {}


def _show_article(library: Library, shown: Sequence[Event], article: Article, *, editable: bool) -> Mapping[str, Any]:
    if "snapshot" in st.query_params:
        told = [event for event in shown if any(telling.article_id == article.id for telling in event.tellings)]
    else:
        told = [*library.events_of(article.id, machine=st.session_state["machine_only"])]
    chosen = st.session_state["event"]
    if any(event.id == chosen for event in told) and all(event.id != chosen for event in shown):
        st.caption(tr("The filters leave this event out, so the map does not show it."))
    return show_reader(library, article, told, editable=editable)
