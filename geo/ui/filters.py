"""The filters in the side bar: each widget narrows, an empty one lets everything through.

Counts beside kinds and states are of what the other filters let through, so that one sees what a choice would bring.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from geo.errors import FilterError
from geo.filter import Filter
from geo.filter_values import Dates
from geo.language import country, language_name, msg, number, tr
from geo.language import day as day_in_words
from geo.maps.markup import clean
from geo.maps.words import group_in_words, kind_in_words, status_in_words
from geo.models import Group, Kind, Status
from geo.query import Facet
from geo.ui.actors import show_actor_filter
from geo.ui.address import GROUP_KEY, STATUS_KEY, clear_filter
from geo.ui.resources import Library
from geo.ui.standing import standing_facets
from geo.ui.words import capital

Facets = Mapping[str, tuple[Facet, ...]]

MOST_NAMED = 4  # articles named in the side bar
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)
LABELS = {
    "countries": (msg("Country"), msg("Any country")),
    "weapons": (msg("Weapon"), msg("Any weapon")),
    "languages": (msg("Language"), msg("All languages")),
    "publishers": (msg("Publisher"), msg("All publishers")),
}


def show_filters(
    library: Library, chosen: Filter, problem: FilterError | None = None, as_of: date | None = None
) -> None:
    """Draw the filters; their values are in the session, see `geo.ui.address`.

    While states are shown ``as_of`` a day, the counts are of what stands on it.
    """
    found = standing_facets(library, as_of, chosen) if as_of else library.facets(chosen)
    _show_articles(library, chosen)
    _show_days(problem, as_of)
    show_actor_filter(library, chosen, found.get("actors", ()), as_of)
    _show_list("countries", found)
    _show_kinds(found)
    _show_statuses(found)
    _show_list("weapons", found)
    with st.expander(tr("More filters"), expanded=_has_more(chosen)):
        for name in ("languages", "publishers"):
            _show_list(name, found)
        st.slider(tr("Confidence from"), 0.0, 1.0, step=0.05, key="min_confidence")
        st.checkbox(tr("Reviewed by a person only"), key="reviewed", disabled=chosen.machine_only)
    _show_place(chosen)
    st.toggle(tr("Machine alone, without reviews"), key="machine_only", disabled=chosen.reviewed)
    if not chosen.is_empty:
        st.button(tr("Clear all filters"), on_click=clear_filter, width="stretch")


def _show_articles(library: Library, chosen: Filter) -> None:
    """Say that only one article's events are shown, or those of some, with the way back to all."""
    if not chosen.articles:
        return
    known = library.articles()
    with st.container(key="only_articles", gap="small"):
        st.markdown(f"###### {tr('Only what these articles tell')}")
        for article_id in chosen.articles[:MOST_NAMED]:
            st.text(clean(known[article_id].title) if article_id in known else article_id)
        left = len(chosen.articles) - MOST_NAMED
        if left > 0:
            st.text(tr("and {count} more", count=number(left)))
        st.button(tr("Show all articles"), on_click=_show_all_articles, width="stretch")


def _show_all_articles() -> None:
    st.session_state["articles"] = []


def _show_days(problem: FilterError | None, as_of: date | None) -> None:
    published = st.session_state["dates"] is Dates.PUBLISHED
    labels = (tr("Published from"), tr("Published until")) if published else (tr("Happened from"), tr("Happened until"))
    for label, key in zip(labels, ("since", "until"), strict=True):
        st.date_input(
            label, key=key, value=None, format="YYYY-MM-DD", min_value=EARLIEST, max_value=LATEST, disabled=bool(as_of)
        )
    if as_of:
        st.caption(tr("Shown is what stands on {day}; these days narrow events only.", day=day_in_words(as_of)))
    if problem:
        st.warning(f"{problem.message} {problem.remedy}")


def _show_list(name: str, found: Facets) -> None:
    label, placeholder = LABELS[name]
    counts = {facet.value: facet.count for facet in found.get(name, ())}
    values = [*counts, *(value for value in st.session_state[name] if value not in counts)]
    say = {"countries": country, "languages": language_name}.get(name, str)
    st.multiselect(
        tr(label),
        values,
        format_func=say,
        key=name,
        placeholder=tr(placeholder),
        filter_mode="contains",
        select_all=False,
    )


def _show_kinds(found: Facets) -> None:
    counts = {facet.value: facet.count for facet in found.get("kinds", ())}
    st.markdown(f"###### {tr('Kind')}")
    for group in Group:
        count = sum(counts.get(kind, 0) for kind in Kind if kind.group is group)
        st.checkbox(f"{capital(group_in_words(group))} *{number(count)}*", key=GROUP_KEY.format(group))
    kinds = [kind for kind in Kind if kind in counts or kind in st.session_state["kinds"]]
    st.multiselect(
        tr("Kinds one by one"),
        kinds,
        format_func=lambda kind: capital(kind_in_words(kind)),
        key="kinds",
        placeholder=tr("Kinds one by one"),
        label_visibility="collapsed",
        filter_mode="contains",
        select_all=False,
    )


def _show_statuses(found: Facets) -> None:
    counts = {facet.value: facet.count for facet in found.get("statuses", ())}
    st.markdown(f"###### {tr('Status')}")
    for status in Status:
        label = f"{capital(status_in_words(status))} *{number(counts.get(status, 0))}*"
        st.checkbox(label, key=STATUS_KEY.format(status))


def _show_place(chosen: Filter) -> None:
    if chosen.place:
        within = tr("Only events within {distance} km of", distance=number(chosen.radius_km))
        st.caption(within if chosen.radius_km else tr("Only events at"))
        st.text(chosen.place)


def _has_more(chosen: Filter) -> bool:
    return bool(chosen.languages or chosen.publishers or chosen.min_confidence or chosen.reviewed)
