"""Articles go in, what they tell is in the store: read, date, extract, store, batch by batch.

In: files, folders, addresses, or bytes with a name. Out: a :class:`geo.models.Report`. One bad article never stops a
batch: it becomes a :class:`geo.models.Problem`, and the others go on. What is stored already is not extracted again.
"""

from __future__ import annotations

import logging
import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from geo.articles import SUFFIXES, Known, parse_article, read_article
from geo.articles.fetching import OPEN_WEB, Fence
from geo.errors import GazetteerMissing, GeoError
from geo.events.codebook import Codebook
from geo.events.extract import Extractor
from geo.events.when import infer_published
from geo.gazetteer.index import Gazetteer
from geo.geoparse import Geoparser
from geo.models import Article, Mention, Named, Problem, Report, Telling
from geo.settings import Settings
from geo.store import Store
from geo.web import Linked, is_address, list_articles, read_linked

BATCH = 16
"""Articles in one commit: more lose more work in a crash, fewer spend more on the store."""
_AHEAD = 2
"""Batches that wait for each worker, so that none is idle while a batch is stored."""
_FAULTS = (GeoError, ArithmeticError, LookupError, RuntimeError, TypeError, ValueError)
"""What one text may raise, faults of our own included; lack of memory or of disk concerns all and stops."""
_LOG = logging.getLogger(__name__)

Item = TypeVar("Item")
Answer = TypeVar("Answer")
Told = tuple[Article, tuple[Telling, ...], tuple[Named, ...]]
"""An article with what it tells and the places that it names."""


@dataclass(frozen=True, slots=True)
class Given:
    """An article that is no file: an upload or a pasted text. ``name`` says by its suffix how to read it."""

    name: str
    content: bytes


Source = str | Path | Given | Linked


def ingest(
    sources: Iterable[Source],
    settings: Settings,
    *,
    known: Known | None = None,
    again: bool = False,
    progress: Callable[[int, int], None] | None = None,
    fence: Fence = OPEN_WEB,
) -> Report:
    """Read, extract and store articles; folders and feeds stand for the articles in them.

    Parameters
    ----------
    sources
        Files, folders, bytes with a name, or addresses, which are fetched only if the settings say so.
    settings
        Where store, gazetteer and data are, and how many processes work.
    known
        What is known of all of them: language, publication, publisher.
    again
        True extracts articles that are stored already anew.
    progress
        Told how many of how many sources are done after each batch.
    fence
        What may be fetched.

    Raises
    ------
    GeoError
        If the store, the gazetteer or the codebook cannot be used at all.
    """
    store = open_store(settings)
    listed = list(list_sources(sources, fence if settings.fetch else None))
    before = store.count_events()
    tally = _Tally(stored=set() if again else store.article_ids())
    batches = (_read(batch, known or Known(), tally) for batch in _batches(listed, BATCH))
    for done, answers in enumerate(map_batches(partial(extract_batch, settings), batches, settings.workers), start=1):
        tally.take(answers)
        told = [answer for answer in answers if not isinstance(answer, Problem)]
        tally.superseded += store.superseded_by(article for article, *_ in told)
        commit = store.ingest(told, again=again) if told else None
        tally.tellings += commit.tellings if commit else 0
        if progress:
            progress(min(done * BATCH, len(listed)), len(listed))
    return tally.report(store.count_events() - before)


class _Tally:
    """What has been done so far."""

    def __init__(self, stored: set[str]) -> None:
        self.articles = self.unchanged = self.tellings = 0
        self.problems: list[Problem] = []
        self.superseded: list[tuple[Article, Article]] = []
        self._stored = stored

    def is_new(self, article: Article) -> bool:
        """Return whether an article is to be extracted, and remember it."""
        if article.id in self._stored:
            self.unchanged += 1
            return False
        self._stored.add(article.id)
        return True

    def take(self, answers: Iterable[Told | Problem]) -> None:
        """Count what a batch gave."""
        for answer in answers:
            if isinstance(answer, Problem):
                self.problems.append(answer)
            else:
                self.articles += 1

    def report(self, events: int) -> Report:
        """Return the report."""
        superseded = tuple(self.superseded)
        return Report(self.articles, self.unchanged, self.tellings, events, tuple(self.problems), superseded)


def open_store(settings: Settings) -> Store:
    """Open the store so that it merges with the gazetteer's knowledge of which place lies in which, if there is one."""
    try:
        gazetteer = Gazetteer.open(settings.gazetteer)
    except GazetteerMissing:
        return Store.open(settings.store)
    return Store.open(settings.store, related=gazetteer.related)


@cache
def load_extractor(settings: Settings) -> Extractor:
    """Open gazetteer, models and codebook, once in each process; raises GeoError if one is missing or broken."""
    return Extractor(load_geoparser(settings), Codebook.load(settings.codebook_folder))


