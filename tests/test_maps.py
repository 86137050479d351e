"""The base map says whose land a place is, the layer draws honestly, and all outputs are the same each time."""

from __future__ import annotations

import hashlib
import json
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely
import streamlit_folium
from playwright.sync_api import sync_playwright
from shapely.geometry.base import BaseGeometry
from watched import Watch

from geo.maps import assets, words
from geo.maps.layers import Layer, to_layer
from geo.maps.live import Action, Click, base_map, event_group, pack_layer, read_click
from geo.maps.page import standalone_page
from geo.maps.picture import Caption, to_png
from geo.maps.popups import ACTOR, PLACE, PLAIN, TIME, mark_excerpt
from geo.maps.shapes import Form
from geo.models import ActorRole, Basis, Kind, PlaceRole, Precision, Span, Status, TimePrecision
from geo.settings import ROOT
from tests.factories import (
    make_actor,
    make_article,
    make_country,
    make_event,
    make_event_place,
    make_place,
    make_telling,
    make_when,
)

DATA = ROOT / "data/basemap"
MEGABYTE = 1_000_000


def read_areas(name: str) -> geopandas.GeoDataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return geopandas.read_file(DATA / f"{name}.topojson", layer=name)


@pytest.fixture(scope="module")
def countries() -> geopandas.GeoDataFrame:
    return read_areas("countries")


@pytest.fixture(scope="module")
def divisions() -> geopandas.GeoDataFrame:
    return read_areas("admin1")


def at(areas: geopandas.GeoDataFrame, lat: float, lon: float) -> list[str]:
    return sorted(areas[areas.covers(shapely.Point(lon, lat))]["id"])


PLACES = [
    ("Simferopol", 44.95, 34.10, "UA", "UA-43"),
    ("Sevastopol", 44.60, 33.53, "UA", "UA-40"),
    ("Minsk", 53.90, 27.56, "BY", "BY-HM"),
    ("Kursk", 51.73, 36.19, "RU", "RU-KRS"),
    ("Donetsk", 48.00, 37.80, "UA", "UA-14"),
    ("Tiraspol", 46.84, 29.63, "MD", "MD-SN"),
    ("Sukhumi", 43.00, 41.02, "GE", "GE-AB"),
    ("Pristina", 42.66, 21.16, "XK", ""),
    ("Gaza", 31.51, 34.46, "PS", ""),
    ("Mosul", 36.34, 43.13, "IQ", "IQ-NI"),
    ("Goma", -1.66, 29.22, "CD", "CD-NK"),
    ("El Fasher", 13.63, 25.35, "SD", "SD-DN"),
    ("Lyon", 45.76, 4.83, "FR", "FR-ARA"),
    ("Kaliningrad", 54.71, 20.51, "RU", "RU-KGD"),
    ("Famagusta", 35.12, 33.94, "CY", ""),
]


@pytest.mark.parametrize(("lat", "lon", "country"), [row[1:4] for row in PLACES], ids=[row[0] for row in PLACES])
def test_whose_land_it_is(countries: geopandas.GeoDataFrame, lat: float, lon: float, country: str) -> None:
    assert at(countries, lat, lon) == [country]


@pytest.mark.parametrize(
    ("lat", "lon", "code"), [(r[1], r[2], r[4]) for r in PLACES if r[4]], ids=[r[0] for r in PLACES if r[4]]
)
def test_which_division_it_is_in(divisions: geopandas.GeoDataFrame, lat: float, lon: float, code: str) -> None:
    assert at(divisions, lat, lon) == [code]


@pytest.mark.parametrize("name", ["countries", "admin1"])
def test_areas_are_valid_and_named(name: str) -> None:
    areas = read_areas(name)
    assert areas.is_valid.all()
    assert areas["id"].is_unique
    assert areas["name"].str.len().min() > 0
    assert (DATA / f"{name}.topojson").stat().st_size < 5 * MEGABYTE


