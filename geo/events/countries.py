"""Which words of an article speak of which country, and whose a noun is: "the Polish army", "its troops".

In come a document and its place mentions; out come country codes (ISO 3166-1 alpha-2) by token, or for a noun.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.events.clauses import is_verbal
from geo.events.cut_off import cut_off_verb
from geo.events.grammar import grammar_of
from geo.events.phrases import phrase_tokens
from geo.events.prepositions import governing, preposition_of
from geo.events.valency import seated, subjects
from geo.events.words import fold
from geo.models import Mention, MentionType, Precision, Use

if TYPE_CHECKING:
    from geo.geoparse.tree import Doc, Span, Token

CAPITAL = "capital"
REACH = 260
"""How many code points back a country spoken of counts for "the army" (about two sentences of news)."""


@dataclass(frozen=True, slots=True)
class Countries:
    """Which token speaks of which country, by token index.

    ``names`` are those that are place names, not adjectives, each with its whole name; ``speaks`` holds the persons and
    groups too, ``seats`` every town, ``stateless`` the organisations and groups that are no country's.
    """

    codes: Mapping[int, str]
    names: Mapping[int, str]
    speaks: Mapping[int, str] = field(default_factory=dict)
    seats: Mapping[int, str] = field(default_factory=dict)
    stateless: frozenset[int] = frozenset()


def read_countries(doc: Doc, mentions: Iterable[Mention]) -> Countries:
    """Map tokens to countries: demonyms, names of countries, and capitals that stand for a government."""
    codes: dict[int, str] = {}
    names: dict[int, str] = {}
    seats: dict[int, str] = {}
    for mention in mentions:
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None and mention.place is not None and mention.place.countries:
            seats[span.root.i] = mention.place.countries[0]
        code = mention_country(mention) or (_capital_acting(mention, span.root) if span is not None else "")
        in_name = mention.use is Use.NAME
        if not code or span is None or (in_name and mention.places[0].precision is not Precision.COUNTRY):
            continue
        codes[span.root.i] = code
        if mention.type is not MentionType.DEMONYM and not in_name:
            names[span.root.i] = mention.text
    return Countries(codes, names, seats=seats)


def _capital_acting(mention: Mention, token: Token) -> str:
    """Return the country of a capital that is a subject or an object, or of "В Москве заявили": its government."""
    place = mention.place
    if place is None or place.kind != CAPITAL or not place.countries or mention.type is not MentionType.TOPONYM:
        return ""
    first = token.head if token.dep_ == "conj" else token
    acting = first.dep_ in ("nsubj", "dobj", "obj") and not preposition_of(token) and not preposition_of(first)
    acting = acting or cut_off_verb(first) is not None
    return place.countries[0] if acting or (token.dep_ == "obl" and token in seated(token.head)) else ""


def mention_country(mention: Mention) -> str:
    """Return the country a mention speaks for as country, demonym or seat of a government, "" if for none."""
    place = mention.place
    if place is None:
        return ""
    if place.id.startswith("org:"):
        return place.id.removeprefix("org:").upper()
    speaks = (
        mention.type is MentionType.DEMONYM or place.precision is Precision.COUNTRY or mention.use is Use.GOVERNMENT
    )
    return place.countries[0] if speaks and place.countries and mention.type is not MentionType.NOMINAL else ""


def countries_beside(
    root: Token, countries: Countries, *, seat: bool, whose: bool, town: bool = False
) -> tuple[str, ...]:
    """Return the countries that modify a noun as adjective, compound, possessive or "of"; its seat only if asked.

    ``town``: it may be that of a town's land ("les forces de Kiev", "the authorities of Goma").
    ``whose``: the noun is a deed ("the Russian invasion of Ukraine"), so that what follows "of" may be its object.
    """
    if root.i in countries.codes and "-" in root.text:
        return (countries.codes[root.i],)
    near = [i for i in modifiers(root) if i in countries.codes]
    if whose and fold(root.lemma_) not in grammar_of(root).done_by:
        near = [i for i in near if preposition_of(root.doc[i]) == ""]
    if whose and fold(root.lemma_) in grammar_of(root).done_to:
        near = [i for i in near if root.doc[i].dep_ != "amod" or root.doc[i].head == root]
    if near:
        first = min(near, key=lambda i: abs(i - root.i))
        conjuncts = [t.i for t in root.doc[first].conjuncts if t.i in countries.codes]
        joined = [first, *conjuncts, *(i for i in near if _stands_beside(root.doc[i], root.doc[first]))]
        return tuple(dict.fromkeys(countries.codes[i] for i in joined))
    towns = [i for i in modifiers(root) if i in countries.seats and root.doc[i].dep_ in ("nmod", "poss", "pobj")]
    if towns and town and not whose:
        return (countries.seats[towns[0]],)
    for child in root.subtree if seat else ():
        if child.i in countries.seats and governing(child)[0] in grammar_of(root).seat:
            return (countries.seats[child.i],)
    return ()


def is_of_country(name: Span, country: str, countries: Countries) -> bool:
    """Return True if a country is named in the text, itself or by a town, and no other hangs on this name."""
    if country not in {*countries.codes.values(), *countries.seats.values()}:
        return False
    codes, seats = (
        {i: c for i, c in of.items() if not name.start <= i < name.end} for of in (countries.codes, countries.seats)
    )
    beside = countries_beside(
        name.root, Countries(codes, countries.names, seats=seats), seat=False, whose=False, town=True
    )
    return not beside or country in beside


def _stands_beside(one: Token, other: Token) -> bool:
    """Return True for "индийские и китайские солдаты": two adjectives of a noun with only "and" between them."""
    joined = one.dep_ == "amod" or (one.dep_ == "conj" and one.pos_ == "ADJ")
    if one == other or not joined or other.dep_ != "amod" or one.head != other.head:
        return False
    between = one.doc[min(one.i, other.i) + 1 : max(one.i, other.i)]
    return all(t.pos_ == "CCONJ" for t in between)


def country_spoken_of(root: Token, countries: Countries, *, forces: bool) -> str:
    """Return whose "its army" or "la défense aérienne" is: of who acts in the sentence or the one before.

    ``forces``: those of an organisation ("the UN withdrew its troops") are no country's.
    """
    for above in root.ancestors:
        for subject in subjects(above) if is_verbal(above) else []:
            if subject.pos_ == "PRON":
                return _root_subject(root, countries)
            codes = [countries.speaks[t.i] for t in phrase_tokens(subject) if t.i in countries.speaks and t.i != root.i]
            if root.is_ancestor(subject) or subject == root:
                continue
            if codes or (forces and any(t.i in countries.stateless for t in phrase_tokens(subject))):
                return codes[0] if codes else ""
    near = [i for i in countries.speaks if i < root.i and root.idx - root.doc[i].idx <= REACH]
    leading = [i for i in near if _leads(root.doc[i])]
    return countries.speaks[max(leading or near)] if near else ""


def _root_subject(token: Token, countries: Countries) -> str:
    main = token.sent.root
    spoken = [countries.speaks[t.i] for s in subjects(main) for t in phrase_tokens(s) if t.i in countries.speaks]
    before = [i for i in countries.speaks if i < token.sent.start and _leads(token.doc[i])]
    return spoken[0] if spoken else countries.speaks[max(before)] if before else ""


def _leads(token: Token) -> bool:
    """Return True for the subject of a main clause, or what is inside it."""
    for above in (token, *token.ancestors):
        if above.dep_ in ("nsubj", "nsubjpass", "nsubj:pass"):
            return above.head.dep_ == "ROOT"
        if is_verbal(above):
            return False
    return False


def modifiers(root: Token) -> list[int]:
    """Return the indices of what modifies a noun, also through the noun it is a compound of."""
    found = [t.i for t in phrase_tokens(root) if t.i != root.i and (t.dep_ != "conj" or t.pos_ == "ADJ")]
    if root.dep_ == "compound":
        found.extend(t.i for t in root.head.lefts if t.dep_ in ("amod", "compound", "poss", "nmod"))
    return found
