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
        (
            "How were Marlshire and Carrowdale graded for managing offenders?",
            "Managing offenders",
            {"Marlshire": "good at managing", "Carrowdale": "good at managing"},
        ),
        (
            "How many GP consultations did Ilona and Rosalind have, respectively?",
            "How many GP consultations",
            {"Ilona": "twelve", "Rosalind": "fourteen"},
        ),
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


@pytest.mark.slow
def test_each_aspect_has_a_row(assistant: Assistant) -> None:
    answer = assistant.ask("Set Saltmere and Pellhaven side by side on requests to move and on missed appointments")
    assert answer.comparison is not None
    assert [row.about for row in answer.comparison.rows] == ["Requests to move", "Missed appointments"]
    assert all(cell for row in answer.comparison.rows for cell in row.cells)
    said = [claim for row in answer.comparison.rows for cell in row.cells for claim in cell]
    assert tuple(said) == answer.claims


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Compare the Brackenford and Pellhaven reviews", {"GP and health services", "Housing", "Children"}),
        ("Compare Marlshire with Carrowdale", {"Protecting vulnerable people", "Investigating crime"}),
    ],
)
def test_where_only_sides_are_named_the_rows_are_what_both_speak_of(
    assistant: Assistant, question: str, rows: set[str]
) -> None:
    answer = assistant.ask(question)
    assert answer.comparison is not None
    assert rows <= {row.about for row in answer.comparison.rows}
    by_number = {source.n: source for source in answer.sources}
    for row in answer.comparison.rows:
        one, other = ({by_number[n].hit.report.id for claim in cell for n in claim.citations} for cell in row.cells)
        assert one
        assert other
        assert not one & other
    assert all(answer.quotes(claim) for claim in answer.claims)


@pytest.mark.slow
def test_agencies_of_one_review_are_quoted_from_their_own_sections(assistant: Assistant) -> None:
    answer = assistant.ask("Compare the police and the landlord in the Pellhaven review")
    assert answer.comparison is not None
    (row,) = answer.comparison.rows
    by_number = {source.n: source for source in answer.sources}
    headings = [{by_number[n].hit.passage.section for claim in cell for n in claim.citations} for cell in row.cells]
    assert headings == [
        {"6 Analysis by agency > 6.1 Northmarch Constabulary"},
        {"6 Analysis by agency > 6.6 Stellgate Homes"},
    ]


@pytest.mark.slow
def test_what_differs_between_sides_is_shown_with_its_sources(assistant: Assistant) -> None:
    answer = assistant.ask("Did Carrowdale do better than Marlshire at answering 999 calls within ten seconds?")
    (differ,) = answer.disagreements
    assert [value.value for value in differ.values] == ["88.1 percent", "78.6 percent"]
    places = {source.n: source.hit.report.source for source in answer.sources}
    assert [places[value.n] for value in differ.values] == ["carrowdale-peel-2024.pdf", "marlshire-peel-2022.pdf"]
