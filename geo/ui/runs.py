"""Dialogs and fragments are runs of their own: they speak as the page does, and say where they stand what went wrong.

They are opened with :func:`open_dialog`, or wear :func:`alone`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Literal, ParamSpec

import streamlit as st

from geo.errors import GeoError
from geo.language import speak
from geo.ui.language import read_language
from geo.ui.messages import show_refusal
from geo.ui.resources import Library, check_store

Parameters = ParamSpec("Parameters")


def alone(draw: Callable[Parameters, None]) -> Callable[Parameters, None]:
    """Make a fragment or a dialog speak the language of the page, and say its errors, whenever it runs alone."""

    @wraps(draw)
    def drawn(*args: Parameters.args, **kwargs: Parameters.kwargs) -> None:
        speak(read_language())
        try:
            for given in args:
                if isinstance(given, Library):
                    check_store(given.store)
            draw(*args, **kwargs)
        except GeoError as error:
            show_refusal(error)

    return drawn


def open_dialog(
    title: str,
    draw: Callable[Parameters, None],
    width: Literal["small", "medium", "large"],
    *args: Parameters.args,
    **kwargs: Parameters.kwargs,
) -> None:
    """Open a dialog under a title that is already said with :func:`geo.language.tr`."""
    st.dialog(title, width=width)(alone(draw))(*args, **kwargs)
