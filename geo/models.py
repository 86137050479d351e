"""The nouns of Dateline, as frozen records that travel between the rooms.

Nothing here reads, computes or draws. Offsets are Unicode code points of the article's text, end exclusive. Coordinates
are WGS 84 degrees in fields named ``lat`` and ``lon``, never a bare pair. Times are half-open intervals of UTC days.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from geo.intervals import Span, When
from geo.vocabulary import (
    ActorRole,
    Basis,
    Group,
    Kind,
    MentionType,
    PlaceRole,
    Precision,
    ReviewAction,
    Status,
    TimePrecision,
    Use,
)

__all__ = [
    "ActorRole", "Article", "Basis", "Cue", "Event", "EventActor", "EventPlace", "Group", "Kind", "Match",
    "Mention", "MentionType", "Named", "Place", "PlaceRole", "Precision", "Problem", "Report", "Review",
    "ReviewAction", "Span", "Status", "Telling", "TimePrecision", "Use", "When",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """One text. ``published`` is a window, ``published_how`` says in words how it is known."""

    id: str
    text: str
    language: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: When | None = None
    published_how: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer.

    ``lat``/``lon`` is the point itself or, for areas and lines, a representative point for lists and distances that is
    not to be drawn. ``countries`` are ISO 3166-1 alpha-2 codes, one or (for borders, crossings) several.
    """

    id: str
    name: str
    kind: str
    precision: Precision
    lat: float
    lon: float
    countries: tuple[str, ...] = ()
    admin1: str = ""
    population: int = 0
    geonameid: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A candidate place with a score in 0..1 and the reasons for it in words."""

    place: Place
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names a place. ``places`` is what was chosen: empty if none, several for "the borders of A and B"."""

    start: int
    end: int
    text: str
    type: MentionType
    use: Use
    score: float = 0.0
    places: tuple[Place, ...] = ()
    candidates: tuple[Match, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """Where the mention stands."""
        return Span(self.start, self.end)

    @property
    def place(self) -> Place | None:
        """The first chosen place, None if the geoparser abstained."""
        return self.places[0] if self.places else None


@dataclass(frozen=True, slots=True)
class Named:
    """A mention as it is kept beside its article: where it stands, and which place was chosen ("" if none)."""

    start: int
    end: int
    type: MentionType
    use: Use
    place_id: str = ""
    place_name: str = ""


@dataclass(frozen=True, slots=True)
class EventPlace:
    """A place in an event: which, in what role, and as the text writes it ("" if the sentence does not name it)."""

    place: Place
    role: PlaceRole
    as_written: str = ""
    span: Span | None = None
    score: float = 1.0
    reasons: tuple[str, ...] = ()
    candidates: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class EventActor:
    """An actor in an event. ``country`` is the ISO 3166-1 alpha-2 code ("" if none); ``span`` where it is written."""

    id: str
    name: str
    role: ActorRole
    country: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that made the machine decide, and what it decided: ("status", "would", …), ("kind", "closed", …)."""

    decides: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Telling:
    """One event as one article tells it: the record that extraction makes and a review corrects.

    ``id`` hashes article, excerpt span, kind and first place, so the same text gives the same id for ever.
    ``reviewed`` is "" for the machine alone, else what the reviewer did: confirmed, corrected, added, split, merged;
    ``review`` is then the id of that review. Tellings that a person put together share ``joined``, which is "" else.
    """

    id: str
    article_id: str
    start: int
    end: int
    excerpt: str
    kind: Kind
    status: Status
    when: When
    phase: str = ""
    places: tuple[EventPlace, ...] = ()
    actors: tuple[EventActor, ...] = ()
    weapons: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    quantity: str = ""
    attribution: tuple[str, ...] = ()
    confidence: float = 0.5
    also_at: tuple[Span, ...] = ()
    cues: tuple[Cue, ...] = ()
    reviewed: str = ""
    review: str = ""
    joined: str = ""

    @property
    def span(self) -> Span:
        """Where the excerpt stands."""
        return Span(self.start, self.end)

    @property
    def drawn_at(self) -> Place | None:
        """The place to draw: the first that is not an anchor."""
        return next((p.place for p in self.places if p.role is not PlaceRole.ANCHOR), None)


@dataclass(frozen=True, slots=True)
class Event:
    """One event with all its tellings, the best told first; its fields are those of that first telling, joined.

    ``id`` is the id of the telling that was stored first and stays when more tellings join.
    """

    id: str
    kind: Kind
    status: Status
    when: When
    tellings: tuple[Telling, ...]
    phase: str = ""
    places: tuple[EventPlace, ...] = ()
    actors: tuple[EventActor, ...] = ()
    weapons: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    quantity: str = ""
    attribution: tuple[str, ...] = ()
    confidence: float = 0.5
    reviewed: str = ""

    @property
    def drawn_at(self) -> Place | None:
        """The place to draw: the first that is not an anchor."""
        return next((p.place for p in self.places if p.role is not PlaceRole.ANCHOR), None)


@dataclass(frozen=True, slots=True)
class Review:
    """A person's word on one telling of one article.

    ``had`` is what the machine had (None for an added one), ``right`` what is right (None for a rejected one). A later
    review of the same ``telling_id`` replaces an earlier one. ``saw`` is the id of the review that stood when this one
    was made, "" if none did, None if nobody looked (a file of reviews): a review that saw another word than the one
    that stands is refused. Reviews of one act, such as a split, share ``act``.
    """

    id: str
    article_id: str
    telling_id: str
    action: ReviewAction
    had: Telling | None
    right: Telling | None
    reviewer: str = ""
    at: str = ""
    note: str = ""
    saw: str | None = None
    act: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with one article or row while the rest went on: what, where, and the remedy."""

    source: str
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What an ingest did; ``superseded`` are the articles that lost their place, each with its new edition."""

    articles: int = 0
    unchanged: int = 0
    tellings: int = 0
    events: int = 0
    problems: tuple[Problem, ...] = field(default=())
    superseded: tuple[tuple[Article, Article], ...] = field(default=())
