"""The finder of time expressions, the publication it infers, and the When of an event."""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import CodebookError
from geo.events.times_words import known_languages, load_words
from geo.events.when import Aspect, TimeSort, event_when, find_times, infer_published
from geo.models import Basis, Span, Status, TimePrecision, When

SIX = ("de", "en", "fr", "pl", "ru", "uk")


def day(text: str, days: int = 1) -> When:
    """A window of days, the publication of most cases."""
    start = date.fromisoformat(text)
    return When(start, start + timedelta(days=days), TimePrecision.DAY, Basis.EXPLICIT)


TUESDAY = day("2023-02-14")


def values(text: str, language: str, published: When | None) -> list[str]:
    """What the dates of a text are worth: "2023-02-10" or "2023-02-10/2023-02-12" (last day), in text order."""
    found = [e.when for e in find_times(text, language, published) if e.when is not None]
    return [w.value if (w.end - w.start).days <= 1 else f"{w.start}/{w.last}" for w in found]


ENGLISH = [
    ("On February 10, Poland closed the crossing.", ["2023-02-10"], "last one before publication"),
    ("The ceasefire of December 18 held.", ["2022-12-18"], "last December, not the next"),
    ("Elections will be held on March 5.", ["2023-03-05"], "a plan looks forward"),
    ("They met on 3 March 2021 in Minsk.", ["2021-03-03"], "a written year is kept"),
    ("Troops arrived yesterday.", ["2023-02-13"], "relative"),
    ("Fighting resumed on Sunday.", ["2023-02-12"], "the last Sunday"),
    ("This Tuesday the minister arrived.", ["2023-02-14"], "this weekday, today"),
    ("He left last Tuesday.", ["2023-02-07"], "last is never today"),
    ("Five days ago the bridge fell.", ["2023-02-09"], "counted back"),
    ("Declared operational last December.", ["2022-12-01/2022-12-31"], "a month back"),
    ("A raid three months ago failed.", ["2022-11-01/2022-11-30"], "known to the unit it is counted in"),
    ("An attack is feared in the first months of 2023.", ["2023-01-01/2023-03-31"], "part of a year"),
    ("It is expected by the end of this winter.", ["2023-03-01/2023-03-20"], "part of a season"),
    ("The drills ran from 3 to 5 March 2022.", ["2022-03-03/2022-03-05"], "range of days"),
    ("Shelling on 3–5 January killed two.", ["2023-01-03/2023-01-05"], "range with a dash"),
    (
        "It began on 10 January. The day before, a convoy crossed.",
        ["2023-01-10", "2023-01-09"],
        "from the dated clause",
    ),
    ("The day after 24 August 2022 they left.", ["2022-08-25"], "beside a date"),
    ("They fought in early 2022 and in mid-January.", ["2022-01-01/2022-03-31", "2023-01-11/2023-01-20"], "parts"),
    ("Rafah has been shut since May 2021.", ["2021-05-01/2021-05-31"], "since a month with its year"),
    ("A truce from February 24 to 28 was agreed, he said.", ["2023-02-24/2023-02-28"], "of last year it would say so"),
    ("A soldier died on January 28 in a clash.", ["2023-01-28"], "the word after the day is no part of it"),
    ("On the 24th of January they left.", ["2023-01-24"], "day before month"),
    ("On the last Friday of January he resigned.", ["2023-01-27"], "weekday of a month"),
    ("Last week shells fell.", ["2023-02-06/2023-02-12"], "the week before"),
    ("In the third quarter of 2022 it grew.", ["2022-07-01/2022-09-30"], "quarter"),
    ("Since the beginning of the Russian offensive in Ukraine it is shut.", ["2022-02-24"], "anchor"),
    ("Orthodox Easter 2022 was quiet.", ["2022-04-24"], "a feast that moves"),
]
FRENCH = [
    ("Le mardi 21 février, Minsk a averti.", ["2023-02-21"], "weekday and day agree with the year"),
    ("L’incident de la veille, le 12 février, est grave.", ["2023-02-13", "2023-02-12"], "curly apostrophe"),
    ("Les combats durent depuis cinq jours.", ["2023-02-10"], "today is counted"),
    ("Il y a presque deux ans et demi, tout changeait.", ["2020-08-01/2020-08-31"], "two and a half years"),
    ("Kiev craint une attaque en mars.", ["2023-03-01/2023-03-31"], "a fear looks forward"),
    ("Début mars 2022, la ville tombait.", ["2022-03-01/2022-03-10"], "part of a month"),
    ("Du 3 au 5 janvier, des manœuvres ont eu lieu.", ["2023-01-03/2023-01-05"], "range"),
    ("Lundi dernier, ils ont fui.", ["2023-02-13"], "adjective behind the noun"),
    ("La semaine dernière, un pont a sauté.", ["2023-02-06/2023-02-12"], "week"),
    ("Pendant les trois prochains jours, il pleut.", ["2023-02-15/2023-02-17"], "span ahead"),
    ("La dernière semaine de janvier fut calme.", ["2023-01-25/2023-01-31"], "last week of a month"),
    ("Fin mars 2022, la ville était libre.", ["2022-03-21/2022-03-31"], "end of a month"),
    ("Dès le début de la guerre en Ukraine, il a cédé.", ["2022-02-24"], "anchor"),
    ("En fevrier 2022 l'armee etait petite.", ["2022-02-01/2022-02-28"], "accents left out"),
]
OTHERS = [
    ("de", "Am 10. Februar schloss Polen den Übergang.", ["2023-02-10"]),
    ("de", "Vor fünf Tagen begann die Übung.", ["2023-02-09"]),
    ("de", "Gestern Abend fielen Schüsse.", ["2023-02-13"]),
    ("pl", "W piątek 10 lutego zamknięto przejście.", ["2023-02-10"]),
    ("pl", "Wczoraj ogłoszono alarm.", ["2023-02-13"]),
    ("pl", "W grudniu 2022 r. powstała grupa.", ["2022-12-01/2022-12-31"]),
    ("ru", "10 февраля Польша закрыла переход.", ["2023-02-10"]),
    ("ru", "Накануне, 12 февраля, прошли учения.", ["2023-02-13", "2023-02-12"]),
    ("ru", "В прошлом месяце прибыли войска.", ["2023-01-01/2023-01-31"]),
    ("uk", "24 лютого 2022 року почалося вторгнення.", ["2022-02-24"]),
    ("uk", "Минулого тижня сталися обстріли.", ["2023-02-06/2023-02-12"]),
    ("uk", "Учора ввечері лунали вибухи.", ["2023-02-13"]),
]


