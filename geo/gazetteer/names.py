"""Spellings: text of a name goes in, the key it is stored and asked under comes out.

There is one normaliser, used by the build and by every query, and one sound-alike key that is the same for the usual
transliterations of a Belarusian, Russian or Ukrainian name (BGN, scientific, national, German, French, Polish). Other
scripts than Latin and Cyrillic keep their letters and have no sound-alike key.
"""

# ruff: noqa: SIM905 - letters of other alphabets, and word lists that read better as text

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart, apostrophe-like signs and dots, which spellings drop at will.
_FOLD = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h", "ə": "e", "ґ": "г"}
    | dict.fromkeys("'’‘`´ʼʻʾʿʹʺ′″.\u200b\u200c\u200d\u00ad\ufeff", None)
)
# Marks that are diacritics in Latin, Greek, Cyrillic, Hebrew and Arabic; in other scripts marks are vowels and stay.
_DIACRITICS = re.compile("[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+")
_SEPARATORS = re.compile(
    "(?:(?![\u0700-\u074a\u0780-\u109f\u135d-\u135f\u1700-\u1cff\u302a-\u302f\u3099\u309a\ua800-\uabff])[\\W_])+"
)
_ASCII_SEPARATORS = re.compile(r"[^a-z0-9]+")
# The build asks for the same names two or three times in a row, the recogniser for the same words again and again.
_KEPT = 16_384


@lru_cache(_KEPT)
def normalise(name: str) -> str:
    """Casefold, drop diacritics, apostrophes and dots, make every other separator one space; the script stays.

    Idempotent. An empty or purely decorative name gives "".
    """
    if name.isascii():
        plain = name.lower().replace("'", "").replace("`", "").replace(".", "")
        return plain if plain.isalnum() else _ASCII_SEPARATORS.sub(" ", plain).strip()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()).translate(_FOLD)
    if plain.isalnum():  # marks and separators are no letters, so there are none
        return unicodedata.normalize("NFC", plain)
    return _SEPARATORS.sub(" ", unicodedata.normalize("NFC", _DIACRITICS.sub("", plain))).strip()


_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘`´ʼ", " "))


def normalise_text(text: str) -> str:
    """Normalise running text word by word: an apostrophe parts two words there ("l'été"), in a name it joins them."""
    return normalise(text.translate(_APOSTROPHES))


# Letters to the classes of the sound key: x is every sh, ch, zh; s is s and z; t is t and ts; g is g, h, kh; v is v, f,
# w and the Belarusian short u. Vowels stay, for measuring how near two names are.
_CYRILLIC = dict(
    zip(
        "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюяјљњћђџ",
        "a,b,v,g,g,d,e,o,e,x,s,i,i,i,i,k,l,m,n,o,p,r,s,t,u,v,v,g,t,x,x,x,,i,,e,iu,ia,i,l,n,x,dx,dx".split(","),
        strict=True,
    )
)
_LATIN = {letter: letter for letter in "abdegiklmnoprstuv"} | {
    "c": "k", "f": "v", "h": "g", "j": "i", "q": "k", "w": "v", "x": "ks", "y": "i", "z": "s",
    "š": "x", "č": "x", "ž": "x", "ż": "x", "ć": "x", "ś": "s", "ź": "s", "ń": "n", "ł": "l", "ŭ": "v", "ç": "s",
    "ş": "x", "ț": "t", "ţ": "t", "ș": "x", "ğ": "g", "ä": "e", "ö": "o", "ü": "u", "ß": "s", "ı": "i", "ø": "o",
    "đ": "d", "å": "o", "æ": "e", "œ": "e",
}  # fmt: skip
# Letter groups of the conventions, tried from the longest. "ж" stands for the class x, as a Latin x is read ks.
_GROUPS = {
    group: sound
    for sound, groups in {
        "ж": "schtsch tchtch chtch szcz shch šč tsch tch tsh sch sh ch cz sz zh",
        "dж": "dsch dzh dj dž dż",
        "t": "ts tz tc",
        "d": "дз dź dz’",
        "di": "dzi dzy dzj",
        "de": "dze",
        "te": "ce",
        "ti": "ci cj cy",
        "tki": "cki cky ckyy ckij ckj",
        "tka": "cka",
        "tko": "cko",
        "tke": "cke",
        "g": "kh gh",
        "v": "ph wh",
        "r": "rh",
        "k": "qu ck",
        "u": "ou oo",
        "e": "ie ye je",
        "o": "yo jo io",
    }.items()
    for group in groups.split()
} | {"th": "t"}
# A French j, which is zh, may stand before a consonant after no vowel, as a Polish or German one, which is y, may not:
# Jlobine, but Hajnówka.
_FRENCH_J = "(?<![aeiouyj])j(?=[bcdfgklmnpqrstvwz])"
_GROUP = re.compile("|".join([*sorted(map(re.escape, _GROUPS), key=len, reverse=True), _FRENCH_J]))
_REPEATS = re.compile(r"(.)\1+")
_VOWELS = str.maketrans("", "", "aeiou")
_UNFOLDED = re.compile("[^\x00-\u04ff\u1e00-\u1eff\u2010-\u201f]")


class _Sounds(dict[int, str]):
    """Sounds of letters by code point; an accented letter sounds like its base, any other sign is silent."""

    def __missing__(self, point: int) -> str:
        base = ord(unicodedata.normalize("NFKD", chr(point))[0])
        self[point] = self[base] if base != point else ""
        return self[point]


_SOUNDS = _Sounds({ord(letter): sound for letter, sound in (_CYRILLIC | _LATIN).items()})


@lru_cache(_KEPT)
def romanise(name: str) -> str:
    """Return the name as it sounds, in 14 consonant classes and 5 vowels, without spaces; "" for other scripts."""
    if _UNFOLDED.search(name):
        return ""
    grouped = _GROUP.sub(_replace_group, unicodedata.normalize("NFC", name.casefold()))
    return _REPEATS.sub(r"\1", grouped.translate(_SOUNDS))


def _replace_group(match: re.Match[str]) -> str:
    return _GROUPS.get(match[0], "ж")


def to_key(romanised: str) -> str:
    """Return the consonants of a romanised name, with ``a`` in front if it begins with a vowel."""
    consonants = romanised.translate(_VOWELS)
    return f"a{consonants}" if romanised.startswith(("a", "e", "i", "o", "u")) else consonants


def sound_key(name: str) -> str:
    """Return the sound-alike key: Kostyukovichi, Kastsyukovichy, Костюковичи and Kostjukowitschy share one.

    "" for names in scripts other than Latin and Cyrillic.
    """
    return to_key(romanise(name))
