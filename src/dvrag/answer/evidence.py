"""Sentences of the passages found, scored by how well they answer the question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dvrag.answer.planted.orders import not_planted
from dvrag.answer.question.form import asks_for_form, has_form
from dvrag.answer.question.meanings import WordMeanings
from dvrag.answer.question.parse import Question
from dvrag.answer.question.topic import Topic
from dvrag.model.documents import BlockKind
from dvrag.model.results import Hit
from dvrag.ports import Embedder
from dvrag.text.sentences import sentence_spans
from dvrag.text.stems import stems

SIMILARITY, COVERAGE, AROUND, RANK = 0.45, 0.10, 0.40, 0.50
FORM, FIGURE = 0.06, 0.25
"""Weights of a sentence's score; the reasons are in docs/decisions/0007-quoting-and-abstaining.md."""
SHORT = 4
"""A sentence of fewer content words says too little to be quoted alone ("Brackenford Homes.")."""


READ_WHOLE, READ_PART = 6, 2
"""Hits of which every sentence is compared with the question, and sentences that are of each further one."""

_CAPTION = re.compile(r"(?:table|figure|chart|box)\s+\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence at `[start, end)` of its report. All parts of the score lie in [-1, 1]; higher is better.

    `similarity`: cosine of question and sentence; `around`: topic coverage of passage, section and title together.
    `passage`: the hit's own score by the retriever as a share of the best hit's. `bonus` is added where the sentence
    has the form that is asked for: more for a figure or a date than for a body or a definition.
    """

    hit: Hit
    start: int
    end: int
    text: str
    similarity: float
    coverage: float
    around: float
    passage: float
    form: bool
    bonus: float
    short: bool

    @property
    def score(self) -> float:
        """The weighted sum by which sentences are chosen."""
        parts = SIMILARITY * self.similarity + COVERAGE * self.coverage + AROUND * self.around
        return (parts + self.bonus + RANK * self.passage) * (0.5 if self.short else 1.0)


def evidence(
    question: Question, topic: Topic, hits: Sequence[Hit], embedder: Embedder, meanings: WordMeanings
) -> list[Evidence]:
    """Return every sentence of the hits, best first; ties in order of rank and place."""
    if not hits:
        return []
    topic.meet([surroundings(hit) for hit in hits], meanings)
    places = _worth_reading(topic, hits)
    if not places:
        return []
    texts = [hit.passage.text[start:end] for hit, start, end in places]
    vectors = embedder.encode([question.text, *texts])
    similar = vectors[1:] @ vectors[0]
    best = max(hit.score for hit in hits) or 1.0
    around = {id(hit): topic.coverage(surroundings(hit)) for hit in hits}
    bonus = FIGURE if asks_for_form(question) else FORM
    found = [
        Evidence(
            hit=hit,
            start=hit.passage.start + start,
            end=hit.passage.start + end,
            text=text,
            similarity=float(np.clip(value, -1, 1)),
            coverage=topic.coverage(text),
            around=around[id(hit)],
            passage=hit.score / best,
            form=(form := has_form(question, text)),
            bonus=bonus * form,
            short=len(stems(text)) < SHORT or _CAPTION.match(text) is not None,
        )
        for (hit, start, end), text, value in zip(places, texts, similar, strict=True)
    ]
    return sorted(found, key=lambda e: -e.score)


def _worth_reading(topic: Topic, hits: Sequence[Hit]) -> list[tuple[Hit, int, int]]:
    """Return the sentences to compare with the question: all of the first hits, of the others those on the topic."""
    chosen: list[tuple[Hit, int, int]] = []
    for place, hit in enumerate(hits):
        spans = pieces(hit)
        if place >= READ_WHOLE:
            text = hit.passage.text
            spans = sorted(sorted(spans, key=lambda s: -topic.coverage(text[slice(*s)]))[:READ_PART])
        chosen += [(hit, start, end) for start, end in spans]
    return chosen


def surroundings(hit: Hit) -> str:
    """Return the passage with what stands around it: heading path, context, report title."""
    passage = hit.passage
    return f"{hit.report.title}. {passage.section}. {passage.context}. {passage.text}"


def pieces(hit: Hit) -> list[tuple[int, int]]:
    """Return the spans in a passage that can be quoted alone: sentences of prose, rows of a table; nothing planted."""
    text = hit.passage.text
    if hit.passage.kind is BlockKind.TABLE_ROW:
        spans = [match.span() for match in re.finditer(r"[^\n]+", text)]
    else:
        spans = [span for span in sentence_spans(text) if any(c.isalpha() for c in text[slice(*span)])]
    return not_planted(text, spans)
