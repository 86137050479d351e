"""The page as a person meets it, in a real Chromium that is cut off from everything but this machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, FrameLocator, Page, Request, expect

from geo.store import Store
from tests.hostile import MARK
from tests.hostile_events import hostile_articles, hostile_events

if TYPE_CHECKING:
    from tests.served import Server

pytest_plugins = ("tests.served",)
pytestmark = pytest.mark.browser
DESK = {"width": 1400, "height": 900}
PHONE = {"width": 390, "height": 844}
LIMIT_MS = 40_000  # a first start on a busy machine
LOCAL = ("127.0.0.1", "localhost", "")


@dataclass
class Visit:
    """A browser profile of its own, with the page in it and what it tried to reach elsewhere."""

    page: Page
    strayed: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def map(self) -> FrameLocator:
        return self.page.frame_locator(".st-key-map iframe")

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.map.locator(".dl-icon").first.wait_for(state="attached", timeout=LIMIT_MS)
        self.page.locator("button.row").first.wait_for(timeout=LIMIT_MS)

    def titles(self) -> list[str]:
        return self.page.locator("button.row b").all_inner_texts()

    def query(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.page.url).query)


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    with start_visit(chromium) as started:
        yield started


@contextmanager
def start_visit(chromium: Browser, size: dict[str, int] = DESK) -> Iterator[Visit]:
    context = chromium.new_context(viewport={"width": size["width"], "height": size["height"]}, accept_downloads=True)
    context.set_default_timeout(LIMIT_MS)
    found = Visit(context.new_page())

    def see(request: Request) -> None:
        address = urlsplit(request.url)
        if address.hostname not in LOCAL and address.scheme not in ("data", "blob", "file"):
            found.strayed.append(request.url)  # and refused, see `watched`

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            found.errors.append(message.text)

    context.on("request", see)
    found.page.on("console", hear)
    found.page.on("pageerror", lambda error: found.errors.append(str(error)))
    yield found
    context.close()
    assert found.strayed == [], "the page reached for another machine"
    assert [text for text in found.errors if "Unrecognized feature" not in text] == []


@pytest.mark.parametrize("size", [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")])
def test_page_is_complete_without_a_network(chromium: Browser, server: Server, size: dict[str, int]) -> None:
    with start_visit(chromium, size) as visit:
        visit.open(server.address)
        shown = visit.page.locator(".st-key-map iframe").bounding_box()
        assert shown
        assert shown["x"] >= 0
        assert shown["x"] + shown["width"] <= size["width"]
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert len(visit.titles()) > 40
        expect(visit.page.get_by_role("button", name="month")).to_be_visible()
        expect(visit.map.locator("canvas, path.leaflet-interactive").first).to_be_attached()


def test_answers_carry_the_policy(chromium: Browser, server: Server) -> None:
    with start_visit(chromium) as visit:
        answer = visit.page.goto(server.address)
        assert answer
        assert "object-src 'none'" in answer.headers["content-security-policy"]
        visit.page.locator("button.row").first.wait_for()


def test_filter_narrows_map_list_and_address(visit: Visit, server: Server) -> None:
    visit.open(server.address)
    before = len(visit.titles())
    visit.page.locator(".st-key-group_border label").click()
    expect(visit.page).to_have_url(re.compile("kinds=border_closure"))
    expect(visit.page.locator("button.row").nth(10)).to_have_count(0)
    assert 0 < len(visit.titles()) < before


def test_list_opens_the_popup(visit: Visit, server: Server) -> None:
    visit.open(server.address)
    row = visit.page.locator("button.row", has_text="Bobrowniki").first
    row.click()
    expect(row).to_have_attribute("aria-expanded", "true")
    expect(visit.map.locator(".dl-pop")).to_contain_text("until further notice")
    assert visit.query()["event"]


def test_mark_opens_the_popup_and_the_list(visit: Visit, server: Server) -> None:
    visit.open(f"{server.address}/?actors=POL&kinds=border_closure")
    visit.map.locator(".dl-icon[role=button]").first.click()
    expect(visit.map.locator(".dl-pop blockquote")).to_contain_text("Poland")
    expect(visit.page.locator("button.row[aria-expanded=true]")).to_have_count(1)


def test_keyboard_reaches_every_event(visit: Visit, server: Server) -> None:
    visit.open(f"{server.address}/?actors=POL")
    rows = visit.page.locator("button.row")
    rows.first.focus()
    visit.page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    visit.page.keyboard.press("Enter")
    expect(rows.nth(1)).to_have_attribute("aria-expanded", "true")


def test_article_opens_at_the_sentence_and_follows_the_map(visit: Visit, server: Server) -> None:
    visit.open(f"{server.address}/?actors=POL&kinds=border_closure")
    visit.page.locator("button.row").first.click()
    visit.map.get_by_role("button", name="Open in the article").click()
    reader = visit.page.locator("#reader")
    expect(reader.locator(".told.on").first).to_contain_text("Poland")
    expect(reader.locator(".told.on").first).to_be_in_viewport()
    expect(reader.locator("mark.place", has_text="Brobrowniki")).to_be_visible()
    visit.page.get_by_role("button", name="Back to the list").click()
    expect(visit.page.locator("button.row").first).to_be_visible()


def test_sentence_chooses_its_event_on_the_map(visit: Visit, server: Server) -> None:
    visit.open(server.address)
    visit.page.locator("button.row", has_text="Bobrowniki").first.click()
    visit.map.get_by_role("button", name="Open in the article").click()
    sign = visit.page.locator("#reader .sign", has_not=visit.page.locator(".on")).last
    words = sign.get_attribute("aria-label") or ""
    sign.focus()
    visit.page.keyboard.press("Enter")
    expect(visit.map.locator(".dl-pop")).to_contain_text(words.partition(" · ")[0])
    expect(sign).to_have_attribute("aria-pressed", "true")


def test_link_gives_the_same_to_somebody_else(visit: Visit, chromium: Browser, server: Server) -> None:
    visit.open(f"{server.address}/?from=2023-02-01&to=2023-02-28")
    visit.page.locator("button.row").nth(2).click()
    visit.map.locator(".dl-pop").wait_for()
    visit.map.locator(".leaflet-control-zoom-out").click()
    expect(visit.page).to_have_url(re.compile("zoom="))
    with start_visit(chromium) as other:
        other.open(visit.page.url)
        other.map.locator(".dl-pop").wait_for()
        assert other.titles() == visit.titles()
        assert other.query() == visit.query()
        assert read_view(other) == pytest.approx(read_view(visit), abs=0.02)
        chosen = "button.row[aria-expanded=true] b"
        assert other.page.locator(chosen).inner_text() == visit.page.locator(chosen).inner_text()


def read_view(visit: Visit) -> list[float]:
    frame = next(frame for frame in visit.page.frames if "folium" in frame.url)
    looks: list[float] = frame.evaluate("[map.getCenter().lat, map.getCenter().lng, map.getZoom()]")
    return looks


def test_moving_the_map_keeps_filters_and_is_part_of_the_address(visit: Visit, server: Server) -> None:
    visit.open(f"{server.address}/?actors=BLR")
    visit.map.locator(".leaflet-control-zoom-in").click()
    expect(visit.page).to_have_url(re.compile("zoom="))
    moved = read_view(visit)
    visit.page.locator(".st-key-group_forces label").click()
    expect(visit.page).to_have_url(re.compile("kinds=deployment"))
    assert {"actors", "kinds", "lat", "lon", "zoom"} <= visit.query().keys()
    assert read_view(visit) == pytest.approx(moved, abs=0.01)


def test_snapshot_page_opens_offline_from_a_file(visit: Visit, server: Server, tmp_path: Path) -> None:
    visit.open(f"{server.address}/?actors=POL")
    shown = visit.titles()
    visit.page.get_by_role("button", name="Share").click()
    visit.page.get_by_role("tab", name="Snapshot", exact=True).click()
    visit.page.get_by_label("Title", exact=True).fill("Poland closes a crossing")
    visit.page.get_by_label("Credits: who made it").fill("Ada")
    visit.page.get_by_role("button", name="Make a snapshot").click()
    link = visit.page.locator("code", has_text="snapshot=").inner_text()
    visit.open(link)
    assert visit.titles() == shown
    expect(visit.page.get_by_text("Poland closes a crossing")).to_be_visible()
    expect(visit.page.get_by_text("Ada", exact=True)).to_be_visible()
    expect(visit.page.get_by_text("Happened from")).to_have_count(0)
    visit.page.get_by_role("button", name="Files").click()
    with visit.page.expect_download() as loading:
        visit.page.get_by_role("button", name="Page (HTML)").click()
    file = tmp_path / "snapshot.html"
    loading.value.save_as(file)
    visit.page.goto(file.as_uri())
    mark = visit.page.locator(".dl-icon[role=button]").first
    mark.click()
    expect(visit.page.locator(".dl-pop")).to_contain_text("Poland")
    narrow_by_its_own_filter(visit.page)


def narrow_by_its_own_filter(page: Page) -> None:
    """Filter the page from the file: list, map and count go together, and all comes back."""
    every = page.locator("li:visible").count()
    page.get_by_label("Border and airspace").check()
    page.get_by_label("Search words, places, actors").fill("terespol")
    kept = page.locator("li:visible").count()
    assert 0 < kept < every
    expect(page.locator("#count")).to_have_text(f"{kept} / {every}")
    page.locator("li:visible button").first.click()
    expect(page.locator(".dl-pop").last).to_be_visible()
    page.get_by_label("Search words, places, actors").fill("nowhere at all")
    expect(page.locator("li:visible")).to_have_count(0)
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.locator("li:visible")).to_have_count(every)


def test_review_is_written_and_taken_back(visit: Visit, server: Server) -> None:
    visit.open(f"{server.address}/?actors=POL&kinds=border_closure")
    page = visit.page
    page.locator("button.row").first.click()
    title = page.locator("button.row b").first.inner_text()
    page.get_by_role("button", name="Correct this").first.click()
    expect(page.locator(".st-key-review_form")).to_contain_text(title)
    page.get_by_role("button", name="It is right").click()
    page.get_by_text("Confirmed.").wait_for()
    page.get_by_role("button", name="Back to the map").click()
    expect(page.get_by_text("confirmed by a person")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("confirmed by a person")).to_have_count(0)


@pytest.fixture(scope="module")
def hostile_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store in which every text of every article and event is hostile, as far as UTF-8 can hold it."""
    folder = tmp_path_factory.mktemp("hostile") / "store"
    articles = hostile_articles()
    told = [(articles[telling.article_id], [telling]) for event in hostile_events() for telling in event.tellings]
    Store.open(folder).ingest([one for one in told if is_utf8(one[0].text)])
    return folder


