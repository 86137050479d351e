"""Measure the geoparser: tables of recognition and resolution for the annotated articles and for public corpora.

Run from the root of the project with PYTHONPATH=.

Usage: python tools/evaluate_geoparse.py seeds SEED_FOLDER GOLD_JSON [--predictions OUT]
       python tools/evaluate_geoparse.py corpus FILE.jsonl [--half 0|1] [--errors N] [--gazetteer FOLDER] [--timing]
       python tools/evaluate_geoparse.py corpus slavicner_pl.jsonl --places slavicner_places_silver.tsv [--half 0|1]

A corpus has one record a line: {id, lang, text, toponyms: [{start, end, text, geonameid?, lat?, lon?, xid?}]}.
A table of places gives ids and points to the cross-language ids of SlavicNER; there countries, regions and towns (GPE)
are counted apart from other places, and unions of states (EU, NATO) are left out on both sides.
"""

from __future__ import annotations

import argparse
import csv
import json
import time
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.gazetteer.index import Gazetteer
from geo.geoparse import Geoparser
from geo.geoparse.context import measure_km
from geo.geoparse.finding import Finding
from geo.geoparse.lookups import Lookups
from geo.geoparse.recognise import recognise, to_reading
from geo.geoparse.resolve import resolve
from geo.geoparse.words import load_words
from geo.models import Article, Mention, MentionType, Place, Precision, Use
from geo.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# 100 miles, the distance that the literature of geoparsing counts as right.
RIGHT_KM = 161.0
USES = {"actor": Use.GOVERNMENT, "embedded": Use.NAME, "literal": Use.LITERAL, "attributive": Use.ATTRIBUTIVE}
Row = dict[str, Any]
Bins = list[list[tuple[float, bool]]]


def main() -> None:
    """Read the arguments and print the tables asked for."""
    arguments = _read_arguments()
    gazetteer = Gazetteer.open(arguments.gazetteer)
    if arguments.what == "seeds":
        evaluate_seeds(Geoparser(gazetteer), Path(arguments.paths[0]), Path(arguments.paths[1]), arguments)
        return
    for path in arguments.paths:
        rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").split("\n") if line]
        kept = [row for i, row in enumerate(rows) if arguments.half is None or i % 2 == arguments.half]
        if arguments.places:
            kept = [add_places(row, read_places(arguments.places)) for row in kept]
        evaluate_corpus(Geoparser(gazetteer), Path(path).name, kept, arguments)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("seeds", "corpus"))
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--half", type=int, choices=(0, 1), default=None, help="even or odd records only")
    parser.add_argument("--errors", type=int, default=0, help="print this many errors")
    parser.add_argument("--predictions", type=Path, default=None, help="write mentions for score_seed.py here")
    parser.add_argument("--gazetteer", type=Path, default=Settings().gazetteer)
    parser.add_argument("--places", type=Path, default=None, help="table of cross-language ids with GeoNames ids")
    parser.add_argument("--timing", action="store_true", help="time the tagger alone in the same run")
    return parser.parse_args()


