"""The codebook: which words make which kind of event, who the actors are, which weapons exist, what makes a status.

In comes a folder of TOML files that a researcher edits without Python; out comes one frozen `Codebook`. A file that is
broken raises `CodebookError` with file, place and remedy; a codebook is never half-loaded.

Files: ``kinds.toml``, ``actors.toml``, ``weapons.toml``, and for each language ``triggers.<language>.toml`` and
``cues.<language>.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from geo.errors import CodebookError
from geo.events.entries import ActorEntry, KindEntry, Language, Rule, Veto, Weapon
from geo.events.reading import Section, read_section
from geo.events.words import KEY, WordSet, key_of, split_words
from geo.models import Group, Kind, PlaceRole, Status

CLASSES = frozenset({"force", "official", "state", "organisation", "people", "place", "weapon", "actor", "border"})
"""Classes a slot can ask for besides words: what `who` and the geoparser found in the argument."""

FALLBACKS = frozenset({"actor", "object", "speaker", "near"})
"""Where an event can be if its clause names no place."""

ACTOR_TYPES = ("organisation", "group", "person")
ARMS = ("system", "generic")
PARTS = ("verb", "noun", "adjective")
"""The parts of speech a trigger's first word can be."""

SLOTS = ("object", "head", "subject", "any", "beside", "sentence", "own", "aim", "unless", "needs")
"""The slots of a rule, each a list of words and @sets."""

CUE_NAMES = (
    "modal", "future", "fear", "possible", "plan", "announce", "allege", "claim", "say", "deny", "refuse",
    "negation", "never", "nearly", "untrue", "if", "question", "background", "habit", "wish", "according", "expert",
    "ended", "departure", "soon", "still", "caption", "furniture", "compare", "factive", "light", "order",
)  # fmt: skip
"""The lists a file of cues must hold (an empty list is allowed)."""


@dataclass(frozen=True, slots=True)
class Codebook:
    """Everything that decides what an event is, as data."""

    folder: Path
    kinds: Mapping[Kind, KindEntry]
    languages: Mapping[str, Language]
    actors: tuple[ActorEntry, ...]
    states: Mapping[str, str]
    weapons: tuple[Weapon, ...]
    ships: tuple[str, ...] = ()
    groups: frozenset[str] = frozenset()
    """The armed groups that are no country's forces, by their ids."""

    @classmethod
    def load(cls, folder: Path) -> Codebook:
        """Read and check every file of the folder.

        Raises
        ------
        CodebookError
            If a file is missing, is no TOML, or an entry has no meaning; says file, place and remedy.
        """
        found = sorted(path.name.split(".")[1] for path in folder.glob("triggers.*.toml"))
        if not found:
            raise CodebookError(
                "has no triggers.<language>.toml.", source=str(folder), remedy="Name a folder that holds a codebook."
            )
        actors, states = read_actors(folder)
        weapons = read_section(folder / "weapons.toml")
        return cls(
            folder=folder,
            kinds=_read_kinds(read_section(folder / "kinds.toml")),
            languages={code: _read_language(folder, code) for code in found},
            actors=actors,
            states=states,
            weapons=_read_weapons(weapons),
            ships=weapons.texts("ships", ()),
            groups=frozenset(a.id for a in actors if a.type == "group" and not a.id.endswith("_MIL")),
        )


def read_actors(folder: Path) -> tuple[tuple[ActorEntry, ...], Mapping[str, str]]:
    """Read who the actors are, and the alpha-3 id of each state by its alpha-2 code; raises CodebookError."""
    file = read_section(folder / "actors.toml")
    states = file.part("states")
    return _read_actors(file), {code: states.text(code) for code in states.names()}


def _read_kinds(file: Section) -> dict[Kind, KindEntry]:
    file.expect_names({kind.value for kind in Kind}, all_needed=True)
    return {Kind(name): read_kind(Kind(name), file.part(name)) for name in file.names()}


