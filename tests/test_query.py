"""Filters: the same record in page, URL and store; what they match, and how values without meaning are told."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import pytest
from factories import make_actor, make_article, make_country, make_event_place, make_place, make_telling, make_when
from hypothesis import given
from hypothesis import strategies as st

from geo.actors import summarise_actor
from geo.cells import MOST_POINTS, WORLD, Box, find_cells
from geo.errors import FilterError
from geo.events.hierarchy import read_hierarchy
from geo.filter import Filter
from geo.filter_values import Dates
from geo.gazetteer.index import Gazetteer
from geo.guide import Guide
from geo.models import ActorRole, Basis, Group, Kind, PlaceRole, Precision, Status, TimePrecision, When
from geo.query import Order, counts_by_day, facets, select, select_columns
from geo.settings import ROOT
from geo.store import Store
from geo.timeline import Unit, count_over_time

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
LISTS = st.lists(st.text(max_size=12), max_size=3).map(tuple)
FILTERS = st.builds(
    lambda days, **rest: Filter(since=days[0], until=days[1], **rest),
    days=st.tuples(st.none() | DAYS, st.none() | DAYS).map(
        lambda pair: pair if None in pair else (min(pair), max(pair))
    ),
    actors=LISTS,
    kinds=st.lists(st.sampled_from(Kind)).map(tuple),
    statuses=st.lists(st.sampled_from(Status)).map(tuple),
    countries=LISTS,
    place=st.text(max_size=12).map(lambda text: f"a{text}"),
    radius_km=st.floats(0, 20_000),
    languages=LISTS,
    publishers=LISTS,
    articles=LISTS,
    weapons=LISTS,
    min_confidence=st.floats(0, 1),
    words=st.text(max_size=20),
    dates=st.sampled_from(Dates),
    machine_only=st.booleans(),
)


@given(FILTERS)
def test_a_filter_survives_its_url(chosen: Filter) -> None:
    assert Filter.from_query(chosen.to_query()) == chosen
    assert Filter.from_query_leniently(chosen.to_query()) == (chosen, ())


@given(FILTERS)
def test_a_filter_has_words(chosen: Filter) -> None:
    assert chosen.in_words()


@given(st.text())
def test_any_link_is_read_leniently(link: str) -> None:
    chosen, _ = Filter.from_query_leniently(link)
    assert Filter.from_query(chosen.to_query()) == chosen


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("from=2023-02-31", "from"),
        ("from=2023-03-01&to=2023-02-01", "from, to"),
        ("kinds=party", "kinds"),
        ("status=true", "status"),
        ("confidence=1.5", "confidence"),
        ("confidence=nan", "confidence"),
        ("confidence=high", "confidence"),
        ("place=x&radius=-1", "radius"),
        ("radius=5", "radius"),
        ("reviewed=maybe", "reviewed"),
        ("reviewed=yes&machine=yes", "reviewed, machine"),
    ],
)
def test_a_value_without_meaning_names_its_key(query: str, key: str) -> None:
    with pytest.raises(FilterError) as caught:
        Filter.from_query(query)
    assert caught.value.where == key
    assert caught.value.remedy


def test_read_leniently_the_rest_stays() -> None:
    chosen, problems = Filter.from_query_leniently("from=never&kinds=strike&kinds=party&actors=pol&zoom=7")
    assert chosen == Filter(kinds=(Kind.STRIKE,), actors=("POL",))
    assert [problem.source for problem in problems] == ["the link, from", "the link, kinds"]


def test_a_filter_in_words() -> None:
    chosen = Filter(since=date(2023, 2, 1), until=date(2023, 2, 28), actors=("POL",), kinds=(Kind.BORDER_CLOSURE,))
    words = "1 February 2023 \N{EN DASH} 28 February 2023 · actors: Poland · kinds: border closure"
    assert chosen.in_words({"POL": "Poland"}) == words
    assert Filter().in_words() == "all events"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Five events: a crossing, a country, a claim of a month, one with an anchor alone, and a doubtful one."""
    made = Store.open(tmp_path_factory.mktemp("store") / "store")
    english, french = (
        make_article(),
        make_article(id="a2", language="fr", publisher="", title="Grève", source="b", url=""),
    )
    country = make_event_place(make_country())
    anchor = make_event_place(make_place(), role=PlaceRole.ANCHOR)
    kursk = make_place(
        id="iso:RU-KRS", name="Kursk Oblast", precision=Precision.REGION, lat=51.7, lon=36.2, countries=("RU",)
    )
    month = make_when("2024-08-01", "2024-08-31", precision=TimePrecision.MONTH)
    soldiers = (make_actor("POL_MIL", name="Polish Armed Forces"), make_actor("BLR", ActorRole.WITH))
    made.ingest(
        [
            (
                english,
                [
                    make_telling(),
                    make_telling(kind=Kind.EXERCISE, places=(country,), actors=soldiers, when=make_when("2023-03-01")),
                ],
            ),
            (
                french,
                [
                    make_telling(
                        article_id="a2",
                        kind=Kind.GROUND_COMBAT,
                        status=Status.CLAIMED,
                        when=month,
                        places=(make_event_place(kursk),),
                        actors=(make_actor("UKR"),),
                        weapons=("Iskander",),
                        excerpt="Des combats près de Soudja, à l’Été.",
                    ),
                    make_telling(article_id="a2", kind=Kind.STATEMENT, places=(anchor,), actors=()),
                    make_telling(article_id="a2", kind=Kind.SANCTIONS, places=(), actors=(), confidence=0.1),
                ],
            ),
        ]
    )
    return made


