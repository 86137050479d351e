"""The system's Chromium, for every test that looks at what a person sees; without it they fail, never skip."""

from __future__ import annotations

import shutil

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_browser() -> str:
    """Return the browser's path; fails with the line to type."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    return path or pytest.fail("The browser tests need Chromium. Type: sudo apt-get install chromium")
