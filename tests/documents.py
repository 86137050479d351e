"""Documents made on the spot: PDF, Word, and those that unpack to far more than they weigh."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

WORD_TEXT = "word/document.xml"


def make_pdf(lines: Sequence[str], title: str = "", lock: str = "") -> bytes:
    """Give a PDF of one page with these lines of Latin text; with none, a page that holds only a picture's room."""
    commands = " T* ".join(f"({line}) Tj" for line in lines)
    return _to_pdf(f"BT /F1 11 Tf 50 780 Td 14 TL {commands} ET".encode("cp1252"), title, lock)


def make_pdf_bomb(size: int) -> bytes:
    """Give a PDF whose page unpacks to so many bytes of commands."""
    return _to_pdf(b" " * size)


def _to_pdf(commands: bytes, title: str = "", lock: str = "") -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    stream = StreamObject()
    stream._data = zlib.compress(commands, 9)
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    page[NameObject("/Contents")] = writer._add_object(stream)
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    if title:
        writer.add_metadata({"/Title": title})
    if lock:
        writer.encrypt(lock, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def make_word(paragraphs: Sequence[str], title: str = "", rows: Sequence[Sequence[str]] = ()) -> bytes:
    """Give a Word document with these paragraphs and, after them, a table of these rows."""
    document = Document()
    document.core_properties.title = title
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                table.cell(number, column).text = text
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def make_archive(members: dict[str, bytes]) -> bytes:
    """Give a zip archive."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def replace_text(document: bytes, text_xml: bytes) -> bytes:
    """Give a Word document with other XML as its text."""
    with ZipFile(BytesIO(document)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return make_archive(members | {WORD_TEXT: text_xml})
