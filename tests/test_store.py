"""The store: what is written is read back, at any version; writes are whole or nothing; reviews outlive it."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pyarrow as pa
import pytest
from deltalake import DeltaTable, write_deltalake
from factories import (
    make_actor,
    make_article,
    make_country,
    make_event_place,
    make_place,
    make_review,
    make_telling,
    make_when,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.articles.addresses import strip_secrets
from geo.commits import COMMITS, FORMAT, to_table
from geo.errors import ReviewError, SnapshotMissing, StoreError, StoreTooNew
from geo.events.merge import merge_tellings
from geo.models import (
    Article,
    Basis,
    Cue,
    Event,
    Kind,
    Match,
    MentionType,
    Named,
    Place,
    ReviewAction,
    Span,
    Status,
    Telling,
    TimePrecision,
    Use,
)
from geo.records import from_json, to_json
from geo.review_files import read_reviews, write_reviews
from geo.reviews import apply_reviews
from geo.store import Store

FULL = make_telling(
    phase="announced",
    places=(make_event_place(span=Span(18, 28), candidates=(Match(make_country(), 0.2, ("a country",)),)),),
    weapons=("S-400", "Été"),
    also_at=(Span(1, 2),),
    cues=(Cue("kind", "closed", 7, 13),),
    attribution=("REUTERS",),
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(tmp_path / "store")


def tell(number: int, **changes: Any) -> tuple[Article, list[Telling]]:
    """Give an article of its own with one telling."""
    article = make_article(id=f"a{number}", text=f"Text {number}", url=f"https://example.org/{number}")
    return article, [make_telling(article_id=article.id, **changes)]


@pytest.mark.parametrize("record", [make_article(), make_article(published=None), FULL, make_review()], ids=type)
def test_records_survive_json(record: Any) -> None:
    assert from_json(type(record), to_json(record)) == record


def test_json_of_another_shape_names_the_key() -> None:
    broken = json.loads(to_json(FULL))
    broken["places"][0]["place"]["lat"] = "north"
    with pytest.raises(StoreError, match=r"places\[0\].place.lat"):
        from_json(Telling, json.dumps(broken), source="x.json")


def test_what_is_written_is_read_back(store: Store) -> None:
    article = make_article(text="Текст\r\n with \N{GRINNING FACE}")
    commit = store.ingest([(article, [FULL])])
    assert (commit.version, commit.articles, commit.tellings, commit.events) == (1, 1, 1, 1)
    assert store.articles() == (article,)
    assert store.tellings() == (FULL,)
    assert store.events()[0].tellings == (FULL,)
    assert Store.open(store.location).events() == store.events()


def test_the_same_article_twice_changes_nothing(store: Store) -> None:
    first = store.ingest([tell(1), tell(1)])
    assert store.ingest([tell(1)]) == first
    assert len(store.articles()) == len(store.tellings()) == 1


def test_again_replaces_what_an_article_tells(store: Store) -> None:
    store.ingest([tell(1), tell(2, kind=Kind.STRIKE)])
    store.ingest([tell(1, kind=Kind.EXERCISE)], again=True)
    assert {event.kind for event in store.events()} == {Kind.EXERCISE, Kind.STRIKE}
    assert [article.id for article in store.articles()] == ["a1", "a2"]


def test_a_changed_article_takes_the_place_of_the_old(store: Store) -> None:
    store.ingest([tell(1)])
    changed = make_article(id="new", text="Other text", url="https://example.org/1")
    store.ingest([(changed, [make_telling(article_id="new")])])
    assert [article.id for article in store.articles()] == ["new"]
    assert [event.tellings[0].article_id for event in store.events()] == ["new"]
    assert [article.id for article in store.articles(version=1)] == ["a1"]


def test_articles_told_apart_by_a_number_replace_nothing(store: Store) -> None:
    urls = [strip_secrets(f"https://site.org/article.php?sid={number}") for number in (1, 2)]
    for url in urls:
        store.ingest([(make_article(id=url[-1], text=url, url=url), [])])
    assert [article.id for article in store.articles()] == ["1", "2"]


@pytest.mark.parametrize("stored", [[], ["a"], ["b"]], ids=["none is stored", "the first is", "the second is"])
def test_of_several_texts_of_one_address_in_a_batch_the_last_stays(store: Store, stored: list[str]) -> None:
    def told(name: str) -> tuple[Article, list[Telling]]:
        return make_article(id=name, text=f"Text {name}"), [make_telling(article_id=name)]

    store.ingest([told(name) for name in stored])
    store.ingest([told(name) for name in "abc"])
    assert [article.id for article in store.articles()] == ["c"]
    assert [telling.article_id for event in store.events() for telling in event.tellings] == ["c"]


def test_pasted_texts_replace_nothing(store: Store) -> None:
    store.ingest([(make_article(id=name, url="", source=""), []) for name in "ab"])
    store.ingest([(make_article(id="c", url="", source=""), [])])
    assert len(store.articles()) == 3


def test_every_version_stays_readable(store: Store) -> None:
    for number in range(1, 4):
        store.ingest([tell(number, kind=list(Kind)[number])])
    assert [len(store.events(version=version)) for version in range(4)] == [0, 1, 2, 3]
    assert [commit.version for commit in store.commits()] == [1, 2, 3]
    with pytest.raises(StoreError, match="no version 9"):
        store.events(version=9)


def test_tellings_of_several_articles_become_one_event(store: Store) -> None:
    store.ingest([tell(1)])
    first = store.events()[0].id
    store.ingest([tell(2)])
    (event,) = store.events()
    assert len(event.tellings) == 2
    assert event.id in {telling.id for telling in event.tellings}
    assert store.event(first) == event
    assert store.event(event.tellings[1].id) == event
    assert store.event("nothing") is None


DAYS = [f"2023-02-{day:02}" for day in range(1, 29)]


def random_telling(article: str, number: int, choose: random.Random) -> Telling:
    day = choose.choice(DAYS)
    when = (
        make_when(day)
        if choose.random() < 0.7
        else make_when("2023-02-01", "2023-02-28", precision=TimePrecision.MONTH)
    )
    if choose.random() < 0.2:
        when = make_when("2023-01-01", "2023-12-31", precision=TimePrecision.YEAR, basis=Basis.INFERRED)
    codes = choose.sample(["POL", "BLR", "RUS", "UKR"], choose.randrange(3))
    countries = choose.sample(["PL", "BY", "RU", "UA"], choose.randrange(3))
    return make_telling(
        article_id=article,
        start=number * 100,
        end=number * 100 + 50,
        kind=choose.choice([Kind.STRIKE, Kind.DEPLOYMENT]),
        status=choose.choice([Status.REPORTED, Status.HYPOTHETICAL]),
        when=when,
        actors=tuple(make_actor(code) for code in codes),
        places=tuple(make_event_place(make_country(code, code)) for code in countries),
    )


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6), sizes=st.lists(st.integers(1, 6), min_size=1, max_size=4))
def test_events_do_not_depend_on_how_the_store_was_filled(
    seed: int, sizes: list[int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Any order, any batches, an article extracted again, one replaced and put back: always what merging all gives."""
    choose = random.Random(seed)
    found = [
        (replace(make_article(id=f"{number:02}", url=""), source=f"/{number}"), told)
        for number in range(sum(sizes))
        for told in [[random_telling(f"{number:02}", index, choose) for index in range(4)]]
    ]
    merged = sorted(merge_tellings(telling for _, told in found for telling in told), key=by_id)
    choose.shuffle(found)
    store = Store.open(tmp_path_factory.mktemp("store"))
    rest = list(found)
    for size in sizes:
        store.ingest(rest[:size])
        rest = rest[size:]
    assert sorted(store.events(), key=by_id) == merged
    store.ingest([(article, told[:1]) for article, told in found[:2]], again=True)
    store.ingest(found[:2], again=True)
    assert sorted(store.events(), key=by_id) == sorted(store.events(machine=True), key=by_id) == merged


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_reviews_before_or_after_their_article_give_the_same(
    seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    choose = random.Random(seed)
    found = [
        (
            replace(make_article(id=f"{number:02}", url=""), source=f"/{number}"),
            [random_telling(f"{number:02}", 0, choose)],
        )
        for number in range(8)
    ]
    reviews = [
        make_review(id=f"r{told.id}", article_id=told.article_id, telling_id=told.id, had=told,
                    right=replace(told, when=make_when(choose.choice(DAYS))))
        for _, (told,) in found[::2]
    ]  # fmt: skip
    first, second = (Store.open(tmp_path_factory.mktemp("store")) for _ in range(2))
    first.add_reviews(reviews)
    first.ingest(found)
    second.ingest(found[::-1])
    for review in reviews:
        second.add_reviews([review])
    assert sorted(first.events(), key=by_id) == sorted(second.events(), key=by_id)
    assert sorted(first.events(machine=True), key=by_id) == sorted(second.events(machine=True), key=by_id)


def by_id(event: Event) -> str:
    return event.id


def test_a_write_that_fails_leaves_nothing(store: Store) -> None:
    store.ingest([tell(1)])

    def fail(*_: Any) -> bool:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Store(store.location, related=fail).ingest([tell(2, places=(make_event_place(make_country()),))])
    assert [article.id for article in store.articles()] == ["a1"]
    assert DeltaTable(store.ledger.uri("articles")).version() > store.ledger.commit().tables["articles"]
    store.ingest([tell(3, kind=Kind.SANCTIONS)])
    assert [article.id for article in store.articles()] == ["a1", "a3"]
    assert len(store.tellings()) == len(store.events()) == 2


def test_a_reader_never_sees_half_a_write(store: Store) -> None:
    seen: list[tuple[int, int]] = []
    store.ingest([tell(0)])

    def read() -> None:
        reader = Store.open(store.location)
        while reader.version < 6:
            version = reader.version
            seen.append((len(reader.articles(version=version)), len(reader.tellings(version=version))))

    thread = Thread(target=read)
    thread.start()
    for number in range(1, 6):
        store.ingest([tell(number)])
    thread.join()
    assert all(articles == tellings for articles, tellings in seen)


def test_two_writers_wait_for_each_other(store: Store) -> None:
    writers = [Thread(target=Store.open(store.location).ingest, args=([tell(number)],)) for number in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(store.articles()) == 4
    assert store.version == 4


WRITER = """
import sys
sys.path[:0] = [{tests!r}]
from pathlib import Path
from test_store import tell
from geo.store import Store
store = Store({store!r}, lock=Path({lock!r}))
for number in range({first}, {first} + 5):
    store.ingest([tell(number)])
"""


@pytest.mark.slow
def test_writers_on_two_machines_lose_nothing(tmp_path: Path) -> None:
    """Two processes that share no lock, as two machines do: what loses the race for a commit is written again."""
    here = Path(__file__).parent
    location = str(tmp_path / "store")
    scripts = [
        WRITER.format(tests=str(here), store=location, lock=str(tmp_path / f"lock{first}"), first=first)
        for first in (0, 5)
    ]
    writers = [subprocess.Popen([sys.executable, "-c", script], cwd=here.parent) for script in scripts]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    store = Store.open(location)
    assert {article.id for article in store.articles()} == {f"a{number}" for number in range(10)}
    assert len(store.tellings()) == 10
    assert [commit.version for commit in store.commits()] == list(range(1, 11))
    assert [len(event.tellings) for event in store.events()] == [10]


def test_many_small_writes_are_joined_to_few_files(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geo.ledger._MANY_FILES", 3)
    for number in range(8):
        store.ingest([tell(number, kind=list(Kind)[number])])
    assert len(store.ledger.open("articles", store.ledger.commit()).file_uris()) <= 4
    assert len(store.events()) == 8
    assert len(store.events(version=5)) == 5


def test_a_store_of_a_newer_version_is_refused(store: Store) -> None:
    store.ingest([tell(1)])
    (row,) = to_table(replace(store.ledger.commit(), version=2)).to_pylist()
    newer = pa.Table.from_pylist([{**row, "format": FORMAT + 1}], schema=COMMITS)
    write_deltalake(store.ledger.uri("commits"), newer, mode="append")
    with pytest.raises(StoreTooNew, match=f"format {FORMAT + 1}") as caught:
        Store.open(store.location)
    assert "Update" in caught.value.remedy


def test_a_damaged_store_says_so(store: Store) -> None:
    store.ingest([tell(1)])
    for file in Path(store.location, "articles").glob("*.parquet"):
        file.write_bytes(b"broken")
    with pytest.raises(StoreError, match="restore the folder"):
        Store.open(store.location).articles()
    log = next(Path(store.location, "commits", "_delta_log").glob("*.json"))
    log.write_text("broken")
    with pytest.raises(StoreError, match="restore it from a copy"):
        Store.open(store.location)


def test_a_place_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError):
        Store.open(tmp_path / "file" / "store").ingest([tell(1)])


@pytest.mark.parametrize("name", ["it's 100% ü {x}", "a b", "a+b#c?d", "%zz"])
def test_a_folder_with_an_awkward_name(tmp_path: Path, name: str) -> None:
    awkward = Store.open(tmp_path / name)
    awkward.ingest([tell(1)])
    assert len(awkward.events()) == 1
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_name_that_the_library_takes_for_another(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="another character") as caught:
        Store.open(tmp_path / "a%20b")
    assert "otherwise" in caught.value.remedy
    assert not any(tmp_path.iterdir())


# ---------------------------------------------------------------- snapshots and reviews
def test_snapshots(store: Store) -> None:
    store.save_snapshot("s1", {"shows": ["é", 1.5, None]})
    version = store.version
    store.save_snapshot("s1", {"shows": "other"})
    assert store.version == version
    assert store.snapshot("s1") == {"shows": ["é", 1.5, None]}
    assert [name for name, _ in store.snapshots()] == ["s1"]
    with pytest.raises(SnapshotMissing):
        store.snapshot("s2")


def test_a_review_changes_one_view_and_not_the_other(store: Store) -> None:
    store.ingest([(make_article(), [make_telling()])])
    store.add_reviews([make_review()])
    assert [(event.status, event.reviewed) for event in store.events()] == [(Status.CLAIMED, "corrected")]
    assert [(event.status, event.reviewed) for event in store.events(machine=True)] == [(Status.REPORTED, "")]
    assert store.event(make_telling().id, machine=True) is not None
    assert store.add_reviews([make_review()]).version == store.version


def test_a_review_may_come_before_its_article(store: Store) -> None:
    store.add_reviews([make_review(ReviewAction.ADD, right=make_telling(kind=Kind.STRIKE), telling_id="added")])
    assert store.events() == ()
    store.ingest([(make_article(), [])])
    assert [(event.kind, event.reviewed) for event in store.events()] == [(Kind.STRIKE, "added")]
    assert store.events(machine=True) == ()


def test_a_review_outlives_extraction(store: Store) -> None:
    store.ingest([(make_article(), [make_telling()])])
    store.add_reviews([make_review()])
    store.ingest([(make_article(), [make_telling(start=3, confidence=0.4)])], again=True)
    assert [event.status for event in store.events()] == [Status.CLAIMED]
    assert store.unfit_reviews() == ()
    store.ingest([(make_article(), [make_telling(kind=Kind.EXERCISE)])], again=True)
    assert {event.kind for event in store.events()} == {Kind.BORDER_CLOSURE, Kind.EXERCISE}
    assert store.unfit_reviews() == (make_review(),)


@pytest.mark.parametrize(
    ("action", "tellings", "left", "unfit"),
    [
        pytest.param(ReviewAction.CONFIRM, [make_telling()], ["confirmed"], 0, id="confirm, by id"),
        pytest.param(ReviewAction.CORRECT, [make_telling(start=9)], ["corrected"], 0, id="correct, by overlap"),
        pytest.param(ReviewAction.CORRECT, [make_telling(start=99, end=100)], ["", "corrected"], 1, id="elsewhere"),
        pytest.param(ReviewAction.CORRECT, [make_telling(kind=Kind.STRIKE)], ["", "corrected"], 1, id="another kind"),
        pytest.param(ReviewAction.REJECT, [make_telling()], [], 0, id="reject"),
        pytest.param(ReviewAction.REJECT, [make_telling(kind=Kind.STRIKE)], [""], 1, id="nothing to reject"),
        pytest.param(ReviewAction.ADD, [], ["added"], 0, id="add"),
    ],
)
def test_applying_reviews(action: ReviewAction, tellings: list[Telling], left: list[str], unfit: int) -> None:
    after, alone = apply_reviews(tellings, [make_review(action)])
    assert [telling.reviewed for telling in after] == left
    assert len(alone) == unfit


def test_the_last_review_counts() -> None:
    reviews = [make_review(ReviewAction.REJECT, id="r1"), make_review(ReviewAction.CONFIRM, id="r2")]
    after, _ = apply_reviews([make_telling()], reviews)
    assert [telling.reviewed for telling in after] == ["confirmed"]


def test_one_review_takes_one_telling_only() -> None:
    alike = [make_telling(start=1), make_telling(start=30)]
    after, _ = apply_reviews(alike, [make_review(ReviewAction.REJECT)])
    assert [telling.start for telling in after] == [30]


KHARKIV, DNIPRO = (make_place(id=key, lat=lat, lon=36.0, countries=("UA",)) for key, lat in (("k", 50), ("d", 48)))


@pytest.mark.parametrize(
    ("place", "unfit"),
    [(DNIPRO, 1), (make_country("UA", "Ukraine"), 0), (KHARKIV, 0), (None, 0)],
    ids=["another town", "its country", "the same", "none"],
)
def test_a_review_is_of_no_other_place(place: Place | None, unfit: int) -> None:
    had = make_telling(kind=Kind.STRIKE, places=(make_event_place(KHARKIV),))
    left = make_telling(kind=Kind.STRIKE, start=3, places=(make_event_place(place),) if place else ())
    after, alone = apply_reviews([left], [make_review(ReviewAction.REJECT, had=had, telling_id=had.id)])
    assert (len(after), len(alone)) == (unfit, unfit)


def test_reviews_survive_their_file(tmp_path: Path) -> None:
    joined = make_telling(joined="x")
    reviews = tuple(make_review(action, id=action.value, right=joined) for action in ReviewAction)
    write_reviews(tmp_path / "r.jsonl", reviews)
    assert read_reviews(tmp_path / "r.jsonl") == (reviews, ())


def right(**changes: Any) -> str:
    return to_json(make_review(right=make_telling(**changes)))


NOWHERE = make_event_place(replace(make_country(), lat=91.0))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        pytest.param("broken", "JSON", id="no JSON"),
        pytest.param('{"id": 1}', "id", id="no review"),
        pytest.param(to_json(make_review(right=None)), "what is right", id="nothing is right"),
        pytest.param(to_json(make_review(id="")), "no id", id="no id"),
        pytest.param(to_json(make_review(at="yesterday")), "no moment", id="no moment"),
        pytest.param(right(places=(NOWHERE,)), "nowhere on Earth", id="no coordinates"),
        pytest.param(right(when=make_when("2023-02-10", "2023-02-01")), "before it begins", id="no interval"),
        pytest.param(right(confidence=1.5), "expected 0 to 1", id="no confidence"),
        pytest.param(right(excerpt="Poland opened it."), "not the excerpt", id="not in the article"),
        pytest.param(right(article_id="other"), "of article", id="another article"),
        pytest.param(to_json(make_review(ReviewAction.SPLIT)), "joined", id="a split of nothing"),
    ],
)
def test_a_broken_line_of_reviews_is_named_and_the_others_go_on(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(f"{to_json(make_review())}\n\n{line}\n{to_json(make_review(id='r2'))}\n")
    reviews, (problem,) = read_reviews(path, lambda _: make_article())
    assert [review.id for review in reviews] == ["r1", "r2"]
    assert problem.source == f"{path}, line 3"
    assert words in problem.message
    assert problem.remedy


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReviewError, match="cannot be read"):
        read_reviews(tmp_path / "none.jsonl")


