"""Measures Dateline in one run, each figure as the median of several, beside the peer of the budget where there is one.

Usage: python -m tools.bench [TEXTS.jsonl]
       (lines with "text" and perhaps "language"; without it the texts written for the purpose, which tell an event in
       nearly every sentence: the worst case)
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import spacy

from geo.gazetteer.index import Gazetteer
from geo.geoparse.pipelines import ENTITIES_ONLY, PIPELINES
from geo.gold import read_gold
from geo.models import Article
from geo.pipeline import load_extractor, load_geoparser
from geo.settings import Settings

ROUNDS, TEXT_ROUNDS = 5, 3
LANGUAGES = ("en", "fr", "de", "pl", "ru", "uk")
WORDS, MOST_ARTICLES = 600, 12
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


def cpu_s(work: Callable[[], object], rounds: int = TEXT_ROUNDS) -> float:
    """Return the median processor time of a piece of work in seconds, after one round that does not count."""
    work()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def read_texts(path: Path | None, settings: Settings, language: str) -> list[Article]:
    """Return articles of about 600 words in a language: of the file, else of the texts written for the purpose."""
    if path:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
        texts = [row["text"] for row in rows if row.get("language", row.get("lang", "en")) == language]
    else:
        golds = [gold for file in sorted((settings.data / "gold").glob("written*.json")) for gold in read_gold(file)]
        texts = [gold.text for gold in golds if gold.language == language]
    return [Article(str(number), text, language) for number, text in enumerate(_join(texts))][:MOST_ARTICLES]


def _join(texts: Iterable[str]) -> Iterator[str]:
    """Join short texts to articles of WORDS words or little more."""
    waiting: list[str] = []
    for text in texts:
        waiting.append(text)
        if sum(len(part.split()) for part in waiting) >= WORDS:
            yield "\n\n".join(waiting)
            waiting = []


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
    """Print how many articles of 600 words one core reads a second, beside the entity tagger where there is one."""
    language = articles[0].language
    geoparser, extractor = load_geoparser(settings), load_extractor(settings)
    works: dict[str, Callable[[], object]] = {
        "geoparse": lambda: [geoparser.geoparse(a) for a in articles],
        "extract, all steps": lambda: [extractor.extract(a) for a in articles],
    }
    if geoparser.parser.supports(language):
        model = next(name for name in PIPELINES[language] if spacy.util.is_package(name))
        tagger = spacy.load(model, exclude=ENTITIES_ONLY)
        works = {"entity tagger alone": lambda: list(tagger.pipe(a.text for a in articles)), **works}
    size = sum(len(a.text.split()) for a in articles) / WORDS
    events = sum(len(extractor.extract(a).tellings) for a in articles)
    print(f"{language}: {len(articles)} articles, {size * WORDS:.0f} words, {events} events")
    base = 0.0
    for what, work in works.items():
        rate = size / cpu_s(work)
        base = base or (rate if what.startswith("entity") else 0.0)
        share = f"{rate / base:8.2f} of the tagger" if base else ""
        print(f"{language}: {what:24}{rate:8.1f} a second{share}")


def main() -> None:
    """Print one line a figure."""
    settings = Settings.from_environment()
    measure_gazetteer(settings)
    for language in LANGUAGES:
        articles = read_texts(Path(sys.argv[1]) if sys.argv[1:] else None, settings, language)
        if articles:
            measure_texts(articles, settings)
    print(f"memory: at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
