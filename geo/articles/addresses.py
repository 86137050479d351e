"""Addresses without what opens a door: users, passwords, tokens and signatures are no part of where an article is.

In: an address. Out: the same without them. They are taken off when an article is read, and again before an address
leaves the house, as it may have been stored before.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_PARTS = frozenset("key sig auth sid pass pwd code jwt sso otp pin hmac".split())  # noqa: SIM905 # reads better
"""A parameter is secret if one of these is a part of its name: ``api_key``, ``X-Amz-Signature``, ``article_code``."""
_INSIDE = re.compile(
    r"token|secret|passw|sess(?:ion)?_?id|session|signature|api_?key|auth_?key|access_?key|credential|oauth|jwt",
    re.IGNORECASE,
)
_TRACKERS = ("utm_", "fbclid", "gclid", "mc_eid", "mc_cid", "yclid", "igshid")
_SPLIT = re.compile(r"[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])")
_MATRIX = re.compile(r";[^/;=]*=[^/;]*")


def strip_secrets(url: str) -> str:
    """Return an address without user, password, and parameters whose name says that they open something."""
    return _strip(url, trackers=False)


def clean_link(url: str) -> str:
    """Return an http or https address to share: no secrets, no trackers, no fragment; "" for another."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return _strip(urlunsplit(parts._replace(fragment="")), trackers=True)


def _strip(url: str, *, trackers: bool) -> str:
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return ""
    kept = [(name, value) for name, value in pairs if not (_is_secret(name) or (trackers and _is_tracker(name)))]
    query = urlencode(kept) if len(kept) < len(pairs) else parts.query
    path = _MATRIX.sub(lambda part: "" if _is_secret(part[0][1:].partition("=")[0]) else part[0], parts.path)
    secret = any(_is_secret(name) for name, _ in parse_qsl(parts.fragment.lstrip("!/?"), keep_blank_values=True))
    fragment = "" if secret else parts.fragment
    same = (host, path, query, fragment) == (parts.netloc, parts.path, parts.query, parts.fragment)
    return url if same else urlunsplit((parts.scheme, host, path, query, fragment))


def _is_secret(name: str) -> bool:
    return _INSIDE.search(name) is not None or bool(_PARTS & {part.lower() for part in _SPLIT.split(name)})


def _is_tracker(name: str) -> bool:
    return name.lower().startswith(_TRACKERS)
