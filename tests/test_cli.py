"""The command line: every command helps, answers in the agreed shape, and ends with the agreed code."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import make_article, make_country, make_event_place, make_review, make_telling

from geo.cli import build_parser, main
from geo.models import Kind
from geo.review_files import write_reviews
from geo.settings import ROOT
from geo.store import Store

NEWS = "Poland closed the Bobrowniki border crossing with Belarus on 10 February 2023."


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give a store of two events, and let commands use it."""
    location = str(tmp_path / "store")
    abroad = make_telling(kind=Kind.EXERCISE, places=(make_event_place(make_country()),), actors=())
    Store.open(location).ingest([(make_article(), [make_telling(), abroad])])
    monkeypatch.setenv("DATELINE_STORE", location)
    monkeypatch.setenv("DATELINE_GAZETTEER", str(ROOT / ".dateline" / "gazetteer"))
    return location


def commands(parser: argparse.ArgumentParser, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield from commands(inner, (*path, name))
            return
    yield path


@pytest.mark.parametrize("command", list(commands(build_parser())), ids=" ".join)
def test_every_command_helps_with_an_example(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([*command, "--help"])
    assert ended.value.code == 0
    assert f"example:\n  python -m geo {' '.join(command)}" in capsys.readouterr().out


def test_events(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["events", "--from", "2023-02-01", "--to", "2023-02-28", "--actor", "POL"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert "border_closure\treported\tBobrowniki" in lines[0]
    assert lines[1] == "1 of 2 events, 0 without a place on the map, 2023-02-10 to 2023-02-10"
    assert main(["events", "--store", store, "--query", "http://127.0.0.1/?kinds=exercise", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "exercise"
    assert main(["events", "--at", "0"]) == 0
    assert capsys.readouterr().out.startswith("0 of 0 events")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param(["events", "--from", "soon"], "from: 'soon' is no day", id="a day that is none"),
        pytest.param(["events", "--kind", "party"], "kinds: got 'party'", id="a kind that is none"),
        pytest.param(["events", "--query", "to=2023", "--actor", "POL"], "--query", id="link and filters"),
        pytest.param(["events", "--at", "9"], "no version 9", id="a version that is none"),
        pytest.param(["export", "-o", "map.doc"], "End it in one of", id="a format that is none"),
        pytest.param(["snapshot", "show", "x"], "no snapshot 'x'", id="a snapshot that is none"),
        pytest.param(["review", "import", "gone.jsonl"], "gone.jsonl", id="a file that is none"),
        pytest.param(["ingest", "x", "--workers", "0"], "--workers", id="no workers"),
        pytest.param(["gazetteer", "info", "--gazetteer", "none"], "make gazetteer", id="no gazetteer"),
        pytest.param(["geoparse", "gone.txt"], "gone.txt: cannot be read", id="no text"),
    ],
)
@pytest.mark.usefixtures("store")
def test_what_cannot_be_done_ends_with_2(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert words in told.err
    assert told.err.count("\n") == 1


@pytest.mark.usefixtures("store")
def test_reviews_go_in_and_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_reviews(tmp_path / "in.jsonl", [make_review()])
    assert main(["review", "import", str(tmp_path / "in.jsonl")]) == 0
    assert main(["review", "export", "-o", str(tmp_path / "out.jsonl")]) == 0
    assert main(["review", "list"]) == 0
    assert (tmp_path / "in.jsonl").read_bytes() == (tmp_path / "out.jsonl").read_bytes()
    assert "r1\tcorrect\tAda" in capsys.readouterr().out
    assert main(["events", "--reviewed"]) == 0
    assert "claimed" in capsys.readouterr().out


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("suffix", ["geojson", "csv", "html", "png"])
def test_export_and_snapshot_give_the_same_file(
    suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filters = ["--country", "PL", "--title", "Poland"]
    assert main(["snapshot", "create", *filters]) == 0
    name = capsys.readouterr().out.split("\t")[0]
    assert main(["snapshot", "list"]) == 0
    assert name in capsys.readouterr().out
    assert main(["snapshot", "export", name, "-o", str(tmp_path / f"a.{suffix}")]) == 0
    assert main(["snapshot", "export", name, "-o", str(tmp_path / "b"), "--format", suffix]) == 0
    assert (tmp_path / f"a.{suffix}").read_bytes() == (tmp_path / "b").read_bytes()
    assert main(["export", *filters, "-o", str(tmp_path / f"c.{suffix}")]) == 0
    assert (tmp_path / f"c.{suffix}").stat().st_size > 500


@pytest.mark.usefixtures("store")
def test_gazetteer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gazetteer", "lookup", "Bobrowniki", "--near", "53.1,23.9", "--limit", "1"]) == 0
    assert "Bobrowniki" in capsys.readouterr().out
    assert main(["gazetteer", "lookup", "!!!"]) == 1
    assert main(["gazetteer", "info"]) == 0
    assert main(["gazetteer", "lookup", "Minsk", "--near", "here"]) == 2


@pytest.mark.usefixtures("store")
def test_answers_have_the_agreed_shape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "news.txt").write_text(NEWS)
    assert main(["geoparse", str(tmp_path / "news.txt"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    for mention in answer["mentions"]:
        assert NEWS[mention["start"] : mention["end"]] == mention["text"]
        assert {"type", "use", "score", "place", "candidates", "reasons"} <= mention.keys()
    assert main(["extract", str(tmp_path / "news.txt"), "--json", "--published", "2023-02-11"]) == 0
    (event,) = json.loads(capsys.readouterr().out)["events"]
    assert NEWS[event["start"] : event["end"]] == event["excerpt"]
    assert event["when"]["start"] == "2023-02-10"
    assert {"id", "kind", "phase", "status", "places", "actors", "weapons", "also_at"} <= event.keys()
    assert main(["extract", str(tmp_path / "news.txt")]) == 0
    assert capsys.readouterr().out.startswith("border_closure\treported")


@pytest.mark.usefixtures("store")
def test_broken_lines_are_told_and_the_rest_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = json.dumps({"id": 7, "text": NEWS, "language": "en", "published": "2023-02-11"})
    lines = [good, "broken", "", '{"id": "x"}', '{"text": "La Pologne", "published": "2023-99"}', '{"text": ""}']
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes("\n".join(lines).encode() + b"\n\xff\xfe\n")
    assert main(["extract", "--jsonl", str(source), "-o", str(target)]) == 1
    assert [json.loads(line)["id"] for line in target.read_text().splitlines()] == [7]
    problems = capsys.readouterr().err.splitlines()
    assert [problem.split(", ")[1].split(":")[0] for problem in problems] == [f"line {n}" for n in (2, 4, 5, 6, 7)]
    source.write_text("broken\n")
    assert main(["geoparse", "--jsonl", str(source)]) == 2


@pytest.mark.usefixtures("store")
def test_ingest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(NEWS)
    assert main(["ingest", str(tmp_path / "news")]) == 0
    assert "1 articles read, 0 unchanged, 0 failed; 1 tellings, +1 events." in capsys.readouterr().out
    (tmp_path / "news" / "a.txt").write_text(f"{NEWS} Corrected.")
    assert main(["ingest", str(tmp_path / "news")]) == 0
    assert f"{tmp_path / 'news' / 'a.txt'}: takes the place of " in capsys.readouterr().out
    assert main(["ingest", str(tmp_path / "news"), "gone.md"]) == 1
    assert main(["ingest", "gone.md"]) == 2
    assert "gone.md: cannot be read" in capsys.readouterr().err
