"""A cause that a claim gives must be given by the cited text."""

from __future__ import annotations

import pytest

from dvrag.answer.verify.carried.check import compare
from dvrag.model.writing import Stated

CITED = (
    "The library closed on Fridays because the roof leaked. A porter left in May. "
    "The reading group met twice, and four members came. Fees fell, so more families joined."
)


def _found(claim: str) -> list[str]:
    return [finding.why for finding in compare(Stated(claim, (CITED,), ("",))) if "cause" in finding.why]


@pytest.mark.parametrize(
    "claim",
    [
        "The library closed on Fridays because the roof was leaking.",
        "More families joined because fees fell.",
        "The leaking roof closed the library on Fridays.",
    ],
)
def test_a_cause_that_is_given_stands(claim: str) -> None:
    assert not _found(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "The library closed on Fridays because a porter left in May.",
        "The library closed on Fridays because the council wanted to save on heating.",
        "The reading group met twice due to a lack of members.",
        "Four members came to the reading group because of the library.",
    ],
)
def test_a_cause_that_is_not_given_is_found(claim: str) -> None:
    assert _found(claim)
