"""The language of the page: ``lang=fr`` in the address, else what the browser prefers, else English.

Every run says its texts in it. Dialogs and fragments are runs of their own: they are opened with :func:`open_dialog` or
wear :func:`speaks`, so that they speak as the page does.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Literal, ParamSpec

import streamlit as st

from geo.language import ENGLISH, languages, speak, tr
from geo.ui import location

KEY = "lang"
Parameters = ParamSpec("Parameters")


def read_language() -> str:
    """Return the language that the address asks for, or the browser."""
    asked = (st.query_params.get(KEY, ""), (st.context.locale or "").partition("-")[0])
    return next((code for code in asked if code in languages()), ENGLISH)


def speaks(draw: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """Make a fragment or a dialog speak the language of the page whenever it runs alone."""

    @wraps(draw)
    def spoken(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        speak(read_language())
        draw(*args, **kwargs)

    return spoken


def open_dialog(
    title: str,
    draw: Callable[Parameters, None],
    width: Literal["small", "medium", "large"],
    *args: Parameters.args,
    **kwargs: Parameters.kwargs,
) -> None:
    """Open a dialog under a title that is already said with :func:`geo.language.tr`."""
    st.dialog(title, width=width)(speaks(draw))(*args, **kwargs)


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
