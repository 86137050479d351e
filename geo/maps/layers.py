"""Turn events into what the map draws: places with their events, columns of facts, and lists shared by number.

In: events, the gazetteer's geometries, the articles. Out: a `Layer`, a JSON-able payload that the live map, the
standalone page and the picture draw alike. Only the place where an event happened is drawn, never where it was said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from geo.maps import words
from geo.maps.popups import Names, to_row
from geo.maps.proper_names import place_name
from geo.maps.shapes import STEP, Form, Shape, Shapes, to_shape
from geo.models import Article, Event, Place

# Beyond this many events the popups are written when they are opened, so that a message stays under 0.5 MB (measured:
# 1,000 events with their popups are 0.2 MB packed).
FULL_EVENTS = 300
LISTS = ("kinds", "statuses", "texts", "sources")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that bears events: how it is drawn, and the numbers of its events in the order given.

    ``lead`` is the event whose kind and status the mark shows: the first of the most common sort there.
    """

    place: Place
    shape: Shape
    events: tuple[int, ...]
    lead: int


@dataclass(frozen=True, slots=True)
class Layer:
    """What is drawn.

    Attributes
    ----------
    events
        The events, in the order given; all numbers are indices into it.
    spots
        One per place, marks and outlines first as they came.
    unplaced
        Numbers of the events without any place.
    payload
        All of it as JSON-able values for the browser.
    """

    events: tuple[Event, ...]
    spots: tuple[Spot, ...]
    unplaced: tuple[int, ...]
    payload: Mapping[str, Any] = field(repr=False)

    @property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """South, west, north, east of what is drawn, None if nothing is."""
        drawn = [spot.shape for spot in self.spots if spot.shape.form is not Form.LIST]
        if not drawn:
            return None
        lats, lons = [shape.lat for shape in drawn], [shape.lon for shape in drawn]
        return min(lats), min(lons), max(lats), max(lons)


def to_layer(
    events: Iterable[Event],
    gazetteer: Shapes,
    articles: Mapping[str, Article] | None = None,
    *,
    selected: str = "",
    view: tuple[float, float, float] | None = None,
    full: int = FULL_EVENTS,
    states: Mapping[str, str] | None = None,
    lives: Mapping[str, str] | None = None,
) -> Layer:
    """Make the layer of these events.

    Parameters
    ----------
    events
        In the order in which a place's list shows them.
    gazetteer
        Whatever gives a geometry by place id.
    articles
        The articles that tell them, by id; without one a source is only named by its id.
    selected
        Id of the event whose popup is opened, "" for none.
    view
        Latitude, longitude and zoom to look at; without it the map shows all that is drawn.
    full
        How many events bring their excerpt along.
    states
        What stands since an event, in words, by the event's id: "closed since 10 Feb 2023".
    lives
        What became of the state that an event began or ended, in words, by the event's id.
    """
    shown = tuple(events)
    spots = _to_spots(shown, gazetteer)
    unplaced = tuple(number for number, event in enumerate(shown) if event.drawn_at is None)
    payload = _to_payload(shown, spots, unplaced, articles or {}, full, lives or {})
    payload["selected"] = next((number for number, event in enumerate(shown) if event.id == selected), -1)
    payload["view"] = list(view) if view else []
    if states:
        payload["standing"] = [states.get(event.id, "") for event in shown]
    return Layer(shown, spots, unplaced, payload)


def _to_spots(events: Sequence[Event], shapes: Shapes) -> tuple[Spot, ...]:
    places: dict[str, Place] = {}
    numbers: dict[str, list[int]] = {}
    for number, event in enumerate(events):
        place = event.drawn_at
        if place is not None:
            places.setdefault(place.id, place)
            numbers.setdefault(place.id, []).append(number)
    return tuple(
        Spot(place, to_shape(place, shapes), tuple(numbers[key]), _lead(events, numbers[key]))
        for key, place in places.items()
    )


def _lead(events: Sequence[Event], numbers: Sequence[int]) -> int:
    sorts = [(events[number].kind.group, events[number].status) for number in numbers]
    most = Counter(sorts).most_common(1)[0][0]
    return numbers[sorts.index(most)]


def _to_payload(
    events: Sequence[Event],
    spots: Sequence[Spot],
    unplaced: Sequence[int],
    articles: Mapping[str, Article],
    full: int,
    lives: Mapping[str, str],
) -> dict[str, Any]:
    names = {name: Names() for name in LISTS}
    rows = [
        to_row(event, articles, names, full=number < full, life=lives.get(event.id, ""))
        for number, event in enumerate(events)
    ]
    columns = {key: [row[key] for row in rows] for key in (rows[0] if rows else ())}
    return {
        "step": STEP,
        "count": len(events),
        "events": columns,
        "places": [_to_place(spot) for spot in spots],
        "unplaced": list(unplaced),
    } | {name: names[name].listed for name in LISTS}


def _to_place(spot: Spot) -> dict[str, Any]:
    place, shape = spot.place, spot.shape
    row: dict[str, Any] = {
        "name": place_name(place),
        "words": words.place_in_words(place),
        "precision": place.precision.value,
        "form": shape.form.value,
        "at": [round(shape.lat, 5), round(shape.lon, 5)],
        "events": list(spot.events),
        "lead": spot.lead,
    }
    return row | to_outline(shape)


def to_outline(shape: Shape) -> dict[str, Any]:
    """Return the lines of a shape, and where else its label may stand, as the browser reads them."""
    found: dict[str, Any] = {}
    if shape.fades:
        found["fades"] = [[list(line) for line in step] for step in shape.fades]
    if shape.inside:
        found["inside"] = [list(point) for point in shape.inside]
    if shape.lines:
        found["lines"] = [list(line) for line in shape.lines]
    return found
