"""The closed words of a language that the rules read clauses by, from ``data/grammar/<language>.toml``.

In comes a token or a document, which know their language; out comes a `Grammar`. All words are folded as
:func:`geo.events.words.fold` does. A language without a file, or a file that lacks a list, raises GeoError.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from geo.errors import GeoError
from geo.events.words import fold
from geo.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geo.geoparse.tree import Doc, Token

FOLDER = ROOT / "data" / "grammar"
SLAVIC = frozenset({"ru", "uk", "pl"})
"""Languages of one grammar: endings tell the case, one verb makes the future and the passive of the past."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """Closed words of one language, folded.

    ``partitive``: nouns whose "of" complement is what is meant ("one of its crossings"); ``amounts`` others like them.
    ``object_control``: verbs whose object does what the infinitive says ("ordered them to leave").
    ``done_to``: nouns whose "of" names what it is done to; ``done_by`` deeds whose "of" names who does them.
    ``presupposed``: what has a beginning is a fact, whatever stands above it. ``amid``: prepositions that say in the
    course of what something came about ("killed in an attack"), ``these``: what points back to something told;
    ``purpose``: what opens a clause of purpose.
    ``bodies``: words for a house, not for the person who leads it; beside ``deputies`` and ``former`` an office is not
    its holder's. ``sides``: a party to a conflict, any of them.
    ``accuse``: verbs whose object is said to have done it, ``blaming`` those that take one side.
    ``groups``: words for an armed group named before, ``fighters`` for its members.
    ``weekdays``: days the parser takes for an object.
    ``openers``: words an excerpt does not begin with. ``relatives``: relative pronouns that are subjects.
    ``of``, ``by``, ``with``, ``against``, ``between``, ``beside``, ``seat``, ``at_meetings``: prepositions by what they
    say of an actor, ``cause`` those of what something happens because of; a genitive without preposition counts as
    "of". ``ours`` are possessives, the lists of pronouns say what each can stand for, ``it`` those that stand for a
    thing named before, ``those`` for several. ``using``: verbs
    whose bare clause says what with ("attacked, using drones"). ``attacks``: words that leave open how it was made.
    ``mutual``: fights of two sides. ``going``: verbs whose present with an infinitive is a
    future. ``any_at_all`` say that none in particular is meant, ``pointing`` that it is one already spoken of,
    ``other`` that it is not. ``failing``: verbs whose infinitive did not happen, ``until``: what opens a clause that,
    in the present tense, is still to come. ``outcome``: what an attack does to those it hits, ``lasting``: what is
    made of many attacks. ``content``: what opens the clause that says what a report holds ("wonach"). ``there``:
    adverbs that point at the place named before. ``uncrewed``:
    what flies without people. ``on_foot``: who fights on the ground and what they hold there.
    ``contracted`` maps a preposition as written to its plain form.
    """

    partitive: frozenset[str]
    object_control: frozenset[str]
    done_to: frozenset[str]
    done_by: frozenset[str]
    amounts: frozenset[str]
    at_meetings: frozenset[str]
    bodies: frozenset[str]
    presupposed: frozenset[str]
    sides: frozenset[str]
    accuse: frozenset[str]
    groups: frozenset[str]
    fighters: frozenset[str]
    blaming: frozenset[str]
    deputies: frozenset[str]
    former: frozenset[str]
    amid: frozenset[str]
    these: frozenset[str]
    purpose: frozenset[str]
    weekdays: frozenset[str]
    openers: frozenset[str]
    relatives: frozenset[str]
    of: frozenset[str]
    by: frozenset[str]
    with_: frozenset[str]
    against: frozenset[str]
    between: frozenset[str]
    beside: frozenset[str]
    seat: frozenset[str]
    cause: frozenset[str]
    as_: frozenset[str]
    use: frozenset[str]
    using: frozenset[str]
    expected: frozenset[str]
    should: frozenset[str]
    better: frozenset[str]
    only: frozenset[str]
    ours: frozenset[str]
    things_pronouns: frozenset[str]
    group_pronouns: frozenset[str]
    person_pronouns: frozenset[str]
    person_or_state_pronouns: frozenset[str]
    any_pronouns: frozenset[str]
    thing_or_person_pronouns: frozenset[str]
    it: frozenset[str]
    those: frozenset[str]
    attacks: frozenset[str]
    mutual: frozenset[str]
    going: frozenset[str]
    any_at_all: frozenset[str]
    pointing: frozenset[str]
    other: frozenset[str]
    failing: frozenset[str]
    until: frozenset[str]
    outcome: frozenset[str]
    lasting: frozenset[str]
    vague: frozenset[str]
    content: frozenset[str]
    there: frozenset[str]
    uncrewed: frozenset[str]
    on_foot: frozenset[str]
    contracted: Mapping[str, str]


def grammar_of(where: Token | Doc) -> Grammar:
    """Return the grammar of the language a token or document is in."""
    return load_grammar(where.lang_)


def pronouns_of(grammar: Grammar) -> frozenset[str]:
    """Return the pronouns that can stand for an actor, folded."""
    things = grammar.things_pronouns | grammar.group_pronouns | grammar.any_pronouns | grammar.thing_or_person_pronouns
    return things | grammar.person_pronouns | grammar.person_or_state_pronouns


@cache
def load_grammar(language: str, folder: Path = FOLDER) -> Grammar:
    """Read the grammar of a language.

    Raises
    ------
    GeoError
        If there is no file of the language, or it is no TOML or lacks a list.
    """
    path = folder / f"{language}.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        names = [field.name for field in fields(Grammar) if field.name != "contracted"]
        lists = {name: frozenset(fold(word) for word in raw[name.rstrip("_")].split()) for name in names}
        contracted = {fold(written): fold(plain) for written, plain in raw["contracted"].items()}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise GeoError(f"cannot be read: {error}.", source=str(path), remedy="Restore the file.") from error
    except KeyError as error:
        raise GeoError(f"lacks the list {error}.", source=str(path), remedy="Add it; it may be empty.") from error
    return Grammar(contracted=MappingProxyType(contracted), **lists)
