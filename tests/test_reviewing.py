"""Reviews of two people at once, split and merge, and taking any of it back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from factories import make_article, make_country, make_event_place, make_telling, make_when

from geo.errors import ReviewConflict, ReviewError
from geo.models import Event, Kind, ReviewAction, Status
from geo.review_files import read_reviews, write_reviews
from geo.reviewing import (
    Reviewer,
    acts_of,
    add_event,
    import_reviews,
    merge_events,
    review_event,
    reviews_of_act,
    split_event,
    undo,
)
from geo.store import Store

ADA, BEN = Reviewer("Ada"), Reviewer("Ben", "I was there")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Three articles: two tell of one closure, a third of another day."""
    made = Store.open(tmp_path / "store")
    for name, day in (("a", "2023-02-10"), ("b", "2023-02-10"), ("c", "2023-03-10")):
        article = make_article(id=name, text=f"Text {name}", url="", source="")
        made.ingest([(article, [make_telling(article_id=name, when=make_when(day))])])
    return made


def told_in(store: Store) -> list[str]:
    """Give the articles of each event, as letters."""
    return sorted("".join(sorted(telling.article_id for telling in event.tellings)) for event in store.events())


def event_of(store: Store, article: str) -> Event:
    return next(event for event in store.events() if any(told.article_id == article for told in event.tellings))


def correct(store: Store, event: Event, status: Status, who: Reviewer) -> None:
    right = [replace(telling, status=status) for telling in event.tellings]
    store.add_reviews(review_event(store, event, ReviewAction.CORRECT, right, who))


def test_the_second_of_two_who_review_at_once_is_refused(store: Store) -> None:
    seen = event_of(store, "a")
    correct(store, seen, Status.CLAIMED, ADA)
    version = store.version
    with pytest.raises(ReviewConflict) as caught:
        correct(store, seen, Status.DENIED, BEN)
    assert "Ada: correct to border closure, claimed" in caught.value.message
    assert "Ben: correct to border closure, denied" in caught.value.message
    assert caught.value.remedy
    assert len(caught.value.mine) == len(caught.value.theirs) == 2
    assert store.version == version
    assert event_of(store, "a").status is Status.CLAIMED
    correct(store, event_of(store, "a"), Status.DENIED, BEN)
    assert event_of(store, "a").status is Status.DENIED


def test_a_word_taken_back_meanwhile_is_a_conflict_too(store: Store) -> None:
    correct(store, event_of(store, "a"), Status.CLAIMED, ADA)
    seen = event_of(store, "a")
    store.add_reviews(undo([r for r in store.reviews() if r.reviewer == "Ada"]))
    with pytest.raises(ReviewConflict, match="taken back"):
        correct(store, seen, Status.DENIED, BEN)


def test_two_who_review_other_events_do_not_meet(store: Store) -> None:
    first, second = event_of(store, "a"), event_of(store, "c")
    correct(store, first, Status.CLAIMED, ADA)
    correct(store, second, Status.CLAIMED, BEN)
    assert {event.status for event in store.events()} == {Status.CLAIMED}


def test_split_keeps_apart_what_is_alike(store: Store) -> None:
    assert told_in(store) == ["ab", "c"]
    event = event_of(store, "a")
    part = [telling.id for telling in event.tellings if telling.article_id == "b"]
    store.add_reviews(split_event(store, event, part, ADA))
    assert told_in(store) == ["a", "b", "c"]
    assert event_of(store, "b").reviewed == "split"
    store.ingest([(make_article(id="b", text="Text b", url="", source=""), [make_telling(article_id="b")])], again=True)
    assert told_in(store) == ["a", "b", "c"]
    assert len(store.events(machine=True)) == 2


def test_merge_puts_together_what_is_not(store: Store) -> None:
    store.add_reviews(merge_events(store, [event_of(store, "a"), event_of(store, "c")], ADA))
    assert told_in(store) == ["abc"]
    assert len(store.events(machine=True)) == 2
    store.ingest([(make_article(id="b", text="Text b", url="", source=""), [])], again=True)
    assert told_in(store) == ["abc"]


@pytest.mark.parametrize("act", ["split", "merge", "correct", "reject"])
def test_any_review_is_taken_back(store: Store, act: str) -> None:
    before = store.events()
    event = event_of(store, "a")
    store.add_reviews(
        {
            "split": lambda: split_event(store, event, [event.tellings[0].id], ADA),
            "merge": lambda: merge_events(store, [event, event_of(store, "c")], ADA),
            "correct": lambda: review_event(
                store, event, ReviewAction.CORRECT, [replace(t, kind=Kind.STRIKE) for t in event.tellings], ADA
            ),
            "reject": lambda: review_event(store, event, ReviewAction.REJECT, reviewer=ADA),
        }[act]()
    )
    assert store.events() != before
    taken = reviews_of_act(store, store.reviews()[-1])
    store.add_reviews(undo(taken, BEN))
    assert store.events() == before


