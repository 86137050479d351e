"""What a map shows of very many events: groups by place, or by H3 cell where there are too many places.

In: a store, a filter, the part of the map in view. Out: at most a few hundred groups with their counts, whatever the
number of events. Only what the text places to a point is grouped as points; areas, lines and countries are counted by
their place, never moved into a cell. Coordinates are WGS 84 degrees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import h3

from geo.conditions import Condition
from geo.filter import Filter
from geo.models import Group, Precision, Status
from geo.query import Locate, fill, to_store_condition
from geo.store import Store
from geo.tables import CELL_RESOLUTION

MOST_POINTS = 700
"""Groups of points: more than these no one tells apart on a screen; with the areas they are under 500 kB of JSON."""
MOST_AREAS = 300
_LARGEST_ZOOM = 18
_CELLS_OF_ZOOM = (0, 0, 0, 1, 1, 2, 3, 3, 4, 5, 5, 6, 7, 7, 7, 7, 7, 7, 7)
"""H3 resolution at each zoom of the map: a cell is 40 to 80 pixels wide, so that its count can be read."""


@dataclass(frozen=True, slots=True)
class Box:
    """The part of the map in view; ``west`` is greater than ``east`` where it crosses the antimeridian."""

    south: float
    west: float
    north: float
    east: float


WORLD = Box(-90, -180, 90, 180)


@dataclass(frozen=True, slots=True)
class Heap:
    """Events at one place, or in one cell.

    ``place_id`` is "" for a cell, ``cell`` "" for a place; ``lat`` and ``lon`` are the place's, or the middle of the
    cell. ``places`` is how many places the cell holds. ``groups`` and ``statuses`` count the events by theirs.
    """

    lat: float
    lon: float
    count: int
    groups: Mapping[Group, int]
    statuses: Mapping[Status, int]
    first: date | None
    last: date | None
    place_id: str = ""
    name: str = ""
    precision: Precision | None = None
    cell: str = ""
    places: int = 1


@dataclass(frozen=True, slots=True)
class Cells:
    """What is in view.

    Attributes
    ----------
    points
        Places, or cells of ``resolution`` if it is not None, that hold the events placed to a point, in view.
    areas
        Areas, lines and countries, in view or not, those in view first, the most told first.
    in_view, matched
        Events placed to a point in view, and all that match.
    left_out
        Events of areas beyond the `MOST_AREAS` that are told most.
    unplaced
        Events of no place at all.
    """

    points: tuple[Heap, ...]
    areas: tuple[Heap, ...]
    resolution: int | None
    in_view: int
    matched: int
    left_out: int
    unplaced: int
    version: int = 0


def find_cells(
    store: Store,
    chosen: Filter,
    box: Box = WORLD,
    zoom: float = 0,
    *,
    version: int | None = None,
    locate: Locate | None = None,
) -> Cells:
    """Return the groups in view at a zoom of the map, 0 to 18; raises FilterError if the filter's place is not known.

    Places are kept apart as long as there are at most `MOST_POINTS` of them in view; beyond that they are grouped by
    cells that fit the zoom, coarser ones if even those are too many.
    """
    commit = store.ledger.commit(version)
    condition = to_store_condition(store, chosen, commit, locate)
    given = {**condition.parameters, "south": box.south, "west": box.west, "north": box.north, "east": box.east}

    def rows(query: str, extra: Mapping[str, Any]) -> list[dict[str, Any]]:
        shape = _AROUND if box.west > box.east else _ACROSS
        told = query.replace("IN_BOX", shape).replace("SUMS", _SUMS)
        return store.reader.rows(fill(told, chosen, Condition(condition.text, given)), commit, {**given, **extra})

    total = rows(_TOTALS, {})[0]
    resolution = None if total["places"] <= MOST_POINTS else _CELLS_OF_ZOOM[max(0, min(_LARGEST_ZOOM, int(zoom)))]
    points = rows(_PLACES, {"most": MOST_POINTS}) if resolution is None else []
    while resolution is not None:
        points = rows(_GRID, {"most": MOST_POINTS + 1, **_mask(resolution)})
        if len(points) <= MOST_POINTS or resolution == 0:
            break
        resolution -= 1
    areas = rows(_AREAS, {"most": MOST_AREAS})
    return Cells(
        points=tuple(_heap(row) for row in points),
        areas=tuple(_heap(row) for row in areas),
        resolution=resolution,
        in_view=total["in_view"],
        matched=total["matched"],
        left_out=total["of_areas"] - sum(row["count"] for row in areas),
        unplaced=total["unplaced"],
        version=commit.version,
    )


_ACROSS = "lat BETWEEN $south AND $north AND lon BETWEEN $west AND $east"
_AROUND = "lat BETWEEN $south AND $north AND (lon >= $west OR lon <= $east)"
_COUNTS = ", ".join(
    [f"count(*) FILTER (\"group\" = '{group.value}') AS group_{group.value}" for group in Group]
    + [f"count(*) FILTER (status = '{status.value}') AS status_{status.value}" for status in Status]
)
_SUMS = f"""count(*) AS count, {_COUNTS}, min(start) FILTER (start > DATE '0001-01-01') AS first,
    max("end") FILTER (start > DATE '0001-01-01') AS past"""
_TOTALS = """SELECT count(*) AS matched, count(*) FILTER (h3 IS NOT NULL AND IN_BOX) AS in_view,
    count(DISTINCT place_id) FILTER (h3 IS NOT NULL AND IN_BOX) AS places,
    count(*) FILTER (h3 IS NULL AND place_id <> '') AS of_areas, count(*) FILTER (place_id = '') AS unplaced
    FROM {VIEW} WHERE CONDITION"""
_PLACES = """SELECT place_id, first(place_name) AS name, first(place_precision) AS precision, first(lat) AS lat,
    first(lon) AS lon, SUMS FROM {VIEW} WHERE CONDITION AND h3 IS NOT NULL AND IN_BOX
    GROUP BY place_id ORDER BY count DESC, place_id LIMIT $most"""
_GRID = """SELECT (h3 & $keep) | $set AS cell, count(DISTINCT place_id) AS places, SUMS FROM {VIEW}
    WHERE CONDITION AND h3 IS NOT NULL AND IN_BOX GROUP BY ALL ORDER BY count DESC, cell LIMIT $most"""
_AREAS = """SELECT place_id, first(place_name) AS name, first(place_precision) AS precision, first(lat) AS lat,
    first(lon) AS lon, SUMS FROM {VIEW} WHERE CONDITION AND h3 IS NULL AND place_id <> ''
    GROUP BY place_id ORDER BY bool_or(IN_BOX) DESC, count DESC, place_id LIMIT $most"""


def _mask(resolution: int) -> dict[str, int]:
    """Return the bits that make a cell's number that of its parent: four of the resolution, three for each digit."""
    digits = sum(7 << (3 * (15 - place)) for place in range(resolution + 1, CELL_RESOLUTION + 1))
    return {"keep": ~(15 << 52) & (2**63 - 1), "set": resolution << 52 | digits}


def _heap(row: Mapping[str, Any]) -> Heap:
    cell = h3.int_to_str(row["cell"]) if row.get("cell") else ""
    lat, lon = h3.cell_to_latlng(cell) if cell else (row["lat"], row["lon"])
    return Heap(
        lat=lat,
        lon=lon,
        count=row["count"],
        groups={group: number for group in Group if (number := row[f"group_{group.value}"])},
        statuses={status: number for status in Status if (number := row[f"status_{status.value}"])},
        first=row["first"],
        last=row["past"] - timedelta(days=1) if row["past"] else None,
        place_id=row.get("place_id") or "",
        name=row.get("name") or "",
        precision=Precision(row["precision"]) if row.get("precision") else None,
        cell=cell,
        places=row.get("places") or 1,
    )
