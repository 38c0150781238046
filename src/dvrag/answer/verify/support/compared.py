"""A claim beside each sentence that it cites, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from dvrag.answer.verify.support.polarity import signs
from dvrag.answer.verify.support.words import Floats, Words

BEST = 3
"""Cited sentences that are looked at word by word: the nearest ones."""


@dataclass(frozen=True)
class Pair:
    """A claim beside one cited sentence. `likeness`: shape (words of the claim, words of the sentence), cosines."""

    cited: Words
    near: float
    likeness: Floats
    content: list[int]

    @cached_property
    def aligned(self) -> Floats:
        """Per word of the claim, its likeness to the word of the sentence that is most like it (MaxSim)."""
        best: Floats = self.likeness.max(axis=1)
        return best

    @cached_property
    def like(self) -> Floats:
        """Per word of the sentence, its likeness to the claim's content word that is most like it."""
        best: Floats = self.likeness[self.content].max(axis=0)
        return best

    @cached_property
    def touched(self) -> Floats:
        """Per word of the sentence, how much the claim is of it: likeness to content words, smoothed over 9 words."""
        smooth: Floats = np.convolve(np.pad(self.like, 4), np.ones(9) / 9, "valid")
        return smooth

    @cached_property
    def score(self) -> float:
        """How near the two are: of the whole, and word by word."""
        return self.near + float(self.aligned[self.content].mean())

    @cached_property
    def signs(self) -> Floats:
        """Which way each word of the sentence points."""
        return signs(self.cited)


class Compared:
    """A claim beside all that it cites, nearest sentence first."""

    def __init__(self, claim: Words, cited: Sequence[Words]) -> None:
        self.claim = claim
        self.content = claim.content
        pairs = [
            Pair(each, float(each.whole @ claim.whole), np.asarray(claim.vectors @ each.vectors.T, float), self.content)
            for each in cited
        ]
        self.pairs = sorted(pairs, key=lambda pair: -pair.score)
        self.best = self.pairs[:BEST]
        self.signs = signs(claim)
