"""Copies within one review, and what is none."""

from __future__ import annotations

from typing import Any

import pytest

from dvrag.lessons.repeats.copies import copies
from dvrag.lessons.repeats.reviews import people, reviews
from dvrag.model.documents import Family
from dvrag.model.findings import FindingKind

LONG = "The Trust should end discharge for missed appointments alone and ask a clinician to consider the risk first."
SHORT = "End discharge for missed appointments alone; clinician to consider risk."
OTHER = "The Council should commission more refuge places for women with complex needs."


@pytest.fixture
def overview(make_report: Any) -> Any:
    return make_report("a-overview.pdf", title="Review into the death of Rowan", died="2019")


@pytest.fixture
def plan(make_report: Any) -> Any:
    return make_report("a-plan.pdf", Family.ACTION_PLAN, title="Action plan: Rowan", published="2021")


def test_a_short_form_with_the_same_number_is_a_copy(
    overview: Any, plan: Any, make_entry: Any, make_vectors: Any
) -> None:
    original, other = make_entry(overview, LONG, "9.1 a"), make_entry(overview, OTHER, "9.1 b", start=500)
    copy = make_entry(plan, SHORT, "9.1(a)")
    entries = [copy, other, original]
    assert copies(entries, make_vectors(entries)) == {copy.finding.id: original.finding.id}


def test_the_original_is_in_the_overview_report_whatever_the_order(
    overview: Any, plan: Any, make_report: Any, make_entry: Any, make_vectors: Any
) -> None:
    page = make_report("a-page.html", Family.LIBRARY_SUMMARY, title="Oakvale: review, Rowan")
    short = make_report("a-summary.pdf", Family.DHR_SUMMARY, title="Executive summary: the death of Rowan", died="2019")
    entries = [make_entry(report, LONG, "1") for report in (page, plan, short, overview)]
    assert copies(entries, make_vectors(entries)) == {one.finding.id: entries[3].finding.id for one in entries[:3]}
    two = entries[:2]
    assert copies(two, make_vectors(two)) == {two[0].finding.id: two[1].finding.id}


def test_two_deaths_in_one_area_are_two_reviews(make_report: Any, make_entry: Any, make_vectors: Any) -> None:
    first = make_report("a.pdf", title="Review into the death of Rowan", died="2019")
    second = make_report("b.pdf", Family.DHR_SUMMARY, title="Review into the death of Hazel", died="2019")
    entries = [make_entry(first, LONG, "1"), make_entry(second, LONG, "1")]
    assert copies(entries, make_vectors(entries)) == {}


def test_another_year_or_area_is_another_review(make_report: Any) -> None:
    one = make_report("a.pdf", title="Review: Rowan", died="2019")
    year = make_report("b.pdf", Family.DHR_SUMMARY, title="Review: Rowan", died="2021")
    area = make_report("c.pdf", Family.DHR_SUMMARY, area="Elmsford", title="Review: Rowan", died="2019")
    assert len(set(reviews([one, year, area]).values())) == 3


def test_a_document_that_names_nobody_does_not_join_two_reviews(make_report: Any) -> None:
    one = make_report("a.pdf", title="Review: Rowan", died="2019")
    two = make_report("b.pdf", title="Review: Hazel", died="2019")
    page = make_report("c.html", Family.LIBRARY_SUMMARY, title="Oakvale", died="2019")
    found = reviews([one, two, page])
    assert found[one.id] != found[two.id]


def test_findings_of_one_document_are_no_copies(overview: Any, make_entry: Any, make_vectors: Any) -> None:
    entries = [make_entry(overview, LONG, "1"), make_entry(overview, LONG, "1", start=500)]
    assert copies(entries, make_vectors(entries)) == {}


def test_two_recommendations_stay_two(overview: Any, plan: Any, make_entry: Any, make_vectors: Any) -> None:
    entries = [make_entry(overview, LONG, "1"), make_entry(plan, OTHER, "1")]
    assert copies(entries, make_vectors(entries)) == {}


def test_another_kind_is_no_copy(overview: Any, plan: Any, make_entry: Any, make_vectors: Any) -> None:
    entries = [make_entry(overview, LONG, "1"), make_entry(plan, LONG, "1", FindingKind.CAUSE_OF_CONCERN)]
    assert copies(entries, make_vectors(entries)) == {}
    figures = [make_entry(overview, LONG, None, FindingKind.FIGURE), make_entry(plan, LONG, None, FindingKind.FIGURE)]
    assert copies(figures, make_vectors(figures)) == {}


def test_inspections_of_one_force_are_not_one_review(make_report: Any, make_entry: Any, make_vectors: Any) -> None:
    entries = [make_entry(make_report(f"{year}.pdf", Family.INSPECTION), LONG, "1") for year in (2019, 2022)]
    assert copies(entries, make_vectors(entries)) == {}


def test_people_are_the_names_in_a_title(make_report: Any) -> None:
    assert people(make_report("a", title="Domestic Homicide Review: Overview report into the death of Rowan")) == {
        "rowan"
    }
    assert people(make_report("a", title="Oakvale action plan")) == frozenset()
