"""Stretches of a text and of time, both half-open: where something stands and when it was.

Nothing comes in and nothing is refused: these are records. Offsets are Unicode code points, times are UTC days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from geo.vocabulary import Basis, TimePrecision


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open [start, end) in code points of the article's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """True if the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class When:
    """Half-open interval [start, end) of UTC days.

    ``text`` is the expression as written ("" if none was), ``span`` where it stands.
    """

    start: date
    end: date
    precision: TimePrecision
    basis: Basis
    text: str = ""
    span: Span | None = None

    @property
    def is_known(self) -> bool:
        """False if neither the text nor its publication says when: the interval is then all days there are."""
        return self.start > date.min

    @property
    def last(self) -> date:
        """The last day inside the interval."""
        return self.end - timedelta(days=1)

    @property
    def value(self) -> str:
        """The start as ISO text cut to the precision: 2023-02-10, 2023-02 or 2023; "" if it is not known."""
        length = {TimePrecision.DAY: 10, TimePrecision.MONTH: 7, TimePrecision.YEAR: 4}[self.precision]
        return self.start.isoformat()[:length] if self.is_known else ""