@pytest.mark.parametrize(
    ("chosen", "kinds"),
    [
        pytest.param(Filter(), 5, id="everything"),
        pytest.param(Filter(actors=("POL",)), {Kind.BORDER_CLOSURE, Kind.EXERCISE}, id="a state and its forces"),
        pytest.param(Filter(actors=("POL_MIL",)), {Kind.EXERCISE}, id="its forces alone"),
        pytest.param(Filter(actors=("UKR", "BLR")), {Kind.EXERCISE, Kind.GROUND_COMBAT}, id="one of two"),
        pytest.param(Filter(since=date(2024, 8, 31)), {Kind.GROUND_COMBAT}, id="the last day of a month overlaps"),
        pytest.param(Filter(since=date(2024, 9, 1)), set(), id="the day after does not"),
        pytest.param(Filter(until=date(2023, 2, 9)), set(), id="the day before the first"),
        pytest.param(Filter(since=date(2023, 3, 1), until=date(2023, 3, 1)), {Kind.EXERCISE}, id="one day"),
        pytest.param(Filter(actors=("BLR",), role=ActorRole.WITH), {Kind.EXERCISE}, id="an actor in a role"),
        pytest.param(Filter(actors=("BLR",), role=ActorRole.ACTS), set(), id="an actor in no such role"),
        pytest.param(Filter(actors=("POL",), role=ActorRole.ACTS, since=date(2023, 3, 1)), {Kind.EXERCISE}, id="part"),
        pytest.param(Filter(since=date(2023, 2, 14), until=date(2023, 2, 14), dates=Dates.PUBLISHED), 5, id="told"),
        pytest.param(Filter(since=date(2023, 2, 15), dates=Dates.PUBLISHED), set(), id="told later"),
        pytest.param(Filter(until=date(2023, 2, 13), dates=Dates.PUBLISHED), set(), id="told before"),
        pytest.param(Filter(statuses=(Status.CLAIMED,)), {Kind.GROUND_COMBAT}, id="status"),
        pytest.param(Filter(countries=("PL",)), {Kind.BORDER_CLOSURE}, id="country, no anchors"),
        pytest.param(
            Filter(languages=("fr",), min_confidence=0.5), {Kind.GROUND_COMBAT, Kind.STATEMENT}, id="confidence"
        ),
        pytest.param(Filter(publishers=("The Border Post",)), {Kind.BORDER_CLOSURE, Kind.EXERCISE}, id="publisher"),
        pytest.param(Filter(articles=("a2",)), {Kind.GROUND_COMBAT, Kind.STATEMENT, Kind.SANCTIONS}, id="article"),
        pytest.param(Filter(weapons=("Iskander",)), {Kind.GROUND_COMBAT}, id="weapon"),
        pytest.param(Filter(words="ete SOUDJA"), {Kind.GROUND_COMBAT}, id="words without case and accents"),
        pytest.param(Filter(words="greve kursk"), {Kind.GROUND_COMBAT}, id="words of title and place"),
        pytest.param(Filter(words="comb"), set(), id="no words inside words"),
        pytest.param(Filter(words="comb*"), {Kind.GROUND_COMBAT}, id="words that begin so"),
        pytest.param(Filter(words="ombats*"), set(), id="not words that end so"),
        pytest.param(Filter(words="polish forces"), {Kind.EXERCISE}, id="words of an actor"),
        pytest.param(Filter(words="'; DROP TABLE {events} --"), set(), id="words that are SQL"),
        pytest.param(Filter(place="iso:BY"), {Kind.EXERCISE}, id="a place by id"),
        pytest.param(Filter(place="kursk oblast"), {Kind.GROUND_COMBAT}, id="a place by name"),
        pytest.param(Filter(place="53.1,23.9", radius_km=10), {Kind.BORDER_CLOSURE}, id="a circle"),
        pytest.param(Filter(place="53.1,23.9", radius_km=1), set(), id="a circle too small"),
        pytest.param(Filter(place="53.1,23.9"), {Kind.BORDER_CLOSURE}, id="a point and what is near"),
        pytest.param(Filter(place="51.7,36.2", radius_km=5), set(), id="a region is at no point"),
        pytest.param(Filter(reviewed=True), set(), id="nothing is reviewed"),
        pytest.param(Filter(machine_only=True), 5, id="the machine alone"),
    ],
)
def test_what_a_filter_matches(store: Store, chosen: Filter, kinds: set[Kind] | int) -> None:
    found = select(store, chosen)
    assert found.matched == len(found.events)
    assert found.total == 5
    assert (len(found.events) if isinstance(kinds, int) else {event.kind for event in found.events}) == kinds


