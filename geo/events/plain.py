"""What the parser is given instead of the article: the same text, letter for letter as long, without what misleads it.

In comes a text and its language; out comes a text of the same length, so that every offset is that of the article.
Apostrophes and blanks are straightened, lines that a page broke are joined. In French a bare day between verb and
object ("a fermé jeudi tous ses postes") is blanked, because the parser takes it for the object, and plural compounds
are opened ("postes-frontières"), because the tokeniser cuts them into pieces that the parser takes for sentences;
"état-major" gives way to another word. A semicolon between clauses is a full stop, because the parser hangs one clause
under the other's verb. A dateline that ends with its agency is blanked. Nothing else is touched.
"""

from __future__ import annotations

import re

from geo.events.wraps import unwrap

STRAIGHT = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " "})
"""What the pipelines were trained on: straight apostrophes and plain blanks."""

HUNG_ON = frozenset({"en", "fr"})
"""Languages whose parser hangs the clause behind a semicolon under the one before."""

_DAY = "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_MONTH = "(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_BARE_DAY = re.compile(
    rf"(?<=[\w'] )(?:(?:ce )?{_DAY}(?: (?:matin|soir|midi|après-midi|dernier|prochain))?"
    rf"(?: \d{{1,2}}(?:er)? {_MONTH}(?: \d{{4}})?)?|hier(?: soir| matin)?|aujourd'hui"
    rf"|ces derni(?:ers (?:jours|temps|mois)|ères (?:heures|semaines|années))"
    rf"|dans la (?:nuit|matinée|soirée|journée)(?= (?:\d+|des|un|une|le|la|les|plusieurs) )"
    rf"|cet (?:été|hiver|automne|après-midi)|ce (?:printemps|matin|soir|week-end)|cette (?:semaine|année|nuit)"
    rf"|(?:mi|fin|début)[- ]{_MONTH})(?= )",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"(?:\b(?:le|la|de|du|des|dès|depuis|avant|après|à|au|pour|que|jusqu'à|sauf|entre|chaque|un|et|ou|où|dimanche|quand)|')"
    r"\s*$",
    re.IGNORECASE,
)
"""Words before a day that make it a phrase of its own ("le lundi", "dès jeudi"), which the parser reads well."""
_PLURAL_COMPOUND = re.compile(
    r"\b(?!(?:sous|hors|moins|plus|après|états|pays|nous|vous)-)([a-zéè]{3,}s)-(?=[a-zéè]{4,})"
)


_STAFF = re.compile(r"(?P<chief>chef d')?état-major\b", re.IGNORECASE)
"""A word that the tokeniser cuts in three: "chef d'état" is another person."""


_LETTERS = "[^\\W\\d_]"
_CAPITAL = "A-ZÀ-ÞА-ЯЁІЇЄҐŁŚŻŹĆŃÓ"
_DAY = (
    rf"(?:(?:{_LETTERS}+\.? \d{{1,2}}|\d{{1,2}}\.? {_LETTERS}+\.?)(?:,? \d{{4}})?|\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}})?)"
)
_AGENCY = r" \([^)\n]{2,40}\)"
_COUNTRY = rf"(?:, {_LETTERS}[^\W\d_.’' -]*(?: {_LETTERS}[\w.’'-]*){{0,4}})?"
_DATELINE = re.compile(
    rf"^(?P<where>[{_CAPITAL}](?:[{_CAPITAL}'’ ./-]{{2,40}}{_COUNTRY}"
    # A city in small letters is told from a sentence by the agency behind it.
    rf"|[\w'’./ -]{{2,30}}(?=(?:, {_DAY})?{_AGENCY} ?(?:--?|[–—]|:) )))"
    rf"(?P<rest>(?:, {_DAY})?(?:{_AGENCY})?)"
    r"(?P<dash> ?(?:--|[–—]) ?| - |: (?=[^\n]{80}))",
    re.MULTILINE,
)
"""Where a report was written, and when, at the start of its first line: "GOMA, Congo, Jan 27, 2025 (wire) - "."""
_AGENCY_BEHIND = rf"(?:/[^/\n]{{2,20}}/|[{_CAPITAL}][\w.]{{1,20}}(?: [{_CAPITAL}]\w{{1,15}})?)"
_MONTH_BEHIND = rf"\d{{1,2}} {_LETTERS}{{3,12}}\.?(?: \d{{4}}(?: г\.| р\.| года| року)?)?"
_DATELINE_BEHIND = re.compile(
    rf"^[{_CAPITAL}][\w'’ -]{{2,30}}(?:[.,] {_MONTH_BEHIND}\.?(?: [-–—])? {_AGENCY_BEHIND}(?: [-–—]|\.) "
    rf"| • {_AGENCY_BEHIND}$)",
    re.MULTILINE,
)
"""The same with the agency behind the day: "МОСКВА, 21 окт - РИА Новости. ", "КИЇВ. 10 грудня. УНН. ", "Київ • УНН"."""
_LOOK_BACK = 14
_NAME_WITH_APOSTROPHE = re.compile(r"(?<=\b[NMKGO])'(?=[A-Z])")
"""In "Birni-N'Konni", "O'Brien": no article and no negation."""

_SEMICOLON = re.compile(r";(?= [^\s;]+ [^\s;]+ [^\s;]+)")
"""A semicolon with three words or more behind it; in a list of names there are fewer."""


def to_plain(text: str, language: str) -> str:
    """Return the text as the parser should read it, of the same length."""
    plain = _DATELINE_BEHIND.sub(lambda m: " " * len(m.group()), unwrap(text).translate(STRAIGHT))
    plain = _DATELINE.sub(_end_dateline, plain)
    plain = _NAME_WITH_APOSTROPHE.sub("e", plain)
    if language in HUNG_ON:
        plain = _SEMICOLON.sub(".", plain)
    if language != "fr":
        return plain
    plain = _PLURAL_COMPOUND.sub(r"\1 ", plain)
    plain = _STAFF.sub(lambda m: ("commandant" if m["chief"] else "infanterie").ljust(len(m.group())), plain)
    return _BARE_DAY.sub(lambda m: m.group() if _stands_apart(plain, m.start()) else " " * len(m.group()), plain)


def _end_dateline(found: re.Match[str]) -> str:
    """Return a dateline that ends like a sentence; "ACCRA—The" has no room for a full stop and a blank."""
    where, dash = f"{found['where']}{found['rest']}", found["dash"]
    return where + (".".ljust(len(dash)) if len(dash) > 1 else "\n")


def find_datelines(text: str) -> list[tuple[int, int]]:
    """Return start and end (exclusive) of the places a report was written from, without the dash."""
    behind = [match.span() for match in _DATELINE_BEHIND.finditer(text)]
    return [*((match.start(), match.start("dash")) for match in _DATELINE.finditer(text)), *behind]


def _stands_apart(text: str, day: int) -> bool:
    return _PREPOSITION.search(text[max(0, day - _LOOK_BACK) : day]) is not None
