"""What a person does to an event, made into reviews: confirm, correct, reject, split, merge, add, undo.

In: events as they were shown, and what is right. Out: one review a telling, all of one act, each naming the word that
the person saw, so that :meth:`geo.store.Store.add_reviews` refuses it if somebody else was faster. Nothing is stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4

from geo.errors import ReviewError
from geo.models import Event, Problem, Review, ReviewAction, Telling
from geo.reviews import find_conflicts, say_conflict
from geo.store import Store


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who says it, and why."""

    name: str = ""
    note: str = ""


NOBODY = Reviewer()


def review_event(
    store: Store,
    event: Event,
    action: ReviewAction,
    right: Iterable[Telling | None] | None = None,
    reviewer: Reviewer = NOBODY,
) -> tuple[Review, ...]:
    """Return the reviews that confirm, correct or reject an event in each of its tellings.

    ``right`` is what is right of each, in their order; left out, they are right as they are (or, rejected, not at all).
    """
    rejected = action is ReviewAction.REJECT
    better = [None if rejected else telling for telling in event.tellings] if right is None else list(right)
    return _act(store, event.tellings, better, action, reviewer)


def split_event(store: Store, event: Event, apart: Collection[str], reviewer: Reviewer = NOBODY) -> tuple[Review, ...]:
    """Return the reviews that make an event of the tellings with the ids ``apart``, and one of the rest.

    Raises
    ------
    ReviewError
        If that leaves one of the two without a telling.
    """
    ids = {telling.id for telling in event.tellings}
    if not set(apart) < ids or not apart:
        raise ReviewError(
            "a part of an event is some of its tellings, not none and not all.",
            remedy="Choose those that tell another.",
        )
    act = uuid4().hex
    right = [replace(told, joined=f"{act}-{'b' if told.id in apart else 'a'}") for told in event.tellings]
    return _act(store, event.tellings, right, ReviewAction.SPLIT, reviewer, act)


def merge_events(store: Store, events: Sequence[Event], reviewer: Reviewer = NOBODY) -> tuple[Review, ...]:
    """Return the reviews that make one event of several.

    Raises
    ------
    ReviewError
        If they differ in kind or status: what is feared or denied is never one with what happened.
    """
    sorts = {(event.kind, event.status) for event in events}
    if len({event.id for event in events}) < len(events) or len(events) < 2:  # two make a pair
        raise ReviewError("one event is nothing to merge.", remedy="Choose two or more.")
    if len(sorts) > 1:
        told = ", ".join(sorted(f"{kind.value.replace('_', ' ')} ({status.value})" for kind, status in sorts))
        raise ReviewError(
            f"events of different kind or status are not one: {told}.", remedy="Correct kind and status first."
        )
    act = uuid4().hex
    tellings = [telling for event in events for telling in event.tellings]
    return _act(store, tellings, [replace(told, joined=act) for told in tellings], ReviewAction.MERGE, reviewer, act)


def add_event(telling: Telling, reviewer: Reviewer = NOBODY) -> tuple[Review, ...]:
    """Return the review that adds what the machine missed; the same facts in the same words have the same id."""
    added = replace(telling, id=_id_of(telling))
    review = _review(added, ReviewAction.ADD, None, added, reviewer, uuid4().hex)
    return (replace(review, saw=""),)


def undo(reviews: Iterable[Review], reviewer: Reviewer = NOBODY) -> tuple[Review, ...]:
    """Return the reviews that take back what these said: an earlier word stands again, or the machine's.

    What somebody said after them stands, and is refused as a conflict when it is stored.
    """
    act = uuid4().hex
    return tuple(
        replace(
            review,
            id=uuid4().hex,
            action=ReviewAction.WITHDRAW,
            right=None,
            reviewer=reviewer.name,
            at=_now(),
            note=reviewer.note,
            saw=review.id,
            act=act,
        )
        for review in reviews
    )


def acts_of(reviews: Iterable[Review]) -> tuple[tuple[Review, ...], ...]:
    """Return reviews by the act they were made in, in the order of their first; one without act is one by itself."""
    acts: dict[str, list[Review]] = {}
    for review in reviews:
        acts.setdefault(review.act or review.id, []).append(review)
    return tuple(map(tuple, acts.values()))


def reviews_of_act(store: Store, review: Review) -> tuple[Review, ...]:
    """Return the reviews that were made together with this one, itself among them."""
    return next(act for act in acts_of(store.reviews()) if review in act)


def import_reviews(store: Store, reviews: Sequence[Review]) -> tuple[int, tuple[Problem, ...]]:
    """Store reviews of a file; returns how many are new, and what was refused since another word stands.

    An act is stored whole or not at all. A review that is there already changes nothing.
    """
    before = store.reviews()
    known = {review.id for review in before}
    new = [review for review in reviews if review.id not in known]
    refused: list[Problem] = []
    while conflicts := find_conflicts(new, before):
        refused += [Problem(f"review {mine.id}", *say_conflict(mine, theirs)) for mine, theirs in conflicts]
        acts = {mine.act or mine.id for mine, _ in conflicts}
        new = [review for review in new if (review.act or review.id) not in acts]
    store.add_reviews(new)
    return len(new), tuple(refused)


def _act(
    store: Store,
    tellings: Sequence[Telling],
    right: Sequence[Telling | None],
    action: ReviewAction,
    reviewer: Reviewer,
    act: str = "",
) -> tuple[Review, ...]:
    """Return one review a telling; ``had`` is what the machine had, whatever was said since."""
    machine = {one.id: one for one in store.tellings({telling.article_id for telling in tellings})}
    act = act or uuid4().hex
    return tuple(
        _review(telling, action, machine.get(telling.id), better, reviewer, act)
        for telling, better in zip(tellings, right, strict=True)
    )


def _review(
    telling: Telling, action: ReviewAction, had: Telling | None, right: Telling | None, reviewer: Reviewer, act: str
) -> Review:
    return Review(
        id=uuid4().hex,
        article_id=telling.article_id,
        telling_id=telling.id,
        action=action,
        had=had,
        right=right,
        reviewer=reviewer.name,
        at=_now(),
        note=reviewer.note,
        saw=telling.review,
        act=act,
    )


def _id_of(telling: Telling) -> str:
    place = telling.drawn_at.id if telling.drawn_at else ""
    actors = " ".join(sorted(f"{actor.role} {actor.id}" for actor in telling.actors))
    what = f"{telling.kind} {telling.status} {telling.phase} {telling.when.value} {place} {actors}"
    facts = f"added {telling.article_id} {telling.start} {telling.end} {what}"
    return hashlib.sha256(facts.encode()).hexdigest()[:16]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
