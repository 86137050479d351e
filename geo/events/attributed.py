"""Who says so, also where the words that say it stand apart from the clause.

In come a scene and a token; out comes a `Speaker`, or None if the article says it in its own voice. Beside the verb of
saying above the clause these count: one that closes the sentence ("…, ranen odin, soobshchaet ministerstvo"), a
sentence that points back ("Ob etom soobshchil shtab"), a name behind the dash of a headline, and the source of the
sentence before, if this one goes on with it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import islice, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from geo.events.clauses import is_verbal
from geo.events.saying import LONGEST_LEAD, Speaker, find_speaker, is_saying, read_speaker
from geo.events.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geo.events.actors import ActorMention
    from geo.events.scene import Scene
    from geo.geoparse.tree import Token

TELLING = frozenset({"official", "force", "organisation", "state"})
"""Kinds of actor whose account a sentence can be."""
LONGEST_OPENING = 4
"""Words of the longest phrase that points back or turns to other news."""
DASHES = frozenset({"-", "–", "—"})


def find_source(scene: Scene, token: Token) -> Speaker | None:
    """Return who says what the token is part of, in its sentence, behind it or before it."""
    return (
        find_speaker(scene, token)
        or _closing(scene, token)
        or _behind_dash(scene, token)
        or _pointing_back(scene, token)
        or _going_on(scene, token)
    )


def only_says_who(scene: Scene, token: Token) -> bool:
    """Return True for "Ob etom soobshchil prezident": such a sentence says who told what stands before it."""
    phrases = scene.language.phrases.get("points_back", ())
    return bool(phrases) and _opens_with(scene.sentence(token), phrases)


def _closing(scene: Scene, token: Token) -> Speaker | None:
    """Return who the verb of saying behind the last comma of a sentence says has told all before it."""
    if scene.quote_of(token) is not None:
        return None
    sentence = scene.sentence(token)
    for verb in reversed(list(sentence)):
        if verb.i <= token.i:
            return None
        first = verb.i > sentence.start and scene.doc[verb.i - 1].text in {",", *DASHES}
        if first and verb.dep_ == "parataxis" and is_saying(scene, verb) and not verb.is_ancestor(token):
            return read_speaker(scene, verb)
    return None


def _behind_dash(scene: Scene, token: Token) -> Speaker | None:
    """Return the name a headline ends with: "Pid Pokrovskom 40 boiv – Henshtab"."""
    line = scene.line_of(token)
    if not line.loose:
        return None
    behind = [t for t in scene.doc.between(token.idx + 1, line.end) if not t.is_space]
    dash = next((n for n in range(len(behind) - 1, -1, -1) if behind[n].text in DASHES), None)
    if dash is None:
        return None
    named = behind[dash + 1 :]
    actor = _first_actor(scene, named)
    if actor is None or len(named) > LONGEST_LEAD or any(is_verbal(t) for t in named):
        return None
    return Speaker(actor, actor.name, behind[dash], expert=False)


def _pointing_back(scene: Scene, token: Token) -> Speaker | None:
    """Return who a later sentence says has told this: the first that points back, in the line or the next one."""
    phrases = scene.language.phrases.get("points_back", ())
    if not phrases or scene.quote_of(token) is not None:
        return None
    for sentence in _following(scene, token):
        if _opens_with(sentence, phrases):
            actor = _first_actor(scene, sentence)
            return Speaker(actor, actor.name, sentence[0], expert=False) if actor is not None else None
    return None


def _following(scene: Scene, token: Token) -> Iterator[list[Token]]:
    """Yield the sentences behind that of a token in its line, then the first of the next line that is no headline."""
    own = bisect_left(scene.lines, scene.line_of(token).start, key=attrgetter("start"))
    for number, line in enumerate(islice(scene.lines, own, None)):
        past = scene.sentence(token).end_char if number == 0 else line.start
        tokens = [t for t in scene.doc.between(past, line.end) if not t.is_space]
        starts = [n for n, t in enumerate(tokens) if n == 0 or t.i == t.sent.start]
        for start, end in pairwise([*starts, len(tokens)]):
            yield tokens[start:end]
            if number:
                return


def _going_on(scene: Scene, token: Token) -> Speaker | None:
    """Return the source of the sentence before in the same line: what follows a report goes on with it."""
    sentence, line = scene.sentence(token), scene.line_of(token)
    turns = scene.language.phrases.get("turns", ())
    if not turns or line.loose or scene.quote_of(token) is not None or _turns(sentence, turns):
        return None
    if any(is_saying(scene, t) for t in sentence):
        return None
    before = sentence.start - 1
    while before >= 0 and scene.doc[before].is_space:
        before -= 1
    if before < 0 or scene.doc[before].idx < line.start:
        return None
    speaker = _of_all(scene, scene.doc[before])
    if speaker is None or not _stays_there(scene, sentence, scene.sentence(scene.doc[before])):
        return None
    return replace(speaker, loose=True)


def _stays_there(scene: Scene, sentence: Iterable[Token], before: Iterable[Token]) -> bool:
    """Return True if a sentence names no country, or one of those that the sentence before is about."""
    here = _countries(scene, sentence)
    return not here or bool(here & _countries(scene, before))


def _countries(scene: Scene, tokens: Iterable[Token]) -> set[str]:
    """Return the countries of the places and the actors that are named."""
    found: set[str] = set()
    for token in tokens:
        place = scene.place_at[token.i].place if token.i in scene.place_at else None
        found.update(place.countries if place is not None else ())
        found.update(a.country for a in scene.all_at.get(token.i, ()) if a.country and not a.implied)
    return found


def _of_all(scene: Scene, last: Token) -> Speaker | None:
    """Return who tells the whole sentence that ends with a token: its main verb, or one that closes it."""
    sentence = scene.sentence(last)
    verbs = [t for t in sentence if is_saying(scene, t) and t.dep_ in {"ROOT", "parataxis"}]
    for verb in reversed(verbs):
        speaker = read_speaker(scene, verb)
        if speaker is not None:
            return speaker
    return None


def _opens_with(sentence: Iterable[Token], phrases: Iterable[tuple[str, ...]]) -> bool:
    words = [fold(t.text) for t in islice(sentence, LONGEST_OPENING)]
    return any(list(phrase) == words[: len(phrase)] for phrase in phrases)


def _turns(sentence: Iterable[Token], phrases: Iterable[tuple[str, ...]]) -> bool:
    """Return True if one of the phrases begins within the first words: "the night before that"."""
    words = [fold(t.text) for t in islice(sentence, 2 * LONGEST_OPENING)]
    return any(list(p) == words[n : n + len(p)] for p in phrases for n in range(LONGEST_OPENING))


def _first_actor(scene: Scene, tokens: list[Token]) -> ActorMention | None:
    found = (scene.actor_at[t.i] for t in tokens if t.i in scene.actor_at)
    return next((actor for actor in found if actor.kind in TELLING), None)
