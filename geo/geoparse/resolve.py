"""Findings in, mentions with places out, in passes: what is written plainly, all names at once, then the nominals.

Abstains (no places) where nothing in the gazetteer fits well enough; the candidates then still say what was thought of.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geo.gazetteer.names import normalise
from geo.geoparse.calibration import calibrate
from geo.geoparse.hints import Hint, Sort, find_hints, is_listed
from geo.geoparse.lookups import COUNTRY_STRENGTH, fame
from geo.geoparse.refer import refer
from geo.geoparse.regions import compose_part
from geo.geoparse.senses import WEIGHTS, Sense, Weights, weigh_senses
from geo.models import Match, Mention, MentionType, Place, Precision, Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer.rank import NameHit
    from geo.geoparse.finding import Finding
    from geo.geoparse.lookups import Lookups
    from geo.geoparse.reading import Reading
    from geo.geoparse.words import Words

# Where oblasts are named by adjectives, the bare name is the town's: Нью-Йорк, Batken.
REGION_OF_A_TOWN = 0.0
# Of the namesakes of a name the best known are enough, besides those in an area that the text names.
MOST_CANDIDATES = 60
DEMONYM_WEIGHT = 0.3
AREAS = (Precision.COUNTRY, Precision.REGION, Precision.SUPRANATIONAL)
# A near spelling counts as a weak name, and only for a word that is surely a place and long enough to misspell.
# A country's name in a language nobody uses here; a namesake of a country that is as well known as a city of millions.
ALIAS_STRENGTH, FAMOUS_NAMESAKE = 0.5, 0.75
NEAR_STRENGTH, NEAR_SCORE, NEAR_LETTERS = 0.85, 0.7, 5
# Below it the likeness is to a name in some other language: Khattab sounds like Halab, which is Aleppo.
LEAST_LIKE = 0.45


def resolve(
    findings: Sequence[Finding],
    reading: Reading,
    words: Words,
    lookups: Lookups,
    *,
    home: str = "",
    weights: Weights = WEIGHTS,
) -> tuple[Mention, ...]:
    """Decide the places of all findings, in their order; ``home`` is the publisher's country, "" if not known."""
    if words.bends:
        weights = replace(weights, region=REGION_OF_A_TOWN)
    hints = find_hints(findings, reading, words)
    hints = [_drop_listed(i, hint, findings, reading, lookups) for i, hint in enumerate(hints)]
    senses, sense_of = _group(findings, hints, words, lookups)
    _drop_strangers(senses, _name_countries(findings, lookups), lookups)
    areas = [_areas_of(sense, sense_of, findings, lookups) for sense in senses]
    weigh_senses(senses, areas, _find_fixed(findings, lookups, home), weights)
    mentions = [_to_mention(finding, sense_of.get(i), words, lookups) for i, finding in enumerate(findings)]
    return refer(findings, mentions, reading, words, lookups)


def _drop_listed(index: int, hint: Hint, findings: Sequence[Finding], reading: Reading, lookups: Lookups) -> Hint:
    """In a list of countries or regions the one behind the comma is no area of the one before it."""
    if hint.inside < 0:
        return hint
    own = {hit.place.precision for hit in lookups.hits(findings[index].name) if hit.strength == 1}
    country = Precision.COUNTRY in own
    if country and not lookups.is_region(findings[hint.inside].name):
        return replace(hint, inside=-1)
    listed = (country or Precision.REGION in own) and is_listed(index, findings, reading)
    return replace(hint, inside=-1) if listed else hint


