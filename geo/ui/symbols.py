"""The sign of an event as a drawing for style sheets: shape and colour say the group, the stroke says the state.

Out: CSS rules, made once, with the drawings in them; nothing of an article is ever in these.
"""

from __future__ import annotations

from functools import cache
from urllib.parse import quote

from geo.models import Group, Status

COLOURS = {
    Group.BORDER: "#0b63a8",
    Group.FORCES: "#b8660b",
    Group.FIGHTING: "#c1361d",
    Group.DIPLOMACY: "#0b7a5c",
    Group.PEOPLE: "#8a4f9e",
}
INK = "#4b5157"  # for states, which have no colour of their own
_SHAPES = {
    Group.BORDER: "<rect x='5.5' y='5.5' width='11' height='11' rx='2' {}/>",
    Group.FORCES: "<path d='M11,3.8L17.5,16.2L4.5,16.2Z' {}/>",
    Group.FIGHTING: "<path d='M11,3.5 13,8.1 18,8.7 14.4,12.1 15.4,17 11,14.6 6.6,17 7.6,12.1 4,8.7 9,8.1Z' {}/>",
    Group.DIPLOMACY: "<circle cx='11' cy='11' r='6.2' {}/>",
    Group.PEOPLE: "<path d='M11,3.8L17.8,8.8L15.2,16.8L6.8,16.8L4.2,8.8Z' {}/>",
}
_EXTRA = {
    Status.CLAIMED: "<circle cx='11' cy='11' r='10' fill='none' stroke='{0}' stroke-width='1.3'/>",
    Status.PLANNED: "<circle cx='11' cy='11' r='2.3' fill='#fff'/>",
    Status.DENIED: "<path d='M4,4L18,18M18,4L4,18' stroke='{0}' stroke-width='1.8'/>",
}


def to_drawing(group: Group, status: Status, colour: str = "") -> str:
    """Return the sign as SVG, 22 units wide and high."""
    ink = colour or COLOURS[group]
    fill = ink if status in (Status.REPORTED, Status.PLANNED) else "#fff"
    dashes = " stroke-dasharray='3 2'" if status is Status.HYPOTHETICAL else ""
    shape = _SHAPES[group].format(f"fill='{fill}' stroke='{ink}' stroke-width='2'{dashes}")
    extra = _EXTRA.get(status, "").format(ink)
    return f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 22 22'>{shape}{extra}</svg>"


@cache
def filter_rules() -> str:
    """Return the rules that put the signs beside the filters of kinds and states."""
    rules = {f".st-key-group_{group}": to_drawing(group, Status.REPORTED) for group in Group}
    rules |= {f".st-key-status_{status}": to_drawing(Group.DIPLOMACY, status, INK) for status in Status}
    return "\n".join(f"{name} p::before {{ {_background(drawing)} }}" for name, drawing in rules.items())


@cache
def list_rules() -> str:
    """Return the rules that put the signs into the list: ``.sign.forces.claimed``."""
    pairs = [(group, status) for group in Group for status in Status]
    return "\n".join(
        f".sign.{group}.{status} {{ {_background(to_drawing(group, status))} }}" for group, status in pairs
    )


def _background(drawing: str) -> str:
    return f'background-image: url("data:image/svg+xml,{quote(drawing)}")'
