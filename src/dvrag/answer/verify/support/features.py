"""A sentence and the texts that it cites, as numbers: how near they are, what is said again, and which way it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from dvrag.answer.verify.support.polarity import directions, negations, signs
from dvrag.answer.verify.support.rarity import carried, rarity
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
    def touched(self) -> Floats:
        """Per word of the sentence, how much the claim is of it: likeness to content words, smoothed over 9 words."""
        own = self.likeness[self.content].max(axis=0)
        smooth: Floats = np.convolve(np.pad(own, 4), np.ones(9) / 9, "valid")
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


def features(claim: Words, cited: Sequence[Words]) -> dict[str, float]:
    """Return the named numbers for a claim and at least one cited sentence."""
    both = Compared(claim, cited)
    return {**_near(both), **_said(both), **_way(both), **_attended(both), **_turned(both)}


def _near(both: Compared) -> dict[str, float]:
    near = np.array([pair.near for pair in both.pairs])
    every = np.max([pair.aligned for pair in both.pairs], axis=0)[both.content]
    first, second = both.pairs[0], both.pairs[min(1, len(both.pairs) - 1)]
    whole = np.sum([pair.cited.whole for pair in both.pairs], axis=0)
    ones, twos = first.aligned[both.content], second.aligned[both.content]
    return {
        "near": near.max(),
        "near_three": float(np.sort(near)[-3:].mean()),
        "near_all": float(whole @ both.claim.whole / max(np.linalg.norm(whole), 1e-9)),
        "near_gap": float(near.max() - near.mean()),
        "aligned": every.mean(),
        "aligned_fifth": float(np.percentile(every, 20)),
        "aligned_least": float(np.sort(every)[:2].mean()),
        "first": ones.mean(),
        "first_least": float(np.sort(ones)[:2].mean()),
        "second": twos.mean(),
        "second_least": float(np.sort(twos)[:2].mean()),
        "first_back": float(np.sort(first.likeness.max(axis=0))[-10:].mean()),
        "second_back": float(np.sort(second.likeness.max(axis=0))[-10:].mean()),
    }


def _said(both: Compared) -> dict[str, float]:
    wanted = both.claim.stems
    sets = [set(pair.cited.stems) for pair in both.pairs]
    every = set().union(*sets)
    rare = sorted(set(wanted), key=lambda s: (-rarity(s), s))[:3]
    steps = set(pairwise(wanted))
    runs = [set(pairwise(p.cited.stems)) for p in both.pairs]
    three = set().union(*sets[:BEST])
    said = [i for i in both.content if any(part in three for part in both.claim.parts[i])]
    unsaid = [i for i in both.content if i not in said]
    every_aligned = np.max([pair.aligned for pair in both.pairs], axis=0)
    numbers = {s for s in wanted if s[:1].isdigit()}
    return {
        "said": max(carried(wanted, there) for there in sets),
        "said_all": carried(wanted, every),
        "said_three": carried(wanted, three),
        "rare_missing": sum(s not in every for s in rare) / max(1, len(rare)),
        "runs": max(len(steps & run) / max(1, len(steps)) for run in runs),
        "said_share": len(said) / len(both.content),
        "unsaid_aligned": float(every_aligned[unsaid].mean()) if unsaid else 1.0,
        "numbers_missing": float(len(numbers - every)),
        "numbers_missing_three": float(len(numbers - three)),
        "length": float(np.log(len(wanted) + 1)),
        "sentences": float(np.log(len(both.pairs))),
    }


def _way(both: Compared) -> dict[str, float]:
    own = float(np.sign(both.signs.sum()))
    there = [float(np.sign(pair.signs.sum())) for pair in both.best]
    ours = float(negations(both.claim).any())
    theirs = [float(negations(pair.cited).any()) for pair in both.best]
    return {
        "way_first": own * there[0],
        "way_three": own * float(np.mean(there)),
        "opposed_first": float(own * there[0] < 0),
        "up": float(own > 0),
        "down": float(own < 0),
        "pointed": float(both.signs.any()),
        "negated": ours,
        "negation_first": float(ours != theirs[0]),
        "negation_three": float(np.mean([ours != each for each in theirs])),
    }


def _attended(both: Compared) -> dict[str, float]:
    """Direction words of the claim, beside those of the sentences that stand in like words."""
    agreed, weight, hard = 0.0, 0.0, []
    for i in np.flatnonzero(both.signs):
        for pair in both.best:
            if pair.signs.any():
                each = np.exp(8 * pair.likeness[i] + 4 * pair.touched + 3 * pair.near) * (pair.signs != 0)
                agreed += both.signs[i] * float((each * pair.signs).sum())
                weight += float(each.sum())
        like, sign = max((p.likeness[i].max(), p.signs[p.likeness[i].argmax()]) for p in both.best[:2])
        hard.append(both.signs[i] * like * sign)
    return {"agreed": agreed / weight if weight else 0.0, "agreed_hard": float(np.mean(hard)) if hard else 0.0}


def _turned(both: Compared) -> dict[str, float]:
    """Negations near what the claim is about, and the product of all that turns a statement round."""
    first = both.pairs[0]
    here = negations(first.cited)
    ours = float(negations(both.claim).any())
    return {
        "negation_near": float((here * first.touched).max()),
        "negation_against": float(bool(ours) != bool((here * (first.touched > 0.45)).any())),
        "parity": _parity(both.claim, None) * float(np.mean([_parity(p.cited, p.touched) for p in both.best])),
    }


def _parity(words: Words, touched: Floats | None) -> float:
    each = directions(words) * (1 - 2 * negations(words)) + 0.0
    turned = (each < 0) | (negations(words) > 0)
    if touched is not None:
        turned &= touched > 0.4
    return float((-1.0) ** turned.sum())
