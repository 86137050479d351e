"""Which of our languages a text is in.

Codes are ISO 639-1. Refuses a language that Dateline does not read.
"""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from geo.errors import ArticleError

LANGUAGES = {
    "en": "English",
    "fr": "French",
    "de": "German",
    "pl": "Polish",
    "ru": "Russian",
    "uk": "Ukrainian",
    "be": "Belarusian",
}
"""The languages that Dateline reads."""

_SMALLEST_SHARE = 0.05
"""Measured on headlines: our languages have together 0.5 to 1.0 of the probability, others up to 0.03."""
_READ = ", ".join(f"{code} ({name})" for code, name in LANGUAGES.items())


def detect_language(text: str, name: str = "") -> str:
    """Return the code of the likeliest of our languages; raises ArticleError if it is clearly another."""
    ranked = [(str(code), float(share)) for code, share in _identifier().rank(text)]
    ours = [(code, share) for code, share in ranked if code in LANGUAGES]
    if not any(letter.isalpha() for letter in text):
        raise ArticleError("the text has no letters.", source=name, remedy="Give a file with the article's text.")
    if sum(share for _, share in ours) < _SMALLEST_SHARE:
        raise ArticleError(
            f"the language looks like {ranked[0][0]!r}, which is not read; expected one of {_READ}.",
            source=name,
            remedy="If it is one of them, say so with its language.",
        )
    return ours[0][0]


def check_language(code: str, name: str = "") -> str:
    """Return the code in its plain form ("EN-gb" is en); raises ArticleError if Dateline does not read it."""
    plain = code.strip().lower().replace("_", "-").split("-")[0]
    if plain in LANGUAGES:
        return plain
    raise ArticleError(
        f"unknown language {code!r}, expected one of {_READ}.",
        source=name,
        where="language",
        remedy="Correct it, or leave it out to have it detected.",
    )


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
