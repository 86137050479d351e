"""What the words around a name say about which place it is: an area behind a comma, a sort of place, a border near by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

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


_SORTS = {
    Sort.REGION: [
        "region",
        "oblast",
        "province",
        "state",
        "krai",
        "voivodeship",
        "governorate",
        "republic",
        "prefecture",
        "canton",
        "voïvodie",
        "gouvernorat",
        "département",
        "état",
        "république",
        "raïon_",
    ],
    Sort.DISTRICT: ["county", "parish", "district", "raion", "rayon", "borough", "municipality", "raïon", "comté"],
    Sort.SETTLEMENT: [
        "city",
        "town",
        "village",
        "settlement",
        "hamlet",
        "suburb",
        "capital",
        "ville",
        "bourg",
        "bourgade",
        "localité",
        "quartier",
        "banlieue",
        "capitale",
    ],
}
_SORT_OF = {word: sort for sort, words in _SORTS.items() for word in words}
# A crossing word this near, in characters, and in the same sentence, speaks of a name beside it.
CROSSING_REACH = 60
_CROSSING_WORDS = (
    "border crossing", "crossing point", "checkpoint", "border post", "poste-frontière", "poste frontière", "point de passage",
    "border crossings", "crossings", "crossing",
)  # fmt: skip


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
    own = reading.lower[finding.last]
    if finding.first < finding.last and own in _SORT_OF:
        return _SORT_OF[own]
    after = reading.after(finding.last)
    if words.has("region_after", after) or words.has("district_after", after):
        return _SORT_OF.get(after, Sort.ANY)
    head = _word_that_governs(finding.first, reading, words)
    if head in _SORT_OF:
        return _SORT_OF[head]
    return Sort.CROSSING if is_by_crossing(reading.text, finding.start, finding.end) else Sort.ANY


def _word_that_governs(first: int, reading: Reading, words: Words) -> str:
    """Return "region" for "the region of X", "la région russe de X"; "" if nothing governs the name."""
    link = reading.before(first)
    if words.has("article", link):
        first -= 1
        link = reading.before(first)
    if link not in ("of", "de", "d", "du", "des"):
        return ""
    head = reading.before(first - 1)
    if head in _SORT_OF or words.language != "fr":
        return head
    return reading.before(first - 2)


def is_by_crossing(text: str, start: int, end: int) -> bool:
    """Decide if a word for a border crossing stands near."""
    around = text[max(0, start - CROSSING_REACH) : end + CROSSING_REACH].lower()
    return any(word in around for word in _CROSSING_WORDS)


def is_listed(index: int, findings: Sequence[Finding], reading: Reading) -> bool:
    """Decide if a name stands in a list of three or more ("Armenia, Georgia, Iraq, Iran"), where a comma says nothing."""
    before = index > 0 and _joins(findings[index - 1], findings[index], reading)
    after = next((i for i in range(index + 1, len(findings)) if findings[i].start >= findings[index].end), -1)
    behind = 0 < after < len(findings) - 1 and _joins(findings[after], findings[after + 1], reading)
    return before or behind


def _joins(first: Finding, second: Finding, reading: Reading) -> bool:
    return reading.text[first.end : second.start].strip() in (",", "and", ", and", "et", "or", "ou")


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
