"""A snapshot, read only: the events as they were, whatever the store has learnt since."""

from __future__ import annotations

import streamlit as st

from geo.language import msg, tr
from geo.maps.words import capital, days_in_words, event_title, status_in_words, when_in_words
from geo.share.changes import Sort, changes_since
from geo.share.publish import count_in_words
from geo.share.snapshot import Snapshot, load
from geo.ui.address import to_address
from geo.ui.answers import answer
from geo.ui.map_view import show_map
from geo.ui.resources import Library
from geo.ui.runs import open_dialog
from geo.ui.sharing import show_downloads, show_embedding
from geo.ui.side import show_side
from geo.ui.timeline import show_fixed_timeline

CHANGE_WORDS = {Sort.NEW: msg("new"), Sort.GONE: msg("no longer shown"), Sort.CHANGED: msg("changed")}


def show_snapshot(library: Library, snapshot_id: str) -> None:
    """Draw the page of a snapshot; raises SnapshotMissing if there is none."""
    snapshot = _load(library, snapshot_id, library.version)
    _fill_session(snapshot)
    _show_head(library, snapshot)
    with st.container(key="body"):
        on_map = show_map(library, snapshot.events, snapshot.articles_by_id, lambda: None)
        with st.container(key="side"):
            pressed = show_side(library, snapshot.events, snapshot.articles_by_id, editable=False)
        with st.container(key="time"):
            show_fixed_timeline(snapshot.events, snapshot.view.filter)
    answer(library, snapshot.events, {**pressed, **on_map}, snapshot.view.filter, editable=False)


def _show_head(library: Library, snapshot: Snapshot) -> None:
    with st.container(key="snapshot_head", horizontal=True, vertical_alignment="center", gap="medium"):
        st.markdown("# Dateline", width="content")
        with st.container(key="snapshot_words", gap=None):
            with st.container(key="snapshot_title"):
                st.text(snapshot.title)
            day = days_in_words(snapshot.made, snapshot.made)
            st.text(f"{tr('Snapshot of {day}, as it was then', day=day)} · {count_in_words(snapshot)}")
            for words in (snapshot.note, snapshot.credits):
                if words:
                    st.text(words)
        with st.container(key="buttons", horizontal=True, horizontal_alignment="right", gap="small"):
            with st.popover(tr("Files"), type="primary"):
                st.text(tr("Filter: {words}", words=snapshot.words))
                show_downloads(library, snapshot)
                show_embedding(snapshot)
                st.text(f"SHA-256 {snapshot.digest}")
            if st.button(tr("What changed since")):
                open_dialog(tr("What changed since"), _show_changes, "large", library, snapshot)
            st.link_button(tr("The map of today"), to_address(snapshot.query))


def _show_changes(library: Library, snapshot: Snapshot) -> None:
    changes = changes_since(snapshot, library.store, locate=library.locate)
    if not changes:
        st.text(tr("Nothing: the same filter shows the same events today."))
    for change in changes:
        with st.container(border=True, gap=None):
            st.text(f"{capital(tr(CHANGE_WORDS[change.sort]))}: {event_title(change.event)}")
            st.caption(f"{when_in_words(change.event.when)} · {status_in_words(change.event.status)}")
            for one in change.differences:
                st.text(f"{one.of}: {one.was or '–'} → {one.now or '–'}")


def _fill_session(snapshot: Snapshot) -> None:
    if st.session_state.get("snapshot") != snapshot.id:
        view = snapshot.view
        st.session_state.update(snapshot=snapshot.id, event=view.event, look=view.position)


@st.cache_resource(show_spinner=False, max_entries=8)
def _load(_library: Library, snapshot_id: str, version: int) -> Snapshot:
    del version  # a label that came since is a version too
    return load(_library.store, snapshot_id)
