"""The quality gate: the machine alone over annotated sets, and the floors under the figures of those in data/gold.

In: settings. Out: annotated articles with what the machine reads in them, and lines that say which figures fell. Human
reviews never enter.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from geo.articles import Known
from geo.evaluate import Prediction, check_floors, raise_floors
from geo.gold import GoldArticle, GoldError, read_gold
from geo.models import Article
from geo.pipeline import load_extractor, read_source
from geo.settings import Settings

FLOORS = "floors.json"


def find_sets(settings: Settings) -> list[Path]:
    """Return the files of annotated articles that come with Dateline, by name."""
    return sorted(path for path in (settings.data / "gold").glob("*.json") if path.name != FLOORS)


def find_fallen(settings: Settings, figures: dict[str, dict[str, float]]) -> list[str]:
    """Return a line for each figure that is under its floor; an absent file has no floors."""
    path = settings.data / "gold" / FLOORS
    floors = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return [f"{name} {line}" for name, floor in floors.items() for line in check_floors(figures.get(name, {}), floor)]


def lift_floors(settings: Settings, figures: dict[str, dict[str, float]]) -> None:
    """Lift the floors to the figures; raises FloorError if one would have to be lowered."""
    raise_floors(settings.data / "gold" / FLOORS, figures)


def predict(path: Path, settings: Settings) -> Iterator[tuple[GoldArticle, Prediction]]:
    """Read each annotated article of a file by the machine; raises `GoldError` if the file is broken."""
    extractor = load_extractor(settings)
    for gold in read_gold(path):
        extraction = extractor.extract(_read(gold, path, settings))
        yield gold, Prediction(extraction.mentions, extraction.tellings)


def _read(gold: GoldArticle, path: Path, settings: Settings) -> Article:
    if gold.text:
        return Article(gold.name, gold.text, gold.language, published=gold.published)
    source = next((settings.data / "articles").glob(f"{gold.name}*"), None)
    if source is None:
        raise GoldError(
            "no article of this name in data/articles.", source=str(path), where=gold.name, remedy="Put it back."
        )
    return read_source(source, Known())
