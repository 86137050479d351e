"""What somebody does who sees the page for the first time: three tasks, each click counted, at both sizes.

Pictures of every step are written where DATELINE_TASK_PICTURES says, if it says so. A click is a press of the mouse;
what is typed or pasted into a field that has the focus is none. The counts are those of docs/guide.md.
"""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from geo.store import Store
from tests.test_browser import DESK, PHONE, Visit, start_visit

if TYPE_CHECKING:
    from tests.served import Server

pytest_plugins = ("tests.served",)
pytestmark = pytest.mark.browser
READ_LIMIT_MS = 120_000  # the first article opens the language models
SIZES = [pytest.param(DESK, id="desk"), pytest.param(PHONE, id="phone")]
# Written for this test, of places and days that the shipped articles do not tell.
FRENCH = """La Lettonie ferme le poste-frontière de Terehova

Riga, le 4 mars 2024. La Lettonie a fermé le poste-frontière de Terehova avec la Russie le 3 mars 2024, a annoncé le
gouvernement letton."""


@dataclass
class Hand:
    """The hand of a person on the mouse: presses, and counts."""

    visit: Visit
    task: str
    clicks: int = 0
    steps: int = 0
    folder: str = field(default_factory=lambda: os.environ.get("DATELINE_TASK_PICTURES", ""))

    def press(self, what: Locator, **where: Any) -> None:
        what.click(**where)
        self.clicks += 1

    def open_filters(self) -> None:
        """Open the side bar, which a phone folds away."""
        if self.is_phone:
            self.press(self.visit.page.get_by_test_id("stExpandSidebarButton"))

    def close_filters(self) -> None:
        if self.is_phone:
            self.press(self.visit.page.get_by_test_id("stSidebarCollapseButton").locator("button"))

    def choose(self, label: str, option: str) -> None:
        """Open a list, type what is looked for, and take it."""
        self.press(self.visit.page.get_by_role("combobox", name=label))
        self.visit.page.keyboard.type(option)
        found = self.visit.page.get_by_role("option", name=option).first
        expect(found).to_be_visible()
        self.visit.page.keyboard.press("Enter")
        self.visit.page.keyboard.press("Escape")

    def show(self, name: str) -> None:
        """Take a picture of the step."""
        self.steps += 1
        if self.folder:
            size = "phone" if self.is_phone else "desk"
            self.visit.page.wait_for_timeout(1200)
            path = Path(self.folder) / f"{self.task}-{size}-{self.steps}-{name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            self.visit.page.screenshot(path=path)

    @property
    def is_phone(self) -> bool:
        size = self.visit.page.viewport_size
        return bool(size and size["width"] < 768)

    def say(self, most: int) -> None:
        """Print how many clicks it took and refuse more than there may be."""
        sys.stdout.write(f"{self.task}, {'phone' if self.is_phone else 'desk'}: {self.clicks} clicks\n")
        assert self.clicks <= most


@pytest.mark.parametrize("size", SIZES)
def test_which_crossings_were_closed_and_who_says_so(chromium: Browser, server: Server, size: dict[str, int]) -> None:
    with start_visit(chromium, size) as visit:
        page, hand = visit.page, Hand(visit, "closed-crossings")
        visit.open(server.address)
        hand.show("begin")
        hand.press(page.locator("[data-name=asofbutton]"))
        expect(page.locator("[data-name=asof]")).to_be_focused()
        page.keyboard.type("2023-03-01")
        page.keyboard.press("Enter")
        expect(page.get_by_text("states stand on 1 Mar 2023")).to_be_visible()
        row = page.locator("button.row", has_text="closed since 10 Feb 2023").filter(has_text="crossing")
        expect(row).to_have_count(1)
        expect(row).to_contain_text("Poland → Belarus")
        expect(row.locator(".says")).to_contain_text("Belarus could be considered a party to the war")
        hand.show("state")
        hand.press(row)
        pop = visit.map.locator(".dl-pop")
        expect(pop).to_contain_text("On February 10, Poland announced it would close")
        expect(pop).to_contain_text("closed since 10 Feb 2023, not told to have ended, last told 16 Feb 2023")
        expect(pop).to_contain_text("publisher not given")
        expect(pop).to_contain_text("Belarus could be considered a party to the war in Ukraine")
        hand.show("who-says-it")
        hand.say(most=2)


