"""Who is named in an article: states, their institutions, organisations, armed groups and persons, each with its span.

In come a parsed article, the place mentions in it and the codebook; out come `ActorMention`s in text order.
Institutions are composed of a word for them and a country beside it ("Polish border guards", "l'armée du Rwanda"); a
country that only says whose institution it is gives no actor of its own. What names nobody with a country gives
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.events.actors import ActorMention
from geo.events.codebook import Codebook
from geo.events.countries import (
    Countries,
    countries_beside,
    country_spoken_of,
    is_of_country,
    modifiers,
    read_countries,
)
from geo.events.entries import ActorEntry, Language, spellings_of
from geo.events.grammar import grammar_of
from geo.events.names import NameFinder
from geo.events.offices import holder_of, offices_of
from geo.events.phrases import phrase_tokens
from geo.events.prepositions import preposition_of
from geo.events.standing_for import find_both, find_groups, find_surnames, group_meant, range_of
from geo.events.words import fold, keys_at, matches_at, positions_of
from geo.models import Mention, When

if TYPE_CHECKING:
    from geo.geoparse.tree import Doc, Span, Token

FORCES = frozenset({"MIL", "ADF", "RES", "COMMAND", "BORDER", "REBELS", "POLICE"})
PEOPLE = frozenset({"CIV"})
ORGANISATIONS = {"EU": "EUR", "NATO": "NATO", "UN": "UNO"}
CAN_LACK_COUNTRY = frozenset(
    {"MIL", "ADF", "MOD", "MFA", "RES", "STATE", "PRES", "CIV", "BORDER", "COMMAND", "PM", "POLICE"}
)
"""Institutions that take the country spoken of last if none stands beside them ("the army", "la défense aérienne")."""
WRITE_GIVEN_NAMES = frozenset({"en"})
"""Languages whose given names stand uninflected before the surname as the parser reads them."""
TITLES = frozenset(
    {"president", "minister", "premier", "chancellor", "secretary", "general", "gen", "mr", "mrs", "ms", "sir", "king",
     "prince", "crown", "ayatollah", "sheikh", "colonel", "marshal", "admiral", "pope", "leader", "chief", "governor",
     "comrade", "candidate", "emir", "sultan", "envoy", "ambassador", "commander", "captain", "major", "lieutenant",
     "vice", "dictator", "strongman", "senator", "speaker", "judge", "dr", "lord", "republican", "democrat", "rebel"}
)  # fmt: skip
NAMED_BY = frozenset({"appos", "compound", "flat", "flat:name"})
"""How a name hangs on the title before it, or on the name before it."""
IN_TITLE = frozenset({"poss", "amod", "compound", "nmod", "appos"})
"""How a country or an organisation hangs on a title."""
SEATED = frozenset({"MFA", "MOD", "MOI", "PARL", "PRES"})
"""Institutions that "in Minsk" names the country of."""


class ActorFinder:
    """Finds actors; made once for a codebook."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        pairs = [pair for entry in codebook.actors for pair in spellings_of(entry)]
        self._names: NameFinder[ActorEntry] = NameFinder(pairs, capital=lambda _entry, alias: not alias[:1].islower())
        self._offices = offices_of(codebook.actors)

    def find(
        self, doc: Doc, mentions: Iterable[Mention], language: Language, published: When | None
    ) -> list[ActorMention]:
        """Return the actors of a document in text order."""
        countries = read_countries(doc, mentions)
        named = _without_titles(doc, self._find_named(doc, countries, language))
        named = sorted([*named, *find_surnames(doc, named, language), *find_groups(doc, named, language)], key=_start)
        speaks = {**{a.root: a.country for a in named if a.country}, **countries.codes}
        stateless = frozenset(a.root for a in named if not a.country)
        countries = replace(countries, speaks=speaks, stateless=stateless)
        institutions = self._find_institutions(doc, countries, language, named, published)
        taken = {i for actor in (*named, *institutions) for i in range_of(doc, actor)}
        used = {i for actor in institutions for i in modifiers(doc[actor.root]) if i in countries.codes}
        used |= {i for actor in named if actor.kind == "official" for i in _titles(doc[actor.root])}
        states = [
            self._state(doc[i], code, countries.names.get(i, doc[i].text))
            for i, code in countries.codes.items()
            if i not in taken and (i not in used) and (i in countries.names or _is_people(doc[i]))
        ]
        found = sorted([*named, *institutions, *(s for s in states if s is not None)], key=_start)
        both = find_both(doc, found, language, self._codebook.states)
        return sorted([*found, *both], key=_start) if both else found

    def _find_named(self, doc: Doc, countries: Countries, language: Language) -> list[ActorMention]:
        found = []
        for match in self._names.find(doc.text, language.code, misspelt=True):
            span = doc.char_span(match.start, match.end, alignment_mode="expand")
            if span is None or (not match.exact and span.root.pos_ != "PROPN"):
                continue
            entry = match.entry
            if entry.shared and not is_of_country(span, entry.country, countries):
                continue
            if entry.type == "person" and _is_anothers(span, entry, doc.text[match.start : match.end], language):
                continue
            kind = {"person": "official", "organisation": "organisation", "group": "force"}[entry.type]
            found.append(
                ActorMention(match.start, match.end, entry.id, entry.name, kind, entry.country, entry.role, span.root.i)
            )
        return found

    def _find_institutions(
        self, doc: Doc, countries: Countries, language: Language, named: Sequence[ActorMention], published: When | None
    ) -> list[ActorMention]:
        taken = {i for actor in named for i in range_of(doc, actor)}
        persons = {actor.root for actor in named if actor.kind == "official"}
        found: list[ActorMention] = []
        for first, last, key in scan_institutions(doc, language):
            if taken & set(range(first, last + 1)):
                continue
            root = doc[first : last + 1].root
            if _names_person(root, persons):
                continue
            codes, implied = self._countries_of(root, doc[first], key, countries, language)
            fighters = fold(root.lemma_) in grammar_of(root).fighters
            codes = () if key == "REBELS" and fighters else codes
            rebels = key == "REBELS" or (fighters and implied)
            meant = group_meant(root, named, found) if rebels and (implied or not codes) else None
            if meant is not None:
                span = doc[first : last + 1]
                found.append(replace(meant, start=span.start_char, end=span.end_char, root=root.i, implied=True))
                taken.update(range(first, last + 1))
                continue
            for code in codes:
                actor = self._institution(doc, first, last, key, code, published, implied=implied)
                if actor is not None:
                    found.append(actor)
                    taken.update(range(first, last + 1))
        return found

    def _countries_of(
        self, root: Token, first: Token, key: str, countries: Countries, language: Language
    ) -> tuple[tuple[str, ...], bool]:
        is_event = key == "MIL" and not _is_force_noun(root, language)
        town = key in FORCES - {"POLICE"} or key == "STATE"
        beside = countries_beside(root, countries, seat=key in SEATED, whose=is_event, town=town)
        if beside:
            return beside, False
        home = next((code for code, words in language.home.items() if words.has(first)), "")
        if home:
            return (home,), False
        if key not in CAN_LACK_COUNTRY or is_event or _is_any_side(root):
            return (), False
        code = country_spoken_of(root, countries, forces=key in FORCES)
        return ((code,) if code else ()), True

    def _institution(
        self, doc: Doc, first: int, last: int, key: str, code: str, published: When | None, *, implied: bool
    ) -> ActorMention | None:
        state = ORGANISATIONS.get(code) or self._codebook.states.get(code)
        if state is None:
            return None
        span = doc[first : last + 1]
        kind = "force" if key in FORCES else "people" if key in PEOPLE else "official"
        person = key != "STATE" and not implied and _is_one(span.root) and not _is_body(span.root)
        beside = {fold(t.lemma_) for t in (*span.root.children, span.root.head, *doc[max(first - 1, 0) : first])}
        if person and beside & grammar_of(doc).former:
            return None
        key = "STATE" if person and beside & grammar_of(doc).deputies else key
        day = published.start if published else None
        holder = holder_of(self._offices.get((code, key), ()), day) if person and day and key != "STATE" else None
        if holder is not None:
            return ActorMention(span.start_char, span.end_char, holder.id, holder.name, kind, code, key, span.root.i)
        actor_id = state if key in ("STATE", "EMB") or code in ORGANISATIONS else f"{state}_{key}"
        name = f"{span.text} ({code})"
        return ActorMention(span.start_char, span.end_char, actor_id, name, kind, code, key, span.root.i, implied)

    def _state(self, token: Token, code: str, name: str) -> ActorMention | None:
        state = ORGANISATIONS.get(code) or self._codebook.states.get(code)
        if state is None:
            return None
        kind = "organisation" if code in ORGANISATIONS else "state"
        return ActorMention(token.idx, token.idx + len(token), state, name, kind, code, "", token.i)


