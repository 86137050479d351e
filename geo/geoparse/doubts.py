"""Which sentences of a text need the entity tagger: those with a name that the other witnesses leave open.

In comes a reading without entities; out come stretches of the text in code points. Measured on LGL: the tagger then
reads about half of the text, and finds as much as if it read all (docs/benchmarks.md).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geo.geoparse.recognise import weigh_spots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.geoparse.finding import Untagged
    from geo.geoparse.lookups import Lookups
    from geo.geoparse.reading import Reading
    from geo.geoparse.words import Words

LOWEST, HIGHEST = -2.2, 1.5
"""Below the lowest score a span is no place, above the highest it is one, whatever the tagger says."""


SHORTEST, SELDOM = 5, 3
"""Letters of a strange word, and how often one text may hold it: a person is named more often than a misspelt place."""


def find_doubtful(reading: Reading, words: Words, lookups: Lookups, untagged: Untagged) -> list[tuple[int, int]]:
    """Return start and end of each run of sentences with a doubtful name, in text order."""
    weighed = weigh_spots(reading, words, lookups, untagged)
    wavering = {evidence.spot.first for evidence in weighed if LOWEST < evidence.score < HIGHEST}
    doubtful = sorted(wavering.union(_find_strange(reading, words, lookups)))
    opens = [index for index, opened in enumerate(reading.opens) if opened]
    edges = [*opens, len(reading)]
    found: list[tuple[int, int]] = []
    at = 0
    for first in doubtful:
        while edges[at + 1] <= first:
            at += 1
        start, end = reading.starts[edges[at]], _end(reading, edges[at + 1])
        if found and found[-1][1] >= start:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _find_strange(reading: Reading, words: Words, lookups: Lookups) -> Iterator[int]:
    """Yield the lone capitalised words nobody knows: a misspelt place, or a surname."""
    strange = [i for i in range(1, len(reading)) if _is_strange(reading, words, lookups, i)]
    often = Counter(reading.lower[i] for i in strange)
    yield from (i for i in strange if often[reading.lower[i]] <= SELDOM)


def _is_strange(reading: Reading, words: Words, lookups: Lookups, index: int) -> bool:
    word, lower = reading.words[index], reading.lower[index]
    if not reading.capital[index] or len(word) < SHORTEST or reading.opens[index] or reading.shouted[index]:
        return False
    beside = reading.capital[index - 1] and reading.joined(index - 1) and not reading.opens[index - 1]
    if beside or words.has("titles", reading.before(index)) or words.has("saying", reading.after(index)):
        return False
    if index + 1 < len(reading) and reading.capital[index + 1] and reading.joined(index):
        return False
    if lower in reading.uncapitalised or words.has("seldom", lower) or lookups.demonym(word, words.language):
        return False
    return not lookups.knows(word)


def _end(reading: Reading, following: int) -> int:
    return reading.starts[following] if following < len(reading) else len(reading.text)
