"""What contradicts an event, in words: its own tellings, or another event that should agree with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import streamlit as st

from geo.events.contradictions import Contradiction, Matter, Version
from geo.language import day, msg, tr
from geo.maps.markup import clean
from geo.maps.words import event_title, kind_in_words, status_in_words
from geo.models import Event, Kind, Status

MATTERS: Mapping[Matter, str] = {
    Matter.DAY: msg("the day"),
    Matter.PLACE: msg("the place"),
    Matter.NUMBER: msg("the quantity"),
    Matter.STATUS: msg("whether it happened"),
    Matter.STATE: msg("whether it is open"),
    Matter.SIDE: msg("whose it is"),
}


def matters_in_words(found: Iterable[Contradiction]) -> str:
    """Name what they are about: "the day, the quantity"."""
    return ", ".join(dict.fromkeys(tr(MATTERS[one.of]) for one in found))


def against_in_words(found: Contradiction) -> str:
    """Say what stands against what: "The tellings contradict each other on the day: 10 Feb 2023 ↔ 11 Feb 2023"."""
    versions = clean(" ↔ ".join(_say(found.of, version) for version in found.versions))
    what = tr(MATTERS[found.of])
    if len(found.event_ids) > 1:
        return tr("Another event contradicts this one on {what}: {versions}", what=what, versions=versions)
    return tr("The tellings contradict each other on {what}: {versions}", what=what, versions=versions)


def show_against(event: Event, found: Sequence[Contradiction], others: Mapping[str, Event]) -> str:
    """Draw what contradicts an event; returns the id of the other event whose button was pressed, "" if none was.

    ``others`` are the events that can be opened, by id.
    """
    pressed = ""
    for one in found:
        st.text(against_in_words(one))
    for key in dict.fromkeys(key for one in found for key in one.event_ids if key != event.id):
        title = clean(event_title(others[key])) if key in others else ""
        if title and st.button(tr("Open the other: {title}", title=title), key=f"against_{event.id}_{key}"):
            pressed = key
    return pressed


def _say(of: Matter, version: Version) -> str:
    if of is Matter.STATUS:
        return status_in_words(Status(version.says))
    if of is Matter.STATE:
        return kind_in_words(Kind(version.says))
    if of is Matter.DAY:
        return "–".join(day(date.fromisoformat(part)) for part in version.says.split(".."))
    return version.says
