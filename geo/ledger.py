"""Delta tables of one folder under one list of commits: readers see finished writes only, writers add all or nothing.

Every write ends with one row in the table ``commits``, which names the Delta version of every other table. A reader
opens the tables at the versions of the newest commit (or of the one it asks for), so it never sees half a write. Data
tables only grow: a row that is no longer valid is named in the table ``gone``. What a crashed writer left behind its
last commit is put aside by the next writer; so is what a writer on another machine has not finished, who then finds
that it was not the first and begins again. Old versions stay readable: nothing is vacuumed.
"""

from __future__ import annotations

import hashlib
import logging
import random
import re
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self
from uuid import uuid4

import filelock
import pyarrow as pa
from deltalake import CommitProperties, DeltaTable, QueryBuilder, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError

from geo.commits import COMMITS, FORMAT, TABLES, Commit, to_commit, to_table
from geo.errors import StoreError, StoreTooNew
from geo.tables import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

_KEEP = {"delta.enableExpiredLogCleanup": "false", "delta.checkpointInterval": "10"}
"""Delta forgets versions after 30 days otherwise, and commits and snapshots name them. Each table is opened several
times in a write, which reads its log from the last checkpoint on: 8 ms for a hundred writes, which is Delta's own
interval."""
_LOCK_TIMEOUT_S = 120
"""A batch of articles is written in under 2 s; two minutes of waiting means that something hangs."""
_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")
_FIRST = CommitProperties(max_commit_retries=0)
"""A write fails if anyone wrote to the table since it was read, instead of going on top of what it has not seen."""
_ATTEMPTS = 20
_WAIT_S = 0.1
"""Longer with each attempt, and never the same for two writers, so that they do not hinder each other for ever."""
_MANY_FILES = 100
"""From here on small files are joined: each costs a reader about 0.2 ms."""
_LOG = logging.getLogger(__name__)


