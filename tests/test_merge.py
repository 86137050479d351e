"""Joining the tellings of one event, within and across articles."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.events.merge import merge_tellings, share_place
from geo.events.merge_groups import Grouping
from geo.gold import read_gold
from geo.models import (
    ActorRole,
    Basis,
    EventActor,
    EventPlace,
    Kind,
    Place,
    PlaceRole,
    Precision,
    Status,
    Telling,
    TimePrecision,
    When,
)

GOLD = Path(__file__).resolve().parent.parent / "data" / "gold" / "seeds.json"
BELARUS = Place("iso:BY", "Belarus", "country", Precision.COUNTRY, 53.7, 28.0, ("BY",))
UKRAINE = Place("iso:UA", "Ukraine", "country", Precision.COUNTRY, 48.4, 31.2, ("UA",))
MINSK = Place("gn:625144", "Minsk", "capital", Precision.SETTLEMENT, 53.9, 27.6, ("BY",))
BREST = Place("gn:629634", "Brest", "city", Precision.SETTLEMENT, 52.1, 23.7, ("BY",))
BORDER = Place("border:BY-UA", "Belarus–Ukraine border", "border", Precision.BORDER_SEGMENT, 51.5, 28.0, ("BY", "UA"))
COUNTRY = {"BLR": "BY", "RUS": "RU", "UKR": "UA", "POL": "PL", "PUTIN": "RU", "LUKASHENKO": "BY"}


def actor(actor_id: str, role: ActorRole = ActorRole.ACTS) -> EventActor:
    """An actor whose country is told by its id."""
    return EventActor(actor_id, actor_id, role, COUNTRY.get(actor_id.partition("_")[0], ""))


def on_day(text: str, basis: Basis = Basis.EXPLICIT) -> When:
    start = date.fromisoformat(text)
    return When(start, start + timedelta(days=1), TimePrecision.DAY, basis)


def in_month(start: str, end: str, basis: Basis = Basis.INFERRED) -> When:
    return When(date.fromisoformat(start), date.fromisoformat(end), TimePrecision.MONTH, basis)


def in_year(start: str, end: str) -> When:
    return When(date.fromisoformat(start), date.fromisoformat(end), TimePrecision.YEAR, Basis.INFERRED)


def telling(number: int, **changes: object) -> Telling:
    """A visit of Putin to Minsk, each telling in an article of its own unless it is said otherwise."""
    plain = Telling(
        id=f"t{number}",
        article_id=f"a{number}",
        start=0,
        end=10,
        excerpt="x",
        kind=Kind.OFFICIAL_VISIT,
        status=Status.REPORTED,
        when=on_day("2022-12-19"),
        places=(EventPlace(MINSK, PlaceRole.LOCATION),),
        actors=(actor("PUTIN"), actor("LUKASHENKO", ActorRole.HOST)),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def groups(tellings: Iterable[Telling]) -> list[set[str]]:
    return [{t.id for t in event.tellings} for event in merge_tellings(tellings)]


SAME = [
    ("equal", {}),
    ("one day later", {"when": on_day("2022-12-20")}),
    ("inferred two days later", {"when": on_day("2022-12-21", Basis.INFERRED)}),
    ("month of the day", {"when": in_month("2022-12-01", "2022-12-21")}),
    ("the country the town lies in", {"places": (EventPlace(BELARUS, PlaceRole.LOCATION),)}),
    ("the state for its president", {"actors": (actor("RUS"), actor("BLR", ActorRole.HOST))}),
    ("more actors", {"actors": (actor("PUTIN"), actor("SHOIGU"), actor("LUKASHENKO", ActorRole.HOST))}),
]
OTHER = [
    ("other kind", {"kind": Kind.SANCTIONS}),
    ("other status", {"status": Status.CLAIMED}),
    ("days apart", {"when": on_day("2022-12-28")}),
    ("other month", {"when": in_month("2022-10-01", "2022-11-01", Basis.EXPLICIT)}),
    ("other town", {"places": (EventPlace(BREST, PlaceRole.LOCATION),)}),
    ("other country", {"places": (EventPlace(UKRAINE, PlaceRole.LOCATION),)}),
    ("other actors", {"actors": (actor("POL"), actor("UKR", ActorRole.HOST))}),
    ("practice of a year", {"when": in_year("2022-02-24", "2022-12-20")}),
]


@pytest.mark.parametrize("why, changes", SAME, ids=[why for why, _ in SAME])
def test_joins(why: str, changes: dict[str, object]) -> None:
    assert groups([telling(1), telling(2, **changes)]) == [{"t1", "t2"}], why


@pytest.mark.parametrize("why, changes", OTHER, ids=[why for why, _ in OTHER])
def test_never_joins(why: str, changes: dict[str, object]) -> None:
    assert groups([telling(1), telling(2, **changes)]) == [{"t1"}, {"t2"}], why


def test_a_month_does_not_glue_two_days() -> None:
    rows = [telling(1), telling(2, when=on_day("2022-12-05")), telling(3, when=in_month("2022-12-01", "2022-12-31"))]
    joined = groups(rows)
    assert not any({"t1", "t2"} <= group for group in joined)


def test_forces_act_for_their_state_but_civilians_do_not() -> None:
    first = telling(1, kind=Kind.DEPLOYMENT, actors=(actor("BLR_MIL"),))
    assert len(groups([first, telling(2, kind=Kind.DEPLOYMENT, actors=(actor("BLR"),))])) == 1
    assert len(groups([first, telling(2, kind=Kind.DEPLOYMENT, actors=(actor("BLR_CIV"),))])) == 2


def test_who_did_it_may_be_left_out_where_day_and_town_are_the_same() -> None:
    first = telling(1, kind=Kind.STRIKE, actors=(actor("RUS_MIL"),))
    silent = telling(2, kind=Kind.STRIKE, actors=())
    assert len(groups([first, silent])) == 1
    assert len(groups([silent, replace(silent, id="t3", article_id="a3")])) == 1
    assert len(groups([first, replace(silent, when=on_day("2022-12-20"))])) == 2
    assert len(groups([first, replace(silent, places=(EventPlace(BELARUS, PlaceRole.LOCATION),))])) == 2


def test_weapons_tell_two_events_of_one_article_apart() -> None:
    rows = [telling(1, kind=Kind.DEPLOYMENT), telling(2, kind=Kind.DEPLOYMENT, article_id="a1", weapons=("Iskander",))]
    assert len(groups(rows)) == 2


def test_the_best_telling_gives_the_fields_and_the_id() -> None:
    vague = telling(1, when=in_month("2022-12-01", "2022-12-21"), places=(EventPlace(BELARUS, PlaceRole.LOCATION),))
    exact = telling(2, phase="arrived", actors=(actor("PUTIN"), actor("SHOIGU"), actor("LUKASHENKO", ActorRole.HOST)))
    (event,) = merge_tellings([vague, exact])
    assert event.id == "t2"
    assert [t.id for t in event.tellings] == ["t2", "t1"]
    assert (event.when, event.phase) == (exact.when, "arrived")
    assert event.drawn_at == MINSK
    assert [a.id for a in event.actors] == ["PUTIN", "SHOIGU", "LUKASHENKO"]


def test_a_reviewed_telling_is_the_best() -> None:
    (event,) = merge_tellings([telling(1), telling(2, reviewed="corrected", when=on_day("2022-12-20"))])
    assert (event.tellings[0].id, event.reviewed) == ("t2", "corrected")


def test_places_lie_in_each_other() -> None:
    assert share_place(BELARUS, MINSK)
    assert share_place(BELARUS, BORDER)
    assert not share_place(MINSK, BREST)
    assert not share_place(UKRAINE, MINSK)


def test_the_caller_says_what_is_related() -> None:
    rows = [telling(1), telling(2, places=(EventPlace(BREST, PlaceRole.LOCATION),))]
    assert len(merge_tellings(rows, lambda a, b: {a.id, b.id} == {MINSK.id, BREST.id})) == 1


@pytest.mark.parametrize("last", [2, 6, 9], ids=["a day of it", "late in it", "its last day"])
def test_a_window_of_days_meets_a_day_in_it(last: int) -> None:
    week = When(date(2023, 2, 1), date(2023, 2, 10), TimePrecision.DAY, Basis.EXPLICIT)
    rows = [telling(1, when=week), telling(2, when=on_day(f"2023-02-{last:02}"))]
    assert len(merge_tellings(rows)) == len(merge_tellings(reversed(rows))) == 1


def made_up(count: int, seed: int = 1) -> list[Telling]:
    """Tellings as many articles would give them: eight an article, over three years and twelve countries."""
    chance = random.Random(seed)
    codes = ("UA", "RU", "BY", "PL", "LT", "IL", "LB", "SY", "SD", "ET", "AM", "AZ")
    rows = []
    for number in range(count):
        code, other = chance.choice(codes), chance.choice(codes)
        start = date(2022, 1, 1) + timedelta(days=chance.randrange(1200))
        windows = [on_day(start.isoformat())] * 6 + [
            in_month(start.replace(day=1).isoformat(), f"{start.year + 1}-01-01")
        ]
        town = Place(f"gn:{code}{chance.randrange(20)}", "x", "city", Precision.SETTLEMENT, 1.0, 1.0, (code,))
        roles = ((code, ActorRole.ACTS), (other, ActorRole.ACTED_ON))
        rows.append(
            telling(
                number,
                article_id=f"a{number // 8}",
                kind=chance.choice(list(Kind)),
                status=chance.choice(list(Status)),
                when=chance.choice(windows),
                places=(EventPlace(town, PlaceRole.LOCATION),),
                actors=tuple(EventActor(c + "X", c, role, c) for c, role in roles),
            )
        )
    return rows


COARSE = [in_month("2022-11-20", "2022-12-20"), in_year("2022-01-01", "2023-01-01")]
PLACES = [MINSK, BREST, BELARUS, UKRAINE, BORDER]


def dense(count: int, seed: int) -> list[Telling]:
    """Tellings of few kinds, days and places, so that many are alike."""
    chance = random.Random(seed)
    return [
        replace(
            row,
            kind=chance.choice([Kind.STRIKE, Kind.FORCE_FORMATION]),
            status=chance.choice([Status.REPORTED, Status.HYPOTHETICAL]),
            when=chance.choice(
                [
                    on_day(f"2022-12-{chance.randrange(1, 15):02}"),
                    in_month("2022-11-20", "2022-12-20"),
                    in_year("2022-01-01", "2023-01-01"),
                ]
            ),
            places=(EventPlace(chance.choice([MINSK, BREST, BELARUS, UKRAINE, BORDER]), PlaceRole.LOCATION),),
            actors=tuple(actor(chance.choice(["BLR", "RUS", "BLR_MIL", "PUTIN"])) for _ in range(chance.randrange(3))),
        )
        for row in made_up(count, seed)
    ]


@given(st.integers(0, 10_000))
def test_every_telling_is_kept_once(seed: int) -> None:
    rows = made_up(60, seed)
    kept = [t.id for event in merge_tellings(rows) for t in event.tellings]
    assert sorted(kept) == sorted(t.id for t in rows)


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_the_order_of_the_tellings_changes_nothing(seed: int, chance: random.Random) -> None:
    rows = made_up(60, seed)
    mixed = list(rows)
    chance.shuffle(mixed)
    assert merge_tellings(mixed) == merge_tellings(rows)


@given(st.integers(0, 10_000), st.integers(1, 60), st.integers(0, 59))
def test_tellings_that_come_and_go_give_what_merging_all_gives(seed: int, cut: int, gone: int) -> None:
    rows = dense(60, seed)
    grouping = Grouping(share_place)
    grouping.change(new=rows[:cut])
    grouping.change(new=rows[cut:])
    grouping.change(gone=[row.id for row in rows[:gone]])
    left = merge_tellings(rows[gone:])
    assert {key: {t.id for t in told} for key, told in grouping.groups().items()} == {
        event.id: {t.id for t in event.tellings} for event in left
    }


@given(st.integers(0, 10_000))
def test_merging_twice_gives_the_same(seed: int) -> None:
    rows = made_up(60, seed)
    assert merge_tellings(rows) == merge_tellings(rows)


def pairs(clusters: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    return {pair for cluster in clusters for pair in combinations(sorted(cluster), 2)}


def test_the_annotated_articles() -> None:
    """Of all pairs of the annotation, those that cross status or kinds among them."""
    gold = [one for article in read_gold(GOLD) for one in article.tellings]
    clusters = defaultdict(list)
    for one in gold:
        clusters[one.cluster or one.telling.id].append(one.telling.id)
    wanted = pairs(clusters.values())
    events = merge_tellings(one.telling for one in gold)
    found = pairs([t.id for t in event.tellings] for event in events)
    assert not found - wanted
    assert 2 * len(found & wanted) / (len(found) + len(wanted)) >= 0.88
    assert 46 <= len(events) <= 55


def retold(count: int) -> list[Telling]:
    """One event told by every article, half of them by the month alone, among as many others."""
    month = {"when": in_month("2022-12-01", "2022-12-31")}
    return [replace(telling(number), **(month if number % 2 else {})) for number in range(count)] + [
        replace(row, id=f"o{row.id}") for row in made_up(count)
    ]


@pytest.mark.slow
@pytest.mark.parametrize("make", [made_up, retold], ids=["many events", "one much retold"])
def test_the_time_for_a_telling_stays_flat(make: Callable[[int], list[Telling]]) -> None:
    """Ten times as many tellings: quadratic work would cost each ten times as much; memory alone costs some."""
    costs = []
    for count in (2_000, 20_000):
        rows = make(count)
        start = time.process_time()
        merge_tellings(rows)
        costs.append((time.process_time() - start) / count)
    assert costs[1] <= 5 * costs[0]


def said(**changes: object) -> Telling:
    """What Lukashenko says to Russia in Minsk on the day of Putin's visit."""
    plain = {
        "kind": Kind.STATEMENT,
        "places": (EventPlace(BELARUS, PlaceRole.LOCATION),),
        "actors": (actor("LUKASHENKO"), actor("RUS", ActorRole.WITH)),
    }
    return telling(2, **{**plain, **changes})


