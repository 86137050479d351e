"""The live map for the page: one base map that never changes, and the events as one layer on it.

In: a `Layer`. Out: a folium map and a folium feature group for streamlit-folium, and, back from a click, what was asked
for. No text of an article reaches a template: it travels as JSON made by `geo.maps.markup`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import folium
from branca.element import MacroElement
from jinja2 import Template

from geo.maps import assets
from geo.maps.layers import Layer
from geo.maps.markup import script_json, switch_off_second_pass

# The iframe of streamlit-folium lies at component/NAME/index.html, two folders under the page's root, whatever the
# base path of the server is.
STATIC = "../../app/static"
# Central Europe, until the first events say where to look.
START_LAT, START_LON, START_ZOOM = 52.0, 25.0, 4
MAX_ZOOM = 18


class Action(StrEnum):
    """What a person asked for on the map, or where it was moved to."""

    OPEN = "open"
    READ = "read"
    CORRECT = "correct"
    VIEW = "view"
    FILTER = "filter"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Click:
    """A wish from the map: what, and for which event.

    For a view that is "lat,lon,zoom,south,west,north,east", for a filter "group:forces", for a place its id. ``stamp``
    tells two alike apart.
    """

    action: Action
    event_id: str
    stamp: str


def base_map() -> folium.Map:
    """Make the map without events; always the same, so that streamlit-folium keeps its frame, zoom and centre."""
    switch_off_second_pass()
    drawn = folium.Map(
        location=[START_LAT, START_LON],
        zoom_start=START_ZOOM,
        tiles=None,
        control_scale=False,
        zoom_control=True,
        maxZoom=MAX_ZOOM,
        minZoom=2,
        worldCopyJump=False,
        wheelPxPerZoomLevel=90,
    )
    drawn.default_js = [("leaflet", f"{STATIC}/vendor/leaflet/leaflet.js")]
    drawn.default_css = [("leaflet", f"{STATIC}/vendor/leaflet/leaflet.css")]
    drawn.add_child(_BaseMap())
    return drawn


def pack_layer(layer: Layer) -> str:
    """Write a layer as the data of a script, small enough to send; of 10,000 events that takes most of the work."""
    return script_json({"packed": assets.pack(script_json(layer.payload).encode())})


def event_group(packed: str, chosen: Mapping[str, Sequence[str]] | None = None) -> folium.FeatureGroup:
    """Make the feature group to add: the events, as `pack_layer` wrote them, and one call that draws them.

    Popups and legend speak to the page (see `read_click`). ``chosen`` holds the values of ``group`` and ``status`` that
    are filtered by, so that the legend can filter; without it the legend only explains.
    """
    switch_off_second_pass()
    group = folium.FeatureGroup(name="events", control=False)
    group.add_child(_Events(packed, chosen))
    return group


def read_click(value: object) -> Click | None:
    """Read what the map sent as ``last_object_clicked_tooltip``; None if it is nothing of ours."""
    parts = value.split(" ") if isinstance(value, str) else []
    if len(parts) != 3 or parts[0] not in list(Action):
        return None
    return Click(Action(parts[0]), parts[1], parts[2])


class _BaseMap(MacroElement):
    """Our script and style, and the call that draws the base map."""

    _template = Template(
        "{% macro header(this, kwargs) %}<style>{{ this.style }}</style>{% endmacro %}"
        "{% macro script(this, kwargs) %}{{ this.code }}\n"
        "Dateline.base({{ this._parent.get_name() }}, {{ this.source }});{% endmacro %}"
    )

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # branca's is
        self._name = "DatelineBase"
        self.style = assets.style()
        self.code = assets.script()
        self.source = script_json({"url": f"{STATIC}/basemap/", **assets.base_words()})


class _Events(MacroElement):
    """The events as data, drawn into the feature group above; drops older groups that streamlit-folium would keep."""

    _template = Template(
        "{% macro script(this, kwargs) %}window.feature_group = [];\n"
        "Dateline.events({{ this._parent._parent.get_name() }}, {{ this._parent.get_name() }}, "
        "{{ this.payload }}, {{ this.options }});{% endmacro %}"
    )

    def __init__(self, packed: str, chosen: Mapping[str, Sequence[str]] | None) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # branca's is
        self._name = "DatelineEvents"
        self.payload = packed
        self.options = script_json({"post": True, "chosen": chosen})
