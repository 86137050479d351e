"""Findings in, mentions with places out, in passes: what is written plainly, countries and regions, the rest, the nominals.

Abstains (no places) where nothing in the gazetteer fits well enough; the candidates then still say what was thought of.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from geo.gazetteer.names import normalise
from geo.geoparse.hints import Hint, Sort, find_hints
from geo.geoparse.lookups import fame
from geo.geoparse.refer import refer
from geo.geoparse.senses import NONE, Context, Sense, score_hit
from geo.models import Match, Mention, MentionType, Place, Precision, Use

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo.gazetteer.rank import NameHit
    from geo.geoparse.finding import Finding
    from geo.geoparse.lookups import Lookups
    from geo.geoparse.reading import Reading
    from geo.geoparse.words import Words

# Of the namesakes of a name the best known are enough, besides those in an area that the text names.
MOST_CANDIDATES = 60
SHOWN_CANDIDATES = 5
# The best candidate must lead by this (log-odds) to be decided before there is any context.
PLAIN_LEAD = 5.0
ABSTAIN_BELOW = 0.4
DEMONYM_WEIGHT = 0.3
AREAS = (Precision.COUNTRY, Precision.REGION, Precision.SUPRANATIONAL)
# A near spelling counts as a weak name, and only for a word that is surely a place and long enough to misspell.
NEAR_STRENGTH, NEAR_SCORE, NEAR_LETTERS = 0.75, 0.8, 5


def resolve(
    findings: Sequence[Finding], reading: Reading, words: Words, lookups: Lookups, *, home: str = ""
) -> tuple[Mention, ...]:
    """Decide the places of all findings, in their order; ``home`` is the publisher's country, "" if not known."""
    hints = find_hints(findings, reading, words)
    senses, sense_of = _group(findings, hints, lookups)
    context = _start_context(findings, lookups, home)
    _decide(senses, sense_of, findings, context, lookups)
    mentions = [_to_mention(finding, sense_of.get(i), lookups) for i, finding in enumerate(findings)]
    return refer(findings, mentions, reading, words, lookups)


def _group(
    findings: Sequence[Finding], hints: Sequence[Hint], lookups: Lookups
) -> tuple[list[Sense], dict[int, Sense]]:
    """One sense a name, and one more for each further area that the same name is said to lie in."""
    senses: dict[tuple[str, str], Sense] = {}
    sense_of: dict[int, Sense] = {}
    names = {
        i: normalise(f.name)
        for i, f in enumerate(findings)
        if f.name and not f.place_id and f.type is MentionType.TOPONYM
    }
    areas = {i: normalise(findings[hints[i].inside].text) if hints[i].inside >= 0 else "" for i in names}
    # Those said to lie somewhere come first, so that the others join them.
    for i in sorted(names, key=lambda i: (not areas[i], i)):
        key = (names[i], areas[i])
        joined = next((k for k in senses if k[0] == names[i]), key) if not areas[i] else key
        if joined not in senses:
            senses[joined] = Sense(findings[i].name, _find_hits(findings[i], hints[i], lookups), [])
            senses[joined].count = 0
        senses[joined].count += 1
        senses[joined].hints.append(hints[i])
        sense_of[i] = senses[joined]
    return list(senses.values()), sense_of


def _find_hits(finding: Finding, hint: Hint, lookups: Lookups) -> tuple[NameHit, ...]:
    """Candidates of a name: exact, else without its last word ("Licking County"), else near in spelling."""
    hits = lookups.hits(finding.name)
    if not hits and hint.sort in (Sort.REGION, Sort.DISTRICT) and " " in finding.name:
        hits = tuple(
            h
            for h in lookups.hits(finding.name.rpartition(" ")[0])
            if h.place.precision in (Precision.REGION, Precision.DISTRICT)
        )
    if not hits and finding.score >= NEAR_SCORE and len(finding.name) >= NEAR_LETTERS and " " not in finding.name:
        hits = tuple(replace(h, strength=h.strength * NEAR_STRENGTH) for h in lookups.gazetteer.alike(finding.name))
    if len(hits) > MOST_CANDIDATES:
        hits = tuple(sorted(hits, key=lambda h: -fame(h.place) * h.strength)[:MOST_CANDIDATES])
    return _keep_countries(hits)


