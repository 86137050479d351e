"""The files a browser needs: scripts and styles of our own, Leaflet, and the base map's data.

In: the project's folder. Out: their text or bytes, read once. Nothing is fetched from anywhere.
"""

from __future__ import annotations

import base64
import gzip
import json
from functools import cache
from importlib import resources
from typing import Any

from babel import Locale

from geo.language import ENGLISH, spoken, texts_of, tr
from geo.settings import ROOT

STATIC = ROOT / "static"
PACKING = 6  # of 9: 10,000 events take 60 ms and become a fifth; 9 takes twice as long for 2 % less
VENDOR = STATIC / "vendor"
BASEMAP = STATIC / "basemap"
SCRIPTS = (  # in this order
    "words", "base", "names", "controls", "symbols", "popup", "talk", "legend", "marks", "placing", "opening", "layer",
)  # fmt: skip
# What the base map calls countries that CLDR calls otherwise in English.
_OTHERWISE = {
    "Bosnia and Herzegovina": "BA", "Democratic Republic of the Congo": "CD", "Ivory Coast": "CI", "Myanmar": "MM",
    "Republic of the Congo": "CG", "Turkey": "TR",
}  # fmt: skip


def credit() -> str:
    """Return who made the base map, and whose boundaries it draws."""
    return tr("Natural Earth · GeoNames · boundaries as in UN GA 68/262")


def base_words() -> dict[str, Any]:
    """Return all that the scripts say in the language of the run: texts, names of countries, the credit."""
    texts: dict[str, Any] = {}
    for name in SCRIPTS:
        texts |= texts_of(f"geo/maps/{_script(name)}")
    return {"language": spoken(), "words": texts, "names": _country_names(spoken()), "credit": credit()}


@cache
def _country_names(language: str) -> dict[str, str]:
    """Return the names of countries that the base map writes, by the English ones; empty in English."""
    if language == ENGLISH:
        return {}
    own, english = Locale(language).territories, Locale(ENGLISH).territories
    named = {name: code for code, name in english.items() if len(code) == 2} | _OTHERWISE
    return {name: own[code] for name, code in named.items() if own.get(code, name) != name}


@cache
def script() -> str:
    """Return our own script: the base map, then the events."""
    return "\n".join(_own(name) for name in map(_script, SCRIPTS))


@cache
def page_script() -> str:
    """Return the script of the page that holds everything."""
    return _own(_script("page"))


@cache
def style() -> str:
    """Return our own style sheet."""
    return _own("layer.css")


@cache
def page_style() -> str:
    """Return the style sheet of the page that holds everything."""
    return _own("page.css")


def pack(content: bytes) -> str:
    """Write bytes as base64 of gzip, as the scripts read them; the same bytes give the same text."""
    return to_text(gzip.compress(content, PACKING, mtime=0))


def to_text(packed: bytes) -> str:
    """Write gzipped bytes as base64."""
    return base64.b64encode(packed).decode()


@cache
def leaflet_script() -> str:
    """Return Leaflet's script."""
    return (VENDOR / "leaflet/leaflet.js").read_text(encoding="utf-8")


@cache
def leaflet_style() -> str:
    """Return Leaflet's style sheet without the pictures of controls that the page does not use."""
    text = (VENDOR / "leaflet/leaflet.css").read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if "url(" not in line)


@cache
def basemap_packed(name: str) -> bytes:
    """Return one file of the base map, gzipped: ``world``, ``divisions`` or ``cell_COLUMN_ROW``."""
    return (BASEMAP / f"{name}.json.gz").read_bytes()


@cache
def basemap(name: str) -> dict[str, Any]:
    """Return one file of the base map, read."""
    content: dict[str, Any] = json.loads(gzip.decompress(basemap_packed(name)))
    return content


def cells_at(south: float, west: float, north: float, east: float) -> tuple[tuple[int, int], ...]:
    """Return the (column, row) of the cells with land that touch a box in degrees."""
    world = basemap("world")
    width, height = world["cell"]
    return tuple(
        (column, row)
        for column, row in world["cells"]
        if column * width < east and (column + 1) * width > west and row * height < north and (row + 1) * height > south
    )


def _script(name: str) -> str:
    return f"scripts/{name}.js"


def _own(name: str) -> str:
    return resources.files("geo.maps").joinpath(name).read_text(encoding="utf-8")
