"""One parsed article with everything found in it, as the rules look at it.

In come the document, the place mentions, the actors and the weapons; out comes a `Scene` that says, for a token, what
stands there and, for a sentence, whether it is news at all: captions, menus, cookie lines and questions are not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from geo.events.actors import ActorMention
from geo.events.codebook import Codebook
from geo.events.countries import read_countries
from geo.events.entries import Language
from geo.events.gear import WeaponMention
from geo.events.plain import find_datelines
from geo.events.prepositions import governing
from geo.events.when import TimeExpression
from geo.events.words import WordSet, fold
from geo.events.wraps import unwrap
from geo.models import Article, Mention, MentionType, Precision, Use

if TYPE_CHECKING:
    from geo.geoparse.tree import Doc, Span, Token

CAPTION_LENGTH = 140
"""A line without a full stop is a headline or a caption up to this length (longest caption of the five articles:
93)."""
SHORT_LINE = 4
"""A line of fewer words tells nothing: a menu, a name, a section."""
LONGEST_FURNITURE = 200
"""A longer line is a paragraph of the report, whatever invitation to read on stands in it."""
SITUATED = frozenset({"in", "w", "we", "bei", "pod", "nahe", "на", "в", "у", "під", "под"})
"""Prepositions after which a province or town is where something is, whatever verb follows."""
OPENING = "“«„"
_MARK = re.compile(r'[“«„”»"]|\n(?=\n)')
"""A quotation mark, or the end of a paragraph, which ends a quotation too."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, in code points, the marks excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text: ``loose`` if it is a headline or a caption, ``noise`` if it is page furniture."""

    start: int
    end: int
    first: bool
    loose: bool
    noise: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """An article as the rules look at it; maps go by token index."""

    article: Article
    doc: Doc
    codebook: Codebook
    language: Language
    actors: tuple[ActorMention, ...]
    mentions: tuple[Mention, ...]
    weapons: tuple[WeaponMention, ...]
    times: tuple[TimeExpression, ...]
    quotes: tuple[Quote, ...]
    lines: tuple[Line, ...]
    actor_at: dict[int, ActorMention]
    all_at: dict[int, tuple[ActorMention, ...]]
    place_at: dict[int, Mention]
    classes: dict[str, frozenset[int]]
    country_at: Mapping[int, str]
    countries: tuple[str, ...]
    frames: dict[tuple[int, str], object] = field(default_factory=dict)
    sentences: dict[int, Span] = field(default_factory=dict)
    hits: dict[int, list[int]] = field(default_factory=dict)

    def cue(self, name: str) -> WordSet:
        """Return the list of cues of this name."""
        return self.language.cues[name]

    def line_of(self, token: Token) -> Line:
        """Return the line a token stands in."""
        return self.lines[max(bisect_right(self.lines, token.idx, key=attrgetter("start")) - 1, 0)]

    def is_noise(self, token: Token) -> bool:
        """Return True for a word in a line, or in a sentence of a long line, that is page furniture."""
        return self.line_of(token).noise or _is_furniture(fold(self.sentence(token).text), self.language)

    def quote_of(self, token: Token) -> Quote | None:
        """Return the quotation a token stands in."""
        return next((q for q in self.quotes if q.start <= token.idx < q.end), None)

    def has_class(self, tokens: Iterable[Token], wanted: frozenset[str]) -> bool:
        """Return True if one of the tokens is of one of the classes."""
        indices = {token.i for token in tokens}
        return any(indices & self.classes[name] for name in wanted)

    def fills(self, token: Token, slot: WordSet) -> bool:
        """Return True if a token is one of the words or of the classes of a slot."""
        return any(token.i in self.classes[name] for name in slot.classes) or slot.has(token)

    def sentence(self, token: Token) -> Span:
        """Return the sentence of a token, cut at the ends of its line; kept, as many rules ask for it."""
        known = self.sentences.get(token.i)
        if known is None:
            line = self.line_of(token)
            inside = [t for t in token.sent if line.start <= t.idx < line.end] or [token]
            known = self.sentences[token.i] = self.doc[inside[0].i : inside[-1].i + 1]
        return known

    def holds(self, stretch: Span, words: WordSet) -> bool:
        """Return True if one of the words of the codebook stands in a stretch; they are looked for once in all."""
        found = self.hits.get(id(words))
        if found is None:
            found = self.hits[id(words)] = [token.i for token in words.find_in(self.doc)]
        return any(stretch.start <= i < stretch.end for i in found)