@cache
def read_places(path: Path) -> dict[str, Row]:
    """Id and point of each cross-language id that the table knows them of."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["geonameid"]]
    return {
        row["xid"]: {"geonameid": int(row["geonameid"]), "lat": float(row["lat"]), "lon": float(row["lon"])}
        for row in rows
    }


def add_places(row: Row, places: dict[str, Row]) -> Row:
    """Return the record with ids and points, and the unions of states taken out of its gold."""
    gold = [one | places.get(one["xid"], {}) for one in row["toponyms"] if not one["xid"].startswith("ORG")]
    unions = [one for one in row["toponyms"] if one["xid"].startswith("ORG")]
    return row | {"toponyms": gold, "unions": unions}


def evaluate_seeds(geoparser: Geoparser, folder: Path, gold_path: Path, arguments: argparse.Namespace) -> None:
    """Print toponym and nominal figures of the annotated articles; optionally write predictions."""
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    counts: Counter[str] = Counter()
    predicted = []
    for row in gold["articles"]:
        text = (folder / row["file"]).read_text(encoding="utf-8")
        mentions = geoparser.geoparse(Article(id=row["id"], text=text, language=row["language"]))
        predicted += [
            _to_prediction(row["file"], mention) for mention in mentions if mention.type is not MentionType.DEMONYM
        ]
        counts += count_seed(row, mentions, gold["places"], show=arguments.errors > 0)
    for name, value in sorted(counts.items()):
        print(f"{name:32} {value}")
    _print_f1("toponyms", counts)
    _print_f1("nominals", counts)
    if arguments.predictions:
        arguments.predictions.write_text(json.dumps({"mentions": predicted}), encoding="utf-8")


def _to_prediction(file: str, mention: Mention) -> Row:
    row: Row = {"file": file, "start": mention.start, "end": mention.end}
    return row | {"lat": mention.place.lat, "lon": mention.place.lon} if mention.place else row


def count_seed(row: Row, mentions: Sequence[Mention], places: Row, *, show: bool) -> Counter[str]:
    """Count hits, misses, right places and uses of one annotated article."""
    counts: Counter[str] = Counter()
    for sort in (MentionType.TOPONYM, MentionType.NOMINAL):
        mine = [mention for mention in mentions if mention.type is sort]
        wanted = [gold for gold in row["mentions"] if gold["layer"] == sort]
        for gold in wanted:
            hits = [mention for mention in mine if _overlap(mention, gold)]
            best = max(hits, key=lambda mention: _shared(mention, gold), default=None)
            if best is None:
                counts[f"{sort}s missed"] += not gold["optional"]
                _show(show and not gold["optional"], "missed", sort, row["id"], gold["text"], gold["place_ids"])
                continue
            counts[f"{sort}s found"] += not gold["optional"]
            right = is_right_place(best.places, gold["place_ids"], places)
            counts[f"{sort}s place {'right' if right else 'wrong' if best.places else 'none'}"] += not gold["optional"]
            used = best.use is USES[gold["use"]]
            counts[f"{sort}s use {'right' if used else 'wrong'}"] += 1
            chosen = [place.id for place in best.places]
            _show(show and not right, "place", sort, row["id"], gold["start"], gold["text"], gold["place_ids"], chosen)
            _show(show and not used, "use", sort, row["id"], gold["start"], gold["text"], gold["use"], best.use.value)
        for mention in mine:
            if not any(_overlap(mention, gold) for gold in row["mentions"]):
                counts[f"{sort}s false"] += 1
                on_demonym = any(_overlap(mention, gold) for gold in row["demonyms"])
                counts[f"{sort}s false on demonym"] += on_demonym
                _show(show, "false", sort, row["id"], mention.start, mention.text, on_demonym)
    return counts


def is_right_place(chosen: Sequence[Place], wanted: Iterable[str], places: Row) -> bool:
    """Decide if the first chosen place is within the tolerance of a gold place, or bears its country's code."""
    if not chosen:
        return not wanted
    for place_id in wanted:
        gold = places[place_id]
        for place in chosen:
            if place.id in (f"iso:{place_id}", f"org:{place_id.lower()}"):
                return True
            if gold.get("lat") is None:
                continue
            if measure_km(place.lat, place.lon, gold["lat"], gold["lon"]) <= gold.get("tolerance_km", 20):
                return True
    return False


