"""Publication windows from what people and pages write: a day, a month, a year, or two of them with "..".

Out come half-open :class:`geo.models.When`. Refuses what is no date, and windows that end before they begin.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from geo.errors import ArticleError
from geo.models import Basis, TimePrecision, When

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_STAMP = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:?\d{2}.*")
_REMEDY = "Write it as year-month-day, like 2023-02-14, or as two days, like 2023-02-13..2023-02-16."


def read_window(text: str, name: str = "", where: str = "published") -> When:
    """Return the window of "2023-02-14", "2023-02", "2023", or "2023-02-13..2023-02-16" (last day inclusive)."""
    first, _, last = text.partition("..")
    start, _, precision = _read_unit(first, name, where)
    _, end, last_precision = _read_unit(last or first, name, where)
    if end <= start:
        raise ArticleError(f"{text!r} ends before it begins.", source=name, where=where, remedy=_REMEDY)
    return When(start, end, max(precision, last_precision, key=list(TimePrecision).index), Basis.EXPLICIT, text)


def _read_unit(text: str, name: str, where: str) -> tuple[date, date, TimePrecision]:
    stamp = _STAMP.fullmatch(text.strip())
    found = _FORM.fullmatch(stamp.group(1) if stamp else text.strip())
    if found is None:
        raise ArticleError(f"{text!r} is no date.", source=name, where=where, remedy=_REMEDY)
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        return _unit(year or 0, month, day)
    except (ValueError, OverflowError):
        raise ArticleError(f"{text!r} is no date.", source=name, where=where, remedy=_REMEDY) from None


def _unit(year: int, month: int | None, day: int | None) -> tuple[date, date, TimePrecision]:
    if month is None:
        return date(year, 1, 1), date(year + 1, 1, 1), TimePrecision.YEAR
    if day is None:
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1), TimePrecision.MONTH
    start = date(year, month, day)
    return start, start + timedelta(days=1), TimePrecision.DAY