def test_neighbours_share_their_line(countries: geopandas.GeoDataFrame) -> None:
    shapes = countries.set_index("id").geometry
    common = shapely.intersection(shapes["BY"].boundary, shapes["UA"].boundary)
    assert 7 < common.length < 15  # degrees, of some 1,084 km of border
    assert shapely.intersection(shapes["BY"], shapes["UA"]).area == 0


def test_static_holds_the_manifest_alone() -> None:
    manifest = json.loads((assets.VENDOR / "manifest.json").read_text(encoding="utf-8"))
    named = {row["path"]: row for row in manifest["files"]}
    found = {path.relative_to(assets.VENDOR).as_posix() for path in assets.VENDOR.rglob("*") if path.is_file()}
    assert found == {*named, "manifest.json"}
    for path, row in named.items():
        content = (assets.VENDOR / path).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (row["bytes"], row["sha256"])
    others = {path.relative_to(assets.STATIC).parts[0] for path in assets.STATIC.rglob("*") if path.is_file()}
    assert others == {"vendor", "basemap"}


def test_the_browsers_files_are_those_the_world_names() -> None:
    world = assets.basemap("world")
    named = {f"cell_{column}_{row}" for column, row in world["cells"]} | {"world", "divisions"}
    assert {path.name.removesuffix(".json.gz") for path in assets.BASEMAP.iterdir()} == named
    assert max(path.stat().st_size for path in assets.BASEMAP.iterdir()) < MEGABYTE / 2


def test_sources_name_every_package() -> None:
    from tools.basemap.sources import PACKAGES  # noqa: PLC0415

    text = (DATA / "SOURCES.md").read_text(encoding="utf-8")
    for package in PACKAGES:
        assert package.sha256 in text
        assert f"{package.name}` {package.version}" in text


# ---- words ---------------------------------------------------------------------------------------------------------

DAYS = [
    ("2023-02-10", "2023-02-10", "10 Feb 2023"),
    ("2023-02-01", "2023-02-28", "1–28 Feb 2023"),
    ("2023-02-24", "2023-03-03", "24 Feb – 3 Mar 2023"),
    ("2022-02-24", "2023-02-14", "24 Feb 2022 – 14 Feb 2023"),
]


@pytest.mark.parametrize(("first", "last", "said"), DAYS, ids=[row[2] for row in DAYS])
def test_days_in_words(first: str, last: str, said: str) -> None:
    assert words.days_in_words(date.fromisoformat(first), date.fromisoformat(last)) == said


WHENS = [
    (make_when("2023-02-10"), "10 Feb 2023"),
    (make_when("2023-02-01", "2023-02-28", precision=TimePrecision.MONTH), "Feb 2023"),
    (make_when("2022-12-01", "2023-01-31", precision=TimePrecision.MONTH), "Dec 2022 – Jan 2023"),
    (make_when("2022-01-01", "2022-12-31", precision=TimePrecision.YEAR), "2022"),
    (make_when("2022-02-24", "2023-02-14", precision=TimePrecision.YEAR), "24 Feb 2022 – 14 Feb 2023"),
]


@pytest.mark.parametrize(("when", "said"), WHENS, ids=[row[1] for row in WHENS])
def test_when_in_words(when: Any, said: str) -> None:
    assert words.when_in_words(when) == said


def test_titles_are_made_of_facts() -> None:
    army = make_actor("POL_MIL", name="Polish army", country="PL")
    acted_on = make_actor("BLR", ActorRole.ACTED_ON)
    telling = make_telling(actors=(make_actor(), army, acted_on))
    assert words.event_title(make_event(telling)) == "Poland: border closed, Bobrowniki–Bierastavica"
    assert words.event_title(make_event(make_telling(actors=(), places=()))) == "Border closed"
    at_home = make_telling(actors=(make_actor("BLR"),), places=(make_event_place(make_country()),))
    assert words.event_title(make_event(at_home)) == "Belarus: border closed"


