"""Cuts text and phrases into the tokens that the patterns of time are written in.

Tokens are runs of letters, runs of digits and single signs, in lower case and, for patterns, without accents.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from collections.abc import Iterator

TOKEN = re.compile(r"\d+|[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*|[^\w\s]")
SIGNS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-"})


def cut_tokens(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each token in lower case with its half-open span."""
    for found in TOKEN.finditer(text):
        word = found.group().lower()
        yield word if word.isalpha() else word.translate(SIGNS), found.start(), found.end()


@lru_cache(maxsize=65536)
def fold(token: str) -> str:
    """Leave out accents, which texts drop or add: février, fevrier."""
    if token.isascii():
        return token
    return "".join(sign for sign in normalize("NFD", token) if not combining(sign)) or token


def in_tokens(phrase: str) -> str:
    """Write a phrase the way patterns see it: tokens without accents, each followed by one blank."""
    return "".join(f"{fold(token)} " for token, _, _ in cut_tokens(phrase))