def test_counts_of_a_selection(store: Store) -> None:
    found = select(store, Filter(), limit=2)
    assert (len(found.events), found.matched, found.total, found.version) == (2, 5, 5, 1)
    assert found.unplaced == 3  # a country, an anchor alone, nowhere
    assert (found.first, found.last) == (date(2023, 2, 10), date(2024, 8, 31))


@pytest.mark.parametrize("order", [pytest.param(order, id=order.value) for order in Order])
def test_pages_reach_every_event_once_in_order(store: Store, order: Order) -> None:
    every = select(store, Filter(), limit=100).events
    pages = [select(store, Filter(), limit=2, skip=skip, order=order).events for skip in range(0, len(every) + 2, 2)]
    found = [event.id for page in pages for event in page]
    assert sorted(found) == sorted(event.id for event in every)
    key = {
        Order.OLDEST: lambda event: event.when.start.toordinal(),
        Order.NEWEST: lambda event: -event.when.start.toordinal(),
        Order.MOST_TOLD: lambda event: -len(event.tellings),
        Order.SUREST: lambda event: -event.confidence,
    }[order]
    for page, following in itertools.pairwise(page for page in pages if page):
        assert max(map(key, page)) <= min(map(key, following)), "a page holds what comes before the next"


def test_an_unknown_place_with_a_radius(store: Store) -> None:
    with pytest.raises(FilterError, match="no place is known"):
        select(store, Filter(place="Atlantis", radius_km=5))


def test_the_gazetteer_places_the_circle(store: Store) -> None:
    found = select(store, Filter(place="Berastavitsa", radius_km=30), locate=lambda _: make_place(lat=53.2, lon=24.0))
    assert {event.kind for event in found.events} == {Kind.BORDER_CLOSURE}


def test_facets_widen_their_own_field(store: Store) -> None:
    found = facets(store, Filter(kinds=(Kind.BORDER_CLOSURE,)))
    assert [(facet.value, facet.name, facet.count) for facet in found["actors"]] == [("POL", "Poland", 1)]
    assert len(found["kinds"]) == 5
    assert {facet.value: facet.count for facet in found["statuses"]} == {"reported": 1}
    assert {facet.value: facet.name for facet in found["countries"]} == {"BY": "Belarus", "PL": "Poland"}


def test_counts_by_day(store: Store) -> None:
    rows = counts_by_day(store, Filter(statuses=(Status.CLAIMED,))).to_pylist()
    assert rows == [{"day": date(2024, 8, 1), "group": "fighting", "precision": "month", "count": 1}]


def test_columns_for_very_many(store: Store) -> None:
    table = select_columns(store, Filter(), ("kind", "lat"))
    assert table.column_names == ["kind", "lat"]
    assert table.num_rows == 5


def test_an_absent_store_has_nothing(tmp_path: Path) -> None:
    found = select(Store.open(tmp_path / "none"), Filter())
    assert (found.events, found.matched, found.total, found.version) == ((), 0, 0, 0)
    assert not (tmp_path / "none").exists()