@pytest.mark.parametrize("text, expected, why", ENGLISH, ids=[why for _, _, why in ENGLISH])
def test_english_dates(text: str, expected: list[str], why: str) -> None:
    published = day("2023-02-14") if "This Tuesday" in text or "2023" not in why else TUESDAY
    assert values(text, "en", published) == expected, why


@pytest.mark.parametrize("text, expected, why", FRENCH, ids=[why for _, _, why in FRENCH])
def test_french_dates(text: str, expected: list[str], why: str) -> None:
    published = day("2023-02-22") if "21 février" in text else TUESDAY
    assert values(text, "fr", published) == expected, why


@pytest.mark.parametrize("language, text, expected", OTHERS, ids=[text for _, text, _ in OTHERS])
def test_dates_of_other_languages(language: str, text: str, expected: list[str]) -> None:
    assert values(text, language, TUESDAY) == expected


TRAPS = [
    ("en", "T-80 tanks and S-400 systems, Su-30SM jets"),
    ("en", "The march of 60,000 men may go on; the sun sat low."),
    ("en", "The 95th brigade took 24 villages."),
    ("fr", "Elle sa les an je car M-2"),
    ("fr", "Il a marché sur la ville avec sept chars."),
    ("de", "Die 3. Brigade und der BMP-2"),
    ("ru", "Т-80, 30 солдат, 5 раз"),
    ("pl", "Czołgi T-72 i 12 Brygada"),
]


