"""Measures Dateline in one run, each figure as the median of several, beside the peer of the budget where there is one.

Usage: python -m tools.bench [TEXTS.jsonl]
       (lines with "text" and perhaps "language"; without it the shipped articles and the texts written for the purpose)
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy

from geo.gazetteer.index import Gazetteer
from geo.geoparse.syntax import PIPELINES, Parser
from geo.gold import read_gold
from geo.models import Article
from geo.pipeline import load_extractor, load_geoparser
from geo.settings import Settings

ROUNDS = 5
NAMES = ("Bobrowniki", "Brest", "Kursk", "Gaza", "Khartoum", "Минск", "Київ", "Goma", "Mariupol", "Rafah")
MISSPELT = ("Brobrowniki", "Kostjukowitschy", "Karkiv", "Mariopol", "Khartoom", "Бобровніки", "Zaporizhya", "Koursk")


def median_s(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median time of a piece of work in seconds, after one round that does not count."""
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def read_texts(path: Path | None, settings: Settings) -> list[Article]:
    """Return the English texts to measure on."""
    if path:
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        rows = [row for row in lines if row.get("language", row.get("lang", "en")) == "en"][:100]
        return [Article(str(number), row["text"], "en") for number, row in enumerate(rows)]
    golds = read_gold(settings.data / "gold" / "written.json")
    return [Article(gold.name, gold.text, "en", published=gold.published) for gold in golds if gold.language == "en"]


def measure_gazetteer(settings: Settings) -> None:
    """Print opening and look-up times."""
    gazetteer = Gazetteer.open(settings.gazetteer)
    fresh = iter(f"{name} {number}" for number in range(10_000_000) for name in MISSPELT)
    rows = [
        ("open", median_s(lambda: Gazetteer.open(settings.gazetteer)) * 1e3, "ms"),
        ("exact name, asked before", median_s(lambda: [gazetteer.exact(n) for n in NAMES]) / len(NAMES) * 1e6, "µs"),
        ("near name, never asked before", median_s(lambda: gazetteer.alike(next(fresh)), 200) * 1e3, "ms"),
    ]
    for what, value, unit in rows:
        print(f"gazetteer: {what:32}{value:10.2f} {unit}")


def measure_texts(articles: Sequence[Article], settings: Settings) -> None:
    """Print articles a second of the entity tagger alone, of geoparse and of extract, with their ratios."""
    model = next(name for name in PIPELINES["en"] if spacy.util.is_package(name))
    tagger = spacy.load(model, exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer", "senter"])
    geoparser, extractor = load_geoparser(settings), load_extractor(settings)
    works: dict[str, Callable[[], object]] = {
        "entity tagger alone": lambda: list(tagger.pipe(a.text for a in articles)),
        "parser, all components": lambda: list(Parser.parse(geoparser.parser, [a.text for a in articles], "en")),
        "geoparse": lambda: [geoparser.geoparse(a) for a in articles],
        "extract, all steps": lambda: [extractor.extract(a) for a in articles],
    }
    characters = sum(len(a.text) for a in articles) / len(articles)
    print(f"{len(articles)} English texts of {characters:.0f} characters on average")
    base = 0.0
    for what, work in works.items():
        rate = len(articles) / median_s(work, 3)
        base = base or rate
        print(f"texts: {what:28}{rate:10.1f} a second {rate / base:8.2f} of the tagger")


def main() -> None:
    """Print one line a figure."""
    settings = Settings.from_environment()
    measure_gazetteer(settings)
    measure_texts(read_texts(Path(sys.argv[1]) if sys.argv[1:] else None, settings), settings)
    print(f"memory: at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
