"""Measure which place of a sentence is given to an event verb, or rightly none, with a public corpus.

Run from the root of the project:

    python -m tools.evaluate_event_location FILE.jsonl [--every N [--first N]] [--errors N]

A row has a ``text`` and ``spans`` with the labels VERB (one) and LOCATION (none or more). The verb is taken for the
trigger of an event, whatever it says; its place is the one that would be drawn, from the words of the sentence alone.
Right is a drawn place whose words overlap a LOCATION, or no place where there is none. What is measured is which words
belong to the verb, not what the gazetteer holds: a name that it does not know counts as a place without a point.

Rows whose offsets are broken (an empty LOCATION, or one that begins or ends inside a word) are left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from geo.events.entries import Rule
from geo.events.extract import Extractor
from geo.events.others import Others
from geo.events.what import find_candidates, try_rule
from geo.events.where_order import is_drawable
from geo.models import Article, Kind, Mention, MentionType, Place, PlaceRole, Precision, Span
from geo.pipeline import load_extractor
from geo.settings import Settings

ANY_EVENT = Rule("any", Kind.GROUND_COMBAT, "verb", (), {})
"""A rule without words or slots: the corpus says which verb is the event."""
UNKNOWN = Place(
    id="unknown", name="", kind="settlement", precision=Precision.SETTLEMENT, lat=0.0, lon=0.0, countries=()
)
CHECKED = "RELABEL"
"""The source of rows that the corpus' makers labelled again with care."""


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence, its event verb, and where the corpus says the event was (empty: nowhere named)."""

    text: str
    verb: Span
    places: tuple[Span, ...]
    source: str


def read_rows(path: Path, every: int, first: int = 0) -> Iterator[Row]:
    """Yield every n-th row that has one verb, from the first given."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n")):
        if not line or number % every != first:
            continue
        raw = json.loads(line)
        verbs = [Span(s["start"], s["end"]) for s in raw.get("spans", ()) if s["label"] == "VERB"]
        places = tuple(Span(s["start"], s["end"]) for s in raw.get("spans", ()) if s["label"] == "LOCATION")
        if len(verbs) == 1 and all(is_whole(raw["text"], span) for span in (*verbs, *places)):
            yield Row(raw["text"], verbs[0], places, raw.get("source", ""))


def is_whole(text: str, span: Span) -> bool:
    """Return False for an empty span or one that cuts through a word."""
    inside = text[span.start : span.end]
    cut_before = inside[:1].isalnum() and text[: span.start][-1:].isalnum()
    cut_after = inside[-1:].isalnum() and text[span.end :][:1].isalnum()
    return len(inside.strip()) > 1 and not cut_before and not cut_after


def with_stand_ins(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions, those of names that the gazetteer does not know with a place that stands for them."""
    return [
        m if m.places or m.type is not MentionType.TOPONYM else replace(m, places=(replace(UNKNOWN, name=m.text),))
        for m in mentions
    ]


def drawn_place(extractor: Extractor, row: Row) -> Span | None:
    """Return the words of the place that the event of this verb would be drawn at."""
    article = Article(id="row", text=row.text, language="en")
    doc = extractor.parse(article, whole=True)
    scene = extractor.look_at(article, doc, with_stand_ins(extractor.geoparse(article)))
    span = doc.char_span(row.verb.start, row.verb.end, alignment_mode="expand")
    if span is None:
        return None
    candidate, _ = try_rule(scene, ANY_EVENT, span.root)
    places = Others(scene, find_candidates(scene)).places_of(candidate) if candidate is not None else []
    drawn = [p for p in places if p.role in (PlaceRole.LOCATION, PlaceRole.TARGET) and p.span is not None]
    return drawn[0].span if is_drawable(places) and drawn else None


def judge(found: Span | None, row: Row) -> str:
    """Return what became of a row: right, rightly none, missed, wrong, or invented."""
    if found is None:
        return "missed" if row.places else "rightly none"
    if not row.places:
        return "invented"
    return "right" if any(found.overlaps(place) for place in row.places) else "wrong"


def main() -> None:
    """Print the shares over all rows and over those that were labelled again."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only every n-th row")
    parser.add_argument("--first", type=int, default=0, help="the first row, 0 to N - 1: 1 of every 2 are the odd ones")
    parser.add_argument("--errors", type=int, default=0, help="print this many errors")
    arguments = parser.parse_args()
    extractor = load_extractor(Settings.from_environment())
    counts: dict[str, Counter[str]] = {"all": Counter(), CHECKED: Counter()}
    shown = 0
    for row in read_rows(arguments.path, arguments.every, arguments.first):
        found = drawn_place(extractor, row)
        verdict = judge(found, row)
        counts["all"][verdict] += 1
        if row.source == CHECKED:
            counts[CHECKED][verdict] += 1
        if verdict not in ("right", "rightly none") and shown < arguments.errors:
            shown += 1
            _show(row, found, verdict)
    for name, count in counts.items():
        _report(name, count)


def _show(row: Row, found: Span | None, verdict: str) -> None:
    got = row.text[found.start : found.end] if found else "-"
    wanted = " / ".join(row.text[p.start : p.end] for p in row.places) or "-"
    verb = row.text[row.verb.start : row.verb.end]
    sys.stdout.write(f"{verdict}: “{verb}” got {got}, wanted {wanted}: {row.text}\n")


def _report(name: str, count: Counter[str]) -> None:
    total = sum(count.values())
    good = count["right"] + count["rightly none"]
    parts = ", ".join(f"{verdict} {number}" for verdict, number in sorted(count.items()))
    sys.stdout.write(f"{name}: {good / max(total, 1):.3f} of {total} right place or rightly none ({parts})\n")


if __name__ == "__main__":
    main()
