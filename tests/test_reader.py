"""The article beside the map: its text in parts with marks, and the tellings of one event side by side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geo.events.contradictions import contradictions
from geo.events.merge import share_place
from geo.events.opposed import find_contradictions
from geo.events.states import read_rules
from geo.models import ActorRole, Kind, MentionType, Named, Span, Status, Use
from geo.settings import ROOT
from geo.ui.compare import to_comparison
from geo.ui.marks import Mark, covers_of, cut, find_marks, to_paragraphs
from geo.ui.reader import to_reading
from tests.factories import EXCERPT, make_actor, make_article, make_event, make_event_place, make_telling, make_when
from tests.hostile import TEXTS
from tests.hostile_events import hostile_articles, hostile_events

SPANS = st.tuples(st.integers(-2, 30), st.integers(-2, 30)).map(lambda ends: Span(*ends))


@given(
    st.text(alphabet="ab \n😀", max_size=25),
    st.lists(st.builds(Mark, SPANS, st.sampled_from(["place", "actor", "time"]))),
    st.lists(st.tuples(SPANS, st.integers(0, 3))),
)
def test_parts_joined_are_the_text(text: str, marks: list[Mark], covers: list[tuple[Span, int]]) -> None:
    parts = cut(text, marks, covers)
    assert "".join(part.text for part in parts) == text
    assert all(text[part.start : part.start + len(part.text)] == part.text for part in parts)
    for line in to_paragraphs(parts):
        assert all(text[part.start : part.start + len(part.text)] == part.text for part in line)


def test_of_overlapping_marks_the_first_named_stands_whole() -> None:
    marks = [Mark(Span(4, 7), "place"), Mark(Span(5, 9), "actor"), Mark(Span(0, 5), "time"), Mark(Span(8, 99), "time")]
    assert [(part.text, part.mark) for part in cut("one two three", marks)] == [
        ("one ", ""),
        ("two", "place"),
        (" three", ""),
    ]


def test_events_of_one_sentence_are_all_told_there() -> None:
    first = make_event(make_telling(start=0, end=6, excerpt="Poland"))
    second = make_event(make_telling(start=0, end=len(EXCERPT)))
    parts = cut(EXCERPT, [], covers_of([first, second], "a1"))
    assert [(part.text, part.events) for part in parts] == [("Poland", (0, 1)), (EXCERPT[6:], (1,))]
    assert covers_of([first], "another") == []


def test_every_sort_of_words_is_marked() -> None:
    telling = make_telling(
        actors=(make_actor(span=Span(0, 6)),),
        places=(make_event_place(span=Span(18, 28)),),
        when=make_when(span=Span(41, 57)),
    )
    named = [
        Named(0, 6, MentionType.TOPONYM, Use.GOVERNMENT, "iso:PL", "Poland"),
        Named(29, 37, MentionType.NOMINAL, Use.LITERAL),
    ]
    parts = cut(EXCERPT, find_marks([telling], named))
    assert [(part.text, part.mark) for part in parts if part.mark] == [
        ("Poland", "actor"),
        ("Bobrowniki", "place"),
        ("crossing", "mention"),
        ("10 February 2023", "time"),
    ]


def test_reader_takes_any_text() -> None:
    articles = hostile_articles()
    for event, text in zip(hostile_events(), TEXTS, strict=True):
        article = articles[event.tellings[0].article_id]
        data = to_reading(article, [event], [], event, editable=True)
        said = "".join(part[0] for line in data["paragraphs"] for part in line)
        assert len(said) <= len(text)


def test_differences_between_tellings_are_named() -> None:
    other = make_telling(
        article_id="a2", status=Status.REPORTED, quantity="two lanes", actors=(make_actor("BLR", ActorRole.ACTS),)
    )
    event = make_event(make_telling(quantity="all lanes"), other)
    articles = {"a1": make_article(), "a2": make_article(id="a2", publisher="The Ferry")}
    data = to_comparison([event], contradictions(event), articles)
    assert [column["source"].partition(" ·")[0] for column in data["columns"]] == ["The Border Post", "The Ferry"]
    assert not any(row["against"] for row in data["rows"]), "other words are no contradiction"
    assert {row["name"]: row["differs"] for row in data["rows"]} == {
        "Kind": False,
        "Status": False,
        "When": False,
        "Place": False,
        "Actors": True,
        "Quantity": True,
    }


def test_events_that_contradict_each_other_stand_side_by_side() -> None:
    closed = make_event(make_telling())
    opened = make_event(make_telling(article_id="a2", kind=Kind.BORDER_OPENING))
    articles = {"a1": make_article(), "a2": make_article(id="a2", publisher="The Ferry")}
    found = find_contradictions([closed, opened], read_rules(ROOT / "data/codebook"), share_place)[closed.id]
    data = to_comparison([closed, opened], found, articles)
    assert len(data["columns"]) == 2
    assert [row["name"] for row in data["rows"] if row["against"]] == ["Kind"]
