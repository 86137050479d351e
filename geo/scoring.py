"""The command ``evaluate``: prints how well the machine does on annotated articles, and what is under its floor."""

from __future__ import annotations

from argparse import Namespace
from typing import TextIO

from geo.gate import find_fallen, lift_floors, score_sets
from geo.settings import Settings


def run_evaluate(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Print every figure of every annotated set; 1 if one is under its floor."""
    figures = score_sets(settings)
    for name, scores in figures.items():
        out.write(f"{name}\n")
        out.writelines(f"  {figure:40}{value:>10}\n" for figure, value in scores.items())
    if arguments.raise_floors:
        lift_floors(settings, figures)
        return 0
    fallen = find_fallen(settings, figures)
    out.writelines(f"under its floor: {line}\n" for line in fallen)
    return 1 if fallen else 0
