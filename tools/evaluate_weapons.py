"""Measure how many weapons and platforms that name a type are found, with the public corpus re3d.

Run from the root of the project: python -m tools.evaluate_weapons FOLDER [--show]

The folder holds, by source, ``documents.json`` and ``entities.json`` (JSON lines). Measured are entities of the types
Weapon and MilitaryPlatform whose words name a type. Left out are those that only say "weapons", "vehicles" or the like
(every word is in EMPTY or a number), those that name the act ("air strikes"), those that are no arms, and those whose
offsets do not hold their own words. An entity is found if a weapon of the codebook overlaps it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.events.codebook import Codebook
from geo.events.gear import WeaponFinder
from geo.models import Span
from geo.settings import Settings

TYPES = frozenset({"Weapon", "MilitaryPlatform"})
EMPTY = frozenset(
    {"a", "an", "the", "such", "single", "other", "and", "or", "of", "simple", "heavy", "weapon", "weapons", "munition",
     "munitions", "system", "systems", "military", "hardware", "vehicle", "vehicles", "asset", "assets", "unit",
     "aircraft", "plane", "planes", "coalition", "isil", "al-qaida", "iraqi", "israeli", "french", "royal", "navy",
     "air",
     "force", "official", "ministry", "technical", "u.s.-led", "she", "u.k.'s", "command", "control", "node",
     "chemicals"}
)  # fmt: skip
"""Words that name no type of weapon by themselves."""
ACTS = frozenset(
    {"strike", "strikes", "airstrike", "airstrikes", "bombardment", "attack", "attacks", "bullets", "butts"}
)  # fmt: skip
"""Words for what is done, or for a part."""
NO_ARMS = frozenset(
    {"bulldozer", "dump truck", "pontoon bridge", "front-end loaders", "a front-end loader", "suicide bombers"}
)  # fmt: skip
HULL = re.compile(r"^[A-Z]{1,3} \d+$")
"""A hull number ("DDG 70") names a ship that is named beside it."""


@dataclass(frozen=True, slots=True)
class Entity:
    """An annotated weapon: the document it is in, where, and its words."""

    document: str
    span: Span
    words: str


def names_type(words: str) -> bool:
    """Return True if the words name a type of weapon."""
    said = {word for word in re.findall(r"[\w.'-]+", words.lower()) if not word.isdigit()}
    return bool(said - EMPTY - ACTS) and words.lower() not in NO_ARMS and not said & ACTS and not HULL.match(words)


def read_entities(folder: Path, texts: dict[str, str]) -> Iterator[Entity]:
    """Yield the entities of one source that are measured."""
    for line in (folder / "entities.json").read_text(encoding="utf-8").splitlines():
        raw = json.loads(line)
        span = Span(raw["begin"], raw["end"])
        text = texts.get(raw["documentId"], "")
        holds = text[span.start : span.end] == raw["value"]
        if raw["type"] in TYPES and holds and names_type(raw["value"]):
            yield Entity(raw["documentId"], span, raw["value"])


def read_texts(folder: Path) -> dict[str, str]:
    """Return the texts of one source by the id of the document."""
    lines = (folder / "documents.json").read_text(encoding="utf-8").splitlines()
    return {raw["_id"]: raw["text"] for raw in map(json.loads, lines)}


def main() -> None:
    """Print recall, and with --show what was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="print what was missed")
    arguments = parser.parse_args()
    finder = WeaponFinder(Codebook.load(Settings.from_environment().codebook_folder))
    total, missed = 0, []
    for source in sorted(path.parent for path in arguments.folder.glob("*/entities.json")):
        texts = read_texts(source)
        found = {key: [Span(w.start, w.end) for w in finder.find(text, "en")] for key, text in texts.items()}
        for entity in read_entities(source, texts):
            total += 1
            if not any(entity.span.overlaps(span) for span in found[entity.document]):
                missed.append(entity.words)
    sys.stdout.write(f"found {total - len(missed)} of {total}: recall {1 - len(missed) / max(total, 1):.3f}\n")
    sys.stdout.writelines(f"missed {words}\n" for words in (missed if arguments.show else ()))


if __name__ == "__main__":
    main()