@pytest.mark.parametrize(
    "changes",
    [
        {"source": "Reuters", "url": ""},
        {"source": "news.txt", "url": ""},
        {"url": "https://site.org/"},
        {"url": strip_secrets("https://site.org/article?code=ab12")},
        {"url": strip_secrets("https://site.org/view;key=ab12/print")},
        {"url": strip_secrets("https://site.org/app#!/article?sid=ab12")},
    ],
    ids=["agency", "bare name", "homepage", "parameter taken off", "path taken off", "fragment taken off"],
)
def test_what_identifies_no_article_replaces_none(tmp_path: Path, changes: dict[str, str]) -> None:
    store = Store.open(tmp_path / "store")
    for name in "ab":
        store.ingest([(make_article(id=name, text=f"Text {name}.", **changes), [])])
    assert [article.id for article in store.articles()] == ["a", "b"]


def test_an_article_ingested_again_has_its_new_facts(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    store.ingest([(make_article(publisher="old"), [])])
    store.ingest([(make_article(publisher="new"), [])], again=True)
    assert [article.publisher for article in store.articles()] == ["new"]


def test_mentions_are_kept_beside_the_article_and_go_with_it(tmp_path: Path) -> None:
    named = (Named(0, 6, MentionType.TOPONYM, Use.GOVERNMENT, "iso:PL", "Poland"),)
    article, telling = make_article(), make_telling()
    store = Store.open(tmp_path / "store")
    store.ingest([(article, [telling], named)])
    assert store.mentions(article.id) == named
    store.ingest([(article, [telling], ())], again=True)
    assert store.mentions(article.id) == ()
    store.remove([article.id])
    assert (store.articles(), store.events(), store.mentions(article.id)) == ((), (), ())
    assert store.mentions(article.id, version=1) == named


def test_removed_article_leaves_what_others_tell(tmp_path: Path) -> None:
    one, other = make_article(), make_article(id="a2", url="https://example.org/a2")
    store = Store.open(tmp_path / "store")
    store.ingest([(one, [make_telling()]), (other, [make_telling(article_id="a2")])])
    assert [len(event.tellings) for event in store.events_of("a1")] == [2]
    store.add_reviews([make_review(ReviewAction.CONFIRM)])
    store.remove(["a1"])
    assert [telling.article_id for event in store.events() for telling in event.tellings] == ["a2"]
    store.ingest([(one, [make_telling()])])
    assert [event.reviewed for event in store.events_of("a1")] == ["confirmed"]
