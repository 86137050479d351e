"""Names that no gazetteer holds, told by the words beside them. Sentences and names are made up for these tests."""

from __future__ import annotations

import pytest

from geo.gazetteer.index import Gazetteer
from geo.geoparse import Geoparser
from geo.models import Article, MentionType
from geo.settings import Settings


@pytest.fixture(scope="module")
def geoparser() -> Geoparser:
    return Geoparser(Gazetteer.open(Settings.from_environment().gazetteer))


def toponyms(geoparser: Geoparser, text: str, language: str) -> list[str]:
    mentions = geoparser.geoparse(Article(id="made-up", text=text, language=language))
    return [mention.text for mention in mentions if mention.type is MentionType.TOPONYM]


DESCRIBED = [
    ("en", "Gunmen attacked the village of Umm Qastura at dawn.", ["Umm Qastura"], "behind the noun"),
    ("en", "Gunmen attacked Zagarubela village on Monday.", ["Zagarubela"], "before the noun"),
    ("en", "Soldiers entered Kungarama Village before noon.", ["Kungarama Village"], "the noun has a capital"),
    ("en", "A bomb exploded in the al-Azraggamiya neighbourhood.", ["al-Azraggamiya"], "an article in the name"),
    (
        "en",
        "They raided the villages of Durwaka, Maforome and Gagabiri.",
        ["Durwaka", "Maforome", "Gagabiri"],
        "a list behind",
    ),
    ("en", "Rebels hold the Hananomo and Jabal Badromi districts.", ["Hananomo", "Jabal Badromi"], "a list before"),
    ("en", "He was killed in Muritkepur, a small town near the river.", ["Muritkepur"], "explained behind a comma"),
    ("fr", "Des hommes armés ont attaqué le village de Zagarubela.", ["Zagarubela"], "French"),
]


@pytest.mark.parametrize("language,text,names,reason", DESCRIBED, ids=[case[-1] for case in DESCRIBED])
def test_finds_names_that_the_words_beside_vouch_for(
    geoparser: Geoparser, language: str, text: str, names: list[str], reason: str
) -> None:
    assert toponyms(geoparser, text, language) == names, reason


NONE = [
    ("Residents of the Kurdish village fled.", "a people"),
    ("The Senate district voted on Monday.", "a body"),
    ("But towns along the road were quiet.", "the first word of a sentence"),
    ("Director Brian Town said the film was done.", "a surname"),
    ("The Alliance for Better Neighborhoods lost money.", "a name of something else"),
    ("They sent more doses of Tamiflu to areas hit hard.", "a word between"),
    ("They shelled LTTE-administered areas for days.", "a group that holds it"),
    ("Barrow Quarter Marathon runners set off.", "the name goes on"),
]


@pytest.mark.parametrize("text,reason", NONE, ids=[case[-1] for case in NONE])
def test_describes_no_place(geoparser: Geoparser, text: str, reason: str) -> None:
    assert toponyms(geoparser, text, "en") == [], reason
