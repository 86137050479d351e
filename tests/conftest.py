"""What every test may rely on: a gazetteer built from the data as it is now, and browsers that are watched.

A run in which a browser asked anything of another machine fails as a whole, whatever its tests say.
"""

from __future__ import annotations

from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings
from watched import Watch

from geo.gazetteer.build import build_gazetteer
from geo.settings import Settings


def pytest_sessionstart() -> None:
    """Build the gazetteer if it is missing or older than its inputs; workers wait for the first."""
    paths = Settings.from_environment()
    paths.gazetteer.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(paths.gazetteer.with_name("gazetteer.test-lock")):
        build_gazetteer(paths.data, paths.gazetteer)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a browser try once more, for a busy machine; the last line of the run says how often one had to."""
    for item in items:
        if item.get_closest_marker("browser") and not item.get_closest_marker("flaky"):
            item.add_marker(pytest.mark.flaky(reruns=1))


WATCH = pytest.StashKey[Watch]()


def pytest_configure(config: pytest.Config) -> None:
    """Begin to count."""
    config.stash[WATCH] = Watch()


@pytest.fixture(scope="session")
def watch(request: pytest.FixtureRequest) -> Watch:
    """Give what starts every browser of this run and counts where it goes."""
    return request.config.stash[WATCH]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the count of a worker on, and fail the run if it is not nought."""
    found = session.config.stash[WATCH]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["watch"] = (found.browsers, found.strayed)
    elif found.strayed:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Add up what the workers counted."""
    browsers, strayed = getattr(node, "workeroutput", {}).get("watch", (0, []))
    total = node.config.stash[WATCH]
    total.browsers += browsers
    total.strayed += strayed


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say the count, and where a browser went."""
    found = config.stash[WATCH]
    if found.browsers:
        terminalreporter.write_line(f"{found.browsers} browsers, {len(found.strayed)} requests beyond loopback")
        for address in sorted(set(found.strayed)):
            terminalreporter.write_line(f"  {address}", red=True)


settings.register_profile("no deadline", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("no deadline")
