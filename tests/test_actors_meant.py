"""Who is meant: titles, deputies, armed groups by a common noun, whose police, who is accused, who denies.

Each row: language, a text of our own, kind of the event, who has a part in it, who must not, and why.
"""

from __future__ import annotations

from datetime import date

import pytest

from geo.models import ActorRole, Basis, Kind, Status, TimePrecision, When
from tests.sentences import extract

DAY = When(date(2025, 9, 10), date(2025, 9, 11), TimePrecision.DAY, Basis.EXPLICIT)

MEANT = [
    ("pl", "Sekretarz generalny ONZ António Guterres odwiedził w środę Nairobi.", "official_visit", "GUTERRES", "UNO",
     "the organisation in a title is no actor"),
    ("ru", "Премьер-министр Армении Никол Пашинян прибыл в среду в Тбилиси.", "official_visit", "PASHINYAN", "ARM",
     "nor is the country in one"),
    ("en", "Poland's deputy foreign minister arrived in Vilnius on Wednesday.", "official_visit", "POL", "SIKORSKI",
     "a deputy is not the minister"),
    ("de", "Der iranische Außenminister Abbas Araghtschi traf am Mittwoch in Ankara ein.", "official_visit", "ARAGHCHI",
     "ABBAS", "a given name is not another's surname"),
    ("fr", "Le premier ministre malaisien, Anwar Ibrahim, est arrivé mercredi à Hanoï.", "official_visit", "ANWAR", "",
     "a person in office of a country that is seldom in the news"),
    ("en", "The M23 left Goma in March. On Wednesday the group captured the town of Walikale.", "territory_capture",
     "M23", "COD_MIL", "the group is the one spoken of last"),
    ("pl", "Bojownicy M23 zbliżyli się do Goma. W środę bojownicy zajęli lotnisko w Kavumu.", "territory_capture",
     "M23", "COD_MIL", "fighters are those of the group named before"),
    ("en", "The Sudanese army and the RSF met in Cairo. The RSF left. On Wednesday the two sides held talks in Jeddah.",
     "official_visit", "RSF", "EGY_MIL",
     "both sides of a war at home are the army and the group"),
    ("uk", "Азербайджан звинуватив вірменську армію в обстрілі позицій у Нахічевані.", "strike", "ARM_MIL", "AZE_MIL",
     "who is accused of a deed did it, it is said"),
    ("fr", "Les forces de Kiev ont frappé mercredi un dépôt à Koursk.", "strike", "UKR_MIL", "RUS_MIL",
     "the forces of a capital are those of its country"),
    ("en", "Serbian troops left on Monday. Police arrested 28 protesters in Pristina on Wednesday.", "internal_unrest",
     "XKX_POLICE", "SRB_POLICE", "the police of a town are those of its country"),
    ("en", "Rwanda denied sending troops to Goma on Wednesday.", "deployment", "RWA_MIL", "COD_MIL",
     "who denies sending troops is who would have sent them"),
    ("de", "Ruanda bestreitet die Entsendung von Truppen nach Goma.", "deployment", "RWA_MIL", "COD_MIL",
     "so is who denies their dispatch"),
    ("pl", "Rwanda zaprzeczyła, że rwandyjskie wojska brały udział w walkach pod Gomą.", "ground_combat", "RWA_MIL", "",
     "a state denies what its own troops are said to have done"),
    ("en", "Norway denied reports of an attack on Port Sudan.", "ground_combat", "", "NOR_MIL",
     "who denies reports has done nothing"),
    ("fr", "La Norvège a démenti une attaque contre Port-Soudan.", "ground_combat", "", "NOR_MIL",
     "an attack that is denied can be anybody's"),
    ("en", "Norway denied that an attack on Port Sudan took place.", "ground_combat", "", "NOR_MIL",
     "nor has who denies that it took place"),
    ("ru", "Ночью Россия нанесла удар по Киеву. В Харькове беспилотник попал в жилой дом.", "strike", "RUS_MIL",
     "UKR_MIL", "drones of the strike told before"),
    ("ru", "США призвали стороны прекратить огонь в Хартуме.", "statement", "USA", "USA_MIL",
     "the sides of a war are not the speaker's"),
    ("fr", "Berlin a condamné le déploiement de troupes serbes près de la frontière du Kosovo.", "statement", "SRB",
     "SRB_MIL", "a state is condemned for what its troops do"),
    ("en", "Luis Abinader ordered the closure of the border with Haiti on Wednesday.", "border_closure", "DOM", "",
     "whose border a president closes"),
    ("en", "Jordan's Royal Armed Forces shot down a drone near Mafraq on Wednesday.", "air_defence", "JOR_MIL",
     "MAR_MIL", "forces of another king"),
    ("en", "The People's Defense Forces attacked a Turkish base in Duhok on Wednesday.", "ground_combat", "",
     "PDF_MYANMAR", "a name of many movements"),
    ("en", "Iran's supreme leader condemned the strike on Beirut on Wednesday.", "statement", "IRN", "PEZESHKIAN",
     "a supreme leader is no president"),
    ("ru", "Силы быстрого реагирования НАТО начали в среду учения в Польше.", "exercise", "", "RSF",
     "forces of an alliance"),
    ("fr", "Les Forces armées royales du Maroc ont tué deux combattants mercredi près de Smara.", "ground_combat",
     "MAR_MIL", "", "a shared name beside its country"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "kind", "actor", "nobody"), [row[:-1] for row in MEANT], ids=[row[-1] for row in MEANT]
)
def test_who_is_meant(language: str, text: str, kind: str, actor: str, nobody: str) -> None:
    tellings = [t for t in extract(language, text, DAY) if t.kind.value == kind]
    assert tellings
    assert not actor or any(actor in {a.id for a in t.actors} for t in tellings)
    assert not any(nobody in {a.id for a in t.actors} for t in tellings)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "South Sudan deployed troops to Juba on 3 May 2024.", "South Sudan (armed forces)"),
        ("en", "North Korea moved heavy artillery to Kaesong on 3 May 2024.", "North Korea (armed forces)"),
        ("en", "Saudi Arabia condemned the attack on Aden on Monday.", "Saudi Arabia"),
    ],
    ids=["a name of two words is not another country's", "nor are two countries' common words", "a state that speaks"],
)
def test_a_state_is_called_by_its_whole_name(language: str, text: str, name: str) -> None:
    assert name in {actor.name for telling in extract(language, text, DAY) for actor in telling.actors}


