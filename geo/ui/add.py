"""Add articles: a pasted text or files go through the same pipeline as on the command line.

Nothing of the pipeline is imported before a person asks for it: the language models need a second and a gigabyte, and
most visits read only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import streamlit as st

from geo.models import Report
from geo.settings import Settings
from geo.ui.messages import show_problems

if TYPE_CHECKING:
    from geo.articles import Known

MOST_FILES = 50  # more belong on the command line, which can be stopped and goes on where it was
LARGEST_MB = 5
SUFFIXES = ("txt", "md", "html", "htm")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person gave: articles by name, and what is known of them."""

    articles: tuple[tuple[str, bytes], ...]
    published: date | None
    language: str
    publisher: str
    url: str
    title: str


def show_adding(settings: Settings) -> None:
    """Open the dialog that adds articles."""
    st.session_state.pop("added", None)
    _show_adding(settings)


@st.dialog("Add articles", width="large")
def _show_adding(settings: Settings) -> None:
    wanted = _ask()
    if st.button("Read them", type="primary", disabled=not wanted.articles):
        st.session_state["added"] = _ingest(wanted, settings)
    if "added" in st.session_state:
        _show_report(st.session_state["added"])


def _ask() -> Wanted:
    paste, upload = st.tabs(["Paste a text", "Files"])
    with paste:
        title = st.text_input("Title", key="add_title")
        text = st.text_area("Text", height=220, key="add_text", placeholder="The whole article")
    with upload:
        given = st.file_uploader(
            "Text, Markdown or saved web pages",
            SUFFIXES,
            accept_multiple_files=True,
            max_upload_size=LARGEST_MB,
            key="add_files",
        )
        files = [*(given or ())]
        if len(files) > MOST_FILES:
            st.warning(f"The first {MOST_FILES} of {len(files)} are read here; for more, use the command line.")
    left, middle, right = st.columns(3)
    published = left.date_input("Published on, if known", None, format="YYYY-MM-DD", key="add_day")
    languages = {"": "find out from the text", **_languages()}
    language = middle.selectbox("Language", languages, format_func=languages.__getitem__, key="add_language")
    publisher = right.text_input("Publisher, if known", key="add_publisher")
    url = st.text_input("Link to the article, if there is one", key="add_url", type="url")
    articles = tuple((file.name, file.getvalue()) for file in files[:MOST_FILES])
    if text and text.strip():
        articles = (("", text.encode()), *articles)
    return Wanted(articles, published, language, publisher, url, title)


@st.cache_data(show_spinner=False)
def _languages() -> Mapping[str, str]:
    from geo.articles.language import LANGUAGES  # noqa: PLC0415 - see the head of this module

    return LANGUAGES


def _ingest(wanted: Wanted, settings: Settings) -> Report:
    """Read one article after the other, so that the bar moves and what is read stays."""
    from geo.pipeline import Given, ingest  # noqa: PLC0415 - see the head of this module

    reports = []
    with st.status("Reading", expanded=False) as status:
        bar = st.progress(0.0)
        for number, (name, content) in enumerate(wanted.articles, start=1):
            status.update(label=f"Reading {number} of {len(wanted.articles)}")
            reports.append(ingest([Given(name, content)], settings, known=_to_known(wanted, pasted=not name)))
            bar.progress(number / len(wanted.articles))
        status.update(label="Done", state="complete")
    return add_up(reports)


def _to_known(wanted: Wanted, *, pasted: bool) -> Known:
    from geo.articles import Known  # noqa: PLC0415 - see the head of this module

    return Known(
        language=wanted.language,
        published=wanted.published.isoformat() if wanted.published else "",
        publisher=wanted.publisher,
        title=wanted.title if pasted else "",
        url=wanted.url if len(wanted.articles) == 1 else "",
    )


def add_up(reports: Sequence[Report]) -> Report:
    """Return the sum of several reports."""
    return Report(
        articles=sum(report.articles for report in reports),
        unchanged=sum(report.unchanged for report in reports),
        tellings=sum(report.tellings for report in reports),
        events=sum(report.events for report in reports),
        problems=tuple(problem for report in reports for problem in report.problems),
    )


def _show_report(report: Report) -> None:
    words = [f"{report.articles:,} added, {report.tellings:,} events told in them, {report.events:,} new on the map."]
    if report.unchanged:
        words.append(f"{report.unchanged:,} were here already.")
    if report.problems:
        words.append(f"{len(report.problems):,} could not be read:")
    st.markdown(" ".join(words))
    show_problems(report.problems, "articles")
    if report.articles and st.button("Show the map", type="primary"):
        st.rerun()
