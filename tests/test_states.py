"""States that last: what opens and ends them, what only puts them in question, and what stands on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from factories import make_actor, make_article, make_country, make_event_place, make_place, make_telling, make_when

from geo.errors import CodebookError
from geo.events.merge import share_place
from geo.events.states import Change, Milestone, Part, State, part_of, read_rules
from geo.events.states_find import find_states
from geo.filter import Filter
from geo.history import Asker, find_all, history_of, states_on
from geo.models import Basis, Kind, Place, Precision, Status, TimePrecision, When
from geo.settings import ROOT
from geo.store import Store

RULES = read_rules(ROOT / "data" / "codebook")
CLOSED, OPENED = Kind.BORDER_CLOSURE, Kind.BORDER_OPENING
CROSSING = make_place()
VILLAGE = make_place(id="gn:775774", name="Bobrowniki", kind="village", precision=Precision.SETTLEMENT, lon=23.88)
FAR = make_place(id="gn:1", name="Brest", kind="city", precision=Precision.SETTLEMENT, lat=52.1, lon=23.7)
BORDER = make_place(id="border:BY-PL", name="Belarus–Poland border", precision=Precision.BORDER_SEGMENT)
BELARUS = make_country()


def change(number: int, kind: Kind, day: str, **changes: Any) -> Change:
    values: dict[str, Any] = {"status": Status.REPORTED, "place": CROSSING, "sides": ("POL",)}
    when = changes.pop("when", None) or make_when(day)
    return Change(id=f"e{number}", kind=kind, when=when, **values | changes)


def find(*changes: Change) -> tuple[State, ...]:
    return find_states(changes, RULES, share_place)


def spans(states: Iterable[State]) -> list[tuple[str, str]]:
    return [(str(state.since), str(state.until)) for state in states]


def deployed(number: int, day: str, **changes: Any) -> Change:
    return change(number, Kind.DEPLOYMENT, day, **{"place": BELARUS, "sides": ("RUS_MIL", "RUS")} | changes)


CASES = [
    pytest.param(
        [change(1, CLOSED, "2023-02-10"), change(2, OPENED, "2025-11-17")],
        [("2023-02-10", "2025-11-17")],
        id="closed and reopened",
    ),
    pytest.param(
        [change(2, OPENED, "2025-11-17"), change(1, CLOSED, "2023-02-10")],
        [("2023-02-10", "2025-11-17")],
        id="the order of arrival says nothing",
    ),
    pytest.param([change(1, CLOSED, "2023-02-10")], [("2023-02-10", "None")], id="nothing ended it"),
    pytest.param(
        [change(1, CLOSED, "2023-02-10"), change(2, CLOSED, "2023-06-01"), change(3, OPENED, "2025-11-17")],
        [("2023-02-10", "2025-11-17")],
        id="told again while it stands",
    ),
    pytest.param(
        [change(1, CLOSED, "2023-02-10"), change(2, OPENED, "2023-05-01"), change(3, CLOSED, "2023-06-01")],
        [("2023-02-10", "2023-05-01"), ("2023-06-01", "None")],
        id="closed a second time",
    ),
    pytest.param(
        [change(1, CLOSED, "2023-02-10"), change(2, OPENED, "2023-02-14", phase="remains open")],
        [("2023-02-10", "None")],
        id="what remains open ends nothing",
    ),
    pytest.param(
        [change(1, CLOSED, "2023-02-10", place=VILLAGE), change(2, OPENED, "2025-11-17")],
        [("2023-02-10", "2025-11-17")],
        id="the crossing for its village",
    ),
    pytest.param(
        [change(1, CLOSED, "2023-02-10"), change(2, OPENED, "2025-11-17", place=FAR)],
        [("2023-02-10", "None")],
        id="another town reopens nothing",
    ),
    pytest.param(
        [change(1, CLOSED, "2023-02-10", status=status) for status in set(Status) - {Status.REPORTED, Status.CLAIMED}],
        [],
        id="planned, feared and denied stand nowhere",
    ),
    pytest.param(
        [change(1, CLOSED, "2023-02-10"), change(2, OPENED, "2023-03-01", status=Status.PLANNED)],
        [("2023-02-10", "None")],
        id="a planned opening ends nothing",
    ),
    pytest.param(
        [change(1, CLOSED, "", when=make_when("2023-05-01", "2023-05-05"))],
        [("2023-05-01", "2023-05-06")],
        id="closed for a term that the text gives",
    ),
    pytest.param(
        [deployed(1, "2022-10-15"), deployed(2, "2023-01-10", phase="withdrawal")],
        [("2022-10-15", "2023-01-10")],
        id="withdrawn, by its phase",
    ),
    pytest.param(
        [deployed(1, "2022-10-15"), deployed(2, "2023-01-10", trigger="отведены")],
        [("2022-10-15", "2023-01-10")],
        id="withdrawn, by its word",
    ),
    pytest.param(
        [deployed(1, "2022-10-15"), deployed(2, "2023-01-10", sides=("POL",), trigger="withdrew")],
        [("2022-10-15", "None")],
        id="another army's withdrawal ends nothing",
    ),
    pytest.param(
        [
            change(1, Kind.TERRITORY_CAPTURE, "2022-03-01", place=FAR, sides=("RUS",)),
            change(2, Kind.TERRITORY_CAPTURE, "2022-09-01", place=FAR, sides=("UKR",)),
        ],
        [("2022-03-01", "2022-09-01"), ("2022-09-01", "None")],
        id="a town changes hands",
    ),
]


def taken(number: int, day: str, side: str, **changes: Any) -> Change:
    return change(number, Kind.TERRITORY_CAPTURE, day, **{"place": FAR, "sides": (side,)} | changes)


IN_MARCH = make_when("2022-03-01", "2022-03-31", precision=TimePrecision.MONTH)
REGION = make_country("BY")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            [taken(1, "2022-03-05", "RUS"), taken(2, "2022-03-05", "UKR")],
            [("RUS", "None", ("e2",)), ("UKR", "None", ("e1",))],
            id="both on one day: nothing tells who holds it",
        ),
        pytest.param(
            [taken(1, "", "RUS", when=IN_MARCH), taken(2, "2022-03-20", "UKR")],
            [("RUS", "None", ("e2",)), ("UKR", "None", ("e1",))],
            id="the first some day of the month",
        ),
        pytest.param(
            [taken(1, "2022-03-20", "RUS"), taken(2, "", "UKR", when=IN_MARCH)],
            [("UKR", "None", ("e1",)), ("RUS", "None", ("e2",))],
            id="the other some day of the month",
        ),
        pytest.param(
            [taken(1, "", "RUS", when=IN_MARCH), taken(2, "2022-04-02", "UKR")],
            [("RUS", "2022-04-02", ()), ("UKR", "None", ())],
            id="a month, and surely after it",
        ),
        pytest.param(
            [taken(1, "", "RUS", when=IN_MARCH), taken(2, "2022-03-02", "RUS"), taken(3, "2022-03-20", "UKR")],
            [("RUS", "2022-03-20", ()), ("UKR", "None", ("e1",))],
            id="a month, told to the day by another: it may have been taken back",
        ),
        pytest.param(
            [taken(1, "2022-03-05", "RUS"), taken(2, "2022-03-05", "RUS", status=Status.CLAIMED)],
            [("RUS", "None", ())],
            id="one side, twice told",
        ),
        pytest.param(
            [taken(1, "2022-03-05", "RUS"), taken(2, "2022-09-01", "UKR", place=REGION)],
            [("RUS", "None", ("e2",)), ("UKR", "None", ())],
            id="the land around it taken later by another",
        ),
    ],
)
def test_who_holds_a_place_is_told_only_if_the_days_tell(
    changes: list[Change], expected: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    states = find(*changes)
    assert [(state.sides[0], str(state.until), state.questioned_by) for state in states] == expected
    assert not any(state.is_sure_on(date(2022, 12, 1)) for state in states if state.questioned_by)


@pytest.mark.parametrize(("changes", "expected"), CASES)
def test_what_stands_when(changes: list[Change], expected: list[tuple[str, str]]) -> None:
    assert spans(find(*changes)) == expected


def test_a_plan_announces_and_a_first_telling_may() -> None:
    plan = change(1, CLOSED, "2023-02-10", status=Status.PLANNED, published_from=date(2023, 2, 9))
    (state,) = find(plan, change(2, CLOSED, "2023-02-10"))
    assert (state.announced, state.since, state.event_ids) == (date(2023, 2, 9), date(2023, 2, 10), ("e2",))
    told = {"published_from": date(2023, 2, 9), "published_to": date(2023, 2, 10)}
    (state,) = find(change(2, CLOSED, "2023-02-10", **told))
    assert (state.announced, state.announced_only) == (date(2023, 2, 9), True)
    assert state.stands_on(date(2023, 2, 11))
    assert not state.is_sure_on(date(2023, 2, 11))


def test_a_claim_is_marked_until_someone_reports_it() -> None:
    claim = change(1, CLOSED, "2023-02-10", status=Status.CLAIMED)
    assert find(claim)[0].status is Status.CLAIMED
    assert find(claim, change(2, CLOSED, "2023-02-11"))[0].status is Status.REPORTED


@pytest.mark.parametrize("place", [BORDER, make_country("PL", "Poland")], ids=["its border", "its country"])
def test_what_is_told_of_a_larger_place_only_questions(place: Place) -> None:
    (state,) = find(change(1, CLOSED, "2023-02-10"), change(2, OPENED, "2023-05-01", place=place))
    assert state.until is None
    assert state.questioned_by == ("e2",)
    assert not state.is_sure_on(date(2023, 6, 1))


def test_a_month_is_sure_only_after_its_end() -> None:
    when = make_when("2023-02-01", "2023-02-28", precision=TimePrecision.MONTH, basis=Basis.INFERRED)
    (state,) = find(change(1, CLOSED, "", when=when))
    assert [state.is_sure_on(date(2023, 2, day)) for day in (10, 28)] == [False, True]
    assert state.stands_on(date(2023, 2, 10))


MONTH, YEAR = TimePrecision.MONTH, TimePrecision.YEAR


@pytest.mark.parametrize(
    "when",
    [make_when("2023-02-01", "2023-02-28", precision=MONTH), make_when("2023-01-01", "2023-12-31", precision=YEAR)],
    ids=["the month", "the year"],
)
@pytest.mark.parametrize("place", [CROSSING, VILLAGE, BORDER], ids=["there", "beside it", "its border"])
def test_an_end_that_may_lie_before_the_begin_or_after_it_questions(when: When, place: Place) -> None:
    (state,) = find(change(1, CLOSED, "2023-02-10"), change(2, OPENED, "", when=when, place=place))
    assert (state.until, state.questioned_by) == (None, ("e2",))
    assert not state.is_sure_on(date(2024, 6, 1))


def test_an_end_before_the_begin_questions_nothing() -> None:
    january = make_when("2023-01-01", "2023-01-31", precision=MONTH)
    (state,) = find(change(1, CLOSED, "2023-02-10"), change(2, OPENED, "", when=january))
    assert state.is_sure_on(date(2024, 6, 1))


@pytest.mark.parametrize(("closed", "opened"), [(1, 2), (2, 1)], ids=["in the order of ids", "against it"])
def test_closed_and_reopened_on_one_day(closed: int, opened: int) -> None:
    (state,) = find(change(closed, CLOSED, "2023-02-10"), change(opened, OPENED, "2023-02-10"))
    assert [state.stands_on(date(2023, 2, day)) for day in (10, 11)] == [True, False]
    assert not state.is_sure_on(date(2023, 2, 10))


def test_the_rule_says_what_an_event_is_to_a_state() -> None:
    rule = RULES[CLOSED]
    assert part_of(change(1, OPENED, "2023-02-10"), rule) is Part.ENDS
    assert part_of(change(1, CLOSED, "2023-02-10", status=Status.DENIED), rule) is None
    assert part_of(change(1, Kind.STRIKE, "2023-02-10"), rule) is None


@pytest.mark.parametrize(
    "text", ["[border_closed]\n", '[border_closure]\nended_by = ["party"]\n', "[border_closure]\nuntil = 1\n"]
)
def test_a_broken_file_of_rules_names_itself(tmp_path: Path, text: str) -> None:
    (tmp_path / "states.toml").write_text(text)
    with pytest.raises(CodebookError) as caught:
        read_rules(tmp_path)
    assert caught.value.remedy
    assert "states.toml" in caught.value.source


@pytest.fixture
def asker(tmp_path: Path) -> Asker:
    """A store in which four articles tell of Bobrowniki, one of them of what is feared."""
    store = Store.open(tmp_path / "store")
    told: list[tuple[str, dict[str, Any]]] = [
        ("2023-02-09", {"status": Status.PLANNED}),
        ("2023-02-14", {"when": make_when("2023-02-10")}),
        ("2023-02-15", {"status": Status.HYPOTHETICAL, "when": make_when("2023-03-01")}),
        ("2025-11-18", {"kind": OPENED, "when": make_when("2025-11-17")}),
        ("2022-10-20", {"kind": Kind.DEPLOYMENT, "when": make_when("2022-10-15"), "status": Status.CLAIMED,
                        "places": (make_event_place(BELARUS),), "actors": (make_actor("RUS"),)}),
    ]  # fmt: skip
    store.ingest(
        (
            make_article(id=f"a{number}", text=f"Text {number}", url="", source="", published=make_when(day)),
            [make_telling(article_id=f"a{number}", **changes)],
        )
        for number, (day, changes) in enumerate(told)
    )
    return Asker(store, RULES)


@pytest.mark.parametrize(
    ("day", "kinds"),
    [
        pytest.param("2022-10-14", [], id="before all"),
        pytest.param("2023-02-09", [Kind.DEPLOYMENT], id="announced is not closed"),
        pytest.param("2023-02-10", [Kind.DEPLOYMENT, CLOSED], id="the first day"),
        pytest.param("2025-11-16", [Kind.DEPLOYMENT, CLOSED], id="the last day"),
        pytest.param("2025-11-17", [Kind.DEPLOYMENT], id="reopened"),
    ],
)
def test_as_of_a_day(asker: Asker, day: str, kinds: list[Kind]) -> None:
    assert [state.kind for state in states_on(asker, date.fromisoformat(day))] == kinds
    assert states_on(asker, date.fromisoformat(day), kinds=[Kind.STRIKE]) == ()


def test_the_history_of_a_crossing_by_the_name_of_its_village(asker: Asker) -> None:
    steps, (state,) = history_of(asker, "bobrowniki")
    assert sorted((str(step.day), step.part.value) for step in steps) == [
        ("2023-02-10", "announces"),
        ("2023-02-10", "opens"),
        ("2023-03-01", "tells"),
        ("2025-11-17", "ends"),
    ]
    assert {str(step.announced) for step in steps if step.part is Part.ANNOUNCES} == {"2023-02-09"}
    assert [(milestone.value, str(day)) for milestone, day in state.milestones] == [
        ("announced", "2023-02-09"),
        ("effective", "2023-02-10"),
        ("ended", "2025-11-17"),
    ]
    assert len(find_all(asker)) == 2


def test_what_stands_says_when_it_was_last_told(asker: Asker) -> None:
    (state,) = states_on(asker, date(2023, 2, 9))
    assert [milestone for milestone, _ in state.milestones] == [Milestone.EFFECTIVE, Milestone.LAST_TOLD]
    assert state.last_told == dict(state.milestones)[Milestone.LAST_TOLD]


@pytest.mark.parametrize(
    "chosen",
    [
        Filter(words="closed"),
        Filter(publishers=("closers.example",)),
        Filter(actors=("POL",)),
        Filter(place=CROSSING.id),
    ],
    ids=["words", "publisher", "actor", "place"],
)
def test_what_ended_a_state_may_lie_outside_of_the_filter(tmp_path: Path, chosen: Filter) -> None:
    store = Store.open(tmp_path / "store")
    told: list[tuple[str, dict[str, Any]]] = [
        ("closers.example", {"excerpt": "Poland closed Bobrowniki.", "when": make_when("2023-02-10")}),
        ("openers.example", {"excerpt": "Bobrowniki is open again.", "kind": OPENED, "when": make_when("2025-11-17"),
                             "actors": (make_actor("BLR"),)}),
    ]  # fmt: skip
    store.ingest(
        (
            make_article(id=f"a{number}", title="", text=f"Text {number}", url="", source="", publisher=publisher),
            [make_telling(article_id=f"a{number}", **changes)],
        )
        for number, (publisher, changes) in enumerate(told)
    )
    asker = Asker(store, RULES)
    assert [state.kind for state in states_on(asker, date(2024, 6, 1), chosen)] == [CLOSED]
    assert states_on(asker, date(2026, 6, 1), chosen) == ()
    assert states_on(asker, date(2024, 6, 1), Filter(publishers=("nobody.example",))) == ()