@pytest.mark.parametrize("size", SIZES)
def test_picture_of_what_russia_deployed_in_belarus(
    chromium: Browser, server: Server, size: dict[str, int], tmp_path: Path
) -> None:
    with start_visit(chromium, size) as visit:
        page, hand = visit.page, Hand(visit, "deployed-in-belarus")
        visit.open(server.address)
        hand.open_filters()
        hand.choose("Actor", "Russia")
        expect(page).to_have_url(re.compile("actors=RUS&role=acts"))
        hand.choose("Country", "Belarus")
        hand.press(page.locator(".st-key-group_forces label"))
        hand.press(page.locator(".st-key-status_reported label"))
        expect(page.locator("button.row .status:not(.reported)")).to_have_count(0)
        hand.show("filtered")
        hand.close_filters()
        hand.press(page.get_by_role("button", name="Share", exact=True))
        expect(page.get_by_label("Title of the file")).to_have_value("Russia: forces · Belarus · reported")
        hand.show("share")
        with page.expect_download() as loading:
            hand.press(page.get_by_role("button", name="Picture (PNG)"))
        picture = tmp_path / "picture.png"
        loading.value.save_as(picture)
        assert picture.read_bytes().startswith(b"\x89PNG")
        if hand.folder:
            loading.value.save_as(Path(hand.folder) / f"{hand.task}-picture.png")
        hand.say(most=8 if hand.is_phone else 6)


@pytest.mark.parametrize("size", SIZES)
def test_french_article_is_added_corrected_and_sent(chromium: Browser, server: Server, size: dict[str, int]) -> None:
    store = Store.open(server.store)
    store.remove([article.id for article in store.articles() if article.title.startswith("La Lettonie")])
    with start_visit(chromium, size) as visit:
        page, hand = visit.page, Hand(visit, "french-article")
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        visit.open(server.address)
        hand.press(page.get_by_role("button", name="Add articles"))
        expect(page.get_by_role("textbox", name="Text")).to_be_focused()
        page.keyboard.insert_text(FRENCH.replace("4 mars", "6 mars") if hand.is_phone else FRENCH)
        hand.press(page.get_by_role("button", name="Read it"))
        add = page.get_by_role("button", name="Add 1 article")
        expect(add).to_be_enabled(timeout=READ_LIMIT_MS)
        hand.show("preview")
        hand.press(add)
        expect(page.get_by_text("The map shows it alone.")).to_be_visible()
        rows = page.locator("button.row")
        expect(rows.first).to_contain_text("3 Mar 2024")
        hand.show("on-the-map")
        hand.press(rows.first)
        expect(visit.map.locator(".dl-pop")).to_contain_text("Terehova")
        hand.press(page.get_by_role("button", name="Correct this").last)
        held = page.locator(".st-key-review_form [role=radiogroup] label")
        expect(held.first).to_contain_text("Terehova")
        hand.press(held.nth(1))
        hand.show("corrected")
        save = page.get_by_role("button", name="Save")
        expect(save).to_be_enabled()
        hand.press(save)
        expect(page.get_by_text("Corrected.")).to_be_visible()
        hand.press(page.get_by_role("button", name="Back to the map"))
        hand.press(page.get_by_role("button", name="Copy link").last)
        hand.show("link")
        link = page.evaluate("navigator.clipboard.readText()")
        assert "event=" in link
        hand.say(most=9)
        with start_visit(chromium, size) as other_visit:
            other_visit.page.goto(link)
            expect(other_visit.page.get_by_text("corrected by a person").first).to_be_visible()
