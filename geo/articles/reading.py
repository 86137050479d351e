"""Files, bytes and text become articles.

Reads .txt, .md (front matter), .html, .pdf and .docx; what the caller knows comes before what the file says, and that
before what is detected. Refuses empty, undecodable, too large, mislabelled and unknown files with an
:class:`geo.errors.ArticleError`.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from geo.articles.addresses import strip_secrets
from geo.articles.decoding import decode
from geo.articles.language import check_language, detect_language
from geo.articles.markdown import Page, read_markdown
from geo.articles.pdf import read_pdf
from geo.articles.published import read_window
from geo.articles.sniffing import DOCUMENTS, choose_reader
from geo.articles.webpage import read_webpage, web_address
from geo.articles.word import read_word
from geo.errors import ArticleError
from geo.models import Article

if TYPE_CHECKING:
    from collections.abc import Callable

LARGEST_DOCUMENT_BYTES = 10_000_000
"""PDF and Word files hold pictures besides the text."""
LONGEST_TEXT = 1_000_000
"""Characters; the parser takes no more at once, and the longest reportage has under 200,000."""
_LONGEST_TITLE = 120
_PAGE_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*)*+<(?:!doctype\s+html|html)", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller knows of an article; an empty field leaves it to the file or to detection.

    ``published`` is a day, month, year, or two with ".." between.
    """

    language: str = ""
    published: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""


NOTHING = Known()


def read_article(path: str | Path, known: Known = NOTHING) -> Article:
    """Read one file; raises ArticleError with the file, the place in it and the remedy."""
    if "://" in str(path):
        raise ArticleError(
            "fetching from the network is off.",
            source=str(path),
            remedy="Save the page and give the file, or set DATELINE_FETCH=1.",
        )
    file = Path(path)
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST_DOCUMENT_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ArticleError(f"cannot be read: {reason}.", source=str(path), remedy="Check the path.") from error
    return replace(parse_article(content, str(path), known), source=file.resolve().as_posix())


def parse_article(content: bytes, name: str, known: Known = NOTHING, *, suffix: str = "") -> Article:
    """Read an article from bytes; ``name`` is the file's, whose suffix says how to read it (none: by its look).

    For what came from elsewhere than a file, ``suffix`` says it instead.
    """
    return to_article(_to_page(content, name, suffix), name, known)


def _to_page(content: bytes, name: str, suffix: str) -> Page:
    if len(content) > LARGEST_DOCUMENT_BYTES:
        size = f"{len(content) / 1e6:.1f} MB, at most {LARGEST_DOCUMENT_BYTES / 1e6:.0f} MB are read."
        raise ArticleError(size, source=name, remedy="Cut the file, or take the article alone.")
    suffix = choose_reader(content, name, suffix)
    if suffix in DOCUMENTS:
        return read_pdf(content, name) if suffix == ".pdf" else read_word(content, name)
    text = decode(content, name)
    return _reader(suffix, text)(text, name)


def to_article(page: Page, name: str = "", known: Known = NOTHING) -> Article:
    """Make the article of a text and its facts; the language is detected if nobody says it."""
    facts = page.facts
    if not page.text.strip():
        raise ArticleError("there is no text.", source=name, remedy="Give a file with the article's text.")
    if len(page.text) > LONGEST_TEXT:
        size = f"the text has {len(page.text):,} characters, at most {LONGEST_TEXT:,} are read."
        raise ArticleError(size, source=name, remedy="Cut the file into articles.")
    language = known.language or facts.get("language", "")
    window = known.published or facts.get("published", "") or _window_of(facts)
    url = strip_secrets(web_address(known.url or facts.get("url", "")))
    how = "told by the reader" if known.published else facts.get("published_how", "") or "written in the file"
    return Article(
        id=article_id(page.text, url),
        text=page.text,
        language=check_language(language, name) if language else detect_language(page.text, name),
        title=known.title or facts.get("title", "") or _opening(page.text),
        publisher=known.publisher or facts.get("publisher", ""),
        url=url,
        published=read_window(window, name) if window else None,
        published_how=how if window else "",
        source=PurePath(name).as_posix(),
    )


def article_id(text: str, url: str = "") -> str:
    """Return the short hash that is the same for the same text at the same address."""
    return hashlib.sha256(f"{text}\0{url}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _reader(suffix: str, text: str) -> Callable[[str, str], Page]:
    if suffix in (".html", ".htm") or (suffix == "" and _PAGE_START.match(text)):
        return read_webpage
    return read_markdown if suffix in (".md", ".markdown", "") else _read_plain


def _read_plain(text: str, _name: str) -> Page:
    return Page(text)


def _window_of(facts: dict[str, str]) -> str:
    first, last = facts.get("published_from", ""), facts.get("published_to", "")
    return f"{first or last}..{last or first}" if first or last else ""


def _opening(text: str) -> str:
    """Return the first line if it is short enough for a title, else its first words."""
    line = text.strip().splitlines()[0].strip().lstrip("# ")
    if len(line) <= _LONGEST_TITLE:
        return line
    return f"{line[:_LONGEST_TITLE].rsplit(' ', 1)[0]} …"
