"""Contradictions between the tellings of one event, and between events that should agree: as each tells it."""

from __future__ import annotations

from typing import Any

import pytest
from factories import make_actor, make_country, make_event, make_event_place, make_place, make_telling, make_when

from geo.events.contradictions import contradictions
from geo.events.merge import share_place
from geo.events.opposed import find_contradictions
from geo.events.states import read_rules
from geo.models import Basis, Kind, Precision, Status, TimePrecision
from geo.settings import ROOT

TOWN = make_event_place(make_place(id="gn:1", name="Brest", precision=Precision.SETTLEMENT, lat=52.1))
MONTH = make_when("2023-02-01", "2023-02-28", precision=TimePrecision.MONTH)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, {}, id="the same"),
        pytest.param(
            {"when": make_when("2023-02-11")}, {"day": ["2023-02-10", "2023-02-11"]}, id="another day, both written"
        ),
        pytest.param({"when": make_when("2023-02-11", basis=Basis.INFERRED)}, {}, id="another day, inferred"),
        pytest.param({"when": MONTH}, {}, id="the month of the day"),
        pytest.param({"places": (TOWN,)}, {"place": ["Bobrowniki–Bierastavica", "Brest"]}, id="another place"),
        pytest.param({"places": (make_event_place(make_country("PL", "Poland")),)}, {}, id="the country it lies in"),
        pytest.param({"places": ()}, {}, id="no place"),
        pytest.param({"places": (TOWN, make_event_place())}, {}, id="another place first, then the same"),
        pytest.param({"quantity": "40 trucks"}, {"number": ["1,500 trucks", "40 trucks"]}, id="another number"),
        pytest.param({"quantity": "1 500 trucks of Belarus"}, {}, id="the same number"),
        pytest.param({"quantity": "many trucks"}, {}, id="no number"),
        pytest.param({"quantity": "40 guards"}, {}, id="a number of another thing"),
    ],
)
def test_what_contradicts_what(changes: dict[str, Any], expected: dict[str, list[str]]) -> None:
    event = make_event(make_telling(quantity="1,500 trucks"), make_telling(article_id="a2", **changes))
    found = {one.of: [version.says for version in one.versions] for one in contradictions(event)}
    assert found == expected


def test_what_takes_months_is_told_by_its_beginning_and_its_end() -> None:
    months = [
        make_when(f"{month}-01", f"{month}-28", precision=TimePrecision.MONTH) for month in ("2022-10", "2022-12")
    ]
    tellings = [make_telling(article_id=when.value, kind=Kind.FORCE_FORMATION, when=when) for when in months]
    assert contradictions(make_event(*tellings)) == ()


def test_what_most_tell_comes_first_and_every_telling_is_named() -> None:
    tellings = [make_telling(article_id=f"a{n}", when=make_when(f"2023-02-1{int(n > 0)}")) for n in range(4)]
    (found,) = contradictions(make_event(*tellings))
    assert [(version.says, len(version.telling_ids)) for version in found.versions] == [
        ("2023-02-11", 3),
        ("2023-02-10", 1),
    ]
    assert {key for version in found.versions for key in version.telling_ids} == {told.id for told in tellings}