def test_an_event_without_a_known_day_lies_in_no_range_of_days(tmp_path: Path) -> None:
    undated = make_telling(when=When(date.min, date.max, TimePrecision.YEAR, Basis.INFERRED))
    store = Store.open(tmp_path / "store")
    store.ingest([(make_article(), [undated])])
    every = select(store, Filter())
    assert (every.matched, every.first, every.last) == (1, None, None)
    assert select(store, Filter(since=date(1, 1, 1), until=date(9999, 12, 30))).matched == 0
    assert counts_by_day(store, Filter()).num_rows == 0


def test_an_article_between_two_tellings_is_not_one_of_them(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "store")
    for day in ("2023-01-10", "2023-03-10"):
        article = make_article(id=day, text=day, url="", source="", published=make_when(day))
        store.ingest([(article, [make_telling(article_id=day)])])
    published = {"dates": Dates.PUBLISHED}
    assert select(store, Filter(since=date(2023, 3, 1), **published)).matched == 1
    assert select(store, Filter(since=date(2023, 2, 1), until=date(2023, 2, 28), **published)).matched == 0


@pytest.mark.parametrize(
    ("unit", "by", "first"),
    [
        (Unit.DAY, Dates.HAPPENED, date(2023, 2, 10)),
        (Unit.WEEK, Dates.HAPPENED, date(2023, 2, 6)),
        (Unit.MONTH, Dates.HAPPENED, date(2023, 2, 1)),
        (Unit.DAY, Dates.PUBLISHED, date(2023, 2, 14)),
        (Unit.WEEK, Dates.PUBLISHED, date(2023, 2, 13)),
    ],
)
def test_counts_over_time(store: Store, unit: Unit, by: Dates, first: date) -> None:
    found = count_over_time(store, Filter(kinds=(Kind.BORDER_CLOSURE,)), unit, by=by)
    assert [(one.first, one.group, one.status, one.count) for one in found.counts] == [
        (first, Group.BORDER, Status.REPORTED, 1)
    ]
    assert sum(one.count for one in count_over_time(store, Filter(), unit, by=by).counts) == 5


def test_persons_belong_to_their_office_and_state(tmp_path: Path) -> None:
    guide = Guide(Gazetteer.open(ROOT / ".dateline" / "gazetteer"), read_hierarchy(ROOT / "data" / "codebook"))
    store = Store.open(tmp_path / "store")
    acts = [make_actor("LUKASHENKO"), make_actor("BLR_MIL"), make_actor("BLR"), make_actor("WAGNER")]
    for number, actor in enumerate(acts):
        article = make_article(id=f"a{number}", text=f"Text {number}", url="", source="")
        told = make_telling(article_id=article.id, kind=[*Kind][number], actors=(actor,), weapons=("T-80",))
        store.ingest([(article, [told])])
    found = {
        who: select(store, Filter(actors=(who,)), locate=guide).matched
        for who in ("BLR", "BLR_PRES", "LUKASHENKO", "RUS")
    }
    assert found == {"BLR": 3, "BLR_PRES": 1, "LUKASHENKO": 1, "RUS": 0}
    assert guide.hierarchy.parents("LUKASHENKO") == ("BLR_PRES", "BLR")
    assert guide.hierarchy.parents("WAGNER") == ()
    told = summarise_actor(store, "BLR", locate=guide)
    assert (told.name, told.events, told.first) == ("Belarus", 3, date(2023, 2, 10))
    assert {facet.value for facet in told.members} == {"LUKASHENKO", "BLR_MIL"}
    assert [(facet.value, facet.count) for facet in told.roles] == [("acts", 3)]
    assert [(facet.value, facet.count) for facet in told.weapons] == [("T-80", 3)]


def test_cells_keep_apart_what_is_a_point_and_what_is_not(store: Store) -> None:
    found = find_cells(store, Filter())
    assert [(heap.place_id, heap.count, heap.precision) for heap in found.points] == [
        ("crossing:bobrowniki-bierastavica", 1, Precision.CROSSING)
    ]
    assert {(heap.place_id, heap.count) for heap in found.areas} == {("iso:BY", 1), ("iso:RU-KRS", 1)}
    assert (found.resolution, found.in_view, found.matched, found.unplaced, found.left_out) == (None, 1, 5, 2, 0)
    assert dict(found.points[0].groups) == {Group.BORDER: 1}


