"""Saying nothing where there is nothing to say: precision, recall and F1 of abstaining."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Abstaining:
    """Counts over questions; "positive" is a question that should not be answered."""

    right: int
    needless: int
    missed: int

    @property
    def precision(self) -> float:
        """Of the questions not answered, the share that should not be (1 where none was left unanswered)."""
        return self.right / (self.right + self.needless) if self.right + self.needless else 1.0

    @property
    def recall(self) -> float:
        """Of the questions that should not be answered, the share that was not (1 where there is none)."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 0 where both are 0."""
        total = 2 * self.right + self.needless + self.missed
        return 2 * self.right / total if total else 1.0


def abstaining(pairs: Iterable[tuple[bool, bool]]) -> Abstaining:
    """Count pairs of (should not be answered, was not answered)."""
    listed = list(pairs)
    return Abstaining(
        right=sum(should and did for should, did in listed),
        needless=sum(did and not should for should, did in listed),
        missed=sum(should and not did for should, did in listed),
    )
