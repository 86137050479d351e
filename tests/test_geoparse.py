"""The geoparser: what is found, what it is called, where it is placed. Sentences are written for these tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.gazetteer.index import Gazetteer
from geo.gazetteer.parts import part_of
from geo.geoparse import Geoparser
from geo.geoparse.calibration import calibrate
from geo.geoparse.lookups import fame, spell_out
from geo.geoparse.reading import Entity, read
from geo.geoparse.syntax import Parser, split_text
from geo.geoparse.words import load_words
from geo.models import Article, Mention, MentionType, Use
from geo.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open(Settings.from_environment().gazetteer)


@pytest.fixture(scope="module")
def geoparser(gazetteer: Gazetteer) -> Geoparser:
    return Geoparser(gazetteer)


def geoparse(geoparser: Geoparser, text: str, language: str = "en") -> tuple[Mention, ...]:
    return geoparser.geoparse(Article(id="test", text=text, language=language))


def find(mentions: tuple[Mention, ...], text: str) -> Mention:
    found = [mention for mention in mentions if mention.text == text]
    assert found, f"{text!r} is not among {[mention.text for mention in mentions]}"
    return found[0]


PLACED = [
    ("en", "The mayor of Bangor, Maine, spoke on Friday.", "Bangor", "US", "explicit area behind a comma"),
    ("en", "Police in Arlington, Va., arrested two men.", "Arlington", "US", "abbreviated state"),
    ("en", "Fighting went on in the city of Sumy, in Ukraine.", "Sumy", "UA", "kind of place in front"),
    ("en", "Armenia, Azerbaijan, Georgia, Iraq and Iran were there.", "Iraq", "IQ", "a list is no address"),
    ("en", "France closed its embassy in Bamako, the capital of Mali.", "France", "FR", "never Tremblay-en-France"),
    ("en", "The region of Kursk in Russia was shelled.", "Kursk", "RU", "region, not town"),
    ("en", "Rebels moved from Goma to Bukavu in eastern Congo.", "Goma", "CD", "neighbours place each other"),
    ("en", "They met at the checkpoint of Brobrowniki, in Poland near Belarus.", "Brobrowniki", "PL", "misspelt"),
    ("fr", "Des combats ont lieu à Bakhmout, dans l'est de l'Ukraine.", "Bakhmout", "UA", "French spelling"),
    ("fr", "L'ONU a quitté la ville de Kidal, au Mali.", "Kidal", "ML", "French hint"),
    ("fr", "La délégation est arrivée à Minsk6.", "Minsk", "BY", "glued footnote"),
    ("ru", "Минск сообщил о встрече.", "Минск", "BY", "gazetteer alone"),
    ("uk", "Вибухи пролунали у Харкові вночі.", "Харкові", "UA", "Ukrainian case"),
    ("pl", "Spotkanie odbyło się w Warszawie.", "Warszawie", "PL", "Polish case"),
    ("be", "Сустрэча прайшла ў Брэсце.", "Брэсце", "BY", "Belarusian case"),
    ("de", "Die Gespräche in Kiew dauern an.", "Kiew", "UA", "German exonym"),
]


@pytest.mark.parametrize("language,text,name,country,reason", PLACED, ids=[case[-1] for case in PLACED])
def test_places_names(geoparser: Geoparser, language: str, text: str, name: str, country: str, reason: str) -> None:
    mention = find(geoparse(geoparser, text, language), name)
    assert mention.type is MentionType.TOPONYM, reason
    assert mention.place is not None, mention
    assert country in mention.place.countries
    assert mention.reasons


NO_PLACES = [
    ("en", "Jordan Smith met Paris Hilton. Jordan said he was tired.", "names of people"),
    ("en", "The reading was nice and the turkey was good, as may be.", "ordinary words"),
    ("en", "Mr. Lincoln told Judge Houston that March was late.", "titles"),
    ("fr", "M. Kavaleuski a dit que le président Washington était mort.", "French titles"),
]


@pytest.mark.parametrize("language,text,reason", NO_PLACES, ids=[case[-1] for case in NO_PLACES])
def test_finds_no_toponym(geoparser: Geoparser, language: str, text: str, reason: str) -> None:
    found = [mention.text for mention in geoparse(geoparser, text, language) if mention.type is MentionType.TOPONYM]
    assert found == [], reason


USES = [
    ("en", "Moscow said it had no plans.", "Moscow", Use.GOVERNMENT),
    ("en", "Talks between Ankara and Damascus ended.", "Damascus", Use.GOVERNMENT),
    ("en", "He was born in Moscow and lives there.", "Moscow", Use.LITERAL),
    ("en", "The troops entered Ukraine at night.", "Ukraine", Use.LITERAL),
    ("en", "Tens of US citizens were there.", "US", Use.ATTRIBUTIVE),
    ("en", "The Kremlin was silent.", "Kremlin", Use.GOVERNMENT),
    ("en", "They live near the West Bank city of Hebron.", "Hebron", Use.LITERAL),
    ("en", "A London-based group said so.", "London", Use.ATTRIBUTIVE),
    ("fr", "Il enseigne à l'Université de Düsseldorf depuis un an.", "Düsseldorf", Use.NAME),
    ("fr", "La Pologne a fermé sa frontière.", "Pologne", Use.GOVERNMENT),
    ("fr", "L'ambassade de France à Kiev a fermé.", "France", Use.ATTRIBUTIVE),
]


@pytest.mark.parametrize("language,text,name,use", USES)
def test_tells_the_use(geoparser: Geoparser, language: str, text: str, name: str, use: Use) -> None:
    assert find(geoparse(geoparser, text, language), name).use is use


NOMINALS = [
    ("en", "Syria closed the Turkish border.", "the Turkish border", ["border:SY-TR"]),
    ("en", "Chad shut its border with Sudan.", "its border with Sudan", ["border:SD-TD"]),
    ("en", "Belarus lets Russia use its territory.", "its territory", ["iso:BY"]),
    ("en", "The army is in northern Syria.", "northern Syria", ["region:sy-north"]),
    ("en", "Leave Belarus through the Lithuanian, Polish or Latvian border crossings.",
     "the Lithuanian, Polish or Latvian border crossings", ["border:BY-LT", "border:BY-PL", "border:BY-LV"]),
    ("fr", "Le Mali a fermé la frontière avec le Niger.", "la frontière avec le Niger", ["border:ML-NE"]),
    ("fr", "Les combats dans l'est de l'Ukraine continuent.", "l'est de l'Ukraine", ["region:ua-east"]),
    ("fr", "Il est en Pologne. Il veut quitter le pays.", "le pays", ["iso:PL"]),
]  # fmt: skip


@pytest.mark.parametrize("language,text,phrase,places", NOMINALS, ids=[case[2] for case in NOMINALS])
def test_nominals_take_their_places(
    geoparser: Geoparser, language: str, text: str, phrase: str, places: list[str]
) -> None:
    found = [m for m in geoparse(geoparser, text, language) if m.type is MentionType.NOMINAL and phrase in m.text]
    assert found, text
    assert sorted(place.id for place in found[0].places) == sorted(places)


@pytest.mark.parametrize("word", ["Israeli", "Lebanese", "Sri Lankan", "Polish", "Georgian"])
def test_demonyms_of_the_world_are_no_toponyms(geoparser: Geoparser, word: str) -> None:
    mention = find(geoparse(geoparser, f"The {word} army crossed the river on Monday."), word)
    assert mention.type is MentionType.DEMONYM


def test_demonym_is_typed_and_linked_and_no_toponym(geoparser: Geoparser) -> None:
    mention = find(geoparse(geoparser, "The Belarusian army and Ukrainian troops met."), "Belarusian")
    assert mention.type is MentionType.DEMONYM
    assert mention.place is not None
    assert mention.place.id == "iso:BY"


BAD = [
    ("en", ""), ("en", " \n\t"), ("en", "Minsk"), ("en", "kyiv"), ("en", "RUSSIA ATTACKS UKRAINE NEAR KHARKIV"),
    ("en", "russia attacks ukraine near kharkiv"), ("en", "😀 Kyiv 🇺🇦 was hit"), ("en", "\x00\ufffd Minsk \ue000 x"),
    ("fr", "\u202eMinsk\u202c \u200fKyiv\u200e, l’Ukraine"), ("de", "Grenze zu Straßburg, ǅungla"), ("", "Minsk"),
    ("ja", "東京"), ("zz", "Minsk"), ("../x", "Minsk"),
]  # fmt: skip


@pytest.mark.parametrize("language,text", BAD)
def test_any_text_is_read(geoparser: Geoparser, language: str, text: str) -> None:
    for mention in geoparse(geoparser, text, language):
        assert text[mention.start : mention.end] == mention.text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["Paris", "in", ",", "the", "Ky.", "border", "with", "Minsk6", "’s", "\n", "😀", "É"])))
def test_spans_are_the_text(geoparser: Geoparser, pieces: list[str]) -> None:
    text = " ".join(pieces)
    mentions = geoparse(geoparser, text)
    assert all(text[m.start : m.end] == m.text and 0 <= m.score <= 1 for m in mentions)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)


def test_a_doc_of_the_article_changes_no_place(geoparser: Geoparser) -> None:
    article = Article(id="test", text="Troops from Minsk entered Ukraine near Kharkiv.", language="en")
    doc = next(geoparser.parser.parse([article.text], "en"))
    with_doc, without = geoparser.geoparse(article, doc), geoparser.geoparse(article)
    assert [(m.span, m.use, m.places) for m in with_doc] == [(m.span, m.use, m.places) for m in without]


def test_reading_cuts_words() -> None:
    reading = read("In Minsk6, l’Ukraine and Brest-Terespol; W.Va. St. Louis")
    assert reading.words == ["In", "Minsk", "6", "l", "Ukraine", "and", "Brest", "Terespol", "W.Va.", "St.", "Louis"]


def test_reading_lays_entities_over_words() -> None:
    reading = read("He left New York today", [Entity(8, 16, "GPE")])
    assert [reading.label(i) for i in range(len(reading))] == ["", "", "GPE", "GPE", ""]


@given(st.text(max_size=300), st.integers(1, 40))
def test_parts_join_to_the_text(text: str, length: int) -> None:
    parts = list(split_text(text, length))
    assert "".join(parts) == text
    assert all(len(part) <= length for part in parts)


def test_long_text_is_one_doc() -> None:
    text = "Minsk is in Belarus. " * 6000
    doc = next(Parser().parse([text, "Kyiv"], "ru"))
    assert doc.text == text


def test_parts_of_a_country_lie_in_it(gazetteer: Gazetteer) -> None:
    ukraine = gazetteer.country("UA")
    assert ukraine is not None
    part = part_of(gazetteer, ukraine, "east")
    assert part is not None
    assert part.lon > ukraine.lon
    shape = gazetteer.geometry(part.id)
    assert shape is not None
    assert 0 < shape.area < gazetteer.geometry("iso:UA").area  # type: ignore[union-attr]


def test_broken_words_are_named(tmp_path: Path) -> None:
    (tmp_path / "en.toml").write_text("[words\n", encoding="utf-8")
    with pytest.raises(Exception, match=r"en\.toml"):
        load_words("en", tmp_path)
    assert not load_words("xx", tmp_path).lists


def test_fame_ranks_country_capital_town(gazetteer: Gazetteer) -> None:
    country, capital = gazetteer.country("BY"), gazetteer.capital("BY")
    assert country is not None
    assert capital is not None
    assert fame(country) > fame(capital) > fame(gazetteer.exact("Astrashytski Haradok")[0].place)


def test_spells_out_saint() -> None:
    assert spell_out("St. Louis") == "Saint Louis"
    assert spell_out("Stalingrad") == "Stalingrad"


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_higher_score_stays_higher_when_calibrated(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 <= calibrate(low) <= calibrate(high) <= 1


def test_a_name_says_how_many_places_bear_it(geoparser: Geoparser) -> None:
    text = "Poland closed the crossing near Bobrowniki, Poland."
    (mention,) = [m for m in geoparser.geoparse(Article("a", text, "en")) if m.text == "Bobrowniki"]
    bearers = len(geoparser.gazetteer.exact("Bobrowniki"))
    assert bearers > 1
    assert f"one of {bearers} places that bear this name" in mention.reasons
