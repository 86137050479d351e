"""Share what is shown: the link, a snapshot that stays as it is, and files that carry where they come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from geo.language import msg, speaking, spoken, tr
from geo.query import Selection
from geo.share.link import View
from geo.share.snapshot import Snapshot, capture, create
from geo.ui.address import to_address
from geo.ui.language import open_dialog
from geo.ui.resources import Library

FILES = (
    (msg("Page (HTML)"), "html", "text/html", msg("opens from a file, without a network")),
    (msg("Picture (PNG)"), "png", "image/png", msg("1,600 pixels wide")),
    (msg("Data (GeoJSON)"), "geojson", "application/geo+json", msg("points, areas, border lines")),
    (msg("Table (CSV)"), "csv", "text/csv", msg("one row an event")),
)


def show_sharing(library: Library, view: View, selection: Selection) -> None:
    """Open the dialog for what is shown."""
    open_dialog(tr("Share what is shown"), _show_sharing, "medium", library, view, selection)


def _show_sharing(library: Library, view: View, selection: Selection) -> None:
    st.markdown(tr("**Link**: the same filters, map and open event, with what the store knows when it is opened"))
    st.code(to_address(view.to_query()), language=None, wrap_lines=True)
    st.markdown(tr("**Snapshot**: exactly these events, for good, under a link of its own"))
    names = library.names()
    title = st.text_input(tr("Title"), placeholder=view.filter.in_words(names), max_chars=120)
    if st.button(tr("Make a snapshot"), type="primary"):
        made = create(library.store, view, title, names=names, locate=library.locate)
        st.code(to_address(f"snapshot={made.id}"), language=None, wrap_lines=True)
    st.markdown(tr("**Files** of what is shown"))
    show_downloads(library, capture(library.store, view, selection, title=title, names=names))


def show_downloads(library: Library, snapshot: Snapshot) -> None:
    """Draw a button for each file; a file is made when its button is pressed."""
    with st.container(horizontal=True, gap="small", key="downloads"):
        for label, ending, kind, words in FILES:
            st.download_button(
                tr(label),
                partial(_write_in, spoken(), library, snapshot, ending),
                file_name=f"dateline-{snapshot.made.isoformat()}-{snapshot.id}.{ending}",
                mime=kind,
                help=tr(words),
                on_click="ignore",
                key=f"download_{ending}",
            )


def _write_in(language: str, library: Library, snapshot: Snapshot, ending: str) -> bytes:
    """Make a file in a language: the browser asks for it after the run that drew the button."""
    with speaking(language):
        return write_file(library, snapshot, ending)


def write_file(library: Library, snapshot: Snapshot, ending: str) -> bytes:
    """Make the file of a snapshot that has this ending."""
    from geo.share import export  # noqa: PLC0415 - drawing pictures takes 2 s to import, and most visits make none

    writers: Mapping[str, Callable[[], bytes]] = {
        "html": lambda: export.to_html(snapshot, library.gazetteer),
        "png": lambda: export.to_png(snapshot, library.gazetteer),
        "geojson": lambda: export.to_geojson(snapshot, library.gazetteer.geometry),
        "csv": lambda: export.to_csv(snapshot),
    }
    return writers[ending]()
