"""Question → Answer: safety, scope, search, evidence, abstention, quotes, citations."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dvrag.answer.choose import choose, on_topic
from dvrag.answer.cite import cite
from dvrag.answer.compare.facets import facets, of_matter
from dvrag.answer.compare.side import Side
from dvrag.answer.compare.table import Answered, asked, compared
from dvrag.answer.compare.wanted import Matter, Wanted, comparison_in
from dvrag.answer.confidence import confidence, features, missing_parts
from dvrag.answer.corpus import Corpus
from dvrag.answer.count import Counter, counted_answer, no_register
from dvrag.answer.decline import decline
from dvrag.answer.definition import definitions
from dvrag.answer.evidence import Evidence, evidence
from dvrag.answer.gather import Gatherer
from dvrag.answer.listing import listing
from dvrag.answer.question.form import asks_for_form
from dvrag.answer.question.meanings import WordMeanings
from dvrag.answer.question.names import Name, names_in
from dvrag.answer.question.parse import Question, parse
from dvrag.answer.question.safety import LIMITS, SIGNPOSTS, speaks_of_oneself
from dvrag.answer.question.scope import Scope, scope_of
from dvrag.answer.question.topic import Topic, topic_of
from dvrag.answer.sides.disagree import described, disagreement
from dvrag.answer.sides.named import sides
from dvrag.answer.verify.claims import checked
from dvrag.answer.verify.verifier import ClaimVerifier
from dvrag.answer.write.reading import Reading, once
from dvrag.config.settings import AnswerSettings
from dvrag.model.answers import Abstention, Answer, Disagreement, Source, Status
from dvrag.model.results import Filters
from dvrag.ports import Finder, TokenEmbedder
from dvrag.text.acronyms import Acronyms, listed_senses
from dvrag.text.stems import stems

EXPLAINED = 0.95
"""Confidence of a definition: the quote holds both the acronym and its meaning."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question with everything that was worked out about it before any sentence is chosen."""

    question: Question
    names: tuple[Name, ...]
    scope: Scope
    topic: Topic
    found: tuple[Evidence, ...]
    confidence: float


