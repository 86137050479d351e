"""Two editions of one article: the same address or file, another text. The later one takes the place of the earlier.

In: articles that come and those that are there. Out: which of them stand, and which lose their place to which.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any, TypeVar
from urllib.parse import urlsplit

from geo.models import Article

_BLANKED = re.compile(r"[?&;#][^=&;?#]+=(?:[&;?#]|$)|;[^=;/?&#]+=/")
Given = TypeVar("Given", bound=tuple[Any, ...])
"""An article and what comes with it."""


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
