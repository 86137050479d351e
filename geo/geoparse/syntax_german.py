"""German words in, nodes out: parts of speech and lemmas by the Hanover Tagger, case and number by articles, endings.

The tagger (HanTa, a hidden Markov model over morphemes) reads a sentence of 20 words in about a millisecond once its
words are known; its answers for single words are kept.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from geo.geoparse.german_tags import find_lemma, tag_words
from geo.geoparse.syntax_german_ends import CUTS, settle_clause_ends, settle_relatives
from geo.geoparse.syntax_nodes import ANY_FORM, Form, Forms, Node

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.syntax_tables import Table

PARTS = {
    "NN": "NOUN", "NNA": "NOUN", "NNI": "NOUN", "NE": "PROPN", "ADJ(A)": "ADJ", "ADJ(D)": "ADV", "ART": "DET",
    "PDAT": "DET", "PIAT": "DET", "PPOSAT": "DET", "PWAT": "DET", "PRELAT": "DET", "PPER": "PRON", "PRF": "PRON",
    "PDS": "PRON", "PIS": "PRON", "PPOSS": "PRON", "PRELS": "PRON", "PWS": "PRON", "KON": "CCONJ", "KOUS": "SCONJ",
    "KOUI": "SCONJ", "KOKOM": "SCONJ", "CARD": "NUM", "APPR": "ADP", "APPRART": "ADP", "APPO": "ADP", "APZR": "ADP",
    "ADV": "ADV", "PROAV": "ADV", "PWAV": "ADV", "PTKNEG": "PART", "PTKZU": "PART", "PTKA": "ADV", "PTKVZ": "PRT",
    "PTKANT": "INTJ", "FM": "PROPN", "XY": "X", "TRUNC": "X", "ITJ": "INTJ",
}  # fmt: skip
VERBS = {"FIN": "Fin", "INF": "Inf", "IZU": "Inf", "PP": "Part", "IMP": "Fin"}
STRONG_PAST = frozenset(
    {"hielt", "trat", "bat", "bot", "verbot", "riet", "stritt", "schritt", "tat", "galt", "erhielt", "vertrat",
     "enthielt", "behielt", "unterhielt", "beriet", "bestritt", "überschritt", "erbat", "geriet", "verriet", "betrat",
     "hatte", "war"}
)  # fmt: skip
"""Past forms of the third person that end in -t as those of the present do, and the two auxiliaries."""
AMOUNTS = frozenset(
    {"dutzende", "hunderte", "tausende", "zehntausende", "hunderttausende", "dutzend", "hundert", "tausend", "zig"}
)
ABOUT = frozenset(
    {
        "rund",
        "etwa",
        "knapp",
        "fast",
        "über",
        "mindestens",
        "gut",
        "nahezu",
        "beinahe",
        "ungefähr",
        "circa",
        "ca",
        "höchstens",
    }
)
"""What stands before a number and belongs to it."""
FROM_YEAR, TO_YEAR = 1900, 2100
_PLUR: Form = ("", "plur", "")


def _table(text: str) -> Forms:
    found: set[Form] = set()
    for entry in text.split():
        case, number, gender = entry.split(".")
        found.add((case, {"s": "sing", "p": "plur"}[number], {"m": "masc", "f": "fem", "n": "neut", "-": ""}[gender]))
    return frozenset(found)


ENDINGS = {
    "er": _table("nom.s.m dat.s.f gen.s.f gen.p.-"),
    "e": _table("nom.s.f acc.s.f nom.p.- acc.p.-"),
    "es": _table("nom.s.n acc.s.n gen.s.m gen.s.n"),
    "en": _table("acc.s.m dat.p.-"),
    "em": _table("dat.s.m dat.s.n"),
}
"""What articles, and adjectives without one, show by their endings."""
ARTICLES = {
    "der": ENDINGS["er"], "die": ENDINGS["e"], "das": _table("nom.s.n acc.s.n"), "den": ENDINGS["en"],
    "dem": ENDINGS["em"], "des": _table("gen.s.m gen.s.n"), "denen": _table("dat.p.-"),
    "dessen": _table("gen.s.m gen.s.n"), "deren": _table("gen.s.f gen.p.-"),
    "ein": _table("nom.s.m nom.s.n acc.s.n"), "kein": _table("nom.s.m nom.s.n acc.s.n"),
    "er": _table("nom.s.m"), "ihn": _table("acc.s.m"), "ihm": _table("dat.s.m dat.s.n"), "sie": ENDINGS["e"],
    "ihnen": _table("dat.p.-"), "es": _table("nom.s.n acc.s.n"), "man": _table("nom.s.m"), "wer": _table("nom.s.m"),
    "wir": _table("nom.p.-"), "ich": _table("nom.s.m"), "uns": _table("acc.p.- dat.p.-"), "wen": _table("acc.s.m"),
    "sein": _table("nom.s.m nom.s.n acc.s.n"), "ihr": _table("nom.s.m nom.s.n acc.s.n dat.s.f"),
}  # fmt: skip
WEAK = _table("nom.s.m nom.s.f nom.s.n acc.s.f acc.s.n")
"""What an adjective in -e behind an article shows; in -en it shows nothing."""
CONTRACTED = frozenset({"vom", "zum", "im", "am", "zur", "beim"})


def read_nodes(words: Sequence[str], table: Table) -> list[Node]:
    """Return one node a word; ``words`` are those of one sentence."""
    kept = [word for word in words if not word.isspace()]
    tags = iter(tag_words(kept) if kept else ())
    nodes: list[Node] = []
    for index, word in enumerate(words):
        node = Node(index, word, word.lower())
        _read(node, "$(" if word.isspace() else next(tags), nodes, table)
        nodes.append(node)
    _settle_amounts(nodes)
    settle_clause_ends(nodes, find_lemma)
    for node in nodes:
        _settle(node, nodes, table)
        _settle_bare(node, nodes)
        if node.verb == "Inf" and "VV" in node.features and _closes_clause(node, nodes):
            node.verb, node.mood, node.tense, node.forms = "Fin", "Ind", "Pres", frozenset({_PLUR})
    settle_relatives(nodes, table)
    return nodes


def _closes_clause(node: Node, nodes: list[Node]) -> bool:
    """Return True for "…, die Stadt angreifen," where no other verb can be finite: tagged as an infinitive."""
    before = nodes[node.index - 1] if node.index else None
    after = nodes[node.index + 1] if node.index + 1 < len(nodes) else None
    if "IZU" in node.features or before is None or before.lower == "zu" or (after is not None and after.pos != "PUNCT"):
        return False
    for other in reversed(nodes[: node.index]):
        if other.text in CUTS:
            return True
        if other.verb or other.lower == "um":
            return False
    return False


def _read(node: Node, tag: str, before: list[Node], table: Table) -> None:
    word = node.lower
    if not any(letter.isalnum() for letter in word):
        node.pos, node.lemma = "PUNCT", word
        return
    first, hyphen, last = node.text.rpartition("-")
    known = tag in ("NE", "FM", "XY", "CARD")
    node.lemma = node.text if known else first + hyphen + find_lemma(last, tag) if last else find_lemma(node.text, tag)
    if tag[:2] in ("VV", "VA", "VM"):
        node.pos = "VERB" if tag[:2] == "VV" else "AUX"
        node.verb = VERBS[tag[3:-1]]
        node.features = frozenset({tag[:2], tag[3:-1]})
        _read_verb(node)
    else:
        node.pos = PARTS.get(tag, "X")
        node.relative = tag in ("PRELS", "PRELAT")
        node.comparing = tag == "KOKOM"
        if word in table.negation:
            node.pos = "PART" if word in ("nicht", "nie", "niemals") else "DET"
        node.forms = _forms(node, before)
    if node.pos == "X" and node.is_capital:
        node.pos = "PROPN"


def _read_verb(node: Node) -> None:
    if node.verb == "Fin":
        plural = node.lower.endswith("n")
        node.forms = frozenset({("", "plur" if plural else "sing", "")})
        node.tense = _tense(node)
        node.mood = "Imp" if "IMP" in node.features else "Ind"
        if node.lower.startswith(("würde", "wäre", "hätte")):
            node.mood = "Cnd"
        elif node.lower in ("sei", "seien", "habe", "werde"):
            node.mood = "Sub"
    elif node.verb == "Part":
        node.tense = "Past"


def _tense(node: Node) -> str:
    """Return Past or Pres by the looks of a finite form: the third person of the present ends in -t or -en."""
    word, stem = node.lower, node.lemma.lower().removesuffix("n").removesuffix("e")
    if "VM" in node.features or node.lemma.lower() in ("sein", "werden"):
        return "Past" if word.startswith(("war", "wurde", "konnt", "musst", "durft", "wollte", "mocht")) else "Pres"
    if word in STRONG_PAST or word.removeprefix(stem) in ("te", "ten", "ete", "eten"):
        return "Past"
    if word.endswith("en"):
        return "Pres" if word == node.lemma.lower() else "Past"
    return "Pres" if word.endswith(("t", "e", "st")) and word != "hatte" else "Past"


def _settle_amounts(nodes: list[Node]) -> None:
    """Make numbers of "Dutzende Raketen", and of what stands before a number no preposition ("über 300 Drohnen")."""
    for node, after in pairwise(nodes):
        if node.lower in AMOUNTS and (after.pos in ("NOUN", "ADJ") or after.lower in AMOUNTS):
            node.pos, node.forms = "NUM", ANY_FORM
    for index, node in enumerate(nodes):
        if node.pos != "NUM":
            continue
        before = [other.lower for other in nodes[max(0, index - 2) : index]]
        if (
            node.text.isdigit()
            and FROM_YEAR <= int(node.text) < TO_YEAR
            and before[-1:] in (["seit"], ["ab"], ["bis"], ["in"])
        ):
            node.pos, node.forms = "NOUN", ANY_FORM
        elif before[-1:] and before[-1] in ABOUT:
            nodes[index - 1].pos, nodes[index - 1].forms = "ADV", frozenset()
        elif before in (["mehr", "als"], ["weniger", "als"], ["bis", "zu"]):
            for other in nodes[index - 2 : index]:
                other.pos, other.forms, other.comparing = "ADV", frozenset(), False


def _settle_bare(node: Node, nodes: list[Node]) -> None:
    """Take the genitive from a noun with nothing before it that could show one ("Truppen Stellungen beschossen")."""
    if node.pos != "NOUN":
        return
    before = next((n for n in reversed(nodes[: node.index]) if n.pos not in ("NUM", "ADV")), None)
    if before is None or (before.pos not in ("DET", "ADJ", "ADP") and not before.genitive):
        node.forms = frozenset(form for form in node.forms if form[0] != "gen")


def _forms(node: Node, before: list[Node]) -> Forms:
    """Return the forms an article, adjective, noun or pronoun can be in by its looks."""
    word = node.lower
    if node.pos in ("DET", "PRON"):
        return ARTICLES.get(word) or _by_ending(word) or ANY_FORM
    if node.pos == "ADJ":
        last = before[-1] if before else None
        if last is not None and (last.pos in ("DET", "ADJ") or last.lower in CONTRACTED) and word.endswith(("e", "en")):
            return WEAK if word.endswith("e") else ANY_FORM
        return _by_ending(word) or ANY_FORM
    if node.pos == "NOUN":
        return _noun_forms(node)
    return ANY_FORM if node.pos in ("PROPN", "NUM", "X") else frozenset()


def _by_ending(word: str) -> Forms | None:
    return next((ENDINGS[end] for end in ("er", "es", "en", "em", "e") if word.endswith(end)), None)


def _noun_forms(node: Node) -> Forms:
    if node.lower == node.lemma.lower():
        return ANY_FORM
    cases = ("nom", "gen", "dat", "acc")
    found = {(case, "plur", "") for case in cases}
    if node.lower.endswith("s"):
        found.add(("gen", "sing", ""))
    if node.lower.endswith(("en", "n")):
        found |= {(case, "sing", "masc") for case in ("gen", "dat", "acc")}
    return frozenset(found)


def _settle(node: Node, nodes: list[Node], table: Table) -> None:
    """Mark names in the genitive before a noun and subordinators the tagger takes for prepositions."""
    after = nodes[node.index + 1] if node.index + 1 < len(nodes) else None
    if node.pos == "PROPN" and node.lower.endswith(("s", "'", "’")) and after is not None:
        last = nodes[node.index - 1] if node.index else None
        node.genitive = after.pos in ("NOUN", "ADJ") and (last is None or last.pos not in ("DET", "ADJ", "PROPN"))
    if node.pos == "ADJ" and node.is_capital and node.index and (after is None or after.pos not in ("NOUN", "ADJ")):
        node.pos, node.lemma, node.forms = "NOUN", node.text, ANY_FORM
    before = nodes[node.index - 1] if node.index else None
    owned = (
        before is not None
        and before.pos == "NOUN"
        and not (table.is_naming(before.lemma.lower()) or table.is_title(before.lemma.lower()))
    )
    if node.pos == "PROPN" and node.lower.endswith("s") and owned:
        node.forms = frozenset({("gen", "sing", "")})
    if node.pos == "ADP" and node.lower in ("um", "ohne", "statt", "anstatt") and _opens_infinitive(node, nodes):
        node.pos = "SCONJ"
    if node.pos == "ADV" and node.lower in table.relative and node.index and nodes[node.index - 1].text == ",":
        node.relative = True


def _opens_infinitive(node: Node, nodes: list[Node]) -> bool:
    after = nodes[node.index + 1] if node.index + 1 < len(nodes) else None
    if after is not None and (after.pos == "NUM" or after.lower in ABOUT | {"mehrere", "einige", "bis"}):
        return False
    for other in nodes[node.index + 1 :]:
        if other.text == "," or other.verb == "Fin":
            return False
        if other.verb == "Inf" and ("IZU" in other.features or nodes[other.index - 1].lower == "zu"):
            return True
    return False
