"""What the commands of the codebook do: check its files, and try it on a sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from geo.articles.published import read_window
from geo.events.checking import check_codebook
from geo.events.codebook import Codebook
from geo.events.explain import Trial, try_sentence
from geo.pipeline import load_extractor

if TYPE_CHECKING:
    from argparse import Namespace

    from geo.settings import Settings


def run_check(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Print every fault; 0 if there is none, 1 if the codebook loads all the same, 2 if it does not."""
    folder = Path(arguments.folder) if arguments.folder else settings.codebook_folder
    faults = check_codebook(folder)
    for fault in faults:
        print(fault, file=out)
    if any(fault.fatal for fault in faults):
        print(f"{folder}: {len(faults)} faults; it cannot be used.", file=out)
        return 2
    book = Codebook.load(folder)
    rules = sum(
        len({rule.id for rules in book.languages[code].rules.values() for rule in rules}) for code in book.languages
    )
    print(
        f"{folder}: {len(book.languages)} languages, {rules} rules, {len(book.actors)} actors, "
        f"{len(book.weapons)} weapons; {len(faults) or 'no'} doubts.",
        file=out,
    )
    return 1 if faults else 0


def run_try(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Say of one sentence which rules fire and why, and what stops the others; 1 if it gives no event."""
    published = read_window(arguments.published) if arguments.published else None
    trials = try_sentence(load_extractor(settings), arguments.sentence, arguments.language, published=published)
    told = [trial for trial in trials if trial.telling is not None]
    for trial in told:
        print(_describe(trial), file=out)
    for trial in trials:
        if trial.telling is None:
            print(f"- {trial.trigger}: no {trial.kind}, because {trial.why} ({trial.rule})", file=out)
    if not trials:
        print("No word of the sentence starts a rule.", file=out)
    return 0 if told else 1


def _describe(trial: Trial) -> str:
    lines = [f"EVENT {trial.outcome}", f"  rule {trial.rule}, started by “{trial.trigger}”"]
    lines.extend(f"  {words}" for words in trial.filled)
    return "\n".join(lines)
