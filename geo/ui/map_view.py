"""The map in the middle: one base map that never changes, and one layer of events over it.

It stands in a fragment of its own: moving the map runs that alone, to put the view into the address. What is pressed in
a popup comes back once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from geo.cells import WORLD, Box
from geo.filter import Filter
from geo.language import spoken
from geo.maps.heaps import to_heap_layer
from geo.maps.layers import to_layer
from geo.maps.live import START_ZOOM, Action, base_map, event_group, pack_layer, read_click
from geo.maps.shapes import Shapes
from geo.models import Article, Event, Group, Status
from geo.ui.address import GROUP_KEY, STATUS_KEY
from geo.ui.resources import Library
from geo.ui.runs import alone

KEPT_LAYERS = 8  # a few hundred kB each
HEIGHT = 640  # pixels, for browsers that do not follow style.css
PRESSED = "last_object_clicked_tooltip"  # where the layer puts what was pressed; streamlit-folium sends it back


@dataclass(frozen=True, slots=True, eq=False)
class _Drawn:
    """What a layer is made of; the events are known by identity, as the cache of selections gives them."""

    events: Sequence[Event]
    articles: Mapping[str, Article]
    shapes: Shapes
    look: tuple[float, float, float] | None
    language: str
    states: tuple[tuple[str, str], ...]
    lives: tuple[tuple[str, str], ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Drawn) and self.events is other.events and self._rest == other._rest

    def __hash__(self) -> int:
        return hash((id(self.events), self._rest))

    @property
    def _rest(self) -> tuple[object, ...]:
        return self.look, self.language, self.states, self.lives


def show_map(
    library: Library,
    events: Sequence[Event],
    articles: Mapping[str, Article],
    moved: Callable[[], None],
    states: Mapping[str, str] | None = None,
    crowd: Filter | None = None,
    lives: Mapping[str, str] | None = None,
) -> Mapping[str, str]:
    """Draw the map; returns what was pressed since the last run, by name: open, read, correct.

    ``moved`` is called when the session has a new view of the map. ``crowd`` is the filter of so many events that they
    are drawn in groups; ``states`` and ``lives`` are as in `geo.maps.layers.to_layer`.
    """
    with st.container(key="map"):
        _show_map(library, events, articles, moved, states, crowd, lives)
    pressed: Mapping[str, str] = st.session_state.pop("map_pressed", {})
    return pressed


@st.fragment
@alone
def _show_map(
    library: Library,
    events: Sequence[Event],
    articles: Mapping[str, Article],
    moved: Callable[[], None],
    states: Mapping[str, str] | None = None,
    crowd: Filter | None = None,
    lives: Mapping[str, str] | None = None,
) -> None:
    state = st.session_state
    found = st_folium(
        base_map(),
        feature_group_to_add=_make_heaps(library, crowd)
        if crowd
        else _make_group(library, events, articles, states, lives),
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
    library: Library,
    events: Sequence[Event],
    articles: Mapping[str, Article],
    states: Mapping[str, str] | None,
    lives: Mapping[str, str] | None,
) -> Any:
    drawn = _Drawn(
        events,
        articles,
        library.gazetteer,
        st.session_state["look"],
        spoken(),
        tuple((states or {}).items()),
        tuple((lives or {}).items()),
    )
    chosen = None if "snapshot" in st.query_params else dict(zip(("group", "status"), _chosen(), strict=True))
    return event_group(_pack(drawn), chosen)


@lru_cache(maxsize=KEPT_LAYERS)
def _pack(drawn: _Drawn) -> str:
    """Write the layer of these events, once for all who look at them: with 10,000 events it takes half a second."""
    layer = to_layer(
        drawn.events,
        drawn.shapes,
        drawn.articles,
        view=drawn.look,
        states=dict(drawn.states),
        lives=dict(drawn.lives),
    )
    return pack_layer(layer)


def _make_heaps(library: Library, chosen: Filter) -> Any:
    """Make the layer of very many events, in groups for the part of the map in view."""
    state = st.session_state
    box = state.get("box") or WORLD
    zoom = state["zoom"] if state["zoom"] is not None else START_ZOOM
    layer = to_heap_layer(library.cells(chosen, box, zoom), library.gazetteer, view=state["look"])
    return event_group(pack_layer(layer), dict(zip(("group", "status"), _chosen(), strict=True)))


def _chosen() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the groups of kinds and the states that are filtered by."""
    state = st.session_state
    groups = tuple(group.value for group in Group if state.get(GROUP_KEY.format(group)))
    return groups, tuple(status.value for status in Status if state.get(STATUS_KEY.format(status)))