class Ledger:
    """The tables at one location, a folder or a URL that deltalake can open.

    ``lock`` is the file by which the writers of this machine wait for each other, at a place of its own unless given.
    """

    def __init__(self, location: str, lock: Path | None = None) -> None:
        self.location = location
        self._lock = lock
        self.is_local = "://" not in location
        if self.is_local and _ESCAPE.search(location):
            raise StoreError(
                "a folder's name holds % and two digits, which the tables' library takes for another character.",
                source=location,
                remedy="Name the folder otherwise; spaces and other letters do no harm.",
            )

    def uri(self, table: str) -> str:
        """Return where a table lies."""
        return f"{self.location.rstrip('/')}/{table}"

    def exists(self) -> bool:
        """Return whether anything was ever written."""
        with self._told():
            return DeltaTable.is_deltatable(self.uri("commits"))

    def commits(self) -> tuple[Commit, ...]:
        """Return every finished write, oldest first; raises StoreTooNew, StoreError."""
        if not self.exists():
            return ()
        with self._told():
            table = DeltaTable(self.uri("commits"))
            rows = pa.table(QueryBuilder().register("commits", table).execute("SELECT * FROM commits")).to_pylist()
        newest = max((row["format"] for row in rows), default=FORMAT)
        if newest > FORMAT:
            raise StoreTooNew(
                f"the store has format {newest}, this version reads up to {FORMAT}.",
                source=self.location,
                remedy="Update Dateline, or give another store.",
            )
        return tuple(to_commit(row) for row in sorted(rows, key=lambda row: int(row["version"])))

    def commit(self, version: int | None = None) -> Commit:
        """Return the newest commit, or the one of this version; raises StoreError if there is none."""
        commits = self.commits()
        if version is None:
            return commits[-1] if commits else Commit(0, "", "nothing yet")
        found = [commit for commit in (Commit(0, "", "nothing yet"), *commits) if commit.version == version]
        if not found:
            last = commits[-1].version if commits else 0
            raise StoreError(
                f"there is no version {version}.", source=self.location, remedy=f"Choose one from 0 to {last}."
            )
        return found[0]

    def open(self, table: str, commit: Commit) -> DeltaTable:
        """Return a table as the commit left it; raises StoreError."""
        with self._told():
            return DeltaTable(self.uri(table), version=commit.tables[table])

    def write(self, what: str, fill: Callable[[Draft], object]) -> Commit:
        """Let ``fill`` make a draft on top of the newest commit, commit it if it changed anything, return the newest.

        Writers of one machine wait for each other. Of writers on several machines the first to commit wins; the others
        find that out at the latest when they commit, and fill a draft again on top of what the first wrote. If
        ``fill`` raises, nothing of it is ever seen. Raises StoreError if others were always first.
        """
        with self._locked(), self._told():
            for attempt in range(_ATTEMPTS):
                try:
                    return self._write_once(what, fill)
                except CommitFailedError:
                    _LOG.info("%s: another machine wrote first, %s is tried again.", self.location, what)
                    time.sleep(random.uniform(0.5, 1.5) * _WAIT_S * (attempt + 1))  # noqa: S311 # no secret
        raise StoreError(
            f"other machines wrote first, {_ATTEMPTS} times.", source=self.location, remedy="Try again when they rest."
        )

    def _write_once(self, what: str, fill: Callable[[Draft], object]) -> Commit:
        self._create()
        commits = DeltaTable(self.uri("commits")).version()
        draft = Draft(self, self.commit(), commits, what)
        self._recover(draft)
        fill(draft)
        return draft.finish()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            with filelock.FileLock(self._lock_path(), timeout=_LOCK_TIMEOUT_S):
                yield
        except filelock.Timeout as error:
            raise StoreError(
                "another process is writing.", source=self.location, remedy="Wait for it to end, then try again."
            ) from error

    def _lock_path(self) -> Path:
        if self._lock:
            return self._lock
        if not self.is_local:  # one machine's writers; Delta itself keeps each table whole between machines
            name = hashlib.sha256(self.location.encode()).hexdigest()[:16]
            return Path(tempfile.gettempdir()) / f"dateline-{name}.lock"
        folder = Path(self.location)
        with self._told():
            folder.mkdir(parents=True, exist_ok=True)
        return folder / ".lock"

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn what deltalake and the system raise into a StoreError."""
        try:
            yield
        except (DeltaError, OSError, pa.ArrowException) as error:
            reason = str(error).strip().partition("\n")[0]
            raise StoreError(
                f"cannot be read or written: {reason}.",
                source=self.location,
                remedy="Check that the folder is whole and writable, or restore it from a copy; nothing was changed.",
            ) from error

    def _create(self) -> None:
        for name, schema in (*TABLES.items(), ("commits", COMMITS)):
            if not DeltaTable.is_deltatable(self.uri(name)):
                DeltaTable.create(self.uri(name), schema, mode="ignore", configuration=_KEEP)

    def _recover(self, draft: Draft) -> None:
        for name in TABLES:
            table = DeltaTable(self.uri(name))
            if table.version() > draft.tables[name]:
                _LOG.warning("%s: %s has an unfinished write, it is put aside.", self.location, name)
                table.restore(draft.tables[name], commit_properties=_FIRST)
                draft.tables[name] = table.version()


class Draft:
    """A write that is being made; nothing of it is seen before `finish`."""

    def __init__(self, ledger: Ledger, base: Commit, commits: int, what: str) -> None:
        self.base = base
        self._commits = commits
        self.tables = dict(base.tables)
        self.rows = base.rows
        self.counts = {"articles": 0, "tellings": 0, "events": 0}
        self._ledger = ledger
        self._what = what
        self._changed = False

    @property
    def state(self) -> Commit:
        """The tables as the draft has them now, to read what it has written itself."""
        return replace(
            self.base, version=self.base.version + 1, at=uuid4().hex, rows=self.rows, tables=dict(self.tables)
        )

    def append(self, name: str, rows: Sequence[Mapping[str, Any]]) -> Self:
        """Add rows to a table; each gets its number in the column ``row``, in this order."""
        if rows:
            numbered = [{**row, "row": self.rows + number} for number, row in enumerate(rows)]
            self.append_table(name, pa.Table.from_pylist(numbered, schema=SCHEMAS[name]))
        return self

    def append_table(self, name: str, table: pa.Table) -> None:
        """Add a table whose column ``row`` counts from :attr:`rows`."""
        self._write(name, table)
        self.rows += table.num_rows
        if name in self.counts:
            self.counts[name] += table.num_rows

    def rewrite(self, name: str, batches: Iterable[Sequence[Mapping[str, Any]]]) -> None:
        """Put these rows in the place of all rows and columns of a table; earlier versions keep theirs."""
        for number, rows in enumerate(batches):
            numbered = [{**row, "row": self.rows + place} for place, row in enumerate(rows)]
            table = pa.Table.from_pylist(numbered, schema=SCHEMAS[name])
            self._write(name, table, "append" if number else "overwrite")
            self.rows += len(rows)

    def retire(self, rows: Sequence[int]) -> None:
        """Name rows that are no longer valid."""
        if rows:
            self._write("gone", pa.table({"row": sorted(rows)}, schema=TABLES["gone"]))

    def finish(self) -> Commit:
        """Write the commit that makes everything seen, and return it; the one before if nothing changed."""
        if not self._changed:
            return self.base
        for name in TABLES:
            if self.tables[name] != self.base.tables[name]:
                self._join_files(name)
        commit = replace(
            self.base,
            version=self.base.version + 1,
            at=datetime.now(UTC).isoformat(timespec="microseconds"),
            what=self._what,
            **self.counts,
            rows=self.rows,
            format=FORMAT,
            tables=self.tables,
        )
        table = DeltaTable(self._ledger.uri("commits"), version=self._commits)
        row = to_table(commit)
        write_deltalake(table, row, mode="append", schema_mode="merge", commit_properties=_FIRST)
        self._join_commits()
        return commit

    def _write(self, name: str, table: pa.Table, mode: Literal["append", "overwrite"] = "append") -> None:
        target = self._ledger.open(name, self.state)
        if mode == "append":
            write_deltalake(target, table, mode=mode, commit_properties=_FIRST)
        else:
            write_deltalake(target, table, mode=mode, schema_mode="overwrite", commit_properties=_FIRST)
        self.tables[name] = target.version()
        self._changed = True

    def _join_files(self, name: str) -> None:
        table = self._ledger.open(name, self.state)
        if len(table.file_uris()) > _MANY_FILES:
            table.optimize.compact(commit_properties=_FIRST)
            self.tables[name] = table.version()

    def _join_commits(self) -> None:
        table = DeltaTable(self._ledger.uri("commits"))
        if len(table.file_uris()) > _MANY_FILES:
            table.optimize.compact()
