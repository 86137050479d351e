"""German and Polish: names as these languages bend them, and sentences with the event they tell or do not tell."""

from __future__ import annotations

from datetime import date

import pytest

from geo.events.inflected import names_of
from geo.events.words import fold, is_like
from geo.models import Basis, TimePrecision, When
from tests.sentences import assert_tells, extract

WEDNESDAY = When(date(2025, 9, 10), date(2025, 9, 11), TimePrecision.DAY, Basis.EXPLICIT)

FORMS = [
    pytest.param("pl", "Zełenskiego", "Zełenski", True, id="adjectival surname, genitive"),
    pytest.param("pl", "Łukaszence", "Łukaszenka", True, id="surname in -ka, dative"),
    pytest.param("pl", "Iskanderów", "Iskander", True, id="weapon, genitive plural"),
    pytest.param("pl", "rakiet", "rakieta", True, id="common noun without an ending"),
    pytest.param("pl", "Tuskegee", "Tusk", False, id="a longer name"),
    pytest.param("de", "Selenskyjs", "Selenskyj", True, id="genitive"),
    pytest.param("de", "Drohnen", "Drohne", True, id="plural"),
    pytest.param("en", "Bidens", "Biden", False, id="English bends no names"),
]  # fmt: skip


@pytest.mark.parametrize("language, word, name, expected", FORMS)
def test_a_name_is_known_as_it_is_bent(language: str, word: str, name: str, *, expected: bool) -> None:
    assert (fold(name) in names_of(word, language)) is expected


@pytest.mark.parametrize(
    "word, form, expected",
    [
        ("*angriff", "Raketenangriff", True),
        ("*angriff", "Angriffe", False),
        ("zamknięc*", "zamknięciu", True),
        ("grenze", "Obergrenze", False),
    ],
)
def test_a_word_of_the_codebook_may_be_a_beginning_or_an_ending(word: str, form: str, *, expected: bool) -> None:
    assert is_like(fold(word), (fold(form), fold(form))) is expected


