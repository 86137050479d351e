"""Drive every hostile string through every output of the map, without and with a real browser."""

from __future__ import annotations

import base64
import gzip
import html
import json
import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import streamlit_folium
from branca.element import MacroElement
from playwright.sync_api import sync_playwright
from watched import Watch

from geo.maps import assets, markup
from geo.maps.layers import Layer, to_layer
from geo.maps.live import base_map, event_group, pack_layer
from geo.maps.markup import clean, entity, safe_url, script_json
from geo.maps.page import standalone_page
from geo.maps.picture import Caption, to_png
from tests.hostile import CORPUS, MARK, NAMES, TEXTS
from tests.hostile_events import NoShapes, hostile_articles, hostile_events

each = pytest.mark.parametrize("text", TEXTS, ids=NAMES)


@pytest.fixture(autouse=True)
def no_mark() -> Iterator[None]:
    os.environ.pop(MARK, None)
    yield
    assert MARK not in os.environ, "text of an article ran on the server"


@pytest.fixture(scope="module")
def layer() -> Layer:
    return to_layer(hostile_events(), NoShapes(), hostile_articles())


def test_there_are_many() -> None:
    assert len(CORPUS) >= 30
    assert len(set(TEXTS)) == len(set(NAMES)) == len(CORPUS)


@each
def test_json_in_a_script_gives_the_text_back(text: str) -> None:
    written = script_json({"a": [text], "b": {"c": {"d": text}}})
    assert json.loads(written) == {"a": [clean(text)], "b": {"c": {"d": clean(text)}}}
    for sign in ("<", ">", "&", "'", "`", "${", "{{", "}}", "{%", "{#", "\u2028", "\u2029", "\x00"):
        assert sign not in written
    written.encode()


@each
def test_entities_give_the_text_back(text: str) -> None:
    written = entity(text)
    assert html.unescape(written) == clean(text)
    assert not re.search(r"[<>\"'`${}\\%\x00-\x1f]", written)


@each
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert not re.search(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069\u2028\u2029\ud800-\udfff]", clean(text))


@each
def test_no_string_is_a_link(text: str) -> None:
    assert safe_url(text) == ""


@pytest.mark.parametrize("url", ["https://example.org/a?b=c#d", "http://example.org", "HTTPS://example.org"])
def test_http_links_stay(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize("url", ["https://", "//example.org", "ftp://example.org", "http://[::", "https:/x", "/x"])
def test_other_addresses_are_no_links(url: str) -> None:
    assert safe_url(url) == ""


def test_the_second_template_pass_is_off() -> None:
    markup.switch_off_second_pass()
    assert MacroElement.render is markup._render_raw


def test_an_unknown_branca_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MacroElement, "render", lambda: None)
    with pytest.raises(markup.UnknownBranca, match="Install the pinned"):
        markup.switch_off_second_pass()


def streamlit_scripts(layer: Layer) -> tuple[str, str, str]:
    """Give what streamlit-folium sends: header, base script, feature group; made by its own functions, in its order."""
    drawn = base_map()
    drawn.get_root().render()
    drawn.render()
    header = streamlit_folium._get_header(drawn)
    script = streamlit_folium._get_map_string(drawn)
    group = streamlit_folium._get_feature_group_string(event_group(pack_layer(layer)), drawn)
    return header, script, group


def test_streamlit_folium_sends_data_only(layer: Layer) -> None:
    _, script, group = streamlit_scripts(layer)
    call = re.search(r"Dateline\.events\((\w+), (\w+), (\{.*\}), (\{.*?\})\);", group)
    assert call
    assert (call[1], call[2]) == ("map_div", "feature_group_feature_group_0")
    sent = json.loads(gzip.decompress(base64.b64decode(json.loads(call[3])["packed"])))
    assert sent["events"]["title"] == [clean(title) for title in layer.payload["events"]["title"]]
    assert [more["quantity"] for more in sent["events"]["more"]] == [clean(text) for text in TEXTS]
    assert group.strip().startswith("var feature_group_feature_group_0")
    assert "window.feature_group = [];" in group
    assert "pwned" not in script


def test_the_base_map_is_always_the_same(layer: Layer) -> None:
    keys = {streamlit_folium.generate_js_hash(streamlit_scripts(layer)[1], "map") for _ in range(2)}
    assert len(keys) == 1


def test_the_whole_map_renders_as_a_page(layer: Layer) -> None:
    drawn = base_map()
    event_group(pack_layer(layer)).add_to(drawn)
    page = drawn.get_root().render()
    assert "Dateline.events(" in page


