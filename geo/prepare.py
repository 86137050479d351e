"""Makes everything ready for the first look: gazetteer built, the shipped articles read, their reviews put on top.

In: settings. Out: a store that shows the five articles. Does nothing that was done before with the same inputs, so the
second start is quick. Raises GeoError if it cannot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from geo.gazetteer.build import build_gazetteer
from geo.models import Report
from geo.pipeline import ingest, open_store
from geo.review_files import read_reviews
from geo.settings import ROOT, Settings

_STAMP = "prepared"
_INPUTS = ("data/articles", "data/codebook", "data/gazetteer", "data/geoparse", "data/reviews", "geo")


def is_prepared(settings: Settings) -> bool:
    """True if :func:`prepare` has run with the same code, data and settings."""
    stamp = _stamp(settings)
    return stamp.exists() and stamp.read_text(encoding="utf-8") == _digest(settings)


def prepare(settings: Settings, *, say: Callable[[str], None]) -> Report:
    """Build the gazetteer, ingest the shipped articles and their reviews; ``say`` hears each step.

    The shipped articles are extracted anew whenever code or data have changed; what a user added stays as it is.
    """
    if is_prepared(settings):
        say("Everything is ready.")
        return Report()
    say("Building the gazetteer (about half a minute)")
    build_gazetteer(settings.data, settings.gazetteer, progress=say)
    say("Reading the articles that come with Dateline")
    report = ingest([settings.data / "articles"], settings, again=True)
    say(f"{report.articles} articles tell of {report.tellings} events.")
    for path in sorted((settings.data / "reviews").glob("*.jsonl")):
        store = open_store(settings)
        articles = {article.id: article for article in store.articles()}
        reviews, problems = read_reviews(path, articles.get)
        store.add_reviews(reviews)
        report = replace(report, problems=(*report.problems, *problems))
        say(f"{len(reviews)} reviews put on top, from {path.name}.")
    if not report.problems:
        _stamp(settings).write_text(_digest(settings), encoding="utf-8")
    return report


def _stamp(settings: Settings) -> Path:
    return settings.gazetteer.with_name(_STAMP)


def _digest(settings: Settings) -> str:
    digest = sha256(f"{settings.store}\0{settings.data}".encode())
    for path in _inputs(settings):
        state = path.stat()
        digest.update(f"{path}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _inputs(settings: Settings) -> Iterator[Path]:
    folders = [
        settings.data / name.removeprefix("data/") if name.startswith("data/") else ROOT / name for name in _INPUTS
    ]
    for folder in folders:
        yield from sorted(
            p for p in folder.rglob("*") if p.is_file() and p.suffix in (".py", ".toml", ".csv", ".md", ".jsonl")
        )
