"""What a reading means in the calendar.

A reading is what a rule understood: its meaning, the values in its slots, and the readings inside it. Together with the day of
publication it gives an interval; without it only what is written in full does. Nothing here looks at text.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geo.events.times_calendar import (
    Interval,
    day_of,
    holiday_of,
    month_of,
    move,
    season_of,
    unit_of,
    year_of,
)
from geo.models import TimePrecision

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PAST, AHEAD = "past", "ahead"
# Years around publication that a weekday with a day and month is tried on; beyond them a wrong weekday is likelier.
WEEKDAY_YEARS = (0, -1, 1)
# Months in which "Tuesday the 14th" is looked for: it comes round within seven to eleven of them.
NEAR_MONTHS = 12
# "A few", "several" of a unit: between two and six of them.
FEW = (2, 6)
OPEN = frozenset("date days day month months weekday season quarter half holiday weekend".split())
_SPAN_PRECISION = {
    **dict.fromkeys(("month", "quarter", "half"), TimePrecision.MONTH),
    **dict.fromkeys(("year", "decade", "century"), TimePrecision.YEAR),
}
MONTH_UNITS = ("month", "quarter", "half")


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

    ``today`` is the publication window (None if not known), ``nearest`` the interval dated before it in the text, ``prefer``
    the direction to take where the words leave it open, ``war`` the first day of the war that the words mean.
    """

    today: Interval | None
    prefer: str = PAST
    nearest: Interval | None = None
    war: date | None = None

    @property
    def latest(self) -> date:
        """The last day of the publication window."""
        assert self.today is not None  # noqa: S101  (checked in to_interval)
        return self.today.last


def to_interval(reading: Reading, reference: Reference) -> Interval | None:
    """Give the interval of a reading, None if it has none or needs a publication day that is not known."""
    find = _MEANINGS.get(reading.means)
    if find is None or (reference.today is None and _needs_today(reading)):
        return None
    try:
        return find(reading, reference)
    except (ValueError, OverflowError):
        return None  # 31 February, year 0: the words name no day


def has_open_direction(reading: Reading) -> bool:
    """Say if the words alone leave open whether the last or the next one is meant."""
    if reading.parts:
        return any(has_open_direction(part) for part in reading.parts)
    if reading.means == "weekday" and reading.values.get("shift") == "0":
        return "unit" not in reading.values
    return reading.means in OPEN and not {"year", "two_digits", "shift"} & set(reading.values)


def _needs_today(reading: Reading) -> bool:
    if reading.parts:
        return _needs_today(reading.parts[-1])
    return not {"year", "two_digits", "decade"} & set(reading.values) and reading.means != "war"


def _year(reading: Reading, reference: Reference) -> int | None:
    """Give the year written: 2023, '23, "last year" beside a month; None if none is."""
    if "year" in reading.values:
        return reading.number("year")
    if "two_digits" in reading.values:
        short = reading.number("two_digits")
        pivot = (reference.latest.year if reference.today else date.max.year) % 100 + 20
        return short + (2000 if short <= pivot else 1900)
    if reading.values.get("unit") == "year" and "shift" in reading.values:
        return reference.latest.year + reading.number("shift")
    return None


def _pick(make: Callable[[int], Interval], reference: Reference) -> Interval:
    """Choose the occurrence of something yearly: the last that began by publication, or the first that ends after it."""
    today = reference.today
    assert today is not None  # noqa: S101  (checked in to_interval)
    if reference.prefer == AHEAD:
        return next(i for i in (make(today.start.year + n) for n in (-1, 0, 1, 2, 3, 4, 8)) if i.end > today.start)
    return next(i for i in (make(today.last.year + n) for n in (0, -1, -2, -3, -4, -8)) if i.start <= today.last)


def _yearly(make: Callable[[int], Interval], reading: Reading, reference: Reference) -> Interval:
    year = _year(reading, reference)
    return make(year) if year is not None else _pick(make, reference)


