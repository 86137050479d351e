"""Where added places lie: beside the folder of the gazetteer, as checked tables and one index made of them.

``gazetteer-added/tables/NAME.jsonl`` holds what was added, one place a line; ``gazetteer-added/index`` is a layer over
the base that it was made on and names that base by its digest.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geo.errors import GazetteerError
from geo.gazetteer import storage

if TYPE_CHECKING:
    from pathlib import Path


def added_folder(folder: Path) -> Path:
    """Return the folder of what was added to the gazetteer in a folder."""
    return folder.with_name(f"{folder.name}-added")


def table_files(folder: Path) -> list[Path]:
    """Return the tables that were added to a gazetteer, by name."""
    return sorted((added_folder(folder) / "tables").glob("*.jsonl"))


def index_folder(folder: Path) -> Path:
    """Return where the index of the added tables lies."""
    return added_folder(folder) / "index"


def find_added(folder: Path, base_digest: str) -> Path | None:
    """Return the index of the added tables, None if nothing was added.

    Raises GazetteerError if it was made on another base, or not finished.
    """
    if not table_files(folder):
        return None
    index = index_folder(folder)
    try:
        made_on = json.loads((index / storage.MANIFEST).read_text(encoding="utf-8")).get("base")
    except (FileNotFoundError, ValueError):
        made_on = None
    if made_on != f"{storage.LAYOUT} {base_digest}":
        raise GazetteerError(
            "the added places were indexed on another gazetteer.", source=str(index), remedy="Run make gazetteer."
        )
    return index