def read_kind(kind: Kind, entry: Section) -> KindEntry:
    """Read what the codebook says of one kind; raises CodebookError."""
    entry.expect_names(
        {"words", "group", "definition", "acled", "plover", "cameo", "announcing_is_doing", "party_claims", "place",
         "fallback"}
    )  # fmt: skip
    group = entry.choice("group", {g.value for g in Group})
    if Group(group) is not kind.group:
        raise entry.error("group", f"got {group!r}, expected {kind.group.value!r}", "The groups of kinds are fixed.")
    return KindEntry(
        kind=kind,
        words=entry.text("words"),
        group=kind.group,
        definition=entry.text("definition"),
        acled=entry.text("acled", ""),
        plover=entry.text("plover", ""),
        cameo=entry.text("cameo", ""),
        announcing_is_doing=entry.flag("announcing_is_doing"),
        party_claims=entry.flag("party_claims"),
        place_role=PlaceRole(entry.choice("place", {role.value for role in PlaceRole}, "location")),
        fallback=_read_fallback(entry),
    )


def _read_fallback(entry: Section) -> tuple[str, ...]:
    found = entry.texts("fallback", ("actor", "near"))
    unknown = sorted(set(found) - FALLBACKS)
    if unknown:
        raise entry.error("fallback", f"got {unknown}", f"Use one of: {', '.join(sorted(FALLBACKS))}.")
    return found


def _read_actors(file: Section) -> tuple[ActorEntry, ...]:
    file.expect_names({"states", *ACTOR_TYPES})
    return tuple(read_actor(entry, type_) for type_ in ACTOR_TYPES for entry in file.parts(type_))


def read_actor(entry: Section, type_: str) -> ActorEntry:
    """Read one organisation, group or person; raises CodebookError."""
    entry.expect_names({"id", "name", "country", "aliases", "shared", "role", "since", "until"})
    shared = entry.texts("shared", ())
    if shared and not entry.text("country", ""):
        raise entry.error("shared", "needs a country", "Name the country, or move the spellings to aliases.")
    return ActorEntry(
        id=entry.text("id"),
        name=entry.text("name"),
        type=type_,
        country=entry.text("country", ""),
        aliases=tuple(dict.fromkeys((entry.text("name"), *entry.texts("aliases", ()), *shared))),
        role=entry.text("role", ""),
        since=_read_day(entry, "since"),
        until=_read_day(entry, "until"),
        shared=shared,
    )


def _read_day(entry: Section, key: str) -> str:
    day = entry.text(key, "")
    try:
        return date.fromisoformat(day).isoformat() if day else ""
    except ValueError as error:
        raise entry.error(key, f"got {day!r}, expected a day as 2023-02-10", 'Correct it, or write "".') from error


def _read_weapons(file: Section) -> tuple[Weapon, ...]:
    file.expect_names({*ARMS, "ships"})
    return tuple(read_weapon(entry, key) for key in ARMS for entry in file.parts(key))


def read_weapon(entry: Section, key: str) -> Weapon:
    """Read one system or generic word for weapons; raises CodebookError."""
    entry.expect_names({"name", "aliases", "type", "side"})
    return Weapon(entry.text("name"), (entry.text("name"), *entry.texts("aliases", ())), key == "generic")


def _read_language(folder: Path, code: str) -> Language:
    triggers = read_section(folder / f"triggers.{code}.toml")
    cues = read_section(folder / f"cues.{code}.toml")
    triggers.expect_names({"sets", "veto", *(kind.value for kind in Kind)})
    parts = {"cues", "phrases", "prepositions", "institutions"}
    cues.expect_names(parts | {"home"} if "home" in cues.names() else parts, all_needed=True)
    sets = {name: triggers.part("sets").texts(name) for name in triggers.part("sets").names()}
    rules = [
        read_rule(entry, Kind(name), f"{name}.{code}.{number}", sets)
        for name in triggers.names()
        if name not in ("sets", "veto")
        for number, entry in enumerate(triggers.parts(name), 1)
    ]
    cues.part("cues").expect_names(set(CUE_NAMES), all_needed=True)
    return Language(
        code=code,
        rules=_by_first_word(rules),
        vetoes=tuple(read_veto(entry, number, sets) for number, entry in enumerate(triggers.parts("veto"), 1)),
        cues=_word_sets(cues.part("cues")),
        phrases=_phrases(cues.part("phrases")),
        prepositions=_word_sets(cues.part("prepositions")),
        institutions=_read_institutions(cues.part("institutions")),
        home=_read_home(cues.part("home")) if "home" in cues.names() else {},
        sets={name: triggers.part("sets").word_set(name, sets, CLASSES) for name in sets},
    )


