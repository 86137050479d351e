"""Makes data/reviews/seeds.jsonl: what the machine had of the five articles, and what the annotation says is right.

Run it after extraction has changed (``make reviews``), so that each review says what the machine now has.
Usage: python -m tools.build_reviews
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from hashlib import blake2b

from geo.articles import Known
from geo.evaluate import is_place_right, is_when_right
from geo.events.telling import telling_id
from geo.gazetteer.index import Gazetteer
from geo.gold import GoldArticle, GoldTelling, read_gold
from geo.models import Article, EventActor, EventPlace, Place, Review, ReviewAction, Telling
from geo.pipeline import load_extractor, read_source
from geo.records import to_json
from geo.review_files import write_reviews
from geo.settings import Settings

REVIEWER = "annotator of the five articles"
DAY = "2026-11-23T00:00:00+00:00"


def find_place(gazetteer: Gazetteer, place: Place) -> Place:
    """Return the gazetteer's own record of an annotated place."""
    known = gazetteer.place(place.id)
    if known is None:
        raise LookupError(f"the gazetteer lacks {place.id}, which data/gold/seeds.json names")
    return known


def to_right(gold: GoldTelling, article: Article, gazetteer: Gazetteer, had: Telling | None) -> Telling:
    """Return what is right: the annotated telling, with the gazetteer's places and the machine's reasons."""
    places = tuple(replace(p, place=find_place(gazetteer, p.place)) for p in gold.telling.places)
    return replace(
        gold.telling,
        id=telling_id(article.id, gold.telling.span, gold.telling.kind, places),
        article_id=article.id,
        places=tuple(_with_reasons(place, had) for place in places),
        actors=tuple(_with_span(actor, had) for actor in gold.telling.actors),
        cues=had.cues if had else (),
    )


def _with_reasons(place: EventPlace, had: Telling | None) -> EventPlace:
    same = next((p for p in had.places if p.place.id == place.place.id), None) if had else None
    return replace(place, reasons=same.reasons, candidates=same.candidates, score=same.score) if same else place


def _with_span(actor: EventActor, had: Telling | None) -> EventActor:
    same = next((a for a in had.actors if a.id == actor.id), None) if had else None
    return replace(actor, span=same.span) if same and actor.span is None else actor


def pair_up(gold: GoldArticle, machine: Sequence[Telling]) -> dict[int, Telling]:
    """Return which machine telling each annotated one corrects: same kind first, then any that overlaps it."""
    pairs: dict[int, Telling] = {}
    for same_kind in (True, False):
        for index, golden in enumerate(gold.tellings):
            spans = (golden.telling.span, *golden.telling.also_at)
            fits = [
                t
                for t in machine
                if t not in pairs.values()
                and (t.kind is golden.telling.kind or not same_kind)
                and any(t.span.overlaps(span) for span in spans)
            ]
            if index not in pairs and fits:
                pairs[index] = max(fits, key=partial(_shared, golden))
    return pairs


def _shared(gold: GoldTelling, telling: Telling) -> int:
    return min(telling.end, gold.telling.end) - max(telling.start, gold.telling.start)


def is_confirmed(gold: GoldTelling, had: Telling) -> bool:
    """True if the machine had everything that the annotation says."""
    return (
        had.kind is gold.telling.kind
        and had.status is gold.telling.status
        and is_when_right(gold, had)
        and is_place_right(gold, had)
        and {a.id for a in gold.telling.actors} == {a.id for a in had.actors}
    )


def review_article(
    gold: GoldArticle, article: Article, machine: Sequence[Telling], gazetteer: Gazetteer
) -> Iterator[Review]:
    """Yield one review for each annotated event and for each event that the machine invented."""
    pairs = pair_up(gold, machine)
    for index, golden in enumerate(gold.tellings):
        had = pairs.get(index)
        right = to_right(golden, article, gazetteer, had)
        action = ReviewAction.ADD if had is None else ReviewAction.CORRECT
        if had is not None and is_confirmed(golden, had):
            action = ReviewAction.CONFIRM
        yield sign(Review("", article.id, right.id, action, had, right, REVIEWER, DAY))
    for telling in machine:
        if telling not in pairs.values():
            yield sign(Review("", article.id, telling.id, ReviewAction.REJECT, telling, None, REVIEWER, DAY))


def sign(review: Review) -> Review:
    """Return the review with an id made of its content, so that importing it twice changes nothing."""
    return replace(review, id=blake2b(to_json(review).encode(), digest_size=8).hexdigest())


def main() -> None:
    """Write the file and say how many of each."""
    settings = Settings.from_environment()
    gazetteer = Gazetteer.open(settings.gazetteer)
    reviews: list[Review] = []
    for gold in read_gold(settings.data / "gold" / "seeds.json"):
        path = next((settings.data / "articles").glob(f"{gold.name}*"))
        article = read_source(path, Known())
        machine = load_extractor(settings).extract(article).tellings
        reviews += review_article(gold, article, machine, gazetteer)
    target = settings.data / "reviews" / "seeds.jsonl"
    write_reviews(target, reviews)
    counts = {action.value: sum(review.action is action for review in reviews) for action in ReviewAction}
    print(f"{target.name}: {counts}")


if __name__ == "__main__":
    main()
