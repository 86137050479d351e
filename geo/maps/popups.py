"""Write what a popup tells of an event, as plain values: text stays text until the browser shows it.

In: an event and the articles that tell it. Out: one row per event in columns that hold numbers into shared lists, so
that a name said a thousand times is sent once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geo.articles.addresses import strip_secrets
from geo.language import language_name, retell
from geo.maps import words
from geo.maps.markup import safe_url
from geo.maps.proper_names import place_name
from geo.models import Article, Event, EventPlace, PlaceRole, Span, Telling

# The tints of an excerpt, in the order that the browser and the page number them.
PLAIN, PLACE, ACTOR, TIME = range(4)
# An excerpt is short by intent and by copyright; the article has the rest.
LONGEST_EXCERPT = 400
# The popup names this many articles and counts the rest.
MOST_SOURCES = 5
MOST_CANDIDATES = 4

Parts = list[list[Any]]


class Names:
    """A list in which every value stands once; gives its number."""

    def __init__(self) -> None:
        self.listed: list[Any] = []
        self._numbers: dict[Any, int] = {}

    def number(self, key: Any, value: Any = None) -> int:
        """Give the number of ``key``, adding ``value`` (or the key itself) to the list at the first time."""
        if key not in self._numbers:
            self._numbers[key] = len(self.listed)
            self.listed.append(key if value is None else value)
        return self._numbers[key]


def mark_excerpt(telling: Telling) -> Parts:
    """Cut the excerpt into [text, tint] parts; of overlapping words the first and longest is tinted."""
    spans = [(actor.span, ACTOR) for actor in telling.actors] + [(place.span, PLACE) for place in telling.places]
    spans.append((telling.when.span, TIME))
    text = telling.excerpt[:LONGEST_EXCERPT]
    inside = [(_move(span, telling.start), tint) for span, tint in spans if span is not None]
    parts: Parts = []
    at = 0
    for span, tint in sorted(inside, key=lambda held: (held[0].start, -held[0].end, held[1])):
        if at <= span.start < span.end <= len(text):
            parts += [[text[at : span.start], PLAIN], [text[span.start : span.end], tint]]
            at = span.end
    rest = text[at:] + ("…" if len(telling.excerpt) > len(text) else "")
    return [part for part in [*parts, [rest, PLAIN]] if part[0]]


def to_source(article: Article | None, telling: Telling) -> dict[str, str]:
    """Say who published the telling: publisher, title, day, link (only http and https), language."""
    if article is None:
        return {"publisher": "", "title": telling.article_id, "day": "", "url": "", "language": ""}
    return {
        "publisher": article.publisher,
        "title": article.title,
        "day": words.article_day_in_words(article),
        "url": safe_url(strip_secrets(article.url)),
        "language": language_name(article.language),
    }


def to_row(
    event: Event, articles: Mapping[str, Article], names: Mapping[str, Names], *, full: bool, life: str = ""
) -> dict[str, Any]:
    """Write one event; without ``full`` the excerpt and the reasons are left to the page.

    ``life`` says what became of the state that it began or ended.
    """
    row: dict[str, Any] = {
        "id": event.id,
        "kind": names["kinds"].number(event.kind, [words.kind_in_words(event.kind), event.kind.group.value]),
        "status": names["statuses"].number(event.status, [event.status.value, words.status_in_words(event.status)]),
        "title": words.event_title(event),
        "when": names["texts"].number(words.when_in_words(event.when)),
        "basis": names["texts"].number(words.basis_in_words(event.when)),
        "sources": len({telling.article_id for telling in event.tellings}),
        "more": 0,
    }
    if full:
        row["more"] = _to_details(event, articles, names, life)
    return row


def to_popup(event: Event, articles: Mapping[str, Article], life: str = "") -> dict[str, Any]:
    """Write what the popup of one event says, for a layer that left it out; its numbers point into lists of its own."""
    names = {name: Names() for name in ("texts", "sources")}
    more = _to_details(event, articles, names, life)
    return {"more": more, "texts": names["texts"].listed, "sources": names["sources"].listed}


def _to_details(event: Event, articles: Mapping[str, Article], names: Mapping[str, Names], life: str) -> dict[str, Any]:
    tellings = _one_per_article(event.tellings)
    place = drawn_place(event)
    sources = [_source_number(telling, articles, names["sources"]) for telling in tellings[:MOST_SOURCES]]
    details: dict[str, Any] = {
        "excerpt": mark_excerpt(event.tellings[0]) if event.tellings else [],
        "language": articles[event.tellings[0].article_id].language if _is_known(event, articles) else "",
        "actors": names["texts"].number(words.actors_in_words(event)),
        "weapons": names["texts"].number(", ".join((*event.weapons, *event.units))),
        "quantity": event.quantity,
        "life": life,
        "sources": sources,
        "said": words.speakers_in_words(tellings[:MOST_SOURCES]),
    }
    if place is not None:
        details |= _to_place(place)
    details["others"] = [
        _other_place(held) for held in event.places if place is None or held.place.id != place.place.id
    ]
    return {key: value for key, value in details.items() if value not in ("", []) and value != [""] * len(sources)}


def drawn_place(event: Event) -> EventPlace | None:
    """Return the place that is drawn: the first that is not an anchor."""
    return next((held for held in event.places if held.role is not PlaceRole.ANCHOR), None)


def _to_place(held: EventPlace) -> dict[str, Any]:
    candidates = [
        f"{words.place_in_words(match.place)} ({match.score:.0%})" for match in held.candidates[:MOST_CANDIDATES]
    ]
    return {
        "written": held.as_written,
        "reasons": [retell(reason) for reason in held.reasons],
        "candidates": candidates,
    }


def _other_place(held: EventPlace) -> str:
    return f"{place_name(held.place)} ({words.role_in_words(held.role)})"


def _is_known(event: Event, articles: Mapping[str, Article]) -> bool:
    return bool(event.tellings) and event.tellings[0].article_id in articles


def _one_per_article(tellings: Iterable[Telling]) -> Sequence[Telling]:
    return list({telling.article_id: telling for telling in reversed(list(tellings))}.values())[::-1]


def _source_number(telling: Telling, articles: Mapping[str, Article], sources: Names) -> int:
    return sources.number(telling.article_id, to_source(articles.get(telling.article_id), telling))


def _move(span: Span, start: int) -> Span:
    return Span(span.start - start, span.end - start)
