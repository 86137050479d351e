"""Measure the store with made-up events: writing, filtering, counting, and adding one batch to a large store.

Run as ``python -m tools.bench_store [EVENTS]`` (1,000,000 by default); writes to a temporary folder, prints a row a
figure and ends. Beside the time by the clock stands the processor time, which a busy machine changes little.
"""

from __future__ import annotations

import argparse
import itertools
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pyarrow as pa

from geo.cells import WORLD, Box, find_cells
from geo.events.states import read_rules
from geo.filter import Filter
from geo.history import Asker, states_on
from geo.ledger import Draft
from geo.models import (
    ActorRole,
    Article,
    Basis,
    Event,
    EventActor,
    EventPlace,
    Group,
    Kind,
    Place,
    PlaceRole,
    Precision,
    Status,
    Telling,
    TimePrecision,
    When,
)
from geo.query import Order, counts_by_day, facets, select
from geo.records import to_json
from geo.settings import ROOT
from geo.store import Store
from geo.tables import SCHEMAS, article_row, event_row
from geo.timeline import Unit, count_over_time

CHUNK = 50_000
FORCES = EventActor("RUS_MIL", "Forces", ActorRole.WITH, "RU")
FIRST = date(2022, 1, 1)
DAYS = 1_400
STATES = {"BLR": "BY", "RUS": "RU", "UKR": "UA", "POL": "PL", "LTU": "LT", "LVA": "LV", "USA": "US", "FRA": "FR"}
VIEWS = (("the world", WORLD, 3), ("a country", Box(51, 23, 56, 33), 7), ("a town", Box(53.8, 27.3, 54, 27.8), 12))
WORDS = ("troops", "border", "crossing", "closed", "shelling", "drone", "exercise", "missile", "visit", "warned")


def main() -> None:
    """Run the measurements and print them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", nargs="?", type=int, default=1_000_000)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "store"
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:  # its memory is not what is measured
            other.submit(fill_at, place, arguments.events).result()
        print(f"load of the machine: {os.getloadavg()[0]:.1f}, cores: {os.cpu_count()}")
        store = Store.open(place)
        measure(store)
        measure_memory()
        measure_states(store)
        measure_ingest(store)


def fill_at(place: Path, count: int) -> None:
    """Write made-up events to a new store."""
    fill(Store.open(place), count)


def fill(store: Store, count: int) -> None:
    """Write made-up events in one commit and tell how long rows and Delta took."""
    spent = {"rows": 0.0, "delta": 0.0}

    def write(draft: Draft) -> None:
        articles = (Article(f"article{number}", f"Text {number}", "en") for number in range(count // 10 + 1))
        draft.append("articles", [article_row(article) for article in articles])
        for chunk in chunks(count):
            began = time.perf_counter()
            rows = [{**row, "row": draft.rows + number} for number, row in enumerate(chunk)]
            table = pa.Table.from_pylist(rows, schema=SCHEMAS["events"])
            made = time.perf_counter()
            draft.append_table("events", table)
            spent["rows"] += made - began
            spent["delta"] += time.perf_counter() - made

    store.ledger.write("bench", write)
    size = sum(file.stat().st_size for file in Path(store.location).rglob("*.parquet"))
    print(
        f"{count:,} events: rows made in {spent['rows']:.1f} s, written in {spent['delta']:.1f} s, {size / 1e6:.0f} MB"
    )


def measure(store: Store) -> None:
    """Print how long filters take, the second time (the page keeps the store open)."""
    february = Filter(since=date(2023, 2, 1), until=date(2023, 2, 28), actors=("POL",))
    for name, chosen in {
        "everything": Filter(),
        "a month and an actor": february,
        "an actor": Filter(actors=("POL",)),
        "two words": Filter(words="crossing drone"),
        "a rare word": Filter(words="shelling 4711"),
        "a circle": Filter(place="53.9,27.5", radius_km=100),
        "kinds and status": Filter(kinds=(Kind.STRIKE,), statuses=(Status.CLAIMED,)),
    }.items():
        told = f"select, {name}"
        report(told, lambda chosen=chosen: select(store, chosen, limit=500).matched)  # type: ignore[misc]
    numbers = itertools.count(1)
    report("all a page asks, new filter", lambda: ask_all(store, Filter(min_confidence=next(numbers) / 1e6)))
    groups = itertools.cycle(Group)
    report("all a page asks, another group", lambda: ask_all(store, of_group(next(groups), next(numbers))))
    report("select, everything, 10,000 rows", lambda: select(store, Filter(), limit=10_000).matched)
    for told, box, zoom in VIEWS:
        report(f"cells, {told}", lambda box=box, zoom=zoom: len(find_cells(store, Filter(), box, zoom).points))  # type: ignore[misc]
    report("cells of a month and an actor", lambda: len(find_cells(store, february).points))
    print(f"cells of the world as JSON: {len(to_json(find_cells(store, Filter(), zoom=4))) / 1e3:.0f} kB")
    report("facets of a month and an actor", lambda: len(facets(store, february)["actors"]))
    report("facets of everything", lambda: len(facets(store, Filter())["actors"]))
    report("counts by day", lambda: counts_by_day(store, Filter()).num_rows)


def of_group(group: Group, number: int) -> Filter:
    """Return a filter that nobody asked before."""
    return Filter(kinds=tuple(kind for kind in Kind if kind.group is group), min_confidence=number / 1e6)


def ask_all(store: Store, chosen: Filter) -> int:
    """Ask the store all that the page with very many events asks: a page of the list, groups, counts, bars."""
    found = select(store, chosen, limit=200, order=Order.NEWEST)
    find_cells(store, chosen)
    facets(store, chosen)
    count_over_time(store, chosen, Unit.MONTH)
    return found.matched


def measure_states(store: Store) -> None:
    """Print how long it takes to tell what stands, first and on another day."""
    asker = Asker(store, read_rules(ROOT / "data" / "codebook"))
    report("states, another day each time", lambda: len(states_on(asker, date(2023, random.randrange(1, 12), 1))))


def measure_memory() -> None:
    """Print the most memory that this process has held since it began to measure."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"memory, most so far: {peak:,.0f} MB")


