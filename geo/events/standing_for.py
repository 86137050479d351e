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
from geo.events.grammar import grammar_of
from geo.events.words import fold, index_of, key_of, matches_at, positions_of

if TYPE_CHECKING:
    from geo.events.entries import Language
    from geo.geoparse.tree import Doc, Token

LEAST_SURNAME = 3
NEAR = 450
"""How many code points back an armed group may have been named for "the group" (about three sentences of news)."""
WITHOUT_ARTICLE = frozenset({"pl", "ru", "uk"})
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


def group_meant(
    root: Token, named: Sequence[ActorMention], institutions: Sequence[ActorMention]
) -> ActorMention | None:
    """Return the armed group that "the rebels" are: the only one the article names, else the last if "the" says so.

    If it names none, or several, they are those of the country whose rebels were spoken of before.
    """
    groups = [a for a in named if is_group(a)]
    if len({a.id for a in groups}) == 1:
        return groups[0]
    definite = any("Def" in c.morph.get("Definite", []) for c in root.children)
    before = [a for a in groups if a.root < root.i]
    if definite and before:
        return before[-1]
    spoken = {a.id: a for a in institutions if a.institution == "REBELS"}
    return next(iter(spoken.values())) if len(spoken) == 1 else None


def find_groups(doc: Doc, named: Sequence[ActorMention], language: Language) -> list[ActorMention]:
    """Return the armed group for each "the group", "ce mouvement", "группировка": the one spoken of last.

    A text that names another within the sentence before could mean either.
    """
    groups = sorted((a for a in named if is_group(a)), key=lambda a: a.start)
    taken = {i for actor in named for i in range_of(doc, actor)}
    found = []
    for index in positions_of(doc, grammar_of(doc).groups) if groups else ():
        token = doc[index]
        before = [a for a in groups if a.end <= token.idx and token.idx - a.end <= NEAR]
        if not before or index in taken or not _is_definite(token, language) or _is_described(token):
            continue
        last = before[-1]
        if all(a.id == last.id for a in before):
            span = (token.idx, token.idx + len(token))
            found.append(replace(last, start=span[0], end=span[1], root=index, implied=True))
    return found


def _is_definite(token: Token, language: Language) -> bool:
    pointing = grammar_of(token).pointing
    single = "Plur" not in token.morph.get("Number", [])
    return single and (language.code in WITHOUT_ARTICLE or any(fold(c.text) in pointing for c in token.children))


def _is_described(token: Token) -> bool:
    """Return True for "the group of tourists", "the ethnic group", whose words say who it is."""
    return any(
        c.dep_ in ("nmod", "prep", "compound", "appos", "poss", "flat", "amod", "nummod") for c in token.children
    )


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
                    place = (span.start_char, span.end_char, span.root.i)
                    own = [a for a in actors if a.end <= token.idx]
                    found += _at_war_at_home(own, states, place) or _two_states(own, states, place, institution)
    return found


def _at_war_at_home(
    before: Sequence[ActorMention], states: Mapping[str, str], place: tuple[int, int, int]
) -> list[ActorMention]:
    """Return the army and the armed group of one country if the text is about the two of them."""
    groups = Counter(a.id for a in before if is_group(a))
    leading = [a for a in before if is_group(a) and groups.most_common(1)[0][0] == a.id]
    lands = Counter(a.country for a in before if a.country)
    if not leading or groups[leading[0].id] < NAMED_BEFORE or len(groups) > 1:
        return []
    home = leading[0].country
    army = any((a.country == home and a.institution == "MIL") or a.id == f"{states.get(home)}_MIL" for a in before)
    if not army or home not in states or lands.most_common(1)[0][0] != home:
        return []
    start, end, root = place
    mil = f"{states[home]}_MIL"
    one = ActorMention(start, end, mil, mil, "force", home, "MIL", root)
    return [one, replace(leading[0], start=start, end=end, root=root)]


def _two_states(
    before: Sequence[ActorMention], states: Mapping[str, str], place: tuple[int, int, int], institution: str
) -> list[ActorMention]:
    """Return the two states, or their armies, that the text before speaks of most."""
    start, end, root = place
    kind = "force" if institution else "state"
    codes = [code for code in _two_parties(before) if code in states]
    return [
        ActorMention(
            start,
            end,
            f"{states[code]}_{institution}" if institution else states[code],
            states[code],
            kind,
            code,
            institution,
            root,
        )
        for code in codes
    ]


def is_group(actor: ActorMention) -> bool:
    """Return True for an armed group that is no state's army."""
    return actor.kind == "force" and not actor.institution and not actor.id.endswith("_MIL")


def _two_parties(before: Sequence[ActorMention]) -> list[str]:
    counted = Counter(a.country for a in before if a.country and a.kind != "organisation")
    least = NAMED_BEFORE if len(counted) > len(("one", "other")) else 1
    parties = [code for code, count in counted.most_common(2) if count >= least]
    return parties if len(parties) == len(("one", "other")) else []


def range_of(doc: Doc, actor: ActorMention) -> range:
    """Return the indices of the tokens of an actor."""
    span = doc.char_span(actor.start, actor.end, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(actor.root, actor.root + 1)
