"""Russian and Ukrainian: names in every case, and sentences with the event they tell or do not tell."""

from __future__ import annotations

import pytest

from geo.events.inflected import is_form
from geo.events.words import fold

FORMS = [
    pytest.param("Захаровой", "Захарова", True, id="feminine surname, instrumental"),
    pytest.param("Захаров", "Захарова", False, id="a man is not the woman"),
    pytest.param("Лавр", "Лавров", False, id="a shorter name"),
    pytest.param("Зеленскому", "Зеленский", True, id="adjectival surname, dative"),
    pytest.param("Лукашенка", "Лукашенко", True, id="Ukrainian genitive of -enko"),
    pytest.param("хуситов", "хуситы", True, id="a people, genitive plural"),
    pytest.param("Искандерами", "Искандер", True, id="weapon, instrumental plural"),
    pytest.param("Моды", "Моди", False, id="short and without cases"),
    pytest.param("Путинская", "Путин", False, id="an adjective made of the name"),
]  # fmt: skip


@pytest.mark.parametrize("word, name, expected", FORMS)
def test_a_name_is_known_in_its_cases_alone(word: str, name: str, *, expected: bool) -> None:
    assert is_form(fold(word), fold(name)) is expected
