"""French as the wires write it: headlines in the present, sentences the parser cuts, lines a page broke.

Every sentence was written for the purpose.
"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sentences import assert_tells, extract, make_extractor

from geo.events.wraps import unwrap
from geo.geoparse.tree import Doc, Token
from geo.geoparse.tree_moves import hang, make_root
from geo.models import Article, Basis, TimePrecision, When

PUBLISHED = When(date(2024, 9, 18), date(2024, 9, 19), TimePrecision.DAY, Basis.EXPLICIT)

# text, kind, status, who, where, when
TOLD = [
    pytest.param("La Suède livre des blindés à l'Ukraine", "weapons_transfer", "reported", "SWE", "iso:UA", "2024",
                 id="a present that is a noun too"),
    pytest.param("Le Tchad ferme sa frontière avec le Soudan", "border_closure", "reported", "TCD", "border:SD-TD",
                 "2024", id="a present that is an adjective too"),
    pytest.param("Les combattants du M23 contrôlent désormais la ville de Bukavu.", "territory_capture", "reported",
                 "M23", "Bukavu", "2024", id="a present that is taken for an adjective"),
    pytest.param("Trois drones ont été abattus mardi au-dessus de Lviv. A lire aussi : nos reportages. La ville "
                 "d'Odessa a été bombardée dans la même nuit par l'armée russe, qui a tiré une dizaine de missiles "
                 "sur le port et sur des entrepôts de céréales, selon plusieurs habitants joints par téléphone.",
                 "air_defence", "reported", "", "Lviv", "2024-09-17", id="an invitation to read on in a long line"),
    pytest.param("L'armée malienne a bombardé lundi un campement au nord de la\nville de Kidal, dans le désert, où des "
                 "rebelles avaient établi\nune base depuis le début de l'été.", "strike", "reported", "MLI_MIL",
                 "Kidal", "2024-09-16", id="lines that the page broke"),
    pytest.param("Le ministère géorgien de la Défense a déclaré que l'aviation russe avait bombardé un village près "
                 "de Gori.", "strike", "claimed", "RUS_MIL", "Gori", "2024-09", id="whose ministry, then of what"),
    pytest.param("L'armée nigérienne a annoncé la mort de six soldats dans une attaque contre leur poste à Diffa.",
                 "ground_combat", "claimed", "", "Diffa", "2024-09", id="a death is announced, not the attack"),
    pytest.param("A l'issue de cette attaque contre le camp de Gao, l'armée malienne a annoncé une enquête.",
                 "ground_combat", "reported", "", "Gao", "2024-09", id="this attack was told before"),
    pytest.param("La police du Kosovo a déclaré mardi qu'elle avait dû fermer le poste-frontière de Jarinje.",
                 "border_closure", "reported", "XKX_POLICE", "jarinje", "2024-09-17", id="had to be done, so done"),
    pytest.param("Les Vingt-Sept se sont entendus lundi pour imposer des sanctions à la Birmanie.", "sanctions",
                 "reported", "MMR", "iso:MM", "2024-09-16", id="agreed upon is decided"),
    pytest.param("L'armée soudanaise a massé des blindés près de Nyala pour attaquer la ville.", "ground_combat",
                 "planned", "", "Nyala", "2024", id="a purpose is a plan"),
    pytest.param("Les rebelles du M23 ont revendiqué dimanche le contrôle de Bukavu.", "territory_capture", "claimed",
                 "M23", "Bukavu", "2024-09-15", id="control is claimed, not the land"),
    pytest.param("La Corée du Nord a démenti l'envoi de soldats en Russie.", "deployment", "denied", "", "iso:RU",
                 "2024-09", id="what is denied is told as denied"),
    pytest.param("Une attaque meurtrière a eu lieu lundi dans la ville de Gao.", "ground_combat", "reported", "", "Gao",
                 "2024-09-16", id="an attack took place"),
    pytest.param("L'armée ukrainienne dit avoir abattu dans la nuit 31 des 40 drones d'attaque lancés vers Odessa.",
                 "air_defence", "claimed", "", "Ukraine", "2024-09", id="so many of the drones"),
    pytest.param("La Russie a tiré des missiles de longue portée lancés depuis la mer Noire contre Odessa.", "strike",
                 "reported", "RUS_MIL", "Odesa", "2024-09", id="a participle goes with what it agrees with"),
    pytest.param("Des officiers ont annoncé lundi à la radio avoir pris le pouvoir au Burkina Faso.", "internal_unrest",
                 "reported", "", "iso:BF", "2024-09-16", id="announced as done"),
    pytest.param("Israël bombarde l'aéroport de Damas, la Syrie promet une riposte", "strike", "reported",
                 "ISR_MIL", "Damas", "2024-09-18", id="two clauses in a headline"),
    pytest.param("Une patrouille de la Kfor a été attaquée dimanche près de Zvecan, au Kosovo.", "ground_combat",
                 "reported", "KFOR", "Zve", "2024-09-15", id="attacked by nobody named"),
    pytest.param("Des familles ont traversé le fleuve pour échapper aux combats à Bukavu.", "ground_combat", "reported",
                 "", "Bukavu", "2024-09", id="what one flees is a fact"),
    pytest.param("Le Niger a maintenu fermée sa frontière avec le Bénin.", "border_closure", "reported", "NER",
                 "border:BJ-NE", "2024", id="kept closed"),
    pytest.param("L'armée française a restitué lundi la base de Faya, au Tchad.", "deployment", "reported", "FRA_MIL",
                 "", "2024-09-16", id="a base given back"),
    pytest.param("Des tirs antiaériens ont retenti mardi à Port-Soudan.", "air_defence", "reported", "", "Sudan",
                 "2024-09-17", id="anti-aircraft fire"),
    pytest.param("Le départ des soldats américains de Niamey a commencé lundi.", "deployment", "reported", "USA_MIL",
                 "Niamey", "2024-09-16", id="a departure"),
    pytest.param("Des manifestants ont dressé dimanche des barricades à Mitrovica.", "internal_unrest", "reported", "",
                 "Mitrovic", "2024-09-15", id="barricades"),
    pytest.param("Taïwan a détecté mardi trente avions chinois dans sa zone d'identification de défense aérienne.",
                 "airspace_violation", "reported", "", "TW", "2024-09-17", id="detected in one's own zone"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "status", "actor", "where", "when"), TOLD)
def test_a_sentence_tells(text: str, kind: str, status: str, actor: str, where: str, when: str) -> None:
    found = [telling for telling in extract("fr", text, PUBLISHED) if telling.kind.value == kind]
    assert found, f"nothing of this kind in {text!r}"
    assert_tells(found[0], status, actor, where, when)


SILENT = [
    pytest.param("L'Iran a livré des drones de combat à la Russie.", "ground_combat", id="drones of combat"),
    pytest.param("Des personnels et matériels de combat ont été transférés au Gabon.", "ground_combat",
                 id="things of combat, coordinated"),
    pytest.param("Le Sahel est le théâtre d'attaques régulières au Burkina Faso.", "ground_combat", id="a habit"),
    pytest.param("Les Etats-Unis ont appelé l'armée du Niger à la retenue.", "mobilisation", id="an appeal to an army"),
    pytest.param("La population de Goma demande la réouverture de la frontière avec le Rwanda", "border_opening",
                 id="a demand in a headline"),
    pytest.param("La Russie bombarde quotidiennement les villes d'Ukraine.", "strike", id="daily"),
    pytest.param("Lancée en mai 1916, l'offensive fut marquée par une concentration de soldats à Verdun.", "deployment",
                 id="every date of the sentence is history"),
    pytest.param("La milice contrôle la ville, consolidant sa domination sur la région de Gao.", "deployment",
                 id="whose it is does not say what it is"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), SILENT)
def test_a_sentence_tells_no_event_of_this_kind(text: str, kind: str) -> None:
    assert not [telling for telling in extract("fr", text, PUBLISHED) if telling.kind.value == kind]


UNTOUCHED = [
    pytest.param("Le projet phare de la marine à Toulon", id="two nouns and no verb"),
    pytest.param("Visite du ministre à Tripoli", id="a noun that opens a headline"),
    pytest.param("Une vente ferme de deux avions au Maroc", id="an adjective"),
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_a_headline_without_a_verb_gets_none(text: str) -> None:
    doc = make_extractor().parse(Article("test", text, "fr", published=PUBLISHED), whole=True)
    assert not any(token.pos_ == "VERB" for token in doc)


def _chain(length: int) -> Doc:
    """Return words that each hang on the one before."""
    doc = Doc("a " * length, "fr", tagged=True)
    words: list[Token] = []
    for index in range(length):
        token = Token()
        token.doc, token.i, token.idx, token.text, token.dep_ = doc, index, 2 * index, "a", "dep"
        token.children, token.is_sent_start, token.whitespace_ = [], index == 0, " "
        token.head = words[-1] if words else token
        words.append(token)
    doc.take(words)
    return doc


def test_a_word_is_never_hung_below_itself() -> None:
    doc = _chain(3)
    assert not hang(doc[0], doc[2], "nsubj")
    assert not hang(doc[1], doc[1], "nsubj")
    assert [token.head.i for token in doc] == [0, 0, 1]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.booleans()), max_size=12))
def test_whatever_is_hung_where_every_word_reaches_a_root(moves: list[tuple[int, int, bool]]) -> None:
    doc = _chain(6)
    for below, above, root in moves:
        make_root(doc[below]) if root else hang(doc[below], doc[above], "obj")
    for token in doc:
        assert len(list(zip(token.ancestors, range(10), strict=False))) < len(doc)
        assert all(child.head is token for child in token.children)
        assert token.head is token or token in token.head.children


KEPT = [
    pytest.param("Premier point\nSecond point\nTroisième point", id="a list"),
    pytest.param("Le gouvernement a annoncé la fermeture de la frontière.\nLes habitants protestent dans les rues.",
                 id="sentences in lines of their own"),
]  # fmt: skip


@pytest.mark.parametrize("text", KEPT)
def test_lines_of_their_own_stay(text: str) -> None:
    assert unwrap(text) == text


@given(st.text(alphabet="ab .\n", max_size=300))
def test_unwrapping_changes_only_ends_of_lines(text: str) -> None:
    joined = unwrap(text)
    assert len(joined) == len(text)
    assert all(a == b or (a, b) == ("\n", " ") for a, b in zip(text, joined, strict=True))
