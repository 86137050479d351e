"""The answers of ``geoparse`` and ``extract``: texts go in, JSON objects come out, one article each.

In: an article, or lines of JSON ``{"id", "text", "language"?, "published"?}``. Out: ``{"id", "mentions"}`` or
``{"id", "events"}``. A line that cannot be answered becomes a problem with its number, the others go on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

import msgspec

from geo.articles import Known, Page, to_article
from geo.errors import ArticleError
from geo.models import Article, Problem
from geo.pipeline import date_article, load_extractor, load_geoparser, map_batches, to_problem
from geo.records import describe_mention, describe_telling
from geo.settings import Settings

_BATCH = 16
Line = tuple[int, str]
Answer = dict[str, Any]


class Asked(msgspec.Struct):
    """One line of input."""

    text: str
    id: str | int = ""
    language: str = ""
    published: str = ""


def answer_article(verb: str, article: Article, settings: Settings) -> Answer:
    """Return the answer for one article; ``verb`` is geoparse or extract."""
    if verb == "geoparse":
        mentions = load_geoparser(settings).geoparse(article)
        return {"id": article.id, "mentions": [describe_mention(mention) for mention in mentions]}
    tellings = load_extractor(settings).extract(article).tellings
    return {"id": article.id, "events": [describe_telling(telling) for telling in tellings]}


def answer_lines(
    verb: str, lines: Iterable[str], settings: Settings, known: Known, source: str
) -> Iterator[Answer | Problem]:
    """Give an answer or a problem for each line that is not blank, in order."""
    function = partial(_answer_batch, verb, settings, known, source)
    for answers in map_batches(function, _batches(lines), settings.workers):
        yield from answers


def _batches(lines: Iterable[str]) -> Iterator[list[Line]]:
    numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    while batch := list(islice(numbered, _BATCH)):
        yield batch


def _answer_batch(
    verb: str, settings: Settings, known: Known, source: str, batch: Sequence[Line]
) -> list[Answer | Problem]:
    return [_answer_line(verb, settings, known, f"{source}, line {number}", line) for number, line in batch]


def _answer_line(verb: str, settings: Settings, known: Known, where: str, line: str) -> Answer | Problem:
    try:
        asked = _read_line(line, where)
        told = Known(language=asked.language or known.language, published=asked.published or known.published)
        article = date_article(to_article(Page(asked.text), where, told))
        load_geoparser(settings)
    except ArticleError as error:
        return to_problem(error, where)
    try:
        answer = answer_article(verb, article, settings)
    except (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError) as error:
        return to_problem(error, where)
    return {**answer, "id": asked.id or article.id}


def _read_line(line: str, where: str) -> Asked:
    try:
        return msgspec.json.decode(line, type=Asked)
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        raise ArticleError(
            f"expected a JSON object with a text ({error}).", source=where, remedy="Correct the line; the others go on."
        ) from error


def to_line(answer: Answer) -> str:
    """Return an answer as one line of JSON."""
    return json.dumps(answer, ensure_ascii=False) + "\n"
