"""German and Polish again: wordings of reports nobody had seen, on which the rules failed once, and ordinary news."""

from __future__ import annotations

from datetime import date

import pytest

from geo.models import Basis, TimePrecision, When
from tests.sentences import assert_tells, extract

WEDNESDAY = When(date(2025, 9, 10), date(2025, 9, 11), TimePrecision.DAY, Basis.EXPLICIT)

# language, sentence, kind, status, an actor, what the place's id or name holds, how the time begins ("" asks for none)
TOLD = [
    ("de", "Russland hat die ukrainische Hauptstadt mit einem der schwersten Luftangriffe seit Monaten überzogen.",
     "strike", "reported", "RUS_MIL", "kyiv", ""),
    ("de", "Die US-Streitkräfte haben in der Karibik mehr als 20 Boote versenkt.",
     "strike", "reported", "USA_MIL", "caribbean", ""),
    ("de", "Drohnentrümmer stürzten in Odessa auf ein Wohnhaus.",
     "strike", "reported", "UKR", "odes", ""),
    ("de", "Der Flughafen von Vilnius musste wegen Drohnen den Betrieb einstellen.",
     "airspace_closure", "reported", "LTU", "vilnius", ""),
    ("de", "Der Iran drohte, die Straße von Hormus zu sperren.",
     "border_closure", "hypothetical", "IRN", "strait-of-hormuz", ""),
    ("de", "Die ägyptische Armee hielt nahe Alexandria gemeinsam mit Griechenland eine Anti-Terror-Übung ab.",
     "exercise", "reported", "GRC_MIL", "alexandria", ""),
    ("de", "Rund 15.000 amerikanische Soldaten halten sich in Polen auf.",
     "deployment", "reported", "USA_MIL", "iso:PL", ""),
    ("de", "Polen ließ vorsorglich Kampfjets aufsteigen.",
     "air_defence", "reported", "POL", "iso:PL", ""),
    ("de", "Zwei spanische Eurofighter identifizierten über der Ostsee ein russisches Aufklärungsflugzeug.",
     "air_defence", "reported", "ESP_MIL", "baltic-sea", ""),
    ("de", "US-Präsident Donald Trump bot an, zwischen Indien und Pakistan zu vermitteln.",
     "statement", "reported", "TRUMP", "iso:IN", ""),
    ("de", "Bundesaußenminister Johann Wadephul reist am Freitag nach Kairo.",
     "official_visit", "planned", "WADEPHUL", "cairo", "2025-09-12"),
    ("de", "Den Vereinigten Arabischen Emiraten wird vorgeworfen, die RSF im Sudan mit Drohnen zu versorgen.",
     "weapons_transfer", "claimed", "RSF", "iso:SD", ""),
    ("de", "Lettlands Regierung schließt eine Schließung der Grenze zu Belarus aus.",
     "border_closure", "denied", "LVA", "border:BY-LV", ""),
    ("de", "Armenien und Aserbaidschan streiten. Beide Länder hatten erst Anfang Mai in Washington verhandelt.",
     "official_visit", "reported", "AZE", "washington", "2025-05"),
    ("de", "Russland wies Berichte zurück, wonach russische Truppen nach Südossetien verlegt worden seien.",
     "deployment", "denied", "RUS_MIL", "south-ossetia", ""),
    ("de", "Demonstranten stürmten in Belgrad das Parlament.",
     "internal_unrest", "reported", "SRB_CIV", "belgrade", ""),
    ("de", "Migranten bewarfen an der Grenze zu Belarus polnische Grenzschützer mit Steinen.",
     "border_incident", "reported", "BLR", "border:BY-PL", ""),
    ("de", "Eine Allianz ethnischer Rebellengruppen nahm nach eigenen Angaben die Stadt Lashio ein.",
     "territory_capture", "claimed", "MMR", "lashio", ""),
    ("de", "Um die Stadt Pokrowsk wird erbittert gekämpft.",
     "ground_combat", "reported", "UKR", "pokrovsk", ""),
    ("de", "Berichte, wonach russische Truppen nach Georgien verlegt wurden, sind falsch.",
     "deployment", "denied", "RUS_MIL", "iso:GE", ""),
    ("de", "Die USA haben Sanktionen gegen drei sudanesische Kommandeure verhängt.",
     "sanctions", "reported", "USA", "iso:SD", ""),
    ("de", "Eriwan gab an, aserbaidschanische Streitkräfte würden armenische Stellungen mit Artillerie beschießen.",
     "strike", "claimed", "AZE_MIL", "", ""),
    ("pl", "Doniesienia o ostrzale Charkowa są nieprawdziwe.",
     "strike", "denied", "UKR", "kharkiv", ""),
    ("pl", "Tysiące osób demonstrowało w sobotę w Belgradzie przeciwko rządowi.",
     "internal_unrest", "reported", "SRB_CIV", "belgrade", "2025-09-06"),
    ("pl", "W dniach 12-16 września Rosja i Białoruś przeprowadzą ćwiczenia wojskowe Zapad-2025.",
     "exercise", "planned", "RUS_MIL", "", "2025-09-12"),
    ("de", "In der Nacht haben russische Drohnen Charkiw angegriffen.",
     "strike", "reported", "RUS_MIL", "kharkiv", "2025-09-10"),
    ("de", "In der Nacht zum Samstag heulten Sirenen. Am Morgen griffen Drohnen Bukavu an.",
     "strike", "reported", "COD", "bukavu", "2025-09-06"),
    ("de", "Die Armee beschoss Wowtschansk mit Artillerie.",
     "strike", "reported", "UKR", "vovchansk", ""),
    ("de", "Venezuela soll Luftabwehrsysteme an die Grenze zu Kolumbien verlegt haben.",
     "deployment", "claimed", "COL", "border:CO-VE", ""),
    ("de", "Kanzler Friedrich Merz wird am Freitag in Kairo erwartet.",
     "official_visit", "planned", "MERZ", "cairo", "2025-09-12"),
    ("de", "Russland hat Kiew angegriffen. In der Nacht trafen russische Drohnen in Kiew ein Wohnhaus.",
     "strike", "reported", "RUS_MIL", "kyiv", "2025-09-10"),
    ("de", "In der Hauptstadt Tiflis wurden mehrere Demonstranten in Gewahrsam genommen.",
     "internal_unrest", "reported", "GEO_CIV", "tbilisi", ""),
    ("pl", "Rosja zaatakowała Kijów. W nocy rosyjskie drony trafiły w blok mieszkalny w Kijowie.",
     "strike", "reported", "RUS_MIL", "kyiv", "2025-09-10"),
    ("pl", "Rosja przeprowadziła zmasowany atak na Ukrainę, wykorzystując drony i rakiety.",
     "strike", "reported", "RUS_MIL", "iso:UA", ""),
    ("pl", "Polski dziennikarz został przez sąd w Grodnie skazany na osiem lat więzienia.",
     "internal_unrest", "reported", "POL_CIV", "hrodna", ""),
    ("pl", "Wojsko Kambodży miało przesunąć oddziały w pobliże granicy z Tajlandią.",
     "deployment", "claimed", "KHM_MIL", "border:KH-TH", ""),
    ("pl", "Bojownicy ostrzelali konwój wojskowy w stanie Borno.",
     "strike", "reported", "NGA", "borno", ""),
    ("pl", "Wojska rosyjskie zaatakowały rakietami Charków.",
     "strike", "reported", "RUS_MIL", "kharkiv", ""),
    ("pl", "W nocy rosyjskie drony uderzyły w ok. 20 budynków w Odessie.",
     "strike", "reported", "RUS_MIL", "odesa", "2025-09-10"),
    ("pl", "Izraelskie samoloty zbombardowały port w Hudajdzie.",
     "strike", "reported", "ISR_MIL", "udayda", ""),
    ("pl", "Przejście graniczne w Terespolu zamknięto o północy ze środy na czwartek.",
     "border_closure", "reported", "BLR", "terespol", "2025-09-04"),
    ("pl", "Sekretarz generalny NATO Mark Rutte zapewnił, że Sojusz wzmocni obecność wojskową na Bałtyku.",
     "deployment", "planned", "NATO", "baltic-sea", ""),
    ("pl", "Rosjanie zbliżają się do Pokrowska.",
     "ground_combat", "reported", "RUS_MIL", "pokrovsk", ""),
    ("pl", "Arabia Saudyjska zaoferowała mediację w Sudanie.",
     "statement", "reported", "SAU", "iso:SD", ""),
    ("pl", "Dzień wcześniej prezydent Ukrainy gościł w Atenach.",
     "official_visit", "reported", "ZELENSKY", "athens", "2025-09-09"),
    ("pl", "Francja rozważa wysłanie na Ukrainę żołnierzy po zawarciu rozejmu.",
     "deployment", "hypothetical", "FRA_MIL", "iso:UA", ""),
    ("pl", "W odwecie Białoruś wprowadziła zakaz wjazdu dla litewskich ciężarówek.",
     "border_closure", "reported", "BLR", "iso:BY", ""),
    ("pl", "Do Białorusi dotarły trzy transporty rosyjskiej amunicji.",
     "weapons_transfer", "reported", "BLR", "iso:BY", ""),
    ("pl", "Tydzień wcześniej izraelskie rakiety spadły na budynek w Dausze.",
     "strike", "reported", "ISR_MIL", "doha", ""),
    ("pl", "Setki Izraelczyków demonstrowały przed rezydencją premiera w Jerozolimie.",
     "internal_unrest", "reported", "ISR_CIV", "jerusalem", ""),
    ("pl", "Rwanda zaprzecza, że na terytorium Konga znajdują się rwandyjscy żołnierze.",
     "deployment", "denied", "RWA_MIL", "iso:CD", ""),
    ("pl", "Analitycy obawiają się, że konflikt w Kongu przerodzi się w wojnę regionalną.",
     "ground_combat", "hypothetical", "COD", "iso:CD", ""),
    ("pl", "W Kinszasie tłum podpalił ambasadę Francji.",
     "internal_unrest", "reported", "COD_CIV", "kinshasa", ""),
    ("pl", "Izraelskie samoloty uderzyły w siedzibę Strażników Rewolucji w Teheranie.",
     "strike", "reported", "IRGC", "tehran", ""),
    ("pl", "Katar i Kuwejt wstrzymały ruch lotniczy nad swoim terytorium.",
     "airspace_closure", "reported", "KWT", "iso:QA", ""),
    ("pl", "Amerykański lotniskowiec płynie w stronę Zatoki Perskiej.",
     "deployment", "reported", "USA_MIL", "persian-gulf", ""),
    ("pl", "Rebelianci M23 weszli do Bukavu.",
     "territory_capture", "reported", "M23", "bukavu", ""),
    ("pl", "Egipt i Somalia się zbliżają. W sierpniu oba kraje podpisały w Kairze umowę o współpracy wojskowej.",
     "official_visit", "reported", "SOM", "cairo", "2025-08"),
    ("pl", "Rzecznik Białego Domu zaprzeczył, jakoby USA planowały wysłać żołnierzy na Ukrainę.",
     "deployment", "denied", "USA_MIL", "iso:UA", ""),
    ("pl", "Zełenski: Rosja zaatakowała Odessę dronami",
     "strike", "claimed", "RUS_MIL", "odes", ""),
    ("pl", "Hiszpania odwołała ambasadora w Tel Awiwie.",
     "statement", "reported", "ESP", "tel aviv", ""),
    ("pl", "Prezydent Nawrocki jedzie w piątek do Wilna.",
     "official_visit", "planned", "NAWROCKI", "vilnius", "2025-09-12"),
]  # fmt: skip


