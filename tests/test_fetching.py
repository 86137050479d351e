"""Addresses are fetched only when that is on, only from the open web, and never for long; a feed is its articles."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest
import trustme

from geo.articles.feed import read_feed
from geo.articles.fetching import OPEN_WEB, Fence, fetch, is_global
from geo.errors import ArticleError, SettingsError
from geo.pipeline import ingest
from geo.settings import Settings
from geo.store import Store

PAGE = """<!doctype html><html lang="en"><head><title>Poland closes a crossing</title>
<meta property="og:site_name" content="The Border Post">DAY</head><body><article><h1>Poland closes a crossing</h1>
<p>Poland closed the border crossing at Medyka on 2 March 2024, the interior ministry said in Warsaw.</p>
<p>Lorries queued for hours on the Ukrainian side, and the customs service asked drivers to be patient.</p>
</article></body></html>"""
WRITTEN = '<meta property="article:published_time" content="2024-03-03T08:00:00Z">'
PAGES = {"/article": PAGE.replace("DAY", WRITTEN), "/undated": PAGE.replace("DAY", "").replace("on 2 March", "")}
FEED = """<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>Новости</title>
<item><title>Закрыт переход</title><link>/article</link><pubDate>Sun, 03 Mar 2024 08:00:00 +0000</pubDate></item>
<item><title>Undated page</title><link>/undated</link><pubDate>Mon, 04 Mar 2024 08:00:00 +0000</pubDate></item>
<item><title>Gone</title><link>/missing</link></item>
<item><title>No article</title><link>javascript:alert(1)</link></item></channel></rss>"""


LOCAL = {"press.example": "127.0.0.1"}


class Handler(BaseHTTPRequestHandler):
    """A server that behaves well and badly, by path."""

    def do_GET(self) -> None:
        path = unquote(self.path).partition("?")[0]
        if path in PAGES:
            self.answer(PAGES[path].encode())
        elif path == "/latin":
            self.answer("Le passage est fermé, à la frontière.".encode("cp1252"), "text/plain; charset=windows-1252")
        elif path == "/feed":
            self.answer(FEED.encode("cp1251"), "application/rss+xml")
        elif path == "/picture":
            self.answer(b"GIF8", "image/gif")
        elif path == "/packed":
            self.answer(b"x", headers={"Content-Encoding": "gzip"})
        elif path.startswith("/to/"):
            self.answer(b"", status=302, headers={"Location": path.removeprefix("/to/").replace("|", "/")})
        elif path == "/short":
            self.answer(b"<p>cut", headers={"Content-Length": "500"})
        elif path in ("/endless", "/drip", "/slow head"):
            self.go_on(path)
        else:
            self.answer(b"none", status=404)

    def answer(
        self, body: bytes, kind: str = "text/html", *, status: int = 200, headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def go_on(self, path: str) -> None:
        try:
            if path != "/slow head":
                self.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n")
            while True:
                self.wfile.write(b"x" * 100_000 if path == "/endless" else b"x")
                time.sleep(0 if path == "/endless" else 0.05)
        except OSError:
            return

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 # the base class names it
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Lets those go who do not trust it."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    """Run the server on this machine."""
    server = Server(("127.0.0.1", 0), Handler)
    running = threading.Thread(target=server.serve_forever, daemon=True)
    running.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Run the server behind TLS as press.example; give its address, and the file of the authority that vouches."""
    authority, folder = trustme.CA(), tmp_path_factory.mktemp("authority")
    authority.cert_pem.write_to_path(folder / "authority.pem")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("press.example").configure_cert(context)
    server = Server(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"https://press.example:{server.server_port}", str(folder / "authority.pem")
    server.shutdown()
    server.server_close()


def sealed_fence(sealed: tuple[str, str], **changes: object) -> Fence:
    address, authority = sealed
    return fence_for(address, **{"resolve": lambda *_: ["127.0.0.1"], "trusts": authority} | changes)


def fence_for(web: str, **changes: object) -> Fence:
    """Give a fence with a gate to the test's own server, which no setting could open."""
    return replace(OPEN_WEB, also=frozenset({("127.0.0.1", int(web.rpartition(":")[2]))}), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "0x7f.1",
        "2130706433",
        "0",
        "localhost",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:8.8.8.8]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fe80::1]",
        "[fd00::1]",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.2.1",
        "224.0.0.1",
        "255.255.255.255",
    ],
)
def test_address_that_is_not_of_the_open_web_is_refused(host: str) -> None:
    with pytest.raises(ArticleError, match="no address of the open web"):
        fetch(f"http://{host}/")


