"""Word forms and their readings: a table by language, each row a form whose reading the rooms behind rely on."""

from __future__ import annotations

import pytest

from geo.geoparse.morphology import Part, analyse, lemmas

LEMMAS = [
    ("pl", "Warszawie", "Warszawa", "a name keeps its capital in Polish"),
    ("pl", "Niemczech", "Niemcy", "a country without singular"),
    ("pl", "Bobrownikach", "Bobrowniki", "a village of many namesakes"),
    ("pl", "powiedziała", "powiedzieć", "a past form"),
    ("ru", "Москвой", "москва", "Russian lemmas are lower case"),
    ("ru", "Белгородской", "белгородский", "the adjective of an oblast"),
    ("uk", "Чернігівщині", "чернігівщина", "a region named after its town"),
    ("uk", "Харкові", "харків", "a vowel that changes"),
    ("de", "Niedersachsens", "Niedersachsen", "a German genitive"),
    ("de", "erklärte", "erklären", "a past form"),
    ("cs", "Praze", "Praha", "a language without a module of its own"),
]


@pytest.mark.parametrize(("language", "word", "lemma", "why"), LEMMAS, ids=[f"{row[0]}-{row[1]}" for row in LEMMAS])
def test_lemma(language: str, word: str, lemma: str, why: str) -> None:
    assert lemma in lemmas(word, language), why


READINGS = [
    ("pl", "Warszawie", Part.NAME, "loc", {"place"}),
    ("pl", "zaatakuje", Part.VERB, "", {"finite", "future", "third"}),
    ("pl", "przekroczono", Part.VERB, "", {"finite", "impersonal", "past"}),
    ("pl", "zaatakowany", Part.VERB, "nom", {"participle", "passive"}),
    ("ru", "Москвой", Part.NAME, "ins", {"place"}),
    ("ru", "сообщили", Part.VERB, "", {"finite", "past"}),
    ("ru", "атакован", Part.VERB, "", {"participle", "passive"}),
    ("ru", "заявив", Part.VERB, "", {"converb"}),
    ("uk", "обстріляли", Part.VERB, "", {"finite", "past"}),
    ("uk", "Зеленський", Part.NAME, "nom", {"surname"}),
    ("de", "polnischen", Part.ADJECTIVE, "", set()),
    ("de", "nach", Part.PREPOSITION, "", set()),
]


@pytest.mark.parametrize(
    ("language", "word", "part", "case", "features"), READINGS, ids=[f"{row[0]}-{row[1]}" for row in READINGS]
)
def test_reading(language: str, word: str, part: Part, case: str, features: set[str]) -> None:
    found = analyse(word, language)
    assert any(one.part is part and one.case == case and features <= one.features for one in found), found


@pytest.mark.parametrize("language", ["pl", "ru", "uk", "de", "be", "xx", ""])
@pytest.mark.parametrize("word", ["", " ", "-", "\u200fКиев", "😀", "a" * 5000, "Санкт-Петербурге", "Łódź", "123"])
def test_any_text_has_readings_or_none(language: str, word: str) -> None:
    assert all(one.lemma for one in analyse(word, language))
