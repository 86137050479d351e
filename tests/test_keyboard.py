"""Every task of the page by keyboard alone: Tab, Shift, Enter, Space, arrows, letters; the mouse is never moved.

Each control that is reached must show that it has the focus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.filter import Filter
from geo.models import Kind
from geo.query import select
from geo.share.labels import read_label
from geo.store import Store
from tests.test_browser import Visit, start_visit

if TYPE_CHECKING:
    from tests.served import Server

pytest_plugins = ("tests.served",)
pytestmark = [pytest.mark.browser, pytest.mark.flaky(reruns=3)]  # a long walk: one key lost ends it
MOST_STEPS = 260
# What has the focus, through shadow roots and frames of the same origin; its name, and whether it can be seen there: an
# outline, a ring or a border of its own colour on it or on what is drawn around it.
FOCUSED = """() => {
  let at = document.activeElement;
  for (;;) {
    const inside = at?.contentDocument?.activeElement;
    if (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    else if (inside && inside !== at.contentDocument.body) at = inside;
    else break;
  }
  if (!at || !at.matches('a, button, input, textarea, select, summary, [role], [tabindex]')) return ['', true, ''];
  const label = at.getAttribute('aria-label') || at.labels?.[0]?.innerText;
  const name = label || (at.matches('main') ? '' : at.innerText) || at.title || at.placeholder || '';
  const drawn = [at], ring = (one) => {
    const look = getComputedStyle(one);
    const outline = look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 1;
    const shadow = look.boxShadow !== 'none' && !/rgba\\([^)]*, 0\\)/.test(look.boxShadow.split('px')[0]);
    return outline || shadow;
  };
  for (let up = at, n = 0; up.parentElement && n < 4; n += 1) { up = up.parentElement; drawn.push(up); }
  if (at.matches('input[type=checkbox], input[type=radio]')) drawn.push(...(at.closest('label')?.children || []));
  const border = drawn.some((one) => getComputedStyle(one).borderTopColor === 'rgb(27, 31, 36)');
  return [name.trim(), drawn.some(ring) || border, at.outerHTML.slice(0, 200)];
}"""


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    with start_visit(chromium) as started:
        yield started


def rest(page: Page) -> None:
    """Wait until what was pressed last is drawn: what is drawn anew meanwhile loses the focus."""
    page.wait_for_timeout(400)
    page.locator('.stApp[data-test-script-state="notRunning"]').wait_for()
    page.wait_for_timeout(200)


def go(page: Page, name: str, *, back: bool = False) -> None:
    """Press Tab, or Shift and Tab, until the control of this name has the focus, and see that it shows it."""
    rest(page)
    passed = []
    for _ in range(MOST_STEPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        found, seen, html = page.evaluate(FOCUSED)
        if name in found:
            assert seen, f"no visible focus: {html}"
            return
        passed.append(found[:30])
    pytest.fail(f"{name} cannot be reached with Tab; passed were {list(dict.fromkeys(passed))}")


def press(page: Page, name: str, key: str = "Enter", *, back: bool = False) -> None:
    go(page, name, back=back)
    page.keyboard.press(key)


def open_row(visit: Visit, name: str) -> None:
    """Go to the list, along it with the arrows, and open the row of this name."""
    page = visit.page
    go(page, "Sort")
    page.keyboard.press("Tab")
    for _ in range(MOST_STEPS):
        if name in page.evaluate(FOCUSED)[0]:
            page.keyboard.press("Enter")
            return
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(50)
    pytest.fail(f"no row {name}")


def test_filters_actor_and_search(visit: Visit, server: Server) -> None:
    page = visit.page
    visit.open(server.address)
    go(page, "Actor")
    page.keyboard.type("Poland")
    expect(page.get_by_role("option", name="Poland").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("actors=POL"))
    page.keyboard.press("Escape")
    press(page, "About Poland")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("With and against")
    press(page, "Show these events")
    expect(dialog).to_have_count(0)
    expect(page).not_to_have_url(re.compile("role="))
    press(page, "Border and airspace", "Space")
    expect(page).to_have_url(re.compile("kinds=border_closure"))
    press(page, "Reported", "Space")
    expect(page).to_have_url(re.compile("status=reported"))
    press(page, "Clear all filters")
    expect(page).not_to_have_url(re.compile("actors="))
    go(page, "Search words")
    page.keyboard.type("bobrowniki")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("words=bobrowniki"))


def test_map_list_reader_and_timeline(visit: Visit, server: Server) -> None:
    page = visit.page
    visit.open(f"{server.address}/?kinds=border_closure")
    press(page, "Bobrowniki")
    pop = visit.map.locator(".dl-pop")
    expect(pop).to_contain_text("until further notice")
    expect(page.locator("button.row[aria-expanded=true]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("button.row[aria-expanded=true]")).to_have_count(0)
    press(page, "Zoom in")
    expect(page).to_have_url(re.compile("zoom="))
    press(page, "Show all events")
    press(page, "Diplomacy")
    expect(page).to_have_url(re.compile("official_visit"))
    expect(visit.map.locator(".dl-legend button", has_text="Diplomacy")).to_be_focused()
    rest(page)
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("official_visit"))
    open_row(visit, "Bobrowniki")
    expect(pop).to_contain_text("until further notice")
    press(page, "Sentence and facts")
    press(page, "Open in the article")
    expect(page.locator("#reader .told.on").first).to_contain_text("Poland")
    go(page, "Article; Shift and the arrow keys mark a sentence")
    press(page, "Volodymyr Zelensky: official")
    expect(page.locator("#reader .sign[aria-pressed=true]")).to_have_attribute("aria-label", re.compile("Zelensky"))
    press(page, "Back to the list", back=True)
    expect(page.locator("button.row").first).to_be_visible()
    press(page, "First day", "ArrowRight")
    expect(page).to_have_url(re.compile("from="))
    press(page, "State as of a day")
    expect(page).to_have_url(re.compile("asof="))
    go(page, "Which crossings are closed")
    page.keyboard.press("Control+A")
    page.keyboard.type("2023-03-01")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("asof=2023-03-01"))
    expect(visit.map.locator(".dl-state").first).to_be_visible()
    press(page, "State as of a day", back=True)
    expect(page).not_to_have_url(re.compile("asof="))


def open_review(visit: Visit, server: Server, event_id: str) -> None:
    visit.page.goto(f"{server.address}/?room=review&event={event_id}")
    visit.page.locator("#reader .told.on").first.wait_for()
    expect(visit.page.get_by_role("button", name="It is no event")).to_be_enabled()
    visit.page.wait_for_timeout(1000)  # its letter is heard a moment after the button is drawn


def test_reject_split_merge_and_add_what_was_missed(visit: Visit, server: Server) -> None:
    page, store = visit.page, Store.open(server.store)
    events = store.events()
    rejected = next(event for event in events if event.kind is Kind.SANCTIONS)
    open_review(visit, server, rejected.id)
    page.keyboard.press("n")
    expect(page.get_by_text("Rejected.")).to_be_visible()
    assert store.event(rejected.id) is None
    page.keyboard.press("u")
    expect(page.get_by_text("Rejected.")).to_have_count(0)
    told = next(event for event in events if len({telling.article_id for telling in event.tellings}) > 1)
    open_review(visit, server, told.id)
    go(page, "Article; Shift and the arrow keys mark a sentence")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowDown")
    press(page, "Add an event that is missing here")
    words = page.get_by_label("The words that tell it")
    expect(words).not_to_have_value("")
    press(page, "Add the event")
    expect(page.get_by_text("Added.")).to_be_visible()
    assert [event for event in store.events() if event.reviewed == "added"]
    page.keyboard.press("u")
    expect(page.get_by_text("Added.")).to_have_count(0)


def test_snapshot_files_and_link(visit: Visit, server: Server) -> None:
    page, store = visit.page, Store.open(server.store)
    visit.open(f"{server.address}/?actors=POL&kinds=border_closure")
    page.wait_for_timeout(2000)  # the side bar is drawn last, and Tab passes it first
    press(page, "Share")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("actors=POL")
    with page.expect_download() as loading:
        press(page, "Picture (PNG)")
    assert loading.value.suggested_filename.endswith(".png")
    go(page, "Link and files", back=True)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    go(page, "Title")
    page.keyboard.press("Control+A")
    page.keyboard.type("By keyboard")
    page.keyboard.press("Enter")
    press(page, "Make a snapshot")
    expect(dialog.locator("code").last).to_contain_text("snapshot=")
    (snapshot_id, _), *_ = reversed(store.snapshots())
    go(page, "Snapshot", back=True)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    press(page, "Rename")
    go(page, "Title")
    page.keyboard.press("Control+A")
    page.keyboard.type("Named anew")
    page.keyboard.press("Enter")
    press(page, "Keep")
    expect(dialog.get_by_text("Named anew").first).to_be_visible()
    press(page, "Withdraw")
    expect(dialog.get_by_text("withdrawn").first).to_be_visible()
    assert read_label(store, snapshot_id).withdrawn
    press(page, "Let it be seen again")
    expect(dialog.get_by_role("button", name="Withdraw").first).to_be_visible()
    assert not read_label(store, snapshot_id).withdrawn
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    page.goto(f"{server.address}/?snapshot={snapshot_id}")
    expect(page.get_by_text("Named anew")).to_be_visible()
    matched = select(store, Filter(actors=("POL",), kinds=(Kind.BORDER_CLOSURE,))).matched
    expect(page.locator("button.row")).to_have_count(matched)
