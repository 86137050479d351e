"""From files to the store: what is new is extracted, what is bad is told, and the rest goes on."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from factories import make_article

from geo.articles import Known
from geo.errors import GazetteerMissing, GeoError
from geo.pipeline import (
    BATCH,
    Given,
    date_article,
    ingest,
    list_sources,
    map_batches,
    open_store,
    read_source,
    to_problem,
)
from geo.settings import ROOT, Settings

BUILT = ROOT / ".dateline" / "gazetteer"
NEWS = b"Poland closed the Bobrowniki border crossing with Belarus on 10 February 2023."


@pytest.fixture
def place(tmp_path: Path) -> Settings:
    return Settings(store=str(tmp_path / "store"), gazetteer=BUILT)


def test_folders_stand_for_their_articles(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "c.epub", ".hidden.txt", ".git/e.txt", "deep/.cache/f/g.txt", "deep/d.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("x")
    found = [Path(str(source)).name for source in list_sources([tmp_path, "gone.txt", Given("x.txt", b"")][:2])]
    assert found == ["a.md", "b.txt", "d.html", "gone.txt"]


def test_a_day_is_inferred_only_if_nobody_says_it() -> None:
    dated = read_source(Given("a.txt", NEWS), Known(published="2023-02-11"))
    assert dated.published_how == "told by the reader"
    inferred = date_article(replace(make_article(text=NEWS.decode()), published=None, published_how=""))
    assert inferred.published is None or inferred.published_how


def test_an_error_of_ours_asks_for_a_report() -> None:
    problem = to_problem(IndexError("list index out of range"), "a.txt")
    assert (problem.source, "report" in problem.remedy) == ("a.txt", True)


def test_without_a_gazetteer_nothing_is_stored(tmp_path: Path) -> None:
    settings = Settings(store=str(tmp_path / "store"), gazetteer=tmp_path / "none")
    with pytest.raises(GazetteerMissing):
        ingest([Given("a.txt", NEWS)], settings)
    assert not (tmp_path / "store").exists()


def double(number: int) -> int:
    return 2 * number


@pytest.mark.parametrize("workers", [1, 2])
def test_batches_come_back_in_order_and_are_taken_as_needed(workers: int) -> None:
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(12):
            taken.append(number)
            yield number

    answers = map_batches(double, numbers(), workers)
    assert next(answers) == 0
    assert len(taken) <= 2 * workers
    assert list(answers) == list(range(2, 24, 2))


def leave(_: int) -> int:
    os._exit(3)


def test_a_worker_that_dies_is_told() -> None:
    with pytest.raises(GeoError, match="worker process"):
        list(map_batches(leave, [1], 2))


def test_one_bad_article_never_stops_the_others(place: Settings) -> None:
    shown: list[tuple[int, int]] = []
    sources = ["gone.md", Given("empty.txt", b""), Given("news.txt", NEWS), Given("same.txt", NEWS)]
    report = ingest(sources, place, progress=lambda done, total: shown.append((done, total)))
    assert (report.articles, report.unchanged, report.tellings) == (1, 1, 1)
    assert [problem.source for problem in report.problems] == ["gone.md", "empty.txt"]
    assert all(problem.remedy for problem in report.problems)
    assert shown == [(4, 4)]
    again = ingest(sources, place)
    assert (again.articles, again.unchanged, again.events) == (0, 2, 0)


def test_what_takes_the_place_of_another_is_told(place: Settings, tmp_path: Path) -> None:
    file = tmp_path / "news.md"
    file.write_bytes(NEWS)
    assert ingest([file], place).superseded == ()
    file.write_bytes(NEWS + b" Corrected.")
    mirrored = [Given(f"{name}.md", b"---\nurl: https://example.org/a\n---\n" + NEWS + name.encode()) for name in "xy"]
    report = ingest([file, *mirrored], place)
    assert [
        (old.text.endswith("Corrected."), new.text.endswith("Corrected.")) for old, new in report.superseded[:1]
    ] == [(False, True)]
    assert [(old.source, new.source) for old, new in report.superseded[1:]] == [("x.md", "y.md")]
    assert len(open_store(place).articles()) == 2
    assert ingest([file, mirrored[1]], place).superseded == ()


@pytest.mark.slow
def test_two_processes_give_what_one_gives(place: Settings, tmp_path: Path) -> None:
    texts = [Given(f"{number}.txt", NEWS + f" It was report {number}.".encode()) for number in range(BATCH + 2)]
    alone = ingest(texts, place)
    several = ingest(texts, replace(place, store=str(tmp_path / "other"), workers=2))
    assert alone == several
