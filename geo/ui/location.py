"""The address bar: what the page wrote there last stands, until the browser goes back or forward.

Every message of the browser carries its address as it was when the message set out. One that set out before the page
wrote a new address would otherwise undo what was written: the room just entered, the filter just chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

KEY = "location"
Address = dict[str, list[str]]


@dataclass(slots=True)
class _Location:
    """The address of this session; one object, so that an interrupted run cannot leave it half told."""

    address: Address


def hold() -> None:
    """Put back the address that was written last, if the browser brings an older one; must run before it is read."""
    held: _Location | None = st.session_state.get(KEY)
    brought = read()
    if held is None:
        st.session_state[KEY] = _Location(brought)
    elif brought != held.address:
        context = get_script_run_ctx()
        if context and context.is_history_navigation:
            held.address = brought
        else:
            st.query_params.from_dict(held.address)


def read() -> Address:
    """Return what the address says, each name with all its values."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def write(address: Mapping[str, list[str]]) -> None:
    """Make the address say this and nothing else."""
    held: _Location | None = st.session_state.get(KEY)
    if held:
        held.address = dict(address)
    if read() != address:
        st.query_params.from_dict(address)


def change(drop: Iterable[str] = (), **more: str) -> None:
    """Take names out of the address and put others in."""
    held: _Location | None = st.session_state.get(KEY)
    kept = held.address if held else read()
    left = {name: values for name, values in kept.items() if name not in {*drop, *more}}
    write(left | {name: [value] for name, value in more.items()})
