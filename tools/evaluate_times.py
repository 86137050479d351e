"""Measure the finder of time expressions on annotated sets outside this repository.

Two formats: rows of Duckling's corpus as JSON lines (text, start, end, grain, kind, reference), and the specs of
Recognizers-Text (JSON lists of Input, Context, Results). Both know a past and a future reading of "Monday"; a row
counts as valued right if either of ours is the one annotated, so that only the calendar is measured and not the
direction.

Left out are times of day, durations and repetitions, and rows that give their day by the name of a feast alone
("Diwali 2019", "Boss's day"): those that hold, besides numbers, no word of the calendar, which is no month, weekday,
unit, season, nor word like "today" (months and weekdays as CLDR has them, the rest in UNITS), or only a weekday or
"day" beside a year ("Stiller Freitag 2018", "King's Day 2014"). News does not date by them. So are rows with
"upcoming", which assistants take for a point ahead.

    python tools/evaluate_times.py PATH/fr.jsonl PATH/French/DateTimeModel.json [--show]
    python tools/evaluate_times.py --gold

``--gold`` measures the annotated articles of this repository instead: of the expressions that have a calendar value
how many are found and valued right, and how many of those found are annotated; and the publication inferred.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from babel import Locale

from geo.articles.reading import read_article
from geo.events.when import TimeExpression, TimeSort, find_times, infer_published
from geo.models import Basis, TimePrecision, When
from geo.settings import ROOT

GRAINS = ("Day", "Week", "Month", "Quarter", "Year")
LANGUAGES = {"English": "en", "French": "fr", "German": "de"}
DATE_TYPES = ("date", "daterange", "datetimeV2.date", "datetimeV2.daterange")
# Ends are inclusive in one set and exclusive in the other, by one unit of what is named.
END_SLACK = {
    TimePrecision.DAY: timedelta(days=1),
    TimePrecision.MONTH: timedelta(days=31),
    TimePrecision.YEAR: timedelta(days=366),
}
PARTS = ("part", "part_of_unit", "side_of_unit")
RANGES = ("range", "months", "year", "within", "same", "opens", "closes")


@dataclass(frozen=True)
class Row:
    """One annotated expression: where it stands, and the values that are right ([] if only finding is measured)."""

    text: str
    language: str
    reference: date
    start: int
    end: int
    values: tuple[tuple[date | None, date | None], ...]


UNITS = {
    "en": "day week weekend month quarter year century decade season spring summer autumn fall winter today tomorrow "
    "yesterday now tonight ago eve date fortnight weekday",
    "fr": "jour semaine week-end weekend mois trimestre an année siècle décennie saison printemps été automne hiver "
    "aujourd'hui demain hier maintenant veille lendemain quinzaine date avant-hier après-demain",
    "de": "tag woche wochenende monat quartal jahr jahrhundert jahrzehnt saison frühling frühjahr sommer herbst winter "
    "heute morgen gestern jetzt vorgestern übermorgen datum vortag",
    "pl": "dzień dni tydzień tygodni tygodnie weekend miesiąc miesięcy kwartał rok lata lat roku wiek sezon wiosna "
    "wiosną lato latem jesień jesienią zima zimą dziś dzisiaj jutro wczoraj teraz przedwczoraj pojutrze",
    "ru": "день дня дней неделя недели неделю недель выходные месяц месяца месяцев квартал год года лет весна весной "
    "лето летом осень осенью зима зимой сегодня завтра вчера сейчас позавчера послезавтра",
    "uk": "день дня днів тиждень тижня тижні тижнів вихідні місяць місяця місяців квартал рік року років весна весною "
    "літо літом осінь восени зима взимку сьогодні завтра вчора зараз позавчора післязавтра",
}
"""Words of the calendar besides the names of months and weekdays, by language, in their plain forms."""
FEAST = re.compile(
    r"^[^\d]*?\w+ (?:(?:sun|mon|tues|wednes|thurs|fri|satur)?day|(?:son|mon|diens|donners|frei|sams)tag|mittwoch)"
    r"(?: \d{4})?$|^\w+'s day\b|^(?:sun|mon|tues|wednes|thurs|fri|satur)day of the ",
    re.IGNORECASE,
)
"""A weekday or "day" with a word before it that is no word of time, perhaps with a year: the name of a feast."""
UPCOMING = re.compile(r"\bupcoming\b", re.IGNORECASE)
"""Assistants take "upcoming two weeks" for the one week that is two ahead; in news it is a span."""
TIME_WORDS = re.compile(
    r"\b(?:last|next|this|that|first|second|third|fourth|fifth|previous|following|coming|past|on|the|of|every|same|am|"
    r"übernächsten?|week's|nächsten?|letzten?|diesen?|kommenden?|vorigen?|ersten?|zweiten?|dritten?|late|early|after|"
    r"before|and|or)\s+\S+(?: \d{4})?$",
    re.IGNORECASE,
)
LEAST_STEM = 3
"""Names of months and weekdays are compared by so many first letters, since languages bend them."""


def is_of_calendar(text: str, language: str) -> bool:
    """Return True if a row holds a word of the calendar, or a date in figures."""
    if UPCOMING.search(text) or (FEAST.search(text) and not TIME_WORDS.search(text)):
        return False
    if re.search(r"\d\s*[-/.]\s*\d|\d{1,2}(?:st|nd|rd|th|er|\.)|\b(?:le|den|the|am|dnia)\s+\d", text, re.IGNORECASE):
        return True
    locale = Locale(language)
    names = [
        n
        for widths in (locale.months, locale.days)
        for w in ("wide", "abbreviated")
        for n in widths["format"][w].values()
    ]
    names += [n for widths in (locale.months, locale.days) for n in widths["stand-alone"]["wide"].values()]
    stems = {name.lower().strip(".")[:LEAST_STEM] for name in names}
    units = UNITS[language].split()
    for word in re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", text.lower()):
        if any(word.startswith(unit) for unit in units) or word[:LEAST_STEM] in stems:
            return True
    return False


def read_rows(path: Path) -> Iterator[Row]:
    """Read the rows of dates and ranges of dates of one file; times of day, durations and repetitions are left out."""
    if path.suffix == ".jsonl":
        for line in path.read_text(encoding="utf-8").splitlines():
            row = _duckling(json.loads(line))
            if row is not None and is_of_calendar(row.text, row.language):
                yield row
        return
    for case in json.loads(path.read_text(encoding="utf-8-sig")):
        rows = _recognizers(case, LANGUAGES[path.parent.name])
        yield from (row for row in rows if is_of_calendar(row.text[row.start : row.end], row.language))


def _day(text: str | None) -> date | None:
    """Read a day; a month or day that is 00 is the first."""
    if not text or not re.match(r"\d{4}-\d\d-\d\d", text):
        return None
    year, month, day = (int(part) for part in text[:10].split("-"))
    return date(year, max(month, 1), max(day, 1)) if year else None


def _duckling(raw: dict[str, str | None]) -> Row | None:
    if raw["grain"] not in GRAINS:
        return None
    text, reference = str(raw["text"]), _day(raw["reference"])
    start, end = _day(raw["start"]), _day(raw["end"])
    assert reference is not None  # noqa: S101  (every row has one)
    before = raw["open"] == "Before"
    value = (None, start) if before else (start, end)
    return Row(text, str(raw["lang"]), reference, 0, len(text), (value,))


def _recognizers(case: dict, language: str) -> Iterator[Row]:  # type: ignore[type-arg]
    reference = _day(case.get("Context", {}).get("ReferenceDateTime"))
    for result in case["Results"]:
        if result.get("TypeName", result.get("Type")) not in DATE_TYPES:
            continue
        end = result.get("End", result.get("Start", 0) + result.get("Length", 1) - 1) + 1
        values = tuple(value for value in _values(result) if any(value)) if reference else ()
        yield Row(case["Input"], language, reference or date(2016, 11, 7), result.get("Start", 0), end, values)


def _values(result: dict) -> Iterator[tuple[date | None, date | None]]:  # type: ignore[type-arg]
    if "Resolution" in result:
        rows = (result["Resolution"] or {}).get("values", [])
        yield from ((_day(row.get("value") or row.get("start")), _day(row.get("end"))) for row in rows)
    elif isinstance(result.get("Value"), dict):
        for key in ("FutureResolution", "PastResolution"):
            row = result["Value"].get(key) or {}
            yield _day(row.get("date") or row.get("startDate")), _day(row.get("endDate"))


def find_in(row: Row) -> list[TimeExpression]:
    """Find the dates that overlap the annotated span."""
    published = When(row.reference, row.reference + timedelta(days=1), TimePrecision.DAY, Basis.EXPLICIT)
    found = find_times(row.text, row.language, published)
    return [e for e in found if e.start < row.end and row.start < e.end and e.sort in (TimeSort.DATE, TimeSort.PRESENT)]


def is_right(row: Row, found: list[TimeExpression], today: date) -> bool:
    """Say if one reading of one of the expressions is one of the annotated values."""
    now = When(today, today + timedelta(days=1), TimePrecision.DAY, Basis.RELATIVE)
    readings = [(e, when) for e in found for when in (e.when, e.ahead) if when is not None]
    readings += [(e, now) for e in found if e.sort is TimeSort.PRESENT]
    return any(_equals(e, when, start, end) for e, when in readings for start, end in row.values)


def _equals(expression: TimeExpression, when: When, start: date | None, end: date | None) -> bool:
    """Compare with an annotated value, leaving out what is convention.

    "Three months ago" is a month with us and a day there; where "early May" ends is vague; "the
    last two weeks" are seven days a week back or whole ones; "2014 to 2018" ends with the last year or before it;
    "since" and "until" give one side only, which is the first or the last day of what is named.
    """
    if expression.meaning == "away" and when.precision is not TimePrecision.DAY and start is not None:
        return when.start <= start < when.end
    if (start is None or end is None) and (expression.opens or expression.closes):
        return (start or end) in (when.start, when.end)
    if expression.meaning in PARTS and start is not None and end is not None:
        return when.start < end and start < when.end
    if expression.meaning == "span" and start is not None and end is not None:
        shared = min(when.end, end) - max(when.start, start)
        return shared * 2 >= max(when.end, end) - min(when.start, start)
    unit = END_SLACK[when.precision] if expression.meaning in RANGES else END_SLACK[TimePrecision.DAY]
    right_end = end is None or timedelta(days=-1) <= when.end - end <= unit
    return start is not None and when.start == start and right_end


def measure_gold() -> None:
    """Print recall, precision and values on the annotated articles, and the windows of publication inferred."""
    wanted = found = right = extra = total = 0
    gold = json.loads((ROOT / "data" / "gold" / "seeds.json").read_text(encoding="utf-8"))
    for article in gold["articles"]:
        path = next((ROOT / "data" / "articles").glob(article["article"] + "-*.md"))
        text = read_article(path).text
        window = [date.fromisoformat(article["published"][key]) for key in ("start", "end")]
        published = When(window[0], window[1], TimePrecision.DAY, Basis.INFERRED)
        dates = [e for e in find_times(text, article["language"], published) if e.sort is TimeSort.DATE and e.when]
        total += len(dates)
        extra += sum(not any(e.start < t["end"] and t["start"] < e.end for t in article["times"]) for e in dates)
        for time in article["times"]:
            value = time.get("begin_value", time["value"]).split("/")[0].replace("-WI", "-12")
            if not re.match(r"\d{4}", value) or time["type"] == "TIME":
                continue
            here = [e for e in dates if e.start < time["end"] and time["start"] < e.end]
            fits = any(e.when and e.when.start.isoformat().startswith(value[:10]) for e in here)
            wanted, found, right = wanted + 1, found + bool(here), right + fits
            if not fits:
                print(f"  {time['text']!r} wanted {value} got {[(e.text, e.when and e.when.value) for e in here]}")
        inferred, how = infer_published(text, article["language"])
        got = f"{inferred.start} to {inferred.last}" if inferred else "nothing"
        print(f"{article['article']}: published {window[0]} to {window[1]} (exclusive), inferred {got}: {how}")
    print(f"found {found}/{wanted}, valued {right}/{wanted}, of those found annotated {total - extra}/{total}")


def main() -> None:
    """Print for each file how many of its dates are found and how many of those with a value are valued right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--gold", action="store_true", help="measure the annotated articles of this repository")
    parser.add_argument("--show", action="store_true", help="print the rows that are missed or valued otherwise")
    options = parser.parse_args()
    if options.gold:
        measure_gold()
    for path in options.paths:
        rows = list(read_rows(path))
        found = valued = right = 0
        for row in rows:
            here = find_in(row)
            found += bool(here)
            valued += bool(row.values)
            fits = is_right(row, here, row.reference)
            right += fits
            if options.show and (not here or (row.values and not fits)):
                got = [(e.text, e.when and f"{e.when.start}..{e.when.end}", e.meaning) for e in here]
                wanted = [f"{start}..{end}" for start, end in row.values]
                print(f"  {row.text!r} [{row.text[row.start : row.end]}] {row.reference} wanted {wanted} got {got}")
        print(
            f"{path}: {len(rows)} dates, found {found / len(rows):.2f}, valued {right / max(valued, 1):.2f} of {valued}"
        )


if __name__ == "__main__":
    main()
