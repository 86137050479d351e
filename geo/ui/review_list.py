"""What people have said lately, newest first, each with a way to take it back: also the way to a rejected event."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.maps.markup import clean
from geo.maps.words import kind_in_words
from geo.models import Review, ReviewAction
from geo.ui.resources import Library
from geo.ui.review import withdraw
from geo.ui.words import capital

SHOWN = 20  # more are in the file that "review export" writes
DONE = {
    ReviewAction.CONFIRM: "confirmed",
    ReviewAction.CORRECT: "corrected",
    ReviewAction.REJECT: "rejected",
    ReviewAction.ADD: "added",
}


def show_reviews(library: Library) -> None:
    """Open the dialog with the standing reviews."""
    _show_reviews(library)


@st.dialog("Reviews", width="large")
def _show_reviews(library: Library) -> None:
    standing = list_standing(library.store.reviews())
    if not standing:
        st.markdown("Nobody has said anything yet. Open an event and choose **Correct this**.")
        return
    st.markdown(f"**{len(standing):,}** events carry a person's word; the machine's stays beside it and is never lost.")
    for review in standing[:SHOWN]:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.text(in_words(review), width="stretch")
            if st.button("Take back", key=f"take_back_{review.id}"):
                library.store.add_reviews(withdraw((review,)))
                st.rerun()
    if len(standing) > SHOWN:
        st.caption(f"The last {SHOWN} are shown.")


def list_standing(reviews: Sequence[Review]) -> list[Review]:
    """Return the review that counts for each telling, newest first; withdrawn ones are left out."""
    last = {review.telling_id: number for number, review in enumerate(reviews)}
    kept = [reviews[number] for number in sorted(last.values(), reverse=True)]
    return [review for review in kept if review.action is not ReviewAction.WITHDRAW]


def in_words(review: Review) -> str:
    """Return who did what to which sentence, and when."""
    told = review.right or review.had
    what = capital(kind_in_words(told.kind)) if told else "An event"
    who = " ".join(part for part in (DONE[review.action], f"by {review.reviewer}" if review.reviewer else "") if part)
    excerpt = f"“{told.excerpt}”" if told else ""
    return clean(" · ".join(part for part in (what, f"{who}, {review.at[:10]}", excerpt, review.note) if part))
