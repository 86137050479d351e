"""What every test may rely on: a gazetteer built from the data as it is now."""

from __future__ import annotations

from filelock import FileLock

from geo.gazetteer.build import build_gazetteer
from geo.settings import Settings


def pytest_sessionstart() -> None:
    """Build the gazetteer if it is missing or older than its inputs; workers wait for the first."""
    settings = Settings.from_environment()
    settings.gazetteer.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(settings.gazetteer.with_name("gazetteer.test-lock")):
        build_gazetteer(settings.data, settings.gazetteer)
