"""Which of several places an event is drawn at. Sentences are made up for these tests; the places are real."""

from __future__ import annotations

import pytest

from geo.events.extract import Extractor
from geo.models import Article
from geo.pipeline import load_extractor
from geo.settings import Settings


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return load_extractor(Settings.from_environment())


DRAWN = [
    ("A car bomb exploded in Baghdad's Sadr City on Monday.", "Sadr City", "what lies in it comes before its owner"),
    ("Gunmen attacked an army post in Baqubah, north of Baghdad.", "Baqubah", "a side of a town is not the town"),
    ("In Aleppo, rebels attacked an army post in Azaz.", "Azaz", "what is set before the sentence is wider"),
    ("A bomb exploded outside the US embassy in Nairobi, killing five people.", "Nairobi", "a house stands somewhere"),
    ("The Israeli embassy in Buenos Aires was bombed on Tuesday.", "Buenos Aires", "a house that is hit"),
    (
        "According to a military source in Damascus, the army shelled rebel positions near Palmyra.",
        "Palmyra",
        "a source stands elsewhere",
    ),
    (
        "Protesters marched in Miami's Little Havana neighborhood on Sunday.",
        "Little Havana",
        "its noun is behind both",
    ),
    ("In Dagestan on Wednesday, rebels attacked and killed two officers in Buynaksk.", "Buynaksk", "one doing"),
    ("Shells hit a convoy on Friday, killing ten soldiers near Tikrit.", "Tikrit", "a participle goes along"),
    ("Two soldiers were killed in Goma because of an attack on Bukavu.", "Goma", "a cause is elsewhere"),
    ("Gunmen from a village near Jenin killed two soldiers in Haifa.", "Haifa", "where someone is from"),
]


@pytest.mark.parametrize("text,place,reason", DRAWN, ids=[case[-1] for case in DRAWN])
def test_draws_the_place_of_the_clause(extractor: Extractor, text: str, place: str, reason: str) -> None:
    told = extractor.extract(Article(id="made-up", text=text, language="en")).tellings
    assert [telling.places[0].as_written for telling in told][:1] == [place], reason


SPOKEN_OF = [
    (
        "A drone hit a depot in Latakia on Monday. Turkey condemned the attack.",
        "statement",
        "Syria",
        "a reaction has the country, not the street",
    ),
    (
        "A drone hit a depot in Agadez on Monday. Soldiers shelled the market on Tuesday.",
        "strike",
        "Agadez",
        "fighting goes on where the words were",
    ),
    (
        "Ministers met in Nairobi on Monday. Rebels attacked an army post near the village of Qarzubi.",
        "ground_combat",
        "",
        "a village nobody knows is not in the town named before",
    ),
    (
        "According to the defence ministry in Yerevan, Azerbaijani troops attacked the outpost.",
        "ground_combat",
        "",
        "a ministry sits elsewhere",
    ),
    (
        "Envoys flew from Doha to Kigali and on to Luanda. Heavy clashes broke out on Sunday.",
        "ground_combat",
        "",
        "a fight of unknown sides, among many countries",
    ),
]


@pytest.mark.parametrize("text,kind,place,reason", SPOKEN_OF, ids=[case[-1] for case in SPOKEN_OF])
def test_takes_no_place_more_exact_than_the_words_before_allow(
    extractor: Extractor, text: str, kind: str, place: str, reason: str
) -> None:
    told = extractor.extract(Article(id="made-up", text=text, language="en")).tellings
    drawn = [telling.drawn_at.name if telling.drawn_at else "" for telling in told if telling.kind.value == kind]
    assert drawn == [place], reason
