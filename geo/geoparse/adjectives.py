"""Words for what is of a country ("Belarusian", "polskie"), told apart from the names of places they look like.

In come a name or a word and its language; out comes a yes or no.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.lookups import fame

if TYPE_CHECKING:
    from geo.geoparse.lookups import Lookups
    from geo.geoparse.reading import Reading
    from geo.geoparse.words import Words


# Niemców is of Germans; that it may be of Niemcy too is only a guess by its ending. German Iraner are no Iran, but
# Kiewer may be anything of Kiew.
SURE_FORM = 0.85
# Countries, capitals and cities of millions: below it too many ordinary words are the name of some town.
LOWER_NOTABILITY = 0.75


def is_demonym(name: str, words: Words, lookups: Lookups) -> bool:
    """Decide if a name is a word for people or things of a country, and no well-known place as well."""
    if lookups.demonym(name, words.language) is None:
        return False
    if words.bends:
        best = lookups.bending(words).best((name,), ()) if name[:1].isupper() else None
        if best is None or best.notability < LOWER_NOTABILITY:
            return True
        guessed = best.score < SURE_FORM * best.notability
        if words.nouns_capital:
            return guessed and lookups.is_country(best.name)
        return guessed and lookups.bending(words).is_word(name)
    return not any(hit.strength == 1 and fame(hit.place) >= LOWER_NOTABILITY for hit in lookups.hits(name))


def is_adjective_of_country(reading: Reading, words: Words, lookups: Lookups, index: int) -> bool:
    """Decide for "Polskie MSZ", "Польский" at the start of a sentence, "Gazeta Polska": no country, its adjective."""
    if not words.inflects or words.nouns_capital or not lookups.demonym(reading.words[index], words.language):
        return False
    bending, word = lookups.bending(words), reading.words[index]
    following = index + 1
    if following < len(reading) and reading.gaps[index] == " " and bending.agrees(word, reading.words[following]):
        return reading.opens[index] or reading.capital[following]
    previous = index - 1
    beside = previous >= 0 and reading.gaps[previous] == " " and reading.capital[previous]
    return beside and not reading.opens[index] and bending.agrees(word, reading.words[previous])
