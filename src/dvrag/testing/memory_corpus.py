"""A library in memory: what answering needs of a library, for tests."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from dvrag.errors import NotFoundError
from dvrag.model.documents import (
    Authority,
    Block,
    BlockKind,
    Fact,
    Facts,
    Family,
    Line,
    Page,
    Passage,
    Report,
    Section,
)
from dvrag.model.ids import ReportId, passage_id, report_id
from dvrag.model.raw import PageSource
from dvrag.model.results import Filters, Hit, ReportSummary
from dvrag.text.stems import stem, words


def facts_of(title: str = "", **values: str) -> Facts:
    """Return facts with the given values ("area", "force", "published", …) and no spans."""
    named = {key: Fact(value, origin="text") for key, value in values.items()}
    return Facts(title=Fact(title, origin="text") if title else Fact(), **named)


def report_of(source: str, facts: Facts, sections: Mapping[str, Sequence[str]]) -> Report:
    """Return a report whose sections hold the given paragraphs, numbered 1.1, 1.2, …; one page a section."""
    text = ""
    blocks: list[Block] = []
    made = [Section(0, 0, (), 0, 0)]
    pages: list[Page] = []
    for number, (heading, paragraphs) in enumerate(sections.items(), start=1):
        start = len(text)
        blocks.append(Block(start, start + len(heading), BlockKind.HEADING, number))
        text += heading + "\n\n"
        for index, paragraph in enumerate(paragraphs, start=1):
            span = (len(text), len(text) + len(paragraph))
            blocks.append(Block(*span, BlockKind.PARAGRAPH, number, f"{number}.{index}", index))
            text += paragraph + "\n\n"
        made.append(Section(number, 1, (heading,), start, len(text)))
        pages.append(Page(number, str(number), start, len(text), 595, 842, PageSource.TEXT))
    lines = tuple(Line(b.start, b.end, b.section, None) for b in blocks)
    identity = report_id(f"{source}{text}".encode())
    return Report(
        id=identity,
        source=source,
        format="pdf",
        family=Family.DHR_OVERVIEW,
        authority=Authority.STATUTORY_REVIEW,
        text=text,
        pages=tuple(pages),
        lines=lines,
        sections=tuple(made),
        blocks=tuple(blocks),
        facts=facts,
    )


def passages_of(report: Report) -> tuple[Passage, ...]:
    """Return one passage per paragraph."""
    return tuple(
        Passage(
            id=passage_id(report.id, block.start, block.end, "memory"),
            report_id=report.id,
            start=block.start,
            end=block.end,
            text=report.text[block.start : block.end],
            kind=block.kind,
            section=" > ".join(report.sections[block.section].path),
            page=block.section,
            page_label=str(block.section),
            paragraph=block.paragraph,
            paragraph_index=block.index,
        )
        for block in report.blocks
        if block.kind is not BlockKind.HEADING
    )


class MemoryCorpus:
    """Reports in memory; every count is made anew from their passages."""

    def __init__(self, reports: Sequence[Report]) -> None:
        self._reports = {report.id: report for report in reports}
        self._passages = {report.id: passages_of(report) for report in reports}

    def reports(self) -> tuple[ReportSummary, ...]:
        """Return every report, in the order given."""
        return tuple(
            ReportSummary(
                id=report.id,
                source=report.source,
                format=report.format,
                family=report.family,
                authority=report.authority,
                facts=report.facts,
                pages=len(report.pages),
                passages=len(self._passages[report.id]),
                characters=len(report.text),
                added="2026-01-01T00:00:00+00:00",
            )
            for report in self._reports.values()
        )

    def reports_matching(self, filters: Filters) -> tuple[ReportSummary, ...]:
        """Return the reports of the areas that are filtered for; other fields are not looked at."""
        wanted = {area.lower() for area in filters.area}
        return tuple(r for r in self.reports() if not wanted or (r.facts.area.value or "").lower() in wanted)

    def report(self, identity: ReportId) -> Report:
        """Return one report in full. Raises NotFoundError."""
        if identity not in self._reports:
            raise NotFoundError(f"No report {identity[:12]}.")
        return self._reports[identity]

    def passages_of(self, report: ReportId) -> tuple[Passage, ...]:
        """Return the passages of one report in order."""
        return self._passages[report]

    def mentions(self, phrase: Sequence[str]) -> dict[ReportId, int]:
        """Return, per report, how many of its passages hold the words side by side (stemmed)."""
        counts = {i: sum(_holds(p.text, phrase) for p in found) for i, found in self._passages.items()}
        return {identity: count for identity, count in counts.items() if count}

    def sample(self, phrase: Sequence[str], limit: int) -> tuple[Passage, ...]:
        """Return the first passages that hold the words side by side."""
        return tuple(p for found in self._passages.values() for p in found if _holds(p.text, phrase))[:limit]

    def passage_count(self) -> int:
        """Return the number of passages."""
        return sum(len(found) for found in self._passages.values())

    def glossary(self) -> dict[ReportId, dict[str, str]]:
        """Return the acronyms of each report that explains any."""
        return {report.id: dict(report.glossary) for report in self._reports.values() if report.glossary}

    def fingerprint(self) -> str:
        """Name the state: a hash of the report ids."""
        return hashlib.sha256("".join(self._reports).encode()).hexdigest()[:16]

    def hits(self) -> tuple[Hit, ...]:
        """Return every passage as a hit, in order, with falling scores."""
        summaries = {summary.id: summary for summary in self.reports()}
        found = [p for passages in self._passages.values() for p in passages]
        return tuple(
            Hit(n, 1 - n / 100, passage, summaries[passage.report_id]) for n, passage in enumerate(found, start=1)
        )


def _holds(text: str, phrase: Sequence[str]) -> bool:
    wanted = [stem(word) for item in phrase for word in words(item)]
    held = [stem(word) for word in words(text)]
    return bool(wanted) and any(held[i : i + len(wanted)] == wanted for i in range(len(held)))
