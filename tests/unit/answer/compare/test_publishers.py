"""Publishers as sides, agencies named beside each side, and the wordings "each", "agree", "better"."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dvrag.answer.compare.wanted import comparison_in
from dvrag.model.documents import Authority
from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of

REPORTS = [
    replace(
        report_of(
            "news.html",
            facts_of("Police called 14 times", publisher="Oakfield Courier"),
            {"News": ["Elmford police came."]},
        ),
        authority=Authority.NEWS,
    ),
    report_of("elm.pdf", facts_of("Review into Elmford", area="Elmford"), {"Police": ["They came late."]}),
    report_of("ash.pdf", facts_of("Review into Ashby", area="Ashby"), {"Police": ["They came soon."]}),
    report_of(
        "gate.pdf",
        facts_of("Through the Gate", publisher="The Wicket Project"),
        {"Costs": ["The wicket gate costs £3."]},
    ),
]
CORPUS = MemoryCorpus(REPORTS)
SOURCES = {report.id: report.source for report in REPORTS}


def sides(text: str) -> dict[str, set[str]]:
    wanted = comparison_in(text, CORPUS)
    return {side.name: {SOURCES[i] for i in side.reports} for side in wanted.sides} if wanted else {}


def topic(text: str) -> str:
    wanted = comparison_in(text, CORPUS)
    assert wanted is not None
    return wanted.topic


def test_a_newspaper_is_a_side_by_a_word_of_its_name() -> None:
    found = sides("What is the difference between the courier article and the Elmford review on the number of calls?")
    assert found == {"Courier": {"news.html"}, "Elmford": {"elm.pdf"}}
    assert list(sides("Compare the Courier's story with the Elmford review on calls")) == ["Courier", "Elmford"]


def test_a_newspaper_is_asked_for_a_number_without_its_name() -> None:
    wanted = comparison_in("Compare the number of calls in the Courier article and the Elmford review", CORPUS)
    assert wanted is not None
    (matter,) = wanted.matters
    assert matter.questions == ("How many calls were there?", "How many calls are there in Elmford?")


def test_a_word_that_reports_write_small_names_its_publisher_only_with_a_capital() -> None:
    assert sides("Compare the Wicket review and the Elmford review on costs") == {
        "Wicket": {"gate.pdf"},
        "Elmford": {"elm.pdf"},
    }
    assert "gate.pdf" not in set().union(*sides("Compare Ashby, a wicket review, with Elmford on costs").values())


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("What did the Elmford and Ashby reviews each say about training?", "training"),
        ("Do the Elmford review and the Ashby review agree about housing?", "housing"),
        ("Do the Ashby and Elmford reviews disagree on housing?", "housing"),
        ("Did the police in Elmford respond better than the police in Ashby?", "police response"),
        ("Is the Elmford police response worse than the Ashby police response?", "police response"),
        ("Did GPs in Elmford do better than GPs in Ashby at asking about abuse?", "GPs asking about abuse"),
        (
            "How do Elmford and Ashby differ on supervision and management oversight?",
            "supervision and management oversight",
        ),
    ],
)
def test_what_is_asked_of_both_sides(text: str, about: str) -> None:
    assert len(sides(text)) == 2
    assert topic(text) == about


@pytest.mark.parametrize(
    "text",
    ["Did the panel agree that Elmford police came late?", "What did each agency in Elmford know?"],
)
def test_agreeing_and_each_alone_are_no_comparison(text: str) -> None:
    assert sides(text) == {}
