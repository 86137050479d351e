"""The use of a name in a language with cases: the nominative of a country acts, the genitive belongs to something.

Takes over from :mod:`geo.geoparse.uses` where names are bent by case. A case that nothing tells counts as any case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geo.geoparse.hints import is_by_crossing
from geo.geoparse.morphology import Part
from geo.models import Use

if TYPE_CHECKING:
    from collections.abc import Callable

    from geo.geoparse.bending import Bending
    from geo.geoparse.finding import Spot
    from geo.geoparse.reading import Reading

CYRILLIC = frozenset({"ru", "uk", "be"})
OBLIQUE = frozenset({"gen", "dat", "acc", "ins", "loc"})
# "Министерство обороны и вооружённых сил Украины": heads stand at most this many words in front.
HEAD_REACH = 6
# A name in quotation marks: at most so many characters on either side of the place in it.
QUOTED_REACH = 45
_QUOTED = re.compile(r"[«„“\"]([^«„“\"»”\n]*)$")
_CLOSED = re.compile(r"^[^«„“\"»”\n.!?]*[»”\"“]")
LONGEST_QUOTED = 5


@dataclass(frozen=True)
class Bent:
    """A name in its place in the text.

    ``country`` is True for the name of a country or a union, ``capital`` for that of a capital.
    """

    spot: Spot
    reading: Reading
    bending: Bending
    inside_name: bool
    country: bool
    capital: bool

    @cached_property
    def cases(self) -> frozenset[str]:
        """Cases the name may be in, empty if nothing tells."""
        found: frozenset[str] = frozenset()
        for i in range(self.spot.first, self.spot.last + 1):
            own = self._cases_of(self.reading.words[i])
            found = (found & own or found) if found else own
        if not found and self.reading.span_text(self.spot.first, self.spot.last) != self.spot.name:
            return OBLIQUE
        return found

    def _cases_of(self, word: str) -> frozenset[str]:
        readings = [one for one in self.bending.readings(word) if one.case]
        names = self.spot.name.lower().split()
        named = [one for one in readings if one.lemma.lower() in names]
        return frozenset(one.case for one in named or readings)

    def may_be(self, *cases: str) -> bool:
        """True if the name may be in one of the cases."""
        return not self.cases or not self.cases.isdisjoint(cases)

    @cached_property
    def before(self) -> str:
        """Lower-case word that governs the name, past earlier names: "с" for both in "с Россией и Польшей"."""
        words, at = self.bending.words, self.spot.first
        before = self.reading.before(at)
        while at > 1 and words.has("and", before) and self.reading.capital[at - 2]:
            at -= 2
            before = self.reading.before(at)
        return before

    @cached_property
    def behind_noun(self) -> bool:
        """True if a noun in small letters stands right in front, whose genitive the name may be."""
        index = self.spot.first - 1
        if not self.reading.before(self.spot.first) or self.reading.capital[index]:
            return False
        parts = {one.part for one in self.bending.readings(self.reading.words[index])}
        return not parts.isdisjoint({Part.NOUN, Part.NAME}) and Part.VERB not in parts


def find_use_by_case(bent: Bent) -> Use:
    """Return the use of a name: what the first check that holds says."""
    return next((use for check, use in _CHECKS if check(bent)), Use.LITERAL)


def _is_part_of_name(bent: Bent) -> bool:
    text, start, end = bent.reading.text, bent.reading.starts[bent.spot.first], bent.reading.ends[bent.spot.last]
    quoted = _is_quoted(bent) and not is_by_crossing(text, start, end, bent.bending.words)
    return bent.inside_name or quoted or _is_foreign(bent) or _find_head(bent, "name_heads")


def _is_foreign(bent: Bent) -> bool:
    """Decide for "The New York Times" in a text of another script: the name goes on in Latin letters."""
    reading, spot = bent.reading, bent.spot
    if bent.bending.words.language not in CYRILLIC or not reading.words[spot.first].isascii():
        return False
    before, after = reading.before(spot.first), reading.after(spot.last)
    return before == "the" or (bool(after) and after.isascii() and after.isalpha() and reading.capital[spot.last + 1])


def _is_attribute(bent: Bent) -> bool:
    return _find_head(bent, "attributed")


def _is_place(bent: Bent) -> bool:
    """Decide for a name behind a preposition, or the genitive of a noun: "на востоке Украины"."""
    words = bent.bending.words
    governed = words.has("in_front", bent.before) or words.has("between", bent.before)
    return governed or (bent.may_be("gen") and bent.behind_noun)


def _is_gone_to(bent: Bent) -> bool:
    """Decide for "посетил Украину"."""
    return bent.may_be("acc") and bent.bending.words.has("moving", bent.before)


def _is_taken_for_government(bent: Bent) -> bool:
    """Decide for a country without a preposition: a subject, an object, a recipient; not alone in a list or caption."""
    alone = not bent.before and not bent.reading.after(bent.spot.last)
    return bent.country and not alone and bent.may_be("nom", "acc", "dat", "ins")


def _find_head(bent: Bent, heads: str) -> bool:
    """Decide if a head of the list governs the name as a genitive: "министр обороны Украины"."""
    reading, bending, first = bent.reading, bent.bending, bent.spot.first
    if not bent.may_be("gen"):
        return False
    at = first
    while at > 0 and first - at < HEAD_REACH and reading.joined(at - 1):
        at -= 1
        lower = reading.lower[at]
        if bending.words.has(heads, lower):
            return True
        if bending.words.has("in_front", lower) or not _may_be_genitive(bending, reading.words[at]):
            return False
    return False


def _may_be_genitive(bending: Bending, word: str) -> bool:
    """Decide if a word can stand between a head and its name; a conjunction can."""
    readings = bending.readings(word)
    if not readings:
        return not bending.words.inflects
    return any(one.case == "gen" or one.part in (Part.CONJUNCTION, Part.OTHER) for one in readings)


def _deals(bent: Bent) -> bool:
    """Decide for "переговоры с Польшей", "между Россией и Украиной", "агрессия России", "помощь Украине"."""
    reading, words = bent.reading, bent.bending.words
    at = bent.spot.first
    while at > 1 and words.has("and", reading.before(at)) and reading.capital[at - 2]:
        at -= 2
    link = reading.before(at)
    if words.has("dealings", link):
        return bent.may_be("gen", "dat")
    linked = words.has("dealings_link", link) or words.has("between", link)
    return linked and any(words.has("dealings", reading.before(at - back)) for back in (1, 2) if at > back)


def _acts(bent: Bent) -> bool:
    """Decide if a verb of saying or doing stands behind the name, past adverbs, or right in front of it."""
    reading, words, last = bent.reading, bent.bending.words, bent.spot.last
    if not bent.may_be("nom"):
        return False
    after = reading.after(last)
    while after and words.has("adverbs", after) and last + 2 < len(reading):
        last += 1
        after = reading.after(last)
    if words.has("acting", after) or words.has("actors_before", reading.before(bent.spot.first)):
        return True
    if words.has("saying", reading.before(bent.spot.first)):
        return True
    return bent.capital and _is_subject(bent, after)


def _is_subject(bent: Bent, after: str) -> bool:
    """Decide if a capital does something in the verb behind it: "Ереван обратился", not "Киев пережил ночь"."""
    if bent.bending.words.has("enduring", after):
        return False
    readings = bent.bending.readings(after) if after else ()
    return any("finite" in one.features and one.part is Part.VERB for one in readings)


def _is_given(bent: Bent) -> bool:
    """Decide for "передал Киеву", "обвинил Белград": a capital that a verb of dealing has as its object."""
    if not bent.capital or bent.behind_noun:
        return False
    dealt = bent.bending.words.has("acting", bent.before) and not bent.bending.words.has("moving", bent.before)
    return (bent.may_be("dat") and not bent.may_be("loc", "gen")) or (dealt and bent.may_be("acc", "dat"))


def _is_quoted(bent: Bent) -> bool:
    """Decide if the place stands in a name of few words in quotation marks: «Почта России»."""
    reading = bent.reading
    start, end = reading.starts[bent.spot.first], reading.ends[bent.spot.last]
    opened = _QUOTED.search(reading.text[max(0, start - QUOTED_REACH) : start])
    closed = _CLOSED.match(reading.text[end : end + QUOTED_REACH])
    if not opened or not closed:
        return False
    rest = (opened[1] + closed[0][:-1]).split()
    return 0 < len(rest) < LONGEST_QUOTED and (opened[1] or reading.text[start])[:1].isupper()


_CHECKS: tuple[tuple[Callable[[Bent], bool], Use], ...] = (
    (_is_part_of_name, Use.NAME),
    (_is_attribute, Use.ATTRIBUTIVE),
    (_deals, Use.GOVERNMENT),
    (_is_place, Use.LITERAL),
    (_acts, Use.GOVERNMENT),
    (_is_gone_to, Use.LITERAL),
    (_is_given, Use.GOVERNMENT),
    (_is_taken_for_government, Use.GOVERNMENT),
)
