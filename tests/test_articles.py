"""Files, pages and bytes become articles; bad ones say what is wrong, where, and what to do."""

from __future__ import annotations

import hashlib
import socket
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.articles import Known, Page, article_id, detect_language, parse_article, read_article, read_window, to_article
from geo.articles.decoding import LARGEST_BYTES, decode
from geo.errors import ArticleError
from geo.models import TimePrecision
from geo.settings import ROOT

FIVE = sorted((ROOT / "data" / "articles").glob("*.md"))
RUSSIAN = "Польша закрыла пограничный переход Бобровники 10 февраля."
POLISH = "Polska zamknęła przejście graniczne w Bobrownikach, powiedział rzecznik straży granicznej."
FRENCH = "La Biélorussie déplace des troupes vers la frontière."
PAGE = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>La frontière est fermée</title>
<meta property="og:site_name" content="Le Courrier"><meta property="og:title" content="La frontière est fermée">
<meta property="article:published_time" content="2023-02-14T08:00:00Z">
<link rel="canonical" href="https://example.org/frontiere"></head><body><nav><a href="/">Accueil</a></nav>
<article><h1>La frontière est fermée</h1><p>La Pologne a fermé vendredi le passage de Bobrowniki, à la frontière avec la
Biélorussie, a annoncé le ministre de l'Intérieur. Cette décision est prise pour des raisons de sécurité.</p>
<p>Le passage de Brest-Terespol reste ouvert aux camions, selon les gardes-frontières polonais.</p></article>
<footer>Mentions légales</footer></body></html>"""


def test_the_five_are_there() -> None:
    assert len(FIVE) == 5


@pytest.mark.parametrize("path", FIVE, ids=lambda path: path.stem[:3])
def test_body_is_byte_for_byte_what_was_annotated(path: Path) -> None:
    recorded = path.read_text(encoding="utf-8").partition("sha256: ")[2].split()[0]
    article = read_article(path)
    assert hashlib.sha256(article.text.encode()).hexdigest() == recorded


@pytest.mark.parametrize("path", FIVE, ids=lambda path: path.stem[:3])
def test_the_five_say_when_and_how_that_is_known(path: Path) -> None:
    article = read_article(path)
    assert article.published is not None
    assert article.published_how.startswith("Inferred from the text")
    assert article.title


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param(RUSSIAN, "utf-8", id="utf-8"),
        pytest.param(RUSSIAN, "utf-8-sig", id="utf-8 with its mark"),
        pytest.param(RUSSIAN, "utf-16", id="utf-16 with its mark"),
        pytest.param(RUSSIAN, "cp1251", id="Russian Windows"),
        pytest.param(RUSSIAN, "koi8_r", id="Russian Unix"),
        pytest.param(FRENCH, "cp1252", id="French Windows"),
        pytest.param(POLISH, "iso8859_2", id="Polish, ISO"),
        pytest.param(POLISH, "cp1250", id="Polish Windows"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    assert parse_article(text.encode(encoding), "a.txt").text == text


def test_a_page_may_declare_its_charset() -> None:
    page = PAGE.replace("utf-8", "windows-1252").encode("cp1252")
    assert "Biélorussie" in parse_article(page, "a.html").text


def test_a_page_tells_of_itself() -> None:
    article = parse_article(PAGE.encode(), "a.html")
    assert "Bobrowniki" in article.text
    assert "Mentions légales" not in article.text
    assert (article.title, article.publisher, article.language) == ("La frontière est fermée", "Le Courrier", "fr")
    assert article.url == "https://example.org/frontiere"
    assert article.published is not None
    assert article.published.start == date(2023, 2, 14)


def test_a_page_without_a_suffix_is_known_by_its_look() -> None:
    assert parse_article(PAGE.encode(), "").publisher == "Le Courrier"


def test_front_matter() -> None:
    content = b'---\ntitle: "A: b"\npublished: 2023-02\nurl: https://a.org/x\n---\n\n Text that stays as it is.\r\n'
    article = parse_article(content, "note.md")
    assert article.text == "\n Text that stays as it is.\r\n"
    assert (article.title, article.url) == ("A: b", "https://a.org/x")
    assert article.published is not None
    assert article.published.precision is TimePrecision.MONTH


def test_what_the_caller_knows_comes_first() -> None:
    content = b"---\nlanguage: fr\npublished: 2020\n---\nTexte."
    article = parse_article(content, "note.md", Known(language="en-GB", published="2023-02-13..2023-02-16"))
    assert article.language == "en"
    assert article.published is not None
    assert (article.published.start, article.published.last) == (date(2023, 2, 13), date(2023, 2, 16))


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        pytest.param(b"", "a.txt", "empty", id="an empty file"),
        pytest.param(b" \n\t", "a.txt", "empty", id="only spaces"),
        pytest.param(b"---\ntitle: x\n---\n\n", "a.md", "no text", id="front matter without a text"),
        pytest.param(b"x" * (LARGEST_BYTES + 1), "a.txt", "MB", id="larger than the cap"),
        pytest.param(b"word " * 250_000, "a.txt", "characters", id="longer than any article"),
        pytest.param(b"text", "a.epub", ".epub", id="a kind of file that is not read"),
        pytest.param(bytes(range(256)) * 20, "a.txt", "encoding", id="no text in any encoding"),
        pytest.param(b"text\0text", "a.txt", "not text", id="a NUL byte"),
        pytest.param(b"\xff\xfea", "a.txt", "utf-16-le", id="a mark that the rest belies"),
        pytest.param(b"12345 67 89", "a.txt", "no letters", id="no letters"),
        pytest.param("日本語のニュースです。".encode(), "a.txt", "'ja'", id="a language not read"),
        pytest.param(b"---\nlanguage: xx\n---\nText.", "a.md", "'xx'", id="a language that is none"),
        pytest.param(b"---\npublished: 2023-02-31\n---\nText.", "a.md", "no date", id="a date that is none"),
        pytest.param(b"---\npublished: soon\n---\nText.", "a.md", "'soon'", id="a date in words"),
        pytest.param(b"---\ntitle: a: b\n---\nText.", "a.md", "no YAML", id="broken front matter"),
        pytest.param(b"---\n- a\n- b\n---\nText.", "a.md", "no keys", id="front matter that is a list"),
        pytest.param(b"---\ntitle: [a, b]\n---\nText.", "a.md", "list", id="a title that is a list"),
        pytest.param(b"<html><body></body></html>", "a.html", "no article text", id="a page without an article"),
    ],
)
def test_bad_input_says_file_and_remedy(content: bytes, name: str, words: str) -> None:
    with pytest.raises(ArticleError) as caught:
        parse_article(content, name)
    assert words in caught.value.message
    assert caught.value.source == name
    assert caught.value.remedy


def test_a_missing_file_and_an_address() -> None:
    with pytest.raises(ArticleError, match="cannot be read"):
        read_article("no-such-file.md")
    with pytest.raises(ArticleError, match="fetching from the network is off"):
        read_article("https://example.org/article")


def test_only_web_addresses_are_kept() -> None:
    assert parse_article(b"---\nurl: javascript:alert(1)\n---\nSome text here.", "a.md").url == ""


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Poland closed the crossing.", "en"),
        ("La Pologne ferme la frontière", "fr"),
        ("Polen schließt die Grenze", "de"),
        ("Polska zamknęła granicę", "pl"),
        ("Польша закрыла границу с Беларусью", "ru"),
        ("Польща закрила кордон з Білоруссю", "uk"),
        ("Польшча закрыла мяжу з Беларуссю", "be"),
    ],
)
def test_languages_of_headlines(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "first", "past"),
    [
        ("2023-02-14", date(2023, 2, 14), date(2023, 2, 15)),
        ("2023-12", date(2023, 12, 1), date(2024, 1, 1)),
        ("2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("2023-02-13..2023-02-16", date(2023, 2, 13), date(2023, 2, 17)),
        ("2023-02-14T23:59:00+02:00", date(2023, 2, 14), date(2023, 2, 15)),
    ],
)
def test_windows(text: str, first: date, past: date) -> None:
    window = read_window(text)
    assert (window.start, window.end) == (first, past)


@pytest.mark.parametrize("text", ["", "0000-01-01", "9999", "2023-13", "2023-02-14..2023-02-01", "14.02.2023"])
def test_windows_that_are_none(text: str) -> None:
    with pytest.raises(ArticleError):
        read_window(text)


def test_the_same_text_at_the_same_address_is_the_same_article() -> None:
    assert article_id("text", "https://a") == article_id("text", "https://a")
    assert len({article_id("text"), article_id("text", "https://a"), article_id("texts")}) == 3


@given(st.text(min_size=1))
def test_any_text_keeps_its_offsets(body: str) -> None:
    encoded = f"letters {body}".encode("utf-8", "replace")
    text = to_article(Page(encoded.decode().replace("\0", " ")), "a.txt", Known(language="en")).text
    assert parse_article(text.encode(), "a.txt", Known(language="en")).text == text.removeprefix("\ufeff")


def test_a_page_that_begins_like_an_address_is_not_fetched() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.5)
        port = listener.getsockname()[1]
        body = "<html>\n<body>\n<p>" + "Soldiers\nclosed\nthe\nborder.\n" * 20 + "</p></body></html>"
        with suppress(ArticleError):
            parse_article(f"http://127.0.0.1:{port}/x?{body}".encode(), "page.html")
        with pytest.raises(TimeoutError):
            listener.accept()


def test_many_comments_take_no_longer_than_their_length() -> None:
    start = time.perf_counter()
    parse_article(b"<!---->" * 5000 + b"Poland closed a crossing.", "")
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("label", "charset", "words"),
    [
        ("iso-8859-1", "utf-8", "fermée à l’été"),
        ("utf-8", "cp1252", "La Pologne a fermé le passage à la frontière, a-t-elle annoncé à l’été où tout a changé."),
        ("windows-1251", "cp1251", "закрыла границу"),
        ("koi8-r", "utf-8", "закрыла границу"),
        ("iso-8859-1", "cp1252", "“fermée” – été"),
        ("no-such-charset", "utf-8", "zamknęła przejście"),
        ("utf-16", "utf-8", "zamknęła przejście"),
        ("unicode_escape", "ascii", r"the path \u0041 is closed"),
        ("utf-7", "ascii", "2 +AC0- 1"),
        ("punycode", "ascii", "closed" + "-a" * 100_000),
        ("gbk", "gbk", "边境口岸关闭"),
    ],
    ids=lambda value: value,
)
def test_a_wrong_label_spoils_no_page(label: str, charset: str, words: str) -> None:
    page = f'<html><head><meta charset="{label}"></head><body><p>{words}</p></body></html>'
    assert words in decode(page.encode(charset), "page.html")
