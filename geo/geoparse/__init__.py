"""Articles in, mentions of places out: found, typed, and resolved to places of the gazetteer, or left unresolved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo.geoparse.collecting import collect_later
from geo.geoparse.doubts import find_doubtful
from geo.geoparse.lookups import Lookups
from geo.geoparse.recognise import recognise, to_reading
from geo.geoparse.resolve import resolve
from geo.geoparse.spot import find_untagged
from geo.geoparse.syntax import Parser
from geo.geoparse.words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from geo.gazetteer.index import Gazetteer
    from geo.models import Article, Mention

__all__ = ["Geoparser", "Parser"]


class Geoparser:
    """Finds the places of articles. One may serve any number of articles; it keeps pipelines and answers."""

    def __init__(self, gazetteer: Gazetteer, parser: Parser | None = None) -> None:
        self.gazetteer = gazetteer
        self.parser = parser or Parser()
        self._lookups = Lookups(gazetteer)

    @collect_later()
    def geoparse(self, article: Article, doc: Doc | None = None) -> tuple[Mention, ...]:
        """All mentions in text order: toponyms, nominals, demonyms; ``places`` is empty where nothing fits.

        A ``doc`` of the article's text brings its entities; else the entity tagger, if the language has one, reads the
        sentences with a name that is in doubt without it.
        """
        words, text = load_words(article.language), article.text
        reading = to_reading(text, doc)
        untagged = find_untagged(reading, words, self._lookups)
        if doc is None and self.parser.supports(article.language):
            doubtful = find_doubtful(reading, words, self._lookups, untagged)
            if doubtful:
                reading = reading.tagged(self.parser.find_entities(text, doubtful, article.language))
        findings = recognise(reading, words, self._lookups, untagged)
        return resolve(findings, reading, words, self._lookups)
