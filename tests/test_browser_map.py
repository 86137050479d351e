"""Map, list, legend and time as one, in a real Chromium that is cut off from everything but this machine."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, expect

from tests.test_browser import PHONE, Visit, read_view, start_visit

if TYPE_CHECKING:
    from tests.served import Server

pytest_plugins = ("tests.served", "tests.test_browser")
pytestmark = pytest.mark.browser


def wait_for_still_view(visit: Visit) -> list[float]:
    """Return where the map looks once it has made room for a popup."""
    seen = read_view(visit)
    for _ in range(20):
        visit.page.wait_for_timeout(300)
        now = read_view(visit)
        if now == seen:
            break
        seen = now
    return seen


def test_selecting_passes_both_ways_and_moves_nothing(visit: Visit, server: Server) -> None:
    visit.open(f"{server.address}/?actors=POL")
    visit.page.locator("button.row", has_text="Bobrowniki").first.click()
    expect(visit.map.locator(".dl-pop")).to_contain_text("until further notice")
    seen = wait_for_still_view(visit)
    visit.map.locator(".leaflet-popup-close-button").click()
    expect(visit.page.locator("button.row[aria-expanded=true]")).to_have_count(0)
    visit.page.locator(".st-key-status_reported label").click()
    expect(visit.page).to_have_url(re.compile("status=reported"))
    assert read_view(visit) == pytest.approx(seen, abs=0.01)


def test_a_border_line_is_pressed_anywhere_along_it(visit: Visit, server: Server) -> None:
    visit.open(f"{server.address}/?place=border:BY-UA")
    line = visit.map.locator("path.leaflet-interactive").last
    line.dispatch_event("click")
    expect(visit.map.locator(".dl-pop")).to_contain_text("events")
    assert visit.map.locator(".dl-handle").count() > 0
    assert visit.map.locator(".dl-mark").count() == 0, "a line has no mark of a site"


def test_a_row_points_at_its_place(visit: Visit, server: Server) -> None:
    visit.open(f"{server.address}/?actors=POL&kinds=border_closure")
    visit.page.locator("button.row").first.hover()
    expect(visit.map.locator(".dl-hint")).to_have_count(1)


def test_legend_filters_and_shows_all_again(visit: Visit, server: Server) -> None:
    visit.open(server.address)
    before = len(visit.titles())
    row = visit.map.locator(".dl-legend button", has_text="Diplomacy")
    row.click()
    expect(visit.page).to_have_url(re.compile("kinds=official_visit"))
    expect(visit.page.locator(".st-key-group_diplomacy input")).to_be_checked()
    visit.map.locator(".dl-legend button", has_text="Diplomacy").click()
    expect(visit.page).not_to_have_url(re.compile("kinds="))
    expect(visit.page.locator("button.row")).to_have_count(before)


def test_range_is_drawn_over_the_bars(visit: Visit, server: Server) -> None:
    visit.open(server.address)
    chart = visit.page.locator("#timeline svg").bounding_box()
    assert chart
    visit.page.mouse.move(chart["x"] + chart["width"] * 0.3, chart["y"] + 40)
    visit.page.mouse.down()
    visit.page.mouse.move(chart["x"] + chart["width"] * 0.45, chart["y"] + 40, steps=5)
    visit.page.mouse.up()
    expect(visit.page).to_have_url(re.compile("from=.*to="))
    chosen = visit.query()
    first, last = (date.fromisoformat(chosen[name][0]) for name in ("from", "to"))
    assert first.day == 1, "a range holds whole steps"
    assert first < last
    visit.page.locator("[data-name=clear]").click()
    expect(visit.page).not_to_have_url(re.compile("from="))


def test_playing_from_a_first_day_alone_goes_forward(visit: Visit, server: Server) -> None:
    visit.open(f"{server.address}/?from=2022-02-01")
    visit.page.locator("[data-name=play]").click()
    expect(visit.page).to_have_url(re.compile("from=2022-02-01&to=2022-02-28"), timeout=20_000)
    expect(visit.page).to_have_url(re.compile("from=2022-03-01&to=2022-03-31"), timeout=20_000)


def test_playing_moves_the_days_on_and_stops(visit: Visit, server: Server) -> None:
    visit.open(f"{server.address}/?from=2022-01-01&to=2022-01-31")
    visit.page.locator("[data-name=play]").click()
    expect(visit.page).to_have_url(re.compile("from=2022-02-01"), timeout=20_000)
    expect(visit.page).to_have_url(re.compile("from=2022-03-01"), timeout=20_000)
    visit.page.locator("[data-name=play]").click()
    visit.page.wait_for_timeout(2500)
    stopped = visit.page.url
    visit.page.wait_for_timeout(2500)
    assert visit.page.url == stopped


def test_published_is_another_day_than_happened(visit: Visit, server: Server) -> None:
    visit.open(server.address)
    visit.page.locator("[data-name=datespublished]").click()
    expect(visit.page).to_have_url(re.compile("dates=published"))
    expect(visit.page.locator("[data-name=datespublished]")).to_have_attribute("aria-pressed", "true")


def test_crossings_closed_on_a_day_in_three_clicks(visit: Visit, server: Server) -> None:
    """Find which crossings between Poland and Belarus were closed on 1 March 2023, and who says so."""
    visit.open(f"{server.address}/?kinds=border_closure")
    visit.page.locator("[data-name=asofbutton]").click()
    field = visit.page.locator("[data-name=asof]")
    field.fill("2023-03-01")
    field.press("Enter")
    expect(visit.page).to_have_url(re.compile("asof=2023-03-01"))
    state = visit.map.locator(".dl-state", has_text="closed since 10 Feb 2023")
    expect(state).to_be_visible()
    state.click()
    pop = visit.map.locator(".dl-pop")
    expect(pop).to_contain_text("until further notice")
    expect(pop).to_contain_text("Belarus could be considered a party to the war")
    visit.page.locator("[data-name=asofbutton]").click()
    expect(visit.page).not_to_have_url(re.compile("asof="))


def test_actor_of_the_list_opens_all_about_it(visit: Visit, server: Server) -> None:
    visit.open(f"{server.address}/?actors=POL&kinds=border_closure")
    visit.page.locator("button.row").first.click()
    visit.page.locator("summary", has_text="Sentence and facts").click()
    visit.page.get_by_role("button", name="Poland acts").click()
    expect(visit.page.get_by_role("dialog")).to_contain_text("events")


def test_page_is_french_throughout(visit: Visit, server: Server) -> None:
    visit.open(f"{server.address}/?lang=fr&actors=POL")
    expect(visit.map.locator(".dl-legend summary")).to_have_text("Légende")
    expect(visit.page.locator("button.row").first).to_contain_text("Pologne")
    english = visit.page.get_by_role("option", name="English")
    for _ in range(4):  # a run that ends just then closes the list again
        visit.page.get_by_role("combobox", name="Langue de la page").click()
        visit.page.wait_for_timeout(1000)
        if english.is_visible():
            break
    english.click()
    expect(visit.page.get_by_role("combobox", name="Language of the page")).to_be_visible()  # it is drawn last
    expect(visit.page.locator(".st-key-map iframe")).to_have_count(1)  # the map of the other language is gone then
    expect(visit.map.locator(".dl-legend summary")).to_have_text("Legend")
    expect(visit.page).to_have_url(re.compile("actors=POL"))


def test_phone_shows_map_list_and_time(chromium: Browser, server: Server) -> None:
    with start_visit(chromium, PHONE) as visit:
        visit.open(server.address)
        tops = [
            visit.page.locator(part).bounding_box() for part in (".st-key-map iframe", ".st-key-list", ".st-key-time")
        ]
        heights = [box["y"] for box in tops if box]
        assert len(heights) == 3
        assert heights == sorted(heights)