def test_every_kind_and_status_has_words() -> None:
    assert set(words.kind_words()) == set(Kind)
    assert all(map(words.status_in_words, Status))
    assert all(map(words.role_in_words, [*ActorRole, *PlaceRole]))
    assert all(words.place_in_words(make_place(precision=one, kind="")) for one in Precision)
    assert all(words.basis_in_words(make_when(basis=one)) for one in Basis)


# ---- the layer ------------------------------------------------------------------------------------------------------

SQUARE = shapely.box(30, 50, 32, 51)
BORDER = shapely.MultiLineString([[(24, 52), (25, 52)], [(26, 52), (30, 51)]])
REGION = make_place(id="iso:XX-1", name="A region", kind="region", precision=Precision.REGION, lat=50.5, lon=31)
DISTRICT = replace(REGION, id="gn:1", name="A district", precision=Precision.DISTRICT)
LINE = replace(REGION, id="border:BY-UA", name="Belarus–Ukraine border", precision=Precision.BORDER_SEGMENT)
NATO = replace(REGION, id="org:nato", name="NATO", precision=Precision.SUPRANATIONAL)
VILLAGE = replace(REGION, id="gn:2", name="A village", precision=Precision.SETTLEMENT, lat=53.1, lon=23.9)
SHAPES: dict[str, BaseGeometry] = {"iso:XX-1": SQUARE, "border:BY-UA": BORDER, "iso:BY": SQUARE}


class Shapes:
    """Geometries of a few places."""

    def geometry(self, place_id: str) -> BaseGeometry | None:
        return SHAPES.get(place_id)


def make_at(place: Any, number: int = 0, **changes: Any) -> Any:
    places = (make_event_place(place),) if place else ()
    return make_event(make_telling(id=f"e{number}", places=places, **changes))


FORMS = [
    (VILLAGE, Form.MARK),
    (make_place(), Form.MARK),
    (REGION, Form.AREA),
    (DISTRICT, Form.LABEL),
    (LINE, Form.LINE),
    (make_country(), Form.LABEL),
    (make_country("FR", "France"), Form.LABEL),
    (NATO, Form.LIST),
]


@pytest.mark.parametrize(("place", "form"), FORMS, ids=[place.name for place, _ in FORMS])
def test_each_place_is_drawn_as_exactly_as_it_is_known(place: Any, form: Form) -> None:
    (spot,) = to_layer([make_at(place)], Shapes()).spots
    assert spot.shape.form is form
    assert bool(spot.shape.lines) == (form in (Form.AREA, Form.LINE))


def test_one_place_has_one_mark() -> None:
    layer = to_layer([make_at(VILLAGE, 1), make_at(REGION, 2), make_at(VILLAGE, 3)], Shapes())
    assert [spot.events for spot in layer.spots] == [(0, 2), (1,)]


def test_the_mark_shows_the_most_common_sort() -> None:
    strike = {"kind": Kind.STRIKE, "status": Status.CLAIMED}
    layer = to_layer([make_at(VILLAGE, 1), make_at(VILLAGE, 2, **strike), make_at(VILLAGE, 3, **strike)], Shapes())
    assert layer.spots[0].lead == 1


def test_where_it_was_said_is_never_drawn() -> None:
    anchor = make_event_place(VILLAGE, PlaceRole.ANCHOR)
    events = [
        make_event(make_telling(id="a", places=(anchor, make_event_place(REGION)))),
        make_event(make_telling(id="b", places=(anchor,))),
    ]
    layer = to_layer(events, Shapes())
    assert [spot.place.id for spot in layer.spots] == ["iso:XX-1"]
    assert layer.unplaced == (1,)


def test_the_payload_is_columns_of_equal_length() -> None:
    layer = to_layer([make_at(VILLAGE, n) for n in range(5)], Shapes(), {"a1": make_article()}, selected="e3", full=2)
    columns = layer.payload["events"]
    assert {len(column) for column in columns.values()} == {5}
    assert layer.payload["selected"] == 3
    assert [bool(more) for more in columns["more"]] == [True, True, False, False, False]
    assert layer.payload["sources"][0]["url"] == "https://example.org/a1"
    assert len(json.dumps(layer.payload)) > 0


