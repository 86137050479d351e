"""The count of requests beyond loopback: a browser that asks another machine is seen, one that does not is not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Error, sync_playwright
from watched import Watch

ANSWER = b"<p>here</p>"


class Answer(BaseHTTPRequestHandler):
    """A page on loopback."""

    def do_GET(self) -> None:
        """Send the page."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(ANSWER)

    def log_message(self, *_: Any) -> None:
        """Say nothing on the terminal."""


def test_the_watch_counts_other_machines_alone() -> None:
    with ThreadPoolExecutor(1) as elsewhere:  # another test's browser may be open in this thread
        watch = elsewhere.submit(_ask_others).result()
    assert set(watch.strayed) == {"http://other.invalid/a", "secure.invalid:443"}  # Chromium may ask twice
    assert watch.browsers == 1


def _ask_others() -> Watch:
    watch = Watch()
    with HTTPServer(("127.0.0.1", 0), Answer) as server, sync_playwright() as playwright:
        Thread(target=server.serve_forever, daemon=True).start()
        with watch.launch(playwright) as browser:
            page = browser.new_page()
            page.goto(f"http://127.0.0.1:{server.server_port}/")
            assert page.locator("p").inner_text() == "here"
            assert watch.strayed == []
            page.evaluate("fetch('http://other.invalid/a').catch(() => 0)")
            with pytest.raises(Error):
                page.goto("https://secure.invalid/")
        server.shutdown()
    return watch
