"""How likely two findings ask for the same thing: log-odds from what they mean and what they speak of.

The weights are those of a logistic regression on the development part of `eval/lessons/repeat_pairs.csv` and
`eval/lessons/repeats.csv`, fitted by `python -m benchmarks.lessons_repeats --fit`, which prints them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dvrag.lessons.repeats.profile import UNITS, Profiles

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

FEATURES = ("meaning", "piece", "words", "unit_words", "shared", "lacking", "lacking_most", "act", "other_act")
"""`meaning`: cosine of the full texts. `piece`: highest cosine of a unit of one with a unit of the other.

`words`: cosine of concepts and words of the gists. `unit_words`: the highest of a unit of one with a unit of the other.
Of this pair of units: `shared`, weight of the weightiest concept in both; `lacking`, of the weightiest that only one
has, the smaller and the larger of the two (`lacking_most`). `act`, `other_act`: whether the gists ask for the same
act, or each for another.
"""

WEIGHTS = np.array([2.71, 4.2, 4.75, 1.75, 0.87, -0.29, -0.65, 0.15, -1.05], np.float32)
BIAS = -5.37

BLOCK = 4096


def log_odds(profiles: Profiles, left: Rows, right: Rows) -> Floats:
    """Return the log-odds that the findings of two rows ask for the same thing; 0 and more: rather yes than no."""
    return np.asarray(features(profiles, left, right) @ WEIGHTS + np.float32(BIAS), np.float32)


def features(profiles: Profiles, left: Rows, right: Rows) -> Floats:
    """Return shape (pairs, FEATURES)."""
    blocks = [_features(profiles, left[at : at + BLOCK], right[at : at + BLOCK]) for at in range(0, len(left), BLOCK)]
    return np.concatenate(blocks) if blocks else np.zeros((0, len(FEATURES)), np.float32)


def _features(profiles: Profiles, left: Rows, right: Rows) -> Floats:
    likeness = _likeness(profiles.things[left], profiles.things[right])
    best = likeness.reshape(len(left), -1).argmax(axis=1)
    one = profiles.things[left, best // UNITS, : profiles.named]
    two = profiles.things[right, best % UNITS, : profiles.named]
    only_one = np.where(two > 0, 0, one).max(axis=1)
    only_two = np.where(one > 0, 0, two).max(axis=1)
    act = (profiles.acts[left] & profiles.acts[right]).any(axis=1)
    both = profiles.acts[left].any(axis=1) & profiles.acts[right].any(axis=1)
    columns = (
        np.einsum("pd,pd->p", profiles.full[left], profiles.full[right]),
        np.matmul(profiles.units[left], profiles.units[right].transpose(0, 2, 1)).max(axis=(1, 2)),
        likeness[:, 0, 0],
        likeness.max(axis=(1, 2)),
        np.minimum(one, two).max(axis=1),
        np.minimum(only_one, only_two),
        np.maximum(only_one, only_two),
        act,
        both & ~act,
    )
    return np.stack(columns, axis=1).astype(np.float32)


def _likeness(one: Floats, two: Floats) -> Floats:
    """Return the cosine of each unit's concepts and words with each of the other's: (pairs, UNITS, UNITS)."""
    lengths = np.linalg.norm(one, axis=2)[:, :, None] * np.linalg.norm(two, axis=2)[:, None, :]
    return np.asarray(np.matmul(one, two.transpose(0, 2, 1)) / np.maximum(1e-6, lengths), np.float32)
