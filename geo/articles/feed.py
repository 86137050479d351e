"""A feed (RSS or Atom) becomes the addresses of its articles, with title and day as the feed has them.

In: bytes. Out: `Entry` records, newest first as a feed lists them. Refuses what is no feed, and XML with entities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urljoin

import feedparser

from geo.articles.decoding import decode
from geo.articles.webpage import web_address
from geo.errors import ArticleError

MOST_ENTRIES = 50
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]")
_LOOK_WITHIN = 4_000
_TYPE = "application/xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a feed; ``published`` is an ISO day, "" if the feed has none."""

    url: str
    title: str
    published: str


def is_feed(content: bytes) -> bool:
    """Tell by its first tags whether something is a feed."""
    return bool(_FEED.search(content[:_LOOK_WITHIN].decode("utf-8", "replace")))


def read_feed(content: bytes, url: str) -> tuple[Entry, ...]:
    """Return the entries of a feed, at most `MOST_ENTRIES`; raises ArticleError if there are none."""
    text = decode(content, url)
    if "<!ENTITY" in text.upper():
        raise ArticleError("the feed defines entities.", source=url, remedy="Give the addresses of its articles.")
    found = feedparser.parse(BytesIO(text.encode()), response_headers={"content-type": _TYPE})
    entries = [
        Entry(web_address(urljoin(url, entry.get("link", ""))), str(entry.get("title", "")), _day(entry))
        for entry in found.entries[:MOST_ENTRIES]
    ]
    readable = tuple(entry for entry in entries if entry.url)
    if not readable:
        raise ArticleError("the feed names no articles.", source=url, remedy="Check the address.")
    return readable


def _day(entry: feedparser.FeedParserDict) -> str:
    at = entry.get("published_parsed") or entry.get("updated_parsed")
    return f"{at.tm_year:04}-{at.tm_mon:02}-{at.tm_mday:02}" if at else ""
