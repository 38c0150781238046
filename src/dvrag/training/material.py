"""What training is made from: the reports, the register, and the themes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from dvrag.model.actions import Entry
from dvrag.model.documents import Report
from dvrag.model.findings import Theme
from dvrag.model.ids import ReportId
from dvrag.model.learning.items import Cited
from dvrag.model.results import ReportSummary
from dvrag.text.locate import block_at, locate
from dvrag.training.likeness import Encode, by_words

ThemesOf: TypeAlias = Callable[[Sequence[str], Sequence[str]], list[tuple[str, ...]]]
"""Texts and the headings above them → the names of the themes that each speaks of."""


@dataclass(frozen=True, slots=True)
class Material:
    """A library as training sees it.

    `entries` are the findings of the register that nobody took out; `report` loads a report with its text (kept by who
    gives it, so asking twice is cheap); `fingerprint` names the state of the library. `encode` gives vectors by which
    texts are compared: of their meaning where a model gives them, else of their words.
    """

    reports: Mapping[ReportId, ReportSummary]
    entries: tuple[Entry, ...]
    themes: tuple[Theme, ...]
    report: Callable[[ReportId], Report]
    themes_of: ThemesOf
    fingerprint: str
    encode: Encode = by_words


def cited_at(report: Report, summary: ReportSummary, span: tuple[int, int]) -> Cited:
    """Return the citation of `report.text[start:end]`, with its place."""
    start, end = span
    place = locate(report, start)
    return Cited(
        report_id=report.id,
        source=summary.source,
        title=summary.title,
        start=start,
        end=end,
        quote=report.text[start:end],
        page=place.page,
        page_label=place.page_label,
        paragraph=place.paragraph,
        section=_section(report, start),
        paragraph_index=place.paragraph_index,
    )


def cited_finding(entry: Entry) -> Cited:
    """Return the citation of a finding: its whole span."""
    finding = entry.finding
    return Cited(
        report_id=finding.report_id,
        source=entry.report.source,
        title=entry.report.title,
        start=finding.start,
        end=finding.end,
        quote=finding.text,
        page=finding.page,
        page_label=finding.page_label,
        paragraph=finding.paragraph,
        section=finding.section,
        paragraph_index=finding.paragraph_index,
    )


def _section(report: Report, start: int) -> str:
    block = block_at(report, start)
    return " > ".join(report.sections[block.section].path) if block else ""