def _word_sets(section: Section) -> dict[str, WordSet]:
    return {name: section.word_set(name, {}, frozenset()) for name in section.names()}


def _phrases(section: Section) -> dict[str, tuple[tuple[str, ...], ...]]:
    return {name: tuple(split_words(phrase) for phrase in section.texts(name)) for name in section.names()}


def _read_institutions(section: Section) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return phrase and key of every institution by the first word of the phrase, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for key, phrases in _phrases(section).items():
        for phrase in phrases:
            found.setdefault(key_of(phrase[0]), []).append((phrase, key))
    return {first: tuple(sorted(entries, key=lambda e: -len(e[0]))) for first, entries in found.items()}


def _read_home(section: Section) -> dict[str, WordSet]:
    """Return, by country, the words that mean its institutions where no country stands beside them."""
    return {code: section.word_set(code, {}, frozenset()) for code in section.names()}


def _by_first_word(rules: list[Rule]) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        for first in {key_of(words[0]) for words in rule.words}:
            found.setdefault(first, []).append(rule)
    return {first: tuple(entries) for first, entries in found.items()}


def read_rule(entry: Section, kind: Kind, rule_id: str, sets: Mapping[str, tuple[str, ...]]) -> Rule:
    """Read one rule; raises CodebookError."""
    entry.expect_names({*PARTS, *SLOTS, "phase", "status", "acts", "acted_on", "confidence", "note"})
    parts = [part for part in PARTS if part in entry.names()]
    if len(parts) != 1:
        raise entry.error("", f"has {len(parts)} of {', '.join(PARTS)}", "Give a rule exactly one of them.")
    words = entry.texts(parts[0])
    short = [word for word in words if "*" in word and len(split_words(word)[0]) <= KEY]
    if short:
        raise entry.error(parts[0], f"got {short}", f"Write {KEY} letters and more beside a *.")
    status = entry.choice("status", {s.value for s in Status}, "")
    return Rule(
        id=rule_id,
        kind=kind,
        part=parts[0],
        words=tuple(split_words(word) for word in words),
        slots={slot: _read_slot(entry, slot, sets) for slot in SLOTS if slot in entry.names()},
        phase=entry.text("phase", ""),
        status=Status(status) if status else None,
        acts=entry.choice("acts", {"subject", "object", "none"}, "subject"),
        acted_on=entry.choice("acted_on", {"subject", "object", "with", "host", "none"}, "object"),
        confidence=entry.number("confidence", 0.7),
    )


def _read_slot(entry: Section, slot: str, sets: Mapping[str, tuple[str, ...]]) -> WordSet:
    if slot != "needs":
        return entry.word_set(slot, sets, CLASSES)
    unknown = set(entry.texts(slot)) - CLASSES
    if unknown:
        raise entry.error(slot, f"got {sorted(unknown)}", f"Use one of: {', '.join(sorted(CLASSES))}.")
    return WordSet(classes=frozenset(entry.texts(slot)))


def read_veto(entry: Section, number: int, sets: Mapping[str, tuple[str, ...]]) -> Veto:
    """Read one veto; raises CodebookError."""
    entry.expect_names({"name", "words", "groups", "kinds", "article"})
    groups = set(entry.texts("groups", ()))
    kinds = set(entry.texts("kinds", ()))
    unknown = (groups - {g.value for g in Group}) | (kinds - {k.value for k in Kind})
    if unknown:
        raise entry.error("kinds", f"got {sorted(unknown)}", "Use names of kinds.toml.")
    chosen = frozenset(k for k in Kind if k.value in kinds or k.group.value in groups) or frozenset(Kind)
    words = entry.word_set("words", sets, frozenset())
    return Veto(entry.text("name", str(number)), words, chosen, int(entry.number("article", 3)))
