"""The page's logic, driven without a browser: filters, address, empty and broken states, snapshots."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest  # noqa: TID251 - the page is driven without a browser

from geo.events.hierarchy import Hierarchy
from geo.events.states import State
from geo.filter import Filter
from geo.models import Group, Kind, Place, Precision, ReviewAction, Status, TimePrecision
from geo.query import Facet
from geo.reviewing import Reviewer, review_event, undo
from geo.reviews import standing_reviews
from geo.settings import ROOT, Settings
from geo.share.link import View
from geo.share.snapshot import create
from geo.store import Store
from geo.timeline import Count, Timeline
from geo.ui.actors import order_actors
from geo.ui.resources import open_library
from geo.ui.review_form import correct_when
from geo.ui.standing import count_begins, life_in_words, lives_of, only, standing, standing_facets
from geo.ui.timeline import floor_day, to_bars, trim_days
from tests.factories import make_when

pytest_plugins = ("tests.served",)
LIMIT_S = 30


def open_page(monkeypatch: pytest.MonkeyPatch, store: Path, query: str = "", **environment: str) -> AppTest:
    for name, value in {"DATELINE_STORE": str(store), **environment}.items():
        monkeypatch.setenv(name, value)
    page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=LIMIT_S)
    for pair in filter(None, query.split("&")):
        name, _, value = pair.partition("=")
        page.query_params[name] = [*page.query_params.get(name, []), value]
    return page.run()


def read_count(page: AppTest) -> str:
    return next(found.value for found in page.markdown if " of " in found.value)


def read_texts(page: AppTest) -> str:
    return "\n".join(found.value for found in page.text)


def test_shows_every_event(monkeypatch: pytest.MonkeyPatch, gold_folder: Path) -> None:
    page = open_page(monkeypatch, gold_folder)
    assert not page.exception
    total = len(Store.open(gold_folder).events())
    assert f"**{total}** of {total} events" in read_count(page)


def test_widgets_narrow_and_write_the_address(monkeypatch: pytest.MonkeyPatch, gold_folder: Path) -> None:
    page = open_page(monkeypatch, gold_folder)
    page.date_input(key="since").set_value(date(2023, 2, 1)).run()
    page.date_input(key="until").set_value(date(2023, 2, 28)).run()
    page.multiselect(key="actors").set_value(["POL"]).run()
    assert not page.exception
    assert dict(page.query_params) == {
        "from": "2023-02-01",
        "to": "2023-02-28",
        "actors": "POL",
        "role": "acts",  # who chooses an actor asks first what it did
    }


def test_address_fills_the_widgets(monkeypatch: pytest.MonkeyPatch, gold_folder: Path) -> None:
    chosen = Filter(
        since=date(2023, 1, 1),
        kinds=(*(kind for kind in Kind if kind.group == "border"), Kind.STRIKE),
        statuses=(Status.CLAIMED,),
        words="border",
    )
    page = open_page(monkeypatch, gold_folder, chosen.to_query())
    assert page.checkbox(key="group_border").value is True
    assert page.multiselect(key="kinds").value == [Kind.STRIKE]
    assert page.checkbox(key="status_claimed").value is True
    assert Filter.from_query(dict(page.query_params)) == chosen


def test_link_with_nonsense_shows_the_rest_and_says_so(monkeypatch: pytest.MonkeyPatch, gold_folder: Path) -> None:
    page = open_page(monkeypatch, gold_folder, "from=yesterday&actors=POL&lat=north&lon=3")
    assert not page.exception
    assert "yesterday" in read_texts(page)
    assert page.multiselect(key="actors").value == ["POL"]


def test_nothing_found_offers_the_way_out(monkeypatch: pytest.MonkeyPatch, gold_folder: Path) -> None:
    page = open_page(monkeypatch, gold_folder, "words=xyzzy")
    assert "**No event passes these filters.**" in [found.value for found in page.markdown]
    page.button(key="clear_when_empty").click().run()
    assert page.text_input(key="words").value == ""
    assert dict(page.query_params) == {}


def test_contradiction_is_said(monkeypatch: pytest.MonkeyPatch, gold_folder: Path) -> None:
    page = open_page(monkeypatch, gold_folder, "from=2023-02-01")
    page.date_input(key="until").set_value(date(2022, 1, 1)).run()
    assert not page.exception
    assert "after the last day" in page.warning[0].value


def test_empty_store_says_how_to_begin(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = open_page(monkeypatch, tmp_path / "none")
    assert not page.exception
    assert any("There are no articles yet" in found.value for found in page.markdown)


def test_missing_gazetteer_names_folder_and_remedy(
    monkeypatch: pytest.MonkeyPatch, gold_folder: Path, tmp_path: Path
) -> None:
    page = open_page(monkeypatch, gold_folder, DATELINE_GAZETTEER=str(tmp_path / "none"))
    assert not page.exception
    assert "make gazetteer" in read_texts(page)
    assert str(tmp_path / "none") in read_texts(page)


def test_damaged_store_is_named(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    for part in store_folder.rglob("*.parquet"):
        part.write_bytes(b"nonsense")
    page = open_page(monkeypatch, store_folder)
    assert not page.exception
    assert str(store_folder) in read_texts(page)
    assert "What to do" in read_texts(page)


def test_store_of_a_newer_version_is_refused(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    monkeypatch.setattr("geo.ledger.FORMAT", 0)
    page = open_page(monkeypatch, store_folder)
    assert not page.exception
    assert "newer" in read_texts(page)


def test_snapshot_is_read_only_and_stays(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    store = Store.open(store_folder)
    made = create(store, View(Filter(actors=("POL",))), "Poland")
    page = open_page(monkeypatch, store_folder, f"snapshot={made.id}")
    assert not page.exception
    assert "Poland" in read_texts(page)
    assert not page.multiselect
    assert not page.date_input


def test_unknown_snapshot_is_said(monkeypatch: pytest.MonkeyPatch, gold_folder: Path) -> None:
    page = open_page(monkeypatch, gold_folder, "snapshot=nowhere")
    assert not page.exception
    assert "nowhere" in read_texts(page)


def test_reviews_can_be_undone(store_folder: Path) -> None:
    store = Store.open(store_folder)
    event = store.events()[0]
    telling_id = event.tellings[0].id
    store.add_reviews(review_event(store, event, ReviewAction.CONFIRM))
    confirmed = store.event(telling_id) or event
    reject = review_event(store, confirmed, ReviewAction.REJECT)
    store.add_reviews(reject)
    assert store.event(telling_id) is None
    store.add_reviews(undo(reject))
    restored = store.event(telling_id)
    assert restored
    assert restored.reviewed == "confirmed"
    store.add_reviews(undo(standing_reviews(store.reviews()).values()))
    assert [found.reviewed for found in store.events()] == [""] * len(store.events())


def test_correction_keeps_what_the_machine_had(store_folder: Path) -> None:
    store = Store.open(store_folder)
    event = store.events()[0]
    right = [replace(telling, status=Status.DENIED) for telling in event.tellings]
    store.add_reviews(review_event(store, event, ReviewAction.CORRECT, right, Reviewer("Ada")))
    corrected = store.event(event.tellings[0].id)
    assert corrected
    assert (corrected.status, corrected.reviewed) == (Status.DENIED, "corrected")
    machine = store.event(event.tellings[0].id, machine=True)
    assert machine
    assert machine.status is event.status


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        pytest.param("2023-02-10", "2023-02-10", TimePrecision.DAY, id="one day"),
        pytest.param("2023-03-01", "2023-02-01", TimePrecision.MONTH, id="exchanged days are put in order"),
    ],
)
def test_corrected_time(first: str, last: str, precision: TimePrecision) -> None:
    had = make_when("2023-01-01", "2023-01-31", precision=TimePrecision.MONTH)
    right = correct_when(had, date.fromisoformat(first), date.fromisoformat(last))
    assert right
    assert right.precision is precision
    assert right.start <= right.last


def test_time_that_is_the_same_is_no_correction() -> None:
    had = make_when("2023-01-01", "2023-01-31")
    assert correct_when(had, had.start, had.last) is None


def make_counts(*rows: tuple[date, int]) -> Timeline:
    return Timeline(
        tuple(Count(day, Group.FORCES, Status.REPORTED, TimePrecision.DAY, count) for day, count in rows), 0
    )


@pytest.mark.parametrize(
    ("first", "last", "wanted", "unit"),
    [
        pytest.param("2023-02-01", "2023-02-28", "", "day", id="a month by days"),
        pytest.param("2022-02-01", "2024-08-10", "", "month", id="years by months"),
        pytest.param("1991-01-01", "2024-01-01", "", "year", id="decades by years"),
        pytest.param("2022-02-01", "2024-08-10", "week", "week", id="weeks, as wanted"),
        pytest.param("2015-02-01", "2024-08-10", "day", "month", id="days of ten years would be a hair each"),
    ],
)
def test_timeline_keeps_bars_apart(first: str, last: str, wanted: str, unit: str) -> None:
    days = (date.fromisoformat(first), date.fromisoformat(last))
    bars = to_bars(make_counts(*((day, 1) for day in days)), wanted)
    assert bars.unit == unit
    assert sum(row[3] for row in bars.rows) == 2
    assert all(row[0] == floor_day(day, unit) <= day for row, day in zip(bars.rows, days, strict=True))


def test_one_old_event_does_not_squeeze_the_others() -> None:
    many = [(date(2023, 2, day), 5) for day in range(1, 21)]
    kept, earlier, later = trim_days(make_counts(*many, (date(1994, 1, 1), 1)).counts)
    assert (kept, earlier, later) == ([*make_counts(*many).counts], 1, 0)
    assert trim_days(make_counts(*many).counts) == ([*make_counts(*many).counts], 0, 0)
    assert trim_days([]) == ([], 0, 0)


def test_institutions_and_persons_stand_under_their_state() -> None:
    hierarchy = Hierarchy({"PUTIN": "RUS_PRES"}, frozenset({"RUS", "POL"}))
    found = [Facet(value, value, 1) for value in ("POL", "PUTIN", "RUS_MIL", "RUS", "WAGNER")]
    assert order_actors(found, hierarchy) == {"POL": 0, "RUS": 0, "PUTIN": 1, "RUS_MIL": 1, "WAGNER": 0}


def test_role_goes_with_an_actor(monkeypatch: pytest.MonkeyPatch, gold_folder: Path) -> None:
    page = open_page(monkeypatch, gold_folder, "actors=RUS&role=acts")
    acts = read_count(page)
    assert page.pills(key="role").value == "acts"
    page.pills(key="role").set_value("").run()
    assert read_count(page) != acts
    page.multiselect(key="actors").set_value([]).run()
    assert not page.exception
    assert dict(page.query_params) == {}


def test_all_about_an_actor(monkeypatch: pytest.MonkeyPatch, gold_folder: Path) -> None:
    page = open_page(monkeypatch, gold_folder, "actors=BLR")
    page.button(key="about_BLR").click().run()
    assert not page.exception
    assert any("Weapons" in found.value for found in page.markdown)
    weapon = next(one for one in page.button if str(one.key).startswith("Weapons_"))
    weapon.click().run()
    assert page.query_params["weapons"]


def test_state_as_of_a_day(monkeypatch: pytest.MonkeyPatch, gold_folder: Path) -> None:
    page = open_page(monkeypatch, gold_folder, "asof=2023-03-01")
    assert not page.exception
    stands = next(found.value for found in page.markdown if "stand on" in found.value)
    assert "1 Mar 2023" in stands
    library = open_library(Settings(store=str(gold_folder)))
    states = standing(library, date(2023, 3, 1), Filter(kinds=(Kind.BORDER_CLOSURE,)))[1]
    assert "closed since 10 Feb 2023" in states.values()
    assert not standing(library, date(2021, 3, 1), Filter())[0]


def test_while_a_state_is_shown_filters_and_bars_count_what_stands(gold_folder: Path) -> None:
    library = open_library(Settings(store=str(gold_folder)))
    day, closed = date(2023, 3, 1), Filter(kinds=(Kind.BORDER_CLOSURE,))
    events = standing(library, day, Filter())[0]
    found = standing_facets(library, day, closed)
    kinds = {facet.value: facet.count for facet in found["kinds"]}
    assert sum(kinds.values()) == len(events), "each list is counted without its own field"
    assert {facet.value for facet in found["statuses"]} == {"reported"}
    assert sum(count.count for count in count_begins(library, closed).counts) == kinds["border_closure"]
    shared = only(library.select(Filter()), events)
    assert shared.matched == len(events) == len(shared.events)


def test_what_became_of_a_state_is_told(gold_folder: Path) -> None:
    library = open_library(Settings(store=str(gold_folder)))
    events = library.select(Filter(kinds=(Kind.BORDER_CLOSURE,))).events
    told = " ".join(lives_of(library, events, everywhere=False).values())
    assert "closed since 10 Feb 2023, not told to have ended, last told 16 Feb 2023" in told


@pytest.mark.parametrize(
    ("state", "said"),
    [
        pytest.param({"announced": date(2023, 2, 8)}, "announced 8 Feb 2023", id="announced before"),
        pytest.param({"announced_only": True}, "only announced, not told to have come about", id="only announced"),
        pytest.param({"until": date(2023, 5, 1)}, "ended 1 May 2023", id="ended"),
        pytest.param({"questioned_by": ("e2",)}, "in question", id="in question"),
        pytest.param({"status": Status.CLAIMED}, "claimed", id="claimed"),
    ],
)
def test_life_of_a_state(state: dict[str, Any], said: str) -> None:
    place = Place("crossing:a", "A", "crossing", Precision.CROSSING, 53.0, 23.0)
    day = date(2023, 2, 10)
    known = State(Kind.BORDER_CLOSURE, place, Status.REPORTED, day, day, TimePrecision.DAY, ("e1",))
    assert said in life_in_words(replace(known, **state))


def test_page_speaks_french(monkeypatch: pytest.MonkeyPatch, gold_folder: Path) -> None:
    page = open_page(monkeypatch, gold_folder, "lang=fr&from=2023-02-01")
    assert not page.exception
    assert "événements" in next(found.value for found in page.markdown if " sur " in found.value)
    assert page.selectbox(key="language_choice").value == "fr"
    assert page.query_params["lang"] in ("fr", ["fr"])


def test_page_leaves_the_language_models_alone() -> None:
    script = "import sys, geo.ui.page; sys.exit('spacy' in sys.modules or 'matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


def test_store_that_goes_and_comes_back_loses_nothing(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    page = open_page(monkeypatch, store_folder, "actors=BLR&from=2023-02-01")
    shown = read_count(page)
    away = store_folder.rename(store_folder.with_name("away"))
    page.run()
    assert not page.exception
    said = read_texts(page) + "".join(found.value for found in page.markdown)
    assert "There are no articles yet" in said or str(store_folder) in said
    away.rename(store_folder)
    page.run()
    assert read_count(page) == shown
    assert dict(page.query_params) == {"actors": "BLR", "from": "2023-02-01"}


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("asof=someday", id="no day"),
        pytest.param("lang=tlh", id="no language of ours"),
        pytest.param("role=king&actors=POL", id="no role"),
        pytest.param("dates=never", id="no sort of day"),
        pytest.param("kinds=party&status=maybe&radius=-5&confidence=7", id="nothing but nonsense"),
        pytest.param("event=<script>&place={{7*7}}", id="hostile"),
        pytest.param("zoom=99&lat=91&lon=999", id="nowhere on Earth"),
    ],
)
def test_nonsense_in_a_link_breaks_nothing(monkeypatch: pytest.MonkeyPatch, gold_folder: Path, query: str) -> None:
    page = open_page(monkeypatch, gold_folder, query)
    assert not page.exception
    assert not page.error
    assert "The map cannot be shown" not in [found.value for found in page.subheader]


def test_newcomer_is_told_once_what_the_map_says(monkeypatch: pytest.MonkeyPatch, gold_folder: Path) -> None:
    page = open_page(monkeypatch, gold_folder)
    assert any("word for word" in found.value for found in page.markdown)
    page.button(key="welcome_close").click().run()
    assert not any("word for word" in found.value for found in page.markdown)
    linked = open_page(monkeypatch, gold_folder, "actors=POL")
    assert not any("word for word" in found.value for found in linked.markdown)


def test_room_stands_against_a_message_with_an_older_address(
    monkeypatch: pytest.MonkeyPatch, store_folder: Path
) -> None:
    """What is pressed while the page goes into a room carries the address from before; it does not lead out again."""
    page = open_page(monkeypatch, store_folder)
    next(button for button in page.button if button.label == "Review").click().run()
    assert page.query_params["room"] in ("review", ["review"])
    page.query_params.clear()
    page.run()
    assert page.query_params["room"] in ("review", ["review"])
    assert [field.label for field in page.text_input if field.key == "reviewer"] == ["Your name"]
