"""Sets of words as a researcher writes them in the codebook, and the test whether a token is one of them.

In come lists such as ``["border", "checkpoint*", "*angriff", "@crossing"]``: plain lemmas or forms, beginnings and
endings marked by ``*``, and names of other sets. Out comes a `WordSet` that a spaCy token is asked against by lemma,
by form and without accents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geo.geoparse.tree import Doc, Token


KEY = 3
"""How many letters beside its ``*`` a word is filed under; it must have as many."""


FORMS, INDEX, KEYS, FILED = "geo.events.forms", "geo.events.index", "geo.events.keys", "geo.events.filed"
"""Where a document keeps what its tokens are compared by and filed under."""


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Casefold, drop diacritics and unify apostrophes and hyphens: what words are compared by."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("’", "'").replace("ʼ", "'").replace("‑", "-"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def forms(token: Token) -> tuple[str, str]:
    """Return lemma and form of a token as they are compared; kept with its document, which is parsed once."""
    known: list[tuple[str, str]] | None = token.doc.user_data.get(FORMS)
    return (forms_of(token.doc) if known is None else known)[token.i]


def forms_of(doc: Doc) -> list[tuple[str, str]]:
    """Return lemma and form of each token of a document."""
    known: list[tuple[str, str]] | None = doc.user_data.get(FORMS)
    if known is None:
        known = doc.user_data[FORMS] = [(fold(token.lemma_), fold(token.text)) for token in doc.words]
    return known


def split_words(phrase: str) -> tuple[str, ...]:
    """Split a folded phrase the way the pipelines split words: at blanks, around hyphens, after an apostrophe.

    In Cyrillic an apostrophe is a letter of the word.

    >>> split_words("semi-final"), split_words("état d'alerte"), split_words("прем'єр-міністр")
    (('semi', '-', 'final'), ('etat', "d'", 'alerte'), ("прем'єр", '-', 'міністр'))
    """
    return tuple(re.findall(r"\*-\w+|[\w*.]+(?:'[а-яєіґ][\w*]*)+|[\w*.°/&]+'|-|[^\s'-]+|'\w+|\?", fold(phrase)))


def matches_at(token: Token, words: tuple[str, ...]) -> bool:
    """Return True if these words stand at the token, one after the other, by lemma or form."""
    rows = forms_of(token.doc)[token.i : token.i + len(words)]
    return len(rows) == len(words) and all(map(is_like, words, rows))


def is_like(word: str, lemma_and_form: tuple[str, str]) -> bool:
    """Return True if a word of the codebook, which may begin or end with ``*``, is the lemma or the form.

    >>> is_like("*angriff", ("raketenangriff", "raketenangriffe")), is_like("zamkniet*", ("zamknac", "zamknieto"))
    (True, True)
    """
    if word[0] == "*":
        return lemma_and_form[0].endswith(word[1:]) or lemma_and_form[1].endswith(word[1:])
    if word[-1] == "*":
        return lemma_and_form[0].startswith(word[:-1]) or lemma_and_form[1].startswith(word[:-1])
    return word in lemma_and_form


def key_of(word: str) -> str:
    """Return what a word of the codebook is filed under: itself, or the letters next to its ``*``."""
    if word[0] == "*":
        return f"*{word[-KEY:]}"
    return f"{word[:KEY]}*" if word[-1] == "*" else word


def keys_at(token: Token) -> tuple[str, ...]:
    """Return the keys that words at a token can be filed under; kept with its document."""
    known: list[tuple[str, ...]] | None = token.doc.user_data.get(KEYS)
    if known is None:
        known = token.doc.user_data[KEYS] = [_keys(lemma, form) for lemma, form in forms_of(token.doc)]
    return known[token.i]


def keys_for(word: str) -> tuple[str, str, str]:
    """Return what a folded word can be filed under."""
    return word, f"{word[:KEY]}*", f"*{word[-KEY:]}"


@lru_cache(maxsize=65536)
def _keys(lemma: str, form: str) -> tuple[str, ...]:
    both = (lemma, form)
    return tuple(dict.fromkeys(key for word in both for key in (word, f"{word[:KEY]}*", f"*{word[-KEY:]}")))


def index_of(doc: Doc) -> Mapping[str, list[int]]:
    """Return the indices of the tokens whose lemma or form is each word, kept with the document."""
    known: dict[str, list[int]] | None = doc.user_data.get(INDEX)
    if known is None:
        known = doc.user_data[INDEX] = {}
        for index, (lemma, form) in enumerate(forms_of(doc)):
            known.setdefault(lemma, []).append(index)
            if form != lemma:
                known.setdefault(form, []).append(index)
    return known


def filed_of(doc: Doc) -> Mapping[str, list[str]]:
    """Return the words of a document that are filed under each key, kept with the document."""
    known: dict[str, list[str]] | None = doc.user_data.get(FILED)
    if known is None:
        known = doc.user_data[FILED] = {}
        for word in index_of(doc):
            for key in keys_for(word):
                known.setdefault(key, []).append(word)
    return known


def positions_of(doc: Doc, keys: AbstractSet[str]) -> list[int]:
    """Return the indices of the tokens that are filed under one of the keys, in text order."""
    index, filed = index_of(doc), filed_of(doc)
    return sorted({i for key in filed.keys() & keys for word in filed[key] for i in index[word]})


@dataclass(frozen=True, slots=True)
class WordSet:
    """Words, phrases, beginnings and endings of words, and classes (``@force`` …) that fill one slot of a rule."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    classes: frozenset[str] = frozenset()
    phrases: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Return True if anything can fill the slot."""
        return bool(self.words or self.beginnings or self.endings or self.classes or self.phrases)

    def has_word(self, word: str) -> bool:
        """Return True if the folded word is one of these."""
        return (
            word in self.words
            or (bool(self.beginnings) and word.startswith(self.beginnings))
            or (bool(self.endings) and word.endswith(self.endings))
        )

    def has(self, token: Token) -> bool:
        """Return True if lemma or form of the token is one of these."""
        lemma, form = forms(token)
        if lemma in self.words or form in self.words:
            return True
        if self.beginnings and (lemma.startswith(self.beginnings) or form.startswith(self.beginnings)):
            return True
        if self.endings and (lemma.endswith(self.endings) or form.endswith(self.endings)):
            return True
        return bool(self.phrases) and self.has_phrase(token)

    def has_phrase(self, token: Token) -> bool:
        """Return True if one of the phrases begins at the token."""
        keys = keys_at(token)
        if self.phrases.keys().isdisjoint(keys):
            return False
        return any(matches_at(token, phrase) for key in keys for phrase in self.phrases.get(key, ()))

    @property
    def keys(self) -> frozenset[str]:
        """What words must be filed under to be one of these; classes are not asked for."""
        marks = (*(f"{b[:KEY]}*" for b in self.beginnings), *(f"*{e[-KEY:]}" for e in self.endings))
        return self.words.union(self.phrases, marks)

    def find_in(self, doc: Doc) -> list[Token]:
        """Return the tokens of a document that are one of these, in text order."""
        index = index_of(doc)
        found = {i for word in index.keys() & self.words for i in index[word]}
        if self.beginnings or self.endings:
            found.update(i for word in self._marked_in(doc) if self.has_word(word) for i in index[word])
        if self.phrases:
            found.update(i for i in positions_of(doc, self.phrases.keys()) if self.has_phrase(doc[i]))
        return [doc[i] for i in sorted(found)]

    def _marked_in(self, doc: Doc) -> Iterable[str]:
        """Return the words of a document that may have one of the beginnings and endings: those filed beside them."""
        marks = (*(f"{part}*" for part in self.beginnings), *(f"*{part}" for part in self.endings))
        if min(map(len, marks)) <= KEY:
            return index_of(doc)
        filed = filed_of(doc)
        return {word for key in filed.keys() & set(map(key_of, marks)) for word in filed[key]}

    def has_any(self, tokens: Iterable[Token]) -> bool:
        """Return True if one of the tokens is one of these."""
        return any(self.has(token) for token in tokens)


def to_word_set(entries: Iterable[str], sets: Mapping[str, Iterable[str]], classes: frozenset[str]) -> WordSet:
    """Resolve a list of the codebook.

    ``@name`` means a set of the file, a class known to the program, or both.

    Raises
    ------
    KeyError
        If a name after ``@`` is neither, or the sets name each other in a circle.
    """
    words: set[str] = set()
    found: set[str] = set()
    for word in _spread(entries, sets, classes, found, ()):
        words.add(fold(word))
    phrases: dict[str, tuple[tuple[str, ...], ...]] = {}
    for parts in (split_words(word) for word in words):
        if len(parts) > 1:
            phrases[key_of(parts[0])] = (*phrases.get(key_of(parts[0]), ()), parts)
    single = [word for word in words if len(split_words(word)) == 1]
    return WordSet(
        words=frozenset(word for word in words if "*" not in word),
        beginnings=tuple(sorted(word[:-1] for word in single if word.endswith("*"))),
        endings=tuple(sorted(word[1:] for word in single if word.startswith("*"))),
        classes=frozenset(found),
        phrases=phrases,
    )


def _spread(
    entries: Iterable[str],
    sets: Mapping[str, Iterable[str]],
    classes: frozenset[str],
    found: set[str],
    path: tuple[str, ...],
) -> Iterable[str]:
    for entry in entries:
        if not entry.startswith("@"):
            yield entry
            continue
        name = entry[1:]
        if name in path or (name not in sets and name not in classes):
            raise KeyError(entry)
        if name in classes:
            found.add(name)
        yield from _spread(sets.get(name, ()), sets, classes, found, (*path, name))