class Tags(HTMLParser):
    """Collects what a browser would see as tags, and the text between them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def make_page(layer: Layer) -> str:
    return standalone_page(layer, title=TEXTS[0], lines=TEXTS, footer=TEXTS, articles=hostile_articles())


def test_the_page_holds_no_tag_of_an_article(layer: Layer) -> None:
    tags = Tags()
    tags.feed(make_page(layer))
    assert tags.tags <= {
        "html", "head", "meta", "title", "style", "body", "header", "h1", "p", "main", "div", "section", "ol", "li",
        "br", "small", "q", "a", "footer", "script", "form", "input", "label", "fieldset", "button", "output",
    }  # fmt: skip
    assert not {name for name in tags.attributes if name.startswith("on") or name in ("src", "srcdoc", "style")}
    for text in TEXTS:
        assert clean(text) in tags.text


def test_the_picture_is_drawn(layer: Layer) -> None:
    picture = to_png(layer, Caption(" ".join(TEXTS), TEXTS, TEXTS))
    assert picture.startswith(b"\x89PNG")


@each
def test_each_title_is_drawn_as_text(text: str, small_layer: Layer) -> None:
    assert to_png(small_layer, Caption(text, [text], [text])).startswith(b"\x89PNG")


@pytest.fixture(scope="module")
def small_layer() -> Layer:
    return to_layer((), NoShapes())


# ---- in a real browser ---------------------------------------------------------------------------------------------

OPEN_ALL = """async () => {
  const wait = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  document.querySelector(".dl-icon").click();
  await wait();
  const found = [];
  const count = document.querySelectorAll(".dl-row").length;
  for (let i = 0; i < count; i += 1) {
    const row = document.querySelectorAll(".dl-row")[i];
    const title = row.querySelector("b").textContent;
    row.click();
    await wait();
    const pop = document.querySelector(".dl-pop");
    const named = (name) => [...pop.querySelectorAll("dt")].filter((dt) => dt.textContent === name);
    const field = (name) => named(name).map((dt) => dt.nextSibling.textContent)[0];
    found.push({
      title: title, heading: pop.querySelector("h3").textContent, quote: pop.querySelector("blockquote").textContent,
      quantity: field("How many"), said: field("Said by"), links: pop.querySelectorAll("a").length,
      tags: pop.querySelectorAll("script,img,svg,iframe,style").length,
    });
    pop.querySelector(".dl-back").click();
    await wait();
  }
  return { rows: found, pwned: window.pwned, icons: document.querySelectorAll(".dl-icon").length };
}"""


@pytest.fixture(scope="module")
def browser(watch: Watch) -> Iterator[Any]:
    with sync_playwright() as player, watch.launch(player) as running:
        yield running


def drive(browser: Any, path: Path) -> dict[str, Any]:
    """Open a file, open every event's popup, and say what was seen; fails on any request, dialog or error."""
    page = browser.new_page(viewport={"width": 1200, "height": 800})
    trouble: list[str] = []
    page.on("dialog", lambda dialog: (trouble.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda said: trouble.append(said.text) if said.type == "error" else None)
    page.on(
        "request",
        lambda asked: None if asked.url.startswith(("file:", "data:", "blob:")) else trouble.append(asked.url),
    )
    page.goto(path.as_uri())
    page.wait_for_selector(".dl-icon")
    seen: dict[str, Any] = page.evaluate(OPEN_ALL)
    page.close()
    assert trouble == []
    return seen


def check(seen: dict[str, Any], layer: Layer) -> None:
    assert seen["pwned"] is None
    assert len(seen["rows"]) == len(TEXTS)
    for row, text, title in zip(seen["rows"], TEXTS, layer.payload["events"]["title"], strict=True):
        shown = clean(text)
        assert row["title"] == row["heading"] == clean(title)
        assert row["quote"] == (shown if len(text) <= 400 else shown[:400] + "…")
        assert (row["quantity"] or "") == shown
        assert row["tags"] == 0
        assert row["links"] == 0


@pytest.mark.browser
def test_the_page_shows_all_as_text(browser: Any, layer: Layer, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(make_page(layer), encoding="utf-8")
    check(drive(browser, path), layer)


@pytest.mark.browser
def test_streamlit_folium_shows_all_as_text(browser: Any, layer: Layer, tmp_path: Path) -> None:
    header, script, group = streamlit_scripts(layer)
    source = json.dumps({"group": group}).replace("<", "\\u003c")
    script = script.replace('{"url":"../../app/static/basemap/"', '{"files":{}').replace('"url"', '"files"')
    path = tmp_path / "frame.html"
    path.write_text(
        f"<!doctype html><meta charset=utf-8><style>{assets.leaflet_style()}</style>"
        f"<script>{assets.leaflet_script()}</script>{header}"
        '<body><div id="map_div" style="height:700px"></div>'
        f'<script type="application/json" id="sent">{source}</script>'
        # What the component's own code does with what it is sent.
        f"<script>{script}; window.map = map_div;</script>"
        '<script>eval(JSON.parse(document.getElementById("sent").textContent).group + null)</script>',
        encoding="utf-8",
    )
    check(drive(browser, path), layer)
