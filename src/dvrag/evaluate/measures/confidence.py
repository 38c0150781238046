"""Whether the confidence that an answer states can be believed: risk against coverage, and calibration error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """`points` are (coverage, risk) as ever less sure answers are let through; `area` lies below them.

    Coverage is the share of all questions answered, risk the share of wrong ones among those. The area is divided by
    the coverage reached, so that it is the mean risk on the way; 0 where nothing was answered. Lower is better.
    """

    points: tuple[tuple[float, float], ...]
    area: float


def risk_coverage(answered: Sequence[tuple[float, bool]], questions: int) -> RiskCoverage:
    """Return the curve for answers as (confidence, right) among `questions` questions; ties enter together.

    Source: El-Yaniv and Wiener, "On the foundations of noise-free selective classification", JMLR 2010; area as in
    Geifman and El-Yaniv, "Selective classification for deep neural networks", 2017.
    """
    points: list[tuple[float, float]] = []
    wrong = taken = 0
    for level in sorted({confidence for confidence, _ in answered}, reverse=True):
        now = [right for confidence, right in answered if confidence == level]
        taken += len(now)
        wrong += sum(not right for right in now)
        points.append((taken / questions, wrong / taken))
    area, last = 0.0, 0.0
    for coverage, risk in points:
        area += risk * (coverage - last)
        last = coverage
    return RiskCoverage(tuple(points), area / last if last else 0.0)


def calibration_error(answered: Sequence[tuple[float, bool]], bins: int = BINS) -> float:
    """Return the mean distance of stated confidence and share of right answers, over bins of equal width.

    Weighted by the answers in each; 0 where nothing was answered.
    Source: Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015.
    """
    groups: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in answered:
        groups.setdefault(min(bins - 1, int(confidence * bins)), []).append((confidence, right))
    total = sum(map(len, groups.values()))
    return sum(abs(sum(c for c, _ in g) - sum(right for _, right in g)) for g in groups.values()) / max(1, total)
