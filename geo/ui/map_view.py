"""The map in the middle: one base map that never changes, and one layer of events over it.

It stands in a fragment of its own: moving the map runs that alone, to put the view into the address. What is pressed in
a popup comes back once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from streamlit_folium import st_folium

from geo.maps.layers import to_layer
from geo.maps.live import Action, base_map, event_group, read_click
from geo.models import Article, Event
from geo.ui.resources import Library

HEIGHT = 640  # pixels, for browsers that do not follow style.css
PRESSED = "last_object_clicked_tooltip"  # where the layer puts what was pressed; streamlit-folium sends it back


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
def _show_map(
    library: Library, events: Sequence[Event], articles: Mapping[str, Article], moved: Callable[[], None]
) -> None:
    state = st.session_state
    layer = to_layer(events, library.gazetteer, articles, selected=state["event"], view=state["look"])
    found = st_folium(
        base_map(),
        feature_group_to_add=event_group(layer),
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
        else:
            state["map_pressed"] = {click.action.value: click.event_id}
            st.rerun()
