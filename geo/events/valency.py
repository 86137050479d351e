"""Who does what to whom, by the verb: its subjects, objects and agents, also those it shares or takes from above.

In come verbs of a dependency parse; out come the heads of their arguments, none if the verb has none. Nothing here
knows events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.clauses import NOUNS, governors, is_verbal
from geo.events.cut_off import cut_off_before_and, cut_off_subject
from geo.events.grammar import grammar_of
from geo.events.once import once_a_token
from geo.events.prepositions import OF, nouns_under, obliques, preposition_of
from geo.events.words import fold

if TYPE_CHECKING:
    from geo.geoparse.tree import Token

SUBJECT = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECT = frozenset({"nsubjpass", "nsubj:pass", "csubjpass"})
OBJECT = frozenset({"dobj", "obj", "iobj", "dative", "attr", "oprd"})
ADNOMINAL = frozenset({"relcl", "acl", "acl:relcl"})
WITH_ETRE = frozenset(
    {"tomber", "arriver", "aller", "venir", "partir", "entrer", "sortir", "mourir", "rester", "descendre", "monter",
     "retourner", "devenir", "revenir", "deceder", "parvenir", "intervenir", "survenir", "retomber", "rentrer"}
)  # fmt: skip
"""French verbs whose past is made with "être", which the parser takes for a passive."""
REFLEXIVE = ("ся", "сь")
"""Endings of a verb of saying without subject: "говорится в сводке Минобороны", "ідеться у зведенні Генштабу"."""


def agents(token: Token) -> list[Token]:
    """Return "by X" / "par X" of a passive verb or of a noun."""
    found: list[Token] = []
    by = grammar_of(token).by
    for child in token.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and fold(child.text) in by):
            found.extend(nouns_under(child))
        elif child.dep_ == "obl:agent" or (child.dep_.startswith(("obl", "nmod")) and preposition_of(child) in by):
            found.append(child)
    return found


@once_a_token
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
        return agents(verb) or _shared_agents(verb)
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


def _is_where_clause(verb: Token) -> bool:
    """Return True for "in Beirut, where he met …": the noun above is no subject."""
    return any(c.dep_ == "advmod" and "Rel" in c.morph.get("PronType", []) for c in verb.children)


def _subject_above(verb: Token) -> list[Token]:
    above = next((g for g in governors(verb) if is_verbal(g)), None)
    return subjects(above) if above is not None else []


def _shared_agents(verb: Token) -> list[Token]:
    """Return by whom it is in "by air defence were detected and destroyed": said once, before the first."""
    if verb.dep_ != "conj" or not is_passive(verb.head):
        return []
    return [agent for agent in agents(verb.head) if agent.i < verb.head.i]


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
