"""Measure the page in a real Chromium on made-up events: first usable map, filter change, message, growth of memory.

Run as ``python -m tools.bench_page [EVENTS …]`` (1,000 10,000 1,000,000 by default); needs Chromium, prints one table
and ends. Each figure is the median of five after one that does not count, each first map in a browser that has nothing
kept. "Usable" is when all marks are drawn and the list is there. Beside the seconds stands the processor time of the
server and of the browser: it stays the same on a busy machine. The first row is a page of Streamlit with a heading and
one frame, nothing else, in the same run. ``--keep FOLDER`` fills the stores there once, for further runs.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Frame, Page, ViewportSize, sync_playwright

from geo.settings import ROOT
from geo.store import Store
from tools.bench_store import fill
from tools.screenshot import find_browser, serve

SIZES = (1_000, 10_000, 1_000_000)
ROUNDS = 5
CHANGES = 30
SIZE = ViewportSize(width=1400, height=900)
FRAME = ".st-key-map iframe"
DRAWN = "document.documentElement.dataset.drawn || ''"
COUNT = "Dateline.map.datelineView.book.payload.count"
LIMIT_MS = 180_000
TICKS = os.sysconf("SC_CLK_TCK")
BARE = """
if __name__ == "__main__":
    import streamlit as st

    st.markdown("# Bare")
    st.iframe("/app/static/bare.html", height=400)
else:
    import streamlit as st

    app = st.App(__file__)
"""
COLUMNS = (
    "events", "first map s", "its CPU s: server + browser", "filter change s", "of 30", "its CPU s: server + browser",
    "first MB", "largest MB", "heap MB a change", "server MB: before, after 30",
)  # fmt: skip


def main() -> int:
    """Measure each size and print a row a size; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("events", nargs="*", type=int, default=SIZES)
    parser.add_argument("--keep", type=Path, help="the folder of the stores")
    arguments = parser.parse_args()
    print(f"load of the machine: {os.getloadavg()[0]:.1f}, cores: {os.cpu_count()}")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        stores = {size: filled(arguments.keep or Path(folder), size) for size in arguments.events}
        flags = ["--no-sandbox", "--enable-precise-memory-info"]
        browser = playwright.chromium.launch(executable_path=find_browser(), args=flags)
        print("| " + " | ".join(COLUMNS) + " |\n" + "|---" * len(COLUMNS) + "|")
        show_row("bare page", *measure_bare(browser, Path(folder) / "bare"))
        for size, store in stores.items():
            with serve(os.environ | {"DATELINE_STORE": str(store)}) as (address, process):
                show_row(f"{size:,}", *measure(browser, address, process))
        browser.close()
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")
    return 0


def show_row(*cells: str) -> None:
    """Print a row of the table."""
    print("| " + " | ".join((*cells, *("–" for _ in COLUMNS[len(cells) :]))) + " |", flush=True)


def filled(folder: Path, size: int) -> Path:
    """Return a store of made-up events, filled if it is not there."""
    store = folder / f"events-{size}"
    if not store.exists():
        fill(Store.open(store), size)
    return store


def measure_bare(browser: Browser, folder: Path) -> tuple[str, str]:
    """Return the seconds and the processor time of a page with a heading and one frame."""
    (folder / "static").mkdir(parents=True)
    (folder / "dashboard.py").write_text(BARE, encoding="utf-8")
    (folder / "static/bare.html").write_text("<p>here<script>document.documentElement.dataset.drawn = 1</script>")
    (folder / ".streamlit").mkdir()
    (folder / ".streamlit/config.toml").write_bytes((ROOT / ".streamlit/config.toml").read_bytes())
    with serve(folder=folder) as (address, process):
        return measure_first(browser, address, process, frame="iframe", row="h1")


def measure_first(
    browser: Browser, address: str, process: int, frame: str = FRAME, row: str = "button.row"
) -> tuple[str, str]:
    """Return how long a new visitor waits for map and list, and the processor time it takes."""
    found: list[tuple[float, float, float]] = []
    for _ in range(ROUNDS + 1):
        page = browser.new_page(viewport=SIZE)
        with timed(process) as spent:
            open_page(page, address, frame, row)
        page.close()
        found.append((spent[0], spent[1], spent[2]))
    seconds, server, client = (statistics.median(column) for column in zip(*found[1:], strict=True))
    return f"{seconds:.2f}", f"{server:.2f} + {client:.2f}"


