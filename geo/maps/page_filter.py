"""The filter of the page that holds everything: words, days, groups of kinds and statuses, as HTML without a server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from geo.language import tr
from geo.maps import words
from geo.maps.markup import entity
from geo.models import Event, Group, Status


def to_filter(events: Sequence[Event]) -> str:
    """Write the filter of these events; "" where there is nothing to choose from."""
    if len(events) < 2:
        return ""
    groups = _boxes("group", Group, (event.kind.group for event in events))
    statuses = _boxes("status", Status, (event.status for event in events))
    search = entity(tr("Search words, places, actors"))
    first, last, clear = entity(tr("Happened from")), entity(tr("Happened until")), entity(tr("Clear all filters"))
    return (
        f'<form id="filter" aria-label="{entity(tr("Filter"))}" autocomplete="off">'
        f'<input type="search" name="words" placeholder="{search}" aria-label="{search}">'
        f'<label>{first} <input type="date" name="since"></label><label>{last} <input type="date" name="until"></label>'
        f"<fieldset>{groups}</fieldset><fieldset>{statuses}</fieldset>"
        f'<button type="reset">{clear}</button>'
        f'<output id="count" aria-live="polite">{len(events)} / {len(events)}</output></form>'
    )


def _boxes(name: str, values: type[Group | Status], there: Iterable[Group | Status]) -> str:
    counts = Counter(there)
    return "".join(
        f'<label><input type="checkbox" name="{name}" value="{value.value}"> '
        f"{entity(words.capital(_say(value)))} · {counts[value]}</label>"
        for value in values
        if counts[value]
    )


def _say(value: Group | Status) -> str:
    return words.group_in_words(value) if isinstance(value, Group) else words.status_in_words(value)
