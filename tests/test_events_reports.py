"""English as reports tell it: the same deed in other words, what is told twice, and what only sounds like a deed."""

from __future__ import annotations

from datetime import date

import pytest

from geo.models import ActorRole, Basis, Kind, Status, Telling, TimePrecision, When
from tests.sentences import extract

PUBLISHED = When(date(2024, 5, 15), date(2024, 5, 16), TimePrecision.DAY, Basis.EXPLICIT)


def read(text: str) -> tuple[Telling, ...]:
    return extract("en", text, PUBLISHED)


TOLD = [
    pytest.param("Mortar fire struck a clinic in Sumy on Monday.",
                 Kind.STRIKE, Status.REPORTED, "Sumy", id="fire of mortars"),
    pytest.param("Fire from Israeli tanks hit a clinic in Rafah on Monday.",
                 Kind.STRIKE, Status.REPORTED, "Rafa", id="fire from tanks"),
    pytest.param("Students gathered in Belgrade on Monday to protest against the government.",
                 Kind.INTERNAL_UNREST, Status.REPORTED, "Belgrade", id="gathered to protest"),
    pytest.param("Finland doubled the number of police officers at the border with Russia on Monday.",
                 Kind.DEPLOYMENT, Status.REPORTED, "Finland", id="more police at a border"),
    pytest.param("The killing of nine villagers by gunmen in Katsina on Sunday was condemned by Nigeria.",
                 Kind.GROUND_COMBAT, Status.REPORTED, "Katsina", id="killed by gunmen"),
    pytest.param("The rebels of the RSF failed to capture the town of El Fula.",
                 Kind.TERRITORY_CAPTURE, Status.DENIED, "Fūlah", id="failed to is did not"),
    pytest.param("The allies will hold naval drills off Oman and began joint army exercises in Jordan today.",
                 Kind.EXERCISE, Status.REPORTED, "Jordan", id="will is not said of the past verb joined to it"),
    pytest.param("Tajik officials denied there had been any clashes at the border with Kyrgyzstan.",
                 Kind.BORDER_INCIDENT, Status.DENIED, "Kyrgyzstan", id="any is none in particular, but denied"),
    pytest.param("Latvia has shut a crossing on its border with Belarus as Minsk warned Riga against provocations.",
                 Kind.BORDER_CLOSURE, Status.REPORTED, "Latvia", id="as Minsk warned is not who says it"),
    pytest.param("The boundary crossings to be reopened on the border between Chad and Sudan were named on Monday.",
                 Kind.BORDER_OPENING, Status.PLANNED, "Chad", id="to be reopened"),
    pytest.param("The United Nations voiced concern over the killing of two soldiers in Menaka.",
                 Kind.GROUND_COMBAT, Status.REPORTED, "naka", id="concern over what happened"),
    pytest.param("Kenya on Saturday dismissed as baseless reports of moving troops to its border with Somalia.",
                 Kind.STATEMENT, Status.REPORTED, "Somalia", id="who rejects has said so"),
    pytest.param("Sudanese troops drove the fighters of the RSF from the town of Wad Madani on Monday.",
                 Kind.TERRITORY_CAPTURE, Status.REPORTED, "Medani", id="driven from a town"),
    pytest.param("Mali's armed forces are ready to defend the country, a junta spokesman said.",
                 Kind.MOBILISATION, Status.REPORTED, "Mali", id="ready to defend"),
    pytest.param("Thousands of residents rallied against the junta at a stadium in Conakry.",
                 Kind.INTERNAL_UNREST, Status.REPORTED, "Conakry", id="thousands rallied"),
    pytest.param("Chinese coast guard ships used water cannon against a boat of the Philippines near Palawan.",
                 Kind.BORDER_INCIDENT, Status.REPORTED, "Palawan", id="water cannon at sea"),
    pytest.param("Kenya's government said it had information that a foreign power was preparing to attack Kenya.",
                 Kind.GROUND_COMBAT, Status.HYPOTHETICAL, "Kenya", id="what those it would hit say is feared"),
    pytest.param("Armenia's Defence Ministry said in a statement that three Azerbaijani drones were downed over it.",
                 Kind.AIR_DEFENCE, Status.CLAIMED, "Armenia", id="a statement that"),
    pytest.param("Israeli fire hit a watchtower near the town of Marjayoun.",
                 Kind.STRIKE, Status.REPORTED, "Marj", id="fire hit"),
    pytest.param("Clashes between police and protesters in Nairobi left two people dead, a witness said.",
                 Kind.INTERNAL_UNREST, Status.REPORTED, "Nairobi", id="clashes of protesters are unrest"),
    pytest.param("The government of Senegal imposed a curfew in Dakar on Monday.",
                 Kind.INTERNAL_UNREST, Status.REPORTED, "Dakar", id="a curfew"),
    pytest.param("A landmine blast wounded two soldiers near Pailin on Monday.",
                 Kind.STRIKE, Status.REPORTED, "Pailin", id="a landmine blast"),
    pytest.param("Georgia accused South Ossetia of shelling the town of Gori.",
                 Kind.STRIKE, Status.CLAIMED, "Gori", id="accused of is claimed"),
    pytest.param("A patrol of peacekeepers came under fire near Kidal on Monday.",
                 Kind.GROUND_COMBAT, Status.REPORTED, "Kidal", id="came under fire"),
    pytest.param("The killing of two soldiers in Menaka on Sunday was condemned by France.",
                 Kind.GROUND_COMBAT, Status.REPORTED, "naka", id="the killing of"),
    pytest.param("Five soldiers were killed when gunmen attacked their patrol near Djibo.",
                 Kind.GROUND_COMBAT, Status.REPORTED, "Djibo", id="were killed"),
    pytest.param("War broke out in Tigray in November.",
                 Kind.GROUND_COMBAT, Status.REPORTED, "Tigray", id="war broke out"),
    pytest.param("Migrants tried to break through the fence on the border between Belarus and Latvia.",
                 Kind.BORDER_INCIDENT, Status.REPORTED, "Belarus", id="an attempt at the fence"),
    pytest.param("Denmark closed the airport in Aalborg after drones were seen over the runway.",
                 Kind.AIRSPACE_CLOSURE, Status.REPORTED, "Aalborg", id="an airport closed because of drones"),
    pytest.param("Chad has increased the number of soldiers on its border with Sudan.",
                 Kind.DEPLOYMENT, Status.REPORTED, "Chad", id="more soldiers"),
    pytest.param("Macron spoke on Monday with the prime ministers of Estonia and Finland.",
                 Kind.OFFICIAL_VISIT, Status.REPORTED, "Estonia", id="spoke with"),
    pytest.param("The Polish Defence Ministry called the Belarusian allegations unfounded.",
                 Kind.STATEMENT, Status.REPORTED, "Belarus", id="called unfounded"),
    pytest.param("KISUMU, Kenya - Rebels attacked a village near Mandera on Monday.",
                 Kind.GROUND_COMBAT, Status.REPORTED, "Mandera", id="behind a dateline a noun is no name"),
    pytest.param("TBILISI, May 14 (Wire) -- Georgia closed the Larsi crossing with Russia on Monday.",
                 Kind.BORDER_CLOSURE, Status.REPORTED, "Georgia", id="two dashes"),
    pytest.param("ACCRA\u2014Ghana on Monday closed its border with Togo.",
                 Kind.BORDER_CLOSURE, Status.REPORTED, "Togo", id="a dash without blanks"),
]  # fmt: skip


