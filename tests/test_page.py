"""The page's logic, driven without a browser: filters, address, empty and broken states, snapshots."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest  # noqa: TID251 - the page is driven without a browser

from geo.filter import Filter
from geo.models import Kind, Status
from geo.settings import ROOT
from geo.share.link import View
from geo.share.snapshot import create
from geo.store import Store

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
    assert dict(page.query_params) == {"from": "2023-02-01", "to": "2023-02-28", "actors": "POL"}


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