def _keep_countries(hits: tuple[NameHit, ...]) -> tuple[NameHit, ...]:
    """A country's name never means a village, only a region or city of great fame beside the country."""
    country = any(h.place.precision is Precision.COUNTRY and h.strength >= 0.9 for h in hits)
    return tuple(h for h in hits if fame(h.place) >= 0.5) if country else hits


def _start_context(findings: Sequence[Finding], lookups: Lookups, home: str) -> Context:
    context = Context()
    for finding in findings:
        place = lookups.place(finding.place_id or (f"iso:{finding.code}" if finding.code else ""))
        if place:
            context.add(place, 1.0 if finding.place_id else DEMONYM_WEIGHT)
    country = lookups.place(f"iso:{home}") if home else None
    if country:
        context.add(country, 1.0)
    return context


def _decide(
    senses: list[Sense], sense_of: dict[int, Sense], findings: Sequence[Finding], context: Context, lookups: Lookups
) -> None:
    """Plain ones first, then those said to lie somewhere, then by lead; and once more with all the others as context."""
    waiting = []
    for sense in senses:
        if _is_plain(sense):
            _choose(sense, context, ())
            _tell(sense, context)
        else:
            waiting.append(sense)
    waiting.sort(key=lambda sense: (not any(h.inside >= 0 for h in sense.hints), len(sense.hits)))
    for sense in waiting:
        _choose(sense, context, _areas_of(sense, sense_of, findings, lookups))
        _tell(sense, context)
    for sense in waiting:
        others = Context()
        for other in senses:
            if other is not sense:
                _tell(other, others)
        _choose(sense, others, _areas_of(sense, sense_of, findings, lookups))


def _is_plain(sense: Sense) -> bool:
    """Decide if a sense is a country or region that no namesake can rival, whatever the context."""
    scored = sorted((score_hit(hit, sense, Context(), ())[0] for hit in sense.hits), reverse=True)
    best = max(sense.hits, key=lambda hit: fame(hit.place) * hit.strength, default=None)
    if best is None or best.place.precision not in AREAS:
        return False
    return len(scored) == 1 or scored[0] - scored[1] >= PLAIN_LEAD


def _areas_of(
    sense: Sense, sense_of: dict[int, Sense], findings: Sequence[Finding], lookups: Lookups
) -> tuple[Place, ...]:
    """All places that the area named beside a sense may be."""
    areas: list[Place] = []
    for hint in sense.hints:
        if hint.inside < 0:
            continue
        fixed = lookups.place(findings[hint.inside].place_id)
        other = sense_of.get(hint.inside)
        areas += (
            [fixed]
            if fixed
            else other.places
            if other and other.places
            else [h.place for h in other.hits]
            if other
            else []
        )
    return tuple(areas)


def _tell(sense: Sense, context: Context) -> None:
    """Let a decided sense be context for the others, more the surer it is."""
    for place in sense.places[:1]:
        context.add(place, sense.score * (1 + math.log(sense.count)))


def _choose(sense: Sense, context: Context, areas: tuple[Place, ...]) -> None:
    """Pick the best candidate, or none; scores are shares of exp(log-odds) with "none of them" among the candidates."""
    scored = [(*score_hit(hit, sense, context, areas), hit.place) for hit in sense.hits]
    scored.sort(key=lambda row: (-row[0], row[2].id))
    top = scored[0][0] if scored else 0.0
    total = math.exp(NONE - top) + sum(math.exp(score - top) for score, _, _ in scored)
    sense.matches = tuple(
        Match(place, math.exp(score - top) / total, reasons) for score, reasons, place in scored[:SHOWN_CANDIDATES]
    )
    best = sense.matches[0] if sense.matches else None
    chosen = best is not None and best.score >= ABSTAIN_BELOW
    sense.places = (best.place,) if best and chosen else ()
    sense.score = best.score if best else 0.0
    sense.reasons = best.reasons if best and chosen else ("no place of the gazetteer fits well enough",)


def _to_mention(finding: Finding, sense: Sense | None, lookups: Lookups) -> Mention:
    places: tuple[Place, ...] = sense.places if sense else ()
    reasons = (*finding.reasons, *(sense.reasons if sense else ()))
    score = finding.score * sense.score if sense else finding.score
    fixed = lookups.place(finding.place_id or (f"iso:{finding.code}" if finding.code else ""))
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
    """Take "government" back for a place that has none to speak of."""
    governs = any(p.precision in AREAS or p.kind in ("capital", "government") for p in places)
    return Use.LITERAL if use is Use.GOVERNMENT and not governs else use
