"""Reports and entries for tests of copies and repeats, each made by a fixture that returns its maker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from dvrag.model.actions import Entry
from dvrag.model.documents import Authority, Fact, Facts, Family
from dvrag.model.findings import Agency, AgencyClass, Finding, FindingKind
from dvrag.model.ids import FindingId, ReportId, finding_id
from dvrag.model.results import ReportSummary
from dvrag.testing.fakes import HashingEmbedder

EMBEDDER = HashingEmbedder(64)


def summary(
    source: str,
    family: Family = Family.DHR_OVERVIEW,
    *,
    area: str = "Oakvale",
    died: str | None = None,
    title: str = "",
    published: str | None = "2020",
) -> ReportSummary:
    """Return a report of one page."""
    facts = Facts(title=Fact(title or None), area=Fact(area), published=Fact(published), year_of_death=Fact(died))
    return ReportSummary(
        ReportId(source), source, "pdf", family, Authority.STATUTORY_REVIEW, facts, 1, 1, 100, "2026-01-01"
    )


def entry(
    report: ReportSummary,
    text: str,
    number: str | None = None,
    kind: FindingKind = FindingKind.RECOMMENDATION,
    start: int = 0,
) -> Entry:
    """Return an entry of a report."""
    finding = Finding(
        id=finding_id(report.id, kind.value, start, start + len(text)),
        report_id=report.id,
        kind=kind,
        start=start,
        end=start + len(text),
        text=text,
        section="Recommendations",
        page=1,
        page_label="1",
        paragraph=None,
        paragraph_index=1,
        number=number,
        agencies=(Agency("Police", AgencyClass.POLICE),),
    )
    return Entry(finding, report)


def vectors(entries: list[Entry]) -> dict[FindingId, np.ndarray]:
    """Return a vector for each."""
    found = EMBEDDER.encode([one.finding.text for one in entries])
    return {one.finding.id: vector for one, vector in zip(entries, found, strict=True)}


@pytest.fixture
def make_report() -> Callable[..., ReportSummary]:
    return summary


@pytest.fixture
def make_entry() -> Callable[..., Entry]:
    return entry


@pytest.fixture
def make_vectors() -> Callable[..., Any]:
    return vectors


@pytest.fixture
def encode() -> Callable[..., Any]:
    return EMBEDDER.encode