def _date(reading: Reading, reference: Reference) -> Interval:
    month, day = _month_number(reading), reading.number("day")

    def make(year: int) -> Interval:
        return day_of(date(year, month, day))

    if "weekday" in reading.values and _year(reading, reference) is None:
        return _on_weekday(make, reading.number("weekday"), reference)
    if (month, day) == (2, 29) and _year(reading, reference) is None:
        return _pick(lambda year: make(year - year % 4), reference)
    return _yearly(make, reading, reference)


def _on_weekday(make: Callable[[int], Interval], weekday: int, reference: Reference) -> Interval:
    """Take the year in which the day is that weekday; the plain choice if none near is."""
    plain = _pick(make, reference)
    years = (plain.start.year + step for step in WEEKDAY_YEARS)
    return next((found for found in map(make, years) if found.start.weekday() == weekday), plain)


def _month_number(reading: Reading, suffix: str = "") -> int:
    return reading.number("month" + suffix) or reading.number("month_number" + suffix)


def _days(reading: Reading, reference: Reference) -> Interval:
    """From 3 to 5 March; 28 February to 3 March; du 3 au 5."""
    values = {**reading.values, "day": reading.values["day2"]}
    for name in ("month", "month_number"):
        if name + "2" in values:
            values[name] = values[name + "2"]
    end = (_date if _month_number(reading) else _day)(replace(reading, values=values), reference)
    month, day = _month_number(reading) or end.start.month, reading.number("day")
    start = date(end.start.year - ((month, day) > (end.start.month, end.start.day)), month, day)
    return Interval(start, end.end, TimePrecision.DAY)


def _day(reading: Reading, reference: Reference) -> Interval:
    """Le 14, Tuesday 14th: the nearest month that has it and, if a weekday is named, on that weekday."""
    number, weekday = reading.number("day"), reading.values.get("weekday")
    if "shift" in reading.values:
        return day_of(unit_of(reference.latest, "month", reading.number("shift")).start.replace(day=number))
    ahead = reference.prefer == AHEAD
    for step in range(NEAR_MONTHS):
        month = unit_of(reference.latest, "month", step if ahead else -step)
        if number > (month.end - month.start).days:
            continue
        day = month.start.replace(day=number)
        right_side = day >= reference.latest if ahead else day <= reference.latest
        if right_side and (weekday is None or day.weekday() == int(weekday)):
            return day_of(day)
    raise ValueError


def _month(reading: Reading, reference: Reference) -> Interval:
    month = _month_number(reading)
    if "shift" in reading.values and reading.values.get("unit") != "year":
        return _shifted(lambda year: month_of(year, month), reading.number("shift"), reference)
    return _yearly(lambda year: month_of(year, month), reading, reference)


def _months(reading: Reading, reference: Reference) -> Interval:
    last = replace(reading, values={**reading.values, "month": reading.values["month2"]})
    end = _month(last, reference)
    start = month_of(end.start.year - (_month_number(reading) > end.start.month), _month_number(reading))
    return Interval(start.start, end.end, TimePrecision.MONTH)


def _shifted(make: Callable[[int], Interval], shift: int, reference: Reference) -> Interval:
    """Last December, this winter, next March: the nearest of its kind in that direction, not the one that runs now."""
    day = reference.latest
    near = [make(day.year + step) for step in (-2, -1, 0, 1, 2)]
    if shift < 0:
        return [i for i in near if i.end <= day][shift]
    if shift > 0:
        return [i for i in near if i.start > day][shift - 1]
    running = [i for i in near if i.start <= day < i.end]
    return (running or [i for i in near if i.start.year == day.year] or [_pick(make, reference)])[0]


def _year_alone(reading: Reading, reference: Reference) -> Interval:
    first = _year(reading, reference)
    assert first is not None  # noqa: S101  (the rule has a year)
    if "two_digits2" in reading.values or "year2" in reading.values:
        last = reading.number("year2") or first // 100 * 100 + reading.number("two_digits2")
        return year_of(first, last - first + 1)
    return year_of(first)


