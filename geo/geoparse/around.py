"""What the words around a span say for its being a place: prepositions, kinds of place, lists, datelines, homes.

Each check looks at one span and gives a weight in log-odds with its reason, or None.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.geoparse.hints import has_area_in_front, is_by_crossing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geo.geoparse.finding import Spot
    from geo.geoparse.lookups import Lookups
    from geo.geoparse.reading import Reading
    from geo.geoparse.words import Words

# American states and provinces of that size: names that places are told apart by.
AREA_NOTABILITY = 0.5
# Shorter writings in capitals are abbreviations, not datelines.
SHORTEST_DATELINE = 4
# "Barrow, Jackson and Madison counties" goes on for at most this many words.
LIST_REACH = 8
PARTIES = frozenset({"r", "d", "dfl", "gop"})
_OF = frozenset({"of", "de", "d", "du", "des"})


@dataclass(frozen=True, slots=True)
class Around:
    """A span with all that is needed to look around it."""

    spot: Spot
    reading: Reading
    words: Words
    lookups: Lookups

    @property
    def before(self) -> str:
        """Lower-case word in front, past an article."""
        first = self.spot.first
        before = self.reading.before(first)
        return self.reading.before(first - 1) if self.words.has("article", before) and first > 1 else before

    @property
    def governor(self) -> str:
        """The word in front; where names are bent past earlier names: "у" for both in "у Бучі та Ірпені"."""
        before, at = self.before, self.spot.first
        while self.words.bends and at > 1 and self.words.has("and", before) and self.reading.capital[at - 2]:
            at -= 2
            before = self.reading.before(at)
        return before

    @property
    def after(self) -> str:
        """Lower-case word behind."""
        return self.reading.after(self.spot.last)


Clue = tuple[float, str] | None


def find_clues(around: Around) -> Iterator[tuple[float, str]]:
    """Yield weight and reason of all that the words around say."""
    for check in _CHECKS:
        clue = check(around)
        if clue:
            yield clue


def _check_preposition(around: Around) -> Clue:
    before = around.governor
    if around.words.has("locative", before):
        return 1.4, f"after {before!r}"
    if around.words.has("in_front", before):
        return (0.7 if around.spot.known else 0.2), f"after {before!r}"
    if not around.spot.known:
        return None
    if around.words.has("moving", before):
        return 0.9, f"after {before!r}"
    ahead = around.words.nouns_capital and around.words.has("moving", around.after)
    return (0.9, f"before {around.after!r}") if ahead else None


def _check_feature(around: Around) -> Clue:
    """Look for "city of", "région de", "l'oblast russe de" in front."""
    reading, words, first = around.reading, around.words, around.spot.first
    if words.bends and has_area_in_front(first, reading, words):
        return 2.5, "after a kind of place"
    link = reading.before(first)
    if link == "the" or words.has("article", link):
        first -= 1
        link = reading.before(first)
    if link not in _OF:
        return None
    heads = (reading.before(first - 1), reading.before(first - 2) if words.language == "fr" else "")
    return (2.5, "after a kind of place and 'of'") if any(words.has("feature_of", head) for head in heads) else None


def _check_kind_before(around: Around) -> Clue:
    """Look for "the war-ravaged capital Grozny", "the border town Rafah": a kind of place with nothing between."""
    reading, words, previous = around.reading, around.words, around.spot.first - 1
    if words.language != "en" or previous < 0 or reading.capital[previous] or not reading.joined(previous):
        return None
    kind = reading.lower[previous]
    return (1.6, f"after {kind!r}") if around.spot.known and kind in words.sorts else None


def _check_assault(around: Around) -> Clue:
    """Look for "attacks on Aleppo", "the siege of Marawi"."""
    words, first = around.words, around.spot.first
    if not (around.spot.known and words.has("assault_links", around.before)) or first < 2:
        return None
    at = first - 2 if words.has("article", around.reading.before(first)) else first - 1
    deed = around.reading.before(at)
    return (1.6, f"after {deed!r}") if words.has("assaults", deed) else None


def _check_ground(around: Around) -> Clue:
    """Look for "мешканці Бучі", "oblężenie Mariupola"."""
    ground = around.spot.known and around.words.has("ground_before", around.governor)
    return (1.6, f"after {around.governor!r}") if ground else None


def _check_genitive(around: Around) -> Clue:
    """Look for "Niedersachsens Minister"."""
    reading, spot = around.reading, around.spot
    following = spot.last + 1
    if not (around.words.nouns_capital and following < len(reading) and reading.gaps[spot.last] == " "):
        return None
    genitive = f"{spot.name}s" == reading.words[spot.first] and reading.capital[following]
    return (1.2, "a genitive in front of a noun") if genitive else None


def _check_street(around: Around) -> Clue:
    previous = around.spot.first - 1
    behind = previous >= 0 and around.words.has("street_after", around.reading.lower[previous])
    return (2.5, "behind a street") if behind and "," in around.reading.gaps[previous] else None


def _check_crossing(around: Around) -> Clue:
    reading, spot = around.reading, around.spot
    near = is_by_crossing(reading.text, reading.starts[spot.first], reading.ends[spot.last], around.words)
    return (1.6, "beside a border crossing") if near else None


def _check_comma_area(around: Around) -> Clue:
    """Look for ", Ky." or ", Poland" behind."""
    reading, last = around.reading, around.spot.last
    following = last + 1
    if following >= len(reading) or reading.gaps[last].strip() != "," or not reading.capital[following]:
        return None
    word = reading.words[following]
    names = [reading.span_text(following, end) for end in (following, following + 1) if end < len(reading)]
    listed = word in around.words.short or f"{word}." in around.words.short
    known = any(around.lookups.notability(name) >= AREA_NOTABILITY for name in names)
    return (2.2, "followed by the area it lies in") if listed or known else None


def _check_address(around: Around) -> Clue:
    """Look for "Bangor, " in front of Maine."""
    reading, previous = around.reading, around.spot.first - 1
    beside = previous >= 0 and reading.gaps[previous].strip() == "," and reading.capital[previous]
    area = around.spot.known and (
        around.lookups.is_region(around.spot.name) or around.lookups.is_country(around.spot.name)
    )
    known = beside and area and around.lookups.knows(reading.words[previous])
    return (1.5, "behind a name and a comma") if known else None


def _check_noun_behind(around: Around) -> Clue:
    if around.words.has("local_after", around.after) and around.spot.known:
        return 1.6, f"before {around.after!r}"
    if around.words.has("described", around.after) and around.spot.known:
        return 1.6, f"before {around.after!r}"
    return (0.8, f"before {around.after!r}") if around.words.has("place_after", around.after) else None


def _check_list(around: Around) -> Clue:
    """Look at each name of "Barrow, Jackson and Madison counties"."""
    reading, last = around.reading, around.spot.last
    for at in range(last + 1, min(last + LIST_REACH, len(reading))):
        if around.words.has("plural_after", reading.lower[at]):
            listed = around.spot.known and (at > last + 1 or reading.gaps[last] == " ")
            return (2.5, "in a list of areas") if listed else None
        if not (reading.capital[at] or reading.lower[at] in ("and", "et")) or reading.gaps[at - 1] not in (" ", ", "):
            return None
    return None


def _check_dateline(around: Around) -> Clue:
    """Look for "CLINTON — A town couple" and "PARIS (AP)" at the start of a sentence."""
    reading, spot = around.reading, around.spot
    written = reading.span_text(spot.first, spot.last)
    opens = spot.known and written.isupper() and len(written) >= SHORTEST_DATELINE and reading.opens[spot.first]
    dashed = any(sign in reading.gaps[spot.last] for sign in "\u2014\u2013(-")
    return (2.5, "a dateline") if opens and dashed else None


def _check_party(around: Around) -> Clue:
    """Look for "R-Elbow Lake"."""
    first = around.spot.first
    party = around.spot.known and around.reading.before(first) in PARTIES and around.reading.gaps[first - 1] == "-"
    return (3.0, "a politician's home") if party else None


def _check_home(around: Around) -> Clue:
    """Look for "Mindy Miller of Ravenel" and "Jeremy Watson, 30, of Ten Mile"."""
    reading, first = around.reading, around.spot.first
    if first < 2 or reading.before(first) != "of":
        return None
    named = around.spot.known and reading.capital[first - 2]
    return (0.8, "where someone is of") if named or reading.gaps[first - 2].strip() == "," else None


_CHECKS: tuple[Callable[[Around], Clue], ...] = (
    _check_preposition,
    _check_feature,
    _check_ground,
    _check_kind_before,
    _check_assault,
    _check_genitive,
    _check_street,
    _check_crossing,
    _check_comma_area,
    _check_address,
    _check_noun_behind,
    _check_list,
    _check_dateline,
    _check_party,
    _check_home,
)
