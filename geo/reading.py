"""SQL over the store's tables as one commit left them.

In: a commit and a query that names tables in braces. Out: Arrow tables and rows, with the rows that are gone left out.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import duckdb
import pyarrow as pa

from geo.errors import StoreError
from geo.tables import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geo.commits import Commit
    from geo.ledger import Ledger

_OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_KEPT_COMMITS = 32
"""Commits whose tables stay known; more than threads that may be reading older ones at a time."""
_LIVE = "SELECT * FROM %s AS live%s"
_NOT_GONE = " WHERE NOT EXISTS (SELECT 1 FROM %s AS gone WHERE gone.row = live.row)"
_VIEW = "SELECT * FROM %s WHERE view <> '%s'"
_FILLED = "(SELECT *%s FROM read_parquet([%s]))"
_OTHERS = {"reviewed": "machine", "machine": "reviewed"}
"""Events after review are those not of the machine's view alone, and the other way round."""


class Reader:
    """DuckDB over a ledger; safe to use from several threads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._database: duckdb.DuckDBPyConnection | None = None
        self._views: dict[tuple[int, str], dict[str, str]] = {}

    def table(self, query: str, commit: Commit, parameters: Mapping[str, Any] | None = None) -> pa.Table:
        """Run a query; ``{events}`` is a table, ``{reviewed}`` and ``{machine}`` its views, ``$name`` a parameter."""
        with self._told():
            with self._lock:
                cursor, views = self._connect().cursor(), self._views_of(commit)
            found = cursor.sql(query.format_map(views), params=dict(parameters or {}))
            return found.to_arrow_table()

    def rows(self, query: str, commit: Commit, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Run a query and return its rows."""
        return list(self.table(query, commit, parameters).to_pylist())

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except duckdb.Error as error:
            reason = str(error).strip().partition("\n")[0]
            raise StoreError(
                f"cannot be read: {reason}.",
                source=self._ledger.location,
                remedy="A file may be missing or damaged: restore the folder from a copy.",
            ) from error

    def _connect(self) -> duckdb.DuckDBPyConnection:
        if self._database is None:
            self._database = duckdb.connect(config=_OFFLINE)
            self._database.execute("SET parquet_metadata_cache = true")
        return self._database

    def _views_of(self, commit: Commit) -> dict[str, str]:
        key = (commit.version, commit.at)
        if key not in self._views:
            while len(self._views) >= _KEPT_COMMITS:
                for view in self._views.pop(next(iter(self._views))).values():
                    self._connect().execute(f"DROP VIEW IF EXISTS {view}")
            self._views[key] = self._create_views(commit)
        return self._views[key]

    def _create_views(self, commit: Commit) -> dict[str, str]:
        suffix = f"_{commit.version}_{abs(hash(commit.at))}"
        gone = self._source("gone", commit)
        queries = {name: self._current_rows(name, commit, gone) for name in SCHEMAS}
        queries |= {view: _VIEW % (f"events{suffix}", other) for view, other in _OTHERS.items()}
        views = {name: f"{name}{suffix}" for name in queries}
        for name, query in queries.items():
            self._connect().execute(f"CREATE OR REPLACE VIEW {views[name]} AS {query}")
        return views

    def _current_rows(self, name: str, commit: Commit, gone: str) -> str:
        source = self._source(name, commit)
        return _LIVE % (source or _nothing(name), _NOT_GONE % gone if gone else "")

    def _source(self, name: str, commit: Commit) -> str:
        if commit.tables[name] == 0:  # nothing was ever written to it
            return ""
        table = self._ledger.open(name, commit)
        listed = ", ".join("'" + _path(file).replace("'", "''") + "'" for file in table.file_uris())
        if not listed:
            return ""
        there = {column.name for column in table.schema().fields}
        missing = [column for column in SCHEMAS.get(name, ()) if column.name not in there]
        return _FILLED % (_nulls(missing), listed) if missing else f"read_parquet([{listed}])"


def _path(uri: str) -> str:
    """Return the plain path of a file's address; addresses of other stores stay as they are."""
    parts = urlsplit(uri)
    return unquote(parts.path) if parts.scheme in ("", "file") else uri


_SQL_TYPES = {"string": "VARCHAR", "int64": "BIGINT", "int32": "INTEGER", "double": "DOUBLE", "binary": "BLOB"}


def _nothing(name: str) -> str:
    return f"(SELECT {_nulls(SCHEMAS[name]).removeprefix(',')} WHERE false)"


def _nulls(columns: Iterable[pa.Field]) -> str:
    """Return columns that a store of an older format does not have, empty."""
    return "".join(f', NULL::{_sql_type(column.type)} AS "{column.name}"' for column in columns)


def _sql_type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"{_sql_type(kind.value_type)}[]"
    return "DATE" if pa.types.is_date(kind) else _SQL_TYPES[str(kind)]
