"""Where a name of a place may stand: spans from the tagger, the gazetteer and the shape of the words, without overlaps.

Nothing is decided here but the borders of the spans; :mod:`geo.geoparse.evidence` weighs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.bent import longest_bent
from geo.geoparse.described import find_described
from geo.geoparse.finding import PLACE_LABELS, Source, Spot, Untagged
from geo.geoparse.lookups import fame
from geo.geoparse.patterns import find_featured, find_streets
from geo.models import Precision

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.geoparse.lookups import Lookups
    from geo.geoparse.reading import Reading
    from geo.geoparse.words import Words

# "United Kingdom of Great Britain and" is as long as names in news get.
LONGEST_NAME = 6


def find_untagged(reading: Reading, words: Words, lookups: Lookups) -> Untagged:
    """Spans in the order of their sources, whatever overlaps; entities of the reading are not looked at."""
    written = (
        *_find_listed(reading, words),
        *find_streets(reading, words),
        *find_described(reading, words, lookups),
    )
    return Untagged(written, tuple(_find_known(reading, words, lookups)))


def find_spots(reading: Reading, words: Words, lookups: Lookups, untagged: Untagged) -> list[Spot]:
    """All spans in text order; of two that overlap the more telling, then the longer one stays."""
    known = untagged.known
    found = [*untagged.written, *known]
    tagged = list(_find_tagged(reading, words, lookups))
    found += [spot for spot in tagged if spot.known or not _swallows(spot, known, reading, words)]
    # A listed writing beats all, a street the place it is named after; else the longer span, else the known one.
    strong = {Source.SHORT: 2, Source.STREET: 1}
    found.sort(
        key=lambda spot: (
            -strong.get(spot.source, 0),
            spot.first - spot.last,
            spot.source is not Source.FEATURE,
            not spot.known,
            spot.first,
        )
    )
    taken = [False] * len(reading)
    kept = []
    for spot in found:
        if not any(taken[spot.first : spot.last + 1]):
            taken[spot.first : spot.last + 1] = [True] * (spot.last - spot.first + 1)
            kept.append(spot)
    return _join_pairs(sorted(kept, key=lambda spot: spot.first), reading, lookups)


def _join_pairs(spots: list[Spot], reading: Reading, lookups: Lookups) -> list[Spot]:
    """Make one name of the two sides of a crossing with a dash between them: "Тересполь — Брест"."""
    joined: list[Spot] = []
    for spot in spots:
        before = joined[-1] if joined else None
        if before and before.last + 1 == spot.first and reading.gaps[before.last].strip(" \xa0") in DASHES:
            name = f"{before.name}–{spot.name}"
            if any(hit.place.precision is Precision.CROSSING for hit in lookups.hits(name)):
                joined[-1] = Spot(before.first, spot.last, name, Source.GAZETTEER, known=True)
                continue
        joined.append(spot)
    return joined


def _swallows(spot: Spot, known: Iterable[Spot], reading: Reading, words: Words) -> bool:
    """Decide if a tagged span is a body with the name of its place inside: "Guernsey County Sheriff's Office"."""
    inside = [other for other in known if spot.first <= other.first and other.last <= spot.last]
    if not inside:
        return False
    named = {i for other in inside for i in range(other.first, other.last + 1)}
    rest = [reading.lower[i] for i in range(spot.first, spot.last + 1) if i not in named]
    return any(words.has("civic_heads", word) or words.has("name_heads", word) for word in rest)


def _find_listed(reading: Reading, words: Words) -> Iterator[Spot]:
    """Short forms and unions, in exactly the capitals they are listed in."""
    for i, word in enumerate(reading.words):
        for name, place_id in words.listed.get(word, ()):
            end = reading.starts[i] + len(name)
            last = _word_ending_by(reading, i, end)
            written = reading.text[reading.starts[i] : end].replace("’", "'") == name
            if written and last is not None and not (name.isalpha() and len(name) < 4 and reading.shouted[i]):
                yield Spot(i, last, name, Source.SHORT, known=True, place_id=place_id, end=end)


def _word_ending_by(reading: Reading, first: int, end: int) -> int | None:
    """Index of the last word that ends at or just before ``end``; None if ``end`` cuts a word."""
    last = first
    while last + 1 < len(reading) and reading.starts[last + 1] < end:
        last += 1
    return last if reading.ends[last] <= end else None


def _find_tagged(reading: Reading, words: Words, lookups: Lookups) -> Iterator[Spot]:
    """Spans that the tagger calls places, trimmed of articles, possessives and direction words in front."""
    members: dict[int, list[int]] = {}
    for i, entity in enumerate(reading.entity_of):
        if entity >= 0 and reading.entities[entity].label in PLACE_LABELS:
            members.setdefault(entity, []).append(i)
    for indices in members.values():
        for group in _split_group(reading, indices):
            trimmed = _trim_group(reading, words, group)
            name = reading.span_text(trimmed[0], trimmed[-1]) if trimmed else ""
            if trimmed and not is_demonym(name, words, lookups):
                yield Spot(trimmed[0], trimmed[-1], name, Source.TAGGER, known=lookups.knows(name))


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


def _split_group(reading: Reading, indices: list[int]) -> Iterator[list[int]]:
    """Cut at commas and other punctuation: "Alexandria, Louisiana" is two names."""
    group = [indices[0]]
    for i in indices[1:]:
        if reading.joined(i - 1):
            group.append(i)
        else:
            yield group
            group = [i]
    yield group


def _trim_group(reading: Reading, words: Words, group: list[int]) -> list[int]:
    def loose(i: int) -> bool:
        lower = reading.lower[i]
        return (
            words.has("article", lower)
            or (lower == "of" and i == group[0])
            or words.has("possessive", lower)
            or lower in ("s", "l", "d")
            or (not reading.capital[i] and words.has("inside", lower))
            or (not reading.capital[i] and words.has("feature_of", lower))
            or (words.has("in_front", lower) and not reading.capital[i])
        )

    while group and loose(group[0]):
        group = group[1:]
    while group and (reading.lower[group[-1]] == "s" or reading.words[group[-1]].isdigit() or loose(group[-1])):
        group = group[:-1]
    cased = [i for i in group if reading.capital[i]]
    if not cased or reading.text[reading.starts[group[0]]].isdigit():
        return []
    return group


def _find_known(reading: Reading, words: Words, lookups: Lookups) -> Iterator[Spot]:
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


# Niemców is of Germans; that it may be of Niemcy too is only a guess by its ending. German Iraner are no Iran, but
# Kiewer may be anything of Kiew.
SURE_FORM = 0.85
DASHES = frozenset({"-", "–", "—", "‑"})
# "The Hague", "Le Havre", not "The City", a village of some hundred people.
ARTICLED, ABOUT = 0.4, 0.9
# Countries, capitals and cities of millions: below it too many ordinary words are the name of some town.
LOWER_NOTABILITY = 0.75
