"""Versions of the parts, and what the model runs on."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from dvrag.assembly import about
from dvrag.assembly.models import model_for
from dvrag.config.settings import EmbedSettings


@pytest.mark.parametrize("settings", [EmbedSettings(), EmbedSettings(runtime="openvino")])
def test_the_runtime_is_that_of_the_model_which_is_made(settings: EmbedSettings) -> None:
    assert type(model_for(settings)).__name__ == "OpenVinoEmbedder"
    assert about.runtime_of(settings) == "OpenVINO"


@pytest.mark.parametrize(
    "settings",
    [EmbedSettings(runtime="torch"), EmbedSettings(model="some/name"), EmbedSettings(model="x", runtime="openvino")],
)
def test_other_models_and_wishes_run_on_pytorch(settings: EmbedSettings) -> None:
    assert about.runtime_of(settings) == "PyTorch"


def test_without_openvino_it_is_pytorch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dvrag.embed.openvino_runtime.available", lambda: False)
    assert about.runtime_of(EmbedSettings()) == "PyTorch"


def test_versions_are_those_installed_and_a_missing_part_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(about, "PARTS", ("dvrag", "streamlit", "no-such-part"))
    assert about.versions() == (
        ("dvrag", version("dvrag")),
        ("streamlit", version("streamlit")),
        ("no-such-part", "not installed"),
    )
