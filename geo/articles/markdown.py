"""Markdown with front matter: YAML between two lines of three hyphens, then the text, byte for byte.

Front matter may give title, publisher, url, language, published (or published_from and published_to), published_how
and source. The body starts with the very next character after the closing line, so offsets are those of the body alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from geo.errors import ArticleError

_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)(?:^---[ \t]*(?:\r?\n|\Z))", re.DOTALL | re.MULTILINE)
_KNOWN = frozenset(
    ["title", "publisher", "url", "language", "published", "published_from", "published_to", "published_how", "source"]
)


@dataclass(frozen=True, slots=True)
class Page:
    """A text with what its file says of it; ``facts`` has only known keys, as text."""

    text: str
    facts: dict[str, str] = field(default_factory=dict)


def read_markdown(text: str, name: str) -> Page:
    """Return body and front matter (none is fine); raises ArticleError if the front matter is broken."""
    found = _FRONT.match(text)
    if found is None:
        return Page(text)
    try:
        facts = yaml.load(found.group(1), Loader=yaml.BaseLoader) or {}  # noqa: S506 # makes nothing but text
    except (yaml.YAMLError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        raise ArticleError(
            f"the front matter is no YAML ({getattr(error, 'problem', error)}).",
            source=name,
            where=f"line {line}",
            remedy='Write "key: value" lines, with quotation marks around values that have a colon.',
        ) from error
    if not isinstance(facts, dict):
        raise ArticleError(
            "the front matter has no keys.", source=name, where="line 2", remedy='Write "key: value" lines.'
        )
    return Page(text[found.end() :], {key: _as_text(facts[key], key, name) for key in _KNOWN & facts.keys()})


def _as_text(value: object, key: str, name: str) -> str:
    if isinstance(value, str):
        return value.strip()
    raise ArticleError(
        f"got a {type(value).__name__}, expected text.", source=name, where=key, remedy="Write one value on one line."
    )
