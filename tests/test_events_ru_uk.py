"""Russian and Ukrainian: names in every case, and sentences with the event they tell or do not tell."""

from __future__ import annotations

from datetime import date

import pytest

from geo.events.codebook import Codebook
from geo.events.extract import Extractor
from geo.events.inflected import is_form
from geo.events.words import fold
from geo.gazetteer.index import Gazetteer
from geo.geoparse import Geoparser
from geo.models import Article, Basis, Telling, TimePrecision, When
from geo.settings import ROOT, Settings

WEDNESDAY = When(date(2024, 9, 18), date(2024, 9, 19), TimePrecision.DAY, Basis.EXPLICIT)

FORMS = [
    pytest.param("Захаровой", "Захарова", True, id="feminine surname, instrumental"),
    pytest.param("Захаров", "Захарова", False, id="a man is not the woman"),
    pytest.param("Лавр", "Лавров", False, id="a shorter name"),
    pytest.param("Зеленскому", "Зеленский", True, id="adjectival surname, dative"),
    pytest.param("Лукашенка", "Лукашенко", True, id="Ukrainian genitive of -enko"),
    pytest.param("хуситов", "хуситы", True, id="a people, genitive plural"),
    pytest.param("Искандерами", "Искандер", True, id="weapon, instrumental plural"),
    pytest.param("Моды", "Моди", False, id="short and without cases"),
    pytest.param("Путинская", "Путин", False, id="an adjective made of the name"),
]  # fmt: skip


@pytest.mark.parametrize("word, name, expected", FORMS)
def test_a_name_is_known_in_its_cases_alone(word: str, name: str, *, expected: bool) -> None:
    assert is_form(fold(word), fold(name)) is expected


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    gazetteer = Gazetteer.open(Settings.from_environment().gazetteer)
    return Extractor(Geoparser(gazetteer), Codebook.load(ROOT / "data" / "codebook"))


def extract(extractor: Extractor, language: str, text: str) -> tuple[Telling, ...]:
    return extractor.extract(Article("test", text, language, published=WEDNESDAY)).tellings


