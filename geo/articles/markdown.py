"""Markdown with front matter: YAML between two lines of three hyphens, then the text, byte for byte.

Front matter may give title, publisher, url, language, published (or published_from and published_to), published_how
and source. The body starts with the very next character after the closing line, so offsets are those of the body alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

import yaml
from frontmatter.default_handlers import YAMLHandler

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
        facts = YAMLHandler().load(found.group(1)) or {}
    except yaml.YAMLError as error:
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
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | int):
        return str(value)
    raise ArticleError(
        f"got a {type(value).__name__}, expected text.", source=name, where=key, remedy="Write one value on one line."
    )
