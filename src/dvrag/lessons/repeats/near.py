"""Pairs of findings worth comparing: each finding with those nearest in meaning and in what they speak of."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dvrag.lessons.repeats.profile import Profiles

Rows = npt.NDArray[np.int64]

NEIGHBOURS = 24
"""How many others each finding is compared with, at most."""

BLOCK = 1024


def pairs(profiles: Profiles, neighbours: int = NEIGHBOURS) -> tuple[Rows, Rows]:
    """Return rows (left, right) with left < right, each pair once: `neighbours` of every finding."""
    joined = _joined(profiles)
    total = len(joined)
    wanted = min(neighbours, total - 1)
    if wanted < 1:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    codes = [_near(joined, at, wanted) for at in range(0, total, BLOCK)]
    left, right = np.divmod(np.unique(np.concatenate(codes)), total)
    return left, right


def _joined(profiles: Profiles) -> npt.NDArray[np.float32]:
    things = profiles.things[:, 0]
    lengths = np.maximum(1e-6, np.linalg.norm(things, axis=1, keepdims=True))
    return np.concatenate((things / lengths, profiles.full), axis=1, dtype=np.float32)


def _near(joined: npt.NDArray[np.float32], at: int, wanted: int) -> Rows:
    own = np.arange(at, min(at + BLOCK, len(joined)))
    likeness = joined[own] @ joined.T
    likeness[np.arange(len(own)), own] = -np.inf
    found = np.argpartition(-likeness, wanted - 1, axis=1)[:, :wanted]
    rows = np.repeat(own, wanted)
    others = found.ravel()
    return np.asarray(np.minimum(rows, others) * len(joined) + np.maximum(rows, others), np.int64)
