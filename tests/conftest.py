"""What every test may rely on: a gazetteer built from the data as it is now."""

from __future__ import annotations

import pytest
from filelock import FileLock
from hypothesis import settings

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
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


settings.register_profile("no deadline", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("no deadline")
