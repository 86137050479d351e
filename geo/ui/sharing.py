"""Share what is shown: the link, a snapshot that stays as it is, and files that carry where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from geo.language import speaking, spoken, tr
from geo.query import Selection
from geo.share.files import SORTS, write_file
from geo.share.labels import LONGEST, relabel
from geo.share.link import View
from geo.share.snapshot import Snapshot, capture, create, keep
from geo.share.titles import suggest_title
from geo.ui.address import to_address
from geo.ui.resources import Library
from geo.ui.runs import open_dialog
from geo.ui.snapshot_list import show_snapshots

EMBED_HEIGHT = 640


def show_sharing(library: Library, view: View, selection: Selection) -> None:
    """Open the dialog for what is shown."""
    st.session_state.pop("shared", None)
    open_dialog(tr("Share what is shown"), _show_sharing, "large", library, view, selection)


def _show_sharing(library: Library, view: View, selection: Selection) -> None:
    link, snapshot, made = st.tabs([tr("Link and files"), tr("Snapshot"), tr("All snapshots")])
    names = library.names(view.filter.articles)
    with link:
        st.text(tr("The same filters, map and open event, with what the store knows when it is opened."))
        st.code(to_address(view.to_query()), language=None, wrap_lines=True)
        st.text(tr("Each file carries the title, the filter in words, the counts, the sources and the day."))
        title = st.text_input(tr("Title of the file"), suggest_title(view, names), max_chars=LONGEST["title"])
        show_downloads(library, capture(library.store, view, selection, title=title, names=names))
    with snapshot:
        st.text(tr("Exactly these events, for good, under a link of its own."))
        _make_snapshot(library, view, selection, names)
    with made:
        show_snapshots(library)


def _make_snapshot(library: Library, view: View, selection: Selection, names: Mapping[str, str]) -> None:
    title = st.text_input(tr("Title"), suggest_title(view, names), max_chars=LONGEST["title"])
    note = st.text_area(tr("Note: what the map is to say"), max_chars=LONGEST["note"], height=80)
    credits_ = st.text_input(tr("Credits: who made it"), max_chars=LONGEST["credits"])
    if st.button(tr("Make a snapshot"), type="primary"):
        if view.as_of:
            made = capture(library.store, view, selection, title=title, names=names)
            keep(library.store, made)
        else:
            made = create(library.store, view, title, names=names, locate=library.locate)
        if note or credits_:
            relabel(library.store, made.id, note=note, credits=credits_)
        st.session_state["shared"] = made.id
    if st.session_state.get("shared"):
        address = to_address(f"snapshot={st.session_state['shared']}")
        st.code(address, language=None, wrap_lines=True)
        st.link_button(tr("Open the snapshot"), address)


def show_downloads(library: Library, snapshot: Snapshot) -> None:
    """Draw a button for each sort of file; a file is made when its button is pressed."""
    with st.container(horizontal=True, gap="small", key="downloads"):
        for sort in SORTS.values():
            st.download_button(
                tr(sort.name),
                partial(_write_in, spoken(), library, snapshot, sort.ending),
                file_name=f"dateline-{snapshot.made.isoformat()}-{snapshot.id}.{sort.ending}",
                mime=sort.media_type,
                help=tr(sort.words),
                on_click="ignore",
                key=f"download_{sort.ending.replace('.', '_')}",
            )


def _write_in(language: str, library: Library, snapshot: Snapshot, ending: str) -> bytes:
    """Make a file in a language: the browser asks for it after the run that drew the button."""
    with speaking(language):
        return write_file(snapshot, library.gazetteer, ending)


def show_embedding(snapshot: Snapshot) -> None:
    """Say how to put the map into another page: the file beside it, in a frame that may do nothing else."""
    name = f"dateline-{snapshot.made.isoformat()}-{snapshot.id}.html"
    st.text(tr("Put the page (HTML) beside your own and show it in a frame; it needs nothing from here:"))
    st.code(
        f'<iframe src="{name}" title="{tr("Map")}" width="100%" height="{EMBED_HEIGHT}" '
        'sandbox="allow-scripts allow-popups" loading="lazy" style="border:0"></iframe>',
        language=None,
        wrap_lines=True,
    )
