"""A verb and the phrases around it in, its subject out: by agreement, by what else is there, by order.

None if it has none, as the verb shares the subject of another, or what could be it is its object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.syntax_nodes import ANY_FORM, agree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.syntax_nodes import Node
    from geo.geoparse.syntax_phrases import Phrase
    from geo.geoparse.syntax_tables import Table


def take_back(verb: Node, subject: Phrase | None, nodes: Sequence[Node], table: Table) -> bool:
    """Hang "Сили оборони" in "На напрямку Сили оборони відбили" on the verb, whose subject they are.

    They were taken for a genitive of the noun before; what stands behind the verb is no subject then.
    """
    if verb.verb != "Fin" or "impersonal" in verb.features or (subject is not None and subject.start < verb.index):
        return False
    if subject is not None and not (subject.counted or "acc" in subject.cases()):
        return False
    shapes = frozenset(("", number, gender) for _, number, gender in verb.forms)
    for node in nodes:
        if node.index >= verb.index or node.dep != "nmod" or not node.is_capital or node.pos != "NOUN":
            continue
        owner = next((n for n in nodes if n.index == node.head), None)
        if owner is None or owner.is_capital or table.is_eventive(owner.lemma) or "nom" not in node.cases():
            continue
        between = [n for n in nodes if node.index < n.index < verb.index and n.pos not in ("ADV", "PART", "ADJ")]
        own = all(n.pos in ("NOUN", "PROPN") and "gen" in n.cases() for n in between)
        if own and agree(frozenset(("", n, g) for case, n, g in node.forms if case == "nom"), shapes):
            node.hang(verb, "nsubj")
            node.case = "nom"
            return True
    return False


def choose_subject(verb: Node, bare: list[Phrase]) -> Phrase | None:
    """Return the phrase that is the subject of a verb, of those without preposition around it."""
    infinite = verb.verb in ("Inf", "Conv") and "finite" not in verb.features
    if (
        infinite
        or verb.features & {"impersonal", "joined", "attributive"}
        or (verb.verb == "Part" and verb.pos == "ADJ")
    ):
        return None
    can = [p for p in bare if ("nom" in p.cases() or "" in p.cases()) and _agrees(p, verb)]
    sure = [p for p in can if "acc" not in p.cases()]
    if sure:
        return min(sure, key=lambda p: (p.head.pos == "NUM", abs(p.head.index - verb.index)))
    if not can:
        return None
    objects = [p for p in bare if p not in can and p.cases() & {"acc"} and "nom" not in p.cases()]
    before = [p for p in can if p.head.index < verb.index]
    if before:
        return before[-1] if len(before) == 1 or len(can) > len(before) else before[0]
    if "shared" in verb.features and is_transitive(verb):
        return None
    alone = len(can) == 1 and not objects and is_transitive(verb)
    return None if alone and (_drops_subject(verb) or _is_counted_object(can[0], verb)) else can[0]


def _drops_subject(verb: Node) -> bool:
    """Return True for "обстреляли село": a plural verb whose only noun can be its object."""
    return "first" in verb.features or "second" in verb.features


def _is_counted_object(phrase: Phrase, verb: Node) -> bool:
    """Return True for "виявили 49 літаків": things counted behind a plural perfective verb that has no subject."""
    things = "animate" not in phrase.head.features and phrase.head.pos == "NOUN"
    done = {"perfective", "past"} <= verb.features and verb.lemma.endswith(TRANSITIVE)
    return phrase.counted and things and done and _is_plural(verb)


TRANSITIVE = ("бить", "бити", "жить", "щити", "вить", "вити", "хватить", "пити", "дить", "стить", "тити", "дити")
"""Endings of common verbs whose counted noun behind is an object ("сбили", "уничтожили", "выявили", "випустили")."""


def is_transitive(verb: Node) -> bool:
    """Return True unless a verb is reflexive, passive or known to take no object."""
    return not verb.lemma.endswith(("ся", "сь")) and not verb.passive and "intransitive" not in verb.features


def is_time(phrase: Phrase, table: Table) -> bool:
    """Return True for a year, and for a time with a number or another word to it ("8 февраля", "минувшую ночь")."""
    if phrase.head.lemma.lower() in table.times:
        return phrase.start < phrase.head.index
    return phrase.head.text.isdigit() and len(phrase.head.text) == len("2024")


AMOUNTS = frozenset({"tysiąc", "setka", "dziesiątka", "milion", "tuzin", "szereg", "większość", "część"})
"""Polish nouns of amounts, with which the verb is neuter as with a number ("tysiące osób demonstrowało")."""


def _agrees(phrase: Phrase, verb: Node) -> bool:
    if not verb.forms:
        return True
    if phrase.counted or phrase.head.lemma in AMOUNTS:
        return any(form[1] in ("plur", "") or form[2] in ("neut", "") for form in verb.forms)
    if len(phrase.cases()) >= len(ANY_FORM) and phrase.head.is_capital:
        return True
    nominative = frozenset(form for form in phrase.forms if form[0] in ("nom", ""))
    shapes = frozenset(("", number, gender) for _, number, gender in verb.forms)
    if phrase.head.dep != "conj" and agree(frozenset(("", n, g) for _, n, g in nominative), shapes):
        return True
    return _is_plural(verb) and bool(phrase.parts)


def _is_plural(verb: Node) -> bool:
    return any(form[1] == "plur" for form in verb.forms)
