"""Comparisons over the sample library: each side is answered from its own reports."""

from __future__ import annotations

import pytest

from dvrag.assistant import Assistant
from dvrag.model.answers import Status


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "about", "sides"),
    [
        (
            "How do Marlshire and Carrowdale differ on responding to the public?",
            "Responding to the public",
            {"Marlshire": "requires improvement at responding", "Carrowdale": "requires improvement at responding"},
        ),
        (
            "Is Marlshire better than Carrowdale at preventing crime?",
            "Preventing crime",
            {"Marlshire": "is good at preventing crime", "Carrowdale": "is outstanding at preventing"},
        ),
        (
            "Compare the number of recommendations in the reviews into Marian and Rosalind",
            "Recommendations",
            {"Marian": "13 recommendations", "Rosalind": "12 recommendations"},
        ),
        (
            "How did Marlshire's grade for investigating crime change between 2019 and 2022?",
            "Investigating crime",
            {"2019": "equires improvement", "2022": "adequate"},
        ),
        (
            "Compare Ilona and Rosalind on interpreters",
            "Interpreters",
            {"Ilona": "interpreter", "Rosalind": "interpreter"},
        ),
        ("How do Rosalind and Northmoor compare on housing?", "Housing", {"Rosalind": "", "Northmoor": None}),
    ],
)
def test_each_side_is_answered_from_its_own_reports(
    assistant: Assistant, question: str, about: str, sides: dict[str, str | None]
) -> None:
    answer = assistant.ask(question)
    assert answer.comparison is not None
    assert answer.comparison.sides == tuple(sides)
    (row,) = answer.comparison.rows
    assert row.about == about
    for (name, wanted), cell in zip(sides.items(), row.cells, strict=True):
        if wanted is None:
            assert cell == ()
            assert name in answer.missing
            continue
        assert any(wanted.lower() in claim.text.lower() for claim in cell)
    for claim in answer.claims:
        assert {source.n for source in answer.sources} >= set(claim.citations)
    named = [name for name, wanted in sides.items() if wanted is not None and not name.isdigit()]
    for name in named:
        cell = row.cells[answer.comparison.sides.index(name)]
        for source in (s for s in answer.sources if any(s.n in claim.citations for claim in cell)):
            report = source.hit.report
            held = f"{report.title} {report.facts.area.value} {report.facts.force.value} {source.hit.passage.text}"
            assert name in held


@pytest.mark.slow
@pytest.mark.parametrize(
    "question",
    ["What is the difference between a DVPN and a DVPO?", "Compare Marlshire's inspections", "Was a DASH completed?"],
)
def test_one_side_is_no_comparison(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).comparison is None


@pytest.mark.slow
def test_nothing_is_compared_of_places_that_the_library_does_not_hold(assistant: Assistant) -> None:
    answer = assistant.ask("How do Northmoor and Westerdale differ on housing?")
    assert answer.status is Status.NOT_FOUND
    assert answer.comparison is None
