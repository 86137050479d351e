"""What nominals refer to: "its territory", "the border", "l'est du pays" take their places from the names around."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from geo.gazetteer.parts import part_of
from geo.geoparse.borders import find_borders
from geo.geoparse.morphology import Part
from geo.models import Mention, MentionType, Place, Precision, Use

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from geo.geoparse.finding import Finding
    from geo.geoparse.lookups import Lookups
    from geo.geoparse.reading import Reading
    from geo.geoparse.words import Words

# "This former Soviet republic" means one that left: by usage never the state the union was ruled from.
CORES = frozenset({"iso:RU", "iso:RS"})
_FORMER = re.compile(r"\b(?:former|ex|ancienne)\b.*\br[ée]publi", re.IGNORECASE)
# An antecedent further back than this, in characters (about four sentences), is no antecedent.
REACH = 700
# Mentions on either side among which the other country of a border is looked for.
AROUND = 150
# "The border" is the last one spoken of, this many mentions back at most: some twenty pages.
FAR_BACK = 1000
AREAS_OF_TALK = (Precision.REGION, Precision.DISTRICT, Precision.BORDER_SEGMENT)


@dataclass(frozen=True, slots=True)
class Talk:
    """The text so far: findings and mentions in order, those before ``at`` being complete."""

    findings: Sequence[Finding]
    mentions: list[Mention]
    at: int
    reading: Reading
    words: Words
    lookups: Lookups
    sentence_starts: Sequence[int]

    @property
    def finding(self) -> Finding:
        """The nominal in question."""
        return self.findings[self.at]

    def inside(self) -> tuple[Mention, ...]:
        """Names and demonyms that stand in the nominal itself."""
        end = self.finding.end
        behind = takewhile(lambda mention: mention.start < end, islice(self.mentions, self.at + 1, None))
        return tuple(mention for mention in behind if mention.type is not MentionType.NOMINAL)

    def earlier(self) -> Iterator[int]:
        """Indices of the mentions before the nominal, nearest first, within reach."""
        for i in range(self.at - 1, -1, -1):
            if self.finding.start - self.mentions[i].start > REACH:
                return
            yield i

    def country(self, index: int) -> Place | None:
        """Country that a mention stands for, None for towns, regions and unions."""
        place = self.mentions[index].place
        if place is None or place.precision is not Precision.COUNTRY:
            return None
        is_core = place.id in CORES and _FORMER.search(self.reading.text[self.finding.start : self.finding.end])
        return None if is_core else place

    def word_before(self, mention: Mention) -> str:
        """Lower-case word in front of a mention, "" at the start."""
        return self.reading.text[max(0, mention.start - 30) : mention.start].rstrip().rpartition(" ")[2].lower()

    def sentence_start(self, offset: int) -> int:
        """Offset at which the sentence around ``offset`` begins."""
        found = bisect_right(self.sentence_starts, offset)
        return self.sentence_starts[found - 1] if found else 0


def refer(
    findings: Sequence[Finding], mentions: list[Mention], reading: Reading, words: Words, lookups: Lookups
) -> tuple[Mention, ...]:
    """Give the nominals among the mentions their places, in text order, so that one may refer to an earlier one."""
    starts = [start for start, opens in zip(reading.starts, reading.opens, strict=True) if opens]
    for i, finding in enumerate(findings):
        if finding.type is MentionType.NOMINAL and finding.meaning in _REFERRED:
            places, reason = _REFERRED[finding.meaning](Talk(findings, mentions, i, reading, words, lookups, starts))
            score = finding.score if places else 0.0
            mentions[i] = replace(mentions[i], places=places, score=score, reasons=(*finding.reasons, reason))
    return tuple(mentions)


Referred = tuple[tuple[Place, ...], str]
NOTHING: Referred = ((), "nothing before it that it can refer to")


def _one(place: Place | None, reason: str) -> Referred:
    return ((place,), reason) if place else NOTHING


def find_antecedent(talk: Talk, *, agent: bool) -> Place | None:
    """Country that "its" or "the country" refers to.

    With ``agent`` the acting country of this sentence, else of the last one; without, the nearest country named.
    """
    if agent:
        start = talk.sentence_start(talk.finding.start)
        this = [i for i in talk.earlier() if talk.mentions[i].start >= start]
        last = [i for i in talk.earlier() if talk.sentence_start(max(start - 1, 0)) <= talk.mentions[i].start < start]
        for group in (this, last):
            acting = [i for i in reversed(group) if talk.country(i) and _is_agent(talk, i)]
            if acting:
                return talk.country(acting[0])
    return next((talk.country(i) for i in talk.earlier() if talk.country(i) and not _is_demonym(talk, i)), None)


def _is_demonym(talk: Talk, index: int) -> bool:
    return talk.mentions[index].type is MentionType.DEMONYM


def _is_agent(talk: Talk, index: int) -> bool:
    """Decide if a mention can be the subject: its government, or named without a preposition."""
    mention, finding = talk.mentions[index], talk.findings[index]
    if mention.type is MentionType.NOMINAL:
        return finding.meaning == "country" and not talk.words.has("in_front", talk.word_before(mention))
    if mention.type is MentionType.DEMONYM:
        return False
    return mention.use is Use.GOVERNMENT or not _is_after_preposition(talk, finding)


def _is_after_preposition(talk: Talk, finding: Finding) -> bool:
    before = talk.reading.before(finding.first)
    if talk.words.has("article", before):
        before = talk.reading.before(finding.first - 1)
    return talk.words.has("in_front", before) or before in ("of", "with", "for", "avec", "pour", "by", "par")


def _refer_country(talk: Talk) -> Referred:
    before = talk.reading.text[: talk.finding.start].rstrip()[-6:].lower()
    opens = before[-1:] in (".", ",", "\n", "") or before.endswith((" que", " and", " et", " that"))
    place = find_antecedent(talk, agent=opens)
    return _one(place, f"refers back to {place.name}" if place else "")


def _refer_countries(talk: Talk) -> Referred:
    found: dict[str, Place] = {}
    for i in talk.earlier():
        country = talk.country(i)
        if country:
            found.setdefault(country.id, country)
        if len(found) == 2:
            names = " and ".join(place.name for place in found.values())
            return tuple(found.values()), f"refers back to {names}"
    return NOTHING


def _refer_territory(talk: Talk) -> Referred:
    place = find_antecedent(talk, agent=True)
    return _one(place, f"of {place.name}, which acts here" if place else "")


def _refer_own(talk: Talk) -> Referred:
    places = tuple({place.id: place for mention in talk.inside() for place in mention.places}.values())
    return (places, f"of {' and '.join(place.name for place in places)}") if places else NOTHING


def _refer_last_name(talk: Talk) -> Referred:
    """Take the place of the name a phrase like "the region of X" ends with."""
    named = [mention for mention in talk.inside() if mention.type is MentionType.TOPONYM]
    return _one(named[-1].place, f"named by {named[-1].text!r}") if named else NOTHING


def _refer_sector(talk: Talk) -> Referred:
    """Take the surroundings of the town a sector of a front is named after, never the town itself."""
    named = [mention for mention in talk.inside() if mention.type is MentionType.TOPONYM]
    readings = talk.lookups.bending(talk.words).readings(named[-1].text) if named else ()
    if not any(reading.part is Part.ADJECTIVE for reading in readings):
        return NOTHING
    places, reason = _refer_last_name(talk)
    return tuple(replace(place, precision=Precision.DISTRICT) for place in places), reason


def _refer_part(talk: Talk) -> Referred:
    whole = next((m.place for m in talk.inside() if m.place), None)
    return _take_part(talk, whole)


def _refer_part_of_it(talk: Talk) -> Referred:
    return _take_part(talk, find_antecedent(talk, agent=False))


def _take_part(talk: Talk, whole: Place | None) -> Referred:
    if whole is None:
        return NOTHING
    if whole.precision not in (Precision.COUNTRY, Precision.REGION) or not talk.finding.direction:
        return _one(whole, f"near {whole.name}")
    part = part_of(talk.lookups.gazetteer, whole, talk.finding.direction)
    return _one(part or whole, f"the {talk.finding.direction} of {whole.name}")


def _refer_capital(talk: Talk) -> Referred:
    """Take the capital of the country in the phrase or of the last one."""
    own = next((m.place for m in talk.inside() if m.place and m.place.precision is Precision.COUNTRY), None)
    if own is None and talk.inside():
        return NOTHING
    country = own or find_antecedent(talk, agent=False)
    capital = talk.lookups.gazetteer.capital(country.countries[0]) if country else None
    return _one(capital, f"the capital of {country.name}" if country else "")


def _refer_region(talk: Talk) -> Referred:
    for i in talk.earlier():
        place = talk.mentions[i].place
        if place and place.precision in AREAS_OF_TALK:
            return _one(place, f"refers back to {talk.mentions[i].text!r}")
    return NOTHING


def _refer_border(talk: Talk) -> Referred:
    owner = find_antecedent(talk, agent=True)
    around = range(max(0, talk.at - AROUND), min(len(talk.mentions), talk.at + AROUND))
    others = [
        (m.start, m.place)
        for i, m in ((i, talk.mentions[i]) for i in around)
        if m.place and (m.type is not MentionType.NOMINAL or (i < talk.at and talk.country(i)))
    ]
    named = [place for mention in talk.inside() for place in mention.places]
    before = range(talk.at - 1, max(-1, talk.at - FAR_BACK), -1)
    last = next((talk.mentions[i].places for i in before if _is_border(talk.mentions[i])), ())
    first = next(iter(talk.inside()), None)
    outward = first is not None and talk.words.has("with", talk.word_before(first))
    if owner and last and _acts_here(talk, owner) and not any(set(owner.countries) & set(b.countries) for b in last):
        last = ()
    return find_borders(talk.lookups.gazetteer, talk.finding, named, owner, others, last, outward=outward)


def _acts_here(talk: Talk, country: Place) -> bool:
    """Decide if a country acts in the sentence of the nominal: "Литва не планирует закрывать границу" is its own."""
    start = talk.sentence_start(talk.finding.start)
    here = (i for i in talk.earlier() if talk.mentions[i].start >= start)
    return any(talk.mentions[i].use is Use.GOVERNMENT and talk.country(i) == country for i in here)


def _is_border(mention: Mention) -> bool:
    return bool(mention.place) and mention.places[0].precision is Precision.BORDER_SEGMENT


_REFERRED: dict[str, Callable[[Talk], Referred]] = {
    "country": _refer_country,
    "countries": _refer_countries,
    "territory": _refer_territory,
    "territory_of": _refer_own,
    "border": _refer_border,
    "border_of": _refer_border,
    "border_is": _refer_border,
    "part_of": _refer_part,
    "part_of_it": _refer_part_of_it,
    "capital_of": _refer_capital,
    "capital": _refer_capital,
    "region_of": _refer_last_name,
    "sector": _refer_sector,
    "region": _refer_region,
}
