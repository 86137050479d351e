"""What was exported can be opened again: the same events, and a file that is none of ours is refused."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from geo.errors import MapFileError
from geo.events.contradictions import contradictions
from geo.gazetteer.index import Gazetteer
from geo.models import ActorRole, Basis, Event, EventActor, Kind, PlaceRole, Status, Telling, TimePrecision, When
from geo.settings import ROOT, Settings
from geo.share import export, tables
from geo.share.opening import open_map
from geo.share.publish import clean_deeply, facts_of, publish
from geo.share.snapshot import Snapshot, seal
from tests.factories import make_actor, make_article, make_event, make_event_place, make_telling
from tests.hostile import TEXTS

PLACES = ("gn:775774", "crossing:bobrowniki-bierastavica", "iso:RU-KRS", "border:BY-UA", "iso:BY", "gn:538560")
ENDINGS = ("geojson", "csv", "kml", "gpkg", "parquet")


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open(ROOT / Settings().gazetteer)


def make_events(gazetteer: Gazetteer, count: int) -> list[Event]:
    """Make events of every kind, status, precision and script, told by one to three articles."""
    rng = random.Random(7)
    texts = [*TEXTS, "Zamknięto przejście; „do odwołania”.", "a\\; b; c", "«Закрито» — до нового рішення", "'=quoted"]
    return [_make_event(gazetteer, rng, number, texts) for number in range(count)]


def _make_event(gazetteer: Gazetteer, rng: random.Random, number: int, texts: list[str]) -> Event:
    start = date(2014, 1, 1) + timedelta(days=rng.randrange(4000))
    place = gazetteer.place(PLACES[number % len(PLACES)])
    other = gazetteer.place(rng.choice(PLACES))
    assert place is not None
    assert other is not None
    places = [make_event_place(place, as_written=rng.choice(texts))] if number % 11 else []
    places += [make_event_place(other, role=PlaceRole.ANCHOR)] if number % 3 == 0 else []
    text, kind = rng.choice(texts), rng.choice([*Kind])
    tellings = [
        make_telling(
            id=f"t{number}-{k}", article_id=f"a{(number + k) % 40}", excerpt=text, end=len(text),
            kind=kind, status=[*Status][number % 5],
            when=When(start, start + timedelta(1 + (number + k) % 2), [*TimePrecision][number % 2], [*Basis][k]),
            places=tuple(places), confidence=rng.random(), quantity=rng.choice(["", "9,000", "1;2"]),
            actors=(EventActor("POL", "Poland (the state)", ActorRole.ACTS, "PL"), make_actor("X", ActorRole.ACTED_ON)),
            weapons=("S-400", text) if number % 2 else (), reviewed=["", "corrected"][number % 2],
        )
        for k in range(1 + number % 3)
    ]  # fmt: skip
    return replace(make_event(*tellings), id=f"e{number}")


def freeze(events: list[Event], *, title: str = "A map; of «all»") -> Snapshot:
    articles = tuple(
        make_article(id=f"a{number}", title=f"{TEXTS[number % len(TEXTS)]}; {number}", publisher="The Post")
        for number in range(40)
    )
    used = {telling.article_id for event in events for telling in event.tellings}
    return seal(
        Snapshot(
            "", title, date(2026, 1, 2), "actors=POL", "actors: Poland", tuple(events),
            tuple(article for article in articles if article.id in used), len(events), len(events) + 5,
            sum(event.drawn_at is None or not event.drawn_at.precision.is_point for event in events), None, None, 3,
        )
    )  # fmt: skip


def write(snapshot: Snapshot, ending: str, gazetteer: Gazetteer) -> bytes:
    if ending == "csv":
        return export.to_csv(snapshot)
    maker = getattr(export if ending == "geojson" else tables, f"to_{ending}")
    content: bytes = maker(snapshot, gazetteer.geometry)
    return content


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_thousand_events_come_back_as_they_were(gazetteer: Gazetteer, ending: str) -> None:
    made = freeze(make_events(gazetteer, 1000))
    opened, problems = open_map(f"map.{ending}", write(made, ending, gazetteer), gazetteer.place)
    assert problems == ()
    wanted, got = facts_of(publish(made)), facts_of(publish(opened))
    assert len(got) == 1000
    for one, other in zip(wanted, got, strict=True):
        assert one == other
    for event, again in zip(publish(made).events, opened.events, strict=True):
        assert essence(again, opened) == essence(event, made)
    assert (opened.title, opened.words, opened.made, opened.query) == (made.title, made.words, made.made, made.query)


def essence(event: Event, of: Snapshot) -> dict[str, Any]:
    """Give all that an export is to carry, from the records themselves, as the texts are written in files."""
    kept = {
        name: getattr(event, name)
        for name in ("id", "kind", "status", "phase", "weapons", "units", "quantity", "attribution", "reviewed")
    }
    tellings = [
        (t.excerpt, t.kind, t.status, span(t.when), t.drawn_at and t.drawn_at.id, t.quantity, source(of, t))
        for t in event.tellings
    ]
    return clean_deeply(
        {
            **{name: [*value] if isinstance(value, tuple) else value for name, value in kept.items()},
            "when": span(event.when),
            "places": [[held.place.id, held.place.name, held.role] for held in event.places],
            "as_written": event.places[0].as_written if event.drawn_at else "",
            "at": event.drawn_at and (event.drawn_at.precision, event.drawn_at.countries),
            "actors": [[actor.id, actor.name, actor.role, actor.country] for actor in event.actors],
            "confidence": round(event.confidence, 3),
            "tellings": [[*telling] for telling in tellings],
        }
    )  # type: ignore[no-any-return]


def span(when: When) -> list[object]:
    return [when.start, when.end, when.precision, when.basis]


def source(of: Snapshot, telling: Telling) -> list[object]:
    article = of.articles_by_id[telling.article_id]
    published = article.published and [article.published.start, article.published.end]
    return [article.title, article.publisher, article.url, article.language, published]


def test_a_file_of_an_earlier_day_is_opened_with_what_it_has(gazetteer: Gazetteer) -> None:
    made = freeze(make_events(gazetteer, 12))
    document = json.loads(export.to_geojson(made, gazetteer.geometry))
    for feature in document["features"]:
        feature["properties"].pop("actor_countries")
        for source in feature["properties"]["sources"]:
            for key in ("first_day", "last_day", "time_precision", "time_basis", "place_id", "quantity"):
                source.pop(key)
    opened, problems = open_map("map.geojson", json.dumps(document).encode(), gazetteer.place)
    assert problems == ()
    assert [event.when for event in opened.events] == [event.when for event in made.events]


def test_tellings_that_contradict_each_other_still_do(gazetteer: Gazetteer) -> None:
    told = [make_telling(id="t1", quantity="300 men"), make_telling(id="t2", article_id="a2", quantity="200 men")]
    made = freeze([make_event(*told, id="e1")])
    for ending in ENDINGS:
        opened, _ = open_map(f"map.{ending}", write(made, ending, gazetteer), gazetteer.place)
        assert [one.of for one in contradictions(opened.events[0])] == ["number"], ending


def test_opening_and_exporting_again_changes_nothing(gazetteer: Gazetteer) -> None:
    first = export.to_geojson(freeze(make_events(gazetteer, 50)), gazetteer.geometry)
    opened, _ = open_map("map.geojson", first, gazetteer.place)
    again, _ = open_map("map.geojson", export.to_geojson(opened, gazetteer.geometry), gazetteer.place)
    assert facts_of(publish(again)) == facts_of(publish(opened))
    assert again.digest == opened.digest


def test_a_broken_row_is_told_and_the_rest_is_opened(gazetteer: Gazetteer) -> None:
    document = json.loads(export.to_geojson(freeze(make_events(gazetteer, 7)), gazetteer.geometry))
    document["features"][1]["properties"]["kind"] = "party"
    document["features"][2]["properties"].pop("sources")
    document["features"][3]["properties"]["confidence"] = float("nan")
    document["features"][4]["properties"]["last_day"] = "1999-01-01"
    opened, problems = open_map("map.geojson", json.dumps(document).encode(), gazetteer.place)
    assert len(opened.events) == 3
    assert [problem.source for problem in problems] == [f"map.geojson, row {row}" for row in (2, 3, 4, 5)]
    assert all(problem.remedy for problem in problems)


BOMB = '<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><kml><x>&b;</x></kml>'


@pytest.mark.parametrize(
    "name, content",
    [
        pytest.param("map.geojson", b"{}", id="no map"),
        pytest.param("map.geojson", b'{"dateline": {"title": "x"}, "features": []}', id="no event"),
        pytest.param("map.geojson", b"[" * 100_000, id="deep"),
        pytest.param("map.csv", b"a,b\n1,2\n", id="another table"),
        pytest.param("map.csv", b"", id="nothing"),
        pytest.param("map.csv", b"id,tellings\n1\n", id="a row cut short"),
        pytest.param("map.csv", b"id,tellings\n1,2,3\n", id="a row too long"),
        pytest.param("map.geojson", b'{"dateline": {}, "features": [{"properties": {}}]}', id="a map without a title"),
        pytest.param("map.kml", BOMB.encode(), id="entities"),
        pytest.param("map.kml", b"<kml", id="no XML"),
        pytest.param("map.gpkg", b"SQLite format 3\x00", id="cut short"),
        pytest.param("map.gpkg", b"<OGRVRTDataSource/>", id="a format that reads other files"),
        pytest.param("map.parquet", b"PAR1", id="no table"),
        pytest.param("map.pdf", b"%PDF", id="a sort that holds no facts"),
        pytest.param("../../etc/passwd", b"", id="a path"),
    ],
)
def test_what_is_no_map_is_refused(gazetteer: Gazetteer, name: str, content: bytes) -> None:
    with pytest.raises(MapFileError) as caught:
        open_map(name, content, gazetteer.place)
    assert caught.value.remedy


def test_shapes_come_back_where_the_format_holds_them(gazetteer: Gazetteer) -> None:
    made = publish(freeze(make_events(gazetteer, 12)))
    shapes = export.shapes_of(made, gazetteer.geometry)
    kinds = {shape.geom_type.removeprefix("Multi") if shape is not None else None for shape in shapes}
    assert kinds == {"Point", "Polygon", "LineString", None}
