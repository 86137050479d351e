"""The languages of the page: every text has its translation, gaps and counts are kept, sessions do not mix."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from datetime import date

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from geo.articles import parse_article, read_article
from geo.errors import ArticleError
from geo.language import LOCALES, day, languages, number, retell, speak, speaking, spoken, texts_of, tr, tr_count
from geo.maps.proper_names import actor_name, place_name
from geo.maps.words import event_title, kind_words, place_in_words, when_in_words
from geo.models import Kind, Precision, Problem, TimePrecision
from geo.pipeline import extract_batch
from geo.settings import ROOT, Settings
from geo.ui.messages import error_in_words
from tests.factories import make_actor, make_country, make_event, make_place, make_when

GAP = re.compile(r"\{\w+\}")
LANGUAGES = [code for code in languages() if code != "en"]


def read_messages(language: str) -> list[Message]:
    with (LOCALES / language / "LC_MESSAGES/dateline.po").open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def to_forms(texts: str | tuple[str, ...] | list[str]) -> list[str]:
    return [texts] if isinstance(texts, str) else [*texts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    messages = read_messages(language)
    assert len(messages) > 200
    assert [message.id for message in messages if message.fuzzy or not all(to_forms(message.string))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_gaps(language: str) -> None:
    for message in read_messages(language):
        gaps = set(GAP.findall(to_forms(message.id)[-1]))
        assert all(set(GAP.findall(form)) == gaps for form in to_forms(message.string)), message.id


def test_catalogues_hold_what_the_code_says() -> None:
    """Extract anew and compare: a text that was added without ``make translations`` is found here."""
    from tools.translations import extract_texts  # noqa: PLC0415 - a tool, not part of the product

    wanted = {tuple(to_forms(text)) for text in extract_texts()}
    for language in languages():
        assert {tuple(to_forms(message.id)) for message in read_messages(language)} == wanted, "run make translations"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        pytest.param("en", ["10 Feb 2023", "10,000", "1 event", "2 events", "0 events"], id="English"),
        pytest.param("fr", ["10 févr. 2023", "10\u202f000", "1 événement", "2 événements", "0 événement"], id="French"),
        pytest.param("xx", ["10 Feb 2023", "10,000", "1 event", "2 events", "0 events"], id="unknown is English"),
    ],
)
def test_days_numbers_and_counts(language: str, said: list[str]) -> None:
    with speaking(language):
        counts = [tr_count("{count} event", "{count} events", count) for count in (1, 2, 0)]
        assert [day(date(2023, 2, 10)), number(10_000), *counts] == said
    assert spoken() == "en"


def test_an_event_in_french() -> None:
    border = make_place(id="border:BY-UA", name="Belarus–Ukraine border", precision=Precision.BORDER_SEGMENT)
    with speaking("fr"):
        assert event_title(make_event()) == "Pologne : frontière fermée, Bobrowniki–Bierastavica"
        assert place_in_words(make_country()) == "Biélorussie, pays entier"
        assert place_name(border) == "frontière Biélorussie–Ukraine"
        assert place_name(make_place(id="iso:BY-BR", name="Brest Region")) == "Voblast de Brest"
        assert place_name(make_place(id="region:ua-east", name="Eastern Ukraine")) == "Ukraine, est"
        assert actor_name(make_actor("RUS_MIL", name="Russian Armed Forces")) == "forces armées (Russie)"
        assert when_in_words(make_when("2023-02-01", "2023-02-28", precision=TimePrecision.MONTH)) == "févr. 2023"
        assert kind_words()[Kind.STRIKE] == "frappe"
        army = make_event(actors=(make_actor("RUS_MIL", name="Russian Armed Forces", country="RU"),))
        assert event_title(army).startswith("Forces armées (Russie) : ")


def test_a_state_has_one_name_whatever_the_article_calls_it() -> None:
    assert actor_name(make_actor("RUS", name="Russie")) == "Russia"


def test_hostile_gaps_stay_text() -> None:
    assert tr("at {place}", place="{place.__class__} {0} %s") == "at {place.__class__} {0} %s"


def test_runs_do_not_hear_each_other() -> None:
    heard: list[str] = []
    with speaking("fr"):
        other = threading.Thread(target=lambda: heard.append(tr("planned")))
        other.start()
        other.join()
        assert tr("planned") == "prévu"
    assert heard == ["planned"]


def test_scripts_get_their_texts() -> None:
    with speaking("fr"):
        legend, popup = (texts_of(f"geo/maps/scripts/{name}.js") for name in ("legend", "popup"))
    assert legend["Legend"] == "Légende"
    assert popup["{count} event"] == ["{count} événement", "{count} événements"]
    assert texts_of("geo/maps/scripts/legend.js") == {}


def test_no_language_is_set_by_importing() -> None:
    script = "import geo.ui.page, geo.language; assert geo.language.spoken() == 'en'"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True)


def test_building_the_gazetteer_leaves_the_languages_whole() -> None:
    """The page builds it in its own process on the first start, and then spoke French without numbers."""
    script = """
from geo.gazetteer.countries import read_cldr
from geo.language import number, speaking
assert "Biélorussie" in read_cldr().territories["BY"]
with speaking("fr"):
    assert number(1234.5).replace("\N{NARROW NO-BREAK SPACE}", " ") == "1 234,5", number(1234.5)
"""
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True)


def test_speaking_an_unknown_language_is_english() -> None:
    before = spoken()
    speak("tlh")
    assert spoken() == before == "en"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param("bears exactly this name", "porte exactement ce nom", id="a reason"),
        pytest.param("also written so (Minsk)", "s’écrit aussi ainsi (Minsk)", id="a reason with a gap"),
        pytest.param(
            "the file is a picture, not text.", "le fichier est une image, pas du texte.", id="a gap said again"
        ),
        pytest.param("nobody has said this before", "nobody has said this before", id="not known"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_other_rooms_said_is_said_again(given: str, said: str) -> None:
    with speaking("fr"):
        assert retell(given) == said
    assert retell(given) == given, "English stays"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        pytest.param("a.pdf", b"no PDF", "a.pdf: le nom dit .pdf, mais le fichier est autre chose.", id="false name"),
        pytest.param("a.txt", b"", "a.txt: le fichier est vide. Donnez un fichier avec le texte", id="empty"),
        pytest.param("a.exe", b"x", "les fichiers qui finissent par « .exe » ne sont pas lus.", id="not read"),
    ],
)
def test_errors_of_articles_are_said_in_french(name: str, content: bytes, said: str) -> None:
    with speaking("fr"), pytest.raises(ArticleError) as raised:
        parse_article(content, name)
    with speaking("fr"):
        assert said in error_in_words(raised.value)


def test_every_reason_for_a_place_is_said_in_french() -> None:
    """Whatever reasons the shipped articles give today: a new one that was not extracted is found here."""
    articles = [read_article(path) for path in sorted((ROOT / "data/articles").glob("*.md"))]
    read = [told for told in extract_batch(Settings.from_environment(), articles) if not isinstance(told, Problem)]
    reasons = {
        reason for _, tellings, _ in read for told in tellings for place in told.places for reason in place.reasons
    }
    assert len(reasons) > 5
    with speaking("fr"):
        assert [reason for reason in reasons if retell(reason) == reason] == []
