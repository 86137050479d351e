"""The phrases of a clause in, fewer out: genitives, names, coordinated nouns and complements of deeds hang on others.

What is left over is for the verb (:mod:`geo.geoparse.syntax_attach`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.syntax_nodes import ANY_FORM, agree
from geo.geoparse.syntax_phrases import QUOTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.syntax_nodes import Node
    from geo.geoparse.syntax_phrases import Phrase
    from geo.geoparse.syntax_tables import Table

JOINTS = frozenset({",", ";"})
NO_NAME_TAKES = frozenset({"gegen", "über", "zu"})
"""German prepositions that hang on a noun before, but on no name ("in Tiflis gegen das Gesetz")."""
PERSONAL = frozenset({"surname", "first_name", "patronymic"})
ADJECTIVAL = ("ska", "skiej", "ską", "skie", "skiego", "cka", "ckiej", "cką", "ckie", "ckiego")
"""Ends of the second word of a Polish name ("Zatoka Perska")."""


def join_phrases(phrases: list[Phrase], nodes: Sequence[Node], table: Table, *, verb_at: int) -> list[Phrase]:
    """Hang genitives, names, coordinated nouns and complements of deeds on the phrases before; return the rest.

    ``verb_at`` is the index of the clause's verb (a large number if it has none): what stands before it with a
    preposition hangs on the noun before.
    """
    free: list[Phrase] = []
    chain: list[Phrase] = []
    for phrase in phrases:
        between = [n for n in nodes if chain and chain[-1].end < n.index < phrase.start]
        whole = bool(chain) and phrase.start - chain[-1].end - 1 == len(between)
        between = [n for n in between if n.dep not in ("compound", "punct", "flat")]
        link = _link(phrase, chain, between, table, verb_at) if whole else None
        if link is None:
            free.append(phrase)
            chain = [phrase]
            continue
        owner, dep = link
        phrase.head.hang(owner.head, dep)
        if dep == "conj":
            named = owner.head.dep in ("appos", "flat:name")
            for member in chain[: chain.index(owner) + 1] if named else (owner,):
                member.parts.append(phrase.head)
        if dep == "nmod" and phrase.preposition is None:
            phrase.head.case = "gen"
        chain = [*chain[: chain.index(owner) + 1], phrase]
        for member in chain:
            member.end = max(member.end, phrase.end)
    return free


def _link(
    phrase: Phrase, chain: list[Phrase], between: list[Node], table: Table, verb_at: int
) -> tuple[Phrase, str] | None:
    marks = [node for node in between if node.text not in QUOTES]
    if not marks:
        return _beside(phrase, chain, table, verb_at, quoted=bool(between))
    joined = any(node.pos == "CCONJ" for node in marks)
    listed = joined or any(node.text in JOINTS for node in marks)
    if listed and all(node.pos in ("CCONJ", "ADV") or node.text in JOINTS for node in marks):
        return _coordinated(phrase, chain, table, joined=joined)
    return None


def _beside(
    phrase: Phrase, chain: list[Phrase], table: Table, verb_at: int, *, quoted: bool
) -> tuple[Phrase, str] | None:
    last = chain[-1]
    if phrase.preposition is not None:
        return _with_preposition(phrase, chain, table, verb_at)
    if last.head.pos == "PRON" and last.preposition is None:
        return None
    named = _named(phrase, chain, table, quoted=quoted)
    if named is not None:
        return named
    if "gen" in phrase.cases() and not phrase.counted and phrase.head.pos != "PRON" and _can_own(last, phrase, table):
        phrase.forms = frozenset(f for f in phrase.forms if f[0] == "gen") or phrase.forms
        return last, "nmod"
    return _of_deed(phrase, chain, table)


def _of_deed(phrase: Phrase, chain: list[Phrase], table: Table) -> tuple[Phrase, str] | None:
    """Return the deed before that a bare noun belongs to: who does it, or after a place or a receiver what is sent."""
    last, deed = chain[-1], next((p for p in reversed(chain) if table.is_eventive(p.head.lemma)), None)
    if deed is None:
        return None
    apart = deed is not last and deed.head.pos == "NOUN" and last.preposition is not None
    if apart and phrase.head.pos == "NOUN" and "gen" in phrase.cases() and not phrase.counted:
        return deed, "nmod"
    if phrase.cases() <= {"ins", "dat"}:
        return deed, "obl:agent" if "ins" in phrase.cases() else "nmod"
    if last.cases() == {"dat"} and "gen" in phrase.cases() and last.head.is_capital:
        return deed, "nmod"
    return None


def _can_own(last: Phrase, phrase: Phrase, table: Table) -> bool:
    """Return False where a genitive after a noun is rather something else: a date, an unclear name after a name."""
    if phrase.head.lemma in table.times or last.head.lemma in table.times:
        return False
    if phrase.forms == ANY_FORM:
        return phrase.head.text.isupper() and len(phrase.head.text) > 1 and last.head.pos == "NOUN"
    if last.head.pos == "PROPN" and phrase.head.pos == "NOUN" and (last.preposition or "place" in last.head.features):
        return False
    if last.head.pos == "PROPN" and phrase.head.pos == "PROPN":
        if "place" in phrase.head.features and (last.head.text.isupper() or "organisation" in last.head.features):
            return True
        return phrase.cases() == {"gen"} and "place" not in last.head.features
    return True


def _named(phrase: Phrase, chain: list[Phrase], table: Table, *, quoted: bool) -> tuple[Phrase, str] | None:
    """Return what a name belongs to: "президент Путин", "село Роботино", "Владимир Путин"."""
    if phrase.head.pos not in ("PROPN", "X") and not (quoted and phrase.head.is_capital):
        return _titled(phrase, chain[-1], table)
    if quoted and chain[-1].head.pos in ("PROPN", "X") and chain[-1].head.text.isupper():
        return chain[-1], "appos"
    owners = [p for p in chain if table.is_naming(p.head.lemma.lower())] if quoted else []
    titled = [p for p in reversed(chain) if p.head.pos == "NOUN" and table.is_title(p.head.lemma.lower())]
    plain = chain[-1].head.pos == "NOUN" or chain[-1].head.text.isupper()
    if titled and plain and "place" not in phrase.head.features and not quoted:
        fits = agree(titled[0].forms, phrase.forms) or "guessed" in phrase.head.features
        owners = [*titled, *reversed(chain)] if fits else owners
    for owner in owners or reversed(chain):
        if owner.head.pos == "PROPN" and owner is chain[-1] and not quoted:
            if phrase.head.lower.endswith(ADJECTIVAL) and agree(owner.forms, phrase.forms):
                return owner, "flat:name"
            people = not {"place"} & (owner.head.features | phrase.head.features)
            if people and agree(owner.forms, phrase.forms):
                return owner, "flat:name"
        elif owner.head.pos == "NOUN":
            person = bool(phrase.head.features & PERSONAL) and bool(agree(owner.forms, phrase.forms))
            if person or _takes_name(owner, phrase, table, quoted=quoted):
                return owner, "appos"
    return None


def _titled(phrase: Phrase, last: Phrase, table: Table) -> tuple[Phrase, str] | None:
    """Return the title before a first name that the dictionary does not mark ("президент Володимир …")."""
    if phrase.head.is_capital and "first_name" in last.head.features and phrase.head.pos == "NOUN":
        return (last, "flat:name") if agree(last.forms, phrase.forms) else None
    both = last.cases() & phrase.cases()
    if phrase.head.pos != "NOUN" or not phrase.head.is_capital or "nom" not in both or phrase.preposition is not None:
        return None
    titled = last.head.pos == "NOUN" and table.is_title(last.head.lemma.lower()) and agree(last.forms, phrase.forms)
    return (last, "appos") if titled else None


def _takes_name(owner: Phrase, phrase: Phrase, table: Table, *, quoted: bool) -> bool:
    lemma = owner.head.lemma.lower()
    word = owner.head.lower if owner.head.lower.startswith(lemma) else lemma
    titled = table.is_title(lemma) or table.is_title(word)
    if phrase.head.features & PERSONAL and not titled and not quoted:
        return False
    if titled:
        unknown = "guessed" in phrase.head.features and phrase.preposition is None
        return "place" not in phrase.head.features and (unknown or bool(agree(owner.forms, phrase.forms)))
    return ((table.is_naming(lemma) or table.is_naming(word)) and phrase.cases() != {"gen"}) or quoted


def _with_preposition(phrase: Phrase, chain: list[Phrase], table: Table, verb_at: int) -> tuple[Phrase, str] | None:
    last = chain[-1]
    deed = next((p for p in reversed(chain) if table.is_eventive(p.head.lemma)), None)
    timed = phrase.head.lemma.lower() in table.times
    if deed is not None and (deed is last or not timed):
        return deed, "nmod"
    if timed or last.head.lemma in table.times:
        return None
    word = phrase.preposition.lower if phrase.preposition is not None else ""
    if last.head.pos == "PROPN" and (word in table.agent or word in NO_NAME_TAKES):
        return None
    if last.head.pos != "PRON" and (word in table.adnominal or (phrase.start < verb_at and last.start < verb_at)):
        return last, "nmod"
    return None


def _coordinated(phrase: Phrase, chain: list[Phrase], table: Table, *, joined: bool) -> tuple[Phrase, str] | None:
    """Return what a phrase behind a comma or "and" goes on with: never a day with a thing ("On Friday, gunmen")."""
    timed = phrase.head.lemma.lower() in table.times
    chain = [one for one in chain if (one.head.lemma.lower() in table.times) is timed]
    if not joined and not phrase.head.is_capital and any(_is_source(one, table) for one in chain):
        return None
    alike = [one for one in reversed(chain) if one.head.pos == phrase.head.pos]
    for owner in (*alike, *(one for one in reversed(chain) if one not in alike)):
        if phrase.preposition is None and agree_case(owner, phrase):
            return owner, "conj" if joined or owner.head.pos == phrase.head.pos else "appos"
        ours, theirs = phrase.preposition, owner.preposition
        if ours is not None and theirs is not None and (joined or ours.lower == theirs.lower):
            return owner, "conj"
    return None


def _is_source(phrase: Phrase, table: Table) -> bool:
    """Return True for "according to the data", with which no common noun behind a comma goes on."""
    return phrase.preposition is not None and phrase.head.lemma.lower() in table.sources


def agree_case(one: Phrase, other: Phrase) -> bool:
    """Return True if two phrases can stand in the same case; narrows both to it."""
    shared = one.cases() & other.cases()
    if "" in one.cases() or "" in other.cases():
        shared = one.cases() | other.cases()
    if not shared:
        return False
    other.forms = frozenset(form for form in other.forms if form[0] in shared) or other.forms
    return True
