"""Every page is open to all: no serious finding of axe-core, all work by keyboard, large type, small screens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from geo.share.link import View
from geo.share.snapshot import create
from geo.store import Store
from tests.test_browser import LIMIT_MS, Visit, start_visit

if TYPE_CHECKING:
    from tests.served import Server

pytest_plugins = ("tests.served",)
pytestmark = pytest.mark.browser
AXE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
SERIOUS = ("serious", "critical")
# What is Streamlit's own and cannot be changed from here, each with its reason.
NOT_OURS: dict[str, str] = {
    "scrollable-region-focusable": "Streamlit's main section scrolls and holds focusable parts only further down",
}


def find_faults(frame: Frame | Page) -> list[str]:
    """Return the serious and critical findings of a frame, each with its rule and the elements."""
    frame.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = frame.evaluate("axe.run(document, {iframes: false}).then((done) => done.violations)")
    return [
        f"{fault['id']}: {node['target']} {node['html'][:160]}"
        for fault in found
        if fault["impact"] in SERIOUS and fault["id"] not in NOT_OURS
        for node in fault["nodes"]
    ]


def check_all(visit: Visit) -> None:
    for frame in visit.page.frames:
        if not frame.is_detached():
            assert find_faults(frame) == [], frame.url


PAGES = {
    "plain": "",
    "filtered and open": "from=2023-02-01&to=2023-02-28&actors=BLR",
    "state of a day": "asof=2023-03-01",
    "French": "lang=fr",
}


@pytest.mark.parametrize("query", PAGES.values(), ids=PAGES.keys())
def test_no_serious_finding(chromium: Browser, server: Server, query: str) -> None:
    with start_visit(chromium) as visit:
        visit.open(f"{server.address}/?{query}")
        visit.page.locator("button.row").first.click()
        visit.map.locator(".dl-pop").wait_for()
        check_all(visit)


@pytest.mark.parametrize("button", ["Share", "Review", "Add articles"])
def test_no_serious_finding_in_what_opens(chromium: Browser, server: Server, button: str) -> None:
    with start_visit(chromium) as visit:
        visit.open(server.address)
        visit.page.get_by_role("button", name=button, exact=True).click()
        visit.page.wait_for_timeout(1500)
        check_all(visit)


def test_no_serious_finding_when_nothing_is_found(chromium: Browser, server: Server) -> None:
    with start_visit(chromium) as visit:
        visit.page.goto(f"{server.address}/?words=xyzzy")
        visit.page.get_by_text("No event passes these filters").wait_for(timeout=LIMIT_MS)
        check_all(visit)


def test_no_serious_finding_on_a_snapshot(chromium: Browser, server: Server) -> None:
    made = create(Store.open(server.store), View(), "Frozen")
    with start_visit(chromium) as visit:
        visit.open(f"{server.address}/?snapshot={made.id}")
        check_all(visit)


def test_the_page_says_its_language_and_names_its_frames(chromium: Browser, server: Server) -> None:
    with start_visit(chromium) as visit:
        visit.open(f"{server.address}/?lang=fr")
        expect(visit.page.locator("html")).to_have_attribute("lang", "fr")
        expect(visit.page.locator(".st-key-map iframe")).to_have_attribute("title", re.compile("Carte"))
        expect(visit.map.locator("html")).to_have_attribute("lang", "fr")


def focus(page: Page) -> str:
    """Return what has the focus, through frames and shadow roots, as its name."""
    return str(
        page.evaluate(
            """() => {
              let at = document.activeElement;
              for (;;) {
                if (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
                else if (at?.contentDocument?.activeElement) at = at.contentDocument.activeElement;
                else break;
              }
              return at ? (at.getAttribute('aria-label') || at.textContent || at.tagName).trim().slice(0, 60) : '';
            }"""
        )
    )


def test_tab_alone_reaches_everything(chromium: Browser, server: Server) -> None:
    """From the search, Tab passes filters, buttons, map controls, marks, legend, list and timeline."""
    with start_visit(chromium) as visit:
        visit.open(f"{server.address}/?actors=POL&kinds=border_closure")
        seen = set()
        visit.page.locator("input[aria-label='Search words, places, actors']").focus()
        for _ in range(90):
            visit.page.keyboard.press("Tab")
            seen.add(focus(visit.page))
        text = " | ".join(seen)
        for wanted in (
            "Add articles",
            "Share",
            "Zoom in",
            "Show all events",
            "Bobrowniki",
            "reported",
            "First day",
            "month",
        ):
            assert wanted in text, wanted


def test_filter_and_popup_by_keyboard(chromium: Browser, server: Server) -> None:
    with start_visit(chromium) as visit:
        visit.open(f"{server.address}/?from=2023-02-01")
        end = visit.page.locator("[data-name=since]")
        end.focus()
        visit.page.keyboard.press("ArrowRight")
        expect(visit.page).to_have_url(re.compile("from=2023-03-01"))
        visit.page.locator("[data-name=since]").focus()
        visit.page.keyboard.press("Escape")
        expect(visit.page).not_to_have_url(re.compile("from="))
        visit.map.locator(".dl-legend button", has_text="Border").focus()
        visit.page.keyboard.press("Enter")
        expect(visit.page).to_have_url(re.compile("kinds=border_closure"))


def test_large_type_keeps_all_in_reach(chromium: Browser, server: Server) -> None:
    """200 % zoom of 1400 by 900 is a window of 700 by 450."""
    with start_visit(chromium, {"width": 700, "height": 450}) as visit:
        visit.open(server.address)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 700
        visit.page.locator("button.row").first.scroll_into_view_if_needed()
        visit.page.locator("button.row").first.click()
        expect(visit.page.locator("button.row[aria-expanded=true]")).to_have_count(1)


def test_less_motion_is_respected(chromium: Browser, server: Server) -> None:
    context = chromium.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(server.address)
    frame = page.frame_locator(".st-key-map iframe")
    frame.locator(".dl-icon").first.wait_for(state="attached", timeout=LIMIT_MS)
    handle = page.locator(".st-key-map iframe").element_handle().content_frame()
    assert handle
    assert handle.evaluate("map.options.zoomAnimation") is False
    context.close()
