"""Spellings: text of a name goes in, the key it is stored and asked under comes out.

There is one normaliser, used by the build and by every query, and one sound-alike key that is the same for the usual
transliterations of a Belarusian, Russian or Ukrainian name (BGN, scientific, national, German, French, Polish). Other
scripts than Latin and Cyrillic keep their letters and have no sound-alike key.
"""

from __future__ import annotations

import re
import unicodedata

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


def normalise(name: str) -> str:
    """Casefold, drop diacritics, apostrophes and dots, make every other separator one space; the script stays.

    Idempotent. An empty or purely decorative name gives "".
    """
    if name.isascii():
        plain = name.lower().replace("'", "").replace("`", "").replace(".", "")
        return _ASCII_SEPARATORS.sub(" ", plain).strip()
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    plain = _DIACRITICS.sub("", plain.translate(_FOLD))
    return _SEPARATORS.sub(" ", unicodedata.normalize("NFC", plain)).strip()


# Cyrillic letters to the classes of the sound key: x is every sh, ch, zh; s is s and z; t is t and ts; g is g, h, kh;
# v is v, f and the Belarusian short u. Vowels stay for measuring how near two names are.
_CYRILLIC = dict(
    zip(
        "абвгґдеёєжзиіїйклмнопрстуўфхцчшщъыьэюяјљњћђџ",
        "a b v g g d e o e x s i i i i k l m n o p r s t u v v g t x x x _ i _ e iu ia i l n x dx dx".split(" "),
        strict=True,
    )
)
_LATIN = {letter: letter for letter in "abdegiklmnoprstuv"} | {
    "c": "k", "f": "v", "h": "g", "j": "i", "q": "k", "w": "v", "x": "ks", "y": "i", "z": "s",
    "š": "x", "č": "x", "ž": "x", "ż": "x", "ć": "x", "ś": "s", "ź": "s", "ń": "n", "ł": "l", "ŭ": "v", "ç": "s",
    "ş": "x", "ț": "t", "ţ": "t", "ș": "x", "ğ": "g", "ä": "e", "ö": "o", "ü": "u", "ß": "s", "ı": "i", "ø": "o",
    "đ": "d", "å": "o", "æ": "e", "œ": "e", "ё": "o",
}  # fmt: skip
# Letter groups of the conventions, tried from the longest.
_GROUPS = {
    "schtsch": "x", "chtch": "x", "tchtch": "x", "szcz": "x", "shch": "x", "šč": "x", "tsch": "x", "tch": "x",
    "tsh": "x", "sch": "x", "sh": "x", "ch": "x", "cz": "x", "sz": "x", "zh": "x", "dsch": "dx", "dzh": "dx",
    "dj": "dx", "dž": "dx", "dż": "dx", "ts": "t", "tz": "t", "tc": "t", "дз": "d", "dź": "d", "kh": "g", "gh": "g", "ph": "v",
    "th": "t", "rh": "r", "wh": "v", "qu": "k", "ck": "k", "ou": "u", "oo": "u", "cki": "tki", "cka": "tka",
    "cko": "tko", "cke": "tke", "cky": "tki", "ckyy": "tki", "ckij": "tki", "ckj": "tki", "dzi": "di", "dzy": "di", "dzj": "di", "dze": "de",
    "dz’": "d", "ce": "te", "ci": "ti", "cj": "ti", "cy": "ti", "ć": "x", "iy": "i", "ij": "i", "yj": "i", "yy": "i",
    "ый": "i", "ий": "i", "ск": "sk", "ie": "e", "ye": "e", "je": "e", "ё": "o", "yo": "o", "jo": "o", "io": "o",
}  # fmt: skip
_PHONES = _CYRILLIC | _LATIN | _GROUPS | {"_": "", "ъ": "", "ь": ""}
_SOUNDS = re.compile("|".join(sorted(map(re.escape, _PHONES), key=len, reverse=True)) + "|.")
_REPEATS = re.compile(r"(.)\1+")
_VOWELS = str.maketrans("", "", "aeiou")
_UNFOLDED = re.compile("[^\x00-\u04ff\u1e00-\u1eff\u2010-\u201f]")


def romanise(name: str) -> str:
    """Return the name as it sounds, in 14 consonant classes and 5 vowels, without spaces; "" for other scripts."""
    if _UNFOLDED.search(name):
        return ""
    parts = _SOUNDS.findall(name.casefold())
    sounds = "".join([_PHONES[part] if part in _PHONES else _plain(part) for part in parts])
    return _REPEATS.sub(r"\1", sounds)


def _plain(letter: str) -> str:
    base = unicodedata.normalize("NFKD", letter)[0]
    return _PHONES.get(base, "")


def to_key(romanised: str) -> str:
    """Return the consonants of a romanised name, with ``a`` in front if it begins with a vowel."""
    consonants = romanised.translate(_VOWELS)
    return f"a{consonants}" if romanised[:1] in set("aeiou") else consonants


def sound_key(name: str) -> str:
    """Return the sound-alike key: Kostyukovichi, Kastsyukovichy, Костюковичи and Kostjukowitschy share one.

    "" for names in scripts other than Latin and Cyrillic.
    """
    return to_key(romanise(name))
