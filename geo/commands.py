"""What each command does: arguments and settings go in, text goes out, and an exit code.

0 is done, 1 is that some articles or lines failed and the rest is done, 2 (for the caller) that nothing could be done.
"""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tqdm import tqdm

from geo.answers import Answer, answer_article, answer_lines, to_line
from geo.articles import Known
from geo.errors import GeoError, ReviewError
from geo.models import Problem, Report
from geo.pipeline import Given, ingest, open_store, read_source
from geo.prepare import prepare
from geo.review_files import read_reviews, write_reviews
from geo.reviewing import Reviewer, import_reviews, reviews_of_act, undo
from geo.settings import ROOT, Settings

if TYPE_CHECKING:
    from geo.models import Article

Command = Callable[[Namespace, Settings, TextIO], int]


def run_ingest(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Read, extract and store articles."""
    if arguments.workers:
        settings = replace(settings, workers=arguments.workers)
    with _progress() as progress:
        report = ingest(arguments.sources, settings, known=_known(arguments), again=arguments.again, progress=progress)
    _tell(report.problems)
    out.write(_report_in_words(report))
    return _exit_code(len(report.problems), report.articles + report.unchanged)


def run_answer(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Geoparse or extract one text, or many lines of JSON."""
    if arguments.jsonl:
        return _answer_many(arguments, settings, out)
    article = _read_one(arguments)
    answer = answer_article(arguments.command, article, settings)
    with _target(arguments.output, out) as target:
        target.write(to_line(answer) if arguments.json else _answer_in_words(answer))
    return 0


def run_review_import(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Add the reviews of files to the store; lines that mean nothing are told, the others go in."""
    store = open_store(settings)
    articles = {article.id: article for article in store.articles()}
    read = [read_reviews(Path(file), articles.get) for file in arguments.files]
    reviews = [review for good, _ in read for review in good]
    problems = [problem for _, bad in read for problem in bad]
    added, refused = import_reviews(store, reviews)
    problems += refused
    _say(out, f"{added} reviews added, {len(reviews)} read, {len(problems)} refused.")
    unfit = {review.id for review in reviews} & {review.id for review in store.unfit_reviews()}
    lost = "it fits nothing that the machine finds; what is right in it is shown all the same"
    _tell([*problems, *(Problem(f"review {key}", lost) for key in sorted(unfit))])
    return _exit_code(len(problems), len(reviews))


def run_review_export(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Write all reviews to a file."""
    reviews = open_store(settings).reviews()
    write_reviews(Path(arguments.output), reviews)
    _say(out, f"{len(reviews)} reviews written to {arguments.output}.")
    return 0


def run_review_list(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """List all reviews."""
    store = open_store(settings)
    for review in store.unfit_reviews() if arguments.unfit else store.reviews():
        told = review.right or review.had
        excerpt = told.excerpt if told else ""
        _say(out, f"{review.id}\t{review.action.value}\t{review.reviewer}\t{review.at}\t{excerpt}\t{review.note}")
    return 0


def run_review_undo(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Take back a review and all that was said with it; what was said before stands again, or the machine's word."""
    store = open_store(settings)
    found = next((review for review in store.reviews() if review.id == arguments.id), None)
    if found is None:
        raise ReviewError(f"there is no review {arguments.id!r}.", remedy="See: review list.")
    taken = reviews_of_act(store, found)
    store.add_reviews(undo(taken, Reviewer(arguments.reviewer, arguments.note)))
    _say(out, f"{len(taken)} reviews taken back.")
    return 0


def run_prepare(_arguments: Namespace, settings: Settings, out: TextIO) -> int:
    """Build the gazetteer, read the articles and reviews that come with Dateline; do only what is not done yet."""
    report = prepare(settings, say=lambda step: _say(out, step))
    _tell(report.problems)
    return 1 if report.problems else 0


def run_serve(arguments: Namespace, _settings: Settings, out: TextIO) -> int:
    """Open the page on this machine alone until it is stopped."""
    _say(out, f"Dateline is at http://127.0.0.1:{arguments.port} until you press Ctrl-C.")
    out.flush()
    page = ["streamlit", "run", str(ROOT / "dashboard.py"), "--server.address", "127.0.0.1"]
    options = ["--server.port", str(arguments.port), "--server.headless", "false" if _has_screen() else "true"]
    return subprocess.run([sys.executable, "-m", *page, *options], check=False).returncode  # noqa: S603 # own arguments


def _has_screen() -> bool:
    """True where a browser can be opened: a desktop, not a server or a test."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _read_one(arguments: Namespace) -> Article:
    if arguments.file == "-":
        return read_source(Given("", sys.stdin.buffer.read()), _known(arguments))
    return read_source(arguments.file, _known(arguments))


def _answer_many(arguments: Namespace, settings: Settings, out: TextIO) -> int:
    done = failed = 0
    with _lines(arguments.jsonl) as lines, _target(arguments.output, out) as target:
        for answer in answer_lines(arguments.command, lines, settings, _known(arguments), arguments.jsonl):
            if isinstance(answer, Problem):
                failed += 1
                _tell([answer])
            else:
                done += 1
                target.write(to_line(answer))
    return _exit_code(failed, done)


@contextmanager
def _lines(name: str) -> Iterator[Iterable[str]]:
    if name == "-":
        yield sys.stdin
        return
    try:
        with Path(name).open(encoding="utf-8", errors="surrogateescape", newline="\n") as file:
            yield file
    except OSError as error:
        raise GeoError(f"cannot be read: {error.strerror}.", source=name, remedy="Check the path.") from error


@contextmanager
def _target(name: str, out: TextIO) -> Iterator[TextIO]:
    if not name or name == "-":
        yield out
        return
    try:
        with Path(name).open("w", encoding="utf-8") as file:
            yield file
    except OSError as error:
        raise GeoError(f"cannot be written: {error.strerror}.", source=name, remedy="Check the path.") from error


def _known(arguments: Namespace) -> Known:
    return Known(language=arguments.language, published=arguments.published)


def _answer_in_words(answer: Answer) -> str:
    lines = []
    for mention in answer.get("mentions", ()):
        place = mention["place"] or {"id": "", "name": "", "lat": "", "lon": ""}
        found = (place["id"], place["name"], place["lat"], place["lon"])
        lines.append([mention["start"], mention["end"], mention["text"], mention["type"], mention["use"], *found])
    for event in answer.get("events", ()):
        places = ", ".join(place["name"] for place in event["places"] if place["role"] != "anchor")
        actors = ", ".join(actor["id"] for actor in event["actors"])
        days = f"{event['when']['start']}..{event['when']['end']}"
        lines.append([event["kind"], event["status"], days, places, actors, " ".join(event["excerpt"].split())])
    return "".join("\t".join(str(cell) for cell in line) + "\n" for line in lines)


def _report_in_words(report: Report) -> str:
    lines = [
        f"{new.source or new.url}: takes the place of {old.id}, {old.title or 'without a title'}, another text of it.\n"
        for old, new in report.superseded
    ]
    lines.append(
        f"{report.articles} articles read, {report.unchanged} unchanged, {len(report.problems)} failed; "
        f"{report.tellings} tellings, {report.events:+} events.\n"
    )
    return "".join(lines)


def _exit_code(failed: int, done: int) -> int:
    return 0 if not failed else 1 if done else 2


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Give what shows progress: a bar on a terminal, plain lines otherwise."""
    if not sys.stderr.isatty():
        yield lambda done, total: _say(sys.stderr, f"{done} of {total} articles")
        return
    with tqdm(unit=" articles", file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        _say(sys.stderr, f"{problem.source}: {problem.message} {problem.remedy}".rstrip())


def _say(stream: TextIO, text: str) -> None:
    stream.write(f"{text}\n")
