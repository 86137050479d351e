"""Runs the machine over annotated articles and prints what the annotation's own scorer reads.

Usage: python tools/predict_seeds.py GOLD.json ARTICLES [--gazetteer FOLDER] > predictions.json
       (GOLD holds articles with "file", "language" and, where ARTICLES has no such file, "text")
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from geo.events.codebook import Codebook
from geo.events.extract import Extraction, Extractor
from geo.gazetteer.index import Gazetteer
from geo.geoparse import Geoparser
from geo.models import Article, Basis, MentionType, Telling, TimePrecision, When
from geo.settings import Settings


def read_articles(gold: Mapping[str, Any], folder: Path, *, given_dates: bool) -> Iterator[Article]:
    """Yield the articles of an annotated file; the day of publication only if asked for (it is inferred otherwise)."""
    for record in gold["articles"]:
        path = folder / record["file"]
        text = record.get("text") or path.read_bytes().decode("utf-8")
        window = record.get("publication", {}).get("window")
        known = given_dates or bool(record.get("text"))
        published = _to_when(window) if window and known else None
        yield Article(id=record["file"], text=text, language=record["language"], published=published)


def _to_when(window: list[str]) -> When:
    start, last = (date.fromisoformat(day) for day in window)
    return When(start, last + timedelta(days=1), TimePrecision.DAY, Basis.EXPLICIT)


def to_prediction(article: Article, extraction: Extraction) -> dict[str, list[dict[str, Any]]]:
    """Return mentions and events as the scorer reads them."""
    mentions = [
        {"file": article.id, "start": m.start, "end": m.end}
        for m in extraction.mentions
        if m.type is not MentionType.DEMONYM
    ]
    return {"mentions": mentions, "events": [_to_event(article.id, telling) for telling in extraction.tellings]}


def _to_event(file: str, telling: Telling) -> dict[str, Any]:
    drawn = telling.drawn_at
    return {
        "file": file,
        "start": telling.start,
        "end": telling.end,
        "excerpt": telling.excerpt,
        "kind": telling.kind.value,
        "status": telling.status.value,
        "phase": telling.phase,
        "date": telling.when.value,
        "actors": [actor.id for actor in telling.actors],
        "roles": [f"{actor.id}:{actor.role.value}" for actor in telling.actors],
        "lat": drawn.lat if drawn else None,
        "lon": drawn.lon if drawn else None,
        "places": [f"{p.place.id}:{p.role.value}:{p.as_written}" for p in telling.places],
        "also": [[span.start, span.end] for span in telling.also_at],
        "confidence": telling.confidence,
        "attribution": list(telling.attribution),
        "weapons": list(telling.weapons),
        "quantity": telling.quantity,
        "cues": [f"{cue.decides}={cue.text}" for cue in telling.cues],
    }


def main() -> None:
    """Read, extract, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--gazetteer", type=Path, default=Settings.from_environment().gazetteer)
    parser.add_argument("--given-dates", action="store_true")
    arguments = parser.parse_args()
    codebook = Codebook.load(Settings.from_environment().codebook_folder)
    extractor = Extractor(Geoparser(Gazetteer.open(arguments.gazetteer)), codebook)
    gold = json.loads(arguments.gold.read_text(encoding="utf-8"))
    found: dict[str, list[dict[str, Any]]] = {"mentions": [], "events": []}
    for article in read_articles(gold, arguments.articles, given_dates=arguments.given_dates):
        prediction = to_prediction(article, extractor.extract(article))
        found["mentions"].extend(prediction["mentions"])
        found["events"].extend(prediction["events"])
    json.dump(found, sys.stdout, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
