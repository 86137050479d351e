"""Names of the gazetteer in a text that bends them: the longest one from a word on, in its dictionary form."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.geoparse.bending import Base, Bending
    from geo.geoparse.lookups import Lookups
    from geo.geoparse.reading import Reading
    from geo.geoparse.words import Words

LONGEST_NAME = 6
# Many a surname is the case form of some village; towns of ten thousands are enough where nothing speaks for a place.
BENT_NOTABILITY = 0.35


def longest_bent(reading: Reading, words: Words, lookups: Lookups, first: int) -> tuple[int, Base | None]:
    """Last word of the longest name that begins here, and its dictionary form; None for it if no name does.

    A name begins with a capital, or with a word for an area that stands in front of it: "obwód lwowski".
    """
    area = words.has("area_before", reading.lower[first])
    if not (reading.capital[first] or area):
        return first, None
    bending = lookups.bending(words)
    best: tuple[int, Base | None] = (first, None)
    pieces: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    for last in range(first, min(first + LONGEST_NAME, len(reading))):
        pieces = (*pieces, reading.words[last])
        lower = reading.lower[last]
        written = reading.capital[last] or words.has("small_after", lower) or (area and last > first)
        if written:
            base = bending.best(pieces, gaps)
            if base and _is_likely(base, bending, reading, words, first, last):
                best = (last, base)
        elif not (words.has("inside", lower) or (area and last == first) or _is_between_hyphens(reading, last)):
            break
        gaps = (*gaps, reading.gaps[last])
        cut = area and last == first and reading.gaps[last] == ". "
        if not (cut or reading.joined(last)) or not bending.beginnings(pieces, gaps):
            break
    return best


def _is_between_hyphens(reading: Reading, index: int) -> bool:
    """Decide for the small words of Port-au-Prince."""
    return index > 0 and reading.gaps[index - 1] == "-" == reading.gaps[index]


def _is_likely(base: Base, bending: Bending, reading: Reading, words: Words, first: int, last: int) -> bool:
    """Decide if a form is worth weighing: as written, of several words, well known, spoken of as a place; no river."""
    if words.has("river_names", base.name.lower()) and words.has("beside_water", reading.before(first)):
        return False
    if last > first or base.notability >= BENT_NOTABILITY or base.name == reading.words[first]:
        return True
    at, before = first, reading.before(first)
    while at > 1 and words.has("and", before) and reading.capital[at - 2]:
        at -= 2
        before = reading.before(at)
    spoken_of = any(words.has(listed, before) for listed in ("locative", "feature_of", "ground_before", "moving"))
    return spoken_of or bending.is_place(reading.words[first])
