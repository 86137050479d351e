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
    ("uk", "Близько 2000 військових, Су-24, 1,5 млн людей, о 21.30, 12-14 загиблих.", "Ukrainian"),
]


@pytest.mark.parametrize("language,text,reason", NO_DATES, ids=[case[-1] for case in NO_DATES])
def test_a_figure_is_no_date(language: str, text: str, reason: str) -> None:
    assert dates(text, language) == [], reason


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
