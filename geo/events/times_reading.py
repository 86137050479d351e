"""What a rule understood, and what it is counted from: the two records that the arithmetic of dates works on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from geo.events.times_calendar import Interval

PAST, AHEAD = "past", "ahead"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule understood. ``values`` holds slot -> value, ``parts`` the readings in its <time> slots."""

    means: str
    values: Mapping[str, str] = field(default_factory=dict)
    parts: tuple[Reading, ...] = ()

    def number(self, name: str, default: int = 0) -> int:
        """Give a slot's value as a whole number."""
        return int(self.values.get(name, default))


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reading is counted from.

    ``today`` is the publication window (None if not known), ``nearest`` the interval dated before it in the text,
    ``prefer`` the direction to take where the words leave it open, ``war`` the first day of the war that is meant.
    """

    today: Interval | None
    prefer: str = PAST
    nearest: Interval | None = None
    war: date | None = None

    @property
    def window(self) -> Interval:
        """The publication window; ValueError if it is not known, which means "no interval"."""
        if self.today is None:
            raise ValueError
        return self.today

    @property
    def latest(self) -> date:
        """The last day of the publication window."""
        return self.window.last


OPEN = frozenset(
    ("date", "days", "day", "month", "months", "weekday", "season", "quarter", "half", "holiday", "weekend", "over")
)


def has_open_direction(reading: Reading) -> bool:
    """Say if the words alone leave open whether the last or the next one is meant."""
    if reading.parts:
        return any(has_open_direction(part) for part in reading.parts)
    if reading.means == "weekday" and reading.values.get("shift") == "0":
        return "unit" not in reading.values
    if "from" in reading.values:
        return reading.number("sign", 1) > 0
    return reading.means in OPEN and not {"year", "two_digits", "shift"} & set(reading.values)
