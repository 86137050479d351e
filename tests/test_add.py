"""Articles are added in the page: given, read, looked at, then stored or left out, and taken back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest  # noqa: TID251 - the page is driven without a browser

from geo.articles import Known
from geo.models import Problem
from geo.pipeline import Given
from geo.settings import ROOT, Settings
from geo.store import Store
from geo.ui.intake import Intake
from tests.documents import make_pdf, make_word
from tests.test_page import open_page

pytest_plugins = ("tests.served",)
NEWS = "Warsaw, 3 March 2024. Poland closed the border crossing at Medyka on 2 March 2024, the ministry said."
UNDATED = "Poland closed the border crossing at Medyka on Friday, the interior ministry said in Warsaw."


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run(timeout=60)


def paste(page: AppTest, text: str) -> AppTest:
    page.text_area(key="add_text").set_value(text)
    return press(page, "Read it")


def read_markdown(page: AppTest) -> str:
    return "\n".join(found.value for found in page.markdown)


def test_article_is_shown_before_it_is_stored_and_taken_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    page = paste(open_page(monkeypatch, tmp_path / "store", "room=add"), NEWS)
    assert not page.exception
    assert "**1 article** is ready to add, 1 event was found." in read_markdown(page)
    assert store.version == 0, "nothing is stored before a person says so"
    press(page, "Add 1 article")
    assert len(store.articles()) == 1
    assert len(store.events()) == 1
    assert dict(page.query_params) == {"articles": store.articles()[0].id}, "the map shows the new article"
    assert "**1** of 1 event," in read_markdown(page)
    press(page, "Undo")
    assert store.articles() == ()
    assert store.events() == ()
    assert "is ready to add" in read_markdown(page)
    press(page, "Leave out")
    assert "ready to add" not in read_markdown(page)


def test_day_is_asked_for_only_if_nothing_tells_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = paste(open_page(monkeypatch, tmp_path / "store", "room=add"), NEWS)
    assert not page.date_input
    paste(page, UNDATED)
    assert len(page.date_input) == 1
    page.date_input[0].set_value("2024-03-05").run(timeout=60)
    assert not page.date_input
    press(page, "Add 2 articles")
    known = {event.when.value for event in Store.open(tmp_path / "store").events()}
    assert known <= {"2024-03-01", "2024-03-02"}


def test_what_is_stored_already_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = paste(open_page(monkeypatch, tmp_path / "store", "room=add"), NEWS)
    press(page, "Add 1 article")
    press(page, "Add articles")
    paste(page, NEWS)
    assert "**Is in the store already.**" in read_markdown(page)
    assert next(button for button in page.button if button.key == "add_all").disabled


def test_address_is_not_asked_for_while_fetching_is_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    page = open_page(monkeypatch, tmp_path / "store", "room=add")
    assert not page.text_input
    assert "DATELINE_FETCH=1" in read_markdown(page)
    page = open_page(monkeypatch, tmp_path / "store", "room=add", DATELINE_FETCH="1")
    page.text_input(key="add_url").set_value("http://169.254.169.254/latest")
    press(page, "Fetch it")
    assert "no address of the open web" in "\n".join(found.value for found in page.text)


def test_room_keeps_the_filters_of_the_map(monkeypatch: pytest.MonkeyPatch, gold_folder: Path) -> None:
    page = open_page(monkeypatch, gold_folder, "actors=POL")
    press(page, "Add articles")
    assert dict(page.query_params) == {"actors": "POL", "room": "add"}
    press(page, "Back to the map")
    assert dict(page.query_params) == {"actors": "POL"}
    assert page.multiselect(key="actors").value == ["POL"]


def take_in(sources: Sequence[Given], settings: Settings, store: Store) -> Intake:
    intake = Intake()
    intake.give(sources, Known())
    while intake.waiting:
        intake.read_next(settings, store)
    return intake


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return replace(Settings.from_environment(), store=str(tmp_path / "store"))


def test_bad_files_are_named_and_the_others_go_on(settings: Settings) -> None:
    store = Store.open(settings.store)
    good = [
        Given("page.pdf", make_pdf([NEWS])),
        Given("page.docx", make_word([NEWS.replace("Medyka", "Dorohusk")])),
        Given("page.txt", NEWS.replace("Medyka", "Kuźnica").encode()),
    ]
    bad = [Given("really.pdf", b"text"), Given("empty.txt", b""), Given("bytes.txt", b"\xff\xfe\x00broken\x00")]
    intake = take_in([*bad, *good], settings, store)
    problems = [one.told for one in intake.read if isinstance(one.told, Problem)]
    assert [problem.source for problem in problems] == ["really.pdf", "empty.txt", "bytes.txt"]
    assert all(problem.remedy for problem in problems)
    intake.add(intake.to_add(), store)
    assert len(store.articles()) == 3
    assert [one.told for one in intake.read] == problems


def test_undo_brings_back_what_was_replaced(settings: Settings) -> None:
    store = Store.open(settings.store)
    page = "---\nurl: https://example.org/a\n---\n{}"
    first = take_in([Given("a.md", page.format(NEWS).encode())], settings, store)
    first.add(first.to_add(), store)
    before = store.events()
    second = take_in([Given("a.md", page.format(f"{NEWS} Corrected.").encode())], settings, store)
    second.add(second.to_add(), store)
    assert [article.text.endswith("Corrected.") for article in store.articles()] == [True]
    second.take_back(store)
    assert [article.text for article in store.articles()] == [NEWS]
    assert store.events() == before


def test_undo_leaves_what_somebody_else_added_meanwhile(settings: Settings) -> None:
    store = Store.open(settings.store)
    mine = [Given("a.md", NEWS.encode()), Given("b.md", NEWS.replace("Medyka", "Dorohusk").encode())]
    first, second = take_in(mine, settings, store), take_in(mine[:1], settings, store)
    second.add(second.to_add(), store)
    first.add(first.to_add(), store)
    assert len(store.articles()) == 2
    first.take_back(store)
    assert [article.text for article in store.articles()] == [NEWS]


def test_models_are_left_alone_until_an_article_is_read(tmp_path: Path) -> None:
    script = f"""
import sys
from streamlit.testing.v1 import AppTest
models = lambda: "spacy" in sys.modules or "geo.pipeline" in sys.modules
page = AppTest.from_file("dashboard.py", default_timeout=60).run()
assert not page.exception and not models(), "the map"
next(button for button in page.button if button.label == "Add articles").click().run()
assert not page.exception and not models(), "the room"
page.text_area(key="add_text").set_value({NEWS!r})
next(button for button in page.button if button.label == "Read it").click().run()
assert not page.exception and models(), "an article was read"
"""
    environment = {"DATELINE_STORE": str(tmp_path / "store"), "PATH": "", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


def test_more_files_than_are_read_are_counted(settings: Settings) -> None:
    intake = Intake()
    intake.give([Given("a.txt", NEWS.encode())], Known(), left=12)
    assert (intake.left, intake.total, [one.name for one in intake.waiting]) == (12, 1, ["a.txt"])
    intake.read_next(settings, Store.open(settings.store))
    intake.give([], Known())
    assert intake.left == 0
