"""One place in many spellings: the usual conventions of eight alphabets and languages lead to the same place.

The table is written by hand from the rules of each convention (press English, German, French, Polish, scientific
transliteration; Russian, Belarusian, Ukrainian), not taken from the gazetteer's names.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from geo.gazetteer import Gazetteer
from geo.gazetteer.build import build_gazetteer
from geo.gazetteer.press import press_spellings
from geo.gazetteer.rank import distance_km
from geo.settings import ROOT

TABLE = Path(__file__).parent / "data" / "spellings.csv"
FOLDER = ROOT / ".dateline" / "gazetteer"
# A city's point differs between sources by its size.
NEAR_KM = 12.0
RIGHT_FIRST = 0.95


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    build_gazetteer(ROOT / "data", FOLDER)
    return Gazetteer.open(FOLDER)


def read_spellings() -> list[tuple[str, float, float, str, str]]:
    """Return place, lat, lon, convention and spelling."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return [
            (row["place"], float(row["lat"]), float(row["lon"]), *one.split(":", 1))  # type: ignore[misc]
            for row in csv.DictReader(lines)
            for one in row["spellings"].split("|")
        ]


def test_the_table_is_as_large_as_it_claims() -> None:
    rows = read_spellings()
    assert len({(place, spelling) for place, _, _, _, spelling in rows}) >= 300
    assert len({place for place, *_ in rows}) >= 60
    assert len({convention for *_, convention, _ in rows}) == 8


@pytest.mark.parametrize(
    "name, country, german, polish",
    [
        ("Вовчанськ", "UA", "Wowtschansk", "Wowczańsk"),
        ("Волчанск", "UA", "Woltschansk", "Wołczańsk"),
        ("Шебекино", "RU", "Schebekino", "Szebiekino"),
        ("Авдіївка", "UA", "Awdijiwka", "Awdijiwka"),
        ("Ельня", "RU", "Jelnja", "Jelnia"),
        ("Al Ḩudaydah", "YE", "Hudaida", "Hudajda"),
        ("El Obeid", "SD", "Al-Obeid", "El-Obeid"),
    ],
)
def test_news_spell_a_name_by_the_table_of_its_language(name: str, country: str, german: str, polish: str) -> None:
    assert {german, polish} <= press_spellings(name, country) | {name}


@pytest.mark.parametrize("name, country", [("Бор", "RU"), ("Warszawa", "PL"), ("Москва", "DE"), ("", "UA")])
def test_what_is_short_or_of_another_land_has_no_such_spelling(name: str, country: str) -> None:
    assert not press_spellings(name, country)


def test_nearly_every_spelling_finds_its_place_first(gazetteer: Gazetteer) -> None:
    right: Counter[str] = Counter()
    wrong = []
    for place, lat, lon, convention, spelling in read_spellings():
        found = gazetteer.lookup(spelling, limit=1)
        if found and distance_km(found[0].place, lat=lat, lon=lon) <= NEAR_KM:
            right[convention] += 1
        else:
            wrong.append(f"{place}: {convention} {spelling} → {found[0].place.name if found else 'nothing'}")
    total = len(read_spellings())
    assert sum(right.values()) >= RIGHT_FIRST * total, "\n".join([f"{sum(right.values())} of {total}", *wrong])
