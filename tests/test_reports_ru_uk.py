"""How Russian and Ukrainian reports are built: datelines, sectors of a front, names written small."""

from __future__ import annotations

from datetime import date

import pytest

from geo.models import Basis, PlaceRole, Precision, Status, TimePrecision, When
from tests.sentences import extract

WEDNESDAY = When(date(2024, 5, 15), date(2024, 5, 16), TimePrecision.DAY, Basis.EXPLICIT)

# language, text, status of its first event: whose account it is stands behind the sentence, in the next one or before
TOLD_APART = [
    pytest.param(
        "ru",
        "Ночью произошёл обстрел позиций армянской армии, ранены двое солдат, сообщает Минобороны Армении.",
        Status.CLAIMED,
        id="closes the sentence behind another clause",
    ),
    pytest.param(
        "ru",
        "Российская армия нанесла удар по позициям в районе Изюма. Об этом сообщило Минобороны России.",
        Status.CLAIMED,
        id="the next sentence points back",
    ),
    pytest.param(
        "uk",
        "Російська армія завдала удару по позиціях в районі Ізюма. Про це повідомило Міноборони Росії.",
        Status.CLAIMED,
        id="Ukrainian: the next sentence points back",
    ),
    pytest.param(
        "uk", "Під Лиманом Сили оборони відбили вісім атак – Генштаб", Status.CLAIMED, id="a name behind the dash"
    ),
    pytest.param(
        "ru",
        "Российская армия нанесла удар по позициям в районе Изюма. Раньше здесь стояла бригада.",
        Status.REPORTED,
        id="nobody is said to tell it",
    ),
]


@pytest.mark.parametrize("language, text, status", TOLD_APART)
def test_who_tells_it_may_stand_apart(language: str, text: str, status: Status) -> None:
    assert extract(language, text, WEDNESDAY)[0].status is status


def test_what_follows_a_report_goes_on_with_it_until_the_text_turns() -> None:
    said = "Сутки прошли спокойно, заявило Минобороны Азербайджана. "
    deed = "азербайджанская армия нанесла удары по позициям в районе Гориса."
    on = extract("ru", said + deed[0].upper() + deed[1:], WEDNESDAY)
    turned = extract("ru", said + "Накануне " + deed, WEDNESDAY)
    assert [t.status for t in (*on, *turned)] == [Status.CLAIMED, Status.REPORTED]


@pytest.mark.parametrize(
    "language, text",
    [
        ("ru", "Сутки прошли спокойно, заявило Минобороны Азербайджана. В Сомали боевики захватили город Джохар."),
        ("uk", "Міноборони Азербайджану заявило про навчання. У Сомалі бойовики захопили місто Джохар."),
        (
            "pl",
            "Ministerstwo obrony Armenii poinformowało o ćwiczeniach. W Mali bojownicy zajęli miasto Kidal.",
        ),
    ],
)
def test_what_happens_in_another_country_is_not_from_the_source_before(language: str, text: str) -> None:
    told = [t for t in extract(language, text, WEDNESDAY) if t.kind.value == "territory_capture"]
    assert [t.attribution for t in told] == [()]


# language, text, part of the place's name
SECTORS = [
    ("ru", "На покровском направлении идут тяжёлые бои.", "Pokrovsk"),
    ("ru", "На Авдеевском направлении украинские военные отбили шесть атак.", "Avdi"),
    ("uk", "На Лиманському напрямку загарбники здійснили 16 атак.", "Lyman"),
    ("uk", "На Курахівському напрямку тривають бої.", "Kurakhove"),
]


@pytest.mark.parametrize("language, text, name", SECTORS)
def test_a_sector_of_a_front_is_an_area_near_its_town(language: str, text: str, name: str) -> None:
    drawn = extract(language, text, WEDNESDAY)[0].drawn_at
    assert drawn is not None
    assert name in drawn.name
    assert drawn.precision is Precision.DISTRICT


def test_a_direction_of_policy_is_no_sector() -> None:
    assert not extract("ru", "На стратегическом направлении компания отбила атаки конкурентов.", WEDNESDAY)


# language, text: where it was written is not where it happened
DATELINES = [
    ("ru", "Москва. 8 мая. ИНТЕРФАКС - Таджикистан закрыл границу с Киргизией."),
    ("ru", "МОСКВА, 8 мая - РИА Новости. Таджикистан закрыл границу с Киргизией."),
    ("ru", "ДУШАНБЕ, 8 мая. /ТАСС/. Таджикистан закрыл границу с Киргизией."),
    ("uk", "КИЇВ. 8 травня. УНН. Таджикистан закрив кордон з Киргизстаном."),
]


@pytest.mark.parametrize("language, text", DATELINES)
def test_a_dateline_is_no_place_of_the_event_and_gives_its_day(language: str, text: str) -> None:
    (telling,) = extract(language, text, WEDNESDAY)
    assert telling.drawn_at is not None
    assert telling.drawn_at.id == "border:KG-TJ"
    assert telling.when.value == "2024-05-08"
    assert telling.excerpt.startswith("Таджикистан")


def test_names_written_small_on_purpose_are_places() -> None:
    (telling,) = extract("uk", "Російські найманці прибули до мінська.", WEDNESDAY)
    assert telling.drawn_at is not None
    assert telling.drawn_at.name == "Minsk"


def test_shots_at_a_border_are_one_event() -> None:
    kinds = [t.kind.value for t in extract("ru", "Армения сообщила об обстреле на границе с Азербайджаном.", WEDNESDAY)]
    assert kinds == ["border_incident"]


# language, text, status of its only event
TRUTHS = [
    pytest.param(
        "ru",
        "Сообщение о том, что армия Азербайджана якобы открыла огонь по Горису, не соответствует действительности.",
        id="ru-no truth",
    ),
    pytest.param("ru", "Информация о том, что армия Азербайджана обстреляла Горис, является ложью.", id="ru-a lie"),
]


