"""How German and Polish news spell names of the Cyrillic and of the Arab world: a name goes in, spellings come out.

The gazetteer holds the native name and the English spelling of most small towns, not "Wowtschansk" or "Wowczańsk". The
tables follow the usual transcriptions (Duden, PWN). Refuses other letters: "" stands for what has no such spelling.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geo.gazetteer.names import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

UKRAINIAN, RUSSIAN = frozenset("іїєґ'’"), frozenset("ыэёъ")
COUNTRIES = {"UA": "uk ru", "RU": "ru", "BY": "ru", "KZ": "ru", "KG": "ru"}
"""Whose transcriptions a country's Cyrillic names are given."""
ARAB = frozenset("DZ BH EG IQ JO KW LB LY MR MA OM PS QA SA SD SY TN AE YE".split())  # noqa: SIM905
SHORTEST = 6
"""Letters; shorter spellings are too often words of the language."""
_SAME = dict(zip("абдкмнопртуф", "abdkmnoprtuf", strict=True)) | {"в": "w"}
_GERMAN = _SAME | {
    "ж": "sch", "з": "s", "й": "j", "л": "l", "с": "s", "х": "ch", "ц": "z", "ч": "tsch", "ш": "sch", "щ": "schtsch",
    "ь": "", "ъ": "", "ю": "ju", "я": "ja", "ы": "y", "э": "e", "ё": "jo", "і": "i", "ї": "ji", "є": "je", "ґ": "g",
}  # fmt: skip
_POLISH = _SAME | {
    "ж": "ż", "з": "z", "й": "j", "л": "ł", "с": "s", "х": "ch", "ц": "c", "ч": "cz", "ш": "sz", "щ": "szcz",
    "ь": "", "ъ": "", "ю": "ju", "я": "ja", "ы": "y", "э": "e", "ё": "jo", "і": "i", "ї": "ji", "є": "je", "ґ": "g",
}  # fmt: skip
_LETTERS = frozenset(_GERMAN) | frozenset("геи -'’")
_OWN = {"uk": {"г": "h", "е": "e", "и": "y"}, "ru": {"г": "g", "е": "e", "и": "i"}}
_VOWELS = "аеёиоуыэюяіїє"
_HARD = "жшчщц"
_SOFT = {
    "нськ": "ńск", "нск": "ńск", "ськ": "ск", "зьк": "зк", "цьк": "цк", "нь": "ń", "ць": "ć", "сь": "ś", "зь": "ź",
}  # fmt: skip
_ENGLISH_GERMAN = {
    "sh": "sch",
    "ch": "tsch",
    "kh": "ch",
    "ou": "u",
    "oo": "u",
    "ee": "i",
    "j": "dsch",
    "y": "i",
    "q": "k",
}
_ENGLISH_POLISH = {
    "sh": "sz", "ch": "cz", "kh": "ch", "ou": "u", "oo": "u", "ee": "i", "j": "dż", "y": "j", "q": "k",
}  # fmt: skip
_ENGLISH = re.compile("|".join(_ENGLISH_GERMAN))
_ARTICLE = re.compile(r"^(?:al|el)[ -]", re.IGNORECASE)


def press_spellings(name: str, country: str) -> frozenset[str]:
    """Return how German and Polish news spell a name of a country (alpha-2 code), if it is Cyrillic or Arab."""
    lower = name.casefold()
    if country in COUNTRIES and all(letter in _LETTERS for letter in lower):
        ways = [way for way in COUNTRIES[country].split() if not set(lower) & (RUSSIAN if way == "uk" else UKRAINIAN)]
        found = {spell(lower, way) for way in ways for spell in (_to_german, _to_polish)}
    elif country in ARAB and (lower := normalise(name)).isascii():
        found = {_respell(form, table) for form in _articles(lower) for table in (_ENGLISH_GERMAN, _ENGLISH_POLISH, {})}
    else:
        return frozenset()
    return frozenset(word.title() for word in found if len(word) >= SHORTEST and word != lower)


def _to_german(lower: str, way: str) -> str:
    letters = _GERMAN | _OWN[way]
    found = []
    for before, letter in zip(" " + lower, lower, strict=False):
        sound = letters.get(letter, letter if letter in " -" else "")
        if letter == "е" and way == "ru" and (before in " -ьъ" or before in _VOWELS):
            sound = "je"
        found.append(sound)
    return re.sub(r"(?<=[iy])j\b", "", "".join(found))


def _to_polish(lower: str, way: str) -> str:
    letters = _POLISH | _OWN[way]
    for pair, sound in _SOFT.items():
        lower = lower.replace(pair, sound)
    found = []
    for before, letter, after in zip(" " + lower, lower, lower[1:] + " ", strict=False):
        sound = letters.get(letter, letter if letter in " -ńćśź" else "")
        soft = before not in " -ьъ'’" and before not in _VOWELS and before not in _HARD
        if letter == "л" and after in "еёиюяьіїє" and not (way == "uk" and after in "еи"):
            sound = "l"
        elif letter == "е" and way == "ru" and before not in _HARD:
            sound = ("e" if before == "л" else "ie") if soft else "je"
        elif letter == "и" and way == "ru" and before in _HARD:
            sound = "y"
        elif letter in "юяёє" and soft:
            sound = ("" if before == "л" else "i") + sound[1:]
        found.append(sound)
    return re.sub(r"(?<=[iy])j\b", "", "".join(found))


def _articles(lower: str) -> tuple[str, ...]:
    """Return "al obeid" and "el obeid", as sources differ, and the name without article, which news drop."""
    rest = _ARTICLE.sub("", lower)
    return (lower,) if rest == lower else (f"al-{rest}", f"el-{rest}", rest)


def _respell(lower: str, table: Mapping[str, str]) -> str:
    return re.sub(r"(?<=a)h\b", "", _ENGLISH.sub(lambda match: table.get(match[0], match[0]), lower))
