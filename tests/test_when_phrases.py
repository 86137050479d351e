"""What a report means by its words of time, the same seventeen ways in six languages. Written for these tests.

Every text was published on Wednesday, 12 March 2025; the clause that tells the event stands in brackets.
"""

from __future__ import annotations

from datetime import date

import pytest

from geo.events.when import Aspect, event_when, find_times
from geo.models import Basis, Span, Status, TimePrecision, When

WEDNESDAY = When(date(2025, 3, 12), date(2025, 3, 13), TimePrecision.DAY, Basis.EXPLICIT)
PLAN, FACT, CLAIM = Status.PLANNED, Status.REPORTED, Status.CLAIMED
BY_MONTHS = ("ru", "uk")
"""Where a season is counted from the first of its month."""

WAYS = [
    ("weekday", FACT, "2025-03-10/2025-03-10"),
    ("month", FACT, "2025-01-01/2025-01-31"),
    ("season", FACT, "2024-06-21/2024-09-22"),
    ("the day before", FACT, "2025-03-02/2025-03-02"),
    ("five days ago", FACT, "2025-03-07/2025-03-07"),
    ("since, still so", FACT, "2024-05-01/2025-03-12"),
    ("from to", FACT, "2025-03-03/2025-03-05"),
    ("night to Tuesday", FACT, "2025-03-11/2025-03-11"),
    ("late in a month", FACT, "2025-02-19/2025-02-28"),
    ("by the end of the year", PLAN, "2025-10-01/2025-12-31"),
    ("goes on from the sentence before", FACT, "2025-03-11/2025-03-11"),
    ("quote, not the day of saying", CLAIM, "2025-03-09/2025-03-09"),
    ("plan looks forward", PLAN, "2025-03-14/2025-03-14"),
    ("own clause, not the other", FACT, "2025-03-10/2025-03-10"),
    ("two years later, of the text", FACT, "2023-01-01/2023-12-31"),
    ("the same day, of the text", FACT, "2025-03-02/2025-03-02"),
    ("day in words", FACT, "2025-02-24/2025-02-24"),
]
TEXTS = {
    "en": [
        "[Shells hit the market on Monday].",
        "[The bridge was closed in January].",
        "[Militants took the town in the summer of 2024].",
        "Talks opened on 3 March. [The day before, a convoy was hit].",
        "[A drone fell on the village five days ago].",
        "[The crossing has been closed since May 2024].",
        "[The navy held drills from 3 to 5 March].",
        "[Drones struck the port on the night of Monday to Tuesday].",
        "[The garrison withdrew at the end of February].",
        "[The ministry will reopen the border by the end of the year].",
        "On Tuesday the army entered the town. [Three soldiers were killed].",
        '"[We lost the post on Sunday]," the governor said on Tuesday.',
        "[The minister will visit Riga on Friday].",
        "Poland closed the crossing on Friday, and [on Monday Latvia followed].",
        "The truce was signed on 3 May 2021. [Two years later fighting resumed].",
        "The post fell on 2 March.\n\n[The same day the airport was shelled].",
        "[The column crossed the river on the twenty-fourth of February].",
    ],
    "fr": [
        "[Des obus ont touché le marché lundi].",
        "[Le pont a été fermé en janvier].",
        "[Des miliciens ont pris la ville à l'été 2024].",
        "Les pourparlers se sont ouverts le 3 mars. [La veille, un convoi a été touché].",
        "[Un drone est tombé sur le village il y a cinq jours].",
        "[Le passage est fermé depuis mai 2024].",
        "[La marine a mené des exercices du 3 au 5 mars].",
        "[Des drones ont frappé le port dans la nuit de lundi à mardi].",
        "[La garnison s'est retirée fin février].",
        "[Le ministère rouvrira la frontière d'ici la fin de l'année].",
        "Mardi, l'armée est entrée dans la ville. [Trois soldats ont été tués].",
        "« [Nous avons perdu le poste dimanche] », a dit mardi le gouverneur.",
        "[La ministre se rendra à Riga vendredi].",
        "La Pologne a fermé le passage vendredi, et [lundi la Lettonie a suivi].",
        "La trêve a été signée le 3 mai 2021. [Deux ans plus tard, les combats ont repris].",
        "Le poste est tombé le 2 mars.\n\n[Le même jour, l'aéroport a été bombardé].",
        "[La colonne a franchi le fleuve le vingt-quatre février].",
    ],
    "de": [
        "[Granaten trafen am Montag den Markt].",
        "[Die Brücke wurde im Januar gesperrt].",
        "[Milizen nahmen die Stadt im Sommer 2024 ein].",
        "Die Gespräche begannen am 3. März. [Am Vortag wurde ein Konvoi getroffen].",
        "[Vor fünf Tagen stürzte eine Drohne auf das Dorf].",
        "[Der Übergang ist seit Mai 2024 geschlossen].",
        "[Die Marine übte vom 3. bis 5. März].",
        "[Drohnen trafen in der Nacht zum Dienstag den Hafen].",
        "[Die Garnison zog Ende Februar ab].",
        "[Das Ministerium wird die Grenze bis Ende des Jahres öffnen].",
        "Am Dienstag rückte die Armee in die Stadt ein. [Drei Soldaten wurden getötet].",
        "„[Wir haben den Posten am Sonntag verloren]“, sagte der Gouverneur am Dienstag.",
        "[Die Ministerin wird am Freitag nach Riga reisen].",
        "Polen schloss den Übergang am Freitag, und [am Montag folgte Lettland].",
        "Die Waffenruhe wurde am 3. Mai 2021 geschlossen. [Zwei Jahre später wurde wieder gekämpft].",
        "Der Posten fiel am 2. März.\n\n[Am selben Tag wurde der Flughafen beschossen].",
        "[Die Kolonne überquerte am vierundzwanzigsten Februar den Fluss].",
    ],
    "pl": [
        "[W poniedziałek pociski spadły na targ].",
        "[W styczniu zamknięto most].",
        "[Bojówki zajęły miasto latem 2024 roku].",
        "Rozmowy zaczęły się 3 marca. [Dzień wcześniej trafiono konwój].",
        "[Pięć dni temu na wieś spadł dron].",
        "[Przejście jest zamknięte od maja 2024 roku].",
        "[Marynarka ćwiczyła od 3 do 5 marca].",
        "[W nocy z poniedziałku na wtorek drony uderzyły w port].",
        "[Pod koniec lutego garnizon się wycofał].",
        "[Ministerstwo otworzy granicę do końca roku].",
        "We wtorek wojsko weszło do miasta. [Zginęło trzech żołnierzy].",
        "„[Straciliśmy posterunek w niedzielę]” – powiedział we wtorek gubernator.",
        "[W piątek minister pojedzie do Rygi].",
        "Polska zamknęła przejście w piątek, a [w poniedziałek to samo zrobiła Łotwa].",
        "Rozejm podpisano 3 maja 2021 roku. [Dwa lata później walki wybuchły znowu].",
        "Posterunek padł 2 marca.\n\n[Tego samego dnia ostrzelano lotnisko].",
        "[Kolumna przekroczyła rzekę dwudziestego czwartego lutego].",
    ],
    "ru": [
        "[В понедельник снаряды попали в рынок].",
        "[В январе мост закрыли].",
        "[Летом 2024 года боевики заняли город].",
        "Переговоры начались 3 марта. [Днём ранее обстреляли колонну].",
        "[Пять дней назад на село упал беспилотник].",
        "[Переход закрыт с мая 2024 года].",
        "[Флот провёл учения с 3 по 5 марта].",
        "[В ночь на вторник беспилотники ударили по порту].",
        "[В конце февраля гарнизон отошёл].",
        "[Министерство откроет границу до конца года].",
        "Во вторник армия вошла в город. [Трое солдат погибли].",
        "«[Мы потеряли пост в воскресенье]», — сказал во вторник губернатор.",
        "[В пятницу министр прибудет в Ригу].",
        "Польша закрыла переход в пятницу, а [в понедельник то же сделала Латвия].",
        "Перемирие подписали 3 мая 2021 года. [Через два года бои возобновились].",
        "Пост пал 2 марта.\n\n[В тот же день обстреляли аэропорт].",
        "[Двадцать четвёртого февраля колонна перешла реку].",
    ],
    "uk": [
        "[У понеділок снаряди влучили в ринок].",
        "[У січні міст закрили].",
        "[Влітку 2024 року бойовики зайняли місто].",
        "Переговори почалися 3 березня. [Днем раніше обстріляли колону].",
        "[П'ять днів тому на село впав безпілотник].",
        "[Пункт пропуску закритий з травня 2024 року].",
        "[Флот провів навчання з 3 по 5 березня].",
        "[У ніч на вівторок безпілотники вдарили по порту].",
        "[Наприкінці лютого гарнізон відійшов].",
        "[Міністерство відкриє кордон до кінця року].",
        "У вівторок армія увійшла в місто. [Троє солдатів загинули].",
        "«[Ми втратили пост у неділю]», — сказав у вівторок губернатор.",
        "[У п'ятницю міністр прибуде до Риги].",
        "Польща закрила перехід у п'ятницю, а [в понеділок те саме зробила Латвія].",
        "Перемир'я підписали 3 травня 2021 року. [Через два роки бої відновилися].",
        "Пост упав 2 березня.\n\n[Того ж дня обстріляли аеропорт].",
        "[Двадцять четвертого лютого колона перейшла річку].",
    ],
}
CASES = [
    pytest.param(language, marked, status, expected, id=f"{language} {way}")
    for language, texts in TEXTS.items()
    for (way, status, expected), marked in zip(WAYS, texts, strict=True)
]