# language, sentence, kind, status, an actor, what the place's id or name holds, how the time begins ("" asks for none)
TOLD = [
    ("ru", "Индия закрыла границу с Бангладеш в субботу.",
     "border_closure", "reported", "IND", "border:BD-IN", "2024-09-14"),
    ("ru", "На границе Ирана и Афганистана перекрыт пункт пропуска Ислам-Кала.",
     "border_closure", "reported", "", "", ""),
    ("ru", "Движение грузовиков через границу Сербии и Косова возобновлено.",
     "border_opening", "reported", "", "border:RS-XK", ""),
    ("ru", "Армения и Турция откроют границу для граждан третьих стран в следующем году.",
     "border_opening", "planned", "", "border:AM-TR", "2025"),
    ("ru", "Индийские и китайские солдаты устроили потасовку на границе в районе Таванга.",
     "border_incident", "reported", "IND_MIL", "", ""),
    ("ru", "Молдавия закрыла воздушное пространство из-за падения беспилотника.",
     "airspace_closure", "reported", "MDA", "iso:MD", ""),
    ("ru", "Пакистан запретил пролёт индийских самолётов через своё воздушное пространство.",
     "airspace_closure", "reported", "PAK", "", ""),
    ("ru", "США перебросили в Катар шесть бомбардировщиков Б-52.",
     "deployment", "reported", "USA_MIL", "iso:QA", ""),
    ("ru", "Российские миротворцы покинули Нагорный Карабах.",
     "deployment", "reported", "RUS_MIL", "karabakh", ""),
    ("ru", "Иран не намерен размещать войска в Сирии.",
     "deployment", "denied", "", "iso:SY", ""),
    ("ru", "Эфиопия объявила всеобщую мобилизацию в регионе Амхара.",
     "mobilisation", "reported", "ETH", "", ""),
    ("ru", "Армия Венесуэлы приведена в боевую готовность.",
     "mobilisation", "reported", "VEN_MIL", "iso:VE", ""),
    ("ru", "Вооружённые силы Армении и США проводят совместные учения «Орлиный партнёр» под Ереваном.",
     "exercise", "reported", "ARM_MIL", "Yerevan", ""),
    ("ru", "В Казахстане завершились учения ОДКБ.",
     "exercise", "reported", "CSTO", "iso:KZ", ""),
    ("ru", "Индонезия и Австралия планируют провести морские манёвры у побережья Явы.",
     "exercise", "planned", "", "", ""),
    ("ru", "Мали, Нигер и Буркина-Фасо создали объединённые силы численностью пять тысяч человек.",
     "force_formation", "reported", "", "", ""),
    ("ru", "Германия передала Украине два зенитных комплекса IRIS-T.",
     "weapons_transfer", "reported", "DEU", "iso:UA", ""),
    ("ru", "Тегеран якобы поставил Москве баллистические ракеты.",
     "weapons_transfer", "claimed", "IRN", "", ""),
    ("ru", "Болгария разрешила американским самолётам использовать свои авиабазы.",
     "territory_use", "reported", "", "", ""),
    ("ru", "Израильская авиация нанесла удар по аэропорту Ходейды.",
     "strike", "reported", "ISR_MIL", "Hudaydah", ""),
    ("ru", "Боевики «Хезболлы» обстреляли ракетами город Кирьят-Шмона.",
     "strike", "reported", "HEZBOLLAH", "", ""),
    ("ru", "В результате взрыва заминированного автомобиля в Могадишо погибли двадцать человек.",
     "strike", "reported", "", "Mogadishu", ""),
    ("ru", "Беспилотник атаковал нефтебазу в Рязанской области.",
     "strike", "reported", "", "Ryazan", ""),
    ("ru", "По данным Минобороны РФ, ВСУ обстреляли Белгород из РСЗО «Град».",
     "strike", "claimed", "UKR_MIL", "Belgorod", ""),
    ("ru", "Талибы атаковали пост пакистанской армии в провинции Хайбер-Пахтунхва.",
     "ground_combat", "reported", "TALIBAN", "", ""),
    ("ru", "Суданская армия ведёт бои с Силами быстрой поддержки в Омдурмане.",
     "ground_combat", "reported", "SDN_MIL", "Omdurman", ""),
    ("ru", "В Киеве опасаются нового наступления российских войск из Белоруссии.",
     "ground_combat", "hypothetical", "", "", ""),
    ("ru", "Россия вторглась на Украину 24 февраля 2022 года.",
     "ground_combat", "reported", "RUS_MIL", "iso:UA", "2022-02-24"),
    ("ru", "Повстанцы захватили город Гома.",
     "territory_capture", "reported", "", "Goma", ""),
    ("ru", "Армия Мьянмы потеряла контроль над городом Лашо.",
     "territory_capture", "reported", "MMR_MIL", "Lashio", ""),
    ("ru", "ПВО Саудовской Аравии перехватила ракету над Эр-Риядом.",
     "air_defence", "reported", "", "Riyadh", ""),
    ("ru", "Госсекретарь США Марко Рубио прибыл в Манилу.",
     "official_visit", "reported", "RUBIO", "Manila", ""),
    ("ru", "Президенты Сербии и Франции встретятся в Париже в пятницу.",
     "official_visit", "planned", "", "Paris", ""),
    ("ru", "Переговоры между Эфиопией и Сомали прошли в Анкаре.",
     "official_visit", "reported", "", "Ankara", ""),
    ("ru", "Китай осудил продажу оружия Тайваню.",
     "statement", "reported", "CHN", "iso:TW", ""),
    ("ru", "Эрдоган пригрозил Греции военным ответом.",
     "statement", "reported", "ERDOGAN", "iso:GR", ""),
    ("ru", "ЕС ввёл новые санкции против Ирана.",
     "sanctions", "reported", "EUR", "iso:IR", ""),
    ("ru", "Венесуэла претендует на гайанский регион Эссекибо.",
     "territorial_claim", "reported", "VEN", "", ""),
    ("ru", "Посольство США призвало американцев немедленно покинуть Ливан.",
     "travel_advisory", "reported", "USA", "iso:LB", ""),
    ("ru", "Тысячи людей вышли на протесты в Белграде.",
     "internal_unrest", "reported", "", "Belgrade", ""),
    ("ru", "Полиция разогнала митинг оппозиции в Баку.",
     "internal_unrest", "reported", "", "Baku", ""),
    ("ru", "Военные свергли президента Габона.",
     "internal_unrest", "reported", "", "iso:GA", ""),
    ("ru", "Премьер-министр Бангладеш Шейх Хасина подала в отставку.",
     "official_change", "reported", "HASINA", "iso:BD", ""),
    ("ru", "Президент Ирана Эбрахим Раиси погиб в катастрофе вертолёта.",
     "official_change", "reported", "RAISI", "iso:IR", ""),
    ("uk", "Індія закрила кордон із Бангладеш у суботу.",
     "border_closure", "reported", "IND", "border:BD-IN", "2024-09-14"),
    ("uk", "Фінляндія може закрити всі пункти пропуску на кордоні з Росією.",
     "border_closure", "hypothetical", "FIN", "border:FI-RU", ""),
    ("uk", "Рух вантажівок через кордон Сербії та Косова відновлено.",
     "border_opening", "reported", "", "border:RS-XK", ""),
    ("uk", "Вірменія і Туреччина відкриють кордон наступного року.",
     "border_opening", "planned", "", "border:AM-TR", "2025"),
    ("uk", "Індійські та китайські солдати влаштували сутичку на кордоні.",
     "border_incident", "reported", "IND_MIL", "", ""),
    ("uk", "Молдова закрила повітряний простір через падіння безпілотника.",
     "airspace_closure", "reported", "MDA", "iso:MD", ""),
    ("uk", "США перекинули до Катару шість бомбардувальників.",
     "deployment", "reported", "USA_MIL", "iso:QA", ""),
    ("uk", "Іран не має наміру розміщувати війська в Сирії.",
     "deployment", "denied", "", "iso:SY", ""),
    ("uk", "Ефіопія оголосила загальну мобілізацію в регіоні Амхара.",
     "mobilisation", "reported", "ETH", "", ""),
    ("uk", "Армію Венесуели приведено в бойову готовність.",
     "mobilisation", "reported", "VEN_MIL", "iso:VE", ""),
    ("uk", "Збройні сили Вірменії та США проводять спільні навчання під Єреваном.",
     "exercise", "reported", "ARM_MIL", "Yerevan", ""),
    ("uk", "Індонезія та Австралія планують провести морські маневри біля узбережжя Яви.",
     "exercise", "planned", "", "", ""),
    ("uk", "Малі, Нігер і Буркіна-Фасо створили спільні військові сили.",
     "force_formation", "reported", "", "", ""),
    ("uk", "Німеччина передала Україні дві системи IRIS-T.",
     "weapons_transfer", "reported", "DEU", "iso:UA", ""),
    ("uk", "Болгарія дозволила американським літакам використовувати свої авіабази.",
     "territory_use", "reported", "", "", ""),
    ("uk", "Ізраїльська авіація завдала удару по аеропорту Ходейди.",
     "strike", "reported", "ISR_MIL", "Hudaydah", ""),
    ("uk", "Внаслідок вибуху замінованого автомобіля в Могадішо загинули двадцять людей.",
     "strike", "reported", "", "Mogadishu", ""),
    ("uk", "Росіяни вдарили по Харкову керованими авіабомбами.",
     "strike", "reported", "RUS_MIL", "Kharkiv", ""),
    ("uk", "Російська армія обстріляла Херсон, пошкоджено дві багатоповерхівки.",
     "strike", "reported", "RUS_MIL", "Kherson", ""),
    ("uk", "Таліби атакували пост пакистанської армії в провінції Хайбер-Пахтунхва.",
     "ground_combat", "reported", "TALIBAN", "", ""),
    ("uk", "Суданська армія веде бої із Силами швидкої підтримки в Омдурмані.",
     "ground_combat", "reported", "SDN_MIL", "Omdurman", ""),
    ("uk", "У Києві побоюються нового наступу російських військ із Білорусі.",
     "ground_combat", "hypothetical", "", "", ""),
    ("uk", "Росія вторглася в Україну 24 лютого 2022 року.",
     "ground_combat", "reported", "RUS_MIL", "iso:UA", "2022-02-24"),
    ("uk", "Повстанці захопили місто Гома.",
     "territory_capture", "reported", "", "Goma", ""),
    ("uk", "ППО Саудівської Аравії перехопила ракету над Ер-Ріядом.",
     "air_defence", "reported", "", "Riyadh", ""),
    ("uk", "Сили ППО збили над Київщиною десять «шахедів».",
     "air_defence", "reported", "", "", ""),
    ("uk", "Держсекретар США Марко Рубіо прибув до Маніли.",
     "official_visit", "reported", "RUBIO", "Manila", ""),
    ("uk", "Президенти Сербії та Франції зустрінуться в Парижі у п'ятницю.",
     "official_visit", "planned", "", "Paris", ""),
    ("uk", "Переговори між Ефіопією та Сомалі пройшли в Анкарі.",
     "official_visit", "reported", "", "Ankara", ""),
    ("uk", "Ердоган пригрозив Греції військовою відповіддю.",
     "statement", "reported", "ERDOGAN", "iso:GR", ""),
    ("uk", "ЄС запровадив нові санкції проти Ірану.",
     "sanctions", "reported", "EUR", "iso:IR", ""),
    ("uk", "Тисячі людей вийшли на протести в Белграді.",
     "internal_unrest", "reported", "", "Belgrade", ""),
    ("uk", "Поліція розігнала мітинг опозиції в Баку.",
     "internal_unrest", "reported", "", "Baku", ""),
    ("uk", "Військові повалили президента Габону.",
     "internal_unrest", "reported", "", "iso:GA", ""),
    ("uk", "Прем'єр-міністерка Бангладеш Шейх Хасіна подала у відставку.",
     "official_change", "reported", "HASINA", "iso:BD", ""),
    ("uk", "Президент Ірану Ебрагім Раїсі загинув у катастрофі гелікоптера.",
     "official_change", "reported", "RAISI", "iso:IR", ""),
    ("uk", "Турецькі безпілотники вдарили по позиціях Робітничої партії Курдистану на півночі Іраку.",
     "strike", "reported", "TUR_MIL", "iq-north", ""),
    ("uk", "Казахстан направить до Лівану миротворчий контингент у складі 139 військовослужбовців.",
     "deployment", "planned", "KAZ_MIL", "iso:LB", ""),
    ("uk", "США скоротять військову присутність в Іраку.",
     "deployment", "planned", "USA_MIL", "iso:IQ", ""),
    ("uk", "На кордоні Польщі та Білорусі поранено польського солдата: мігранти закидали патруль камінням.",
     "border_incident", "reported", "", "border:BY-PL", ""),
    ("uk", "З понеділка кордон між Нігером і Беніном знову відкрито.",
     "border_opening", "reported", "", "border:BJ-NE", "2024-09-16"),
    ("uk", "Літаки НАТО піднялися на перехоплення російських бомбардувальників над Балтикою.",
     "air_defence", "reported", "", "", ""),
    ("uk", "Голова МЗС Китаю Ван Ї 20 вересня відвідає Москву з робочим візитом.",
     "official_visit", "planned", "WANG_YI", "Moscow", "2024-09-20"),
    ("uk", "Лукашенко і Путін провели переговори в Сочі.",
     "official_visit", "reported", "LUKASHENKO", "Sochi", ""),
    ("uk", "Зеленський вирушив з візитом до Канади.",
     "official_visit", "reported", "ZELENSKY", "iso:CA", ""),
    ("uk", "МЗС Грузії висловило протест послу України.",
     "statement", "reported", "GEO_MFA", "iso:UA", ""),
    ("uk", "Рада ЄС продовжила санкції проти Білорусі на рік.",
     "sanctions", "reported", "EUR", "iso:BY", ""),
    ("uk", "Вашингтон вніс до санкційного списку п'ять іранських компаній.",
     "sanctions", "reported", "USA", "iso:IR", ""),
    ("uk", "У столиці Кенії щонайменше десять людей загинули під час розгону акції протесту.",
     "internal_unrest", "reported", "", "Nairobi", ""),
    ("uk", "Президент Південної Кореї Юн Сок Йоль відправив у відставку міністра оборони.",
     "official_change", "reported", "", "iso:KR", ""),
    ("uk", "Міноборони Азербайджану спростувало обстріл вірменських позицій.",
     "strike", "denied", "", "iso:AM", ""),
    ("uk", "Угорщина не постачатиме зброю Україні, заявив Віктор Орбан.",
     "weapons_transfer", "denied", "HUN", "iso:UA", ""),
    ("uk", "В Україні оголошено повітряну тривогу: з Білорусі злетів МіГ-31К.",
     "air_defence", "reported", "", "iso:UA", ""),
    ("uk", "Під Покровськом тривають запеклі бої.",
     "ground_combat", "reported", "", "Pokrovsk", ""),
]  # fmt: skip