@pytest.mark.parametrize("language, text", TRUTHS)
def test_what_is_called_untrue_is_denied(language: str, text: str) -> None:
    assert [t.status for t in extract(language, text, WEDNESDAY)] == [Status.DENIED]


# language, text, kind, an actor with its role, a part of the place's name, the day
BUILT = [
    pytest.param(
        "ru",
        "За ночь над Пензенской областью силами ПВО были обнаружены и уничтожены одиннадцать дронов.",
        ("air_defence", "RUS_ADF acts", "Penza", "2024-05-15"),
        id="what two passives share",
    ),
    pytest.param(
        "ru",
        "В среду, 8 мая, боевики совершили нападение на военный лагерь в районе Менака на востоке Мали.",
        ("ground_combat", "MLI acted_on", "naka", "2024-05-08"),
        id="a day beside a weekday is no thing in a row with the subject",
    ),
    pytest.param(
        "ru",
        "Ночью произошёл обстрел позиций азербайджанских сил в Нахичевани.",
        ("strike", "AZE_MIL acted_on", "Nakhchivan", ""),
        id="whose the positions are is whom it is done to",
    ),
    pytest.param(
        "ru",
        "Армения заявила, что азербайджанские военные нарушили режим прекращения огня на границе с Арменией.",
        ("border_incident", "AZE_MIL acts", "Armenia", ""),
        id="a ceasefire broken at a border",
    ),
    pytest.param(
        "ru",
        "Из-за падения обломков дрона в Рязанской области случился пожар на складе.",
        ("strike", "RUS acted_on", "Ryazan", ""),
        id="fire from debris",
    ),
    pytest.param(
        "uk",
        "Українські військові відбили шість атак на Покровському напрямку.",
        ("ground_combat", "UKR_MIL acted_on", "Pokrovsk", ""),
        id="who repels an attack is attacked",
    ),
    pytest.param(
        "uk",
        "За ніч сили ППО збили сім дронів на Сумщині.",
        ("air_defence", "UKR_ADF acts", "Sumy", "2024-05-15"),
        id="the night of a report",
    ),
]


@pytest.mark.parametrize("language, text, told", BUILT)
def test_how_reports_are_built(language: str, text: str, told: tuple[str, str, str, str]) -> None:
    kind, actor, place, day = told
    telling = next(t for t in extract(language, text, WEDNESDAY) if t.kind.value == kind)
    assert actor in {f"{a.id} {a.role.value}" for a in telling.actors}
    assert telling.drawn_at is not None
    assert place in telling.drawn_at.name
    assert telling.when.value.startswith(day)


def test_where_drones_come_from_is_not_what_they_hit() -> None:
    tellings = extract("uk", "Росіяни випустили шахеди з тимчасово окупованого Криму.", WEDNESDAY)
    roles = {p.role for t in tellings for p in t.places if "Crimea" in p.place.name}
    assert roles == {PlaceRole.ORIGIN}


# language, text, kind, ids of all places with a role at the event
NOT_THEIRS = [
    pytest.param(
        "ru",
        "Самолёты ВВС Израиля вошли в воздушное пространство Сирии.",
        ("airspace_violation", {"iso:SY"}),
        id="whose aircraft",
    ),
    pytest.param(
        "ru",
        "Трое погибли при атаке Израиля на Ливан.",
        ("strike ground_combat", {"iso:LB"}),
        id="whose attack",
    ),
    pytest.param(
        "ru",
        "Министр иностранных дел Ирана прибыл с визитом в Дели.",
        ("official_visit", {"gn:1273294"}),
        id="whose minister",
    ),
    pytest.param(
        "uk",
        "На Куп'янському напрямку росіяни здійснили дві атаки, а на Лиманському – дев'ять.",
        ("ground_combat", {"gn:703656"}),
        id="a sector whose noun is left out is no village",
    ),
]


@pytest.mark.parametrize("language, text, told", NOT_THEIRS)
def test_who_does_it_is_not_where(language: str, text: str, told: tuple[str, set[str]]) -> None:
    kind, places = told
    telling = next(t for t in extract(language, text, WEDNESDAY) if t.kind.value in kind.split())
    assert {p.place.id for p in telling.places if p.role in (PlaceRole.LOCATION, PlaceRole.TARGET)} == places


def test_what_a_night_sums_up_is_shot_down_not_who_shoots() -> None:
    (telling,) = extract("ru", "Всего за ночь над Россией сбили 116 украинских беспилотников.", WEDNESDAY)
    assert {(a.id, a.role.value) for a in telling.actors} >= {("UKR", "acted_on"), ("RUS_MIL", "acts")}


# language, text, kinds and statuses of all its events
TOLD_ONCE = [
    pytest.param(
        "ru",
        "Армия Израиля обстреляла Ливан. Об этом сообщил президент Ливана.",
        [("strike", "claimed")],
        id="who told it is no statement",
    ),
    pytest.param(
        "ru",
        "Пакистанская армия открыла огонь из стрелкового оружия по всей линии контроля в Кашмире.",
        [("border_incident", "reported")],
        id="opened fire at a line of control is one deed",
    ),
    pytest.param(
        "ru",
        "Контингенты стран ОДКБ участвуют в учениях в Белоруссии с 31 мая по 6 июня.",
        [("exercise", "planned")],
        id="an exercise whose days lie ahead",
    ),
]


@pytest.mark.parametrize("language, text, told", TOLD_ONCE)
def test_what_a_report_tells_once(language: str, text: str, told: list[tuple[str, str]]) -> None:
    assert [(t.kind.value, t.status.value) for t in extract(language, text, WEDNESDAY)] == told
