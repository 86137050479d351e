"""Open an archive that a stranger gave, or refuse it: a small file can hold a terabyte.

In: bytes. Out: an open :class:`zipfile.ZipFile` whose members are few, of bounded size, and named inside of it.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from geo.errors import ArticleError

MOST_MEMBERS = 1_000
LARGEST_TOTAL = 100_000_000
"""Bytes unpacked; a document with pictures of print quality stays below."""
STEEPEST_RATIO = 200
"""Unpacked to packed bytes; the text of a long Word document reaches 20 to 40 (measured), zeros a thousand."""
RATIO_FROM = 1_000_000
"""Bytes unpacked below which a ratio is nobody's harm."""
_REMEDY = "Save the article's text as .txt."


def open_archive(content: bytes, name: str) -> ZipFile:
    """Open an archive; raises ArticleError if it is broken, or too much in it.

    What members unpack to is what they say: zipfile reads no byte more.
    """
    try:
        archive = ZipFile(BytesIO(content))
        members = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ArticleError(f"the archive is broken: {error}.", source=name, remedy="Save the file again.") from error
    if len(members) > MOST_MEMBERS:
        raise ArticleError(
            f"the archive has {len(members):,} parts, at most {MOST_MEMBERS:,} are read.", source=name, remedy=_REMEDY
        )
    total = sum(member.file_size for member in members)
    if total > LARGEST_TOTAL or any(map(_is_bomb, members)):
        raise ArticleError(
            f"the archive unpacks from {len(content) / 1e6:.1f} to {total / 1e6:,.0f} MB, which no article does.",
            source=name,
            remedy=_REMEDY,
        )
    if any(_leaves(member.filename) for member in members):
        raise ArticleError("a part of the archive lies outside of it.", source=name, remedy=_REMEDY)
    return archive


def _is_bomb(member: ZipInfo) -> bool:
    return member.file_size > RATIO_FROM and member.file_size > STEEPEST_RATIO * max(1, member.compress_size)


def _leaves(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name
