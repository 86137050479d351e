"""Every page is open to all: no serious finding of axe-core, all work by keyboard, large type, small screens."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from geo.filter import Filter
from geo.gazetteer.index import Gazetteer
from geo.language import speaking
from geo.models import Kind
from geo.query import select
from geo.settings import Settings
from geo.share.export import to_html
from geo.share.link import View
from geo.share.snapshot import create
from geo.store import Store
from tests.test_browser import DESK, LIMIT_MS, PHONE, Visit, start_visit

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


WORDS = {"en": ("About Poland", "Open in the article"), "fr": ("Sur Pologne", "Ouvrir dans l’article")}


@pytest.mark.parametrize("size", [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")])
@pytest.mark.parametrize("language", WORDS)
def test_no_serious_finding_in_any_room(
    chromium: Browser, server: Server, language: str, size: dict[str, int], tmp_path: Path
) -> None:
    """The actor, the reader, both rooms, a snapshot and the page from a file, in both languages at both sizes."""
    about, read = WORDS[language]
    store = Store.open(server.store)
    closed = select(store, Filter(actors=("POL",), kinds=(Kind.BORDER_CLOSURE,))).events[0]
    with speaking(language):
        made = create(store, View(Filter(actors=("POL",))), f"Frozen {language}")
        page_from_file = to_html(made, Gazetteer.open(Settings.from_environment().gazetteer))
    faults: dict[str, list[str]] = {}
    with start_visit(chromium, size) as visit:
        page = visit.page

        def look(name: str) -> None:
            frames = [frame for frame in page.frames if not frame.is_detached()]
            faults[name] = [fault for frame in frames for fault in find_faults(frame)]

        visit.open(f"{server.address}/?lang={language}&actors=POL&event={closed.id}")
        visit.map.get_by_role("button", name=read).click()
        page.locator("#reader .told.on").first.wait_for()
        look("reader")
        if size is PHONE:
            page.get_by_test_id("stExpandSidebarButton").click()
        page.get_by_role("button", name=about).click()
        page.get_by_role("dialog").get_by_role("button").nth(2).wait_for()
        look("actor")
        page.goto(f"{server.address}/?lang={language}&room=review&event={closed.id}")
        page.locator("#reader .told.on").first.wait_for()
        look("review")
        page.goto(f"{server.address}/?lang={language}&room=add")
        page.locator("textarea").wait_for()
        look("add")
        visit.open(f"{server.address}/?lang={language}&snapshot={made.id}")
        look("snapshot")
        file = tmp_path / "page.html"
        file.write_bytes(page_from_file)
        page.goto(file.as_uri())
        page.locator(".dl-icon[role=button]").first.click()
        page.locator(".dl-pop").wait_for()
        page.wait_for_timeout(1000)  # a popup that still fades in has less contrast than it will have
        look("page from a file")
    assert {name: found for name, found in faults.items() if found} == {}


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


@pytest.mark.parametrize("query", ["room=add", "room=review", "asof=2023-03-01&lang=fr"])
def test_large_type_leaves_nothing_beside_the_page(chromium: Browser, server: Server, query: str) -> None:
    with start_visit(chromium, {"width": 700, "height": 450}) as visit:
        visit.page.goto(f"{server.address}/?{query}")
        visit.page.get_by_role("button").first.wait_for(timeout=LIMIT_MS)
        visit.page.locator('.stApp[data-test-script-state="notRunning"]').wait_for()
        visit.page.wait_for_timeout(1500)
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 700


def test_a_browser_without_webgl_shows_the_map(chromium: Browser, server: Server) -> None:
    with start_visit(chromium) as visit:
        visit.page.context.add_init_script(
            """const given = HTMLCanvasElement.prototype.getContext;
            HTMLCanvasElement.prototype.getContext = function (sort, ...rest) {
              return /webgl/.test(sort) ? null : given.call(this, sort, ...rest);
            };"""
        )
        visit.open(server.address)
        visit.page.locator("button.row", has_text="Bobrowniki").first.click()
        expect(visit.map.locator(".dl-pop")).to_contain_text("until further notice")
        assert visit.page.evaluate("document.createElement('canvas').getContext('webgl')") is None


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
