"""A sentence and the texts that it cites, as numbers: how near they are, what is said again, and which way it goes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from dvrag.answer.verify.support.compared import BEST, Compared
from dvrag.answer.verify.support.polarity import negations
from dvrag.answer.verify.support.rarity import carried, rarity
from dvrag.answer.verify.support.turning import leaned, turned
from dvrag.answer.verify.support.words import Words

UNLIKE = 0.5
"""Likeness below which a word of the claim has no counterpart (cosine of contextual vectors)."""


def features(claim: Words, cited: Sequence[Words]) -> dict[str, float]:
    """Return the named numbers for a claim and at least one cited sentence."""
    both = Compared(claim, cited)
    return {
        **_near(both),
        **_weighed(both),
        **_said(both),
        **_way(both),
        **_attended(both),
        **_negated(both),
        **turned(both),
        **leaned(both),
    }


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


def _weighed(both: Compared) -> dict[str, float]:
    """Likeness of the words, rare ones counting for more, over all sentences and over the best one and two."""
    parts = [both.claim.parts[i] for i in both.content]
    weight = np.array([max(map(rarity, each), default=1.0) + 0.1 for each in parts])
    weight /= weight.sum()
    like = np.array([pair.aligned[both.content] for pair in both.pairs])
    every, each = like.max(axis=0), np.sort(like @ weight)[::-1]
    two = max(float((np.maximum(one, like) @ weight).max()) for one in like)
    return {
        "rare_aligned": float(every @ weight),
        "rare_first": float(each[0]),
        "rare_second": float(each[min(1, len(each) - 1)]),
        "rare_two": two,
        "unlike": float((every < UNLIKE).mean()),
        "unlike_rare": float((every < UNLIKE) @ weight),
        "spread": float(every.mean() - like.mean(axis=1).max()),
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


def _negated(both: Compared) -> dict[str, float]:
    """Negations near what the claim is about."""
    first = both.pairs[0]
    here = negations(first.cited)
    ours = bool(negations(both.claim).any())
    return {
        "negation_near": float((here * first.touched).max()),
        "negation_against": float(ours != bool((here * (first.touched > 0.45)).any())),
    }
