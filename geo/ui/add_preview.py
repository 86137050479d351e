"""One article that was read, before it enters the store: what it is, what was found in it, and what to do with it.

Publication day and language are asked for only here, and only if nothing tells them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from geo.events.merge import merge_tellings
from geo.language import texts_of, tr, tr_count
from geo.maps.markup import clean
from geo.maps.popups import mark_excerpt
from geo.models import Article, Event, Problem, Telling
from geo.ui.event_list import to_row
from geo.ui.intake import Intake, Read
from geo.ui.messages import describe
from geo.ui.parts import draw_found
from geo.ui.reader import describe_article
from geo.ui.resources import Library
from geo.ui.rooms import show_alone

MOST_EVENTS = 40  # of one article in its preview; a long reportage tells about so many


def show_read(one: Read, intake: Intake, library: Library) -> None:
    """Draw one article with its buttons."""
    with st.container(border=True, key=f"read_{one.number}", gap="xsmall"):
        if isinstance(one.told, Problem):
            _show_problem(one.told)
        else:
            _show_article(one, *one.told[:2], intake, library)
        with st.container(horizontal=True, vertical_alignment="center", key=f"read_buttons_{one.number}"):
            ready = one in intake.to_add()
            if ready and st.button(tr("Add"), key=f"read_add_{one.number}", disabled=bool(intake.waiting)):
                intake.add([one], library.store)
                if intake.read:
                    st.rerun()
                show_alone(intake.added_ids)
            if st.button(tr("Leave out"), key=f"read_out_{one.number}", disabled=bool(intake.waiting)):
                intake.leave_out(one.number)
                st.rerun()
            if not isinstance(one.given.source, Problem):
                with st.popover(tr("Say more of it")):
                    _ask_more(one, intake)


def _show_problem(problem: Problem) -> None:
    st.markdown(tr("**Could not be read**"))
    st.text(describe(problem))


def _show_article(one: Read, article: Article, tellings: tuple[Telling, ...], intake: Intake, library: Library) -> None:
    with st.container(key=f"read_title_{one.number}"):
        st.text(clean(article.title) or tr("Without a title"))
    st.text(describe_article(article))
    if one.is_stored:
        st.markdown(tr("**Is in the store already.** Adding it again would change nothing."))
        return
    if article.published is None:
        _ask_day(one, intake)
    merged = merge_tellings(tellings, library.gazetteer.related)
    events = tuple(sorted(merged, key=lambda event: min(told.start for told in event.tellings)))
    if not events:
        st.text(tr("No event was found in it."))
        return
    with st.expander(tr_count("{count} event", "{count} events", len(events)), expanded=len(intake.read) < 4):
        draw_found(f"found_{one.number}", to_found(events, article))


def to_found(events: tuple[Event, ...], article: Article) -> dict[str, Any]:
    """Return what the preview says of each event, all plain text."""
    rows = [
        to_row(event)
        | {"parts": [[clean(words), tint] for words, tint in mark_excerpt(event.tellings[0])], "sure": event.confidence}
        for event in events[:MOST_EVENTS]
    ]
    left = len(events) - len(rows)
    more = tr_count("{count} more", "{count} more", left) if left else ""
    return {"words": texts_of("geo/ui/found.js"), "language": article.language, "events": rows, "more": more}


def _ask_day(one: Read, intake: Intake) -> None:
    st.markdown(tr("**When was it published?** Nothing in it tells. Without the day, “on Friday” stays undated."))
    key = f"read_day_{one.number}"
    label = tr("Published on")
    day = st.date_input(label, None, format="YYYY-MM-DD", key=key, label_visibility="collapsed", width=190)
    if day:
        intake.read_again(one.number, replace(one.given.known, published=day.isoformat()))
        st.rerun()


def _ask_more(one: Read, intake: Intake) -> None:
    from geo.articles.language import LANGUAGES  # noqa: PLC0415 - see the head of geo.ui.intake

    known = one.given.known
    key = partial("more_{}_{}".format, one.number)
    with st.form(key("form"), border=False):
        title = st.text_input(tr("Title"), known.title, key=key("title"))
        publisher = st.text_input(tr("Publisher"), known.publisher, key=key("publisher"))
        url = st.text_input(tr("Link"), known.url, key=key("url"), type="url")
        published = st.text_input(tr("Published on"), known.published, key=key("day"), placeholder="2023-02-14")
        codes = ["", *LANGUAGES]
        language = st.selectbox(
            tr("Language"),
            codes,
            codes.index(known.language),
            format_func=lambda code: LANGUAGES.get(code, tr("find out from the text")),
            key=key("language"),
        )
        if st.form_submit_button(tr("Read it again"), type="primary"):
            better = replace(
                known, title=title, publisher=publisher, url=url, published=published, language=language or ""
            )
            intake.read_again(one.number, better)
            st.rerun()
