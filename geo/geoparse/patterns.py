"""Names told by their shape: capitalised words with "County", "oblast", "River" or "Street" at one end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.finding import Source, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.geoparse.lookups import Lookups
    from geo.geoparse.reading import Reading
    from geo.geoparse.words import Words

# Words of a name in front of "Street" and of "County".
LONGEST_STREET, LONGEST_AREA = 4, 3
# Lists of words that no name of an area begins with.
NO_BEGINNING = frozenset({"article", "in_front", "civic_heads"})


def find_streets(reading: Reading, words: Words) -> Iterator[Spot]:
    """Capitalised words up to "Street", "Rd.": a name for a reader, not the place the road is named after."""
    for i, lower in enumerate(reading.lower):
        listed = words.lists_of(lower)
        if "street_after" in listed and reading.capital[i] and not _goes_on(reading, i):
            first = i
            while (
                first > 0
                and i - first < LONGEST_STREET
                and reading.joined(first - 1)
                and _is_name_part(reading, words, first - 1)
            ):
                first -= 1
            if first < i:
                yield Spot(first, i, reading.span_text(first, i), Source.STREET)
        elif (
            "street_before" in listed
            and i + 1 < len(reading)
            and (reading.gaps[i] in (" ", "\xa0") or _is_cut(reading, i))
        ):
            follower = reading.words[i + 1]
            numbered = follower.isdigit() and reading.capital[i]
            if numbered or (words.language != "en" and reading.capital[i + 1] and not words.has("streets_of", lower)):
                yield Spot(i, i + 1, reading.span_text(i, i + 1), Source.STREET)


def _is_cut(reading: Reading, index: int) -> bool:
    """Decide for "ул. Ленина": a word cut short with its dot."""
    return reading.gaps[index] == ". " and len(reading.words[index]) < 5


def _goes_on(reading: Reading, index: int) -> bool:
    """Decide if a name goes on: "Florida Highway Patrol" is no street."""
    return (
        index + 1 < len(reading)
        and reading.gaps[index] == " "
        and reading.capital[index + 1]
        and len(reading.words[index]) > 4
    )


def _is_name_part(reading: Reading, words: Words, index: int) -> bool:
    return (
        reading.capital[index]
        and not words.has("article", reading.lower[index])
        and not words.has("in_front", reading.lower[index])
        and not (reading.opens[index + 1] and reading.gaps[index] != ". ")
    )


def find_featured(reading: Reading, words: Words, lookups: Lookups, first: int) -> Spot | None:
    """Capitalised words with "County", "oblast", "River" behind: "Licking County", "Sumy oblast"; None if not."""
    if not reading.capital[first] or not NO_BEGINNING.isdisjoint(words.lists_of(reading.lower[first])):
        return None
    last = first
    while last + 1 < len(reading) and reading.capital[last] and reading.joined(last) and last - first < LONGEST_AREA:
        last += 1
        listed = words.lists_of(reading.lower[last])
        area = "district_after" in listed or "region_after" in listed
        if area or "nature_after" in listed:
            written = reading.capital[last] or "small_after" in listed
            if (
                not written
                or words.has("civic_heads", reading.lower[last - 1])
                or _has_known_end(reading, lookups, first, last)
            ):
                return None
            return Spot(first, last, reading.span_text(first, last), Source.FEATURE if area else Source.NATURE)
    return None


def _has_known_end(reading: Reading, lookups: Lookups, first: int, last: int) -> bool:
    """Decide if "Three Eastland County" is no name but "Eastland County" is."""
    if lookups.knows(reading.span_text(first, last)):
        return False
    return any(lookups.knows(reading.span_text(start, last)) for start in range(first + 1, last))