def evaluate_corpus(geoparser: Geoparser, name: str, rows: list[Row], arguments: argparse.Namespace) -> None:
    """Print recognition F1 by overlap, raw text found and right over all gold, and resolution of gold spans."""
    counts: Counter[str] = Counter()
    bins: Bins = [[] for _ in range(10)]
    shown = 0
    started = time.perf_counter()
    texts = geoparser.parser.parse((row["text"] for row in rows), rows[0]["lang"], syntax=False)
    docs = list(texts)
    tagged_s = time.perf_counter() - started
    started = time.perf_counter()
    answers = [
        geoparser.geoparse(Article(id=row["id"], text=row["text"], language=row["lang"]), doc)
        for row, doc in zip(rows, docs, strict=True)
    ]
    own_s = time.perf_counter() - started
    for row, mentions in zip(rows, answers, strict=True):
        for line in count_record(row, mentions, counts, bins):
            if shown < arguments.errors:
                print(line)
                shown += 1
    resolve_gold_spans(geoparser, rows, docs, counts)
    print(f"\n{name}: {len(rows)} texts, {counts['gold']} gold toponyms")
    _print_f1("toponyms", counts)
    for key in ("raw right", "raw right with demonyms", "gold spans right", "gold spans in gazetteer"):
        print(f"{key:28} {counts[key] / max(1, counts['gold']):.3f} of all gold")
    if counts["GPE"]:
        print(f"{'GPE right':28} {counts['GPE right'] / counts['GPE']:.3f} of all {counts['GPE']} gold GPE")
        print(f"{'GPE with an id':28} {counts['GPE with id'] / counts['GPE']:.3f} of all gold GPE")
    print(f"{'found and right, of found':28} {counts['raw right'] / max(1, counts['toponyms found']):.3f}")
    print(f"{'expected calibration error':28} {_calibration_error(bins):.3f}")
    share = tagged_s / (tagged_s + own_s)
    print(f"tagger alone {tagged_s:.2f} s, the rest {own_s:.2f} s: {share:.2f} of the tagger's speed")


def count_record(row: Row, mentions: Sequence[Mention], counts: Counter[str], bins: Bins) -> Iterator[str]:
    """Count one record of a corpus; yields a line for each error."""
    toponyms = [mention for mention in mentions if mention.type is MentionType.TOPONYM]
    demonyms = [mention for mention in mentions if mention.type is MentionType.DEMONYM]
    for gold in row["toponyms"]:
        counts["gold"] += 1
        hits = [mention for mention in toponyms if _overlap(mention, gold)]
        best = max(hits, key=lambda mention: _shared(mention, gold), default=None)
        right = best is not None and best.place is not None and is_right(best.place, gold)
        counts["raw right"] += right
        if gold.get("xid", "").startswith("GP"):
            counts["GPE"] += 1
            counts["GPE with id"] += gold.get("geonameid") is not None
            counts["GPE right"] += right
        by_demonym = next((m for m in demonyms if _overlap(m, gold) and m.place and is_right(m.place, gold)), None)
        counts["raw right with demonyms"] += right or by_demonym is not None
        demonym_only = best is None and any(_overlap(mention, gold) for mention in demonyms)
        counts["toponyms found" if best or demonym_only else "toponyms missed"] += 1
        if best and best.place and gold.get("lat") is not None:
            bins[min(9, int(best.score * 10))].append((best.score, right))
        context = row["text"][max(0, gold["start"] - 40) : gold["end"] + 40].replace("\n", " ")
        if best is None and not demonym_only:
            yield f"MISSED {gold['text']!r}: …{context}…"
        elif not right and by_demonym is None and gold.get("lat") is not None:
            chosen = (
                f"{best.place.name} {best.place.id} {best.place.admin1} {best.score}" if best and best.place else None
            )
            wanted = f"{gold.get('geonameid')} {gold['lat']},{gold['lon']}"
            yield f"WRONG {gold['text']!r} {wanted} got {chosen}: …{context}…"
    for mention in toponyms:
        union = "unions" in row and mention.place is not None and mention.place.id.startswith("org:")
        if not union and not any(_overlap(mention, gold) for gold in (*row["toponyms"], *row.get("unions", ()))):
            counts["toponyms false"] += 1
            context = row["text"][max(0, mention.start - 40) : mention.end + 40].replace("\n", " ")
            yield f"FALSE {mention.text!r} {mention.use.value} {mention.score}: …{context}…"


