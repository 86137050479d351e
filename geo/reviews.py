"""What people say of tellings, put on top of what the machine found, and the files that carry it.

In: tellings and reviews. Out: tellings as they are after review, and the reviews that no longer fit. A file holds one
review a line, as JSON, so that changes of it can be read. Refuses a broken file, naming the line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from geo.errors import GeoError, ReviewError
from geo.models import Review, ReviewAction, Telling
from geo.records import from_json, to_json

_DONE = {
    ReviewAction.CONFIRM: "confirmed",
    ReviewAction.CORRECT: "corrected",
    ReviewAction.ADD: "added",
}


def apply_reviews(
    tellings: Iterable[Telling], reviews: Iterable[Review]
) -> tuple[tuple[Telling, ...], tuple[Review, ...]]:
    """Return the tellings after review, in their order, and the reviews that no longer fit.

    A review fits the telling of its id, else one of the same article and kind whose span overlaps. Of several reviews
    of one telling the last counts, and one that withdraws counts for nothing. A person's word is never dropped: what
    was confirmed or corrected stays even if the machine no longer finds it, and is then also reported as not fitting.
    """
    machine = tuple(tellings)
    last = {review.telling_id: review for review in reviews}
    standing = {key: review for key, review in last.items() if review.action is not ReviewAction.WITHDRAW}
    fits = _fit(machine, [review for review in standing.values() if review.action is not ReviewAction.ADD])
    after = [_reviewed(telling, fits[telling.id]) if telling.id in fits else telling for telling in machine]
    fitting = {review.telling_id for review in fits.values()}
    alone = [review for review in standing.values() if review.telling_id not in fitting]
    after += [_reviewed(None, review) for review in alone]
    unfit = tuple(review for review in alone if review.action is not ReviewAction.ADD)
    return tuple(telling for telling in after if telling is not None), unfit


def _fit(tellings: Sequence[Telling], reviews: Sequence[Review]) -> dict[str, Review]:
    """Return which review is of which telling: first by id, then by what is told and where."""
    found = {review.telling_id: review for review in reviews}
    fits = {telling.id: found[telling.id] for telling in tellings if telling.id in found}
    for review in reviews:
        if review.telling_id in fits or review.had is None:
            continue
        free = [telling for telling in tellings if telling.id not in fits and _is_like(telling, review.had)]
        if free:
            fits[max(free, key=lambda telling, had=review.had: _shared(telling, had)).id] = review  # type: ignore[misc]
    return fits


def _is_like(telling: Telling, had: Telling) -> bool:
    return telling.article_id == had.article_id and telling.kind is had.kind and telling.span.overlaps(had.span)


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
    )


def read_reviews(path: Path) -> tuple[Review, ...]:
    """Read a file of reviews, one a line; raises ReviewError with file, line and remedy."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReviewError(f"cannot be read: {error}.", source=str(path), remedy="Check the file.") from error
    return tuple(_parsed(text, str(path)))


def parse_reviews(content: bytes, name: str) -> tuple[Review, ...]:
    """Return the reviews of a file's bytes; raises ReviewError with line and remedy."""
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise ReviewError(f"is no text in UTF-8: {error}.", source=name, remedy="Check the file.") from error
    return tuple(_parsed(text, name))


def _parsed(text: str, name: str) -> Iterator[Review]:
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                review = from_json(Review, line)
            except GeoError as error:
                raise ReviewError(
                    error.message, source=name, where=f"line {number}", remedy="Correct the line, or remove it."
                ) from error
            yield _checked(review, name, number)


def _checked(review: Review, name: str, number: int) -> Review:
    if review.action in (ReviewAction.CORRECT, ReviewAction.ADD) and review.right is None:
        raise ReviewError(
            f"to {review.action} needs what is right.",
            source=name,
            where=f"line {number}",
            remedy='Give "right", the whole telling.',
        )
    return review


def write_reviews(path: Path, reviews: Iterable[Review]) -> None:
    """Write reviews to a file, one a line, in their order."""
    path.write_text("".join(f"{to_json(review)}\n" for review in reviews), encoding="utf-8")
