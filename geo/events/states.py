"""States that last: what one event opens and a later one ends, as of any day.

The records, and the rules of the codebook's ``states.toml``; `geo.events.states_find` applies them. Only what is
reported or claimed opens or ends a state; what is planned may announce one. What is told later of a larger place, or of
a part of this one, does not end a state: it puts it in question, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from geo.events.reading import read_section
from geo.gazetteer.names import normalise
from geo.models import Kind, Place, Status, TimePrecision, When

FACTS = (Status.REPORTED, Status.CLAIMED)


class Part(StrEnum):
    """What an event is to a state."""

    ANNOUNCES = "announces"
    OPENS = "opens"
    ENDS = "ends"
    KEEPS = "keeps"
    TELLS = "tells"


class Milestone(StrEnum):
    """What a day is to a state: told in advance, begun (or due to begin), last told to stand, over."""

    ANNOUNCED = "announced"
    EFFECTIVE = "effective"
    LAST_TOLD = "last_told"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Rule:
    """What the codebook says of a kind that opens a state; see ``states.toml``."""

    kind: Kind
    ended_by: tuple[Kind, ...] = ()
    phases: tuple[str, ...] = ()
    keeps: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    same_side: bool = False
    new_side: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """An event, reduced to what makes a state of it.

    ``trigger`` is the word that decided the kind, normalised; ``sides`` are the ids of the states and groups that act,
    ``published_from`` and ``published_to`` the days [from, to) in which it was told, None if not known.
    """

    id: str
    kind: Kind
    status: Status
    when: When
    place: Place
    phase: str = ""
    trigger: str = ""
    sides: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    published_from: date | None = None
    published_to: date | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Something that stands from one day to another.

    Attributes
    ----------
    since
        First day on which it may stand; surely only from ``since_last``, as its begin may be known to the month only.
    announced
        Day of the first article that told it before it began, None if none did.
    until
        First day on which it stands no more, None if nothing says that it ended; ``until_first`` is the first day on
        which it may have ended.
    announced_only
        True if every article that tells it is older than its begin: that it came about is not told.
    event_ids, ended_by
        What opened it or told it again, oldest first, and what ended it.
    questioned_by
        Events of a larger place, or of a part of it, that may have ended it there.
    last_told
        Last day on which an article told that it stands, None if not known.
    """

    kind: Kind
    place: Place
    status: Status
    since: date
    since_last: date
    since_precision: TimePrecision
    event_ids: tuple[str, ...]
    announced: date | None = None
    until: date | None = None
    until_first: date | None = None
    until_precision: TimePrecision | None = None
    ended_by: tuple[str, ...] = ()
    questioned_by: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    announced_only: bool = False
    last_told: date | None = None

    def stands_on(self, day: date) -> bool:
        """True if it stands on that day, or may."""
        return self.since <= day and (self.until is None or day < self.until)

    @property
    def milestones(self) -> tuple[tuple[Milestone, date], ...]:
        """The known days of its life, in their order; one that ended has no last telling that it stands."""
        days = (
            (Milestone.ANNOUNCED, self.announced),
            (Milestone.EFFECTIVE, self.since),
            (Milestone.LAST_TOLD, self.last_told if self.until is None else None),
            (Milestone.ENDED, self.until),
        )
        return tuple((milestone, day) for milestone, day in days if day is not None)

    def is_sure_on(self, day: date) -> bool:
        """True if it stands on that day by all that is told, false where its begin, its end or a part is open."""
        begun = self.since_last <= day and not self.announced_only
        return begun and (self.until_first is None or day < self.until_first) and not self.questioned_by


def read_rules(codebook: Path) -> Mapping[Kind, Rule]:
    """Read ``states.toml`` of a codebook; raises CodebookError with file, place and remedy."""
    file = read_section(codebook / "states.toml")
    file.expect_names({kind.value for kind in Kind})
    rules = {}
    for name in file.names():
        entry = file.part(name)
        entry.expect_names({"ended_by", "phases", "keeps", "words", "same_side", "new_side"})
        ended_by = entry.texts("ended_by", ())
        if unknown := set(ended_by) - {kind.value for kind in Kind}:
            raise entry.error("ended_by", f"got {sorted(unknown)}", "Use names of kinds.toml.")
        rules[Kind(name)] = Rule(
            kind=Kind(name),
            ended_by=tuple(Kind(kind) for kind in ended_by),
            phases=entry.texts("phases", ()),
            keeps=entry.texts("keeps", ()),
            words=tuple(normalise(word) for word in entry.texts("words", ())),
            same_side=entry.flag("same_side"),
            new_side=entry.flag("new_side"),
        )
    return rules


def part_of(change: Change, rule: Rule) -> Part | None:
    """Say what an event is to a state of this rule, None if nothing."""
    if change.kind is not rule.kind and change.kind not in rule.ended_by:
        return None
    if change.status not in FACTS:
        return Part.ANNOUNCES if change.status is Status.PLANNED and change.kind is rule.kind else None
    if change.phase in rule.keeps:
        return Part.KEEPS
    if change.kind is not rule.kind or change.phase in rule.phases or change.trigger.startswith(rule.words):
        return Part.ENDS
    return Part.OPENS