def measure_ingest(store: Store) -> None:
    """Print how long one more batch of articles takes in the large store."""
    found = [made_article(number) for number in range(64)]
    began = time.perf_counter()
    commit = store.ingest(found)
    print(f"ingest of {commit.articles} articles, {commit.tellings} tellings: {time.perf_counter() - began:.2f} s")


def report(name: str, action: Callable[[], int]) -> None:
    """Print the first and the best of five times of an action, and its CPU time over all cores, in milliseconds."""
    times, cpu = [], []
    for _ in range(6):
        began, used = time.perf_counter(), time.process_time()
        result = action()
        times.append((time.perf_counter() - began) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    first, best, least = times[0], min(times[1:]), min(cpu[1:])
    print(f"{name:35} {best:7.0f} ms (CPU {least:.0f}, first {first:.0f}), {result:,}", flush=True)


def chunks(count: int) -> Iterator[list[dict[str, Any]]]:
    """Give the rows of made-up events, always the same."""
    random.seed(20230214)
    for start in range(0, count, CHUNK):
        yield [made_row(number, count) for number in range(start, min(start + CHUNK, count))]


def made_row(number: int, total: int) -> dict[str, Any]:
    """Return the row of one made-up event."""
    telling = made_telling(f"article{number // 10}", number, total)
    names = ("kind", "status", "when", "places", "actors", "confidence")
    event = Event(id=telling.id, tellings=(telling,), **{name: getattr(telling, name) for name in names})
    article: dict[str, Any] = {"title": f"Report {number // 10}", "language": "en", "publisher": f"Paper {number % 90}"}
    article |= {"published_start": None, "published_end": None}
    return event_row(event, {telling.article_id: article}, "both")


def made_telling(article_id: str, number: int, total: int) -> Telling:
    """Return one made-up telling of plausible size, of the month before its article arrives."""
    start = FIRST + timedelta(days=int(DAYS * min(number / total, 1)) - random.randrange(30))
    state = random.choice(list(STATES))
    lat, lon = round(random.uniform(49, 58), 3), round(random.uniform(20, 40), 3)
    exact = random.random() < 0.4
    place = Place(
        id=f"gn:{random.randrange(40_000)}" if exact else f"iso:{STATES[state]}",
        name=f"Place {number % 40_000}",
        kind="town" if exact else "country",
        precision=Precision.SETTLEMENT if exact else Precision.COUNTRY,
        lat=lat,
        lon=lon,
        countries=(STATES[state],),
    )
    return Telling(
        id=f"{number:016x}",
        article_id=article_id,
        start=number % 3000,
        end=number % 3000 + 120,
        excerpt=" ".join(random.choices(WORDS, k=18)) + f" {number}",
        kind=random.choice(list(Kind)),
        status=random.choice(list(Status)),
        when=When(start, start + timedelta(days=1), TimePrecision.DAY, Basis.EXPLICIT, "on that day"),
        places=(EventPlace(place, PlaceRole.LOCATION, place.name),),
        actors=(EventActor(state, state, ActorRole.ACTS, STATES[state]), FORCES),
        confidence=random.random(),
    )


def made_article(number: int) -> tuple[Article, list[Telling]]:
    """Return one made-up article with fifteen tellings."""
    article = Article(f"new{number}", f"Text {number}", "en", title=f"New {number}", source=f"new{number}.txt")
    return article, [made_telling(article.id, 10**9 + number * 100 + index, 10**9) for index in range(15)]


if __name__ == "__main__":
    main()
