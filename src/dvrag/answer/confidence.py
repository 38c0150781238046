"""How sure an answer is, and when to say that the reports do not say.

A logistic regression over a few features of the best evidence. Coefficients: fitted by
`benchmarks/calibrate_abstention.py` on the development questions; its table is in docs/decisions/0007-abstaining.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

from dvrag.answer.evidence import Evidence
from dvrag.answer.question.parse import Question
from dvrag.answer.question.topic import Topic


@dataclass(frozen=True, slots=True)
class Features:
    """What is measured of the best evidence for a question.

    `similarity`: highest cosine of question and sentence. `second`: mean of the three highest. `coverage`: topic
    coverage of the best sentence; `around`: highest of a passage with its surroundings; `unknown`: weighted share of
    topic words that the library does not hold at all; `rarest`: weight of the rarest word that no passage covers.
    """

    similarity: float
    second: float
    coverage: float
    around: float
    unknown: float
    rarest: float


WEIGHTS = Features(similarity=6.0, second=2.0, coverage=1.0, around=3.0, unknown=-3.0, rarest=-1.0)
BIAS = -4.5


def features(topic: Topic, found: Sequence[Evidence]) -> Features:
    """Return the features of the evidence, which is best first; all zero but `unknown` and `rarest` without any."""
    total = sum(word.weight for word in topic.words) or 1.0
    unknown = sum(word.weight for word in topic.words if not word.known) / total
    top = found[:8]
    rarest = max((word.weight for word in topic.missing([e.hit.passage.text for e in top])), default=0.0)
    if not top:
        return Features(0.0, 0.0, 0.0, 0.0, unknown, rarest)
    similar = sorted((e.similarity for e in found), reverse=True)[:3]
    return Features(
        similarity=similar[0],
        second=sum(similar) / len(similar),
        coverage=max(e.coverage for e in top),
        around=max(e.around for e in top),
        unknown=unknown,
        rarest=rarest,
    )


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
