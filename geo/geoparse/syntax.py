"""Text in, spaCy documents out: pipelines loaded when first needed, with no more components than asked for.

English and French have statistical pipelines; German, Polish, Russian and Ukrainian are parsed by rules
(:mod:`geo.geoparse.syntax_shallow`) and come out as plain objects; every other language gets a blank pipeline that only
tokenises and splits sentences, so that the rest of the way stays the same. A text of any length is read: long ones go
through in parts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Doc

from geo.geoparse.pipelines import ALL, ENTITIES, SYNTAX, find_package, load_pipeline, on_one_core
from geo.geoparse.reading import Entity
from geo.geoparse.syntax_partial import PartialParser
from geo.geoparse.syntax_shallow import ShallowParser
from geo.geoparse.syntax_tables import has_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language

    from geo.geoparse import tree
    from geo.geoparse.syntax_sentences import Chooser

# spaCy needs about 1 GB for 100,000 words at once; 50,000 characters keep a part below 100 MB.
PART_LENGTH = 50_000
BATCH_SIZE = 32


class Parser:
    """spaCy pipelines by language, loaded lazily and kept."""

    def __init__(self) -> None:
        self._pipelines: dict[tuple[str, str], Language] = {}
        self._partial: dict[str, PartialParser] = {}
        self._shallow: dict[str, ShallowParser] = {}

    def supports(self, language: str) -> bool:
        """True if a statistical pipeline of this language is installed."""
        return find_package(language) is not None

    def has_syntax(self, language: str) -> bool:
        """True if texts of this language come out with lemmas and dependencies, by a pipeline or by rules."""
        return self.supports(language) or has_table(language)

    def parse(self, texts: Iterable[str], language: str, *, syntax: bool = True) -> Iterator[Doc]:
        """One Doc a text, in order: tokens and entities and, with ``syntax``, lemmas, POS, dependencies and sentences.

        ``doc.text`` is the text given, so that offsets agree. A language without pipeline has tokens alone.
        """
        pipeline = self._pipeline(language, ALL if syntax else ENTITIES)
        parts = (list(split_text(text)) for text in texts)
        counted = ((part, len(whole)) for whole in parts for part in whole)
        waiting: list[Doc] = []
        with on_one_core():
            for doc, count in pipeline.pipe(counted, as_tuples=True, batch_size=BATCH_SIZE):
                waiting.append(doc)
                if len(waiting) == count:
                    yield join_parts(waiting)
                    waiting = []

    def parse_partly(self, text: str, language: str, chooser: Chooser) -> Doc:
        """One Doc of a text in which a pipeline parses only the sentences that are chosen; the others are flat."""
        parser = self._parts(language)
        with on_one_core():
            return join_parts([parser.parse(part, chooser) for part in split_text(text)])

    def parse_by_rules(self, text: str, language: str, chooser: Chooser | None = None) -> tree.Doc:
        """Return the document of a text in which rules parse the sentences that are chosen, or all."""
        if language not in self._shallow:
            self._shallow[language] = ShallowParser(language)
        return self._shallow[language].parse(split_text(text), chooser)

    def find_entities(self, text: str, stretches: Iterable[tuple[int, int]], language: str) -> list[Entity]:
        """Entities of the tagger in these stretches of a text (start and end in code points), in text order."""
        stretches = list(stretches)
        pipeline = self._pipeline(language, ENTITIES)
        with on_one_core():
            docs = list(pipeline.pipe((text[start:end] for start, end in stretches), batch_size=64))
        return [
            Entity(start + ent.start_char, start + ent.end_char, ent.label_)
            for (start, _), doc in zip(stretches, docs, strict=True)
            for ent in doc.ents
        ]

    def _parts(self, language: str) -> PartialParser:
        if language not in self._partial:
            self._partial[language] = PartialParser(self._pipeline(language, SYNTAX))
        return self._partial[language]

    def _pipeline(self, language: str, parts: str) -> Language:
        key = (language, parts)
        if key not in self._pipelines:
            beside = next((loaded for (code, _), loaded in self._pipelines.items() if code == language), None)
            self._pipelines[key] = load_pipeline(language, parts, beside)
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