@pytest.mark.parametrize("language, text", TRAPS, ids=[text for _, text in TRAPS])
def test_no_dates_in(language: str, text: str) -> None:
    assert values(text, language, TUESDAY) == []


def test_a_duration_is_no_date() -> None:
    (found,) = find_times("They talked for two hours.", "en", TUESDAY)
    assert (found.sort, found.when, found.text) == (TimeSort.DURATION, None, "for two hours")


def test_without_publication_only_what_is_written_in_full_has_a_value() -> None:
    found = find_times("On 3 March 2021, last week, on May 4 and yesterday.", "en", None)
    assert [e.when is not None for e in found] == [True, False, False, False]


def test_a_missing_year_follows_publication() -> None:
    for year in (1999, 2015, 2031):
        assert values("On 10 May they met.", "en", day(f"{year}-06-01")) == [f"{year}-05-10"]


def test_the_other_reading_is_kept_for_plans() -> None:
    (found,) = find_times("Talks in Minsk, on Friday.", "en", TUESDAY)
    assert found.when is not None
    assert found.ahead is not None
    assert (found.when.value, found.ahead.value) == ("2023-02-10", "2023-02-17")


WARS = [
    ("en", "Since the start of the war in Gaza, Israel has struck.", "2024-03-01", "2023-10-07"),
    ("en", "Khartoum is empty since the beginning of the war in Sudan.", "2023-09-01", "2023-04-15"),
    ("en", "Azerbaijan and Armenia: since the outbreak of the conflict, villages burn.", "2020-10-20", "2020-09-27"),
    (
        "fr",
        "Depuis le début de la guerre, l’Ukraine et la Russie échangent des prisonniers.",
        "2023-05-01",
        "2022-02-24",
    ),
    ("de", "Seit Beginn des Krieges in der Ukraine sind Millionen geflohen.", "2023-05-01", "2022-02-24"),
    ("ru", "С начала войны в Украине прошло два года.", "2024-03-01", "2022-02-24"),
    ("uk", "З початку повномасштабного вторгнення Росії в Україну загинули тисячі.", "2024-03-01", "2022-02-24"),
]


@pytest.mark.parametrize("language, text, published, start", WARS, ids=[f"{row[0]} {row[3]}" for row in WARS])
def test_the_war_is_the_one_the_text_speaks_of(language: str, text: str, published: str, start: str) -> None:
    anchored = [e for e in find_times(text, language, day(published)) if e.anchor]
    assert [e.when.value for e in anchored if e.when] == [start]


def test_a_war_without_parties_named_has_no_day() -> None:
    assert values("Since the beginning of the price war, margins fell.", "en", TUESDAY) == []


@given(st.text(max_size=200), st.sampled_from(SIX))
def test_spans_are_the_text_and_do_not_overlap(text: str, language: str) -> None:
    found = find_times(text, language, TUESDAY)
    assert all(text[e.start : e.end] == e.text and e.start < e.end for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.dates(date(1990, 1, 1), date(2040, 12, 31)), st.dates(date(1990, 1, 1), date(2040, 12, 31)))
def test_iso_days_are_read_back(published: date, written: date) -> None:
    assert values(f"On {written.isoformat()} it rained.", "en", day(published.isoformat())) == [written.isoformat()]


@given(st.dates(date(1990, 3, 1), date(2040, 12, 31)), st.integers(1, 12), st.integers(1, 28))
def test_a_day_without_year_lies_in_the_year_before_publication(published: date, month: int, number: int) -> None:
    name = date(2000, month, number).strftime("%B")
    (found,) = [e.when for e in find_times(f"He fell on {name} {number}.", "en", day(published.isoformat()))]
    assert found is not None
    assert published - timedelta(days=366) <= found.start <= published


def test_six_languages_have_words() -> None:
    assert known_languages() == SIX
    assert find_times("Tegnap", "hu", TUESDAY) == ()


