"""How likely two findings ask for the same thing: log-odds from what they mean and what they speak of.

The weights are those of a logistic regression on the development pairs of `eval/lessons/repeat_pairs.csv`, fitted by
`python -m benchmarks.lessons_repeats --fit`, which prints them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dvrag.lessons.repeats.profile import Profiles

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

FEATURES = ("meaning", "piece", "words", "shared", "lacking", "lacking_most", "act", "other_act")
"""`meaning`: cosine of the full texts. `piece`: highest cosine of gists and pieces. `words`: cosine of concepts and
words. `shared`: weight of the weightiest concept in both. `lacking`: of the weightiest concept that only one has, the
smaller and the larger of the two findings' (`lacking_most`). `act`, `other_act`: whether they ask for the same act, or
each for another."""

WEIGHTS = np.array([0.0] * len(FEATURES), np.float32)
BIAS = 0.0

BLOCK = 8192


def log_odds(profiles: Profiles, left: Rows, right: Rows) -> Floats:
    """Return the log-odds that the findings of two rows ask for the same thing; 0 and more: rather yes than no."""
    return np.asarray(features(profiles, left, right) @ WEIGHTS + np.float32(BIAS), np.float32)


def features(profiles: Profiles, left: Rows, right: Rows) -> Floats:
    """Return shape (pairs, FEATURES)."""
    blocks = [_features(profiles, left[at : at + BLOCK], right[at : at + BLOCK]) for at in range(0, len(left), BLOCK)]
    return np.concatenate(blocks) if blocks else np.zeros((0, len(FEATURES)), np.float32)


def _features(profiles: Profiles, left: Rows, right: Rows) -> Floats:
    one, two = profiles.things[left], profiles.things[right]
    named_one, named_two = one[:, : profiles.named], two[:, : profiles.named]
    only_one = np.where(named_two > 0, 0, named_one).max(axis=1)
    only_two = np.where(named_one > 0, 0, named_two).max(axis=1)
    act = (profiles.acts[left] & profiles.acts[right]).any(axis=1)
    both = profiles.acts[left].any(axis=1) & profiles.acts[right].any(axis=1)
    columns = (
        np.einsum("pd,pd->p", profiles.full[left], profiles.full[right]),
        np.einsum("pad,pbd->pab", profiles.pieces[left], profiles.pieces[right]).max(axis=(1, 2)),
        np.einsum("pd,pd->p", one, two) / np.maximum(1e-6, _lengths(one) * _lengths(two)),
        np.minimum(named_one, named_two).max(axis=1),
        np.minimum(only_one, only_two),
        np.maximum(only_one, only_two),
        act,
        both & ~act,
    )
    return np.stack(columns, axis=1).astype(np.float32)


def _lengths(rows: Floats) -> Floats:
    return np.asarray(np.linalg.norm(rows, axis=1), np.float32)
