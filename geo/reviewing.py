"""What a person does to an event, made into reviews: confirm, correct, reject, split, merge, undo.

In: events as they were shown, and what is right. Out: one review a telling, all of one act, each naming the word that
the person saw, so that :meth:`geo.store.Store.add_reviews` refuses it if somebody else was faster. Nothing is stored.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import uuid4

from geo.errors import ReviewError
from geo.models import Event, Review, ReviewAction, Telling
from geo.reviews import standing_reviews
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


def undo(store: Store, reviews: Iterable[Review], reviewer: Reviewer = NOBODY) -> tuple[Review, ...]:
    """Return the reviews that take back what these said: an earlier word stands again, or the machine's.

    What somebody said after them stands, and is refused as a conflict when it is stored.
    """
    taken = {review.telling_id: review for review in reviews}
    ids = {review.id for review in taken.values()}
    earlier = standing_reviews(review for review in store.reviews() if review.id not in ids)
    return tuple(_undone(review, earlier.get(key), reviewer) for key, review in taken.items())


def reviews_of_act(store: Store, review: Review) -> tuple[Review, ...]:
    """Return the reviews that were made together with this one, itself among them."""
    if not review.act:
        return (review,)
    return tuple(other for other in store.reviews() if other.act == review.act)


def _undone(review: Review, earlier: Review | None, reviewer: Reviewer) -> Review:
    again = earlier or replace(review, action=ReviewAction.WITHDRAW, right=None)
    who = reviewer.name or review.reviewer
    return replace(again, id=uuid4().hex, at=_now(), reviewer=who, note=reviewer.note, saw=review.id, act="")


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
        Review(
            id=uuid4().hex,
            article_id=telling.article_id,
            telling_id=telling.id,
            action=action,
            had=machine.get(telling.id),
            right=better,
            reviewer=reviewer.name,
            at=_now(),
            note=reviewer.note,
            saw=telling.review,
            act=act,
        )
        for telling, better in zip(tellings, right, strict=True)
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
