"""The filters in the side bar: each widget narrows, an empty one lets everything through.

Counts beside kinds and states are of what the other filters let through, so that one sees what a choice would bring.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from geo.errors import FilterError
from geo.filter import Filter
from geo.maps.words import GROUP_WORDS, STATUS_WORDS, kind_words
from geo.models import Group, Kind, Status
from geo.query import Facet
from geo.ui.address import GROUP_KEY, STATUS_KEY, clear_filter
from geo.ui.words import capital

Facets = Mapping[str, tuple[Facet, ...]]

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
LABELS = {
    "actors": ("Actor", "Any actor, any role"),
    "countries": ("Country", "Any country"),
    "weapons": ("Weapon", "Any weapon"),
    "languages": ("Language", "All languages"),
    "publishers": ("Publisher", "All publishers"),
}


def show_filters(chosen: Filter, found: Facets, problem: FilterError | None) -> None:
    """Draw the filters; their values are in the session, see `geo.ui.address`."""
    _show_days(problem)
    _show_list("actors", found)
    _show_kinds(found)
    _show_statuses(found)
    _show_list("countries", found)
    with st.expander("More filters", expanded=_has_more(chosen)):
        for name in ("weapons", "languages", "publishers"):
            _show_list(name, found)
        st.slider("Confidence from", 0.0, 1.0, step=0.05, key="min_confidence")
        st.checkbox("Reviewed by a person only", key="reviewed", disabled=chosen.machine_only)
    _show_place(chosen)
    st.toggle("Machine alone, without reviews", key="machine_only", disabled=chosen.reviewed)
    if not chosen.is_empty:
        st.button("Clear all filters", on_click=clear_filter, width="stretch")


def _show_days(problem: FilterError | None) -> None:
    for label, key in (("Happened from", "since"), ("Happened until", "until")):
        st.date_input(label, key=key, value=None, format="YYYY-MM-DD", min_value=EARLIEST, max_value=LATEST)
    if problem:
        st.warning(f"{problem.message} {problem.remedy}")


def _show_list(name: str, found: Facets) -> None:
    label, placeholder = LABELS[name]
    names = {facet.value: facet.name for facet in found.get(name, ())}
    names |= {value: value for value in st.session_state[name] if value not in names}
    st.multiselect(
        label, [*names], format_func=lambda value: names.get(value, value), key=name, placeholder=placeholder
    )


def _show_kinds(found: Facets) -> None:
    counts = {facet.value: facet.count for facet in found.get("kinds", ())}
    st.markdown("###### Kind")
    for group in Group:
        count = sum(counts.get(kind, 0) for kind in Kind if kind.group is group)
        st.checkbox(f"{capital(GROUP_WORDS[group])} *{count:,}*", key=GROUP_KEY.format(group))
    kinds = [kind for kind in Kind if kind in counts or kind in st.session_state["kinds"]]
    st.multiselect(
        "Kinds one by one",
        kinds,
        format_func=lambda kind: capital(kind_words()[kind]),
        key="kinds",
        placeholder="Kinds one by one",
        label_visibility="collapsed",
    )


def _show_statuses(found: Facets) -> None:
    counts = {facet.value: facet.count for facet in found.get("statuses", ())}
    st.markdown("###### Status")
    for status in Status:
        st.checkbox(f"{capital(STATUS_WORDS[status])} *{counts.get(status, 0):,}*", key=STATUS_KEY.format(status))


def _show_place(chosen: Filter) -> None:
    if chosen.place:
        where = f"within {chosen.radius_km:g} km of" if chosen.radius_km else "at"
        st.caption("Only events " + where)
        st.text(chosen.place)


def _has_more(chosen: Filter) -> bool:
    return bool(chosen.weapons or chosen.languages or chosen.publishers or chosen.min_confidence or chosen.reviewed)
