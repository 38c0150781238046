"""How sure an answer is, and when to say that the reports do not say.

A logistic regression over a few features of the best evidence. Coefficients: fitted by
`benchmarks/calibrate_abstention.py` on development questions; the table is in decision 0007-quoting-and-abstaining.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

from dvrag.answer.evidence import Evidence
from dvrag.answer.question.form import asks_for_form
from dvrag.answer.question.parse import Question
from dvrag.answer.question.scope import Scope
from dvrag.answer.question.topic import Topic


@dataclass(frozen=True, slots=True)
class Features:
    """What is measured of the best evidence for a question.

    `similarity`: highest cosine of question and sentence. `second`: mean of the three highest. `coverage`: topic
    coverage of the best sentence; `around`: of its passage with its surroundings. `unknown`: weighted share of topic
    words that the library does not hold at all. `rarest`: weight of the weightiest word that none of the five best
    passages speaks of. `words`: number of topic words. `form`: 1 where one of the three best sentences has the form
    that is asked for, or none is asked for. `passing`: 1 where a name of the question is only mentioned in passing.
    """

    similarity: float
    second: float
    coverage: float
    around: float
    unknown: float
    rarest: float
    words: float
    form: float
    passing: float


WEIGHTS = Features(
    similarity=0.90,
    second=0.51,
    coverage=0.53,
    around=1.83,
    unknown=0.01,
    rarest=-0.68,
    words=0.23,
    form=1.68,
    passing=-0.77,
)
BIAS = -4.11


def features(question: Question, scope: Scope, topic: Topic, found: Sequence[Evidence]) -> Features:
    """Return the features of the evidence, which is best first. Raises ValueError where there is none."""
    if not found:
        raise ValueError("There is no evidence to measure.")
    total = sum(word.weight for word in topic.words) or 1.0
    similar = sorted((e.similarity for e in found), reverse=True)[:3]
    weighty = [w for w in topic.missing(_passages(found, 5)) if w.word.weight >= 1.0]
    return Features(
        similarity=similar[0],
        second=sum(similar) / len(similar),
        coverage=found[0].coverage,
        around=found[0].around,
        unknown=sum(word.weight for word in topic.words if not word.known) / total,
        rarest=max((word.weight for word in weighty), default=0.0),
        words=float(sum(word.word.weight >= 1.0 for word in topic.words)),
        form=float(not asks_for_form(question) or any(e.form for e in found[:3])),
        passing=float(scope.in_passing()),
    )


def _passages(found: Sequence[Evidence], most: int) -> list[str]:
    texts = {e.hit.passage.id: e.hit.passage.text for e in found}
    return list(texts.values())[:most]


def confidence(measured: Features) -> float:
    """Return the probability, in [0, 1], that the evidence answers the question."""
    z = BIAS + sum(w * x for w, x in zip(astuple(WEIGHTS), astuple(measured), strict=True))
    return 1.0 / (1.0 + math.exp(-z))


def feature_names() -> tuple[str, ...]:
    """Return the names of the features in the order of the weights."""
    return tuple(field.name for field in fields(Features))


def missing_parts(question: Question, topic: Topic, found: Sequence[Evidence]) -> tuple[str, ...]:
    """Return the question's own words that no evidence speaks of, as written, the weightiest first."""
    absent = [w for w in topic.missing([e.hit.passage.text for e in found[:8]]) if w.word.weight >= 1.0]
    ranked = sorted(absent, key=lambda w: (-w.weight, w.word.start))
    return tuple(question.text[w.word.start : w.word.end] for w in ranked)
