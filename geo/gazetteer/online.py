"""Nominatim or Photon as a second opinion: a name or point goes out, geopy locations come back; off by default.

One request a second at most, as both services ask for; answers are kept on disk, so that the same question is asked
once. A service that refuses or fails is a `GazetteerError` with the remedy, and nothing wrong is kept.
"""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from threading import Event, Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from geopy.exc import GeocoderRateLimited, GeopyError
from geopy.geocoders import Nominatim, Photon
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geo.errors import GazetteerError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SERVICES = {"nominatim": "https://nominatim.openstreetmap.org", "photon": "https://photon.komoot.io"}
_AGENT = "Dateline (news on a map; asks on request of its user)"
_PATIENCE_S = 10
# The usage policy of Nominatim: an absolute maximum of one request a second.
_PAUSE_S = 1.0
# OpenStreetMap changes; an answer older than this is asked for again.
_KEPT_S = 90 * 86_400


class OnlineGeocoder(Geocoder):  # type: ignore[misc] # geopy is untyped
    """Answers ``geocode`` and ``reverse`` as `GazetteerGeocoder` does, from a service of OpenStreetMap's data.

    ``cancel`` may be set from another thread: a wait ends at once and the answer is None; nothing half-done is kept.
    """

    def __init__(
        self, service: str, cache: Path, *, address: str = "", pause_s: float = _PAUSE_S, cancel: Event | None = None
    ) -> None:
        super().__init__()
        self._service = service
        self._inner = _make(service, address or SERVICES.get(service, ""))
        self._cache = _Cache(cache, f"{service} {address}")
        self._pause_s = pause_s
        self._cancel = cancel or Event()
        self._lock = Lock()
        self._next = 0.0

    def geocode(
        self, query: str, *, exactly_one: bool = True, timeout: float = _PATIENCE_S, limit: int = 10, country: str = ""
    ) -> Location | list[Location] | None:
        """Return the best location of a name, or all up to ``limit``; None if the service knows none."""
        options: dict[str, Any] = {"exactly_one": False, "limit": limit, "language": "en"}
        if self._service == "nominatim":
            options |= {"addressdetails": True, "country_codes": country.lower() or None}
        found = self._ask(f"{country}:{query}", lambda: self._inner.geocode(query, timeout=timeout, **options))
        if country:
            found = [place for place in found if country in place.raw["countries"]]
        return _answer(found[:limit], exactly_one=exactly_one)

    def reverse(
        self, query: object, *, exactly_one: bool = True, timeout: float = _PATIENCE_S, limit: int = 10
    ) -> Location | list[Location] | None:
        """Return what the service knows at a point (lat, lon); None at sea."""
        point = Point(query)
        key = f"@{point.latitude:.5f},{point.longitude:.5f}"
        found = self._ask(key, lambda: self._inner.reverse(point, exactly_one=False, language="en", timeout=timeout))
        return _answer(found[:limit], exactly_one=exactly_one)

    def _ask(self, key: str, ask: Callable[[], list[Location] | None]) -> list[Location]:
        kept = self._cache.read(key)
        if kept is None:
            with self._lock:
                if self._cancel.wait(max(0.0, self._next - time.monotonic())):
                    return []
                kept = self._fetch(ask)
                self._next = time.monotonic() + self._pause_s
            self._cache.write(key, kept)
        return [Location(raw["address"], (raw["lat"], raw["lon"], 0.0), raw) for raw in kept]

    def _fetch(self, ask: Callable[[], list[Location] | None]) -> list[dict[str, Any]]:
        try:
            return [_describe(self._service, place) for place in ask() or ()]
        except GeocoderRateLimited as error:
            wait = f"{error.retry_after} s" if error.retry_after else "some minutes"
            raise GazetteerError(
                "asks us to slow down.", source=self._service, remedy=f"Wait {wait}, or run a server of your own."
            ) from error
        except (GeopyError, KeyError, TypeError, ValueError) as error:
            raise GazetteerError(
                f"did not answer as it should: {error}.", source=self._service, remedy="Go on without it, or try later."
            ) from error


class _Cache:
    """Answers on disk, by service and question; one small SQLite file that several processes may use."""

    def __init__(self, path: Path, service: str) -> None:
        self._path = path
        self._service = service
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(self._open()) as database, database:
            database.execute("CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, at REAL, answer TEXT)")

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=_PATIENCE_S)

    def read(self, key: str) -> list[dict[str, Any]] | None:
        """Return a kept answer, None if there is none young enough."""
        with closing(self._open()) as database:
            row = database.execute(
                "SELECT answer FROM answers WHERE question = ? AND at > ?", self._at(key, time.time() - _KEPT_S)
            ).fetchone()
        return json.loads(row[0]) if row else None

    def write(self, key: str, answer: list[dict[str, Any]]) -> None:
        """Keep an answer."""
        with closing(self._open()) as database, database:
            row = (*self._at(key, time.time()), json.dumps(answer, ensure_ascii=False))
            database.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", row)

    def _at(self, key: str, at: float) -> tuple[str, float]:
        return f"{self._service} {key}", at


def _make(service: str, address: str) -> Any:
    if service not in SERVICES:
        raise SettingsError(
            f"got {service!r}, expected {' or '.join(SERVICES)}.", source="online geocoder", remedy="Name one of them."
        )
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise SettingsError(f"got {address!r}, expected an address.", source="online geocoder", remedy="https://…")
    make = Nominatim if service == "nominatim" else Photon
    return make(scheme=parts.scheme, domain=parts.netloc, user_agent=_AGENT, timeout=_PATIENCE_S)


def _describe(service: str, place: Location) -> dict[str, Any]:
    """Return what both services say of a place, in the gazetteer's words."""
    raw = place.raw if service == "nominatim" else place.raw["properties"]
    kind = raw.get("osm_type", "")
    code = raw["address"].get("country_code", "") if service == "nominatim" else raw.get("countrycode", "")
    return {
        "id": f"osm:{ {'N': 'node', 'W': 'way', 'R': 'relation'}.get(kind, kind) }/{raw.get('osm_id', '')}",
        "name": raw.get("name") or place.address.partition(",")[0], "address": place.address,
        "kind": str(raw.get("type") or raw.get("osm_value") or ""), "countries": [code.upper()] if code else [],
        "lat": place.latitude, "lon": place.longitude, "source": f"OpenStreetMap by {service}",
    }  # fmt: skip


def _answer(found: list[Location], *, exactly_one: bool) -> Location | list[Location] | None:
    if not found:
        return None
    return found[0] if exactly_one else found
