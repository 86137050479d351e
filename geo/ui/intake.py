"""Articles on their way into the store: given, read, looked at, added or left out. Kept in the session, one at a time.

In: sources. Out: `Read` articles with what they tell, and what was added last, to be taken back. Nothing of the
pipeline is imported before something is read: the language models need a second and a gigabyte, and most visits read
only.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING

import streamlit as st

from geo.models import Article, Named, Problem, Telling
from geo.settings import Settings
from geo.store import Store

if TYPE_CHECKING:
    from geo.articles import Known
    from geo.pipeline import Source

KEY = "intake"
Told = tuple[Article, tuple[Telling, ...], tuple[Named, ...]]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A source that is still to be read."""

    number: int
    source: Source | Problem
    known: Known

    @property
    def name(self) -> str:
        """What it is called while it is read."""
        source = self.source
        return str(getattr(source, "name", "") or getattr(source, "url", "") or getattr(source, "source", ""))


@dataclass(frozen=True, slots=True)
class Read:
    """What a source gave: the article with what it tells, or why there is none. ``given`` reads it again."""

    given: Waiting
    told: Told | Problem
    is_stored: bool = False

    @property
    def number(self) -> int:
        """The number by which it is pressed."""
        return self.given.number


@dataclass(slots=True)
class Intake:
    """The articles of one session between being given and being added."""

    waiting: list[Waiting] = field(default_factory=list)
    read: list[Read] = field(default_factory=list)
    added: tuple[Read, ...] = ()
    new: frozenset[str] = frozenset()
    replaced: tuple[Told, ...] = ()
    total: int = 0
    left: int = 0
    numbers: count[int] = field(default_factory=count)

    def give(self, sources: Iterable[Source | Problem], known: Known, *, left: int = 0) -> None:
        """Put sources into the queue; ``left`` is how many were too many."""
        self.left = left
        new = [Waiting(next(self.numbers), source, known) for source in sources]
        self.total = len(self.waiting) + len(new)
        self.waiting += new

    def read_next(self, settings: Settings, store: Store) -> None:
        """Read the first that waits; it leaves the queue only when it is read, so that nothing is lost on the way."""
        first = self.waiting[0]
        self.read = [one for one in self.read if one.number != first.number]
        self.read.append(_read(first, settings, store))
        self.read.sort(key=lambda one: one.number)
        self.waiting.pop(0)

    def read_again(self, number: int, known: Known) -> None:
        """Read one again, knowing more of it."""
        given = next(one.given for one in self.read if one.number == number)
        self.waiting.append(replace(given, known=known))
        self.total = len(self.waiting)

    def leave_out(self, number: int) -> None:
        """Forget one."""
        self.read = [one for one in self.read if one.number != number]

    def to_add(self) -> list[Read]:
        """Return what can be added."""
        return [one for one in self.read if not isinstance(one.told, Problem) and not one.is_stored]

    def add(self, chosen: Iterable[Read], store: Store) -> None:
        """Put articles into the store, all of them or none, and remember them, to be taken back."""
        reads = tuple(chosen)
        version, before = store.version, store.article_ids()
        told = [one.told for one in reads if not isinstance(one.told, Problem)]
        gone = {old.id for old, _ in store.superseded_by(article for article, *_ in told)} & before
        store.ingest(told)
        self.new = frozenset(article.id for article, *_ in told) - before
        self.replaced = _told_by(store, gone, version) if gone else ()
        self.added = reads
        taken = {one.number for one in reads}
        self.read = [one for one in self.read if one.number not in taken]

    @property
    def added_ids(self) -> tuple[str, ...]:
        """The ids of the articles that were added last."""
        return tuple(one.told[0].id for one in self.added if not isinstance(one.told, Problem))

    def take_back(self, store: Store) -> None:
        """Take what was added last out of the store again, put back what it replaced; it lies here as before.

        What somebody else had put there before stays.
        """
        store.remove([key for key in self.added_ids if key in self.new])
        store.ingest(self.replaced)
        self.read = sorted([*self.read, *self.added], key=lambda one: one.number)
        self.added, self.replaced, self.new = (), (), frozenset()


def open_intake() -> Intake:
    """Return the session's intake."""
    found: Intake = st.session_state.setdefault(KEY, Intake())
    return found


def _read(given: Waiting, settings: Settings, store: Store) -> Read:
    from geo.pipeline import preview  # noqa: PLC0415 - see the head of this module

    if isinstance(given.source, Problem):
        return Read(given, given.source)
    with _turn():
        told = preview(given.source, settings, given.known)
    return Read(given, told, not isinstance(told, Problem) and store.article(told[0].id) is not None)


def _told_by(store: Store, ids: Collection[str], version: int) -> tuple[Told, ...]:
    tellings = store.tellings(ids, version=version)
    return tuple(
        (
            article,
            tuple(telling for telling in tellings if telling.article_id == article.id),
            store.mentions(article.id, version=version),
        )
        for article in store.articles(ids, version=version)
    )


@st.cache_resource(show_spinner=False)
def _turn() -> threading.Lock:
    """Return the lock by which one session reads at a time: the models are shared, and so is the memory."""
    return threading.Lock()
