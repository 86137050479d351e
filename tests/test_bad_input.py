"""What people and machines do wrong while the page is open: a clear message each time, and nothing lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest  # noqa: TID251 - the page is driven without a browser

from geo.filter import Filter
from geo.models import Kind, ReviewAction, Status
from geo.records import to_json
from geo.reviewing import Reviewer, review_event
from geo.share.labels import restore, withdraw
from geo.share.link import View
from geo.share.snapshot import create
from geo.store import Store
from tests.factories import make_article, make_telling
from tests.test_add import NEWS
from tests.test_page import open_page, read_count, read_texts
from tests.test_review_page import key_of, open_review, press

pytest_plugins = ("tests.served",)
GONE = "What this page had open is gone, or another store is in its place."


def test_withdrawn_snapshot_is_said_with_the_way_on(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    store = Store.open(store_folder)
    made = create(store, View(Filter(actors=("POL",))), "Poland")
    page = open_page(monkeypatch, store_folder, f"snapshot={made.id}")
    assert "Poland" in read_texts(page)
    withdraw(store, made.id)
    page.run()
    assert not page.exception
    assert "It was withdrawn on 20" in read_texts(page)
    assert "Poland" not in read_texts(page)
    assert [link.label for link in page.link_button] == ["The map of today"]
    restore(store, made.id)
    page.run()
    assert "Poland" in read_texts(page)


def test_snapshot_shows_the_old_state_after_a_review_and_names_the_change(
    monkeypatch: pytest.MonkeyPatch, store_folder: Path
) -> None:
    store = Store.open(store_folder)
    event = next(event for event in store.events() if event.status is Status.REPORTED and len(event.tellings) == 1)
    made = create(store, View(), "Before")
    page = open_review(monkeypatch, store_folder, event)
    page.selectbox(key=key_of(page, "review_status")).set_value(Status.DENIED).run()
    press(page, "review_save")
    snapshot = open_page(monkeypatch, store_folder, f"snapshot={made.id}&event={event.id}")
    next(button for button in snapshot.button if button.label == "What changed since").click().run()
    assert not snapshot.exception
    assert "Status: reported → denied" in read_texts(snapshot)
    assert next(one for one in create(store, View()).events if one.id == event.id).status is Status.DENIED
    assert next(one for one in made.events if one.id == event.id).status is Status.REPORTED


def test_what_others_add_is_there_at_the_next_press(monkeypatch: pytest.MonkeyPatch, store_folder: Path) -> None:
    page = open_page(monkeypatch, store_folder)
    before = read_count(page)
    added = make_article(id="new", text="A text of its own.", url="https://example.org/new")
    Store.open(store_folder).ingest([(added, [make_telling(article_id="new", kind=Kind.STRIKE)])])
    page.run()
    assert not page.exception
    assert read_count(page) != before


def test_form_of_a_review_outlives_the_store_going_and_coming(
    monkeypatch: pytest.MonkeyPatch, store_folder: Path
) -> None:
    store = Store.open(store_folder)
    event = next(event for event in store.events() if event.status is Status.REPORTED and len(event.tellings) == 1)
    page = open_review(monkeypatch, store_folder, event)
    page.selectbox(key=key_of(page, "review_status")).set_value(Status.DENIED).run()
    page.text_input(key=key_of(page, "review_note")).set_value("seen on the spot").run()
    away = store_folder.rename(store_folder.with_name("away"))
    press(page, "review_save")
    assert not page.exception
    assert GONE in read_texts(page)
    assert not store_folder.exists(), "no empty store is made in its place"
    away.rename(store_folder)
    page.run()
    assert page.selectbox(key=key_of(page, "review_status")).value is Status.DENIED
    press(page, "review_save")
    saved = Store.open(store_folder).reviews()
    assert [(review.note, review.right and review.right.status) for review in saved] == [
        ("seen on the spot", Status.DENIED)
    ]


def test_articles_that_were_read_outlive_the_store_going_and_coming(
    monkeypatch: pytest.MonkeyPatch, store_folder: Path
) -> None:
    page = open_page(monkeypatch, store_folder, "room=add")
    page.text_area(key="add_text").set_value(NEWS)
    next(button for button in page.button if button.label == "Read it").click().run(timeout=60)
    away = store_folder.rename(store_folder.with_name("away"))
    press(page, "add_all")
    assert GONE in read_texts(page)
    assert not store_folder.exists()
    away.rename(store_folder)
    page.run()
    press(page, "add_all")
    assert not page.exception
    assert any(article.text == NEWS for article in Store.open(store_folder).articles())


def test_another_store_in_its_place_is_not_taken_for_it(
    monkeypatch: pytest.MonkeyPatch, store_folder: Path, tmp_path: Path
) -> None:
    page = open_page(monkeypatch, store_folder)
    shutil.move(store_folder, tmp_path / "away")
    Store.open(store_folder).ingest([(make_article(), [make_telling()])])
    page.run()
    assert GONE in read_texts(page)
    assert not open_page(monkeypatch, store_folder).exception, "who comes anew sees what is there"


def upload_reviews(page: AppTest, name: str, content: bytes) -> AppTest:
    page.button(key="review_history").click().run()
    page.button(key="review_history").click()
    page.file_uploader(key="reviews_file").set_value((name, content, "application/jsonl")).run()
    page.button(key="review_history").click()
    return press(page, "reviews_add")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\xff\xfe", "is no text in UTF-8", id="a picture"),
        pytest.param(b"%PDF-1.7 no review", "reviews.jsonl, line 1", id="a text of another sort"),
        pytest.param(b"", "0 reviews added", id="nothing"),
    ],
)
def test_reviews_that_are_none_are_refused(
    monkeypatch: pytest.MonkeyPatch, store_folder: Path, content: bytes, words: str
) -> None:
    page = upload_reviews(open_review(monkeypatch, store_folder), "reviews.jsonl", content)
    assert not page.exception
    said = [found.value for found in (*page.error, *page.warning, *page.success)]
    assert any(words in one for one in said), said
    assert Store.open(store_folder).reviews() == ()


def test_reviews_that_contradict_what_stands_are_refused_with_both_words(
    monkeypatch: pytest.MonkeyPatch, store_folder: Path
) -> None:
    store = Store.open(store_folder)
    first, second = store.events()[:2]
    theirs = [
        *review_event(store, first, ReviewAction.REJECT, reviewer=Reviewer("Grace")),
        *review_event(store, second, ReviewAction.CONFIRM, reviewer=Reviewer("Grace")),
    ]
    store.add_reviews(review_event(store, first, ReviewAction.CONFIRM, reviewer=Reviewer("Ada")))
    content = "".join(f"{to_json(review)}\n" for review in theirs).encode()
    page = upload_reviews(open_review(monkeypatch, store_folder), "reviews.jsonl", content)
    assert not page.exception
    assert any("Ada: confirm meanwhile; your word, Grace: reject" in found.value for found in page.warning)
    assert {review.reviewer for review in store.reviews()} == {"Ada", "Grace"}
    assert store.event(first.id), "what Ada confirmed stands"
