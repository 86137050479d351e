"""Bytes become text: byte order mark, UTF-8 if it is that, the declared charset if it fits, else the likeliest of ours.

Refuses what is empty, too large, or no text; newlines and everything else stay as they are, so offsets agree.
"""

from __future__ import annotations

import codecs
import logging
import re
from unicodedata import category

from charset_normalizer import CharsetMatch, from_bytes

from geo.errors import ArticleError

LARGEST_BYTES = 5_000_000
"""A long newspaper page with its scripts has under 2 MB; 5 MB leaves room and bounds what a hostile file can cost."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSETS = ["cp1251", "cp1252", "iso8859_2", "cp1250", "koi8_r", "utf_16_le", "utf_16_be"]
"""Legacy charsets of our languages; left free, the detector takes short Polish for Baltic, Russian for Japanese."""
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_MEANT = dict.fromkeys(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii"), "cp1252")
"""What browsers read under these labels (WHATWG Encoding), as pages with typographic quotes bear them."""
_ALLOWED = frozenset(
    """utf-8 utf-16 utf-16-le utf-16-be cp866 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8
    iso8859-9 iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-roman mac-cyrillic cp874
    cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 gb2312 gbk gb18030 big5 big5hkscs euc_jp iso2022_jp
    shift_jis cp932 euc_kr cp949""".split()  # noqa: SIM905 # reads better
)
"""The encodings of the web (WHATWG) that Python has: others are no text (hex, punycode, which takes minutes)."""
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x80-\x9f]")
"""What no text holds: a page that has it under its label has the wrong one."""
_LOG = logging.getLogger(__name__)
_TYPOGRAPHY = frozenset({"Pi", "Pf", "Pd"})
"""Unicode categories of quotation marks and dashes."""
_REMEDY = "Save the file as UTF-8 text."


def decode(content: bytes, name: str) -> str:
    """Return the text of a file; ``name`` is for the message.

    Raises
    ------
    ArticleError
        If it is empty, larger than `LARGEST_BYTES`, or in no encoding that gives text.
    """
    if len(content) > LARGEST_BYTES:
        size = f"{len(content) / 1e6:.1f} MB, at most {LARGEST_BYTES / 1e6:.0f} MB are read."
        raise ArticleError(size, source=name, remedy="Cut the file, or take the article alone.")
    text = _decode_marked(content, name) or _decode_declared(content, name) or _decode_guessed(content, name)
    if not text.strip():
        raise ArticleError("the file is empty.", source=name, remedy="Give a file with the article's text.")
    if "\0" in text:
        raise ArticleError("the file is not text.", source=name, remedy=_REMEDY)
    return text


def _decode_marked(content: bytes, name: str) -> str:
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return _decode_as(content[len(mark) :], charset, name)
    return ""


def _decode_declared(content: bytes, name: str) -> str:
    """Decode as the page says, unless it is UTF-8 beyond doubt or not what the page says."""
    found = _DECLARED.search(content[:4096])
    if found is None or (not content.isascii() and _is_utf8(content)):
        return ""
    charset = found.group(1).decode("ascii").lower()
    try:
        text = content.decode(codec_of(charset))
    except (LookupError, UnicodeDecodeError):
        _LOG.info("%s: it says that it is %s, which it is not.", name, charset)
        return ""
    return "" if _CONTROLS.search(text) else text


def codec_of(label: str) -> str:
    """Return the codec of the charset that a page or server names; raises LookupError for what no page is in."""
    label = label.strip().lower()
    name = codecs.lookup(_MEANT.get(label, label)).name
    if name not in _ALLOWED:
        raise LookupError(label)
    return name


def _is_utf8(content: bytes) -> bool:
    """True for text that is UTF-8: in another charset its sequences of bytes do not come about by chance."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decode_as(content: bytes, charset: str, name: str) -> str:
    try:
        return content.decode(charset)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"the file says it is {charset}, but byte {error.start} is not.", source=name, remedy=_REMEDY
        ) from error


def _decode_guessed(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        matches = list(from_bytes(content, cp_isolation=_CHARSETS))
    if not matches:
        raise ArticleError("the file is in no encoding that gives text.", source=name, remedy=_REMEDY)
    return str(min(matches, key=_strangeness))


def _strangeness(match: CharsetMatch) -> tuple[float, int]:
    """Order candidates by disorder, then by characters that are neither letters nor typography (cp1250, iso8859-2)."""
    strange = (char for char in str(match) if not (char.isascii() or char.isalnum() or char.isspace()))
    return match.chaos, sum(category(char) not in _TYPOGRAPHY for char in strange)
