"""Figures of news that are no dates, and dates that only look odd. Sentences are made up for these tests."""

from __future__ import annotations

from datetime import date

import pytest

from geo.events.when import find_times
from geo.models import Basis, TimePrecision, When

WEDNESDAY = When(date(2025, 3, 12), date(2025, 3, 13), TimePrecision.DAY, Basis.EXPLICIT)


def dates(text: str, language: str) -> list[tuple[str, date, date]]:
    return [(e.text, e.when.start, e.when.last) for e in find_times(text, language, WEDNESDAY) if e.when is not None]


NO_DATES = [
    ("en", "Some 2,000 soldiers and 1.5 million people fled.", "thousands and millions"),
    ("en", "2000 soldiers arrived. About 1900 houses burned.", "four figures that are counted"),
    ("en", "Two Su-24, three Su-30SM, T-72 tanks and a MiG-31K took off.", "weapons"),
    ("en", "He paid 12/25 of the sum; 15-20 people died and 7.62 mm rounds were found.", "parts, ranges, calibres"),
    ("fr", "Deux Su-24, 2 000 soldats, environ 2000 civils, 1,5 million d'habitants, à 21h30.", "French"),
    ("de", "Gegen 21.30 Uhr wurden 2.000 Soldaten und 12.2000 Euro gemeldet.", "German hour and money"),
    ("de", "Rund 2000 Soldaten, etwa 1900 Häuser, 1,5 Millionen Menschen, im Verhältnis 3.1 zu 1.", "German counts"),
    ("pl", "O 21.30 spadło 12-14 rakiet, zginęło 2000 żołnierzy, uciekło 1,5 mln osób.", "Polish"),
    ("ru", "Около 2000 военных, Су-24, 1,5 млн человек, в 21.30, 12-14 погибших.", "Russian"),
    ("en", "In 2000 soldiers left. The 5-2020 unit, law 12/2022, by 1/3.", "a round figure, units and laws"),
    ("de", "Paragraf 5.2. und Artikel 3.1. gelten; in 2000 Häusern.", "paragraphs"),
    ("pl", "Ustawa 12/2022 i 1/3 zapasów; w 2000 domów.", "laws and shares"),
    ("ru", "До 1.5 млн, 1/3 территории, закон 12/2022.", "shares and laws"),
    ("uk", "За два дні до виборів він зник.", "counted from what has no date"),
    ("uk", "Близько 2000 військових, Су-24, 1,5 млн людей, о 21.30, 12-14 загиблих.", "Ukrainian"),
]


@pytest.mark.parametrize("language,text,reason", NO_DATES, ids=[case[-1] for case in NO_DATES])
def test_a_figure_is_no_date(language: str, text: str, reason: str) -> None:
    assert dates(text, language) == [], reason


SPANS = [
    ("en", "Airspace is closed for three days from 5 May 2025.", "2025-05-05/2025-05-07", "a run"),
    ("ru", "Небо закрыто на три дня с 5 мая 2025 года.", "2025-05-05/2025-05-07", "a run, Russian"),
    ("en", "From March until now it stood.", "2025-03-01/2025-03-12", "until now"),
    ("en", "From the twenty-seventh of April to the third of May 2024.", "2024-04-27/2024-05-03", "days in words"),
    ("fr", "Du 28 au 3 mars, des tirs.", "2025-02-28/2025-03-03", "over the end of a month"),
    ("fr", "Au début de l'année 2023, rien.", "2023-01-01/2023-03-31", "a part of a year with its number"),
    ("fr", "À la fin du mois dernier, rien.", "2025-02-19/2025-02-28", "a part of the last month"),
    ("de", "Anfang der neunziger Jahre.", "1990-01-01/1992-12-31", "early in a decade in words"),
    ("pl", "Na początku lat 90. upadł.", "1990-01-01/1992-12-31", "a decade in two figures"),
    ("uk", "У XX столітті.", "1900-01-01/1999-12-31", "a century"),
    ("de", "In der 31. Kalenderwoche 2024.", "2024-07-29/2024-08-04", "a calendar week"),
    ("pl", "W pierwszej dekadzie maja 2024 r.", "2024-05-01/2024-05-10", "ten days of a month"),
    ("pl", "W III kwartale 2023 roku.", "2023-07-01/2023-09-30", "a Roman quarter"),
    ("uk", "У першому півріччі 2024 року.", "2024-01-01/2024-06-30", "a half"),
    ("en", "In the last four months of 2021.", "2021-09-01/2021-12-31", "the last months of a year"),
    ("en", "Last quarter it rose.", "2024-10-01/2024-12-31", "the quarter before"),
    ("uk", "За тиждень загинули дванадцятеро.", "2025-03-05/2025-03-11", "over a week, of what happened"),
    ("uk", "За тиждень відбудуться вибори.", "2025-03-19/2025-03-19", "in a week, of what will be"),
]


