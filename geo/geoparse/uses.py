"""What a writer uses the name of a place for: the place, its government, a mark on something else, a part of a name.

Decided from the words around alone; "government" is taken back later if the place turns out to be none that has one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.models import Use

if TYPE_CHECKING:
    from geo.geoparse.reading import Reading
    from geo.geoparse.words import Words

# "ministère des Affaires étrangères du Bélarus", "University of North Texas at": heads stand at most this far in front.
_HEAD_REACH = 6


def find_use(first: int, last: int, reading: Reading, words: Words, *, inside_name: bool, country: bool) -> Use:
    """Return the use of the name at the words ``first`` to ``last``, inclusive.

    A ``country`` without a preposition is taken for its government, a town only where it acts.
    """
    if _is_part_of_name(first, last, reading, words, inside_name=inside_name):
        return Use.NAME
    if _is_attribute(first, last, reading, words):
        return Use.ATTRIBUTIVE
    if words.nouns_capital and _is_genitive(first, reading, words):
        return Use.LITERAL
    if _deals(first, reading, words) or _possesses(last, reading) or _is_german_government(last, reading, words):
        return Use.GOVERNMENT
    before = _find_governor(first, reading, words)
    if words.has("in_front", before) or words.has("dealings_link", before) or words.has("moving", before):
        return Use.LITERAL
    bare = country and (before or _opens_sentence(first, last, reading, words))
    return Use.GOVERNMENT if bare or _acts(last, before, reading, words) else Use.LITERAL


def _opens_sentence(first: int, last: int, reading: Reading, words: Words) -> bool:
    """Decide if a name begins a sentence as its subject: "Le Rwanda nie"; a caption has "and" behind."""
    at = first - 1 if words.has("article", reading.before(first)) else first
    after = reading.after(last)
    if not after or reading.capital[last + 1] or words.has("in_front", after):
        return False
    return reading.opens[at] and not words.has("and", after)


def _head_before(first: int, reading: Reading, words: Words, heads: str, *links: str) -> int | None:
    """Index of a head word that governs the name through "of" or "de"; None if there is none."""

    def is_link(word: str) -> bool:
        return any(words.has(listed, word) for listed in links)

    at = first
    if not is_link(reading.before(at)):
        return None
    while at > 0 and first - at < _HEAD_REACH and reading.joined(at - 1):
        at -= 1
        if is_link(reading.lower[at]):
            continue
        if words.has(heads, reading.lower[at]):
            return at
        follows_link = is_link(reading.before(at)) or reading.capital[at] or (at > 0 and reading.capital[at - 1])
        if not follows_link:
            return None
    return None


def _is_part_of_name(first: int, last: int, reading: Reading, words: Words, *, inside_name: bool) -> bool:
    following = last + 1
    behind = following < len(reading) and reading.gaps[last] in (" ", "-", "\xa0") and reading.capital[following]
    if behind and words.has("name_heads", reading.lower[following]):
        return True
    if _is_before_kind(last, reading, words):
        return False
    if _is_behind_kind(first, reading, words):
        return False
    head = _head_before(first, reading, words, "name_heads", "of")
    if head is not None and (reading.capital[head] or words.language != "en"):
        return True
    return inside_name


def _is_before_kind(last: int, reading: Reading, words: Words) -> bool:
    """Decide for "Kirkuk City", "the Yarmouk district": the noun says what it is, unless a name goes on behind it."""
    kind = reading.after(last)
    if not kind or not (words.has("described", kind) or kind in words.sorts or words.has("place_after", kind)):
        return False
    return not reading.after(last + 1) or not reading.capital[last + 2]


def _is_behind_kind(first: int, reading: Reading, words: Words) -> bool:
    """Decide for "the West Bank city of Hebron": the noun in front, in small letters, says what it is."""
    if words.language != "en" or not words.has("of", reading.before(first)):
        return False
    return not reading.capital[first - 2] and words.has("feature_of", reading.before(first - 1))


def _is_attribute(first: int, last: int, reading: Reading, words: Words) -> bool:
    """Decide for "the Minsk troops", "Saudi-backed", "Ukraine's president", "l'ambassade de France"."""
    after = reading.after(last)
    if words.nouns_capital and _is_german_attribute(last, reading, words):
        return True
    if after == "s" and reading.gaps[last] in ("'", "’"):
        return words.has("attributed", reading.after(last + 1))
    if words.language == "en" and reading.gaps[last] == " " and words.has("attributed", after):
        return True
    if words.language == "en" and reading.gaps[last] == "-" and words.has("hyphened", after):
        return True
    if words.language == "en":
        link = reading.before(first)
        return link in ("of", "to") and reading.before(first - 1) in ("ambassador", "president", "capital", "embassy")
    return _head_before(first, reading, words, "attributed", "of", "at") is not None


def _is_german_attribute(last: int, reading: Reading, words: Words) -> bool:
    """Decide for "Ukraine-Krieg", "Russlands Präsident", "Kiewer Vorort"; "Kiewer Führung" is the government."""
    following = last + 1
    if following >= len(reading) or not reading.capital[following]:
        return False
    lower = reading.lower[following]
    if reading.gaps[last] == "-":
        return lower not in words.names and not words.has("government_heads", lower)
    if reading.gaps[last] != " ":
        return False
    genitive, adjective = reading.words[last].endswith("s"), reading.words[last].endswith("er")
    return (genitive and words.has("attributed", lower)) or (adjective and not words.has("government_heads", lower))


def _is_german_government(last: int, reading: Reading, words: Words) -> bool:
    """Decide for "die Kiewer Führung"."""
    adjective = words.nouns_capital and reading.words[last].endswith("er") and reading.gaps[last] == " "
    return adjective and words.has("government_heads", reading.after(last))


def _is_genitive(first: int, reading: Reading, words: Words) -> bool:
    """Decide for "im Osten der Ukraine": the article of a genitive behind a noun that is no dealing."""
    if first < 2 or reading.before(first) not in ("der", "des") or not reading.capital[first - 2]:
        return False
    noun = reading.before(first - 1)
    return bool(noun) and not words.has("dealings", noun) and not reading.opens[first - 1]


def _possesses(last: int, reading: Reading) -> bool:
    return reading.after(last) == "s" and reading.gaps[last] in ("'", "’")


def _acts(last: int, before: str, reading: Reading, words: Words) -> bool:
    after = reading.after(last)
    while words.has("adverbs", after) and last + 2 < len(reading) and not words.has("acting", after):
        last += 1
        after = reading.after(last)
    return words.has("acting", after) or words.has("actors_before", before) or _is_joined_to_actor(last, reading, words)


def _is_joined_to_actor(last: int, reading: Reading, words: Words) -> bool:
    """Decide for "Minsk and Moscow established": the verb stands behind the second name."""
    link = reading.after(last)
    if not words.has("and", link):
        return False
    second = last + 2
    while second < len(reading) and words.has("article", reading.lower[second]):
        second += 1
    if second >= len(reading) or not reading.capital[second]:
        return False
    return words.has("acting", reading.after(second))


def _deals(first: int, reading: Reading, words: Words) -> bool:
    """Decide for "ties between Moscow and Minsk", "war against Ukraine", "talks with Poland"."""
    at = first
    if words.has("article", reading.before(at)):
        at -= 1
    link = reading.before(at)
    if words.has("and", link) and at >= 2:
        at = at - 2
        if words.has("article", reading.before(at)):
            at -= 1
        link = reading.before(at)
    dealing = at >= 2 and _dealing_before(at - 1, reading, words)
    if words.has("between", link):
        return dealing
    return words.has("dealings_link", link) and dealing


def _dealing_before(link: int, reading: Reading, words: Words) -> bool:
    """Decide if one of the two words in front of the link is a dealing."""
    return words.has("dealings", reading.before(link)) or words.has("dealings", reading.before(link - 1))


def _find_governor(first: int, reading: Reading, words: Words) -> str:
    """Lower-case word that governs a name, past articles and earlier names: "with" for B in "with A and B"."""
    at = first
    before = reading.before(at)
    while at > 1 and (words.has("article", before) or (words.has("and", before) and reading.capital[at - 2])):
        at -= 1 if words.has("article", before) else 2
        before = reading.before(at)
    return before
