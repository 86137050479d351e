"""Reviewing in the page: what is doubtful comes first, a change says only what it changes, nobody's word is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest  # noqa: TID251 - the page is driven without a browser

from geo.errors import ReviewError
from geo.events.contradictions import contradictions
from geo.models import ActorRole, Basis, Event, Kind, ReviewAction, Span, Status
from geo.records import to_json
from geo.review_files import parse_reviews
from geo.reviewing import Reviewer, add_event, review_event, reviews_of_act
from geo.store import Store
from geo.ui.change import Change, differences
from geo.ui.doubt import doubt_of
from geo.ui.review_add import find_words
from geo.ui.review_list import in_words
from tests.factories import (
    make_actor,
    make_country,
    make_event,
    make_event_place,
    make_place,
    make_review,
    make_telling,
    make_when,
)
from tests.test_page import open_page

pytest_plugins = ("tests.served",)


def press(page: AppTest, key: str) -> AppTest:
    return page.button(key=key).click().run(timeout=60)


def read_texts(page: AppTest) -> str:
    return "\n".join(found.value for found in page.text)


def open_review(monkeypatch: pytest.MonkeyPatch, store: Path, event: Event | None = None) -> AppTest:
    query = "room=review" + (f"&event={event.id}" if event else "")
    page = open_page(monkeypatch, store, query)
    assert not page.exception
    return page


def key_of(page: AppTest, start: str) -> str:
    widgets = (*page.selectbox, *page.text_input, *page.radio, *page.multiselect, *page.date_input)
    return next(str(widget.key) for widget in widgets if str(widget.key).startswith(start))


def read_queue(page: AppTest) -> str:
    """Return what the list of the queue was given."""
    return next(str(found.proto) for found in page.main if "event_list" in str(getattr(found, "proto", "")))


@pytest.mark.parametrize(
    ("sure", "doubtful"),
    [
        pytest.param({}, {"confidence": 0.4}, id="lower confidence"),
        pytest.param({}, {"places": (make_event_place(score=0.5),)}, id="a weak place"),
        pytest.param({}, {"places": ()}, id="no place"),
        pytest.param({}, {"when": make_when(basis=Basis.INFERRED)}, id="an inferred day"),
    ],
)
def test_doubtful_comes_first(sure: dict[str, object], doubtful: dict[str, object]) -> None:
    first, second = make_event(make_telling(**doubtful)), make_event(make_telling(**sure))
    assert doubt_of(first).weight > doubt_of(second).weight
    assert doubt_of(first).reasons


def test_contradicting_tellings_are_doubtful_and_reviewed_ones_are_not() -> None:
    other = make_telling(article_id="a2", when=make_when("2023-03-01"), quantity="200 men")
    event = make_event(make_telling(quantity="300 men"), other)
    against = contradictions(event)
    assert "tellings contradict each other: the day, the quantity" in doubt_of(event, against).reasons
    assert doubt_of(replace(event, reviewed="confirmed"), against).weight == 0


def test_event_that_another_denies_is_doubtful(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    store = Store.open(store_folder)
    days = [event for event in store.events() if (event.when.end - event.when.start).days == 1 and event.drawn_at]
    event = next(event for event in days if event.status is Status.REPORTED and event.actors[0].role is ActorRole.ACTS)
    telling = make_telling(kind=event.kind, status=Status.DENIED, when=make_when(event.when.start.isoformat()))
    right = replace(telling, places=event.places, actors=event.actors, article_id=event.tellings[0].article_id)
    store.add_reviews(add_event(right, Reviewer("Ada")))
    page = open_review(monkeypatch, store_folder, event)
    assert "another event contradicts it: whether it happened" in read_queue(page)
    said = read_texts(page)
    assert "Another event contradicts this one on whether it happened: " in said
    assert " ↔ denied" in said
    denial = next(one for one in store.events() if one.reviewed == "added")
    press(page, f"against_{event.id}_{denial.id}")
    assert page.query_params["event"] in (denial.id, [denial.id])
    assert f"against_{denial.id}_{event.id}" in [button.key for button in page.button]


def test_change_leaves_what_it_does_not_say() -> None:
    telling = make_telling(status=Status.CLAIMED)
    place = make_country()
    changed = Change(place=place, actors=(make_actor("BLR", ActorRole.HOST),)).apply(telling)
    assert changed.status is Status.CLAIMED
    assert changed.drawn_at == place
    assert changed.places[0].as_written == telling.places[0].as_written
    assert differences(telling, changed) == [
        "Place: Bobrowniki–Bierastavica, border crossing → Belarus, country as a whole",
        "Actors: Poland acts → Belarus host",
    ]
    assert Change(unplaced=True).apply(telling).drawn_at is None
    assert Change().apply(telling) == telling


@pytest.mark.parametrize(
    ("written", "span"),
    [
        pytest.param("two  three", Span(4, 13), id="blanks differ"),
        pytest.param("one", Span(14, 17), id="the nearer of two"),
        pytest.param("four", None, id="not there"),
        pytest.param("  ", None, id="nothing"),
        pytest.param(".*", None, id="no pattern"),
    ],
)
def test_words_are_found_in_the_article(written: str, span: Span | None) -> None:
    assert find_words("one two\nthree one", written, near=12) == span


def test_correction_is_stored_and_the_next_event_comes(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    store = Store.open(store_folder)
    event = next(event for event in store.events() if event.status is Status.REPORTED and len(event.tellings) > 1)
    page = open_review(monkeypatch, store_folder, event)
    page.text_input(key="reviewer").set_value("Ada").run()
    page.selectbox(key=key_of(page, "review_status")).set_value(Status.DENIED).run()
    press(page, "review_save")
    corrected = store.event(event.tellings[0].id)
    assert corrected
    assert (corrected.status, corrected.reviewed, corrected.when) == (Status.DENIED, "corrected", event.when)
    assert {review.reviewer for review in store.reviews()} == {"Ada"}
    following = page.query_params["event"]
    assert (following if isinstance(following, str) else following[0]) in read_queue(page)
    assert event.id not in read_queue(page)
    assert page.query_params.get("event") != [event.id]
    press(page, "undo_button")
    again = store.event(event.tellings[0].id)
    assert again
    assert again.status is Status.REPORTED


def test_place_is_picked_by_name(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    store = Store.open(store_folder)
    event = next(event for event in store.events() if event.drawn_at and len(event.tellings) == 1)
    page = open_review(monkeypatch, store_folder, event)
    page.text_input(key=key_of(page, "review_search")).set_value("Medyka").run()
    assert page.radio[0].value.startswith("gn:")
    press(page, "review_save")
    corrected = store.event(event.id)
    assert corrected
    assert corrected.drawn_at
    assert corrected.drawn_at.name == "Medyka"


def test_nothing_is_lost_when_two_review_one_event(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    store = Store.open(store_folder)
    event = next(event for event in store.events() if event.status is Status.REPORTED and len(event.tellings) == 1)
    page = open_review(monkeypatch, store_folder, event)
    kind = next(kind for kind in Kind if kind is not event.kind)
    theirs = (replace(event.tellings[0], kind=kind),)
    store.add_reviews(review_event(store, event, ReviewAction.CORRECT, theirs, Reviewer("Grace")))
    page.selectbox(key=key_of(page, "review_status")).set_value(Status.DENIED).run()
    assert not page.exception
    assert "corrected by Grace" in read_texts(page)
    assert page.button(key="review_reject").disabled, "one cannot reject what one has not seen"
    press(page, "review_save")
    both = store.event(event.id)
    assert both
    assert (both.kind, both.status) == (kind, Status.DENIED)


def test_missed_event_is_added(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    store = Store.open(store_folder)
    event = store.events()[0]
    before = len(store.events())
    page = open_review(monkeypatch, store_folder, event)
    press(page, "review_second")
    page.selectbox(key=key_of(page, "review_kind")).set_value(Kind.TRAVEL_ADVISORY).run()
    press(page, "missed_add")
    assert not page.exception
    added = [one for one in store.events() if one.reviewed == "added"]
    assert len(store.events()) == before + 1
    assert [one.kind for one in added] == [Kind.TRAVEL_ADVISORY]
    article = store.article(added[0].tellings[0].article_id)
    assert article
    telling = added[0].tellings[0]
    assert article.text[telling.start : telling.end] == telling.excerpt
    press(page, "undo_button")
    assert len(store.events()) == before


def test_words_that_do_not_stand_there_are_refused(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    page = open_review(monkeypatch, store_folder)
    press(page, "review_second")
    page.text_area[0].set_value("Words of another article.").run()
    assert page.button(key="missed_add").disabled
    assert "do not stand in the article" in page.warning[0].value
    press(page, "missed_cancel")
    assert page.button(key="review_save")


def test_shortcuts_step_through_the_queue(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    page = open_review(monkeypatch, store_folder)
    press(page, "review_next")
    second = page.query_params["event"]
    press(page, "review_next")
    press(page, "review_previous")
    assert page.query_params["event"] == second


def open_history(monkeypatch: pytest.MonkeyPatch, store: Path) -> tuple[AppTest, list[str]]:
    """Return the page with the history open, and the keys of its ways to take something back."""
    page = press(open_review(monkeypatch, store), "review_history")
    return page, [str(button.key) for button in page.button if str(button.key).startswith("take_back_")]


def press_in_history(page: AppTest, key: str) -> AppTest:
    """Press a button of the dialog; without a browser it must be opened again in the same run."""
    page.button(key="review_history").click()
    return press(page, key)


def test_history_takes_back_a_whole_decision(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    store = Store.open(store_folder)
    before = store.events()
    event = next(event for event in before if len(event.tellings) > 1)
    store.add_reviews(review_event(store, event, ReviewAction.CONFIRM, reviewer=Reviewer("Grace")))
    right = [replace(telling, status=Status.DENIED) for telling in event.tellings]
    confirmed = store.event(event.id) or event
    store.add_reviews(review_event(store, confirmed, ReviewAction.CORRECT, right, Reviewer("Ada")))
    page, offered = open_history(monkeypatch, store_folder)
    assert f" · in {len(right)} tellings · Status: reported → denied" in read_texts(page)
    assert len(offered) == 1, "what Grace said stands no more"
    press_in_history(page, offered[0])
    again = store.event(event.id)
    assert again
    assert [told.reviewed for told in again.tellings] == ["confirmed"] * len(right), "Grace's word stands again"
    page, offered = open_history(monkeypatch, store_folder)
    press_in_history(page, offered[0])
    assert store.events() == before


def test_history_takes_nothing_back_that_others_changed(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    store = Store.open(store_folder)
    event = store.events()[0]
    store.add_reviews(review_event(store, event, ReviewAction.CONFIRM, reviewer=Reviewer("Ada")))
    page, (offered,) = open_history(monkeypatch, store_folder)
    confirmed = store.event(event.id) or event
    store.add_reviews(review_event(store, confirmed, ReviewAction.REJECT, reviewer=Reviewer("Grace")))
    press_in_history(page, offered)
    assert not page.exception
    assert len(reviews_of_act(store, store.reviews()[-1])) == len(event.tellings)
    assert store.reviews()[-1].reviewer == "Grace"


def test_history_says_who_did_what_when() -> None:
    review = make_review(right=make_telling(status=Status.CLAIMED), note="see the second line")
    assert in_words([review]) == (
        "Border closed · corrected by Ada, 2023-03-01 12:00 · Status: reported → claimed by a party to it · "
        "“Poland closed the Bobrowniki crossing on 10 February 2023.” · see the second line"
    )


def test_reviews_go_out_and_in_as_data() -> None:
    reviews = (make_review(), make_review(ReviewAction.REJECT, id="r2"))
    content = "".join(f"{to_json(review)}\n" for review in reviews).encode()
    assert parse_reviews(content, "reviews.jsonl") == (reviews, ())
    good, (problem,) = parse_reviews(content.replace(b'"r2"', b"2"), "reviews.jsonl")
    assert (good, problem.source) == (reviews[:1], "reviews.jsonl, line 2")
    with pytest.raises(ReviewError, match="UTF-8"):
        parse_reviews(b"\xff\xfe", "reviews.jsonl")


def test_everything_reviewed_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = open_review(monkeypatch, tmp_path / "none")
    assert any("Nothing is left to review" in found.value for found in page.markdown)


def test_days_can_be_corrected(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    store = Store.open(store_folder)
    event = next(event for event in store.events() if len(event.tellings) == 1)
    page = open_review(monkeypatch, store_folder, event)
    page.date_input(key=key_of(page, "review_first")).set_value(date(2023, 5, 4)).run()
    page.date_input(key=key_of(page, "review_last")).set_value(date(2023, 5, 4)).run()
    press(page, "review_save")
    corrected = store.event(event.id)
    assert corrected
    assert corrected.when.value == "2023-05-04"


def test_word_that_came_after_the_last_look_is_shown_first(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    store = Store.open(store_folder)
    event = next(event for event in store.events() if event.status is Status.REPORTED and len(event.tellings) == 1)
    page = open_review(monkeypatch, store_folder, event)
    page.selectbox(key=key_of(page, "review_status")).set_value(Status.DENIED).run()
    kind = next(kind for kind in Kind if kind is not event.kind)
    theirs = (replace(event.tellings[0], kind=kind),)
    store.add_reviews(review_event(store, event, ReviewAction.CORRECT, theirs, Reviewer("Grace")))
    press(page, "review_save")
    assert [review.reviewer for review in store.reviews()] == ["Grace"]
    assert "corrected by Grace" in read_texts(page)
    press(page, "review_save")
    both = store.event(event.id)
    assert both
    assert (both.kind, both.status) == (kind, Status.DENIED)


def test_event_stays_open_though_another_person_rejects_it(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    store = Store.open(store_folder)
    event = next(event for event in store.events() if event.status is Status.REPORTED and len(event.tellings) == 1)
    page = open_review(monkeypatch, store_folder, event)
    store.add_reviews(review_event(store, event, ReviewAction.REJECT, [None], Reviewer("Grace")))
    page.selectbox(key=key_of(page, "review_status")).set_value(Status.DENIED).run()
    assert "rejected by Grace" in read_texts(page)
    press(page, "review_save")
    saved = store.event(event.id)
    assert saved
    assert saved.status is Status.DENIED


def test_event_is_split_and_merged_again(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    store = Store.open(store_folder)
    event = next(event for event in store.events() if len(event.tellings) > 1)
    last = event.tellings[-1].id
    page = open_review(monkeypatch, store_folder, event)
    page.multiselect(key=key_of(page, "review_apart")).set_value([last]).run()
    press(page, "review_split")
    assert not page.exception
    parts = [
        one for one in store.events() if {told.id for told in one.tellings} <= {told.id for told in event.tellings}
    ]
    assert [last] in [[told.id for told in one.tellings] for one in parts]
    other = next(one for one in parts if one.tellings[0].id == last)
    page = open_review(monkeypatch, store_folder, parts[0] if parts[0] is not other else parts[1])
    page.selectbox(key=key_of(page, "review_same")).select_index(0).run()
    press(page, "review_merge")
    merged = store.event(last)
    assert merged
    assert {told.id for told in merged.tellings} >= {last, event.tellings[0].id}
    press(page, "undo_button")
    again = store.event(last)
    assert again
    assert len(again.tellings) < len(event.tellings)


@pytest.mark.parametrize(
    "other",
    [
        {"kind": Kind.STRIKE},
        {"status": Status.CLAIMED},
        {"when": make_when("2023-02-11")},
        {"actors": (make_actor("RUS"),)},
        {"places": (make_event_place(make_place(id="gn:7")),)},
    ],
    ids=["kind", "status", "day", "actors", "place"],
)
def test_two_events_of_the_same_words_are_two(other: dict[str, Any]) -> None:
    here, there, again = (add_event(make_telling(**facts))[0].telling_id for facts in ({}, other, {"confidence": 1.0}))
    assert there != here == again
