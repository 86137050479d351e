"""Names of countries in the language of the text: a language goes in, normalised names with their ids come out.

The gazetteer knows each country in a hundred languages, so that some everyday words are the name of a country somewhere
else ("Taki", "Maria"), and a village in Poland bears the name that Italy has there. In a language that bends its names
the word counts as a country where that language calls it so.
"""

from __future__ import annotations

import csv
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from geo.gazetteer.names import normalise
from geo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

# Codes of CLDR that are no countries, islands with names of larger places, and Kongo, of which there are two.
_LEFT_OUT = frozenset({"AC", "CG", "CP", "DG", "EA", "EU", "EZ", "IC", "NF", "QO", "TA", "UN", "XA", "XB", "ZZ"})
_REVIEWED = ROOT / "data" / "gazetteer" / "country_names.csv"


@cache
def own_countries(language: str) -> Mapping[str, str]:
    """Ids of countries by the normalised names of CLDR and of the reviewed table in one language, {} if unknown."""
    names: dict[str, str] = {}
    with _REVIEWED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["language"] in (language, "mul"):
                names[normalise(row["name"])] = f"iso:{row['code']}"
    try:
        territories = Locale(language).territories
    except (UnknownLocaleError, ValueError):
        return MappingProxyType(names)
    names |= {
        normalise(name): f"iso:{code}"
        for code, name in territories.items()
        if len(code) == len("BY") and code.isalpha() and code not in _LEFT_OUT
    }
    return MappingProxyType(names)
