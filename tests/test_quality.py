"""The quality gate: the machine alone, on every annotated set, stays above its floors; and what ships is consistent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from geo.cli import main
from geo.errors import GeoError
from geo.evaluate import Prediction, check_floors, raise_floors, score_articles
from geo.gate import FLOORS, find_fallen, find_sets, predict
from geo.gold import GoldError, read_gold
from geo.settings import Settings

GOLD = Settings().data / "gold"
SETS = sorted(path for path in GOLD.glob("*.json") if path.name != FLOORS)


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    settings = Settings.from_environment()
    return {path.stem: score_articles(predict(path, settings)) for path in find_sets(settings)}


def test_no_figure_falls_under_its_floor(figures: dict[str, dict[str, float]]) -> None:
    assert find_fallen(Settings.from_environment(), figures) == []


def test_every_set_has_floors(figures: dict[str, dict[str, float]]) -> None:
    floors = json.loads((GOLD / FLOORS).read_text(encoding="utf-8"))
    assert set(figures) == set(floors)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_the_annotation_scores_full_marks_against_itself(path: Path) -> None:
    golds = read_gold(path)
    scores = score_articles((gold, Prediction((), [g.telling for g in gold.tellings])) for gold in golds)
    assert scores["false_events_per_article"] == 0
    if any(gold.tellings for gold in golds):
        assert scores["event_f1"] == scores["status"] == scores["event_place"] == scores["actor_recall"] == 1.0


def test_the_five_articles_are_annotated_in_full() -> None:
    golds = read_gold(GOLD / "seeds.json")
    assert sum(len(gold.tellings) for gold in golds) == 71
    assert sum(len(gold.traps) for gold in golds) == 29


def test_a_broken_annotation_names_file_event_and_remedy(tmp_path: Path) -> None:
    record = json.loads((GOLD / "written.json").read_text(encoding="utf-8"))
    record["articles"][0]["tellings"][0]["start"] += 1
    path = tmp_path / "broken.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    with pytest.raises(GoldError, match=r"broken\.json, article .*event .*Correct start and end"):
        read_gold(path)


def test_articles_of_ones_own_are_scored_and_every_error_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "The border crossing at Medininkai was closed on 3 May 2024. Shells hit a bridge near Kharkiv on 4 May 2024."
    excerpt = "Shells hit a bridge near Kharkiv on 4 May 2024"
    start = text.index(excerpt)
    day = {"start": "2024-05-09", "end": "2024-05-10", "precision": "day", "basis": "explicit", "value": "2024-05-09"}
    telling = {"id": "1", "start": start, "end": start + len(excerpt), "excerpt": excerpt, "kind": "strike"}
    telling |= {"status": "claimed", "when": day, "places": [], "actors": []}
    missed = telling | {"id": "2", "kind": "sanctions", "start": 0, "end": 3, "excerpt": "The"}
    path = tmp_path / "mine.json"
    article = {"article": "one", "text": text, "language": "en", "tellings": [telling, missed]}
    path.write_text(json.dumps({"articles": [article]}), encoding="utf-8")
    assert main(["evaluate", str(path), "--errors"]) == 0
    told = capsys.readouterr().out
    assert "event_precision" in told
    assert "one: invented border_closure, reported, 2024-05-03, Medininkai" in told
    assert "one: missed sanctions, claimed, 2024-05-09, no place: 'The'" in told
    assert "one: strike: status reported, annotated claimed" in told
    assert "one: strike: when 2024-05-04 (day), annotated 2024-05-09" in told
    assert main(["evaluate", str(tmp_path / "none.json")]) == 2
    assert "cannot be read (No such file or directory). Name a file" in capsys.readouterr().err


def test_a_floor_is_raised_but_never_lowered(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    raise_floors(path, {"set": {"event_f1": 0.6, "traps_sprung": 3}})
    raise_floors(path, {"set": {"event_f1": 0.7, "traps_sprung": 2}})
    with pytest.raises(GeoError, match=r"event_f1: got 0\.65, the floor is 0\.7"):
        raise_floors(path, {"set": {"event_f1": 0.65, "traps_sprung": 2}})
    assert json.loads(path.read_text(encoding="utf-8")) == {"set": {"event_f1": 0.7, "traps_sprung": 2}}


@pytest.mark.parametrize(
    ("got", "fallen"),
    [({"status": 0.8}, 0), ({"status": 0.7}, 1), ({}, 1), ({"status": 0.8, "traps_sprung": 9}, 0)],
    ids=["equal", "under", "missing", "no floor for it"],
)
def test_floors(got: dict[str, float], fallen: int) -> None:
    assert len(check_floors(got, {"status": 0.8})) == fallen