@pytest.mark.parametrize("language, text, kind, status, actor, where, when", TOLD)
def test_a_sentence_gives_its_event(
    extractor: Extractor, language: str, text: str, kind: str, status: str, actor: str, where: str, when: str
) -> None:
    telling = next(t for t in extract(extractor, language, text) if t.kind.value == kind)
    assert telling.status.value == status
    assert not actor or actor in {a.id for a in telling.actors}
    assert telling.drawn_at is not None
    assert where.lower() in (telling.drawn_at.id + telling.drawn_at.name).lower()
    assert telling.when.value.startswith(when)


NOTHING = [
    pytest.param("ru", "Сборная Сербии отразила все атаки и захватила лидерство в матче в Белграде.", id="ru: sport"),
    pytest.param("ru", "Торговая война США и Китая обрушила котировки в Шанхае.", id="ru: trade war"),
    pytest.param("ru", "Наполеон вторгся в Россию в 1812 году.", id="ru: history"),
    pytest.param("ru", "Нападёт ли Китай на Тайвань?", id="ru: question"),
    pytest.param("ru", "Читайте также: Удар по Харькову", id="ru: furniture"),
    pytest.param("ru", "В Минске взорвался бытовой газ, есть пострадавшие.", id="ru: accident"),
    pytest.param("ru", "Антициклон из Сибири наступает на Казахстан, синоптики обещают морозы.", id="ru: weather"),
    pytest.param("ru", "Хакеры атаковали банки Грузии.", id="ru: computers"),
    pytest.param("ru", "Фильм о вторжении в Афганистан выйдет в прокат в Москве.", id="ru: film"),
    pytest.param("uk", "Збірна України відбила атаки суперника і перемогла в матчі у Вроцлаві.", id="uk: sport"),
    pytest.param("uk", "Цінова війна супермаркетів у Польщі триває.", id="uk: price war"),
    pytest.param("uk", "Шведське військо обложило Полтаву у XVIII столітті.", id="uk: history"),
    pytest.param("uk", "Чи нападе Росія на Молдову?", id="uk: question"),
    pytest.param("uk", "Підписуйтесь на наш Telegram-канал про війну в Україні", id="uk: furniture"),
    pytest.param("uk", "У Кишиневі вибухнув побутовий газ, постраждали троє людей.", id="uk: accident"),
    pytest.param("uk", "Хакери атакували державні реєстри в Києві.", id="uk: computers"),
    pytest.param("uk", "У Польщі почалася вакцинація: вірус наступає.", id="uk: health"),
]  # fmt: skip