class Answerer:
    """Answers by quoting. Needs no language model."""

    def __init__(
        self,
        corpus: Corpus,
        finder: Finder,
        embedder: TokenEmbedder,
        settings: AnswerSettings,
        counter: Counter = no_register,
    ) -> None:
        self._corpus = corpus
        self._gatherer = Gatherer(finder, settings.passages)
        self._embedder = embedder
        self._settings = settings
        self._meanings = WordMeanings(embedder)
        self._verifier = ClaimVerifier(embedder)
        self._counter = counter

    def answer(self, text: str, filters: Filters | None = None) -> Answer:
        """Return the answer to a question, or why there is none."""
        return self.read(text, filters).answer

    def read(self, text: str, filters: Filters | None = None) -> Reading:
        """Return the answer to a question with the passages from which a language model may write it anew."""
        began = time.perf_counter()
        declined = decline(text)
        reading = Reading(declined) if declined else self._found(text, filters)
        answer = reading.answer
        if declined is None:
            answer = replace(answer, support=(LIMITS, *SIGNPOSTS) if speaks_of_oneself(text) else ())
        took = (time.perf_counter() - began) * 1000
        answer = replace(
            answer,
            timings_ms={"total": round(took, 2)},
            library=self._corpus.fingerprint(),
            models={"embedder": self._embedder.fingerprint, "writer": "quotes"},
        )
        return replace(reading, answer=answer)

    def _found(self, text: str, filters: Filters | None) -> Reading:
        """Return a comparison where one is asked for, else the answer to a single question."""
        wanted = comparison_in(text, self._corpus)
        if wanted is None:
            return self._single(text, filters)
        rows = facets(wanted.sides, self._corpus) if not (wanted.topic or filters) else ()
        rows = rows or tuple(self._row(wanted, matter, filters) for matter in wanted.matters)
        return Reading(compared(text, wanted, rows))

    def _row(self, wanted: Wanted, matter: Matter, filters: Filters | None) -> Answered:
        """Return one row of a comparison: what the sides' own headings and lessons say, else what each is answered."""
        told = None if filters else of_matter(matter.about, wanted.sides, self._corpus)
        return told or asked(wanted, matter, self._corpus, lambda side, question: self._side(side, question, filters))

    def _side(self, side: Side, question: str, filters: Filters | None) -> Answer:
        """Return what one side of a comparison is answered."""
        if side.year is not None and not side.only:
            filters = replace(filters or Filters(), year=(side.year,))
        if side.only and not (filters and filters.report):
            filters = replace(filters or Filters(), report=tuple(sorted(side.reports)))
        return self._single(question, filters).answer

    def _single(self, text: str, filters: Filters | None) -> Reading:
        """Return what the register counts; else what passages say. A count that was not understood gives no number."""
        counted = self._counter(text, filters)
        if counted and not counted.refused:
            return Reading(counted_answer(text, counted))
        inquiry = self.inquire(text, filters)
        reading = self._answered(inquiry, filters)
        answer = replace(reading.answer, question=text, resolved_question=inquiry.question.text)
        if counted and answer.status is Status.NOT_FOUND:
            answer = replace(answer, reason=counted.sentence, missing=counted.unread)
        return replace(reading, answer=answer)

    def inquire(self, text: str, filters: Filters | None = None) -> Inquiry:
        """Return the question taken apart, with its evidence scored; nothing is decided yet."""
        first = self._gatherer.first(text, filters)
        text = _names_kept(text, first.corrected or text)
        question = parse(text)
        names = names_in(question, self._corpus)
        scope = scope_of(question, names)
        topic = topic_of(question, names, self._corpus, self._other_writings(text))
        hits = () if scope.impossible() else self._gatherer.within(first, question, scope, filters)
        found = tuple(evidence(question, topic, hits, self._embedder, self._meanings))
        sure = confidence(features(question, scope, topic, found)) if found else 0.0
        return Inquiry(question, names, scope, topic, found, sure)

    def _other_writings(self, text: str) -> Mapping[str, tuple[str, ...]]:
        """Return, by stem of a word of the question, its other writings: what an acronym stands for, and back."""
        found: dict[str, tuple[str, ...]] = {}
        for expansion in Acronyms(listed_senses(), self._corpus.glossary()).expand(text):
            for root in stems(expansion.found):
                found[root] = (*found.get(root, ()), *expansion.added)
        return found

    def _answered(self, inquiry: Inquiry, filters: Filters | None) -> Reading:
        themed = bool(filters and filters.theme)  # a glossary speaks of no theme
        explained = () if themed else definitions(inquiry.question, inquiry.scope, self._corpus, filters)
        abstention = None if explained else self._abstention(inquiry)
        if abstention:
            unanswered = Answer(
                question=inquiry.question.text,
                status=Status.NOT_FOUND,
                confidence=round(inquiry.confidence, 4),
                reason=abstention.reason,
                missing=abstention.missing,
            )
            return Reading(unanswered)
        pair = disagreement(inquiry.question, inquiry.found)
        listed = listing(inquiry.question, inquiry.topic, inquiry.found, self._corpus)
        always = (*(pair or ()), *sides(inquiry.question, inquiry.scope, inquiry.found))
        found = on_topic(inquiry.found) if asks_for_form(inquiry.question) else inquiry.found
        chosen = explained or listed or choose(found, self._settings.max_quotes, always)
        claims, sources = cite(chosen, self._corpus)
        claims = checked(claims, sources, self._verifier)
        answer = Answer(
            question=inquiry.question.text,
            status=Status.ANSWERED,
            claims=claims,
            sources=sources,
            confidence=EXPLAINED if explained else round(inquiry.confidence, 4),
            missing=tuple(name.text for name in inquiry.scope.unheld()),
            disagreements=_disagreements(inquiry.question, pair, sources),
        )
        read = (*(item.hit for item in inquiry.found), *(source.hit for source in sources))
        return Reading(answer, () if explained else once(read))

    def _abstention(self, inquiry: Inquiry) -> Abstention | None:
        absent = tuple(name.text for name in inquiry.scope.unheld())
        if inquiry.scope.impossible():
            return Abstention(f"Nothing about {_listed(absent)} in these reports.", absent)
        parts = missing_parts(inquiry.question, inquiry.topic, inquiry.found)
        if not inquiry.found:
            wanted = tuple(name.text for name in inquiry.names) + inquiry.question.years
            return Abstention("The reports that match do not speak of this.", wanted or parts)
        if inquiry.confidence < self._settings.threshold:
            return Abstention("The reports do not say.", parts)
        return None


def _names_kept(written: str, corrected: str) -> str:
    """Return the corrected question with its capitalised words as written: another name is another place."""
    one, other = written.split(), corrected.split()
    if len(one) != len(other):
        return written
    return " ".join(a if a[:1].isupper() and i else b for i, (a, b) in enumerate(zip(one, other, strict=True)))


def _disagreements(
    question: Question, pair: tuple[Evidence, Evidence] | None, sources: Sequence[Source]
) -> tuple[Disagreement, ...]:
    if pair is None:
        return ()
    numbers = [next((s.n for s in sources if _holds(s, item)), 0) for item in pair]
    found = described(question, pair, (numbers[0], numbers[1])) if all(numbers) else None
    return (found,) if found else ()


def _holds(source: Source, item: Evidence) -> bool:
    same = source.hit.report.id == item.hit.report.id
    return same and source.start <= item.start and item.end <= source.end


def _listed(values: Sequence[str]) -> str:
    return values[0] if len(values) == 1 else f"{', '.join(values[:-1])} and {values[-1]}"