@pytest.mark.parametrize("language, text, kind, status, actor, where, when", TOLD)
def test_a_wording_gives_its_event(
    language: str, text: str, kind: str, status: str, actor: str, where: str, when: str
) -> None:
    (telling,) = extract(language, text, WEDNESDAY)
    assert telling.kind.value == kind
    assert_tells(telling, status, actor, where, when)


ORDINARY = [
    ("pl", "Unia utworzyła siły przeznaczone do walki z dżihadystami w Nigrze."),
    ("pl", "Władze w Kijowie poinformowały, że rosyjska operacja nie została zakończona."),
    pytest.param("de", "Der FC Bayern schoss in Dortmund drei Tore und übernahm die Tabellenführung."),
    pytest.param("de", "Die Lufthansa strich wegen eines Streiks alle Flüge am Flughafen Frankfurt."),
    pytest.param("de", "Der Flughafen München blieb wegen Schneefalls geschlossen."),
    pytest.param("de", "Die Polizei in Hamburg nahm nach einer Schießerei zwei Männer fest."),
    pytest.param("de", "Ein Lastwagen mit Bomben aus dem Zweiten Weltkrieg wurde in Potsdam entschärft."),
    pytest.param("de", "Der Angriff auf das Klima geht in Brasilien weiter, warnt die Umweltorganisation."),
    pytest.param("de", "In Berlin hielten sich am Wochenende 200.000 Touristen auf."),
    pytest.param("de", "Der Tanker lief vor Rügen auf Grund, das Boot sank."),
    pytest.param("de", "Die Bahn stellt den Betrieb auf der Strecke Wien–Graz ein."),
    pytest.param("de", "Die Regierung in Wien beschloss ein Sparpaket und verteidigte das Vorgehen."),
    pytest.param("de", "Die Schiffe im Hafen von Hamburg mussten wegen Sturms vor Anker bleiben."),
    pytest.param("de", "Das Museum in Dresden eroberte die Herzen der Besucher."),
    pytest.param("de", "Ein Feuer zerstörte eine Lagerhalle in Leipzig."),
    pytest.param("de", "Bei einem Verkehrsunfall in Kiew wurden drei Menschen verletzt."),
    pytest.param("de", "Die Sirenen heulten am bundesweiten Warntag in Köln."),
    pytest.param("de", "Der Kanzler besuchte ein Krankenhaus in Bonn."),
    pytest.param("de", "Die Firma hat ihre Produktion nach Rumänien verlegt."),
    pytest.param("de", "Der Torwart wehrte den Angriff der Gäste aus Warschau ab."),
    pytest.param("de", "Soldaten der Bundeswehr halfen beim Hochwasser in Passau."),
    pytest.param("pl", "Legia zaatakowała od pierwszych minut i przejęła kontrolę nad meczem w Krakowie."),
    pytest.param("pl", "Lotnisko w Modlinie zamknięto z powodu mgły."),
    pytest.param("pl", "Policja w Gdańsku zatrzymała pijanego kierowcę."),
    pytest.param("pl", "Powstanie nowa fabryka czołgów w Poznaniu? Nie, to plotka."),
    pytest.param("pl", "W Warszawie powstanie nowy most."),
    pytest.param("pl", "Zatrzymanie akcji serca u pacjenta w Łodzi."),
    pytest.param("pl", "Strażacy odnotowali wczoraj w Lublinie 20 prób podpalenia."),
    pytest.param("pl", "Statek wycieczkowy zatonął na Mazurach."),
    pytest.param("pl", "Firma przejęła kontrolę nad spółką w Czechach."),
    pytest.param("pl", "W Katowicach zawyły syreny z okazji rocznicy powstania."),
    pytest.param("pl", "Okręt-muzeum Błyskawica stoi w Gdyni."),
    pytest.param("pl", "Spadł śnieg, w Zakopanem zamknięto drogę."),
    pytest.param("pl", "Tysiące kibiców wyszło na ulice Neapolu, by świętować mistrzostwo."),
    pytest.param("pl", "Prezydent Krakowa podpisał umowę z wykonawcą mostu."),
    pytest.param("pl", "Grad zniszczył uprawy pod Lublinem."),
    pytest.param("pl", "Rakieta SpaceX wystartowała z Florydy."),
    pytest.param("pl", "Dron spadł na plażę w Sopocie podczas pokazu."),
    pytest.param("pl", "Kurs złotego spadł, a euro zaatakowało nowy szczyt."),
    pytest.param("pl", "Pożar magazynu w Łodzi, zniszczony budynek."),
]


