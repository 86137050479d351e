"""The address of the page and its widgets are one view: it fills the widgets, and the widgets write it.

The session holds one value a widget, what has no widget (place, radius), where the map looks, and which event is open.
An address that is not the one written last (a link, the back button) fills them anew.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlencode

import streamlit as st

from geo.errors import FilterError
from geo.filter import Filter
from geo.models import Group, Kind, Problem, Status
from geo.share.link import View
from geo.ui import location
from geo.ui.language import KEY as LANGUAGE_KEY

GROUP_KEY = "group_{}"
STATUS_KEY = "status_{}"
LISTS = ("actors", "countries", "languages", "publishers", "articles", "weapons")
SINGLE = (
    "since",
    "until",
    "words",
    "min_confidence",
    "reviewed",
    "machine_only",
    "place",
    "radius_km",
    "dates",
    "role",
)


def follow_address() -> tuple[Problem, ...]:
    """Fill the session from the address if it is new; returns what in it has no meaning."""
    given = location.read()
    if "since" in st.session_state and given == st.session_state.get("address"):
        st.session_state["role"] = st.session_state.get("role", "")  # a widget that is not drawn loses its value
        return ()
    view, problems = View.from_query_leniently(given)
    put_view(view)
    return problems


def take_toggle() -> None:
    """Do what was pressed in the legend; must run before the widgets are drawn."""
    sort, _, value = st.session_state.pop("toggled", "").partition(":")
    form = {"group": GROUP_KEY, "status": STATUS_KEY}.get(sort)
    if form and form.format(value) in st.session_state:
        st.session_state[form.format(value)] = not st.session_state[form.format(value)]


def put_view(view: View) -> None:
    """Fill the session with a view; must run before the widgets are drawn."""
    state, chosen = st.session_state, view.filter
    for name in SINGLE:
        state[name] = getattr(chosen, name)
    for name in LISTS:
        state[name] = list(getattr(chosen, name))
    kinds = set(chosen.kinds)
    for group in Group:
        members = {kind for kind in Kind if kind.group is group}
        state[GROUP_KEY.format(group)] = members <= kinds
        kinds -= members if members <= kinds else set()
    state["kinds"] = sorted(kinds)
    for status in Status:
        state[STATUS_KEY.format(status)] = status in chosen.statuses
    state["lat"], state["lon"], state["zoom"] = view.lat, view.lon, view.zoom
    state["event"] = view.event
    state["look"] = view.position
    state["as_of"] = view.as_of


def read_filter() -> Filter:
    """Return the filter that the widgets say.

    Raises
    ------
    FilterError
        If they contradict each other, as a first day after the last one does.
    """
    state = st.session_state
    groups = {group for group in Group if state[GROUP_KEY.format(group)]}
    values: dict[str, Any] = {name: state[name] for name in SINGLE}
    values |= {name: tuple(state[name]) for name in LISTS}
    values["role"] = state["role"] if state["actors"] else ""
    return Filter(
        **values,
        kinds=tuple(kind for kind in Kind if kind.group in groups or kind in state["kinds"]),
        statuses=tuple(status for status in Status if state[STATUS_KEY.format(status)]),
    )


def read_filter_or_say() -> tuple[Filter, FilterError | None]:
    """Return the filter, or, if the widgets contradict each other, the filter without days, and why."""
    try:
        return read_filter(), None
    except FilterError as error:
        st.session_state.update({"until": None, "reviewed": False})
        return read_filter(), error


def read_view(chosen: Filter) -> View:
    """Return the view of the session under a filter."""
    state = st.session_state
    return View(chosen, state["lat"], state["lon"], state["zoom"], state["event"], state["as_of"])


def write_address(view: View) -> None:
    """Make the address say the view, if it does not yet."""
    wanted = parse_qs(view.to_query(), keep_blank_values=True) | _language()
    location.write(wanted)
    st.session_state["address"] = location.read()


def write_session(chosen: Filter) -> None:
    """Make the address say the session's view under a filter."""
    write_address(read_view(chosen))


def to_address(query: str) -> str:
    """Return the whole address of the page with this query."""
    page = (st.context.url or "").partition("?")[0].rstrip("/")
    whole = "&".join(part for part in (query, urlencode(_language(), doseq=True)) if part)
    return f"{page}/?{whole}" if whole else f"{page}/"


def clear_filter() -> None:
    """Show every event again, with the map as it is."""
    state = st.session_state
    put_view(View(lat=state["lat"], lon=state["lon"], zoom=state["zoom"]))


def _language() -> dict[str, list[str]]:
    """Return the part of the address that says the language, if it does."""
    return {name: [given] for name in (LANGUAGE_KEY,) if (given := st.query_params.get(name))}