def _start(actor: ActorMention) -> int:
    return actor.start


def _is_anothers(span: Span, entry: ActorEntry, written: str, language: Language) -> bool:
    """Return True for one word of another's name: "Melania Trump", "Abbas Araghchi"."""
    if len(span) > 1:
        return False
    return _is_relative(span[0], entry.name, written) or _is_given_name(span[0], entry, language)


def _is_given_name(token: Token, entry: ActorEntry, language: Language) -> bool:
    """Return True if a surname follows that is none of the person's names."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    if after is None or after.pos_ != "PROPN" or not after.text[:1].isupper() or not token.whitespace_:
        return False
    one_name = after.head == token and after.dep_ in ("flat", "flat:name", "appos")
    one_name = one_name or (token.head == after and token.dep_ == "compound")
    own = {part for alias in entry.aliases for part in fold(alias).split()}
    return (
        one_name
        and fold(after.text) not in own
        and not any(first == after.i for first, _, _ in scan_institutions(token.doc, language))
    )


def _is_relative(surname: Token, name: str, written: str) -> bool:
    """Return True for "Melania Trump": a surname behind a given name that the person in office does not bear."""
    if " " in written.strip() or surname.i == 0 or surname.lang_ not in WRITE_GIVEN_NAMES:
        return False
    given = surname.nbor(-1)
    beside = given.head == surname and given.dep_ in ("compound", "flat", "flat:name") and given.pos_ == "PROPN"
    bare = beside and given.text.isalpha() and given.text.istitle() and fold(given.text) not in TITLES
    own = {fold(part)[:1] for part in name.split()}
    return bare and fold(given.text)[:1] not in own


def scan_institutions(doc: Doc, language: Language) -> list[tuple[int, int, str]]:
    """Return first token, last token and key of every word for an institution, the longest where several fit."""
    found: list[tuple[int, int, str]] = []
    past = 0
    for index in positions_of(doc, language.institutions.keys()):
        if index < past:
            continue
        token = doc[index]
        entries = [e for key in keys_at(token) for e in language.institutions.get(key, ())]
        fitting = [(_length_at(token, phrase), key) for phrase, key in entries]
        length, key = max(fitting, default=(0, ""), key=lambda e: e[0])
        if length and (length > 1 or token.pos_ not in ("VERB", "AUX", "ADV", "ADJ")):
            found.append((index, index + length - 1, key))
        past = index + max(length, 1)
    return found


def _length_at(token: Token, phrase: tuple[str, ...]) -> int:
    """Return how many words a phrase takes at a token, an adjective behind its first among them, 0 if it is another.

    French says whose ministry it is before it says of what: "le ministère azerbaïdjanais de la Défense".
    """
    if matches_at(token, phrase):
        return len(phrase)
    if len(phrase) == 1 or token.i + len(phrase) >= len(token.doc) or not matches_at(token, phrase[:1]):
        return 0
    adjective = token.nbor()
    return len(phrase) + 1 if adjective.pos_ == "ADJ" and matches_at(adjective.nbor(), phrase[1:]) else 0


def _without_titles(doc: Doc, named: Sequence[ActorMention]) -> list[ActorMention]:
    """Leave out the organisation in a person's title ("EU-Ratspräsident Charles Michel")."""
    titles = {i for actor in named if actor.kind == "official" for i in _titles(doc[actor.root])}
    return [a for a in named if a.kind != "organisation" or a.root not in titles]


