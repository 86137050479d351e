"""Snapshots live on: labelled, withdrawn, compared with today, opened again from a file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from geo.cli import main
from geo.errors import SnapshotMissing
from geo.filter import Filter
from geo.gazetteer.index import Gazetteer
from geo.models import Kind, ReviewAction, Status
from geo.records import to_plain
from geo.reviewing import Reviewer, review_event
from geo.settings import ROOT, Settings
from geo.share.changes import Sort, changes_since
from geo.share.files import SORTS, ending_of, write_file
from geo.share.labels import read_label, relabel, restore, withdraw
from geo.share.link import View
from geo.share.opening import open_map
from geo.share.publish import describe
from geo.share.snapshot import Snapshot, create, load
from geo.store import Store
from tests.factories import make_article, make_review, make_telling

pytest_plugins = ("tests.served",)
CLOSURES = View(Filter(kinds=(Kind.BORDER_CLOSURE,)))


@pytest.fixture
def store(store_folder: Path) -> Store:
    return Store.open(store_folder)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open(ROOT / Settings().gazetteer)


def test_a_label_changes_the_words_and_not_the_content(store: Store) -> None:
    made = create(store, View(), "All")
    relabel(store, made.id, title="Border  in\nFebruary", note="First line.\nSecond.")
    relabel(store, made.id, credits="Ada")
    seen = load(store, made.id)
    assert (seen.title, seen.note, seen.credits) == ("Border in February", "First line.\nSecond.", "Ada")
    assert (seen.id, seen.digest, seen.events) == (made.id, made.digest, made.events)
    assert [key for key, _ in store.snapshots()] == [made.id], "a label is no snapshot"
    assert {"note": seen.note, "credits": "Ada"}.items() <= describe(seen).items()


def test_a_withdrawn_snapshot_says_so_and_can_come_back(store: Store) -> None:
    made = create(store, View(), "All")
    withdraw(store, made.id)
    with pytest.raises(SnapshotMissing, match="withdrawn on 20") as caught:
        load(store, made.id)
    assert caught.value.remedy
    assert load(store, made.id, withdrawn=True).events == made.events, "nothing is deleted"
    restore(store, made.id)
    assert load(store, made.id) == made


@pytest.mark.parametrize("change", [relabel, withdraw, restore])
def test_what_does_not_exist_cannot_be_changed(store: Store, change: object) -> None:
    with pytest.raises(SnapshotMissing, match="nowhere"):
        change(store, "nowhere")  # type: ignore[operator]


def test_nothing_changed_is_nothing(store: Store) -> None:
    assert changes_since(create(store, View()), store) == ()


def test_a_map_from_a_file_is_compared_by_the_ids_of_its_events(store: Store, gazetteer: Gazetteer) -> None:
    made = create(store, CLOSURES, "Closures")
    opened, _ = open_map("map.geojson", write_file(made, gazetteer, "geojson"), gazetteer.place)
    assert {one.sort for one in changes_since(opened, store)} <= {Sort.CHANGED}
    assert opened.unplaced == made.unplaced


def test_a_cut_snapshot_calls_nothing_new(store: Store) -> None:
    made = create(store, View(), "All")
    assert changes_since(replace(made, events=made.events[:2]), store) == ()


def test_a_review_after_the_snapshot_is_told_and_the_snapshot_stays(store: Store) -> None:
    made = create(store, View(), "All")
    store.add_reviews(
        [
            make_review(
                ReviewAction.CORRECT, id=f"r-{one.id}", article_id=one.article_id, telling_id=one.id, had=one,
                right=replace(one, status=Status.DENIED, quantity="12", reviewed="corrected"),
            )
            for one in made.events[0].tellings
        ]
    )  # fmt: skip
    changes = changes_since(load(store, made.id), store)
    assert load(store, made.id).events == made.events, "the old state"
    told = {difference.of: (difference.was, difference.now) for one in changes for difference in one.differences}
    assert told["Status"] == (told["Status"][0], "denied")
    assert told["Quantity"][1] == "12"
    assert {one.sort for one in changes} <= {Sort.CHANGED, Sort.NEW}


def test_what_the_filter_shows_no_more_says_why(store: Store) -> None:
    made = create(store, View(Filter(statuses=(Status.REPORTED,))), "Reported")
    event = made.events[0]
    right = [replace(telling, status=Status.DENIED) for telling in event.tellings]
    store.add_reviews(review_event(store, event, ReviewAction.CORRECT, right, Reviewer("Ada")))
    told = [one for one in changes_since(made, store) if one.sort is Sort.GONE]
    assert [one.event for one in told] == [event]
    assert ("Status", "reported", "denied") in [(one.of, one.was, one.now) for one in told[0].differences]


def test_a_record_that_gets_a_field_later_does_not_break_what_was_frozen(store: Store) -> None:
    made = create(store, View(), "All")
    plain = to_plain(made)
    for event in plain["events"]:
        for telling in event["tellings"]:
            del telling["joined"]
    content = {name: value for name, value in plain.items() if name not in ("note", "credits")}
    digest = sha256(json.dumps({**content, "id": "", "version": 0, "digest": ""}, sort_keys=True).encode()).hexdigest()
    store.save_snapshot("earlier", {"format": 1, "snapshot": {**plain, "digest": digest}})
    assert load(store, "earlier").events == made.events


def test_the_very_same_is_not_made_again_after_it_was_withdrawn(store: Store) -> None:
    made = create(store, View(), "All")
    withdraw(store, made.id)
    with pytest.raises(SnapshotMissing, match="withdrawn"):
        create(store, View(), "All")


def test_what_came_and_what_went_is_told(store: Store) -> None:
    made = create(store, CLOSURES)
    gone = made.events[0].tellings
    store.add_reviews(
        make_review(ReviewAction.REJECT, id=f"r-{one.id}", article_id=one.article_id, telling_id=one.id, had=one)
        for one in gone
    )
    article = make_article(id="new", text="Poland closed the crossing.", url="https://example.org/new")
    telling = make_telling(
        id="t-new", article_id="new", excerpt=article.text, start=0, end=len(article.text), kind=Kind.BORDER_CLOSURE
    )
    store.ingest([(article, [telling])])
    changes = changes_since(made, store)
    assert [one.sort for one in changes] == [Sort.NEW, Sort.GONE]
    assert changes[0].event.tellings[0].id == "t-new"
    assert changes[1].event == made.events[0]


@pytest.mark.parametrize(
    "name, ending",
    [("a.pdf", "pdf"), ("a.slide.pdf", "slide.pdf"), ("A.HTML", "html"), ("parquet", "parquet"), ("x.kml", "kml")],
)
def test_the_ending_says_the_sort(name: str, ending: str) -> None:
    assert ending_of(name) == ending


@pytest.mark.parametrize("ending", [*SORTS])
def test_every_sort_of_file_can_be_made(store: Store, gazetteer: Gazetteer, ending: str) -> None:
    made = create(store, CLOSURES, "Closures")
    content = write_file(made, gazetteer, ending)
    starts = {"html": b"<!doctype html>", "png": b"\x89PNG", "pdf": b"%PDF", "slide.pdf": b"%PDF", "geojson": b"{",
              "csv": b"\xef\xbb\xbf", "kml": b"<?xml", "gpkg": b"SQLite format 3\x00", "parquet": b"PAR1"}  # fmt: skip
    assert content.startswith(starts[ending])
    if ending in ("html", "png", "pdf", "slide.pdf", "csv", "geojson"):
        assert content == write_file(made, gazetteer, ending), "the same bytes each time"


@pytest.mark.parametrize("ending", ["png", "html", "geojson", "csv"])
def test_every_process_makes_the_same_file(store: Store, tmp_path: Path, ending: str) -> None:
    """Sets and dicts of texts come in another order in each process, if nobody sorts them."""
    made = create(store, View(), "All")
    command = ["-m", "geo", "snapshot", "export", made.id, "--store", store.location]
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, *command, "-o", str(tmp_path / f"{seed}.{ending}")],
            env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, check=True, capture_output=True,
        )  # fmt: skip
    first, second = ((tmp_path / f"{seed}.{ending}").read_bytes() for seed in ("1", "2"))
    assert first == second


def test_the_way_of_a_snapshot_on_the_command_line(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: str) -> list[str]:
        code = main(
            ["snapshot", *words, "--store", str(store.location), "--gazetteer", str(ROOT / Settings().gazetteer)]
        )
        assert code == 0, capsys.readouterr().err
        return capsys.readouterr().out.splitlines()

    made = run("create", "--title", "Poland", "--actor", "POL", "--note", "A note", "--credits", "Ada")[0].split("\t")[
        0
    ]
    assert run("show", made)[:4] == ["Poland", load(store, made).words, "A note", "Ada"]
    assert run("changes", made) == ["0 changes."]
    run("label", made, "--title", "Poland, 2023")
    file = tmp_path / "map.kml"
    run("export", made, "-o", str(file))
    again = run("import", str(file))[0].split("\t")
    assert again[1] == "Poland, 2023"
    opened: Snapshot = load(store, again[0])
    assert len(opened.events) == len(load(store, made).events)
    run("withdraw", made)
    assert "withdrawn on" in "\n".join(run("list"))
    assert read_label(store, made).withdrawn
    run("withdraw", made, "--restore")
    assert "withdrawn" not in "\n".join(run("list"))
