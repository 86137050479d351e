"""The records of time expressions: what the finder returns and what an event's ``When`` is chosen from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from geo.models import Span, When


class TimeSort(StrEnum):
    """What an expression of time is: only a DATE dates an event by itself, a NOTE (a footnote mark) at second hand."""

    DATE = "date"
    DURATION = "duration"
    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    NOTE = "note"


class Aspect(StrEnum):
    """How the clause tells its event, as far as it bears on the date.

    HAPPENED one occurrence; FRESH the news of the day (headline, first sentence); ONGOING under way when published ("is
    monitoring", "actuellement"); STANDING a practice since a war began ("uses its territory to bomb"); AHEAD to come.
    """

    HAPPENED = "happened"
    FRESH = "fresh"
    ONGOING = "ongoing"
    STANDING = "standing"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """An expression of time in a text.

    ``start``/``end`` are code points, half open. ``when`` is the reading of news (None for what has no place in the
    calendar: durations, "for a long time"; or because publication is unknown). ``ahead`` is the reading that looks
    forward, where the words leave the direction open ("in February", "Sunday"), else None. ``opens`` says "since",
    ``closes`` "until, by". ``anchor`` is the id of the war it counts from ("" if none). ``told`` is "past" or "future"
    where a word beside it decides the direction, else "". ``meaning`` names the rule that read it.
    """

    start: int
    end: int
    text: str
    sort: TimeSort
    when: When | None = None
    ahead: When | None = None
    opens: bool = False
    closes: bool = False
    anchor: str = ""
    told: str = ""
    meaning: str = ""

    @property
    def span(self) -> Span:
        """Where the expression stands."""
        return Span(self.start, self.end)