# language, sentence, kind, status, an actor, what the place's id or name holds, how the time begins ("" asks for none)
TOLD = [
    ("de", "Finnland schloss am Mittwoch alle acht Grenzübergänge zu Russland.",
     "border_closure", "reported", "FIN", "border:FI-RU", "2025-09-10"),
    ("de", "Die Grenze zwischen Ruanda und Burundi bleibt geschlossen.",
     "border_closure", "reported", "", "border:BI-RW", ""),
    ("de", "Der Grenzübergang Rafah soll am Montag wieder geöffnet werden.",
     "border_opening", "planned", "", "rafah", "2025-09-15"),
    ("de", "Pakistan riegelte die Grenze zu Afghanistan bei Torkham ab.",
     "border_closure", "reported", "PAK", "torkham", ""),
    ("de", "Lettland kündigte an, die Grenze zu Belarus komplett zu schließen.",
     "border_closure", "reported", "LVA", "border:BY-LV", ""),
    ("de", "An der Grenze zwischen Thailand und Kambodscha kam es zu einem Schusswechsel.",
     "border_incident", "reported", "", "border:KH-TH", ""),
    ("de", "Indische und chinesische Soldaten lieferten sich an der Kontrolllinie in Ladakh ein Handgemenge.",
     "border_incident", "reported", "IND_MIL", "region:ladakh", ""),
    ("de", "Der Irak sperrte vorübergehend seinen Luftraum.",
     "airspace_closure", "reported", "IRQ", "iso:IQ", ""),
    ("de", "Drei russische Kampfjets drangen am Freitag in den estnischen Luftraum ein.",
     "airspace_violation", "reported", "RUS_MIL", "iso:EE", "2025-09-05"),
    ("de", "Eine Drohne verletzte den rumänischen Luftraum.",
     "airspace_violation", "reported", "", "iso:RO", ""),
    ("de", "Die Türkei hat Panzer und Artillerie an die syrische Grenze verlegt.",
     "deployment", "reported", "TUR_MIL", "border:SY-TR", ""),
    ("de", "Deutschland wird eine Brigade mit 5000 Soldaten in Litauen stationieren.",
     "deployment", "planned", "DEU_MIL", "iso:LT", ""),
    ("de", "Frankreich zog seine letzten Soldaten aus dem Tschad ab.",
     "deployment", "reported", "FRA_MIL", "iso:TD", ""),
    ("pl", "Francja wycofała ostatnich żołnierzy z Czadu.",
     "deployment", "reported", "FRA_MIL", "iso:TD", ""),
    ("de", "China könnte weitere Kriegsschiffe in die Taiwanstraße entsenden.",
     "deployment", "hypothetical", "CHN_MIL", "taiwan-strait", ""),
    ("de", "Die Verlegung amerikanischer Bomber nach Diego Garcia hat begonnen.",
     "deployment", "reported", "USA_MIL", "gn:7503195", ""),
    ("de", "Israel berief 60.000 Reservisten ein.",
     "mobilisation", "reported", "ISR", "iso:IL", ""),
    ("de", "Polen versetzte seine Luftwaffe in Alarmbereitschaft.",
     "mobilisation", "reported", "POL_MIL", "iso:PL", ""),
    ("de", "Die philippinische Marine hielt gemeinsam mit den USA eine Übung im Südchinesischen Meer ab.",
     "exercise", "reported", "PHL_MIL", "south-china-sea", ""),
    ("de", "Mali, Niger und Burkina Faso haben eine gemeinsame Eingreiftruppe mit 5000 Soldaten gegründet.",
     "force_formation", "reported", "BFA", "iso:ML", ""),
    ("de", "Die USA haben die Lieferung von 20 Kampfjets an die Türkei genehmigt.",
     "weapons_transfer", "reported", "TUR", "iso:TR", ""),
    ("de", "Belarus erlaubt Russland, sein Territorium für Angriffe zu nutzen.",
     "territory_use", "reported", "RUS", "iso:BY", ""),
    ("de", "Bei einem russischen Raketenangriff auf Odessa wurden fünf Menschen getötet.",
     "strike", "reported", "UKR", "odes", ""),
    ("de", "Saudi-Arabiens Luftwaffe bombardierte Stellungen der Huthi in Sanaa.",
     "strike", "reported", "SAU_MIL", "sana", ""),
    ("de", "Kämpfer der Hisbollah feuerten Raketen auf Haifa ab.",
     "strike", "reported", "HEZBOLLAH", "haifa", ""),
    ("de", "In Mogadischu sprengte sich ein Selbstmordattentäter in die Luft.",
     "strike", "reported", "SOM", "mogadishu", ""),
    ("de", "Die M23-Rebellen rückten auf die Stadt Goma vor.",
     "ground_combat", "reported", "M23", "goma", ""),
    ("de", "Im Osten des Kongo toben schwere Kämpfe zwischen Armee und Rebellen.",
     "ground_combat", "reported", "COD_MIL", "cd-east", ""),
    ("de", "Ruandische Truppen sollen nach Angaben der UN in den Kongo einmarschiert sein.",
     "ground_combat", "claimed", "RWA_MIL", "iso:CD", ""),
    ("de", "Die Armee in Myanmar eroberte die Stadt Lashio zurück.",
     "territory_capture", "reported", "", "lashio", ""),
    ("de", "Die Flugabwehr in Kiew schoss in der Nacht 30 Drohnen ab.",
     "air_defence", "reported", "UKR_ADF", "kyiv", ""),
    ("de", "Zwei ukrainische Drohnen wurden über Belgorod abgefangen.",
     "air_defence", "reported", "RUS_MIL", "belgorod", ""),
    ("de", "Bundeskanzler Friedrich Merz reiste am Montag nach Kiew.",
     "official_visit", "reported", "MERZ", "kyiv", "2025-09-08"),
    ("de", "Xi Jinping empfing den russischen Präsidenten Wladimir Putin in Peking.",
     "official_visit", "reported", "PUTIN", "beijing", ""),
    ("de", "Außenministerin Annalena Baerbock will in der kommenden Woche nach Peking reisen.",
     "official_visit", "planned", "BAERBOCK", "beijing", "2025-09-15"),
    ("de", "Das iranische Außenministerium verurteilte den Angriff auf Damaskus.",
     "statement", "reported", "IRN_MFA", "damascus", ""),
    ("de", "Der türkische Präsident Erdogan drohte Griechenland mit einer Militäroperation.",
     "statement", "reported", "ERDOGAN", "iso:GR", ""),
    ("de", "Die EU verhängte neue Sanktionen gegen Iran.",
     "sanctions", "reported", "EUR", "iso:IR", ""),
    ("de", "Die USA drohen Venezuela mit weiteren Sanktionen.",
     "sanctions", "hypothetical", "USA", "iso:VE", ""),
    ("de", "Das Auswärtige Amt fordert alle Deutschen auf, den Libanon zu verlassen.",
     "travel_advisory", "reported", "DEU_MFA", "iso:LB", ""),
    ("de", "In Tiflis demonstrierten am Abend Zehntausende Menschen gegen die Regierung.",
     "internal_unrest", "reported", "GEO_CIV", "tbilisi", ""),
    ("de", "Die Polizei in Istanbul nahm mehr als 300 Demonstranten fest.",
     "internal_unrest", "reported", "TUR_CIV", "istanbul", ""),
    ("de", "Präsident Selenskyj entließ Verteidigungsminister Olexij Resnikow.",
     "official_change", "reported", "REZNIKOV", "iso:UA", ""),
    ("de", "Moskau dementierte, Truppen nach Niger entsandt zu haben.",
     "deployment", "denied", "RUS_MIL", "iso:NE", ""),
    ("de", "Experten halten einen chinesischen Angriff auf Taiwan für möglich.",
     "ground_combat", "hypothetical", "CHN_MIL", "iso:TW", ""),
    ("pl", "Finlandia zamknęła w środę wszystkie przejścia graniczne z Rosją.",
     "border_closure", "reported", "FIN", "border:FI-RU", "2025-09-10"),
    ("pl", "Granica między Rwandą a Burundi pozostaje zamknięta.",
     "border_closure", "reported", "", "border:BI-RW", ""),
    ("pl", "Przejście graniczne w Rafah ma zostać ponownie otwarte w poniedziałek.",
     "border_opening", "planned", "", "gn:281102", "2025-09-15"),
    ("pl", "Zamknięto przejście graniczne w Kuźnicy.",
     "border_closure", "reported", "", "kuznica", ""),
    ("pl", "Łotwa zapowiedziała całkowite zamknięcie granicy z Białorusią.",
     "border_closure", "reported", "LVA", "border:BY-LV", ""),
    ("pl", "Na granicy Tajlandii z Kambodżą doszło do wymiany ognia.",
     "border_incident", "reported", "", "border:KH-TH", ""),
    ("pl", "Irak tymczasowo zamknął swoją przestrzeń powietrzną.",
     "airspace_closure", "reported", "IRQ", "iso:IQ", ""),
    ("pl", "Trzy rosyjskie myśliwce naruszyły w piątek estońską przestrzeń powietrzną.",
     "airspace_violation", "reported", "RUS_MIL", "iso:EE", "2025-09-05"),
    ("pl", "Dron wleciał w przestrzeń powietrzną Rumunii.",
     "airspace_violation", "reported", "", "iso:RO", ""),
    ("pl", "Turcja przerzuciła czołgi i artylerię na granicę z Syrią.",
     "deployment", "reported", "TUR_MIL", "border:SY-TR", ""),
    ("pl", "Niemcy rozmieszczą na Litwie brygadę liczącą 5 tys. żołnierzy.",
     "deployment", "planned", "DEU_MIL", "iso:LT", ""),
    ("pl", "Chiny mogą wysłać kolejne okręty do Cieśniny Tajwańskiej.",
     "deployment", "hypothetical", "CHN_MIL", "taiwan-strait", ""),
    ("pl", "Rozpoczął się przerzut amerykańskich bombowców na wyspę Diego Garcia.",
     "deployment", "reported", "USA_MIL", "gn:7503195", ""),
    ("pl", "Izrael powołał 60 tysięcy rezerwistów.",
     "mobilisation", "reported", "ISR", "iso:IL", ""),
    ("pl", "Polska postawiła lotnictwo w stan gotowości.",
     "mobilisation", "reported", "POL", "iso:PL", ""),
    ("pl", "W piątek Rosja i Białoruś rozpoczną manewry Zapad.",
     "exercise", "planned", "BLR_MIL", "", "2025-09-12"),
    ("pl", "Filipińska marynarka przeprowadziła wspólne ćwiczenia z USA na Morzu Południowochińskim.",
     "exercise", "reported", "PHL_MIL", "south-china-sea", ""),
    ("pl", "Białoruś pozwala Rosji wykorzystywać swoje terytorium do ataków.",
     "territory_use", "reported", "RUS", "iso:BY", ""),
    ("pl", "W rosyjskim ataku rakietowym na Odessę zginęło pięć osób.",
     "strike", "reported", "RUS_MIL", "odes", ""),
    ("pl", "Saudyjskie lotnictwo zbombardowało pozycje Huti w Sanie.",
     "strike", "reported", "SAU_MIL", "sana", ""),
    ("pl", "Bojownicy Hezbollahu wystrzelili rakiety w kierunku Hajfy.",
     "strike", "reported", "HEZBOLLAH", "haifa", ""),
    ("pl", "W Mogadiszu zamachowiec-samobójca wysadził się w powietrze.",
     "strike", "reported", "SOM", "mogadishu", ""),
    ("pl", "Wieś została ostrzelana przez artylerię rosyjską w obwodzie sumskim.",
     "strike", "reported", "RUS_MIL", "iso:UA-59", ""),
    ("pl", "Rebelianci z M23 posuwają się w kierunku Gomy.",
     "ground_combat", "reported", "M23", "goma", ""),
    ("pl", "Na wschodzie Konga trwają ciężkie walki między armią a rebeliantami.",
     "ground_combat", "reported", "COD_MIL", "cd-east", ""),
    ("pl", "Rwandyjskie wojska miały rzekomo wkroczyć do Konga.",
     "ground_combat", "claimed", "RWA_MIL", "iso:CD", ""),
    ("pl", "Armia Birmy odbiła miasto Lashio.",
     "territory_capture", "reported", "MMR_MIL", "lashio", ""),
    ("pl", "Obrona przeciwlotnicza zestrzeliła w nocy 30 dronów nad Kijowem.",
     "air_defence", "reported", "UKR_ADF", "kyiv", ""),
    ("pl", "Nad Biełgorodem przechwycono dwa ukraińskie drony.",
     "air_defence", "reported", "RUS_MIL", "belgorod", ""),
    ("pl", "Kanclerz Friedrich Merz przyjechał w poniedziałek do Kijowa.",
     "official_visit", "reported", "MERZ", "kyiv", "2025-09-08"),
    ("pl", "Xi Jinping przyjął w Pekinie prezydenta Rosji Władimira Putina.",
     "official_visit", "reported", "XI", "beijing", ""),
    ("pl", "Minister Radosław Sikorski uda się w przyszłym tygodniu do Pekinu.",
     "official_visit", "planned", "SIKORSKI", "beijing", "2025-09-15"),
    ("pl", "Irańskie MSZ potępiło atak na Damaszek.",
     "statement", "reported", "IRN_MFA", "damascus", ""),
    ("pl", "Prezydent Turcji Erdogan zagroził Grecji operacją wojskową.",
     "statement", "reported", "ERDOGAN", "iso:GR", ""),
    ("pl", "Unia Europejska nałożyła nowe sankcje na Iran.",
     "sanctions", "reported", "EUR", "iso:IR", ""),
    ("pl", "Chiny roszczą sobie prawa do niemal całego Morza Południowochińskiego.",
     "territorial_claim", "reported", "CHN", "south-china-sea", ""),
    ("pl", "W Tbilisi dziesiątki tysięcy ludzi protestowały wieczorem przeciwko rządowi.",
     "internal_unrest", "reported", "GEO_CIV", "tbilisi", ""),
    ("pl", "Policja w Stambule zatrzymała ponad 300 demonstrantów.",
     "internal_unrest", "reported", "TUR_CIV", "istanbul", ""),
    ("pl", "Prezydent Iranu Ebrahim Raisi zginął w katastrofie śmigłowca.",
     "official_change", "reported", "RAISI", "iso:IR", ""),
    ("pl", "Prezydent Zełenski zdymisjonował ministra obrony Ołeksija Reznikowa.",
     "official_change", "reported", "REZNIKOV", "iso:UA", ""),
    ("pl", "Moskwa zaprzeczyła, że wysłała wojska do Nigru.",
     "deployment", "denied", "RUS_MIL", "iso:NE", ""),
    ("pl", "Eksperci uważają, że chiński atak na Tajwan jest możliwy.",
     "ground_combat", "hypothetical", "CHN_MIL", "iso:TW", ""),
]  # fmt: skip


