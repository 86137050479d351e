"""Read the article that tells an event, with the sentence marked."""

from __future__ import annotations

import streamlit as st

from geo.maps.markup import clean
from geo.maps.words import days_in_words
from geo.models import Article, Telling
from geo.ui.marks import mark_article
from geo.ui.parts import draw_article
from geo.ui.resources import Library


def open_article(library: Library, telling: Telling) -> None:
    """Open the article of a telling in a dialog, or say that the store no longer has it."""
    article = library.articles().get(telling.article_id)
    if article is None:
        st.toast("The store no longer has this article.")
    else:
        _show_article(article, telling)


@st.dialog("In the article", width="large")
def _show_article(article: Article, telling: Telling) -> None:
    with st.container(key="article_title"):
        st.text(clean(article.title) or "Without a title")
    st.text(describe_article(article))
    draw_article(article.language, mark_article(article.text, telling))


def describe_article(article: Article) -> str:
    """Return publisher, day and how it is known, language: what a reader needs to judge a source."""
    published = article.published
    day = days_in_words(published.start, published.last) if published else "day not known"
    how = f" ({article.published_how})" if article.published_how else ""
    return " · ".join(clean(part) for part in (article.publisher, f"{day}{how}", article.language) if part)
