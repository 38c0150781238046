"""Settings come from defaults, a file and the environment; slips are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.config.load import fingerprint, load_settings
from dvrag.config.settings import RetrieveSettings, Settings
from dvrag.errors import SettingsError


def test_without_file_and_environment_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path, {}) == Settings()


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "dvrag.toml").write_text("[retrieve]\ndense_weight = 0.3\ncandidates = 50\n")
    settings = load_settings(tmp_path, {"DVRAG_RETRIEVE_DENSE_WEIGHT": "0.7", "DVRAG_LIBRARY": "elsewhere"})
    assert (settings.retrieve.dense_weight, settings.retrieve.candidates) == (0.7, 50)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[retrieve]\ndense_wieght = 0.3\n", "Did you mean 'dense_weight'?"),
        ("[retreive]\n", "Did you mean 'retrieve'?"),
        ("[retrieve]\ncandidates = 'many'\n", "must be a number"),
        ("[ingest]\nocr = 3\n", "must be of type bool"),
        ("retrieve = 3\n", "must be a table"),
        ("[retrieve\n", "not valid TOML"),
    ],
)
def test_slips_are_named(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "dvrag.toml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path, {})
    assert says in str(caught.value)


def test_a_named_settings_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="does not exist"):
        load_settings(tmp_path, {"DVRAG_CONFIG": str(tmp_path / "none.toml")})


def test_fingerprints_change_with_values() -> None:
    assert fingerprint(RetrieveSettings()) == fingerprint(RetrieveSettings())
    assert fingerprint(RetrieveSettings()) != fingerprint(RetrieveSettings(dense_weight=0.1))
