"""The first minutes: what the map says, where it comes from and how sure it is; closed once, it stays closed."""

from __future__ import annotations

import streamlit as st

from geo.language import tr, tr_count
from geo.ui.resources import Library

KEY = "welcomed"


def show_welcome(library: Library) -> None:
    """Draw the few words for a newcomer, until they are closed or the link already says what to look at."""
    state = st.session_state
    if state.setdefault(KEY, bool(set(st.query_params) - {"lang"})):
        return
    articles = tr_count("{count} article", "{count} articles", len(library.articles()))
    with st.container(key="welcome", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            tr(
                "Each mark is **one event told in {articles}**: press it for the sentence, word for word, and who says "
                "it. Filled is reported; ringed is only claimed, white inside planned, dashed feared, crossed denied. "
                "What names only a country or a border is drawn as that, never as a point.",
                articles=articles,
            ),
            width="stretch",
        )
        st.button(tr("Got it"), key="welcome_close", on_click=_close)


def _close() -> None:
    st.session_state[KEY] = True