@pytest.mark.parametrize("language, text, kind, status, actor, where, when", TOLD)
def test_a_sentence_gives_its_event(
    language: str, text: str, kind: str, status: str, actor: str, where: str, when: str
) -> None:
    (telling,) = extract(language, text, WEDNESDAY)
    assert telling.kind.value == kind
    assert_tells(telling, status, actor, where, when)


NOTHING = [
    pytest.param("de", "Frankreich hat am Montag die Zahl der Polizisten in Marseille erhöht.", id="de: own police"),
    pytest.param("pl", "Francja zwiększyła w poniedziałek liczbę policjantów w Marsylii.", id="pl: own police"),
    pytest.param("de", "Präsident Selenskyj sprach am Montag in Lwiw per Video mit Emmanuel Macron.", id="de: video"),
    pytest.param("pl", "Zełenski rozmawiał online w poniedziałek we Lwowie z prezydentem Macronem.", id="pl: online"),
    pytest.param("de", "Das Paar will seine Reisen nach Frankreich künftig einschränken.", id="de: private"),
    pytest.param("de", "Der Preisangriff des Discounters trifft die Konkurrenz in Polen.", id="de: price attack"),
    pytest.param("de", "Die Grenze der Belastbarkeit ist in den Krankenhäusern überschritten.", id="de: limit"),
    pytest.param("de", "Das Museum in Wien zeigt Panzer aus dem Zweiten Weltkrieg.", id="de: museum"),
    pytest.param("de", "Hat Russland Truppen nach Libyen verlegt?", id="de: question"),
    pytest.param("de", "Der Handelskrieg zwischen den USA und China spitzt sich zu.", id="de: trade war"),
    pytest.param("de", "Lesen Sie auch: Angriff auf Charkiw", id="de: furniture"),
    pytest.param("de", "Hacker griffen die Stadtverwaltung von Rostock an.", id="de: computers"),
    pytest.param("pl", "Czy Rosja przerzuciła wojska do Libii?", id="pl: question"),
    pytest.param("pl", "Biedronka zaatakowała Lidla promocją w całej Polsce.", id="pl: price war"),
    pytest.param("pl", "Granica absurdu została przekroczona w Warszawie.", id="pl: limit"),
    pytest.param("pl", "Muzeum w Gdańsku pokazuje czołgi z czasów II wojny światowej.", id="pl: museum"),
    pytest.param("pl", "Rakieta tenisowa Igi Świątek trafiła na aukcję w Paryżu.", id="pl: racket"),
    pytest.param("pl", "Wojna handlowa między USA a Chinami trwa.", id="pl: trade war"),
    pytest.param("pl", "Czytaj też: Atak na Charków", id="pl: furniture"),
    pytest.param("pl", "Hakerzy zaatakowali szpital w Krakowie.", id="pl: computers"),
]


