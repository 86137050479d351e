"""Names that the words around say are places: "the village of Umm Batna", "in Nwonko village", "Muritke, a town near".

In comes a reading; out come spans that no gazetteer need know. Only languages with the list ``described_of``
have such spans. A people ("the Kurdish village") and a body ("Senate district") are none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.finding import Source, Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.geoparse.lookups import Lookups
    from geo.geoparse.reading import Reading
    from geo.geoparse.words import Words

# "Bani Zaid al-Sharqi" is as long as names of villages get.
LONGEST = 4
# Words between a name and the noun that says what it is: "Muritke, a small farming town".
ADJECTIVES = 3
SHORTEST = 3
# Letters of "ISIS", "NATO".
SHORT_CAPITALS = 4
_ARTICLED = frozenset({"al", "el", "ad", "an", "ar", "as", "at", "az", "ed"})
_HYPHENS = frozenset({"-", "‑", "–"})
_GAPS = frozenset({" ", "-", "‑", "\xa0", " '", " ‘", " ’", "'", "’", "‘", "- "})


def find_described(reading: Reading, words: Words, lookups: Lookups) -> Iterator[Spot]:
    """Yield the names beside a kind of settlement that no list of names holds."""
    if not words.lists.get("described_of"):
        return
    for i, lower in enumerate(reading.lower):
        if not (words.has("described", lower) or words.has("described_of", lower)):
            continue
        spans = [*_listed_behind(reading, words, lookups, i)]
        if words.has("described", lower):
            spans += [*_before(reading, words, lookups, i), *_explained(reading, words, lookups, i)]
        for span in spans:
            if not lookups.knows(reading.span_text(*span)):
                yield Spot(*span, reading.span_text(*span), Source.DESCRIBED)


def find_located(reading: Reading, words: Words, lookups: Lookups) -> Iterator[Spot]:
    """Yield names that no list holds behind "near", "in eastern", and those behind "in" that begin as towns do.

    "In Kfar Darom", "at Tal Rifat": a first word like "Kfar" and an article like "Al-" are of places, not of persons.
    """
    if not words.lists.get("described_of"):
        return
    for i, lower in enumerate(reading.lower[:-1]):
        if reading.capital[i] or reading.gaps[i] != " ":
            continue
        sure = words.has("beside", lower) or (_is_direction(words, lower) and words.has("in_front", reading.before(i)))
        if not (sure or words.has("locative", lower) or words.has("moving", lower)):
            continue
        first = i + 2 if words.has("article", reading.lower[i + 1]) and not reading.capital[i + 1] else i + 1
        if (
            first >= len(reading)
            or reading.opens[first]
            or not (sure or words.has("name_starts", reading.lower[first]))
        ):
            continue
        last = _run_ahead(reading, words, lookups, first)
        if last is None or reading.after(last) == "s" or _any_known(reading, lookups, first, last):
            continue
        yield Spot(first, last, reading.span_text(first, last), Source.LOCATED)


def find_sites(reading: Reading, words: Words, lookups: Lookups) -> Iterator[Spot]:
    """Yield "Abu Risha Dam", "Hayyan Gas Fields": capitalised words up to the noun of a site, none of them known."""
    for last, lower in enumerate(reading.lower):
        if not (words.has("site_after", lower) and reading.capital[last]) or reading.opens[last]:
            continue
        first = last
        while (
            first > 0 and last - first < LONGEST and reading.gaps[first - 1] in _GAPS and _is_part(reading, first - 1)
        ):
            if _is_stop(reading, words, lookups, first - 1) or reading.shouted[first - 1]:
                break
            first -= 1
        goes_on = last + 1 < len(reading) and reading.gaps[last] == " " and reading.capital[last + 1]
        if first < last and not goes_on and not _any_known(reading, lookups, first, last - 1):
            yield Spot(first, last, reading.span_text(first, last), Source.LOCATED)


def _is_direction(words: Words, lower: str) -> bool:
    return any(lower in named for named in words.directions.values())


def _any_known(reading: Reading, lookups: Lookups, first: int, last: int) -> bool:
    """Decide if a name holds one that the gazetteer knows, which is then weighed by itself."""
    return any(lookups.knows(reading.span_text(a, b)) for a in range(first, last + 1) for b in range(a, last + 1))


def _before(reading: Reading, words: Words, lookups: Lookups, kind: int) -> Iterator[tuple[int, int]]:
    """Yield the name in "captured Nwonko village", with the noun if that has a capital, or "Hanano and Badro areas"."""
    if kind == 0 or reading.gaps[kind - 1] not in (" ", "\xa0") or reading.opens[kind]:
        return
    several = words.has("plural_after", reading.lower[kind])
    last = kind - 1
    run = _run_back(reading, words, lookups, last)
    if run is None or (run == last and reading.opens[run]):
        return
    if not reading.capital[kind]:
        yield run, last
    elif not several and not (reading.after(kind) and reading.capital[kind + 1]):
        yield run, kind
    while several and run is not None and run > 1 and words.has("and", reading.before(run)):
        last = run - 2
        run = _run_back(reading, words, lookups, last)
        if run is not None and not reading.opens[run]:
            yield run, last


def _listed_behind(reading: Reading, words: Words, lookups: Lookups, kind: int) -> Iterator[tuple[int, int]]:
    """Yield each name of "the villages of Durwa, Maforo and Gaga"."""
    if not words.has("of", reading.after(kind)):
        return
    at = kind + 2
    while at < len(reading) and (words.has("article", reading.lower[at]) or words.has("of", reading.lower[at])):
        at += 1
    while at < len(reading):
        run = _run_ahead(reading, words, lookups, at)
        if run is None:
            return
        yield at, run
        gap = reading.gaps[run].strip()
        at = run + 1
        if gap in ("", ",") and at < len(reading) and words.has("and", reading.lower[at]):
            at += 1
        elif gap != "," or not _is_listed_on(reading, words, at):
            return


def _is_listed_on(reading: Reading, words: Words, at: int) -> bool:
    """Decide for "Durwa, Maforo and": a name behind a comma that the list goes on after; else it is an area."""
    for index in range(at, min(at + LONGEST + 1, len(reading) - 1)):
        if words.has("and", reading.lower[index]):
            return True
        if reading.gaps[index] not in _GAPS and reading.gaps[index].strip() != ",":
            return False
    return False


def _explained(reading: Reading, words: Words, lookups: Lookups, kind: int) -> Iterator[tuple[int, int]]:
    """Yield the name in "in Muritke, a small town near": a preposition in front, an article behind the comma."""
    after = reading.after(kind)
    if reading.capital[kind] or not (words.has("in_front", after) or words.has("of", after)):
        return
    at = kind
    while at > 0 and kind - at <= ADJECTIVES and reading.gaps[at - 1] in (" ", "-") and not reading.capital[at]:
        at -= 1
        if words.has("article", reading.lower[at]):
            break
    if not words.has("article", reading.lower[at]) or at == 0 or reading.gaps[at - 1].strip() != ",":
        return
    run = _run_back(reading, words, lookups, at - 1)
    if run is not None and words.has("locative", reading.before(run)):
        yield run, at - 1


def _run_back(reading: Reading, words: Words, lookups: Lookups, last: int) -> int | None:
    """Return the first word of the name that ends here, None if it is none."""
    first = last
    while first > 0 and last - first < LONGEST - 1 and not reading.opens[first]:
        if reading.gaps[first - 1] not in _GAPS or not _is_part(reading, first - 1):
            break
        if _is_stop(reading, words, lookups, first - 1):
            break
        first -= 1
    return first if _is_name(reading, words, lookups, first, last) else None


def _run_ahead(reading: Reading, words: Words, lookups: Lookups, first: int) -> int | None:
    last = first
    while last + 1 < len(reading) and last - first < LONGEST - 1:
        if reading.gaps[last] not in _GAPS or not _is_part(reading, last + 1):
            break
        if _is_stop(reading, words, lookups, last + 1):
            break
        last += 1
    return last if _is_name(reading, words, lookups, first, last) else None


def _is_part(reading: Reading, index: int) -> bool:
    """Decide if a word is part of a name: it has a capital, or is the "al" of "Ain al-Arab"."""
    if reading.capital[index]:
        return True
    return reading.lower[index] in _ARTICLED and reading.gaps[index] in (*_HYPHENS, "- ", " ")


def _is_stop(reading: Reading, words: Words, lookups: Lookups, index: int) -> bool:
    lower = reading.lower[index]
    return (
        words.has("in_front", lower)
        or words.has("titles", lower)
        or words.has("article", lower)
        or words.has("peoples", lower)
        or lookups.demonym(reading.words[index], words.language) is not None
    )


def _is_name(reading: Reading, words: Words, lookups: Lookups, first: int, last: int) -> bool:
    """Decide if a run can be the name of a village: long enough, not of everyday words, no abbreviation."""
    run = range(first, last + 1)
    if len(reading.span_text(first, last)) < SHORTEST or reading.shouted[first]:
        return False
    if not _is_part(reading, last) or words.has("first_names", reading.lower[first]):
        return False
    if _is_stop(reading, words, lookups, first) or not any(reading.capital[i] for i in run):
        return False
    if reading.words[last].isupper() and len(reading.words[last]) <= SHORT_CAPITALS:
        return False
    plain = [words.has("seldom", reading.lower[i]) or words.has("name_heads", reading.lower[i]) for i in run]
    return not any(plain)
