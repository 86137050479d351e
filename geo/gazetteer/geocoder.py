"""The gazetteer as a geopy geocoder, so that Nominatim or Photon can stand behind it; offline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geo.gazetteer.rank import distance_km

if TYPE_CHECKING:
    from geo.gazetteer.index import Gazetteer
    from geo.models import Match, Place

# How far the nearest settlement may be for a point to be "at" it; beyond, the answer is the region or country.
_AT_KM = 25.0


class GazetteerGeocoder(Geocoder):  # type: ignore[misc] # geopy is untyped
    """Answers ``geocode`` and ``reverse`` from an opened gazetteer, in geopy's records.

    ``raw`` of each location holds id, kind, precision, countries, score and reasons.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__()
        self._gazetteer = gazetteer

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: object = None,
        limit: int = 10,
        country: str = "",
        near: object = None,
    ) -> Location | list[Location] | None:
        """Return the best location of a name, or all up to ``limit``; None if there is none.

        ``country`` is an ISO 3166-1 alpha-2 code, ``near`` anything geopy takes for a point (lat, lon). ``timeout`` is
        geopy's and has no meaning offline.
        """
        del timeout
        point = Point(near) if near is not None else None
        matches = self._gazetteer.lookup(
            str(query),
            country=country,
            limit=1 if exactly_one else limit,
            near_lat=point.latitude if point else None,
            near_lon=point.longitude if point else None,
        )
        return _answer([_to_location(match) for match in matches], exactly_one=exactly_one)

    def reverse(
        self, query: object, *, exactly_one: bool = True, timeout: object = None, limit: int = 10
    ) -> Location | list[Location] | None:
        """Return the settlements within 25 km of a point, the nearest first, then its country; None at sea."""
        del timeout
        point = Point(query)
        lat, lon = point.latitude, point.longitude
        near = self._gazetteer.nearest(lat=lat, lon=lon, limit=limit, within_km=_AT_KM)
        codes = self._gazetteer.countries_at(lat=lat, lon=lon)
        countries = [place for code in codes if (place := self._gazetteer.country(code)) is not None]
        found = [_describe(place, away_km=distance_km(place, lat=lat, lon=lon)) for place in near]
        found += [_describe(place) for place in countries]
        return _answer(found[:limit], exactly_one=exactly_one)


def _answer(found: list[Location], *, exactly_one: bool) -> Location | list[Location] | None:
    if not found:
        return None
    return found[0] if exactly_one else found


def _to_location(match: Match) -> Location:
    return _describe(match.place, score=match.score, reasons=list(match.reasons))


def _describe(place: Place, **more: object) -> Location:
    raw: dict[str, Any] = {
        "id": place.id, "name": place.name, "kind": place.kind, "precision": place.precision.value,
        "countries": list(place.countries), "admin1": place.admin1, "population": place.population, **more,
    }  # fmt: skip
    address = ", ".join((place.name, *place.countries))
    return Location(address, (place.lat, place.lon, 0.0), raw)
