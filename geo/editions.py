"""Two editions of one article: the same address or file, another text. The later one takes the place of the earlier.

In: articles that come and those that are there. Out: which of them stand, and which lose their place to which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from geo.models import Article

if TYPE_CHECKING:
    from geo.commits import Commit
    from geo.reading import Reader

_KNOWN = """SELECT id, url, source, row FROM {articles} WHERE id IN (SELECT unnest($id))
    UNION SELECT id, url, source, row FROM {articles} WHERE url IN (SELECT unnest($url))
    UNION SELECT id, url, source, row FROM {articles} WHERE source IN (SELECT unnest($source))"""
"""Three searches by one column each are several times faster than one by any of them."""
_BLANKED = re.compile(r"[?&;#][^=&;?#]+=(?:[&;?#]|$)|;[^=;/?&#]+=/")
Given = TypeVar("Given", bound=tuple[Any, ...])
"""An article and what comes with it."""


def known_rows(reader: Reader, commit: Commit, articles: Iterable[Article]) -> dict[str, dict[str, Any]]:
    """Return id, ``url``, ``source`` and row, by id, of what is stored of these articles and of editions of them."""
    given: dict[str, list[str]] = {"id": [], "url": [], "source": []}
    for article in articles:
        given["id"].append(article.id)
        given["url"] += [article.url] if article.url else []
        given["source"] += [article.source] if article.source else []
    return {row["id"]: row for row in reader.rows(_KNOWN, commit, given)}


def latest_editions(new: Mapping[str, Given]) -> dict[str, Given]:
    """Return new articles without those whose address, or file if it has none, a later one of them has."""
    last = {_origin(one[0].url, one[0].source): key for key, one in new.items()}
    return {
        key: one for key, one in new.items() if last[origin := _origin(one[0].url, one[0].source)] == key or not origin
    }


def superseded(new: Iterable[Article], known: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return the ids of known articles that a new one has the address of, or the file if it has none, with its id.

    ``known`` has ``url`` and ``source`` by id.
    """
    origins = {_origin(article.url, article.source): article.id for article in new}
    found = ((key, _origin(row["url"], row["source"])) for key, row in known.items())
    return {key: origins[origin] for key, origin in found if origin and origins.get(origin, key) != key}


def _origin(url: str, source: str) -> str:
    """Return what two editions of one article share; "" if nothing sure does.

    A homepage or a bare name is none, nor is an address of which a part was taken off as a secret: it may have said
    which article it is.
    """
    if url:
        parts = urlsplit(url)
        return url if (parts.path.strip("/") or parts.query) and not _BLANKED.search(url) else ""
    return source if PurePath(source).is_absolute() else ""
