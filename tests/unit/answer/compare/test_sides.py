"""Which sides a question names, which reports are theirs, and what is asked of each."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dvrag.answer.compare.aspects import aspects_of
from dvrag.answer.compare.side import agency_named
from dvrag.answer.compare.wanted import comparison_in
from dvrag.model.documents import Family
from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of

STOPS = "Grounds for stop and search were recorded."
REPORTS = [
    report_of(
        "oak-18.pdf",
        facts_of("An inspection of Oakfield Police", force="Oakfield Police", published="2019-05"),
        {"Findings": [STOPS, STOPS]},
    ),
    report_of(
        "oak-22.pdf",
        facts_of("An inspection of Oakfield Police 2021/22", force="Oakfield Police", published="2022-10"),
        {"Findings": [STOPS]},
    ),
    report_of(
        "elm.pdf",
        facts_of("Review into Elmford", area="Elmford", published="2022-01"),
        {
            "Police": ["They came late."],
            "GP practice": ["No question of mental health was put."],
            "Housing": ["Physical health was poor."],
        },
    ),
    report_of(
        "elm-plan.pdf",
        facts_of("Plan for Elmford", area="Elmford", published="2023-01"),
        {"Actions": ["Two are late."]},
    ),
    report_of(
        "gate.pdf",
        facts_of("Through the Gate", publisher="The Wicket Project, a charity", published="2023"),
        {"Costs": ["It costs £3."]},
    ),
]
REPORTS[3] = replace(REPORTS[3], family=Family.ACTION_PLAN)
CORPUS = MemoryCorpus(REPORTS)
SOURCES = {report.id: report.source for report in REPORTS}


def sides(text: str) -> dict[str, set[str]]:
    wanted = comparison_in(text, CORPUS)
    return {side.name: {SOURCES[i] for i in side.reports} for side in wanted.sides} if wanted else {}


def test_names_are_sides_with_the_reports_about_them() -> None:
    found = sides("How do Oakfield and Elmford differ on calls?")
    assert found == {"Oakfield": {"oak-18.pdf", "oak-22.pdf"}, "Elmford": {"elm.pdf", "elm-plan.pdf"}}


def test_years_are_sides_with_the_reports_of_that_year_or_round_on_the_name() -> None:
    assert sides("Compare Oakfield 2019 v 2022 on calls") == {"2019": {"oak-18.pdf"}, "2022": {"oak-22.pdf"}}
    assert sides("Compare Oakfield in 2019 and 2021/22")["2021/22"] == {"oak-22.pdf"}


def test_a_publisher_is_a_side_that_is_asked_without_its_name() -> None:
    wanted = comparison_in("Compare Elmford's and the Wicket Project's costs", CORPUS)
    assert wanted is not None
    assert [side.name for side in wanted.sides] == ["Elmford", "Wicket Project"]
    assert wanted.matters[0].questions == ("Costs in Elmford", "Costs")


def test_a_place_is_asked_by_its_name_also_where_it_publishes_its_own_reports() -> None:
    reports = [
        report_of(f"{name}.pdf", facts_of(name, area=name, publisher=f"{name} Council"), {"Findings": ["They waited."]})
        for name in ("Oakfield", "Elmford")
    ]
    wanted = comparison_in("Is the wait longer in Oakfield or Elmford?", MemoryCorpus(reports))
    assert wanted is not None
    assert wanted.matters[0].questions == ("Wait in Oakfield", "Wait in Elmford")
    assert not any(side.only for side in wanted.sides)


def test_the_kind_of_document_narrows_the_sides_where_each_has_one() -> None:
    assert sides("Compare the Oakfield and Elmford action plans")["Elmford"] == {"elm.pdf", "elm-plan.pdf"}
    found = comparison_in("Compare the Elmford and Westerdale action plans", CORPUS)
    assert found is not None
    assert {SOURCES[i] for i in found.sides[0].reports} == {"elm-plan.pdf"}
    assert found.sides[0].only
    assert found.matters[0].questions[0] == "What are the main findings about Elmford?"


def test_agencies_are_sides_of_different_kinds() -> None:
    wanted = comparison_in("How do the police and GPs differ in the Elmford review on questions?", CORPUS)
    assert wanted is not None
    assert [(side.name, side.agency) for side in wanted.sides] == [("the police", "police"), ("GPs", "doctors")]
    assert wanted.matters[0].questions == ("Questions in the police in Elmford", "Questions in GPs in Elmford")
    assert comparison_in("How do GPs and doctors differ?", CORPUS) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("GPs", ("doctors", "")),
        ("the police", ("police", "")),
        ("children’s services", ("children", "")),
        ("health visitors", ("visiting", "")),
        ("mental health trust", ("mental health", "")),
        ("police response", ("police", "response")),
        ("what police did", ("", "")),
    ],
)
def test_a_topic_that_begins_with_an_agency_is_known(text: str, kind: tuple[str, str]) -> None:
    assert agency_named(text) == kind


def test_a_section_headed_by_another_agency_is_not_cited() -> None:
    wanted = comparison_in("How do the police and GPs differ in the Elmford review on questions?", CORPUS)
    assert wanted is not None
    police, doctors = wanted.sides
    by_section = {hit.passage.section: hit for hit in CORPUS.hits()}
    assert doctors.strays(by_section["Police"], [police])
    assert not police.strays(by_section["Police"], [doctors])
    assert not doctors.strays(by_section["Housing"], [police])


@pytest.mark.parametrize(
    "text",
    [
        "What did the Oakfield and Elmford reports say about calls?",
        "Is there any difference after a separation?",
        "Which agencies in Elmford were late?",
        "Did the police and GPs in Elmford share information?",
        "What changed in Oakfield between the calls?",
        "What did Oakfield recommend and what did Elmford do?",
        "What did the Elmford review say about how police and children's services could work better together?",
        "Which agencies, such as police and probation, should respond better?",
        "Were there more than ten calls to police between 2014 and 2017?",
        "Why did the police not consider the best interests of the children, and did social workers?",
        "What did the Elmford review say police and housing agreed on?",
        "Oakfield was good at calls in 2019 but bad at records in 2022. Is it worse?",
    ],
)
def test_an_ordinary_question_is_no_comparison(text: str) -> None:
    assert comparison_in(text, CORPUS) is None


def test_aspects_are_asked_one_by_one() -> None:
    wanted = comparison_in("Compare Oakfield and Elmford on late calls and on training", CORPUS)
    assert wanted is not None
    assert [matter.about for matter in wanted.matters] == ["late calls", "training"]
    assert wanted.matters[1].questions == ("Training in Oakfield", "Training in Elmford")
    assert wanted.topic == "late calls, training"


@pytest.mark.parametrize(
    ("topic", "wanted"),
    [
        ("stop and search", ("stop and search",)),
        ("stop and search and training", ("stop and search", "training")),
        ("calls, training and housing", ("calls", "training", "housing")),
        ("mental and physical health", ("mental health", "physical health")),
        ("calls, training, housing, health and cars", ("calls, training, housing, health and cars",)),
        ("calls", ("calls",)),
        ("calls and so on", ("calls and so on",)),
    ],
)
def test_what_reports_write_as_one_phrase_is_one_aspect(topic: str, wanted: tuple[str, ...]) -> None:
    assert aspects_of(topic, CORPUS) == wanted
