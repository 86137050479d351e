"""The room for adding articles: paste, upload or give an address; see what was found; then add it, or leave it out.

Every article is read like on the command line. Nothing enters the store before a person says so, and what was added
last can be taken out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

import streamlit as st

from geo.language import msg, number, tr, tr_count
from geo.maps.markup import clean
from geo.models import Problem
from geo.ui.add_preview import show_read
from geo.ui.intake import Intake, Read, open_intake
from geo.ui.resources import Library
from geo.ui.rooms import ADD, show_alone, show_room_head

if TYPE_CHECKING:
    from geo.articles import Known
    from geo.pipeline import Source

MOST_FILES = 500  # more belong on the command line, which can be stopped and goes on where it was
LARGEST_MB = 10
LARGEST_TOTAL_MB = 200  # of one upload: it is held in memory while it is read
SUFFIXES = ("txt", "md", "html", "htm", "pdf", "docx")
ON_ONE_PAGE = 10  # previews drawn at once
FETCHING_OFF = msg(
    "Fetching is off: Dateline reaches nothing beyond this machine. "
    "To switch it on, start it with DATELINE_FETCH=1. Or save the page and add the file."
)


def show_add_page(library: Library) -> None:
    """Draw the room."""
    intake = open_intake()
    show_room_head(tr("Add articles"))
    with st.container(key="add_page"):
        show_added(library, room=True)
        if intake.left:
            words = msg("At most {most} files are read at once; files left over: {count}. Give them next.")
            st.warning(tr(words, most=number(MOST_FILES), count=number(intake.left)))
        if intake.waiting:
            _go_on(intake, library)
        else:
            _ask(intake, library)
        _show_found(intake, library)


def _ask(intake: Intake, library: Library) -> None:
    paste, upload, address = st.tabs([tr("Paste a text"), tr("Files"), tr("Address or feed")], key="add_how")
    with paste, st.form("add_paste", border=False, clear_on_submit=True):
        text = st.text_area(tr("Text"), height=200, key="add_text", placeholder=tr("The whole article, with its title"))
        if st.form_submit_button(tr("Read it"), type="primary") and text.strip():
            _give_text(intake, text)
    with upload:
        _ask_files(intake)
    with address:
        _ask_address(intake, library)


def _give_text(intake: Intake, text: str) -> None:
    from geo.pipeline import Given  # noqa: PLC0415 - see the head of geo.ui.intake

    _give(intake, [Given("", text.encode("utf-8", "replace"))])


def _ask_files(intake: Intake) -> None:
    """Draw the upload; in a form, because each of 500 files would draw the page anew otherwise."""
    label = tr("Text, Markdown, saved web pages, PDF or Word")
    with st.form("add_upload", border=False, clear_on_submit=True):
        files = st.file_uploader(
            label, SUFFIXES, accept_multiple_files=True, max_upload_size=LARGEST_MB, key="add_files"
        )
        asked = st.form_submit_button(tr("Read them"), type="primary")
    if asked and files and not (problem := _too_large(sum(file.size for file in files))):
        from geo.pipeline import Given  # noqa: PLC0415 - see the head of geo.ui.intake

        _give(intake, [Given(file.name, file.getvalue()) for file in files[:MOST_FILES]], len(files))
    elif asked and files:
        st.error(problem)


def _too_large(size: int) -> str:
    if size <= LARGEST_TOTAL_MB * 1e6:
        return ""
    return tr(
        "The files have {size} MB together, at most {most} MB are read at once. Take fewer.",
        size=number(round(size / 1e6)),
        most=number(LARGEST_TOTAL_MB),
    )


def _ask_address(intake: Intake, library: Library) -> None:
    if not library.settings.fetch:
        st.markdown(tr(FETCHING_OFF))
        return
    with st.form("add_address", border=False):
        url = st.text_input(
            tr("Address of an article or a feed"), type="url", key="add_url", placeholder="https://example.org/…"
        ).strip()
        asked = st.form_submit_button(tr("Fetch it"), type="primary")
    if asked and url:
        with st.spinner(tr("Fetching")):
            found = list(_fetch(url if "://" in url else f"https://{url}"))
        _give(intake, found)


def _fetch(url: str) -> Iterator[Source | Problem]:
    from geo.articles.fetching import OPEN_WEB  # noqa: PLC0415 - see the head of geo.ui.intake
    from geo.pipeline import list_sources  # noqa: PLC0415 - see the head of geo.ui.intake

    return islice(list_sources([url], OPEN_WEB), MOST_FILES)


def _give(intake: Intake, sources: Sequence[Source | Problem], count: int = 0) -> None:
    """Put sources into the queue; ``count`` is how many there were, if not all are taken."""
    from geo.articles import Known  # noqa: PLC0415 - see the head of geo.ui.intake

    nothing: Known = Known()
    intake.give(sources, nothing, left=max(0, count - len(sources)))
    st.rerun()


def _go_on(intake: Intake, library: Library) -> None:
    """Read what waits, one article after the other; a press on the button comes between two of them."""
    with st.container(key="add_progress"):
        st.markdown(tr("**Reading.** The first article takes some seconds longer: the language models are opened."))
        bar, name = st.progress(0.0), st.empty()
        st.button(tr("Stop here"), on_click=intake.waiting.clear, key="add_stop")
    while intake.waiting:
        done = intake.total - len(intake.waiting)
        words = tr("{number} of {count}", number=number(done + 1), count=number(intake.total))
        bar.progress(done / intake.total, text=words)
        name.text(clean(intake.waiting[0].name))
        intake.read_next(library.settings, library.store)
    st.rerun()


def has_added() -> bool:
    """Return whether this session has added articles that can be taken out again."""
    return bool(open_intake().added)


def show_added(library: Library, *, room: bool) -> None:
    """Say what was added last, with the way to take it back; ``room`` is False on the map."""
    intake = open_intake()
    if not intake.added:
        return
    ids = intake.added_ids
    alone = not room and set(st.session_state["articles"]) == set(ids)
    with st.container(key="added_bar", horizontal=True, vertical_alignment="center"):
        words = tr_count("{count} article added.", "{count} articles added.", len(intake.added))
        if alone:
            words += " " + tr_count("The map shows it alone.", "The map shows them alone.", len(intake.added))
        st.text(words)
        if intake.replaced:
            titles = "; ".join(clean(told[0].title) or tr("Without a title") for told in intake.replaced)
            st.text(tr("It takes the place of an older text of the same address: {titles}", titles=titles))
        if st.button(tr("Undo"), key="add_undo"):
            intake.take_back(library.store)
            show_alone((), ADD)  # there they lie again, as before
        if not alone and st.button(tr_count("Show it", "Show them", len(ids)), key="add_to_map"):
            show_alone(ids)
        if not room and st.button(tr("Show all events") if alone else tr("Keep"), key="add_keep"):
            intake.added, intake.replaced = (), ()
            if alone:
                show_alone(())
            st.rerun()


def _add(intake: Intake, ready: Sequence[Read], library: Library) -> None:
    """Add articles; if none is left to look at, show what they tell on the map."""
    intake.add(ready, library.store)
    if intake.read:
        st.rerun()
    show_alone(intake.added_ids)


def _show_found(intake: Intake, library: Library) -> None:
    if not intake.read:
        return
    ready = intake.to_add()
    events = sum(len(one.told[1]) for one in ready if not isinstance(one.told, Problem))
    failed = [one for one in intake.read if isinstance(one.told, Problem)]
    with st.container(key="add_summary", horizontal=True, vertical_alignment="center"):
        words = [
            tr_count("**{count} article** is ready to add", "**{count} articles** are ready to add", len(ready)),
            tr_count("{count} event was found", "{count} events were found", events),
        ]
        if failed:
            words.append(tr_count("**{count} could not be read**", "**{count} could not be read**", len(failed)))
        st.markdown(", ".join(words) + ".", width="stretch")
        if st.button(
            tr_count("Add {count} article", "Add {count} articles", len(ready)),
            type="primary",
            disabled=not ready or bool(intake.waiting),
            key="add_all",
        ):
            _add(intake, ready, library)
        if st.button(tr("Leave all out"), disabled=bool(intake.waiting), key="add_none"):
            intake.read.clear()
            st.rerun()
    # What went wrong stands first: the rest needs no one.
    rows = sorted(intake.read, key=lambda one: not isinstance(one.told, Problem))
    pages = -(-len(rows) // ON_ONE_PAGE)
    page = int(st.pagination(pages, key="add_page_number")) if pages > 1 else 1
    for one in rows[(page - 1) * ON_ONE_PAGE : page * ON_ONE_PAGE]:
        show_read(one, intake, library)
