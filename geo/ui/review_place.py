"""Say where an event was: one of the candidates, a place of the gazetteer by name, or one near a point of the map."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit_folium import st_folium

from geo.language import country, tr
from geo.maps.live import base_map
from geo.maps.markup import clean
from geo.maps.picking import candidate_group, look_at
from geo.maps.proper_names import place_name
from geo.maps.words import place_in_words
from geo.models import Kind, Place, Precision, Telling
from geo.ui.doubt import drawn_place
from geo.ui.resources import Library

MOST_FOUND = 6
MOST_LOOKED_AT = 60  # a village's name may be borne by dozens, and its crossing stands behind them
NEAR_KM = 25
MAP_HEIGHT = 240
NO_PLACE = ""


def ask_place(library: Library, telling: Telling, key: str) -> tuple[Place | None, bool]:
    """Draw the choice; returns the place if it is another than before, and whether it is taken away."""
    held = drawn_place(telling)
    known = [held.place, *(match.place for match in held.candidates)] if held else []
    scores = {match.place.id: f" ({match.score:.0%})" for match in held.candidates} if held else {}
    name = st.text_input(
        tr("Place"), key=f"review_search_{key}", placeholder=tr("Search another place by name"), value=""
    ).strip()
    found = _find(library, name, telling.kind) if name else []
    if name and not found:
        st.text(tr("No place is known by this name."))
    picked = _picked(library, key)
    places = {place.id: place for place in (*picked, *found, *known)}
    before = held.place.id if held else NO_PLACE
    chosen = st.radio(
        tr("Place"),
        [*places, NO_PLACE],
        _first(places, picked, found, before),
        format_func=lambda one: _say(places[one]) + scores.get(one, "") if one else tr("no place"),
        key=f"review_place_{key}_{name}_{len(picked)}_{st.session_state.get(_point_key(key), '')}",
        label_visibility="collapsed",
    )
    _show_map([*places.values()], chosen, key)
    if chosen == before:
        return None, False
    return (places[chosen], False) if chosen else (None, True)


def _find(library: Library, name: str, kind: Kind) -> list[Place]:
    """Return the places of a name; of what happens at a border its crossings come first."""
    found = [match.place for match in library.gazetteer.lookup(name, limit=MOST_LOOKED_AT)]
    if kind in (Kind.BORDER_CLOSURE, Kind.BORDER_OPENING):
        found.sort(key=lambda place: place.precision is not Precision.CROSSING)
    return found[:MOST_FOUND]


def _first(places: dict[str, Place], picked: Sequence[Place], found: Sequence[Place], before: str) -> int:
    wanted = picked[0].id if picked else found[0].id if found else before
    return [*places, NO_PLACE].index(wanted)


def _say(place: Place) -> str:
    where = "/".join(country(code) for code in place.countries[:2])
    words = place_in_words(place)
    return clean(f"{words}, {where}" if where and where != place_name(place) else words)


def _show_map(places: Sequence[Place], chosen: str, key: str) -> None:
    look = look_at(places, chosen)
    with st.expander(tr("Or press on the map"), expanded=False):
        pressed = st_folium(
            base_map(),
            feature_group_to_add=candidate_group(places, chosen),
            center=look[0] if look else None,
            zoom=look[1] if look else None,
            key=f"review_map_{key}",
            height=MAP_HEIGHT,
            returned_objects=["last_clicked"],
            use_container_width=True,
        )
    point = (pressed or {}).get("last_clicked")
    where = f"{point['lat']:.4f},{point['lng']:.4f}" if point else ""
    if where and where != st.session_state.get(_point_key(key)):
        st.session_state[_point_key(key)] = where
        st.rerun()


def _picked(library: Library, key: str) -> list[Place]:
    """Return the places at the point that was pressed: those near it, then its countries."""
    where = st.session_state.get(_point_key(key), "")
    if not where:
        return []
    lat, lon = (float(part) for part in where.split(","))
    near = library.gazetteer.nearest(lat=lat, lon=lon, limit=MOST_FOUND, within_km=NEAR_KM)
    codes = library.gazetteer.countries_at(lat=lat, lon=lon)
    countries = [place for code in codes if (place := library.gazetteer.country(code))]
    return [*near, *countries]


def _point_key(key: str) -> str:
    return f"review_point_{key}"
