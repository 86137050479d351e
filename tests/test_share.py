"""Sharing: links, snapshots, exports."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import FilterError
from geo.filter import Filter
from geo.models import Kind, Status
from geo.share.link import View

views = st.builds(
    View,
    st.builds(
        Filter,
        since=st.none() | st.dates(),
        actors=st.lists(st.sampled_from(["POL", "RUS_MIL", "ZELENSKY"])).map(tuple),
        kinds=st.lists(st.sampled_from(Kind)).map(tuple),
        statuses=st.lists(st.sampled_from(Status)).map(tuple),
        words=st.text(),
        publishers=st.lists(st.text()).map(tuple),
        min_confidence=st.floats(0, 1),
    ),
    event=st.text(),
    zoom=st.none() | st.floats(0, 18),
) | st.builds(View, lat=st.floats(-90, 90), lon=st.floats(-180, 180), zoom=st.integers(0, 18).map(float))


@given(views)
def test_view_survives_its_link(view: View) -> None:
    assert View.from_query(view.to_query()) == view


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("lat=north&lon=3", id="no number"),
        pytest.param("lat=nan&lon=3", id="not a number"),
        pytest.param("lat=91&lon=3", id="beyond the pole"),
        pytest.param("lat=51", id="half a place"),
        pytest.param("zoom=-1", id="zoom below the world"),
        pytest.param("from=yesterday", id="filter without meaning"),
    ],
)
def test_link_without_meaning_is_refused(query: str) -> None:
    with pytest.raises(FilterError):
        View.from_query(query)
