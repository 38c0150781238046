"""Measures equal values computed by hand."""

from __future__ import annotations

import math

import pytest

from dvrag.evaluate.measures.retrieval import measure

QRELS = {"q1": {"a": 1, "b": 1}, "q2": {"c": 1}, "q3": {"d": 1}}
RUN = {"q1": {"a": 0.9, "x": 0.8, "b": 0.7}, "q2": {"x": 2.0, "y": 1.0, "z": 0.5, "c": 0.1}}


def test_measures_by_hand() -> None:
    found = measure(QRELS, RUN).by_query
    ideal = 1 + 1 / math.log2(3)
    assert found["nDCG@10"] == pytest.approx({"q1": (1 + 1 / 2) / ideal, "q2": 1 / math.log2(5), "q3": 0.0})
    assert found["R@100"] == {"q1": 1.0, "q2": 1.0, "q3": 0.0}
    assert found["RR@10"] == {"q1": 1.0, "q2": 0.25, "q3": 0.0}


def test_a_query_without_results_counts_in_the_mean() -> None:
    assert measure(QRELS, RUN).means["RR@10"] == pytest.approx((1 + 0.25 + 0) / 3)


def test_other_measures_can_be_named() -> None:
    assert measure(QRELS, RUN, ("P@1",)).means == {"P@1": pytest.approx(1 / 3)}