@pytest.mark.parametrize(
    ("language", "text", "start"),
    [
        ("en", "On Monday it rained. Latvia denied that it had moved heavy artillery to Rezekne.", "Latvia denied"),
        ("pl", "Łotwa zaprzeczyła w poniedziałek, że przerzuciła czołgi do Dyneburga.", "Łotwa zaprzeczyła"),
        ("ru", "Латвия опровергла, что перебросила танки в Даугавпилс.", "Латвия опровергла"),
        ("fr", "La Lettonie a démenti avoir déployé des chars à Daugavpils.", "La Lettonie a démenti"),
    ],
)
def test_the_words_of_what_is_denied_hold_the_denial(language: str, text: str, start: str) -> None:
    (denied,) = [telling for telling in extract(language, text, DAY) if telling.status is Status.DENIED]
    assert denied.excerpt.startswith(start)


def test_a_strike_that_is_denied_says_nothing_of_who_struck_next() -> None:
    text = (
        "Турция опровергла, что нанесла удар беспилотниками по Сочи. В ночь на 3 октября беспилотник атаковал "
        "аэродром в Сочи."
    )
    attack = extract("ru", text, DAY)[-1]
    assert attack.kind is Kind.STRIKE
    assert not [actor for actor in attack.actors if actor.role is ActorRole.ACTS]
