"""All snapshots: open, rename, withdraw or let one be seen again; and keep the map of an exported file as one."""

from __future__ import annotations

import streamlit as st

from geo.errors import GeoError
from geo.language import tr, tr_count
from geo.maps.words import days_in_words
from geo.share.files import OPENED_AGAIN
from geo.share.labels import LONGEST, Label, read_label, relabel, restore, withdraw
from geo.share.opening import open_map
from geo.share.snapshot import Snapshot, keep, load
from geo.ui.address import to_address
from geo.ui.messages import show_problems, show_refusal
from geo.ui.resources import Library

LARGEST_MB = 50
ON_ONE_PAGE = 10


def show_snapshots(library: Library) -> None:
    """Draw the newest snapshots first, each with what can be done to it."""
    kept = [snapshot_id for snapshot_id, _ in reversed(library.store.snapshots())]
    if not kept:
        st.text(tr("There is no snapshot yet."))
    pages = -(-len(kept) // ON_ONE_PAGE)
    page = int(st.pagination(pages, key="snapshots_page")) if pages > 1 else 1
    for snapshot_id in kept[(page - 1) * ON_ONE_PAGE : page * ON_ONE_PAGE]:
        try:
            _show_one(library, load(library.store, snapshot_id, withdrawn=True), read_label(library.store, snapshot_id))
        except GeoError as error:  # one that is broken does not hide the others
            show_refusal(error, snapshot_id)
    _show_opening(library)


def _show_one(library: Library, snapshot: Snapshot, label: Label) -> None:
    with st.container(key=f"snapshot_{snapshot.id}", border=True, gap="small"):
        st.text(snapshot.title)
        day = days_in_words(snapshot.made, snapshot.made)
        count = tr_count("{count} event", "{count} events", snapshot.matched)
        state = f" · {tr('withdrawn')}" if label.withdrawn else ""
        st.caption(f"{day} · {count}{state}")
        with st.container(horizontal=True, gap="small"):
            if label.withdrawn:
                if st.button(tr("Let it be seen again"), key=f"restore_{snapshot.id}"):
                    restore(library.store, snapshot.id)
                    st.rerun(scope="fragment")
                return
            st.link_button(tr("Open"), to_address(f"snapshot={snapshot.id}"))
            with st.expander(tr("Rename")):  # not a popover: Tab cannot reach one from a dialog
                _show_label(library, snapshot)
            if st.button(tr("Withdraw"), key=f"withdraw_{snapshot.id}", help=tr("Its link will say so; undo it here.")):
                withdraw(library.store, snapshot.id)
                st.rerun(scope="fragment")


def _show_label(library: Library, snapshot: Snapshot) -> None:
    key = snapshot.id
    title = st.text_input(tr("Title"), snapshot.title, key=f"title_{key}", max_chars=LONGEST["title"])
    note = st.text_area(tr("Note"), snapshot.note, key=f"note_{key}", max_chars=LONGEST["note"])
    credits_ = st.text_input(tr("Credits"), snapshot.credits, key=f"credits_{key}", max_chars=LONGEST["credits"])
    if st.button(tr("Keep"), key=f"keep_{key}", type="primary"):
        relabel(library.store, snapshot.id, title=title, note=note, credits=credits_)
        st.rerun(scope="fragment")


def _show_opening(library: Library) -> None:
    given = st.file_uploader(
        tr("Open a map that was exported"), OPENED_AGAIN, max_upload_size=LARGEST_MB, key="open_map_file"
    )
    if given is None:
        return
    try:
        snapshot, problems = open_map(given.name, given.getvalue(), library.gazetteer.place)
        keep(library.store, snapshot)
    except GeoError as error:
        show_refusal(error, "open_map")
        return
    show_problems(problems, "open_map")
    st.link_button(tr("Open “{title}”", title=snapshot.title), to_address(f"snapshot={snapshot.id}"))