def build_scene(
    article: Article,
    doc: Doc,
    codebook: Codebook,
    *,
    actors: Iterable[ActorMention],
    mentions: Iterable[Mention],
    weapons: Iterable[WeaponMention],
    times: Iterable[TimeExpression],
) -> Scene:
    """Put together what was found in an article."""
    actors, weapons = tuple(actors), tuple(weapons)
    named = {
        i for a in actors if a.kind in ("force", "official") and not a.institution for i in _tokens(doc, a.start, a.end)
    }
    written_from = find_datelines(article.text)
    mentions = tuple(
        m
        for m in mentions
        if not named & set(_tokens(doc, m.start, m.end)) and not any(a <= m.start < b for a, b in written_from)
    )
    language = codebook.languages[article.language]
    actor_at = {i: actor for actor in reversed(actors) for i in _tokens(doc, actor.start, actor.end)}
    place_at = {
        i: mention
        for mention in sorted(mentions, key=lambda m: (bool(m.places), -m.start, m.end))
        if mention.type is not MentionType.DEMONYM and mention.use is not Use.NAME
        for i in _tokens(doc, mention.start, mention.end)
    }
    classes = _classes(doc, actors, place_at)
    borders = language.sets["border"] if "border" in language.sets else WordSet()
    classes["border"] |= frozenset(t.i for t in borders.find_in(doc))
    classes["weapon"] = frozenset(i for w in weapons for i in _tokens(doc, w.start, w.end))
    return Scene(
        article=article,
        doc=doc,
        codebook=codebook,
        language=language,
        actors=actors,
        mentions=mentions,
        weapons=weapons,
        times=tuple(times),
        quotes=tuple(find_quotes(article.text)),
        lines=tuple(find_lines(article.text, language)),
        actor_at=actor_at,
        all_at=_all_at(doc, actors),
        place_at=place_at,
        classes=classes,
        country_at=read_countries(doc, mentions).codes,
        countries=tuple(dict.fromkeys(actor.country for actor in actors if actor.country)),
    )


def _tokens(doc: Doc, start: int, end: int) -> range:
    span = doc.char_span(start, end, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(0)


def _all_at(doc: Doc, actors: tuple[ActorMention, ...]) -> dict[int, tuple[ActorMention, ...]]:
    found: dict[int, tuple[ActorMention, ...]] = {}
    for actor in actors:
        for index in _tokens(doc, actor.start, actor.end):
            found[index] = (*found.get(index, ()), actor)
    return found


def _classes(doc: Doc, actors: tuple[ActorMention, ...], place_at: dict[int, Mention]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {
        name: set() for name in ("force", "official", "state", "organisation", "people", "actor")
    }
    for actor in actors:
        for name in {actor.kind, "actor", *(("state",) if actor.institution == "STATE" else ())}:
            found[name].update(_tokens(doc, actor.start, actor.end))
    edges = (Precision.BORDER_SEGMENT, Precision.CROSSING)
    classes = {name: frozenset(indices) for name, indices in found.items()}
    classes["place"] = frozenset(
        i for i, m in place_at.items() if m.use in (Use.LITERAL, Use.ATTRIBUTIVE) or _is_part_of_state(doc[i], m)
    )
    classes["border"] = frozenset(i for i, m in place_at.items() if m.place is not None and m.place.precision in edges)
    return classes


def _is_part_of_state(token: Token, mention: Mention) -> bool:
    """Return True for a province or town with a preposition, which acts for no state ("in der Provinz Idlib")."""
    parts = (Precision.REGION, Precision.DISTRICT, Precision.SETTLEMENT)
    return mention.place is not None and mention.place.precision in parts and governing(token)[0] in SITUATED


def find_quotes(text: str) -> list[Quote]:
    """Return what stands between quotation marks; straight ones are paired within a line."""
    found: list[Quote] = []
    start: int | None = None
    for mark in _MARK.finditer(text):
        letter = mark.group()
        closes = letter == "“" and start is not None and not text[mark.start() - 1].isspace()  # „so“, and mistyped
        if not closes and (letter in OPENING or (letter == '"' and start is None)):
            start = mark.end()
        elif start is not None:
            found.append(Quote(start, mark.start()))
            start = None
    return found


def find_lines(text: str, language: Language) -> list[Line]:
    """Return the lines that are not empty."""
    found: list[Line] = []
    start = 0
    for raw in unwrap(text).splitlines(keepends=True):
        if raw.strip():
            found.append(_read_line(raw, start, language, first=not found))
        start += len(raw)
    return found or [Line(0, len(text), first=True, loose=False, noise=True)]


def _read_line(raw: str, start: int, language: Language, *, first: bool) -> Line:
    line = raw.strip()
    folded = fold(line)
    full = line[-1:] in ".!?…:;" or line[-2:-1] in ".!?…" or line.endswith(("”", "»", '"')) or line[-1:].isdigit()
    loose = not full and len(line) <= CAPTION_LENGTH
    crumbs = (
        line.count("»") - line.count("«") > 1 or line.count(" > ") > 1 or line.count(" | ") > 1 or "http" in line[:8]
    )
    furniture = len(line) <= LONGEST_FURNITURE and _is_furniture(folded, language)
    noise = crumbs or furniture or len(line.split()) < SHORT_LINE
    return Line(start, start + len(raw), first, loose, noise)


def _is_furniture(folded: str, language: Language) -> bool:
    return any(" ".join(phrase) in folded for phrase in language.phrases.get("furniture", ()))
