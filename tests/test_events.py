"""Extraction: which sentence gives which event, what gives none, and the laws of every telling."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.events.codebook import Codebook
from geo.events.excerpt import trim
from geo.events.explain import try_sentence
from geo.events.extract import Extractor
from geo.events.plain import find_datelines, to_plain
from geo.events.scene import find_quotes
from geo.events.telling import telling_id
from geo.gazetteer.index import Gazetteer
from geo.geoparse import Geoparser
from geo.models import ActorRole, Article, Basis, Kind, PlaceRole, Span, Status, Telling, TimePrecision, When
from geo.settings import ROOT, Settings

PUBLISHED = When(date(2024, 9, 18), date(2024, 9, 19), TimePrecision.DAY, Basis.EXPLICIT)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    gazetteer = Gazetteer.open(Settings.from_environment().gazetteer)
    return Extractor(Geoparser(gazetteer), Codebook.load(ROOT / "data" / "codebook"))


def extract(extractor: Extractor, text: str, language: str = "en") -> tuple[Telling, ...]:
    return extractor.extract(Article("test", text, language, published=PUBLISHED)).tellings


TOLD = [
    pytest.param("en", "Poland closed its border crossing with Belarus at Bobrowniki on Friday.", Kind.BORDER_CLOSURE,
                 Status.REPORTED, "POL", "crossing:bobrowniki", id="closure at a crossing"),
    pytest.param("en", "Rwandan troops have been deployed in Goma.", Kind.DEPLOYMENT,
                 Status.REPORTED, "RWA_MIL", "Goma", id="deployment, passive"),
    pytest.param("en", "India could close its airspace to Pakistani airlines.", Kind.AIRSPACE_CLOSURE,
                 Status.HYPOTHETICAL, "IND", "iso:IN", id="could is hypothetical"),
    pytest.param("en", "Japan and South Korea will hold joint military exercises near Busan next month.", Kind.EXERCISE,
                 Status.PLANNED, "JPN_MIL", "Busan", id="will is planned"),
    pytest.param("en", "Iran denied that it had supplied drones to Russia.", Kind.WEAPONS_TRANSFER,
                 Status.DENIED, "IRN", "iso:RU", id="denied"),
    pytest.param("en", "Ukraine said Russian missiles struck a hospital in Kharkiv.", Kind.STRIKE,
                 Status.CLAIMED, "RUS_MIL", "Kharkiv", id="told by a party to it"),
    pytest.param("fr", "L'armée israélienne a bombardé un camp près de Rafah.", Kind.STRIKE,
                 Status.REPORTED, "ISR_MIL", "Rafa", id="frappe"),
    pytest.param("fr", "L'armée malienne aurait repris la ville de Kidal.", Kind.TERRITORY_CAPTURE,
                 Status.CLAIMED, "MLI_MIL", "Kidal", id="conditionnel journalistique"),
    pytest.param("fr", "Le Mali craint une invasion de son territoire par les rebelles.", Kind.GROUND_COMBAT,
                 Status.HYPOTHETICAL, "", "iso:ML", id="crainte"),
    pytest.param("fr", "La France appelle ses ressortissants à quitter le Niger.", Kind.TRAVEL_ADVISORY,
                 Status.REPORTED, "FRA", "iso:NE", id="avis de départ"),
]  # fmt: skip


NOT_SO = [
    pytest.param("en", "Claims that Poland closed the Bobrowniki crossing are false.", id="claims are false"),
    pytest.param("en", "It is untrue that Russia shelled Lviv.", id="it is untrue"),
    pytest.param("en", "Reports that Iran bombed Erbil proved wrong.", id="proved wrong"),
    pytest.param("en", "Reports that Iran bombed Erbil were false, officials said.", id="false, said somebody"),
    pytest.param("fr", "Les informations selon lesquelles la Russie a bombardé Lviv sont fausses.",
                 id="selon lesquelles"),
    pytest.param("pl", "Nieprawdą jest, że Rosja zaatakowała Estonię.", id="nieprawdą jest"),
    pytest.param("ru", "Сообщения о том, что Россия обстреляла Львов, оказались ложными.", id="оказались ложными"),
    pytest.param("uk", "Неправда, що Росія обстріляла Львів.", id="неправда"),
    pytest.param("de", "Moskau wies Berichte zurück, wonach russische Truppen die Stadt Charkiw erobert hätten.",
                 id="wies zurück, wonach"),
    pytest.param("de", "Moskau dementierte, dass russische Truppen die Stadt Charkiw erobert haben.", id="dementierte"),
]  # fmt: skip


@pytest.mark.parametrize("language, text", NOT_SO)
def test_a_verdict_on_what_is_told_denies_it(extractor: Extractor, language: str, text: str) -> None:
    found = [t for t in extract(extractor, text, language) if t.kind is not Kind.STATEMENT]
    assert [t.status for t in found] == [Status.DENIED]


def test_a_verdict_on_a_deed_is_no_denial(extractor: Extractor) -> None:
    found = extract(extractor, "It is wrong that Russia shelled Lviv.")
    assert [t.status for t in found] == [Status.REPORTED]


def test_a_condition_is_one_whatever_the_word_is_taken_for(extractor: Extractor) -> None:
    found = extract(extractor, "Якби Росія захопила Київ, війна скінчилася б.", "uk")
    assert [t.status for t in found] == [Status.HYPOTHETICAL]


@pytest.mark.parametrize("text", [
    pytest.param("Russian missiles struck Kharkiv almost every day.", id="almost of a day"),
    pytest.param("Russia shelled Kharkiv, killing nearly 40 people.", id="nearly of a number"),
    pytest.param("The town near Kharkiv was almost completely captured by Russian troops.", id="almost completely"),
])  # fmt: skip
def test_nearly_of_something_else_takes_nothing_away(extractor: Extractor, text: str) -> None:
    assert [t.status for t in extract(extractor, text)] == [Status.REPORTED]


NOT_THEIRS = [
    pytest.param("en", "Japan sent its condolences. Troops shelled Donetsk on Monday. The army captured Goma.", "JP",
                 id="condolences"),
    pytest.param("fr", "Le Canada a condamné les violences. L'armée a bombardé Alep.", "CA", id="condamnation"),
    pytest.param("pl", "Kanada potępiła przemoc. Wojsko zbombardowało Aleppo.", "CA", id="potępienie"),
    pytest.param("ru", "Канада осудила насилие. Армия обстреляла Алеппо.", "CA", id="осуждение"),
]  # fmt: skip


@pytest.mark.parametrize("language, text, code", NOT_THEIRS)
def test_an_army_is_not_that_of_who_was_spoken_of(extractor: Extractor, language: str, text: str, code: str) -> None:
    found = [t for t in extract(extractor, text, language) if t.kind is not Kind.STATEMENT]
    assert found
    assert code not in {a.country for t in found for a in t.actors}


def test_who_says_it_is_not_given_a_country_either(extractor: Extractor) -> None:
    found = extract(extractor, "Japan sent its condolences. The army said it had captured Goma.")
    assert [(t.status, t.attribution) for t in found] == [(Status.CLAIMED, ("army",))]


def test_an_army_is_that_of_who_fights_there(extractor: Extractor) -> None:
    text = "Israeli jets bombed Rafah on Sunday. The army shelled Khan Younis on Monday."
    found = extract(extractor, text)
    assert [{a.id for a in t.actors if a.role is ActorRole.ACTS} for t in found] == [{"ISR_MIL"}, {"ISR_MIL"}]


def test_a_place_before_is_not_taken_for_one_that_is_unknown(extractor: Extractor) -> None:
    text = "Die Bundeswehr zieht nicht aus Mali ab. Polizisten stürmten ein Haus in Essen."
    assert "ML" not in {code for t in extract(extractor, text, "de") for p in t.places for code in p.place.countries}


@pytest.mark.parametrize("language, text, kind, status, acts, where", TOLD)
def test_a_sentence_gives_its_event(
    extractor: Extractor, language: str, text: str, kind: Kind, status: Status, acts: str, where: str
) -> None:
    found = [t for t in extract(extractor, text, language) if t.kind is kind]
    assert len(found) == 1
    telling = found[0]
    assert telling.status is status
    assert not acts or acts in {a.id for a in telling.actors}
    assert telling.drawn_at is not None
    assert where.lower() in (telling.drawn_at.id + telling.drawn_at.name).lower()


NOTHING = [
    pytest.param("en", "A fire hit a market in Kano on Monday.", id="a blaze is no shelling"),
    pytest.param("en", "Spain raised the number of police officers in Seville on Monday.", id="police of its own"),
    pytest.param("fr", "La France a augmenté le nombre de gendarmes à Lyon lundi.", id="fr: police of its own"),
    pytest.param("en", "Supporters of Celtic gathered in Lisbon on Monday.", id="fans gather"),
    pytest.param("en", "Students gathered in Prague for the opening of a library on Monday.", id="students gather"),
    pytest.param("fr", "Des étudiants se sont rassemblés à Rabat pour un concours lundi.", id="fr: students gather"),
    pytest.param("en", "Workers occupy the new tower in Rotterdam.", id="workers move in"),
    pytest.param("en", "The killing of two people in Ghent shocked Belgium.", id="a murder"),
    pytest.param("en", "President Emmanuel Macron spoke with Zelensky by telephone from Paris.", id="a call"),
    pytest.param("fr", "Zelensky s'est entretenu par téléphone avec Emmanuel Macron depuis Lviv.", id="fr: a call"),
    pytest.param("fr", "Un agriculteur a garé son tracteur à Limoges lundi.", id="fr: a tractor parked"),
    pytest.param("fr", "Les militaires ont pris le pouvoir des drones très au sérieux au Tchad.", id="fr: seriously"),
    pytest.param("en", "City launched an offensive in Manchester and its striker fired a rocket past the goalkeeper.",
                 id="football"),
    pytest.param("en", "Washington and Beijing are in a trade war, and shares fell in Shanghai.", id="trade war"),
    pytest.param("en", "He suffered a heart attack in Paris and was treated by doctors.", id="heart attack"),
    pytest.param("en", "During the Second World War, German troops invaded Poland.", id="history"),
    pytest.param("en", "Will Russia invade Moldova?", id="question"),
    pytest.param("en", "Home » World » Belarus closes border", id="breadcrumb"),
    pytest.param("en", "This website uses cookies to improve your experience in Ukraine.", id="cookie line"),
    pytest.param("en", "The army has never attacked Minsk.", id="never"),
    pytest.param("fr", "La guerre des prix entre supermarchés fait rage à Lyon.", id="guerre des prix"),
    pytest.param("fr", "Les troupes de Napoléon avaient envahi la Russie en 1812.", id="histoire"),
    pytest.param("fr", "L'équipe de France a lancé l'offensive au stade de Lyon en championnat.", id="sport"),
    pytest.param("en", "Had Russia captured Kyiv, the war would have ended.", id="had it been"),
    pytest.param("en", "Were Iran to bomb Erbil, America would respond.", id="were it to be"),
    pytest.param("en", "Without Western weapons Russia would have captured Kyiv in 2022.", id="without, would have"),
    pytest.param("en", "Russia would have captured Kyiv if the West had not helped.", id="would have, if"),
    pytest.param("fr", "Sans les armes occidentales, la Russie aurait pris Kiev.", id="sans, aurait"),
    pytest.param("de", "Ohne westliche Waffen hätte Russland Kiew erobert.", id="ohne, hätte"),
    pytest.param("en", "Russian troops nearly captured Kharkiv on Monday.", id="nearly"),
    pytest.param("fr", "L'armée russe a failli prendre Kharkiv.", id="a failli"),
    pytest.param("fr", "L'armée russe a presque pris Kharkiv.", id="presque"),
    pytest.param("ru", "Российская армия почти захватила Харьков.", id="почти"),
    pytest.param("ru", "Российская армия едва не захватила Харьков.", id="едва не"),
    pytest.param("uk", "Російська армія майже захопила Харків.", id="майже"),
    pytest.param("pl", "Rosja nieomal zdobyła Charków.", id="nieomal"),
    pytest.param("pl", "Armia rosyjska prawie zdobyła Charków.", id="prawie"),
    pytest.param("de", "Russische Truppen haben Charkiw fast eingenommen.", id="fast"),
    pytest.param("de", "Die russische Armee hätte Charkiw beinahe eingenommen.", id="beinahe"),
    pytest.param("en", "", id="empty"),
    pytest.param("en", "• Kyiv\n• Minsk\n• Warsaw\n", id="a list of names"),
    pytest.param("xx", "Troops entered Kharkiv.", id="a language without parser"),
]  # fmt: skip


# Fleets of taxis, raids on casinos and gates of castles: ordinary news in the words of war and of borders.
ORDINARY = [
    pytest.param("en", "The push in France for higher pensions has failed."),
    pytest.param("en", "The advance of women in Iran is slow."),
    pytest.param("en", "A raid on a casino in Macau netted two million dollars."),
    pytest.param("en", "The company moved its fleet of taxis to Madrid."),
    pytest.param("en", "Police rushed a convoy of ambulances to Lyon."),
    pytest.param("en", "An army of volunteers was deployed in Dublin."),
    pytest.param("en", "Apple launched a new rocket-fast phone in California."),
    pytest.param("en", "The gate of the castle in Prague was sealed."),
    pytest.param("en", "The closure of the boundary road in Cardiff annoyed drivers."),
    pytest.param("en", "The checkpoint at the airport in Paris was closed because of snow."),
    pytest.param("en", "Snow blocked the crossing near the school in Leeds."),
    pytest.param("en", "The mayor of Lviv opened the city gate for tourists."),
    pytest.param("en", "An attack of nerves in Vienna kept the singer at home."),
    pytest.param("en", "A raid on the fridge in Oslo was filmed by a neighbour."),
    pytest.param("en", "The airline moved its carrier licence and its fleet to Warsaw."),
    pytest.param("en", "The level crossing in Ghent is closed at weekends."),
    pytest.param("en", "The wildlife corridor in Kenya was opened by the minister."),
    pytest.param("en", "She had a panic attack in Berlin."),
    pytest.param("en", "An army of lawyers was sent to Geneva."),
    pytest.param("en", "The theatre company arrived in Edinburgh."),
    pytest.param("fr", "Une attaque de panique à Nice a retardé le mariage."),
    pytest.param("fr", "Les éclats de verre ont blessé trois passants à Lyon."),
    pytest.param("fr", "La frontière entre l'art et la vie est fermée à Paris."),
    pytest.param("fr", "Il a fait une attaque cérébrale à Marseille."),
    pytest.param("fr", "L'avancée des femmes en Iran est lente."),
    pytest.param("fr", "Un raid en vélo à Bordeaux a réuni cent amateurs."),
    pytest.param("fr", "La compagnie a déplacé sa flotte de taxis à Madrid."),
    pytest.param("fr", "Une armée de bénévoles a été déployée à Dublin."),
    pytest.param("fr", "Le passage piéton devant l'école à Lille est fermé."),
    pytest.param("fr", "Le maire a rouvert le passage couvert à Paris."),
    pytest.param("fr", "La mairie a bloqué le corridor de bus à Genève."),
    pytest.param("fr", "Un convoi d'ambulances a été envoyé à Lyon."),
]


@pytest.mark.parametrize("language, text", NOTHING + ORDINARY)
def test_what_tells_no_event_gives_none(extractor: Extractor, language: str, text: str) -> None:
    assert extract(extractor, text, language) == ()


def test_the_one_who_says_it_is_no_actor_and_his_city_is_not_drawn(extractor: Extractor) -> None:
    text = "Polish soldiers are massed near the border with Belarus, the Belarusian defence ministry said in Minsk."
    telling = next(t for t in extract(extractor, text) if t.kind is Kind.DEPLOYMENT)
    assert {a.id for a in telling.actors if a.role is ActorRole.ACTS} == {"POL_MIL"}
    assert telling.status is Status.CLAIMED
    assert "Minsk" not in {p.place.name for p in telling.places if p.role is not PlaceRole.ANCHOR}


def test_told_twice_is_one_event_with_two_excerpts(extractor: Extractor) -> None:
    text = (
        "Russian missiles hit Kharkiv on Tuesday.\n\nThe mayor said homes burned for hours. "
        "The missile strike on Kharkiv on Tuesday was the worst this month."
    )
    found = [t for t in extract(extractor, text) if t.kind is Kind.STRIKE]
    assert len(found) == 1
    assert found[0].also_at


def test_cues_say_why(extractor: Extractor) -> None:
    trials = try_sentence(extractor, "Poland could close its border with Belarus.", "en")
    fired = [t for t in trials if t.telling is not None]
    assert [t.kind for t in fired] == ["border_closure"]
    assert "could" in fired[0].outcome
    trials = try_sentence(extractor, "The club closed its border shop after the league match.", "en")
    assert trials
    assert all(t.telling is None for t in trials)


def test_ids_stay_and_tell_apart() -> None:
    span = Span(3, 9)
    assert telling_id("a", span, Kind.STRIKE, ()) == telling_id("a", span, Kind.STRIKE, ())
    assert telling_id("a", span, Kind.STRIKE, ()) != telling_id("b", span, Kind.STRIKE, ())
    assert telling_id("a", span, Kind.STRIKE, ()) != telling_id("a", span, Kind.EXERCISE, ())


def test_a_passage_is_trimmed_to_words_and_paired_marks() -> None:
    text = " — “Troops entered Goma. "
    span = trim(text, 0, len(text))
    assert text[span.start : span.end] == "Troops entered Goma"


def test_quotes_end_with_their_paragraph() -> None:
    text = "He said “we will\n\nThey left."
    assert [(q.start, q.end) for q in find_quotes(text)] == [(9, 16)]


@pytest.mark.parametrize("text", ["He said “so,“ and left.", "Er sagte „so,“ und ging."], ids=["mistyped", "German"])
def test_the_mark_behind_a_word_closes_a_quotation(text: str) -> None:
    assert [text[q.start : q.end] for q in find_quotes(text)] == ["so,"]


PIECES = [
          "Troops", "entered", "Goma", "“", "”", ".", "\n", "\n\n", "M23", "’", "n’", "said", "?", "Poland", "its",
          "closed",
          "border", "😀", "will", "not", "the", "strike", "on", "Kharkiv", "é", "…", "«", "1,000"]  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(["en", "fr"]))
def test_every_telling_is_verbatim_whatever_the_text(extractor: Extractor, pieces: list[str], language: str) -> None:
    text = " ".join(pieces)
    for telling in extract(extractor, text, language):
        assert text[telling.start : telling.end] == telling.excerpt
        assert telling.excerpt == telling.excerpt.strip()
        assert telling.excerpt
        assert 0 < telling.confidence <= 1
        assert telling.drawn_at is not None
        assert all(text[c.start : c.end] for c in telling.cues)
    assert extract(extractor, text, language) == extract(extractor, text, language)


@pytest.mark.parametrize(
    "language, text",
    [
        pytest.param("en", "TBILISI, 12 May 2024 - Georgia closed the Larsi crossing on Friday.", id="day and year"),
        pytest.param(
            "en", "TBILISI, May 12, 2024 (Wire) - Georgia closed the Larsi crossing on Friday.", id="American"
        ),
        pytest.param("fr", "NIAMEY, 12 mai 2024 (Fil) - Le Niger a fermé vendredi sa frontière.", id="French"),
        pytest.param("de", "Tiflis (Wire) - Armenien schloss am Freitag seinen Grenzübergang.", id="agency"),
        pytest.param("ru", "КИЕВ, 12 мая – Российские войска в пятницу обстреляли Харьков.", id="Cyrillic"),
        pytest.param("pl", "Warszawa, 12.05.2024 (Wire) - Polska zamknęła w piątek przejście graniczne.", id="numbers"),
    ],
)
def test_the_day_of_a_dateline_is_that_of_the_report(language: str, text: str) -> None:
    assert find_datelines(text), "the dateline is told from the sentence"
    assert to_plain(text, language).index(".  ") < text.index(" - " if " - " in text else " – ") + 3


@pytest.mark.parametrize(
    "text", ["Poland closed the crossing - the last one - on Friday.", "A - B", "The UN (in New York) said"]
)
def test_a_dash_in_a_sentence_is_no_dateline(text: str) -> None:
    assert not find_datelines(text)
