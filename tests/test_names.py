"""Spellings: the normaliser is idempotent and the sound-alike key joins the conventions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer.forms import decline, split_area
from geo.gazetteer.names import normalise, romanise, sound_key


@pytest.mark.parametrize(
    "written, stored",
    [
        pytest.param("Kuźnica", "kuznica", id="diacritics go"),
        pytest.param("Łódź", "lodz", id="letters Unicode does not take apart"),
        pytest.param("Ivano-Frankivsk", "ivano frankivsk", id="hyphen is a space"),
        pytest.param("Bobrowniki – Bierastavica", "bobrowniki bierastavica", id="en dash with spaces"),
        pytest.param("Quai d’Orsay", "quai dorsay", id="typographic apostrophe"),
        pytest.param("Quai d'Orsay", "quai dorsay", id="typewriter apostrophe"),
        pytest.param("U.S.", "us", id="dots go"),
        pytest.param("  New \n York ", "new york", id="white space"),
        pytest.param("Могилёв", "могилев", id="the script stays"),
        pytest.param("Остро́шицкий", "острошицкии", id="stress marks go"),
        pytest.param("ESSEN", "essen", id="case"),
        pytest.param("Gießen", "giessen", id="sharp s"),
        pytest.param("दिल्ली", "दिल्ली", id="vowel signs of Indic scripts stay"),
        pytest.param("دِمَشق", "دمشق", id="Arabic short vowels go"),
        pytest.param("서울", "서울", id="Hangul stays composed"),
        pytest.param("北京", "北京", id="Han"),
        pytest.param("—", "", id="nothing left"),
    ],
)
def test_normalise(written: str, stored: str) -> None:
    assert normalise(written) == stored


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(max_size=40))
def test_case_makes_no_difference_to_ascii_names(text: str) -> None:
    ascii_only = text.encode("ascii", "ignore").decode()
    assert normalise(ascii_only.upper()) == normalise(ascii_only.lower())


@given(st.text(max_size=40))
def test_any_text_has_a_sound_key_of_known_letters(text: str) -> None:
    assert set(sound_key(text)) <= set("abdgklmnprstvx")


@pytest.mark.parametrize(
    "names",
    [
        "Kostjukowitschy Kostyukovichi Kastsyukovichy Касцюковічы Костюковичи Kostioukovitchi Kascjukovichy",
        "Koursk Kursk Курск",
        "Żłobin Zhlobin Жлобин Schlobin Жлобін Jlobine",
        "Mahilioŭ Могилёв Mogilev Mahilyow Магілёў",
        "Astrashytski_Haradok Ostroshitskiy_Gorodok Острошицкий_Городок Астрашыцкі_Гарадок",
        "Zaporizhzhia Запоріжжя Запорожье Zaporoschje",
        "Kharkiv Kharkov Харьков Харків",
        "Polonez Полонез Polones",
        "Homel Gomel Гомель",
    ],
)
def test_spelling_conventions_share_a_key(names: str) -> None:
    keys = {name: sound_key(name.replace("_", " ")) for name in names.split()}
    assert len(set(keys.values())) == 1, keys


def test_other_scripts_have_no_sound() -> None:
    assert romanise("北京") == romanise("دمشق") == sound_key("서울") == ""


@pytest.mark.parametrize(
    "written, stem, sort",
    [
        ("kursk oblast", "kursk", "region"),
        ("oblast de koursk", "koursk", "region"),
        ("region de la volga", "volga", "region"),
        ("kostyukovichi district", "kostyukovichi", "district"),
        ("республика казахстан", "казахстан", "state"),
        ("горад гродна", "гродна", "settlement"),
        ("kursk", "kursk", ""),
        ("oblast", "oblast", ""),
    ],
)
def test_type_words_come_off(written: str, stem: str, sort: str) -> None:
    assert split_area(written) == (stem, sort)


@pytest.mark.parametrize(
    "name, form",
    [
        ("Курская область", "курской области"),
        ("Краснодарский край", "краснодарском крае"),
        ("Донецька область", "донецькій області"),
        ("Магілёўская вобласць", "магілёўскай вобласці"),
        ("Касцюковіцкі раён", "касцюковіцкага раёна"),
        ("województwo podlaskie", "województwie podlaskim"),
        ("Республика Крым", "республике крым"),
    ],
)
def test_area_names_are_declined(name: str, form: str) -> None:
    assert form in decline(name)


def test_other_names_are_not_declined() -> None:
    assert decline("Kursk") == ()
