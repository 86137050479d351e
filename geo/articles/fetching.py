"""Fetch one address of the open web, behind a fence, as bytes with what the server says of them.

A stranger's address must not reach what only this machine or its network can reach. So: http and https on their own
ports, no name or password; the host is resolved once, every address it has must be a global one, and the connection
goes to exactly the address that was checked; each redirect (5 at most) is checked the same way; 10 seconds and 5 MB in
all; only types that can hold an article or a feed. No proxy, cookie or credential of this machine takes part.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from geo.errors import ArticleError

MOST_REDIRECTS = 5
LONGEST_S = 10.0
LARGEST_BYTES = 5_000_000
TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/pdf": ".pdf",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
}
"""Media types that are read, and the suffix by which."""
_PORTS = {"http": 80, "https": 443}
_TRANSLATED = IPv6Network("64:ff9b::/96")
_REDIRECTS = (301, 302, 303, 307, 308)
_AGENT = "Dateline (reads one article for one person)"
_CHUNK = 65_536
_TIMER_S = 0.05
"""The cut at the end of the time may come so much early; what ends there was not read to its own end."""
_SAFE = "%/:=&?~#+!$,;'@()*[]"

Resolve = Callable[[str, int], list[str]]
"""Gives the addresses of a host, as text."""


def resolve_host(host: str, port: int) -> list[str]:
    """Return the addresses of a host as the machine's resolver gives them; raises OSError if there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class Fence:
    """What may be reached.

    ``also`` holds (address, port) pairs that may be reached although they are not global, ``trusts`` is a file of the
    only authorities whose certificates count, else those of the system; both are for tests, which have a server on
    their own machine, and no setting fills them.
    """

    resolve: Resolve = resolve_host
    also: frozenset[tuple[str, int]] = frozenset()
    trusts: str | None = None
    longest_s: float = LONGEST_S


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: ``url`` is where it was found in the end, ``suffix`` how to read it."""

    url: str
    content: bytes
    suffix: str
    charset: str


OPEN_WEB = Fence()


def fetch(url: str, fence: Fence = OPEN_WEB) -> Fetched:
    """Fetch an address and follow its redirects; raises ArticleError for what is refused, missing, or too much."""
    ends_at = time.monotonic() + fence.longest_s
    target = url.strip()
    for _ in range(MOST_REDIRECTS + 1):
        try:
            with _answer(target, fence, ends_at) as answer:
                if answer.status not in _REDIRECTS:
                    return _read(answer, target, ends_at)
                target = urljoin(target, answer.headers.get("Location", ""))
        except (OSError, HTTPException, ValueError) as error:
            raise _refusal(target, _reason(error, ends_at), "Check it, or save the page and add the file.") from error
    raise _refusal(url, f"it redirects more than {MOST_REDIRECTS} times.", "Give the address it ends at.")


@contextmanager
def _answer(url: str, fence: Fence, ends_at: float) -> Iterator[HTTPResponse]:
    """Ask one checked address; whatever comes late is cut off at the socket."""
    scheme, host, port, target = _split(url, fence)
    connected = _connect(url, host, port, fence, ends_at)
    if scheme == "https":
        context = ssl.create_default_context(cafile=fence.trusts)
        connected = context.wrap_socket(connected, server_hostname=host, do_handshake_on_connect=False)
    connection = HTTPConnection(host, port)
    with connected, _cut_off(connected, ends_at):
        if isinstance(connected, ssl.SSLSocket):
            connected.do_handshake()
        connection.sock = connected
        headers = {"User-Agent": _AGENT, "Accept": ", ".join(TYPES), "Accept-Encoding": "identity"}
        connection.request("GET", target, headers=headers)
        yield connection.getresponse()


@contextmanager
def _cut_off(connected: socket.socket, ends_at: float) -> Iterator[None]:
    """Shut a connection at its time, however slowly the other side goes on."""

    def shut() -> None:
        with suppress(OSError):  # it is closed already
            socket.socket.shutdown(connected, socket.SHUT_RDWR)

    timer = threading.Timer(max(0.0, ends_at - time.monotonic()), shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _split(url: str, fence: Fence) -> tuple[str, str, int, str]:
    """Return scheme, host, port and what to ask for; refuses what is no plain address of the web."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise _refusal(url, "only http and https addresses are fetched.", "Give the address of an article or a feed.")
    if parts.username is not None or parts.password is not None:
        raise _refusal(url, "the address holds a name or password.", "Leave it out.")
    host = parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    port = parts.port or _PORTS[parts.scheme]
    if port not in _PORTS.values() and all(port != allowed for _, allowed in fence.also):
        raise _refusal(url, f"port {port} is not fetched from, only 80 and 443.", "Save the page and add the file.")
    target = urlunsplit(("", "", quote(parts.path or "/", safe=_SAFE), quote(parts.query, safe=_SAFE), ""))
    return parts.scheme, host, port, target


def _connect(url: str, host: str, port: int, fence: Fence, ends_at: float) -> socket.socket:
    """Connect to an address of the host after all of them were found to be global."""
    addresses = fence.resolve(host, port)
    for address in addresses:
        if (address, port) not in fence.also and not is_global(address):
            raise _refusal(url, f"{host} is {address}, which is no address of the open web.", "Add the page as a file.")
    failed: OSError = OSError(f"{host} has no address")
    for address in addresses:
        try:
            return socket.create_connection((address, port), timeout=max(0.1, ends_at - time.monotonic()))
        except OSError as error:
            failed = error
    raise failed


def is_global(address: str) -> bool:
    """Tell whether an IP address is one of the open web, and does not stand for another one that may not be."""
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if not found.is_global or found.is_multicast or found.is_reserved:
        return False
    if isinstance(found, IPv6Address):
        return found.ipv4_mapped is None and not found.sixtofour and not found.teredo and found not in _TRANSLATED
    return True


def _read(answer: HTTPResponse, url: str, ends_at: float) -> Fetched:
    if answer.status != 200:
        raise _refusal(url, f"the server answered {answer.status} {answer.reason}.", "Check the address.")
    suffix, charset = _type_of(answer, url)
    if answer.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise _refusal(url, "the server sends it packed, which was not asked for.", "Save the page and add the file.")
    content = bytearray()
    while chunk := answer.read1(_CHUNK):
        content += chunk
        if len(content) > LARGEST_BYTES:
            size = f"it has more than {LARGEST_BYTES / 1e6:.0f} MB."
            raise _refusal(url, size, "Save the article alone and add the file.")
    if time.monotonic() > ends_at - _TIMER_S:
        raise TimeoutError
    if answer.length:
        raise HTTPException(f"{answer.length:,} bytes are missing")
    return Fetched(url, bytes(content), suffix, charset)


def _type_of(answer: HTTPResponse, url: str) -> tuple[str, str]:
    header = Message()
    header["Content-Type"] = answer.headers.get("Content-Type", "none/none")
    suffix = TYPES.get(header.get_content_type())
    if suffix is None:
        message = f"it is of the type {header.get_content_type()}, which is no article."
        raise _refusal(url, message, "Give the address of an article or a feed.")
    return suffix, str(header.get_content_charset() or "")


def _reason(error: Exception, ends_at: float) -> str:
    if isinstance(error, TimeoutError) or time.monotonic() >= ends_at:
        return "the server takes too long."
    return f"it cannot be fetched: {error}."


def _refusal(url: str, message: str, remedy: str) -> ArticleError:
    return ArticleError(message, source=url, remedy=remedy)