def _group(
    findings: Sequence[Finding], hints: Sequence[Hint], words: Words, lookups: Lookups
) -> tuple[list[Sense], dict[int, Sense]]:
    """One sense a name, and one more for each further area that the same name is said to lie in."""
    senses: dict[tuple[str, str], Sense] = {}
    sense_of: dict[int, Sense] = {}
    first_key: dict[str, tuple[str, str]] = {}
    names = {
        i: normalise(f.name)
        for i, f in enumerate(findings)
        if f.name and not f.place_id and f.type is MentionType.TOPONYM
    }
    areas = {i: normalise(findings[hints[i].inside].text) if hints[i].inside >= 0 else "" for i in names}
    # Those said to lie somewhere come first, so that the others join them.
    for i in sorted(names, key=lambda i: (not areas[i], i)):
        key = (names[i], areas[i])
        joined = first_key.setdefault(names[i], key) if not areas[i] else key
        first_key.setdefault(names[i], key)
        if joined not in senses:
            senses[joined] = Sense(findings[i].name, _find_hits(findings[i], hints[i], words, lookups))
        senses[joined].count += 1
        senses[joined].sorts |= {hints[i].sort} - {Sort.ANY}
        senses[joined].inside |= {hints[i].inside} - {-1}
        sense_of[i] = senses[joined]
    return list(senses.values()), sense_of


def _find_hits(finding: Finding, hint: Hint, words: Words, lookups: Lookups) -> tuple[NameHit, ...]:
    """Candidates of a name: exact, else without its first or last word, else near in spelling."""
    hits = lookups.hits(finding.name) or _find_inner(finding.name, hint, words, lookups)
    if not hits and finding.score >= NEAR_SCORE and len(finding.name) >= NEAR_LETTERS and " " not in finding.name:
        near = (hit for hit in lookups.alike(finding.name) if hit.strength >= LEAST_LIKE)
        hits = tuple(replace(hit, strength=hit.strength * NEAR_STRENGTH) for hit in near)
    if len(hits) > MOST_CANDIDATES:
        hits = tuple(sorted(hits, key=lambda hit: -fame(hit.place) * hit.strength)[:MOST_CANDIDATES])
    return keep_countries(hits)


def _name_countries(findings: Sequence[Finding], lookups: Lookups) -> frozenset[str]:
    """Codes of the countries that the text names, as such, by demonym, in the name of a border, or by a great city."""
    codes = {finding.code.upper() for finding in findings if finding.code}
    for finding in findings:
        place = lookups.place(finding.place_id) if finding.place_id else None
        codes.update(place.countries if place else ())
        if finding.name and finding.type is MentionType.TOPONYM and lookups.is_country(finding.name):
            codes.update(hit.place.countries[0] for hit in lookups.hits(finding.name) if hit.place.countries)
        elif finding.name and finding.type is MentionType.TOPONYM:
            best = lookups.hits(finding.name)[:1]
            codes.update(code for hit in best if fame(hit.place) >= FAMOUS_NAMESAKE for code in hit.place.countries)
    return frozenset(codes)


def _drop_strangers(senses: Sequence[Sense], codes: frozenset[str], lookups: Lookups) -> None:
    """A near spelling is no witness for a country that the text never speaks of: Banjska is not Bansko.

    If the text names no country, those count that its other names lie in, and of their own only well-known towns.
    """
    exact = [sense for sense in senses if lookups.hits(sense.name)]
    spoken = codes or frozenset(code for sense in exact for hit in sense.hits[:1] for code in hit.place.countries)
    for sense in senses:
        if sense.hits and sense not in exact and " " not in sense.name:
            sense.hits = tuple(
                hit
                for hit in sense.hits
                if spoken.intersection(hit.place.countries) or (not codes and fame(hit.place) >= FAMOUS_NAMESAKE)
            )


def _find_inner(name: str, hint: Hint, words: Words, lookups: Lookups) -> tuple[NameHit, ...]:
    """Places of "Licking" for "Licking County", of "Oxford" for "East Oxford"; () where that is no fair guess."""
    first, _, rest = name.partition(" ")
    areas = (Precision.REGION, Precision.DISTRICT)
    if hint.sort in (Sort.REGION, Sort.DISTRICT) and rest:
        return tuple(hit for hit in lookups.hits(name.rpartition(" ")[0]) if hit.place.precision in areas)
    if words.has("part_before", first.lower()) and rest:
        return tuple(hit for hit in lookups.hits(rest) if hit.place.precision is Precision.SETTLEMENT)
    return ()