def _decade(reading: Reading, reference: Reference) -> Interval:
    del reference
    return year_of(reading.number("decade") // 10 * 10, 10)


def _weekday(reading: Reading, reference: Reference) -> Interval:
    """Today if it is that weekday, else the last one; "last Monday" never is today; "this Friday" may lie ahead."""
    today, number = reference.latest, reading.number("weekday")
    back = (today.weekday() - number) % 7
    if "shift" not in reading.values:
        return day_of(today + timedelta(days=-back if reference.prefer == PAST else (7 - back) % 7))
    shift = reading.number("shift")
    if reading.values.get("unit") == "week":
        return day_of(today - timedelta(days=today.weekday() - number - 7 * shift))
    if shift == 0:
        return day_of(today + timedelta(days=-back if reference.prefer == PAST else -back % 7))
    step = 7 if back == 0 else back
    return day_of(today + timedelta(days=-step - 7 * (-shift - 1) if shift < 0 else 7 - back + 7 * (shift - 1)))


def _season(reading: Reading, reference: Reference) -> Interval:
    season = reading.values["season"]

    def make(year: int) -> Interval:
        return season_of(year, season, by_months=reading.values.get("starts") == "month")

    if "year" not in reading.values and "shift" in reading.values and reading.values.get("unit") != "year":
        return _shifted(make, reading.number("shift"), reference)
    return _yearly(make, reading, reference)


def _quarter(reading: Reading, reference: Reference) -> Interval:
    number = reading.number("ordinal") or reading.number("digits")
    return _yearly(lambda year: month_of(year, number * 3 - 2, 3), reading, reference)


def _half(reading: Reading, reference: Reference) -> Interval:
    number = reading.number("ordinal") or reading.number("digits")
    return _yearly(lambda year: month_of(year, number * 6 - 5, 6), reading, reference)


def _holiday(reading: Reading, reference: Reference) -> Interval:
    name = reading.values["holiday"]
    if "shift" in reading.values and reading.values.get("unit") != "year":
        return _shifted(lambda year: day_of(holiday_of(year, name)), reading.number("shift"), reference)
    return _yearly(lambda year: day_of(holiday_of(year, name)), reading, reference)


def _offset(reading: Reading, reference: Reference) -> Interval:
    """Yesterday, today, tomorrow: the publication window moved by days."""
    assert reference.today is not None  # noqa: S101  (checked in to_interval)
    step = timedelta(days=reading.number("day_word"))
    return reference.today._replace(start=reference.today.start + step, end=reference.today.end + step)


def _text_day(reading: Reading, reference: Reference) -> Interval:
    """The day before, la veille: counted from the nearest dated clause, from publication if there is none."""
    base = reference.nearest or reference.today
    assert base is not None  # noqa: S101  (checked in to_interval)
    step = timedelta(days=reading.number("text_day"))
    return base._replace(start=base.start + step, end=base.end + step)


def _unit(reading: Reading, reference: Reference) -> Interval:
    """Last week, this month, next year; "the last weekend" is over."""
    unit, shift = reading.values["unit"], reading.number("shift")
    if unit in ("day", "night"):
        return day_of(reference.latest + timedelta(days=shift))
    return unit_of(reference.latest, unit, shift)


def _count(reading: Reading) -> float:
    few = reading.values.get("few")
    written = float(few) if few is not None else float(reading.values.get("number", 1))
    return written + float(reading.values.get("fraction", 0))


def _away(reading: Reading, reference: Reference) -> Interval:
    """Five days ago, in two weeks: known to the unit it is counted in."""
    unit, sign = reading.values["unit"], reading.number("sign", -1)
    if "few" in reading.values:
        return _few(unit, sign, reference)
    count = _count(reading)
    day = move(reference.latest, unit, sign * count)
    if unit == "year" and count >= 2 and count == int(count):
        return year_of(day.year)
    if unit in ("decade", "century"):
        return unit_of(day, "year")
    if unit in (*MONTH_UNITS, "year"):
        return month_of(day.year, day.month)
    return _smeared(day, reference)


def _smeared(day: date, reference: Reference) -> Interval:
    """Let a day counted from publication be as wide as the window of publication, and end on that day."""
    today = reference.today
    assert today is not None  # noqa: S101  (checked in to_interval)
    return Interval(day - (today.last - today.start), day + timedelta(days=1), TimePrecision.DAY)


def _few(unit: str, sign: int, reference: Reference) -> Interval:
    near, far = (move(reference.latest, unit, sign * count) for count in FEW)
    precision = TimePrecision.YEAR if unit in ("year", "decade", "century") else TimePrecision.MONTH
    if unit in ("day", "week", "hour", "minute", "second"):
        precision = TimePrecision.DAY
    return Interval(min(near, far), max(near, far) + timedelta(days=1), precision)


def _lasting(reading: Reading, reference: Reference) -> Interval:
    """For five days now, depuis cinq jours: its first day, today counted among the days."""
    unit = reading.values["unit"]
    if unit in ("day", "night") and "few" not in reading.values:
        return _smeared(reference.latest - timedelta(days=max(round(_count(reading)) - 1, 0)), reference)
    return _away(reading, reference)


def _span(reading: Reading, reference: Reference) -> Interval:
    """The last two weeks, the next three days: rolling, up to or from the day of publication."""
    unit, shift = reading.values["unit"], reading.number("shift", -1)
    today, far = reference.latest, move(reference.latest, unit, shift * max(round(_count(reading)), 1))
    precision = _SPAN_PRECISION.get(unit, TimePrecision.DAY)
    if shift < 0:
        return Interval(far, max(today, far + timedelta(days=1)), precision)
    return Interval(today + timedelta(days=1), max(far, today) + timedelta(days=1), precision)


def _weekend(reading: Reading, reference: Reference) -> Interval:
    """Over the weekend: the last one that has begun, or the coming one."""
    del reading
    here = unit_of(reference.latest, "weekend")
    if reference.prefer == AHEAD:
        return here
    return here if here.start <= reference.latest else unit_of(reference.latest, "weekend", -1)


def _side_of_unit(reading: Reading, reference: Reference) -> Interval:
    """Earlier this week, later this month: the unit up to, or from, the day of publication."""
    whole = unit_of(reference.latest, reading.values["unit"], reading.number("shift"))
    today = reference.latest
    if reading.values["side"] == "later":
        return whole._replace(start=min(today, whole.last))
    return whole._replace(end=max(today, whole.start + timedelta(days=1)))


def _war(reading: Reading, reference: Reference) -> Interval | None:
    if reference.war is None:
        return None
    spread = {"day": 5, "week": 21, "month": 92}.get(reading.values.get("unit", ""))
    if spread is None:
        return day_of(reference.war)
    precision = TimePrecision.DAY if spread == 21 else TimePrecision.MONTH
    return Interval(reference.war, reference.war + timedelta(days=spread), precision)


def _part(reading: Reading, reference: Reference) -> Interval | None:
    whole = to_interval(reading.parts[0], reference)
    return whole and _cut(whole, reading.values["part"])


def _cut(whole: Interval, part: str) -> Interval:
    """Early, middle and late third; of a season or longer the first or last month or quarter."""
    days = (whole.end - whole.start).days
    if part in ("first_half", "second_half"):
        middle = whole.start + timedelta(days=days // 2)
        return whole._replace(end=middle) if part == "first_half" else whole._replace(start=middle)
    if whole.precision is TimePrecision.YEAR:
        first, count = {"early": (1, 3), "mid": (5, 4), "late": (10, 3)}[part]
        return month_of(whole.start.year if part == "early" else whole.last.year, first, count)
    if days > 31 and part != "mid":
        edge = whole.start if part == "early" else whole.last
        month = unit_of(edge, "month")
        return Interval(max(month.start, whole.start), min(month.end, whole.end), TimePrecision.MONTH)
    third = max(days // 3, 1)
    start = {"early": 0, "mid": third, "late": 2 * third}[part]
    end = days if part == "late" else start + third
    precision = whole.precision if days > 7 else TimePrecision.DAY
    return Interval(whole.start + timedelta(days=start), whole.start + timedelta(days=end), precision)


def _part_of_unit(reading: Reading, reference: Reference) -> Interval:
    """The end of the month, en début d'année: of the one that runs now."""
    return _cut(unit_of(reference.latest, reading.values["unit"], reading.number("shift")), reading.values["part"])


def _nth_weekday(reading: Reading, reference: Reference) -> Interval | None:
    """The first Monday of October, the last Friday of next month."""
    whole = to_interval(reading.parts[1], reference)
    if whole is None or "weekday" not in reading.parts[0].values:
        return None
    number, place = reading.parts[0].number("weekday"), reading.number("ordinal")
    if place < 0:
        back = (whole.last.weekday() - number) % 7 + 7 * (-place - 1)
        return day_of(whole.last - timedelta(days=back))
    return day_of(whole.start + timedelta(days=(number - whole.start.weekday()) % 7 + 7 * (place - 1)))


def _week_of(reading: Reading, reference: Reference) -> Interval | None:
    inner = to_interval(reading.parts[0], reference)
    return inner and unit_of(inner.start, "week")


def _beside(reading: Reading, reference: Reference) -> Interval | None:
    """The day after 13 February, la veille du scrutin du 3 mars, three weeks before Christmas."""
    base = to_interval(reading.parts[-1], reference)
    if base is None:
        return None
    if "sign" in reading.values:
        edge = base.start if reading.number("sign") < 0 else base.last
        length = reading.parts[0]
        return day_of(move(edge, length.values.get("unit", ""), reading.number("sign") * _count(length)))
    return to_interval(reading.parts[0], replace(reference, nearest=base))


def _first_units(reading: Reading, reference: Reference) -> Interval | None:
    """The first months of 2023, the last three days of May, the second week of March."""
    whole = to_interval(reading.parts[-1], reference)
    if whole is None:
        return None
    length = reading.parts[0] if len(reading.parts) > 1 else reading
    unit = length.values.get("unit")
    if unit is None:
        return None
    precision = {"month": TimePrecision.MONTH, "quarter": TimePrecision.MONTH}.get(unit, TimePrecision.DAY)
    if "ordinal" in reading.values:
        place = reading.number("ordinal")
        start = move(whole.start, unit, place - 1) if place > 0 else move(whole.end, unit, place)
        return Interval(start, move(start, unit, 1), precision)
    count = 3.0 if "number" not in length.values and "few" not in length.values else _count(length)
    if reading.values.get("part") == "late":
        return Interval(move(whole.end, unit, -count), whole.end, precision)
    return Interval(whole.start, move(whole.start, unit, count), precision)


def _range(reading: Reading, reference: Reference) -> Interval | None:
    first, last = reading.parts
    end = to_interval(last, reference)
    if end is None:
        return None
    start = to_interval(first, replace(reference, today=end, prefer=PAST) if has_open_direction(first) else reference)
    if start is None or start.start >= end.end:
        return end
    finest = min(start.precision, end.precision, key=list(TimePrecision).index)
    return Interval(start.start, end.end, finest)


def _same(reading: Reading, reference: Reference) -> Interval | None:
    return to_interval(reading.parts[0], reference)


def _within(reading: Reading, reference: Reference) -> Interval | None:
    """Day of the week, month or season inside a longer time: "in March of last year", "Tuesday of last week"."""
    outer = to_interval(reading.parts[1], reference)
    if outer is None:
        return None
    inner = reading.parts[0]
    if inner.means == "weekday" and "shift" in inner.values:
        shift = {"-1": "-1", "1": "1"}.get(inner.values["shift"], "1")
        return _nth_weekday(replace(reading, values={"ordinal": shift}), reference)
    return to_interval(inner, replace(reference, today=outer, prefer=PAST))


_MEANINGS: Mapping[str, Callable[[Reading, Reference], Interval | None]] = {
    "date": _date,
    "days": _days,
    "day": _day,
    "month": _month,
    "months": _months,
    "year": _year_alone,
    "decade": _decade,
    "weekday": _weekday,
    "season": _season,
    "quarter": _quarter,
    "half": _half,
    "holiday": _holiday,
    "offset": _offset,
    "text_day": _text_day,
    "unit": _unit,
    "away": _away,
    "lasting": _lasting,
    "span": _span,
    "weekend": _weekend,
    "side_of_unit": _side_of_unit,
    "war": _war,
    "part": _part,
    "first_units": _first_units,
    "part_of_unit": _part_of_unit,
    "nth_weekday": _nth_weekday,
    "week_of": _week_of,
    "beside": _beside,
    "range": _range,
    "opens": _same,
    "closes": _same,
    "same": _same,
    "within": _within,
}