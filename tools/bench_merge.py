"""Measure merging: the time for a telling among few and among many, and for one event that every article tells.

Run as ``python -m tools.bench_merge [MOST]`` (30,000 by default); prints CPU time, as the machine may be busy.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from geo.events.merge import merge_tellings
from geo.models import Article, Telling
from geo.store import Store
from tools.bench_store import made_telling

BATCH = 32
RETOLD = 1_280


def main() -> None:
    """Print the time for a telling at three sizes, then batches of one much retold event in a store."""
    most = int(sys.argv[1]) if len(sys.argv) > 1 else 30_000
    for name, make in (("many events", many), ("one much retold among as many others", retold)):
        for count in (most // 30, most // 3, most):
            random.seed(20230214)
            rows = make(count)
            began = time.process_time()
            events = merge_tellings(rows)
            spent = (time.process_time() - began) / len(rows) * 1e3
            print(f"{name}: {len(rows):,} tellings, {len(events):,} events, {spent:.2f} ms a telling")
    with tempfile.TemporaryDirectory() as folder:
        measure_store(Store.open(Path(folder) / "store"))


def many(count: int) -> list[Telling]:
    """Give tellings of eight an article over some years."""
    return [made_telling(f"a{number // 8}", number, count) for number in range(count)]


def retold(count: int) -> list[Telling]:
    """Give half as many of one event, each in an article of its own, among as many others."""
    one = made_telling("x", 10**9, 10**9)
    again = [replace(one, id=f"r{number}", article_id=f"r{number}") for number in range(count // 2)]
    return again + many(count - count // 2)


def measure_store(store: Store) -> None:
    """Print what a batch of articles costs that all tell one event, the more of them there are."""
    one = made_telling("x", 10**9, 10**9)

    def batch(first: int) -> Callable[[], object]:
        found = [
            (Article(f"r{n}", f"Text {n}", "en"), [replace(one, id=f"r{n}", article_id=f"r{n}")])
            for n in range(first, first + BATCH)
        ]
        return lambda: store.ingest(found)

    for first in range(0, RETOLD, BATCH):
        write = batch(first)
        began = time.process_time()
        write()
        if (first // BATCH) % 10 == 9:  # a line now and then
            spent = time.process_time() - began
            print(f"store: {BATCH} articles more of one event with {first + BATCH:,} tellings: {spent:.2f} s")


if __name__ == "__main__":
    main()
