"""From an article to the events it tells: who, what, how certain, where and when, clause by clause.

In comes an `Article` in a language that has both a syntax and a codebook; out comes an `Extraction` of tellings and
place mentions. An article in any other language gives its mentions and no tellings. Texts of any kind are safe: what
tells no event gives none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from geo.events.actors import ActorMention
from geo.events.attributed import find_source
from geo.events.codebook import Codebook
from geo.events.elsewhere import fall_back
from geo.events.empty import is_empty
from geo.events.excerpt import find_excerpt, with_denial
from geo.events.gear import WeaponFinder, find_quantity, name_units, name_weapons
from geo.events.hark_back import is_headline, refers_back
from geo.events.implied import described_countries
from geo.events.join import join_tellings
from geo.events.lands import leave_from, settle_places
from geo.events.left_out import with_left_out
from geo.events.mend import mend_parse
from geo.events.mend_french import mend_french
from geo.events.open_attacks import settle_attacks
from geo.events.others import Others
from geo.events.parties import other_parties, parties_of
from geo.events.plain import to_plain
from geo.events.prefilter import Prefilter
from geo.events.roles import find_actors, to_event_actors
from geo.events.saying import Speaker
from geo.events.scene import Line, Scene, build_scene
from geo.events.spoken_of import is_somewhere
from geo.events.status import Decision, decide_status
from geo.events.telling import confidence_of, cues_of, find_when, is_old, settle, settle_status, telling_id
from geo.events.what import Candidate, find_candidates
from geo.events.when import find_times, infer_published
from geo.events.where_order import countries_of, is_drawable
from geo.events.who import ActorFinder
from geo.events.whose import as_said, is_somewhere_known, keep_theirs
from geo.geoparse.collecting import collect_later
from geo.geoparse.syntax import Parser
from geo.geoparse.syntax_sentences import ChooseAll, Chooser
from geo.geoparse.to_tree import to_tree
from geo.geoparse.tree import Doc
from geo.models import (
    ActorRole,
    Article,
    EventActor,
    EventPlace,
    Group,
    Kind,
    Mention,
    PlaceRole,
    Status,
    Telling,
    When,
)

if TYPE_CHECKING:
    from geo.geoparse import Geoparser

LEAST_CONFIDENCE = 0.3
"""Below this the machine abstains (chosen on the development texts: precision falls faster than recall rises)."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read out of one article."""

    tellings: tuple[Telling, ...]
    mentions: tuple[Mention, ...]


