"""Names of the gazetteer in a text: the longest from each capitalised word on, and well-known ones without capital.

In come a reading and the look-ups; out come spots in text order, which may overlap. Words for people of a country are
no names here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.adjectives import LOWER_NOTABILITY, is_adjective_of_country, is_demonym
from geo.geoparse.bent import longest_bent
from geo.geoparse.finding import Source, Spot
from geo.geoparse.patterns import find_featured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.geoparse.lookups import Lookups
    from geo.geoparse.reading import Reading
    from geo.geoparse.words import Words

# "United Kingdom of Great Britain and" is as long as names in news get.
LONGEST_NAME = 6
# "The Hague", "Le Havre", not "The City", a village of some hundred people.
ARTICLED, ABOUT = 0.4, 0.9


def find_known(reading: Reading, words: Words, lookups: Lookups) -> Iterator[Spot]:
    """Longest names of the gazetteer, from each capitalised word on, with what belongs to them ("Licking County")."""
    i = 0
    while i < len(reading):
        if _is_two_word_demonym(reading, words, lookups, i):
            i += 2
            continue
        known = _find_longest(reading, words, lookups, i)
        if known is None:
            spot = _find_lower(reading, words, lookups, i) or find_featured(reading, words, lookups, i)
            if spot:
                yield spot
            i += 1
            continue
        if not (
            (
                is_demonym(reading.span_text(i, known.last), words, lookups)
                and not _is_where(reading, words, lookups, known)
            )
            or (known.first == known.last and is_adjective_of_country(reading, words, lookups, i))
        ):
            yield known
        featured = find_featured(reading, words, lookups, i)
        if featured and featured.last > known.last:
            yield featured
        i += 1


def _is_where(reading: Reading, words: Words, lookups: Lookups, spot: Spot) -> bool:
    """Decide for "у Курську", "удар по Курську": behind a preposition of place, with no noun it could describe."""
    if not words.inflects or words.nouns_capital or not words.has("locative", reading.before(spot.first)):
        return False
    bending, after = lookups.bending(words), spot.last + 1
    if bending.best((spot.name,), ()) is None or spot.first != spot.last:
        return False
    alone = after >= len(reading) or reading.gaps[spot.last] != " "
    return alone or not bending.agrees(reading.words[spot.first], reading.words[after])


def _find_longest(reading: Reading, words: Words, lookups: Lookups, first: int) -> Spot | None:
    if words.bends:
        last, base = longest_bent(reading, words, lookups, first)
        return Spot(first, last, base.name, Source.GAZETTEER, known=True, place_id=base.place_id) if base else None
    plain = _longest_known(reading, words, lookups, first)
    return Spot(first, plain[0], plain[1], Source.GAZETTEER, known=True) if plain else None


def _is_two_word_demonym(reading: Reading, words: Words, lookups: Lookups, first: int) -> bool:
    """Decide for "Sri Lankan", which holds no village of Sri."""
    pair = first + 1 < len(reading) and reading.capital[first] and reading.capital[first + 1] and reading.joined(first)
    return pair and is_demonym(reading.span_text(first, first + 1), words, lookups)


def _longest_known(reading: Reading, words: Words, lookups: Lookups, first: int) -> tuple[int, str] | None:
    """Last word of the longest name that begins here, and the name; None if no name does."""
    if not reading.capital[first] or (
        words.has("titled", reading.lower[first]) and reading.after(first) in ("of", "de")
    ):
        return None
    best = None
    last = first
    articled = words.has("article", reading.lower[first])
    while last < len(reading) and last - first < LONGEST_NAME:
        if reading.capital[last]:
            name = reading.span_text(first, last)
            if (
                len(name) > 2
                and lookups.knows(name)
                and not (articled and _is_loose_article(reading, lookups, first, last))
            ):
                best = (last, name)
        elif not words.has("inside", reading.lower[last]):
            break
        if not reading.joined(last):
            break
        last += 1
    return best


def _is_loose_article(reading: Reading, lookups: Lookups, first: int, last: int) -> bool:
    """Decide if the article is no part of the name: "The Kremlin", "The City", but not "The Hague"."""
    whole = lookups.notability(reading.span_text(first, last))
    bare = lookups.notability(reading.span_text(first + 1, last)) if last > first else 1.0
    return whole < ARTICLED or bare >= whole * ABOUT


def _find_lower(reading: Reading, words: Words, lookups: Lookups, index: int) -> Spot | None:
    """A well-known name written without its capital; None if the word is an ordinary one."""
    word = reading.words[index]
    small = _find_small(reading, words, lookups, index)
    if small is not None:
        return small
    if reading.capital[index] or len(word) < 4 or words.has("common", word) or words.has("seldom", word):
        return None
    if words.bends and reading.has_capitals and not _is_slip(reading, words, lookups, index):
        return None
    name = _best_name(word, words, lookups)
    if lookups.demonym(word, words.language) or lookups.notability(name) < LOWER_NOTABILITY:
        return None
    if words.language == "en" and lookups.hits(word)[0].place.name.lower() != word:
        return None
    return Spot(index, index, name, Source.LOWER, known=True)


def _find_small(reading: Reading, words: Words, lookups: Lookups, index: int) -> Spot | None:
    """Return a country or capital that the language's news writes small on purpose: "росія", "до мінська"."""
    if reading.capital[index] or not words.has("written_small", reading.lower[index]):
        return None
    bending, word, after = lookups.bending(words), reading.words[index].capitalize(), index + 1
    if after < len(reading) and reading.gaps[index] == " " and bending.agrees(word, reading.words[after]):
        return None
    best = bending.best((word,), ())
    return Spot(index, index, best.name, Source.SHORT, known=True, place_id=best.place_id) if best else None


def _is_slip(reading: Reading, words: Words, lookups: Lookups, index: int) -> bool:
    """Decide for "в россии": behind a preposition, and no word that the dictionary has as anything else."""
    if not words.has("in_front", reading.before(index)):
        return False
    bending = lookups.bending(words)
    return bending.is_place(reading.words[index]) or not bending.is_word(reading.words[index])


def _best_name(word: str, words: Words, lookups: Lookups) -> str:
    """Return the name that a word may be a form of, the word itself if there is none."""
    best = lookups.bending(words).best((word,), ()) if words.bends else None
    return best.name if best else word
