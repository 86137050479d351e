"""Counts what the browsers of the tests ask of other machines: a proxy on loopback that refuses all, and says how many.

Chromium asks loopback itself without the proxy, so whatever arrives there was on its way out: from a page, a frame, a
worker or a tab. What the browser asks for itself is refused too, and left out by its exact names.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from chromium import find_browser
from playwright.sync_api import Browser, Playwright

# Whom Chromium asks for itself, whatever page it shows: its updates, the time, who is signed in, what the fields of a
# form may be. Refused, not counted; each version asks others of them.
OWN = (".googleapis.com", ".google.com", ".gvt1.com")
# Most of it is switched off.
QUIET = (
    "--disable-component-update", "--disable-sync",
    "--gaia-url=http://127.0.0.1:9", "--google-apis-url=http://127.0.0.1:9",
)  # fmt: skip


@dataclass
class Watch:
    """What was asked of other machines, and how many browsers could have."""

    strayed: list[str] = field(default_factory=list)
    browsers: int = 0

    @contextmanager
    def launch(self, playwright: Playwright) -> Iterator[Browser]:
        """Run the system's Chromium with all beyond loopback sent to a proxy that refuses and remembers it."""
        self.browsers += 1
        with ThreadingHTTPServer(("127.0.0.1", 0), self._refusing()) as proxy:
            threading.Thread(target=proxy.serve_forever, daemon=True).start()
            flags = ["--no-sandbox", *QUIET, f"--proxy-server=http://127.0.0.1:{proxy.server_port}"]
            browser = playwright.chromium.launch(executable_path=find_browser(), args=flags)
            yield browser
            browser.close()
            proxy.shutdown()

    def _refusing(self) -> type[BaseHTTPRequestHandler]:
        strayed = self.strayed

        class Refuse(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                host = urlsplit(self.path if "//" in self.path else f"//{self.path}").hostname or ""
                if not host.endswith(OWN):
                    strayed.append(self.path)
                self.send_error(HTTPStatus.FORBIDDEN)

            do_CONNECT = do_POST = do_HEAD = do_PUT = do_OPTIONS = do_GET  # noqa: N815

            def log_message(self, *_: Any) -> None:
                """Say nothing on the terminal."""

        return Refuse
