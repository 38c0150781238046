"""Whether a difference is more than chance: paired randomisation, bootstrap intervals, Holm's correction.

All draws are seeded; the same values and seed give the same figures.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

SEED = 20240117
DRAWS = 9_999
LEVEL = 0.95
SIGNIFICANT = 0.05

Values = Sequence[float] | npt.NDArray[np.float64]
_ROUNDING = 1e-12
_BLOCK = 500


def randomisation_test(differences: Values, seed: int = SEED, draws: int = DRAWS) -> float:
    """Return the two-sided p of paired differences: (count + 1) / (draws + 1), so never 0.

    Under the null hypothesis each difference may as well have the other sign; `count` is how many draws of random
    signs give a mean at least as far from 0 as the one seen. 1 where there is nothing to compare.
    Source: Smucker, Allan and Carterette, "A comparison of statistical significance tests for information retrieval
    evaluation", CIKM 2007; the added 1: Phipson and Smyth, "Permutation p-values should never be zero", 2010.
    """
    values = np.asarray(differences, dtype=np.float64)
    if not values.size:
        return 1.0
    seen = abs(values.sum())
    random = np.random.default_rng(seed)
    count = 0
    for start in range(0, draws, _BLOCK):
        signs = random.integers(0, 2, size=(min(_BLOCK, draws - start), values.size)) * 2 - 1
        count += int((np.abs(signs @ values) >= seen - _ROUNDING).sum())
    return (count + 1) / (draws + 1)


def bootstrap_interval(
    values: Values, seed: int = SEED, draws: int = DRAWS, level: float = LEVEL
) -> tuple[float, float]:
    """Return the percentile interval of the mean; (nan, nan) without values.

    Source: Efron and Tibshirani, "An introduction to the bootstrap", 1993, chapter 13.
    """
    listed = np.asarray(values, dtype=np.float64)
    if not listed.size:
        return float("nan"), float("nan")
    random = np.random.default_rng(seed)
    means = np.concatenate(
        [
            listed[random.integers(0, listed.size, size=(min(_BLOCK, draws - start), listed.size))].mean(axis=1)
            for start in range(0, draws, _BLOCK)
        ]
    )
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def holm(values: Sequence[float]) -> list[float]:
    """Return p values corrected for their number, in their order.

    Source: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics, 1979.
    """
    order = sorted(range(len(values)), key=lambda i: values[i])
    corrected = [0.0] * len(values)
    highest = 0.0
    for place, index in enumerate(order):
        highest = max(highest, min(1.0, (len(values) - place) * values[index]))
        corrected[index] = highest
    return corrected


def effect_size(differences: Values) -> float:
    """Return Cohen's d of paired differences: mean / standard deviation (n - 1); 0 where all are 0.

    Infinite with the sign of the mean where every difference is the same. Source: Cohen 1988, section 2.3.5 (d_z).
    """
    values = np.asarray(differences, dtype=np.float64)
    if not values.size or not values.any():
        return 0.0
    spread = float(values.std(ddof=1)) if values.size > 1 else 0.0
    return float(values.mean()) / spread if spread > _ROUNDING else float(np.copysign(np.inf, values.mean()))
