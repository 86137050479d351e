"""German words of a sentence in, their tags out: the likeliest row of tags by the model of the Hanover Tagger (HanTa).

The search is the tagger's (Viterbi over pairs of tags, the likeliest rows kept). HanTa goes through all tags that can
follow another; here only those are asked for that the word can have, and the odds of words are remembered.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from HanTa.HanoverTagger import EMPTY, END, START, UNKNOWN, HanoverTagger

if TYPE_CHECKING:
    from collections.abc import Sequence

MODEL = "morphmodel_ger.pgz"
REMEMBERED = 50_000
CUTOFF = 5
"""Log-odds below the likeliest tag of a word from which on a tag is left out, as in HanTa."""
KEPT, SLACK = 5, 1.0
"""Rows of tags that go on: up to the next best behind these, and as much below it in log-odds, as in HanTa."""

State = tuple[int, int]


@cache
def load_tagger() -> Any:
    """Return the tagger of HanTa, which remembers the words it has analysed."""
    tagger = HanoverTagger(MODEL)
    tagger.analyze_forward = lru_cache(REMEMBERED)(tagger.analyze_forward)
    return tagger


@lru_cache(REMEMBERED)
def find_lemma(word: str, tag: str) -> str:
    """Return the dictionary form of a word with this tag."""
    lemma: str = load_tagger().analyze(word, pos=tag)[0]
    return lemma


def tag_words(words: Sequence[str]) -> list[str]:
    """Return the tag of each word of a sentence."""
    tagger = load_tagger()
    row: dict[State, float] = {(EMPTY, START): 0.0}
    before: list[dict[State, State]] = []
    for place, word in enumerate(words):
        row, came_from = _step(row, _odds(word, cased=place > 0), tagger.LP_trans_word)
        before.append(came_from)
    ends = {state: odds + tagger.LP_trans_word[state].get(END, -math.inf) for state, odds in row.items()}
    state = max(ends, key=ends.__getitem__)
    found: list[str] = []
    for came_from in reversed(before):
        found.append(tagger.int2tag[state[1]])
        state = came_from[state]
    return found[::-1]


@lru_cache(REMEMBERED)
def _odds(word: str, *, cased: bool) -> dict[int, float]:
    """Return the log-odds of the tags a word can have, empty if anything goes; ``cased`` if its capital tells."""
    odds = dict(load_tagger()._tag_word(word, cutoff=CUTOFF, casesensitive=cased, conditional=True))  # noqa: SLF001
    return {} if set(odds) == {UNKNOWN} else odds


def _step(
    row: dict[State, float], odds: dict[int, float], following: dict[State, dict[int, float]]
) -> tuple[dict[State, float], dict[State, State]]:
    """Return the rows of tags with one word more, and which row each came from."""
    least = sorted(row.values(), reverse=True)[KEPT] - SLACK if len(row) > KEPT else -math.inf
    found: dict[State, float] = {}
    came_from: dict[State, State] = {}
    for state, sum_before in row.items():
        if sum_before < least:
            continue
        next_odds = following[state]
        for tag in odds or next_odds:
            if tag == END or tag not in next_odds:
                continue
            both = (state[1], tag)
            total = sum_before + next_odds[tag] + odds.get(tag, 0.0)
            if both not in found or total > found[both]:
                found[both], came_from[both] = total, state
    return found, came_from
