"""Measure what a batch of articles costs in stores of more and more articles.

Run as ``python -m tools.bench_ingest [ARTICLES …]`` (1,000 10,000 100,000 by default); writes to a temporary folder and
prints a line a size: the median of five batches of 20 articles with 15 tellings each, by the clock and in CPU time.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa

from geo.ledger import Draft
from geo.models import Article, Telling
from geo.store import Store
from geo.tables import SCHEMAS, article_row
from tools.bench_store import made_row, made_telling

SIZES = (1_000, 10_000, 100_000)
BATCH, TELLINGS, ROUNDS = 20, 15, 5


def main() -> None:
    """Print a line a size."""
    for size in map(int, sys.argv[1:] or SIZES):
        with tempfile.TemporaryDirectory() as folder:
            store = Store.open(Path(folder) / "store")
            fill(store, size)
            clock, cpu = zip(*(ingest(store, number) for number in range(ROUNDS)), strict=True)
            told = f"{statistics.median(clock):.2f} s, CPU {statistics.median(cpu):.2f} s"
            print(f"{BATCH} articles more in a store of {size:,} articles: {told}", flush=True)


def fill(store: Store, size: int) -> None:
    """Write articles, each with an event of its own, in one commit."""
    random.seed(20230214)

    def write(draft: Draft) -> None:
        draft.append("articles", [article_row(made_article(f"article{number}")) for number in range(size)])
        rows = [{**made_row(number, size), "row": draft.rows + number} for number in range(size)]
        draft.append_table("events", pa.Table.from_pylist(rows, schema=SCHEMAS["events"]))

    store.ledger.write("bench", write)


def made_article(name: str) -> Article:
    """Return an article with an address."""
    return Article(name, f"Text of {name}", "en", title=name, url=f"https://example.org/{name}")


def ingest(store: Store, number: int) -> tuple[float, float]:
    """Store one batch as an ingest does; returns the seconds by the clock and of the processor."""
    found: list[tuple[Article, list[Telling]]] = []
    for place in range(BATCH):
        article, first = made_article(f"new{number}-{place}"), 10**9 + (number * BATCH + place) * 100
        found.append((article, [made_telling(article.id, first + one, 10**9) for one in range(TELLINGS)]))
    began, used = time.perf_counter(), time.process_time()
    store.superseded_by(article for article, _ in found)
    store.ingest(found)
    return time.perf_counter() - began, time.process_time() - used


if __name__ == "__main__":
    main()
