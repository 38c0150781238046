"""Tests and intervals against scipy and against values worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from dvrag.evaluate.significance import bootstrap_interval, effect_size, holm, randomisation_test

DIFFERENCES = [0.3, -0.1, 0.2, 0.25, 0.0, 0.4, -0.05, 0.1, 0.15, 0.2, 0.3, -0.2]


def test_p_agrees_with_scipys_exact_test() -> None:
    values = np.array(DIFFERENCES)
    exact = stats.permutation_test(
        (values, -values), lambda a, b: np.mean(a - b), permutation_type="samples", n_resamples=np.inf
    )
    assert randomisation_test(DIFFERENCES, draws=40_000) == pytest.approx(exact.pvalue, abs=0.005)


def test_p_is_never_zero_and_counts_the_one_seen() -> None:
    assert randomisation_test([1.0] * 40, draws=999) == 1 / 1000
    assert randomisation_test([0.0] * 5) == 1.0
    assert randomisation_test([]) == 1.0


def test_the_seed_decides_the_figure() -> None:
    assert randomisation_test(DIFFERENCES, seed=1) == randomisation_test(DIFFERENCES, seed=1)
    assert randomisation_test(DIFFERENCES, seed=1, draws=99) != randomisation_test(DIFFERENCES, seed=2, draws=99)


def test_p_is_fair_where_nothing_differs() -> None:
    """Under the null hypothesis, p is below 0.05 in about 5 of 100 samples."""
    random = np.random.default_rng(3)
    found = [randomisation_test(random.standard_normal(30), seed=i, draws=199) for i in range(400)]
    assert 0.02 <= np.mean(np.array(found) <= 0.05) <= 0.08


def test_the_interval_agrees_with_scipys() -> None:
    values = np.array(DIFFERENCES)
    theirs = stats.bootstrap((values,), np.mean, method="percentile", n_resamples=9_999, rng=5).confidence_interval
    assert bootstrap_interval(values) == pytest.approx((theirs.low, theirs.high), abs=0.01)
    assert all(math.isnan(bound) for bound in bootstrap_interval([]))


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])
    assert holm([0.5, 0.9]) == [1.0, 1.0]
    assert holm([]) == []


def test_effect_size_by_hand() -> None:
    assert effect_size([1.0, 2.0, 3.0]) == pytest.approx(2.0)
    assert effect_size([0.0, 0.0]) == 0.0
    assert effect_size([-0.5, -0.5]) == -math.inf
