"""The parts of the page that Streamlit has no widget for: lists of events, and the article with its marks.

Each is a component of our own whose script writes text as text only; what it sends back is in its result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from geo.ui.symbols import list_rules

HERE = Path(__file__).parent
LIST_HEIGHT = 640  # pixels, for browsers that do not follow style.css


def _declare(name: str, html: str, rules: str = "", *, before: str = "") -> Any:
    """Declare a component of files of one name; ``before`` is a script that stands before its own."""
    scripts = [HERE / f"{one}.js" for one in (before, name) if one]
    look = HERE / f"{name}.css"
    return st.components.v2.component(
        f"dateline_{name}",
        html=html,
        css=look.read_text(encoding="utf-8") + rules,
        js="\n".join(script.read_text(encoding="utf-8") for script in scripts),
    )


_LIST = _declare("event_list", '<div id="events"></div>', list_rules())
_FOUND = _declare("found", '<div id="found"></div>', list_rules())
_FRAME = _declare("frame", "<span></span>")
_TIMELINE = _declare("timeline", '<div id="timeline"></div>', before="days")
_COMPARE = _declare("compare", '<div id="compare"></div>')
_READER = _declare("reader", '<div id="reader"></div>', list_rules())


def draw_list(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Draw the list of events; returns what was pressed in this run, by name: open, read, correct, more, actor."""
    with st.container(key="list", height=LIST_HEIGHT, border=False):
        return _pressed(_LIST, "event_list", data, ("open", "read", "correct", "more", "actor"))


def draw_frame(language: str, map_name: str) -> None:
    """Give the page its language, and the frame of the map its name."""
    _FRAME(key="frame", data={"language": language, "map": map_name})


def draw_timeline(data: Mapping[str, Any], chosen: Mapping[str, Callable[[], None]]) -> None:
    """Draw the timeline; what is chosen in it is in the session before the functions of ``chosen`` are called."""
    _TIMELINE(key="timeline", data=data, **{f"on_{name}_change": answer for name, answer in chosen.items()})


def draw_found(key: str, data: Mapping[str, Any]) -> None:
    """Draw the events found in an article that is not in the store yet."""
    _FOUND(key=key, data=data)


def draw_article(data: Mapping[str, Any]) -> Mapping[str, Any]:
    """Draw an article with its marks; returns what was pressed in this run, by name: open, miss."""
    with st.container(key="article_box", height=LIST_HEIGHT, border=False):
        return _pressed(_READER, "article", data, ("open", "miss"))


def draw_tellings(data: Mapping[str, Any]) -> None:
    """Draw the tellings of one event side by side."""
    _COMPARE(key="compare", data=data)


def _pressed(component: Any, key: str, data: Mapping[str, Any], names: Sequence[str]) -> Mapping[str, Any]:
    result = component(key=key, data=data, **{f"on_{name}_change": _nothing for name in names})
    return {name: pressed for name in names if (pressed := getattr(result, name)) is not None}


def _nothing() -> None:
    """Make the value of a press appear in the result, as Streamlit asks for."""
