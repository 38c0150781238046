"""Lies of a scripted model on the sample library: most are caught, hardly a truth is dropped."""

from __future__ import annotations

import pytest
from benchmarks.lying_writer import Outcome, outcomes, table

from dvrag.assistant import Assistant
from dvrag.testing.lying import Told

QUESTIONS = (
    "How many times were the police called before Marian was killed?",
    "What did the inspection find about domestic abuse?",
    "What did the review recommend about housing?",
    "How were children heard?",
)


@pytest.mark.slow
def test_lies_are_caught_and_truths_stand(assistant: Assistant) -> None:
    found = outcomes(assistant, QUESTIONS)
    false = [item for item in found if item.told.false]
    true = [item for item in found if not item.told.false]
    assert len(false) >= 30
    assert len(true) >= 15
    assert sum(not item.stands for item in false) >= 0.9 * len(false)
    assert sum(not item.stands for item in true) <= 0.05 * len(true)
    assert all(item.why for item in found if not item.stands)


def test_shares_are_printed_by_kind() -> None:
    told = (Told("a.", 1, "copied", False), Told("b.", 1, "other number", True), Told("c.", 1, "other number", True))
    lines = table([Outcome(item, n == 2, "") for n, item in enumerate(told)]).splitlines()
    assert lines[0] == "False sentences caught: 1 of 2 (50.0%)"
    assert lines[2] == "True sentences dropped: 1 of 1 (100.0%)"
