"""Add what the machine missed: the words that tell it, and what they tell."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import streamlit as st

from geo.language import tr
from geo.maps.markup import clean
from geo.models import Article, Basis, Kind, Span, Status, Telling, TimePrecision, When
from geo.reviewing import add_event
from geo.ui import location
from geo.ui.resources import Library
from geo.ui.review import reviewer_here, say
from geo.ui.review_form import ask_change

MISSED_KEY = "missed"
LONGEST_EXCERPT = 600
_UNDATED = When(date.min, date.max, TimePrecision.YEAR, Basis.INFERRED)


def show_adding(library: Library) -> None:
    """Draw the form for an event that the machine missed, in the words that were marked."""
    article_id, start, end = st.session_state[MISSED_KEY]
    article = library.articles().get(article_id)
    if article is None:
        _close()
        return
    with st.container(key="review_form"):
        st.markdown(f"**{tr('An event that the machine missed')}**")
        key = f"missed_{article_id}_{start}_{end}"
        written = st.text_area(
            tr("The words that tell it, as they stand in the article"),
            clean(article.text[start:end]).strip(),
            height=110,
            key=f"review_words_{key}",
        )
        span = find_words(article.text, written, near=start)
        if span is None:
            st.warning(tr("These words do not stand in the article."))
        telling = _to_telling(article, span or Span(start, end))
        right = ask_change(library, telling, key).apply(telling)
        note = st.text_input(tr("Note"), placeholder=tr("why, if it is not plain"), key=f"review_note_{key}")
        with st.container(horizontal=True):
            if st.button(tr("Add the event"), type="primary", disabled=span is None, shortcut="S", key="missed_add"):
                added = add_event(right, reviewer_here(note))
                say(library, added)  # if another was faster, the very same event is there already
                _close(added[0].telling_id)
            if st.button(tr("Cancel"), shortcut="Esc", key="missed_cancel"):
                _close()


def find_words(text: str, written: str, *, near: int) -> Span | None:
    """Return where words stand in a text, whatever the blanks between them; of several places the nearest."""
    words = written.split()
    if not words or len(written) > LONGEST_EXCERPT:
        return None
    found = [Span(one.start(), one.end()) for one in re.finditer(r"\s+".join(map(re.escape, words)), text)]
    return min(found, key=lambda span: abs(span.start - near), default=None)


def _to_telling(article: Article, span: Span) -> Telling:
    """Return what is known before a person says more: the words, and the article's day."""
    published = article.published
    when = replace(published, basis=Basis.INFERRED, text="", span=None) if published else _UNDATED
    excerpt = article.text[span.start : span.end]
    return Telling("", article.id, span.start, span.end, excerpt, Kind.STATEMENT, Status.REPORTED, when, confidence=1.0)


def _close(event_id: str = "") -> None:
    st.session_state.pop(MISSED_KEY, None)
    if event_id:
        location.change(event=event_id)
    st.rerun()