def test_what_was_said_before_stands_again(store: Store) -> None:
    correct(store, event_of(store, "a"), Status.CLAIMED, ADA)
    event = event_of(store, "a")
    store.add_reviews(split_event(store, event, [event.tellings[0].id], BEN))
    assert told_in(store) == ["a", "b", "c"]
    assert event_of(store, "a").status is Status.CLAIMED
    store.add_reviews(undo(reviews_of_act(store, store.reviews()[-1]), BEN))
    assert told_in(store) == ["ab", "c"]
    assert event_of(store, "a").status is Status.CLAIMED


def test_what_was_taken_back_is_said_by_who_took_it_back(store: Store) -> None:
    correct(store, event_of(store, "a"), Status.CLAIMED, ADA)
    correct(store, event_of(store, "a"), Status.DENIED, BEN)
    store.add_reviews(undo(reviews_of_act(store, store.reviews()[-1]), Reviewer("Cleo")))
    assert event_of(store, "a").status is Status.CLAIMED
    assert [(act[0].reviewer, act[0].action.value, len(act)) for act in acts_of(store.reviews())] == [
        ("Ada", "correct", 2),
        ("Ben", "correct", 2),
        ("Cleo", "withdraw", 2),
    ]
    store.add_reviews(undo(acts_of(store.reviews())[0], BEN))
    assert not any(event.reviewed for event in store.events())


def test_an_older_way_of_taking_back_leaves_the_machines_word(store: Store) -> None:
    correct(store, event_of(store, "c"), Status.CLAIMED, ADA)
    correct(store, event_of(store, "c"), Status.DENIED, ADA)
    store.add_reviews([replace(undo(store.reviews()[-1:])[0], saw=None)])
    assert event_of(store, "c").reviewed == ""


def test_the_whole_history_goes_out_and_in(store: Store, tmp_path: Path) -> None:
    correct(store, event_of(store, "a"), Status.CLAIMED, ADA)
    correct(store, event_of(store, "a"), Status.DENIED, BEN)
    store.add_reviews(undo(reviews_of_act(store, store.reviews()[-1])))
    store.add_reviews(add_event(make_telling(article_id="c", kind=Kind.STRIKE), ADA))
    write_reviews(tmp_path / "reviews.jsonl", store.reviews())
    other = copy_without_reviews(store, tmp_path / "other")
    reviews, problems = read_reviews(tmp_path / "reviews.jsonl")
    assert import_reviews(other, reviews) == (len(reviews), ())
    assert (other.reviews(), other.events(), problems) == (store.reviews(), store.events(), ())
    assert import_reviews(other, reviews) == (0, ()), "a second time changes nothing"


def test_what_another_file_says_otherwise_is_refused_and_the_rest_taken(store: Store, tmp_path: Path) -> None:
    other = copy_without_reviews(store, tmp_path / "other")
    correct(store, event_of(store, "a"), Status.CLAIMED, ADA)
    correct(store, event_of(store, "c"), Status.CLAIMED, ADA)
    store.add_reviews(undo(reviews_of_act(store, store.reviews()[0]), ADA))
    correct(store, event_of(store, "a"), Status.DENIED, ADA)
    correct(other, event_of(other, "b"), Status.PLANNED, BEN)
    added, refused = import_reviews(other, store.reviews())
    assert (added, len(refused)) == (1, 6)
    assert refused[0].message.startswith("Ben: correct to border closure, planned")
    assert {event.status for event in other.events()} == {Status.PLANNED, Status.CLAIMED}


def copy_without_reviews(store: Store, folder: Path) -> Store:
    made = Store.open(folder)
    made.ingest([(article, store.tellings([article.id])) for article in store.articles()])
    return made


def test_what_means_nothing_is_refused(store: Store) -> None:
    event = event_of(store, "a")
    for apart in ([], [telling.id for telling in event.tellings], ["other"]):
        with pytest.raises(ReviewError):
            split_event(store, event, apart)
    with pytest.raises(ReviewError):
        merge_events(store, [event])
    correct(store, event_of(store, "c"), Status.DENIED, ADA)
    with pytest.raises(ReviewError, match="different kind or status"):
        merge_events(store, [event, event_of(store, "c")])


def test_a_review_that_fits_no_more_is_told_and_not_dropped(store: Store) -> None:
    correct(store, event_of(store, "c"), Status.CLAIMED, ADA)
    elsewhere = make_telling(article_id="c", kind=Kind.STRIKE, places=(make_event_place(make_country()),))
    store.ingest([(make_article(id="c", text="Text c", url="", source=""), [elsewhere])], again=True)
    (unfit,) = store.unfit_reviews()
    assert unfit.reviewer == "Ada"
    assert {event.status for event in store.events() if event.tellings[0].article_id == "c"} == {
        Status.CLAIMED,
        Status.REPORTED,
    }
