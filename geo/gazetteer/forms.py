"""Words that say what sort of area a name is ("oblast", "voivodeship"), and the case forms of Slavic area names.

News says "Kursk oblast", "l'oblast de Koursk", "в Курской области": the first two are a stem and a type word in either
order, taken apart at query time; the third is one of few case forms, written out at build time.
"""

# ruff: noqa: SIM905 - letters of other alphabets, and word lists that read better as text

from __future__ import annotations

import re

# Normalised type words by the precision they speak of; the languages of the interface and of the region.
REGION_WORDS = frozenset(
    "oblast oblasts region regions province provinces governorate governorates voivodeship voivodship krai kray "
    "republic respublika state department departement prefecture oblasti voblast voblasc voblasts gubernia "
    "guberniya territory gouvernorat voivodie krai republique etat gebiet provinz woiwodschaft bezirk gouvernement "
    "kanton canton bundesland wojewodztwo wojewodztwa wojewodztwie obwod obwodu obwodzie prowincja prowincji region "
    "regionu regionie estado provincia departamento governo stato регион региона регионе область области вобласць "
    "вобласці край края крае краи провинция провинции провінція провінції республика республики республике "
    "республіка республіки республіці штат штата штате штату muhafazat wilaya wilayat viloyat vilayet".split()
)
DISTRICT_WORDS = frozenset(
    "district districts county raion rayon raions municipality parish arrondissement comte kreis landkreis rajon "
    "powiat powiatu powiecie rejon rejonu rejonie hromada okrug gromada raionas apskritis savivaldybe distrito "
    "condado район района районе раион раиона раионе раен раена раене округ округа громада громади".split()
)
STATE_WORDS = frozenset(
    "republic republique republik republika kingdom royaume konigreich krolestwo state etat staat panstwo emirate "
    "республика республики республике республику королевство королевства королевстве "
    "государство государства республіка республіки республіці республіку королівство держава "
    "рэспубліка рэспублікі".split()
)
SETTLEMENT_WORDS = frozenset(
    "city town village ville commune stadt dorf gemeinde miasto wies gmina miestas kaimas город село деревня "
    "поселок місто селище горад веска".split()
)
_LINKS = frozenset("de du des d la le l of the von der des".split())

# A nominative ending and the endings of the other cases, in running text (lower case).
_CASES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ая область", ("ой области", "ую область", "ой областью")),
    ("ий край", ("ого края", "ому краю", "ом крае", "им краем")),
    ("ий район", ("ого района", "ому району", "ом районе", "им районом")),
    ("ий округ", ("ого округа", "ому округу", "ом округе", "им округом")),
    ("а область", ("ої області", "ій області", "у область", "ою областю")),
    ("ий район", ("ого району", "ому районі", "им районом")),
    ("ая вобласць", ("ай вобласці", "ую вобласць", "ай вобласцю")),
    ("і раён", ("ага раёна", "аму раёну", "ім раёне", "ім раёнам")),
)
_ADJECTIVE_LAST = re.compile(r"(województwo|powiat|obwód) (.*[sc]k)(?:ie|i)")
_POLISH = {
    "województwo": (("województwa", "iego"), ("województwie", "im"), ("województwu", "iemu"), ("województwem", "im")),
    "powiat": (("powiatu", "iego"), ("powiecie", "im"), ("powiatem", "im")),
    "obwód": (("obwodu", "iego"), ("obwodzie", "im"), ("obwodem", "im")),
}
_REPUBLIC = re.compile(r"республика (.+)")


def decline(name: str) -> tuple[str, ...]:
    """Return the other cases of "Курская область", "województwo podlaskie", "Республика Крым"; () for other names."""
    lower = name.casefold()
    cyrillic = [lower.removesuffix(base) + end for base, ends in _CASES if lower.endswith(base) for end in ends]
    if polish := _ADJECTIVE_LAST.fullmatch(lower):
        return tuple(f"{noun} {polish[2]}{end}" for noun, end in _POLISH[polish[1]])
    if republic := _REPUBLIC.fullmatch(lower):
        return tuple(f"республик{end} {republic[1]}" for end in "иеу")
    return tuple(cyrillic)


def split_area(normalised: str) -> tuple[str, str]:
    """Return the stem of a name and "state", "region", "district", "settlement" or "" for the type word beside it.

    "kursk oblast", "oblast de koursk" → ("kursk", "region"), ("koursk", "region"); a name without type word stays.
    """
    words = normalised.split(" ")
    for sort, known in (
        ("state", STATE_WORDS),
        ("region", REGION_WORDS),
        ("district", DISTRICT_WORDS),
        ("settlement", SETTLEMENT_WORDS),
    ):
        if len(words) > 1 and words[-1] in known:
            return " ".join(words[:-1]), sort
        if len(words) > 1 and words[0] in known:
            rest = [word for i, word in enumerate(words[1:]) if i > 1 or word not in _LINKS]
            return " ".join(rest), sort if rest else ""
    return normalised, ""
