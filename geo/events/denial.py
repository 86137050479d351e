"""What is denied in the words that follow, as "wrote a channel. The General Staff denied this" is.

In come a scene and a trigger; out comes the word that denies, or None. It stands in the next sentence of the same
paragraph or in a clause further on, denies "this" or "these reports", and is not itself denied. Slavic news says so as
a rule; other languages have few such sentences in which the pronoun is sure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.events.clauses import is_verbal
from geo.events.grammar import grammar_of
from geo.events.words import fold, forms
from geo.geoparse.morphology import analyse
from geo.models import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.events.scene import Scene
    from geo.events.what import Candidate
    from geo.geoparse.tree import Token

LANGUAGES = frozenset({"ru", "uk"})
VERDICTS_BEHIND = frozenset({"de"})
"""Languages that put a clause between a report and the verdict on it: "Berichte, wonach …, sind falsch"."""
THIS = frozenset({"это", "этого", "этому", "це", "цього", "цьому"})
THESE = frozenset(map(fold, ("этот", "цей", "такой", "такий")))
NOT = frozenset({"не", "ни", "ні"})
AT_FIRST = frozenset(map(fold, ("сначала", "поначалу", "вначале", "ранее", "спочатку", "спершу", "раніше")))
"""What says that the denial did not last."""
REPORTS = frozenset(
    {"сообщение", "информация", "данные", "утверждение", "заявление", "слух", "факт", "обвинение", "публикация",
     "повідомлення", "інформація", "дані", "твердження", "заява", "чутка", "звинувачення", "публікація"}
)  # fmt: skip
NOT_DENIED = frozenset({Kind.STATEMENT, Kind.OFFICIAL_VISIT, Kind.SANCTIONS, Kind.INTERNAL_UNREST})
"""Kinds that are done in public: what is denied after them is something else."""
REACH, FAR = 2, 12
"""Words between "this" and the verb that denies it; words before that verb in a sentence that is not parsed."""


def find_denial(scene: Scene, candidate: Candidate) -> Token | None:
    """Return the verb that denies what a candidate tells, None if nobody does."""
    trigger = candidate.trigger
    if scene.language.code in VERDICTS_BEHIND:
        return _verdict_behind(scene, trigger)
    if scene.language.code not in LANGUAGES or candidate.kind in NOT_DENIED:
        return None
    after = [t for t in trigger.sent if t.i > trigger.i and not trigger.is_ancestor(t)]
    found = next((token for token in after if _denies(scene, token)), None)
    return found or _next_denial(scene, trigger)


def _verdict_behind(scene: Scene, trigger: Token) -> Token | None:
    """Return "falsch" in "Berichte, wonach Truppen verlegt wurden, sind falsch", the verdict behind the clause."""
    sentence, content = list(trigger.sent), grammar_of(trigger).content
    opened = any(fold(t.text) in content for t in sentence if t.i < trigger.i)
    behind = [t for t in sentence if t.i > trigger.i] if opened else []
    marks = [i for i, token in enumerate(behind) if token.text == ","]
    return next((t for t in behind[marks[0] :] if scene.cue("untrue").has(t)), None) if marks else None


def _next_denial(scene: Scene, trigger: Token) -> Token | None:
    """Return the verb of the next sentence if it denies; sentences without an event are not parsed."""
    end = trigger.sent.end
    if end >= len(trigger.doc) or trigger.doc[end].idx >= scene.line_of(trigger).end:
        return None
    sentence = trigger.doc[end].sent
    if any(token.dep_ for token in sentence if token.dep_ not in ("ROOT", "dep", "")):
        return sentence.root if _denies(scene, sentence.root) else None
    lemmas = [_lemma(token) for token in sentence]
    at = next((i for i, lemma in enumerate(lemmas) if scene.cue("deny").has_word(lemma)), None)
    words = [fold(token.text) for token in sentence]
    if at is None or at > FAR or not (NOT | AT_FIRST).isdisjoint(words[:at]):
        return None
    near = range(max(0, at - REACH - 1), min(len(lemmas), at + REACH + 1))
    this = any(words[i] in THIS for i in near)
    these = any(lemmas[i] in THESE and REPORTS & set(lemmas[i + 1 : i + 2]) for i in near)
    return sentence[at] if this or these else None


def _lemma(token: Token) -> str:
    return next((fold(one.lemma) for one in analyse(token.text, token.lang_)), fold(token.text))


def _denies(scene: Scene, verb: Token) -> bool:
    if not is_verbal(verb) or not scene.cue("deny").has(verb):
        return False
    aside = [child for child in verb.children if child.dep_ == "advmod"]
    if any(scene.cue("negation").has(child) or fold(child.text) in AT_FIRST for child in aside):
        return False
    return any(_is_this(token) for token in _beside(verb))


def _beside(verb: Token) -> Iterable[Token]:
    """Yield the objects of a verb and the words right before it."""
    yield from verb.children
    yield from verb.doc[max(verb.sent.start, verb.i - REACH) : verb.i]


def _is_this(token: Token) -> bool:
    if fold(token.text) in THIS:
        return True
    pointed = any(fold(child.lemma_) in THESE for child in token.children)
    return pointed and not REPORTS.isdisjoint(forms(token))
