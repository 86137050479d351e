"""The map in the middle: one base map that never changes, and one layer of events over it.

It stands in a fragment of its own: moving the map runs that alone, to put the view into the address. What is pressed in
a popup comes back once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from geo.cells import WORLD, Box
from geo.filter import Filter
from geo.language import spoken
from geo.maps.heaps import to_heap_layer
from geo.maps.layers import to_layer
from geo.maps.live import START_ZOOM, Action, base_map, event_group, read_click
from geo.models import Article, Event, Group, Status
from geo.ui.address import GROUP_KEY, STATUS_KEY
from geo.ui.language import speaks
from geo.ui.resources import Library

HEIGHT = 640  # pixels, for browsers that do not follow style.css
PRESSED = "last_object_clicked_tooltip"  # where the layer puts what was pressed; streamlit-folium sends it back


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a layer was made of; the events are compared by identity, as the cache of selections gives them."""

    events: Sequence[Event]
    look: tuple[float, float, float] | None
    chosen: tuple[tuple[str, ...], tuple[str, ...]]
    language: str
    states: Mapping[str, str] | None

    def is_like(self, other: Drawn) -> bool:
        """Return whether the same layer would come out."""
        mine, others = ((one.look, one.chosen, one.language, one.states) for one in (self, other))
        return self.events is other.events and mine == others


def show_map(
    library: Library,
    events: Sequence[Event],
    articles: Mapping[str, Article],
    moved: Callable[[], None],
    states: Mapping[str, str] | None = None,
    crowd: Filter | None = None,
) -> Mapping[str, str]:
    """Draw the map; returns what was pressed since the last run, by name: open, read, correct.

    ``moved`` is called when the session has a new view of the map. ``crowd`` is the filter of so many events that they
    are drawn in groups.
    """
    with st.container(key="map"):
        _show_map(library, events, articles, moved, states, crowd)
    pressed: Mapping[str, str] = st.session_state.pop("map_pressed", {})
    return pressed


@st.fragment
@speaks
def _show_map(
    library: Library,
    events: Sequence[Event],
    articles: Mapping[str, Article],
    moved: Callable[[], None],
    states: Mapping[str, str] | None = None,
    crowd: Filter | None = None,
) -> None:
    state = st.session_state
    found = st_folium(
        base_map(),
        feature_group_to_add=_make_heaps(library, crowd) if crowd else _make_group(library, events, articles, states),
        key="folium",
        returned_objects=[PRESSED],
        height=HEIGHT,
        use_container_width=True,
    )
    click = read_click((found or {}).get(PRESSED))
    if click and click.stamp != state.get("map_answered"):
        state["map_answered"] = click.stamp
        if click.action is Action.VIEW:
            state["lat"], state["lon"], state["zoom"], *box = (float(part) for part in click.event_id.split(","))
            state["box"] = Box(*box)
            moved()
            if crowd:
                st.rerun(scope="fragment")
        elif click.action is Action.PLACE:
            state["place"], state["radius_km"] = click.event_id, 0.0
            st.rerun()
        elif click.action is Action.FILTER:
            state["toggled"] = click.event_id
            st.rerun()
        else:
            state["map_pressed"] = {click.action.value: click.event_id}
            st.rerun()


def _make_group(
    library: Library, events: Sequence[Event], articles: Mapping[str, Article], states: Mapping[str, str] | None
) -> Any:
    """Make the layer of these events, or give the one of the last run: with 10,000 events it takes a second."""
    state = st.session_state
    drawn = Drawn(events, state["look"], _chosen(), spoken(), states)
    held: tuple[Drawn, Any] | None = state.get("map_layer")
    if held and held[0].is_like(drawn):
        return held[1]
    layer = to_layer(events, library.gazetteer, articles, view=drawn.look, states=states)
    chosen = None if "snapshot" in st.query_params else dict(zip(("group", "status"), drawn.chosen, strict=True))
    group = event_group(layer, chosen)
    state["map_layer"] = (drawn, group)
    return group


def _make_heaps(library: Library, chosen: Filter) -> Any:
    """Make the layer of very many events, in groups for the part of the map in view."""
    state = st.session_state
    box = state.get("box") or WORLD
    zoom = state["zoom"] if state["zoom"] is not None else START_ZOOM
    layer = to_heap_layer(library.cells(chosen, box, zoom), library.gazetteer, view=state["look"])
    return event_group(layer, dict(zip(("group", "status"), _chosen(), strict=True)))


def _chosen() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the groups of kinds and the states that are filtered by."""
    state = st.session_state
    groups = tuple(group.value for group in Group if state.get(GROUP_KEY.format(group)))
    return groups, tuple(status.value for status in Status if state.get(STATUS_KEY.format(status)))
