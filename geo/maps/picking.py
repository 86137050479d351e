"""Places to choose from, as circles on the map; a press on the map gives a point.

In: places, best first. Out: a folium feature group for streamlit-folium, without any text of an article.
"""

from __future__ import annotations

from collections.abc import Sequence

import folium

from geo.maps.markup import switch_off_second_pass
from geo.models import Place

INK, QUIET = "#1b1f24", "#0b63a8"
FIT_ZOOM = {True: 8, False: 5}
"""Zoom to look at a point, and at an area by its middle."""


def candidate_group(places: Sequence[Place], chosen_id: str) -> folium.FeatureGroup:
    """Make the circles; the chosen place is filled, a place that is no point is dashed."""
    switch_off_second_pass()
    group = folium.FeatureGroup(name="candidates", control=False)
    for place in places:
        chosen = place.id == chosen_id
        folium.CircleMarker(
            (place.lat, place.lon),
            radius=9 if chosen else 7,
            color=INK if chosen else QUIET,
            weight=2,
            fill=True,
            fill_opacity=0.75 if chosen else 0.15,
            dash_array=None if place.precision.is_point else "3 3",
        ).add_to(group)
    return group


def look_at(places: Sequence[Place], chosen_id: str) -> tuple[tuple[float, float], int] | None:
    """Return the centre (lat, lon) and zoom for the chosen place, else the first; None without places."""
    place = next((one for one in places if one.id == chosen_id), places[0] if places else None)
    return ((place.lat, place.lon), FIT_ZOOM[place.precision.is_point]) if place else None
