"""Learning and measuring of the support model; what it reaches on the real claims."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from benchmarks import claim_learning as learning
from benchmarks import claim_rarity, claim_support
from dvrag.answer.verify.support.model import SupportModel
from dvrag.answer.verify.support.weights import weights
from dvrag.assembly import models
from dvrag.config.settings import EmbedSettings


def test_auc_counts_pairs_in_the_right_order() -> None:
    labels = np.array([True, False, True, False])
    assert learning.auc(labels, np.array([0.9, 0.1, 0.5, 0.5])) == pytest.approx(3.5 / 4)


def test_balanced_accuracy_is_the_mean_of_both_shares() -> None:
    assert learning.balanced(np.array([True, True, False]), np.array([True, False, False])) == pytest.approx(0.75)


def test_pairs_that_share_a_claim_or_a_document_are_in_one_group() -> None:
    groups = learning.components([("a", "1"), ("b", "1"), ("b", "2"), ("c", "3")])
    assert groups[0] == groups[1] == groups[2] != groups[3]


def test_learning_finds_the_column_that_tells() -> None:
    random = np.random.default_rng(0)
    columns = random.standard_normal((400, 3))
    labels = columns[:, 1] > 0
    _, _, weight, _ = learning.logistic(columns, labels)
    assert weight[1] > 5 * np.abs(weight[[0, 2]]).max()
    folded = learning.out_of_fold(columns, labels, np.arange(400), learning.logistic, 0)
    assert learning.auc(labels, folded) > 0.98
    assert learning.balanced(labels, folded >= learning.best_threshold(labels, folded)) > 0.95


def test_rare_stems_stand_in_later_bands() -> None:
    often = claim_rarity.frequencies(["the plan", "the call", "the harbour plan", "the end"])
    assert claim_rarity.bands([often]) == {"0.0": "the", "1.0": "plan", claim_rarity.RAREST: "*"}


@pytest.mark.shared
@pytest.mark.slow
def test_what_the_model_reaches_on_claims_that_it_was_not_trained_on(shared: Path) -> None:
    """Measured: AUC 0.850, balanced accuracy 0.770; overlap alone 0.819 (python -m benchmarks.claim_support --test)."""
    rows = claim_support.read(shared / "data/claim-support/claims.jsonl", "test")
    part = claim_support.measured(rows, SupportModel(models.model_for(EmbedSettings())))
    learned = weights()
    scores = np.array([learned.probability(dict(zip(part.names, row, strict=True))) for row in part.columns])
    assert learning.auc(part.supported, scores) > 0.84
    assert learning.balanced(part.supported, scores >= learned.supported) > 0.76
    assert learning.auc(part.supported, scores) > learning.auc(part.supported, part.of(("said_all",))[:, 0]) + 0.02
