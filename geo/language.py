"""Say a text in the language of whoever reads: English, or what the catalogues in data/locale give for it.

In: an English text, whose gaps are named in braces, and what goes into them. Out: the text in the language set for this
run with :func:`speak` (a context variable: sessions do not see each other's). A text without translation stays English.
A translator edits data/locale/LANGUAGE/LC_MESSAGES/dateline.po; ``make translations`` brings new texts into it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LOCALES = Path(__file__).resolve().parent.parent / "data/locale"
ENGLISH = "en"
_KEPT_DAYS = 20_000  # of ten thousand events, each has its own two at most
_GAP = re.compile(r"\{(\w+)\}")
_OWN_LETTERS = 2  # a text of fewer, such as "{who}: {what}", is known by nothing
_SPOKEN: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


@cache
def languages() -> Mapping[str, str]:
    """Return the languages there is a catalogue for, each with its own name: {"en": "English", "fr": "Français"}."""
    codes = sorted(path.parent.parent.name for path in LOCALES.glob("*/LC_MESSAGES/dateline.po"))
    return {code: (Locale(code).get_display_name(code) or code).capitalize() for code in codes}


def speak(language: str) -> None:
    """Set the language of this run; one without a catalogue is English."""
    _SPOKEN.set(language if language in languages() else ENGLISH)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything inside in a language, then go on as before."""
    before = _SPOKEN.set(language if language in languages() else ENGLISH)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def spoken() -> str:
    """Return the language of this run, as an ISO 639-1 code."""
    return _SPOKEN.get()


def msg(text: str) -> str:
    """Mark a text of a table for the catalogue; it is said with :func:`tr` where it is shown."""
    return text


def tr(text: str, /, **values: object) -> str:
    """Say an English text; ``{name}`` in it is filled with the value of that name."""
    said = str(_catalogue(spoken()).gettext(text)) if text else ""
    return said.format(**values) if values else said


def tr_count(one: str, many: str, /, count: int, **values: object) -> str:
    """Say a text that depends on a number, such as "{count} event" and "{count} events"."""
    said = _catalogue(spoken()).ngettext(one, many, count)
    return said.format(count=number(count), **values)


def retell(text: str) -> str:
    """Say again what another room said in English, such as an error or the reason for a place.

    Its catalogue text may have numbered gaps; what fills them is said again too. An unknown text stays English.
    """
    return text if spoken() == ENGLISH else _retell(spoken(), text)


@lru_cache(maxsize=_KEPT_DAYS)
def _retell(language: str, text: str) -> str:
    said = str(_catalogue(language).gettext(text)) if text else ""
    if said != text or not text:
        return said
    for form, names, known in _forms(language):
        if found := form.fullmatch(text):
            return _fill(known, dict(zip(names, (_retell(language, part) for part in found.groups()), strict=True)))
    return _countries(language).get(text, text)


def _fill(text: str, values: Mapping[str, str]) -> str:
    return _GAP.sub(lambda gap: values[gap[1]], text)


@cache
def _countries(language: str) -> Mapping[str, str]:
    """Return the names of countries by their English ones."""
    own = Locale(language).territories
    return {name: str(own[code]) for code, name in Locale(ENGLISH).territories.items() if code in own}


@cache
def _forms(language: str) -> tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...]:
    """Return how to know the texts with gaps, those with the most own letters first, their gaps, how to say them."""
    found = []
    for message in _read(language):
        names = tuple(_GAP.findall(message.id)) if isinstance(message.id, str) else ()
        own = _GAP.split(message.id)[::2] if names else []
        if message.string and len(set(names)) == len(names) and len("".join(own).strip()) >= _OWN_LETTERS:
            form = re.compile("(.+?)".join(map(re.escape, own)), re.DOTALL)
            found.append((form, names, str(message.string)))
    return tuple(sorted(found, key=lambda one: -len(one[0].pattern)))


def number(value: float) -> str:
    """Write a number with the separators of the language: "10,000", "10 000"."""
    return str(format_decimal(value, locale=spoken()))


def day(value: date, form: str = "d MMM y") -> str:
    """Write a day in CLDR's letters: "10 Feb 2023", "10 févr. 2023"."""
    return _day(value, form, spoken())


def country(code: str, otherwise: str = "") -> str:
    """Name a country by its ISO 3166-1 alpha-2 code, as CLDR does."""
    return str(Locale(spoken()).territories.get(code, otherwise or code))


def language_name(code: str) -> str:
    """Name a language by its ISO 639-1 code."""
    return str(Locale(spoken()).languages.get(code, code))


def texts_of(file: str) -> dict[str, str | Sequence[str]]:
    """Return the translations of the texts that a script says, by the English text; empty in English.

    ``file`` is the path that the catalogue names, such as ``geo/maps/layer.js``. A text that depends on a number has a
    list of forms, in the order of gettext.
    """
    return dict(_texts(spoken(), file))


@lru_cache(maxsize=_KEPT_DAYS)
def _day(value: date, form: str, language: str) -> str:
    return format_date(value, form, locale=language)


@cache
def _read(language: str) -> Any:
    with (LOCALES / language / "LC_MESSAGES/dateline.po").open("rb") as file:
        return read_po(file, locale=language)


@cache
def _catalogue(language: str) -> GNUTranslations:
    compiled = io.BytesIO()
    write_mo(compiled, _read(language))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def _texts(language: str, file: str) -> dict[str, str | Sequence[str]]:
    found: dict[str, str | Sequence[str]] = {}
    for message in _read(language):
        if message.id and any(place == file for place, _ in message.locations):
            said = message.string
            plural = not isinstance(message.id, str)
            if all(said) if plural else said:
                found[message.id[0] if plural else message.id] = list(said) if plural else said
    return found