def is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def test_hostile_text_stays_text_on_the_page(
    chromium: Browser, hostile_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(MARK, raising=False)
    from tests.served import serve  # noqa: PLC0415 - pytest must load its fixtures first

    with serve(hostile_store) as server, start_visit(chromium) as visit:
        visit.open(server.address)
        rows = visit.page.locator("button.row")
        count = rows.count()
        assert count > 40
        for number in range(0, count, 5):  # tests/test_hostile.py opens every popup
            rows.nth(number).click()
            expect(rows.nth(number)).to_have_attribute("aria-expanded", "true")
        visit.open(f"{server.address}/?event=e1")
        visit.map.get_by_role("button", name="Open in the article").click()
        visit.page.locator("#reader .told.on").first.wait_for()
        for frame in visit.page.frames:
            assert not frame.evaluate("window.pwned")
            assert frame.locator("img[src=x]").count() == 0


def test_article_is_looked_at_added_and_taken_back(visit: Visit, server: Server) -> None:
    visit.open(server.address)
    page = visit.page
    page.get_by_role("button", name="Add articles").click()
    text = page.get_by_role("textbox", name="Text")
    text.fill("Warsaw, 3 March 2024. Poland closed the border crossing at Medyka on 2 March 2024, the ministry said.")
    text.press("Control+Enter")
    expect(page.get_by_text("1 article is ready to add")).to_be_visible(timeout=60_000)
    expect(page.locator("blockquote")).to_contain_text("closed the border crossing")
    page.get_by_role("button", name="Add 1 article").click()
    row = page.locator("button.row", has_text="2 Mar 2024")
    expect(row).to_be_visible()
    expect(page.locator("button.row")).to_have_count(1)  # the map shows the new article alone
    page.get_by_role("button", name="Show all events").click()
    expect(page.locator("button.row").nth(20)).to_be_visible()
    page.get_by_role("button", name="Add articles").click()
    expect(page.get_by_role("button", name="Back to the map")).to_be_visible()


def test_bad_article_is_named_and_nothing_is_lost(visit: Visit, server: Server, tmp_path: Path) -> None:
    bad = tmp_path / "broken.pdf"
    bad.write_bytes(b"this is no PDF")
    visit.open(server.address)
    before = len(visit.titles())
    visit.page.get_by_role("button", name="Add articles").click()
    visit.page.get_by_role("tab", name="Files").click()
    visit.page.locator("input[type=file]").set_input_files(bad)
    visit.page.get_by_role("button", name="Read them").click()
    expect(visit.page.get_by_text("broken.pdf: the name says .pdf")).to_be_visible(timeout=60_000)
    visit.page.get_by_role("button", name="Back to the map").click()
    visit.page.locator("button.row").first.wait_for()
    assert len(visit.titles()) == before