class Extractor:
    """Extracts events with one geoparser and one codebook; keeps its name tables between articles."""

    def __init__(self, geoparser: Geoparser, codebook: Codebook, parser: Parser | None = None) -> None:
        self._geoparser = geoparser
        self._codebook = codebook
        self._parser = parser or geoparser.parser
        self._neighbours = geoparser.gazetteer.neighbours
        self._actors = ActorFinder(codebook)
        self._weapons = WeaponFinder(codebook)
        self._verbs = {code: entry.verbs for code, entry in codebook.languages.items()}
        self._prefilters = {code: Prefilter(entry, codebook.actors) for code, entry in codebook.languages.items()}

    @collect_later()
    def extract(self, article: Article) -> Extraction:
        """Return the tellings of an article in text order, and its place mentions."""
        if article.language not in self._codebook.languages or not self._parser.has_syntax(article.language):
            return Extraction((), self._geoparser.geoparse(article))
        mentions = self._geoparser.geoparse(article)
        doc = self._parse(article, self._sight(article, mentions))
        if not doc.tagged:
            return Extraction((), mentions)
        scene = self._look_around(article, doc, mentions)
        candidates = find_candidates(scene)
        scene = _with_times(scene) if candidates else scene
        others = Others(scene, candidates)
        told = settle_attacks(scene, [(one, self.tell(scene, one, others)) for one in candidates])
        pairs = [(telling.id, refers_back(scene, candidate, others)) for candidate, telling in told if telling]
        referring = {one for one, refers in pairs if refers} - {one for one, refers in pairs if not refers}
        headlines = {telling.id for _, telling in told if telling and is_headline(scene, telling)}
        return Extraction(tuple(join_tellings(settle(told), referring, headlines)), mentions)

    def parse(self, article: Article, *, whole: bool = False) -> Doc:
        """Return one document of the whole text, in which the sentences that can tell an event are parsed, or all.

        Its offsets are those of the article, whatever is made plain for the parser.
        """
        return self._parse(article, ChooseAll() if whole else self._prefilters[article.language])

    def _sight(self, article: Article, mentions: Sequence[Mention]) -> Chooser:
        """Choose sentences by what was found in them too where parsing costs more than looking (measured)."""
        prefilter = self._prefilters[article.language]
        if not self._parser.supports(article.language):
            return prefilter
        return prefilter.look_for(mentions, self._weapons.find(article.text, article.language), article.text)

    def _parse(self, article: Article, chooser: Chooser) -> Doc:
        text = to_plain(article.text, article.language)
        if not self._parser.supports(article.language):
            return self._parser.parse_by_rules(text, article.language, chooser)
        tree = to_tree(mend_parse(self._parser.parse_partly(text, article.language, chooser), article.language))
        return mend_french(tree, self._verbs["fr"]) if article.language == "fr" else tree

    def look_at(self, article: Article, doc: Doc, mentions: Sequence[Mention]) -> Scene:
        """Return the article with everything found in it."""
        return _with_times(self._look_around(article, doc, mentions))

    def _look_around(self, article: Article, doc: Doc, mentions: Sequence[Mention]) -> Scene:
        """Return the article with everything but the expressions of time, which only events ask for."""
        published = article.published or _infer_day(article)
        article = replace(article, published=published)
        language = self._codebook.languages[article.language]
        return build_scene(
            article,
            doc,
            self._codebook,
            actors=self._actors.find(doc, mentions, language, published),
            mentions=mentions,
            weapons=self._weapons.find(article.text, article.language),
            times=(),
        )

    def geoparse(self, article: Article) -> tuple[Mention, ...]:
        """Return the place mentions of an article."""
        return self._geoparser.geoparse(article)

    def tell(self, scene: Scene, candidate: Candidate, others: Others) -> Telling | None:
        """Return the event of one candidate, None if it tells none after all or nothing near it names a place."""
        line = scene.line_of(candidate.trigger)
        if scene.is_noise(candidate.trigger):
            return None
        speaker = find_source(scene, candidate.trigger)
        here = None if speaker is not None and speaker.loose else speaker
        spoken = find_actors(scene, candidate, here)
        places = others.places_of(candidate)
        named = keep_theirs(scene, candidate, others, spoken, places)
        acting = _speaks_for(a for a, role in spoken if role in (ActorRole.ACTS, ActorRole.WITH))
        involved = _speaks_for(a for a, _ in spoken) | frozenset(countries_of(places))
        if is_empty(scene, candidate, named, places):
            return None
        places = settle_places(self._geoparser.gazetteer, candidate.kind, named, places)
        if candidate.kind is Kind.DEPLOYMENT and candidate.rule.part == "verb":
            places = leave_from(places)
        if not is_drawable(places) and not (line.loose and not line.first):
            given = self._given(scene, candidate, named, here)
            places = [*([given] if given and not _is_from_there(candidate, given, places) else []), *places]
            if candidate.kind.group is Group.BORDER:
                about = parties_of(scene, candidate.trigger.idx, self._neighbours)
                places = settle_places(self._geoparser.gazetteer, candidate.kind, named, places, about)
            named = keep_theirs(scene, candidate, others, spoken, places)
        if not is_drawable(places) and (line.loose or not is_somewhere(scene, candidate, named)):
            return None
        involved |= frozenset(countries_of(places))
        decision = decide_status(scene, candidate, speaker, acting=acting, involved=involved)
        if decision is None:
            return None
        named = with_left_out(scene, candidate, others, named, places)
        feared = decision.status is Status.HYPOTHETICAL
        actors = to_event_actors(scene, candidate, named, places, neighbours=self._neighbours, feared=feared)
        if not actors and candidate.kind.group.value in ("forces", "diplomacy"):
            return None
        speaker = as_said(scene, candidate, others, speaker, places)
        return self._record(scene, candidate, decision, speaker, places, actors, line)

    def _given(
        self,
        scene: Scene,
        candidate: Candidate,
        named: Sequence[tuple[ActorMention, ActorRole]],
        speaker: Speaker | None,
    ) -> EventPlace | None:
        said = speaker.actor.country if speaker is not None and speaker.actor is not None else ""
        codes = {
            "actor": [a.country for a, role in named if role is not ActorRole.ACTED_ON and is_somewhere_known(a)],
            "object": [a.country for a, role in named if role is ActorRole.ACTED_ON and a.country]
            + (described_countries(scene, candidate) if candidate.rule.acted_on != "with" else []),
            "speaker": [said] if said else [],
        }
        place = fall_back(scene, candidate, self._geoparser.gazetteer, codes=codes)
        if candidate.kind is not Kind.STATEMENT or codes["object"]:
            return place
        about = other_parties(scene, candidate, frozenset(codes["actor"]), self._neighbours)
        if not about or (place is not None and set(place.place.countries) & {*about, *codes["actor"]}):
            return place
        return fall_back(scene, candidate, self._geoparser.gazetteer, codes={**codes, "object": list(about)})

    def _record(
        self,
        scene: Scene,
        candidate: Candidate,
        decision: Decision,
        speaker: Speaker | None,
        places: Sequence[EventPlace],
        actors: tuple[EventActor, ...],
        line: Line,
    ) -> Telling | None:
        confidence = confidence_of(candidate, places, actors, line)
        if confidence < LEAST_CONFIDENCE:
            return None
        span = find_excerpt(scene, candidate, announced=decision.announced)
        when = find_when(scene, candidate, decision, span, line)
        if is_old(scene, candidate, when, decision.status):
            return None
        if decision.status is Status.DENIED:
            span = with_denial(scene, candidate.trigger, span, decision.cues)
        text = scene.article.text
        return Telling(
            id=telling_id(scene.article.id, span, candidate.kind, places),
            article_id=scene.article.id,
            start=span.start,
            end=span.end,
            excerpt=text[span.start : span.end],
            kind=candidate.kind,
            status=settle_status(scene, candidate, decision, when),
            when=when,
            phase=decision.phase,
            places=tuple(places),
            actors=actors,
            weapons=name_weapons(scene.weapons, start=span.start, end=span.end),
            units=name_units(text, start=span.start, end=span.end),
            quantity=find_quantity(candidate.region, scene.language),
            attribution=(_attribution(speaker),) if speaker is not None else (),
            confidence=confidence,
            cues=cues_of(candidate, decision),
        )


def _is_from_there(candidate: Candidate, given: EventPlace, places: Sequence[EventPlace]) -> bool:
    """Return True for drones "launched from Crimea": where they fly from is not what they hit."""
    origins = {p.place.id for p in places if p.role is PlaceRole.ORIGIN}
    return candidate.kind is Kind.STRIKE and given.place.id in origins


def _with_times(scene: Scene) -> Scene:
    article = scene.article
    return replace(scene, times=tuple(find_times(article.text, article.language, article.published)))


def _infer_day(article: Article) -> When | None:
    return infer_published(article.text, article.language, today=datetime.now(UTC).date())[0]


def _speaks_for(actors: Iterable[ActorMention]) -> frozenset[str]:
    return frozenset(part for actor in actors for part in (actor.country, actor.id) if part)


def _attribution(speaker: Speaker) -> str:
    return speaker.actor.name if speaker.actor is not None else speaker.name
