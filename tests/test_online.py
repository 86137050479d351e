"""Online geocoders as a second opinion, against servers on loopback that answer as the real ones do."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

import pytest

from geo.errors import GazetteerError, SettingsError
from geo.gazetteer.online import OnlineGeocoder

NOMINATIM = {
    "place_id": 1, "osm_type": "node", "osm_id": 31, "lat": "53.1240", "lon": "23.8890", "class": "place",
    "type": "village", "name": "Bobrowniki", "display_name": "Bobrowniki, gmina Gródek, Poland",
    "address": {"village": "Bobrowniki", "country": "Poland", "country_code": "pl"},
}  # fmt: skip
PHOTON = {
    "type": "FeatureCollection",
    "features": [{
        "type": "Feature", "geometry": {"type": "Point", "coordinates": [23.889, 53.124]},
        "properties": {
            "osm_id": 31, "osm_type": "N", "osm_key": "place", "osm_value": "village", "name": "Bobrowniki",
            "country": "Poland", "countrycode": "PL",
        },
    }],
}  # fmt: skip


class Service(ThreadingHTTPServer):
    """A geocoder that knows Bobrowniki; ``asked`` holds the queries, ``failure`` what it answers instead."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[str] = []
        self.failure: tuple[int, bytes] | None = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    """Answers /search and /reverse as Nominatim does, /api as Photon."""

    server: Service

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        self.server.asked.append(self.path)
        status, body = self.server.failure or (200, self._answer(parts.path, query))
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "7")
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def _answer(self, path: str, query: dict[str, list[str]]) -> bytes:
        knows = "Bobrowniki" in query.get("q", ["Bobrowniki"])[0]
        if path == "/search":
            return json.dumps([NOMINATIM] if knows else []).encode()
        if path == "/reverse" and "format" in query:
            return json.dumps(NOMINATIM).encode()
        return json.dumps(PHOTON if knows else {"features": []}).encode()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the base class calls it so
        """Say nothing."""


@pytest.fixture
def service() -> Iterator[Service]:
    with Service() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def ask(service: Service, tmp_path: Path, name: str = "nominatim", **options: float) -> OnlineGeocoder:
    options.setdefault("pause_s", 0.0)
    return OnlineGeocoder(name, tmp_path / "online.sqlite", address=service.address, **options)


@pytest.mark.parametrize("name", ["nominatim", "photon"])
def test_both_services_answer_in_the_gazetteers_words(service: Service, tmp_path: Path, name: str) -> None:
    geocoder = ask(service, tmp_path, name)
    found = geocoder.geocode("Bobrowniki", country="PL")
    assert (found.latitude, found.longitude) == (53.124, 23.889)
    assert (found.raw["id"], found.raw["countries"]) == ("osm:node/31", ["PL"])
    assert geocoder.geocode("Nowhere") is None
    assert geocoder.geocode("Bobrowniki", country="BY") is None or name == "nominatim"
    assert geocoder.reverse((53.124, 23.889)).raw["name"] == "Bobrowniki"


def test_the_same_question_is_asked_once(service: Service, tmp_path: Path) -> None:
    for _ in range(2):
        ask(service, tmp_path).geocode("Bobrowniki")
        ask(service, tmp_path).geocode("Nowhere")
    assert len(service.asked) == 2, "found or not, the answer is kept on disk"


def test_requests_keep_their_distance(service: Service, tmp_path: Path) -> None:
    geocoder = ask(service, tmp_path, pause_s=0.3)
    begun = time.monotonic()
    for name in ("A", "B", "C"):
        geocoder.geocode(name)
    assert time.monotonic() - begun >= 0.6


@pytest.mark.parametrize(
    "failure, words",
    [
        pytest.param((429, b""), "Wait 7 s", id="too many requests"),
        pytest.param((500, b""), "try later", id="server error"),
        pytest.param((200, b"<html>"), "try later", id="no JSON"),
        pytest.param((200, b'[{"lat": "x"}]'), "try later", id="no such record"),
        pytest.param((403, b""), "try later", id="refused"),
    ],
)
@pytest.mark.parametrize("name", ["nominatim", "photon"])
def test_a_failure_says_what_to_do_and_is_not_kept(
    service: Service, tmp_path: Path, name: str, failure: tuple[int, bytes], words: str
) -> None:
    geocoder = ask(service, tmp_path, name)
    service.failure = failure
    with pytest.raises(GazetteerError) as caught:
        geocoder.geocode("Bobrowniki")
    assert words in str(caught.value)
    service.failure = None
    assert geocoder.geocode("Bobrowniki") is not None


def test_waiting_is_cancelled_at_once(service: Service, tmp_path: Path) -> None:
    cancel = Event()
    geocoder = OnlineGeocoder("photon", tmp_path / "c.sqlite", address=service.address, pause_s=60, cancel=cancel)
    geocoder.geocode("Bobrowniki")
    begun = time.monotonic()
    Thread(target=lambda: (time.sleep(0.2), cancel.set())).start()
    assert geocoder.geocode("Nowhere") is None
    assert time.monotonic() - begun < 10
    assert len(service.asked) == 1


@pytest.mark.parametrize("name, address", [("google", ""), ("nominatim", "ftp://x"), ("photon", "photon")])
def test_a_service_without_meaning_is_refused(tmp_path: Path, name: str, address: str) -> None:
    with pytest.raises(SettingsError):
        OnlineGeocoder(name, tmp_path / "online.sqlite", address=address)