@pytest.mark.parametrize(
    "toml, words",
    [
        ("[slots.month]\n0.5 = ['x']", "is no list of phrases"),
        ("[[atom]]\nmeans = 'date'\nforms = ['<month>']", "has no table 'month'"),
        ("[[atom]]\nmeans = 'dat'\nforms = ['x']", "got means = 'dat'"),
        ("[[atom]]\nmeans = 'date'", "has no forms"),
        ("[slots", "is no TOML"),
    ],
)
def test_a_broken_file_of_words_says_where(tmp_path: Path, toml: str, words: str) -> None:
    (tmp_path / "times.en.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(CodebookError, match=r"times\.en\.toml") as caught:
        load_words("en", tmp_path)
    assert words in str(caught.value)
    assert caught.value.remedy


PUBLISHED = [
    ("en", "MINSK, Feb. 14, 2023 (Reuters) — Troops moved.", "2023-02-14", "2023-02-14"),
    ("en", "Published: 3 May 2021\n\nShells fell in the night.", "2021-05-03", "2021-05-03"),
    ("fr", "Publié le 14 février 2023\n\nDes troupes arrivent.", "2023-02-14", "2023-02-14"),
    (
        "en",
        "The war in Ukraine, which began almost 10 months ago, drags on. This Monday, Putin visits Minsk.",
        "2022-12-19",
        "2022-12-19",
    ),
    (
        "en",
        "Nearly a year into the war in Sudan, on April 3 a convoy was hit near Khartoum.",
        "2024-04-03",
        "2024-04-06",
    ),
    (
        "fr",
        "De nouveaux exercices ont été annoncés hier2.\n\nSources\n1. AFP, 3 mai 2021.\n2. Reuters, 19 décembre 2022.",
        "2022-12-20",
        "2022-12-20",
    ),
    (
        "en",
        "Since 2022 the border is shut. On Tuesday, February 21 a drone fell in Ukraine.",
        "2023-02-21",
        "2023-02-24",
    ),
    (
        "ru",
        "3 мая 2021, 10:15 | Автор: Анна Иванова\n\nВ ночь на 5 апреля войска ушли.",
        "2021-05-03",
        "2021-05-03",
    ),
    ("de", "03.05.2021, 10:15 Uhr – Anna Muster\n\nTruppen zogen ab.", "2021-05-03", "2021-05-03"),
    ("en", "3 May 2021 at 10.15 GMT\n\nTroops moved.", "2021-05-03", "2021-05-03"),
    ("en", "It struck on 5 March 2021 and withdrew on 7 March 2021, it said on Monday.", "2021-03-07", "2021-03-14"),
]


@pytest.mark.parametrize("language, text, first, last", PUBLISHED, ids=[row[1][:40] for row in PUBLISHED])
def test_publication_is_inferred_as_a_window(language: str, text: str, first: str, last: str) -> None:
    window, how = infer_published(text, language)
    assert window is not None, how
    assert (window.start.isoformat(), window.last.isoformat()) == (first, last), how
    assert window.basis is Basis.INFERRED
    assert "«" in how


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Troops crossed the border on March 3, officials said.", id="no year"),
        pytest.param("The army struck on 5 March 2021 and withdrew on 7 March 2021.", id="past days alone"),
        pytest.param("The treaty of 7 December 1991 ended the union. The border has been open since.", id="history"),
    ],
)
def test_publication_is_not_made_up(text: str) -> None:
    assert infer_published(text, "en") == (None, "nothing in the text tells it")


@pytest.mark.parametrize(
    ("language", "headline"),
    [
        ("en", "9 March 2021 turned the valley upside down"),
        ("en", "9 March 2021, the day that changed us"),
        ("fr", "9 mars 2021 : le jour où tout a basculé"),
        ("de", "9. März 2021: Der Tag, an dem alles begann"),
        ("pl", "9 marca 2021 roku zmienił tę dolinę"),
        ("ru", "9 марта 2021 года изменило долину"),
        ("uk", "9 березня 2021 року змінило долину"),
    ],
)
def test_a_headline_of_a_day_is_not_the_line_of_the_page(language: str, headline: str) -> None:
    _, how = infer_published(f"{headline}\n\n…", language)
    assert not how.startswith("the text says so")


