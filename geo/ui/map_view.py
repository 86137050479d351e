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

from geo.language import spoken
from geo.maps.layers import to_layer
from geo.maps.live import Action, base_map, event_group, read_click
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

    def is_like(self, other: Drawn) -> bool:
        """Return whether the same layer would come out."""
        mine, others = ((one.look, one.chosen, one.language) for one in (self, other))
        return self.events is other.events and mine == others


def show_map(
    library: Library, events: Sequence[Event], articles: Mapping[str, Article], moved: Callable[[], None]
) -> Mapping[str, str]:
    """Draw the map; returns what was pressed since the last run, by name: open, read, correct.

    ``moved`` is called when the session has a new view of the map.
    """
    with st.container(key="map"):
        _show_map(library, events, articles, moved)
    pressed: Mapping[str, str] = st.session_state.pop("map_pressed", {})
    return pressed


@st.fragment
@speaks
def _show_map(
    library: Library, events: Sequence[Event], articles: Mapping[str, Article], moved: Callable[[], None]
) -> None:
    state = st.session_state
    found = st_folium(
        base_map(),
        feature_group_to_add=_make_group(library, events, articles),
        key="folium",
        returned_objects=[PRESSED],
        height=HEIGHT,
        use_container_width=True,
    )
    click = read_click((found or {}).get(PRESSED))
    if click and click.stamp != state.get("map_answered"):
        state["map_answered"] = click.stamp
        if click.action is Action.VIEW:
            state["lat"], state["lon"], state["zoom"] = (float(part) for part in click.event_id.split(","))
            moved()
        elif click.action is Action.FILTER:
            state["toggled"] = click.event_id
            st.rerun()
        else:
            state["map_pressed"] = {click.action.value: click.event_id}
            st.rerun()


def _make_group(library: Library, events: Sequence[Event], articles: Mapping[str, Article]) -> Any:
    """Make the layer of these events, or give the one of the last run: with 10,000 events it takes a second."""
    state = st.session_state
    drawn = Drawn(events, state["look"], _chosen(), spoken())
    held: tuple[Drawn, Any] | None = state.get("map_layer")
    if held and held[0].is_like(drawn):
        return held[1]
    layer = to_layer(events, library.gazetteer, articles, view=drawn.look)
    chosen = None if "snapshot" in st.query_params else dict(zip(("group", "status"), drawn.chosen, strict=True))
    group = event_group(layer, chosen)
    state["map_layer"] = (drawn, group)
    return group


def _chosen() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the groups of kinds and the states that are filtered by."""
    state = st.session_state
    groups = tuple(group.value for group in Group if state.get(GROUP_KEY.format(group)))
    return groups, tuple(status.value for status in Status if state.get(STATUS_KEY.format(status)))