# Fleets of taxis, raids on casinos and gates of castles: ordinary news in the words of war and of borders.
ORDINARY = [
    pytest.param("de", "Eine Panikattacke in Wien zwang die Sängerin zur Pause."),
    pytest.param("de", "Ein Überfall auf ein Casino in Macau brachte zwei Millionen ein."),
    pytest.param("de", "Das Unternehmen verlegte seine Flotte von Taxis nach Madrid."),
    pytest.param("de", "Eine Armee von Freiwilligen wurde nach Dublin geschickt."),
    pytest.param("de", "Die Polizei schickte einen Konvoi von Krankenwagen nach Lyon."),
    pytest.param("de", "Das Tor der Burg in Prag wurde geschlossen."),
    pytest.param("de", "Die Grenze zwischen Kunst und Leben ist in Paris geschlossen."),
    pytest.param("de", "Der Kontrollpunkt am Flughafen in Paris wurde wegen Schnee geschlossen."),
    pytest.param("de", "Der Vormarsch der Frauen in Iran ist langsam."),
    pytest.param("de", "Der Bahnübergang in Köln ist am Wochenende gesperrt."),
    pytest.param("de", "Die Kompanie des Theaters traf in Basel ein."),
    pytest.param("de", "Splitter von Glas verletzten drei Menschen in Bonn."),
    pytest.param("pl", "Atak paniki w Krakowie przerwał koncert."),
    pytest.param("pl", "Napad na kasyno w Makau przyniósł dwa miliony."),
    pytest.param("pl", "Firma przeniosła swoją flotę taksówek do Madrytu."),
    pytest.param("pl", "Armia wolontariuszy została wysłana do Dublina."),
    pytest.param("pl", "Policja wysłała konwój karetek do Lyonu."),
    pytest.param("pl", "Przejście dla pieszych w Łodzi zostało zamknięte."),
    pytest.param("pl", "Przejazd kolejowy w Gdyni jest zamknięty z powodu śniegu."),
    pytest.param("pl", "Burmistrz Lwowa otworzył przejście podziemne."),
    pytest.param("pl", "Granica między sztuką a życiem jest zamknięta w Paryżu."),
    pytest.param("pl", "Ofensywa reklamowa sklepów w Polsce trwa."),
    pytest.param("pl", "Korytarz w szpitalu w Poznaniu został zamknięty."),
    pytest.param("pl", "Posterunek policji w Opolu został zamknięty."),
]


@pytest.mark.parametrize("language, text", NOTHING + ORDINARY)
def test_what_tells_no_event_gives_none(language: str, text: str) -> None:
    assert extract(language, text, WEDNESDAY) == ()
