"""Name places and actors in the language of the reader, where a table of names has it; else as the gazetteer does.

Countries and their borders are named by CLDR, administrative areas by the catalogues of ISO 3166-2, regions and unions
by our reviewed tables, parts of a country by their compass point. Towns keep the one name that the gazetteer gives.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache, lru_cache

from geo.language import ENGLISH, country, msg, spoken, tr
from geo.models import EventActor, Place
from geo.settings import ROOT

_TABLES = ("regions.csv", "organisations.csv")
_PARTS = {
    "north": msg("northern {country}"),
    "south": msg("southern {country}"),
    "east": msg("eastern {country}"),
    "west": msg("western {country}"),
    "centre": msg("central {country}"),
    "north-east": msg("north-eastern {country}"),
    "north-west": msg("north-western {country}"),
    "south-east": msg("south-eastern {country}"),
    "south-west": msg("south-western {country}"),
}
_INSTITUTIONS = {
    "MIL": msg("armed forces ({country})"),
    "ADF": msg("air defence ({country})"),
    "COMMAND": msg("commanders ({country})"),
    "RES": msg("reservists ({country})"),
    "MOD": msg("ministry of defence ({country})"),
    "MFA": msg("foreign ministry ({country})"),
    "MOI": msg("ministry of the interior ({country})"),
    "BORDER": msg("border guards ({country})"),
    "POLICE": msg("police ({country})"),
    "PRES": msg("presidency ({country})"),
    "PM": msg("prime minister ({country})"),
    "PARL": msg("parliament ({country})"),
    "CIV": msg("civilians ({country})"),
    "EMB": msg("embassy ({country})"),
    "STATE": msg("authorities ({country})"),
    "REBELS": msg("rebels ({country})"),
}
OF_STATE = " (armed forces)"
"""Ends the name of forces that the text calls by their state alone, in its own language: "Туреччина (armed forces)"."""
_STATE_LENGTH = 3  # ISO 3166-1 alpha-3
_KEPT = 20_000


def place_name(place: Place) -> str:
    """Return the name of a place for the reader."""
    return name_place(place.id, place.name)


def name_place(place_id: str, name: str) -> str:
    """Return the name of the place with this id, ``name`` if no table has a better one."""
    return _place_name(place_id, name, spoken())


def actor_name(actor: EventActor) -> str:
    """Return the name of an actor for the reader: a state by CLDR, its institutions by what they are."""
    return name_actor(actor.id, actor.name)


def name_actor(actor_id: str, name: str, *, alike: bool = False) -> str:
    """Return the name of the actor with this id, ``name`` if no table has a better one.

    ``alike`` names the institutions of states by one pattern in English too, for lists of many articles' actors.
    """
    state, _, institution = actor_id.partition("_")
    code = state_codes().get(state) if len(state) == _STATE_LENGTH else None
    if code is None:
        return name
    if not institution:
        return country(code, name)
    given = name != actor_id and not name.endswith(OF_STATE)
    if institution not in _INSTITUTIONS or (given and spoken() == ENGLISH and not alike):
        return name
    return tr(_INSTITUTIONS[institution], country=country(code))


@lru_cache(maxsize=_KEPT)
def _place_name(place_id: str, name: str, language: str) -> str:
    sort, _, code = place_id.partition(":")
    if sort == "iso" and "-" not in code:
        return country(code, name)
    if language == ENGLISH:
        return name
    if sort == "iso":
        return _area_names(language).get(code, name)
    if sort == "border" and code.count("-") == 1:
        one, other = code.split("-")
        return tr("{one}–{other} border", one=country(one), other=country(other))
    part = code.partition("-")
    if sort == "region" and part[2] in _PARTS:
        return tr(_PARTS[part[2]], country=country(part[0].upper()))
    return _reviewed_names(language).get(place_id, name)


@cache
def state_codes() -> Mapping[str, str]:
    """Return the ISO 3166-1 alpha-2 code of each state by its alpha-3 code."""
    import pycountry  # noqa: PLC0415 - reads its tables when imported

    return {state.alpha_3: state.alpha_2 for state in pycountry.countries}


@cache
def _area_names(language: str) -> Mapping[str, str]:
    """Return the names of administrative areas that differ from the original ones, by ISO 3166-2 code."""
    import gettext  # noqa: PLC0415 - with the next one, only where another language than English is read

    import pycountry  # noqa: PLC0415

    names = gettext.translation("iso3166-2", pycountry.LOCALES_DIR, [language], fallback=True)
    said = {area.code: (area.name, names.gettext(area.name)) for area in pycountry.subdivisions}
    return {code: name for code, (original, name) in said.items() if name != original}


@cache
def _reviewed_names(language: str) -> Mapping[str, str]:
    """Return the first name that our tables give in a language, by id."""
    found: dict[str, str] = {}
    for table in _TABLES:
        with (ROOT / "data/gazetteer" / table).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                aliases = [alias.partition(":") for alias in (row["aliases"] or "").split("|")]
                own = [name for tag, _, name in aliases if tag == language and len(name) > _STATE_LENGTH]
                if own:
                    found[row["id"]] = own[0]
    return found
