"""Make the pictures of the page for README and guide, at 1400 by 900 and, on a phone, 390 by 844 pixels.

Needs Chromium and a store with the five articles (``make run`` once). Starts a page of its own on a free port and stops
it.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Browser, sync_playwright

from geo.filter import Filter
from geo.models import Kind
from geo.query import select
from geo.settings import ROOT, Settings
from geo.share.link import View
from geo.store import Store

START_LIMIT_S = 60
SETTLE_MS = 2500  # until names and popup stand still
SIZES = {"screenshot.png": (1400, 900), "screenshot-phone.png": (390, 844)}
FEBRUARY = Filter(since=date(2023, 2, 1), until=date(2023, 2, 28))


def main() -> int:
    """Take the pictures; returns the exit code."""
    browser_path = find_browser()
    if not browser_path:
        print("Chromium is missing: apt-get install chromium", file=sys.stderr)
        return 2
    view = choose_view(Settings.from_environment())
    if view is None:
        print("The store has no events of February 2023: make run, then again.", file=sys.stderr)
        return 2
    with serve() as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        for name, size in SIZES.items():
            take(browser, f"{address}/?{view.to_query()}", name, size)
        take(browser, f"{address}/?asof=2023-03-01", "guide-state.png", SIZES["screenshot.png"], waits=".dl-state")
        about = f"{address}/?actors=RUS&from=2022-01-01"
        take(browser, about, "guide-actor.png", SIZES["screenshot.png"], waits=".dl-legend", press="About Russia")
        browser.close()
    return 0


def find_browser() -> str:
    """Return the path of the machine's Chromium, "" if it has none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")


def choose_view(settings: Settings) -> View | None:
    """Return February 2023 with the closed crossing open, None if the store knows nothing of it."""
    events = select(Store.open(settings.store), FEBRUARY).events
    closed = [event for event in events if event.kind is Kind.BORDER_CLOSURE and event.drawn_at]
    return View(FEBRUARY, event=closed[0].id) if closed else None


def take(
    browser: Browser, address: str, name: str, size: tuple[int, int], *, waits: str = ".dl-pop", press: str = ""
) -> None:
    """Open the page, wait for a part of the map, press a button if one is named, and write docs/NAME."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.goto(address)
    page.frame_locator(".st-key-map iframe").locator(waits).first.wait_for()
    if press:
        page.get_by_role("button", name=press).click()
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=str(ROOT / "docs" / name))
    page.close()


@contextmanager
def serve(environment: Mapping[str, str] | None = None, folder: Path = ROOT) -> Iterator[tuple[str, int]]:
    """Run the page of a folder on a free loopback port; gives its address and the number of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    with subprocess.Popen(command, cwd=folder, env={**(environment or os.environ)}, stdout=subprocess.DEVNULL) as run:  # noqa: S603 - our own command
        try:
            wait_for(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}", run.pid
        finally:
            run.terminate()


def wait_for(address: str) -> None:
    """Wait until the page answers; raises TimeoutError if it does not."""
    limit = time.monotonic() + START_LIMIT_S
    while time.monotonic() < limit:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):  # noqa: S310 - our own loopback server
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(f"{address} did not answer in {START_LIMIT_S} s")


if __name__ == "__main__":
    sys.exit(main())
