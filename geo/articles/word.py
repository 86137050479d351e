"""A Word document (.docx) becomes its paragraphs and tables as text, and its title.

Refuses archives that unpack to too much, and documents that define entities: Word writes none.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 # an error like others

from docx import Document
from docx.opc.exceptions import OpcError
from docx.table import Table
from lxml.etree import LxmlError

from geo.articles.archive import open_archive
from geo.articles.markdown import Page
from geo.errors import ArticleError

LARGEST_TEXT_BYTES = 20_000_000
"""Bytes of XML in the part with the text: a million characters of article have a tenth of it."""
_TEXT = "word/document.xml"
_DOCTYPE_WITHIN = 2_000


def read_word(content: bytes, name: str) -> Page:
    """Return text and title of a document; raises ArticleError if it is none or holds too much."""
    with open_archive(content, name) as archive:
        _check(archive, name)
    try:
        document = Document(BytesIO(content))
        text = "\n".join(_lines(document))
    except (OpcError, LxmlError, BadZipFile, ZlibError, KeyError, ValueError, AttributeError) as error:
        raise ArticleError(f"the Word document is broken: {error}.", source=name, remedy="Save it again.") from error
    title = (document.core_properties.title or "").strip()
    return Page(text, {"title": title} if title else {})


def _check(archive: ZipFile, name: str) -> None:
    try:
        size = archive.getinfo(_TEXT).file_size
    except KeyError:
        raise ArticleError(
            "the archive is no Word document.", source=name, remedy="Give the articles in it one by one."
        ) from None
    if size > LARGEST_TEXT_BYTES:
        raise ArticleError(
            f"the text takes {size / 1e6:.0f} MB, at most {LARGEST_TEXT_BYTES / 1e6:.0f} MB are read.",
            source=name,
            remedy="Cut the document into articles.",
        )
    for member in archive.namelist():
        if member.endswith((".xml", ".rels")):
            with archive.open(member) as part:
                head = part.read(_DOCTYPE_WITHIN)
            if b"<!DOCTYPE" in head.replace(b"\0", b"").upper():
                raise ArticleError(
                    "the document defines entities, which no Word document does.",
                    source=name,
                    where=member,
                    remedy="Save the article's text as .txt.",
                )


def _lines(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield " | ".join(dict.fromkeys(cell.text.strip() for cell in row.cells))
        else:
            yield block.text
