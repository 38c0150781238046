"""A query names a report by proper names; years and everyday title words only tell named reports apart."""

from __future__ import annotations

import pytest

from dvrag.model.documents import Authority, Fact, Facts, Family
from dvrag.model.ids import ReportId
from dvrag.model.results import ReportSummary
from dvrag.retrieve.naming import ReportNames

TEXTS = {
    "calls": ["nobody answered the calls"],
    "help": ["help came late"],
    "police": ["the police came"],
    "reviews": ["other reviews"],
    "ilona": ["Ilona went to her GP", "what Ilona said"],
    "marlshire": ["Marlshire Police is good at this"],
    "peel": ["PEEL is an inspection programme"],
    "brackenford": ["agencies in Brackenford"],
}


def report(name: str, family: Family, **facts: str) -> ReportSummary:
    known = Facts(**{key: Fact(value) for key, value in facts.items()})
    return ReportSummary(ReportId(name), f"{name}.pdf", "pdf", family, Authority.UNKNOWN, known, 1, 1, 1, "")


REPORTS = [
    report("m18", Family.INSPECTION, title="PEEL 2018 Marlshire Police", force="Marlshire Police", published="2018-05"),
    report("m22", Family.INSPECTION, title="PEEL 2022 Marlshire Police", force="Marlshire Police", published="2022-05"),
    report("ilona", Family.DHR_OVERVIEW, title="Domestic Homicide Review: Ilona", area="Tarnleigh", published="2022"),
    report("help", Family.THEMATIC_INSPECTION, title="Calls for help", published="2021"),
    report("b1", Family.DHR_OVERVIEW, title="Domestic Homicide Review: Marian", area="Brackenford"),
]


@pytest.fixture(scope="module")
def names() -> ReportNames:
    return ReportNames(REPORTS, lambda word: TEXTS.get(word, []))


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("what does the ilona review say about the GP", ["ilona"]),
        ("PEEL 2022 report of Marlshire Police", ["m22"]),
        ("Marlshire inspections", ["m18", "m22"]),
        ("the Brackenford review", ["b1"]),
        ("what is said about calls for help", []),
        ("reviews of 2022", []),
        ("what did the police do", []),
    ],
)
def test_the_named_reports_have_the_largest_share(names: ReportNames, query: str, best: list[str]) -> None:
    shares = names.named(query)
    top = max(shares.values(), default=0.0)
    assert sorted(report for report, share in shares.items() if share == top) == best
    assert all(0 < share <= 1 for share in shares.values())


def test_a_word_that_names_every_report_counts_nothing() -> None:
    twins = [report(str(n), Family.OTHER, area="Marlshire") for n in range(3)]
    assert ReportNames(twins, lambda word: TEXTS.get(word, [])).named("Marlshire") == {}


def test_no_reports_have_no_names() -> None:
    assert ReportNames([], lambda _: []).named("anything") == {}


def test_the_title_of_an_article_describes_and_does_not_name() -> None:
    articles = [report(name, Family.RESEARCH, title=f"{name} in mice") for name in ("BRCA1", "Ilona")]
    assert ReportNames(articles, lambda word: TEXTS.get(word, [])).named("Ilona and BRCA1") == {}
