"""Articles: files, bytes and pasted text become :class:`geo.models.Article`."""

from geo.articles.decoding import LARGEST_BYTES
from geo.articles.language import LANGUAGES, check_language, detect_language
from geo.articles.markdown import Page
from geo.articles.published import read_window
from geo.articles.reading import Known, article_id, parse_article, read_article, to_article
from geo.articles.sniffing import SUFFIXES

__all__ = [
    "LANGUAGES",
    "LARGEST_BYTES",
    "SUFFIXES",
    "Known",
    "Page",
    "article_id",
    "check_language",
    "detect_language",
    "parse_article",
    "read_article",
    "read_window",
    "to_article",
]
