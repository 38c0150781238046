"""Counts of passages by kind of report, area, year and theme."""

from __future__ import annotations

from dvrag.model.documents import Family
from dvrag.model.results import Hit, ReportSummary
from dvrag.retrieve.facets import Facet, facets
from dvrag.testing.memory_corpus import facts_of, passages_of, report_of


def hits(source: str, family: Family, n: int, **facts: str) -> list[Hit]:
    made = report_of(source, facts_of(source, **facts), {"Part": [f"Paragraph {i} of {source}." for i in range(n)]})
    summary = ReportSummary(
        made.id, source, "pdf", family, made.authority, made.facts, 1, n, len(made.text), "2025-01-01T00:00:00+00:00"
    )
    return [Hit(1, 1.0, passage, summary) for passage in passages_of(made)]


def found() -> list[Hit]:
    return [
        *hits("a", Family.DHR_OVERVIEW, 2, area="Brackenford", published="2021-03-14"),
        *hits("b", Family.INSPECTION, 3, force="Marlshire Police", published="2024"),
        *hits("c", Family.NEWS, 1),
        *hits("d", Family.DHR_OVERVIEW, 1, partnership="Alder Safety Partnership", published="2021"),
    ]


def test_the_most_frequent_kind_stands_first_and_equal_counts_by_name() -> None:
    assert facets(found(), {}).kind == Facet((("dhr_overview", 3), ("inspection", 3), ("news", 1)), 0)


def test_an_area_is_the_area_or_else_the_force_or_partnership() -> None:
    counted = facets(found(), {}).area
    assert counted.values == (("Marlshire Police", 3), ("Brackenford", 2), ("Alder Safety Partnership", 1))
    assert counted.not_stated == 1


def test_years_stand_newest_first_whatever_their_counts() -> None:
    assert facets(found(), {}).year == Facet((("2024", 3), ("2021", 3)), 1)
    assert facets(found()[:2] + found()[-1:], {}).year.values == (("2021", 3),)


def test_a_passage_counts_once_under_each_of_its_themes() -> None:
    first, second, *rest = found()
    themes = {first.passage.id: ("housing", "stalking", "housing"), second.passage.id: ("housing",)}
    assert facets([first, second, *rest], themes).theme == Facet((("housing", 2), ("stalking", 1)), len(rest))


def test_nothing_found_counts_nothing() -> None:
    assert facets([], {}).kind == Facet()