@pytest.mark.parametrize("text, kind, status, where", TOLD)
def test_a_sentence_gives_its_event(text: str, kind: Kind, status: Status, where: str) -> None:
    found = [t for t in read(text) if t.kind is kind and t.status is status]
    assert len(found) == 1
    assert found[0].drawn_at is not None
    assert where in found[0].drawn_at.name


TOLD_AGAIN = [
    pytest.param("Rebels shelled the town of Goma on Monday. Three civilians died in the attack, a doctor said.",
                 Kind.STRIKE, id="the attack is the shelling"),
    pytest.param("Lithuania closes border with Belarus\n\n"
                 "Lithuania has closed a crossing on its border with Belarus.\n\n"
                 "The closure of the Medininkai crossing on Tuesday came after balloons were seen.",
                 Kind.BORDER_CLOSURE, id="a crossing of the border is part of it"),
    pytest.param("Militants attacked a post of the Malian army at Boni on Sunday, killing eleven soldiers.",
                 Kind.GROUND_COMBAT, id="killing is what the attack did"),
    pytest.param("Border crossing shut after Togo-Ghana skirmish\n\n"
                 "Troops from both countries exchanged fire on Monday, officials said.",
                 Kind.BORDER_INCIDENT, id="the headline and its story"),
    pytest.param("Rebels seized the town of Bria on Monday. The capture of Bria would be a blow to the army.",
                 Kind.TERRITORY_CAPTURE, id="its worth is weighed"),
    pytest.param("Ethiopia said its army had launched a ground offensive in Amhara to push rebels out of Dessie.",
                 Kind.GROUND_COMBAT, id="a ground offensive to push"),
    pytest.param("The Sudanese army launched an offensive to take the town of Bara.", Kind.GROUND_COMBAT,
                 id="an offensive to take"),
    pytest.param("Planes of China crossed the median line of the Taiwan Strait into the airspace of Taiwan on Monday.",
                 Kind.AIRSPACE_VIOLATION, id="planes cross no land"),
    pytest.param("Gunmen attacked the base of the African Union in Mogadishu.", Kind.GROUND_COMBAT,
                 id="one verb is one deed"),
]  # fmt: skip


@pytest.mark.parametrize("text, kind", TOLD_AGAIN)
def test_what_is_told_again_is_one_event(text: str, kind: Kind) -> None:
    assert [t.kind for t in read(text)] == [kind]


