"""Options of `dvrag train` against the reports that the trainer holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.cli.training.chosen import briefing_request, item_filters
from dvrag.errors import UsageError
from dvrag.trainer import Trainer
from unit.trained import build, trainer, use_simple_items


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Trainer:
    use_simple_items(monkeypatch)
    return trainer(build(tmp_path))


def test_a_report_is_one_of_the_trainer(small: Trainer) -> None:
    assert item_filters(small, {"report": ["other.txt"]}).report == ("other.txt",)
    with pytest.raises(UsageError, match=r"No report in the library has the report 'othr\.txt'"):
        item_filters(small, {"report": ["othr.txt"]})
    with pytest.raises(UsageError, match="No report in the library has the area"):
        briefing_request(small, {"area": ["Nowhere"]}, "page")


def test_a_briefing_is_about_one_period(small: Trainer) -> None:
    request = briefing_request(small, {"year": ["2015..2021"]}, "page")
    assert (request.since, request.until) == (2015, 2021)
    with pytest.raises(UsageError, match=r"one period\. Give --year once, for example 2015\.\.2021"):
        briefing_request(small, {"year": ["2021", "2015"]}, "page")