@pytest.mark.parametrize("language, text", ORDINARY)
def test_ordinary_news_gives_none(language: str, text: str) -> None:
    assert extract(language, text, WEDNESDAY) == ()


TITLES = [
    pytest.param("de", "EU-Ratspräsident Charles Michel rief Armenien zur Ruhe auf.", "EUR", id="de: compound"),
    pytest.param("de", "US-Präsident Joe Biden verurteilte den Angriff auf Israel.", "USA", id="de: country"),
    pytest.param(
        "de", "Laut armenischem Außenministerium beschoss Aserbaidschan das Dorf Sotk.", "ARM_MFA", id="de: source"
    ),
    pytest.param("de", "Am Freitag schoss Polen mehrere russische Drohnen ab.", "RUS_MIL", id="de: drones are no army"),
    pytest.param("pl", "Szef MSZ Iranu Abbas Aragczi potępił atak na Damaszek.", "IRN", id="pl: country"),
]  # fmt: skip


@pytest.mark.parametrize("language, text, nobody", TITLES)
def test_a_title_or_a_source_adds_no_actor(language: str, text: str, nobody: str) -> None:
    found = {actor.id for telling in extract(language, text, WEDNESDAY) for actor in telling.actors}
    assert found
    assert nobody not in found


def test_no_excerpt_is_one_lone_word() -> None:
    text = "Wzdłuż linii kontroli między Indiami a Pakistanem dochodziło w środę do strzelanin."
    (telling,) = extract("pl", text, WEDNESDAY)
    assert len(telling.excerpt.split()) > len(["do", "strzelanin"])