@pytest.mark.parametrize(
    ("box", "seen"),
    [
        pytest.param(WORLD, 1, id="the world"),
        pytest.param(Box(53, 23, 54, 24), 1, id="around it"),
        pytest.param(Box(50, 23, 53, 24), 0, id="south of it"),
        pytest.param(Box(-90, 170, 90, -170), 0, id="across the antimeridian"),
        pytest.param(Box(-90, 20, 90, -170), 1, id="more than half of the Earth"),
    ],
)
def test_only_points_in_view_are_grouped(store: Store, box: Box, seen: int) -> None:
    assert find_cells(store, Filter(), box).in_view == seen


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store of 1,200 towns over Europe, each with an event of its own, and one of a whole country."""
    made = Store.open(tmp_path_factory.mktemp("crowded") / "store")
    towns = [
        make_place(id=f"gn:{number}", name=f"Town {number}", precision=Precision.SETTLEMENT,
                   lat=45 + number % 40 * 0.4, lon=20 + number // 40 * 0.5)
        for number in range(1200)
    ]  # fmt: skip
    places = [*map(make_event_place, towns), make_event_place(make_country())]
    article = make_article(id="many", url="")
    tellings = [
        make_telling(article_id="many", start=number, end=number + 1, places=(place,), actors=())
        for number, place in enumerate(places)
    ]
    made.ingest([(article, tellings)])
    return made


@pytest.mark.parametrize("zoom", [0, 3, 5, 8, 12, 18])
def test_many_points_become_cells_that_lose_none(crowded: Store, zoom: int) -> None:
    found = find_cells(crowded, Filter(), zoom=zoom)
    assert found.resolution is not None
    assert len(found.points) <= MOST_POINTS
    assert sum(heap.count for heap in found.points) == found.in_view == 1200
    assert sum(heap.places for heap in found.points) == 1200
    assert [heap.place_id for heap in found.areas] == ["iso:BY"]


def test_few_places_in_view_are_never_grouped(crowded: Store) -> None:
    found = find_cells(crowded, Filter(), Box(45, 20, 50, 25), zoom=4)
    assert found.resolution is None
    assert {heap.name for heap in found.points} >= {"Town 0"}
    assert all(heap.count == 1 for heap in found.points)


@pytest.fixture(scope="module")
def guide() -> Guide:
    return Guide(Gazetteer.open(ROOT / ".dateline" / "gazetteer"), read_hierarchy(ROOT / "data" / "codebook"))


@pytest.mark.parametrize(
    ("chosen", "kinds"),
    [
        pytest.param(Filter(place="iso:PL"), {Kind.BORDER_CLOSURE}, id="a country holds its crossings"),
        pytest.param(Filter(place="Belarus"), {Kind.BORDER_CLOSURE, Kind.EXERCISE}, id="a country and what lies in it"),
        pytest.param(Filter(place="iso:RU"), {Kind.GROUND_COMBAT}, id="its regions"),
        pytest.param(Filter(place="iso:RU-KRS"), {Kind.GROUND_COMBAT}, id="a region"),
        pytest.param(Filter(place="iso:LT", radius_km=100), {Kind.BORDER_CLOSURE}, id="a country and around it"),
        pytest.param(Filter(place="iso:LT", radius_km=30), set(), id="a country and not so far around it"),
        pytest.param(Filter(place="iso:LT"), set(), id="a country where nothing is"),
        pytest.param(Filter(place="crossing:bobrowniki-bierastavica"), {Kind.BORDER_CLOSURE}, id="a point by id"),
        pytest.param(Filter(place="gn:776069"), set(), id="a town is itself, not its surroundings"),
        pytest.param(Filter(place="gn:776069", radius_km=60), {Kind.BORDER_CLOSURE}, id="a town and around it"),
    ],
)
def test_a_place_that_is_an_area_holds_what_lies_in_it(
    store: Store, guide: Guide, chosen: Filter, kinds: set[Kind]
) -> None:
    assert {event.kind for event in select(store, chosen, locate=guide).events} == kinds


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (Filter(place="53.1,23.9"), "within 50 km of 53.1,23.9"),
        (Filter(place="53.1,23.9", radius_km=5), "within 5 km of 53.1,23.9"),
        (Filter(place="Brest"), "at Brest"),
    ],
)
def test_the_words_of_a_place_say_its_radius(chosen: Filter, words: str) -> None:
    assert chosen.in_words() == words
