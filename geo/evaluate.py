"""Scores of the machine against the gold, apart by what they measure, and the floors under them.

In come predictions (mentions and tellings of an article) and annotated articles; out comes a flat table of named
figures in 0..1 or counts. The same matching as the annotation's own scorer: an event matches if kind is equal and the
excerpts (or one of the repeated tellings) overlap; each annotated event is used once.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.errors import GeoError
from geo.gold import GoldArticle, GoldMention, GoldTelling
from geo.models import Mention, MentionType, PlaceRole, Telling, TimePrecision

EARTH_RADIUS_KM = 6371.0


class FloorError(GeoError):
    """A score fell under its floor."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the machine found in one article, without any review."""

    mentions: Sequence[Mention]
    tellings: Sequence[Telling]


def distance_km(*, lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance of two WGS 84 points on a sphere of 6,371 km (haversine)."""
    half_lat, half_lon = math.radians(other_lat - lat) / 2, math.radians(other_lon - lon) / 2
    chord = (
        math.sin(half_lat) ** 2
        + math.cos(math.radians(lat)) * math.cos(math.radians(other_lat)) * math.sin(half_lon) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(chord)))


def score_articles(pairs: Iterable[tuple[GoldArticle, Prediction]]) -> dict[str, float]:
    """Return the figures over all articles; a figure without any case is left out."""
    count: Counter[str] = Counter()
    for gold, predicted in pairs:
        _count_mentions(gold, predicted.mentions, count)
        _count_events(gold, predicted.tellings, count)
    return _figures(count)


def _count_mentions(gold: GoldArticle, mentions: Sequence[Mention], count: Counter[str]) -> None:
    if not gold.mentions:
        return
    needed = [m for m in gold.mentions if m.type is MentionType.TOPONYM and not m.optional]
    free = [m for m in gold.mentions if m.optional or m.type is MentionType.NOMINAL]
    found: set[int] = set()
    for mention in mentions:
        if mention.type is MentionType.DEMONYM:
            continue
        hits = [i for i, m in enumerate(needed) if mention.span.overlaps(m.span)]
        if hits:
            count["toponym_hits"] += 1
            found.update(hits)
            _count_hit(needed[hits[0]], mention, count)
        elif not any(mention.span.overlaps(m.span) for m in free):
            count["toponym_false"] += 1
            count["demonym_false"] += any(mention.span.overlaps(d) for d in gold.demonyms)
    count["toponym_gold"] += len(needed)
    count["toponym_missed"] += len(needed) - len(found)


def _count_hit(gold: GoldMention, mention: Mention, count: Counter[str]) -> None:
    if mention.type is not MentionType.TOPONYM or mention.span != gold.span:
        return
    count["use_cases"] += 1
    count["use_right"] += mention.use is gold.use
    count["place_cases"] += 1
    count["place_right"] += any(place.id in gold.place_ids for place in mention.places)


def match_tellings(gold: GoldArticle, tellings: Sequence[Telling]) -> list[tuple[GoldTelling | None, Telling | None]]:
    """Pair what was annotated with what was found, in the order found; false events, then missed ones, stand alone."""
    used: set[int] = set()
    pairs: list[tuple[GoldTelling | None, Telling | None]] = []
    for telling in tellings:
        index = _best_match(gold.tellings, telling, used)
        pairs.append((None if index is None else gold.tellings[index], telling))
        used.update(() if index is None else (index,))
    return pairs + [(missed, None) for index, missed in enumerate(gold.tellings) if index not in used]


def _count_events(gold: GoldArticle, tellings: Sequence[Telling], count: Counter[str]) -> None:
    for annotated, telling in match_tellings(gold, tellings):
        count["event_hits"] += annotated is not None and telling is not None
        count["event_missed"] += telling is None
        if annotated and telling:
            _count_match(annotated, telling, count)
        elif telling:
            count["event_false"] += 1
            count["trap_false"] += any(telling.span.overlaps(trap) for trap in gold.traps)
    count["articles"] += 1


def _best_match(golds: Sequence[GoldTelling], telling: Telling, used: set[int]) -> int | None:
    def overlap(index: int) -> int:
        span = golds[index].telling.span
        return max(0, min(telling.end, span.end) - max(telling.start, span.start))

    candidates = [
        i
        for i, gold in enumerate(golds)
        if i not in used
        and gold.telling.kind is telling.kind
        and any(telling.span.overlaps(span) for span in (gold.telling.span, *gold.telling.also_at))
    ]
    return max(candidates, key=overlap, default=None)


def _count_match(gold: GoldTelling, telling: Telling, count: Counter[str]) -> None:
    count["status_right"] += telling.status is gold.telling.status
    count["when_right"] += is_when_right(gold, telling)
    if telling.drawn_at is not None:
        count["placed"] += 1
        count["placed_right"] += is_place_right(gold, telling)
    wanted = {actor.id for actor in gold.telling.actors}
    count["actor_gold"] += len(wanted)
    count["actor_hits"] += len(wanted & {actor.id for actor in telling.actors})
    count["actor_predicted"] += len({actor.id for actor in telling.actors})


def is_when_right(gold: GoldTelling, telling: Telling) -> bool:
    """True if the time agrees to the gold's unit, or is a day inside the gold's longer interval."""
    value = telling.when.value
    if value[: len(gold.value)] == gold.value:
        return True
    longer = gold.telling.when.precision is not TimePrecision.DAY and telling.when.precision is TimePrecision.DAY
    return longer and gold.telling.when.start <= telling.when.start < gold.telling.when.end


def is_place_right(gold: GoldTelling, telling: Telling) -> bool:
    """True if the place drawn is, by id or within its tolerance, a place of the gold event that is no anchor."""
    drawn = telling.drawn_at
    if drawn is None:
        return False
    return any(
        drawn.id == place.place.id
        or distance_km(lat=drawn.lat, lon=drawn.lon, other_lat=place.place.lat, other_lon=place.place.lon) <= tolerance
        for place, tolerance in zip(gold.telling.places, gold.tolerance_km, strict=True)
        if place.role is not PlaceRole.ANCHOR
    )


def _figures(count: Counter[str]) -> dict[str, float]:
    hits = count["event_hits"]
    shares = {
        "toponym_precision": (count["toponym_hits"], count["toponym_hits"] + count["toponym_false"]),
        "toponym_recall": (count["toponym_gold"] - count["toponym_missed"], count["toponym_gold"]),
        "use": (count["use_right"], count["use_cases"]),
        "mention_place": (count["place_right"], count["place_cases"]),
        "event_precision": (hits, hits + count["event_false"]),
        "event_recall": (hits, hits + count["event_missed"]),
        "status": (count["status_right"], hits),
        "when": (count["when_right"], hits),
        "event_place": (count["placed_right"], count["placed"]),
        "actor_recall": (count["actor_hits"], count["actor_gold"]),
        "actor_precision": (count["actor_hits"], count["actor_predicted"]),
    }
    figures = {name: round(right / cases, 3) for name, (right, cases) in shares.items() if cases}
    for what in ("toponym", "event"):
        if f"{what}_recall" in figures:
            figures[f"{what}_f1"] = _f1(figures.get(f"{what}_precision", 0.0), figures[f"{what}_recall"])
    figures["demonyms_taken_for_places"] = count["demonym_false"]
    figures["traps_sprung"] = count["trap_false"]
    figures["false_events_per_article"] = round(count["event_false"] / max(1, count["articles"]), 2)
    return figures


def _f1(precision: float, recall: float) -> float:
    return round(2 * precision * recall / (precision + recall), 3) if precision + recall else 0.0


LOWER_IS_BETTER = ("demonyms_taken_for_places", "traps_sprung", "false_events_per_article")


def check_floors(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Return a line for each figure that is missing or worse than its floor (errors: above their ceiling)."""
    lines = []
    for name, floor in floors.items():
        got = figures.get(name)
        if got is None or (got > floor if name in LOWER_IS_BETTER else got < floor):
            lines.append(f"{name}: got {got}, the floor is {floor}")
    return lines


def raise_floors(path: Path, figures: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Lift each floor in the file to the figure where it is better; never lowers one. Returns what was written.

    Raises
    ------
    FloorError
        If a figure is worse than its floor: lowering is an edit by hand, with the reason in the commit.
    """
    floors: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for name, got in figures.items():
        worse = check_floors(got, floors.get(name, {}))
        if worse:
            raise FloorError(
                "; ".join(worse), source=str(path), where=name, remedy="Lower it by hand and give the reason."
            )
        floors[name] = dict(got)
    path.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return floors
