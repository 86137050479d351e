"""The article beside the map: every place, actor, time and event in it marked, the chosen event's sentence in view.

A press on a sentence chooses its event on the map; an event chosen on the map brings its sentence into view.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from geo.events.contradictions import Contradiction, contradictions
from geo.language import language_name, texts_of, tr
from geo.maps.markup import clean
from geo.maps.popups import to_popup
from geo.maps.words import days_in_words, event_title, status_in_words, when_in_words
from geo.models import Article, Event, Named
from geo.ui.against import show_against
from geo.ui.compare import show_tellings
from geo.ui.marks import Part, covers_of, cut, find_marks, to_paragraphs
from geo.ui.parts import draw_article
from geo.ui.resources import Library

KEY = "reading"
_HASHES = re.compile(r"\s{0,3}#{1,6}\s+")


def open_article(library: Library, article_id: str) -> None:
    """Open an article beside the map, or say that the store no longer has it."""
    if article_id in library.articles():
        st.session_state[KEY] = article_id
        st.rerun()
    st.toast(tr("The store no longer has this article."))


def follow_event(events: Sequence[Event], event_id: str) -> str:
    """Return the article to read: the open one while it tells the chosen event, else the first that does; "" if none.

    ``events`` are those shown.
    """
    reading = str(st.session_state.get(KEY, ""))
    chosen = next((event for event in events if event.id == event_id), None)
    tellers = [telling.article_id for telling in chosen.tellings] if chosen else []
    if reading and tellers and reading not in tellers:
        reading = st.session_state[KEY] = tellers[0]
    return reading


def show_reader(library: Library, article: Article, events: Sequence[Event], *, editable: bool) -> Mapping[str, Any]:
    """Draw the article with these events of it; returns what was pressed: open, read, correct, miss."""
    with st.container(key="reader"):
        with st.container(key="reader_head", horizontal=True, vertical_alignment="center"):
            st.text(clean(article.title) or tr("Without a title"), width="stretch")
            if "snapshot" not in st.query_params and st.session_state["articles"] != [article.id]:
                label, words = tr("Only this article"), tr("Show on the map only what this article tells")
                st.button(label, help=words, key="reader_alone", on_click=_show_alone, args=(article.id,))
            st.button(tr("Back to the list"), key="reader_back", on_click=_close)
        st.text(describe_article(article))
        selected = next((event for event in events if event.id == st.session_state["event"]), None)
        if selected:
            opened = _show_other_tellings(library, article, selected, editable=editable)
            if opened:
                return {"open": opened}
        return _draw(library, article, events, selected, editable=editable)


def show_text(library: Library, event: Event) -> Mapping[str, Any]:
    """Draw the article that tells an event, by itself; returns what was pressed: open, miss."""
    reading = st.session_state.get(KEY, "")
    tellers = [telling.article_id for telling in event.tellings]
    article = library.articles().get(reading if reading in tellers else tellers[0])
    if article is None:
        st.text(tr("The store no longer has this article."))
        return {}
    st.text(clean(article.title) or tr("Without a title"))
    st.text(describe_article(article))
    opened = _show_other_tellings(library, article, event, editable=True)
    if opened:
        return {"open": opened}
    told = library.events_of(article.id, machine=False)
    ids = {telling.id for telling in event.tellings}
    now = next((one for one in told if any(telling.id in ids for telling in one.tellings)), None)
    return _draw(library, article, told, now, editable=True)


def _draw(
    library: Library, article: Article, events: Sequence[Event], selected: Event | None, *, editable: bool
) -> Mapping[str, Any]:
    named = library.store.mentions(article.id, version=library.version)
    reading = to_reading(article, events, named, selected, editable=editable)
    return draw_article(reading | {"popup": to_popup(selected, library.articles()) if selected else None})


def _show_other_tellings(library: Library, article: Article, event: Event, *, editable: bool) -> str:
    """Offer the other articles that tell the chosen event, all side by side, and what contradicts it.

    Returns the id of the other event that was asked for, "" if none was.
    """
    found = _find_against(library, event, editable=editable)
    ids = {key for one in found for key in one.event_ids if key != event.id}
    others = {key: other for key in sorted(ids) if (other := library.store.event(key, version=library.version))}
    several = len({telling.article_id for telling in event.tellings}) > 1
    if several or found:
        with st.container(key="reader_tellings", horizontal=True, vertical_alignment="center"):
            if several:
                _choose_teller(library, article, event)
            if st.button(tr("Side by side"), key="reader_compare"):
                show_tellings([event, *others.values()], found, library.articles())
    return show_against(event, found, others)


def _find_against(library: Library, event: Event, *, editable: bool) -> tuple[Contradiction, ...]:
    """Return what contradicts an event; one that is kept as it was has its own tellings alone."""
    if editable:
        return library.contradictions().get(event.id, ())
    return contradictions(event, library.guide.related)


def _choose_teller(library: Library, article: Article, event: Event) -> None:
    articles = library.articles()
    ids = list(dict.fromkeys(telling.article_id for telling in event.tellings if telling.article_id in articles))
    choice = st.selectbox(
        tr("Told by"),
        ids,
        ids.index(article.id) if article.id in ids else 0,
        format_func=lambda key: clean(articles[key].publisher or articles[key].title)[:60],
        label_visibility="collapsed",
        key=f"reader_teller_{event.id}_{article.id}",
    )
    if choice != article.id:
        st.session_state[KEY] = choice
        st.rerun()


def to_reading(
    article: Article, events: Sequence[Event], named: Sequence[Named], selected: Event | None, *, editable: bool
) -> dict[str, Any]:
    """Return what the reader's script draws, all plain text."""
    tellings = [telling for event in events for telling in event.tellings if telling.article_id == article.id]
    parts = cut(article.text, find_marks(tellings, named), covers_of(events, article.id))
    return {
        "words": texts_of("geo/ui/reader.js"),
        "language": article.language,
        "article": article.id,
        "editable": editable,
        "selected": selected.id if selected else "",
        "events": [_to_event(event) for event in events],
        "paragraphs": [[_to_list(part) for part in _without_hashes(line)] for line in to_paragraphs(parts)],
    }


def _without_hashes(line: Sequence[Part]) -> list[Part]:
    """Leave out the signs by which Markdown marks a heading; what follows keeps its place in the text."""
    first, found = line[0], _HASHES.match(line[0].text)
    if not found:
        return [*line]
    left = replace(first, text=first.text[found.end() :], start=first.start + found.end())
    return [left, *line[1:]] if left.text else [*line[1:]]


def _to_event(event: Event) -> dict[str, str]:
    words = f"{event_title(event)} · {when_in_words(event.when)} · {status_in_words(event.status)}"
    return {"id": event.id, "group": event.kind.group.value, "status": event.status.value, "words": clean(words)}


def _to_list(part: Part) -> list[Any]:
    return [clean(part.text), part.mark, list(part.events), part.start, clean(part.note)]


def describe_article(article: Article) -> str:
    """Return publisher, day and how it is known, language: what a reader needs to judge a source."""
    published = article.published
    day = days_in_words(published.start, published.last) if published else tr("day not known")
    how = f" ({article.published_how})" if article.published_how else ""
    parts = (article.publisher, f"{day}{how}", language_name(article.language))
    return " · ".join(clean(part) for part in parts if part)


def _show_alone(article_id: str) -> None:
    st.session_state["articles"] = [article_id]


def _close() -> None:
    st.session_state[KEY] = ""