INFANTRY = [
    ("en", "Russian infantry attacked Ukrainian positions near Vovchansk. At night Russian drones struck Kyiv."),
    ("fr", "L'infanterie russe a attaqué des positions ukrainiennes près de Vovtchansk. Des drones ont frappé Kiev."),
    ("ru", "Российская пехота атаковала украинские позиции под Волчанском. Ночью российские дроны ударили по Киеву."),
    ("uk", "Російська піхота атакувала українські позиції під Вовчанськом. Вночі російські дрони вдарили по Києву."),
    ("de", "Russische Infanterie hat Wowtschansk angegriffen. Nachts trafen russische Drohnen Kiew."),
    ("pl", "Rosyjska piechota zaatakowała we wtorek Wołczańsk. W nocy rosyjskie drony uderzyły w Kijów."),
]  # fmt: skip


@pytest.mark.parametrize("language, text", INFANTRY, ids=[row[0] for row in INFANTRY])
def test_what_infantry_does_is_no_strike_beside_a_strike(language: str, text: str) -> None:
    assert [t.kind for t in extract(language, text, PUBLISHED)] == [Kind.GROUND_COMBAT, Kind.STRIKE]


@pytest.mark.parametrize(
    ("where", "kind"), [("Kharkiv", Kind.GROUND_COMBAT), ("Kyiv", Kind.STRIKE), ("Ukraine", Kind.STRIKE)]
)
def test_an_open_attack_is_a_strike_where_one_is_told_not_elsewhere(where: str, kind: Kind) -> None:
    told = extract(
        "en", f"Russian drones struck Kyiv on Monday. On Tuesday the Russian army attacked {where}.", PUBLISHED
    )
    assert told[-1].kind is kind


def test_another_attack_is_another_event() -> None:
    text = "Rebels shelled the town of Goma on Monday. Another attack on a village near Bukavu killed four on Tuesday."
    assert [t.drawn_at.name for t in read(text) if t.drawn_at] == ["Goma", "Bukavu"]


NOTHING = [
    pytest.param("The assault on cash in Sweden goes on.", id="assault on a thing that is no target"),
    pytest.param("An attack on pension rights in France was met with anger.", id="attack on rights"),
    pytest.param("Polish authorities have launched a review of bomb shelters in Warsaw.", id="bomb inside the object"),
    pytest.param("The truce will hold until the troops leave Goma.", id="until they leave"),
    pytest.param(
        "The force that guards the border between Kenya and Somalia has a new chief.", id="what a force is for"
    ),
    pytest.param("Naval exercises can occur near Taiwan.", id="what exercises can be"),
    pytest.param("Many have fled Sudan since the war began.", id="since it began"),
    pytest.param("Chad lodged a protest with the ambassador of Sudan in N'Djamena.", id="the protest of a diplomat"),
    pytest.param(
        "Dangerous manoeuvres of a coast guard vessel near Kos were filmed by a sailor.",
        id="dangerous manoeuvres are no drill",
    ),
    pytest.param("A basement fire kills a man in Scottdale.", id="a fire at home"),
    pytest.param("A water boil advisory was issued in Pineville.", id="advice on water"),
    pytest.param("Doctors in Mexico City are on high alert because of the flu.", id="high alert of doctors"),
    pytest.param("Police in Newberry are looking into a home invasion.", id="home invasion"),
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_sounds_like_a_deed_gives_none(text: str) -> None:
    assert read(text) == ()


POLICE_SENT = [
    pytest.param("en", "Rwanda sent 300 police officers to Mozambique on Monday.", {"RWA", "RWA_POLICE"}, id="en"),
    pytest.param("fr", "Le Sénégal a déployé 300 policiers en Haïti lundi.", {"SEN", "SEN_POLICE"}, id="fr"),
    pytest.param("de", "Polen hat am Montag 300 Polizisten an die Grenze zu Litauen geschickt.",
                 {"POL", "POL_POLICE"}, id="de"),
    pytest.param("pl", "Litwa wysłała w poniedziałek 300 policjantów na granicę z Białorusią.",
                 {"LTU", "LTU_POLICE"}, id="pl"),
    pytest.param("ru", "Литва направила в понедельник 300 полицейских на границу с Белоруссией.",
                 {"LTU", "LTU_POLICE"}, id="ru"),
    pytest.param("uk", "Литва направила в понеділок 300 поліцейських на кордон з Білоруссю.",
                 {"LTU", "LTU_POLICE"}, id="uk"),
    pytest.param("en", "Rwanda sent 500 soldiers and 300 police officers to Mozambique on Monday.",
                 {"RWA_MIL", "RWA_POLICE"}, id="soldiers too"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "acting"), POLICE_SENT)
def test_police_sent_are_no_armed_forces(language: str, text: str, acting: set[str]) -> None:
    sent = [t for t in extract(language, text, PUBLISHED) if t.kind is Kind.DEPLOYMENT]
    assert [{a.id for a in t.actors if a.role is ActorRole.ACTS} for t in sent] == [acting]
