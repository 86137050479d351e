"""The clause around a token: who does what to whom, and with which preposition, from a dependency parse.

In come tokens of a spaCy document, English (ClearNLP labels) or another language (Universal Dependencies); out come
heads of arguments and the tokens they are made of. A genitive without preposition counts as "of". Nothing here knows
events. "Not found" is an empty tuple or an empty text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.events.cut_off import cut_off_before_and, cut_off_subject
from geo.events.grammar import grammar_of
from geo.events.words import fold

if TYPE_CHECKING:
    from geo.geoparse.tree import Token

SUBJECT = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECT = frozenset({"nsubjpass", "nsubj:pass", "csubjpass"})
OBJECT = frozenset({"dobj", "obj", "iobj", "dative", "attr", "oprd"})
CLAUSAL = frozenset(
    {"advcl", "ccomp", "xcomp", "relcl", "acl", "acl:relcl", "csubj", "csubjpass", "parataxis", "pcomp", "advcl:cleft"}
)
ADNOMINAL = frozenset({"relcl", "acl", "acl:relcl"})
NOMINAL_CHILDREN = frozenset(
    {"compound", "amod", "nmod", "poss", "appos", "conj", "flat", "flat:name", "flat:foreign", "nummod", "fixed", "dep",
     "det", "case", "quantmod", "npadvmod", "punct", "cc"}
)  # fmt: skip
VERBAL = frozenset({"VERB", "AUX"})
OF = "of"
NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X"})


WITH_ETRE = frozenset(
    {"tomber", "arriver", "aller", "venir", "partir", "entrer", "sortir", "mourir", "rester", "descendre", "monter",
     "retourner", "devenir", "revenir", "deceder", "parvenir", "intervenir", "survenir", "retomber", "rentrer"}
)  # fmt: skip
"""French verbs whose past is made with "être", which the parser takes for a passive."""


@dataclass(frozen=True, slots=True)
class Oblique:
    """An argument with a preposition: ``preposition`` folded, ``head`` the noun it governs."""

    preposition: str
    head: Token


def is_verbal(token: Token) -> bool:
    """Return True for a verb, an auxiliary, or a participle that heads a clause."""
    return token.pos_ in VERBAL or (token.dep_ in CLAUSAL and "Part" in token.morph.get("VerbForm", []))


def clause_head(token: Token) -> Token:
    """Return the verb (or the root) of the smallest clause the token stands in."""
    while token.head != token and not (is_verbal(token) and token.dep_ not in ("aux", "auxpass", "aux:tense", "amod")):
        token = token.head
    return token


def governors(token: Token) -> Iterator[Token]:
    """Yield the heads above a token, nearest first."""
    while token.head != token:
        token = token.head
        yield token


def clause_tokens(head: Token) -> list[Token]:
    """Return the tokens of a clause in text order, without the clauses inside it."""
    found: list[Token] = []
    waiting = [head]
    while waiting:
        token = waiting.pop()
        found.append(token)
        waiting.extend(child for child in token.children if not _starts_clause(child))
    return sorted(found, key=lambda t: t.i)


def _starts_clause(token: Token) -> bool:
    if (
        token.dep_ in CLAUSAL
        and token.pos_ in NOUNS
        and not any(c.dep_ in ("cop", "nsubj", "mark") for c in token.children)
    ):
        return False
    if token.dep_ in CLAUSAL:
        return token.dep_ != "acl" or is_verbal(token)
    return token.dep_ == "conj" and token.pos_ in VERBAL


def phrase_tokens(head: Token) -> list[Token]:
    """Return the tokens of a noun phrase: modifiers, "of" complements and coordinated nouns, no clauses inside."""
    found: list[Token] = []
    waiting = [head]
    while waiting:
        token = waiting.pop()
        found.append(token)
        waiting.extend(child for child in token.children if _belongs(child))
    return sorted(found, key=lambda t: t.i)


def _belongs(child: Token) -> bool:
    if child.dep_ == "nmod" and child.pos_ in NOUNS:
        preposition = preposition_of(child)
        return preposition in ("", OF) or preposition in grammar_of(child).of
    if child.dep_ in NOMINAL_CHILDREN:
        return not (child.dep_ == "conj" and child.pos_ in VERBAL)
    if child.dep_ == "prep":
        return fold(child.text) == "of"
    return child.dep_ == "pobj" and fold(child.head.text) == "of"


def preposition_of(token: Token) -> str:
    """Return the folded preposition right above (English) or on (French) a noun, "" if none."""
    if token.dep_ in ("pobj", "pcomp") and token.head.pos_ in ("ADP", "SCONJ", "ADV", "VERB"):
        return _joined(token.head)
    cases = [child for child in token.children if child.dep_ == "case" and not _holds_digit(child)]
    if cases:
        return _joined(cases[-1])
    return OF if token.dep_ == "nmod" and "Gen" in token.morph.get("Case", []) else ""


def _holds_digit(token: Token) -> bool:
    """Return True for "BM-21" in "Cambodian BM-21 rockets", which the parser takes for a case mark."""
    return any(letter.isdigit() for letter in token.text)


def _joined(preposition: Token) -> str:
    parts = [
        preposition,
        *(c for c in preposition.children if c.dep_ in ("fixed", "pcomp", "advmod") and c.pos_ == "ADP"),
    ]
    words = [fold(part.text) for part in sorted(parts, key=lambda t: t.i)]
    contracted = grammar_of(preposition).contracted
    return " ".join(contracted.get(word, word) for word in words)


def governing(token: Token) -> tuple[str, Token]:
    """Return the preposition that governs the phrase a token stands in, and the word that phrase hangs on.

    The preposition is "" for subjects and objects, "poss" for possessives, "mod" for adjectives and compounds.
    """
    while True:
        preposition = preposition_of(token)
        if preposition:
            above = token.head
            return preposition, above.head if token.dep_ in ("pobj", "pcomp") else above
        if token.dep_ == "poss":
            return "poss", token.head
        if token.dep_ in ("amod", "compound"):
            return "mod", token.head
        if token.dep_ in (
            "appos",
            "conj",
            "flat",
            "flat:name",
            "flat:foreign",
            "nmod",
            "npadvmod",
            "dep",
        ) and not is_verbal(token.head):
            token = token.head
            continue
        return "", token.head


def obliques(token: Token) -> list[Oblique]:
    """Return the arguments of a token that have a preposition (without the passive agent)."""
    found: list[Oblique] = []
    for child in token.children:
        if child.dep_ in ("prep", "dative") and child.pos_ in ("ADP", "SCONJ"):
            found.extend(Oblique(_joined(child), noun) for noun in _nouns_under(child))
        elif child.dep_.startswith(("obl", "nmod")) and child.dep_ != "obl:agent" and preposition_of(child):
            found.append(Oblique(preposition_of(child), child))
    return found


def _nouns_under(preposition: Token) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            yield child
        elif child.dep_ == "prep":
            yield from _nouns_under(child)


def agents(token: Token) -> list[Token]:
    """Return "by X" / "par X" of a passive verb or of a noun."""
    found: list[Token] = []
    by = grammar_of(token).by
    for child in token.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and fold(child.text) in by):
            found.extend(_nouns_under(child))
        elif child.dep_ == "obl:agent" or (child.dep_.startswith(("obl", "nmod")) and preposition_of(child) in by):
            found.append(child)
    return found


def is_passive(verb: Token) -> bool:
    """Return True for a passive verb or a bare past participle on a noun ("troops massed")."""
    if fold(verb.lemma_) in WITH_ETRE:
        return False
    if any(c.dep_ in ("auxpass", "aux:pass") or c.dep_ in PASSIVE_SUBJECT for c in verb.children):
        return True
    past = "Past" in verb.morph.get("Tense", []) and "Part" in verb.morph.get("VerbForm", [])
    return (
        past
        and "Act" not in verb.morph.get("Voice", [])
        and verb.dep_ in ("acl", "amod")
        and not any(c.dep_ in SUBJECT for c in verb.children)
    )


def subjects(verb: Token) -> list[Token]:
    """Return who does it: subject, agent, the antecedent of a relative clause, or the subject a clause shares."""
    if is_passive(verb):
        return agents(verb)
    kinds = SUBJECT | PASSIVE_SUBJECT if fold(verb.lemma_) in WITH_ETRE else SUBJECT
    own = [_antecedent(child, verb) for child in verb.children if child.dep_ in kinds]
    if own:
        return [*cut_off_before_and(verb), *own]
    if verb.dep_ in ADNOMINAL:
        return _subject_above(verb) if _is_where_clause(verb) else [verb.head]
    return _shared_subject(verb) or cut_off_subject(verb)


def seated(verb: Token) -> list[Token]:
    """Return who says it in "В Москве заявили": the capital or house where a plural verb without subject is said."""
    if "Fin" not in verb.morph.get("VerbForm", []) or subjects(verb):
        return []
    if "Plur" not in verb.morph.get("Number", []) and not verb.lemma_.endswith(REFLEXIVE):
        return []
    own = [o.head for o in obliques(verb) if o.preposition in grammar_of(verb).seat]
    return own or (seated(verb.head) if verb.dep_ == "conj" and is_verbal(verb.head) else [])


REFLEXIVE = ("ся", "сь")
"""Endings of a verb of saying without subject: "говорится в сводке Минобороны", "ідеться у зведенні Генштабу"."""


def _is_where_clause(verb: Token) -> bool:
    """Return True for "in Beirut, where he met …": the noun above is no subject."""
    return any(c.dep_ == "advmod" and "Rel" in c.morph.get("PronType", []) for c in verb.children)


def _subject_above(verb: Token) -> list[Token]:
    above = next((g for g in governors(verb) if is_verbal(g)), None)
    return subjects(above) if above is not None else []


def _shared_subject(verb: Token) -> list[Token]:
    above = _carrier(verb.head)
    if verb.dep_ == "pcomp" and above.pos_ == "ADP":
        above = above.head
    if verb.dep_ == "xcomp" and above.pos_ == "ADJ":
        return [child for child in above.children if child.dep_ in SUBJECT]
    if above == verb or not (is_verbal(above) or above.pos_ == "NOUN"):
        return []
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "pcomp", "acl", "obl:arg", "obl:mod") and is_verbal(above):
        held = [child for child in above.children if child.dep_ in ("dobj", "obj", "iobj") and child.pos_ in NOUNS]
        if (
            held
            and verb.dep_ in ("xcomp", "ccomp", "obl:arg", "pcomp")
            and fold(above.lemma_) in grammar_of(above).object_control
        ):
            return held
        return [c for c in above.children if c.dep_ in PASSIVE_SUBJECT] or subjects(above)
    if verb.dep_ == "conj" and is_verbal(above):
        return subjects(above)
    return []


def _carrier(above: Token) -> Token:
    """Return the verb of "is due to arrive", whose subject arrives; any other word itself."""
    predicate = above.pos_ == "ADJ" and above.dep_ in ("acomp", "oprd", "attr") and is_verbal(above.head)
    return above.head if predicate else above


def _antecedent(child: Token, verb: Token) -> Token:
    relative = "Rel" in child.morph.get("PronType", []) or fold(child.text) in grammar_of(child).relatives
    return verb.head if relative and verb.dep_ in ADNOMINAL else child


def objects(verb: Token) -> list[Token]:
    """Return whom or what it is done to: object, passive subject, or the noun a participle hangs on."""
    own = [_antecedent(child, verb) for child in verb.children if child.dep_ in PASSIVE_SUBJECT or child.dep_ in OBJECT]
    own.extend(c for c in verb.children if c.dep_ == "obl:arg" and c.i > verb.i and _is_bare_or_of(c))
    own.extend(c for c in verb.children if c.dep_ == "xcomp" and c.pos_ == "NOUN" and _has_determiner(c))
    if is_passive(verb):
        own.extend(_antecedent(child, verb) for child in verb.children if child.dep_ in SUBJECT)
    if not own and fold(verb.lemma_) in grammar_of(verb).object_control:
        inner = [c for c in verb.children if c.dep_ in ("ccomp", "xcomp")]
        own.extend(c for i in inner for c in i.children if c.dep_ in SUBJECT and c.i > verb.i)
    if not own and is_passive(verb):
        if verb.dep_ in ("acl", "amod", *ADNOMINAL):
            return [verb.head]
        if verb.dep_ == "conj" and is_verbal(verb.head):
            return objects(verb.head)
        if verb.dep_ in ("pcomp", "advcl", "xcomp", "obl:mod", "obl:arg"):
            return _done_to_above(verb)
        return cut_off_subject(verb)
    return own


def _done_to_above(verb: Token) -> list[Token]:
    """Return what "was shut before being reopened", "a rouvert après avoir été fermée" is done to, twice."""
    above = next((g for g in governors(verb) if is_verbal(g)), None)
    if above is None:
        return []
    passive = [c for c in above.children if c.dep_ in PASSIVE_SUBJECT]
    return passive or [_antecedent(c, above) for c in above.children if c.dep_ in SUBJECT]


def _has_determiner(noun: Token) -> bool:
    return any(c.dep_ == "det" for c in noun.children)


def _is_bare_or_of(token: Token) -> bool:
    preposition = preposition_of(token)
    return preposition in ("", OF) or preposition in grammar_of(token).of


def complements(noun: Token) -> list[Token]:
    """Return what a noun is about: "of X", "de X", compounds, possessives and adjectives."""
    found = [o.head for o in obliques(noun) if _is_of(o, noun)]
    found.extend(
        child for child in noun.children if child.dep_ in ("compound", "nmod", "poss", "amod") and child not in found
    )
    return found


def _is_of(oblique: Oblique, noun: Token) -> bool:
    return oblique.preposition == OF or oblique.preposition in grammar_of(noun).of


def expand(head: Token) -> list[Token]:
    """Return the head, or for "one of its crossings" the noun that is meant, and coordinated nouns."""
    found = [head]
    if fold(head.lemma_) in grammar_of(head).partitive or head.pos_ in ("NUM", "PRON"):
        found.extend(o.head for o in obliques(head) if _is_of(o, head) or head.pos_ == "NUM")
    for token in tuple(found):
        found.extend(child for child in token.children if child.dep_ == "conj" and not is_verbal(child))
    return found
