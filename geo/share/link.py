"""A view of the map as the query of a URL, and back without loss.

In goes a filter, where the map looks and which event is open; out comes text such as
``actors=POL&since=2023-02-01&lat=53.2&lon=27.9&zoom=6&event=…``. A query without meaning is refused with a FilterError.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qs, urlencode

from geo.errors import FilterError
from geo.filter import Filter
from geo.filter_values import Query
from geo.language import tr
from geo.models import Problem


@dataclass(frozen=True, slots=True)
class View:
    """What one person sees: which events, where the map looks, which event is open.

    Attributes
    ----------
    lat, lon
        Centre of the map in WGS 84 degrees, both None for the whole selection.
    zoom
        Leaflet's zoom level, None if the map decides.
    event
        Id of the open event, "" if none is.
    as_of
        Day of which states are shown instead of events, None for events.
    """

    filter: Filter = field(default_factory=Filter)
    lat: float | None = None
    lon: float | None = None
    zoom: float | None = None
    event: str = ""
    as_of: date | None = None

    @property
    def position(self) -> tuple[float, float, float] | None:
        """Latitude, longitude and zoom, None unless all three are known."""
        if self.lat is None or self.lon is None or self.zoom is None:
            return None
        return self.lat, self.lon, self.zoom

    def to_query(self) -> str:
        """Write the view as the query of a URL, without the question mark; "" for the plain view."""
        own: dict[str, float | str | None] = {
            "lat": self.lat,
            "lon": self.lon,
            "zoom": self.zoom,
            "event": self.event or None,
        }
        own["asof"] = self.as_of.isoformat() if self.as_of else None
        query = urlencode({name: _write(value) for name, value in own.items() if value is not None})
        return "&".join(part for part in (self.filter.to_query(), query) if part)

    @classmethod
    def from_query(cls, query: Query) -> View:
        """Read what ``to_query`` wrote.

        Raises
        ------
        FilterError
            If a filter, a coordinate or the zoom has no meaning.
        """
        values = _split(query)
        return cls(Filter.from_query(values), *_position(values), _last(values, "event"), _day(values))

    @classmethod
    def from_query_leniently(cls, query: Query) -> tuple[View, tuple[Problem, ...]]:
        """Read the usable part of a link; what has no meaning is left out and told as a problem."""
        values = _split(query)
        chosen, problems = Filter.from_query_leniently(values)
        try:
            position = _position(values)
        except FilterError as error:
            position = (None, None, None)
            problems += (Problem(tr("the link"), error.message, tr("The map shows the whole selection.")),)
        try:
            as_of = _day(values)
        except FilterError as error:
            as_of = None
            problems += (Problem(tr("the link"), error.message, tr("It was left out.")),)
        return cls(chosen, *position, _last(values, "event"), as_of), problems


def _position(values: Mapping[str, list[str]]) -> tuple[float | None, float | None, float | None]:
    lat, lon, zoom = (_number(values, name, largest) for name, largest in (("lat", 90), ("lon", 180), ("zoom", 18)))
    if (lat is None) != (lon is None):
        raise FilterError("lat and lon come together.", source="link", remedy="Give both or none.")
    if zoom is not None and zoom < 0:
        raise FilterError(f"got zoom={zoom:g}, expected 0 to 18.", source="link", where="zoom", remedy="Leave it out.")
    return lat, lon, zoom


def _day(values: Mapping[str, list[str]]) -> date | None:
    text = _last(values, "asof")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        message = tr("{value} is no day.", value=repr(text))
        remedy = tr("Write it as year-month-day, like 2023-02-14.")
        raise FilterError(message, source="link", where="asof", remedy=remedy) from None


def _split(query: Query) -> dict[str, list[str]]:
    if isinstance(query, str):
        return parse_qs(query.removeprefix("?"), keep_blank_values=True)
    return {name: [given] if isinstance(given, str) else list(given) for name, given in query.items()}


def _last(values: Mapping[str, list[str]], name: str) -> str:
    given = values.get(name) or [""]
    return given[-1]


def _number(values: Mapping[str, list[str]], name: str, limit: float) -> float | None:
    text = _last(values, name)
    if not text:
        return None
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not abs(number) <= limit:  # also false for NaN
        raise FilterError(
            f"got {name}={text!r}, expected a number up to {limit:g}.",
            source="link",
            remedy="Open the link without it.",
        )
    return number


def _write(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value!r}".removesuffix(".0")
