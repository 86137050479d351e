"""One finished write of the store, and the row of the table ``commits`` that makes it seen.

In: a row as it was read. Out: a `Commit`, and its row again. A column that a table got later is 0 in older commits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from geo.tables import SCHEMAS

FORMAT = 2
"""Of the tables and their columns; a larger number is refused, a smaller one is read and, when written to, lifted."""

_GONE = pa.schema([("row", pa.int64())])
COMMITS = pa.schema(
    [("version", pa.int64()), ("at", pa.string()), ("what", pa.string()), ("format", pa.int64())]
    + [(name, pa.int64()) for name in ("rows", "articles", "tellings", "events")]
    + [(f"{name}_version", pa.int64()) for name in (*SCHEMAS, "gone")]
)
TABLES: Mapping[str, pa.Schema] = {**SCHEMAS, "gone": _GONE}


@dataclass(frozen=True, slots=True)
class Commit:
    """One finished write.

    ``version`` is the store's version, 0 before the first write. ``articles``, ``tellings`` and ``events`` count what
    the write added, ``rows`` all rows ever written, ``format`` is that of its tables, ``tables`` gives the Delta
    version of each.
    """

    version: int
    at: str
    what: str
    articles: int = 0
    tellings: int = 0
    events: int = 0
    rows: int = 0
    format: int = FORMAT
    tables: Mapping[str, int] = field(default_factory=lambda: dict.fromkeys(TABLES, 0), hash=False)


def to_table(commit: Commit) -> pa.Table:
    """Return a commit as a table of one row."""
    row = {name: getattr(commit, name) for name in COMMITS.names if not name.endswith("_version")}
    versions = {f"{name}_version": version for name, version in commit.tables.items()}
    return pa.Table.from_pylist([{**row, **versions}], schema=COMMITS)


def to_commit(row: Mapping[str, Any]) -> Commit:
    """Return the commit of a row."""
    names = ("version", "at", "what", "articles", "tellings", "events", "rows", "format")
    tables = {name: int(row.get(f"{name}_version") or 0) for name in TABLES}  # a table may be younger than the commit
    return Commit(**{name: row[name] for name in names}, tables=tables)
