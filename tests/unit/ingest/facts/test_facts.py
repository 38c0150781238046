"""Facts with the words they came from."""

from __future__ import annotations

from dataclasses import astuple

import pytest

from dvrag.model.documents import Fact, Report
from dvrag.model.raw import Markup, RawDocument
from unit.ingest.typesetting import marked, plain, report_of

COVER = [
    (Markup.HEADING, "Domestic Homicide Review: overview report into the death of Ann in May 2017"),
    (Markup.PARAGRAPH, "Elm Valley Community Safety Partnership"),
    (Markup.PARAGRAPH, "Report completed: June 2018"),
    (Markup.PARAGRAPH, "Published: November 2019"),
    (Markup.PARAGRAPH, "Version 2.1"),
    (Markup.PARAGRAPH, "The Elm Police wrote an IMR. Elmshire Police attended. Elmshire Police left."),
]


def said(report: Report, fact: Fact) -> str:
    assert fact.span is not None
    return report.text[fact.span.start : fact.span.end]


def test_a_cover_states_the_facts() -> None:
    report = report_of(marked(*COVER))
    facts = report.facts
    assert facts.title.value == "Domestic Homicide Review: overview report into the death of Ann in May 2017"
    assert facts.published == Fact("2019-11", facts.published.span, "text")
    assert said(report, facts.published) == "November 2019"
    assert facts.partnership.value == facts.publisher.value == "Elm Valley Community Safety Partnership"
    assert (facts.area.value, facts.force.value) == ("Elm Valley", "Elmshire Police")
    assert (facts.year_of_death.value, facts.version.value) == ("2017", "2.1")
    assert said(report, facts.area) == "Elm Valley"


def test_what_is_not_stated_is_said_to_be_so() -> None:
    facts = report_of(plain("The weather was fine that day, they wrote.")).facts
    assert {fact[2] for fact in astuple(facts)} == {"not stated"}


@pytest.mark.parametrize(
    ("lines", "iso"),
    [
        (["27 February 2025", "Dear partners", "Joint targeted area inspection of Elm", "It took place from"
            " 9 to 13 December 2024."], "2025-02-27"),
        (["Inspection of Elm children’s services", "Inspection dates: 4 to 15 March 2024", "Report"
          " published: 16 May 2024"], "2024-05-16"),
        (["Review of services", "She died on 3 May 2019.", "The review period ran from 1 May 2015 to 3 May"
                                                           " 2019."], None),
        (["Domestic abuse plan", "Version 2, dated March 2022. It replaces version 1 of June 2021."], "2022-03"),
        (["28/03/2014 05:28 GMT | Updated 27/05/2014 06:59 BST", "We must act now on abuse"], "2014-03-28"),
        (["A briefing", "Next review: January 2026"], None),
        (["Inspection of Elm", "© Crown copyright 2023"], "2023"),
    ],
)  # fmt: skip
def test_the_date_of_publication_is_told_from_other_dates(lines: list[str], iso: str | None) -> None:
    assert report_of(plain(*lines, source="file.txt")).facts.published.value == iso


def test_a_date_in_the_file_name_and_one_in_the_properties_are_last_resorts() -> None:
    raw = plain("A report without any date at all in it.", source="elm_2021-03-04.pdf", date="2020-01-01")
    assert report_of(raw).facts.published == Fact("2021-03-04", None, "file name")
    unnamed = RawDocument("elm.pdf", "pdf", raw.pages, properties={"date": "2020-01-01T10:00"})
    assert report_of(unnamed).facts.published == Fact("2020-01-01", None, "properties")


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("Joint targeted area inspection of Elm", "Elm"),
        (
            "Joint targeted area inspection of the multi-agency response to abuse and neglect in Elm-on-Sea",
            "Elm-on-Sea",
        ),
        ("Inspection of Elm Council local authority children’s services", "Elm"),
        ("Inspection of the Royal Borough of Elm and Oak local authority children’s services", "Elm and Oak"),
        ("Joint targeted area inspection of London Borough of Elm", "Elm"),
    ],
)
def test_the_area_is_the_place_alone(title: str, area: str) -> None:
    report = report_of(
        marked((Markup.HEADING, title), (Markup.PARAGRAPH, "Ofsted and the police looked at the local authority."))
    )
    assert report.facts.area.value == area
    assert said(report, report.facts.area) == area


def test_a_title_of_the_properties_is_used_where_the_text_has_none() -> None:
    raw = plain("It began in May and it went on, they wrote at once.", title="Review of Elm")
    assert report_of(raw).facts.title == Fact("Review of Elm", None, "properties")
    draft = plain("It began in May and it went on, they wrote at once.", title="Microsoft Word - Elm_FINAL.doc")
    assert report_of(draft).facts.title == Fact()
