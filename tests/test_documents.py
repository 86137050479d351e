"""PDF and Word files become articles; bombs, locked files and files that are not what they say are refused in words."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from geo.articles import parse_article
from geo.articles.pdf import join_lines
from geo.errors import ArticleError
from tests.documents import WORD_TEXT, make_archive, make_pdf, make_pdf_bomb, make_word, replace_text

LINES = (
    "La Pologne a fermé vendredi le passage de Bobrowniki, à la fron-",
    "tière avec la Biélorussie, a annoncé le ministre de l’Intérieur de",
    "ce pays. La décision vaut jusqu’à nouvel ordre.",
    "Le passage de Terespol reste ouvert aux camions, selon les gardes.",
)
PARAGRAPHS = ("La Pologne a fermé vendredi le passage de Bobrowniki.", "Le passage de Terespol reste ouvert.")
LIMIT_S = 2
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "'
    + b"ha" * 50
    + b'">'
    + b"".join(b'<!ENTITY %c "%s">' % (letter, b"&%c;" % (letter - 1) * 20) for letter in range(ord("b"), ord("j")))
    + b']><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
    + b"&i;</w:t></w:r></w:p></w:body></w:document>"
)


def test_pdf_gives_paragraphs() -> None:
    article = parse_article(make_pdf(LINES, "Le passage est fermé"), "page.pdf")
    assert article.title == "Le passage est fermé"
    assert article.language == "fr"
    first, second = article.text.split("\n")
    assert first.startswith("La Pologne a fermé vendredi le passage de Bobrowniki, à la frontière avec la Biélorussie")
    assert first.endswith("nouvel ordre.")
    assert second.startswith("Le passage de Terespol")


def test_title_of_a_file_is_no_title() -> None:
    assert parse_article(make_pdf(LINES, "Microsoft Word - final.docx"), "page.pdf").title.startswith("La Pologne")


def test_word_gives_paragraphs_and_tables() -> None:
    article = parse_article(make_word(PARAGRAPHS, "Le passage", [["Passage", "État"], ["Kuźnica", "fermé"]]), "a.docx")
    assert article.title == "Le passage"
    assert article.text.split("\n") == [*PARAGRAPHS, "Passage | État", "Kuźnica | fermé"]


def test_document_without_a_suffix_is_read_by_its_look() -> None:
    assert parse_article(make_pdf(LINES), "").language == "fr"
    assert parse_article(make_word(PARAGRAPHS), "").text == "\n".join(PARAGRAPHS)


REFUSED = [
    pytest.param(lambda: make_pdf(LINES), "a.docx", r"says \.docx.*a PDF.*end in \.pdf", id="PDF called Word"),
    pytest.param(lambda: make_word(PARAGRAPHS), "a.txt", r"says \.txt.*Word.*\.docx", id="Word called text"),
    pytest.param(lambda: b"Poland closed a crossing.", "a.pdf", r"says \.pdf.*something else", id="text called PDF"),
    pytest.param(lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "a.html", "a picture", id="picture called page"),
    pytest.param(lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "", "a picture, not text", id="picture without a name"),
    pytest.param(lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", "old Word", id="old Word"),
    pytest.param(lambda: b"{\\rtf1 hello}", "a.docx", "rich text", id="rich text"),
    pytest.param(lambda: b"", "a.pdf", "something else", id="empty PDF"),
    pytest.param(lambda: b"%PDF-1.7\n" + b"x" * 500, "a.pdf", "cannot be read.*paste", id="broken PDF"),
    pytest.param(lambda: make_pdf([]), "a.pdf", "scanned", id="PDF without text"),
    pytest.param(lambda: make_pdf(LINES, lock="x"), "a.pdf", "password", id="locked PDF"),
    pytest.param(lambda: b"x" * 10_000_001, "a.pdf", "10.0 MB, at most 10 MB", id="too large"),
    pytest.param(lambda: make_pdf_bomb(400_000_000), "a.pdf", "cannot be read", id="PDF that unpacks to 400 MB"),
    pytest.param(lambda: make_archive({"a.txt": b"x"}), "a.docx", "no Word document", id="other archive"),
    pytest.param(lambda: b"PK\x03\x04" + b"x" * 99, "a.docx", "broken", id="broken archive"),
    pytest.param(
        lambda: make_archive({WORD_TEXT: b"\0" * 300_000_000}), "a.docx", "unpacks from", id="archive of zeros"
    ),
    pytest.param(
        lambda: make_archive({f"{number}": b"" for number in range(20_000)}), "a.docx", "20,000 parts", id="many parts"
    ),
    pytest.param(
        lambda: make_archive({"../x": b"", WORD_TEXT: b""}), "a.docx", "outside", id="part outside the archive"
    ),
    pytest.param(
        lambda: replace_text(make_word(PARAGRAPHS), LAUGHS), "a.docx", "defines entities", id="billion laughs"
    ),
    pytest.param(lambda: replace_text(make_word(PARAGRAPHS), b"<x"), "a.docx", "broken", id="broken XML"),
]


@pytest.mark.parametrize(("make", "name", "words"), REFUSED)
def test_bad_document_is_refused_in_words_and_soon(make: Callable[[], bytes], name: str, words: str) -> None:
    content = make()
    start = time.perf_counter()
    with pytest.raises(ArticleError, match=f"(?s){words}") as caught:
        parse_article(content, name)
    assert time.perf_counter() - start < LIMIT_S
    assert caught.value.remedy
    assert caught.value.source == name


@pytest.mark.parametrize(
    ("page", "joined"),
    [
        pytest.param(
            "Heading\nThe first line of a column is\nas long as the others are.", 2, id="heading stands alone"
        ),
        pytest.param("The first line is a long one.\nThe second is as long a line.", 1, id="full lines are joined"),
        pytest.param("One.\n\nTwo.", 3, id="blank lines part"),
        pytest.param("", 0, id="nothing"),
    ],
)
def test_lines_are_joined(page: str, joined: int) -> None:
    assert len(join_lines(page).splitlines()) == joined
