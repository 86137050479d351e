"""Which sentences can tell an event at all: those that hold the words of a trigger, in any of their forms.

In come the words of a sentence; out comes yes or no, before anything is parsed: is there a trigger with words for its
slots? Every lemma a form can have counts, so that nothing the rules could find is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geo.events.grammar import load_grammar, pronouns_of
from geo.events.what import THEM
from geo.events.who import FORCES
from geo.events.words import WordSet, fold, key_of, keys_for
from geo.geoparse.morphology import lemmas
from geo.models import Mention, MentionType

if TYPE_CHECKING:
    from geo.events.entries import ActorEntry, Language
    from geo.events.gear import WeaponMention

PREFIXES = (
    "ab", "an", "auf", "aus", "bei", "durch", "ein", "entgegen", "fest", "fort", "frei", "her", "heran", "hin",
    "hinter", "los", "mit", "nach", "nieder", "um", "vor", "voran", "weg", "weiter", "wieder", "zu", "zuruck",
    "zusammen", "uber", "hoch", "heraus", "hinaus", "herein", "hinein", "vorwarts",
)  # fmt: skip
"""German prefixes (folded) that stand apart from their verb: "griffen … an"."""


FORCE = frozenset({"force"})
ENDINGS = {"fr": ("er", "ir", "re", "oir"), "en": ("e", "y")}
"""Endings of infinitives in languages whose lemmas come without parts of speech."""
SHORTEST_STEM = 4
REMEMBERED = 100_000
"""Words whose keys are kept."""
PARTIES = frozenset({"official", "state", "organisation", "people", "actor"})
"""Classes that a country, a word for an institution, a name or a pronoun can fill."""
BARS = frozenset({"unless", "aim"})
"""Slots that bar an event and need not be filled."""
SITES = frozenset({"place", "border"})
LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Sighted:
    """Asked for the sentences of one article, whose places and weapons are known; all as folded runs of letters."""

    prefilter: Prefilter
    named: frozenset[str]
    placed: frozenset[str]
    armed: frozenset[str]

    def leans(self, words: Sequence[str]) -> bool:
        """Return True if one of the words is a pronoun that may stand for an actor of the sentence before."""
        return self.prefilter.leans(words)

    def tells(self, words: Sequence[str]) -> bool:
        """Return True if a trigger stands in the sentence with what may fill each of its slots."""
        letters = letters_of(words)
        classes: frozenset[str] = frozenset()
        if not letters.isdisjoint(self.named):
            classes |= PARTIES
        if not letters.isdisjoint(self.placed):
            classes |= SITES
        if not letters.isdisjoint(self.armed):
            classes |= {"weapon"}
        return self.prefilter.tells(words, classes)


def letters_of(words: Iterable[str]) -> frozenset[str]:
    """Return the folded runs of letters of words, which are the same however a text is cut into words."""
    return frozenset(fold(run) for word in words for run in LETTERS.findall(word))


class _Slot(NamedTuple):
    """What fills a slot: classes, or words filed under one of the keys."""

    classes: frozenset[str]
    keys: frozenset[str]
    has_words: bool


class Prefilter:
    """Asked for every sentence of a language; keeps its answers for words."""

    def __init__(self, language: Language, actors: Iterable[ActorEntry] = ()) -> None:
        self._code = language.code
        self._rules = language.rules
        self._separable = _bases(language.rules) if language.code == "de" else {}
        self._stems = _stems(language, ENDINGS.get(language.code, ()))
        self._slots = {
            rule.id: [_Slot(w.classes, w.keys, bool(w.words)) for slot, w in rule.slots.items() if slot not in BARS]
            for rules in language.rules.values()
            for rule in rules
        }
        self._phrases = {
            rule.id: [frozenset(map(key_of, words)) for words in rule.words]
            for rules in language.rules.values()
            for rule in rules
        }
        actors = tuple(actors)
        grammar = load_grammar(language.code)
        self._pronouns, self._things = pronouns_of(grammar), grammar.it | THEM
        self._forces = _words_for_forces(language, actors)
        self._borders = language.sets.get("border", WordSet()).keys
        self._parties = _words_for_parties(language, actors)
        slots = (slot.keys for slots in self._slots.values() for slot in slots)
        phrases = (phrase for phrases in self._phrases.values() for phrase in phrases)
        self._asked = frozenset().union(self._rules, self._forces, self._borders, self._parties, *slots, *phrases)
        self._keys_of = lru_cache(REMEMBERED)(self._find_keys)

    def leans(self, words: Sequence[str]) -> bool:
        """Return True if one of the words is a pronoun that may stand for an actor of the sentence before."""
        return any(word.lower() in self._pronouns for word in words)

    def look_for(self, mentions: Iterable[Mention], weapons: Iterable[WeaponMention], text: str) -> Sighted:
        """Return the prefilter of an article in which these places and weapons were found."""
        mentions = tuple(mentions)
        return Sighted(
            self,
            letters_of(m.text for m in mentions),
            letters_of(m.text for m in mentions if m.type is not MentionType.DEMONYM),
            letters_of(text[w.start : w.end] for w in weapons),
        )

    def tells(self, words: Sequence[str], classes: frozenset[str] = PARTIES | SITES | {"weapon"}) -> bool:
        """Return True if a trigger stands in the sentence with what may fill each of its slots.

        ``classes`` are those that what was found in the sentence can fill; its own words add to them.
        """
        keys = frozenset().union(*map(self._keys_of, words))
        rules = {rule.id: rule for key in keys & self._rules.keys() for rule in self._rules[key]}
        rules = {name: rule for name, rule in rules.items() if any(phrase <= keys for phrase in self._phrases[name])}
        if not rules:
            return False
        lower = {fold(word) for word in words}
        leans, bent, thing = self.leans(words), self._names_bent(words), not lower.isdisjoint(self._things)
        if leans or bent or not keys.isdisjoint(self._forces):
            classes |= FORCE
        if leans or bent or not keys.isdisjoint(self._parties):
            classes |= PARTIES
        if not keys.isdisjoint(self._borders):
            classes |= {"border"}
        return any(
            all(
                not wanted.classes.isdisjoint(classes)
                or (thing and wanted.classes and wanted.has_words)
                or not keys.isdisjoint(wanted.keys)
                for wanted in self._slots[name]
            )
            for name in rules
        )

    def _names_bent(self, words: Sequence[str]) -> bool:
        """Return True if a name may be that of an armed group, in a language whose names are bent."""
        return self._code not in ENDINGS and any(word[:1].isupper() for word in words[1:])

    def _find_keys(self, word: str) -> frozenset[str]:
        """Return what a word can be filed under by any of its lemmas, as far as anything is asked for by it."""
        return self._asked.intersection(self._look_up(word))

    def _look_up(self, word: str) -> Iterator[str]:
        if not any(map(str.isalpha, word)):
            yield fold(word)
            return
        forms = {fold(word), *(fold(lemma) for lemma in lemmas(word, self._code))}
        for form in forms:
            yield from keys_for(form)
            yield from self._separable.get(form, ())
            yield from (verb for stem, verb in self._stems.get(form[:SHORTEST_STEM], ()) if form.startswith(stem))


def _words_for_forces(language: Language, actors: Iterable[ActorEntry]) -> frozenset[str]:
    """Return the keys of words for armed forces and of the first words of armed groups' names."""
    words = {key for key, entries in language.institutions.items() if any(kind in FORCES for _, kind in entries)}
    groups = (alias for actor in actors if actor.type == "group" for alias in actor.aliases)
    return frozenset(words.union(*(re.findall(r"\w+", fold(alias))[:1] for alias in groups)))


