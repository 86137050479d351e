"""Checking a codebook tells every fault with its line; the guide's example works as written."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from geo.cli import main
from geo.events.checking import check_codebook
from geo.settings import ROOT, Settings

SHIPPED = ROOT / "data" / "codebook"
GUIDE = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "codebook"))


def line_with(path: Path, text: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(i for i, line in enumerate(lines, 1) if text in line)


def test_the_shipped_codebook_has_no_fault() -> None:
    assert [str(fault) for fault in check_codebook(SHIPPED)] == []


FAULTS = [
    pytest.param(
        "triggers.en.toml", '"@airspace"]\nunless', '"@airspaces"]\nunless', "@airspaces", True, id="set that is none"
    ),
    pytest.param("actors.toml", 'since = "1994-07-20"', 'since = "1994"', 'since = "1994"', True, id="no day"),
    pytest.param(
        "kinds.toml", 'fallback = ["actor", "near"]', 'fallback = ["nearby"]', '"nearby"', True, id="fallback"
    ),
    pytest.param("weapons.toml", 'name = "S-500"', 'nome = "S-500"', 'nome = "S-500"', True, id="misspelt key"),
    pytest.param("cues.en.toml", "\n[prepositions]\n", "\n[prepositions]]\n", "[prepositions]]", True, id="no TOML"),
    pytest.param(
        "cues.fr.toml", 'modal = ["pouvoir"', 'modal = [7, "pouvoir"', "modal = [7", True, id="number for a word"
    ),
    pytest.param(
        "actors.toml",
        'since = "2021-07-27", until = "2024-02-08"',
        'since = "2021-07-27", until = "2020-02-08"',
        "2020-02-08",
        False,
        id="in office before it begins",
    ),
    pytest.param(
        "actors.toml",
        'role = "PM", since = "2025-12-09"',
        'role = "PM", since = "2025-10-09"',
        'since = "2025-10-09"',
        False,
        id="two in one office",
    ),
    pytest.param(
        "actors.toml", 'name = "Hamas", country = "PS"', 'name = "Hamas", country = "PX"', '"PX"', False, id="state"
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "at", "fatal"), FAULTS)
def test_a_fault_is_told_with_its_line(copy: Path, file: str, old: str, new: str, at: str, *, fatal: bool) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = [fault for fault in check_codebook(copy) if fault.file == file]
    assert found
    assert found[0].line == line_with(path, at)
    assert found[0].fatal is fatal
    assert found[0].remedy


def test_all_faults_are_told_at_once(copy: Path) -> None:
    for file, old, new in (
        ("actors.toml", 'since = "1994-07-20"', 'since = "1994"'),
        ("triggers.fr.toml", "[[exercise]]\nnoun", "[[exercise]]\nnuon"),
        ("weapons.toml", 'name = "S-500"', "name = 500"),
    ):
        path = copy / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert {fault.file for fault in check_codebook(copy)} == {"actors.toml", "triggers.fr.toml", "weapons.toml"}


def test_the_command_tells_by_its_code_whether_a_codebook_can_be_used(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["codebook", "check"]) == 0
    (copy / "kinds.toml").unlink()
    assert main(["codebook", "check", "--folder", str(copy)]) == 2
    assert "kinds.toml" in capsys.readouterr().out


@pytest.fixture
def guided(copy: Path) -> Path:
    """Make the copy of the shipped codebook that the guide makes, with the blocks of the guide itself."""
    for file, under, block in re.findall(r"```toml add=(\S+)(?: under=(\S+))?\n(.*?)```", GUIDE, re.DOTALL):
        path = copy / file
        text = path.read_text(encoding="utf-8")
        added = text.replace(f"{under} = [\n", f"{under} = [\n{block}", 1) if under else f"{text}\n{block}"
        assert added != text
        path.write_text(added, encoding="utf-8")
    return copy


def test_the_example_of_the_guide_works_as_written(
    guided: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [str(fault) for fault in check_codebook(guided)] == []
    monkeypatch.setenv("DATELINE_CODEBOOK", str(guided))
    assert Settings.from_environment().codebook_folder == guided
    assert main(["codebook", "try", "Somali pirates hijacked a tanker near Eyl on Sunday."]) == 0
    told = capsys.readouterr().out
    assert "border incident" in told
    assert "Eyl" in told
    assert "PIRATES_SOMALIA acts" in told
    assert main(["codebook", "try", "The film about pirates who hijack a plane opens on Sunday."]) == 1
    monkeypatch.delenv("DATELINE_CODEBOOK")
    assert main(["codebook", "try", "Somali pirates hijacked a tanker near Eyl on Sunday."]) == 1


REASONS = [
    pytest.param("Poland could close its border with Belarus.", 0, "hypothetical because of “could”", id="possible"),
    pytest.param("Germany wants Poland to reopen the border.", 1, "“wants” makes it a wish", id="a wish"),
    pytest.param("The army shelled the town of Bakhmut on Monday.", 0, "strike, reported", id="a fact"),
    pytest.param("Shelling out for a new phone hurts.", 1, "no ", id="a metaphor"),
    pytest.param("Arsenal's defence was bombarded in the league match.", 1, "the sentence is about sport", id="sport"),
    pytest.param("Would Poland close its border with Belarus?", 1, "question", id="a question"),
]


@pytest.mark.parametrize(("sentence", "code", "says"), REASONS)
def test_a_sentence_is_explained(sentence: str, code: int, says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["codebook", "try", sentence, "--published", "2023-02-14"]) == code
    assert says in capsys.readouterr().out
