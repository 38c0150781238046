"""The support model: what it is given, what it returns, and what it reaches on real claims."""

from __future__ import annotations

import numpy as np
import pytest

from dvrag.answer.verify.support.model import SupportModel
from dvrag.answer.verify.support.weights import FILES, Weights, check_files, weights
from dvrag.errors import DamagedError
from dvrag.model.answers import Verdict
from dvrag.model.writing import Stated
from dvrag.testing.fakes import HashingEmbedder

CITED = "The force received 14 calls. Officers completed a risk assessment after each call."


@pytest.fixture
def model() -> SupportModel:
    return SupportModel(HashingEmbedder(64))


def test_scores_are_probabilities_in_order(model: SupportModel) -> None:
    stated = [
        Stated("Officers completed a risk assessment after each call.", (CITED,)),
        Stated("The harbour opened in spring.", (CITED,)),
        Stated("Officers completed a risk assessment.", ()),
    ]
    scores = model.scores(stated)
    assert scores.shape == (3,)
    assert 1 >= scores[0] > scores[1] > scores[2] == 0
    np.testing.assert_allclose(model.scores(stated[1:2]), scores[1:2], rtol=1e-6)


def test_nothing_stated_has_no_scores(model: SupportModel) -> None:
    assert model.scores([]).shape == (0,)


@pytest.mark.parametrize("text", ["", "…", "£ 5", "no", "数 字", "a" * 5000])
def test_any_text_is_scored(model: SupportModel, text: str) -> None:
    scores = model.scores([Stated(text, (CITED,)), Stated("The force received 14 calls.", (text,))])
    assert ((scores >= 0) & (scores <= 1)).all()


def test_the_order_of_cited_texts_does_not_matter(model: SupportModel) -> None:
    one, two = "The force received 14 calls.", "The trust held no record."
    given = [Stated("The trust held no record of it.", pair) for pair in ((one, two), (two, one), (f"{one} {two}",))]
    scores = model.scores(given)
    np.testing.assert_allclose(scores, scores[0], rtol=1e-6)


def test_thresholds_give_the_verdict() -> None:
    learned = Weights((), np.empty(0), np.empty(0), np.empty(0), 0.0, supported=0.6, partly=0.2)
    model = SupportModel(HashingEmbedder(8), learned)
    found = [model.verdict(score) for score in (0.6, 0.59, 0.2, 0.19)]
    assert found == [Verdict.SUPPORTED, Verdict.PARTLY, Verdict.PARTLY, Verdict.UNSUPPORTED]


def test_a_missing_feature_is_an_error() -> None:
    learned = Weights(("near",), np.zeros(1), np.ones(1), np.ones(1), 0.0, 0.6, 0.2)
    assert learned.probability({"near": 0.0}) == 0.5
    with pytest.raises(KeyError):
        learned.probability({"far": 0.0})


def test_shipped_weights_are_whole() -> None:
    assert 0 < weights().partly < weights().supported < 1
    assert len(weights().names) == len(weights().weight) > 20


def test_a_changed_data_file_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from dvrag.answer.verify.support import weights as module

    read = module._bytes
    for changed in FILES:
        monkeypatch.setattr(module, "_bytes", lambda name, bad=changed: read(name) + b" " * (name == bad))
        with pytest.raises(DamagedError, match=changed):
            check_files()
