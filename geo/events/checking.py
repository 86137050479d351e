"""Every fault of a codebook at once, with file, line and remedy: for people who edit one.

In comes a folder; out come `Fault`s in the order of the files. A fault that stops the codebook from loading is
``fatal``; the others load but are surely not what was meant (a set nobody uses, a person in office before taking it).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from geo.errors import CodebookError
from geo.events.codebook import (
    ACTOR_TYPES,
    ARMS,
    CUE_NAMES,
    SLOTS,
    Codebook,
    read_actor,
    read_kind,
    read_rule,
    read_veto,
    read_weapon,
)
from geo.events.offices import OF_ONE, offices_of, overlapping
from geo.events.reading import Section, read_section
from geo.models import Kind

SYNTAX_LINE = re.compile(r"at line (\d+)")
HEADER = re.compile(r"^\s*\[")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a codebook: ``line`` counts from 1, 0 if it is the file as a whole."""

    file: str
    line: int
    message: str
    remedy: str
    fatal: bool = True

    def __str__(self) -> str:
        """Return "file:line: what. remedy"."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message} {self.remedy}"


def check_codebook(folder: Path) -> tuple[Fault, ...]:
    """Return every fault of the files in a folder; none means that the codebook loads."""
    found = list(_each_entry(folder))
    if not any(fault.fatal for fault in found):
        found.extend(_faults_of(partial(Codebook.load, folder)))
    return tuple(dict.fromkeys(found))


def _faults_of(read: Callable[[], object]) -> list[Fault]:
    try:
        read()
    except CodebookError as error:
        return [_to_fault(error)]
    return []


def _to_fault(error: CodebookError) -> Fault:
    path = Path(error.source)
    syntax = SYNTAX_LINE.search(error.message)
    line = int(syntax.group(1)) if syntax else line_of(path, error.where) if error.where and path.is_file() else 0
    words = error.message if syntax or not error.where else f"{error.where}: {error.message}"
    return Fault(path.name, line, words, error.remedy)


def line_of(path: Path, where: str) -> int:
    """Return the line on which an entry such as "strike 3.object" or "person 12.since" stands, 0 if it is not found."""
    lines = path.read_text(encoding="utf-8").splitlines()
    at = 0
    for part in where.split("."):
        name, _, number = part.rpartition(" ")
        numbered = bool(name) and number.isdigit()
        at = _nth(lines, name, int(number)) if numbered else _named(lines, part, at)
        if at == 0:
            return 0
    return at


def _nth(lines: Sequence[str], name: str, number: int) -> int:
    """Return the line of the n-th [[name]], or of the n-th entry in braces of "name = [ … ]"."""
    headers = [i for i, line in enumerate(lines, 1) if line.strip() == f"[[{name}]]"]
    if len(headers) >= number:
        return headers[number - 1]
    start = next((i for i, line in enumerate(lines, 1) if re.match(rf"\s*{re.escape(name)}\s*=\s*\[", line)), 0)
    entries = [i for i in range(start, len(lines) + 1) if start and re.match(r"\s*\{", lines[i - 1])]
    return entries[number - 1] if len(entries) >= number else start


def _named(lines: Sequence[str], name: str, after: int) -> int:
    """Return the line of the table [name], or of "name = …" below the line reached so far."""
    for i in range(max(after, 1), len(lines) + 1):
        line = lines[i - 1]
        if after and i > after and HEADER.match(line):
            break
        if line.strip() in (f"[{name}]", f"[[{name}]]") or re.match(rf"\s*\"?{re.escape(name)}\"?\s*=", line):
            return i
    return after


def _each_entry(folder: Path) -> Iterator[Fault]:
    """Read every file entry by entry, so that one fault does not hide the next."""
    codes = sorted(path.name.split(".")[1] for path in folder.glob("triggers.*.toml"))
    readers = [("kinds.toml", _check_kinds), ("actors.toml", _check_actors), ("weapons.toml", _check_weapons)]
    for code in codes:
        readers += [(f"triggers.{code}.toml", _check_triggers), (f"cues.{code}.toml", _check_cues)]
    for name, check in readers:
        try:
            file = read_section(folder / name)
        except CodebookError as error:
            yield _to_fault(error)
            continue
        yield from check(file)


def _collect(entries: Iterable[Section], read: Callable[[Section], object]) -> Iterator[Fault]:
    for entry in entries:
        yield from _faults_of(partial(read, entry))


def _parts(file: Section, name: str) -> tuple[Section, ...]:
    try:
        return file.parts(name)
    except CodebookError:
        return ()


def _check_kinds(file: Section) -> Iterator[Fault]:
    for kind in Kind:
        if kind.value in file.names():
            yield from _faults_of(lambda kind=kind: read_kind(kind, file.part(kind.value)))  # type: ignore[misc]


def _check_actors(file: Section) -> Iterator[Fault]:
    states = set(file.part("states").names()) if "states" in file.names() else set()
    for type_ in ACTOR_TYPES:
        entries = _parts(file, type_)
        yield from _collect(entries, partial(read_actor, type_=type_))
        ids = Counter(_term(entry) for entry in entries)
        for entry in entries:
            yield from _doubts_of_actor(entry, states)
            if ids[_term(entry)] > 1:
                yield _doubt(entry, "id", f"{entry.values.get('id')!r} is the id of several", "Give each its own.")
    yield from _doubts_of_offices(_parts(file, "person"))


def _doubts_of_offices(entries: Iterable[Section]) -> Iterator[Fault]:
    """Doubt two persons in one office on one day, one of them perhaps without days."""
    whole = [entry for entry in entries if not _faults_of(partial(read_actor, entry, "person"))]
    read = {read_actor(entry, "person"): entry for entry in whole}
    for (country, role), terms in offices_of(read).items():
        for one, other in overlapping(terms) if role in OF_ONE else ():
            says = f"{one.id} and {other.id} are both {role} of {country} on one day"
            yield _doubt(read[other], "since", says, "Give each the days in office.")


def _term(entry: Section) -> tuple[object, object]:
    """Return whose entry it is, and since when: a person has one for each term in office."""
    return entry.values.get("id"), entry.values.get("since", "")


def _doubts_of_actor(entry: Section, states: set[str]) -> Iterator[Fault]:
    country, since, until = (entry.values.get(key, "") for key in ("country", "since", "until"))
    if country and country not in states | UNIONS:
        yield _doubt(entry, "country", f"{country!r} is no state of [states]", "Use its two letters, or add it there.")
    if since and until and since >= until:
        yield _doubt(entry, "until", f"ends on {until}, before it begins on {since}", "Correct one of the days.")


def _check_weapons(file: Section) -> Iterator[Fault]:
    for key in ARMS:
        yield from _collect(_parts(file, key), partial(read_weapon, key=key))


def _check_triggers(file: Section) -> Iterator[Fault]:
    sets = {}
    for name in file.part("sets").names() if "sets" in file.names() else ():
        faults = _faults_of(partial(file.part("sets").texts, name))
        yield from faults
        sets[name] = () if faults else file.part("sets").texts(name)
    kinds = [kind for kind in Kind if kind.value in file.names()]
    entries = [(kind, entry) for kind in kinds for entry in _parts(file, kind.value)]
    for kind, entry in entries:
        yield from _faults_of(lambda k=kind, e=entry: read_rule(e, k, "", sets))  # type: ignore[misc]
        yield from _doubts_of_rule(entry)
    for number, entry in enumerate(_parts(file, "veto"), 1):
        yield from _faults_of(lambda n=number, e=entry: read_veto(e, n, sets))  # type: ignore[misc]
    yield from _twice(entry for _, entry in entries)
    yield from _unused(file, sets)


def _check_cues(file: Section) -> Iterator[Fault]:
    for part in file.names():
        faults = _faults_of(partial(file.part, part))
        yield from faults
        for name in file.part(part).names() if not faults else ():
            yield from _faults_of(partial(file.part(part).texts, name))
    if "cues" in file.names():
        yield from _faults_of(partial(file.part("cues").expect_names, set(CUE_NAMES), all_needed=True))


def _doubts_of_rule(entry: Section) -> Iterator[Fault]:
    never = {word for word in entry.values.get("unless", ()) if isinstance(word, str)}
    for name in SLOTS:
        both = sorted(never & set(entry.values.get(name, ()))) if name != "unless" else []
        if both:
            yield _doubt(entry, name, f"{both} is asked for and forbidden by unless", "Take it out of one of the two.")


def _twice(entries: Iterable[Section]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for entry in entries:
        first = seen.setdefault(repr(sorted(entry.values.items(), key=str)) + entry.where.split()[0], entry.where)
        if first != entry.where:
            yield _doubt(entry, "", f"says the same as {first}", "Take one of them out.")


def _unused(file: Section, sets: dict[str, tuple[str, ...]]) -> Iterator[Fault]:
    text = Path(file.source).read_text(encoding="utf-8")
    for name in sets:
        if f'"@{name}"' not in text and name not in ASKED_BY_CODE:
            where = replace(file, where="sets")
            yield _doubt(where, name, f"no rule uses the set {name!r}", "Take it out, or use it as @" + name + ".")


UNIONS = frozenset({"EU", "NATO", "UN"})
"""What a person can speak for besides a state."""
ASKED_BY_CODE = frozenset({"border", "force", "weapon", "flying", "land", "office"})
"""Sets that the program itself asks for."""


def _doubt(entry: Section, key: str, message: str, remedy: str) -> Fault:
    return replace(_to_fault(entry.error(key, message, remedy)), fatal=False)
