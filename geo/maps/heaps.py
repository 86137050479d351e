"""Turn groups of very many events into what the map draws: a heap is a mark, a tag or a label with its count.

In: the groups of `geo.cells`, the gazetteer's geometries. Out: a `Layer` without events, of some hundred places
whatever the number of events. Pressed, a cell comes nearer, and a place shows its events.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geo.cells import Cells, Heap
from geo.language import number, tr_count
from geo.maps import words
from geo.maps.layers import Layer, to_outline
from geo.maps.popups import Names
from geo.maps.proper_names import name_place
from geo.maps.shapes import STEP, Form, Shape, Shapes, to_shape
from geo.models import Group, Place, Precision, Status

# Outlines are the heaviest part of a message, some 10 kB each; beyond these an area is a label.
MOST_OUTLINES = 40


def to_heap_layer(cells: Cells, shapes: Shapes, *, view: tuple[float, float, float] | None = None) -> Layer:
    """Make the layer of these groups; ``view`` is as in `geo.maps.layers.to_layer`."""
    names = {name: Names() for name in ("kinds", "statuses", "texts", "sources")}
    heaps = [*cells.points, *cells.areas]
    outlined = {heap.place_id for heap in sorted(cells.areas, key=lambda heap: -heap.count)[:MOST_OUTLINES]}
    places = [_to_place(heap, n, shapes, outlined=heap.place_id in outlined) for n, heap in enumerate(heaps)]
    rows = [_to_row(heap, names) for heap in heaps]
    payload: dict[str, Any] = {
        "step": STEP,
        "count": cells.matched,
        "events": {key: [row[key] for row in rows] for key in (rows[0] if rows else ())},
        "places": places,
        "unplaced": [],
        "unplaced_count": cells.unplaced,
        "heaps": True,
        "selected": -1,
        "view": list(view) if view else [],
    } | {name: names[name].listed for name in names}
    return Layer((), (), (), payload)


def _to_row(heap: Heap, names: Mapping[str, Names]) -> dict[str, Any]:
    group = max(heap.groups, key=lambda one: heap.groups[one], default=Group.PEOPLE)
    status = max(heap.statuses, key=lambda one: heap.statuses[one], default=Status.REPORTED)
    when = words.days_in_words(heap.first, heap.last) if heap.first and heap.last else ""
    return {
        "id": heap.place_id or heap.cell,
        "kind": names["kinds"].number(group, [words.group_in_words(group), group.value]),
        "status": names["statuses"].number(status, [status.value, words.status_in_words(status)]),
        "title": tr_count("{count} event", "{count} events", heap.count),
        "when": names["texts"].number(when),
        "basis": names["texts"].number(""),
        "sources": 0,
        "more": 0,
    }


def _to_place(heap: Heap, number_of: int, shapes: Shapes, *, outlined: bool) -> dict[str, Any]:
    shape = _to_shape(heap, shapes, outlined=outlined)
    name = (
        name_place(heap.place_id, heap.name)
        if heap.place_id
        else tr_count("{count} place", "{count} places", heap.places)
    )
    counts = ((words.capital(words.group_in_words(group)), group.value, count) for group, count in heap.groups.items())
    row: dict[str, Any] = {
        "name": name,
        "words": name,
        "precision": heap.precision.value if heap.precision else "crowd",
        "form": shape.form.value,
        "at": [round(shape.lat, 4), round(shape.lon, 4)],
        "events": [number_of],
        "lead": number_of,
        "count": heap.count,
        "groups": [[said, group, number(count)] for said, group, count in counts],
        "heap": heap.place_id,
    }
    return row | to_outline(shape)


def _to_shape(heap: Heap, shapes: Shapes, *, outlined: bool) -> Shape:
    if heap.precision is None or heap.precision.is_point:
        return Shape(Form.MARK, heap.lat, heap.lon)
    if heap.precision in (Precision.DISTRICT, Precision.REGION) and not outlined:
        return Shape(Form.LABEL, heap.lat, heap.lon)
    return to_shape(Place(heap.place_id, heap.name, "", heap.precision, heap.lat, heap.lon), shapes)
