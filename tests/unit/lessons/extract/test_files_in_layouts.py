"""Findings of whole small reports in real files: PDF, Word and web pages (`files_*.toml`)."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from unit.lessons.extract.files_building import built, tallied

FILES = sorted(Path(__file__).parent.glob("files_*.toml"))
LAYOUTS = [layout for path in FILES for layout in tomllib.loads(path.read_text("utf-8"))["layout"]]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout["name"])
def test_the_findings_of_a_file_are_those_expected(tmp_path: Path, layout: dict[str, Any]) -> None:
    tally = tallied(built(tmp_path, layout), layout)
    assert tally.wrong == ()
    assert tally.right == tally.given == tally.expected
    assert tally.judged_right == tally.judged_given == tally.judged


def test_a_missed_and_an_extra_finding_are_told(tmp_path: Path) -> None:
    layout = next(one for one in LAYOUTS if one["name"].startswith("library page"))
    wrong = {**layout, "found": ["lesson | ? |  | ? | Words that stand nowhere."], "judged": []}
    tally = tallied(built(tmp_path, layout), wrong)
    assert tally.right == 0
    assert tally.wrong[0].startswith("MISSED")
    assert all(line.startswith("EXTRA") for line in tally.wrong[1:])
    assert len(tally.wrong) == 1 + tally.given
