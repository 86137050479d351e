"""Measure the page in a real Chromium on made-up events: first usable map, filter change, message, growth of memory.

Run as ``python -m tools.bench_page [EVENTS …]`` (1,000 10,000 1,000,000 by default); needs Chromium. Everything is
written to a temporary folder; each figure is the median of five after one that does not count. "Usable" is when all
marks are drawn and the list is there.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Frame, Page, sync_playwright

from geo.store import Store
from tools.bench_store import fill
from tools.screenshot import find_browser, serve

SIZES = (1_000, 10_000, 1_000_000)
ROUNDS = 5
CHANGES = 30
DRAWN = "document.documentElement.dataset.drawn || ''"
COUNT = "Dateline.map.datelineView.book.payload.count"
LIMIT_MS = 120_000


def main() -> int:
    """Measure each size and print a line a figure; returns the exit code."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--enable-precise-memory-info"]
        )
        for size in [int(text) for text in sys.argv[1:]] or SIZES:
            with tempfile.TemporaryDirectory() as folder:
                store = Path(folder) / "store"
                fill(Store.open(store), size)
                environment = os.environ | {"DATELINE_STORE": str(store)}
                with serve(environment) as (address, process):
                    measure(browser, address, size, process)
        browser.close()
    return 0


def measure(browser: Browser, address: str, size: int, process: int) -> None:
    """Print the figures of one store."""
    firsts = [first_map(browser, address) for _ in range(ROUNDS + 1)][1:]
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    sent = count_bytes(page)
    open_page(page, address)
    first_bytes = sum(sent)
    times, bytes_each = [], []
    heap = [used_heap(page)]
    for number in range(CHANGES):
        sent.clear()
        times.append(change_filter(page, number))
        bytes_each.append(sum(sent))
        heap.append(used_heap(page))
    growth = (heap[-1] - heap[1]) / (CHANGES - 1)
    for what in (
        f"first usable map {statistics.median(firsts):.2f} s, {first_bytes / 1e6:.2f} MB received",
        f"filter change {statistics.median(times[:ROUNDS]):.2f} s, of {CHANGES} {statistics.median(times):.2f} s",
        f"largest answer to a change {max(bytes_each) / 1e6:.2f} MB, heap grows {growth:.2f} MB a change",
        f"the server holds {resident_mb(process):.0f} MB",
    ):
        print(f"{size:>9,} events: {what}", flush=True)
    page.close()


def first_map(browser: Browser, address: str) -> float:
    """Return the seconds until a new visitor's map and list are there."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    began = time.perf_counter()
    open_page(page, address)
    seconds = time.perf_counter() - began
    page.close()
    return seconds


def open_page(page: Page, address: str) -> None:
    """Open the page and wait for marks and list."""
    page.goto(address)
    page.locator("button.row").first.wait_for(timeout=LIMIT_MS)
    page.locator(".st-key-map iframe").wait_for(timeout=LIMIT_MS)
    map_frame(page).wait_for_function(f"{DRAWN} !== ''", timeout=LIMIT_MS)


def change_filter(page: Page, number: int) -> float:
    """Press one of the five groups of kinds and return the seconds until the map is drawn anew."""
    frame = map_frame(page)
    before, count = frame.evaluate(DRAWN), frame.evaluate(COUNT)
    group = ("border", "forces", "fighting", "diplomacy", "people")[number // 2 % 5]
    began = time.perf_counter()
    page.locator(f".st-key-group_{group} label").click()
    frame.wait_for_function(f"{DRAWN} !== {before!r} && {COUNT} !== {count}", polling=10, timeout=LIMIT_MS)
    seconds = time.perf_counter() - began
    page.wait_for_timeout(500)
    return seconds


def map_frame(page: Page) -> Frame:
    """Return the frame of the map."""
    frame = page.locator(".st-key-map iframe").element_handle().content_frame()
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
