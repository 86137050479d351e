"""A snapshot, read only: the events as they were, whatever the store has learnt since."""

from __future__ import annotations

import streamlit as st

from geo.language import tr
from geo.maps.words import days_in_words
from geo.share.publish import count_in_words
from geo.share.snapshot import Snapshot, load
from geo.ui.address import to_address
from geo.ui.answers import answer
from geo.ui.map_view import show_map
from geo.ui.resources import Library
from geo.ui.sharing import show_downloads
from geo.ui.side import show_side
from geo.ui.timeline import count_days, show_timeline


def show_snapshot(library: Library, snapshot_id: str) -> None:
    """Draw the page of a snapshot; raises SnapshotMissing if there is none."""
    snapshot = _load(library, snapshot_id)
    _fill_session(snapshot)
    _show_head(library, snapshot)
    with st.container(key="body"):
        on_map = show_map(library, snapshot.events, snapshot.articles_by_id, lambda: None)
        with st.container(key="side"):
            pressed = show_side(library, snapshot.events, snapshot.articles_by_id, editable=False)
        with st.container(key="time"):
            show_timeline(count_days(snapshot.events), snapshot.view.filter, pick=False)
    answer(library, snapshot.events, {**pressed, **on_map}, editable=False)


def _show_head(library: Library, snapshot: Snapshot) -> None:
    with st.container(key="snapshot_head", horizontal=True, vertical_alignment="center", gap="medium"):
        st.markdown("# Dateline", width="content")
        with st.container(key="snapshot_words", gap=None):
            with st.container(key="snapshot_title"):
                st.text(snapshot.title)
            day = days_in_words(snapshot.made, snapshot.made)
            st.text(f"{tr('Snapshot of {day}, as it was then', day=day)} · {count_in_words(snapshot)}")
        with st.container(key="buttons", horizontal=True, horizontal_alignment="right", gap="small"):
            with st.popover(tr("Files"), type="primary"):
                st.text(tr("Filter: {words}", words=snapshot.words))
                show_downloads(library, snapshot)
                st.text(f"SHA-256 {snapshot.digest}")
            st.link_button(tr("The map of today"), to_address(snapshot.query))


def _fill_session(snapshot: Snapshot) -> None:
    if st.session_state.get("snapshot") != snapshot.id:
        view = snapshot.view
        st.session_state.update(snapshot=snapshot.id, event=view.event, look=view.position)


@st.cache_resource(show_spinner=False, max_entries=8)
def _load(_library: Library, snapshot_id: str) -> Snapshot:
    return load(_library.store, snapshot_id)
