"""Filters: the same record in page, URL and store; what they match, and how values without meaning are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from factories import make_actor, make_article, make_country, make_event_place, make_place, make_telling, make_when
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import FilterError
from geo.filter import Filter
from geo.models import ActorRole, Basis, Kind, PlaceRole, Precision, Status, TimePrecision, When
from geo.query import counts_by_day, facets, select, select_columns
from geo.store import Store

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
    weapons=LISTS,
    min_confidence=st.floats(0, 1),
    words=st.text(max_size=20),
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
        pytest.param(Filter(statuses=(Status.CLAIMED,)), {Kind.GROUND_COMBAT}, id="status"),
        pytest.param(Filter(countries=("PL",)), {Kind.BORDER_CLOSURE}, id="country, no anchors"),
        pytest.param(
            Filter(languages=("fr",), min_confidence=0.5), {Kind.GROUND_COMBAT, Kind.STATEMENT}, id="confidence"
        ),
        pytest.param(Filter(publishers=("The Border Post",)), {Kind.BORDER_CLOSURE, Kind.EXERCISE}, id="publisher"),
        pytest.param(Filter(weapons=("Iskander",)), {Kind.GROUND_COMBAT}, id="weapon"),
        pytest.param(Filter(words="ete SOUDJA"), {Kind.GROUND_COMBAT}, id="words without case and accents"),
        pytest.param(Filter(words="greve kursk"), {Kind.GROUND_COMBAT}, id="words of title and place"),
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
