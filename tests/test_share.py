"""Sharing: links, snapshots, exports."""

from __future__ import annotations

import csv
import html
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles import Known, parse_article
from geo.articles.addresses import clean_link, strip_secrets
from geo.errors import FilterError, SnapshotMissing
from geo.filter import Filter
from geo.gazetteer.index import Gazetteer
from geo.maps.markup import clean
from geo.models import Article, Event, Group, Kind, Place, Precision, Review, ReviewAction, Status, Telling
from geo.query import select
from geo.settings import ROOT, Settings
from geo.share.export import to_csv, to_geojson, to_html, to_png
from geo.share.facts import FORMULA
from geo.share.link import View
from geo.share.publish import EXCERPT_LENGTH
from geo.share.snapshot import Snapshot, create, load
from geo.share.titles import suggest_title
from geo.store import Store
from tests.factories import (
    make_article,
    make_country,
    make_event,
    make_event_place,
    make_place,
    make_review,
    make_telling,
)
from tests.hostile import MARK, TEXTS
from tests.hostile_events import hostile_articles, hostile_events

pytest_plugins = ("tests.served",)
views = st.builds(
    View,
    st.builds(
        Filter,
        since=st.none() | st.dates(),
        actors=st.lists(st.sampled_from(["POL", "RUS_MIL", "ZELENSKY"])).map(tuple),
        kinds=st.lists(st.sampled_from(Kind)).map(tuple),
        statuses=st.lists(st.sampled_from(Status)).map(tuple),
        words=st.text(),
        publishers=st.lists(st.text()).map(tuple),
        min_confidence=st.floats(0, 1),
    ),
    event=st.text(),
    zoom=st.none() | st.floats(0, 18),
) | st.builds(View, lat=st.floats(-90, 90), lon=st.floats(-180, 180), zoom=st.integers(0, 18).map(float))


@given(views)
def test_view_survives_its_link(view: View) -> None:
    assert View.from_query(view.to_query()) == view


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("lat=north&lon=3", id="no number"),
        pytest.param("lat=nan&lon=3", id="not a number"),
        pytest.param("lat=91&lon=3", id="beyond the pole"),
        pytest.param("lat=51", id="half a place"),
        pytest.param("zoom=-1", id="zoom below the world"),
        pytest.param("from=yesterday", id="filter without meaning"),
    ],
)
def test_link_without_meaning_is_refused(query: str) -> None:
    with pytest.raises(FilterError):
        View.from_query(query)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open(ROOT / Settings().gazetteer)


@pytest.fixture
def store(store_folder: Path) -> Store:
    return Store.open(store_folder)


def freeze(*events: Event, articles: tuple[Article, ...] = (make_article(),), title: str = "A map") -> Snapshot:
    """Give a snapshot of events that no store has seen."""
    return Snapshot(
        id="0123456789ab",
        title=title,
        made=date(2026, 1, 2),
        query="actors=POL",
        words="actors: Poland",
        events=events,
        articles=articles,
        matched=len(events),
        total=46,
        unplaced=sum(event.drawn_at is None or not event.drawn_at.precision.is_point for event in events),
        first=date(2023, 2, 10),
        last=date(2023, 2, 10),
        version=3,
    )


def test_snapshot_stays_what_it_was(store: Store) -> None:
    view = View(Filter(actors=("POL",)), lat=53.1, lon=23.9, zoom=7.0, event="x")
    made = create(store, view, "Poland")
    rejected = [make_rejection(telling) for event in made.events for telling in event.tellings]
    store.add_reviews(rejected)
    assert not select(store, view.filter).events
    loaded = load(Store.open(store.location), made.id)
    assert loaded == made
    assert loaded.view == view
    assert loaded.events
    assert all(article.text == "" and article.source == "" for article in loaded.articles)


def make_rejection(telling: Telling) -> Review:
    return make_review(
        ReviewAction.REJECT, id=f"r-{telling.id}", article_id=telling.article_id, telling_id=telling.id, had=telling
    )


def test_the_same_content_is_the_same_snapshot(store: Store) -> None:
    first, second = (create(store, View(), "All") for _ in range(2))
    assert first.id == second.id
    assert len(store.snapshots()) == 1
    assert create(store, View(), "Another title").id != first.id


