"""Files of reviews: one a line, as JSON, so that changes of it can be read.

In: a file, and the articles that are there. Out: the reviews that mean something, and a problem with file, line and
remedy for each of the others: what is no review, what is nowhere on Earth, what does not stand in its article.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from geo.errors import GeoError, ReviewError
from geo.models import Article, Problem, Review, ReviewAction, Telling
from geo.records import from_json, to_json

Find = Callable[[str], Article | None]
"""Gives the article of an id, None if it is not there (yet): its reviews are kept for when it comes."""
_NEEDS_RIGHT = (ReviewAction.CORRECT, ReviewAction.ADD, ReviewAction.SPLIT, ReviewAction.MERGE)


def read_reviews(path: Path, article: Find = lambda _: None) -> tuple[tuple[Review, ...], tuple[Problem, ...]]:
    """Return the reviews of a file in their order, and what is wrong with the other lines.

    Raises
    ------
    ReviewError
        If the file cannot be read at all.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ReviewError(f"cannot be read: {error}.", source=str(path), remedy="Check the file.") from error
    return parse_reviews(content, str(path), article)


def parse_reviews(
    content: bytes, name: str, article: Find = lambda _: None
) -> tuple[tuple[Review, ...], tuple[Problem, ...]]:
    """Return the reviews of a file's bytes, and what is wrong with the other lines; raises ReviewError if all is."""
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise ReviewError(f"is no text in UTF-8: {error}.", source=name, remedy="Check the file.") from error
    reviews: list[Review] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                reviews.append(_checked(from_json(Review, line), article))
            except GeoError as error:
                remedy = error.remedy or "Correct the line, or remove it."
                problems.append(Problem(f"{name}, line {number}", error.message, remedy))
    return tuple(reviews), tuple(problems)


def write_reviews(path: Path, reviews: Iterable[Review]) -> None:
    """Write reviews to a file, one a line, in their order."""
    path.write_text("".join(f"{to_json(review)}\n" for review in reviews), encoding="utf-8")


def check_review(review: Review, article: Article | None = None) -> tuple[tuple[str, str], ...]:
    """Return what is wrong with a review and what to do about it, nothing if all of it has a meaning."""
    return tuple(_faults(review, article))


def _checked(review: Review, article: Find) -> Review:
    faults = check_review(review, article(review.article_id))
    if faults:
        raise ReviewError(faults[0][0], remedy=faults[0][1])
    return review


def _faults(review: Review, article: Article | None) -> Iterator[tuple[str, str]]:
    if not (review.id and review.article_id and review.telling_id):
        yield "it has no id, article_id or telling_id.", "Give all three."
    if review.action in _NEEDS_RIGHT and review.right is None:
        yield f"to {review.action} needs what is right.", 'Give "right", the whole telling.'
    if review.action in (ReviewAction.SPLIT, ReviewAction.MERGE) and review.right and not review.right.joined:
        yield f"to {review.action} needs what is joined.", 'Give "right.joined", the same for all of one event.'
    if review.at and not _is_moment(review.at):
        yield f"{review.at!r} is no moment.", "Write it like 2023-03-01T12:00:00+00:00."
    if review.right is not None:
        yield from _telling_faults(review.right, review.article_id, article)


def _telling_faults(told: Telling, article_id: str, article: Article | None) -> Iterator[tuple[str, str]]:
    if told.article_id != article_id:
        yield f"what is right is of article {told.article_id!r}, the review of {article_id!r}.", "Give one of them."
    if told.when.start >= told.when.end:
        yield f"it ends on {told.when.end} before it begins on {told.when.start}.", "Let it end a day later at least."
    if not 0 <= told.confidence <= 1:
        yield f"got the confidence {told.confidence!r}, expected 0 to 1.", "Correct it."
    for place in (one.place for one in told.places):
        if not (abs(place.lat) <= 90 and abs(place.lon) <= 180):  # also false for NaN
            yield f"{place.name} at {place.lat!r},{place.lon!r} is nowhere on Earth.", "Write lat, lon in degrees."
    if article is not None and article.text[told.start : told.end] != told.excerpt:
        found = article.text[told.start : told.end][:60]
        yield f"the article has {found!r} at {told.start}, not the excerpt.", "Correct start, end and excerpt."


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
