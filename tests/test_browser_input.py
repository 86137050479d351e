"""Bad input in a real Chromium: very many files at once, and a store that goes while a dialog is open."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from geo.store import Store
from tests.documents import make_pdf, make_word
from tests.test_add import NEWS
from tests.test_browser import Visit, start_visit

pytest_plugins = ("tests.served",)
pytestmark = pytest.mark.browser


@pytest.fixture
def visit(chromium: Browser) -> Visit:  # type: ignore[misc] # a generator, as pytest wants
    with start_visit(chromium) as started:
        yield started


MOST_FILES = 500
UPLOAD_LIMIT_MS = 240_000  # each file is a request of its own


def test_five_hundred_files_at_once(visit: Visit, store_folder: Path) -> None:
    """Most are broken, each in its way; the good ones are read all the same, and the one too many is counted."""
    from tests.served import serve  # noqa: PLC0415 - pytest must load its fixtures first

    broken = [b"", b"\xff\xfe\x00broken\x00", b"%PDF", b"PK\x03\x04no document"]
    suffixes = ["txt", "md", "pdf", "docx", "html"]
    files = [
        {
            "name": f"{n:03}.{suffixes[n % 5]}",
            "mimeType": "",
            "buffer": broken[n % 4] if suffixes[n % 5] != "html" else b"",
        }
        for n in range(MOST_FILES + 1)
    ]
    files[7] = {"name": "good.pdf", "mimeType": "application/pdf", "buffer": make_pdf([NEWS])}
    files[498] = {"name": "good.docx", "mimeType": "", "buffer": make_word([NEWS.replace("Medyka", "Dorohusk")])}
    with serve(store_folder) as server:
        page = visit.page
        page.goto(f"{server.address}/?room=add")
        page.get_by_role("tab", name="Files").click()
        page.locator("input[type=file]").set_input_files(files)
        page.get_by_role("button", name="Read them").click(timeout=UPLOAD_LIMIT_MS)  # once all are there
        expect(page.get_by_text("files left over: 1")).to_be_visible(timeout=120_000)
        expect(page.get_by_text("2 articles are ready to add")).to_be_visible(timeout=120_000)
        expect(page.get_by_text(f"{MOST_FILES - 2} could not be read")).to_be_visible()
        page.get_by_role("button", name="Add 2 articles").click()
        expect(page.get_by_text("2 articles added.")).to_be_visible()
    assert sum("closed the border crossing" in article.text for article in Store.open(store_folder).articles()) == 2


def test_dialog_says_that_the_store_is_gone(visit: Visit, store_folder: Path) -> None:
    from tests.served import serve  # noqa: PLC0415 - pytest must load its fixtures first

    with serve(store_folder) as server:
        visit.open(server.address)
        page = visit.page
        page.get_by_role("button", name="Share").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("tab", name="Snapshot", exact=True).click()
        away = store_folder.rename(store_folder.with_name("away"))
        dialog.get_by_role("button", name="Make a snapshot").click()
        expect(dialog.get_by_text("What this page had open is gone", exact=False)).to_be_visible()
        assert not store_folder.exists()
        away.rename(store_folder)
    assert Store.open(store_folder).snapshots() == ()