@pytest.mark.parametrize("language,text,span,reason", SPANS, ids=[case[-1] for case in SPANS])
def test_reads_the_span(language: str, text: str, span: str, reason: str) -> None:
    assert [f"{start}/{last}" for _, start, last in dates(text, language)] == [span], reason


YEARS = [
    ("en", "the war of 2014 brought", 2014, "behind a preposition"),
    ("en", "the 2014 annexation of the peninsula", 2014, "behind an article"),
    ("fr", "les attentats de 2015 dans la capitale", 2015, "French"),
    ("fr", "début 2023 plusieurs villages", 2023, "French, behind what has an accent"),
    ("de", "seit 2014 herrscht Krieg", 2014, "German"),
    ("pl", "od 2014 trwa wojna", 2014, "Polish"),
]


@pytest.mark.parametrize("language,text,year,reason", YEARS, ids=[case[-1] for case in YEARS])
def test_a_year_is_one_before_a_word_too(language: str, text: str, year: int, reason: str) -> None:
    assert [start.year for _, start, _ in dates(text, language)] == [year], reason


DAYS = [
    ("de", "Die Grenze bleibt bis Freitag geschlossen.", date(2025, 3, 14), "until a day to come"),
    ("ru", "Граница закрыта до пятницы.", date(2025, 3, 14), "until a day to come, Russian"),
    ("en", "Three people were killed by gunmen on Monday.", date(2025, 3, 10), "by whom, not by when"),
    (
        "en",
        "The port is shut until further notice, as on Sunday crowds rallied.",
        date(2025, 3, 9),
        "until is of a state",
    ),
    ("de", "Er wurde von bis zu zehn Männern am Sonntag verletzt.", date(2025, 3, 9), "up to, not until"),
    ("pl", "Doszło do wybuchu w sobotę.", date(2025, 3, 8), "came to, not until"),
    ("ru", "Его визит в понедельник завершился.", date(2025, 3, 10), "a noun that ends as a verb to come"),
    ("ru", "В пятницу министр посетит Минск.", date(2025, 3, 14), "a verb to come"),
    ("pl", "Odnotowano w czwartek 20 prób.", date(2025, 3, 6), "a weekday before a number"),
    ("fr", "Lundi 12 soldats ont été tués.", date(2025, 3, 10), "a weekday before a number, French"),
    ("en", "On Monday 95th Brigade attacked.", date(2025, 3, 10), "a weekday before an ordinal"),
    ("fr", "Dans la nuit de lundi à mardi, des tirs.", date(2025, 3, 11), "a night from one day to the next"),
    ("en", "Last week, on Tuesday, it fell.", date(2025, 3, 4), "a weekday of another week"),
    ("de", "Am Mittwoch der Vorwoche fiel er.", date(2025, 3, 5), "a weekday of the week before"),
    ("fr", "Le premier mars deux mille vingt-trois.", date(2023, 3, 1), "a date in words"),
    ("de", "Am dreizehnten Oktober zweitausenddreiundzwanzig.", date(2023, 10, 13), "a date in words, German"),
    ("pl", "Dnia 3 maja dwa tysiące dwudziestego czwartego roku.", date(2024, 5, 3), "a date in words, Polish"),
    ("ru", "Третьего мая две тысячи двадцать четвёртого года.", date(2024, 5, 3), "a date in words, Russian"),
    ("uk", "Третього травня дві тисячі двадцять четвертого року.", date(2024, 5, 3), "a date in words, Ukrainian"),
    ("en", "On January twenty five, nineteen eighty-six.", date(1986, 1, 25), "a date in words, English"),
    ("en", "Two weeks and two days ago it fell.", date(2025, 2, 24), "two units"),
    ("en", "They met two Fridays ago.", date(2025, 2, 28), "counted back in weekdays"),
    ("en", "They meet three Sundays from now.", date(2025, 3, 30), "counted ahead in weekdays"),
    ("en", "They meet on Friday after next.", date(2025, 3, 21), "after next"),
    ("en", "It was the first Monday of the month.", date(2025, 3, 3), "of the month that runs"),
    ("en", "It fell on the fifth last day of May 2024.", date(2024, 5, 27), "counted from the end"),
    ("en", "Dated 23/Sep/2020.", date(2020, 9, 23), "the month between signs"),
    ("de", "Er kam am 2015/08/12 zurück.", date(2015, 8, 12), "year first"),
    ("pl", "Spotkali się w Wielką Sobotę 2024.", date(2024, 3, 30), "a feast"),
    ("pl", "Spotkają się w środę za tydzień.", date(2025, 3, 19), "a weekday in a week"),
]


@pytest.mark.parametrize("language,text,day,reason", DAYS, ids=[case[-1] for case in DAYS])
def test_reads_the_day(language: str, text: str, day: date, reason: str) -> None:
    assert [(start, last) for _, start, last in dates(text, language)] == [(day, day)], reason
