"""Words that stand for an actor named elsewhere in the article: "the rebels", a surname alone, "both sides".

In come a document and the actors named in full; out come further `ActorMention`s. What could stand for several gives
none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.actors import ActorMention
from geo.events.words import fold, index_of, key_of, matches_at, positions_of

if TYPE_CHECKING:
    from geo.events.entries import Language
    from geo.geoparse.tree import Doc, Token

LEAST_SURNAME = 3
NAMED_BEFORE = 2
"""A party to "both sides" must have been spoken of so often before if a third country was."""


def find_surnames(doc: Doc, named: Sequence[ActorMention], language: Language) -> list[ActorMention]:
    """Return the persons named by surname alone after they were named in full."""
    taken = {i for actor in named for i in range_of(doc, actor)}
    index, text = index_of(doc), doc.text
    persons: dict[int, ActorMention] = {}
    for actor in sorted(named, key=lambda a: a.start):
        written = text[actor.start : actor.end]
        surname = written.split()[-1]
        if actor.kind == "official" and " " in written and len(surname) >= LEAST_SURNAME:
            later = (i for i in index.get(fold(surname), ()) if doc[i].idx >= actor.start)
            persons.update({i: actor for i in later if i not in taken and fold(doc[i].text) == fold(surname)})
    return [
        replace(actor, start=doc[i].idx, end=doc[i].idx + len(doc[i]), root=i)
        for i, actor in sorted(persons.items())
        if doc[i].text[0].isupper() and _is_alone(doc[i], language)
    ]


def _is_alone(token: Token, language: Language) -> bool:
    """Return True unless a capitalised neighbour makes it another's name."""
    after = token.i + 1 < len(token.doc) and token.nbor().text[:1].isupper() and token.nbor().pos_ == "PROPN"
    before = token.nbor(-1) if token.i and not token.is_sent_start else None
    titled = before is not None and "office" in language.sets and language.sets["office"].has(before)
    return not after and (before is None or titled or before.pos_ != "PROPN" or not before.text[:1].isupper())


def group_meant(root: Token, named: Sequence[ActorMention]) -> ActorMention | None:
    """Return the armed group that "the rebels" are: the only one the article names, else the last if "the" says so."""
    groups = [a for a in named if a.kind == "force" and not a.institution and not a.id.endswith("_MIL")]
    if len({a.id for a in groups}) == 1:
        return groups[0]
    definite = any("Def" in c.morph.get("Definite", []) for c in root.children)
    before = [a for a in groups if a.root < root.i]
    return before[-1] if definite and before else None


def find_both(
    doc: Doc, actors: Sequence[ActorMention], language: Language, states: Mapping[str, str]
) -> list[ActorMention]:
    """Return two actors for each "both sides", "les deux armées": the two states the text before speaks of most."""
    found: list[ActorMention] = []
    meant = (("both_states", ""), ("both_forces", "MIL"))
    firsts = {key_of(phrase[0]) for key, _ in meant for phrase in language.phrases.get(key, ())}
    near = [doc[i] for i in positions_of(doc, firsts)]
    for key, institution in meant:
        for phrase in language.phrases.get(key, ()):
            for token in near:
                if matches_at(token, phrase):
                    span = doc[token.i : token.i + len(phrase)]
                    found += [
                        ActorMention(
                            span.start_char,
                            span.end_char,
                            f"{states[code]}_{institution}" if institution else states[code],
                            states[code],
                            "force" if institution else "state",
                            code,
                            institution,
                            span.root.i,
                        )
                        for code in _two_parties(actors, before=token.idx)
                        if code in states
                    ]
    return found


def _two_parties(actors: Sequence[ActorMention], *, before: int) -> list[str]:
    counted = Counter(a.country for a in actors if a.end <= before and a.country and a.kind != "organisation")
    least = NAMED_BEFORE if len(counted) > len(("one", "other")) else 1
    parties = [code for code, count in counted.most_common(2) if count >= least]
    return parties if len(parties) == len(("one", "other")) else []


def range_of(doc: Doc, actor: ActorMention) -> range:
    """Return the indices of the tokens of an actor."""
    span = doc.char_span(actor.start, actor.end, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(actor.root, actor.root + 1)
