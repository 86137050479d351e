"""Work in the page as people do it: by keyboard alone, two at once, on the map, with a marked sentence."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.models import Status
from geo.store import Store
from tests.test_browser import PHONE, Visit, start_visit
from tools.bench_store import fill

if TYPE_CHECKING:
    from tests.served import Server

pytest_plugins = ("tests.served",)
pytestmark = pytest.mark.browser
NEWS = "Warsaw, 3 March 2024. Poland closed the border crossing at Medyka on 2 March 2024, the ministry said."
READ_LIMIT_MS = 60_000  # the first article opens the language models
MOST_STEPS = 90


@pytest.fixture
def visit(chromium: Browser) -> Visit:  # type: ignore[misc] # a generator, as pytest wants
    with start_visit(chromium) as started:
        yield started


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the control of this name has the focus; nothing else moves it."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        named = page.evaluate(
            """() => { let on = document.activeElement;
                while (on?.shadowRoot?.activeElement) on = on.shadowRoot.activeElement;
                if (!on?.matches('a, button, input, textarea, select, [role]')) return '';
                return on.getAttribute('aria-label') || on.labels?.[0]?.innerText || on.innerText; }"""
        )
        if name in named:
            return
    pytest.fail(f"{name} cannot be reached with Tab")


def open_review(visit: Visit, server: Server, event_id: str = "") -> None:
    visit.page.goto(f"{server.address}/?room=review" + (f"&event={event_id}" if event_id else ""))
    visit.page.locator("#reader .told.on").first.wait_for()


def test_add_preview_store_correct_undo_by_keyboard_alone(visit: Visit, server: Server) -> None:
    page = visit.page
    visit.open(server.address)
    tab_to(page, "Add articles")
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Text").wait_for()
    tab_to(page, "Text")
    page.keyboard.insert_text(NEWS)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("1 article is ready to add")).to_be_visible(timeout=READ_LIMIT_MS)
    tab_to(page, "Add 1 article")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 article added.")).to_be_visible()
    event = next(event for event in Store.open(server.store).events() if event.when.value == "2024-03-02")
    open_review(visit, server, event.id)
    tab_to(page, "Status")
    page.keyboard.type("Planned")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Save"))).to_be_enabled()
    tab_to(page, "Save")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Corrected.")).to_be_visible()
    corrected = Store.open(server.store).event(event.id)
    assert corrected
    assert corrected.status is Status.PLANNED
    page.keyboard.press("u")
    expect(page.get_by_text("Corrected.")).to_have_count(0)
    again = Store.open(server.store).event(event.id)
    assert again
    assert (again.status, again.reviewed) == (event.status, "")


def test_letters_step_and_confirm(visit: Visit, server: Server) -> None:
    open_review(visit, server)
    page = visit.page
    form = page.locator(".st-key-review_form")
    previous = form.get_by_role("button", name=re.compile("^Previous"))
    expect(previous).to_be_disabled()
    page.keyboard.press("j")
    expect(previous).to_be_enabled()
    expect(page).to_have_url(re.compile("event="))
    page.keyboard.press("k")
    expect(previous).to_be_disabled()
    page.keyboard.press("y")
    expect(page.get_by_text("Confirmed.")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text("Confirmed.")).to_have_count(0)


def test_two_people_review_one_event(visit: Visit, chromium: Browser, server: Server) -> None:
    event = next(event for event in Store.open(server.store).events() if event.status is Status.REPORTED)
    with start_visit(chromium) as other:
        for one, name in ((visit, "Ada"), (other, "Grace")):
            open_review(one, server, event.id)
            field = one.page.get_by_label("Your name")
            field.fill(name)
            field.press("Enter")
        choose(visit.page, "Status", "Denied")
        visit.page.get_by_role("button", name=re.compile("^Save")).click()
        expect(visit.page.get_by_text("Corrected.")).to_be_visible()
        choose(other.page, "Kind", "Sanctions")
        expect(other.page.get_by_text("corrected by Ada")).to_be_visible()
        expect(other.page.get_by_text("reported → denied")).to_be_visible()
        other.page.get_by_role("button", name=re.compile("^Save")).click()
        expect(other.page.get_by_text("Corrected.")).to_be_visible()
    both = Store.open(server.store).event(event.tellings[0].id)
    assert both
    assert (both.status, both.kind.value) == (Status.DENIED, "sanctions")
    visit.page.get_by_role("button", name="History").click()
    said = visit.page.get_by_role("dialog")
    expect(said.get_by_text("corrected by Ada").first).to_be_visible()
    expect(said.get_by_text("corrected by Grace").first).to_be_visible()


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=option).click()


def test_place_is_picked_on_the_map(visit: Visit, server: Server) -> None:
    page = visit.page
    event = next(event for event in Store.open(server.store).events() if event.drawn_at and len(event.tellings) == 1)
    open_review(visit, server, event.id)
    page.get_by_text("Or press on the map").click()
    frame = page.frame_locator(".st-key-review_form iframe")
    frame.locator(".leaflet-interactive").first.wait_for()
    before = page.locator(".st-key-review_form [role=radiogroup]").inner_text()
    frame.locator("#map_div").click(position={"x": 150, "y": 60})
    expect(page.locator(".st-key-review_form [role=radiogroup]")).not_to_have_text(before)
    expect(page.get_by_role("button", name=re.compile("^Save"))).to_be_enabled()


def test_missed_event_is_added_from_a_marked_sentence(visit: Visit, server: Server) -> None:
    page = visit.page
    visit.open(server.address)
    page.locator("button.row", has_text="Bobrowniki").first.click()
    visit.map.get_by_role("button", name="Open in the article").click()
    page.locator("#reader .text p").first.click(click_count=3)
    page.get_by_role("button", name="Add an event that is missing here").click()
    words = page.get_by_label("The words that tell it")
    expect(words).not_to_have_value("")
    page.get_by_role("button", name=re.compile("^Add the event")).click()
    expect(page.get_by_text("Added.")).to_be_visible()
    added = [event for event in Store.open(server.store).events() if event.reviewed == "added"]
    assert len(added) == 1
    page.keyboard.press("u")
    expect(page.get_by_text("Added.")).to_have_count(0)


@pytest.mark.parametrize("room", ["add", "review"])
def test_rooms_fit_a_phone(chromium: Browser, server: Server, room: str) -> None:
    with start_visit(chromium, PHONE) as visit:
        visit.page.goto(f"{server.address}/?room={room}")
        visit.page.get_by_role("button", name="Back to the map").wait_for()
        visit.page.wait_for_timeout(1000)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_rooms_speak_french(visit: Visit, server: Server) -> None:
    visit.page.goto(f"{server.address}/?room=review&lang=fr")
    expect(visit.page.get_by_text("Qu’est-ce qui est juste ?")).to_be_visible()
    visit.page.goto(f"{server.address}/?room=add&lang=fr")
    expect(visit.page.get_by_role("tab", name="Coller un texte")).to_be_visible()


def at_rest(visit: Visit) -> None:
    visit.page.locator('.stApp[data-test-script-state="notRunning"]').wait_for()


def test_back_leaves_a_room(visit: Visit, server: Server) -> None:
    visit.open(server.address)
    visit.page.get_by_role("button", name="Review", exact=True).click()
    visit.page.get_by_role("textbox", name="Your name").wait_for()
    at_rest(visit)
    visit.page.go_back()
    expect(visit.page.get_by_role("button", name="Add articles")).to_be_visible()
    expect(visit.page).not_to_have_url(re.compile("room="))


def test_turning_pages_reaches_every_event_by_keyboard(visit: Visit, tmp_path: Path) -> None:
    from tests.served import serve  # noqa: PLC0415 - pytest must load its fixtures first

    made = 450
    fill(Store.open(tmp_path / "many"), made)
    with serve(tmp_path / "many") as server:
        visit.open(server.address)
        rows = visit.page.locator("button.row")
        seen: set[str | None] = set()
        for last in (200, 400, made):
            expect(visit.page.locator("nav.pages").first).to_contain_text(f"–{last} of {made}")
            seen |= {row.get_attribute("data-event") for row in rows.all()}
            if last < made:
                visit.page.get_by_role("button", name="Next").last.focus()
                visit.page.keyboard.press("Enter")
        assert len(seen) == made
        expect(rows.first).to_be_focused()
        expect(visit.page.get_by_role("button", name="Next")).to_have_count(0)
        visit.page.locator(".st-key-group_border label").click()
        expect(visit.page.locator("button.row").first).to_be_visible()
        expect(visit.page.locator("nav.pages")).to_have_count(0)
