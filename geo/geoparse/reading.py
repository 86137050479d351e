"""A text as the geoparser reads it: words with their gaps, their capitals, and the labels a tagger gave them.

Own words rather than spaCy's, so that every language and every tagger is read the same way: "Minsk6" is the word Minsk
and a number, "l'Ukraine" two words, "Brest-Terespol" two words with a hyphen between, "W.Va." one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Saint, Fort and Mount cut short, initials with dots, letters with their marks (in Cyrillic the apostrophe is one:
# Куп'янськ), or a number.
_WORD = re.compile(
    r"(?:St|Ste|Ft|Mt|Pt)\.(?= [^\W\d_])|(?:[^\W\d_]\.(?=\s?[^\W\d_]\.|\W|$)\s?){2,}|W\. ?Va\."
    r"|[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|(?<=[\u0400-\u04ff])['’ʼ](?=[\u0400-\u04ff]))*|\d+"
)
_JOINING = frozenset({" ", "-", "‑", "–", "'", "’", "\xa0", " '", "' ", "", "- "})
_SENTENCE_END = re.compile(r"[.!?…:;]['”’\"»)\]]*\s|\n")
# Marks of writing direction and width.
_MARKS = dict.fromkeys((*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF))
# A sentence of which this share of the longer words is in capitals tells nothing by its capitals; headlines have 1.0.
SHOUTED_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class Entity:
    """A span that a statistical tagger labelled: GPE, LOC, FAC, ORG, PERSON, NORP …, end exclusive."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class Reading:
    """Words of a text in parallel lists; word ``i`` stands at ``starts[i]:ends[i]``.

    ``gaps[i]`` is the text between word ``i`` and the next, ``entity_of[i]`` the index of its entity or -1,
    ``shouted[i]`` is True where all the words around are in capitals, ``opens[i]`` where a sentence may begin.
    """

    text: str
    words: list[str]
    lower: list[str]
    starts: list[int]
    ends: list[int]
    gaps: list[str]
    capital: list[bool]
    shouted: list[bool]
    opens: list[bool]
    entities: list[Entity]
    entity_of: list[int]
    has_capitals: bool
    uncapitalised: frozenset[str]

    def __len__(self) -> int:
        """Count the words."""
        return len(self.words)

    def label(self, index: int) -> str:
        """Label of the word's entity, "" if it has none."""
        entity = self.entity_of[index]
        return self.entities[entity].label if entity >= 0 else ""

    def before(self, index: int) -> str:
        """Return the lower-case word in front of a word, "" if punctuation or nothing stands between."""
        return self.lower[index - 1] if index > 0 and self.gaps[index - 1] in _JOINING else ""

    def after(self, index: int) -> str:
        """Return the lower-case word behind a word, "" if punctuation or nothing stands between."""
        return self.lower[index + 1] if index + 1 < len(self.words) and self.gaps[index] in _JOINING else ""

    def joined(self, index: int) -> bool:
        """True if the word and the next one can be parts of one name."""
        return self.gaps[index] in _JOINING

    def tagged(self, entities: Iterable[Entity]) -> Reading:
        """Return the same words with these entities over them."""
        kept = sorted(entities, key=lambda entity: entity.start)
        return replace(self, entities=kept, entity_of=_lay(self.starts, self.ends, kept))

    def span_text(self, first: int, last: int) -> str:
        """Text from the first word to the last one, inclusive."""
        return self.text[self.starts[first] : self.ends[last]]


def read(text: str, entities: Iterable[Entity] = ()) -> Reading:
    """Split a text into words and lay the entities over them."""
    spans = [_trim(match) for match in _WORD.finditer(text)]
    starts = [start for start, _ in spans]
    ends = [end for _, end in spans]
    words = [text[start:end] for start, end in spans]
    gaps = [_clean_gap(text[ends[i] : starts[i + 1]]) for i in range(len(spans) - 1)]
    gaps += [text[ends[-1] :]] if spans else []
    capital = [word[0].isupper() or word[0].istitle() for word in words]
    opens = [i == 0 or _SENTENCE_END.search(gaps[i - 1]) is not None for i in range(len(words))]
    reading = Reading(
        text=text,
        words=words,
        lower=[word.lower() for word in words],
        starts=starts,
        ends=ends,
        gaps=gaps,
        capital=capital,
        shouted=_find_shouted(words, opens),
        opens=opens,
        entities=[],
        entity_of=[-1] * len(words),
        has_capitals=_uses_capitals(words, capital),
        uncapitalised=frozenset(word for word in words if word[0].islower()),
    )
    return reading.tagged(entities)


def _clean_gap(gap: str) -> str:
    """Take marks of writing direction and width out of a gap."""
    return gap if gap == " " else gap.translate(_MARKS)


def _trim(match: re.Match[str]) -> tuple[int, int]:
    """Cut the blank that initials may end with, and the full stop of a lone initial at a sentence's end."""
    found = match.group().rstrip()
    return match.start(), match.start() + len(found)


def _find_shouted(words: list[str], opens: list[bool]) -> list[bool]:
    """Mark the sentences whose longer words are mostly in capitals; a lone name is no shouting."""
    shouted = [False] * len(words)
    starts = [i for i, opened in enumerate(opens) if opened] + [len(words)]
    for first, end in pairwise(starts):
        longer = [word for word in words[first:end] if len(word) > 3 and word.isalpha()]
        if len(longer) > 2 and sum(map(str.isupper, longer)) >= SHOUTED_SHARE * len(longer):
            shouted[first:end] = [True] * (end - first)
    return shouted


def _uses_capitals(words: list[str], capital: list[bool]) -> bool:
    """Decide if this writer uses capitals at all; script without case counts as using them."""
    cased = sum(word[0].isupper() or word[0].islower() for word in words)
    return not cased or sum(capital) >= max(1, cased // 100)


def _lay(starts: list[int], ends: list[int], entities: list[Entity]) -> list[int]:
    """Index of the entity that covers each word, -1 for none; one walk over both lists."""
    laid, at = [-1] * len(starts), 0
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        while at < len(entities) and entities[at].end <= start:
            at += 1
        if at < len(entities) and entities[at].start < end:
            laid[i] = at
    return laid