def measure(browser: Browser, address: str, process: int) -> tuple[str, ...]:
    """Return the figures of one store."""
    first = measure_first(browser, address, process)
    page = browser.new_page(viewport=SIZE)
    sent = count_bytes(page)
    open_page(page, address)
    received = sum(sent)
    before = resident_mb(process)
    heap, largest, times = [used_heap(page)], 0, []
    for number in range(CHANGES):
        sent.clear()
        times.append(change_filter(page, number, process))
        largest = max(largest, sum(sent))
        heap.append(used_heap(page))
    page.close()
    growth = (heap[-1] - heap[1]) / (CHANGES - 1)
    seconds, server, client = ([*column] for column in zip(*times, strict=True))
    return (
        *first,
        f"{statistics.median(seconds[:ROUNDS]):.2f}",
        f"{statistics.median(seconds):.2f}",
        f"{statistics.median(server[:ROUNDS]):.2f} + {statistics.median(client[:ROUNDS]):.2f}",
        f"{received / 1e6:.2f}",
        f"{largest / 1e6:.2f}",
        f"{growth:.2f}",
        f"{before:.0f}, {resident_mb(process):.0f}",
    )


def open_page(page: Page, address: str, frame: str = FRAME, row: str = "button.row") -> None:
    """Open the page and wait for marks and list."""
    page.goto(address)
    page.locator(row).first.wait_for(timeout=LIMIT_MS)
    inside = f"document.querySelector({frame!r})?.contentDocument?.documentElement?.dataset.drawn"
    page.wait_for_function(inside, timeout=LIMIT_MS, polling=10)


def change_filter(page: Page, number: int, process: int) -> tuple[float, float, float]:
    """Press one of the five groups of kinds; returns the seconds until the map is drawn anew, and processor time."""
    frame = map_frame(page)
    before, count = frame.evaluate(DRAWN), frame.evaluate(COUNT)
    group = ("border", "forces", "fighting", "diplomacy", "people")[number // 2 % 5]
    with timed(process) as spent:
        page.locator(f".st-key-group_{group} label").click()
        frame.wait_for_function(f"{DRAWN} !== {before!r} && {COUNT} !== {count}", polling=10, timeout=LIMIT_MS)
    page.wait_for_timeout(500)
    return spent[0], spent[1], spent[2]


@contextmanager
def timed(process: int) -> Iterator[list[float]]:
    """Fill the list given with seconds, and seconds of processor time of the server and of the browser."""
    spent: list[float] = []
    began, server, client = time.perf_counter(), cpu_of(process), cpu_of_browser()
    yield spent
    spent += [time.perf_counter() - began, cpu_of(process) - server, cpu_of_browser() - client]


def cpu_of(process: int) -> float:
    """Return the processor time that a process has used."""
    return sum(int(part) for part in read_stat(Path(f"/proc/{process}"))[11:13]) / TICKS


def cpu_of_browser() -> float:
    """Return the processor time of all Chromium processes below this one, those that have ended too."""
    children: dict[int, list[tuple[int, float]]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        if fields := read_stat(folder):
            seconds = sum(int(part) for part in fields[11:15]) / TICKS
            children.setdefault(int(fields[1]), []).append((int(folder.name), seconds))
    total, below = 0.0, [os.getpid()]
    while below:
        for child, seconds in children.get(below.pop(), []):
            below.append(child)
            total += seconds if is_chromium(child) else 0
    return total


def is_chromium(process: int) -> bool:
    """Return whether a process is part of the browser."""
    try:
        return "chrom" in Path(f"/proc/{process}/comm").read_text(encoding="utf-8")
    except OSError:  # it has ended
        return False


def read_stat(folder: Path) -> list[str]:
    """Return what the system says of a process behind its name; nothing if it has ended."""
    try:
        return (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return []


def map_frame(page: Page) -> Frame:
    """Return the frame of the map."""
    frame = page.locator(FRAME).element_handle().content_frame()
    if frame is None:
        raise RuntimeError("the map has no frame")
    return frame


def count_bytes(page: Page) -> list[int]:
    """Give a list that grows by the size of each message from the server."""
    found: list[int] = []
    client: CDPSession = page.context.new_cdp_session(page)
    client.send("Network.enable")

    def hear(event: dict[str, dict[str, str]]) -> None:
        text = event["response"]["payloadData"]
        found.append(len(text) * 3 // 4)  # binary messages are told in base64

    client.on("Network.webSocketFrameReceived", hear)
    return found


def used_heap(page: Page) -> float:
    """Return the megabytes of script memory in use after collecting what is not."""
    client = page.context.new_cdp_session(page)
    client.send("HeapProfiler.collectGarbage")
    used = float(client.send("Runtime.getHeapUsage")["usedSize"]) / 1e6
    client.detach()
    return used


def resident_mb(process: int) -> float:
    """Return the memory of the server."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


if __name__ == "__main__":
    sys.exit(main())