INVASION = {
    "kind": Kind.GROUND_COMBAT,
    "when": on_day("2022-02-24"),
    "places": (EventPlace(UKRAINE, PlaceRole.TARGET), EventPlace(BELARUS, PlaceRole.ORIGIN)),
    "actors": (actor("RUS_MIL"), actor("UKR", ActorRole.ACTED_ON), actor("BLR", ActorRole.HOST)),
}


def lent(**changes: object) -> Telling:
    """The use of Belarus for an attack on Ukraine."""
    plain = {
        "kind": Kind.TERRITORY_USE,
        "when": in_month("2022-02-01", "2022-03-01"),
        "places": (EventPlace(BELARUS, PlaceRole.ORIGIN),),
    }
    return telling(2, **{**INVASION, **plain, **changes})


BESIDE_CASES = [
    ("said to the other party on the day", telling(1), said(), True),
    ("said the day after", telling(1), said(when=on_day("2022-12-20")), False),
    ("said in the month", telling(1), said(when=in_month("2022-12-01", "2023-01-01")), False),
    ("said by a stranger", telling(1), said(actors=(actor("POL"), actor("RUS", ActorRole.WITH))), False),
    ("said of a third", telling(1), said(actors=(actor("LUKASHENKO"), actor("POL", ActorRole.ACTED_ON))), False),
    ("of a third too", telling(1), said(actors=(*said().actors, actor("UKR", ActorRole.ACTED_ON))), False),
    ("said to nobody", telling(1), said(actors=(actor("LUKASHENKO"),)), False),
    ("said elsewhere", telling(1), said(places=(EventPlace(UKRAINE, PlaceRole.LOCATION),)), False),
    ("only feared", telling(1), said(status=Status.HYPOTHETICAL), False),
    ("a person put it elsewhere", telling(1), said(joined="x"), False),
    ("the land the attack came from", telling(1, **INVASION), lent(), True),
    ("of the year", telling(1, **INVASION), lent(when=in_year("2022-02-01", "2023-01-01")), False),
    ("of another month", telling(1, **INVASION), lent(when=in_month("2022-03-01", "2022-04-01")), False),
    ("of another host", telling(1, **INVASION), lent(actors=(*lent().actors[:2], actor("POL", ActorRole.HOST))), False),
    ("nobody attacked", telling(1, **INVASION), lent(actors=(actor("RUS_MIL"), actor("BLR", ActorRole.HOST))), False),
    ("an attack from elsewhere", telling(1, **{**INVASION, "places": INVASION["places"][:1]}), lent(), False),
]  # fmt: skip


@pytest.mark.parametrize("main, beside, joins", [pytest.param(*case[1:], id=case[0]) for case in BESIDE_CASES])
def test_a_telling_of_another_kind_stands_beside(main: Telling, beside: Telling, joins: bool) -> None:
    events = merge_tellings([beside, main])
    assert [len(event.tellings) for event in events] == ([2] if joins else [1, 1])
    if joins:
        assert (events[0].id, events[0].kind, events[0].when) == (main.id, main.kind, main.when)
        assert {told.kind for told in events[0].tellings} == {main.kind, beside.kind}


def test_what_was_said_on_two_visits_of_one_day_joins_neither_with_the_other() -> None:
    other = telling(3, places=(EventPlace(BREST, PlaceRole.LOCATION),))
    assert not any({"t1", "t3"} <= group for group in groups([telling(1), said(), other]))