@pytest.mark.parametrize(
    ("view", "title"),
    [
        pytest.param(View(), "All events", id="nothing chosen"),
        pytest.param(
            View(
                Filter(
                    actors=("RUS",),
                    kinds=tuple(kind for kind in Kind if kind.group is Group.FORCES),
                    countries=("BY",),
                    statuses=(Status.REPORTED,),
                )
            ),
            "Russia: forces · Belarus · reported",
            id="who, what, where, how sure",
        ),
        pytest.param(View(Filter(kinds=(Kind.STRIKE,), since=date(2023, 2, 1))), "Strike · from 1 Feb 2023", id="days"),
        pytest.param(View(as_of=date(2023, 3, 1)), "State on 1 Mar 2023", id="state of a day"),
        pytest.param(View(Filter(words="x" * 300)), "“" + "x" * 300 + "”", id="what cannot be shorter stands whole"),
    ],
)
def test_a_map_without_a_title_gets_a_short_one(view: View, title: str) -> None:
    assert suggest_title(view) == title


def test_snapshot_that_was_changed_is_refused(store: Store) -> None:
    made = create(store, View(), "All")
    record = store.snapshot(made.id)
    record["snapshot"]["title"] = "Something else"
    store.save_snapshot("forged", record)
    with pytest.raises(SnapshotMissing, match="does not fit its hash"):
        load(store, "forged")


def test_unknown_snapshot_is_missing(store: Store) -> None:
    with pytest.raises(SnapshotMissing, match="nowhere"):
        load(store, "nowhere")


SHAPES = [
    pytest.param(make_place(), "Point", id="crossing"),
    pytest.param(make_place(id="iso:RU-KRS", name="Kursk", precision=Precision.REGION), "Polygon", id="region"),
    pytest.param(make_place(id="border:BY-UA", precision=Precision.BORDER_SEGMENT), "LineString", id="border"),
    pytest.param(make_country(), None, id="whole country"),
]


@pytest.mark.parametrize(("place", "kind"), SHAPES)
def test_geojson_is_honest_about_shapes(gazetteer: Gazetteer, place: Place, kind: str | None) -> None:
    event = make_event(make_telling(places=(make_event_place(place),)))
    document = json.loads(to_geojson(freeze(event), gazetteer.geometry))
    feature = document["features"][0]
    shape = feature["geometry"]
    assert (shape and shape["type"].removeprefix("Multi")) == kind
    assert feature["properties"]["countries"] == [*place.countries]
    assert (feature["properties"]["lat"] is None) == (kind != "Point")
    if kind == "Point":
        assert shape["coordinates"] == pytest.approx([place.lon, place.lat], abs=0.05)


def test_every_export_says_where_it_is_from(gazetteer: Gazetteer) -> None:
    snapshot = freeze(make_event(), title="Crossings")
    texts = (
        to_geojson(snapshot, gazetteer.geometry).decode(),
        to_csv(snapshot).decode(),
        html.unescape(to_html(snapshot, gazetteer).decode()),
    )
    for text in texts:
        for said in ("Crossings", "actors: Poland", "1 of 46 events", "The Border Post"):
            assert said in text
    assert "2 Jan 2026" in texts[2]
    assert all("2026-01-02" in text for text in texts[:2])


def test_the_same_snapshot_gives_the_same_bytes(gazetteer: Gazetteer) -> None:
    snapshot = freeze(make_event(), make_event(make_telling(kind=Kind.STRIKE)))
    for write in (to_png, to_html):
        assert write(snapshot, gazetteer) == write(snapshot, gazetteer)
    assert to_csv(snapshot) == to_csv(snapshot)
    assert to_geojson(snapshot, gazetteer.geometry) == to_geojson(snapshot, gazetteer.geometry)


def test_picture_is_a_picture(gazetteer: Gazetteer) -> None:
    assert to_png(freeze(make_event()), gazetteer).startswith(b"\x89PNG")


def read_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@a", "|a", "%a", "\t=1", "\r=1", "\n=1"])
def test_no_cell_is_a_formula(start: str) -> None:
    place = make_place(name=start, lat=-33.9, lon=-70.6)
    event = make_event(
        make_telling(
            excerpt=start, weapons=(start,), quantity=start, attribution=(start,), places=(make_event_place(place),)
        )
    )
    article = make_article(title=start, publisher=start)
    row = read_rows(to_csv(freeze(event, articles=(article,), title=start)))[0]
    texts = {name: value for name, value in row.items() if name not in ("lat", "lon")}
    assert not [name for name, value in texts.items() if value.strip().startswith(FORMULA)]
    assert (float(row["lat"]), float(row["lon"])) == (-33.9, -70.6)


