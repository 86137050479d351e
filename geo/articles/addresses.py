"""Addresses without what opens a door: users, passwords, tokens and signatures are no part of where an article is.

In: an address. Out: the same without them. They are taken off when an article is read, and again before an address
leaves the house, as it may have been stored before. In the store a parameter keeps its name, so that it can be seen
that something is missing: two addresses that differ in it may be two articles.
"""

from __future__ import annotations

import re
from urllib.parse import unquote, unquote_plus, urlsplit, urlunsplit

_PARTS = frozenset("key sig auth sid pass pwd code jwt sso otp pin hmac".split())  # noqa: SIM905 # reads better
"""A parameter is secret if one of these is a part of its name: ``api_key``, ``X-Amz-Signature``, ``article_code``."""
_INSIDE = re.compile(
    r"token|secret|passw|sess(?:ion)?_?id|session|signature|api_?key|auth_?key|access_?key|credential|oauth|jwt",
    re.IGNORECASE,
)
_NUMBERED = frozenset({"sid", "code", "key", "pin"})
_NUMBER = re.compile(r"[0-9]{1,8}")
"""A short number under one of these names says which article it is."""
_SESSIONS = frozenset({"jsessionid", "phpsessid"})
"""What a server adds to every address; it never says which article it is."""
_DOORS = frozenset({"access", "ticket", "gift", "st"})
"""What opens one article to the reader of a link: kept in the house, not given on."""
_TRACKERS = ("utm_", "fbclid", "gclid", "mc_eid", "mc_cid", "yclid", "igshid")
_SPLIT = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])")
_PARAMETER = re.compile(r"(^|[&;?])([^&;?]+)")
_MATRIX = re.compile(r"(;)([^;/]+)")
_DEEPEST = 4
"""Addresses within addresses that are looked through; what goes deeper is taken for a secret."""


def strip_secrets(url: str) -> str:
    """Return an address without user and password, and without what parameters hold that open something."""
    return _strip(url, shared=False)


def clean_link(url: str) -> str:
    """Return an http or https address to share: no secrets, no trackers, no fragment; "" for another."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return _strip(urlunsplit(parts._replace(fragment="")), shared=True)


def _strip(url: str, *, shared: bool, depth: int = 0) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""

    def keep(found: re.Match[str]) -> str:
        name, equals, value = found[2].partition("=")
        name = unquote_plus(name)
        if name.lower() in _SESSIONS or (shared and _is_not_given_on(name)):
            return ""
        if not (_is_secret(name, unquote_plus(value)) or _has_secret(value, depth)):
            return found[0]
        return "" if shared else found[0].partition("=")[0] + equals

    host = parts.netloc.rpartition("@")[2]
    path = _MATRIX.sub(keep, parts.path)
    query, fragment = (_PARAMETER.sub(keep, text).lstrip("&;") for text in (parts.query, parts.fragment))
    query = query if len(query) < len(parts.query) else parts.query
    same = (host, path, query, fragment) == (parts.netloc, parts.path, parts.query, parts.fragment)
    return url if same else urlunsplit((parts.scheme, host, path, query, fragment))


def _has_secret(value: str, depth: int) -> bool:
    """Say if a value is an address that holds a secret itself, however often it is encoded."""
    text = unquote(value)
    if not any(mark in text for mark in "=@%"):
        return False
    if depth >= _DEEPEST:
        return True
    return _strip(text, shared=False, depth=depth + 1) != text or (text != value and _has_secret(text, depth + 1))


def _is_secret(name: str, value: str) -> bool:
    if name.lower() in _NUMBERED and _NUMBER.fullmatch(value):
        return False
    return _INSIDE.search(name) is not None or bool(_PARTS & {part.lower() for part in _SPLIT.split(name)})


def _is_not_given_on(name: str) -> bool:
    return name.lower() in _DOORS or name.lower().startswith(_TRACKERS)
