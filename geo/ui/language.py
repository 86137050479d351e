"""The language of the page: ``lang=fr`` in the address, else what the browser prefers, else English.

Every run says its texts in it; dialogs and fragments are runs of their own, see `geo.ui.runs`.
"""

from __future__ import annotations

import streamlit as st

from geo.language import ENGLISH, languages, tr
from geo.ui import location

KEY = "lang"


def read_language() -> str:
    """Return the language that the address asks for, or the browser."""
    asked = (st.query_params.get(KEY, ""), (st.context.locale or "").partition("-")[0])
    return next((code for code in asked if code in languages()), ENGLISH)


def show_language() -> None:
    """Draw the choice of the page's language."""
    codes = [*languages()]
    st.selectbox(
        tr("Language of the page"),
        codes,
        index=codes.index(read_language()),
        format_func=languages().__getitem__,
        key="language_choice",
        on_change=_choose,
    )


def _choose() -> None:
    location.change(**{KEY: st.session_state["language_choice"]})
