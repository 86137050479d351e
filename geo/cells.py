"""What a map shows of very many events: groups by place, or by H3 cell where there are too many places.

In: a store, a filter, the part of the map in view. Out: at most a few hundred groups with their counts, whatever the
number of events. Only what the text places to a point is grouped as points; areas, lines and countries are counted by
their place, never moved into a cell. Coordinates are WGS 84 degrees.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import h3
import pandas as pd
import pyarrow as pa

from geo.commits import Commit
from geo.filter import Filter
from geo.models import Group, Precision, Status
from geo.query import Locate, fill, to_store_condition
from geo.store import Store
from geo.tables import CELL_RESOLUTION

MOST_POINTS = 700
"""Groups of points: more than these no one tells apart on a screen; with the areas they are under 500 kB of JSON."""
MOST_AREAS = 300
_KEPT = 4
"""Filters whose places are kept in mind, a few MB each."""
_KEPT_PLACES = 2
"""Versions of the store whose places are kept in mind."""
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
    heaps = _heaps(store, commit, chosen, locate)
    pointed, placed = heaps["h3"].notna(), heaps["place_id"] != ""
    inside = _in_box(heaps, box)
    points, areas = heaps[pointed & inside], heaps[placed & ~pointed]
    resolution = None if len(points) <= MOST_POINTS else _CELLS_OF_ZOOM[max(0, min(_LARGEST_ZOOM, int(zoom)))]
    shown = points
    while resolution is not None:
        shown = _to_grid(points, resolution)
        if len(shown) <= MOST_POINTS or resolution == 0:
            break
        resolution -= 1
    listed = areas.assign(seen=inside[areas.index]).sort_values(
        ["seen", "count", "place_id"], ascending=[False, False, True]
    )[:MOST_AREAS]
    return Cells(
        points=_to_heaps(shown.sort_values(["count", "place_id"], ascending=[False, True])),
        areas=_to_heaps(listed),
        resolution=resolution,
        in_view=int(points["count"].sum()),
        matched=int(heaps["count"].sum()),
        left_out=int(areas["count"].sum() - listed["count"].sum()),
        unplaced=int(heaps.loc[~placed, "count"].sum()),
        version=commit.version,
    )


@lru_cache(maxsize=_KEPT)
def _heaps(store: Store, commit: Commit, chosen: Filter, locate: Locate | None) -> pd.DataFrame:
    """Return what matches, one row a place: kept in mind, so that moving the map asks the store for nothing."""
    condition = to_store_condition(store, chosen, commit, locate)
    table = store.reader.table(fill(_COUNTED.replace("SUMS", _SUMS), chosen, condition), commit, condition.parameters)
    counted: pd.DataFrame = table.to_pandas(date_as_object=False)
    return counted.join(_places(store, commit), on="place_id")


@lru_cache(maxsize=_KEPT_PLACES)
def _places(store: Store, commit: Commit) -> pd.DataFrame:
    """Return where the places of the store are, by id: the same for every filter."""
    table = store.reader.table(_PLACES, commit)
    places: pd.DataFrame = table.to_pandas(integer_object_nulls=False, types_mapper=_nullable)
    return places.set_index("place_id")


def _nullable(kind: pa.DataType) -> Any:
    return pd.Int64Dtype() if pa.types.is_int64(kind) else None


def _in_box(heaps: pd.DataFrame, box: Box) -> pd.Series:
    east, west = heaps["lon"] <= box.east, heaps["lon"] >= box.west
    return heaps["lat"].between(box.south, box.north) & ((east & west) if box.west <= box.east else (east | west))


def _to_grid(points: pd.DataFrame, resolution: int) -> pd.DataFrame:
    """Add up places by the cell of a resolution; the bits of a cell's number make that of its parent."""
    digits = sum(7 << (3 * (15 - place)) for place in range(resolution + 1, CELL_RESOLUTION + 1))
    cells = points["h3"].to_numpy(dtype="int64") & ~(15 << 52) | (resolution << 52 | digits)
    sums = dict.fromkeys(_NUMBERS, "sum") | {"first": "min", "past": "max", "place_id": "size"}
    grid = points.groupby(cells).agg(sums).rename(columns={"place_id": "places"})
    return grid.assign(cell=grid.index, place_id="", name="", precision="", lat=0.0, lon=0.0)


def _to_heaps(rows: pd.DataFrame) -> tuple[Heap, ...]:
    return tuple(_heap(row) for row in rows.to_dict("records"))


_NUMBERS = (
    "count",
    *(f"group_{group.value}" for group in Group),
    *(f"status_{status.value}" for status in Status),
)
_COUNTS = ", ".join(
    [f"count(*) FILTER (\"group\" = '{group.value}') AS group_{group.value}" for group in Group]
    + [f"count(*) FILTER (status = '{status.value}') AS status_{status.value}" for status in Status]
)
_SUMS = f"""count(*) AS count, {_COUNTS}, min(start) FILTER (start > DATE '0001-01-01') AS first,
    max("end") FILTER (start > DATE '0001-01-01') AS past"""
_COUNTED = "SELECT place_id, SUMS FROM {VIEW} WHERE CONDITION GROUP BY place_id ORDER BY place_id"
_PLACES = """SELECT place_id, any_value(place_name) AS name, any_value(place_precision) AS precision,
    any_value(lat) AS lat, any_value(lon) AS lon, any_value(h3) AS h3 FROM {events} GROUP BY place_id"""


def _heap(row: Mapping[Hashable, Any]) -> Heap:
    cell = h3.int_to_str(int(row["cell"])) if row.get("cell") else ""
    lat, lon = h3.cell_to_latlng(cell) if cell else (row["lat"], row["lon"])
    return Heap(
        lat=float(lat),
        lon=float(lon),
        count=int(row["count"]),
        groups={group: number for group in Group if (number := int(row[f"group_{group.value}"]))},
        statuses={status: number for status in Status if (number := int(row[f"status_{status.value}"]))},
        first=_day(row["first"]),
        last=_day(row["past"] - timedelta(days=1)),
        place_id=row.get("place_id") or "",
        name=row.get("name") or "",
        precision=Precision(row["precision"]) if row.get("precision") else None,
        cell=cell,
        places=int(row.get("places") or 1),
    )


def _day(moment: pd.Timestamp) -> date | None:
    return None if pd.isna(moment) else moment.date()
