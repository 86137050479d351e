"""The only maker of markup and script text: whatever an article says comes out as text, never as code.

In: any string, however hostile. Out: HTML entities, JSON that is safe inside a script, or a link that is http(s).
Also switches off the second template pass of branca, which would run the text of articles as Jinja2 on the server
(folium 0.20, branca 0.8.2: ``MacroElement.render`` compiles the finished script as a template once more).
"""

from __future__ import annotations

import hashlib
import inspect
import json
import re
from typing import Any
from urllib.parse import urlsplit

from branca.element import Element, MacroElement

from geo.errors import GeoError

# SHA-256 of the source of branca 0.8.2's MacroElement.render, which ``_render_raw`` stands in for. Another branca may
# render elsewhere, so the map refuses to start until someone has looked.
KNOWN_RENDER = "37b6a09e772154d6a8e3d3983456fd7ce06d9e7d0b13726a680e9637abc4ecbd"
# Line ends and tabs, which become spaces; lone halves of surrogate pairs, which cannot be written as UTF-8; and what is
# dropped: control characters, bidirectional overrides, isolates and marks, which make text read otherwise than it is.
_BREAKS = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]")
_HALVES = re.compile("[\ud800-\udfff]")
_DROPPED = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Plain in every context of HTML and of a script: letters, digits and the punctuation of prose.
_NOT_PLAIN = re.compile(r"[^0-9A-Za-z\u00a0-\u2027\u202a-\ud7ff\uf900-\U0010ffff ,.;:()\-]")
# Escaped inside string literals of JSON: what ends a script or a comment, a template literal, or starts a template.
_IN_SCRIPT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&'`${}%#\u2028\u2029\x7f"}
# Braces outside of strings are parted, so that no template starts there either; to JSON it is the same.
_MEETING_BRACES = re.compile(r"(?<=[{}])(?=[{}])")
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"')


class UnknownBranca(GeoError):
    """The installed branca renders in a way nobody has checked for template injection."""


def clean(text: str) -> str:
    """Drop control characters and bidirectional overrides; tabs and line ends become spaces, lone surrogates U+FFFD."""
    return _DROPPED.sub("", _HALVES.sub("\ufffd", _BREAKS.sub(" ", text)))


def entity(text: str) -> str:
    """Write text as HTML entities, safe in markup, in an attribute, and in a template literal around it."""
    return _NOT_PLAIN.sub(lambda found: f"&#{ord(found[0])};", clean(text))


def script_json(value: Any) -> str:
    """Write a value as JSON that may stand in a script, a template literal or a Jinja template.

    All text in it is cleaned. Dictionary keys must be strings; NaN is refused with ValueError.
    """
    text = json.dumps(_clean_deeply(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _MEETING_BRACES.sub(" ", _LITERAL.sub(lambda found: found[0].translate(_IN_SCRIPT), text))


def safe_url(url: str) -> str:
    """Return the address if it is http or https with a host, else ""."""
    plain = clean(url).strip()
    try:
        parts = urlsplit(plain)
    except ValueError:
        return ""
    return plain if parts.scheme.lower() in ("http", "https") and parts.hostname and " " not in plain else ""


def switch_off_second_pass() -> None:
    """Let branca write rendered text as it is, once and for all; safe to call often.

    Raises
    ------
    UnknownBranca
        If the installed branca is not the one this was checked against.
    """
    if MacroElement.render is _render_raw:
        return
    found = hashlib.sha256(inspect.getsource(MacroElement.render).encode()).hexdigest()
    if found != KNOWN_RENDER:
        raise UnknownBranca(
            f"MacroElement.render has the hash {found}, expected {KNOWN_RENDER}.",
            source="branca",
            remedy="Install the pinned requirements, or check the new version for a second template pass.",
        )
    MacroElement.render = _render_raw  # type: ignore[method-assign]


class _Raw(Element):
    """Text that is written as it is, with no template pass."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def render(self, **_: Any) -> str:
        """Return the text."""
        return self._text


def _render_raw(self: Any, **kwargs: Any) -> None:
    """Do what MacroElement.render does, but keep its macros' output as text."""
    figure = self.get_root()
    for name in ("header", "html", "script"):
        macro = self._template.module.__dict__.get(name)
        if macro is not None:
            getattr(figure, name).add_child(_Raw(str(macro(self, kwargs))), name=self.get_name())
    for element in self._children.values():
        element.render(**kwargs)


def _clean_deeply(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): _clean_deeply(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean_deeply(item) for item in value]
    return value
