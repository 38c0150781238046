"""Which model runs on which runtime, and what is said where it is another than was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.assembly import model_for, prepare_model
from dvrag.assembly.models import WITHOUT_OPENVINO
from dvrag.config.settings import EmbedSettings
from dvrag.embed import weights
from dvrag.embed.openvino_embedder import OpenVinoEmbedder
from dvrag.embed.torch_embedder import TorchEmbedder
from dvrag.errors import DamagedError, SettingsError


def test_the_default_runs_on_openvino_and_says_nothing() -> None:
    notices: list[str] = []
    assert isinstance(model_for(EmbedSettings(), notices), OpenVinoEmbedder)
    assert notices == []


def test_without_openvino_the_default_runs_on_pytorch_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dvrag.embed.openvino_runtime.available", lambda: False)
    notices: list[str] = []
    assert isinstance(model_for(EmbedSettings(), notices), TorchEmbedder)
    assert notices == [WITHOUT_OPENVINO]


def test_pytorch_that_was_asked_for_needs_no_notice() -> None:
    notices: list[str] = []
    assert isinstance(model_for(EmbedSettings(runtime="torch"), notices), TorchEmbedder)
    assert notices == []


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (EmbedSettings(runtime="onnx"), "runtime [embed] is 'onnx'. Known: auto, openvino, torch."),
        (EmbedSettings(precision="int8"), "precision [embed] is 'int8'. Known: auto, float32."),
    ],
)
def test_an_unknown_choice_is_one_line(settings: EmbedSettings, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        model_for(settings)
    assert str(caught.value) == said


def test_weights_that_are_not_the_published_ones_are_not_prepared(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DVRAG_CACHE", str(tmp_path))
    monkeypatch.setattr(weights, "DEFAULT_SHA256", "0" * 64)
    with pytest.raises(DamagedError, match="not the published ones"):
        prepare_model()
    assert list(tmp_path.iterdir()) == []
