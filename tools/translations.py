"""Bring the texts of the code into the catalogues: extract them, and merge them into data/locale/LANGUAGE.

A translation stays as long as its English text does; a text that is gone is dropped.
Usage: python -m tools.translations [NEW LANGUAGE]
"""

from __future__ import annotations

import ast
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from babel.messages.pofile import read_po

from geo.language import LOCALES, languages
from geo.settings import ROOT

KEYWORDS = ("tr", "msg", "tr_count:1,2", "trCount:1,2")
Found = tuple[int, str, Any, list[str]]


def extract_kinds(file: IO[bytes], _keywords: Any, _tags: Any, **_options: Any) -> Iterator[Found]:
    """Yield the words of the kinds of events, as babel asks its extractors to: line, function, text, comments."""
    text = file.read().decode()
    lines = text.split("\n")
    for name, kind in tomllib.loads(text).items():
        yield lines.index(f"[{name}]") + 1, "tr", kind["words"], [kind["definition"]]


def extract_python(file: IO[bytes], keywords: Any, _tags: Any, **_options: Any) -> Iterator[Found]:
    """Yield the texts of a module; unlike babel's own extractor on Python 3.11 it looks into f-strings too."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in keywords:
            texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            if texts:
                yield node.lineno, node.func.id, tuple(texts) if len(texts) > 1 else texts[0], []


def main() -> int:
    """Extract and merge; returns the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        template = _extract(Path(folder))
        for language in sorted({*languages(), *sys.argv[1:]}):
            _merge(language, template)
    return 0


def extract_texts() -> list[Any]:
    """Return every text that the code says; one that depends on a number as its two forms."""
    with tempfile.TemporaryDirectory() as folder, _extract(Path(folder)).open("rb") as file:
        return [message.id for message in read_po(file) if message.id]


def _extract(folder: Path) -> Path:
    template = folder / "dateline.pot"
    keywords = [part for keyword in KEYWORDS for part in ("-k", keyword)]
    look = ("--add-location", "file", "--sort-by-file", "--width", "120", "--no-default-keywords")
    _run("extract", "-F", "pyproject.toml", *keywords, *look, "-o", str(template), ".")
    return template


def _merge(language: str, template: Path) -> None:
    common = ("-D", "dateline", "-d", str(LOCALES), "-l", language, "-i", str(template), "--width", "120")
    if language in languages():
        _run("update", *common, "--ignore-obsolete", "--no-fuzzy-matching", "--ignore-pot-creation-date")
    else:
        _run("init", *common)


def _run(command: str, *arguments: str) -> None:
    words = [sys.executable, "-m", "babel.messages.frontend", *(("-q",) if command == "extract" else ())]
    subprocess.run([*words, command, *arguments], cwd=ROOT, check=True)  # noqa: S603 - our own words


if __name__ == "__main__":
    sys.exit(main())
