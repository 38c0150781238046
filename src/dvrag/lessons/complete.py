"""Drafts → findings: place, section, agencies and id are added."""

from __future__ import annotations

from collections.abc import Iterable

from dvrag.lessons.agencies.normalise import agencies_in
from dvrag.model.documents import Report
from dvrag.model.findings import Draft, Finding
from dvrag.model.ids import finding_id
from dvrag.text.locate import block_at, locate


def completed(report: Report, drafts: Iterable[Draft]) -> tuple[Finding, ...]:
    """Return the findings in order of text; drafts of one kind at one span are one finding."""
    found = {finding.id: finding for draft in drafts for finding in [_finding(report, draft)]}
    return tuple(sorted(found.values(), key=lambda finding: (finding.start, finding.end, finding.kind.value)))


def _finding(report: Report, draft: Draft) -> Finding:
    place = locate(report, draft.start)
    block = block_at(report, draft.start)
    facts = report.facts
    path = report.sections[block.section].path if block and block.section < len(report.sections) else ()
    printed = draft.addressee or ""
    return Finding(
        id=finding_id(report.id, draft.kind.value, draft.start, draft.end),
        report_id=report.id,
        kind=draft.kind,
        start=draft.start,
        end=draft.end,
        text=report.text[draft.start : draft.end],
        section=" > ".join(path),
        page=place.page,
        page_label=place.page_label,
        paragraph=place.paragraph,
        paragraph_index=place.paragraph_index,
        number=draft.number,
        addressee=draft.addressee,
        agencies=agencies_in(printed, area=facts.area.value, force=facts.force.value) if printed else (),
        plan=draft.plan,
        judgment=draft.judgment,
        figure=draft.figure,
        earlier=draft.earlier,
        confidence=draft.confidence,
        doubts=draft.doubts,
    )
