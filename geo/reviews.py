"""What people say of tellings, put on top of what the machine found.

In: tellings and reviews. Out: tellings as they are after review, and the reviews that no longer fit, or that were made
without seeing the one that stands. Files of reviews are read in `geo.review_files`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from geo.errors import ReviewConflict
from geo.events.merge import share_place
from geo.events.merge_alike import Related
from geo.models import Review, ReviewAction, Telling

_DONE = {
    ReviewAction.CONFIRM: "confirmed",
    ReviewAction.CORRECT: "corrected",
    ReviewAction.ADD: "added",
    ReviewAction.SPLIT: "split",
    ReviewAction.MERGE: "merged",
}


def apply_reviews(
    tellings: Iterable[Telling], reviews: Iterable[Review], related: Related = share_place
) -> tuple[tuple[Telling, ...], tuple[Review, ...]]:
    """Return the tellings after review, in their order, and the reviews that no longer fit.

    A review fits the telling of its id, else one of the same article and kind whose span overlaps and whose place is
    the same, lies in the other's (``related``) or is not known. Of several reviews of one telling the last that was not
    taken back counts. A person's word is never dropped: what was confirmed or corrected stays even if the machine no
    longer finds it, and is then also reported as not fitting.
    """
    machine = tuple(tellings)
    standing = standing_reviews(reviews)
    fits = _fit(machine, [review for review in standing.values() if review.action is not ReviewAction.ADD], related)
    after = [_reviewed(telling, fits[telling.id]) if telling.id in fits else telling for telling in machine]
    fitting = {review.telling_id for review in fits.values()}
    alone = [review for review in standing.values() if review.telling_id not in fitting]
    after += [_reviewed(None, review) for review in alone]
    unfit = tuple(review for review in alone if review.action is not ReviewAction.ADD)
    return tuple(telling for telling in after if telling is not None), unfit


def _fit(tellings: Sequence[Telling], reviews: Sequence[Review], related: Related) -> dict[str, Review]:
    """Return which review is of which telling: first by id, then by what is told and where."""
    found = {review.telling_id: review for review in reviews}
    fits = {telling.id: found[telling.id] for telling in tellings if telling.id in found}
    for review in reviews:
        if review.telling_id in fits or review.had is None:
            continue
        free = [telling for telling in tellings if telling.id not in fits and _is_like(telling, review.had, related)]
        if free:
            fits[max(free, key=lambda telling, had=review.had: _shared(telling, had)).id] = review  # type: ignore[misc]
    return fits


def _is_like(telling: Telling, had: Telling, related: Related) -> bool:
    same = telling.article_id == had.article_id and telling.kind is had.kind and telling.span.overlaps(had.span)
    one, other = telling.drawn_at, had.drawn_at
    if not same or one is None or other is None:
        return same
    return one.id == other.id or related(one, other) or related(other, one)


def _shared(telling: Telling, had: Telling) -> int:
    return min(telling.end, had.end) - max(telling.start, had.start)


def _reviewed(telling: Telling | None, review: Review) -> Telling | None:
    right = review.right or ((review.had or telling) if review.action is ReviewAction.CONFIRM else None)
    if right is None or review.action is ReviewAction.REJECT:
        return None
    return replace(
        right,
        id=review.telling_id or (telling.id if telling else right.id),
        article_id=review.article_id,
        reviewed=_DONE[review.action],
        review=review.id,
    )


def standing_reviews(reviews: Iterable[Review]) -> dict[str, Review]:
    """Return the word that counts for each telling: the last one said that was not taken back."""
    words: defaultdict[str, list[Review]] = defaultdict(list)
    for review in reviews:
        _hear(words[review.telling_id], review)
    return {key: said[-1] for key, said in words.items() if said}


def find_conflicts(new: Iterable[Review], before: Iterable[Review]) -> list[tuple[Review, Review | None]]:
    """Return the reviews that saw another word than the one that stands, each with that one, None if none stands.

    The new ones are heard in their order: each may have seen the one before it.
    """
    words: defaultdict[str, list[Review]] = defaultdict(list)
    for review in before:
        _hear(words[review.telling_id], review)
    found = []
    for review in new:
        said = words[review.telling_id]
        there = said[-1] if said else None
        if review.saw is not None and review.saw != (there.id if there else ""):
            found.append((review, there))
        else:
            _hear(said, review)
    return found


def _hear(said: list[Review], review: Review) -> None:
    """Add a word to those on one telling, or take back the one that it saw; all of them if it names none."""
    if review.action is ReviewAction.WITHDRAW:
        said[:] = [word for word in said if review.saw and word.id != review.saw]
    else:
        said.append(review)


def refuse_conflicts(new: Iterable[Review], before: Iterable[Review]) -> None:
    """Raise ReviewConflict, with both words, if a new review saw another word than the one that stands."""
    conflicts = find_conflicts(new, before)
    if not conflicts:
        return
    message, remedy = say_conflict(*conflicts[0])
    raise ReviewConflict(
        message,
        mine=tuple(review.id for review, _ in conflicts),
        theirs=tuple(there.id for _, there in conflicts if there),
        remedy=remedy,
    )


def say_conflict(mine: Review, theirs: Review | None) -> tuple[str, str]:
    """Return what another said meanwhile and what was not stored, and what to do."""
    message = f"{_in_words(theirs)} meanwhile; your word, {_in_words(mine)}, was not stored."
    return message, "Look at the event again, then say what is right."


def _in_words(review: Review | None) -> str:
    """Say who said what: "Ada: correct to border closure, claimed, 2023-02-10"."""
    if review is None:
        return "what was said before was taken back"
    right = review.right
    facts = (right.kind.value.replace("_", " "), right.status.value, right.when.value or "undated") if right else ()
    told = f" to {', '.join(facts)}" if facts and review.action is not ReviewAction.CONFIRM else ""
    return f"{review.reviewer or 'somebody'}: {review.action.value}{told}"