def keep_countries(hits: tuple[NameHit, ...]) -> tuple[NameHit, ...]:
    """A country's name never means a village or an alias of a city, only the country or a region of that very name.

    A country that only some language calls so ("Norfolk" for Norfolk Island) gives way to a place of that main name.
    """
    countries = [hit for hit in hits if hit.place.precision is Precision.COUNTRY and hit.strength >= COUNTRY_STRENGTH]
    main = [hit for hit in hits if hit.strength == 1 and hit.place.precision is not Precision.COUNTRY]
    if not countries:
        return hits
    if main and all(hit.strength < 1 for hit in countries):
        return tuple(replace(hit, strength=ALIAS_STRENGTH) if hit in countries else hit for hit in hits)
    return (
        *countries,
        *(hit for hit in main if fame(hit.place) >= FAMOUS_NAMESAKE or hit.place.precision is Precision.REGION),
    )


def _find_fixed(findings: Sequence[Finding], lookups: Lookups, home: str) -> list[tuple[Place, float]]:
    """Places that the text writes plainly, with their weight as context."""
    fixed = []
    for finding in findings:
        place = lookups.place(finding.place_id or (f"iso:{finding.code}" if finding.code else ""))
        if place:
            fixed.append((place, 1.0 if finding.place_id else DEMONYM_WEIGHT))
    country = lookups.place(f"iso:{home}") if home else None
    return [*fixed, (country, 1.0)] if country else fixed


def _areas_of(
    sense: Sense, sense_of: dict[int, Sense], findings: Sequence[Finding], lookups: Lookups
) -> tuple[Place, ...]:
    """All places that the areas named beside a sense may be, each once."""
    areas: dict[str, Place] = {}
    seen: set[str] = set()
    for index in sense.inside - {i for i in sense.inside if sense_of.get(i) is sense}:
        fixed = lookups.place(findings[index].place_id)
        other = sense_of.get(index)
        if fixed:
            areas[fixed.id] = fixed
        elif other and other.name not in seen:
            seen.add(other.name)
            areas |= {hit.place.id: hit.place for hit in other.hits}
    return tuple(areas.values())


def _count_namesakes(sense: Sense, lookups: Lookups) -> tuple[str, ...]:
    """Say how many places bear the name, where there is more than the one that was chosen."""
    count = len(lookups.hits(sense.name))
    return (f"one of {count} places that bear this name",) if sense.places and count > 1 else ()


def _to_mention(finding: Finding, sense: Sense | None, words: Words, lookups: Lookups) -> Mention:
    places: tuple[Place, ...] = sense.places if sense else ()
    reasons = (
        *finding.reasons,
        *(sense.reasons if sense else ()),
        *(_count_namesakes(sense, lookups) if sense else ()),
    )
    score = calibrate(finding.score * sense.score) if places and sense else finding.score
    fixed = lookups.place(finding.place_id or (f"iso:{finding.code}" if finding.code else ""))
    part = None if places or fixed else compose_part(finding.name, words, lookups)
    if part:
        places, reasons, score = (part,), (*finding.reasons, "a part of a country by compass point"), finding.score
    if fixed:
        places, reasons = (fixed,), (*reasons, f"written so, it is {fixed.name}")
    return Mention(
        start=finding.start,
        end=finding.end,
        text=finding.text,
        type=finding.type,
        use=_settle_use(finding.use, places),
        score=round(score, 3),
        places=places,
        candidates=sense.matches if sense else tuple(Match(place, 1.0) for place in places),
        reasons=reasons,
    )


def _settle_use(use: Use, places: tuple[Place, ...]) -> Use:
    """Take "government" back for a place that has none; a seat of government always stands for it."""
    if use is not Use.NAME and any(place.kind == "government" for place in places):
        return Use.GOVERNMENT
    governs = any(p.precision in AREAS or p.kind in ("capital", "government") for p in places)
    return Use.LITERAL if use is Use.GOVERNMENT and not governs else use