@pytest.mark.parametrize(
    ("url", "words"),
    [
        pytest.param("ftp://example.org/a", "only http", id="another scheme"),
        pytest.param("file:///etc/passwd", "only http", id="a file"),
        pytest.param("gopher://127.0.0.1/", "only http", id="gopher"),
        pytest.param("http://user:secret@example.org/", "name or password", id="credentials"),
        pytest.param("http://example.org:22/", "port 22", id="another port"),
        pytest.param("http://example.org:8080/", "port 8080", id="a port beside"),
        pytest.param("http:///a", "only http", id="no host"),
        pytest.param("http://[::1", "cannot be fetched", id="broken brackets"),
        pytest.param("http://exa mple.org/", "cannot be fetched", id="a space in the host"),
        pytest.param("http://example.org:99999/", "cannot be fetched", id="a port that is none"),
    ],
)
def test_address_with_more_than_an_article_is_refused(url: str, words: str) -> None:
    with pytest.raises(ArticleError, match=words):
        fetch(url, replace(OPEN_WEB, resolve=lambda _host, _port: []))


def test_every_address_of_a_host_must_be_global() -> None:
    fence = replace(OPEN_WEB, resolve=lambda _host, _port: ["93.184.216.34", "127.0.0.1"])
    with pytest.raises(ArticleError, match=r"127\.0\.0\.1, which is no address of the open web"):
        fetch("http://example.org/", fence)


def test_host_that_changes_its_address_after_the_check_gains_nothing(web: str) -> None:
    asked: list[str] = []

    def rebind(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["169.254.169.254"]

    port = web.rpartition(":")[2]
    found = fetch(f"http://rebind.example:{port}/article", fence_for(web, resolve=rebind))
    assert b"Medyka" in found.content
    assert asked == ["rebind.example"], "the host was resolved once, and that address was used"
    with pytest.raises(ArticleError, match="no address of the open web"):
        fetch(f"http://rebind.example:{port}/article", fence_for(web, resolve=rebind))


@pytest.mark.parametrize(
    ("target", "words"),
    [
        pytest.param("http:||127.0.0.1|", "no address of the open web", id="to this machine"),
        pytest.param("http:||169.254.169.254|latest|meta-data", "no address of the open web", id="to a cloud"),
        pytest.param("file:|||etc|passwd", "only http", id="to a file"),
        pytest.param("", "more than 5 times", id="to itself"),
        pytest.param("http:||127.0.0.1:22|", "port 22", id="to another port"),
    ],
)
def test_redirects_are_checked_like_the_first_address(web: str, target: str, words: str) -> None:
    with pytest.raises(ArticleError, match=words):
        fetch(f"{web}/to/{target}", fence_for(web))


def test_redirect_within_the_fence_is_followed(web: str) -> None:
    found = fetch(f"{web}/to/|article", fence_for(web))
    assert found.url == f"{web}/article"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param("/missing", "answered 404", id="not there"),
        pytest.param("/picture", "image/gif", id="a picture"),
        pytest.param("/packed", "packed", id="packed, though not asked"),
        pytest.param("/short", "bytes are missing", id="cut off"),
        pytest.param("/endless", "more than 5 MB", id="no end"),
        pytest.param("/drip", "takes too long", id="a byte at a time"),
        pytest.param("/slow head", "takes too long", id="a head that never ends"),
    ],
)
def test_what_is_no_article_is_refused_in_time(web: str, path: str, words: str) -> None:
    start = time.monotonic()
    with pytest.raises(ArticleError, match=words):
        fetch(web + path, fence_for(web, longest_s=1.5))
    assert time.monotonic() - start < 3


def test_sealed_page_is_fetched_by_its_name(sealed: tuple[str, str]) -> None:
    found = fetch(f"{sealed[0]}/article", sealed_fence(sealed))
    assert "Poland closes a crossing" in found.content.decode()
    assert fetch(f"{sealed[0]}/to/|article", sealed_fence(sealed)).url == f"{sealed[0]}/article"


