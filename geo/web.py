"""Addresses become articles: one page, or every article of a feed. Off unless the settings switch it on.

In: an address. Out: `Linked` sources for the pipeline, each fetched through the fence of `geo.articles.fetching` when
its turn comes; or a :class:`geo.models.Problem`.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, replace

from geo.articles import Known, parse_article, read_window
from geo.articles.addresses import strip_secrets
from geo.articles.decoding import codec_of
from geo.articles.feed import is_feed, read_feed
from geo.articles.fetching import Fence, Fetched, fetch
from geo.errors import ArticleError
from geo.models import Article


@dataclass(frozen=True, slots=True)
class Linked:
    """An article by its address; ``fetched`` is it, if it is here already, title and day are what a feed says of it."""

    url: str
    fence: Fence
    title: str = ""
    published: str = ""
    fetched: Fetched | None = None


def is_address(source: object) -> bool:
    """Tell whether a source is an address and no file."""
    return isinstance(source, str) and "://" in source


def list_articles(url: str, fence: Fence | None) -> Iterator[Linked]:
    """Give the article at an address, or those of the feed there; ``fence`` None says that nothing is fetched.

    Raises
    ------
    ArticleError
        If fetching is off, or the address is refused or gives nothing.
    """
    if fence is None:
        raise ArticleError(
            "fetching from the network is off.",
            source=url,
            remedy="Save the page and give the file, or set DATELINE_FETCH=1.",
        )
    fetched = fetch(url, fence)
    if not is_feed(fetched.content):
        yield Linked(fetched.url, fence, fetched=fetched)
        return
    for entry in read_feed(_in_utf8(fetched), fetched.url):
        yield Linked(entry.url, fence, entry.title, entry.published)


def read_linked(linked: Linked, known: Known) -> Article:
    """Fetch and read one article; what the page does not tell of itself comes from the feed. Raises ArticleError."""
    fetched = linked.fetched or fetch(linked.url, linked.fence)
    if fetched.suffix == ".xml":
        raise ArticleError("it is XML, and no feed.", source=fetched.url, remedy="Give the address of an article.")
    article = parse_article(_in_utf8(fetched), fetched.url, replace(known, url=fetched.url), suffix=fetched.suffix)
    if article.published is None and linked.published:
        window = read_window(linked.published, linked.url)
        article = replace(article, published=window, published_how="written in the feed")
    return replace(article, source=strip_secrets(fetched.url), title=article.title or linked.title)


def _in_utf8(fetched: Fetched) -> bytes:
    """Return text in UTF-8, with its mark, where the server names the charset: that counts before the page's own."""
    if not fetched.charset or fetched.suffix == ".pdf":
        return fetched.content
    try:
        return codecs.BOM_UTF8 + fetched.content.decode(codec_of(fetched.charset)).encode()
    except (LookupError, UnicodeError):
        return fetched.content
