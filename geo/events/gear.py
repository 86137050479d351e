"""Weapons, units and quantities in a text.

In come a document or the tokens of a clause and the codebook; out come names as the codebook has them and words as
written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.events.codebook import Codebook
from geo.events.entries import Language, Weapon
from geo.events.grammar import grammar_of
from geo.events.names import NameFinder
from geo.events.phrases import phrase_tokens
from geo.events.words import fold

if TYPE_CHECKING:
    from geo.geoparse.tree import Doc, Token

NUMBERED = re.compile(
    r"\b(?:\d{1,3}(?:st|nd|rd|th|e|ère|ème)|first|second|third|fourth|fifth|première|deuxième)\s+(?:[\w-]+\s+){0,4}?"
    r"(?:brigade|battalion|bataillon|division|regiment|régiment|corps|army|armée|fleet|flotte|squadron)\b"
    r"|\b\d{1,3}(?:\.|-[а-яіїєґ]{1,3})?\s+(?:[\w-]+\s+){0,4}?"
    r"(?:Brigade|Bataillon|Division|Regiment|Korps|Armee|Geschwader|brygad\w*|batalion\w*|dywizj\w*|pułk\w*|korpus\w*|armi\w+"
    r"|бригад\w*|батальон\w*|батальйон\w*|дивизи\w*|дивізі\w*|полк\w{0,3}|корпус\w*|арми\w+|армі\w+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WeaponMention:
    """A weapon named in the text, in code points."""

    start: int
    end: int
    name: str
    generic: bool


class WeaponFinder:
    """Finds weapon systems and generic words for weapons; made once for a codebook."""

    def __init__(self, codebook: Codebook) -> None:
        pairs = [(alias, weapon) for weapon in codebook.weapons for alias in weapon.aliases]
        self._ships = _compile_ships(codebook.ships)
        self._names: NameFinder[Weapon] = NameFinder(pairs, capital=lambda weapon, _alias: not weapon.generic)

    def find(self, text: str, language: str = "") -> list[WeaponMention]:
        """Return the weapons of a text in order."""
        named = [WeaponMention(f.start, f.end, f.entry.name, f.entry.generic) for f in self._names.find(text, language)]
        if self._ships is None:
            return named
        ships = [WeaponMention(m.start(), m.end(), m.group(), generic=False) for m in self._ships.finditer(text)]
        apart = [w for w in named if not any(s.start < w.end and w.start < s.end for s in ships)]
        return sorted([*apart, *ships], key=lambda w: w.start)


def _compile_ships(letters: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern for the letters of a navy and the capitalised words of a ship's name; None without letters."""
    joined = "|".join(map(re.escape, letters))
    name = r"[A-ZÀ-Þ][\w'’-]+(?: (?:[A-Z]\. |de |da |van )?[A-ZÀ-Þ][\w'’-]+){0,3}"
    return re.compile(rf"\b(?:{joined}) {name}") if joined else None


def name_weapons(weapons: Iterable[WeaponMention], *, start: int, end: int) -> tuple[str, ...]:
    """Return the names of the weapons inside a span, systems before generic words."""
    inside = [w for w in weapons if start <= w.start and w.end <= end]
    return tuple(dict.fromkeys(w.name for w in sorted(inside, key=lambda w: w.generic)))


def name_units(text: str, *, start: int, end: int) -> tuple[str, ...]:
    """Return numbered units ("92nd Assault Brigade") inside a span, as written."""
    return tuple(dict.fromkeys(match.group() for match in NUMBERED.finditer(text, start, end)))


def find_quantity(tokens: Iterable[Token], language: Language) -> str:
    """Return how many soldiers or weapons a clause speaks of, as written; "" if it gives no number."""
    counted = [language.sets[name] for name in ("force", "weapon", "flying", "land") if name in language.sets]
    for token in tokens:
        if token.pos_ not in ("NOUN", "PROPN") or not any(words.has(token) for words in counted):
            continue
        number = [c for c in token.subtree if c.dep_ in ("nummod", "quantmod", "det", "amod", "advmod") and _counts(c)]
        if number:
            words = [t for t in phrase_tokens(token) if number[0].i <= t.i <= token.i]
            return _text(token.doc, words)
        if token.dep_ in ("pobj", "nmod") and _counts(token.head.head if token.dep_ == "pobj" else token.head):
            head = token.head.head if token.dep_ == "pobj" else token.head
            return _text(token.doc, [t for t in head.subtree if head.left_edge.i <= t.i <= token.i])
    return ""


def _counts(token: Token) -> bool:
    return (token.like_num and token.pos_ != "PRON") or fold(token.text) in grammar_of(token).vague


def _text(doc: Doc, tokens: list[Token]) -> str:
    return doc[min(t.i for t in tokens) : max(t.i for t in tokens) + 1].text.strip() if tokens else ""
