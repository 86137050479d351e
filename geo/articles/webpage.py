"""A saved web page becomes text and what the page says of itself: title, publisher, day, language, address."""

from __future__ import annotations

from urllib.parse import urlsplit

import trafilatura
from htmldate import find_date
from lxml.etree import LxmlError
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from geo.articles.markdown import Page
from geo.errors import ArticleError


def read_webpage(html: str, name: str) -> Page:
    """Return the article of a page without menus and comments; raises ArticleError if the page has none."""
    found = trafilatura.bare_extraction(
        _tree(html, name), with_metadata=True, include_comments=False, include_tables=False
    )
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise ArticleError(
            "no article text was found in the page.", source=name, remedy="Save the article's text as .txt or .md."
        )
    facts = {
        "title": found.title or "",
        "publisher": found.sitename or found.hostname or "",
        "url": web_address(found.url or ""),
        "published": find_date(_tree(html, name), original_date=True, extensive_search=False) or "",
    }
    if facts["published"]:
        facts["published_how"] = "written in the page"
    return Page(str(found.text), {key: value for key, value in facts.items() if value})


def _tree(html: str, name: str) -> HtmlElement:
    """Parse here: the libraries fetch a text that begins like an address, whatever else it holds."""
    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    except LxmlError as error:
        raise ArticleError(f"this is no HTML: {error}.", source=name, remedy="Save the page again.") from error


def web_address(text: str) -> str:
    """Return the address if it is http or https, else nothing: other schemes can run code when clicked."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return ""
    return text.strip() if parts.scheme in ("http", "https") and parts.netloc else ""