@cache
def load_geoparser(settings: Settings) -> Geoparser:
    """Open the gazetteer for finding places, once in each process; raises GeoError if it is missing or broken."""
    return Geoparser(Gazetteer.open(settings.gazetteer))


def list_sources(sources: Iterable[Source], fence: Fence | None = None) -> Iterator[Source | Problem]:
    """Give files for folders, in the order of their names, hidden ones and unknown suffixes left out.

    An address stands for its article or, if a feed is there, for all of the feed's; without a fence none is fetched.
    """
    for source in sources:
        if isinstance(source, str) and is_address(source):
            try:
                yield from list_articles(source, fence)
            except GeoError as error:
                yield to_problem(error, source)
            continue
        folder = Path(source) if isinstance(source, str | Path) else None
        if folder is not None and folder.is_dir():
            files = (file for file in sorted(folder.rglob("*")) if file.suffix.lower() in SUFFIXES and file.is_file())
            yield from (file for file in files if not _is_hidden(file.relative_to(folder)))
        else:
            yield source


def _is_hidden(path: Path) -> bool:
    """True for a file in a hidden folder too: version control and caches keep copies there."""
    return any(part.startswith(".") for part in path.parts)


def read_source(source: Source, known: Known) -> Article:
    """Read one article and, if nobody says when it was published, infer it from its text; raises ArticleError."""
    if isinstance(source, Linked):
        return date_article(read_linked(source, known))
    if isinstance(source, Given):
        return date_article(parse_article(source.content, source.name, known))
    return date_article(read_article(source, known))


def date_article(article: Article) -> Article:
    """Return the article with a publication window inferred from its text, if it has none."""
    if article.published is not None:
        return article
    published, how = infer_published(article.text, article.language, today=datetime.now(UTC).date())
    return replace(article, published=published, published_how=how)


def preview(source: Source, settings: Settings, known: Known) -> Told | Problem:
    """Read one article and extract what it tells, without storing anything."""
    try:
        article = read_source(source, known)
    except _FAULTS as error:
        return to_problem(error, name_of(source))
    return _extract(load_extractor(settings), article)


def extract_batch(settings: Settings, batch: Sequence[Article | Problem]) -> list[Told | Problem]:
    """Extract a batch of articles; what fails becomes a problem. Runs in the process of a worker."""
    extractor = load_extractor(settings)
    return [item if isinstance(item, Problem) else _extract(extractor, item) for item in batch]


def _extract(extractor: Extractor, article: Article) -> Told | Problem:
    try:
        found = extractor.extract(article)
        return article, found.tellings, tuple(map(_to_named, found.mentions))
    except _FAULTS as error:
        _LOG.exception("%s could not be extracted.", article.source or article.id)
        return to_problem(error, article.source or article.title)


def _to_named(mention: Mention) -> Named:
    place = mention.place
    ids = (place.id, place.name) if place else ("", "")
    return Named(mention.start, mention.end, mention.type, mention.use, *ids)


def _read(sources: Iterable[Source | Problem], known: Known, tally: _Tally) -> list[Article | Problem]:
    read: list[Article | Problem] = []
    for source in sources:
        if isinstance(source, Problem):
            read.append(source)
            continue
        try:
            article = read_source(source, known)
        except _FAULTS as error:
            read.append(to_problem(error, name_of(source)))
        else:
            read += [article] if tally.is_new(article) else []
    return read


def name_of(source: Source) -> str:
    """Return what a message calls a source."""
    return source.url if isinstance(source, Linked) else source.name if isinstance(source, Given) else str(source)


def to_problem(error: Exception, source: str) -> Problem:
    """Return what the page and the command line say of an error."""
    if isinstance(error, GeoError):
        where = ", ".join(part for part in (error.source or source, error.where) if part)
        return Problem(where, error.message, error.remedy)
    reason = f"it could not be read ({type(error).__name__}: {error})."
    return Problem(source, reason, "Please report this with the article; the others went on.")


def map_batches(function: Callable[[Item], Answer], batches: Iterable[Item], workers: int) -> Iterator[Answer]:
    """Give the function's answers in order, computed here or in so many processes; a cluster would stand here."""
    if workers <= 1:
        yield from map(function, batches)
        return
    context = multiprocessing.get_context("spawn")  # a forked copy of the store's threads could hang
    try:
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            waiting: deque[Future[Answer]] = deque()
            for batch in batches:
                waiting.append(pool.submit(function, batch))
                if len(waiting) >= workers * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
    except BrokenProcessPool as error:
        raise GeoError(
            "a worker process was ended.", remedy="Take fewer workers: each needs about 1 GB. What was stored stays."
        ) from error


def _batches(items: Sequence[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