@pytest.mark.parametrize(
    ("host", "trusted", "words"),
    [
        pytest.param("press.example", False, "CERTIFICATE_VERIFY_FAILED", id="nobody vouches for it"),
        pytest.param("other.example", True, "Hostname mismatch", id="it is vouched for another name"),
        pytest.param("127.0.0.1", True, "IP address mismatch", id="a bare address"),
    ],
)
def test_seal_that_does_not_hold_is_refused(sealed: tuple[str, str], host: str, words: str, *, trusted: bool) -> None:
    url = f"{sealed[0]}/article".replace("press.example", host)
    with pytest.raises(ArticleError, match=words) as caught:
        fetch(url, sealed_fence(sealed, **({} if trusted else {"trusts": None})))
    assert caught.value.remedy


def test_sealed_page_is_checked_and_cut_off_like_any_other(sealed: tuple[str, str], web: str) -> None:
    with pytest.raises(ArticleError, match="no address of the open web"):
        fetch(f"{sealed[0]}/article", sealed_fence(sealed, resolve=lambda *_: ["127.0.0.1", "10.0.0.1"]))
    with pytest.raises(ArticleError, match="no address of the open web"):
        fetch(f"{sealed[0]}/to/http:||10.0.0.1|", sealed_fence(sealed, resolve=lambda host, _: [LOCAL.get(host, host)]))
    began = time.monotonic()
    with pytest.raises(ArticleError, match="takes too long"):
        fetch(f"{sealed[0]}/drip", sealed_fence(sealed, longest_s=0.5))
    with pytest.raises(ArticleError, match="cannot be fetched"):  # it speaks no TLS
        fetch(f"{web.replace('http', 'https')}/article", fence_for(web, longest_s=2.0))
    assert time.monotonic() - began < 5


def test_server_that_never_seals_is_cut_off() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        web = f"https://127.0.0.1:{silent.getsockname()[1]}"
        began = time.monotonic()
        with pytest.raises(ArticleError, match="takes too long"):
            fetch(web, fence_for(web, longest_s=0.5))
        assert time.monotonic() - began < 3


def test_environment_proxies_are_not_used(web: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch(f"{web}/article", fence_for(web)).suffix == ".html"


def test_global_addresses_are_let_through() -> None:
    assert is_global("93.184.216.34")
    assert is_global("2606:2800:220:1:248:1893:25c8:1946")
    assert not is_global("no address")


def test_feed_in_an_old_charset() -> None:
    entries = read_feed(FEED.encode("cp1251"), "https://example.org/feed")
    assert [(entry.title, entry.published) for entry in entries[:2]] == [
        ("Закрыт переход", "2024-03-03"),
        ("Undated page", "2024-03-04"),
    ]
    assert entries[0].url == "https://example.org/article"
    assert len(entries) == 3


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        pytest.param(b"<rss></rss>", "names no articles", id="empty"),
        pytest.param(b'<!DOCTYPE x [<!ENTITY a "b">]><rss></rss>', "entities", id="entities"),
    ],
)
def test_bad_feed_is_refused(feed: bytes, words: str) -> None:
    with pytest.raises(ArticleError, match=words):
        read_feed(feed, "https://example.org/feed")


def test_addresses_are_not_fetched_unless_switched_on(web: str, tmp_path: Path) -> None:
    report = ingest([f"{web}/article"], Settings(store=str(tmp_path / "store")), fence=fence_for(web))
    assert report.articles == 0
    assert "DATELINE_FETCH" in report.problems[0].remedy


@pytest.mark.parametrize(
    ("value", "on"),
    [pytest.param("1", True, id="on"), pytest.param("0", False, id="off"), pytest.param("", False, id="unset")],
)
def test_switch(value: str, *, on: bool) -> None:
    assert Settings.from_environment({"DATELINE_FETCH": value}).fetch is on


def test_switch_that_is_neither_is_refused() -> None:
    with pytest.raises(SettingsError, match="DATELINE_FETCH"):
        Settings.from_environment({"DATELINE_FETCH": "yes"})


def test_page_and_feed_become_articles(web: str, tmp_path: Path) -> None:
    settings = replace(Settings.from_environment(), store=str(tmp_path / "store"), fetch=True)
    report = ingest([f"{web}/feed", f"{web}/latin"], settings, fence=fence_for(web))
    assert [problem.source for problem in report.problems] == [f"{web}/missing"]
    articles = {article.url: article for article in Store.open(settings.store).articles()}
    page, undated, latin = articles[f"{web}/article"], articles[f"{web}/undated"], articles[f"{web}/latin"]
    assert page.publisher == "The Border Post"
    assert page.published_how == "written in the page"
    assert undated.published
    assert (undated.published.value, undated.published_how) == ("2024-03-04", "written in the feed")
    assert latin.text.startswith("Le passage est fermé")