def is_right(place: Place, gold: Row) -> bool:
    """Decide by GeoNames id, else within 161 km of the gold point; a country also where the gold names it."""
    if gold.get("geonameid") and place.geonameid == gold["geonameid"]:
        return True
    if gold.get("lat") is None:
        return False
    if place.precision is Precision.SUPRANATIONAL or (
        place.precision is Precision.COUNTRY and not gold.get("geonameid")
    ):
        return _names_area(place, gold)
    return measure_km(place.lat, place.lon, gold["lat"], gold["lon"]) <= RIGHT_KM


def _names_area(place: Place, gold: Row) -> bool:
    """Countries of GeoVirus have no ids, the point of a continent means nothing: right if the gold bears that name."""
    page = str(gold.get("wiki", "")).rpartition("/")[2].replace("_", " ").removeprefix("The ").lower()
    near = measure_km(place.lat, place.lon, gold["lat"], gold["lon"]) <= RIGHT_KM
    return (
        near or place.name.lower() in (page, gold["text"].lower()) or (place.id == "iso:US" and "united states" in page)
    )


def resolve_gold_spans(geoparser: Geoparser, rows: list[Row], docs: Sequence[Any], counts: Counter[str]) -> None:
    """Resolve the gold spans themselves, and count those whose right place the gazetteer holds under that name."""
    lookups = Lookups(geoparser.gazetteer)
    for row, doc in zip(rows, docs, strict=True):
        words = load_words(row["lang"])
        reading = to_reading(row["text"], doc)
        own = recognise(reading, words, lookups)
        findings = tuple(
            _to_finding(gold, reading, own) for gold in sorted(row["toponyms"], key=lambda g: int(g["start"]))
        )
        mentions = resolve([f for f in findings if f], reading, words, lookups)
        by_start = {mention.start: mention for mention in mentions}
        for gold in row["toponyms"]:
            mention = by_start.get(gold["start"])
            counts["gold spans right"] += bool(mention and mention.place and is_right(mention.place, gold))
            counts["gold spans in gazetteer"] += any(is_right(hit.place, gold) for hit in lookups.hits(gold["text"]))


def _to_finding(gold: Row, reading: Any, own: Sequence[Finding]) -> Finding | None:
    """Gold span as a finding; one of our own at that place lends what its writing says."""
    covered = [i for i in range(len(reading)) if reading.starts[i] < gold["end"] and gold["start"] < reading.ends[i]]
    if not covered:
        return None
    same = next((f for f in own if f.start == gold["start"] and f.type is not MentionType.NOMINAL), None)
    if same and same.type is MentionType.DEMONYM:
        return same
    plain = Finding(
        gold["start"], gold["end"], gold["text"], MentionType.TOPONYM, Use.LITERAL, 1.0,
        first=covered[0], last=covered[-1], name=gold["text"],
    )  # fmt: skip
    return replace(plain, place_id=same.place_id) if same else plain


def _overlap(mention: Mention, gold: Row) -> bool:
    return bool(mention.start < gold["end"] and gold["start"] < mention.end)


def _shared(mention: Mention, gold: Row) -> int:
    common = min(mention.end, gold["end"]) - max(mention.start, gold["start"])
    return int(2 * common - (mention.end - mention.start))


def _print_f1(name: str, counts: Counter[str]) -> None:
    found, missed, false = (counts[f"{name} {sort}"] for sort in ("found", "missed", "false"))
    precision, recall = found / max(1, found + false), found / max(1, found + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{name:12} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


def _calibration_error(bins: Bins) -> float:
    """Return how far the mean score of each tenth is from the share placed right, weighed by how many it holds."""
    total = sum(map(len, bins))
    gaps = (abs(sum(right - score for score, right in one)) for one in bins if one)
    return sum(gaps) / max(1, total)


def _show(condition: bool, *what: object) -> None:
    if condition:
        print(*what)


if __name__ == "__main__":
    main()
