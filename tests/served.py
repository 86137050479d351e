"""Fixtures of the page's tests: a store with the annotated articles, the page running on it, and a browser."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, expect, sync_playwright
from watched import Watch

from geo.articles import read_article
from geo.gold import read_gold
from geo.settings import ROOT
from geo.store import Store

EXPECT_LIMIT_MS = 30_000  # what should come soon; a busy machine is no fault of the page
START_LIMIT_S = 30  # a server that needs longer than this hangs


@pytest.fixture(scope="session")
def gold_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store with the five articles and the events a person annotated in them; copy it before writing."""
    folder = tmp_path_factory.mktemp("gold") / "store"
    gold = {article.name: article for article in read_gold(ROOT / "data/gold/seeds.json")}
    found = []
    for path in sorted((ROOT / "data/articles").glob("*.md")):
        article = read_article(path)
        told = [replace(one.telling, article_id=article.id) for one in gold[path.name[:3]].tellings]
        found.append((article, told))
    Store.open(folder).ingest(found)
    return folder


@pytest.fixture
def store_folder(gold_folder: Path, tmp_path: Path) -> Path:
    """Give a copy of the store that a test may change."""
    return Path(shutil.copytree(gold_folder, tmp_path / "store"))


@dataclass(frozen=True)
class Server:
    """A running page and its store."""

    address: str
    store: Path


@pytest.fixture(scope="module")
def server(gold_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run the page on a copy of the store with the annotated articles."""
    with serve(Path(shutil.copytree(gold_folder, tmp_path_factory.mktemp("served") / "store"))) as running:
        yield running


@contextmanager
def serve(store: Path) -> Iterator[Server]:
    """Run the page on a free loopback port until the caller is done."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    environment = os.environ | {"DATELINE_STORE": str(store)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **quiet) as run:
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(f"{address}/_stcore/health")
            yield Server(address, store)
        finally:
            run.terminate()


def _wait_for(address: str) -> None:
    limit = time.monotonic() + START_LIMIT_S
    while time.monotonic() < limit:
        try:
            with urllib.request.urlopen(address, timeout=1):  # noqa: S310 - our own loopback server
                return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"{address} did not answer in {START_LIMIT_S} s")


@pytest.fixture(scope="session")
def chromium(watch: Watch) -> Iterator[Browser]:
    """Start the machine's own Chromium; it is not downloaded."""
    expect.set_options(timeout=EXPECT_LIMIT_MS)
    with sync_playwright() as playwright, watch.launch(playwright) as browser:
        yield browser
