"""The commands that tell what stands on a day, what became of a place, what an actor did, and what contradicts what.

Filters and store as in :mod:`geo.view_commands`.
"""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TextIO

from geo.actors import ActorSummary, summarise_actor
from geo.errors import SettingsError
from geo.events.contradictions import Contradiction
from geo.events.opposed import find_contradictions
from geo.events.states import State, read_rules
from geo.history import Asker, Step, find_all, history_of, states_on
from geo.models import Event, TimePrecision
from geo.pipeline import open_store
from geo.query import Facet, select
from geo.records import to_json
from geo.settings import Settings
from geo.view_commands import event_in_words, open_guide, read_filter


def run_states(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """List what stands on a day, or what became of a place."""
    guide = open_guide(settings)
    asker = Asker(open_store(settings), read_rules(settings.codebook_folder), guide.related, guide)
    chosen = read_filter(arguments)
    if arguments.history:
        steps, states = history_of(asker, arguments.history, chosen, version=arguments.at)
        out.writelines(_json(steps) if arguments.json else [*map(_step_in_words, steps), *_states_in_words(states)])
        return 0
    if arguments.on == "ever":
        states = find_all(asker, chosen, version=arguments.at)
    else:
        states = states_on(asker, _day(arguments.on), chosen, version=arguments.at)
    out.writelines(_json(states) if arguments.json else _states_in_words(states))
    return 0


def run_actor(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Tell of one actor: how many events, in what role, where, with what, and who else."""
    summary = summarise_actor(
        open_store(settings), arguments.id, read_filter(arguments), version=arguments.at, locate=open_guide(settings)
    )
    out.writelines(_json([summary]) if arguments.json else _summary_in_words(summary))
    return 0


def run_contradictions(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """List what contradicts what: in the tellings of an event that matches, or between it and any other."""
    guide = open_guide(settings)
    store = open_store(settings)
    events = {event.id: event for event in store.events(version=arguments.at)}
    found = find_contradictions(events.values(), read_rules(settings.codebook_folder), guide.related)
    chosen = read_filter(arguments)
    matching = select(store, chosen, version=arguments.at, limit=len(events), locate=guide).events
    shown = tuple(dict.fromkeys(one for event in matching for one in found.get(event.id, ())))
    out.writelines(_json(shown) if arguments.json else _contradictions_in_words(shown, events))
    return 0


def _day(text: str) -> date:
    if not text:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise SettingsError(f"got {text!r}.", source="--on", remedy="Write a day like 2023-03-01, or ever.") from None


def _json(records: Iterable[object]) -> Iterator[str]:
    return (f"{to_json(record)}\n" for record in records)


def _states_in_words(states: Iterable[State]) -> Iterator[str]:
    count = 0
    for count, state in enumerate(states, start=1):  # noqa: B007 # the last number is how many there are
        announced = f"announced {state.announced}" if state.announced else ""
        until = f"until {_to_unit(state.until, state.until_precision)}" if state.until else "not told to have ended"
        doubts = [
            "only announced, not told to have come about" if state.announced_only else "",
            f"in question: {', '.join(state.questioned_by)}" if state.questioned_by else "",
            f"last told {state.last_told}" if state.last_told and not state.until else "",
        ]
        since = f"since {_to_unit(state.since, state.since_precision)}"
        facts = (state.kind, state.place.name, state.status, announced, since, until, *doubts, *state.event_ids)
        yield "\t".join(fact for fact in facts if fact) + "\n"
    yield f"{count} states\n"


def _to_unit(day: date, precision: TimePrecision | None) -> str:
    length = {TimePrecision.DAY: 10, TimePrecision.MONTH: 7, TimePrecision.YEAR: 4}[precision or TimePrecision.DAY]
    return day.isoformat()[:length]


def _step_in_words(step: Step) -> str:
    told = step.change
    announced = f"announced {step.announced}" if step.announced else ""
    facts = (told.when.value, step.part, told.kind, told.status, told.phase, told.place.name, announced, told.id)
    return "\t".join(fact for fact in facts if fact) + "\n"


def _contradictions_in_words(found: Sequence[Contradiction], events: Mapping[str, Event]) -> Iterator[str]:
    for one in found:
        yield f"{one.of}: {' against '.join(version.says for version in one.versions)}\n"
        for version in one.versions:
            yield f"\t{version.says}\t{event_in_words(events[version.event_id])}\n"
    yield f"{len(found)} contradictions\n"


def _summary_in_words(summary: ActorSummary) -> Iterator[str]:
    days = f", {summary.first} to {summary.last}" if summary.first else ""
    yield f"{summary.name} ({summary.id}): {summary.events} events{days}\n"
    lists: tuple[tuple[str, tuple[Facet, ...]], ...] = (
        ("belongs to", summary.parents),
        ("members", summary.members),
        ("roles", summary.roles),
        ("kinds", summary.kinds),
        ("status", summary.statuses),
        ("places", summary.places),
        ("weapons", summary.weapons),
        ("others", summary.others),
    )
    for label, facets in lists:
        if facets:
            yield f"{label}: " + ", ".join(f"{f.name} {f.count}" if f.count else f.name for f in facets) + "\n"
