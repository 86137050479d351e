"""Text in, findings out: toponyms by several witnesses, demonyms by the gazetteer, nominals by patterns.

A first look weighs each span by itself; the second lets the text speak: a name that is surely a place once is one
elsewhere, and the name of a person stays one.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.geoparse.adjectives import LOWER_NOTABILITY
from geo.geoparse.case_uses import Bent, find_use_by_case
from geo.geoparse.evidence import FAMOUS, Evidence, is_first_name, spellings, weigh
from geo.geoparse.finding import PERSON_LABELS, Finding, Source, Untagged
from geo.geoparse.lookups import fame
from geo.geoparse.nominals import find_nominals
from geo.geoparse.reading import Entity, Reading, read
from geo.geoparse.spot import find_spots, find_untagged
from geo.geoparse.uses import find_use
from geo.models import MentionType, Use

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc

    from geo.geoparse.lookups import Lookups
    from geo.geoparse.words import Words

# Length of "iso:UA", an id of a country; "iso:UA-59" is an oblast.
ISO_COUNTRY = 6
# A span below zero by itself still counts where the text names it surely elsewhere.
SURE, WAVERING = 1.5, -2.2
# "Rafah" has few bearers, Springfield has many; only the few are known by the company they keep.
FEW_BEARERS, COMPANY, KNOWN_COMPANY = 5, 0.7, 0.75
# What being joined to a place adds, and how little the name may have by itself (by hand, on lists of towns).
JOINED, JOINED_FROM = 2.0, -1.8


def to_reading(text: str, doc: Doc | None) -> Reading:
    """Read a text with the entities of its Doc, none if there is no Doc."""
    entities = (Entity(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents) if doc is not None else ()
    return read(text, entities)


def recognise(
    reading: Reading, words: Words, lookups: Lookups, untagged: Untagged | None = None
) -> tuple[Finding, ...]:
    """All mentions of a text, without their places, in text order; a nominal comes before the names in it.

    ``untagged`` is what was found of the same words already, whatever their entities.
    """
    toponyms = _find_toponyms(reading, words, lookups, untagged or find_untagged(reading, words, lookups))
    covered = [(finding.start, finding.end) for finding in toponyms]
    demonyms = _find_demonyms(reading, words, lookups, covered)
    nominals = find_nominals(reading.text, words, toponyms, demonyms)
    return tuple(sorted((*toponyms, *demonyms, *nominals), key=lambda finding: (finding.start, -finding.end)))


def weigh_spots(reading: Reading, words: Words, lookups: Lookups, untagged: Untagged) -> list[Evidence]:
    """Return each span where a name may stand, weighed by itself."""
    persons = _find_persons(reading, words, lookups)
    return [weigh(spot, reading, words, lookups, persons) for spot in find_spots(reading, words, lookups, untagged)]


def _find_toponyms(reading: Reading, words: Words, lookups: Lookups, untagged: Untagged) -> list[Finding]:
    weighed = weigh_spots(reading, words, lookups, untagged)
    _weigh_lower(weighed, reading, words, lookups)
    _weigh_company(weighed, lookups)
    if words.bends and not words.nouns_capital:
        _weigh_joined(weighed, reading, words)
    sure = {evidence.spot.name.lower() for evidence in weighed if evidence.score >= SURE and not evidence.person}
    return [
        _to_finding(evidence, reading, words, lookups)
        for evidence in weighed
        if evidence.score > 0 or (_wavers(evidence) and evidence.spot.name.lower() in sure)
    ]


def _wavers(evidence: Evidence) -> bool:
    return evidence.score > WAVERING and not evidence.person


def _weigh_lower(weighed: list[Evidence], reading: Reading, words: Words, lookups: Lookups) -> None:
    """A name without its capital needs a preposition, a verb of saying, or its like with a capital in the same text."""
    known = {
        hit.place.id
        for evidence in weighed
        if evidence.spot.source is not Source.LOWER and evidence.score > 0
        for hit in lookups.hits(evidence.spot.name)[:1]
    }
    for evidence in weighed:
        spot = evidence.spot
        if spot.source is not Source.LOWER:
            continue
        best = lookups.hits(spot.name)[:1]
        if not reading.has_capitals:
            evidence.add(0.8, "nothing here has capitals")
        if best and best[0].place.id in known:
            evidence.add(1.5, "its like stands elsewhere in the text")
        if words.has("acting", reading.after(spot.last)):
            evidence.add(0.5, "before a verb of acting")
        evidence.add(-1.6 if reading.has_capitals else -0.6, "without a capital")


def _weigh_company(weighed: list[Evidence], lookups: Lookups) -> None:
    """A rare name with a bearer in a country that the text surely names is more likely that place."""
    countries = {
        hit.place.countries[0]
        for evidence in weighed
        if evidence.score >= SURE and evidence.spot.known
        for hit in lookups.hits(evidence.spot.name)[:1]
        if hit.place.countries and fame(hit.place) >= KNOWN_COMPANY
    }
    for evidence in weighed:
        hits = lookups.hits(evidence.spot.name) if evidence.spot.source is Source.GAZETTEER else ()
        rare = 0 < len(hits) <= FEW_BEARERS and not evidence.person and not evidence.inside_name
        if (
            rare
            and WAVERING < evidence.score < SURE
            and any(countries.intersection(hit.place.countries) for hit in hits)
        ):
            evidence.add(COMPANY, "in a country the text names")


def _weigh_joined(weighed: list[Evidence], reading: Reading, words: Words) -> None:
    """A known name behind a comma or an "and" is a place if the name before is one ("в Угледаре и Торецке")."""
    for before, evidence in pairwise(weighed):
        if evidence.score > 0 or evidence.score < JOINED_FROM or before.score <= 0 or not evidence.spot.known:
            continue
        if evidence.person or evidence.inside_name or before.spot.source not in (Source.GAZETTEER, Source.FEATURE):
            continue
        gap = reading.text[reading.ends[before.spot.last] : reading.starts[evidence.spot.first]].strip().lower()
        if gap == "," or words.has("and", gap.strip(", ")):
            evidence.add(JOINED, "in a list of places")


def _find_persons(reading: Reading, words: Words, lookups: Lookups) -> frozenset[str]:
    """Lower-case words of the names of people: tagged names of two words, and what stands behind a first name."""
    persons: set[str] = set()
    for i, entity in enumerate(reading.entity_of):
        if not reading.capital[i]:
            continue
        named = entity >= 0 and reading.entities[entity].label in PERSON_LABELS
        in_longer = named and " " in reading.text[reading.entities[entity].start : reading.entities[entity].end]
        first_name = i > 0 and reading.gaps[i - 1] == " " and is_first_name(reading, words, lookups, i - 1)
        if (first_name and not _is_well_known(reading.words[i], words, lookups)) or (
            in_longer and lookups.notability(reading.words[i]) < FAMOUS
        ):
            persons |= spellings(reading.words[i], words, lookups)
    return frozenset(persons)


def _is_well_known(word: str, words: Words, lookups: Lookups) -> bool:
    """Decide if a word behind what may be a first name is a country for all that; only where names are bent."""
    return words.bends and lookups.bending(words).notability(word) >= LOWER_NOTABILITY


def _to_finding(evidence: Evidence, reading: Reading, words: Words, lookups: Lookups) -> Finding:
    spot = evidence.spot
    start, end = reading.starts[spot.first], max(spot.end, reading.ends[spot.last])
    use = _find_use(evidence, reading, words, lookups)
    return Finding(
        start=start,
        end=end,
        text=reading.text[start:end],
        type=MentionType.TOPONYM,
        use=use,
        score=1 / (1 + math.exp(-max(evidence.score, 0.3))),
        reasons=tuple(evidence.reasons),
        first=spot.first,
        last=spot.last,
        name="" if spot.source is Source.STREET else spot.name,
        place_id=spot.place_id,
    )


def _find_use(evidence: Evidence, reading: Reading, words: Words, lookups: Lookups) -> Use:
    spot, inside_name = evidence.spot, evidence.inside_name
    listed = len(spot.place_id) == ISO_COUNTRY and spot.place_id.startswith("iso:")
    country = listed or spot.place_id.startswith("org:") or lookups.is_country(spot.name)
    if words.bends and not words.nouns_capital:
        capital = any(hit.place.kind == "capital" for hit in lookups.hits(spot.name)[:1])
        return find_use_by_case(Bent(spot, reading, lookups.bending(words), inside_name, country, capital))
    return find_use(spot.first, spot.last, reading, words, inside_name=inside_name, country=country)


def _find_demonyms(
    reading: Reading, words: Words, lookups: Lookups, covered: Iterable[tuple[int, int]]
) -> list[Finding]:
    taken = {offset for start, end in covered for offset in range(start, end)}
    found = []
    i = 0
    while i < len(reading):
        width = _demonym_width(reading, words, lookups, i)
        if width and reading.starts[i] not in taken:
            found.append(_to_demonym(reading, words, lookups, i, i + width - 1))
        i += max(width, 1)
    return found


def _demonym_width(reading: Reading, words: Words, lookups: Lookups, first: int) -> int:
    """Number of words of the demonym that begins here, 0 if none: "Sri Lankan" is two."""
    if not reading.capital[first] and words.language == "en":
        return 0
    if reading.capital[first] and not reading.opens[first] and words.has("schools", reading.after(first)):
        return 0  # Columbia University is of no country's making
    for width in (2, 1):
        last = first + width - 1
        whole = last < len(reading) and (width == 1 or reading.joined(first))
        if whole and lookups.demonym(reading.span_text(first, last), words.language):
            return width
    return 0


def _to_demonym(reading: Reading, words: Words, lookups: Lookups, first: int, last: int) -> Finding:
    text = reading.span_text(first, last)
    code = lookups.demonym(text, words.language) or ""
    return Finding(
        start=reading.starts[first],
        end=reading.ends[last],
        text=text,
        type=MentionType.DEMONYM,
        use=Use.ATTRIBUTIVE,
        score=0.9,
        reasons=(f"a word for people or things of {code}, not a place by itself",),
        first=first,
        last=last,
        code=code,
    )