def test_an_area_keeps_its_outline() -> None:
    (spot,) = to_layer([make_at(REGION)], Shapes()).spots
    west, south, *steps = spot.shape.lines[0]
    assert (west, south) in [(32000, 50000), (30000, 50000), (30000, 51000), (32000, 51000)]
    assert sum(steps[::2]) == sum(steps[1::2]) == 0


def test_a_thousand_events_are_a_small_message() -> None:
    telling = make_telling(excerpt="Poland closed the Bobrowniki crossing on 10 February 2023. " * 4)
    events = [replace(make_event(telling), id=f"{n:016x}") for n in range(1000)]
    layer = to_layer(events, Shapes(), {"a1": make_article()})
    assert len(json.dumps(layer.payload, separators=(",", ":"))) < 0.8 * MEGABYTE


def test_an_empty_layer_is_drawn() -> None:
    layer = to_layer([], Shapes())
    assert layer.bounds is None
    assert to_png(layer, Caption("Nothing")).startswith(b"\x89PNG")
    assert "<ol>" in standalone_page(layer, title="Nothing")


# ---- excerpts -------------------------------------------------------------------------------------------------------


def test_words_of_place_actor_and_time_are_marked() -> None:
    telling = make_telling(
        start=100,
        end=158,
        actors=(make_actor(span=Span(100, 106)),),
        places=(make_event_place(span=Span(118, 128)), make_event_place(REGION, span=Span(100, 103))),
        when=make_when(span=Span(141, 157)),
    )
    assert mark_excerpt(telling) == [
        ["Poland", ACTOR],
        [" closed the ", PLAIN],
        ["Bobrowniki", PLACE],
        [" crossing on ", PLAIN],
        ["10 February 2023", TIME],
        [".", PLAIN],
    ]


def test_spans_outside_the_excerpt_are_left_out() -> None:
    telling = make_telling(start=100, end=158, actors=(make_actor(span=Span(20, 26)), make_actor(span=Span(150, 400))))
    assert mark_excerpt(telling) == [[telling.excerpt, PLAIN]]


# ---- the live map ---------------------------------------------------------------------------------------------------


def test_nothing_is_asked_of_another_host() -> None:
    drawn = base_map()
    event_group(pack_layer(to_layer([make_at(VILLAGE)], Shapes()))).add_to(drawn)
    links = [link for _, link in (*drawn.default_js, *drawn.default_css)]
    assert links == ["../../app/static/vendor/leaflet/leaflet.js", "../../app/static/vendor/leaflet/leaflet.css"]


def test_other_maps_keep_their_own_links() -> None:
    base_map()
    assert any(link.startswith("https:") for _, link in type(base_map()).default_js)


def test_the_feature_group_changes_with_the_events_alone() -> None:
    def script(layer: Layer) -> str:
        drawn = base_map()
        drawn.get_root().render()
        return str(streamlit_folium._get_feature_group_string(event_group(pack_layer(layer)), drawn))

    one, other = to_layer([make_at(VILLAGE)], Shapes()), to_layer([make_at(REGION)], Shapes())
    assert script(one) == script(one) != script(other)


CLICKS = [
    ("open e1 17.1", Click(Action.OPEN, "e1", "17.1")),
    ("correct abc 1", Click(Action.CORRECT, "abc", "1")),
    ("delete abc 1", None),
    ("open e1", None),
    ("", None),
    (None, None),
    (7, None),
]


@pytest.mark.parametrize(("value", "click"), CLICKS, ids=[str(value) for value, _ in CLICKS])
def test_clicks_are_read(value: object, click: Click | None) -> None:
    assert read_click(value) == click


