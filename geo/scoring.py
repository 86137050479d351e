"""The command ``evaluate``: prints how well the machine does on annotated articles, and what is under its floor."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from geo.evaluate import Prediction, is_place_right, is_when_right, match_tellings, score_articles
from geo.gate import find_fallen, find_sets, lift_floors, predict
from geo.gold import GoldArticle, GoldTelling
from geo.models import Telling
from geo.settings import Settings


def run_evaluate(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Print every figure of every annotated set; 1 if one of ours is under its floor."""
    figures = {}
    for path in [Path(name) for name in arguments.files] or find_sets(settings):
        pairs = list(predict(path, settings))
        figures[path.stem] = score_articles(pairs)
        out.write(f"{path.stem}\n")
        out.writelines(f"  {figure:40}{value:>10}\n" for figure, value in figures[path.stem].items())
        if arguments.errors:
            out.writelines(f"  {line}\n" for gold, predicted in pairs for line in describe_errors(gold, predicted))
    if arguments.files:
        return 0
    if arguments.raise_floors:
        lift_floors(settings, figures)
        return 0
    fallen = find_fallen(settings, figures)
    out.writelines(f"under its floor: {line}\n" for line in fallen)
    return 1 if fallen else 0


def describe_errors(gold: GoldArticle, predicted: Prediction) -> Iterator[str]:
    """Say of each event that is missed, invented or told wrong what is annotated and what was found."""
    for annotated, found in match_tellings(gold, predicted.tellings):
        if annotated is None and found:
            yield f"{gold.name}: invented {_summary(found)}"
        elif annotated and found is None:
            yield f"{gold.name}: missed {_summary(annotated.telling)}"
        elif annotated and found:
            yield from (f"{gold.name}: {what}; {_excerpt(found)}" for what in _differences(annotated, found))


def _differences(annotated: GoldTelling, found: Telling) -> Iterator[str]:
    wanted = annotated.telling
    if wanted.status is not found.status:
        yield f"{found.kind}: status {found.status}, annotated {wanted.status}"
    if not is_when_right(annotated, found):
        yield f"{found.kind}: when {found.when.value} ({found.when.precision}), annotated {annotated.value}"
    if found.drawn_at and not is_place_right(annotated, found):
        places = ", ".join(place.place.name for place in wanted.places) or "no place"
        yield f"{found.kind}: place {found.drawn_at.name}, annotated {places}"
    got, right = {actor.id for actor in found.actors}, {actor.id for actor in wanted.actors}
    if got != right:
        yield f"{found.kind}: actors missed {sorted(right - got)}, invented {sorted(got - right)}"


def _summary(telling: Telling) -> str:
    place = telling.drawn_at.name if telling.drawn_at else "no place"
    return f"{telling.kind}, {telling.status}, {telling.when.value}, {place}: {_excerpt(telling)}"


def _excerpt(telling: Telling) -> str:
    return repr(" ".join(telling.excerpt.split()))