# Fleets of taxis, raids on casinos and gates of castles: ordinary news in the words of war and of borders.
ORDINARY = [
    pytest.param("ru", "Паническая атака в Москве прервала концерт."),
    pytest.param("ru", "Налёт на казино в Макао принёс два миллиона."),
    pytest.param("ru", "Компания перебросила свой флот такси в Мадрид."),
    pytest.param("ru", "Армия волонтёров была направлена в Дублин."),
    pytest.param("ru", "Полиция направила колонну машин скорой помощи в Лион."),
    pytest.param("ru", "Граница между искусством и жизнью закрыта в Париже."),
    pytest.param("ru", "КПП на территории завода в Туле закрыли из-за снега."),
    pytest.param("ru", "Пункт пропуска на стадион в Казани закрыт."),
    pytest.param("ru", "Продвижение женщин в Иране идёт медленно."),
    pytest.param("ru", "Группа туристов отправилась в Рим."),
    pytest.param("ru", "Наступление на права пенсионеров во Франции продолжается."),
    pytest.param("uk", "Панічна атака у Львові перервала концерт."),
    pytest.param("uk", "Наліт на казино в Макао приніс два мільйони."),
    pytest.param("uk", "Компанія перекинула свій флот таксі до Мадрида."),
    pytest.param("uk", "Армія волонтерів була направлена до Дубліна."),
    pytest.param("uk", "Поліція направила колону машин швидкої допомоги до Ліона."),
    pytest.param("uk", "Кордон між мистецтвом і життям закрито в Парижі."),
    pytest.param("uk", "КПП на території заводу в Дніпрі закрили через сніг."),
    pytest.param("uk", "Пункт пропуску на стадіон у Києві закрито."),
    pytest.param("uk", "Просування жінок в Ірані йде повільно."),
    pytest.param("uk", "Група туристів вирушила до Риму."),
    pytest.param("uk", "Пішохідний перехід біля школи в Одесі закрито."),
]


@pytest.mark.parametrize("language, text", NOTHING + ORDINARY)
def test_what_tells_no_event_gives_none(extractor: Extractor, language: str, text: str) -> None:
    assert extract(extractor, language, text) == ()


def test_who_says_it_is_no_actor_and_his_city_is_not_drawn(extractor: Extractor) -> None:
    text = "Польские солдаты стянуты к границе с Белоруссией, заявили в Минобороны Белоруссии в Минске."
    telling = next(t for t in extract(extractor, "ru", text) if t.kind.value == "deployment")
    assert "POL_MIL" in {a.id for a in telling.actors}
    assert telling.drawn_at is not None
    assert telling.drawn_at.id == "border:BY-PL"
