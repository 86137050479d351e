"""Run by itself, ``python -I pdf_text.py``: a PDF on standard input becomes JSON on standard output.

Out: ``{"title", "pages": […]}`` or ``{"error"}``. A stranger's PDF is parsed in a process of its own, which has only so
much memory and time, and whose end harms nobody. Imports nothing of Dateline.
"""

from __future__ import annotations

import json
import logging
import sys
from contextlib import suppress
from io import BytesIO
from resource import RLIMIT_AS, RLIMIT_CPU, setrlimit

from pypdf import PdfReader, overwrite_configuration
from pypdf.errors import PyPdfError

MOST_MEMORY = 1_000_000_000
MOST_SECONDS = 20
MOST_PAGES = 200
MOST_CHARACTERS = 1_000_000
LARGEST_STREAM = 20_000_000
"""Bytes that one stream may unpack to; the commands of a printed page have a fiftieth."""
_FAULTS = (PyPdfError, MemoryError, RecursionError, ValueError, LookupError, TypeError, AttributeError, OSError)
"""What a broken file makes the parser raise."""


def main() -> None:
    """Read, answer, and end."""
    with suppress(ValueError):  # macOS bounds no address space
        setrlimit(RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    setrlimit(RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    logging.disable(logging.CRITICAL)
    overwrite_configuration(
        zlib_maximum_output_length=LARGEST_STREAM, lzw_maximum_output_length=LARGEST_STREAM, jbig2dec_binary=None
    )
    content = sys.stdin.buffer.read()
    try:
        answer = read(content)
    except _FAULTS as error:
        answer = {"error": f"{type(error).__name__}: {error}"[:300]}
    sys.stdout.write(json.dumps(answer))


def read(content: bytes) -> dict[str, object]:
    """Return title and text, or why there is none."""
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"error": "it is locked with a password."}
    if len(reader.pages) > MOST_PAGES:
        return {"error": f"it has {len(reader.pages):,} pages, at most {MOST_PAGES} are read."}
    pages: list[str] = []
    for page in reader.pages:
        pages.append(page.extract_text())
        if sum(map(len, pages)) > MOST_CHARACTERS:
            return {"error": f"it has more than {MOST_CHARACTERS:,} characters."}
    title = reader.metadata.title if reader.metadata else ""
    return {"title": str(title or ""), "pages": pages}


if __name__ == "__main__":
    main()
