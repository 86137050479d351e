"""Translated names of ISO codes: pycountry's catalogues (Debian iso-codes) go in, names by code come out.

Holds what CLDR lacks: official names of countries in 160 languages ("République du Kazakhstan") and names of admin-1
areas in about 30 ("obwód doniecki", "Баварыя").
"""

from __future__ import annotations

from collections import Counter
from gettext import GNUTranslations, find
from pathlib import Path
from typing import TYPE_CHECKING

import pycountry

from geo.gazetteer.names import normalise, romanise

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


# Four letters tell Brest from Vitebsk and survive case endings; one vote against four is an error, not a usage.
_BEGINNING = 4
_OUTVOTED = 3


def read_state_names() -> dict[str, set[str]]:
    """Return the short and official names of countries in every catalogue, by ISO 3166-1 alpha-2 code."""
    fields = ("name", "official_name", "common_name")
    names = {
        state.alpha_2: {getattr(state, field) for field in fields if hasattr(state, field)}
        for state in pycountry.countries
    }
    return _translate(names, "iso3166-1")


def read_area_names() -> dict[str, set[str]]:
    """Return the names of admin areas in every catalogue, by ISO 3166-2 code.

    The catalogues hold wrong entries: one calls the Vitebsk region "Brest". A name is left out where its beginning is
    that of another area of the country in many more catalogues than of its own.
    """
    found = _translate({area.code: {area.name} for area in pycountry.subdivisions}, "iso3166-2")
    votes = Counter((code, _beginning(name)) for code, names in found.items() for name in names)
    most: dict[tuple[str, str], int] = {}
    for (code, beginning), count in votes.items():
        key = (code[:2], beginning)
        most[key] = max(count, most.get(key, 0))
    return {
        code: {name for name in names if votes[code, _beginning(name)] * _OUTVOTED >= most[code[:2], _beginning(name)]}
        for code, names in found.items()
    }


def _beginning(name: str) -> str:
    return romanise(normalise(name))[:_BEGINNING]


def _translate(names: Mapping[str, set[str]], domain: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {code: set() for code in names}
    for catalogue in _read_catalogues(domain):
        for code, originals in names.items():
            for original in originals:
                name = catalogue.gettext(original).partition(" [")[0]
                if name != original and "," not in name:
                    found[code].add(name)
    return found


def _read_catalogues(domain: str) -> Iterator[GNUTranslations]:
    for folder in sorted(Path(pycountry.LOCALES_DIR).iterdir()):
        path = find(domain, pycountry.LOCALES_DIR, [folder.name])
        if path:
            with Path(path).open("rb") as file:
                yield GNUTranslations(file)
