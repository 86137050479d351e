"""Contradictions between the tellings of one event: shown as each tells it, never averaged."""

from __future__ import annotations

from typing import Any

import pytest
from factories import make_country, make_event, make_event_place, make_place, make_telling, make_when

from geo.events.contradictions import contradictions
from geo.models import Basis, Precision, Status, TimePrecision

TOWN = make_event_place(make_place(id="gn:1", name="Brest", precision=Precision.SETTLEMENT, lat=52.1))
MONTH = make_when("2023-02-01", "2023-02-28", precision=TimePrecision.MONTH)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, {}, id="the same"),
        pytest.param(
            {"when": make_when("2023-02-11")}, {"day": ["2023-02-10", "2023-02-11"]}, id="another day, both written"
        ),
        pytest.param({"when": make_when("2023-02-11", basis=Basis.INFERRED)}, {}, id="another day, inferred"),
        pytest.param({"when": MONTH}, {}, id="the month of the day"),
        pytest.param({"places": (TOWN,)}, {"place": ["Bobrowniki–Bierastavica", "Brest"]}, id="another place"),
        pytest.param({"places": (make_event_place(make_country("PL", "Poland")),)}, {}, id="the country it lies in"),
        pytest.param({"places": ()}, {}, id="no place"),
        pytest.param({"quantity": "40 trucks"}, {"number": ["1,500 trucks", "40 trucks"]}, id="another number"),
        pytest.param({"quantity": "1 500 trucks of Belarus"}, {}, id="the same number"),
        pytest.param({"quantity": "many trucks"}, {}, id="no number"),
        pytest.param({"status": Status.CLAIMED}, {"status": ["claimed", "reported"]}, id="another status"),
    ],
)
def test_what_contradicts_what(changes: dict[str, Any], expected: dict[str, list[str]]) -> None:
    event = make_event(make_telling(quantity="1,500 trucks"), make_telling(article_id="a2", **changes))
    found = {one.of: [version.says for version in one.versions] for one in contradictions(event)}
    assert found == expected


def test_what_most_tell_comes_first_and_every_telling_is_named() -> None:
    tellings = [make_telling(article_id=f"a{n}", when=make_when(f"2023-02-1{int(n > 0)}")) for n in range(4)]
    (found,) = contradictions(make_event(*tellings))
    assert [(version.says, len(version.telling_ids)) for version in found.versions] == [
        ("2023-02-11", 3),
        ("2023-02-10", 1),
    ]
    assert {key for version in found.versions for key in version.telling_ids} == {told.id for told in tellings}
