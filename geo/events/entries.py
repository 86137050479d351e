"""The entries of the codebook as records; nothing here reads or decides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from geo.events.words import WordSet
from geo.models import Group, Kind, PlaceRole, Status


@dataclass(frozen=True, slots=True)
class KindEntry:
    """What the codebook says of one kind.

    ``announcing_is_doing``: an announcement by those who decide is the event itself (a closure), not a plan.
    ``party_claims``: told by a party to it, it is claimed and not reported (losses, hits).
    ``place_role``: the role of a place without a preposition that says otherwise.
    ``fallback``: where it is if the clause names no place: actor (country of who acts), host, object, near, none.
    """

    kind: Kind
    words: str
    group: Group
    definition: str
    acled: str
    plover: str
    cameo: str
    announcing_is_doing: bool
    party_claims: bool
    place_role: PlaceRole
    fallback: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One trigger: the words that start it, what its slots must hold, and what follows from it."""

    id: str
    kind: Kind
    part: str
    words: tuple[tuple[str, ...], ...]
    slots: Mapping[str, WordSet]
    phase: str = ""
    status: Status | None = None
    acts: str = "subject"
    acted_on: str = "object"
    confidence: float = 0.7


@dataclass(frozen=True, slots=True)
class Veto:
    """Words that say a sentence (or, if ``article`` times in the text, the article) is about something else."""

    id: str
    words: WordSet
    kinds: frozenset[Kind]
    article: int


@dataclass(frozen=True, slots=True)
class Language:
    """Triggers and cues of one language; rules and institutions by the key of their first word (`words.key_of`).

    ``home``: by country, words for institutions that are that country's if none stands beside them (Bundeswehr).
    """

    code: str
    rules: Mapping[str, tuple[Rule, ...]]
    vetoes: tuple[Veto, ...]
    cues: Mapping[str, WordSet]
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    prepositions: Mapping[str, WordSet]
    institutions: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    sets: Mapping[str, WordSet]
    home: Mapping[str, WordSet]

    @property
    def verbs(self) -> frozenset[str]:
        """The verbs that start a rule, folded."""
        rules = (rule for rules in self.rules.values() for rule in rules if rule.part == "verb")
        return frozenset(words[0] for rule in rules for words in rule.words)


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor by name: organisation, armed group or person; ``role``, ``since``, ``until`` of an office.

    ``shared``: those of the aliases that others bear too, so that they count only beside the country.
    """

    id: str
    name: str
    type: str
    country: str
    aliases: tuple[str, ...]
    role: str = ""
    since: str = ""
    until: str = ""
    shared: tuple[str, ...] = ()


def spellings_of(entry: ActorEntry) -> Iterator[tuple[str, ActorEntry]]:
    """Yield each alias with the entry it names, which has ``shared`` names only if the alias is one of them."""
    own = replace(entry, shared=())
    for alias in entry.aliases:
        yield alias, entry if alias in entry.shared else own


@dataclass(frozen=True, slots=True)
class Weapon:
    """A weapon system with the spellings it is known by; ``generic`` for drones, missiles and the like."""

    name: str
    aliases: tuple[str, ...]
    generic: bool