def read_when(language: str, marked: str, status: Status, aspect: Aspect = Aspect.HAPPENED) -> When:
    """The When of the event in the brackets; its sentence is the line around it, cut at full stops before it."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    first = max(text.rfind(". ", 0, start) + 2, text.rfind("\n", 0, start) + 1, 0)
    sentence = Span(first if first > 1 else 0, text.find(".", end) if "." in text[end:] else len(text))
    times = find_times(text, language, WEDNESDAY)
    return event_when(times, Span(start, end), status, WEDNESDAY, sentence=sentence, aspect=aspect)


@pytest.mark.parametrize("language, marked, status, expected", CASES)
def test_a_phrase_dates_its_event(language: str, marked: str, status: Status, expected: str) -> None:
    aspect = Aspect.ONGOING if expected == "2024-05-01/2025-03-12" else Aspect.HAPPENED
    if language in BY_MONTHS:
        expected = expected.replace("2024-06-21/2024-09-22", "2024-06-01/2024-08-31")
    when = read_when(language, marked, status, aspect)
    assert f"{when.start}/{when.last}" == expected, when


@pytest.mark.parametrize("language", TEXTS)
def test_what_is_carried_over_is_marked_as_inferred(language: str) -> None:
    carried, own = TEXTS[language][10], TEXTS[language][0]
    assert read_when(language, carried, FACT).basis is Basis.INFERRED
    assert read_when(language, own, FACT).basis is not Basis.INFERRED
