"""The syntax by rules: who, whom, where, negation, the passive and subordinate clauses, in four languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.errors import GeoError
from geo.events.grammar import load_grammar
from geo.events.phrases import complements
from geo.events.prepositions import obliques
from geo.events.valency import agents, is_passive, objects, subjects
from geo.geoparse.syntax import Parser
from geo.geoparse.syntax_tables import load_table
from geo.geoparse.tree import Doc, Token

LANGUAGES = ("de", "pl", "ru", "uk")


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def parse(parser: Parser, language: str, text: str) -> Doc:
    return parser.parse_by_rules(text, language)


def find(doc: Doc, lemma: str) -> Token:
    return next(token for token in doc if token.lemma_ == lemma)


# language, sentence, lemma of the verb, who does it, whom or what it is done to, where or with whom
CLAUSES = [
    pytest.param("ru", "Польша закрыла границу с Беларусью в пятницу.", "закрыть", "Польша", "границу", "в пятницу",
                 id="ru: subject, object, day"),
    pytest.param("ru", "Российские войска обстреляли село Роботино в Запорожской области.", "обстрелять", "войска",
                 "село", "в области", id="ru: plural verb tells the subject from the object"),
    pytest.param("ru", "Село Роботино обстреляли российские войска.", "обстрелять", "войска", "Село", "",
                 id="ru: object first, told by the number of the verb"),
    pytest.param("ru", "Граница закрыта польскими властями.", "закрыть", "властями", "Граница", "",
                 id="ru: short participle, agent in the instrumental"),
    pytest.param("ru", "Войска, размещённые в Белоруссии, могут напасть на Украину.", "напасть", "Войска", "",
                 "на Украину", id="ru: infinitive after a modal"),
    pytest.param("ru", "Он сказал, что войска, которые стояли на границе, вошли в Харьков.", "войти", "войска", "",
                 "в Харьков", id="ru: a clause taken up again after a relative one"),
    pytest.param("ru", "Киргизия закрыла контрольно-пропускные пункты на границе.", "закрыть", "Киргизия", "пункты",
                 "на границе", id="ru: a compound adjective is one word"),
    pytest.param("ru", "Белоруссия начала учения у границы 7 августа.", "начать", "Белоруссия", "учения", "",
                 id="ru: a noun that can be a verb is it where there is no other"),
    pytest.param("ru", "Министр обороны Сурен Папикян вылетел в Тегеран.", "вылететь", "Министр", "", "в Тегеран",
                 id="ru: a name the dictionary lacks is no verb"),
    pytest.param("ru", "8 февраля суд приговорил журналиста к колонии.", "приговорить", "суд", "журналиста",
                 "к колонии", id="ru: a date is no subject"),
    pytest.param("ru", "МИД Индии вызвал посла и заявил протест.", "заявить", "МИД", "протест", "",
                 id="ru: what stands behind a joined verb is its object"),
    pytest.param("ru", "Около 600 аэростатов пересекли границу.", "пересечь", "аэростатов", "границу", "",
                 id="ru: about so many are the subject"),
    pytest.param("ru", "Хунта, захватившая власть 26 июля, осудила санкции.", "захватить", "Хунта", "власть", "",
                 id="ru: the noun of a participle is its subject"),
    pytest.param("ru", "Авианосец «Теодор Рузвельт», который прибыл в Пусан, примет участие.", "прибыть", "Авианосец",
                 "", "в Пусан", id="ru: a relative clause is about the ship, not its name"),
    pytest.param("uk", "Польща закрила кордон з Білоруссю.", "закрити", "Польща", "кордон", "",
                 id="uk: subject, object"),
    pytest.param("uk", "США закликали громадян негайно залишити Ліван.", "залишити", "громадян", "Ліван", "",
                 id="uk: an infinitive and its object"),
    pytest.param("uk", "Польща направить військових на кордон.", "направити", "Польща", "військових", "на кордон",
                 id="uk: направить is a future, no infinitive"),
    pytest.param("uk", "Російські війська, що стояли на кордоні, атаковано дронами.", "атакувати", "", "війська", "",
                 id="uk: impersonal form takes an object alone"),
    pytest.param("uk", "Російські війська, що стояли на кордоні, атаковано дронами.", "стояти", "війська", "",
                 "на кордоні", id="uk: що as relative pronoun"),
    pytest.param("uk", "Зеленський заявив, що Росія нападе на Молдову.", "напасти", "Росія", "", "на Молдову",
                 id="uk: що as subordinator"),
    pytest.param("pl", "Polska zamknęła przejście graniczne w Bobrownikach.", "zamknąć", "Polska", "przejście",
                 "w Bobrownikach", id="pl: subject, object, place"),
    pytest.param("pl", "Granica zostanie zamknięta przez straż graniczną.", "zamknąć", "straż", "Granica", "",
                 id="pl: passive with zostać, agent with przez"),
    pytest.param("pl", "Zamknięto granicę.", "zamknąć", "", "granicę", "", id="pl: impersonal form"),
    pytest.param("pl", "Ukraińskie drony zaatakowały lotnisko pod Moskwą.", "zaatakować", "drony", "lotnisko",
                 "pod Moskwą", id="pl: nominative and accusative look alike"),
    pytest.param("de", "Polen hat am Freitag den Grenzübergang in Bobrowniki geschlossen.", "schließen", "Polen",
                 "Grenzübergang", "an Freitag", id="de: the verb bracket"),
    pytest.param("de", "Russische Truppen griffen am Dienstag das Dorf an.", "angreifen", "Truppen", "Dorf",
                 "an Dienstag", id="de: a separable prefix"),
    pytest.param("de", "Den Präsidenten empfing der Kanzler in Berlin.", "empfangen", "Kanzler", "Präsidenten",
                 "in Berlin", id="de: object first, told by the articles"),
    pytest.param("de", "Er sagte, dass die Soldaten, die an der Grenze stehen, die Stadt angreifen.", "angreifen",
                 "Soldaten", "Stadt", "", id="de: verb at the end, a relative clause between"),
    pytest.param("de", "Finnland will seine seit Mai geschlossenen Übergänge öffnen.", "öffnen", "Finnland",
                 "Übergänge", "", id="de: an article apart from its noun"),
    pytest.param("de", "Petro, gegen den Washington Sanktionen verhängt hatte, verurteilte den Aufmarsch.",
                 "verurteilen", "Petro", "Aufmarsch", "", id="de: a relative behind a preposition"),
    pytest.param("de", "Die Grenze wurde vom Ministerium geschlossen.", "schließen", "Ministerium", "Grenze", "",
                 id="de: passive with werden"),
    pytest.param("de", "Russlands Armee hat die Stadt beschossen und zwei Dörfer eingenommen.", "einnehmen", "Armee",
                 "Dörfer", "", id="de: a second participle shares the subject"),
]  # fmt: skip


@pytest.mark.parametrize("language, text, lemma, who, whom, where", CLAUSES)
def test_a_clause_is_read(
    parser: Parser, language: str, text: str, lemma: str, who: str, whom: str, where: str
) -> None:
    verb = find(parse(parser, language, text), lemma)
    assert [t.text for t in subjects(verb)] == ([who] if who else [])
    assert [t.text for t in objects(verb)] == ([whom] if whom else [])
    assert not where or where in [f"{o.preposition} {o.head.text}" for o in obliques(verb)]


PASSIVE = [
    pytest.param("ru", "Граница закрыта.", "закрыть", True, id="ru"),
    pytest.param("ru", "Минск закрыл границу.", "закрыть", False, id="ru: active"),
    pytest.param("pl", "Granica została zamknięta.", "zamknąć", True, id="pl"),
    pytest.param("de", "Die Grenze ist geschlossen worden.", "schließen", True, id="de"),
    pytest.param("de", "Die Grenze ist geschlossen.", "schließen", True, id="de: a state"),
    pytest.param("de", "Polen wird die Grenze schließen.", "schließen", False, id="de: future, no passive"),
]


@pytest.mark.parametrize("language, text, lemma, passive", PASSIVE)
def test_the_passive_is_told(parser: Parser, language: str, text: str, lemma: str, *, passive: bool) -> None:
    assert is_passive(find(parse(parser, language, text), lemma)) is passive


DEEDS = [
    pytest.param("ru", "Закрытие границы с Беларусью вызвало протест.", "закрытие", ["границы"], id="ru: genitive"),
    pytest.param("ru", "Удар ракетами по Харькову продолжается.", "удар", ["Харькову"], id="ru: preposition"),
    pytest.param("uk", "Закриття кордону з Білоруссю триває.", "закриття", ["кордону"], id="uk: genitive"),
    pytest.param("pl", "Zamknięcie granicy potrwa rok.", "zamknięcie", ["granicy"], id="pl: genitive"),
    pytest.param("de", "Die Schließung der Grenze dauert an.", "Schließung", ["Grenze"], id="de: genitive"),
    pytest.param("de", "Ein Raketenangriff auf Charkiw tötete drei Menschen.", "Raketenangriff", ["Charkiw"],
                 id="de: preposition"),
]  # fmt: skip


@pytest.mark.parametrize("language, text, lemma, about", DEEDS)
def test_nouns_of_deeds_have_complements(
    parser: Parser, language: str, text: str, lemma: str, about: list[str]
) -> None:
    assert set(about) <= {t.text for t in complements(find(parse(parser, language, text), lemma))}


def test_the_agent_of_a_deed_is_no_complement(parser: Parser) -> None:
    noun = find(parse(parser, "pl", "Zamknięcie granicy przez Polskę potrwa rok."), "zamknięcie")
    assert [t.text for t in agents(noun)] == ["Polskę"]


MARKS = [
    pytest.param("ru", "Войска не вошли в город.", "войти", "advmod", "не", id="ru: negation"),
    pytest.param("pl", "Wojska nie weszły do miasta.", "wejść", "advmod", "nie", id="pl: negation"),
    pytest.param("de", "Die Truppen haben die Stadt nicht angegriffen.", "angreifen", "advmod", "nicht",
                 id="de: negation"),
    pytest.param("uk", "Якщо війська нападуть, кордон закриють.", "напасти", "mark", "Якщо", id="uk: if"),
    pytest.param("de", "Wenn die Truppen angreifen, schließt Polen die Grenze.", "angreifen", "mark", "Wenn",
                 id="de: if"),
]  # fmt: skip


@pytest.mark.parametrize("language, text, lemma, dep, word", MARKS)
def test_small_words_hang_on_their_verb(
    parser: Parser, language: str, text: str, lemma: str, dep: str, word: str
) -> None:
    verb = find(parse(parser, language, text), lemma)
    assert word in [child.text for child in verb.children if child.dep_ == dep]


MOODS = [
    pytest.param("ru", "Польша закроет границу.", "закрыть", "Tense", "Fut", id="ru: perfective present"),
    pytest.param("pl", "Polska zamknie granicę.", "zamknąć", "Tense", "Fut", id="pl: perfective present"),
    pytest.param("ru", "Польша закрыла бы границу.", "закрыть", "Mood", "Cnd", id="ru: бы"),
    pytest.param("pl", "Polska zamknęłaby granicę.", "zamknąć", "Mood", "Cnd", id="pl: -by"),
    pytest.param("de", "Polen würde die Grenze schließen.", "schließen", "Mood", "Cnd", id="de: würde"),
]


@pytest.mark.parametrize("language, text, lemma, key, value", MOODS)
def test_mood_and_tense(parser: Parser, language: str, text: str, lemma: str, key: str, value: str) -> None:
    assert value in find(parse(parser, language, text), lemma).morph.get(key)


PIECES = ["граница", "закрыла", "что", ",", "которые", "и", ".", "\n", "«", "»", "die", "dass", "zu", "schließen",
          "hat", "że", "zamknięto", "(", ")", "—", "😀", "12", "не", "бы", "С-300", "", "  ",
          "Minsk", "який", ":"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30), st.sampled_from(LANGUAGES))
def test_any_text_is_a_forest_of_whole_sentences(pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    doc = parse(_PARSER, language, text)
    assert doc.text == text
    for sentence in doc.sents:
        assert all(token.head.i in range(sentence.start, sentence.end) for token in sentence)
        assert len([token for token in sentence if token.head == token]) == 1


_PARSER = Parser()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_of_news_is_linear(parser: Parser, language: str) -> None:
    """A line of ten thousand words without a stop is cut, not parsed as one sentence."""
    doc = parse(parser, language, "и и " * 5_000)
    assert max(len(sentence) for sentence in doc.sents) <= 150


@pytest.mark.parametrize("load", [load_table, load_grammar], ids=["syntax", "grammar"])
def test_a_missing_table_names_its_file(load: object) -> None:
    assert callable(load)
    with pytest.raises(GeoError, match=r"qq\.toml"):
        load("qq")
