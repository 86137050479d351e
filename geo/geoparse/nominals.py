"""Phrases that place something without naming it: "the Belarusian border", "its territory", "l'est du pays".

The patterns are data (``[nominals]`` in the words of a language). They run over a copy of the text in which each name
is a run of one private character and each demonym of another, so that a pattern never asks which name it is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from geo.geoparse.finding import Finding
from geo.models import MentionType, Use

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.geoparse.words import Words

NAME, DEMONYM, UNION = "\ue000", "\ue001", "\ue002"
_ARTICLE = r"(?:the |la |le |l['’]|der |den |dem |die )?"
_LIST = rf"(?:,? (?:and|or|et|ou|und|oder|и|или|і|й|та|або|i|oraz|lub|ды) {_ARTICLE}|, {_ARTICLE})"
_SLOT_OR_WORDS = re.compile(r"\{[A-Z]+\*?\}|[^{]+")


def find_nominals(text: str, words: Words, toponyms: Iterable[Finding], demonyms: Iterable[Finding]) -> list[Finding]:
    """All nominals of a text; of two that overlap the longer stays. No pattern gives no nominals."""
    if not words.nominals:
        return []
    masked = _mask(text, toponyms, demonyms)
    found: list[Finding] = []
    for meaning, pattern in _compile(words):
        found += [_to_finding(match, meaning, text, words) for match in pattern.finditer(masked)]
    found.sort(key=lambda finding: (finding.start - finding.end, finding.start))
    return _keep_apart(found)


def _mask(text: str, toponyms: Iterable[Finding], demonyms: Iterable[Finding]) -> str:
    letters = list(_lower(text.translate({ord(sign): " " for sign in (NAME, DEMONYM, UNION)}).replace("\xa0", " ")))
    for finding in toponyms:
        sign = UNION if finding.place_id.startswith("org:") else NAME
        letters[finding.start : finding.end] = sign * (finding.end - finding.start)
    for finding in demonyms:
        letters[finding.start : finding.end] = DEMONYM * (finding.end - finding.start)
    return "".join(letters)


def _lower(text: str) -> str:
    """Return a text of the same length in small letters: matching without regard to case costs several times more."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(small if len(small) == 1 else letter for letter in text for small in (letter.lower(),))


BEHIND_A_NAME = f"(?<!{NAME} )"
"""In "the Shaab area of Baghdad" the area is Shaab, not Baghdad."""


@cache
def _compile_templates(templates: tuple[str, ...], directions: tuple[str, ...], not_behind: str) -> re.Pattern[str]:
    compass = "(?:" + "|".join(sorted(directions, key=len, reverse=True) or ["(?!)"]) + ")"
    parts = []
    for template in templates:
        filled = _SLOT_OR_WORDS.sub(lambda m: m[0] if m[0][0] == "{" else m[0].lower(), template)
        filled = filled.replace("{DIR}", compass.lower())
        for sign, letter in (("N", NAME), ("D", DEMONYM), ("U", UNION)):
            filled = filled.replace(f"{{{sign}*}}", f"(?:{letter}+(?:{_LIST}{letter}+)*)").replace(
                f"{{{sign}}}", f"{letter}+"
            )
        parts.append(filled)
    return re.compile(rf"{not_behind}(?<![\w{NAME}{DEMONYM}])(?:{'|'.join(parts)})(?![\w{NAME}{DEMONYM}])")


def _compile(words: Words) -> list[tuple[str, re.Pattern[str]]]:
    directions = tuple(word for group in words.directions.values() for word in group)
    return [
        (meaning, _compile_templates(templates, directions, BEHIND_A_NAME if meaning == "region_of" else ""))
        for meaning, templates in words.nominals.items()
        if templates
    ]


def _to_finding(match: re.Match[str], meaning: str, text: str, words: Words) -> Finding:
    return Finding(
        start=match.start(),
        end=match.end(),
        text=text[match.start() : match.end()],
        type=MentionType.NOMINAL,
        use=Use.LITERAL,
        score=0.8,
        reasons=(f"a phrase for a place ({meaning.replace('_', ' ')})",),
        meaning=meaning,
        direction=find_direction(match.group(), words),
    )


def find_direction(text: str, words: Words) -> str:
    """Compass point that a phrase names, "" if none."""
    said = set(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", text.lower()))
    return next((point for point, names in words.directions.items() if not said.isdisjoint(names)), "")


def _keep_apart(found: list[Finding]) -> list[Finding]:
    """Keep the first of those that overlap; the list comes longest first, so one look back per place is enough."""
    taken: set[int] = set()
    kept = []
    for finding in found:
        inside = range(finding.start, finding.end)
        if taken.isdisjoint(inside):
            taken.update(inside)
            kept.append(finding)
    return kept
