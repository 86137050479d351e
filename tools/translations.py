"""Bring the texts of the code into the catalogues: extract them, and merge them into data/locale/LANGUAGE.

A translation stays as long as its English text does; a text that is gone is dropped.
Usage: python -m tools.translations [NEW LANGUAGE]
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import IO, Any

from babel.messages.pofile import read_po

from geo.language import LOCALES, languages
from geo.settings import ROOT

KEYWORDS = ("tr", "msg", "tr_count:1,2", "trCount:1,2")
SAID = "An error or a reason; the numbered gaps stand for what it is about."
_MAKES_ERROR = re.compile(r"(Error|Missing|TooNew|Conflict|Problem|_refusal)$")
_SAYING = {"reason", "reasons", "message", "remedy", "size", "_REMEDY", "_REASONS", "_FIRST_BYTES"}
_WEIGHS = {"add", "_one", "_Found"}  # what is given a reason beside a weight or a place
_LETTERS = re.compile(r"[A-Za-z]{2}")
_GAPS = re.compile(r"\{\w+\}")
_QUERY = re.compile(r"[$<>]")
_SAYERS = {"_reason", "_remedy", "_explain", "_faults", "say_conflict"}
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


def extract_both(file: IO[bytes], keywords: Any, tags: Any, **options: Any) -> Iterator[Found]:
    """Yield the texts of a module, and what it says of errors and reasons."""
    yield from extract_python(file, keywords, tags, **options)
    file.seek(0)
    yield from extract_said(file, keywords, tags, **options)


def extract_said(file: IO[bytes], _keywords: Any, _tags: Any, **_options: Any) -> Iterator[Found]:
    """Yield what a module says of errors and of reasons, which the page says again in its own language.

    These are the sentences in calls that make an error, and those given as a reason, a message or a remedy; what an
    f-string puts in becomes a gap with a number.
    """
    seen = set()
    for node in ast.walk(ast.parse(file.read())):
        for part in _said_parts(node):
            for text in _sentences(part):
                if text not in seen and _LETTERS.search(_GAPS.sub("", text)) and not _QUERY.search(text):
                    seen.add(text)
                    yield getattr(node, "lineno", 1), "tr", text, [SAID]


def _said_parts(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts of a statement that hold sentences of ours."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        holder = getattr(getattr(node.func, "value", None), "id", "")
        if _MAKES_ERROR.search(name) or name in _WEIGHS or (name == "append" and holder == "reasons"):
            yield from node.args
        yield from (keyword.value for keyword in node.keywords if keyword.arg in _SAYING)
    elif isinstance(node, ast.Assign):
        names = {getattr(target, "id", getattr(target, "attr", "")) for target in node.targets}
        if names & _SAYING or "reasons" in ast.dump(node.targets[0]):
            yield node.value
    elif isinstance(node, ast.Return | ast.Yield) and node.value:  # a weight or a place, and the reason for it
        yield from (part for part in ast.walk(node.value) if isinstance(part, ast.Tuple))
    elif isinstance(node, ast.FunctionDef) and node.name in _SAYERS:
        yield from (part.value for part in ast.walk(node) if isinstance(part, ast.Return | ast.Yield) and part.value)


def _sentences(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and " " in node.value.strip():
            yield node.value
    elif isinstance(node, ast.JoinedStr):
        gaps = count()
        parts = (part.value if isinstance(part, ast.Constant) else f"{{{next(gaps)}}}" for part in node.values)
        text = "".join(str(part) for part in parts)
        if " " in text.strip():
            yield text
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                yield from _sentences(part.value)
    else:
        for child in ast.iter_child_nodes(node):
            yield from _sentences(child)


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
