"""What the words around a name say about which place it is: an area behind a comma, a sort of place, a crossing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from geo.geoparse.words import find_lemmas

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.geoparse.finding import Finding
    from geo.geoparse.reading import Reading
    from geo.geoparse.words import Words


class Sort(StrEnum):
    """The sort of place that a word beside the name speaks of."""

    ANY = ""
    REGION = "region"
    DISTRICT = "district"
    SETTLEMENT = "settlement"
    CROSSING = "crossing"


# A crossing word this near, in characters, speaks of a name beside it.
CROSSING_REACH = 60
# Where the word governs the name, it stands this near in front, with no other clause between.
CALLED_REACH = 40
_CLAUSE = re.compile(r"[.,;!?\n]")
_JOINTS = frozenset(
    {
        ",", "and", ", and", "et", "or", "ou", "und", "oder", "i", "oraz", "lub", "и", "или", "і", "й", "та", "або",
        "ды",
    }
)  # fmt: skip
_OF = frozenset({"of", "de", "d", "du", "des"})


@dataclass(frozen=True, slots=True)
class Hint:
    """What speaks for one mention: ``sort`` of place, and the index of the finding it lies in (-1 if none is named)."""

    sort: Sort = Sort.ANY
    inside: int = -1


def find_hints(findings: Sequence[Finding], reading: Reading, words: Words) -> list[Hint]:
    """Return one hint a finding, in the same order."""
    return [_find_hint(index, findings, reading, words) for index in range(len(findings))]


def _find_hint(index: int, findings: Sequence[Finding], reading: Reading, words: Words) -> Hint:
    return Hint(_find_sort(findings[index], reading, words), _find_area(index, findings, reading))


def _find_sort(finding: Finding, reading: Reading, words: Words) -> Sort:
    """Sort of place named in the name's last word, behind it, or in front of it with "of"."""
    own = find_sort_word(reading.lower[finding.last], words)
    if finding.first < finding.last and own in words.sorts:
        return Sort(words.sorts[own])
    after = reading.after(finding.last)
    if words.has("region_after", after) or words.has("district_after", after):
        return Sort(words.sorts.get(find_sort_word(after, words), ""))
    head = _word_that_governs(finding.first, reading, words)
    if head in words.sorts:
        return Sort(words.sorts[head])
    named = is_called_crossing if words.bends else is_by_crossing
    return Sort.CROSSING if named(reading.text, finding.start, finding.end, words) else Sort.ANY


def _word_that_governs(first: int, reading: Reading, words: Words) -> str:
    """Return "region" for "the region of X", "la région russe de X"; "" if nothing governs the name."""
    if words.bends and has_area_in_front(first, reading, words):
        return find_sort_word(reading.lower[first - 1], words)
    link = reading.before(first)
    if words.has("article", link):
        first -= 1
        link = reading.before(first)
    if link not in _OF:
        return ""
    head = reading.before(first - 1)
    if head in words.sorts or words.language != "fr":
        return head
    return reading.before(first - 2)


def has_area_in_front(first: int, reading: Reading, words: Words) -> bool:
    """Decide for "в городе Сумы", "г. Киев", "Region Sumy": a kind of place right in front of the name."""
    if first < 1:
        return False
    cut = reading.gaps[first - 1] == ". " and len(reading.words[first - 1]) < 4
    if not (cut or reading.joined(first - 1)):
        return False
    before = reading.lower[first - 1]
    return words.has("feature_of", before) or find_sort_word(before, words) in words.sorts


def find_sort_word(word: str, words: Words) -> str:
    """Return the word of ``sorts`` that a word is a form of, the word itself if it is none."""
    if word in words.sorts or not words.inflects:
        return word
    return next((lemma for lemma in find_lemmas(word, words.language) if lemma in words.sorts), word)


def is_by_crossing(text: str, start: int, end: int, words: Words) -> bool:
    """Decide if a word for a border crossing stands near."""
    around = text[max(0, start - CROSSING_REACH) : end + CROSSING_REACH].lower()
    return any(phrase in around for phrase in words.crossings)


def is_called_crossing(text: str, start: int, end: int, words: Words) -> bool:
    """Decide if a word for a crossing stands right in front of a name: "przejście graniczne w Bobrownikach"."""
    before = text[max(0, start - CALLED_REACH) : start].lower()
    behind = text[end : end + 2]
    near = max((before.rfind(phrase) for phrase in words.crossings), default=-1)
    return near >= 0 and not _CLAUSE.search(before[near:]) and behind[:1] != "-"


def is_listed(index: int, findings: Sequence[Finding], reading: Reading) -> bool:
    """Decide if a name stands in a list of three or more ("Armenia, Georgia, Iraq, Iran"): its commas say nothing."""
    before = index > 0 and _joins(findings[index - 1], findings[index], reading)
    after = next((i for i in range(index + 1, len(findings)) if findings[i].start >= findings[index].end), -1)
    behind = 0 < after < len(findings) - 1 and _joins(findings[after], findings[after + 1], reading)
    return before or behind


def _joins(first: Finding, second: Finding, reading: Reading) -> bool:
    return reading.text[first.end : second.start].strip() in _JOINTS


def _find_area(index: int, findings: Sequence[Finding], reading: Reading) -> int:
    """Index of the finding behind ", " or in brackets right behind this one, -1 if there is none."""
    finding = findings[index]
    for other in range(index + 1, min(index + 4, len(findings))):
        candidate = findings[other]
        if candidate.start >= finding.end and candidate.meaning == "" and candidate.code == "":
            gap = reading.text[finding.end : candidate.start]
            return (
                other
                if gap.strip(" \xa0") in (",", "(") or gap.strip() in (", in", ", en", "in", ", au", "en", "au")
                else -1
            )
    return -1