def test_publication_does_not_lie_after_today() -> None:
    window, _ = infer_published(
        "The plan runs until 5 May 2030. It was signed on Monday, 3 May 2021.", "en", today=date(2021, 6, 1)
    )
    assert window is not None
    assert window.start == date(2021, 5, 3)


def when_of(text: str, clause: str, status: Status = Status.REPORTED, aspect: Aspect = Aspect.HAPPENED) -> When:
    """The When of the event that a clause of a text tells, published on 14 February 2023."""
    start = text.index(clause)
    sentence = Span(text.rfind(". ", 0, start) + 1, (text.find(". ", start) + 1) or len(text))
    times = find_times(text, "en", TUESDAY)
    span = Span(start, start + len(clause))
    return event_when(times, span, status, TUESDAY, sentence=sentence, aspect=aspect, countries=("UA", "RU"))


def test_the_nearest_expression_of_the_clause_wins() -> None:
    text = "Poland closed the crossing on Friday, and on Monday France told its people to leave."
    assert when_of(text, "Poland closed the crossing on Friday").value == "2023-02-10"
    assert when_of(text, "on Monday France told its people to leave").value == "2023-02-13"


def test_the_sentence_helps_out() -> None:
    text = "In October, Belarus formed a force, and soldiers had arrived."
    when = when_of(text, "soldiers had arrived")
    assert (when.value, when.precision) == ("2022-10", TimePrecision.MONTH)


def test_plans_look_forward_and_reports_back() -> None:
    text = "A summit in Minsk, on Friday."
    assert when_of(text, "A summit in Minsk, on Friday").value == "2023-02-10"
    assert when_of(text, "A summit in Minsk, on Friday", Status.PLANNED).value == "2023-02-17"


def test_a_fear_is_not_dated_before_it_is_felt() -> None:
    when = when_of("After the raid of 3 January 2022 they fear an attack.", "they fear an attack", Status.HYPOTHETICAL)
    assert (when.start, when.end, when.basis) == (date(2023, 2, 14), date(2024, 1, 1), Basis.INFERRED)


UNDATED = [
    (Status.REPORTED, Aspect.HAPPENED, "2023-02-01", "2023-02-15", TimePrecision.MONTH),
    (Status.REPORTED, Aspect.FRESH, "2023-02-14", "2023-02-15", TimePrecision.DAY),
    (Status.REPORTED, Aspect.ONGOING, "2023-02-14", "2023-02-15", TimePrecision.DAY),
    (Status.CLAIMED, Aspect.STANDING, "2022-02-24", "2023-02-15", TimePrecision.YEAR),
    (Status.PLANNED, Aspect.HAPPENED, "2023-02-14", "2024-01-01", TimePrecision.YEAR),
    (Status.HYPOTHETICAL, Aspect.AHEAD, "2023-02-14", "2024-01-01", TimePrecision.YEAR),
]


@pytest.mark.parametrize("status, aspect, start, end, precision", UNDATED)
def test_what_is_undated_is_inferred(
    status: Status, aspect: Aspect, start: str, end: str, precision: TimePrecision
) -> None:
    when = when_of("Troops crossed the river.", "Troops crossed the river", status, aspect)
    assert (when.start.isoformat(), when.end.isoformat(), when.precision) == (start, end, precision)
    assert when.basis is Basis.INFERRED


def test_an_undated_sentence_goes_on_with_the_day_of_the_news() -> None:
    text = "On Sunday he spoke to the nation. He had met his commanders."
    when = when_of(text, "He had met his commanders")
    assert (when.value, when.basis) == ("2023-02-12", Basis.INFERRED)


