"""What turns a statement round, on both sides: parity, words without a counterpart, and how words lean in context."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import numpy as np

from dvrag.answer.verify.support.compared import Compared, Pair
from dvrag.answer.verify.support.polarity import directions, turns
from dvrag.answer.verify.support.words import Floats, Words

STEEP = 20.0
"""How sharply a word of the cited sentence comes to count as its touch passes the threshold."""
NEAREST = 5
"""Cited sentences whose words are compared for how they lean."""


def turned(both: Compared) -> dict[str, float]:
    """Return the parity of the claim against that of the cited sentences, and turning words without a counterpart.

    Parity is -1 for an odd number of words that turn round ("not", "reduced", "failed"), 1 for an even one: "does not
    reduce" has that of "increases". A cited sentence's words count as far as the claim is of them.
    """
    own = float((-1.0) ** turns(both.claim).sum())
    alone = np.array([_unmatched(both.claim, pair) for pair in both.best]).mean(axis=0)
    return {
        "parity_own": own,
        "parity_touched": own * _pooled(both, 0.3, 10.0, smooth=True),
        "parity_touched_more": own * _pooled(both, 0.45, 4.0, smooth=True),
        "parity_like": own * _pooled(both, 0.35, 4.0, smooth=False),
        "parity_like_more": own * _pooled(both, 0.5, 10.0, smooth=False),
        "turn_unmatched": float(alone[0]),
        "turn_unmatched_own": float(alone[1]),
        "turn_touched": float(alone[2]),
    }


def leaned(both: Compared) -> dict[str, float]:
    """Return how far the claim's words lean otherwise than the words of the cited sentences that stand for them."""
    own = leaning(both.claim)
    rows = []
    for pair in both.pairs[:NEAREST]:
        share = np.exp(10 * pair.likeness)
        theirs = (share / share.sum(axis=1, keepdims=True)) @ leaning(pair.cited)
        apart, same = (own - theirs)[both.content], (own * theirs)[both.content]
        rows.append([np.abs(apart).max(), np.abs(apart).mean(), np.maximum(apart, 0).mean(), same.mean()])
    most, mean, down, alike = np.mean(rows, axis=0)
    return {"lean_most": most, "lean_mean": mean, "lean_down": down, "lean_alike": alike}


def leaning(words: Words) -> Floats:
    """Return shape (n,), in [-1, 1]: how far each word leans to turning round, from its vector in its context.

    A linear probe (Alain and Bengio 2017) of the default model's vectors, which learned the words of the lexicon and
    carries over to those that are not in it. With vectors of another length: the lexicon alone.
    """
    weight, bias = probe()
    if words.vectors.shape[1] != len(weight):
        return np.where(turns(words), 1.0, -np.maximum(directions(words), 0))
    leant: Floats = np.tanh((words.vectors @ weight + bias) / 3)
    return leant


def _pooled(both: Compared, threshold: float, sharp: float, *, smooth: bool) -> float:
    """Return the parity of the cited sentences, in [-1, 1], the nearer ones counting for more."""
    scores = np.array([pair.score for pair in both.pairs])
    share = np.exp(sharp * (scores - scores.max()))
    parities = [_soft(pair, threshold, smooth=smooth) for pair in both.pairs]
    return float(share @ np.array(parities) / share.sum())


def _soft(pair: Pair, threshold: float, *, smooth: bool) -> float:
    touch = pair.touched if smooth else pair.like
    counted = 1 / (1 + np.exp(-STEEP * (touch[turns(pair.cited)] - threshold)))
    return float(np.prod(1 - 2 * counted))


def _unmatched(claim: Words, pair: Pair) -> tuple[float, float, float]:
    """Return how much turning stands in the sentence alone, in the claim alone, and in the sentence at all."""
    here, there = turns(claim), turns(pair.cited)
    touch = there / (1 + np.exp(-STEEP * (pair.touched - 0.35)))
    met = pair.likeness[here].max(axis=0).clip(0, 1) if here.any() else np.zeros(len(there))
    found = pair.likeness[:, there].max(axis=1) if there.any() else np.zeros(len(here))
    return float((touch * (1 - met)).sum()), float((here * (1 - found)).sum()), float(touch.sum())


@cache
def probe() -> tuple[Floats, float]:
    """Return weights, shape (d,), and bias of the probe, as `--train` of benchmarks.claim_support wrote them."""
    found = json.loads(files(__package__).joinpath("leaning.json").read_text("utf-8"))
    return np.array(found["probe"]), float(found["bias"])


def examples(texts: Sequence[Words]) -> tuple[Floats, Floats]:
    """Return vectors of the lexicon's words, and 1 where they turn round, 0 where they point up: to learn the probe."""
    vectors, labels = [], []
    for words in texts:
        round_, up = turns(words), directions(words) > 0
        for chosen, label in ((round_, 1.0), (up & ~round_, 0.0)):
            vectors.append(words.vectors[chosen])
            labels.append(np.full(int(chosen.sum()), label))
    return np.concatenate(vectors).astype(np.float64), np.concatenate(labels)
