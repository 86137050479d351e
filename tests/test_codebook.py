"""The codebook: the shipped one is whole, a broken one says file, place and remedy and is never half-loaded."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from geo.errors import CodebookError
from geo.events.codebook import Codebook
from geo.events.entries import ActorEntry
from geo.events.names import NameFinder
from geo.events.offices import OF_ONE, holder_of, offices_of, overlapping
from geo.events.words import fold, split_words
from geo.models import Kind
from geo.settings import ROOT

SHIPPED = ROOT / "data" / "codebook"


@pytest.fixture(scope="module")
def codebook() -> Codebook:
    return Codebook.load(SHIPPED)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "codebook"))


def test_every_kind_has_an_entry_and_triggers_in_both_languages(codebook: Codebook) -> None:
    assert set(codebook.kinds) == set(Kind)
    for language in codebook.languages.values():
        if language.code in ("en", "fr"):
            kinds = {rule.kind for rules in language.rules.values() for rule in rules}
            assert kinds == set(Kind), language.code


def test_actor_ids_are_unique_within_persons_and_states_are_alpha_3(codebook: Codebook) -> None:
    persons = [actor for actor in codebook.actors if actor.type == "person"]
    assert len(persons) == len({(person.id, person.since) for person in persons})
    assert len({person.id for person in persons}) == len({(person.id, person.name) for person in persons})
    assert all(len(state) == 3 and state.isupper() for state in codebook.states.values())
    assert codebook.states["BY"] == "BLR"


def test_no_two_hold_one_office_on_one_day(codebook: Codebook) -> None:
    offices = offices_of(codebook.actors)
    pairs = [(office, pair) for office, terms in offices.items() if office[1] in OF_ONE for pair in overlapping(terms)]
    assert [(office, one.id, other.id) for office, (one, other) in pairs] == []


HELD = [
    ("CN", "MFA", date(2019, 5, 1), "WANG_YI", "a first term"),
    ("CN", "MFA", date(2023, 3, 1), "QIN_GANG", "between two terms of another"),
    ("CN", "MFA", date(2024, 3, 1), "WANG_YI", "a second term"),
    ("CZ", "PM", date(2025, 12, 20), "BABIS", "who came last"),
    ("IR", "PRES", date(2020, 5, 1), "ROUHANI", "a supreme leader is no president"),
    ("VE", "PRES", date(2026, 3, 1), "", "a term that has ended"),
]


@pytest.mark.parametrize(("country", "role", "day", "person"), [r[:4] for r in HELD], ids=[r[4] for r in HELD])
def test_who_holds_an_office(codebook: Codebook, country: str, role: str, day: date, person: str) -> None:
    holder = holder_of(offices_of(codebook.actors)[country, role], day)
    assert (holder.id if holder else "") == person


def test_a_term_without_days_counts_only_alone() -> None:
    undated = ActorEntry("A", "A", "person", "CN", ("A",), "PM")
    dated = ActorEntry("B", "B", "person", "CN", ("B",), "PM", "2020-01-01")
    day = date(2021, 1, 1)
    assert holder_of([undated], day) == undated
    assert holder_of([undated, dated], day) == dated
    assert overlapping([undated, dated]) == [(undated, dated)]


BROKEN = [
    pytest.param(
        "kinds.toml", 'group = "border"', 'group = "forces"', "border_closure.group", id="kind in the wrong group"
    ),
    pytest.param("kinds.toml", "[strike]", "[strikes]", "strikes", id="kind that does not exist"),
    pytest.param("triggers.en.toml", "[[exercise]]\nnoun", "[[exercise]]\nnuon", "exercise 1", id="misspelt key"),
    pytest.param("triggers.en.toml", "@airspace", "@airspaces", "airspaces", id="set that does not exist"),
    pytest.param(
        "triggers.en.toml", 'needs = ["place"]', 'needs = ["plaice"]', "needs", id="class that does not exist"
    ),
    pytest.param("triggers.fr.toml", "article = 4", 'article = "four"', "article", id="text where a number belongs"),
    pytest.param("cues.fr.toml", "habit = [", "habits = [", "cues", id="cue list missing"),
    pytest.param("cues.en.toml", "\n[phrases]\n", "\n[phrases\n", "no TOML", id="no TOML"),
    pytest.param("actors.toml", 'since = "1994-07-20"', 'since = "1994"', "since", id="a day that is none"),
    pytest.param(
        "actors.toml", 'name = "Gulf Cartel", country = "MX"', 'name = "Gulf Cartel"', "shared", id="shared by nobody"
    ),
    pytest.param("weapons.toml", "system = [", "systems = [", "systems", id="unknown table"),
]


@pytest.mark.parametrize("file, old, new, says", BROKEN)
def test_a_broken_file_says_where_and_what_to_do(copy: Path, file: str, old: str, new: str, says: str) -> None:
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        Codebook.load(copy)
    assert file in caught.value.source
    assert says in str(caught.value)
    assert caught.value.remedy


def test_a_missing_file_and_an_empty_folder_are_errors(copy: Path, tmp_path: Path) -> None:
    (copy / "weapons.toml").unlink()
    with pytest.raises(CodebookError, match="does not exist"):
        Codebook.load(copy)
    with pytest.raises(CodebookError, match="triggers"):
        Codebook.load(tmp_path)


SPELLINGS = [
    pytest.param("S400 systems", "S-400", id="without hyphen"),
    pytest.param("Tor M-2 systems", "Tor-M2", id="hyphen elsewhere"),
    pytest.param("Mil Mi-35 helicopters", "Mi-35", id="with the maker"),
    pytest.param('lanceurs "Polones"', "Polonez", id="another spelling"),
    pytest.param("MiG-31K aircraft", "MiG-31K", id="longest alias"),
]


@pytest.mark.parametrize("text, name", SPELLINGS)
def test_weapons_are_found_by_any_spelling(codebook: Codebook, text: str, name: str) -> None:
    pairs = [(alias, weapon.name) for weapon in codebook.weapons for alias in weapon.aliases if not weapon.generic]
    finder: NameFinder[str] = NameFinder(pairs, capital=lambda _name, _alias: True)
    assert name in {found.entry for found in finder.find(text)}


def test_a_misspelt_surname_is_found_and_common_words_are_not(codebook: Codebook) -> None:
    pairs = [(alias, actor.id) for actor in codebook.actors for alias in actor.aliases]
    finder: NameFinder[str] = NameFinder(pairs, capital=lambda _id, alias: not alias[:1].islower())
    found = [f.entry for f in finder.find("Volodymyr Zelesnky was wagner and merz", misspelt=lambda _word: True)]
    assert found == ["ZELENSKY"]


@pytest.mark.parametrize("word", ["État", "présumé", "Kyiv’s", "Straße", "İstanbul"])
def test_folding_twice_changes_nothing(word: str) -> None:
    assert fold(fold(word)) == fold(word)


def test_phrases_are_split_like_the_pipelines_do() -> None:
    assert split_words("semi-final") == ("semi", "-", "final")
    assert split_words("état d'alerte") == ("etat", "d'", "alerte")
