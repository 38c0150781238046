"""From a finding to the reader: a source that stands at the finding's own span."""

from __future__ import annotations

from dvrag.assistant import Assistant
from dvrag.model.actions import Entry
from dvrag.model.answers import Source
from dvrag.model.documents import BlockKind, Passage
from dvrag.model.ids import PassageId
from dvrag.model.results import Hit
from dvrag.ui import reader


def source_of(entry: Entry, n: int = 1) -> Source:
    """Return a finding as a source, whose passage is the finding itself."""
    finding = entry.finding
    passage = Passage(
        id=PassageId(finding.id),
        report_id=finding.report_id,
        start=finding.start,
        end=finding.end,
        text=finding.text,
        kind=BlockKind.PARAGRAPH,
        section=finding.section,
        page=finding.page,
        page_label=finding.page_label,
        paragraph=finding.paragraph,
        paragraph_index=finding.paragraph_index,
    )
    return Source(
        n=n,
        hit=Hit(1, 1.0, passage, entry.report),
        quote=finding.text,
        start=finding.start,
        end=finding.end,
        page=finding.page,
        page_label=finding.page_label,
        paragraph=finding.paragraph,
        paragraph_index=finding.paragraph_index,
    )


def open_entry(assistant: Assistant, entry: Entry) -> None:
    """Open the reader over the page, at a finding."""
    reader.open_source(assistant, source_of(entry))