def test_since_keeps_on_for_what_is_under_way() -> None:
    text = "Fighting has gone on since 10 February."
    clause = "Fighting has gone on since 10 February"
    assert when_of(text, clause).end == date(2023, 2, 11)
    assert when_of(text, clause, aspect=Aspect.ONGOING).end == date(2023, 2, 15)


def test_an_unknown_publication_leaves_the_calendar_open() -> None:
    when = event_when((), Span(0, 5), Status.REPORTED, None)
    assert (when.start, when.end, when.basis) == (date.min, date.max, Basis.INFERRED)


@pytest.mark.parametrize(
    "piece", ["on 3 March 2021, ", "Monday 3 March, ", "1. x1 yesterday\n", "since the start of ", "1 "]
)
def test_a_hostile_text_takes_no_longer_for_its_length(piece: str) -> None:
    start = time.process_time()
    infer_published(piece * 2000, "en")
    find_times(piece * 2000, "en", TUESDAY)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "language, text, first, last",
    [
        pytest.param("ru", "За минувшие сутки обстреляны три села.", date(2024, 9, 17), date(2024, 9, 17), id="сутки"),
        pytest.param("ru", "В последние месяцы стычки участились.", date(2024, 5, 18), date(2024, 9, 17), id="месяцы"),
        pytest.param("ru", "Ранее на этой неделе он прибыл.", date(2024, 9, 16), date(2024, 9, 17), id="неделя"),
        pytest.param("uk", "Минулої доби відбито атаки.", date(2024, 9, 17), date(2024, 9, 17), id="доба"),
        pytest.param("uk", "Останніми днями лунали вибухи.", date(2024, 9, 14), date(2024, 9, 17), id="ukr. дні"),
        pytest.param("pl", "W ciągu ostatnich dni doszło do starć.", date(2024, 9, 14), date(2024, 9, 17), id="dni"),
        pytest.param("fr", "Dans la semaine en cours.", date(2024, 9, 16), date(2024, 9, 22), id="semaine en cours"),
    ],
)  # fmt: skip
def test_units_without_a_number(language: str, text: str, first: date, last: date) -> None:
    published = When(date(2024, 9, 18), date(2024, 9, 19), TimePrecision.DAY, Basis.EXPLICIT)
    when = next(e.when for e in find_times(text, language, published) if e.when is not None)
    assert (when.start, when.end - timedelta(days=1)) == (first, last)


LINES = [
    ("pl", "2021-08-02, 00:10 Autor: AB\n\nZginęło ich w niedzielę piętnastu.", "2021-08-02", "a line of the page"),
    ("fr", "Verdun, 22 mai 2016\n\nLe musée a rouvert.", "2016-05-22", "a place and a full date in a line"),
    ("en", "Wire | Published 3 May 2021\n\nShells fell.", "2021-05-03", "published, behind a sign"),
    ("fr", "Le radar a été mis en ligne le 3 mai.\n\nDes tirs ont eu lieu mardi.", "", "no year"),
    ("fr", "Il a dit que la date du 31 janvier 2025 serait impérative.", "", "a date that is spoken of"),
    ("fr", "C'est tombé ce jeudi 21 mars 2024. Elle prendra effet vendredi 22 mars.", "2024-03-21", "a day ahead"),
    ("fr", "Depuis l'accord de 2013, rien. Dimanche 25 septembre, la tension est montée.", "", "two years fit"),
    ("fr", "Un mois et demi après l'attaque en Libye, le poste a rouvert.", "", "no war's beginning"),
    ("en", "Sudan: war began on 15 April 2023. For a year it has raged.", "2023-11-21", "the count, not its start"),
]  # fmt: skip


@pytest.mark.parametrize("language, text, first, why", LINES, ids=[row[-1] for row in LINES])
def test_a_day_of_publication_is_told_or_unknown(language: str, text: str, first: str, why: str) -> None:
    window, how = infer_published(text, language, today=date(2026, 11, 25))
    assert (window.start.isoformat() if window else "") == first, (why, how)
