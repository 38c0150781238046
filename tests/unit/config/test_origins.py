"""Where each setting comes from."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from dvrag.config.origins import InForce, Origin, in_force
from dvrag.config.settings import Settings
from dvrag.errors import SettingsError


def by_name(settings: tuple[InForce, ...]) -> dict[str, tuple[object, Origin]]:
    return {f"{s.section}.{s.key}": (s.value, s.origin) for s in settings}


def test_every_setting_is_listed_and_is_a_default_where_nothing_sets_it(tmp_path: Path) -> None:
    found = by_name(in_force(tmp_path, {"DVRAG_LIBRARY": "x"}))
    sections = {field.name: getattr(Settings(), field.name) for field in dataclasses.fields(Settings)}
    assert len(found) == sum(len(dataclasses.fields(section)) for section in sections.values())
    assert {origin for _, origin in found.values()} == {Origin.DEFAULT}
    assert found["retrieve.dense_weight"][0] == Settings().retrieve.dense_weight


def test_the_file_of_the_library_and_the_environment_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "dvrag.toml").write_text("[retrieve]\ndense_weight = 0.7\ncandidates = 50\n[answer]\nmax_quotes = 5\n")
    found = by_name(in_force(tmp_path, {"DVRAG_RETRIEVE_CANDIDATES": "60"}))
    assert found["retrieve.dense_weight"] == (0.7, Origin.FILE)
    assert found["retrieve.candidates"] == (60, Origin.ENVIRONMENT)
    assert found["answer.max_quotes"] == (5, Origin.FILE)
    assert found["answer.passages"][1] is Origin.DEFAULT


def test_a_named_file_stands_in_for_that_of_the_library(tmp_path: Path) -> None:
    (tmp_path / "dvrag.toml").write_text("[answer]\nmax_quotes = 3\n")
    other = tmp_path / "other.toml"
    other.write_text("[answer]\npassages = 4\n")
    found = by_name(in_force(tmp_path, {"DVRAG_CONFIG": str(other)}))
    assert found["answer.passages"] == (4, Origin.NAMED_FILE)
    assert found["answer.max_quotes"] == (5, Origin.DEFAULT)


def test_a_wrong_setting_is_an_error_as_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="dense_weigth"):
        in_force(tmp_path, {"DVRAG_RETRIEVE_DENSE_WEIGTH": "0.7"})
