"""What a file is by its first bytes, held against what its name says.

In: bytes and a name. Out: the suffix by which it is to be read. Refuses what is no text, and a file that is not what
its name says, naming both and the remedy.
"""

from __future__ import annotations

from pathlib import PurePath

from geo.errors import ArticleError

TEXTS = (".txt", ".md", ".markdown", ".html", ".htm")
DOCUMENTS = (".pdf", ".docx")
SUFFIXES = (*TEXTS, *DOCUMENTS)
"""What is read; anything else in a folder is passed over."""
_FIRST_BYTES = (
    (b"%PDF-", ".pdf", "a PDF"),
    (b"PK\x03\x04", ".docx", "a Word document or another archive"),
    (b"PK\x05\x06", "", "an empty archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "", "an old Word or Excel document"),
    (b"{\\rtf", "", "a rich text document"),
    (b"\x89PNG", "", "a picture"),
    (b"\xff\xd8\xff", "", "a picture"),
    (b"GIF8", "", "a picture"),
    (b"RIFF", "", "a picture, a sound or a film"),
    (b"\x1f\x8b", "", "a compressed file"),
    (b"7z\xbc\xaf", "", "a compressed file"),
    (b"Rar!", "", "a compressed file"),
    (b"\x7fELF", "", "a program"),
    (b"MZ\x90", "", "a program"),
)
_PDF_MAY_BEGIN = 1024
"""A reader of PDF looks for its mark in so many first bytes."""


def choose_reader(content: bytes, name: str, suffix: str = "") -> str:
    """Return the suffix to read by: the one given, else the name's, else that of a document by its look, else "".

    Raises
    ------
    ArticleError
        If the name ends in something that is not read, or the bytes are something else than the name says.
    """
    suffix = suffix or PurePath(name).suffix.lower()
    found, words = _look(content)
    if suffix == "":
        if words and not found:
            raise _refusal(name, f"the file is {words}, not text.", "Save the article as .txt, .docx or .pdf.")
        return found
    if suffix not in SUFFIXES:
        raise _refusal(name, f"files that end in “{suffix}” are not read.", f"Give one of {', '.join(SUFFIXES)}.")
    if suffix != found and (words or suffix in DOCUMENTS):
        raise _refusal(name, f"the name says {suffix}, but the file is {words or 'something else'}.", _remedy(found))
    return suffix


def _look(content: bytes) -> tuple[str, str]:
    """Return the suffix of a document by its first bytes and what it is; ("", "") if it may be text."""
    head = content[:_PDF_MAY_BEGIN]
    for mark, suffix, words in _FIRST_BYTES:
        if head.startswith(mark):
            return suffix, words
    return (".pdf", "a PDF") if b"%PDF-" in head and b"<" not in head.partition(b"%PDF-")[0] else ("", "")


def _remedy(found: str) -> str:
    return f"Rename it to end in {found}." if found else "Save it again as what the name says, or as .txt."


def _refusal(name: str, message: str, remedy: str) -> ArticleError:
    return ArticleError(message, source=name, remedy=remedy)
