"""What people have said, newest first: who, when, what it changed; each can be taken back. Out and in as a file.

Also the way to a rejected event, which no map shows any more.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.errors import GeoError
from geo.language import msg, number, tr, tr_count
from geo.maps.markup import clean
from geo.maps.words import kind_in_words
from geo.models import Review, ReviewAction
from geo.records import to_json
from geo.review_files import parse_reviews
from geo.reviewing import acts_of, import_reviews
from geo.reviews import standing_reviews
from geo.ui.change import differences
from geo.ui.messages import describe, error_in_words
from geo.ui.resources import Library
from geo.ui.review import take_back
from geo.ui.runs import open_dialog
from geo.ui.words import capital

ON_ONE_PAGE = 10
LARGEST_MB = 10
DONE = {
    ReviewAction.CONFIRM: msg("confirmed"),
    ReviewAction.CORRECT: msg("corrected"),
    ReviewAction.REJECT: msg("rejected"),
    ReviewAction.ADD: msg("added"),
    ReviewAction.SPLIT: msg("split"),
    ReviewAction.MERGE: msg("merged"),
    ReviewAction.WITHDRAW: msg("taken back"),
}


def show_history(library: Library) -> None:
    """Open the dialog with everything that was said."""
    open_dialog(tr("What people said"), _show_history, "large", library)


def _show_history(library: Library) -> None:
    said, files = st.tabs([tr("History"), tr("Files")])
    with said:
        _show_said(library)
    with files:
        _show_files(library)


def _show_said(library: Library) -> None:
    reviews = library.store.reviews()
    if not reviews:
        st.markdown(tr("Nobody has said anything yet. Open an event and choose **Correct this**."))
        return
    standing = {review.id for review in standing_reviews(reviews).values()}
    acts = acts_of(reviews)
    heading = tr_count(
        "**{count}** event carries a person's word; the machine's stays beside it and is never lost.",
        "**{count}** events carry a person's word; the machine's stays beside it and is never lost.",
        sum(any(review.id in standing for review in act) for act in acts),
    )
    st.markdown(heading)
    pages = -(-len(acts) // ON_ONE_PAGE)
    page = int(st.pagination(pages, key="history_page")) if pages > 1 else 1
    for act in acts[::-1][(page - 1) * ON_ONE_PAGE : page * ON_ONE_PAGE]:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.text(in_words(act), width="stretch")
            whole = all(review.id in standing for review in act)
            if whole and st.button(tr("Take back"), key=f"take_back_{act[0].id}"):
                take_back(library.store, act)


def _show_files(library: Library) -> None:
    reviews = library.store.reviews()
    st.download_button(
        tr("Download all reviews ({count})", count=number(len(reviews))),
        "".join(f"{to_json(review)}\n" for review in reviews),
        "reviews.jsonl",
        "application/jsonl",
        disabled=not reviews,
    )
    given = st.file_uploader(tr("Add reviews from a file"), ("jsonl",), max_upload_size=LARGEST_MB, key="reviews_file")
    if given and st.button(tr("Add them"), type="primary", key="reviews_add"):
        try:
            found, problems = parse_reviews(given.getvalue(), given.name, library.articles().get)
        except GeoError as error:
            st.error(error_in_words(error))
            return
        added, refused = import_reviews(library.store, found)
        st.success(tr_count("{count} review added.", "{count} reviews added.", added))
        for problem in (*problems, *refused):
            st.warning(describe(problem))


def in_words(act: Sequence[Review]) -> str:
    """Return who did what to which sentence in one act, when, in how many tellings, and what it changed."""
    review = act[0]
    told = review.right or review.had
    what = capital(kind_in_words(told.kind)) if told else tr("An event")
    done = tr(DONE[review.action])
    who = tr("{done} by {name}", done=done, name=review.reviewer) if review.reviewer else done
    when = review.at.replace("T", " ")[:16]
    count = tr("in {count} tellings", count=number(len(act))) if len(act) > 1 else ""
    changed = differences(review.had, review.right) if review.had and review.right else []
    excerpt = f"“{told.excerpt}”" if told else ""
    return clean(" · ".join(part for part in (what, f"{who}, {when}", count, *changed, excerpt, review.note) if part))
