"""The tree of errors. Each says what was expected, what was got, and the remedy.

GeoError
├── SettingsError      a setting has no meaning
├── ArticleError       a file or page is no readable article
├── GazetteerError     a gazetteer table or index is broken
│   └── GazetteerMissing   no gazetteer has been built yet
├── CodebookError      a codebook file is broken
├── StoreError         the store cannot be read or written
│   └── StoreTooNew    written by a newer version of Dateline
├── FilterError        a filter has no meaning
├── ReviewError        a review, or a file of them, is broken
│   └── ReviewConflict     somebody else reviewed the same meanwhile
├── MapFileError       a file is no map that was exported
└── SnapshotMissing    no snapshot has this id
"""

from __future__ import annotations


class GeoError(Exception):
    """Root of all errors; only the pipeline, the page and the command line catch it.

    ``source`` names the file or setting, ``where`` the line, column or key in it, ``remedy`` what to do about it.
    """

    def __init__(self, message: str, *, source: str = "", where: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        """Return "source, where: message. remedy", leaving out what is not known."""
        place = ", ".join(part for part in (self.source, self.where) if part)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text} {self.remedy}" if self.remedy else text


class SettingsError(GeoError):
    """A setting has no meaning."""


class ArticleError(GeoError):
    """A file or page is no readable article."""


class GazetteerError(GeoError):
    """A gazetteer table or index is broken."""


class GazetteerMissing(GazetteerError):
    """No gazetteer has been built yet."""


class CodebookError(GeoError):
    """A codebook file is broken."""


class StoreError(GeoError):
    """The store cannot be read or written."""


class StoreTooNew(StoreError):
    """The store was written by a newer version of Dateline."""


class FilterError(GeoError):
    """A filter has no meaning."""


class ReviewError(GeoError):
    """A review, or a file of them, is broken."""


class ReviewConflict(ReviewError):
    """Somebody else reviewed the same meanwhile; nothing was stored.

    ``mine`` are the ids of the reviews that were refused, ``theirs`` those of the reviews that stand, if known.
    """

    def __init__(
        self,
        message: str,
        *,
        source: str = "",
        where: str = "",
        remedy: str = "",
        mine: tuple[str, ...] = (),
        theirs: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message, source=source, where=where, remedy=remedy)
        self.mine = mine
        self.theirs = theirs


class MapFileError(GeoError):
    """A file is no map that was exported."""


class SnapshotMissing(GeoError):
    """No snapshot has this id."""
