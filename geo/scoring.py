"""The command ``evaluate``: runs the machine over the annotated articles and compares its scores with the floors."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from geo.articles import Known, Page, read_article, to_article
from geo.errors import GeoError
from geo.evaluate import Prediction, check_floors, raise_floors, score_articles
from geo.gold import GoldArticle, read_gold
from geo.models import Article
from geo.pipeline import date_article, load_extractor
from geo.settings import Settings

FLOORS = "floors.json"


def run_evaluate(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Print every figure of every annotated file; 1 if one is under its floor."""
    figures = {name: score_articles(_predict(golds, settings)) for name, golds in _gold_files(settings)}
    out.writelines(
        f"{name}\n" + "".join(f"  {figure:40}{value:>10}\n" for figure, value in scores.items())
        for name, scores in figures.items()
    )
    path = settings.data / "gold" / FLOORS
    if arguments.raise_floors:
        raise_floors(path, figures)
        return 0
    floors = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    fallen = [
        f"{name}, {line}" for name, least in floors.items() for line in check_floors(figures.get(name, {}), least)
    ]
    out.write("".join(f"under its floor: {line}\n" for line in fallen))
    return 1 if fallen else 0


def _gold_files(settings: Settings) -> Iterator[tuple[str, tuple[GoldArticle, ...]]]:
    folder = settings.data / "gold"
    files = [file for file in sorted(folder.rglob("*.json")) if file.name != FLOORS]
    if not files:
        raise GeoError("there are no annotated articles.", source=str(folder), remedy="Give the folder of the data.")
    for file in files:
        yield file.stem, read_gold(file)


def _predict(golds: tuple[GoldArticle, ...], settings: Settings) -> Iterator[tuple[GoldArticle, Prediction]]:
    extractor = load_extractor(settings)
    for gold in golds:
        extraction = extractor.extract(_article_of(gold, settings))
        yield gold, Prediction(extraction.mentions, extraction.tellings)


def _article_of(gold: GoldArticle, settings: Settings) -> Article:
    """Return the article that was annotated, from the gold itself or from the file that its name begins."""
    if gold.text:
        published = f"{gold.published.start}..{gold.published.last}" if gold.published else ""
        return date_article(to_article(Page(gold.text), gold.name, Known(gold.language, published)))
    files = sorted(Path(settings.data / "articles").glob(f"{gold.name}*.md"))
    if not files:
        raise GeoError("its article is missing.", source=f"{settings.data}/articles", where=gold.name)
    return date_article(read_article(files[0]))
