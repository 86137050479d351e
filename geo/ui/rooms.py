"""The rooms of the page beside the map: adding and reviewing, each by an address of its own.

A room keeps the rest of the address, so that the map is left and found again as it was.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geo.language import tr
from geo.ui.location import change, write

KEY = "room"
ADD, REVIEW = "add", "review"


def read_room() -> str:
    """Return the room that the address asks for, "" for the map."""
    return st.query_params.get(KEY, "")


def enter(room: str, **more: str) -> None:
    """Go into a room; ``more`` goes into the address beside it."""
    change(**{KEY: room}, **more)
    st.rerun()


def leave(event: str = "") -> None:
    """Go back to the map, to an event if one is given."""
    change(drop=(KEY,), **({"event": event} if event else {}))
    st.rerun()


def show_alone(articles: Sequence[str], room: str = "") -> None:
    """Go to the map of what these articles tell, of all there is if none is given, or to a room; filters give way."""
    query = {"articles": [*articles], "lang": st.query_params.get_all("lang"), KEY: [room] if room else []}
    write({name: values for name, values in query.items() if values})
    st.rerun()


def show_room_head(title: str, *, event: str = "") -> None:
    """Draw the head of a room: its name, and the way back, to an event if one is given."""
    with st.container(key="room_head", horizontal=True, vertical_alignment="center", gap="medium"):
        st.markdown("# Dateline", width="content")
        st.markdown(f"**{title}**", width="stretch")
        if st.button(tr("Back to the map"), key="room_back"):
            leave(event)