def _titles(root: Token) -> list[int]:
    """Return what stands in a person's title: "Pakistan's prime minister X", "генсекретар ООН X"."""
    head = root.head if root.dep_ == "nmod" else root
    while head.dep_ in NAMED_BY and head.head.pos_ in ("NOUN", "PROPN"):
        head = head.head
    before = [i for i in modifiers(head) if i < root.i or root.doc[i].dep_ != "appos"]
    found = [i for i in (*modifiers(root), *before) if root.doc[i].dep_ in IN_TITLE]
    found.extend(i for above in found for i in modifiers(root.doc[above]) if root.doc[i].dep_ == "nmod")
    return [*found, head.i] if head != root and "-" in head.text else found


def _names_person(root: Token, persons: set[int]) -> bool:
    near = {t.i for t in phrase_tokens(root)} | {root.head.i}
    return any(
        i in near and abs(i - root.i) <= 8 and (i == root.head.i or not preposition_of(root.doc[i])) for i in persons
    )


def _is_any_side(root: Token) -> bool:
    """Return True for "the sides", which are nobody's, and not for "its side"."""
    grammar = grammar_of(root)
    return fold(root.lemma_) in grammar.sides and not any(fold(c.text) in grammar.ours for c in root.children)


def _is_force_noun(root: Token, language: Language) -> bool:
    return language.sets["force"].has(root) if "force" in language.sets else True


def _is_people(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("amod", "compound")


def _is_body(root: Token) -> bool:
    return fold(root.lemma_) in grammar_of(root).bodies


def _is_one(root: Token) -> bool:
    return "Plur" not in root.morph.get("Number", [])
