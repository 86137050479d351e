"""A PDF becomes its text with the lines of a paragraph joined, and its title.

The file is parsed by `geo.articles.pdf_text` in a process of its own. Refuses locked, scanned, broken files and bombs.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from geo.articles.markdown import Page
from geo.errors import ArticleError

LONGEST_S = 30
_READER = Path(__file__).with_name("pdf_text.py")
_ENDS = tuple(".!?:;…”»\"'’)")
_FULL_LINE, _RAGGED_LINE = 0.85, 0.6
"""A line shorter than this share of the longest of its page ends a paragraph: after the end of a sentence, else."""
_HYPHEN = re.compile(r"(?<=[^\W\d])[-\u00ad\u2010]\n(?=[^\W\d_A-ZÀ-ÞА-ЯЁІЇЄҐ])")
_FILE_TITLE = re.compile(r"(?i)^microsoft word\b|\.(?:docx?|pdf|indd|odt|txt)$|^untitled")


def read_pdf(content: bytes, name: str) -> Page:
    """Return text and title of a PDF; raises ArticleError with the reason and the remedy."""
    answer = _parse(content)
    if "error" in answer:
        raise ArticleError(
            f"the PDF cannot be read: {answer['error']}", source=name, remedy="Copy the article's text and paste it."
        )
    text = "\n\n".join(join_lines(page) for page in answer["pages"]).strip()
    if not text:
        raise ArticleError(
            "the PDF holds no text: it may be scanned.", source=name, remedy="Run text recognition on it first."
        )
    title = answer["title"].strip()
    return Page(text, {"title": title} if title and not _FILE_TITLE.search(title) else {})


def join_lines(page: str) -> str:
    """Join the lines of set columns to paragraphs; words cut at the line's end are made whole."""
    lines = [line.strip() for line in _HYPHEN.sub("", page).replace("\0", "").splitlines()]
    longest = max(map(len, lines), default=0)
    joined: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and line:
            joined[-1] += f" {line}"
        else:
            joined.append(line)
        least = _FULL_LINE if line.endswith(_ENDS) else _RAGGED_LINE
        goes_on = bool(line) and len(line) >= least * longest
    return re.sub(r"\n{3,}", "\n\n", "\n".join(joined))


def _parse(content: bytes) -> dict[str, Any]:
    try:
        done = subprocess.run(  # noqa: S603 # our own program
            [sys.executable, "-I", str(_READER)], input=content, capture_output=True, timeout=LONGEST_S, check=False
        )
    except subprocess.TimeoutExpired:
        return {"error": f"it takes more than {LONGEST_S} seconds."}
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return {"error": "it takes more time or memory than a PDF of text does."}
    return answer