def test_excerpts_are_cut_and_secrets_stay(gazetteer: Gazetteer) -> None:
    long = "word " * 200
    event = make_event(make_telling(excerpt=long, end=len(long)))
    article = make_article(
        text="the whole text", source="/home/ada/secret.md", url="https://ada:pw@example.org/a?id=7&token=canary#x"
    )
    snapshot = freeze(event, articles=(article,))
    texts = (
        to_geojson(snapshot, gazetteer.geometry).decode(),
        to_csv(snapshot).decode(),
        html.unescape(to_html(snapshot, gazetteer).decode()),
    )
    for text in texts:
        assert "https://example.org/a?id=7" in text
        for kept in ("the whole text", "secret.md", "canary", "ada:pw", long[:320]):
            assert kept not in text
    excerpt = json.loads(texts[0])["features"][0]["properties"]["excerpt"]
    assert len(excerpt) == EXCERPT_LENGTH


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "http://", "https://[::1", "data:text/html,x"]
)
def test_only_web_links_are_shared(link: str) -> None:
    assert clean_link(link) == ""


def test_hostile_text_stays_text_in_every_file(gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(MARK, raising=False)
    events = hostile_events()
    snapshot = freeze(*events, articles=tuple(hostile_articles().values()), title=" ".join(TEXTS))
    document = json.loads(to_geojson(snapshot, gazetteer.geometry))
    rows = read_rows(to_csv(snapshot))
    page = to_html(snapshot, gazetteer).decode()
    assert to_png(snapshot, gazetteer).startswith(b"\x89PNG")
    assert MARK not in os.environ
    assert len(rows) == len(document["features"]) == len(events)
    for text, feature, row in zip(TEXTS, document["features"], rows, strict=True):
        assert feature["properties"]["excerpt"].removesuffix("…") == clean(text)[: EXCERPT_LENGTH - 1]
        assert not [cell for cell in row.values() if cell.strip().startswith(FORMULA) and not is_number(cell)]
    links = [source["link"] for source in document["dateline"]["sources"]]
    assert {link.partition(":")[0] for link in links} <= {"", "http", "https"}
    assert "<script>window.pwned" not in page


def is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize(
    ("url", "stored", "shared"),
    [
        ("https://ada:pw@x.org/a", "https://x.org/a", "https://x.org/a"),
        ("https://x.org/a?access_token=1&id=7", "https://x.org/a?access_token=&id=7", "https://x.org/a?id=7"),
        ("https://x.org/a?id=7;token=s3", "https://x.org/a?id=7;token=", "https://x.org/a?id=7"),
        ("https://x.org/a?X-Amz-Credential=2", "https://x.org/a?X-Amz-Credential=", "https://x.org/a"),
        ("https://x.org/a?unlocked_article_code=1", "https://x.org/a?unlocked_article_code=", "https://x.org/a"),
        ("https://x.org/a?apiKey=1&sid=ab3&sig=4", "https://x.org/a?apiKey=&sid=&sig=", "https://x.org/a"),
        ("https://x.org/a.php?sid=1&code=22", "https://x.org/a.php?sid=1&code=22", "https://x.org/a.php?sid=1&code=22"),
        ("https://x.org/a;jsessionid=9?id=7", "https://x.org/a?id=7", "https://x.org/a?id=7"),
        ("https://x.org/a;auth=9/b", "https://x.org/a;auth=/b", "https://x.org/a/b"),
        ("https://x.org/a#access_token=1", "https://x.org/a#access_token=", "https://x.org/a"),
        ("https://x.org/a#!/b?token=1", "https://x.org/a#!/b?token=", "https://x.org/a"),
        (
            "https://x.org/a?st=1&gift=2&ticket=3&access=4&id=7",
            "https://x.org/a?st=1&gift=2&ticket=3&access=4&id=7",
            "https://x.org/a?id=7",
        ),
        (
            "https://x.org/a?to=https%3A%2F%2Fy.org%2F%3Ftoken%3D1&id=7",
            "https://x.org/a?to=&id=7",
            "https://x.org/a?id=7",
        ),
        ("https://x.org/a?to=https%253A%252F%252Fada%253Apw%2540y.org", "https://x.org/a?to=", "https://x.org/a"),
        (
            "https://x.org/a?keyword=border&author=ada&page=2&q=50%25",
            "https://x.org/a?keyword=border&author=ada&page=2&q=50%25",
            "https://x.org/a?keyword=border&author=ada&page=2&q=50%25",
        ),
        ("https://x.org/a?q=%C3%A9+b&x", "https://x.org/a?q=%C3%A9+b&x", "https://x.org/a?q=%C3%A9+b&x"),
    ],
)
def test_what_opens_a_door_is_no_part_of_an_address(url: str, stored: str, shared: str) -> None:
    assert strip_secrets(url) == strip_secrets(stored) == stored
    assert clean_link(url) == clean_link(shared) == shared
    article = parse_article(b"Poland closed a crossing.", "a.txt", Known(url=url, language="en"))
    assert article.url == stored