RULES = read_rules(ROOT / "data/codebook")
POLAND, BELARUS = make_actor("POL"), make_actor("BLR", name="Belarus")
COUNTRY = (make_event_place(make_country("PL", "Poland")),)
VILLAGE = (make_event_place(make_place(id="gn:9", name="Bobrowniki", precision=Precision.SETTLEMENT)),)
OPENING = {"kind": Kind.BORDER_OPENING}
DENIED = {"status": Status.DENIED}
TROOPS = {"kind": Kind.DEPLOYMENT, "quantity": "300 soldiers"}
TAKEN = {"kind": Kind.TERRITORY_CAPTURE, "places": (TOWN,)}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param({}, OPENING, ["state: border_closure / border_opening"], id="closed and open on one day"),
        pytest.param(
            {}, OPENING | {"phase": "remains open"}, ["state: border_closure / border_opening"], id="still open"
        ),
        pytest.param({}, OPENING | {"places": VILLAGE}, ["state: border_closure / border_opening"], id="its village"),
        pytest.param({}, OPENING | {"when": make_when("2023-02-11")}, [], id="open the day after"),
        pytest.param({}, OPENING | {"when": MONTH}, [], id="open some day of the month"),
        pytest.param({}, OPENING | {"status": Status.PLANNED}, [], id="to be opened"),
        pytest.param({}, OPENING | {"places": (TOWN,)}, [], id="open elsewhere"),
        pytest.param({"places": COUNTRY}, OPENING | {"places": COUNTRY}, [], id="somewhere in a country"),
        pytest.param({}, DENIED, ["status: reported / denied"], id="denied"),
        pytest.param({"status": Status.CLAIMED}, DENIED, ["status: claimed / denied"], id="claimed, denied"),
        pytest.param({}, DENIED | {"actors": ()}, ["status: reported / denied"], id="denied, by whom is not said"),
        pytest.param({}, DENIED | {"actors": (BELARUS,)}, [], id="another side denies its own"),
        pytest.param({}, DENIED | {"when": make_when("2023-03-10")}, [], id="denied of another day"),
        pytest.param({"status": Status.PLANNED}, DENIED, [], id="a plan may be denied"),
        pytest.param({"places": COUNTRY}, DENIED | {"places": COUNTRY, "actors": ()}, [], id="a country, by nobody"),
        pytest.param(
            TROOPS,
            TROOPS | {"status": Status.CLAIMED, "quantity": "about 9,000 soldiers"},
            ["number: 300 soldiers / about 9,000 soldiers"],
            id="another number is claimed",
        ),
        pytest.param(TROOPS, TROOPS | {"status": Status.CLAIMED}, [], id="the same number is claimed"),
        pytest.param(
            {}, {"when": make_when("2023-02-14")}, ["day: 2023-02-10 / 2023-02-14"], id="closed on another day"
        ),
        pytest.param({}, {"when": make_when("2023-04-14")}, [], id="closed again months later"),
        pytest.param(
            {}, {"when": make_when("2023-02-14", basis=Basis.INFERRED)}, [], id="closed by the day of an article"
        ),
        pytest.param(
            {"kind": Kind.STRIKE}, {"kind": Kind.STRIKE, "when": make_when("2023-02-14")}, [], id="struck again"
        ),
        pytest.param(
            TAKEN | {"actors": (POLAND,)},
            TAKEN | {"actors": (BELARUS,)},
            ["side: Poland / Belarus"],
            id="taken by both",
        ),
        pytest.param(TAKEN, TAKEN | {"status": Status.CLAIMED}, [], id="taken by one side, twice told"),
    ],
)
def test_events_that_should_agree(one: dict[str, Any], other: dict[str, Any], expected: list[str]) -> None:
    events = [make_event(make_telling(**one)), make_event(make_telling(article_id="a2", **other))]
    found = find_contradictions(events, RULES, share_place)
    for event in events:
        said = [f"{one.of}: {' / '.join(version.says for version in one.versions)}" for one in found.get(event.id, ())]
        assert said == expected


def test_reopened_in_between_is_closed_twice() -> None:
    days = [({}, "2023-02-10"), (OPENING, "2023-02-11"), ({}, "2023-02-14")]
    events = [make_event(make_telling(article_id=day, when=make_when(day), **facts)) for facts, day in days]
    assert find_contradictions(events, RULES, share_place) == {}


def test_own_tellings_come_before_other_events() -> None:
    event = make_event(make_telling(quantity="1,500 trucks"), make_telling(article_id="a2", quantity="40 trucks"))
    other = make_event(make_telling(article_id="a3", **DENIED))
    found = find_contradictions([other, event], RULES, share_place)
    assert [one.of for one in found[event.id]] == ["number", "status"]
    assert [one.event_ids for one in found[other.id]] == [(event.id, other.id)]
