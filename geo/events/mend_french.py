"""What the French parser is known to get wrong in news, set right before the rules look: heads and labels of words.

In comes a parsed French document and the verbs of the codebook; the same document comes out with a few words hung
elsewhere. A present that is a noun or an adjective too ("La France livre des missiles", "L'Algérie ferme son espace")
becomes the verb of its sentence, a subject behind a fronted phrase is given back to its verb, and what begins with a
comma is no sentence of its own. No word is ever hung below itself. What is not surely wrong stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from geo.events.clauses import VERBAL
from geo.events.mend_french_arguments import NOMINAL, infinitives, mend_arguments
from geo.events.words import fold
from geo.geoparse.tree_moves import cut_off, hang, make_root

if TYPE_CHECKING:
    from geo.geoparse.tree import Doc, Span, Token

MISTAKEN = frozenset({"NOUN", "ADJ", "PROPN", "VERB"})
"""What a verb in the present is taken for; a verb among them only where it is hung on a noun as its adjective."""
OPENS_OBJECT = frozenset(
    {"le", "la", "les", "l'", "un", "une", "son", "sa", "ses", "leur", "leurs", "ce", "cette", "ces"}
)
OPENS_AFTER_NAME = frozenset({"des", "du", "de", "d'", "à", "aux", "au", "plusieurs"})
"""What opens an object only where a name stands before: "le groupe phare des attaques" has no verb."""
FINITE: Mapping[str, list[str]] = {"VerbForm": ["Fin"], "Mood": ["Ind"], "Tense": ["Pres"]}
BREAKS = frozenset({",", ":", ";", "(", ")", "«", "»", '"', "–", "-"})
LONGEST_SUBJECT = 9
"""Words before the verb in a headline of the kind ("Les Forces de soutien rapide" with an adjective or two)."""


def mend_french(doc: Doc, verbs: frozenset[str]) -> Doc:
    """Return the document with its heads and labels mended; ``verbs`` are infinitives that matter."""
    for sentence in list(doc.sents):
        _join_to_the_one_before(sentence)
    doc.reopen()
    for sentence in list(doc.sents):
        for token in sentence:
            if token.dep_ == "fixed" and token.head.is_punct:
                _give_subject(token)
            mend_arguments(token, verbs)
        verb = _hidden_verb(sentence, verbs)
        if verb is not None:
            _make_verb(sentence, verb)
    return doc


def _is_parsed(sentence: Span) -> bool:
    return any(token.pos_ for token in sentence)


def _join_to_the_one_before(sentence: Span) -> None:
    """Let what follows no end of a sentence (", ont déclaré …", "avec le Soudan") be a part of the one before."""
    opening = sentence[0]
    if opening.i == 0 or not _is_parsed(sentence):
        return
    before = opening.doc.sentence_at(opening.i - 1)
    last = next((t for t in reversed(list(before)) if not t.is_space), None)
    if last is None or not _is_parsed(before) or "\n" in opening.doc.text[last.idx : opening.idx]:
        return
    if opening.text != "," and last.is_punct:
        return
    first, second = before.root, sentence.root
    if first.pos_ in VERBAL:
        hang(second, first, "parataxis" if second.pos_ in VERBAL else _fronted(second, first))
    elif second.pos_ in VERBAL:
        if not _has_case(first) and not _lacks_subject(second):
            return  # two headlines in one line
        hang(first, second, _fronted(first, second))
    else:
        hang(second, first, "nmod" if _has_case(second) else "dep")
    opening.is_sent_start = False
    opening.doc.reopen()


def _lacks_subject(verb: Token) -> bool:
    return verb.pos_ == "VERB" and verb.head is verb and not any(c.dep_.startswith("nsubj") for c in verb.children)


def _fronted(noun: Token, verb: Token) -> str:
    """Return what a phrase is to a verb of the sentence beside: its subject, or where and when."""
    if _has_case(noun):
        return "obl:mod"
    return "nsubj" if _lacks_subject(verb) and noun.i < verb.i and noun.pos_ in NOMINAL else "dislocated"


def _has_case(noun: Token) -> bool:
    return any(child.dep_ == "case" for child in noun.children)


def _give_subject(noun: Token) -> None:
    """Let "Le 24 août, le chef … a accusé" have its subject, which the parser ties to the comma."""
    verb = noun.head.head
    if noun.pos_ not in NOMINAL or verb.pos_ != "VERB" or verb.i < noun.i:
        return
    named = [c for c in verb.children if c.dep_.startswith("nsubj") and noun.i < c.i < verb.i]
    if hang(noun, verb, named[0].dep_ if named else "nsubj"):
        for name in named:
            hang(name, noun, "appos")


def _hidden_verb(sentence: Span, verbs: frozenset[str]) -> Token | None:
    """Return the word that must be the verb of a sentence without one, None if there is a verb or no such word."""
    if not _is_parsed(sentence):
        return None
    told = sentence.root.pos_ in VERBAL or any(_is_main(token) for token in sentence)
    hidden = (t for t in sentence if fold(_infinitive(t)) in verbs and (not told or _is_said_of_name(t)))
    return next((t for t in hidden if _stands_as_verb(sentence, t)), None)


def _is_said_of_name(token: Token) -> bool:
    """Return True for "Israël bombarde Sanaa, les Houthis promettent …", where another verb follows."""
    return token.pos_ == "VERB" and token.dep_ == "amod" and token.head.pos_ in NOMINAL and token.head.i == token.i - 1


def _is_main(token: Token) -> bool:
    """Return True for a verb with a subject that is not in a clause of its own."""
    return token.pos_ in VERBAL and token.dep_ in ("ROOT", "aux:tense", "aux:pass", "cop", "parataxis", "conj")


def _infinitive(token: Token) -> str:
    """Return the infinitive in -er of a third person of the present, "" if it can be none."""
    if token.pos_ not in MISTAKEN or (token.pos_ == "VERB" and token.dep_ != "amod"):
        return ""
    return next(iter(infinitives(token.lower_)), "")


def _stands_as_verb(sentence: Span, token: Token) -> bool:
    """Return True between the end of a subject and the beginning of an object."""
    run = _subject_run(sentence, token)
    after = next((t for t in sentence if t.i > token.i and t.pos_ != "ADV" and not t.is_space), None)
    if not run or after is None or _subject(run) is None:
        return False
    named = run[-1].pos_ == "PROPN" or len(run) == 1
    if named and token.pos_ == "VERB":
        return True
    opens = after.lower_ in OPENS_OBJECT or after.like_num or (after.is_title and after.pos_ in (*NOMINAL, "ADJ"))
    return opens or (named and (after.lower_ in OPENS_AFTER_NAME or after.text == "," or after.pos_ in NOMINAL))


def _subject_run(sentence: Span, token: Token) -> list[Token]:
    """Return the words right before the token, back to a comma, a colon or the beginning."""
    run: list[Token] = []
    for word in reversed([t for t in sentence if t.i < token.i]):
        if word.text in BREAKS or word.is_space:
            break
        run.insert(0, word)
    whole = len(run) <= LONGEST_SUBJECT and run and run[-1].pos_ not in ("DET", "ADP", "NUM", "CCONJ", "PRON", "ADV")
    return run if whole else []


def _subject(run: list[Token]) -> Token | None:
    """Return the noun of "les Forces de soutien rapide", None if a preposition stands before it."""
    if run[0].pos_ not in ("DET", "PROPN", "NOUN") or any(t.pos_ in VERBAL for t in run):
        return None
    noun = next((t for t in run if t.pos_ in NOMINAL), None)
    if noun is None or (run[0].pos_ == "NOUN" and noun is run[0] and not _is_alone(run)):
        return None  # "Attaque massive …" is a headline without a verb
    return noun


def _is_alone(run: list[Token]) -> bool:
    """Return True for a single word before what is called a verb: without an article it is a name."""
    return len(run) == 1 and run[0].i + 1 < len(run[0].doc) and run[0].nbor().pos_ == "VERB"


def _make_verb(sentence: Span, verb: Token) -> None:
    run = _subject_run(sentence, verb)
    subject = _subject(run)
    if subject is None:
        return
    top = sentence.root
    verb.lemma_, verb.pos_, verb.morph = _infinitive(verb), "VERB", FINITE
    below = list(_loose_ends(verb, subject, run))
    comma = next((t for t in sentence if verb.i < t.i < top.i and t.text == ","), None)
    if top is verb or top is subject or top in run:
        make_root(verb)
    elif comma is not None:
        cut_off(verb, comma)
    elif not hang(verb, top, "parataxis"):
        return
    hang(subject, verb, "nsubj")
    for word in below:
        hang(word, verb, _label(word))


def _loose_ends(verb: Token, subject: Token, run: list[Token]) -> Iterator[Token]:
    """Yield what stands behind the verb and hangs on it or on words of the subject."""
    for holder in (*run, verb):
        yield from (child for child in list(holder.children) if child.i > verb.i and child is not subject)


def _label(word: Token) -> str:
    if word.pos_ not in (*NOMINAL, "NUM", "PRON"):
        return word.dep_
    case = next((c for c in word.children if c.dep_ == "case"), None)
    if case is None:
        return "obj"
    if case.lower_ in ("des", "du", "de la", "de") and case.i > 0:
        case.dep_, case.pos_ = "det", "DET"
        return "obj"
    return "obl:mod"
