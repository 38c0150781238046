"""`benchmarks/limits.py` counts the encoder's arithmetic right and shows its figures."""

from __future__ import annotations

import importlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dvrag.builder import Builder
from dvrag.embed.weights import default_model
from dvrag.testing.fakes import HashingEmbedder, Listener
from dvrag.testing.small import small_parts


class CountingEmbedder(HashingEmbedder):
    """The fake, with a token a word."""

    def count(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]


@pytest.fixture
def limits(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(repository / "benchmarks"))
    return importlib.import_module("limits")


def test_operations_are_those_of_the_layers(limits: Any) -> None:
    encoder = limits.encoder_in(default_model().folder)
    assert encoder == limits.Encoder(layers=6, hidden=384, intermediate=1536)
    # Queries, keys, values and output, then the feed-forward part: 1,769,472 multiply-adds a token and layer.
    assert encoder.operations([1]) == 6 * (2 * 1_769_472 + 4 * 384)
    assert encoder.operations([10, 10]) == 2 * 10 * 6 * (2 * 1_769_472 + 4 * 10 * 384)


def test_a_rate_is_work_by_time(limits: Any) -> None:
    rate = limits.Rate(4_000_000_000, (4.0, 1.0, 2.0))
    assert (rate.best, rate.median) == (4.0, 2.0)


def test_special_tokens_count_and_what_is_cut_off_does_not(limits: Any) -> None:
    model = CountingEmbedder(max_tokens=5)
    assert limits.lengths_of(["one two", "one two three four five"], model) == [4, 5]


def test_it_measures_and_prints(
    limits: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.txt").write_text("Review\nShe was not asked.\nNobody knew of it.", "utf-8")
    Builder(tmp_path / "library", small_parts()).build([tmp_path / "one.txt"], Listener())
    monkeypatch.setattr(limits, "model_for", lambda _: CountingEmbedder())
    monkeypatch.setattr(limits, "SHAPES", ((64, 32, 128), (64, 64, 64)))
    monkeypatch.setattr(limits, "PAUSE", 0.0)
    monkeypatch.setattr(limits, "GAPS", (0.0, 0.01))
    limits.main(["--library", str(tmp_path / "library"), "--rounds", "1", "--json", str(tmp_path / "found.json")])
    assert "| product 64×32·32×128, GFLOP/s" in capsys.readouterr().out
    found = json.loads((tmp_path / "found.json").read_text("utf-8"))
    assert found["passages"] == 3
    assert 0 < found["share_of_limit"]["median"] <= found["share_of_limit"]["best"]