# ---- picture and page -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def layer() -> Layer:
    kinds, statuses = list(Kind), list(Status)
    places = [VILLAGE, REGION, DISTRICT, LINE, make_country(), NATO, None, make_place()]
    events = [
        make_at(place, n, kind=kinds[n * 3 % len(kinds)], status=statuses[n % len(statuses)])
        for n, place in enumerate(places * 3)
    ]
    return to_layer(events, Shapes(), {"a1": make_article()})


def test_the_same_events_give_the_same_picture(layer: Layer) -> None:
    pictures = {to_png(layer, Caption("A title", ["N of M"], ["2023"])) for _ in range(2)}
    assert len(pictures) == 1
    assert b"Software" not in pictures.pop()


@pytest.mark.parametrize("zoom", [2, 4, 5, 6, 8], ids=str)
def test_any_view_can_be_drawn(layer: Layer, zoom: float) -> None:
    assert to_png(layer, Caption("A title"), view=(52, 28, zoom)).startswith(b"\x89PNG")


def test_the_same_events_give_the_same_page(layer: Layer) -> None:
    pages = {standalone_page(layer, title="A title", articles={"a1": make_article()}) for _ in range(2)}
    assert len(pages) == 1
    assert len(pages.pop()) < 1.3 * MEGABYTE


@pytest.fixture(scope="module")
def chromium(watch: Watch) -> Iterator[Any]:
    with sync_playwright() as player, watch.launch(player) as running:
        yield running


def open_page(chromium: Any, layer: Layer, path: Path, width: int = 1200) -> tuple[Any, list[str]]:
    path.write_text(standalone_page(layer, title="A title", articles={"a1": make_article()}), encoding="utf-8")
    page = chromium.new_page(viewport={"width": width, "height": 800})
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(("file:", "data:", "blob:")) else trouble.append(asked.url),
    )
    page.goto(path.as_uri())
    page.wait_for_selector(".leaflet-tile-loaded")
    return page, trouble


@pytest.mark.browser
def test_a_mark_opens_by_keyboard_and_gives_the_focus_back(chromium: Any, layer: Layer, tmp_path: Path) -> None:
    page, trouble = open_page(chromium, layer, tmp_path / "page.html")
    mark = page.locator(".dl-icon[role=button]").first
    assert mark.get_attribute("tabindex") == "0"
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".dl-pop h3")
    assert page.evaluate("document.activeElement.tagName") == "H3"
    page.keyboard.press("Escape")
    page.wait_for_selector(".dl-pop", state="detached")
    assert page.evaluate("document.activeElement.classList.contains('dl-icon')")
    page.close()
    assert trouble == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [1200, 390], ids=str)
def test_an_open_popup_leaves_its_mark_in_view(chromium: Any, layer: Layer, tmp_path: Path, width: int) -> None:
    page, trouble = open_page(chromium, layer, tmp_path / "page.html", width)
    page.evaluate("document.querySelector('.dl-mark').closest('.dl-icon').click()")
    page.wait_for_timeout(600)
    inside = page.evaluate(
        """() => {
          const map = document.getElementById("map").getBoundingClientRect();
          const pop = document.querySelector(".leaflet-popup-content-wrapper").getBoundingClientRect();
          const mark = document.querySelector(".dl-mark").getBoundingClientRect();
          const beside = (box) => box.left >= map.left && box.right <= map.right;
          const within = (box) => beside(box) && box.top >= map.top && box.bottom <= map.bottom;
          return [within(pop), within(mark), pop.bottom <= mark.top + 4];
        }"""
    )
    page.close()
    assert inside == [True, True, True]
    assert trouble == []


@pytest.mark.browser
def test_everything_without_a_mark_is_still_reached(chromium: Any, layer: Layer, tmp_path: Path) -> None:
    page, _ = open_page(chromium, layer, tmp_path / "page.html")
    said = page.locator(".dl-chip").all_inner_texts()
    page.close()
    joined = " | ".join(" ".join(text.split()) for text in said)
    for words_said in ("Belarus as a whole", "A district", "NATO · 3", "without a place · 3"):
        assert words_said in joined
