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
    ("en", "A patrol was ambushed near Zagarubela on Monday.", ["Zagarubela"], "behind near"),
    ("en", "Shells fell in eastern Kungarama overnight.", ["Kungarama"], "behind a side of the sky"),
    ("en", "A bomb exploded in Kfar Zadorim, killing two.", ["Kfar Zadorim"], "begins as villages do"),
    ("en", "Troops seized the Qerlomi Military Airport.", ["Qerlomi Military Airport"], "a site by its last word"),
    ("en", "Crowds gathered in the battered capital Grozny.", ["Grozny"], "a kind of place right before"),
    ("en", "Another attack on Bukavu killed four villagers.", ["Bukavu"], "a deed done to it"),
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
    ("Millan, 41, was shot on Thursday.", "a person of that age"),
    ("Barrow Quarter Marathon runners set off.", "the name goes on"),
]


@pytest.mark.parametrize("text,reason", NONE, ids=[case[-1] for case in NONE])
def test_describes_no_place(geoparser: Geoparser, text: str, reason: str) -> None:
    assert toponyms(geoparser, text, "en") == [], reason


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Syrian rebels fought in eastern Khattab on Monday.", id="sounds like a name in another language"),
        pytest.param("Gunmen from Burkina Faso attacked Dounkoun village.", id="sounds like a town far from the text"),
    ],
)
def test_a_name_nobody_knows_gets_no_place_that_sounds_like_it(geoparser: Geoparser, text: str) -> None:
    unknown = [m for m in geoparser.geoparse(Article(id="made-up", text=text, language="en")) if m.text in UNKNOWN]
    assert unknown
    assert [mention.places for mention in unknown] == [()] * len(unknown)


UNKNOWN = ("Khattab", "Dounkoun")