def _words_for_parties(language: Language, actors: Iterable[ActorEntry]) -> frozenset[str]:
    """Return the keys of words for institutions and for two parties at once, and of the ends of actors' names."""
    both = {key_of(phrase[0]) for name in ("both_states", "both_forces") for phrase in language.phrases.get(name, ())}
    names = (re.findall(r"\w+", fold(alias)) for actor in actors for alias in actor.aliases)
    return frozenset(language.institutions.keys() | both).union(*((*name[:1], *name[-1:]) for name in names))


def _stems(language: Language, endings: tuple[str, ...]) -> dict[str, list[tuple[str, str]]]:
    """Return verbs by what they keep in all regular forms; their lemmas alone miss participles taken for adjectives.

    Each verb is filed under the first letters of its stem; there are none for languages without ``endings``.
    """
    verbs = {w[0] for rules in language.rules.values() for rule in rules if rule.part == "verb" for w in rule.words}
    found: dict[str, list[tuple[str, str]]] = {}
    for verb in verbs if endings else ():
        stem = next((verb.removesuffix(end) for end in endings if verb.endswith(end)), verb)
        if len(stem) >= SHORTEST_STEM and verb.isalpha():
            found.setdefault(stem[:SHORTEST_STEM], []).append((stem, verb))
    return found


def _bases(words: Iterable[str]) -> dict[str, list[str]]:
    """Return German verbs by what they are without a separable prefix."""
    found: dict[str, list[str]] = {}
    for word in words:
        for prefix in PREFIXES:
            if word.startswith(prefix) and word.endswith("n") and word != prefix:
                found.setdefault(word.removeprefix(prefix), []).append(word)
    return found
