"""The frame of the page: filters left, map in the middle, the same events as a list right, time below."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import streamlit as st

from geo.errors import GeoError
from geo.language import speak, tr
from geo.maps.layers import FULL_EVENTS
from geo.query import Order
from geo.settings import Settings
from geo.ui.add import has_added, show_add_page, show_added
from geo.ui.address import follow_address, read_filter_or_say, read_view, take_toggle, write_session
from geo.ui.answers import answer
from geo.ui.filters import show_filters
from geo.ui.header import count_in_words, show_head
from geo.ui.language import read_language, show_language
from geo.ui.location import hold
from geo.ui.map_view import show_map
from geo.ui.messages import show_error, show_problems
from geo.ui.paging import follow_question
from geo.ui.parts import draw_frame
from geo.ui.preparing import is_first_start, show_preparing
from geo.ui.resources import MOST_DRAWN, Library, open_library
from geo.ui.review import has_undo, show_undo
from geo.ui.review_form import keep_written
from geo.ui.review_page import show_review_page
from geo.ui.rooms import ADD, REVIEW, enter, read_room
from geo.ui.sharing import show_sharing
from geo.ui.side import show_side
from geo.ui.snapshot_page import show_snapshot
from geo.ui.standing import lives_of, only, standing, standing_in_words
from geo.ui.symbols import filter_rules
from geo.ui.timeline import show_timeline
from geo.ui.welcome import show_welcome

STYLE = Path(__file__).with_name("style.css")


def show_page(settings: Settings) -> None:
    """Draw the page once; Streamlit calls this on every change."""
    hold()
    speak(read_language())
    st.set_page_config("Dateline", layout="wide", initial_sidebar_state="auto")
    st.html(f"<style>{STYLE.read_text(encoding='utf-8')}{filter_rules()}</style>")
    with st.container(key="frame_words"):
        draw_frame(read_language(), tr("Map of events"))
    try:
        if is_first_start(settings):
            show_preparing(settings)
        library = open_library(settings)
        snapshot_id = st.query_params.get("snapshot")
        if snapshot_id:
            show_snapshot(library, snapshot_id)
        elif read_room() == ADD:
            show_add_page(library)
        elif read_room() == REVIEW:
            show_review_page(library)
        else:
            _show_map_page(library)
    except GeoError as error:
        keep_written()
        show_error(error)


def _show_map_page(library: Library) -> None:
    problems = follow_address()
    take_toggle()
    chosen, contradiction = read_filter_or_say()
    order = Order(st.session_state.get("sort", Order.NEWEST))
    selection = library.select(chosen, order, follow_question(chosen.to_query(), order))
    write_view = partial(write_session, chosen)
    write_view()
    as_of: date | None = st.session_state["as_of"]
    events, states = standing(library, as_of, chosen) if as_of else (selection.events, {})
    lives = lives_of(library, events, everywhere=bool(as_of))
    crowd = chosen if selection.matched > MOST_DRAWN and not as_of else None
    head = show_head(standing_in_words(len(events), as_of) if as_of else count_in_words(selection))
    if head.button(tr("Add articles")):
        enter(ADD)
    if head.button(tr("Review")):
        enter(REVIEW)
    if head.button(tr("Share"), type="primary"):
        show_sharing(library, read_view(chosen), only(selection, events) if as_of else selection)
    show_problems(problems, "link")
    _show_one_bar(library)
    editable = not chosen.machine_only
    told = library.articles(events[:FULL_EVENTS])
    with st.container(key="body"):
        on_map = show_map(library, events, told, write_view, states, crowd, lives)
        with st.container(key="side"):
            pressed = show_side(
                library,
                events,
                told,
                editable=editable,
                states=states,
                lives=lives,
                matched=selection.matched if crowd else 0,
            )
        with st.container(key="time"):
            show_timeline(library, chosen, as_of)
    with st.sidebar:  # last, so that the browser is given the map first
        show_filters(library, chosen, contradiction, as_of)
        show_language()
    answer(library, events, {**pressed, **on_map}, chosen, editable=editable)


def _show_one_bar(library: Library) -> None:
    """Draw what can be taken back, the newest alone, or, if there is nothing, the few words for a newcomer."""
    if has_undo():
        show_undo(library)
    elif has_added():
        show_added(library, room=False)
    else:
        show_welcome(library)
