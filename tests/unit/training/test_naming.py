from __future__ import annotations

import pytest

from dvrag.model.documents import Authority, Fact, Facts, Family
from dvrag.model.ids import ReportId
from dvrag.model.results import ReportSummary
from dvrag.training.naming import short_name, short_names


def summary(source: str, family: Family, **facts: str) -> ReportSummary:
    known = Facts(**{name: Fact(value, None, "text") for name, value in facts.items()})
    return ReportSummary(ReportId(source), source, "text", family, Authority.UNKNOWN, known, 1, 1, 1, "")


@pytest.mark.parametrize(
    ("family", "facts", "expected"),
    [
        (Family.DHR_OVERVIEW, {"area": "Arnbury"}, "the Arnbury review"),
        (Family.DHR_SUMMARY, {"area": "Arnbury"}, "the executive summary of the Arnbury review"),
        (Family.INSPECTION, {"force": "Arn Police", "published": "2022-10"}, "the 2022 inspection of Arn Police"),
        (Family.INSPECTION, {"force": "Arn Police"}, "the inspection of Arn Police"),
        (Family.OPINION, {"published": "2024"}, "an opinion piece of 2024"),
        (Family.NEWS, {"title": "A long headline"}, "a news article"),
        (Family.SERVICE_REVIEW, {"title": "Enough?: A review"}, "the service review “Enough?”"),
        (Family.OTHER, {"title": "Notes"}, "the report “Notes”"),
        (Family.DHR_OVERVIEW, {"title": "A life: overview"}, "the report “A life”"),
    ],
)
def test_a_report_is_called_by_kind_place_and_year(family: Family, facts: dict[str, str], expected: str) -> None:
    assert short_name(summary("a.pdf", family, **facts)) == expected


def test_a_long_title_is_cut_between_words() -> None:
    name = short_name(summary("a.pdf", Family.OTHER, title="word " * 40))
    assert name.endswith("word …”")
    assert len(name) < 110


def test_no_two_reports_are_called_the_same() -> None:
    reports = [
        summary("one.pdf", Family.DHR_OVERVIEW, area="Arnbury", published="2019"),
        summary("two.pdf", Family.DHR_OVERVIEW, area="Arnbury", published="2021"),
        summary("three.pdf", Family.DHR_OVERVIEW, area="Arnbury", published="2021"),
        summary("four.pdf", Family.DHR_OVERVIEW, area="Bexhill", published="2021"),
    ]
    assert list(short_names({report.id: report for report in reports}).values()) == [
        "the Arnbury review (2019)",
        "the Arnbury review (2021) (two.pdf)",
        "the Arnbury review (2021) (three.pdf)",
        "the Bexhill review",
    ]
