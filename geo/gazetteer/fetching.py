"""Fetches GeoNames dumps of countries where there is a network; only when a person asks for it, never by itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import requests

from geo.errors import GazetteerError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

GEONAMES = "https://download.geonames.org/export/dump"
# Seconds to connect, and between two parts of an answer.
_PATIENCE_S = (10, 60)
# The largest country (the United States) is 70 MB, its names 15 MB.
_LARGEST = 500_000_000
_PART = 1 << 16


def fetch_dumps(
    codes: Iterable[str], folder: Path, *, address: str = GEONAMES, progress: Callable[[str], None]
) -> list[Path]:
    """Fetch places and names of countries, by ISO code, into a folder and return the files.

    ``address`` is GeoNames or a mirror of it. Raises GazetteerError, with nothing half-written, if a code is none, or
    the server does not answer or has no such country.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for code in codes:
        if not re.fullmatch("[A-Z]{2}", code):
            raise GazetteerError(f"got {code!r}, expected an ISO 3166-1 alpha-2 code.", remedy="Write BY, PL, UA.")
        for path, name in ((f"{code}.zip", f"{code}.zip"), (f"alternatenames/{code}.zip", f"{code}-names.zip")):
            progress(f"Fetching {address}/{path}")
            files.append(_fetch(f"{address}/{path}", folder / name))
    return files


def _fetch(url: str, target: Path) -> Path:
    part = target.with_suffix(".part")
    try:
        with requests.get(url, stream=True, timeout=_PATIENCE_S) as answer, part.open("wb") as out:
            answer.raise_for_status()
            size = 0
            for piece in answer.iter_content(_PART):
                size += len(piece)
                if size > _LARGEST:
                    raise GazetteerError(
                        f"is larger than {_LARGEST // 10**6} MB.", source=url, remedy="Add it by hand."
                    )
                out.write(piece)
    except requests.RequestException as error:
        remedy = "Check the network and the code, or download the file elsewhere and use gazetteer add."
        raise GazetteerError(f"could not be fetched: {error}.", source=url, remedy=remedy) from error
    else:
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target
